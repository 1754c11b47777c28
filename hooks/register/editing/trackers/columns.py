"""Decides what each column of a table gives: by its heading, or as the mapping says."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Mapping
from dataclasses import dataclass, replace

from register.editing.trackers.asking import Inquiry, Question, plain
from register.editing.trackers.cells import Cell, Row, letter, place
from register.editing.trackers.headings import COLUMNS, LEFT_OUT, Meaning, meaning_of
from register.editing.trackers.layout import Table, TableRow
from register.editing.trackers.periods import day_of
from register.editing.trackers.written_once import with_repeats


@dataclass(frozen=True)
class Columns:
    """The columns of a table by what they give, in order; and those that are left out, by their headings."""

    table: Table
    by_field: Mapping[str, tuple[int, ...]]
    turns: Mapping[int, int]
    left_out: Mapping[str, str]

    def cells(self, row: TableRow, field: str) -> list[Cell]:
        """The cells of a row that give the field, those with text; of due dates the original one first."""
        columns = sorted(self.by_field.get(field, ()), key=lambda column: (self.turns.get(column, 0), column))
        found = {row.cells[column].spot: row.cells[column] for column in columns if column in row.cells}
        return [cell for cell in found.values() if cell.text]

    def are_by_time(self, field: str) -> bool:
        """Whether the columns that give the field do so for several times, such as a status for each month."""
        return all(self.turns.get(column, 0) < 0 for column in self.by_field.get(field, ())) and field in self.by_field

    def text(self, row: TableRow, field: str) -> str:
        """The text of the first cell of a row that gives the field; empty where there is none."""
        return next((cell.text for cell in self.cells(row, field)), "")


def columns_of(table: Table, inquiry: Inquiry, known: Container[str] = ()) -> Columns:
    """What the columns give. An unknown heading is asked about; left empty, its column is left out.

    known: the ids in the register. A table of these is the register's own, whose other columns are computed.
    """
    found: dict[str, list[int]] = defaultdict(list)
    turns: dict[int, int] = {}
    left_out: dict[str, str] = {}
    table, flags = _with_flags_in_words(table)
    is_own = _is_of_register(table, known)
    used = {column for row in table.rows for column, cell in row.cells.items() if cell.text}
    beside = _beside(table, used | table.headings.keys())
    formulas = {column for row in table.rows for column, cell in row.cells.items() if cell.uncalculated}
    for column in sorted(used | table.headings.keys()):
        heading = table.headings.get(column, f"Column {letter(column)}")
        if column in beside:
            left_out[heading] = "beside the table"
        elif column in used:
            meaning = Meaning("status") if column in flags else _meaning(table, column, heading, inquiry, is_own)
            if meaning is None:
                left_out[heading] = "hidden" if column in table.sheet.hidden_columns else ""
            elif meaning.field == LEFT_OUT:
                left_out[heading] = ""
            elif meaning.field == "response" and _are_shares(table, column):
                left_out[heading] = "how much of the work is done"
            else:
                found[meaning.field].append(column)
                turns[column] = meaning.turn
        elif column in formulas:
            left_out[heading] = "formulas without saved results; open it in Excel or LibreOffice and save it"
        elif (meaning := meaning_of(heading)) and meaning.field == "status":
            found["status"].append(column)  # it may be a fill
    settled = _settled(found, table, turns)
    if not settled.keys() & {"recommendation", "title"}:
        unknown = used - {column for columns in settled.values() for column in columns}
        settled |= _words_asked_for(table, unknown, inquiry)
    of_all = [column for column in settled.get("status", ()) if "overall" in table.headings.get(column, "").casefold()]
    if of_all:
        others = [column for column in settled["status"] if column not in of_all]
        settled["status"] = tuple(of_all)
        left_out |= {
            table.headings.get(column, ""): "another column gives the status of the whole" for column in others
        }
    for field in sorted(_SINGLE & settled.keys()):
        first, *others = settled[field]
        if others and _are_filled_together(table, (first, *others)):
            settled[field] = (first,)
            left_out |= {table.headings.get(column, ""): f"another column gives the {field}" for column in others}
    table, repeating = with_repeats(table, settled)
    for row in repeating:
        cause = "empty cells for the report, the pillar or the question mean what stands above them"
        inquiry.tell(cause, place(table.sheet.name, row.number))
    return Columns(table, settled, turns, left_out)


_SINGLE = {"id", "reference", "title", "type", "recommendation", "inspection", "received"}
"""The fields of which a finding has one, so that a further column with texts in most rows is left out."""

_FLAG = re.compile(
    r"\W*(closed|completed?|done|signed off|discharged|implemented|delivered)\W*(?:y\W*n\W*)?", re.IGNORECASE
)
_YES, _NO = ("yes", "y", "true"), ("no", "n", "false")


def _with_flags_in_words(table: Table) -> tuple[Table, set[int]]:
    """The table with the heading's word in place of yes, and nothing in place of no: `Closed?`; and those columns."""
    words = {column: found[1] for column, heading in table.headings.items() if (found := _FLAG.fullmatch(heading))}
    said = {column: {cell.text.casefold() for cell in table.cells_in(column) if cell.text} for column in words}
    flags = {column: words[column] for column in words if said[column] and said[column] <= {*_YES, *_NO}}
    rows = tuple(replace(row, cells=_in_words(row.cells, flags)) for row in table.rows) if flags else table.rows
    return replace(table, rows=rows), set(flags)


