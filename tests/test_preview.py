"""The preview makes a page when it is asked for: the page of the built site, and never one of before an edit."""

import gc
import json
import re
import time
import urllib.error
import urllib.request
from datetime import date

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from register.records.folder import files_from, read_folder
from register.records.record import read_records
from register.snapshots.snapshots import Snapshots

from tests.building import files_of, project_in, served, site_of
from tests.golden import RECORDS
from tests.small import finding, texts
from tests.test_days import values

ADDRESS = "https://register.example.org/sub/"
ONLY_BUILT = {"manifest.json", "sitemap.xml.gz", "sitemap.xml"}  # of what is published, not of what is looked at
POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>\n\n?')


class Preview:
    """A preview of the project in the folder, without its server."""

    def __init__(self, folder, site):
        self.site = site
        self._settings = str(folder / "mkdocs.yml")
        config = self._config()
        config.plugins.on_startup(command="serve", dirty=False)
        self.hook = config.hooks["hooks/mkdocs_hook.py"]
        self.mode = self.hook._plugin._mode

    def _config(self):
        return load_config(self._settings, site_dir=str(self.site))

    def build(self):
        build(self._config(), serve_url=ADDRESS)

    def edited(self, unless):
        """What the preview does when it sees an edit. unless: what is not expected."""
        self.mode._build_again(lambda: pytest.fail(unless))

    def made(self):
        """The files that were made so far."""
        return files_of(self.site)

    def ask(self, *paths):
        self.mode._on_demand.ask(*paths)
        return self.made()


@pytest.fixture
def preview(tmp_path, monkeypatch):
    """A preview of the golden register."""
    monkeypatch.setenv("REGISTER_AS_OF", "2019-09-30")
    folder = project_in(tmp_path / "project", RECORDS)
    settings = folder / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nsite_url: {ADDRESS}\n", "utf-8")
    yield Preview(folder, tmp_path / "site")
    gc.enable()


PAGE = "recommendations/custody-cells/index.html"


def another(text):
    """The record as one of another finding, which has a title of its own."""
    return re.sub("title: .*", "title: Another finding", text)


def assert_same(built, shown):
    assert built.keys() - shown.keys() <= ONLY_BUILT
    others = [name for name in built.keys() - ONLY_BUILT if POLICY.sub(b"", built[name]) != shown[name]]
    assert not others


def test_each_page_and_file_of_the_preview_is_that_of_the_built_site(preview, tmp_path):
    built = site_of(tmp_path / "project")
    preview.build()
    assert_same(built, preview.ask(*built))


def test_after_an_edit_of_a_record_each_page_and_file_is_that_of_the_built_site_though_mkdocs_builds_nothing(
    preview, tmp_path
):
    preview.build()
    preview.ask("index.html", "red/index.html", PAGE, "search/index.json", "status.json")
    record = tmp_path / "project" / "records" / "recommendations" / "custody-cells.md"
    title = "custody cells, as edited"
    record.write_text(re.sub("title: .*", f"title: {title}", record.read_text("utf-8")), "utf-8")
    preview.edited(unless="MkDocs builds")
    built = site_of(tmp_path / "project")
    assert title.encode() in built[PAGE]
    assert_same(built, preview.ask(*built))


def test_mkdocs_builds_where_an_edit_changed_more_than_what_its_pages_show(preview, tmp_path):
    project = tmp_path / "project"
    record = project / "records" / "recommendations" / "custody-cells.md"
    text = record.read_text("utf-8")
    edits = {
        "a page of people's own": lambda: (project / "docs" / "how-to-read.md").write_text("# Edited\n", "utf-8"),
        "an address that leads on": lambda: (project / "addresses.txt").write_text("/old/ -> /red/\n", "utf-8"),
        "the settings": lambda: (project / "mkdocs.yml").open("a").write("# edited\n"),
        "another finding": lambda: record.with_name("another-finding.md").write_text(another(text), "utf-8"),
        "a finding less": lambda: record.with_name("another-finding.md").unlink(),
        "another owner": lambda: record.write_text(re.sub("owner: .*", "owner: Another Office", text), "utf-8"),
        "a record that is broken": lambda: record.write_text(text.replace("status: ", "status: un"), "utf-8"),
        "the record mended": lambda: record.write_text(text, "utf-8"),
    }
    preview.build()
    for what, edit in edits.items():
        edit()
        built = []
        preview.mode._build_again(lambda built=built: built.append(preview.build()))
        assert built, what
    assert_same(built := site_of(project), preview.ask(*built))


