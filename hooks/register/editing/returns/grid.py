"""A workbook that came back, as plain data: sheets of rows of cells, whatever program saved it."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell that holds something: its reference, such as J7, and its value; days and moments are days.

    unreadable: what it holds in place of a value; empty where it holds one.
    """

    reference: str
    value: str | date | int | float | bool
    unreadable: str = ""

    @property
    def text(self) -> str:
        """What the cell says, without the blanks around it."""
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        return str(self.value).strip()


class Row(NamedTuple):
    """A row: its number, from 1, and those of its cells that hold something, by the number of their column."""

    number: int
    cells: dict[int, Cell]


@dataclass(frozen=True)
class Sheet:
    """A sheet: its rows that hold something, and the references of cells merged over several rows."""

    name: str
    rows: tuple[Row, ...]
    merged: tuple[str, ...]
