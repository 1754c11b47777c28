"""The first page of a paper, and the home page, name what a committee must know, and why."""

import re
from datetime import date

import pytest
from register.figures.families import families
from register.figures.first_page import make_first_page
from register.figures.points import AT_MOST, PointKind, points
from register.snapshots.snapshots import Snapshots

from tests.small import MEETING, finding, html_at, records_of, site_of, snapshot_of, texts

D = date.fromisoformat
DAY = D("2019-09-30")
SINCE = D("2019-06-28")
SECOND = {"meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "")}
BEGUN = "  - {date: 2019-05-02, status: amber, due: 2019-07-31}\n"


def raised(text: str, since: date | None = SINCE, **others: str) -> list[tuple[str, list[str]]]:
    """Which findings are raised, the gravest first, and by which rules."""
    now = snapshot_of(texts(one=text, **others), DAY)
    found = points(now, since)
    return [(point.findings[0].id, [str(each.kind) for each in point.raised]) for point in found if point.findings]


def history(*entries: str, begun: str = BEGUN) -> str:
    return "history:\n" + begun + "".join(f"  - {{{entry}}}\n" for entry in entries)


MOVED = "due: 2019-12-31, reason: More time."


# The rules


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (finding(history("date: 2019-07-05, status: red, reason: Late."), status="red", due="2019-07-31"), ["red-overdue"]),
        (
            finding("history:\n  - {date: 2019-05-02, status: red, due: 2019-12-31, reason: Late.}\n",
                    status="red", due="2019-12-31"),
            ["red-silent"],
        ),
        (
            finding(history(f"date: 2019-07-01, {MOVED}", "date: 2019-08-01, due: 2020-01-31, reason: Again."),
                    due="2020-01-31"),
            ["redated"],
        ),
        (
            finding(history(f"date: 2019-07-01, {MOVED}",
                            begun="  - {date: 2018-05-02, status: amber, due: 2018-09-30}\n"),
                    received="2018-05-02", due="2019-12-31"),
            ["year-late"],
        ),
        (
            finding(history(f"date: 2019-07-01, {MOVED[:-1]}, next: {{what: Hire, by: 2019-08-01}}"),
                    due="2019-12-31", next="{what: Hire, by: 2019-08-01}"),
            ["no-outcome"],
        ),
        (finding(status="green", due="2019-07-31"), ["green-late"]),
        (finding(inspectorate_status="no-further-action-needed"), ["differ"]),
        (
            finding(history("date: 2019-08-01, status: closed, reason: Signed off."), status="closed",
                    due="2019-07-31", closed="2019-08-01"),
            ["no-evidence"],
        ),
    ],
    ids=list(PointKind)[:-1],
)  # fmt: skip
def test_each_rule_raises_its_point(text, kinds):
    assert raised(text) == [("one", kinds)]


def test_a_late_response_to_a_report_is_a_point_about_the_report():
    (point,) = points(snapshot_of(texts(one=finding()), DAY), SINCE)
    assert (point.report.id, [str(each.kind) for each in point.raised]) == ("peel-2018-19", ["response-late"])


def test_a_finding_is_one_point_whatever_rules_raise_it_and_the_gravest_comes_first():
    red = finding(status="red", due="2019-07-31")
    green = finding(status="green", due="2019-06-30")
    assert raised(green, red=red) == [("red", ["red-overdue", "red-silent"]), ("one", ["green-late"])]


def test_what_is_closed_with_an_update_or_evidence_is_no_point_and_a_paper_knows_no_evidence():
    closed = {"status": "closed", "due": "2019-07-31", "closed": "2019-08-01"}
    ended = history("date: 2019-08-01, status: closed, reason: Signed off.")
    words = "## Recommendation\n\nDo it.\n\n## Force response\n\n### 2019-07-30\n\nIt is done.\n"
    assert raised(finding(ended, body=words, **closed)) == []
    evidenced = texts(one=finding(ended, body="## Recommendation\n\nDo it.\n\n## Evidence\n\nA report.\n", **closed))
    assert not [point for point in points(snapshot_of(evidenced, DAY), SINCE) if point.findings]
    paper = Snapshots(records_of(evidenced)).as_recorded(DAY)
    assert [point.findings[0].id for point in points(paper, SINCE) if point.findings] == ["one"]


def test_at_most_eight_points_stand_on_a_page_and_the_others_are_counted():
    many = {f"f{number:02}": finding(status="green", due="2019-07-31") for number in range(11)}
    page = html_at(site_of(texts(**many) | SECOND, DAY), "/meetings/2019-09-26/")
    listed = re.search(r'<h2 id="points">.*?<ul>(.*?)</ul>', page, re.DOTALL)[1]
    assert listed.count("<li>") == AT_MOST
    assert "The same rules raise 4 more points." in page
    assert "green, but 57 days late" in listed


# The page


