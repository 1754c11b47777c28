"""What became of the steps that were promised: each is counted once, as at any day."""

from datetime import date

import pytest
from register.figures.promises import promised_by, promises_of, without_outcome
from register.snapshots.snapshots import Snapshots

from tests.small import MEETING, finding, html_at, records_of, site_of, snapshot_of, standing, texts

D = date.fromisoformat

FIRST = "  - {date: 2019-05-02, status: amber, next: {what: Sign it, by: 2019-07-01}}\n"


def states(*entries: str, day: str = "2019-12-31", **fields: str) -> list[str]:
    stood = standing(
        finding("history:\n" + FIRST + "".join(f"  - {{{entry}}}\n" for entry in entries), **fields), D(day)
    )
    return [str(promised.state) for promised in promises_of([stood], D(day)).steps]


@pytest.mark.parametrize(
    ("entry", "state"),
    [
        ("date: 2019-07-01, outcome: done", "done"),
        ("date: 2019-07-02, outcome: done", "done-late"),
        ("date: 2019-06-20, outcome: partly", "partly"),
        ("date: 2019-06-20, outcome: not-done", "not-done"),
        ("date: 2019-06-20, outcome: dropped", "dropped"),
    ],
)
def test_an_outcome_says_what_became_of_the_step_that_stood(entry, state):
    assert states(entry) == [state]


def test_without_an_outcome_a_step_is_still_to_come_until_its_day_has_passed():
    assert states(day="2019-07-01") == ["to-come"]
    assert states(day="2019-07-02") == ["no-outcome"]


def test_a_new_step_or_the_end_replaces_one_without_an_outcome():
    assert states("date: 2019-06-20, next: {what: Ask}") == ["replaced", "to-come"]
    assert states("date: 2019-06-20, status: closed, reason: Done.", status="closed", closed="2019-06-20") == [
        "replaced"
    ]
    assert states("date: 2019-06-20, outcome: done, next: {what: Ask}") == ["done", "to-come"]


def test_the_same_words_with_another_day_are_the_same_step_and_its_first_day_counts():
    moved = "date: 2019-06-20, next: {what: Sign it, by: 2019-09-01}"
    assert states(moved, "date: 2019-08-01, outcome: done") == ["done-late"]
    assert states(moved, "date: 2019-06-30, outcome: done") == ["done"]
    assert standing(finding("history:\n" + FIRST + f"  - {{{moved}}}\n"), D("2019-06-30")).next.by == D("2019-09-01")


def test_a_step_that_was_moved_lacks_an_outcome_only_once_its_present_day_has_passed():
    moved = "date: 2019-06-20, next: {what: Sign it, by: 2019-09-01}"
    assert states(moved, day="2019-09-01") == ["to-come"]
    assert states(moved, day="2019-09-02") == ["no-outcome"]


def test_the_timeline_tells_each_day_that_a_step_was_promised_for_and_passed_without_it():
    late = "  - {date: 2019-08-01, next: {what: Sign it, by: 2019-09-01}}\n"
    page = html_at(site_of(texts(a=finding("history:\n" + FIRST + late)), D("2019-10-01")), "/recommendations/a/")
    assert page.count("Step due, no outcome recorded") == 2
    early = "  - {date: 2019-06-20, next: {what: Sign it, by: 2019-09-01}}\n"
    page = html_at(site_of(texts(a=finding("history:\n" + FIRST + early)), D("2019-10-01")), "/recommendations/a/")
    assert page.count("Step due, no outcome recorded") == 1


def test_a_step_without_a_day_is_never_late():
    text = finding(
        "history:\n  - {date: 2019-05-02, status: amber, next: {what: Sign it}}\n  - {date: 2026-01-01, outcome: done}\n"
    )
    assert [str(p.state) for p in promises_of([standing(text, D("2026-02-01"))], D("2026-02-01")).steps] == ["done"]


def test_the_steps_of_a_meeting_are_those_that_stood_then_on_outstanding_findings():
    done = finding("history:\n" + FIRST + "  - {date: 2019-08-01, outcome: done}\n")
    closed = finding(
        "history:\n" + FIRST + "  - {date: 2019-06-01, status: closed, reason: Done.}\n",
        status="closed",
        closed="2019-06-01",
    )
    days = Snapshots(records_of(texts(a=done, b=closed, c=finding("history:\n" + FIRST))))
    promises = promised_by(days.as_recorded(D("2019-06-28")), days.as_recorded(D("2019-09-26")))
    assert [(p.finding.id, str(p.state)) for p in promises.steps] == [("a", "done-late"), ("c", "no-outcome")]
    assert promises.promised == sum(count for _, count in promises.by_state)


def test_the_next_paper_says_what_became_of_the_steps_promised():
    files = texts(a=finding("history:\n" + FIRST + "  - {date: 2019-08-01, outcome: done}\n"))
    files["meetings/2019-09-26.md"] = MEETING.replace("previous: 2019-03-28\n", "")
    site = site_of(files, D("2019-10-01"))
    paper = html_at(site, "/meetings/2019-09-26/")
    assert "1 step was promised at the last meeting: 1 done late." in paper
    assert "Done late" in html_at(site, "/recommendations/a/")
    assert "1 done late." in html_at(site, "/owners/head-of-professional-standards/")


def test_a_list_has_the_steps_without_an_outcome_the_longest_past_first():
    later = FIRST.replace("2019-07-01", "2019-06-01")
    now = snapshot_of(texts(a=finding("history:\n" + FIRST), b=finding("history:\n" + later)), D("2019-08-01"))
    assert [promised.finding.id for promised in without_outcome(now)] == ["b", "a"]


def test_a_withheld_finding_keeps_its_steps_in_the_numbers_without_their_words():
    text = finding("history:\n" + FIRST, withheld="{since: 2019-06-01, reason: A court order.}")
    stood = standing(text, D("2019-08-01"))
    assert [(p.step.what, str(p.state)) for p in promises_of([stood], D("2019-08-01")).steps] == [("", "no-outcome")]
    assert "Sign it" not in html_at(site_of(texts(vetting=text), D("2019-08-01")), "/lists/")


def test_a_paper_before_which_nothing_changed_still_says_what_became_of_the_steps():
    step = "history:\n  - {date: 2019-05-02, status: amber, next: {what: Report to the board, by: 2019-08-01}}\n"
    second = {"meetings/2019-07-25.md": MEETING.replace("previous: 2019-03-28\n", "")}
    page = html_at(site_of(texts(vetting=finding(step)) | second, D("2019-07-26")), "/meetings/2019-07-25/")
    assert 'href="#steps"' in page
    assert 'id="steps"' in page