def test_one_mistake_is_told_once(preview, tmp_path, caplog):
    record = tmp_path / "project" / "records" / "recommendations" / "custody-cells.md"
    text = record.read_text("utf-8")
    preview.build()
    for edited in (text.replace("status: ", "status: un"), text.replace("status: ", "status: in")):
        record.write_text(edited, "utf-8")
        caplog.clear()
        preview.mode._build_again(preview.build)
        assert caplog.text.count("error[unknown-status]") == caplog.text.count("custody-cells.md:") > 0
        assert len([line for line in caplog.messages if "unknown-status" in line]) == 1


def test_an_edit_of_a_page_in_a_linked_folder_is_seen(preview, tmp_path):
    page = tmp_path / "elsewhere" / "page.md"
    page.parent.mkdir()
    page.write_text("# A page\n", "utf-8")
    (tmp_path / "project" / "docs" / "linked").symlink_to(page.parent)
    preview.build()
    page.write_text("# An edited page\n", "utf-8")
    preview.mode._build_again(preview.build)
    assert b"An edited page" in preview.ask("linked/page/index.html")["linked/page/index.html"]


def test_settings_that_are_saved_again_while_they_are_read_are_another_edit(preview, tmp_path):
    settings = tmp_path / "project" / "mkdocs.yml"
    preview.build()

    def build():
        preview.build()
        settings.write_text(f"{settings.read_text('utf-8')}# edited\n", "utf-8")

    settings.write_text(f"{settings.read_text('utf-8')}# edited\n", "utf-8")
    preview.mode._build_again(build)
    built = []
    preview.mode._build_again(lambda: built.append("built"))
    assert built


def test_a_build_that_never_began_is_made_up_for(preview, tmp_path):
    """MkDocs reads mkdocs.yml before each build, and says nothing to hooks where that fails."""
    record = tmp_path / "project" / "records" / "recommendations" / "custody-cells.md"
    preview.build()
    record.with_name("another-finding.md").write_text(another(record.read_text("utf-8")), "utf-8")
    with pytest.raises(ValueError, match="unreadable"):
        preview.mode._build_again(lambda: (_ for _ in ()).throw(ValueError("unreadable")))
    preview.mode._build_again(preview.build)
    page = "recommendations/another-finding/index.html"
    assert page in preview.ask(page)


def test_what_is_being_downloaded_stays_whole_though_it_is_made_again(preview, tmp_path):
    preview.build()
    preview.ask("data/register.json")
    record = tmp_path / "project" / "records" / "recommendations" / "custody-cells.md"
    with (preview.site / "data" / "register.json").open("rb") as download:
        before = download.read(100)
        record.write_text(re.sub("title: .*", "title: Edited", record.read_text("utf-8")), "utf-8")
        preview.edited(unless="MkDocs builds")
        whole = before + download.read()
    assert "Edited" not in str(json.loads(whole))
    assert b"Edited" in preview.ask("data/register.json")["data/register.json"]


def test_a_finding_in_the_navigation_is_the_page_of_the_built_site(preview, tmp_path):
    settings = tmp_path / "project" / "mkdocs.yml"
    entry = PAGE.replace(".html", ".md")
    settings.write_text(settings.read_text("utf-8").replace("nav:\n", f"nav:\n  - {entry}\n"), "utf-8")
    built = site_of(tmp_path / "project")
    assert b'aria-current="page"' in built[PAGE]
    preview.build()
    assert_same(built, preview.ask(*built))


def test_without_renewing_browsers_the_server_hands_out_a_whole_site(tmp_path):
    with served(project_in(tmp_path, texts(vetting=finding())), "--no-livereload") as site:
        for address, words in {
            "recommendations/vetting/": b"Clear the vetting backlog",
            "red/": b"<h1",
            "": b"<h1",
        }.items():
            assert words in fetch(f"{site}{address}"), address


def test_where_a_build_failed_the_next_edit_has_mkdocs_build(preview, tmp_path):
    preview.build()
    preview.hook.on_build_error(error=ValueError("a page that can't be read"))
    built = []
    preview.mode._build_again(lambda: built.append("built"))
    assert built


def test_a_setting_that_is_wrong_is_said_by_the_build(preview, monkeypatch):
    preview.build()
    monkeypatch.setenv("REGISTER_AS_OF", "yesterday")
    with pytest.raises(Abort):
        preview.mode._build_again(preview.build)