def test_a_cause_of_concern_and_its_recommendations_are_one_problem():
    files = texts(
        concern=finding(type="cause-of-concern", status="red", title="Vetting"),
        inner=finding(parent="concern", status="red", title="Clear it"),
        other=finding(status="red", title="Custody"),
    )
    found = families(snapshot_of(files, DAY).recommendations)
    assert [[member.id for member in family.members] for family in found] == [["concern", "inner"], ["other"]]
    red = html_at(site_of(files, DAY), "/red/")
    assert red.count('<article class="card') == 2
    assert re.search(
        r'<article class="card.*?Vetting.*?<article class="finding finding--child">.*?Clear it', red, re.DOTALL
    )


def test_members_are_asked_to_note_the_paper_to_agree_moved_dates_and_what_the_author_asks():
    files = texts(one=finding(history(f"date: 2019-07-01, {MOVED}"), due="2019-12-31"))
    files |= {
        "meetings/2019-09-26.md": SECOND["meetings/2019-09-26.md"].replace(
            "contact:", "decisions: [Agree X.]\ncontact:"
        )
    }
    page = html_at(site_of(files, DAY), "/meetings/2019-09-26/")
    asked = re.sub(r"<[^>]+>", "", re.search(r'<h2 id="decisions">.*?<ul>(.*?)</ul>', page, re.DOTALL)[1])
    assert [line for line in asked.split("\n") if line] == [
        "Note this paper.",
        "Agree the new date of Clear the vetting backlog (31 December 2019, 5 months later than first promised).",
        "Agree X.",
    ]


def test_a_red_finding_is_named_with_its_owner_its_date_and_its_newest_reason():
    entries = (
        "date: 2019-07-05, status: red, reason: The system is late.",
        "date: 2019-08-02, reason: Two people left",
    )
    page = html_at(site_of(texts(one=finding(history(*entries), status="red", due="2019-07-31")) | SECOND, DAY), "/")
    words = " ".join(re.sub(r"<[^>]+>", "", page).split())
    assert "Clear the vetting backlog. Head of Professional Standards; due 31 July 2019, 61 days late." in words
    assert "Red since 5 July 2019: The system is late. Latest, 2 August 2019: Two people left." in words


def test_the_trend_is_said_in_the_title_of_the_chart_and_no_later_day_moves_it():
    files = texts(one=finding(history("date: 2019-08-01, status: red, reason: Late."), status="red", due="2019-07-31"))
    site = Snapshots(records_of(files))
    first = make_first_page(site, site.as_recorded(DAY), SINCE, None, in_paper=True)
    assert [(bar.of.isoformat(), bar.number) for bar in first.trend] == [("2019-07-01", 1), ("2019-09-30", 1)]
    page = html_at(site_of(files, DAY), "/")
    assert "Outstanding findings have stayed at 1 since 1 July 2019; red findings have risen from 0 to 1" in page


def test_a_finding_says_how_it_stood_at_each_meeting():
    files = texts(one=finding(history("date: 2019-08-01, status: red, reason: Late."), status="red", due="2019-07-31"))
    page = html_at(site_of(files | SECOND, DAY), "/recommendations/one/")
    table = re.search(r'<h2 id="as-it-was">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)[1]
    rows = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
    assert rows == [
        "26 September 2019 ▲ Red Head of Professional Standards 31 July 2019 57 days late",
        "28 June 2019 ◆ Amber Head of Professional Standards 31 July 2019",
    ]


def test_a_past_paper_leads_to_the_numbers_of_its_day():
    site = site_of(texts(one=finding()) | SECOND, DAY)
    assert 'href="../../changes/2019-06-28/"' in html_at(site, "/meetings/2019-06-28/")


def test_a_step_whose_day_has_passed_says_so():
    step = {"next": "{what: Hire two people, by: 2019-08-20}"}
    files = texts(
        one=finding(
            history("date: 2019-07-05, next: {what: Hire two people, by: 2019-08-20}"), due="2019-07-31", **step
        )
    )
    assert "Next step was due 20 August 2019: no outcome recorded" in html_at(
        site_of(files, DAY), "/recommendations/one/"
    )


@pytest.mark.parametrize(("day", "silent"), [("2019-07-10", False), ("2019-08-10", True)])
def test_nobody_is_called_silent_in_the_days_after_a_meeting(day, silent):
    red = finding(
        "history:\n  - {date: 2019-05-02, status: red, due: 2019-12-31, reason: Late.}\n",
        status="red",
        due="2019-12-31",
    )
    assert ("nothing new said since 28 June 2019" in html_at(site_of(texts(red=red), D(day)), "/")) is silent


def test_what_moved_is_named_with_what_it_was_and_is():
    moved = finding(history("date: 2019-07-01, status: green"), status="green", due="2019-07-31")
    home = html_at(site_of(texts(moved=moved), D("2019-07-30")), "/")
    assert "1 changed status" in home
    assert ": from amber to green)" in home


def test_a_step_that_is_a_question_keeps_its_sign():
    step = "{what: Which system do we buy?, by: 2019-08-05}"
    asked = finding(history(f"date: 2019-07-01, next: {step}"), due="2019-07-31", next=step)
    assert "Which system do we buy? (" in html_at(site_of(texts(asked=asked), D("2019-07-30")), "/")
