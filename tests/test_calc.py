"""Workbooks in LibreOffice Calc: returns that are filled in there, trackers saved there, and all of them printed on A4."""

import re
import subprocess
from datetime import date

import pytest
from register.editing.returns.columns import Column
from register.editing.trackers.asking import Answers, Question
from register.editing.trackers.review import answers_in, review_of
from register.editing.trackers.taking import sheets_in, understood

from tests.calc import done_in_calc, in_basic, is_here
from tests.returning import opened, place_of, reviewed, said, sheet_of, told, workbook
from tests.small import TODAY, finding, records_of, texts
from tests.test_exports import files_of
from tests.test_returns import FILES
from tests.trackers import saved
from tests.trackers import workbook as table

pytestmark = pytest.mark.exhaustive

SHEET = "Your findings"
ANSWERS = {
    "vetting": {
        Column.NEW_STATUS: "Green",
        Column.NEW_DUE: "30/06/2020",
        Column.WHY: "The supplier was late.",
        Column.RESPONSE: "The backlog is down by “half”: 1 £ more, ŵ.",
        Column.OUTCOME: "Partly done",
        Column.NEXT: "Report again",
        Column.BY: "1 May 2020",
    },
    "clearance": {Column.NEXT: "Ask"},
}
UNDERSTOOD = [
    "vetting: status: Green (was Amber)",
    "vetting: due: 30 June 2020 (was 31 March 2020)",
    "vetting: outcome of the step promised: Partly done",
    "vetting: next step: Report again (by 1 May 2020)",
    "vetting: why: The supplier was late.",
    "vetting: response: The backlog is down by “half”: 1 £ more, ŵ.",
    "clearance: next step: Ask",
]

OPEN = 'sheet.unprotect("")'
TABLE = "A4:O5"
CHANGES = {
    "as-sent": [],
    "sorted": [f'SortDownwards(sheet.getCellRangeByName("{TABLE}"), 0)'],
    "filtered": ['FilterBy(sheet.getCellRangeByName("A3:O5"), 0, "vetting")'],
    "column": ["sheet.Columns.insertByIndex(7, 1)", 'TypeIn(sheet, "H3", "Our own notes")', 'TypeIn(sheet, "H4", "Ask Jo")'],
    "retyped": ['TypeAsText(sheet, "E4", "31/03/2020")', 'TypeAsText(sheet, "E5", "31 March 2020")'],
    "dates-as-text": ['sheet.getCellRangeByName("I4:I5").NumberFormat = 0'],
    "copied": [f'doc.Sheets.copyByName("{SHEET}", "{SHEET} (2)", 1)'],
    "moved": ["sheet.Rows.insertByIndex(0, 3)"],
}  # fmt: skip
"""What people do to a return beside answering it, by a name for each."""


LAST_HEADS = {"long": {"Next", "step", "By", "when"}, "published": {"next", "By", "when"}, "review": {"Rows", "Answer"}}
"""Words of the last columns that are printed, beside the first ones."""


def _typed(content: bytes) -> list[str]:
    """Statements that type the answers into the cells of a return, as a person would."""
    sheet = sheet_of(opened(content))
    cells = [(place_of(sheet, id, column), text) for id, row in ANSWERS.items() for column, text in row.items()]
    typed = [f"TypeIn(sheet, {in_basic(place)}, {in_basic(text)})" for place, text in cells]
    return [f'sheet = doc.Sheets.getByName("{SHEET}")', *typed]


def _many() -> dict[str, str]:
    """Forty findings with long words."""
    words = "The force should improve what it does, café, in each of its steps. " * 12
    body = f"## Recommendation\n\n{words}\n\n## Force response\n\nWork has begun – “soon”.\n"
    colours = ("green", "red", "red")
    made = {f"f-{n}": finding("", body, title=f"Improve step {n}", status=colours[n % 3]) for n in range(40)}
    return texts(**made)


