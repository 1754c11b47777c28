"""The quarterly return: what is sent, what an owner may do with it, and what is understood of what came back."""

from datetime import date, datetime

import pytest
from register.editing.returns.columns import ANSWERS, Column
from register.editing.returns.workbook_writing import as_workbook

from tests.returning import (
    answered,
    filled,
    opened,
    place_of,
    reviewed,
    said,
    saved,
    sent,
    sheet_of,
    told,
    workbook,
)
from tests.small import finding, texts

OWNER = "Head of Professional Standards"
STEP = "next: {what: Report to the board, by: 2020-03-01}\n"
HISTORY = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, next: {what: Report to the board, by: 2020-03-01}}\n"
BODY = (
    "## Recommendation\n\nThe force should clear the backlog.\n\n## Force response\n\n### 2019-09-01\n\nWork began.\n"
)


def vetting(**fields: str | None) -> str:
    return finding(STEP + HISTORY, BODY, **({"reference": "1"} | fields))


FILES = texts(vetting=vetting(), clearance=finding(owner=OWNER))
PATH = "recommendations/vetting.md"


# What is sent


def test_each_owner_gets_the_outstanding_findings_and_those_in_which_they_take_part():
    other = finding(owner="Head of Contact", **{"with": f"[{OWNER}]"})
    ended = finding(
        "history:\n  - {date: 2019-06-01, status: closed, reason: Done.}\n", status="closed", closed="2019-06-01"
    )
    made = sent(texts(vetting=vetting(), calls=other, old=ended))
    assert {name: [asked.finding.id for asked in request.asked] for name, request in made.items()} == {
        "Head of Contact": ["calls"],
        OWNER: ["vetting"],
    }
    assert [each.id for each in made[OWNER].taking_part] == ["calls"]
    assert opened(as_workbook(made[OWNER])).sheetnames == ["Help", "Your findings", "You take part", "Register"]


def test_the_facts_stand_beside_the_cells_to_fill_in():
    sheet = sheet_of(opened(workbook(FILES)))
    shown = [sheet[place_of(sheet, "vetting", column)].value for column in Column]
    assert shown[:7] == [
        "vetting",
        "Clear the vetting backlog",
        "The force should clear the backlog.",
        "Amber",
        datetime(2020, 3, 31),  # noqa: DTZ001
        "Report to the board (by 1 March 2020)",
        "1 September 2019: Work began.",
    ]
    assert shown[7:] == [None] * 8


def test_facts_are_locked_and_grey_and_answers_are_open_and_yellow():
    sheet = sheet_of(opened(workbook(FILES)))
    assert sheet.protection.sheet
    for column in Column:
        cell = sheet[place_of(sheet, "vetting", column)]
        assert cell.protection.locked is (column not in ANSWERS)
        assert cell.fill.fgColor.rgb == ("FFFFF2A8" if column in ANSWERS else "FFE7E6E6")


def test_a_finding_without_a_step_asks_for_no_outcome():
    sheet = sheet_of(opened(workbook(FILES)))
    assert sheet[place_of(sheet, "clearance", Column.OUTCOME)].protection.locked


def test_words_are_chosen_from_lists_and_days_are_days():
    book = opened(workbook(FILES))
    rules = {rule.type: rule for rule in sheet_of(book).data_validations.dataValidation}
    assert set(rules) == {"list", "date"}
    lists = [rule.formula1 for rule in sheet_of(book).data_validations.dataValidation if rule.type == "list"]
    assert [[cell.value for (cell,) in book["Register"][area.partition("!")[2]]] for area in lists] == [
        ["Red", "Amber", "Green", "Complete", "Closed", "Not accepted"],
        ["Done", "Partly done", "Not done", "Dropped"],
    ]


