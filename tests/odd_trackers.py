"""More trackers as forces keep them: tables below each other, actions below a finding, exports, months side by side."""

from collections.abc import Callable
from datetime import date

from openpyxl.comments import Comment

from tests.trackers import REPORT, WORDS, Tracker, saved, workbook

DUE = date(2027, 3, 31)
IN_WORKFORCE = {"question": {REPORT: "workforce"}}


def _with_closed_ones_below() -> Tracker:
    head = ["Ref", "Report", "Type", "Recommendation", "Owner", "Due date", "RAG"]
    book = workbook(
        ["OPEN RECOMMENDATIONS"],
        head,
        ["R1", REPORT, "Rec", WORDS.format("a"), "Head of Contact", DUE, "A"],
        [],
        ["CLOSED RECOMMENDATIONS"],
        [*head[:5], "Date closed", "RAG"],
        ["R2", REPORT, "Rec", WORDS.format("b"), "Head of Crime", date(2026, 1, 31), None],
    )
    expected = {
        "r1": {"status": "amber", "due": DUE, "closed": None},
        "r2": {"status": "closed", "due": None, "closed": date(2026, 1, 31)},
    }
    return Tracker("two-tables.xlsx", saved(book), expected, IN_WORKFORCE)


def _with_actions_below(is_merged: bool) -> Tracker:
    book = workbook(
        ["Rec no.", "Report", "Recommendation", "Action", "Action owner", "RAG", "Due date"],
        ["R1", REPORT, WORDS.format("a"), "Agree a rota", "Head of Contact", "Green", date(2026, 12, 31)],
        [None, None, None, "Recruit 20 staff", "Head of HR", "Amber", DUE],
        [None, None, None, "Train them", "Head of L&D", "Complete", date(2027, 1, 31)],
        ["R2", REPORT, WORDS.format("b"), "Audit", "Head of PPU", "Green", DUE],
    )
    for letter in "ABC" if is_merged else "":
        book.active.merge_cells(f"{letter}2:{letter}4")
    expected = {
        "r1": {
            "status": "amber", "due": DUE, "owner": "Head of Contact", "with_": ("Head of HR", "Head of L&D"),
        },
        "r2": {"status": "green", "owner": "Head of PPU"},
    }  # fmt: skip
    answers = {**IN_WORKFORCE, "type": {"Tracker": "Rec"}, "status": {"several actions": "yes"}}
    return Tracker(f"actions-{'merged' if is_merged else 'below'}.xlsx", saved(book), expected, answers)


def _with_months_side_by_side() -> Tracker:
    book = workbook(
        ["AFI no.", "Report", "Detail", "Lead", "RAG Sep 2026", "RAG Oct 2026", "Target", "Q1 update 2026/27", "Rev. date 1"],
        [1, REPORT, WORDS.format("a"), "DCC", "R", "G", DUE, "It began.", None],
        [2, REPORT, WORDS.format("b"), "DCC", "Amber", None, date(2026, 6, 30), None, DUE],
    )  # fmt: skip
    expected = {
        "peel-2018-19-1": {"status": "green", "reference": "1", "type": "area-for-improvement", "due": DUE},
        "peel-2018-19-2": {"status": "amber", "reference": "2", "due": DUE},
    }
    return Tracker("months.xlsx", saved(book), expected, {**IN_WORKFORCE, "reason": {"due": "It was late."}})


def _as_a_program_exports_it() -> Tracker:
    book = workbook(
        ["Recommendations report"],
        ["Generated on: 14 Nov 2026 09:12"],
        [],
        ["Action Code", "Audit/Report", "Action Title", "Description", "Action Status", "Progress Bar", "Due Date",
         "Original Due Date", "Managed By", "Assigned To", "Latest Note", "Latest Note Date"],
        ["HMIC-AFI-01", REPORT, "Calls", WORDS.format("calls"), "In Progress", 0.4, "31-Mar-27", "30-Sep-2026",
         "Head of Contact", "Jane Smith", "The rota is in place.", "14-Oct-2026"],
    )  # fmt: skip
    book.active["E5"].comment = Comment("Was red", "JS")
    expected = {
        "hmic-afi-01": {
            "status": "amber", "due": DUE, "owner": "Head of Contact", "with_": (), "title": "Calls",
            "type": "area-for-improvement",
        }
    }  # fmt: skip
    answers = {
        **IN_WORKFORCE, "status": {"In Progress": "amber"}, "owner": {"Jane Smith": "leave out"},
        "reason": {"due": "It was late."},
    }  # fmt: skip
    return Tracker("export.xlsx", saved(book), expected, answers)


