"""Trackers as forces keep them, made by a program: each a file, the answers that people give, and what must come of it."""

import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color

REPORT = "PEEL 2018/19"
WORDS = "The force should improve {}, and tell the public what it did."


@dataclass(frozen=True)
class Tracker:
    """A tracker: the name of its file, its content, the answers by field and by what is asked about, and the records.

    expected: by id, some of the fields of each record. left_out: how many rows become none.
    """

    name: str
    content: bytes
    expected: Mapping[str, Mapping[str, Any]]
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: int = 0


def saved(book: Workbook) -> bytes:
    """The workbook as bytes."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows: Sequence[Any], title: str = "Tracker") -> Workbook:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def fill(cell: Any, colour: str | Color) -> None:
    """Fills the cell, as people do instead of writing a word."""
    cell.fill = PatternFill("solid", fgColor=colour)


def _with_titles_and_totals() -> Tracker:
    book = workbook(
        ["Northshire Police: HMICFRS recommendations"],
        ["Owner: PSD. Updated 3 November 2026"],
        ["About it", None, None, None, "Delivery", None, None, "Private"],
        ["Ref.", "Report", "Type", "Recommendation", "RAG", "Lead(s)", "Due date", "Cost"],
        ["NP 1", REPORT, "Rec", WORDS.format("custody"), "R", "Head of Custody / Head of HR", 46477, 10],
        ["NP 2", REPORT, "AFI", WORDS.format("vetting"), "A", "Head of Vetting", "Summer 2027", 20],
        ["NP 3", REPORT, "CoC", WORDS.format("calls"), "G", "Head of Contact", date(2027, 3, 31), 30],
        *([None] for _ in range(20)),
        ["NP 4", REPORT, "Rec", WORDS.format("files"), "B", "Head of Crime", "ASAP", 40],
        ["Total", None, None, 4, None, None, None, "=SUM(H5:H28)"],
    )
    sheet = book.active
    sheet.merge_cells("A1:H1")
    sheet.merge_cells("A3:D3")
    sheet.merge_cells("E3:G3")
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["H"].hidden = True
    return Tracker(
        "titles.xlsx",
        saved(book),
        {
            "np-1": {"status": "red", "owner": "Head of Custody", "with_": ("Head of HR",), "due": date(2027, 3, 31)},
            "np-2": {"status": "amber", "deadline": "Summer 2027", "due": None, "type": "area-for-improvement"},
            "np-3": {"status": "green", "due": date(2027, 3, 31), "type": "cause-of-concern"},
            "np-4": {"status": "complete", "deadline": "ASAP", "reference": "NP 4"},
        },
        {"question": {REPORT: "workforce"}},
    )


def _with_fills_on_three_sheets() -> Tracker:
    book = Workbook()
    book.remove(book.active)
    colours = {"Custody": "FFFF0000", "Vetting": "FFFFC000", "Calls": "FF92D050"}
    for name, colour in colours.items():
        sheet = book.create_sheet(name)
        sheet.append(["Reference", "Finding type", "Wording", "Status", "Owner", "Target date"])
        for number in (1, 2):
            words = WORDS.format(f"{name.lower()} {number}")
            sheet.append(
                [f"{name[:3]}/{number}", "Recommendation", words, None, f"Head of {name}", date(2027, 6, number)]
            )
            fill(sheet.cell(number + 1, 4), colour if number == 1 else "FF7030A0")
    lists = book.create_sheet("Look-ups")
    for row in (
        ["Type", "Status", "Owner", "Grade"],
        ["Rec", "Red", "Head of HR", "Good"],
        ["AFI", "Amber", "DCC", "RI"],
    ):
        lists.append(row)
    return Tracker(
        "fills.xlsx",
        saved(book),
        {
            "cus-1": {"status": "red"}, "vet-1": {"status": "amber"}, "cal-1": {"status": "green"},
            "cus-2": {"status": "closed", "closed": date(2026, 5, 1)},
        },
        {
            "inspection": dict.fromkeys(colours, "peel-2018-19"),
            "question": dict.fromkeys(colours, "Ethical and lawful workforce"),
            "status": {"#7030A0": "Closed"},
            "closed": {"#7030A0": "2026-05-01"},
        },
    )  # fmt: skip


def _with_groups_and_quarters() -> Tracker:
    notes = "Q1: Work began.\nQ2: A trial ran. Q3: It went well.\nQ4: It is in use."
    book = workbook(
        [
            "Ref",
            "Type",
            "Recommendation",
            "BRAG",
            "Owner",
            "Original due date",
            "Revised date 1",
            "Revised date 2",
            "Updates",
        ],
        ["Integrated PEEL inspection 2018/19"],
        ["Legitimacy"],
        [
            "L1",
            "AFI",
            WORDS.format("trust"),
            "A",
            "DCC",
            date(2019, 9, 30),
            date(2020, 3, 31),
            date(2027, 3, 31),
            notes,
        ],
        ["Effectiveness"],
        ["E1", "Rec", WORDS.format("calls"), "G", "ACC Crime", date(2027, 1, 31), None, None, None],
        ["Printed by the PMO on 3 November 2026"],
    )
    for row in (2, 3, 5):
        book.active.merge_cells(start_row=row, start_column=1, end_row=row, end_column=9)
    return Tracker(
        "groups.xlsx",
        saved(book),
        {
            "l1": {"pillar": "legitimacy", "grade": "good", "due": date(2027, 3, 31), "inspection": "peel-2018-19"},
            "e1": {"pillar": "effectiveness", "grade": "good", "history": ANY_HISTORY},
        },
        {
            "response": {"Q1": "2019-06-30", "Q2": "2019-09-30", "Q3": "2019-12-31", "Q4": "2020-03-31"},
            "reason": {"due": "The supplier was late."},
        },
    )


ANY_HISTORY = object()
"""A history that is not empty."""


def _as_windows_saves_it() -> Tracker:
    rows = [
        "id;title;type;inspection;question;grade;status;owner;due;recommendation;response",
        "custody-care;Detainees’ care;Area for improvement;peel-2018-19;workforce;Requires improvement;Amber;"
        'Head of Custody;31/03/2027;Improve it – now.;"We have begun.\r\n\r\nMore is to come."',
        "custody-food;“Food”;Recommendation;peel-2018-19;Ethical and lawful workforce;;Green;Head of Custody;43921;Do it.;",
    ]
    return Tracker(
        "windows.csv",
        "\r\n".join(rows).encode("cp1252"),
        {
            "custody-care": {"title": "Detainees’ care", "due": date(2027, 3, 31), "grade": "requires-improvement"},
            "custody-food": {"title": "“Food”", "due": date(2020, 3, 31), "question": "workforce"},
        },
    )


def _with_tabs_and_a_mark() -> Tracker:
    text = f"Reference\tReport\tType\tRecommendation\tStatus\tLead\tDeadline\r\nA-1\t{REPORT}\tRec\tDo “it”.\tOn track\tDCC\tongoing\r\n"
    return Tracker(
        "tabs.csv",
        text.encode("utf-8-sig"),
        {"a-1": {"status": "green", "deadline": "ongoing", "due": None, "title": "Do “it”"}},
        {"question": {REPORT: "workforce"}},
    )


def _with_merged_cells() -> Tracker:
    book = workbook(
        ["Inspection", "No", "Recommendation", "Type", "Action owner", "Progress", "RAG", "Due"],
        [REPORT, 1, WORDS.format("custody"), "Rec", "Head of Custody", "Cells were cleaned.", "Amber", "31/12/26"],
        [None, None, None, None, "Head of HR", "Staff were trained.", None, None],
        [None, 2, WORDS.format("vetting"), "Rec", "Head of Vetting", None, "Red", "2027-01-31"],
    )
    for area in ("A2:A4", "B2:B3", "C2:C3"):
        book.active.merge_cells(area)
    return Tracker(
        "merged.xlsx",
        saved(book),
        {
            "peel-2018-19-1": {"owner": "Head of Custody", "with_": ("Head of HR",), "due": date(2026, 12, 31)},
            "peel-2018-19-2": {"status": "red", "due": date(2027, 1, 31)},
        },
        {"question": {REPORT: "workforce"}},
    )


def _with_two_lines_of_headings() -> Tracker:
    book = workbook(
        ["Finding", None, None, "Dates", None, "Comments", None, "Owner"],
        ["Ref", "Source report", "HMICFRS recommendation", "Original", "Revised", "June 2026", "30/09/2026", None],
        ["X/1", REPORT, WORDS.format("calls"), date(2026, 6, 30), date(2027, 6, 30), "Begun.", "Half done.", "DCC"],
    )
    for area in ("A1:C1", "D1:E1", "F1:G1", "H1:H2"):
        book.active.merge_cells(area)
    sheet = book.active
    for cell in (sheet["I1"], sheet["I2"]):
        cell.value = "RAG" if cell.row == 1 else "status"
    sheet["I3"] = "Green (on track)"
    return Tracker(
        "two-lines.xlsx",
        saved(book),
        {"x-1": {"due": date(2027, 6, 30), "status": "green", "owner": "DCC", "type": "recommendation"}},
        {
            "question": {REPORT: "workforce"},
            "type": {"Tracker": "recommendation"},
            "reason": {"due": "The new system is late."},
        },
    )


def _with_two_statuses() -> Tracker:
    book = workbook(
        ["Ref", "Report", "Type", "Recommendation", "RAG", "Status", "Owner", "Due date", "Date closed"],
        ["S1", REPORT, "Rec", WORDS.format("a"), "Amber", "Open", "DCC", date(2027, 1, 1), None],
        [
            "S2",
            REPORT,
            "Rec",
            WORDS.format("b"),
            "Green",
            "Complete - awaiting sign off",
            "DCC",
            date(2026, 1, 1),
            None,
        ],
        ["S3", REPORT, "Rec", WORDS.format("c"), "Green", "Closed", "DCC", date(2026, 1, 1), "1 February 2026"],
        ["S4", REPORT, "Rec", WORDS.format("d"), None, "Closed", None, None, None],
        ["S5", REPORT, "Rec", WORDS.format("e"), None, "In progress", "DCC", "TBC", None],
    )
    return Tracker(
        "two-statuses.xlsx",
        saved(book),
        {
            "s1": {"status": "amber"}, "s2": {"status": "complete"},
            "s3": {"status": "closed", "closed": date(2026, 2, 1)},
            "s4": {"status": "closed", "closed": date(2026, 3, 1), "owner": None},
            "s5": {"status": "amber", "due": None, "deadline": None},
        },
        {
            "question": {REPORT: "workforce"}, "status": {"In progress": "amber"}, "closed": {"Closed": "2026-03-01"},
        },
    )  # fmt: skip


def _without_a_column_for_the_report() -> Tracker:
    book = workbook(
        ["Integrated PEEL inspection 2018/19: areas for improvement"],
        [],
        ["Area for improvement", "Question", "Status", "Lead", "Date"],
        [WORDS.format("first contact"), "Q3", "Amber", "Head of Contact", "by 31 March 2027"],
        [WORDS.format("risk assessment"), "3. Protecting vulnerable people", "Red", "Head of PVP", "31.3.2027"],
    )
    return Tracker(
        "one-report.xlsx",
        saved(book),
        {
            "the-force-should-improve-first-contact-and-tell-the-public": {
                "question": "vulnerable", "grade": "requires-improvement", "due": date(2027, 3, 31),
                "title": "The force should improve first contact, and tell the public what it",
            },
        },
        {"columns": {"Date": "due"}},
    )  # fmt: skip


def _with_persons() -> Tracker:
    book = workbook(
        ["ID", "Report", "Type", "Recommendation", "Status", "Owner", "Due"],
        ["p-1", REPORT, "Rec", WORDS.format("a"), "Red", "Supt J Smith", date(2027, 1, 1)],
        ["p-2", REPORT, "Rec", WORDS.format("b"), "Red", "Supt J Smith", date(2027, 1, 1)],
        ["p-3", REPORT, "Rec", WORDS.format("c"), "Red", "Head of Custody (Priya Patel)", date(2027, 1, 1)],
        ["p-4", REPORT, "Rec", WORDS.format("d"), "Red", "DCI Crime & Mr Jones", date(2027, 1, 1)],
    )
    return Tracker(
        "persons.xlsx",
        saved(book),
        {
            "p-1": {"owner": "Head of Operations"}, "p-2": {"owner": "Head of Operations"},
            "p-3": {"owner": "Head of Custody"}, "p-4": {"owner": "DCI Crime", "with_": ()},
        },
        {
            "question": {REPORT: "workforce"},
            "owner": {"Supt J Smith": "Head of Operations", "Mr Jones": "leave out"},
        },
    )  # fmt: skip


def _with_other_sheets() -> Tracker:
    book = workbook(
        ["Ref", "Report", "Type", "Recommendation", "Status", "Owner", "Due"],
        ["O-1", REPORT, "Rec", WORDS.format("a"), "Red", "DCC", date(2027, 1, 1)],
    )
    summary = book.create_sheet("Summary", 0)
    for row in (["Report", "Recommendations", "Red", "Amber", "Status"], [REPORT, 12, 3, 9, "Open"]):
        summary.append(row)
    old = book.create_sheet("Old")
    old.append(["Ref", "Report", "Type", "Recommendation", "Status", "Owner", "Due"])
    old.append(["OLD", REPORT, "Rec", WORDS.format("old"), "Red", "DCC", date(2017, 1, 1)])
    old.sheet_state = "hidden"
    book.create_sheet("Empty")
    return Tracker("sheets.xlsx", saved(book), {"o-1": {"status": "red"}}, {"question": {REPORT: "workforce"}})


def _with_rows_in_colour() -> Tracker:
    book = workbook(
        ["Ref", "Report", "Type", "Recommendation", "Owner", "Due"],
        *([f"C-{n}", REPORT, "Rec", WORDS.format(n), "DCC", date(2027, 1, n)] for n in (1, 2, 3)),
    )
    for row, colour in ((2, "FFFFC7CE"), (3, Color(theme=6, tint=0.4)), (4, "FF00B050")):
        for cell in book.active[row]:
            fill(cell, colour)
    return Tracker(
        "rows-in-colour.xlsx",
        saved(book),
        {"c-1": {"status": "red"}, "c-2": {"status": "green"}, "c-3": {"status": "green"}},
        {"question": {REPORT: "workforce"}},
    )


def _with_pages_and_copies() -> Tracker:
    head = ["No.", "Report", "Type", "Recommendation", "Status", "Owner", "Due", "Days left"]
    book = workbook(
        head,
        [1, REPORT, "Rec", WORDS.format("a"), "Red", "DCC", date(2027, 1, 1), "=G2-TODAY()"],
        head,
        [2, REPORT, "Rec", WORDS.format("b"), "Red", "DCC", date(2027, 1, 1), "=G4-TODAY()"],
        [2, REPORT, "Rec", WORDS.format("b"), "Red", "DCC", date(2027, 1, 1), "=G5-TODAY()"],
        [3, REPORT, "Rec", None, "Red", "DCC", None, None],
        ["Grand total", 3, None, None, None, None, None, None],
    )
    return Tracker(
        "pages.xlsx",
        saved(book),
        {"peel-2018-19-1": {"reference": "1"}, "peel-2018-19-2": {"reference": "2"}},
        {"question": {REPORT: "workforce"}},
        left_out=2,
    )


def _with_dates_in_words() -> Tracker:
    written = {
        "31/12/26": date(2026, 12, 31), "by 31 March 2027": date(2027, 3, 31), "1st April 2027": date(2027, 4, 1),
        "2027-05-01": date(2027, 5, 1), "Q4 2026/27": None, "within six months": None, "Dec 2026": None,
        "31/12/26 (was 30/6/26)": date(2026, 12, 31), "30/06/2026\nRevised: 31/03/2027": date(2027, 3, 31),
    }  # fmt: skip
    book = workbook(
        ["Ref", "Report", "Type", "Recommendation", "Status", "Owner", "Deadline"],
        *([f"D{n}", REPORT, "Rec", WORDS.format(n), "Red", "DCC", text] for n, text in enumerate(written, start=1)),
    )
    return Tracker(
        "dates.xlsx",
        saved(book),
        {
            f"d{n}": {"due": day, "deadline": None if day else text}
            for n, (text, day) in enumerate(written.items(), start=1)
        },
        {"question": {REPORT: "workforce"}, "reason": {"due": "More time was needed."}},
    )


def _with_titles_alone() -> Tracker:
    book = workbook(
        ["Title", "Report", "Type", "Status", "Owner", "Due", "Notes"],
        ["Answer every call", REPORT, "Rec", "Superseded", "DCC", date(2027, 1, 1), "Secret"],
        ["Answer calls in time", REPORT, "CoC", "Red", "DCC", date(2027, 1, 1), None],
    )
    return Tracker(
        "titles-alone.xlsx",
        saved(book),
        {
            "answer-every-call": {"status": "superseded", "superseded_by": ("answer-calls-in-time",)},
            "answer-calls-in-time": {"type": "cause-of-concern"},
        },
        {
            "question": {REPORT: "workforce"}, "columns": {"Notes": "staff_notes"},
            "superseded_by": {"Tracker!2": "answer-calls-in-time"}, "closed": {"Superseded": "2026-01-01"},
        },
    )  # fmt: skip


MAKERS: Iterable[Callable[[], Tracker]] = (
    _with_titles_and_totals,
    _with_fills_on_three_sheets,
    _with_groups_and_quarters,
    _as_windows_saves_it,
    _with_tabs_and_a_mark,
    _with_merged_cells,
    _with_two_lines_of_headings,
    _with_two_statuses,
    _without_a_column_for_the_report,
    _with_persons,
    _with_other_sheets,
    _with_rows_in_colour,
    _with_pages_and_copies,
    _with_dates_in_words,
    _with_titles_alone,
)


def trackers() -> list[Tracker]:
    """All of them."""
    return [make() for make in MAKERS]
