"""Writes a return as an Excel workbook: help, the findings with cells to fill in, and what it is read back by.

Texts are written as texts, so no cell can be run as a formula; days are real dates. XlsxWriter gives every part of the
file a fixed time, so the same return gives the same bytes.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from register.editing.returns.columns import ANSWERS, DAYS, FACTS, Column, outcome_labels
from register.editing.returns.envelope import envelope_for, rows_of
from register.editing.returns.facts import facts_of
from register.editing.returns.request import Request
from register.editing.row_height import row_height
from register.records.values import FIRST_DAY, LAST_DAY
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say

HIDDEN_SHEET = "Register"
"""The name of the sheet that holds the envelope."""

_WIDTHS = {
    Column.ID: 10, Column.FINDING: 14, Column.WORDS: 27, Column.STATUS: 8, Column.DUE: 12, Column.STEP: 13,
    Column.SAID: 21, Column.NEW_STATUS: 8, Column.NEW_DUE: 12, Column.WHY: 15, Column.APPROVED_BY: 10,
    Column.RESPONSE: 22, Column.OUTCOME: 10, Column.NEXT: 13, Column.BY: 12,
}  # fmt: skip
"""In characters. On A4, lying, they are printed at some 7 points, which can still be read."""

_A4 = 9
_ROOM_TO_WRITE = 60  # points of the lowest row of the table
_HELP, _IN_FULL_WIDTHS = (22, 76), (22, 100)
_LONGEST = 450  # characters in a cell of the table: a row of Excel is at most 409 points high
_MOST_IN_A_CELL = 32_000  # a little less than Excel's own limit
_LONGEST_FOOTER = 100  # characters; Excel takes no more than 255, marks and all
_HEAD_ROW = 2
_LISTS_AT = 11  # the column of the hidden sheet in which the lists of valid words begin
_WAYS_OPEN = {"autofilter": True, "sort": True, "format_columns": True, "format_rows": True}


class _Formats(NamedTuple):
    """How the cells of the workbook look."""

    title: Format
    strong: Format
    bold: Format
    plain: Format
    head: Format
    fact: Format
    fact_day: Format
    answer: Format
    answer_day: Format


def as_workbook(request: Request) -> bytes:
    """The workbook of a return, ready to be sent."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = datetime(request.day.year, request.day.month, request.day.day)  # noqa: DTZ001  the file format knows no zones
        book.set_properties({"title": _title(request), "company": request.organisation, "created": made})
        formats = _formats(book)
        _help(book.add_worksheet(say("return-sheet-help")), request, formats)
        _findings(book.add_worksheet(say("return-sheet-findings")), request, formats)
        if request.taking_part:
            _taking_part(book.add_worksheet(say("return-sheet-taking-part")), request, formats)
        shown = (*(asked.finding for asked in request.asked), *request.taking_part)
        if cut := [finding for finding in shown if _is_cut(finding)]:
            _in_full(book.add_worksheet(say("return-sheet-in-full")), cut, request, formats)
        _envelope(book.add_worksheet(HIDDEN_SHEET), request)
    return file.getvalue()


def _formats(book: Workbook) -> _Formats:
    wrapped = {"text_wrap": True, "valign": "top", "font_size": 11}
    framed = wrapped | {"border": 1, "border_color": "#A6A6A6"}
    fact = framed | {"bg_color": "#E7E6E6"}
    answer = framed | {"bg_color": "#FFF2A8", "locked": False}
    day = {"num_format": "d mmm yyyy", "align": "left"}
    looks = {
        "title": {"bold": True, "font_size": 16},
        "strong": {"bold": True},
        "bold": wrapped | {"bold": True},
        "plain": wrapped,
        "head": framed | {"bold": True, "bg_color": "#404040", "font_color": "#FFFFFF"},
        "fact": fact,
        "fact_day": fact | day,
        "answer": answer | {"num_format": "@"},
        "answer_day": answer | day,
    }
    return _Formats(**{name: book.add_format(look) for name, look in looks.items()})


