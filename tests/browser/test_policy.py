"""The policy of the pages holds in a real browser: whatever a reader does, no page wants more than it may."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.browser.kinds import KINDS, NOWHERE

pytestmark = pytest.mark.exhaustive

LISTEN = """
window.__violations = [];
addEventListener("securitypolicyviolation", (e) => window.__violations.push(`${e.violatedDirective} ${e.blockedURI}`));
"""


@pytest.fixture
def watched(browser: Browser) -> Iterator[tuple[Page, list[str], list[str]]]:
    """A page, what it asked for, and what the browser complained of."""
    context = browser.new_context(viewport={"width": 390, "height": 900})
    context.add_init_script(LISTEN)
    asked: list[str] = []
    complaints: list[str] = []
    page = context.new_page()

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    context.on("request", lambda request: asked.append(request.url))
    yield page, asked, complaints
    context.close()


def use(page: Page) -> None:
    """Does what a reader may do on the page: opens the menu, searches, sorts, filters and prints."""
    for selector in ("summary:visible", ".register-sort:visible"):
        for control in page.locator(selector).all()[:3]:
            control.click()
    for field in page.locator("input:visible").all():
        field.fill("vetting")
        field.press("ArrowDown")
    page.pdf()


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_wants_more_than_the_policy_allows_or_leaves_its_origin(watched, sites, kind):
    page, asked, complaints = watched
    site, address = KINDS[kind]
    page.goto(sites[site] + address)
    use(page)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.__violations") == []
    if address != NOWHERE:  # whose style is not found here: these sites don't know that they stand below a folder
        assert complaints == []
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(sites[site]).netloc}


def test_the_policy_stops_what_does_not_belong_to_the_site(watched, sites):
    page, _, _ = watched
    page.goto(sites["real"])
    page.evaluate("""() => {
        const script = document.createElement("script");
        script.append("window.__ran = 1");
        document.body.append(script);
        const picture = document.createElement("img");
        picture.src = "https://elsewhere.example/x.png";
        document.body.append(picture);
        document.body.setAttribute("style", "color: red");
    }""")
    page.wait_for_function("window.__violations.length >= 2")
    assert page.evaluate("window.__ran") is None
