"""A poured page is the page that MkDocs would have made, byte for byte: cold or warm, by one process or by two."""

import multiprocessing
import shutil
import sys
from datetime import date

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from register import parallel
from register.build import make_site
from register.environment import cache_of
from register.mkdocs import frame
from register.mkdocs.page_cache import Names

from tests.conftest import IMPOSSIBLE
from tests.golden import RECORDS
from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, TODAY, finding, records_of, texts
from tests.test_mkdocs import files_of, project_in

SETTINGS = """
site_url: https://register.example.org/sub/
repo_url: https://git.example.org/register
edit_uri_template: "edit/{path_noext}?file={path}"
theme:
  name: material
  custom_dir: hooks/theme
  font: false
  features: [content.action.edit, content.action.view]
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """The golden register with an address, edit links and a finding whose title has signs."""
    folder = project_in(tmp_path_factory.mktemp("project"), RECORDS)
    written = (folder / "mkdocs.yml").read_text("utf-8").replace("theme:\n", "_theme:\n", 1)
    (folder / "mkdocs.yml").write_text(f"{written}\n{SETTINGS}", "utf-8")
    record = folder / "records" / "recommendations" / "custody-cells.md"
    lines = [
        'title: "It\'s <b>5 > 3</b> & register-gap-content {{ page }}"' if line.startswith("title:") else line
        for line in record.read_text("utf-8").split("\n")
    ]
    record.write_text("\n".join(lines), "utf-8")
    return folder


@pytest.fixture
def build_into(project, tmp_path, monkeypatch):
    """Builds the project and returns the files of the site."""
    monkeypatch.setenv("REGISTER_AS_OF", "2019-09-30")

    def built(name):
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(tmp_path / name))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
        return files_of(tmp_path / name)

    return built


def test_a_poured_page_is_the_page_that_mkdocs_makes(build_into, monkeypatch):
    poured = build_into("poured")
    monkeypatch.setattr(frame, "can_be_poured", lambda _: False)
    made = build_into("made")
    assert poured.keys() == made.keys()
    assert not [name for name in poured if poured[name] != made[name]]
    page = poured["recommendations/custody-cells/index.html"]
    assert b"<title>It&#39;s &lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; register-gap-content" in page
    assert b'rel="canonical"' in page
    assert b'href="https://git.example.org/register/records/recommendations/custody-cells?file=../records/' in page


@pytest.mark.skipif(sys.platform != "linux", reason=f"{IMPOSSIBLE}only Linux uses a second process")
def test_two_processes_write_what_one_writes(project, build_into, monkeypatch):
    in_process = build_into("alone")
    shutil.rmtree(kept_pages(project))
    monkeypatch.setattr(parallel, "MANY", 1)
    begun = []
    fork = multiprocessing.get_context("fork").Process
    monkeypatch.setattr(fork, "start", lambda self, start=fork.start: (begun.append(self), start(self)))
    assert build_into("together") == in_process
    assert len(begun) == 2  # one writes, one looks at links


def test_a_poured_page_that_the_navigation_names_is_built_by_mkdocs(project, build_into):
    settings = (project / "mkdocs.yml").read_text("utf-8")
    named = settings.replace("  - About:", "  - One finding: recommendations/closed/index.md\n  - About:", 1)
    (project / "mkdocs.yml").write_text(named, "utf-8")
    try:
        page = build_into("named")["recommendations/closed/index.html"].decode()
    finally:
        (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert 'aria-current="page">One finding</a>' in page


def test_a_warm_build_gives_the_bytes_of_a_cold_one_and_makes_no_page_of_a_finding(project, build_into, monkeypatch):
    shutil.rmtree(kept_pages(project), ignore_errors=True)
    cold = build_into("cold")
    made = []
    monkeypatch.setattr(frame.Frame, "poured", counted(frame.Frame.poured, made))
    assert build_into("warm") == cold
    assert made
    assert not [page for page in made if page.made_of]


def test_what_is_damaged_or_foreign_among_the_kept_pages_is_made_anew(project, build_into):
    good = build_into("good")
    kept = sorted(kept_pages(project).iterdir())
    kept[0].write_bytes(b"rubbish")
    kept[1].write_bytes(b"")
    kept[2].write_bytes(kept[2].read_bytes().replace(b"<h1>", b"<h2>"))
    (kept_pages(project) / "foreign").write_bytes(b"?")
    assert build_into("again") == good
    assert sorted(kept_pages(project).iterdir()) == kept


def test_what_was_changed_in_a_built_site_does_not_come_back(project, build_into, tmp_path):
    good = build_into("good")
    page = tmp_path / "good" / "recommendations" / "custody-cells" / "index.html"
    page.write_bytes(page.read_bytes().replace(b"<h1>", b"<h2>"))
    assert build_into("again") == good


def test_without_a_folder_for_kept_pages_the_site_is_the_same(project, build_into):
    good = build_into("good")
    shutil.rmtree(kept_pages(project))
    kept_pages(project).write_text("a file, so that no folder can be made")
    try:
        assert build_into("again") == good
    finally:
        kept_pages(project).unlink()


CHANGED = {
    "the title of its parent": lambda files: files | {"recommendations/cause.md": finding(title="Another", **CAUSE)},
    "its own words": lambda files: files | {"recommendations/vetting.md": finding(parent="cause", owner="Head of IT")},
    "its inspection": lambda files: files | {"inspections/peel-2018-19.md": INSPECTION.replace("inspection", "look")},
    "a question": lambda files: files | {"frameworks/peel-2018-19.yml": FRAMEWORK.replace("lawful", "fair")},
    "the settings": lambda files: files | {"register.yml": REGISTER.replace("HMICFRS", "HMIC")},
    "a meeting whose paper spoke of it": lambda files: (
        files | {"meetings/2019-06-28.md": MEETING.replace("HMICFRS update", "Another name")}
    ),
    "a finding of which no status is recorded": lambda files: (
        files | {"recommendations/other.md": finding("history:\n  - {date: 2099-01-01, status: red}\n")}
    ),
    "a record that its words can lead to": lambda files: files | {"recommendations/new.md": finding()},
}


@pytest.mark.parametrize("what", CHANGED)
def test_a_page_has_another_name_when_anything_changed_that_it_shows(what):
    files = texts(vetting=finding(parent="cause"), cause=finding(**CAUSE), other=finding())
    files["meetings/2019-06-28.md"] = MEETING
    assert name_of_page(files) == name_of_page(dict(files))
    assert name_of_page(files) != name_of_page(CHANGED[what](files))


def test_a_page_has_another_name_on_another_day_and_in_another_frame():
    files = texts(vetting=finding(parent="cause"), cause=finding(**CAUSE))
    assert name_of_page(files) != name_of_page(files, day=date(2026, 11, 24))
    assert name_of_page(files) != name_of_page(files, frame="<body>another")


def test_a_page_keeps_its_name_when_a_finding_changed_that_it_does_not_show():
    files = texts(vetting=finding(), other=finding())
    assert name_of_page(files) == name_of_page(files | {"recommendations/other.md": finding(title="Another")})


CAUSE = {"type": "cause-of-concern"}


def name_of_page(files, day=TODAY, frame="<body>"):
    records = records_of(files)
    site = make_site(records, day)
    page = next(page for page in site.pages if page.address == "/recommendations/vetting/")
    return Names(site.snapshot, records).of(page, frame.Frame.of(frame))


def kept_pages(project):
    return cache_of(project / "records") / "pages-public"


def counted(function, calls):
    """The function, noting what it is called with."""

    def call(frame, page):
        calls.append(page)
        return function(frame, page)

    return call
