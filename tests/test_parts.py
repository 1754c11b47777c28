"""A long list of one status or pillar stands on several pages, every finding once, and none of them is in the ledger."""

import csv
import io
import re
from datetime import date

from register.figures.blocks import Cell, Heading, Row, Table, line
from register.pages.pagination import ROWS, WHOLE, cut, rows_in
from register.publishing.ledger import published

from tests.small import finding, html_at, site_of, texts


def test_a_long_status_or_pillar_stands_on_several_pages_with_every_finding_once():
    site = site_of(
        texts(**{f"f{place}": finding(title=f"Number {place}") for place in range(WHOLE + 1)}), date(2021, 1, 1)
    )
    for list_ in ("/statuses/amber/", "/pillars/legitimacy/"):
        addresses = sorted(page.address for page in site.pages if page.address.startswith(list_))
        assert len(addresses) == -(-(WHOLE + 1) // ROWS)
        named = [
            id for at in addresses for id in re.findall(r'<th scope="row"><a href="[^"]*/(f\d+)/"', html_at(site, at))
        ]
        assert sorted(named) == sorted(f"f{place}" for place in range(WHOLE + 1))
        assert f'href="../..{list_}page/2/" rel="next"' in html_at(site, list_)
    assert not any("/page/" in address for address in published(f"{a[1:]}index.html" for a in addresses))


def test_a_page_of_several_lists_is_cut_as_a_whole_with_the_ways_to_its_sections():
    many = {f"f{place:03}": finding(title=f"Number {place}", due="2019-07-31") for place in range(WHOLE + 1)}
    site = site_of(texts(**many, soon=finding(due="2021-01-09"), never=finding(due=None)), date(2021, 1, 1))
    parts = [html_at(site, at) for at in ("/overdue/", "/overdue/page/2/", "/overdue/page/3/")]
    assert not any(page.address == "/overdue/page/4/" for page in site.pages)
    named = [id for part in parts for id in re.findall(r'<th scope="row"><a href="[^"]*/recommendations/(\w+)/"', part)]
    assert sorted(named) == sorted((*many, "never", "soon"))
    assert "Overdue</a> (101)" in parts[0]
    assert '<li id="due-soon"><a href="../overdue/page/3/#due-soon">Due soon</a> (1)' in parts[0]
    assert 'id="overdue">Overdue (continued)' in parts[1]
    assert '<h2 id="due-soon">' in parts[2]


def test_a_list_is_a_file_beside_its_page_with_the_same_findings_in_the_same_order():
    site = site_of(texts(b=finding(due="2019-05-31"), a=finding(due="2019-07-31")), date(2021, 1, 1))
    assert 'href="../overdue/overdue.csv"' in html_at(site, "/overdue/")
    file = site.files["/overdue/overdue.csv"]
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    everything = list(csv.reader(io.StringIO(site.files["/data/recommendations.csv"].decode("utf-8-sig"))))
    assert rows == [everything[0], everything[2], everything[1]]
    assert site.files["/red/red.csv"].decode("utf-8-sig").count("\n") == 1


def test_blocks_are_cut_into_as_many_parts_as_were_said_and_no_row_is_lost():
    rows = tuple(Row((Cell(line(str(place))),)) for place in range(237))
    blocks = [Heading(2, line("One"), "one"), Table("Rows", (), (rows,)), Heading(2, line("Two"), "two")]
    for count in (2, 3, 5, 9):
        parts = cut(blocks, count)
        assert len(parts) == count
        assert sum(map(rows_in, parts)) == 237
        assert max(map(rows_in, parts)) <= max(ROWS, -(-237 // count))
        assert all(part for part in parts)