def _title(request: Request) -> str:
    return say("return-title", owner=request.owner.name, day=request.day)


def _set_columns(sheet: Worksheet, widths: Iterable[float]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)


def _sent_back(request: Request) -> str:
    if request.to:
        return say("return-back-to", day=request.by, to=request.to)
    return say("return-back", day=request.by)


def _prepare(sheet: Worksheet, request: Request) -> None:
    """Locks the sheet, and makes it ready to be printed on A4."""
    sheet.protect("", _WAYS_OPEN)
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.3, right=0.3, top=0.5, bottom=0.5)
    sheet.fit_to_pages(1, 0)
    title, pages = _title(request)[:_LONGEST_FOOTER].replace("&", "&&"), say("return-page-of", page="&P", pages="&N")
    sheet.set_footer(f"&L{title}&R{pages}")


# The sheet of help


def _help(sheet: Worksheet, request: Request, formats: _Formats) -> None:
    _set_columns(sheet, _HELP)
    sheet.write_string(0, 0, _title(request), formats.title)
    sheet.write_string(1, 0, request.organisation)
    sheet.write_string(2, 0, _sent_back(request), formats.strong)
    findings, count = say("return-sheet-findings"), len(request.asked)
    steps = (
        say("return-help-where", sheet=findings, count=count),
        say("return-help-cells"),
        say("return-help-status"),
        say("return-help-date"),
        say("return-help-response"),
        say("return-help-step"),
        say("return-help-save", back=_sent_back(request)),
    )
    lines = [
        *((say("return-help-number", number=number), text) for number, text in enumerate(steps, 1)),
        ("", ""),
        (say("meanings-title"), ""),
        *((status.label, status.meaning) for status in request.statuses),
    ]
    for line, (name, text) in enumerate(lines, start=4):
        sheet.set_row(line, row_height(zip((name, text), _HELP, strict=True)))
        sheet.write_string(line, 0, name, formats.bold)
        sheet.write_string(line, 1, text, formats.plain)
    _prepare(sheet, request)


# The sheets of findings


def _findings(sheet: Worksheet, request: Request, formats: _Formats) -> None:
    """The table to fill in: a row for each finding."""
    _table(sheet, tuple(Column), say("return-fill-in", back=_sent_back(request)), request, formats)
    for row, asked in enumerate(request.asked, start=_HEAD_ROW + 1):
        _facts(sheet, row, asked.finding, formats)
        for column in ANSWERS:
            has_none = column is Column.OUTCOME and not asked.sent.state.next
            if has_none:
                sheet.write_string(row, _place(column), say("return-no-step"), formats.fact)
            else:
                sheet.write_blank(row, _place(column), None, formats.answer_day if column in DAYS else formats.answer)
    last = _HEAD_ROW + len(request.asked)
    sheet.autofilter(_HEAD_ROW, 0, last, len(Column) - 1)
    _valid_words(sheet, Column.NEW_STATUS, last, 0, [status.label for status in request.statuses])
    _valid_words(sheet, Column.OUTCOME, last, 1, list(outcome_labels().values()))
    for column in (Column.NEW_DUE, Column.BY):
        sheet.data_validation(
            _HEAD_ROW + 1, _place(column), last, _place(column), _VALID_DAY | _prompts("return-valid-day")
        )


_VALID_DAY = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}


def _valid_words(sheet: Worksheet, column: Column, last: int, list_number: int, words: list[str]) -> None:
    """Makes the cells of a column a choice of the words, which stand in a list on the hidden sheet."""
    letter = chr(ord("A") + _LISTS_AT + list_number)
    source = f"='{HIDDEN_SHEET}'!${letter}$1:${letter}${len(words)}"
    rule = {"validate": "list", "source": source} | _prompts("return-valid-word")
    sheet.data_validation(_HEAD_ROW + 1, _place(column), last, _place(column), rule)


def _prompts(sentence: str) -> dict[str, str]:
    return {"input_message": say(sentence), "error_title": say("return-valid-title"), "error_message": say(sentence)}


