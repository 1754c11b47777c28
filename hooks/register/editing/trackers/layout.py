"""Finds the tables in the sheets of a tracker: their headings, and what each row below these is."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from itertools import islice

from register.editing.trackers.cells import Cell, Row, Sheet, texts
from register.editing.trackers.headings import LEFT_OUT, meaning_of
from register.editing.trackers.periods import day_of, period_in


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
    """A table of findings: its sheet, its headings by column and their row, its rows, and the rows that are none.

    as_at: the day that it speaks of, where each sheet of the tracker is of another time.
    """

    sheet: Sheet
    header: int
    headings: Mapping[int, str]
    rows: tuple[TableRow, ...]
    apart: Mapping[Apart, tuple[int, ...]]
    above: tuple[str, ...]
    as_at: date | None = None

    def cells_in(self, column: int) -> Iterator[Cell]:
        """The cells of a column."""
        return (row.cells[column] for row in self.rows if column in row.cells)


def tables_in(sheet: Sheet) -> tuple[Table, ...]:
    """The tables of findings in the sheet, from the top; none where it holds none, as a sheet of look-ups does.

    Other headings below a table begin another one: open findings above, closed ones below.
    """
    found: list[Table] = []
    rest: Sheet | None = sheet
    while rest and (header := max(_headers(rest), key=lambda header: header[0], default=None)):
        known, number, headings = header
        if known < _FEWEST:
            break
        end = _next_headings(rest, number, headings)
        part = replace(rest, rows={row: cells for row, cells in rest.rows.items() if not end or row < end})
        table = _table(part, number, headings, is_first=not found)
        found += [table] if _is_of_findings(table) else []
        rest = replace(sheet, rows={row: cells for row, cells in sheet.rows.items() if row >= end}) if end else None
    return tuple(found)


def newest_first(tables: Iterable[Table]) -> tuple[Table, ...]:
    """The tables; where each is on a sheet of another time, such as one a quarter, the newest first, with their days.

    So a finding is as the newest sheet says, and what earlier ones say of it is what was said then.
    """
    listed = tuple(tables)
    days = [period.day if (period := period_in(table.sheet.name)) else None for table in listed]
    if len(listed) < _FEWEST or None in days or len(set(days)) < len(days):
        return listed
    dated = [replace(table, as_at=day) for table, day in zip(listed, days, strict=True)]
    return tuple(sorted(dated, key=lambda table: table.as_at or date.min, reverse=True))


def _table(sheet: Sheet, header: int, headings: Mapping[int, str], is_first: bool) -> Table:
    over = [texts(row) for number, row in sheet.rows.items() if number < header]
    groups = [] if is_first else [row[0] for row in over if len(row) == 1]
    rows, apart = _sorted_rows(sheet, header, headings, groups)
    above = tuple(text for row in over for text in row)
    return Table(sheet, header, headings, _joined(rows, headings), apart, above)


def _next_headings(sheet: Sheet, header: int, headings: Mapping[int, str]) -> int | None:
    """The row that begins another table: that of other headings, or the first of the group headings above these."""
    begins: int | None = None
    for number, row in sheet.rows.items():
        if number <= header or not texts(row):
            continue
        if _kind_of(row, headings) is Apart.GROUP:
            begins = begins or number
        elif _are_headings(row, headings) and _names_others(row, headings):
            return begins or number
        else:
            begins = None
    return None


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
    sheet: Sheet, header: int, headings: Mapping[int, str], above: Iterable[str]
) -> tuple[list[TableRow], dict[Apart, tuple[int, ...]]]:
    """The rows below the headings that may be findings, and the numbers of the others by what they are.

    above: group headings above the headings.
    """
    rows: list[TableRow] = []
    apart: dict[Apart, list[int]] = {kind: [] for kind in Apart}
    groups: list[tuple[int, str]] = [(0, text) for text in above]
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
    for number in (number for number, _ in groups if number):
        apart[Apart.GROUP if number < last else Apart.NOTE].append(number)
    end = max(below, default=header)
    apart[Apart.BLANK] = [number for number in range(header + 1, end) if number not in below] if end < _END else []
    return rows, {kind: tuple(numbers) for kind, numbers in apart.items() if numbers}


_END = 100_000  # rows after which blank ones aren't counted


def _kind_of(row: Row, headings: Mapping[int, str]) -> Apart | None:
    """What a row with text is, if it can't be a finding."""
    shown = texts(row)
    if _are_headings(row, headings):
        return Apart.HEADING
    if any(map(_TOTAL.match, shown[:2])) and max(map(len, shown)) <= _LONGEST_TOTAL:
        return Apart.TOTAL
    if len(shown) == 1 and not _belongs_to_finding(row, headings):
        return Apart.GROUP
    return None


