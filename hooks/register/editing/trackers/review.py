"""The workbook in which people answer what a tracker raises: one row a question, and one cell to fill in.

Texts are written as texts, so no cell can be run as a formula. XlsxWriter gives every part of the file a fixed time.
"""

import io
from collections.abc import Iterable
from datetime import datetime

from xlsxwriter import Workbook

from register.editing.row_height import row_height
from register.editing.trackers.asking import Answer, Answers, Question, plain
from register.editing.trackers.workbooks import sheets_of_workbook
from register.editing.workbook_files import Unreadable

_SHEET = "To decide"
_COLUMNS = {"Field": 18, "About": 30, "What is asked": 44, "Can be": 44, "Rows": 24, "Answer": 30}
"""The headings, each with the width of its column in characters."""
_ANSWER = len(_COLUMNS)
_MOST_LISTED = 250  # letters of a list that a cell can offer
_MOST_PLACES = 10


def review_of(questions: Iterable[Question]) -> bytes:
    """A workbook with these questions; the answers go into its yellow cells."""
    file = io.BytesIO()
    with Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": _SHEET, "created": datetime(2000, 1, 1)})  # noqa: DTZ001  no clock here
        head = book.add_format({"bold": True, "bottom": 1})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        answer = book.add_format({"bg_color": "#FFF2A8", "border": 1, "num_format": "@", "valign": "top"})
        sheet = book.add_worksheet(_SHEET)
        for column, (heading, width) in enumerate(_COLUMNS.items()):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, heading, head)
        for number, question in enumerate(questions, start=1):
            sheet.set_row(number, row_height(zip(_texts(question), _COLUMNS.values(), strict=False)))
            for column, text in enumerate(_texts(question)):
                sheet.write_string(number, column, text, body)
            sheet.write_blank(number, _ANSWER - 1, None, answer)
            if _can_be_listed(question.choices):
                listed = {"validate": "list", "source": list(question.choices), "show_error": False}
                sheet.data_validation(number, _ANSWER - 1, number, _ANSWER - 1, listed)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
    return file.getvalue()


def _texts(question: Question) -> tuple[str, ...]:
    more = ", ..." if len(question.places) > _MOST_PLACES else ""
    places = ", ".join(question.places[:_MOST_PLACES]) + more
    return question.field, question.about, question.why, ", ".join(question.choices), places


def _can_be_listed(choices: tuple[str, ...]) -> bool:
    return bool(choices) and len(",".join(choices)) <= _MOST_LISTED and not any("," in choice for choice in choices)


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
