"""Finds the tables in the sheets of a tracker: their headings, and what each row below these is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice

from register.editing.trackers.cells import Cell, Row, Sheet, texts
from register.editing.trackers.headings import LEFT_OUT, meaning_of


class Apart(StrEnum):
    """Why a row is no finding: what it is."""

    BLANK = "blank"
    HEADING = "the headings again"
    TOTAL = "totals"
    GROUP = "group headings"
    NOTE = "notes below the table"


@dataclass(frozen=True)
class TableRow:
    """A row, or the rows that merged cells make one: its number, its cells, and the group headings above it.

    The nearest group heading comes first. numbers: all its rows.
    """

    number: int
    cells: Row
    groups: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table of findings: its sheet, its headings by column and their row, its rows, and the rows that are none."""

    sheet: Sheet
    header: int
    headings: Mapping[int, str]
    rows: tuple[TableRow, ...]
    apart: Mapping[Apart, tuple[int, ...]]
    above: tuple[str, ...]

    def cells_in(self, column: int) -> Iterator[Cell]:
        """The cells of a column."""
        return (row.cells[column] for row in self.rows if column in row.cells)


def table_in(sheet: Sheet) -> Table | None:
    """The table of findings in the sheet; None where it holds none, as a sheet of look-ups does."""
    found = max(_headers(sheet), key=lambda header: header[0], default=None)
    if not found or found[0] < _FEWEST:
        return None
    _, header, headings = found
    rows, apart = _sorted_rows(sheet, header, headings)
    above = tuple(text for number, row in sheet.rows.items() if number < header for text in texts(row))
    table = Table(sheet, header, headings, _joined(rows, headings), apart, above)
    return table if _is_of_findings(table) else None


# Headings

_FEWEST = 2  # fields that headings name
_LOOKED_AT = 40  # rows, from the first with text
_LONGEST = 80  # letters of a heading


def _headers(sheet: Sheet) -> Iterator[tuple[int, int, dict[int, str]]]:
    """Each row that could hold the headings: how many fields they name, its number, and the headings by column."""
    above: Row = {}
    for number, row in islice(sheet.rows.items(), _LOOKED_AT):
        alone = _headings(row)
        yield _known(alone), number, alone
        if len(texts(above)) > 1 and above:
            both = {column: _both(above.get(column), row.get(column)) for column in sorted({*above, *row})}
            named = {column: text for column, text in both.items() if text and len(text) <= _LONGEST}
            if _known(named) > _known(alone):
                yield _known(named), number, named
        above = row


def _headings(row: Row) -> dict[int, str]:
    shown = {column: " ".join(cell.text.split()) for column, cell in sorted(row.items())}
    return {column: text for column, text in shown.items() if text and len(text) <= _LONGEST}


def _both(above: Cell | None, below: Cell | None) -> str:
    """The heading that two lines make: the one below, where that names a field alone, else both."""
    top, bottom = (" ".join(cell.text.split()) if cell else "" for cell in (above, below))
    if not top or not bottom or (above and below and above.spot == below.spot):
        return bottom or top
    return bottom if meaning_of(bottom) and not meaning_of(f"{top} {bottom}") else f"{top} {bottom}"


def _known(headings: Mapping[int, str]) -> int:
    meanings = (meaning_of(heading) for heading in headings.values())
    return len({meaning.field for meaning in meanings if meaning and meaning.field != LEFT_OUT})


_WORDS = ("recommendation", "title")
_SHORTEST, _LONG = 5, 40  # letters of a finding's words on average, where the heading says so, and where it doesn't
_MANY = 4  # fields by which a table is known whose words have an unusual heading


def _is_of_findings(table: Table) -> bool:
    """Whether its rows are findings: a column holds words, and others what is said of a finding."""
    named = {column: meaning_of(heading) for column, heading in table.headings.items()}
    words = [column for column, meaning in named.items() if meaning and meaning.field in _WORDS]
    if any(_average(table.cells_in(column)) >= _SHORTEST for column in words):
        return True
    unknown = [column for column, meaning in named.items() if meaning is None]
    return _known(table.headings) >= _MANY and any(_average(table.cells_in(column)) >= _LONG for column in unknown)


