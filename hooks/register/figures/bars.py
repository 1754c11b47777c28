"""Rows of bars, and how they are drawn: a bar is parts that add up to it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from register.records.model import Colour, Status


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many findings, and of which status (None: all alike)."""

    number: int
    status: Status | None


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and its parts."""

    of: date | str | tuple[int, int | None]
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """How many findings the parts are together."""
        return sum(part.number for part in self.parts)

    def number_of(self, status: Status) -> int:
        """How many of them are of the status."""
        return sum(part.number for part in self.parts if part.status == status)


def bar_of(day: date, counted: Counter[str], statuses: Iterable[Status]) -> Bar:
    """The bar of a day with a part for each of the statuses that is counted, by its id."""
    return Bar(day, tuple(Part(counted[status.id], status) for status in statuses if counted[status.id]))


# How bars are drawn. The unit is that of the drawing itself, which is 360 wide and scales with the page.
_WIDEST = 357
_LINE = 20  # the height of a label, and of a bar below it
_BASELINE = 14  # of a label, from the top of its line
_PATTERNED = (Colour.AMBER, Colour.GREEN, Colour.BLUE)


@dataclass(frozen=True)
class DrawnPart:
    """A part of a bar as a rectangle: where it begins, how wide it is, its colour, and its pattern if it has one."""

    x: float
    y: int
    width: float
    colour: Colour
    pattern: Colour | None


@dataclass(frozen=True)
class DrawnBar:
    """A bar below its label, whose baseline is at y, with its number and the statuses that this is made of.

    A bar of no findings has no parts.
    """

    label: str
    y: int
    number: int
    legend: tuple[Part, ...]
    parts: tuple[DrawnPart, ...]


@dataclass(frozen=True)
class Drawing:
    """Bars below one another, and how high they are together."""

    height: int
    bars: tuple[DrawnBar, ...]


def draw(bars: Sequence[Bar], name: Callable[[Bar], str]) -> Drawing:
    """The bars on one scale: the longest is as wide as the drawing. name gives the label of a bar."""
    most = max([1, *(bar.number for bar in bars)])
    *tops, bottom = accumulate((2 * _LINE if bar.number else _LINE for bar in bars), initial=0)
    drawn = (_drawn_bar(bar, name(bar), top, most) for bar, top in zip(bars, tops, strict=True))
    return Drawing(bottom + 4, tuple(drawn))


def _drawn_bar(bar: Bar, label: str, top: int, most: int) -> DrawnBar:
    legend = tuple(part for part in bar.parts if part.status)
    return DrawnBar(label, top + _BASELINE, bar.number, legend, _drawn_parts(bar, top + _LINE - 1, most))


def _drawn_parts(bar: Bar, y: int, most: int) -> tuple[DrawnPart, ...]:
    parts = [part for part in bar.parts if part.number]
    colours = [part.status.colour if part.status else Colour.GREY for part in parts]
    widths = [round(part.number / most * _WIDEST, 1) for part in parts]
    return tuple(
        DrawnPart(round(x, 1), y, width, colour, colour if colour in _PATTERNED else None)
        for x, width, colour in zip(accumulate(widths, initial=1), widths, colours, strict=False)
    )
