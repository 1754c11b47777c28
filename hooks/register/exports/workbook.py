"""The findings as an Excel workbook for people, with sheets on the statuses, the columns and the source.

Texts are written as texts, so no cell can be run as a formula; days are real dates. XlsxWriter gives every part of the
file a fixed time, so the same register gives the same bytes.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from register.editing.row_height import row_height
from register.exports.published import Register
from register.exports.published_data import PublishedData
from register.exports.published_finding import Finding
from register.figures.blocks import shape_of
from register.records.model import Colour, Status, Voice
from register.snapshots.snapshot import NOT_RECORDED, WITHHELD_TITLE
from register.wording.sentences import say, say_day

_A4 = 9
_WIDTHS = (28, 90)  # characters, of the sheets with two columns
_HEAD = 3  # the row of the names of the columns, below the notice, the day and the source
_FILLS = {
    Colour.RED: "#F8D7DA",
    Colour.AMBER: "#FFE8C2",
    Colour.GREEN: "#D5EDDB",
    Colour.BLUE: "#D6E4F5",
    Colour.GREY: "#E9ECEF",
}
"""The colour behind the word of a status; it only repeats the word."""


@dataclass(frozen=True)
class _Column:
    """A column: the sentence that is its name, its width in characters, the field that it shows, and its value."""

    name: str
    width: int
    field: str
    value: Callable[[Finding], Any] | None = None


def _roles(finding: Finding) -> str:
    return ", ".join(finding.with_)


def _said_last(finding: Finding) -> str | None:
    """The newest response of the body that was inspected."""
    return next((response.text for response in reversed(finding.responses) if response.by == Voice.FORCE), None)


_PRINTED = (
    _Column("column-id", 20, "id"),
    _Column("column-finding", 40, "title", lambda finding: finding.title or WITHHELD_TITLE),
    _Column("status", 16, "status_label"),
    _Column("owner", 26, "owner"),
    _Column("due", 14, "due"),
    _Column("workbook-days-overdue", 10, "days_overdue", lambda finding: finding.days_overdue or None),
    _Column("what-next", 36, "next", lambda finding: finding.next and finding.next.what),
    _Column("column-by", 14, "next", lambda finding: finding.next and finding.next.by),
)
"""The columns that are printed: as many as can be read side by side on A4. The others are for the screen."""
_COLUMNS = (
    *_PRINTED,
    _Column("field-type", 18, "type_label"),
    _Column("workbook-since", 14, "status_since"),
    _Column("why", 40, "status_reason"),
    _Column("column-words", 60, "recommendation"),
    _Column("workbook-said", 60, "responses", _said_last),
    _Column("inspection", 30, "inspection_title"),
    _Column("pillar", 18, "pillar_label"),
    _Column("question", 30, "question_label"),
    _Column("grade", 18, "grade_label"),
    _Column("received", 14, "received"),
    _Column("first-due", 14, "first_due"),
    _Column("workbook-moved", 10, "times_redated", lambda finding: finding.times_redated or None),
    _Column("workbook-slip", 10, "slip", lambda finding: finding.slip or None),
    _Column("closed", 14, "closed"),
    _Column("deadline", 22, "deadline"),
    _Column("taking-part", 28, "with", _roles),
    _Column("accepted", 12, "accepted_label"),
    _Column("priority", 16, "priority_label"),
    _Column("workbook-inspectorate", 22, "inspectorate_status_label"),
    _Column("waiting-on", 24, "waiting_on"),
    _Column("reference", 18, "reference"),
)


class _Formats:
    """How cells look."""

    def __init__(self, book: Workbook) -> None:
        top = {"valign": "top", "text_wrap": True}
        self.head = book.add_format({**top, "bold": True, "bottom": 1})
        self.strong = book.add_format({"bold": True})
        self.text = book.add_format(top)
        self.day = book.add_format({**top, "num_format": "d mmmm yyyy", "align": "left"})
        self.link = book.add_format({**top, "font_color": "#0B5394", "underline": 1})
        self.statuses = {
            colour: book.add_format({**top, "bold": True, "bg_color": fill, "font_color": "#000000"})
            for colour, fill in _FILLS.items()
        }


def findings_as_workbook(data: PublishedData) -> bytes:
    """A workbook of three sheets: the findings with a filter, the meanings of the statuses, the columns and source."""
    register, file = data.register, io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = datetime(data.day.year, data.day.month, data.day.day)  # noqa: DTZ001  the file format knows no zones
        book.set_properties({"title": say("recommendations-title"), "company": register.organisation, "created": made})
        formats, findings = _Formats(book), book.add_worksheet(say("findings-title"))
        statuses = {status.id: status for status in (*register.statuses, NOT_RECORDED)}
        _findings(findings, register, statuses, formats)
        _meanings(book.add_worksheet(say("status")), register, formats)
        _table(book.add_worksheet(say("field")), [*_fields(), *_source(register)], formats)
    return file.getvalue()


def _notice(register: Register) -> str:
    """What the first cell says: that the data are private, and the notice; without either, whose they are."""
    private = say("private-banner") if register.private else None
    return " ".join(filter(None, (private, register.notice))) or register.organisation


def _findings(sheet: Worksheet, register: Register, statuses: dict[str, Status], formats: _Formats) -> None:
    sheet.write_string(0, 0, _notice(register), formats.strong)
    sheet.write_string(1, 0, say("as-at-long", day=register.as_of))
    for place, column in enumerate(_COLUMNS):
        sheet.set_column(place, place, column.width)
        sheet.write_string(_HEAD, place, say(column.name), formats.head)
    sheet.set_row(_HEAD, row_height((say(column.name), column.width) for column in _COLUMNS))
    shown = [finding for finding in register.recommendations if isinstance(finding, Finding)]
    for row, finding in enumerate(shown, start=_HEAD + 1):
        sheet.set_row(row, row_height((str(_value(column, finding) or ""), column.width) for column in _PRINTED))
        for place, column in enumerate(_COLUMNS):
            value = _value(column, finding)
            if column.field == "id" and register.site:
                sheet.write_url(row, place, finding.url, formats.link, finding.id)
            elif column.field == "status_label":
                text = f"{shape_of(statuses[finding.status])} {value}"
                sheet.write_string(row, place, text, formats.statuses[finding.colour])
            else:
                _cell(sheet, row, place, value, formats)
    sheet.freeze_panes(_HEAD + 1, 2)
    sheet.autofilter(_HEAD, 0, max(_HEAD + 1, _HEAD + len(shown)), len(_COLUMNS) - 1)
    sheet.repeat_rows(_HEAD)
    sheet.print_area(0, 0, _HEAD + len(shown), len(_PRINTED) - 1)
    _print_on_a4(sheet)


def _value(column: _Column, finding: Finding) -> Any:
    return column.value(finding) if column.value else getattr(finding, column.field)


def _print_on_a4(sheet: Worksheet) -> None:
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&R&P / &N")
    sheet.fit_to_pages(1, 0)


_DAY_ZERO = date(1899, 12, 30)
"""The day that workbooks count days from (ECMA-376, part 1, 18.17.4.1)."""


def _cell(sheet: Worksheet, row: int, place: int, value: Any, formats: _Formats) -> None:
    if isinstance(value, date):
        sheet.write_number(row, place, (value - _DAY_ZERO).days, formats.day)
    elif isinstance(value, int):
        sheet.write_number(row, place, value, formats.text)
    elif value:
        sheet.write_string(row, place, str(value), formats.text)


def _meanings(sheet: Worksheet, register: Register, formats: _Formats) -> None:
    """The statuses, each in its colour, with what it means."""
    _table(sheet, [(say("status"), say("meanings-title"))], formats)
    for row, status in enumerate(register.statuses, start=1):
        sheet.set_row(row, row_height(zip((status.label, status.meaning), _WIDTHS, strict=True)))
        sheet.write_string(row, 0, f"{shape_of(status)} {status.label}", formats.statuses[status.colour])
        sheet.write_string(row, 1, status.meaning, formats.text)


def _table(sheet: Worksheet, lines: list[tuple[str, str]], formats: _Formats) -> None:
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width)
    _print_on_a4(sheet)
    for row, (name, meaning) in enumerate(lines):
        sheet.set_row(row, row_height(zip((name, meaning), _WIDTHS, strict=True)))
        look: Format = formats.text if row else formats.head
        sheet.write_string(row, 0, name, look)
        sheet.write_string(row, 1, meaning, look)


def _fields() -> Iterator[tuple[str, str]]:
    """The columns, each with what the model says of it."""
    declared = Finding.fields()
    yield say("field"), say("field-what")
    for column in _COLUMNS:
        yield say(column.name), declared[column.field].description or ""


def _source(register: Register) -> Iterator[tuple[str, str]]:
    """What qualifies the data."""
    said = (
        ("data-publisher", register.organisation),
        ("workbook-day", say_day(register.as_of)),
        ("data-licence", f"{register.licence.title}: {register.licence.url}"),
        ("data-attribution", register.attribution),
        ("contact-us", register.contact),
        ("workbook-site", register.site),
    )
    yield from ((say(name), text) for name, text in said if text)
