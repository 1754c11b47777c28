"""The workbook in which people answer what a tracker raises: one row a question, and one cell to fill in."""

import io
from collections.abc import Iterable
from datetime import datetime

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

from register.editing.trackers.asking import Answer, Answers, Question, plain
from register.editing.trackers.cells import Unreadable
from register.editing.trackers.workbooks import sheets_of_workbook

_SHEET = "To decide"
_HEADINGS = ("Field", "About", "What is asked", "Can be", "Rows", "Answer")
_WIDTHS = (20, 34, 48, 48, 26, 34)
_ANSWER = len(_HEADINGS)
_MOST_LISTED = 250  # letters of a list that a cell can offer
_MOST_PLACES = 10


def review_of(questions: Iterable[Question]) -> bytes:
    """A workbook with these questions; the answers go into its yellow cells."""
    book = Workbook()
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)  # noqa: DTZ001  no clock here
    sheet = book.active
    sheet.title = _SHEET
    sheet.append(_HEADINGS)
    for number, question in enumerate(questions, start=2):
        places = ", ".join(question.places[:_MOST_PLACES]) + (", ..." if len(question.places) > _MOST_PLACES else "")
        texts = (question.field, question.about, question.why, ", ".join(question.choices), places)
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = text, "s"  # never a formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        answer = sheet.cell(number, _ANSWER)
        answer.fill = PatternFill("solid", fgColor="FFFF99")
        answer.number_format = "@"
        listed = ",".join(question.choices)
        if question.choices and len(listed) <= _MOST_LISTED and not any("," in choice for choice in question.choices):
            choice = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=False)
            sheet.add_data_validation(choice)
            choice.add(answer)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[sheet.cell(1, column).column_letter].width = width
        sheet.cell(1, column).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def answers_in(content: bytes) -> Answers:
    """The answers that people wrote into the workbook. Raises Unreadable."""
    sheet = next((sheet for sheet in sheets_of_workbook(content) if sheet.name == _SHEET), None)
    if sheet is None:
        raise Unreadable(f'it has no sheet "{_SHEET}"; name the workbook that this command wrote')
    given: dict[str, dict[str, Answer]] = {}
    for number, row in sheet.rows.items():
        field, about = (row[column].text if column in row else "" for column in (1, 2))
        if number > 1 and field and about:
            given.setdefault(field, {})[plain(about)] = row[_ANSWER].text if _ANSWER in row else ""
    return Answers(given)
