"""Everybody can read every kind of page: axe finds nothing, nothing is cut off, and no script is needed."""

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import Open, launched
from tests.browser.kinds import KINDS

pytestmark = pytest.mark.exhaustive

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
LOOKS = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colours": {"color_scheme": "dark", "forced_colors": "active"},
}
WIDTHS = (1280, 390)

SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def violations(page: Page, **options: object) -> list[str]:
    """What axe finds on the page as it stands: rule, place and what to do, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("async (options) => (await axe.run(options)).violations", AXE | options)
    return [f"{rule['id']}: {node['target']} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def violations_in_every_look(page: Page) -> list[str]:
    """What axe finds in each look at the page's width. Other looks only change colours, so only those are judged anew.

    It is light when this ends, as it began.
    """
    page.emulate_media(**LOOKS["light"])
    found = [f"light: {line}" for line in violations(page)]
    for name in ("dark", "forced colours"):
        page.emulate_media(**LOOKS[name])
        found += [f"{name}: {line}" for line in violations(page, runOnly=["cat.color"])]
    page.emulate_media(**LOOKS["light"])
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page_in_any_look(open_page: Open, kind):
    page = open_page(*KINDS[kind], reduced_motion="reduce")
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found = violations_in_every_look(page)
        assert not found, f"at {width} px:\n" + "\n".join(found)


def test_axe_would_find_a_mistake(open_page: Open):
    page = open_page("real", "red/", bypass_csp=True)
    page.add_style_tag(content=".status--red { color: #f88 !important; }")
    assert any("color-contrast" in line and ".status--red" in line for line in violations(page))


def test_axe_finds_nothing_while_the_menu_is_open_or_rows_are_chosen(open_page: Open):
    page = open_page("real", "recommendations/?show-1=vetting&sort-1=4-descending", width=390)
    page.get_by_text("Menu", exact=True).click()
    found = violations_in_every_look(page)
    assert not found, "\n".join(found)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_from_320_px_to_a_tablet(open_page: Open, kind):
    page = open_page(*KINDS[kind], width=320)
    for width in (320, 390, 480, 768):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(SIDEWAYS) <= 0, width


# The words of table headings that stand on more than one line, a part of each.
BROKEN_WORDS = """() => [...document.querySelectorAll("table.register thead th")].flatMap((cell) => {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    const broken = [];
    while (texts.nextNode()) {
        for (const word of texts.currentNode.data.matchAll(/\\p{L}+/gu)) {
            const range = document.createRange();
            range.setStart(texts.currentNode, word.index);
            range.setEnd(texts.currentNode, word.index + word[0].length);
            if (range.getClientRects().length > 1) broken.push(word[0]);
        }
    }
    return broken;
})"""


@pytest.mark.parametrize("kind", ["inspections", "owners", "statuses", "a pillar"])
def test_no_heading_breaks_within_a_word_on_a_phone_that_does_not_hyphenate(open_page: Open, kind):
    page = open_page(*KINDS[kind], width=390, bypass_csp=True)
    page.add_style_tag(content="* { hyphens: manual !important; }")
    assert page.evaluate(BROKEN_WORDS) == []
    page.add_style_tag(
        content="table.register thead th { font-size: 3rem !important; overflow-wrap: anywhere !important; }"
    )
    assert page.evaluate(BROKEN_WORDS)


@pytest.fixture(scope="module")
def large_text_browser(playwright, chromium):
    """A browser whose reader chose text of twice the size."""
    with launched(playwright, chromium, "--blink-settings=defaultFontSize=32") as browser:
        yield browser


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_scrolls_sideways_with_text_of_200_per_cent(open_page: Open, large_text_browser, kind):
    page = open_page(*KINDS[kind], browser=large_text_browser)
    assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)") >= 30
    assert page.evaluate(SIDEWAYS) <= 0