def test_nothing_is_made_before_somebody_asks_for_it(preview):
    preview.build()
    assert not [name for name in preview.made() if name.startswith(("recommendations/", "data/", "red/", "search/"))]
    assert [name for name in preview.ask(PAGE) if name.startswith("recommendations/")] == [PAGE]


def test_after_an_edit_no_page_of_before_is_left_and_those_that_were_looked_at_are_made_again(preview, tmp_path):
    preview.build()
    preview.ask(PAGE, "red/index.html")
    record = tmp_path / "project" / "records" / "recommendations" / "custody-cells.md"
    record.write_text(re.sub("title: .*", "title: An edited title", record.read_text("utf-8")), "utf-8")
    preview.build()
    made = preview.made()
    assert b"An edited title" in made[PAGE]
    assert "red/index.html" in made
    preview.build()
    assert PAGE not in preview.made()  # it was not looked at since
    assert b"An edited title" in preview.ask("recommendations/index.html")["recommendations/index.html"]


def test_what_is_asked_for_while_a_build_goes_on_is_there_when_it_ends(preview):
    preview.build()
    preview.mode._on_demand.withdraw()
    assert PAGE not in preview.ask(PAGE)
    preview.build()
    assert PAGE in preview.made()


def test_an_edit_of_one_finding_gives_the_days_that_all_records_give():
    """days.py keeps what an earlier reading made; whatever changes, nothing may be out of date."""
    files = {file.path: file.content for file in read_folder(RECORDS)}
    first = read_records(files_from(files))
    days = Snapshots(first.public())
    asked = [date(2019, 6, 28), date(2019, 9, 30), date(2020, 4, 1)]
    for day in asked:
        days.on(day), days.as_recorded(day)
    for path, content in files.items():
        for edited in edits(path, content.decode()):
            again = read_records(files_from({**files, path: edited}), first)
            after, alone = Snapshots(again.public(), days), Snapshots(again.public())
            for day in asked:
                assert values(after.on(day)) == values(alone.on(day)), path
                assert values(after.as_recorded(day)) == values(alone.as_recorded(day)), path


def edits(path, text):
    """The record with another title, with another day of receipt or publication, and with another parent."""
    yield re.sub("(?m)^(title|organisation|name): .*", r"\1: Another", text)
    yield re.sub("(?m)^(received|published): .*", r"\1: 2018-01-01", text)
    if path.startswith("recommendations/"):
        yield re.sub("(?m)^parent: .*\n", "", text)
        yield re.sub("(?m)^publish: false\n", "", text)


def test_days_are_kept_where_nothing_changed_that_they_show():
    files = texts(vetting=finding(parent="cause"), cause=finding(type="cause-of-concern"), other=finding())
    first = read_records(files_from(files))
    day = date(2020, 4, 1)
    days = Snapshots(first.public())
    before = days.on(day).by_id
    edited = files | {"recommendations/vetting.md": finding(title="Edited", parent="cause")}
    after = Snapshots(read_records(files_from(edited), first).public(), days).on(day).by_id
    assert after["other"] is before["other"]
    assert after["cause"] is not before["cause"]  # it names the finding
    assert after["vetting"].title == "Edited"


def test_the_server_gives_pages_files_and_pieces_of_the_search_and_nothing_else(tmp_path):
    with served(project_in(tmp_path, texts(vetting=finding()))) as site:
        for address, words in {
            "": b"/livereload/",
            "recommendations/vetting": b"Clear the vetting backlog",  # without its last sign, as people type it
            "red/": b"<h1",
            "how-to-read/": b"<h1",
            "data/register.json": b'"vetting"',
            "search/words/0.json": b'{"',
            "search/index.json": b'"entries"',
        }.items():
            assert words in fetch(f"{site}{address}"), address
        for address in (
            "nothing/",
            "recommendations/nothing/",
            "../mkdocs.yml",
            "recommendations/..%2f..%2fmkdocs.yml",
        ):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"{site}{address}", timeout=20)


def fetch(address):
    """What the server answers, once it runs."""
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                return answer.read()
        except urllib.error.HTTPError:
            raise
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"{address} was never answered")


def test_garbage_is_looked_for_when_no_build_has_begun_for_a_while(preview, monkeypatch):
    preview.build()
    assert not gc.isenabled()
    waiting = preview.mode._garbage._collection
    assert waiting.is_alive()
    preview.build()
    assert waiting.finished.is_set()  # it was called off, and another waits
    assert preview.mode._garbage._collection.is_alive()
