"""What a history says: dated facts that come and go, what was recorded later than it happened, and who answered."""

from datetime import date

import pytest
from register.figures.changes import ChangeKind, changes_between
from register.snapshots.as_at import as_at
from register.snapshots.snapshots import Snapshots

from tests.small import (
    INSPECTION,
    MEETING,
    checked,
    finding,
    html_at,
    records_of,
    site_of,
    snapshot_of,
    standing,
    texts,
)

D = date.fromisoformat


def rules(text: str) -> list[str]:
    return [issue.rule for issue in checked(texts(vetting=text))]


TAKEN = """\
history:
  - {date: 2019-05-02, status: amber, due: 2019-09-30, with: [Head of Contact], waiting_on: The College of Policing}
  - {date: 2019-06-02, due: none, with: none, waiting_on: None, reason: The plan is being made anew.}
  - {date: 2019-07-02, due: 2019-12-31, with: [Head of Vetting], reason: The new plan.}
"""
TAKEN_AT_TOP = {"due": "2019-12-31", "with": "[Head of Vetting]"}


def test_none_takes_a_value_away_from_that_day():
    text = finding(TAKEN, **TAKEN_AT_TOP)
    assert rules(text) == []
    first, second, third = (standing(text, D(day)) for day in ("2019-06-01", "2019-06-02", "2019-07-02"))
    assert (first.due, first.taking_part, first.waiting_on) == (
        D("2019-09-30"), ("Head of Contact",), "The College of Policing",
    )  # fmt: skip
    assert (second.due, second.taking_part, second.waiting_on, second.times_redated) == (None, (), None, 0)
    assert (third.due, third.taking_part, third.times_redated) == (D("2019-12-31"), ("Head of Vetting",), 1)


def test_the_page_of_a_finding_tells_of_what_came_and_went():
    page = html_at(site_of(texts(vetting=finding(TAKEN, **TAKEN_AT_TOP)), D("2019-08-01")), "/recommendations/vetting/")
    assert "With Head of Contact" in page
    assert "Waiting on The College of Policing" in page
    assert "No longer waiting on another body" in page


def test_a_date_taken_away_is_told_as_that():
    days = Snapshots(records_of(texts(vetting=finding(TAKEN, **TAKEN_AT_TOP))))
    (change,) = changes_between(days.on(D("2019-06-01")), days.on(D("2019-06-30"))).changes
    assert (change.kind, change.was, change.now) == (ChangeKind.UNDATED, D("2019-09-30"), None)


def test_a_field_that_history_gives_later_has_no_value_before():
    text = finding(
        "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-07-02, accepted: partly, waiting_on: The NCA}\n",
        accepted="partly",
        waiting_on="The NCA",
    )
    assert (standing(text, D("2019-07-01")).accepted, standing(text, D("2019-07-01")).waiting_on) == (None, None)
    assert (standing(text, D("2019-07-02")).accepted, standing(text, D("2019-07-02")).waiting_on) == (
        "partly",
        "The NCA",
    )


def test_what_no_entry_gives_is_on_the_site_but_waiting_on_and_next_in_no_paper():
    records = records_of(texts(vetting=finding(waiting_on="The NCA", next="{what: Sign it}", accepted="no")))
    site, paper = (as_at(records, D("2019-06-01"), dated_only).by_id["vetting"] for dated_only in (False, True))
    assert (site.waiting_on, site.next.what, site.accepted) == ("The NCA", "Sign it", "no")
    assert (paper.waiting_on, paper.next, paper.accepted) == (None, None, "no")


def test_an_outcome_or_an_end_ends_the_step_that_stood():
    first = "history:\n  - {date: 2019-05-02, status: amber, next: {what: Sign it}}\n"
    done = finding(first + "  - {date: 2019-06-02, outcome: done}\n")
    assert rules(done) == []
    assert standing(done, D("2019-06-01")).next.what == "Sign it"
    assert standing(done, D("2019-06-02")).next is None
    ended = (
        first
        + "  - {date: 2019-06-02, status: closed, reason: Signed off.}\n"
        + "  - {date: 2019-07-02, status: amber, reason: It came back.}\n"
    )
    assert standing(finding(ended), D("2019-08-01")).next is None


# Two dates

LATE = """\
history:
  - {date: 2019-05-02, status: amber, due: 2019-12-31}
  - {date: 2019-06-10, recorded: 2019-08-01, status: red, reason: The system failed.}
  - {date: 2019-07-10, status: green}
"""


@pytest.mark.parametrize(
    ("day", "status", "dates"),
    [
        ("2019-06-30", "amber", ["2019-05-02"]),
        ("2019-07-31", "green", ["2019-05-02", "2019-07-10"]),
        ("2019-08-01", "green", ["2019-05-02", "2019-06-10", "2019-07-10"]),
    ],
)
def test_an_entry_counts_from_the_day_on_which_it_was_recorded(day, status, dates):
    stood = standing(finding(LATE, status="green", due="2019-12-31"), D(day))
    assert (stood.status.id, [str(entry.date) for entry in stood.history]) == (status, dates)


