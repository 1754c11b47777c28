"""Helps the tests of the quarterly return: workbooks that are sent, filled in by a program, and read back."""

import io
from collections.abc import Mapping
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from register.editing.returns.answers import Words
from register.editing.returns.changes import Now
from register.editing.returns.columns import Column
from register.editing.returns.request import Request, requests, usual_deadline
from register.editing.returns.review import Review, review
from register.editing.returns.workbook_reading import read_return
from register.editing.returns.workbook_writing import as_workbook
from register.snapshots.snapshots import Snapshots

from tests.small import records_of

SENT, READ = date(2020, 1, 10), date(2020, 1, 24)


def sent(files: Mapping[str, str], day: date = SENT, to: str = "returns@example.org") -> dict[str, Request]:
    """The returns of these records, by owner."""
    records = records_of(files)
    snapshot = Snapshots(records).on(day)
    made = requests(snapshot, records, usual_deadline(snapshot), to, "abc1234")
    return {request.owner.name: request for request in made}


def workbook(files: Mapping[str, str], day: date = SENT) -> bytes:
    """The workbook of the one owner in these records."""
    (request,) = sent(files, day).values()
    return as_workbook(request)


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_texts(book: Workbook) -> Workbook:
    """The workbook with each text marked as one; openpyxl would save those that begin with = as formulas."""
    for cell in (cell for sheet in book for row in sheet.iter_rows() for cell in row):
        if isinstance(cell.value, str):
            cell.data_type = "s"
    return book


def sheet_of(book: Workbook) -> Worksheet:
    return book["Your findings"]


def place_of(sheet: Worksheet, id: str, column: Column) -> str:
    """The reference of a finding's cell, wherever rows and columns were moved to."""
    head = next(row for row in sheet.iter_rows() if any(cell.value == Column.ID.heading for cell in row))
    letters = {cell.value: cell.column_letter for cell in head}
    number = next(row[0].row for row in sheet.iter_rows() if any(cell.value == id for cell in row))
    return f"{letters[column.heading]}{number}"


def filled(content: bytes, answers: Mapping[str, Mapping[Column, object]]) -> bytes:
    """The workbook with these answers, by finding and column."""
    book = opened(content)
    sheet = sheet_of(book)
    for id, values in answers.items():
        for column, value in values.items():
            sheet[place_of(sheet, id, column)] = value
    return saved(book)


def now_of(files: Mapping[str, str]) -> Now:
    """These records on the day on which returns are read."""
    records = records_of(files)
    return Now(records, Snapshots(records).on(READ), READ)


def reviewed(files: Mapping[str, str], *returned: bytes, accepted: tuple[str, ...] = ()) -> Review:
    """The returns beside these records."""
    now = now_of(files)
    words = Words(now.snapshot.settings.statuses, now.records.zone)
    read = [read_return(f"return-{number}.xlsx", content, words) for number, content in enumerate(returned, 1)]
    return review(read, now, accepted)


def answered(files: Mapping[str, str], answers: Mapping[str, Mapping[Column, object]], **now: str) -> Review:
    """What comes of these answers to a return of these records; now: files that have changed since."""
    return reviewed({**files, **now}, filled(workbook(files), answers))


def told(review: Review) -> list[str]:
    """Everything that would change, finding by finding."""
    return [f"{row.finding.id}: {line}" for row in review.changing for line in row.change.told]


def said(review: Review) -> list[str]:
    """Every remark."""
    return [f"{remark.kind} {remark.where}: {remark.text}" for remark in review.remarks]
