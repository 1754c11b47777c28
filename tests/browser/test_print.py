"""Printed on A4 by a black-and-white printer, no page loses a column, a word or the headings of a long table."""

import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Open
from tests.browser.kinds import KINDS
from tests.browser.test_accessibility import violations

pytestmark = pytest.mark.exhaustive

A4 = (595, 842)
PRINTED = {kind: place for kind, place in KINDS.items() if kind != "not found"}

# What a reader of the screen can read in tables, tiles and tags, word for word.
CELLS = """() => {
    const words = [];
    for (const cell of document.querySelectorAll("article :is(th, td, caption, .status, .late, .tile)")) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
            const text = texts.currentNode;
            if (!text.parentElement.closest(".narrow-only, .one-owner .wide-only, [aria-hidden]")) words.push(...text.data.split(/\\s+/));
        }
    }
    return words.filter(Boolean);
}"""

# Rows until the list of findings is longer than two sheets.
LENGTHEN = """() => {
    const body = document.querySelector("table.findings tbody");
    const rows = [...body.rows];
    while (body.rows.length < 60) body.append(...rows.map((row) => row.cloneNode(true)));
}"""


@dataclass(frozen=True)
class Sheet:
    """A printed page: its size in points, and each word with the edges of its box (left, right, bottom)."""

    size: tuple[int, int]
    words: tuple[tuple[str, float, float, float], ...]

    @property
    def text(self) -> str:
        """The words without blanks, so that it doesn't matter where a line broke."""
        return "".join(word for word, *_ in self.words)

    def has_line(self, *wanted: str) -> bool:
        """Whether the words stand beside each other in a line, from left to right."""
        first = [bottom for word, _, _, bottom in self.words if word == wanted[0]]
        lines = ([w for w in self.words if abs(w[3] - bottom) < 1] for bottom in first)
        return any([w[0] for w in sorted(line, key=lambda w: w[1])] == list(wanted) for line in lines)


@pytest.fixture
def printed(pdftotext: str, tmp_path: Path):
    """Prints the page on A4 and reads the sheets."""

    def print_page(page: Page) -> list[Sheet]:
        pdf, boxes = tmp_path / "page.pdf", tmp_path / "page.html"
        page.pdf(path=str(pdf), format="A4", prefer_css_page_size=True)
        subprocess.run([pdftotext, "-bbox", str(pdf), str(boxes)], check=True)
        return [sheet_of(element) for element in ElementTree.parse(boxes).iter("{http://www.w3.org/1999/xhtml}page")]

    return print_page


def sheet_of(element: ElementTree.Element) -> Sheet:
    """One page of what pdftotext says."""
    size = (round(float(element.get("width"))), round(float(element.get("height"))))
    words = ((word.text or "", *(float(word.get(edge)) for edge in ("xMin", "xMax", "yMax"))) for word in element)
    return Sheet(size, tuple(words))


@pytest.mark.parametrize("kind", PRINTED)
def test_every_word_of_every_table_and_status_is_on_the_paper(open_page: Open, printed, kind):
    page = open_page(*PRINTED[kind])
    wanted = page.evaluate(CELLS)
    sheets = printed(page)
    text = "".join(sheet.text for sheet in sheets)
    assert not {word for word in wanted if word.replace("\u00ad", "") not in text}
    for sheet in sheets:
        assert sheet.size == A4
        assert not [word for word, _, right, bottom in sheet.words if right > A4[0] - 20 or bottom > A4[1] - 20]


def test_a_page_that_was_opened_on_a_phone_prints_its_wide_columns_too(open_page: Open, printed):
    page = open_page("real", "recommendations/", width=390)
    assert "Owner" in "".join(sheet.text for sheet in printed(page))


def test_a_long_table_repeats_its_headings_on_every_sheet(open_page: Open, printed):
    page = open_page("real", "recommendations/")
    page.evaluate(LENGTHEN)
    sheets = [sheet for sheet in printed(page) if "Areaforimprovement·" in sheet.text]
    assert len(sheets) > 2
    for sheet in sheets:
        assert sheet.has_line("Finding", "Status", "Owner", "Due")


def test_sort_buttons_are_back_after_printing(open_page: Open, printed):
    page = open_page("real", "recommendations/?sort-1=4-descending")
    printed(page)
    assert page.get_by_role("button", name="Due").count() == 1
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_a_filtered_list_says_on_paper_that_it_is_filtered(open_page: Open, printed):
    words = "Filter this list".replace(" ", "")
    all_of_it = printed(open_page("real", "recommendations/"))
    part_of_it = printed(open_page("real", "recommendations/?show-1=amber"))
    assert words not in "".join(sheet.text for sheet in all_of_it)
    assert words in part_of_it[0].text
    assert "Rowsshown:2" in part_of_it[0].text


def test_a_page_that_is_old_says_so_on_paper_too(open_page: Open, printed):
    old = "This site was last updated on 30 September 2019".replace(" ", "")
    assert old in printed(open_page("real", "red/", at="2019-10-02T08:00Z"))[0].text
    assert old not in printed(open_page("real", "red/", at="2019-10-01T08:00Z"))[0].text


@pytest.mark.parametrize("kind", ["home", "a record", "a paper", "overdue", "pillars"])
def test_without_colours_on_paper_every_word_still_stands_out(open_page: Open, kind):
    """A printer may leave out every ground, and greyscale keeps luminance, which is what contrast measures."""
    page = open_page(*KINDS[kind], color_scheme="dark", bypass_csp=True)
    page.emulate_media(media="print")
    page.add_style_tag(content="*, ::before, ::after { background: white !important; }")
    found = violations(page, runOnly=["cat.color"])
    page.close()  # no other test wants it printed
    assert not found
