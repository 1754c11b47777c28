"""Reads a workbook that came back into plain data, and says so where it can't be read."""

import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from openpyxl.cell import Cell as WorkbookCell
from openpyxl.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from register.editing.returns.answers import Returned, Words, answers_in
from register.editing.returns.envelope import BadEnvelope
from register.editing.returns.grid import Cell, Row, Sheet
from register.editing.workbook_files import Unreadable, opened

_MOST_ROWS, _MOST_COLUMNS = 10_000, 100


def read_return(name: str, content: bytes, words: Words) -> Returned:
    """The answers in a workbook. Never raises."""
    try:
        return Returned(name, answers_in(sheets_of(content), words))
    except (BadEnvelope, Unreadable) as reason:
        return Returned(name, None, str(reason))


def sheets_of(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook, hidden ones and hidden rows too. Raises Unreadable."""
    with opened(content) as book:
        return tuple(_sheet(sheet) for sheet in book(keep_links=False).worksheets)


def _sheet(sheet: Worksheet) -> Sheet:
    if sheet.max_row > _MOST_ROWS or sheet.max_column > _MOST_COLUMNS:
        message = f'its sheet "{sheet.title}" is far larger than a return; delete the rows and columns beyond the table'
        raise Unreadable(message)
    rows = sheet.iter_rows()
    filled = (Row(number, dict(_cells(cells))) for number, cells in enumerate(rows, start=1))
    over_rows = (str(area) for area in sheet.merged_cells.ranges if area.min_row < area.max_row)
    return Sheet(sheet.title, tuple(row for row in filled if row.cells), tuple(sorted(over_rows)))


def _cells(cells: tuple[WorkbookCell | MergedCell, ...]) -> Iterator[tuple[int, Cell]]:
    for number, cell in enumerate(cells, start=1):
        if cell.value is None:
            continue
        reference = f"{get_column_letter(number)}{cell.row}"
        if cell.data_type == "f":
            yield number, Cell(reference, _formula(cell.value), "a formula")
        elif cell.data_type == "e":
            yield number, Cell(reference, str(cell.value), "an error of the spreadsheet program")
        elif (value := _value(cell.value)) != "":
            yield number, Cell(reference, value)


def _formula(value: Any) -> str:
    return value if isinstance(value, str) else str(getattr(value, "text", "") or "=")


_ESCAPED = re.compile(r"_x00([01][0-9A-Fa-f])_")  # how the file format writes a control character


def _value(value: Any) -> str | date | int | float | bool:
    """The value as a day, number or text; a text with its line ends as \\n, without blanks around it."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date | bool | int | float):
        return value
    written = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))
    return re.sub(r"\r\n?", "\n", written).strip()
