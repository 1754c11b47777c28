"""Meetings and their papers: which is drafted, which was not held, who meets next, and who goes on from whom."""

from datetime import date

import pytest
from register.figures.overview import Overview
from register.figures.paper import make_paper
from register.snapshots.snapshots import Snapshots

from tests.small import REGISTER, finding, html_at, lines_of, records_of, site_of, snapshot_of, texts

D = date.fromisoformat


def meeting(committee: str = "Joint Audit Committee", body: str = "", **fields: str) -> str:
    lines = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: HMICFRS update\ncommittee: {committee}\n{lines}---\n\n{body}"


def register(meetings: dict[str, str], **findings: str) -> dict[str, str]:
    files = texts(**findings)
    del files["meetings/2019-06-28.md"]
    return files | {f"meetings/{id}.md": text for id, text in meetings.items()}


THREE = register({day: meeting() for day in ("2019-06-28", "2019-09-26", "2019-12-12")})


@pytest.mark.parametrize(
    ("day", "states"),
    [
        ("1990-01-01", ["draft", "to-come", "to-come"]),
        ("2019-06-28", ["draft", "to-come", "to-come"]),
        ("2019-06-29", ["given", "draft", "to-come"]),
        ("2019-12-13", ["given", "given", "given"]),
    ],
)
def test_only_the_next_paper_of_a_committee_is_a_draft_until_its_day_is_over(day, states):
    assert [str(state) for _, state in sorted(snapshot_of(THREE, D(day)).papers.items())] == states


def test_no_paper_is_drafted_before_the_day_that_it_counts_from_is_over():
    files = register({"2019-06-28": meeting(previous="2019-03-28")})
    assert snapshot_of(files, D("2019-03-28")).papers["2019-06-28"] == "to-come"
    page = html_at(site_of(files, D("2019-03-28")), "/meetings/2019-06-28/")
    assert "The paper of this meeting will show the position at 28 June 2019." in page


def test_a_paper_looks_to_the_meeting_that_it_names_and_to_no_later_record():
    files = register(
        {"2019-06-28": meeting(next_meeting="2019-09-12"), "2019-09-26": meeting()}, a=finding(due="2019-09-20")
    )
    site = Snapshots(records_of(files))
    papers = {m.id: make_paper(m, site, D("2019-12-31")) for m in site.on(D("2019-12-31")).meetings}
    assert (papers["2019-06-28"].first.until, papers["2019-09-26"].first.until) == (D("2019-09-12"), D("2019-10-26"))
    assert Overview(site.on(D("2019-06-28"))).soon_until == D("2019-09-12")
    assert Overview(site.on(D("2019-06-27"))).soon_until == D("2019-07-27")


def test_without_a_named_day_the_site_looks_to_the_next_record_of_any_committee():
    files = register(
        {"2019-06-28": meeting(), "2019-09-26": meeting(), "2019-08-20-performance": meeting("Performance Committee")}
    )
    assert snapshot_of(files, D("2019-07-01")).next_meeting == D("2019-08-20")
    assert snapshot_of(files, D("2019-08-20")).next_meeting == D("2019-09-26")
    assert snapshot_of(files, D("2019-09-26")).next_meeting is None


NOT_HELD = {
    "2019-06-28": meeting(next_meeting="2019-09-26"),
    "2019-09-26": meeting(held="false", reason="Too few members came.", next_meeting="2019-10-31"),
    "2019-12-12": meeting(),
}


def test_a_meeting_that_was_not_held_has_no_paper_and_the_next_counts_from_the_one_before():
    now = snapshot_of(register(NOT_HELD), D("2020-01-31"))
    assert now.papers["2019-09-26"] == "none"
    assert [m.previous for m in now.meetings if m.id == "2019-12-12"] == [D("2019-06-28")]
    assert snapshot_of(register(NOT_HELD), D("2019-07-01")).next_meeting == D("2019-10-31")
    assert snapshot_of(register(NOT_HELD), D("2019-10-01")).next_meeting == D("2019-10-31")
    page = html_at(site_of(register(NOT_HELD), D("2020-01-31")), "/meetings/2019-09-26/")
    assert "This meeting was not held. Too few members came." in page


def test_a_paper_that_was_given_before_its_meeting_was_called_off_stays():
    off = {**NOT_HELD, "2019-09-26": meeting(held="false", reason="Snow.", as_at="2019-09-16")}
    site = site_of(register(off, a=finding()), D("2020-01-31"))
    page = html_at(site, "/meetings/2019-09-26/")
    assert "This meeting was not held. Snow." in page
    assert "background documents" in page.lower()
    assert [m.previous for m in site.snapshot.meetings if m.id == "2019-12-12"] == [D("2019-06-28")]


def test_a_committee_goes_on_from_the_one_that_it_follows():
    files = register({"2019-06-28": meeting("Audit Committee"), "2019-09-26": meeting("Audit and Standards Committee")})
    follows = "committees:\n  - {name: Audit Committee}\n  - {name: Audit and Standards Committee, follows: Audit Committee}\n"
    files["register.yml"] = REGISTER + follows
    assert lines_of(files) == []
    now = snapshot_of(files, D("2020-01-31"))
    assert [m.previous for m in now.meetings if m.id == "2019-09-26"] == [D("2019-06-28")]


def test_what_was_decided_stands_below_the_paper_and_in_the_next_ones_summary():
    body = "## Summary\n\nTwo things went wrong.\n\n## Decided\n\nMembers asked for a plan.\n"
    files = register({"2019-06-28": meeting(body=body, decisions="[Agree the new owner]"), "2019-09-26": meeting()})
    assert lines_of(files) == []
    before, after = (html_at(site_of(files, D(day)), "/meetings/2019-06-28/") for day in ("2019-06-27", "2019-10-01"))
    assert "Two things went wrong." in before
    assert "Agree the new owner" in before
    assert "Members asked for a plan." not in before
    assert after.index("background documents") < after.index("Members asked for a plan.")
    assert "Members asked for a plan." in html_at(site_of(files, D("2019-10-01")), "/meetings/2019-09-26/")


def test_an_earlier_address_of_a_meeting_or_an_inspection_leads_on():
    files = register({"2019-09-26": meeting(formerly="[2019-09-12]")})
    files["inspections/peel-2018-19.md"] = files["inspections/peel-2018-19.md"].replace(
        "framework:", "formerly: [peel]\nframework:"
    )
    site = site_of(files, D("2019-07-01"))
    assert "Joint Audit Committee: this meeting is now on 26 September 2019." in html_at(site, "/meetings/2019-09-12/")
    assert "Integrated PEEL inspection 2018/19" in html_at(site, "/inspections/peel/")


def test_an_earlier_address_of_a_question_leads_on_where_its_framework_was_renamed():
    files = register({"2019-06-28": meeting()})
    files["frameworks/peel-2018-19.yml"] += "formerly: [peel-2018]\n"
    page = html_at(site_of(files, D("2019-07-01")), "/questions/peel-2018/workforce/")
    assert "Ethical and lawful workforce" in page