def _with_headings_as_questions() -> Tracker:
    book = workbook(
        [f"{REPORT} - Protecting vulnerable people"],
        ["Argymhelliad / Recommendation", "What we have done so far", "Who is responsible?",
         "When will it be done by?", "How are we doing? (RAG)"],
        [f"{REPORT} - Ethical and lawful workforce"],
        [WORDS.format("vetting"), "A lot.", "Ch Supt Jane Smith, Head of Vetting", "end of March 2027", "🟢"],
        [f"{REPORT} - Protecting vulnerable people"],
        [WORDS.format("calls"), "Little.", "Head of PPU (Supt A Green)", "31st March '27", "Off-track"],
    )  # fmt: skip
    for row in (1, 3, 5):
        book.active.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
    same = {"due": DUE, "deadline": None, "with_": ()}
    expected = {
        "the-force-should-improve-vetting-and-tell-the-public-what-it": {
            **same, "question": "workforce", "owner": "Head of Vetting", "status": "green",
        },
        "the-force-should-improve-calls-and-tell-the-public-what-it": {
            **same, "question": "vulnerable", "owner": "Head of PPU", "status": "red",
        },
    }  # fmt: skip
    answers = {"inspection": {REPORT: "peel-2018-19"}, "type": {"Tracker": "recommendation"}}
    return Tracker("questions.xlsx", saved(book), expected, answers)


def _with_the_report_written_once() -> Tracker:
    book = workbook(
        ["Inspection", "Question", "Ref", "Area for Improvement", "Owner", "Target", "Status"],
        [REPORT, "Ethical and lawful workforce", "A1", WORDS.format("a"), "DCC", DUE, "Red"],
        [None, None, "A2", WORDS.format("b"), "DCC", DUE, "Red"],
        [None, "Protecting vulnerable people", "A3", WORDS.format("c"), "DCC", DUE, "Red"],
        [None, None, "A4", WORDS.format("d"), "DCC", DUE, "Red"],
    )
    expected = {f"a{n}": {"question": "workforce" if n < 3 else "vulnerable"} for n in (1, 2, 3, 4)}
    return Tracker("once.xlsx", saved(book), expected, {"inspection": {REPORT: "peel-2018-19"}})


def _with_two_reports_and_a_summary_beside_it() -> Tracker:
    head = ["Ref", "Recommendation", "Open/Closed", "RAG", "Owner", "Due date", "Progress (%)"]
    book = workbook(
        [REPORT],
        ["Protecting vulnerable people"],
        head,
        ["A1", WORDS.format("a"), "Open", "Amber\n(was Red)", "DCC", DUE, 40, None, "Red", 1],
        ["A2", WORDS.format("b"), "Open", "Green", "DCC", DUE, 50],
        ["Custody 2019"],
        head,
        ["B1", WORDS.format("c"), "Open", "Red", "DCC", DUE, 60],
        ["B2", WORDS.format("d"), "Open", "Red", "DCC", DUE, 70],
        title="AFIs",
    )
    for row in (1, 2, 6):
        book.active.merge_cells(start_row=row, start_column=1, end_row=row, end_column=7)
    book.active["I3"], book.active["J3"] = "Summary", "Count"
    expected = {
        "a1": {"status": "amber", "question": "vulnerable", "title": "The force should improve a, and tell the public what it did"},
        "a2": {"status": "green", "question": "vulnerable", "type": "area-for-improvement"},
        "b1": {"status": "red", "question": "workforce"},
        "b2": {"status": "red", "question": "workforce"},
    }  # fmt: skip
    answers = {
        "inspection": {"AFIs": "peel-2018-19", "Custody 2019": "peel-2018-19"},
        "question": {"Custody 2019": "workforce"},
    }
    return Tracker("two-reports.xlsx", saved(book), expected, answers)


def _as_a_list_program_exports_it() -> Tracker:
    head = "Title,ID,Report_x0020_Name,Rec_x0020_Text,Finding Type,Theme,Lead Officer,RAG,Target_x0020_Date,Notes so far,Closed?,Date Closed,Created By,Modified,Path"
    common = f"{REPORT},{{}},AFI,Ethical and lawful workforce,Head of Contact,"
    rows = (
        "Calls,101," + common.format(WORDS.format("calls").replace(",", ";")) + "(2) Amber,3/31/2027 0:00,"
        '"<div class=""x""><p>It began.</p><p>More &amp; more.</p></div>",FALSE,,Jane Smith,14/11/2026,lists/1',
        "Vetting,102,"
        + common.format(WORDS.format("vetting").replace(",", ";"))
        + "(1) Red,31/03/2027 00:00,,TRUE,14/08/2026,Jane Smith,14/11/2026,lists/2",
    )
    expected = {
        "peel-2018-19-101": {"status": "amber", "due": DUE, "title": "Calls", "question": "workforce"},
        "peel-2018-19-102": {"status": "closed", "closed": date(2026, 8, 14), "owner": "Head of Contact"},
    }
    return Tracker(
        "list.csv", "\r\n".join((head, *rows)).encode("utf-8-sig"), expected, {"columns": {"Notes so far": "response"}}
    )


