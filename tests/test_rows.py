"""A list too long for one page stands on several, every finding once, and one file has all its rows as the pages do."""

import json
import re
from datetime import date
from functools import cache
from html import unescape

import pytest
from register.build import Site
from register.pages.facets import NAMES
from register.pages.pagination import ROWS, WHOLE, pages_of, pages_to_offer

from tests.small import finding, html_at, site_of, texts

DAY = date(2021, 9, 30)
STATUSES = {"amber": None, "closed": "2020-01-31", "red": None}


@cache
def long_site(number: int = WHOLE + 20) -> Site:
    """The site of that many findings, some of them closed, late or without a date."""
    findings = {}
    for place in range(number):
        status, closed = list(STATUSES.items())[place % 3]
        due = None if place % 5 == 0 else f"202{place % 4}-0{place % 9 + 1}-17"
        findings[f"f{place}"] = finding(title=f"Finding number {place} & more", status=status, closed=closed, due=due)
    return site_of(texts(**findings), DAY)


def pages(site: Site) -> list[str]:
    """The HTML of each page of the list."""
    made = {page.address: page for page in site.pages}
    addresses = ["/recommendations/", *(f"/recommendations/page/{number}/" for number in range(2, 100))]
    return [made[address].html for address in addresses if address in made]


def rows_of(html: str) -> list[str]:
    """The words of each row of the list of findings."""
    rows = re.findall(r"<tr>\n(<th scope=\"row\">.*?)</tr>", html.split("</table>")[0], re.DOTALL)
    rows = [re.sub(r'<span class="status__shape".*?</span>', "", row) for row in rows]
    rows = [re.sub(r'<span class="small narrow-only">.*?</span>', "", row) for row in rows]
    return [" ".join(unescape(re.sub(r"<[^>]*>", " ", row)).split()) for row in rows]


def test_a_short_list_stands_on_one_page():
    assert len(pages(long_site(WHOLE))) == 1


def test_the_file_has_one_option_of_every_facet_for_each_finding():
    content = json.loads(long_site().files["/recommendations/rows.json"])
    names = [facet["name"] for facet in content["facets"]]
    assert names == list(NAMES)
    site = {finding.id: finding for finding in long_site().snapshot.recommendations}
    for id, *_, chosen in content["rows"]:
        options = (facet["options"][place][0] for facet, place in zip(content["facets"], chosen, strict=True))
        said = dict(zip(names, options, strict=True))
        assert (said["status"], said["report"]) == (site[id].status.id, site[id].inspection.id)
        assert said["late"] == ("yes" if site[id].overdue else "no")
        assert said["received"] == str(site[id].received.year)
    assert all(facet["options"] for facet in content["facets"])


def test_a_long_list_stands_on_several_pages_with_every_finding_once():
    site = long_site()
    made = pages(site)
    assert len(made) == -(-(WHOLE + 20) // ROWS)
    assert all(len(rows_of(page)) <= ROWS for page in made)
    names = [name for page in made for name in re.findall(r'<th scope="row"><a href="(?:[^"]*/)?(f\d+)/"', page)]
    assert sorted(names) == sorted(f"f{place}" for place in range(WHOLE + 20))


def test_the_file_says_of_each_finding_what_its_row_says():
    site = long_site()
    content = json.loads(site.files["/recommendations/rows.json"])
    labels = {status.id: status.label for status in site.snapshot.statuses}
    made = []
    for values in content["rows"]:
        row = dict(zip(content["columns"], values, strict=True))
        kind, closed, owner, due, late, redated = (
            content["texts"][row[name]] for name in ("kind", "closed", "owner", "due", "late", "redated")
        )
        status = labels[content["statuses"][row["status"]]]
        made.append(" ".join(" ".join((row["title"], kind, status, closed, owner, due, late, redated)).split()))
    assert made == [row for page in pages(site) for row in rows_of(page)]


@pytest.mark.parametrize("count", [1, 3, 12, 100, 400])
def test_every_page_of_the_list_is_reached_by_links_alone(count):
    reached, todo = {1}, [1]
    while todo:
        new = set(pages_to_offer(todo.pop(), count)) - reached
        reached |= new
        todo += new
    assert reached == set(range(1, count + 1))
    assert all(len(pages_to_offer(number, count)) < 20 for number in reached)


def test_nothing_at_all_is_a_page_too():
    assert pages_of([]) == [[]]
    assert "no findings" in html_at(site_of(texts(), DAY), "/recommendations/")
