"""What was published is never quietly lost: it grows, or a correction says in public what was wrong.

What past papers say is held to in test_past_papers.py, and corrections in test_corrections.py.
"""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.checks import judge
from register.checks.issue import RULE_FAILED
from register.checks.judge import check_since
from register.checks.rules import RULES
from register.records.folder import files_from

from tests.small import FRAMEWORK, INSPECTION, MEETING, TODAY, checked, finding, records_of, texts
from tests.unreadable import unreadable

FIRST = "  - {date: 2019-05-02, status: amber, due: 2020-03-31, reason: Received.}\n"
SECOND = "  - {date: 2019-09-12, status: green, reason: On plan.}\n"
THIRD = "  - {date: 2020-01-16, status: red, reason: Delayed.}\n"
WORDS = "## Recommendation\n\nThe force should clear\nthe backlog.\n\n"
SAID = "## Force response\n\nAgreed.\n\n### 2019-06-02\n\nBegun.\n\n### 2019-09-12\n\nHalf done.\n"
VETTING, MEETING_PATH = "recommendations/vetting.md", "meetings/2019-06-28.md"
COMMITTED = date(2026, 11, 1)
"""The day of the revision that the records are compared with."""


def history(*entries: str) -> str:
    return "history:\n" + "".join(entries) if entries else ""


def correction(of: str, papers: str = "2019-06-28", day: date = TODAY) -> str:
    """A correction as the last of the facts."""
    return (
        f'corrections:\n  - {{date: {day}, of: "{of}", what: A typing error., reason: A slip., papers: [{papers}]}}\n'
    )


def without_papers(**findings: str) -> dict[str, str]:
    """A valid register of these findings and no meetings, so that no paper speaks of them."""
    return {path: text for path, text in texts(**findings).items() if path != MEETING_PATH}


def lost(before: dict, now: dict, day: date = TODAY) -> list[str]:
    """What was lost, as `path:line:column rule`."""
    found = check_since(records_of(before), records_of(now), COMMITTED, day)
    return [f"{f.path}:{f.line}:{f.column} {f.rule}" for f in found]


def lost_of(before: str, now: str) -> list[str]:
    """What one finding lost of which no paper speaks, as `line:column rule`."""
    found = lost(without_papers(vetting=before), without_papers(vetting=now))
    return [line.removeprefix(f"{VETTING}:") for line in found]


def said_of(before: dict, now: dict, day: date = TODAY) -> list[str]:
    """The messages, with their advice."""
    found = check_since(records_of(before), records_of(now), COMMITTED, day)
    return [f"{issue.message}; {issue.fix}" for issue in found]


# Records


def test_the_same_records_have_lost_nothing():
    files = texts(vetting=finding(history(FIRST, SECOND), WORDS + SAID, status="green"))
    assert lost(files, files) == []


def test_before_the_first_record_nothing_was_there_to_lose():
    assert lost({}, texts(vetting=finding())) == []


@pytest.mark.parametrize("path", [VETTING, "inspections/peel-2018-19.md", MEETING_PATH, "frameworks/peel-2018-19.yml"])
def test_a_deleted_record_is_lost_at_its_old_path(path):
    before = texts(vetting=finding())
    now = {name: text for name, text in before.items() if name != path}
    assert lost(before, now) == [f"{path}:1:1 record-lost"]


def test_no_correction_excuses_a_deleted_record():
    before = texts(vetting=finding(), other=finding(title="Other"))
    now = texts(other=finding(correction("title") + "", title="Other"))
    assert lost(before, now) == [f"{VETTING}:1:1 record-lost"]


def test_a_finding_that_was_never_published_may_change_and_go():
    before = texts(vetting=finding(history(FIRST, SECOND), WORDS + SAID, publish="false", status="green"))
    assert lost(before, texts()) == []
    assert lost(before, texts(vetting=finding(history(SECOND), WORDS, publish="false", status="green"))) == []