def _review() -> bytes:
    places = ["Tracker!4", "Tracker!9"]
    return review_of(Question("status", f"In hand {n}", "a status", ("red", "amber"), places=places) for n in range(3))


def _tracker() -> bytes:
    head = ["Ref", "Report", "Type", "Recommendation", "Status", "Owner", "Due date"]
    words = "The force should improve; “now”, it’s said."
    return saved(table(head, ["Ŵ-1", "PEEL 2018/19", "Rec", words, "Red", "DCC", date(2027, 3, 31)]))


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """What Calc saved, by name."""
    if not is_here():
        pytest.skip("needs LibreOffice Calc")
    published = files_of(_many(), site_url="https://example.org/")["/data/recommendations.xlsx"]
    books = {"return": workbook(FILES), "long": workbook(_many()), "published": published}
    books |= {"review": _review(), "tracker": _tracker()}
    typed = _typed(books["return"])
    steps = {
        f"{name}.xlsx": ("return", [*typed, *([OPEN, *change] if change else [])]) for name, change in CHANGES.items()
    }
    steps |= dict.fromkeys(("return.ods", "return.xls"), ("return", typed))
    in_review = ["sheet = doc.Sheets.getByIndex(0)", *(f'TypeIn(sheet, "F{row}", "amber")' for row in (2, 3))]
    steps |= {"review.xlsx": ("review", in_review), "tracker.xlsx": ("tracker", []), "tracker.csv": ("tracker", [])}
    steps |= {f"{name}.pdf": (name, []) for name in LAST_HEADS}
    return done_in_calc(tmp_path_factory.mktemp("calc"), books, steps)


@pytest.mark.parametrize("name", CHANGES)
def test_a_return_that_was_filled_in_by_calc_is_read_as_it_was_answered(files, name):
    found = reviewed(FILES, files[f"{name}.xlsx"])
    assert sorted(told(found)) == sorted(UNDERSTOOD)
    assert [line for line in said(found) if not line.startswith("note")] == []


@pytest.mark.parametrize("name", ["return.ods", "return.xls"])
def test_a_return_of_another_kind_of_file_is_told(files, name):
    assert [line for line in said(reviewed(FILES, files[name])) if "save it as an Excel workbook (.xlsx)" in line]


def test_answers_that_were_typed_in_calc_are_read(files):
    assert answers_in(files["review.xlsx"]) == Answers(
        {"status": {"in hand 0": "amber", "in hand 1": "amber", "in hand 2": ""}}
    )


@pytest.mark.parametrize("name", ["tracker.xlsx", "tracker.csv"])
def test_a_tracker_that_calc_saved_is_understood_alike(files, name):
    answers = Answers({"question": {"": "workforce"}})
    (one,) = understood(sheets_in(name, files[name]), (), records_of(texts()), answers, TODAY).findings
    assert one.finding.official_words == "The force should improve; “now”, it’s said."
    assert (one.id, one.finding.dues, one.finding.facts["owner"]) == ("w-1", (date(2027, 3, 31),), "DCC")


@pytest.mark.parametrize("name", LAST_HEADS)
def test_a_workbook_is_printed_on_a4_with_all_its_columns_side_by_side(files, name, tmp_path):
    (tmp_path / "book.pdf").write_bytes(files[f"{name}.pdf"])
    about = subprocess.run(["pdfinfo", tmp_path / "book.pdf"], check=True, capture_output=True, text=True).stdout
    width, height = map(float, re.search(r"Page size: +([\d.]+) x ([\d.]+)", about).groups())
    assert sorted((round(width), round(height))) == [595, 842]
    text = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "book.pdf", "-"], check=True, capture_output=True, text=True
    )
    heads = [line.split() for line in text.stdout.split("\n") if line.split()[:1] in (["Id"], ["Field"])]
    assert LAST_HEADS[name] <= {*heads[0]}
