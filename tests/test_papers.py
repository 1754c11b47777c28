"""A paper says what was so on its day: in the committee's order, and whatever is recorded later."""

import re
from datetime import date

import pytest
from register.figures.paper import make_paper
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

from tests.small import INSPECTION, MEETING, finding, html_at, records_of, site_of, snapshot_of, texts

D = date.fromisoformat
PAPER = "/meetings/2019-06-28/"


def paper_of(files, day: str = "2019-09-30", meeting: str = "2019-06-28"):
    now: Snapshot = snapshot_of(files, D(day))
    return make_paper(next(m for m in now.meetings if m.id == meeting), Snapshots(records_of(files)), D(day))


def sections(html: str) -> list[str]:
    return re.findall(r"<h2 id=\"[^\"]+\">\d+\. (.*?) <a", html)


def test_its_sections_are_those_of_the_real_paper_in_order():
    assert sections(html_at(site_of(texts(vetting=finding()), D("2019-06-28")), PAPER)) == [
        "Purpose of this paper",
        "Background",
        "Inspections completed since the last meeting",
        "Inspection reports received since the last meeting",
        "What changed since the last meeting",
        "Outstanding recommendations graded red; overdue and due",
        "Recommendations to the committee",
        "Contact officer",
        "Background documents",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "There is no further background to report.",
        "No inspections have been completed since the last meeting.",
        "No inspection reports have been received since the last meeting.",
        "No findings were overdue on 28 June 2019. Nothing more is due by 28 July 2019.",
        "Nothing has changed since the last meeting.",
        "There are no recommendations currently graded red.",
        "The committee is asked to note the contents of this paper.",
        "There are no background documents.",
    ],
)
def test_where_there_is_nothing_it_says_so_in_a_sentence(sentence):
    files = texts()
    files["meetings/2019-06-28.md"] = MEETING.replace("previous: 2019-03-28", "previous: 2019-06-01")
    assert sentence in html_at(site_of(files, D("2019-07-01")), PAPER)


LATER = {
    "recommendations/clearance.md": finding(received="2019-07-01"),
    "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", ""),
    "inspections/later.md": "---\ntitle: Custody\nframework: peel-2018-19\npublished: 2019-08-01\n---\n",
}


def test_what_is_recorded_later_does_not_change_it_by_a_byte():
    body = "## Recommendation\n\nDo it.\n\n## Force response\n\nFirst.\n"
    before = texts(vetting=finding("history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n", body=body))
    history = (
        "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n"
        "  - {date: 2019-07-01, status: red, due: 2020-06-30, reason: Late.}\n"
    )
    moved = finding(
        history, body=body + "\n### 2019-07-01\n\nMore.\n", status="red", due="2020-06-30",
        next="{what: Ask}", waiting_on="College of Policing",
    )  # fmt: skip
    after = texts(vetting=moved) | LATER
    built = [
        html_at(site_of(files, D(day)), PAPER)
        for files, day in ((before, "2019-06-29"), (before, "2019-09-30"), (after, "2019-12-01"))
    ]
    assert built[0] == built[1] == built[2]


def test_a_correction_is_shown_on_each_paper_that_it_touches_and_on_no_other():
    corrected = finding(corrections="\n  - {date: 2019-07-01, what: The owner was wrong., reason: A slip.}")
    files = texts(vetting=corrected) | {"meetings/2019-09-26.md": MEETING}
    site = site_of(files, D("2019-12-01"))
    assert "The owner was wrong." in html_at(site, PAPER)
    assert "The owner was wrong." not in html_at(site, "/meetings/2019-09-26/")
    assert "The owner was wrong." in html_at(site, "/recommendations/vetting/")


def test_before_its_day_it_is_a_draft_as_at_the_build():
    paper = paper_of(texts(vetting=finding()), day="2019-06-01")
    assert (paper.draft, paper.day) == (True, D("2019-06-01"))
    assert "This is a draft." in html_at(site_of(texts(), D("2019-06-01")), PAPER)
    assert paper_of(texts(), day="2019-06-28").draft, "until its day is over"
    assert not paper_of(texts(), day="2019-06-29").draft


def test_since_the_last_meeting_is_since_the_paper_before_of_the_same_committee():
    files = texts() | {
        "meetings/2019-07-15.md": MEETING.replace("Joint Audit Committee", "Another").replace(
            "previous: 2019-03-28\n", ""
        ),
        "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", ""),
    }
    assert paper_of(files, "2019-12-01", "2019-09-26").first.since == D("2019-06-28")
    assert paper_of(files, "2019-12-01", "2019-07-15").first.since is None


def test_reports_and_inspections_are_those_since_the_last_meeting():
    files = texts()
    files["inspections/peel-2018-19.md"] = INSPECTION.replace("published:", "fieldwork_ended: 2019-04-01\npublished:")
    paper = paper_of(files)
    assert [r.inspection.id for r in paper.reports] == ["peel-2018-19"]
    assert [i.id for i in paper.inspections_completed] == ["peel-2018-19"]
    assert [part.question.id for part in paper.reports[0].parts] == ["vulnerable"]


def test_a_parent_comes_before_its_children_each_with_official_words_and_response():
    body = "## Recommendation\n\nWords of {0}.\n\n## Force response\n\nAnswer of {0}.\n"
    files = texts(
        a_child=finding(parent="vetting", body=body.format("child")),
        vetting=finding(type="cause-of-concern", body=body.format("parent")),
    )
    html = html_at(site_of(files, D("2019-06-28")), PAPER)
    places = [
        html.index(words) for words in ("Words of parent", "Answer of parent", "Words of child", "Answer of child")
    ]
    assert places == sorted(places)


def test_what_the_force_said_since_the_last_meeting_is_in_the_paper_word_for_word():
    body = "## Recommendation\n\nx\n\n## Force response\n\n### 2019-06-30\n\nTraining has begun.\n"
    files = texts(vetting=finding(body=body)) | {
        "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "")
    }
    site = site_of(files, D("2019-09-30"))
    assert "Training has begun." in html_at(site, "/meetings/2019-09-26/")
    assert "Training has begun." not in html_at(site, "/meetings/2019-06-28/")


def test_it_lists_what_is_overdue_and_how_the_response_to_a_report_stands():
    paper = html_at(site_of(texts(vetting=finding(due="2019-06-01")), D("2019-07-30")), "/meetings/2019-06-28/")
    assert "27 days late" in paper
    assert "No response recorded. It was due by 26 June 2019: 2 days late." in paper


def test_where_only_red_findings_are_due_it_counts_them_as_all_there_are():
    files = texts(one=finding(status="red", due="2019-07-10"))
    files["meetings/2019-06-28.md"] = MEETING
    due = html_at(site_of(files, D("2019-07-01")), PAPER).partition('id="due-soon"')[2]
    assert "1 finding. It is red, and is in the section on red findings." in due