def _are_headings(row: Row, headings: Mapping[int, str]) -> bool:
    """Whether most of the headings stand in a row again."""
    return len(row) - len(_others_than(headings, row)) > len(headings) / 2


def _names_others(row: Row, headings: Mapping[int, str]) -> bool:
    """Whether a row of headings has others too, in columns of the table."""
    return any(text for column, text in _others_than(headings, row).items() if column in headings)


def _others_than(headings: Mapping[int, str], row: Row) -> dict[int, str]:
    """The texts of a row that don't stand in the headings, of which a row may be the lower line."""
    shown = {column: " ".join(cell.text.split()) for column, cell in row.items()}
    return {column: text for column, text in shown.items() if not text or not headings.get(column, "").endswith(text)}


_OF_ACTION = ("response", "owner", "with", "status", "due")


def _belongs_to_finding(row: Row, headings: Mapping[int, str]) -> bool:
    """Whether the only text of a row, unmerged, is wording as long as that is, or says more of the finding above."""
    columns = [column for column, cell in row.items() if cell.text]
    meaning = meaning_of(headings.get(columns[0], "")) if len(columns) == 1 else None
    is_long = meaning and meaning.field in _WORDS and len(row[columns[0]].text) > _LONGEST
    return bool(meaning and (is_long or meaning.field in _OF_ACTION))


_OF_FINDING = (*_WORDS, "id", "reference", "inspection", "type", "question", "pillar", "grade")


def _joined(rows: Iterable[TableRow], headings: Mapping[int, str]) -> tuple[TableRow, ...]:
    """The rows, with those made one that are one finding with several actions.

    Their words are in the same merged cell, or below these nothing is said but of a further action.
    """
    fields = {column: meaning.field for column, heading in headings.items() if (meaning := meaning_of(heading))}
    found: list[TableRow] = []
    rows = tuple(rows)
    texts_below = _texts_below_titles(rows, fields)
    for row in rows:
        before = found[-1] if found else None
        is_more = before and (_share_words(before, row, fields) or _is_further_action(before, row, fields))
        if before and (is_more or row.number in texts_below):
            cells = _both_cells(before.cells, row.cells, fields)
            found[-1] = replace(before, cells=cells, numbers=(*before.numbers, row.number))
        else:
            found.append(row)
    return tuple(found)


_Fields = Mapping[int, str]


def _share_words(before: TableRow, row: TableRow, fields: _Fields) -> bool:
    words = (column for column in row.cells.keys() & before.cells.keys() if fields.get(column) in _WORDS)
    return any(row.cells[column].spot == before.cells[column].spot for column in words)


def _texts_below_titles(rows: tuple[TableRow, ...], fields: _Fields) -> set[int]:
    """The numbers of the rows that hold the text of a finding whose reference and title are in the row above.

    There are none but where a table is written so: each such row is right below one with a reference.
    """
    said = {row.number: {fields.get(column) for column, cell in row.cells.items() if cell.text} for row in rows}
    named = {number for number, given in said.items() if given & _NAMES and given & {*_WORDS}}
    bare = {number for number, given in said.items() if given & {*_WORDS} and not given & _OF_FIRST_ROW}
    is_written_so = len(named) == len(bare) and all(number - 1 in named for number in bare)
    return bare if is_written_so else set()


_NAMES = {"id", "reference"}
_OF_FIRST_ROW = {*_NAMES, "inspection", "type", "owner", "status", "due"}


def _is_further_action(before: TableRow, row: TableRow, fields: _Fields) -> bool:
    own = {column for column, cell in row.cells.items() if cell.text and cell.spot[0] == row.number}
    said = {fields.get(column) for column in own}
    has_words = any(before.cells[column].text for column in before.cells if fields.get(column) in _WORDS)
    is_next = row.number == before.numbers[-1] + 1
    return has_words and is_next and not said & {*_OF_FINDING} and bool(said & {*_OF_ACTION})


def _both_cells(some: Row, more: Row, fields: _Fields) -> Row:
    """The cells of two rows: texts that differ one below the other, of due dates the later, of other values the first.

    A status that is only a fill counts as the text #RRGGBB.
    """
    both = {**more, **some}
    for column in some.keys() & more.keys():
        first, second = (_with_fill(cells[column], fields.get(column)) for cells in (some, more))
        days = [day for cell in (first, second) if (day := day_of(cell.value))]
        if fields.get(column) == "due" and len(days) > 1:
            both[column] = replace(first, value=max(days))
        elif isinstance(first.value, str) and isinstance(second.value, str):
            is_new = second.text not in first.text.split("\n")
            both[column] = replace(first, value=f"{first.value}\n{second.value}") if is_new else first
        elif not first.text:
            both[column] = second
    return both


def _with_fill(cell: Cell, field: str | None) -> Cell:
    return replace(cell, value=cell.fill) if field == "status" and not cell.text else cell
