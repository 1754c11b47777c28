"""A withheld finding keeps its place in every number and list, and no byte of its words is anywhere."""

from datetime import date

import pytest
from register.build import make_private_site, with_issues
from register.checks.reading import read_and_check
from register.snapshots.snapshot import WITHHELD_TITLE

from tests.small import NOW, TODAY, checked, finding, html_at, records_of, site_of, snapshot_of, texts

WITHHELD = "withheld: {since: 2026-11-20, reason: It named a victim.}\n"
FACTS = """\
next: {what: canary-step, by: 2019-12-01}
links: [{title: canary-link, url: https://example.org/canary-url}]
history:
  - {date: 2019-05-02, status: amber, due: 2019-06-20, owner: Head of Vetting, waiting_on: canary-body, reason: canary-reason}
  - {date: 2019-06-01, status: red, due: 2020-03-31, reason: canary-late, approved_by: canary-approver, next: {what: canary-step, by: 2019-12-01}}
corrections:
  - {date: 2019-07-01, of: title, was: canary-was, what: canary-correction, reason: canary-why}
"""
BODY = "## Recommendation\n\ncanary-official\n\n## Force response\n\ncanary-said\n\n## Evidence\n\ncanary-evidence\n\n## Staff notes\n\ncanary-note\n"


def vetting(facts: str = "", **fields: str) -> str:
    given = {"title": "canary-title", "status": "red", "owner": "Head of Vetting", "reference": "canary-reference"}
    return finding(facts + FACTS, BODY, **given, deadline="canary-deadline", waiting_on="canary-body", **fields)


def everything(site) -> dict[str, bytes]:
    pages = {page.address: f"{page.title}\n{page.html}".encode() for page in site.pages}
    return pages | dict(site.files)


def with_canaries(site) -> list[str]:
    return sorted(address for address, content in everything(site).items() if b"canary" in content)


@pytest.mark.parametrize("day", [date(2019, 5, 20), date(2019, 6, 30), TODAY])
def test_no_byte_of_its_words_is_in_any_page_paper_or_file_of_any_day(day):
    assert "/recommendations/vetting/" in with_canaries(site_of(texts(vetting=vetting()), day))
    assert with_canaries(site_of(texts(vetting=vetting(WITHHELD)), day)) == []


def test_it_keeps_its_place_in_every_number_and_its_type_report_grade_status_owner_and_dates():
    kept = ("id", "type", "inspection", "pillar", "question", "grade", "status", "status_since", "owner", "received", "due", "first_due", "times_redated", "overdue")  # fmt: skip
    for day in (date(2019, 5, 20), date(2019, 6, 28), TODAY):
        open_to_all = snapshot_of(texts(vetting=vetting()), day).by_id["vetting"]
        withheld = snapshot_of(texts(vetting=vetting(WITHHELD)), day).by_id["vetting"]
        assert [getattr(withheld, name) for name in kept] == [getattr(open_to_all, name) for name in kept]


def test_its_page_and_past_papers_say_since_when_and_why():
    site = site_of(texts(vetting=vetting(WITHHELD)), TODAY)
    for address in ("/recommendations/vetting/", "/meetings/2019-06-28/"):
        assert WITHHELD_TITLE in html_at(site, address)
        assert "It named a victim." in html_at(site, address)


def test_the_words_are_back_when_the_line_is_taken_out():
    assert "canary-official" in html_at(site_of(texts(vetting=vetting()), TODAY), "/recommendations/vetting/")


def test_a_withheld_finding_whose_reason_or_day_is_missing_is_told():
    files = texts(vetting=vetting("withheld: {since: 2026-11-20}\n"))
    assert [issue.rule for issue in checked(files) if issue.severity == "error"] == ["missing-field"]


def test_staff_see_no_words_of_it_either_and_no_line_of_its_mistakes(tmp_path):
    files = texts(vetting=vetting(WITHHELD, colour="canary-colour"))
    for name, text in files.items():
        path = tmp_path / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    reading = read_and_check(tmp_path / "records", NOW)
    assert "unknown-field" in {issue.rule for issue in reading.issues}
    assert with_canaries(with_issues(None, reading, "records")) == []
    (tmp_path / "records/recommendations/vetting.md").write_text(vetting(WITHHELD), "utf-8")
    private = make_private_site(read_and_check(tmp_path / "records", NOW), "records")
    assert with_canaries(private) == []


def test_records_are_read_with_their_words_so_that_they_can_be_mended():
    assert records_of(texts(vetting=vetting(WITHHELD))).recommendations["vetting"].facts.title == "canary-title"