def test_the_sheet_prints_on_a4_lying_with_its_headings_on_each_page():
    sheet = sheet_of(opened(workbook(FILES)))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToHeight) == (9, "landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert all(cell.alignment.wrap_text for cell in sheet[4])


def test_every_row_is_high_enough_for_its_words_and_for_an_answer():
    long = vetting().replace("The force should clear the backlog.", "The force should clear the backlog. " * 12)
    sheet = sheet_of(opened(workbook(texts(vetting=long, clearance=finding(owner=OWNER)))))
    assert [sheet.row_dimensions[row].height for row in (4, 5)] == [240, 60]


def test_the_help_says_by_when_and_to_whom():
    text = "\n".join(
        str(cell.value) for row in opened(workbook(FILES))["Help"].iter_rows() for cell in row if cell.value
    )
    assert "Send this file back by 24 January 2020 to returns@example.org." in text
    assert "Amber" in text


def test_the_same_return_has_the_same_bytes():
    assert workbook(FILES) == workbook(FILES)


def test_a_text_that_looks_like_a_formula_is_a_text():
    sheet = sheet_of(opened(workbook(texts(vetting=finding(title='"=1+1"')))))
    cell = sheet[place_of(sheet, "vetting", Column.FINDING)]
    assert (cell.value, cell.data_type, cell.quotePrefix or cell.data_type != "f") == ("=1+1", "s", True)


def test_words_too_long_for_a_row_stand_in_full_on_a_sheet_of_their_own():
    words = "The force should. " * 200
    book = opened(workbook(texts(vetting=finding(body=f"## Recommendation\n\n{words}\n"))))
    sheet = sheet_of(book)
    assert sheet[place_of(sheet, "vetting", Column.WORDS)].value.endswith("(all of it is on the sheet “Words in full”)")
    assert words.strip() in {cell.value for row in book["Words in full"].iter_rows() for cell in row}


# What comes back


def test_a_return_that_nobody_filled_in_changes_nothing_and_its_owner_is_silent():
    found = reviewed(FILES, workbook(FILES))
    assert (found.changing, said(found)) == ((), [])
    assert [(silent.owner.name, silent.sent) for silent in found.silent] == [(OWNER, True)]


def test_every_answer_is_understood():
    found = answered(
        FILES,
        {
            "vetting": {
                Column.NEW_STATUS: "Green",
                Column.NEW_DUE: date(2020, 6, 30),
                Column.WHY: "The supplier was late.",
                Column.APPROVED_BY: "Deputy Chief Constable",
                Column.RESPONSE: "The backlog is down by half.",
                Column.OUTCOME: "Partly done",
                Column.NEXT: "Report again",
                Column.BY: date(2020, 5, 1),
            }
        },
    )
    assert said(found) == []
    assert told(found) == [
        "vetting: status: Green (was Amber)",
        "vetting: due: 30 June 2020 (was 31 March 2020)",
        "vetting: outcome of the step promised: Partly done",
        "vetting: next step: Report again (by 1 May 2020)",
        "vetting: why: The supplier was late.",
        "vetting: approved by: Deputy Chief Constable",
        "vetting: response: The backlog is down by half.",
    ]
    assert found.silent == ()


@pytest.mark.parametrize("status", ["green", " GREEN ", "Green.", "green\n"])
def test_a_status_is_read_by_label_or_id_whatever_its_case(status):
    assert told(answered(FILES, {"clearance": {Column.NEW_STATUS: status}})) == ["clearance: status: Green (was Amber)"]


@pytest.mark.parametrize("status", ["Gren", "Withdrawn", "superseded", "31/12/2020", "=A1", "Red or green"])
def test_a_status_that_cannot_be_given_is_told_with_its_cell(status):
    found = answered(FILES, {"clearance": {Column.NEW_STATUS: status}})
    assert found.changing == ()
    assert "Your findings!H" in said(found)[0]
    assert found.blocked == 1


@pytest.mark.parametrize(
    "day",
    [
        "31/12/2020",
        "31 December 2020",
        "31-12-2020",
        "2020-12-31",
        "31st of December 2020",
        datetime(2020, 12, 31, 9, 30),  # noqa: DTZ001
    ],
)
def test_a_day_is_read_however_it_was_typed(day):
    found = answered(FILES, {"clearance": {Column.NEW_DUE: day, Column.WHY: "Late."}})
    assert told(found)[0] == "clearance: due: 31 December 2020 (was 31 March 2020)"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("03/04/2020", "may be 3 April 2020 or 4 March 2020; write the month as a word"),
        ("next spring", '"next spring" is not a date; write it as in 31 December 2026'),
        ("2020-06-31", "there is no such day"),
        (date(1900, 1, 5), "is not between 1990 and 2100"),
    ],
)
def test_a_day_that_is_not_plain_is_told_with_its_cell(day, message):
    found = answered(FILES, {"clearance": {Column.NEW_DUE: day, Column.WHY: "Late."}})
    assert found.blocked
    assert any("New date" in line and message in line for line in said(found)), said(found)


# What people and programs do to a workbook


def changed(change, files=FILES, answers=None):
    """The review of a workbook with these answers, after somebody changed its sheet of findings."""
    book = opened(
        filled(workbook(files), answers or {"vetting": {Column.NEW_STATUS: "Red"}, "clearance": {Column.NEXT: "Ask"}})
    )
    change(sheet_of(book))
    return reviewed(files, saved(book))