def test_a_published_finding_may_not_be_left_out_and_the_ways_out_are_told():
    before, now = texts(vetting=finding()), texts(vetting=finding(publish="false"))
    assert lost(before, now) == [f"{VETTING}:10:10 published-finding-hidden"]
    (said,) = said_of(before, now)
    assert 'write "withheld: {since: 2026-11-23, reason: ...}"' in said
    assert '"status: withdrawn"' in said
    assert lost(before, texts(vetting=finding("withheld: {since: 2026-11-23, reason: It named a victim.}\n"))) == []


def test_a_move_between_sub_folders_and_a_new_layout_are_free():
    plain = "---\nhistory:\n- date: 2019-05-02\n  reason: 'Received.'\n  due: 2020-03-31\n  status: Amber\n"
    again = plain + finding(
        body="## recommendation\n\nThe force should\nclear the backlog.\n", status='" amber"'
    ).removeprefix("---\n")
    before = texts(vetting=finding(history(FIRST), WORDS))
    now = {**texts(), "recommendations/staff/vetting.md": again}
    assert checked(now) == ()
    assert lost(before, now) == []


def test_a_file_that_can_not_be_read_now_is_broken_not_lost():
    before = texts(vetting=finding(history(FIRST), WORDS + SAID))
    assert lost(before, {**before, VETTING: b"\xff"}) == []
    assert lost(before, {**before, VETTING: "---\n{"}) == []


def test_a_file_that_could_not_be_read_before_has_nothing_to_lose():
    assert lost_of("---\n{", finding()) == []
    assert lost_of(finding("history:\n  - {date: soon}\n"), finding(history(FIRST))) == []


def test_a_meeting_to_come_that_is_gone_is_a_warning_and_may_lead_on_to_another_day():
    before = texts() | {"meetings/2026-12-17.md": MEETING.replace("previous: 2019-03-28\n", "")}
    assert lost(before, texts()) == ["meetings/2026-12-17.md:1:1 coming-meeting-lost"]
    put_off = MEETING.replace("previous: 2019-03-28\n", "formerly: [2026-12-17]\n")
    assert lost(before, texts() | {"meetings/2027-01-14.md": put_off}) == []


# Renames


def test_a_finding_is_renamed_by_naming_its_old_id():
    before = texts(vetting=finding(history(FIRST), WORDS), part=finding(parent="vetting"))
    renamed = finding(history(FIRST), WORDS, formerly="[vetting]")
    assert lost(before, texts(vetting_backlog=renamed, part=finding(parent="vetting-backlog"))) == []


def test_reports_frameworks_and_meetings_are_renamed_by_naming_their_old_ids():
    before = texts(vetting=finding())
    now = {
        "register.yml": before["register.yml"],
        "frameworks/peel-2018.yml": FRAMEWORK + "formerly: [peel-2018-19]\n",
        "inspections/ipa-2018.md": INSPECTION.replace("framework: peel-2018-19", "framework: peel-2018\nformerly: [peel-2018-19]"),
        "meetings/2019-06-28-audit.md": MEETING.replace("title", "formerly: [2019-06-28]\ntitle"),
        VETTING: finding(inspection="ipa-2018"),
    }  # fmt: skip
    assert lost(before, now) == []


def test_a_renamed_finding_is_still_held_to_what_it_was():
    before = without_papers(vetting=finding(history(FIRST), WORDS))
    changed = WORDS.replace("clear", "cut")
    now = without_papers(vetting_backlog=finding(history(FIRST), changed, formerly="[vetting]"))
    assert lost(before, now) == ["recommendations/vetting-backlog.md:15:1 official-words-changed"]
    corrected = finding(history(FIRST) + correction("Recommendation", ""), changed, formerly="[vetting]")
    assert lost(before, without_papers(vetting_backlog=corrected)) == []


def test_a_rename_without_formerly_is_told_what_to_write():
    now = texts(vetting_backlog=finding(), cells=finding(title="Cells"))
    (said,) = said_of(texts(vetting=finding()), now)
    assert 'write "formerly: [vetting]" into "vetting-backlog"' in said


def test_an_earlier_id_is_never_taken_out():
    before, now = without_papers(vetting=finding(formerly="[old]")), without_papers(vetting=finding())
    assert lost(before, now) == [f"{VETTING}:1:1 former-id-lost"]


