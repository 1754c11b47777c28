"""How a finding stood on a day: the history says, and nothing later shows."""

from dataclasses import fields
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.records.folder import files_from
from register.records.record import read_records
from register.snapshots.as_at import as_at
from register.snapshots.snapshot import NOT_RECORDED, Snapshot
from register.snapshots.snapshots import Snapshots

from tests.small import INSPECTION, finding, records_of, snapshot_of, standing, texts

D = date.fromisoformat

HISTORY = """\
history:
  - {date: 2019-05-02, status: red, due: 2019-09-30, owner: Head of Vetting}
  - {date: 2019-05-30, due: 2019-12-31, reason: The supplier is late., approved_by: Deputy Chief Constable}
  - {date: 2019-06-14, status: amber, reason: A draft policy is out., next: {what: Sign it, by: 2019-07-01}}
  - {date: 2019-06-14, status: green, owner: Head of Professional Standards}
  - {date: 2019-09-12, status: closed, reason: Signed off.}
"""
MOVED = finding(HISTORY, status="closed", closed="2019-09-12", due="2019-12-31", next="{what: Sign it, by: 2019-07-01}")


@pytest.mark.parametrize(
    ("day", "status", "due", "owner"),
    [
        ("2019-05-02", "red", "2019-09-30", "Head of Vetting"),
        ("2019-05-29", "red", "2019-09-30", "Head of Vetting"),
        ("2019-05-30", "red", "2019-12-31", "Head of Vetting"),
        ("2019-06-13", "red", "2019-12-31", "Head of Vetting"),
        ("2019-06-14", "green", "2019-12-31", "Head of Professional Standards"),
        ("2019-09-12", "closed", "2019-12-31", "Head of Professional Standards"),
    ],
)
def test_each_field_is_its_last_entry_on_or_before_the_day(day, status, due, owner):
    stood = standing(MOVED, D(day))
    assert (stood.status.id, str(stood.due), stood.owner) == (status, due, owner)


def test_before_it_was_received_a_finding_does_not_exist():
    assert snapshot_of(texts(vetting=MOVED), D("2019-05-01")).recommendations == ()


def test_before_the_first_entry_nothing_is_recorded():
    late = "history:\n  - {date: 2019-06-01, status: amber, due: 2020-03-31}\n"
    stood = as_at(records_of(texts(vetting=finding(late))), D("2019-05-31")).by_id["vetting"]
    assert (stood.status, stood.due) == (NOT_RECORDED, None)
    assert (stood.outstanding, stood.overdue, stood.ended) == (False, False, False)


def test_without_history_the_facts_hold_since_it_was_received():
    stood = standing(finding(), D("2019-05-02"))
    assert (stood.status.id, str(stood.due), stood.status_since) == ("amber", "2020-03-31", D("2019-05-02"))


def test_an_end_without_history_holds_since_closed_and_is_not_recorded_before():
    text = finding(status="closed", closed="2019-09-12")
    assert standing(text, D("2019-09-11")).status is NOT_RECORDED
    assert standing(text, D("2019-09-12")).status.id == "closed"
    assert standing(text, D("2019-09-12")).closed == D("2019-09-12")


def test_a_reopened_finding_is_outstanding_again_and_has_no_day_of_closing():
    text = finding(
        "history:\n"
        "  - {date: 2019-05-02, status: closed, reason: Done.}\n"
        "  - {date: 2019-06-02, status: amber, reason: It came back.}\n"
    )
    assert standing(text, D("2019-06-01")).closed == D("2019-05-02")
    assert standing(text, D("2019-06-02")).closed is None
    assert standing(text, D("2019-06-02")).outstanding


def test_overdue_is_open_and_due_before_the_day():
    assert not standing(finding(), D("2020-03-31")).overdue
    assert standing(finding(), D("2020-04-01")).overdue
    assert not standing(finding(status="complete"), D("2020-04-01")).overdue
    assert not standing(finding(due=None, status="complete"), D("2020-04-01")).overdue


def test_a_date_moved_twice_is_re_dated_twice():
    stood = standing(MOVED, D("2019-06-30"))
    assert stood.times_redated == 1
    assert (stood.first_due, stood.due_moves[0].before) == (D("2019-09-30"), D("2019-09-30"))
    assert standing(MOVED, D("2019-05-29")).times_redated == 0


def test_red_since_counts_from_the_first_of_equal_entries():
    text = finding("history:\n  - {date: 2019-05-02, status: red}\n  - {date: 2019-06-02, status: red}\n", status="red")
    assert standing(text, D("2019-07-01")).status_since == D("2019-05-02")