def _average(cells: Iterable[Cell]) -> float:
    lengths = [len(cell.text) for cell in cells if isinstance(cell.value, str)]
    return sum(lengths) / len(lengths) if lengths else 0


# Rows

_TOTAL = re.compile(r"(?:(?:grand|sub|overall)[ -]?)?totals?\b|(?:count|sum|average)\b|number of\b", re.IGNORECASE)
_LONGEST_TOTAL = 40  # letters of any cell in a row of totals


def _sorted_rows(
    sheet: Sheet, header: int, headings: Mapping[int, str]
) -> tuple[list[TableRow], dict[Apart, tuple[int, ...]]]:
    """The rows below the headings that may be findings, and the numbers of the others by what they are."""
    rows: list[TableRow] = []
    apart: dict[Apart, list[int]] = {kind: [] for kind in Apart}
    groups: list[tuple[int, str]] = []
    below = {number: row for number, row in sheet.rows.items() if number > header and texts(row)}
    for number, row in below.items():
        kind = _kind_of(row, headings)
        if kind is Apart.GROUP:
            groups.append((number, texts(row)[0]))
        elif kind:
            apart[kind].append(number)
        else:
            rows.append(TableRow(number, row, tuple(text for _, text in reversed(groups)), (number,)))
    last = rows[-1].number if rows else header
    for number, _ in groups:
        apart[Apart.GROUP if number < last else Apart.NOTE].append(number)
    end = max(below, default=header)
    apart[Apart.BLANK] = [number for number in range(header + 1, end) if number not in below] if end < _END else []
    return rows, {kind: tuple(numbers) for kind, numbers in apart.items() if numbers}


_END = 100_000  # rows after which blank ones aren't counted


def _kind_of(row: Row, headings: Mapping[int, str]) -> Apart | None:
    """What a row with text is, if it can't be a finding."""
    shown = texts(row)
    same = sum(
        1 for column, cell in row.items() if headings.get(column, "").endswith(" ".join(cell.text.split()) or "-")
    )
    if same > len(headings) / 2:
        return Apart.HEADING
    if any(map(_TOTAL.match, shown[:2])) and max(map(len, shown)) <= _LONGEST_TOTAL:
        return Apart.TOTAL
    if len(shown) == 1 and not _is_wording(row, headings):
        return Apart.GROUP
    return None


def _is_wording(row: Row, headings: Mapping[int, str]) -> bool:
    """Whether the only text of a row stands, unmerged, in a column of words, and is as long as these are."""
    columns = [column for column, cell in row.items() if cell.text]
    meaning = meaning_of(headings.get(columns[0], "")) if len(columns) == 1 else None
    return bool(meaning and meaning.field in _WORDS and len(row[columns[0]].text) > _LONGEST)


def _joined(rows: Iterable[TableRow], headings: Mapping[int, str]) -> tuple[TableRow, ...]:
    """The rows, with those made one whose words are in the same merged cell: one finding with several actions."""
    words = [column for column, heading in headings.items() if (m := meaning_of(heading)) and m.field in _WORDS]
    found: list[TableRow] = []
    for row in rows:
        before = found[-1] if found else None
        same = before and any(
            column in row.cells and column in before.cells and row.cells[column].spot == before.cells[column].spot
            for column in words
        )
        if before and same:
            found[-1] = replace(
                before, cells=_both_cells(before.cells, row.cells), numbers=(*before.numbers, row.number)
            )
        else:
            found.append(row)
    return tuple(found)


def _both_cells(some: Row, more: Row) -> Row:
    """The cells of two rows: texts that differ one below the other, of other values the first."""
    both = {**more, **some}
    for column in some.keys() & more.keys():
        first, second = some[column], more[column]
        if isinstance(first.value, str) and isinstance(second.value, str) and second.text not in first.text.split("\n"):
            both[column] = replace(first, value=f"{first.value}\n{second.value}")
    return both
