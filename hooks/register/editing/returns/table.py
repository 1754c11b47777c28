"""Finds the table of findings in a workbook that came back, wherever its columns and rows were moved to."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from register.checks.advice import quoted
from register.editing.returns.columns import ANSWERS, Column
from register.editing.returns.grid import Cell, Row, Sheet
from register.editing.returns.remark import Remark, RemarkKind
from register.wording.sentences import say

_ENOUGH = 3
"""How many known headings a row of headings has, at the least, besides the ids."""


@dataclass(frozen=True)
class FindingRow:
    """A row of the table: its sheet and number, its cells that hold something, and the letter of each column."""

    sheet: str
    number: int
    cells: Mapping[Column, Cell]
    letters: Mapping[Column, str]

    def at(self, column: Column) -> str:
        """Where the cell of the column is, for a message."""
        return f"{self.sheet}!{self.letters[column]}{self.number}"


@dataclass(frozen=True)
class Table:
    """The rows that name a finding, of all sheets, and what is to be said of the others."""

    rows: tuple[FindingRow, ...]
    remarks: tuple[Remark, ...]


def table_of(sheets: Sequence[Sheet]) -> Table:
    """The table of findings. A sheet without answers, such as that of the findings of others, is passed over."""
    rows: list[FindingRow] = []
    remarks: list[Remark] = []
    found = [(sheet, head) for sheet in sheets if (head := _head(sheet))]
    for sheet, head in found:
        columns = _columns(head)
        letters = {column: head.cells[place].reference.rstrip("0123456789") for place, column in columns.items()}
        remarks += _remarks_on_columns(sheet, head, columns)
        for row in (row for row in sheet.rows if row.number > head.number):
            cells = {column: row.cells[place] for place, column in columns.items() if place in row.cells}
            if Column.ID in cells and _known(cells[Column.ID]) is not Column.ID:
                rows.append(FindingRow(sheet.name, row.number, cells, letters))
            elif Column.ID not in cells and _has_answers(cells):
                remarks.append(Remark(RemarkKind.UNCLEAR, f"{sheet.name}!{row.number}:{row.number}", _NO_ID))
    if not found:
        remarks.append(Remark(RemarkKind.UNCLEAR, "", _NO_TABLE.format(Column.ID.heading, Column.NEW_STATUS.heading)))
    return Table(tuple(rows), tuple(remarks))


_NO_ID = "this row is filled in, but its id is gone; copy the id of the finding back into it"
_NO_TABLE = 'no sheet has the row of headings with "{}" and "{}"; fill in the file that was sent'


def _head(sheet: Sheet) -> Row | None:
    """The row of headings; None on a sheet that has no table to fill in."""
    for row in sheet.rows:
        known = set(_columns(row).values())
        if Column.ID in known and len(known) > _ENOUGH and known.intersection(ANSWERS):
            return row
    return None


def _columns(head: Row) -> dict[int, Column]:
    """The column of the table in each column of the sheet; of two with one heading, the first."""
    found: dict[int, Column] = {}
    for place, cell in sorted(head.cells.items()):
        column = _known(cell)
        if column and column not in found.values():
            found[place] = column
    return found


def _known(cell: Cell) -> Column | None:
    return next((column for column in Column if _plain(column.heading) == _plain(cell.text)), None)


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", heading.casefold())


def _has_answers(cells: dict[Column, Cell]) -> bool:
    return any(column in cells for column in ANSWERS if column is not Column.OUTCOME) or (
        Column.OUTCOME in cells and cells[Column.OUTCOME].text != say("return-no-step")
    )


def _remarks_on_columns(sheet: Sheet, head: Row, columns: dict[int, Column]) -> Iterator[Remark]:
    """What is wrong with the columns: an answer's that is gone, one that the return doesn't have, merged cells."""
    where = f"{sheet.name}!{head.number}:{head.number}"
    for column in ANSWERS:
        if column not in columns.values():
            message = f'there is no column "{column.heading}"; write this heading above its column again'
            yield Remark(RemarkKind.UNCLEAR, where, message)
    for place, cell in sorted(_first_cells_outside(sheet, head, columns).items()):
        heading = head.cells.get(place)
        name = f"the column {quoted(heading.text)}" if heading else "this column"
        repeated = heading is not None and _known(heading) is not None
        kind = RemarkKind.UNCLEAR if repeated else RemarkKind.NOTE
        advice = "is there twice; delete one of them" if repeated else "is not part of the return, and was not read"
        yield Remark(kind, f"{sheet.name}!{cell.reference}", f"{name} {advice}")
    for area in sheet.merged:
        message = "these cells are merged, so only the first row has their words; separate them, and fill in each"
        yield Remark(RemarkKind.UNCLEAR, f"{sheet.name}!{area}", message)


def _first_cells_outside(sheet: Sheet, head: Row, columns: dict[int, Column]) -> dict[int, Cell]:
    """The first cell with words in each column that the table doesn't have."""
    found: dict[int, Cell] = {}
    for row in sheet.rows:
        if row.number > head.number:
            for place, cell in row.cells.items():
                if place not in columns:
                    found.setdefault(place, cell)
    return found