UNTOUCHED = ["vetting: status: Red (was Amber)", "clearance: next step: Ask"]


def both_rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4, max_row=5)]


def write_rows(sheet, rows, first):
    for number, values in enumerate(rows, first):
        for place, value in enumerate(values, 1):
            sheet.cell(number, place).value = value


def sort_it(sheet):
    write_rows(sheet, both_rows(sheet)[::-1], 4)


def spread_it(sheet):
    one, two = both_rows(sheet)
    write_rows(sheet, [one, [None] * 15, [None] * 15, two], 5)
    write_rows(sheet, [[None] * 15], 4)


def push_it_down(sheet):
    sheet.insert_rows(1, 5)


def move_columns(sheet):
    for row in sheet.iter_rows(min_row=3, max_row=5):
        values = [cell.value for cell in row]
        for cell, value in zip(row, [*values[8:], *values[:8]], strict=True):
            cell.value = value


def insert_a_column(sheet):
    sheet.insert_cols(3)


def hide_rows(sheet):
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[5].hidden = True


def rename_the_sheet(sheet):
    sheet.title = "Quarter 1"


def retype_headings(sheet):
    for cell in sheet[3]:
        cell.value = f" {cell.value.upper()} "


def repeat_the_headings(sheet):
    write_rows(sheet, [[cell.value for cell in sheet[3]]], 6)


@pytest.mark.parametrize(
    "change",
    [
        sort_it,
        spread_it,
        push_it_down,
        move_columns,
        insert_a_column,
        hide_rows,
        rename_the_sheet,
        retype_headings,
        repeat_the_headings,
    ],
)
def test_a_sheet_that_was_rearranged_is_read_as_it_was(change):
    found = changed(change)
    assert sorted(told(found)) == sorted(UNTOUCHED)
    assert said(found) == []


def test_a_column_of_ones_own_is_told_and_nothing_of_it_is_read():
    def add(sheet):
        sheet["P3"], sheet["P4"] = "My notes", "Ask Jo"

    found = changed(add)
    assert told(found) == UNTOUCHED
    assert said(found) == ['note Your findings!P4: the column "My notes" is not part of the return, and was not read']


def test_a_row_that_was_deleted_counts_as_no_change():
    found = changed(lambda sheet: sheet.delete_rows(4))
    assert told(found) == UNTOUCHED[1:]
    assert said(found) == ["note : its row is gone, which counts as no change"]


def test_a_row_that_is_there_twice_counts_once_and_may_not_contradict():
    def repeat(sheet):
        write_rows(sheet, both_rows(sheet), 6)

    assert told(changed(repeat)) == UNTOUCHED

    def contradict(sheet):
        repeat(sheet)
        sheet["H6"] = "Green"

    found = changed(contradict)
    assert said(found) == [
        "unclear Your findings!A6: it is answered otherwise in Your findings!A4; empty one of the two"
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda sheet: sheet.delete_cols(10), 'unclear Your findings!3:3: there is no column "Why"'),
        (lambda sheet: sheet.__setitem__("A4", None), "unclear Your findings!4:4: this row is filled in, but its id is gone"),
        (lambda sheet: sheet.__setitem__("A4", "veting"), 'unclear Your findings!A4: "veting" is not a finding of this return; write "vetting"'),
        (lambda sheet: sheet.__setitem__("P3", "Why") or sheet.__setitem__("P4", "x"), 'unclear Your findings!P4: the column "Why" is there twice'),
        (lambda sheet: sheet.merge_cells("L4:L5"), "unclear Your findings!L4:L5: these cells are merged"),
        (lambda sheet: sheet.__setitem__("D4", "Green"), 'unclear Your findings!D4: Status now: this fact was changed to "Green"; write "Amber" there again'),
        (lambda sheet: sheet.__setitem__("E4", "30 June 2020"), "unclear Your findings!E4: Due now: this fact was changed"),
        (lambda sheet: sheet.__setitem__("L4", "=SUM(A1:A2)"), 'unclear Your findings!L4: What was done: it holds a formula, "=SUM(A1:A2)"'),
        (lambda sheet: sheet.__setitem__("L4", "#REF!"), "unclear Your findings!L4: What was done: it holds an error"),
        (lambda sheet: sheet.__setitem__("L4", "a\u202eb"), "unclear Your findings!L4: What was done: it holds a character that nobody can see (U+202E"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_rightly_is_told_with_its_place(change, message):
    found = changed(change)
    assert found.blocked
    assert any(line.startswith(message) for line in said(found)), said(found)


def test_a_due_date_that_was_typed_anew_as_a_text_is_the_same_fact():
    assert said(changed(lambda sheet: sheet.__setitem__("E4", "31/03/2020"))) == []


def test_a_sign_for_nothing_is_told_and_counts_as_empty():
    found = answered(FILES, {"clearance": {Column.WHY: "n/a", Column.NEW_DUE: "TBC"}})
    assert found.changing == ()
    assert [remark.text for remark in found.remarks] == [
        'New date: "TBC" says nothing, so it counts as empty',
        'Why: "n/a" says nothing, so it counts as empty',
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "it is damaged, or not a workbook"),
        (b"PK\x03\x04 and no more", "it is damaged, or not a workbook"),
        (b"\xd0\xcf\x11\xe0 and more", "it is a workbook of an old kind (.xls)"),
    ],
)
def test_a_file_that_is_no_workbook_is_told(content, message):
    assert message in said(reviewed(FILES, content))[0]


