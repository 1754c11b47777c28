"""Addresses never die: the ledger knows every one that was published, and a site that lost one is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from register.cli import main
from register.publishing.ledger import lost, published, read_ledger, with_new

from tests.building import mkdocs, project_in
from tests.small import finding, texts
from tests.test_git import Clone

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
    assert sentence.startswith("/red/ was published and is gone; bring it back, list it under `formerly`")
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
    assert addresses() == (0, "no address is lost; 2 are new\n")
    assert addresses("--write") == (0, "no address is lost; 2 added\n")
    assert addresses("--write") == (0, "no address is lost; 0 added\n")
    (site / "red" / "index.html").unlink()
    code, said = addresses("--write")
    assert code == 1
    assert "/red/ was published and is gone" in said
    assert "/red/" in Path("addresses.txt").read_text()


def test_the_addresses_of_a_private_site_are_not_for_the_ledger(site):
    (site / "private.txt").touch()
    assert addresses("--write")[0] == 2
    assert not Path("addresses.txt").exists()


def test_a_line_taken_out_since_a_revision_is_refused_and_one_that_leads_on_is_not(site):
    clone = Clone(site.parent)
    clone.git("init", "--quiet")
    (site.parent / ".gitignore").write_text("site/\n")
    clone.commit()
    assert addresses("--since", "HEAD") == (0, "no address is lost; 2 are new\n")  # there was no ledger
    addresses("--write")
    clone.commit()
    ledger = Path("addresses.txt")
    ledger.write_text(ledger.read_text().replace("/red/\n", ""))
    code, said = addresses("--since", "HEAD")
    assert code == 1
    assert said == (
        "/red/ was removed from addresses.txt; put its line back, with a redirect if the page is gone: /red/ -> /\n"
    )
    ledger.write_text(f"{ledger.read_text()}/red/ -> /\n")
    assert addresses("--since", "HEAD")[0] == 0
    assert addresses("--since", "no-such-branch")[0] == 2


def test_a_file_of_data_can_t_lead_on_so_it_must_come_back():
    ledger = read_ledger("/data/old.csv -> /data/new.csv\n")
    assert ledger.moved == {}
    (sentence,) = lost(ledger, frozenset({"/"}))
    assert sentence.endswith(" is gone; bring it back: programs read this file, and a file can't redirect")


# Through MkDocs


@pytest.fixture
def project(tmp_path) -> Path:
    return project_in(tmp_path, texts(vetting=finding()))


TODAY = {"REGISTER_AS_OF": ""}


def ledger_says(project: Path, *lines: str) -> None:
    (project / "addresses.txt").write_text("".join(f"{line}\n" for line in lines))


GO_ON = "Go to the page that replaces it."


def test_an_address_that_leads_on_has_a_page_unless_its_own_page_stands_again(project):
    leads_on = {
        "/owners/somebody-else/": ("/owners/", "../../owners/"),
        "/old-page/": ("/red/", "../red/"),
        "/guides/edit/": ("/staff/how-to-edit/", "../../staff/how-to-edit/"),
    }
    stands_again = ("/security/", "/red/")
    ledger_says(
        project,
        "/",
        *(f"{old} -> {new}" for old, (new, _) in leads_on.items()),
        *(f"{old} -> /" for old in stands_again),
    )
    built = mkdocs(project, "build", "--strict", **TODAY)
    assert built.returncode == 0, built.stderr

    def page(address: str) -> str:
        return (project / "site" / address.strip("/") / "index.html").read_text("utf-8")

    for old, (_, link) in leads_on.items():
        assert f'<a href="{link}">{GO_ON}</a>' in page(old)
    for old in stands_again:
        assert GO_ON not in page(old)


def test_a_build_says_how_many_addresses_are_gone_and_who_names_them(project, monkeypatch):
    ledger_says(project, "/", "/owners/somebody-else/")
    built = mkdocs(project, "build", "--strict", **TODAY)
    assert built.returncode == 0, built.stderr
    assert "Addresses that were published are gone: 1. `register addresses` names them." in built.stderr
    monkeypatch.chdir(project)
    assert "/owners/somebody-else/ was published and is gone" in addresses()[1]


def test_a_site_of_a_past_day_or_for_staff_is_not_held_to_the_ledger(project):
    ledger_says(project, "/owners/somebody-else/")
    assert "are gone" not in mkdocs(project, "build", "--strict").stderr  # as at 2019-09-30
    private = mkdocs(project, "build", "--strict", "--config-file", "mkdocs-private.yml", **TODAY)
    assert "are gone" not in private.stderr
