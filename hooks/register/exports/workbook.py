"""The findings as an Excel workbook, with a sheet that explains its columns.

Texts are written as texts, so no cell can be run as a formula; days are real dates. XlsxWriter gives every part of the
file a fixed time, so the same register gives the same bytes.
"""

import io
from datetime import date, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from register.records import model
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say, say_day

_WIDTHS = {"title": 60, "owner": 30, "next": 40, "deadline": 24, "waiting_on": 24}


def findings_as_workbook(snapshot: Snapshot, columns: tuple[str, ...], rows: list[dict[str, object]]) -> bytes:
    """A workbook of three sheets: the findings with a filter, the meanings of the statuses, and of the columns."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        made = datetime(snapshot.day.year, snapshot.day.month, snapshot.day.day)  # noqa: DTZ001  the file format knows no zones
        book.set_properties(
            {"title": say("recommendations-title"), "company": snapshot.settings.organisation, "created": made}
        )
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "d mmmm yyyy", "valign": "top", "align": "left"})
        _findings(book.add_worksheet(say("findings-title")), columns, rows, head, body, day)
        _table(book.add_worksheet(say("status")), _statuses(snapshot), head, body)
        _table(book.add_worksheet(say("field")), _fields(snapshot, columns), head, body)
    return file.getvalue()


def _findings(
    sheet: Worksheet, columns: tuple[str, ...], rows: list[dict[str, object]], head: Format, body: Format, day: Format
) -> None:
    for place, column in enumerate(columns):
        sheet.set_column(place, place, _WIDTHS.get(column, 16))
        sheet.write_string(0, place, column, head)
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            _cell(sheet, line, place, row[column], body, day)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(rows)), len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Worksheet, line: int, place: int, value: object, body: Format, day: Format) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(line, place, value, body)
    elif isinstance(value, int):
        sheet.write_number(line, place, value, body)
    elif isinstance(value, date):
        sheet.write_datetime(line, place, value, day)
    elif value is not None:
        sheet.write_string(line, place, str(value), body)


def _table(sheet: Worksheet, lines: list[tuple[str, str]], head: Format, body: Format) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 90)
    for line, (name, meaning) in enumerate(lines):
        sheet.write_string(line, 0, name, body if line else head)
        sheet.write_string(line, 1, meaning, body if line else head)


def _statuses(snapshot: Snapshot) -> list[tuple[str, str]]:
    return [(say("status"), say("meanings-title")), *((status.label, status.meaning) for status in snapshot.statuses)]


def _fields(snapshot: Snapshot, columns: tuple[str, ...]) -> list[tuple[str, str]]:
    """The meaning of each column, as the record format declares it; computed columns need no explanation."""
    declared = model.RecommendationFacts.fields()
    lines = [(name, declared[name].description or "") for name in columns if name in declared]
    return [(say("field"), say("as-at-long", day=say_day(snapshot.day))), *lines]