def _with_a_sheet_for_each_quarter() -> Tracker:
    book = workbook(title="Q1 2026-27")
    for name, rag, due in (("Q1 2026-27", "Red", date(2026, 12, 31)), ("Q2 2026-27", "Green", DUE)):
        sheet = book.active if name == book.active.title else book.create_sheet(name)
        sheet.append(["Ref", "Report", "PEEL AFI", "Owner", "RAG", "Previous RAG", "Commentary", "Due"])
        sheet.append(["A1", REPORT, WORDS.format("a"), "DCC", rag, "Amber", f"It was {rag}.", due])
    expected = {"a1": {"status": "green", "due": DUE}}
    return Tracker("quarters.xlsx", saved(book), expected, IN_WORKFORCE, left_out=1)


def _with_titles_above_the_texts() -> Tracker:
    book = workbook(["Ref", "Report", "Area for improvement", "Lead", "RAG", "Due date", "Progress"])
    for name in ("Calls", "Vetting", "Files"):
        book.active.append([f"AFI {name[0]}", REPORT, f"{name} in the control room", "DCC", "Amber", DUE, None])
        book.active.append([None, None, WORDS.format(name), None, None, None, "It began."])
    expected = {
        f"afi-{name[0].lower()}": {"title": f"{name} in the control room"} for name in ("Calls", "Vetting", "Files")
    }
    return Tracker("two-rows.xlsx", saved(book), expected, IN_WORKFORCE)


def _with_a_status_of_the_whole() -> Tracker:
    book = workbook(
        ["Rec Ref", "Report", "Rec / AFI", "Recommendation", "Accountable Exec", "Action(s) to be taken", "Action Status", "% Complete", "Overall RAG", "Deadline", "Revised Deadline"],
        ["R1", REPORT, "AFI", WORDS.format("a"), "DCC", "Plan it", "In progress", 0.4, "Red", date(2026, 12, 31), DUE],
        [None, None, None, None, None, "Do it", "Not started", 0, None, None, None],
        ["R2", REPORT, "AFI", WORDS.format("b"), "DCC", "Plan it", "Complete", 1, "Green", DUE, None],
        ["R3", REPORT, "Rec", WORDS.format("c"), "DCC", "Plan it", "Complete", 1, "Green", DUE, None],
        ["R4", REPORT, "Rec", WORDS.format("d"), "DCC", "Plan it", "Complete", 1, "Green", DUE, None],
        ["R5", REPORT, "Rec", WORDS.format("e"), "DCC", "Plan it", "Complete", 1, "Green", DUE, None],
    )  # fmt: skip
    expected = {
        "r1": {"status": "red", "owner": "DCC", "type": "area-for-improvement", "due": DUE, "deadline": None},
        "r2": {"status": "green", "due": DUE},
        "r3": {"type": "recommendation"},
    }
    return Tracker("overall.xlsx", saved(book), expected, {**IN_WORKFORCE, "reason": {"due": "It was late."}})


def _with_statuses_of_actions_in_words() -> Tracker:
    book = workbook(
        ["Ref", "Report", "AFI", "Action", "Owner", "Status", "Due date"],
        ["A1", REPORT, WORDS.format("a"), "Plan it", "DCC", "In progress", DUE],
        [None, None, None, "Do it", None, "Complete", None],
    )
    answers = {
        **IN_WORKFORCE,
        "status": {"In progress Complete": "amber"},
        "closed": {"In progress Complete": "leave out"},
    }
    return Tracker("actions-in-words.xlsx", saved(book), {"a1": {"status": "amber"}}, answers)


def _without_owners_and_statuses() -> Tracker:
    book = workbook(
        ["Ref", "Report", "The finding as it was put", "RAG", "Due"],
        ["A1", REPORT, WORDS.format("a"), "Slipping badly", DUE],
    )
    answers = {
        "columns": {"The finding as it was put": "recommendation"}, **IN_WORKFORCE, "type": {"Tracker": "Rec"},
        "status": {"Slipping badly": "red"}, "owner": {"Tracker": "DCC"},
    }  # fmt: skip
    return Tracker("bare.xlsx", saved(book), {"a1": {"status": "red", "owner": "DCC"}}, answers)


ODD: tuple[Callable[[], Tracker], ...] = (
    _with_closed_ones_below,
    lambda: _with_actions_below(is_merged=True),
    lambda: _with_actions_below(is_merged=False),
    _with_months_side_by_side,
    _as_a_program_exports_it,
    _with_headings_as_questions,
    _with_the_report_written_once,
    _with_two_reports_and_a_summary_beside_it,
    _as_a_list_program_exports_it,
    _with_a_sheet_for_each_quarter,
    _with_titles_above_the_texts,
    _with_a_status_of_the_whole,
    _with_statuses_of_actions_in_words,
    _without_owners_and_statuses,
)
