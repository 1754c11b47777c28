"""What the committee has read is never quietly changed: it grows, or a correction says in public what was wrong."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.checks import judge
from register.checks.issue import RULE_FAILED, Severity
from register.checks.judge import check_since
from register.checks.rules import RULES
from register.records.folder import files_from

from tests.small import FRAMEWORK, INSPECTION, MEETING, TODAY, checked, finding, records_of, texts
from tests.unreadable import unreadable

FIRST = "  - {date: 2019-05-02, status: amber, due: 2020-03-31, reason: Received.}\n"
SECOND = "  - {date: 2019-09-12, status: green, reason: On plan.}\n"
THIRD = "  - {date: 2020-01-16, status: red, reason: Delayed.}\n"
CORRECTION = "  - {date: 2020-05-14, what: The record was wrong., reason: A typing error.}\n"
NEW_CORRECTION = f"corrections:\n{CORRECTION}"
WORDS = "## Recommendation\n\nThe force should clear\nthe backlog.\n\n"
SAID = "## Force response\n\nAgreed.\n\n### 2019-06-02\n\nBegun.\n\n### 2019-09-12\n\nHalf done.\n"
PATH = "recommendations/vetting.md"


def history(*entries: str) -> str:
    return "history:\n" + "".join(entries) if entries else ""


def lost(before: dict, now: dict, day: date = TODAY) -> list[str]:
    """What was lost, as `path:line:column rule`."""
    return [f"{f.path}:{f.line}:{f.column} {f.rule}" for f in check_since(records_of(before), records_of(now), day)]


def lost_of(before: str, now: str) -> list[str]:
    """What one finding lost, as `line:column rule`."""
    return [line.removeprefix(f"{PATH}:") for line in lost(texts(vetting=before), texts(vetting=now))]


def said_of(before: dict, now: dict, day: date = TODAY) -> str:
    """The one message, with its advice."""
    (found,) = check_since(records_of(before), records_of(now), day)
    return f"{found.message}; {found.fix}"


# Records


def test_the_same_records_have_lost_nothing():
    files = texts(vetting=finding(history(FIRST, SECOND), WORDS + SAID, status="green"))
    assert lost(files, files) == []


def test_before_the_first_record_nothing_was_there_to_lose():
    assert lost({}, texts(vetting=finding())) == []


@pytest.mark.parametrize("path", [PATH, "inspections/peel-2018-19.md", "meetings/2019-06-28.md"])
def test_a_deleted_record_is_lost_at_its_old_path(path):
    before = texts(vetting=finding())
    now = {name: text for name, text in before.items() if name != path}
    assert lost(before, now) == [f"{path}:1:1 record-lost"]


def test_a_new_correction_that_names_a_deleted_record_excuses_it():
    before = texts(vetting=finding())
    now = {name: text for name, text in before.items() if name != "meetings/2019-06-28.md"}
    now[PATH] = finding(
        "corrections:\n  - {date: 2020-05-14, what: The meeting 2019-06-28 was not held., reason: A slip.}\n"
    )
    assert lost(before, now) == []
    now[PATH] = now[PATH].replace("2019-06-28", "2019-06-28-extra")
    assert lost(before, now) == ["meetings/2019-06-28.md:1:1 record-lost"]


def test_a_move_between_sub_folders_and_a_new_layout_are_free():
    plain = "---\nhistory:\n- date: 2019-05-02\n  reason: 'Received.'\n  due: 2020-03-31\n  status: Amber\n"
    again = plain + finding(
        body="## recommendation\n\nThe force should\nclear the backlog.\n", status='" amber"'
    ).removeprefix("---\n")
    before = texts(vetting=finding(history(FIRST), WORDS))
    now = {**texts(), "recommendations/staff/vetting.md": again}
    assert checked(now) == ()
    assert lost(before, now) == []


@pytest.mark.parametrize("now", ["", ", reason: The system is late."])
def test_a_sign_for_nothing_can_be_taken_out_or_be_replaced_by_what_was_missing(now):
    entry = "history:\n  - {{date: 2019-05-02, status: amber, due: 2020-03-31{0}}}\n"
    before = finding(entry.format(", reason: TBC"), WORDS)
    assert lost_of(before, finding(entry.format(now), WORDS)) == []


def test_a_file_that_can_not_be_read_now_is_broken_not_lost():
    before = texts(vetting=finding(history(FIRST), WORDS + SAID))
    assert lost(before, {**before, PATH: b"\xff"}) == []
    assert lost(before, {**before, PATH: "---\n{"}) == []


def test_a_file_that_could_not_be_read_before_has_nothing_to_lose():
    assert lost_of("---\n{", finding()) == []
    assert lost_of(finding("history:\n  - {date: soon}\n"), finding(history(FIRST))) == []


# Renames


def test_a_finding_is_renamed_by_naming_its_old_id():
    before = texts(vetting=finding(history(FIRST), WORDS))
    now = texts(vetting_backlog=finding(history(FIRST), WORDS, formerly="[vetting]"))
    assert lost(before, now) == []


def test_a_renamed_finding_is_still_held_to_what_it_was():
    before = texts(vetting=finding(history(FIRST), WORDS))
    now = texts(vetting_backlog=finding(history(FIRST), WORDS.replace("clear", "cut"), formerly="[vetting]"))
    assert lost(before, now) == ["recommendations/vetting-backlog.md:15:1 official-words-changed"]
    now = texts(
        vetting_backlog=finding(history(FIRST) + NEW_CORRECTION, WORDS.replace("clear", "cut"), formerly="[vetting]")
    )
    assert lost(before, now) == []


def test_a_rename_without_formerly_is_told_what_to_write():
    assert 'write "formerly: [vetting]" into "vetting-backlog"' in said_of(
        texts(vetting=finding()), texts(vetting_backlog=finding(), cells=finding(title="Cells"))
    )


def test_a_finding_that_is_joined_to_another_needs_a_correction_there():
    before = texts(vetting=finding(history(FIRST)), clearance=finding(history(FIRST)))
    joined = finding(history(FIRST), formerly="[vetting]")
    assert lost(before, texts(clearance=joined)) == [f"{PATH}:1:1 record-lost"]
    assert "add a correction there" in said_of(before, texts(clearance=joined))
    assert lost(before, texts(clearance=joined.replace("history:", NEW_CORRECTION + "history:"))) == []


def test_one_that_was_entered_in_error_is_to_be_withdrawn_not_deleted():
    assert 'bring the file back, with "status: withdrawn"' in said_of(texts(vetting=finding()), texts())


# History


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ((FIRST, SECOND, THIRD), []),
        ((FIRST, SECOND, THIRD, THIRD.replace("red", "green")), []),
        ((FIRST,), ["10:1 history-rewritten"]),
        ((SECOND,), ["10:1 history-rewritten"]),
        ((FIRST, SECOND.replace("On plan.", "Better.")), ["12:5 history-rewritten"]),
        ((FIRST, SECOND.replace("09-12", "09-13")), ["12:5 history-rewritten"]),
        ((FIRST.replace("03-31", "06-30"), SECOND), ["11:5 history-rewritten"]),
        ((FIRST, "  - {date: 2019-07-01, owner: Head of Vetting}\n", SECOND), ["12:5 history-rewritten"]),
        (("  - {date: 2019-05-01, status: amber}\n", FIRST, SECOND), ["11:5 history-rewritten"]),
        ((FIRST, SECOND.replace("green", "red"), THIRD), ["12:5 history-rewritten"]),
        ((), ["1:1 history-rewritten", "1:1 history-rewritten"]),
    ],
)  # fmt: skip
def test_the_history_only_grows_at_its_end(now, expected):
    before = finding(history(FIRST, SECOND), status="green")
    assert lost_of(before, finding(history(*now), status="green")) == expected
    assert lost_of(before, finding(history(*now) + NEW_CORRECTION, status="green")) == []


def test_the_message_says_what_happened_to_which_entry():
    before = texts(vetting=finding(history(FIRST, SECOND)))
    assert said_of(before, texts(vetting=finding(history(FIRST)))).startswith(
        "the entry of 2019-09-12 was taken out; put it back"
    )
    changed = texts(vetting=finding(history(FIRST, SECOND.replace("On plan", "Late"))))
    assert said_of(before, changed).startswith("the entry of 2019-09-12 was changed")
    inserted = texts(vetting=finding(history(FIRST, "  - {date: 2019-07-01, owner: A}\n", SECOND)))
    assert said_of(before, inserted).startswith("the entry of 2019-07-01 was put in before one that stood here")


def test_a_value_that_stood_only_at_the_top_may_be_dated_in_the_first_entry():
    without = FIRST.replace(", due: 2020-03-31", "")
    moved = "  - {date: 2020-01-16, due: 2020-09-30, reason: Late.}\n"
    before = finding(history(without))
    assert lost_of(before, finding(history(FIRST))) == []
    assert lost_of(before, finding(history(FIRST, moved), due="2020-09-30")) == []
    assert lost_of(before, finding(history(FIRST.replace("03-31", "06-30")), due="2020-06-30")) == [
        "11:5 history-rewritten",
        "11:44 value-before-lost",
    ]


# Status, due date, received, corrections


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ({}, {"status": "green"}, "7:9"),
        ({}, {"due": "2020-09-30"}, "9:6"),
        ({}, {"due": None}, "1:1"),
        ({"due": None}, {"due": "2020-09-30"}, "9:6"),
    ],
)
def test_a_changed_status_or_due_date_needs_an_entry_of_the_history(before, now, expected):
    assert lost_of(finding(**before), finding(**now)) == [f"{expected} change-without-entry"]
    assert lost_of(finding(**before), finding(NEW_CORRECTION, **now)) == []


def test_a_change_with_its_entry_is_free():
    moved = "  - {date: 2020-01-16, due: 2020-09-30, status: red, reason: Late.}\n"
    assert lost_of(finding(), finding(history(FIRST, moved), status="red", due="2020-09-30")) == []
    assert lost_of(finding(history(FIRST)), finding(history(FIRST, moved), status="red", due="2020-09-30")) == []


def test_a_change_at_the_top_alone_is_refused_by_the_check_itself():
    now = texts(vetting=finding(history(FIRST), status="green"))
    assert [f.rule for f in checked(now)] == ["fact-contradicts-history"]
    assert lost(texts(vetting=finding(history(FIRST))), now) == []  # one mistake, one finding


def test_a_history_that_forgets_what_stood_there_before_it_is_a_warning():
    now = finding(history("  - {date: 2020-01-16, status: red, due: 2020-03-31, reason: Late.}\n"), status="red")
    (found,) = check_since(records_of(texts(vetting=finding())), records_of(texts(vetting=now)), TODAY)
    assert (found.rule, found.severity, found.line) == ("value-before-lost", Severity.WARNING, 11)
    assert found.message == "status was amber before this, and no entry says so"


def test_other_facts_may_be_mended():
    now = finding(
        title="Clear the backlog of vetting", owner="Head of Vetting", deadline="within a year", waiting_on="HMICFRS"
    )
    assert lost_of(finding(), now) == []


def test_a_changed_day_of_receipt_needs_a_correction():
    assert lost_of(finding(), finding(received="2019-06-01")) == ["10:11 received-changed"]
    assert lost_of(finding(received="2019-06-01"), finding()) == ["4:13 received-changed"]
    assert lost_of(finding(received="2019-06-01"), finding(NEW_CORRECTION, received="2019-07-01")) == []


def test_to_write_out_the_day_of_receipt_is_no_change():
    assert lost_of(finding(), finding(received="2019-05-02")) == []


def test_a_day_of_receipt_that_was_not_known_may_be_added():
    awaited = {"inspections/peel-2018-19.md": INSPECTION.replace("published: 2019-05-02\n", "")}
    before, now = texts(vetting=finding()) | awaited, texts(vetting=finding(received="2019-05-02")) | awaited
    assert lost(before, now) == []


def test_a_report_of_another_day_is_said_once_and_not_of_every_finding():
    before = texts(vetting=finding(), clearance=finding())
    now = {**before, "inspections/peel-2018-19.md": INSPECTION.replace("2019-05-02", "2019-05-03")}
    assert lost(before, now) == ["inspections/peel-2018-19.md:4:12 past-report-changed"]


def test_only_a_new_correction_excuses():
    before = finding(NEW_CORRECTION)
    assert lost_of(before, finding(NEW_CORRECTION, status="green")) == ["7:9 change-without-entry"]
    assert lost_of(before, finding(NEW_CORRECTION + CORRECTION.replace("05-14", "05-15"), status="green")) == []


def test_a_reworded_correction_is_lost_and_excuses_nothing():
    reworded = NEW_CORRECTION.replace("The record was wrong", "Nothing")
    assert lost_of(finding(NEW_CORRECTION), finding(reworded, status="green")) == [
        "7:9 change-without-entry",
        "10:1 correction-lost",
    ]
    assert lost_of(finding(NEW_CORRECTION), finding()) == ["1:1 correction-lost"]


def test_a_correction_excuses_its_own_finding_only():
    before = texts(vetting=finding(), clearance=finding())
    now = texts(vetting=finding(NEW_CORRECTION), clearance=finding(status="green"))
    assert lost(before, now) == ["recommendations/clearance.md:7:9 change-without-entry"]


# Words


def test_the_official_wording_needs_a_correction_but_may_be_laid_out_anew():
    laid_out = WORDS.replace("clear\nthe", "clear the")
    assert lost_of(finding(body=WORDS), finding(body=laid_out)) == []
    tight, loose = (WORDS + f"- Plan it.{gap}- *Do* it.\n\n" for gap in ("\n", "\n\n"))
    assert lost_of(finding(body=tight), finding(body=loose)) == []
    assert lost_of(finding(body=tight), finding(body=tight.replace("Do", "Check"))) == ["12:1 official-words-changed"]
    changed = WORDS.replace("backlog", "queue")
    assert lost_of(finding(body=WORDS), finding(body=changed)) == ["12:1 official-words-changed"]
    assert lost_of(finding(body=WORDS), finding(NEW_CORRECTION, body=changed)) == []


def test_sub_headings_belong_to_the_official_wording():
    below = WORDS + "### By when\n\nBy March.\n\n"
    assert lost_of(finding(body=below), finding(body=below)) == []
    for before, now in (("By when", "When"), ("March", "May")):
        assert lost_of(finding(body=below), finding(body=below.replace(before, now))) == ["12:1 official-words-changed"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (SAID + "\n### 2020-05-14\n\nDone.\n", []),
        (SAID.replace("Half done.\n", "Half\ndone.\n\n"), []),
        (SAID.replace("Agreed.", "Refused."), ["17:1"]),
        (SAID.replace("Agreed.\n\n", ""), ["17:1"]),
        (SAID.replace("Begun.", "Planned."), ["21:1"]),
        (SAID.replace("### 2019-06-02", "### 2019-06-03"), ["21:1"]),
        (SAID.replace("### 2019-06-02\n\nBegun.\n\n", ""), ["17:1"]),
        (SAID.replace("### 2019-09-12", "### 2019-07-01\n\nGoing on.\n\n### 2019-09-12"), ["25:1"]),
        ("", ["10:1", "10:1", "10:1"]),
    ],
)
def test_what_the_force_said_stands_and_new_responses_follow_it(now, expected):
    before = finding(body=WORDS + SAID)
    assert lost_of(before, finding(body=WORDS + now)) == [f"{place} response-rewritten" for place in expected]
    assert lost_of(before, finding(NEW_CORRECTION, body=WORDS + now)) == []


def test_a_first_response_and_staff_notes_are_free():
    assert lost_of(finding(body=WORDS), finding(body=WORDS + SAID)) == []
    assert (
        lost_of(finding(body=WORDS + "## Staff notes\n\nAsk.\n"), finding(body=WORDS + "## Evidence\n\nMinutes.\n"))
        == []
    )


# Past papers


def with_meeting(text: str, name: str = "2019-06-28", **findings: str) -> dict[str, str]:
    files = {**texts(vetting=finding(), **findings), f"meetings/{name}.md": text}
    if name != "2019-06-28":
        del files["meetings/2019-06-28.md"]
    return files


NAMED = finding(
    "corrections:\n  - {date: 2020-05-14, what: 'The paper of 2019-06-28, and peel-2018-19, were wrong.', reason: A slip.}\n"
)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (MEETING.replace("title: HMICFRS update", "title: 'HMICFRS update'"), []),
        (MEETING + "\n## Background\n\n", []),
        (MEETING.replace("HMICFRS update", "Update"), ["2:8"]),
        (MEETING.replace("2019-03-28", "2019-03-27"), ["4:11"]),
        (MEETING.replace("contact", "as_at: 2019-06-27\ncontact"), ["5:8"]),
        (MEETING.replace("contact: Risk and Organisational Learning Manager\n", ""), ["1:1"]),
        (MEETING + "\n## Background\n\nMore.\n", ["8:1"]),
    ],
)
def test_a_past_paper_keeps_its_facts_and_words(now, expected):
    before = with_meeting(MEETING)
    assert lost(before, with_meeting(now)) == [
        f"meetings/2019-06-28.md:{place} past-paper-changed" for place in expected
    ]
    assert lost(before, {**with_meeting(now), PATH: NAMED}) == []


def test_a_paper_is_past_from_the_day_after_its_own():
    before, now = with_meeting(MEETING), with_meeting(MEETING.replace("update", "news"))
    assert lost(before, now, date(2019, 6, 28)) == []
    assert len(lost(before, now, date(2019, 6, 29))) == 1
    as_at = MEETING.replace("contact", "as_at: 2019-06-20\ncontact")
    assert len(lost(with_meeting(as_at), now, date(2019, 6, 21))) == 2


def test_a_meeting_that_is_put_off_is_a_warning():
    before, now = with_meeting(MEETING), with_meeting(MEETING, "2019-07-05")
    (found,) = check_since(records_of(before), records_of(now), date(2019, 6, 20))
    assert (found.path, found.rule, found.severity) == (
        "meetings/2019-06-28.md",
        "coming-meeting-lost",
        Severity.WARNING,
    )
    assert lost(before, now) == ["meetings/2019-06-28.md:1:1 record-lost"]


def with_inspection(text: str, first: str = finding()) -> dict[str, str]:
    return {**texts(vetting=first), "inspections/peel-2018-19.md": text}


ROWS = INSPECTION.split("grades:\n")[1].split("---")[0].splitlines(keepends=True)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (INSPECTION.replace("favourable", "good"), []),
        (
            INSPECTION.replace("2019-05-02\n", "2019-05-02\nurl: https://a.example\nresponse_published: 2019-06-01\n"),
            [],
        ),
        (INSPECTION.replace("".join(ROWS), "".join(reversed(ROWS))), []),
        (INSPECTION.replace("PEEL inspection", "inspection"), ["2:8"]),
        (INSPECTION.replace("framework: peel-2018-19", "framework: peel-2020"), ["3:12"]),
        (INSPECTION.replace("2019-05-02", "2019-05-03"), ["4:12"]),
        (INSPECTION.replace("published: 2019-05-02\n", ""), ["1:1"]),
        (INSPECTION.replace("grade: good", "grade: outstanding", 1), ["6:5"]),
        (INSPECTION.replace("judged: 2018, ", "", 1), ["7:5"]),
        (INSPECTION.replace(ROWS[3], ""), ["5:1"]),
        (INSPECTION.replace(ROWS[3], ROWS[3] + "  - {question: firearms, grade: ungraded}\n"), ["10:5"]),
    ],
)
def test_an_inspection_keeps_what_a_past_paper_told_of_it(now, expected):
    before = with_inspection(INSPECTION)
    found = [f"inspections/peel-2018-19.md:{place} past-report-changed" for place in expected]
    assert lost(before, with_inspection(now)) == found
    assert lost(before, with_inspection(now, NAMED)) == []
    assert lost(before, with_inspection(now), date(2019, 6, 28)) == []  # no paper is past yet


def test_a_report_that_no_past_paper_told_of_may_change():
    awaited = INSPECTION.replace("published: 2019-05-02", "fieldwork_ended: 2019-05-02")
    published = INSPECTION.replace("2019-05-02", "2019-07-02\nfieldwork_ended: 2019-05-02")
    assert lost(with_inspection(awaited), with_inspection(published)) == []
    assert (
        lost(with_inspection(published), with_inspection(published.replace("grade: good", "grade: inadequate"))) == []
    )
    assert (
        lost(with_inspection(published), with_inspection(published.replace("ended: 2019-05-02", "ended: 2019-05-01")))
        != []
    )


def test_the_message_names_a_finding_for_the_correction():
    message = said_of(with_inspection(INSPECTION), with_inspection(INSPECTION.replace("PEEL ", "")))
    assert 'name "peel-2018-19" in a new correction of a finding such as "vetting"' in message


# Every message

KEPT = texts(
    vetting=finding(
        history("  - {date: 2019-05-02, status: amber, owner: Head of Vetting, reason: Received.}\n", SECOND) + NEW_CORRECTION,
        WORDS + SAID, status="green", received="2019-05-02",
    ),
    plain=finding(),
) | {"inspections/peel-2018-19.md": INSPECTION.replace("published", "fieldwork_ended: 2018-12-14\npublished")}  # fmt: skip


def altered(path: str, before: str, now: str) -> dict[str, str]:
    """The records with other words in one place of a file; the file is gone where nothing stands there before."""
    kept = {**KEPT, path: KEPT[path].replace(before, now, 1)} if before else {**KEPT}
    if not before:
        del kept[path]
    assert kept != KEPT
    return kept


LOSSES = [
    (altered("recommendations/plain.md", "due: 2020-03-31\n", "due: 2020-03-31\nhistory:\n  - {date: 2019-06-02, status: red, due: 2020-03-31, reason: Late.}\n"), 'status was amber before this, and no entry says so; write "status: amber" into the entry of the day on which the finding was received'),
    (altered(PATH, "", ""), 'the recommendation "vetting" is gone; bring the file back, with "status: withdrawn" if it was entered in error'),
    (altered("inspections/peel-2018-19.md", "", ""), 'the inspection "peel-2018-19" is gone; bring the file back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("meetings/2019-06-28.md", "", ""), 'the meeting "2019-06-28" is gone; bring the file back, or name "2019-06-28" in a new correction of a finding'),
    (altered(PATH, "reason: Received", "reason: Given"), 'the entry of 2019-05-02 was changed; put it back, or add a correction that says what was wrong'),
    (altered(PATH, SECOND, ""), 'the entry of 2019-09-12 was taken out; put it back, or add a correction that says what was wrong'),
    (altered(PATH, SECOND, THIRD + SECOND), 'the entry of 2020-01-16 was put in before one that stood here; put it back, or add a correction that says what was wrong'),
    (altered("recommendations/plain.md", "status: amber", "status: red"), 'status was "amber" and is "red"; add an entry with "status: red" to the history'),
    (altered("recommendations/plain.md", "due: 2020-03-31", "due: 2020-06-30"), 'due was 2020-03-31 and is 2020-06-30; add an entry with "due: 2020-06-30" to the history'),
    (altered("recommendations/plain.md", "due: 2020-03-31\n", ""), 'due was 2020-03-31 and is absent; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "received: 2019-05-02", "received: 2019-05-03"), 'received was 2019-05-02 and is 2019-05-03; put it back, or add a correction that says what was wrong'),
    (altered("recommendations/plain.md", "inspection:", "received: 2019-05-09\ninspection:"), 'received was 2019-05-02 and is 2019-05-09; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "A typing error", "A slip"), 'the correction of 2020-05-14 was changed or taken out; put it back, or add a new one beside it'),
    (altered(PATH, NEW_CORRECTION, ""), 'the correction of 2020-05-14 was changed or taken out; put it back, or add a new one beside it'),
    (altered(PATH, "The force should", "The force must"), 'the official wording is not as it was; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "Agreed.", "Refused."), 'the first response was changed; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "Begun.", "Planned."), 'the response of 2019-06-02 was changed; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "### 2019-09-12\n\nHalf done.\n", ""), 'the response of 2019-09-12 was taken out; put it back, or add a correction that says what was wrong'),
    (altered(PATH, "### 2019-09-12", "### 2019-07-01\n\nGoing on.\n\n### 2019-09-12"), 'the response of 2019-07-01 was put in before one that stood here; put it back, or add a correction that says what was wrong'),
    (altered("meetings/2019-06-28.md", "HMICFRS update", "Update"), 'title of a past paper was changed; put it back, or name "2019-06-28" in a new correction of a finding'),
    (altered("meetings/2019-06-28.md", "previous: 2019-03-28\n", ""), 'previous of a past paper was changed; put it back, or name "2019-06-28" in a new correction of a finding'),
    (altered("meetings/2019-06-28.md", "contact: ", "as_at: 2019-06-27\ncontact: "), 'as_at of a past paper was changed; put it back, or name "2019-06-28" in a new correction of a finding'),
    (altered("inspections/peel-2018-19.md", "PEEL inspection", "inspection"), 'title was "Integrated PEEL inspection 2018/19" and is "Integrated inspection 2018/19"; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("inspections/peel-2018-19.md", "published: 2019-05-02\n", ""), 'published was 2019-05-02 and is absent; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("inspections/peel-2018-19.md", "2018-12-14", "2018-12-15"), 'fieldwork_ended was 2018-12-14 and is 2018-12-15; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("inspections/peel-2018-19.md", "grade: good", "grade: outstanding"), 'the grade of "effectiveness" is not as it was; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("inspections/peel-2018-19.md", ROWS[3], ""), 'the grade of "workforce" was taken out; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
    (altered("inspections/peel-2018-19.md", ROWS[2], ""), 'the grade of "legitimacy" was taken out; put it back, or name "peel-2018-19" in a new correction of a finding such as "plain"'),
]  # fmt: skip


@pytest.mark.parametrize(("now", "said"), LOSSES)
def test_of_each_loss_the_message_says(now, said):
    assert said_of(KEPT, now) == said


@pytest.mark.parametrize("now", [now for now, _ in LOSSES])
def test_a_field_that_can_not_be_read_in_one_of_the_two_is_not_compared(now):
    def places(before: dict, now: dict) -> set[tuple[str, int, str]]:
        return {(f.path, f.line, f.rule) for f in check_since(records_of(before), records_of(now), TODAY)}

    lost_then = places(KEPT, now)
    for files, is_before in ((KEPT, True), (now, False)):
        for file in (file for file in files_from(files) if file.path in {path for path, *_ in lost_then}):
            for text in unreadable(file):
                broken = {**files, file.path: text}
                found = places(broken, now) if is_before else places(KEPT, broken)
                assert RULE_FAILED not in {rule for *_, rule in found}, found
                assert found <= lost_then, text


# The rules as rules


def test_the_check_alone_compares_with_nothing():
    assert checked(texts(vetting=finding())) == ()  # a rule called without what it compares with would fail
    assert [
        rule.name for rule in RULES if rule.since and rule.function.__module__ != "register.checks.rules.lost"
    ] == []


def test_a_rule_that_fails_is_a_finding_and_the_others_go_on(monkeypatch):
    def falls(was, now, since):
        raise ZeroDivisionError

    broken = replace(next(rule for rule in RULES if rule.name == "history-rewritten"), function=falls)
    monkeypatch.setattr(judge, "RULES", [broken, *RULES])
    assert lost_of(finding(), finding(status="green")) == ["1:1 rule-failed", "7:9 change-without-entry"]


def test_words_of_a_message_are_few():
    gone = check_since(records_of(texts(vetting=finding())), records_of({"frameworks/a.yml": FRAMEWORK}), TODAY)
    assert [f.rule for f in gone] == ["record-lost"] * 3
    for found in gone:
        assert max(len(part.split()) for part in (found.message, found.fix)) <= 25


@given(st.data())
def test_no_edit_makes_the_comparison_fail(data):
    text = finding(history(FIRST, SECOND) + NEW_CORRECTION, WORDS + SAID, status="green", formerly="[old]")
    start, cut = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
    put = data.draw(st.text(alphabet="-:#&*!{}[]\"'\n \tab1é\u200b<>()", max_size=6))
    files, edited = texts(vetting=text), texts(vetting=text[:start] + put + text[start + cut :])
    for before, now in ((files, edited), (edited, files)):
        assert not [line for line in lost(before, now) if "rule-failed" in line]


# New findings and past papers


def test_a_new_finding_that_past_papers_will_count_is_named_with_the_first_of_them():
    before = texts(vetting=finding())
    now = texts(vetting=finding(), newer=finding())
    assert lost(before, now) == ["recommendations/newer.md:4:1 enters-past-paper"]
    assert "received on 2019-05-02, so the past paper of 2019-06-28 will count it" in said_of(before, now)
    later = {"meetings/2019-09-26.md": MEETING}
    assert "the past paper of 2019-06-28 and 1 more will count it" in said_of(before | later, now | later)


def test_a_new_finding_that_no_past_paper_counts_is_none_of_their_business():
    before = texts(vetting=finding())
    for new in (finding(received="2019-07-01"), finding(publish="false"), finding(formerly="[vetting]")):
        now = texts(newer=new) if "formerly" in new else texts(vetting=finding(), newer=new)
        assert lost(before, now) == [], new
    assert lost(before, texts(vetting=finding(), newer=finding()), date(2019, 6, 28)) == []  # the paper is to come
    without = {path: text for path, text in before.items() if not path.startswith("meetings/")}
    assert lost(without, texts(vetting=finding(), newer=finding())) == []  # the meeting is as new
