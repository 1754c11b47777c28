"""Addresses never die: the ledger knows every one that was published, and a site that lost one is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from register.cli import main
from register.ledger import lost, published, read_ledger, with_new

from tests.small import finding, texts
from tests.test_mkdocs import mkdocs, project_in

TEXT = "# A remark\n\n/red/\n/old/ -> /red/\n"


def test_a_ledger_has_addresses_and_where_they_lead():
    ledger = read_ledger(TEXT)
    assert ledger.addresses == {"/red/": None, "/old/": "/red/"}
    assert ledger.moved == {"/old/": "/red/"}


def test_pages_and_the_files_of_data_have_addresses_and_other_files_have_none():
    paths = [
        "index.html",
        "red/index.html",
        "data/register.json",
        "assets/register.css",
        "404.html",
        "meetings/x/paper.pdf",
    ]
    assert published(paths) == {"/", "/red/", "/data/register.json"}


def test_a_lost_address_is_told_with_what_to_do():
    (sentence,) = lost(read_ledger("/\n/red/\n"), frozenset({"/"}))
    assert sentence.startswith("/red/ was published and is gone; bring it back, name it in `formerly`")
    assert sentence.endswith("/red/ -> /")


def test_new_addresses_are_added_in_order_and_nothing_is_taken_away():
    text = with_new(read_ledger(TEXT), frozenset({"/", "/red/"}))
    assert text.splitlines()[2:] == ["/", "/old/ -> /red/", "/red/"]
    assert with_new(read_ledger(text), frozenset()) == text


@pytest.fixture
def site(tmp_path, monkeypatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for page in ("index.html", "red/index.html"):
        (tmp_path / "site" / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / page).touch()
    return tmp_path / "site"


def addresses(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["addresses", *arguments])
    return result.exit_code, result.output


def test_the_command_adds_what_is_new_and_refuses_what_is_lost(site):
    assert addresses() == (0, "no address is lost, 2 are new\n")
    assert addresses("--write") == (0, "no address is lost, 2 were added\n")
    assert addresses("--write") == (0, "no address is lost, 0 were added\n")
    (site / "red" / "index.html").unlink()
    code, said = addresses("--write")
    assert code == 1
    assert "/red/ was published and is gone" in said
    assert "/red/" in Path("addresses.txt").read_text()


def test_the_addresses_of_a_private_site_are_not_for_the_ledger(site):
    (site / "private.txt").touch()
    assert addresses("--write")[0] == 2
    assert not Path("addresses.txt").exists()


def test_an_address_that_leads_on_has_a_page(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding()))
    (folder / "addresses.txt").write_text("/owners/somebody-else/ -> /owners/\n")
    assert mkdocs(folder, "build", "--strict").returncode == 0
    page = (folder / "site" / "owners" / "somebody-else" / "index.html").read_text("utf-8")
    assert '<a href="../">Go to the page that takes its place.</a>' in page
