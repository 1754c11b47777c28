"""A tracker as plain cells, whatever program saved it: sheets of rows, and in each cell a value, a fill and a place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

Value = str | int | float | date | None
Spot = tuple[int, int]
"""A row and a column, each counted from 1."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell shows. fill: its colour as #RRGGBB; spot: where its value stands, for a merged cell the first of it.

    uncalculated: it holds a formula whose result was not saved.
    """

    value: Value
    spot: Spot
    fill: str | None = None
    uncalculated: bool = False

    @property
    def text(self) -> str:
        """The value as people would type it; empty where there is none."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return "" if self.value is None else str(self.value)


Row = Mapping[int, Cell]
"""The cells of a row by column, without those that have neither value nor fill."""


@dataclass(frozen=True)
class Sheet:
    """A sheet: its name, its rows by number, what is hidden of it, and the cells with a comment on them."""

    name: str
    rows: Mapping[int, Row]
    hidden: bool = False
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    hidden_columns: frozenset[int] = field(default_factory=frozenset)
    commented: tuple[Spot, ...] = ()


def letter(column: int) -> str:
    """The letters by which a spreadsheet names a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def place(sheet: str, row: int, column: int | None = None) -> str:
    """A cell, or a row, as a spreadsheet names it: Sheet1!B7, or Sheet1!7."""
    return f"{sheet}!{letter(column) if column else ''}{row}"


def texts(row: Row) -> list[str]:
    """The texts of a row from left to right, each merged cell once."""
    found = {cell.spot: cell.text for _, cell in sorted(row.items()) if cell.text}
    return list(found.values())


def ranges(numbers: Iterable[int]) -> str:
    """Numbers for a sentence: 3, 5–9 and 12."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    shown = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"