def test_a_late_entry_that_was_overtaken_is_told_and_moves_no_number():
    days = Snapshots(records_of(texts(vetting=finding(LATE, status="green", due="2019-12-31"))))
    changed = changes_between(days.on(D("2019-07-31")), days.on(D("2019-08-31")))
    (change,) = changed.changes
    assert (change.kind, change.now, change.day, change.recorded, change.reason) == (
        ChangeKind.RECORDED_LATE, "Red", D("2019-06-10"), D("2019-08-01"), "The system failed.",
    )  # fmt: skip
    assert [(m.joined, m.left) for m in changed.movements] == [(0, 0)] * 3


def test_a_late_entry_that_still_holds_is_told_as_the_change_that_it_is_and_as_late():
    history = "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-06-10, recorded: 2019-08-01, status: red, reason: R.}\n"
    days = Snapshots(records_of(texts(vetting=finding(history, status="red"))))
    (change,) = changes_between(days.on(D("2019-07-31")), days.on(D("2019-08-31"))).changes
    assert (change.kind, change.recorded) == (ChangeKind.TURNED_RED, D("2019-08-01"))


def test_a_paper_shows_what_was_recorded_by_its_day_and_the_next_says_recorded_late():
    files = texts(vetting=finding(LATE, status="green", due="2019-12-31")) | {"meetings/2019-09-26.md": MEETING}
    files["meetings/2019-09-26.md"] = MEETING.replace("previous: 2019-03-28\n", "")
    site = site_of(files, D("2019-09-30"))
    assert "The system failed." not in html_at(site, "/meetings/2019-06-28/")
    assert "recorded on 1 August 2019" in html_at(site, "/meetings/2019-09-26/")
    assert "recorded on 1 August 2019" in html_at(site, "/recommendations/vetting/")


def test_a_finding_is_there_from_the_day_on_which_it_was_recorded():
    late = finding(recorded="2019-08-01")
    assert rules(late) == []
    assert snapshot_of(texts(vetting=late), D("2019-07-31")).recommendations == ()
    assert standing(late, D("2019-08-01")).received == D("2019-05-02")


def test_what_goes_with_a_report_is_there_from_the_day_on_which_it_was_recorded():
    late = INSPECTION.replace(
        "published: 2019-05-02", "fieldwork_ended: 2018-12-14\npublished: 2019-05-02\nrecorded: 2019-08-01"
    )
    letter = finding(received="2019-02-01", recorded="2019-02-01")  # it came before, and was written down at once
    files = texts(vetting=finding(), letter=letter) | {"inspections/peel-2018-19.md": late}
    files["recommendations/early.md"] = finding(received="2019-02-01", title="Early")
    before, after = (as_at(records_of(files), D(day)) for day in ("2019-07-31", "2019-08-01"))
    assert (list(before.by_id), before.inspections[0].published, before.inspections[0].grades) == (["letter"], None, ())
    assert (sorted(after.by_id), after.inspections[0].published) == (
        ["early", "letter", "vetting"],
        D("2019-05-02"),
    )


def test_a_report_recorded_late_gives_no_grade_before_until_then():
    def report(published: str, recorded: str = "") -> str:
        return (
            f"---\ntitle: A report of {published}\nframework: peel-2018-19\npublished: {published}\n{recorded}"
            "grades:\n  - {question: workforce, grade: good}\n---\n"
        )

    files = texts() | {
        "inspections/a.md": report("2017-05-02", "recorded: 2020-01-01\n"),
        "inspections/b.md": report("2018-05-02"),
    }
    days = Snapshots(records_of(files))
    for day, progress in (("2019-12-31", None), ("2020-01-01", "same")):
        of_b = next(inspection for inspection in days.on(D(day)).inspections if inspection.id == "b")
        assert of_b.grades[0].progress == progress


def test_a_response_says_in_its_heading_when_it_was_recorded():
    body = "## Recommendation\n\nDo it.\n\n## Force response\n\n### 2019-06-14 (recorded 2019-08-01)\n\nHalf is done.\n"
    assert rules(finding(body=body)) == []
    assert standing(finding(body=body), D("2019-07-31")).responses == ()
    (said,) = standing(finding(body=body), D("2019-08-01")).responses
    assert (said.day, said.recorded) == (D("2019-06-14"), D("2019-08-01"))


def test_the_policing_body_has_a_voice_of_its_own():
    body = (
        "## Recommendation\n\nDo it.\n\n## Force response\n\nWe agree.\n\n"
        "## Policing body response\n\nI accept this.\n\n### 2019-06-14\n\nI asked again.\n"
    )
    assert rules(finding(body=body)) == []
    stood = standing(finding(body=body), D("2019-07-01"))
    assert [said.html for said in stood.responses_by("force")] == ["<p>We agree.</p>\n"]
    assert [str(said.day) for said in stood.responses_by("policing-body")] == ["2019-05-02", "2019-06-14"]
    page = html_at(site_of(texts(vetting=finding(body=body)), D("2019-07-01")), "/recommendations/vetting/")
    assert page.index("We agree.") < page.index("The policing body’s response") < page.index("I asked again.")


