"""What was put right is told on a page of its own, on the record, on each paper that it touches, and on the home page."""

import re
from datetime import date

import pytest
from register.build import Site, make_site
from register.figures.corrections import corrected_by
from register.records.folder import Kind

from tests.small import MEETING, TODAY, finding, html_at, records_of, site_of
from tests.test_past_papers import KEPT, PLAIN, REPORT

PAPER = "meetings/2019-06-28.md"


def with_correction(path: str, files: dict[str, str] = KEPT, **fields: str) -> dict[str, str]:
    """The files with a correction in one of them."""
    said = {
        "date": "2026-11-01",
        "of": "title",
        "what": "A word.",
        "reason": "A slip.",
        "papers": "[2019-06-28]",
    } | fields
    text = files[path]
    end = text.index("\n---", 4) + 1 if text.startswith("---") else len(text)
    entry = ", ".join(f"{name}: {value}" for name, value in said.items())
    return {**files, path: f"{text[:end]}corrections:\n  - {{{entry}}}\n{text[end:]}"}


def rows(site: Site, address: str) -> list[list[str]]:
    """The rows of the last table of corrections on the page, each cell in plain words."""
    page = html_at(site, address)
    table = page[page.rindex("What was corrected</th>") :].partition("</table>")[0]
    listed = table.partition("<tbody>")[2].split("<tr>")[1:]
    return [[_plain(cell) for cell in re.findall(r"<t[hd][ >].*?</t[hd]>", row, re.DOTALL)] for row in listed]


def _plain(cell: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", cell).split())


def test_a_correction_stands_on_its_page_its_record_and_its_paper_with_before_and_after():
    site = site_of(with_correction(PLAIN, was="Simple"), TODAY)
    (row,) = rows(site, "/corrections/")
    assert row == ["Plain 1 November 2026", "A word. Title", "Simple", "Plain", "A slip. Papers: 28 June 2019"]
    assert rows(site, "/recommendations/plain/") == [["1 November 2026", *row[1:]]]
    assert rows(site, "/meetings/2019-06-28/") == [[*row[:4], "A slip."]]
    assert rows(site, "/") == [row]
    assert 'href="../meetings/2019-06-28/"' in html_at(site, "/corrections/")


@pytest.mark.parametrize(
    ("path", "of", "name", "page"),
    [
        (REPORT, "Summary", "Integrated PEEL inspection 2018/19", "/inspections/peel-2018-19/"),
        (PAPER, "contact", "HMICFRS update", "/meetings/2019-06-28/"),
        ("register.yml", "inspectorate", "West Midlands Police", "/corrections/"),
        ("frameworks/peel-2018-19.yml", "title", "Integrated PEEL Assessment 2018/19", "/corrections/"),
    ],
)
def test_so_it_does_of_every_kind_of_record(path, of, name, page):
    site = site_of(with_correction(path, of=of), TODAY)
    assert rows(site, "/corrections/")[0][0] == f"{name} 1 November 2026"
    assert rows(site, page)[0][0].endswith("1 November 2026")
    assert rows(site, "/meetings/2019-06-28/")[0][0] == f"{name} 1 November 2026"


def test_what_took_its_place_is_what_the_next_correction_found_there():
    twice = with_correction(PLAIN, was="First")[PLAIN].replace(
        "was: First}",
        "was: First}\n  - {date: 2026-11-02, of: title, was: Second, what: B, reason: C}",
    )
    site = site_of({**KEPT, PLAIN: twice}, TODAY)
    assert [row[2:4] for row in rows(site, "/corrections/")] == [["Second", "Plain"], ["First", "Second"]]


def test_a_correction_of_the_first_format_has_no_columns_for_what_it_does_not_say():
    old = finding(title="Plain", corrections="[{date: 2026-11-01, what: A word., reason: A slip.}]")
    site = site_of({**KEPT, PLAIN: old}, TODAY)
    assert rows(site, "/recommendations/plain/") == [["1 November 2026", "A word.", "A slip."]]
    assert rows(site, "/meetings/2019-06-28/") == [["Plain 1 November 2026", "A word.", "A slip."]]


def test_of_a_list_only_the_values_that_differ_are_told():
    was = "'pillar: effectiveness, grade: inadequate, progress: improved; pillar: legitimacy, grade: good, progress: improved'"
    (row,) = rows(site_of(with_correction(REPORT, of="grades", was=was), TODAY), "/corrections/")
    assert row[2] == "pillar: effectiveness, grade: inadequate, progress: improved"
    assert row[3].startswith("pillar: effectiveness, grade: good, progress: improved; question: vulnerable")


@pytest.mark.parametrize(
    "fields",
    [{"withheld": "{since: 2026-11-02, reason: It named a victim.}"}, {"publish": "false"}],
)
def test_nothing_is_told_of_a_record_whose_words_are_not_public(fields):
    files = with_correction(PLAIN, {**KEPT, PLAIN: finding(title="Plain", **fields)}, what="Mrs Example")
    site = site_of(files, TODAY)
    assert "Mrs Example" not in "".join(page.html for page in site.pages)
    assert "Nothing has been corrected." in html_at(site, "/corrections/")


def test_words_of_staff_are_never_what_took_the_place():
    files = {**KEPT, PLAIN: finding(title="Plain") + "\n## Staff notes\n\nIn confidence.\n"}
    assert "In confidence" not in html_at(
        site_of(with_correction(PLAIN, files, of="Staff notes"), TODAY), "/corrections/"
    )


def test_as_at_an_earlier_day_there_is_no_later_correction():
    files = with_correction(PLAIN)
    assert "Nothing has been corrected." in html_at(site_of(files, date(2026, 10, 31)), "/corrections/")
    assert corrected_by(records_of(files), date(2026, 11, 1))[0].kind is Kind.RECOMMENDATION


def test_the_home_page_tells_those_since_the_last_meeting():
    later = with_correction(PLAIN) | {"meetings/2026-11-20.md": MEETING.replace("previous: 2019-03-28\n", "")}
    assert "What was corrected</th>" not in html_at(site_of(later, TODAY), "/")
    assert "Corrected since the last meeting (28 June 2019)" in html_at(site_of(with_correction(PLAIN), TODAY), "/")
    without = {path: text for path, text in with_correction(PLAIN, papers="[]").items() if path != PAPER}
    assert "Corrected in the last 30 days" in html_at(site_of(without, TODAY), "/")
    assert "What was corrected</th>" not in html_at(site_of(without, date(2026, 12, 24)), "/")


def test_the_page_says_when_the_register_began():
    begun = {**KEPT, "register.yml": KEPT["register.yml"] + "began: 2026-04-01\n"}
    assert "This register began on 1 April 2026." in html_at(site_of(begun, TODAY), "/corrections/")


def test_the_feed_tells_of_it_once_and_leads_to_the_page():
    site = make_site(records_of(with_correction(PLAIN)).public(), TODAY, "https://register.example.org/")
    feed = site.files["/data/feed.xml"].decode()
    assert feed.count("<title>Corrected: Plain</title>") == 1
    assert "https://register.example.org/corrections/#recommendation-plain-0" in feed
    assert "A word. A slip." in feed