def test_a_finding_can_not_be_joined_to_another_and_is_to_be_superseded():
    before = texts(vetting=finding(history(FIRST)), clearance=finding(history(FIRST), title="Clearance"))
    joined = texts(clearance=finding(history(FIRST), title="Clearance", formerly="[vetting]"))
    (said,) = said_of(before, joined)
    assert 'already existed next to it: bring the file back, with "status: superseded"' in said


def test_one_that_was_entered_in_error_is_to_be_withdrawn_not_deleted():
    (said,) = said_of(texts(vetting=finding()), texts())
    assert 'bring the file back, with "status: withdrawn"' in said


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
        ((FIRST, "  - {date: 2019-07-01, owner: Head of Vetting}\n", SECOND), []),
        (("  - {date: 2019-05-01, status: amber}\n", FIRST, SECOND), []),
        ((FIRST, SECOND.replace("green", "red"), THIRD), ["12:5 history-rewritten"]),
        ((), ["1:1 history-rewritten", "1:1 history-rewritten"]),
    ],
)  # fmt: skip
def test_no_entry_of_the_history_is_changed_or_taken_out(now, expected):
    before = finding(history(FIRST, SECOND), status="green")
    assert lost_of(before, finding(history(*now), status="green")) == expected


def test_the_message_says_what_happened_to_which_entry_and_gives_the_correction():
    before = without_papers(vetting=finding(history(FIRST, SECOND)))
    (taken,) = said_of(before, without_papers(vetting=finding(history(FIRST))))
    assert taken == (
        "the entry of 2019-09-12 was removed; put it back, or add to corrections: - {date: 2026-11-23, "
        'of: "history 2019-09-12", was: "status: green, reason: On plan.", what: "", reason: ""}'
    )
    (changed,) = said_of(before, without_papers(vetting=finding(history(FIRST, SECOND.replace("On plan", "Late")))))
    assert changed.startswith("the entry of 2019-09-12 was changed")


def test_a_value_that_stood_only_at_the_top_may_be_dated_in_the_first_entry():
    without = FIRST.replace(", due: 2020-03-31", "")
    moved = "  - {date: 2020-01-16, due: 2020-09-30, reason: Late.}\n"
    before = finding(history(without))
    assert lost_of(before, finding(history(FIRST))) == []
    assert lost_of(before, finding(history(FIRST, moved), due="2020-09-30")) == []
    assert lost_of(before, finding(history(FIRST.replace("03-31", "06-30")), due="2020-06-30")) == [
        "11:5 history-rewritten"
    ]


# Words


def test_the_official_wording_needs_a_correction_but_may_be_laid_out_anew():
    laid_out = WORDS.replace("clear\nthe", "clear the")
    assert lost_of(finding(body=WORDS), finding(body=laid_out)) == []
    tight, loose = (WORDS + f"- Plan it.{gap}- *Do* it.\n\n" for gap in ("\n", "\n\n"))
    assert lost_of(finding(body=tight), finding(body=loose)) == []
    assert lost_of(finding(body=tight), finding(body=tight.replace("Do", "Check"))) == ["12:1 official-words-changed"]
    changed = WORDS.replace("backlog", "queue")
    assert lost_of(finding(body=WORDS), finding(body=changed)) == ["12:1 official-words-changed"]
    assert lost_of(finding(body=WORDS), finding(correction("Recommendation", ""), body=changed)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Half done.", "Half done.\n\n### 2020-01-16\n\nDelayed.", []),
        ("### 2019-09-12", "### 2019-07-01\n\nGoing on.\n\n### 2019-09-12", []),
        ("Agreed.", "Refused.", ["17:1 response-rewritten"]),
        ("Begun.", "Planned.", ["21:1 response-rewritten"]),
        ("### 2019-09-12\n\nHalf done.\n", "", ["17:1 response-rewritten"]),
        ("### 2019-09-12", "### 2019-09-13", ["17:1 response-rewritten"]),
        (SAID, "", ["10:1 response-rewritten"] * 3),
    ],
)
def test_responses_only_grow(old, new, expected):
    before, now = finding(body=WORDS + SAID), finding(body=(WORDS + SAID).replace(old, new))
    assert lost_of(before, now) == expected