def test_not_recorded_has_a_line_of_its_own():
    late = "history:\n  - {date: 2019-06-01, status: amber, due: 2020-03-31}\n"
    page = html_at(site_of(texts(late=finding(late), vetting=finding()), D("2019-05-31")), "/")
    assert "2 findings: 1 outstanding, 0 closed." in page
    assert "The status of 1 more is not recorded." in page


# Slip


def test_the_slip_is_counted_from_the_first_date_a_reopening_included():
    history = (
        "history:\n  - {date: 2019-05-02, status: amber, due: 2019-06-30}\n"
        "  - {date: 2019-06-20, status: closed, reason: Done.}\n"
        "  - {date: 2019-08-01, status: amber, due: 2020-03-31, reason: It came back.}\n"
    )
    files = texts(vetting=finding(history))
    now = snapshot_of(files, D("2019-09-30"))
    stood = now.by_id["vetting"]
    assert (stood.slip, now.days_past_first(stood), now.days_overdue(stood)) == (275, 92, 0)
    assert "1 open finding is past its first due date." in html_at(site_of(files, D("2019-09-30")), "/overdue/")
    assert "Date moved once, 9 months later than first promised" in html_at(
        site_of(files, D("2019-09-30")), "/recommendations/"
    )


@pytest.mark.parametrize(
    ("again", "told"), [("2020-03-31", "due 31 March 2020"), ("2020-06-30", "from 31 March 2020 to 30 June 2020")]
)
def test_a_date_that_was_taken_away_and_given_again_was_moved_once(again, told):
    history = (
        "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n"
        "  - {date: 2019-06-10, due: none, reason: The contract is in dispute.}\n"
        f"  - {{date: 2019-08-01, due: {again}, reason: The dispute is settled.}}\n"
    )
    text = finding(history, due=again)
    assert rules(text) == []
    assert standing(text, D("2019-07-01")).times_redated == 0
    assert standing(text, D("2019-08-01")).times_redated == 1
    page = html_at(site_of(texts(vetting=text), D("2019-09-30")), "/changes/")
    assert told in page


# Findings that take the place of others


def test_a_finding_may_have_several_successors_and_each_says_what_it_takes_the_place_of():
    split = finding(
        "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-09-01, status: superseded, reason: Split.}\n",
        status="superseded", closed="2019-09-01", superseded_by="[first, second]",
    )  # fmt: skip
    files = texts(old=split, first=finding(received="2019-09-01"), second=finding(received="2019-09-01"))
    now = snapshot_of(files, D("2019-10-01"))
    assert now.by_id["old"].superseded_by == ("first", "second")
    assert now.by_id["second"].takes_place_of == ("old",)
    site = site_of(files, D("2019-10-01"))
    assert "Takes the place of" in html_at(site, "/recommendations/first/")
    assert snapshot_of(files, D("2019-08-31")).by_id["old"].superseded_by == ()


def test_one_successor_may_stand_without_a_list():
    old = finding(status="superseded", closed="2019-09-01", superseded_by="new")
    assert snapshot_of(texts(old=old, new=finding(received="2019-09-01")), D("2019-10-01")).by_id[
        "old"
    ].superseded_by == ("new",)


# What changed tells all of it


def kinds(*histories: str, **fields: str) -> list[str]:
    days = Snapshots(
        records_of(texts(vetting=finding("history:\n" + "".join(f"  - {{{h}}}\n" for h in histories), **fields)))
    )
    return [str(change.kind) for change in changes_between(days.on(D("2019-06-30")), days.on(D("2019-09-30"))).changes]


def test_what_was_closed_and_reopened_between_two_days_is_told():
    first, closed = "date: 2019-05-02, status: amber", "date: 2019-07-10, status: closed, reason: Done."
    assert kinds(first, closed, "date: 2019-08-10, status: amber, reason: It came back.") == ["reopened", "ended"]


def test_what_the_inspectorate_made_of_a_finding_is_told():
    first = "date: 2019-05-02, status: amber, inspectorate_status: being-progressed"
    judged = "date: 2019-08-10, inspectorate_status: closed, reason: Letter of 10 August."
    assert kinds(first, judged, inspectorate_status="closed") == ["inspectorate"]


def test_a_finding_folded_into_another_is_told_apart_from_one_that_was_closed():
    old = finding(
        "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-08-01, status: superseded, reason: Folded.}\n",
        status="superseded", closed="2019-08-01", superseded_by="new",
    )  # fmt: skip
    days = Snapshots(records_of(texts(old=old, new=finding(received="2019-08-01"))))
    told = changes_between(days.on(D("2019-06-30")), days.on(D("2019-09-30"))).changes
    assert [(str(change.kind), change.finding.id) for change in told] == [("new", "new"), ("superseded", "old")]