def _in_words(cells: Row, flags: Mapping[int, str]) -> Row:
    said = {
        column: replace(cells[column], value=word if cells[column].text.casefold() in _YES else None)
        for column, word in flags.items()
        if column in cells
    }
    return {**cells, **said}


def _are_shares(table: Table, column: int) -> bool:
    """Whether all texts are how much of something is done: 40%, 0.4."""
    texts = [cell.text for cell in table.cells_in(column) if cell.text]
    return all(re.fullmatch(r"\d{1,3}(?:\.\d+)? ?%|[01](?:\.\d+)?|100", text) for text in texts)


_FEWEST = 3


def _beside(table: Table, columns: Collection[int]) -> set[int]:
    """The columns behind an empty one that say something of few rows, such as a summary beside the table."""
    last = max(columns, default=0)
    gap = max((column for column in range(min(columns, default=0), last) if column not in columns), default=last)
    behind = {column for column in columns if column > gap}
    filled = [row for row in table.rows if any(column in row.cells and row.cells[column].text for column in behind)]
    is_summary = len(behind) <= _FEWEST and 2 * len(filled) < len(table.rows)
    return behind if is_summary else set()


def _words_asked_for(table: Table, columns: Iterable[int], inquiry: Inquiry) -> dict[str, tuple[int, ...]]:
    """Asks whether the column with the longest texts, of those that give nothing, holds the official wording.

    It counts as that until the answer is there, so that all else that the rows ask is asked with it.
    """
    headings = {column: table.headings.get(column, f"Column {letter(column)}") for column in columns}
    free = [column for column, heading in headings.items() if inquiry.answers.of("columns", (heading,)) is None]
    longest = max(free, key=lambda column: sum(len(cell.text) for cell in table.cells_in(column)), default=None)
    if longest is None:
        return {}
    why = "no column is known to hold the official wording; answer recommendation if it is this one"
    inquiry.ask(Question("columns", headings[longest], why, COLUMNS), place(table.sheet.name, table.header, longest))
    return {"recommendation": (longest,)}


_ID = Meaning("id")


def _is_of_register(table: Table, known: Container[str]) -> bool:
    columns = [column for column, heading in table.headings.items() if meaning_of(heading) == _ID]
    return any(cell.text in known for column in columns for cell in table.cells_in(column))


def _meaning(table: Table, column: int, heading: str, inquiry: Inquiry, is_own: bool) -> Meaning | None:
    known = meaning_of(heading) if column in table.headings else None
    answer = inquiry.answers.of("columns", (heading,))
    if isinstance(answer, str):
        name = plain(answer).replace(" ", "_").replace("leave_out", LEFT_OUT)
        if name in (*COLUMNS, LEFT_OUT):
            return Meaning(name, known.turn if known else 0)
        inquiry.refuse("columns", heading, answer, (*COLUMNS, LEFT_OUT))
    elif known is None and not is_own and column not in table.sheet.hidden_columns:
        why = "a column with a heading that is not known; left empty, it is left out"
        if not inquiry.answers.was_asked("columns", heading):
            question = Question("columns", heading, why, (*COLUMNS, LEFT_OUT), needed=False)
            inquiry.ask(question, place(table.sheet.name, table.header, column))
    return known