def test_evidence_and_staff_notes_may_change_as_they_like():
    words = WORDS + SAID + "\n## Evidence\n\nA plan.\n\n## Staff notes\n\nCall them.\n"
    assert lost_of(finding(body=words), finding(body=words.replace("A plan", "Two plans").replace("Call", "Ask"))) == []


def test_other_facts_may_change_where_no_paper_says_them():
    now = finding(title="Clear the backlog of vetting", deadline="within a year", reference="R4")
    assert lost_of(finding(), now) == []


# The rules as rules


def test_the_check_alone_compares_with_nothing():
    assert checked(texts(vetting=finding())) == ()  # a rule called without what it compares with would fail


def test_a_rule_that_fails_is_an_issue_and_the_others_go_on(monkeypatch):
    def falls(was, now, since):
        raise ZeroDivisionError

    broken = replace(next(rule for rule in RULES if rule.name == "history-rewritten"), function=falls)
    monkeypatch.setattr(judge, "RULES", [broken, *RULES])
    assert lost_of(finding(body=WORDS), finding(body=WORDS.replace("clear", "cut"))) == [
        "1:1 rule-failed",
        "12:1 official-words-changed",
    ]


def test_words_of_a_message_are_few():
    now = records_of({"frameworks/a.yml": FRAMEWORK})
    gone = check_since(records_of(texts(vetting=finding())), now, COMMITTED, TODAY)
    assert [f.rule for f in gone] == ["record-lost"] * 4
    for found in gone:
        assert max(len(part.split()) for part in (found.message, found.fix)) <= 25


KEPT = texts(
    vetting=finding(
        history("  - {date: 2019-05-02, status: amber, owner: Head of Vetting, reason: Received.}\n", SECOND)
        + correction("title"), WORDS + SAID, status="green", received="2019-05-02",
    ),
    plain=finding(title="Plain"),
) | {"inspections/peel-2018-19.md": INSPECTION.replace("published", "fieldwork_ended: 2018-12-14\npublished")}  # fmt: skip


@pytest.mark.parametrize("path", sorted(KEPT))
def test_a_file_that_can_not_be_read_in_one_of_the_two_fails_no_rule(path):
    (file,) = (file for file in files_from(KEPT) if file.path == path)
    for text in unreadable(file):
        broken = {**KEPT, path: text}
        for before, now in ((broken, KEPT), (KEPT, broken)):
            assert not [line for line in lost(before, now) if RULE_FAILED in line], text


def test_a_grade_that_the_framework_does_not_have_fails_no_rule():
    path = "inspections/peel-2018-19.md"
    broken = {**KEPT, path: KEPT[path].replace("grade: requires-improvement", "grade: better", 1)}
    for before, now in ((broken, KEPT), (KEPT, broken)):
        assert not [line for line in lost(before, now) if RULE_FAILED in line]


@given(st.data())
def test_no_edit_makes_the_comparison_fail(data):
    path = data.draw(st.sampled_from(sorted(KEPT)))
    text = KEPT[path]
    start, cut = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 40))
    put = data.draw(st.text(alphabet="-:#&*!{}[]\"'\n \tab1é\u200b<>()", max_size=6))
    edited = {**KEPT, path: text[:start] + put + text[start + cut :]}
    for before, now in ((KEPT, edited), (edited, KEPT)):
        assert not [line for line in lost(before, now) if RULE_FAILED in line]


def test_the_roles_that_took_part_may_be_written_into_the_first_entry():
    before = finding(history("  - {date: 2019-05-02, status: amber}\n"), WORDS, **{"with": "[Head of Vetting]"})
    entry = "  - {date: 2019-05-02, status: amber, with: [Head of Vetting]}\n"
    assert lost_of(before, finding(history(entry), WORDS, **{"with": "[Head of Vetting]"})) == []