def _taking_part(sheet: Worksheet, request: Request, formats: _Formats) -> None:
    """The findings of other owners in which this one takes part: facts alone."""
    _table(sheet, FACTS, say("return-taking-part"), request, formats)
    for row, finding in enumerate(request.taking_part, start=_HEAD_ROW + 1):
        _facts(sheet, row, finding, formats)


def _table(sheet: Worksheet, columns: Sequence[Column], below: str, request: Request, formats: _Formats) -> None:
    """The heading of a sheet with a table, and the headings of its columns."""
    sheet.write_string(0, 0, _title(request), formats.title)
    sheet.write_string(1, 0, below)
    for column in columns:
        sheet.set_column(_place(column), _place(column), _WIDTHS[column])
        sheet.write_string(_HEAD_ROW, _place(column), column.heading, formats.head)
    heads = row_height((column.heading, _WIDTHS[column]) for column in columns)
    sheet.set_row(_HEAD_ROW, heads)
    sheet.freeze_panes(_HEAD_ROW + 1, _place(Column.WORDS))
    sheet.repeat_rows(_HEAD_ROW)
    sheet.set_landscape()
    _prepare(sheet, request)


def _facts(sheet: Worksheet, row: int, finding: Recommendation, formats: _Formats) -> None:
    """What the register holds of a finding, in the first cells of a row."""
    facts = facts_of(finding)
    said = {column: value for column, value in facts.items() if isinstance(value, str)}
    texts = {column: _cut(text) if column in _IN_FULL else text for column, text in said.items()}
    sheet.set_row(row, row_height(((text, _WIDTHS[column]) for column, text in texts.items()), _ROOM_TO_WRITE))
    for column, value in facts.items():
        if isinstance(value, date):
            sheet.write_datetime(row, _place(column), value, formats.fact_day)
        else:
            sheet.write_string(row, _place(column), texts[column], formats.fact)


def _place(column: Column) -> int:
    return tuple(Column).index(column)


# What is too long for the table


_IN_FULL = (Column.WORDS, Column.SAID)


def _cut(text: str) -> str:
    """The text, or so much of it as a row can show."""
    if len(text) <= _LONGEST:
        return text
    return say("return-cut", text=text[:_LONGEST].rpartition(" ")[0], sheet=say("return-sheet-in-full"))


def _is_cut(finding: Recommendation) -> bool:
    facts = facts_of(finding)
    return any(len(str(facts[column])) > _LONGEST for column in _IN_FULL)


def _in_full(sheet: Worksheet, findings: Iterable[Recommendation], request: Request, formats: _Formats) -> None:
    """The words that are too long for the table, a paragraph a row."""
    _set_columns(sheet, _IN_FULL_WIDTHS)
    sheet.write_string(0, 0, _title(request), formats.title)
    for row, (name, text) in enumerate(_paragraphs(findings), start=2):
        sheet.set_row(row, row_height(zip((name, text), _IN_FULL_WIDTHS, strict=True)))
        sheet.write_string(row, 0, name, formats.bold)
        sheet.write_string(row, 1, text[:_MOST_IN_A_CELL], formats.plain)
    _prepare(sheet, request)


def _paragraphs(findings: Iterable[Recommendation]) -> Iterator[tuple[str, str]]:
    for finding in findings:
        yield finding.id, finding.title
        facts = facts_of(finding)
        for column in _IN_FULL:
            first, *others = str(facts[column]).split("\n")
            yield column.heading, first
            yield from (("", paragraph) for paragraph in others)


# The hidden sheet


def _envelope(sheet: Worksheet, request: Request) -> None:
    for row, texts in enumerate(rows_of(envelope_for(request))):
        for place, text in enumerate(texts):
            sheet.write_string(row, place, text)
    lists = ([status.label for status in request.statuses], list(outcome_labels().values()))
    for place, words in enumerate(lists, start=_LISTS_AT):
        for row, word in enumerate(words):
            sheet.write_string(row, place, word)
    sheet.protect()
    sheet.very_hidden()
