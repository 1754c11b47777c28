"""Nothing that people write into a record runs in a real browser: with the checks, and with them off."""

from pathlib import Path
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import BELOW, served
from tests.browser.test_policy import use
from tests.building import mkdocs_alone, project_in
from tests.hostile import HOSTILE_TEXTS, REFUSED_WORDS, WORDS_LET_PASS, mixed_register

pytestmark = pytest.mark.exhaustive

CHECKS_OFF = "import register.project\nimport register.checks.issue\n\nregister.project.has_errors = register.checks.issue.has_errors = lambda findings: False\n"
WITH_THE_CHECKS = "\n\n".join(WORDS_LET_PASS.values())
WITHOUT = "\n\n".join([*REFUSED_WORDS.values(), *WORDS_LET_PASS.values()])


@pytest.mark.parametrize("first", ["an element", "a picture", "an attribute"])
@pytest.mark.parametrize("words", [WITH_THE_CHECKS, WITHOUT], ids=["with the checks", "with the checks off"])
def test_nothing_runs_even_where_no_policy_holds_it(browser: Browser, tmp_path: Path, first: str, words: str):
    project = project_in(tmp_path / "project", mixed_register(first, words))
    settings = (project / "mkdocs.yml").read_text("utf-8")
    if words == WITHOUT:
        (project / "hooks" / "checks_off.py").write_text(CHECKS_OFF, "utf-8")
        settings = settings.replace("\nhooks:\n", "\nhooks:\n  - hooks/checks_off.py\n")
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    result = mkdocs_alone(project, "build", "--site-dir", str(tmp_path / "site" / BELOW.strip("/")))
    assert result.returncode == 0, result.stderr
    pages = [page for page in sorted((tmp_path / "site").rglob("index.html")) if "__ran" in page.read_text("utf-8")]
    assert len(pages) > 10
    context = browser.new_context(bypass_csp=True)
    context.add_init_script("window.alert = window.print = () => { window.__ran = 2; };")
    page = context.new_page()
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    with served(tmp_path / "site") as address:
        for file in pages:
            page.goto(address + file.relative_to(tmp_path / "site" / BELOW.strip("/")).as_posix())
            use(page)
            assert page.evaluate("window.__ran") is None, file
        page.goto(f"{address}search/?q=window")
        page.wait_for_selector(".results li")
        assert page.evaluate("window.__ran") is None
    context.close()
    assert not [url for url in asked if not url.startswith(address)]


def test_nothing_that_stands_in_an_address_runs(browser: Browser, sites: dict[str, str]):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    for payload in map(quote, HOSTILE_TEXTS.values()):
        for address in (f"search/?q={payload}", f"owners/head-of-contact/?show-1={payload}&sort-1={payload}#{payload}"):
            page.goto(sites["real"] + address)
            assert page.evaluate("window.__ran") is None, address
    context.close()