def test_a_grade_and_its_words_are_not_known_before_the_report():
    files = texts(vetting=finding(received="2019-04-01"))
    before, after = (as_at(records_of(files), D(day)) for day in ("2019-05-01", "2019-05-02"))
    assert (before.by_id["vetting"].grade, before.inspections[0].grades, before.inspections[0].summary) == (
        None,
        (),
        "",
    )
    assert (after.by_id["vetting"].grade.id, len(after.inspections[0].grades)) == ("requires-improvement", 4)


def test_a_response_is_not_known_before_its_day():
    body = "## Recommendation\n\nDo it.\n\n## Force response\n\nFirst.\n\n### 2019-06-14\n\nLater.\n"
    assert [r.html for r in standing(finding(body=body), D("2019-06-13")).responses] == ["<p>First.</p>\n"]
    assert [str(r.day) for r in standing(finding(body=body), D("2019-06-14")).responses] == ["2019-05-02", "2019-06-14"]


def test_a_next_step_is_shown_while_it_is_the_last_word():
    stood = standing(finding(next="{what: Sign it}"), D("2019-06-01"))
    assert stood.next.what == "Sign it"
    assert (
        as_at(records_of(texts(vetting=finding(next="{what: Sign it}"))), D("2019-06-01"), dated_only=True)
        .by_id["vetting"]
        .next
        is None
    )


def test_a_withdrawn_finding_keeps_the_id_the_date_and_the_reason_only():
    history = "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-06-02, status: withdrawn, reason: Entered twice.}\n"
    stood = standing(finding(history, status="withdrawn", closed="2019-06-02"), D("2019-07-01"))
    assert (stood.title, stood.owner, stood.official_words, stood.responses) == ("vetting", None, "", ())
    assert [entry.reason for entry in stood.history] == ["Entered twice."]


def test_unpublished_records_are_as_if_they_were_not_there():
    files = texts(vetting=finding(), secret=finding(publish="false", title="Not for the public"))
    assert list(snapshot_of(files, D("2019-07-01")).by_id) == ["vetting"]


def test_findings_stand_by_question_then_parent_before_child_then_reference_as_a_number():
    cause = finding(type="cause-of-concern", reference="R20")
    files = texts(
        z_child=finding(parent="cause", reference="R1"),
        cause=cause,
        b=finding(reference="R3"),
        a=finding(reference="R10"),
        none=finding(),
        other=finding(question="vulnerable"),
        whole=finding(question=None, pillar="legitimacy", grade="good"),
    )
    order = [f.id for f in snapshot_of(files, D("2019-07-01")).recommendations]
    assert order == ["other", "whole", "b", "a", "cause", "z-child", "none"]


def inspection_of(framework: str, published: str, grade: str, extra: str = "") -> str:
    return (
        f"---\ntitle: A report\nframework: {framework}\npublished: {published}\n"
        f"grades:\n  - {{question: workforce, grade: {grade}{extra}}}\n---\n"
    )


@pytest.mark.parametrize(
    ("grade", "extra", "progress", "stated"),
    [
        ("good", "", "improved", None),
        ("requires-improvement", "", "same", None),
        ("inadequate", "", "declined", None),
        ("ungraded", ", progress: none", "none", None),
        ("good", ", previous: outstanding", "declined", None),
    ],
)
def test_progress_is_computed_from_the_grade_before(grade, extra, progress, stated):
    files = {**texts(), "inspections/later.md": inspection_of("peel-2018-19", "2021-05-02", grade, extra)}
    later = snapshot_of(files, D("2022-01-01")).inspections[0]
    assert (later.grades[0].progress, later.grades[0].stated) == (progress, stated)


def test_a_stated_progress_that_contradicts_the_grades_is_shown_beside_them():
    files = {**texts(), "inspections/later.md": inspection_of("peel-2018-19", "2021-05-02", "good", ", progress: same")}
    line = as_at(records_of(files), D("2022-01-01")).inspections[0].grades[0]
    assert (line.progress, line.stated) == ("improved", "same")


