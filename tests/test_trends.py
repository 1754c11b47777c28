"""The charts of trends: days to scale, a name for each line, nothing for zeros, and a file for each chart."""

import re
from datetime import date
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from register.figures.grade_matrix import LAST_REPORTS, grade_matrices, moves_of
from register.figures.lines import Series, draw_lines, series_of

from tests.small import INSPECTION, finding, html_at, site_of, snapshot_of, texts

DAY = date(2021, 9, 30)


def test_days_are_drawn_to_scale():
    days = [date(2020, 1, 1), date(2020, 1, 11), date(2020, 4, 10)]
    drawing = draw_lines(days, [Series("outstanding", (4, 2, 2))])
    xs = [float(x) for x in re.findall(r"[ML]([\d.]+),", drawing.lines[0].way)]
    assert (xs[1] - xs[0]) / (xs[2] - xs[0]) == pytest.approx(0.1, abs=0.005)


@pytest.mark.parametrize("lasts", [(3, 3, 3), (0, 0, 0), (9, 0, 1), (1, 9, 9)])
def test_no_name_of_a_line_stands_on_another_or_below_the_drawing(lasts):
    names = ("outstanding", "red", "overdue")
    drawing = draw_lines([DAY], [Series(name, (last,)) for name, last in zip(names, lasts, strict=True)])
    heights = sorted(line.label_y for line in drawing.lines)
    assert all(below - above >= 13 for above, below in pairwise(heights))
    assert heights[-1] < drawing.height - 14


def test_lines_differ_in_more_than_colour():
    lines = draw_lines([DAY], [Series(name, (1,)) for name in ("outstanding", "red", "overdue")]).lines
    assert len({line.dashes for line in lines}) == len({line.signs for line in lines}) == 3


def test_a_line_of_zeros_is_left_out():
    snapshot = snapshot_of(texts(vetting=finding(status="green", due="2030-01-01")), DAY)
    assert [series.name for series in series_of([snapshot])] == ["outstanding"]


def test_each_chart_of_the_page_is_a_file_with_a_title_and_a_description():
    closed = finding(status="closed", closed="2020-01-31")
    site = site_of(texts(vetting=finding(status="red", due="2020-01-01"), custody=closed), DAY)
    linked = re.findall(r'href="\.\./(pictures/[\w-]+\.svg)"', html_at(site, "/pictures/"))
    assert sorted(f"/{name}" for name in linked) == sorted(name for name in site.files if name.endswith(".svg"))
    for name in linked:
        svg = ElementTree.fromstring(site.files[f"/{name}"])
        assert [child.tag.split("}")[1] for child in svg][:2] == ["title", "desc"]
        assert svg[0].text in re.sub(r"&#39;", "'", html_at(site, "/pictures/"))
    assert linked


def test_the_matrix_has_the_last_reports_alone():
    years = range(2010, 2018)
    earlier = {f"inspections/peel-{year}.md": _report(year) for year in years}
    (matrix,) = grade_matrices(snapshot_of(texts() | earlier, DAY))
    assert len(matrix.inspections) == LAST_REPORTS
    assert matrix.inspections[-1].id == "peel-2018-19"
    assert moves_of(matrix) == (0, 0, len(matrix.lines))


def _report(year: int) -> str:
    text = INSPECTION.replace("2019-05-02", f"{year}-05-02").replace("judged: 2018", f"judged: {year}")
    return re.sub(r"(?m)^title: (.*)$", rf"title: \1 of {year}", text)
