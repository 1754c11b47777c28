"""Lines over time as a drawing: days to scale, a sign of its own for each line, and its name at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from register.figures.summary import totals
from register.records.model import Colour
from register.snapshots.snapshot import Snapshot


@dataclass(frozen=True)
class Series:
    """A line: the name of its sentence, and its number at each day."""

    name: str
    numbers: tuple[int, ...]


def series_of(positions: Sequence[Snapshot]) -> tuple[Series, ...]:
    """How many findings were outstanding, red and overdue on the day of each snapshot; a line of zeros is left out."""
    counted = [totals((f for f in one.recommendations if f.outstanding), one) for one in positions]
    made = (
        Series("outstanding", tuple(numbers.outstanding for numbers in counted)),
        Series("red", tuple(numbers.red for numbers in counted)),
        Series("overdue", tuple(numbers.overdue for numbers in counted)),
    )
    return tuple(series for series in made if any(series.numbers))


# The drawing is 390 wide and scales with the page; "10,000" fits before the lines, "Outstanding 10,000" behind them.
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 266, 12, 150
_HEIGHT = 176
_LABEL = 14  # the height of a line's name

_DASHES = {"outstanding": "none", "red": "6 3", "overdue": "1.5 3"}
_COLOURS = {"red": Colour.RED}
_SIGNS = {
    "outstanding": "M{x},{y}m-3.5,0a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0",
    "red": "M{x},{y}m0,-4.5l4.5,8h-9z",
    "overdue": "M{x},{y}m-3,-3h6v6h-6z",
}
"""A circle, a triangle and a square, so that no line is told by its colour alone."""


@dataclass(frozen=True)
class DrawnLine:
    """A line: the way of its stroke, its dashes, a sign for each day, and where its name and last number stand."""

    name: str
    number: int
    way: str
    dashes: str
    signs: tuple[str, ...]
    ink: Colour | None  # None: black
    label_x: int
    label_y: float


@dataclass(frozen=True)
class Mark:
    """A number or day at an axis, and where it stands."""

    x: float
    y: float
    of: int | date


@dataclass(frozen=True)
class LineDrawing:
    """Lines over time, with the marks of both axes."""

    height: int
    lines: tuple[DrawnLine, ...]
    days: tuple[Mark, ...]
    numbers: tuple[Mark, ...]
    levels: tuple[str, ...]  # the ways of the thin lines at these numbers


def draw_lines(days: Sequence[date], series: Sequence[Series]) -> LineDrawing:
    """The series over the days, which are in order. The highest number is at the top, zero at the bottom."""
    most = max([1, *(number for one in series for number in one.numbers)])
    span = max(1, (days[-1] - days[0]).days)
    xs = [round(_LEFT + (day - days[0]).days / span * (_RIGHT - _LEFT), 1) for day in days]

    def height(number: int) -> float:
        return round(_BOTTOM - number / most * (_BOTTOM - _TOP), 1)

    labels = _apart([height(one.numbers[-1]) for one in series])
    lines = tuple(
        _line(one, xs, [height(number) for number in one.numbers], label)
        for one, label in zip(series, labels, strict=True)
    )
    ends = dict.fromkeys(((xs[0], days[0]), (xs[-1], days[-1])))
    marks = tuple(Mark(x, _HEIGHT - 6, day) for x, day in ends)
    numbers = tuple(Mark(_LEFT - 6, height(number) + 4, number) for number in (0, most))
    levels = tuple(f"M{_LEFT},{height(number)}H{_RIGHT}" for number in (0, most))
    return LineDrawing(_HEIGHT, lines, marks, numbers, levels)


def _line(series: Series, xs: Sequence[float], ys: Sequence[float], label: float) -> DrawnLine:
    points = list(zip(xs, ys, strict=True))
    way = " ".join(f"{'L' if place else 'M'}{x},{y}" for place, (x, y) in enumerate(points))
    signs = tuple(_SIGNS[series.name].format(x=x, y=y) for x, y in points)
    name, x = series.name, int(xs[-1]) + 8
    return DrawnLine(name, series.numbers[-1], way, _DASHES[name], signs, _COLOURS.get(name), x, label + 4)


def _apart(heights: Sequence[float]) -> list[float]:
    """The heights of the names, moved so that none stands on another; what is lower stays lower."""
    order = sorted(range(len(heights)), key=lambda place: (heights[place], place))
    placed = {
        place: min(heights[place], _BOTTOM - _LABEL * (len(order) - 1 - rank)) for rank, place in enumerate(order)
    }
    for above, below in pairwise(order):
        placed[below] = max(placed[below], placed[above] + _LABEL)
    return [placed[place] for place in range(len(heights))]