def test_a_workbook_that_is_no_return_or_was_tampered_with_is_told():
    book = opened(workbook(FILES))
    book["Register"]["B4"] = "2019-01-10"
    assert "its hidden sheet was changed" in said(reviewed(FILES, saved(book)))[0]
    del book["Register"]
    assert "it lacks the hidden sheet" in said(reviewed(FILES, saved(book)))[0]


def test_a_return_of_another_register_is_told():
    files = {**FILES, "register.yml": "organisation: Kent Police\n"}
    assert "this is a return of West Midlands Police" in said(reviewed(files, workbook(FILES)))[0]


def test_two_files_of_one_owner_count_once_and_may_not_contradict():
    one = filled(workbook(FILES), {"vetting": {Column.NEW_STATUS: "Green"}})
    assert told(reviewed(FILES, one, one, workbook(FILES))) == ["vetting: status: Green (was Amber)"]
    two = filled(workbook(FILES), {"vetting": {Column.NEW_STATUS: "Red"}})
    assert "it is answered otherwise in return-1.xlsx" in said(reviewed(FILES, one, two))[0]


# What is missing


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        ({Column.NEW_DUE: date(2020, 6, 30)}, 'missing Your findings!J4: "Why" is missing: no date moves without a reason'),
        ({Column.NEW_STATUS: "Closed"}, 'missing Your findings!J4: "Why" is missing: nothing becomes "Closed" without a reason'),
        ({Column.BY: date(2020, 6, 30)}, 'missing Your findings!N4: "Next step" is missing: "By when" is the day of a step'),
        ({Column.NEW_STATUS: "Closed", Column.WHY: "Done.", Column.NEXT: "More"}, "unclear Your findings!N4: Next step: a finding that ends"),
    ],
)  # fmt: skip
def test_what_is_missing_is_told_and_keeps_the_return_from_being_written(answer, message):
    found = answered(FILES, {"vetting": answer})
    assert found.blocked
    assert said(found)[0].startswith(message)


def test_a_return_of_last_quarter_is_told_and_left_out_beside_a_newer_one():
    old = filled(workbook(FILES, date(2019, 10, 1)), {"vetting": {Column.NEW_STATUS: "Red"}})
    assert said(reviewed(FILES, old))[0] == (
        "note : this return is of 1 October 2019, and was to be back by 15 October 2019"
    )
    assert said(reviewed(FILES, old, workbook(FILES)))[0] == (
        "unclear : this return is of 1 October 2019, and return-2.xlsx of 10 January 2020; leave the older out"
    )


def test_an_answer_for_a_finding_that_was_withheld_since_is_told():
    withheld = vetting(withheld="{since: 2020-01-20, reason: A court case.}")
    found = answered(FILES, {"vetting": {Column.NEW_STATUS: "Red"}}, **{PATH: withheld})
    assert any("it is withheld, so its words are shown nowhere" in line for line in said(found))


def test_an_outcome_without_a_step_is_told():
    found = answered(FILES, {"clearance": {Column.OUTCOME: "Done"}})
    assert "no step was promised" in said(found)[0]


# What has changed here since


