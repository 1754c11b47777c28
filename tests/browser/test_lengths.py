"""At a thousand findings no page is too long to read or too heavy to load, but papers and what is for staff."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from bench import generate
from tests.browser.conftest import BELOW, served
from tests.building import mkdocs, project_in

HEIGHT, SIZE = 15_000, 400_000  # px at 1280 px, bytes
EXEMPT = ("meetings/", "staff/", "rules/", "fields/")

pytestmark = pytest.mark.exhaustive


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a thousand findings."""
    folder = tmp_path_factory.mktemp("thousand")
    project = project_in(folder / "project", generate.write(1_000, folder))
    site = folder / BELOW.strip("/")
    result = mkdocs(project, "build", "--strict", "--site-dir", str(site), REGISTER_AS_OF=str(generate.LAST_DAY))
    assert result.returncode == 0, result.stderr
    return site


def test_no_page_is_too_long_or_too_heavy(site: Path, browser: Browser):
    page, too_much = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False), {}
    files = [file for file in sorted(site.rglob("index.html")) if not str(file.relative_to(site)).startswith(EXEMPT)]
    assert any("page/2/" in str(file) for file in files)
    largest = sorted(files, key=lambda file: file.stat().st_size)[-200:]  # a page of few bytes is a short one
    with served(site.parent) as address:
        for file in {*largest, *(file for file in files if "recommendations" not in file.parts)}:
            page.goto(f"{address}{file.relative_to(site).parent}/")
            height, size = page.evaluate("document.documentElement.scrollHeight"), file.stat().st_size
            if height > HEIGHT or size > SIZE:
                too_much[str(file.relative_to(site))] = (height, size)
    page.close()
    assert not too_much