def _settled(found: Mapping[str, list[int]], table: Table, turns: Mapping[int, int]) -> dict[str, tuple[int, ...]]:
    """The columns by field, where a field that one column gives has several: most often one of them is another's."""
    given = {field: tuple(sorted(found[field], key=lambda column: turns.get(column, 0))) for field in found}
    settled: dict[str, tuple[int, ...]] = defaultdict(tuple, given)
    if not settled["next"] and not settled["due"]:
        settled["due"] = settled.pop("by", ())  # of the finding, where there is no step
    settled["with"] = (*settled["owner"][1:], *settled["with"])
    settled["owner"] = settled["owner"][:1]
    _move(settled, "response", "said_on", lambda column: _are_days(table, column))
    for field in () if settled["type"] else ("reference", "recommendation"):
        _move(settled, field, "type", lambda column: _are_kinds(table, column))
    if settled["due"] and all(turns.get(column, 0) > 0 for column in settled["due"]):
        _move(settled, "deadline", "due", lambda column: _are_days(table, column))  # beside a revised date
    words = settled["recommendation"]
    is_number = _are_codes if len(words) == 1 else _are_short
    if len(words) == 1 or not all(is_number(table, column) for column in words):
        _move(settled, "recommendation", "reference", lambda column: is_number(table, column))
    words = settled["recommendation"]
    if len(words) > 1 and not settled["title"] and _are_filled_together(table, words):
        longest = max(words, key=lambda column: sum(len(cell.text) for cell in table.cells_in(column)))
        _move(settled, "recommendation", "title", lambda column: column != longest)
    # A reference with letters says more than a running number.
    settled["reference"] = tuple(sorted(settled["reference"], key=lambda column: _are_numbers(table, column)))
    return {field: columns for field, columns in settled.items() if columns}


def _move(settled: dict[str, tuple[int, ...]], field: str, other: str, is_others: Callable[[int], bool]) -> None:
    """Gives those columns of a field that are another's to that other."""
    moved = tuple(column for column in settled[field] if is_others(column))
    settled[field] = tuple(column for column in settled[field] if column not in moved)
    settled[other] = (*settled[other], *moved)


_SHORT = 15  # letters of a reference


def _are_short(table: Table, column: int) -> bool:
    return all(len(cell.text) <= _SHORT for cell in table.cells_in(column))


_KINDS = 6  # kinds of findings that a tracker tells apart at most


def _are_kinds(table: Table, column: int) -> bool:
    """Whether the heading names several kinds, and a few words without a number say in each row which: `Rec / AFI`."""
    texts = [cell.text.casefold().strip() for cell in table.cells_in(column) if cell.text]
    is_repeated = len(texts) > 2 * len(set(texts)) and len(set(texts)) <= _KINDS
    return is_repeated and not any(map(re.compile(r"\d").search, texts)) and max(map(len, texts)) <= _LONGEST_KIND


_LONGEST_KIND = 30  # letters


def _are_codes(table: Table, column: int) -> bool:
    return all(_CODE.fullmatch(cell.text) for cell in table.cells_in(column) if cell.text)


_CODE = re.compile(r"[A-Za-z]{0,6}[ ./-]{0,2}\d[\w./-]{0,9}")


def _are_days(table: Table, column: int) -> bool:
    values = [cell.value for cell in table.cells_in(column) if cell.text]
    return bool(values) and all(map(day_of, values))


def _are_filled_together(table: Table, columns: Iterable[int]) -> bool:
    """Whether most rows have a text in each of the columns, so that one is no substitute for another."""
    listed = tuple(columns)
    both = [row for row in table.rows if all(column in row.cells and row.cells[column].text for column in listed)]
    return len(both) > len(table.rows) / 2


def _are_numbers(table: Table, column: int) -> bool:
    return all(not isinstance(cell.value, str) or cell.text.isdigit() for cell in table.cells_in(column))