def test_grades_of_frameworks_that_are_not_comparable_make_no_arrow():
    other = "title: Another\ngrades:\n  - {id: good, label: Good}\nquestions:\n  - {id: workforce, label: Workforce}\n"
    files = {
        **texts(),
        "frameworks/other.yml": other,
        "inspections/later.md": inspection_of("other", "2021-05-02", "good"),
    }
    assert snapshot_of(files, D("2022-01-01")).inspections[0].grades[0].progress is None
    files["frameworks/other.yml"] += "comparable_with: [peel-2018-19]\n"
    assert (
        snapshot_of(files, D("2022-01-01")).inspections[0].grades[0].progress is None
    )  # the grade before is not on its scale
    files["frameworks/other.yml"] = other.replace(
        "  - {id: good, label: Good}\n", "  - {id: good, label: Good}\n  - {id: requires-improvement, label: RI}\n"
    )
    files["frameworks/other.yml"] += "comparable_with: [peel-2018-19]\n"
    assert snapshot_of(files, D("2022-01-01")).inspections[0].grades[0].progress == "improved"


def test_the_published_comments_are_due_56_days_beginning_with_the_day_of_publication():
    inspection = snapshot_of(texts(), D("2019-07-01")).inspections[0]
    assert inspection.response_due == D("2019-06-26")
    assert (inspection.response_due - inspection.published).days == 55


def test_an_inspection_without_any_date_is_known_now_but_in_no_paper():
    files = {**texts(), "inspections/coming.md": "---\ntitle: Custody\nframework: peel-2018-19\n---\n"}
    assert "coming" in [i.id for i in as_at(records_of(files), D("2019-07-01")).inspections]
    assert "coming" not in [i.id for i in as_at(records_of(files), D("2019-07-01"), dated_only=True).inspections]


def test_a_judgment_without_a_year_is_of_the_year_of_the_fieldwork_else_of_the_report():
    assert snapshot_of(texts(), D("2019-07-01")).inspections[0].grades[0].judged == 2019
    files = texts()
    files["inspections/peel-2018-19.md"] = INSPECTION.replace("published:", "fieldwork_ended: 2018-12-01\npublished:")
    assert snapshot_of(files, D("2019-07-01")).inspections[0].grades[0].judged == 2018


@given(st.integers(0, 400))
def test_nothing_dated_after_the_day_is_in_the_snapshot(days):
    day = D("2019-05-02") + timedelta(days=days)
    stood = standing(MOVED, day)
    assert all(entry.date <= day for entry in stood.history)
    assert stood.closed is None or stood.closed <= day
    assert stood.status_since <= day


def values(snapshot: Snapshot) -> list[object]:
    """What a snapshot holds: it equals itself alone."""
    return [getattr(snapshot, field.name) for field in fields(snapshot)]


def test_a_day_among_others_is_the_same_as_that_day_made_alone():
    """days.py keeps what doesn't change from day to day; every kind of change must make it look again."""
    files = texts(
        vetting=finding(HISTORY, received="2019-04-01", superseded_by="later", closed="2019-09-12", status="closed"),
        child=finding("history:\n  - {date: 2019-05-20, status: red}\n  - {date: 2019-07-01, status: withdrawn, reason: Twice.}\n",
                      parent="later", reference="R2", status="withdrawn", closed="2019-07-01", owner=None, received="2019-05-20"),
        sister=finding(parent="later", reference="R1", repeats="vetting", corrections="[{date: 2019-06-09, what: A, reason: B}]"),
        later=finding(received="2019-06-10", type="cause-of-concern", body=(
            "## Recommendation\n\nAct.\n\n## Force response\n\nFirst.\n\n### 2019-07-19\n\nSecond.\n")),
    )  # fmt: skip
    records = records_of(files)
    days = Snapshots(records)
    for step in range(500):
        day = D("2019-01-01") + timedelta(step)
        assert values(days.on(day)) == values(as_at(records, day)), day
        assert values(days.as_recorded(day)) == values(as_at(records, day, dated_only=True)), day


def test_only_what_was_edited_is_read_again():
    first = records_of(texts(vetting=finding(), other=finding(title="Another")))
    again = read_records(first.files, first)
    assert [a is b for a, b in zip(again.all, first.all, strict=True)] == [True] * len(first.all)
    edited = read_records(files_from(texts(vetting=finding(), other=finding(title="Edited"))), first)
    assert edited.recommendations["vetting"] is first.recommendations["vetting"]
    assert edited.recommendations["other"].facts.title == "Edited"


def test_a_finding_of_which_nobody_knows_when_it_was_received_is_not_there_on_any_day():
    awaited = {"inspections/peel-2018-19.md": INSPECTION.replace("published", "fieldwork_ended")}
    assert as_at(records_of(texts(vetting=finding()) | awaited), date(2026, 11, 23)).recommendations == ()