def test_a_fact_that_was_changed_here_since_is_told_and_has_to_be_accepted():
    later = HISTORY + "  - {date: 2020-01-15, status: red, reason: The supplier left.}\n"
    now = {PATH: finding(STEP + later, BODY, status="red", reference="1")}
    answers = {"vetting": {Column.NEW_STATUS: "Green"}}
    found = answered(FILES, answers, **now)
    assert said(found) == [
        "changed here since Your findings!H4: New status: the status is now Red; "
        "empty the cell, or take the answer as it is with --accept vetting"
    ]
    files = {**FILES, **now}
    accepted = reviewed(files, filled(workbook(FILES), answers), accepted=("vetting",))
    assert (accepted.blocked, told(accepted)) == (0, ["vetting: status: Green (was Red)"])


def test_a_change_here_that_the_answers_do_not_touch_is_a_note():
    later = HISTORY + "  - {date: 2020-01-15, status: red, reason: The supplier left.}\n"
    found = answered(
        FILES,
        {"vetting": {Column.RESPONSE: "Work goes on."}},
        **{PATH: finding(STEP + later, BODY, status="red", reference="1")},
    )
    assert (found.blocked, said(found)) == (
        0,
        ["note Your findings!A4: the status is now Red, and was Amber when this was sent"],
    )


def test_an_answer_for_a_finding_that_has_ended_since_is_a_conflict():
    later = HISTORY + "  - {date: 2020-01-15, status: closed, reason: Done.}\n"
    ended = finding(later, BODY, status="closed", closed="2020-01-15", reference="1")
    found = answered(FILES, {"vetting": {Column.RESPONSE: "Work goes on."}}, **{PATH: ended})
    assert said(found)[0].startswith("changed here since Your findings!A4: its status is now Closed")


def test_a_layout_that_changed_since_is_no_change():
    tidy = FILES[PATH].replace("title: Clear", "title:   Clear")
    assert said(reviewed({**FILES, PATH: tidy}, workbook(FILES))) == []


def test_other_words_that_changed_since_are_told():
    other = FILES[PATH].replace("The force should clear", "The force must clear")
    assert said(reviewed({**FILES, PATH: other}, workbook(FILES))) == [
        "note Your findings!A4: other words of the record have been changed here since this was sent"
    ]


def test_a_finding_with_a_new_id_is_found_by_the_old_one():
    files = {**FILES, "recommendations/checks.md": vetting(formerly="[vetting]")}
    del files[PATH]
    found = reviewed(files, filled(workbook(FILES), {"vetting": {Column.NEW_STATUS: "Green"}}))
    assert told(found) == ["checks: status: Green (was Amber)"]


def test_an_owner_who_sent_nothing_is_silent_and_gets_a_reminder_of_each_finding():
    files = FILES | texts(calls=finding(owner="Head of Contact"), vetting=vetting(), clearance=finding(owner=OWNER))
    found = reviewed(files, filled(as_workbook(sent(files)[OWNER]), {"vetting": {Column.RESPONSE: "Work goes on."}}))
    assert [(silent.owner.name, silent.sent) for silent in found.silent] == [("Head of Contact", False)]


def save_as_libreoffice(sheet):
    """As LibreOffice saves it: no sheet is very hidden, each row has a height, and the last row of all has one too."""
    sheet.parent["Register"].sheet_state = "hidden"
    for number in (4, 5, 1_048_576):
        sheet.row_dimensions[number].height = 49.25
    sheet.conditional_formatting = type(sheet.conditional_formatting)()


def test_what_libreoffice_saved_is_read_as_it_was():
    found = changed(save_as_libreoffice)
    assert (told(found), said(found)) == (UNTOUCHED, [])


def test_a_status_may_have_another_label_since_the_return_was_sent():
    settings = """organisation: West Midlands Police
inspectorate: HMICFRS
statuses:
  - {id: amber, label: At risk, stage: open, colour: amber, meaning: At risk., earlier: [{until: 2020-01-15, label: Amber}]}
  - {id: green, label: Fine, stage: open, colour: green, meaning: Fine., earlier: [{until: 2020-01-15, label: Green}]}
"""
    files = {**FILES, "register.yml": settings}
    found = answered(files, {"clearance": {Column.NEW_STATUS: "Green"}})
    assert (told(found), said(found)) == (["clearance: status: Fine (was At risk)"], [])


@pytest.mark.parametrize("words", ["No change", "unchanged", "n/a", "-"])
def test_no_change_in_a_cell_of_a_choice_is_no_change(words):
    found = answered(FILES, {"clearance": {Column.NEW_STATUS: words, Column.NEW_DUE: words}})
    assert (found.changing, found.blocked) == ((), 0)


def test_a_sheet_far_too_large_is_told():
    found = changed(lambda sheet: sheet.__setitem__("A20000", "x"))
    assert 'its sheet "Your findings" is far larger than a return' in said(found)[0]
