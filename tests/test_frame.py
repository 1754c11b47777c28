"""A page in the theme's frame is the page that the theme would have made, byte for byte, by one process or by two."""

import multiprocessing
import re
import sys
from urllib.parse import urljoin

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from register import parallel
from register.pages import frame

from tests.building import files_of, mkdocs_alone, project_in
from tests.conftest import IMPOSSIBLE
from tests.golden import RECORDS

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
        'title: "It\'s <b>5 > 3</b> & register-slot-content {{ page }}"' if line.startswith("title:") else line
        for line in record.read_text("utf-8").split("\n")
    ]
    record.write_text("\n".join(lines), "utf-8")
    return folder


def built(project, site):
    """The files of the site, into which the project was built."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("REGISTER_AS_OF", "2019-09-30")
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="build", dirty=False)
        build(config)
    return files_of(site)


@pytest.fixture(scope="module")
def first(project, tmp_path_factory):
    """The files of the site as it is built by one process, with filled frames."""
    return built(project, tmp_path_factory.mktemp("first"))


@pytest.fixture
def build_again(project, tmp_path):
    """Builds the project and returns the files of the site."""
    return lambda: built(project, tmp_path / "again")


def led_from(name, content):
    """The content with each link as the address that it leads to: there are several ways to write one."""
    return re.sub(rb'href="([^"]*)"', lambda link: urljoin(f"/{name}", link[1].decode()).encode(), content)


def test_a_filled_frame_is_the_page_that_the_theme_makes(first, build_again, monkeypatch):
    monkeypatch.setattr(frame, "sample_of", lambda page: page)
    made = build_again()
    assert first.keys() == made.keys()
    pages = [name for name in first if name.endswith(".html")]
    assert not [name for name in pages if led_from(name, first[name]) != led_from(name, made[name])]
    page = first["recommendations/custody-cells/index.html"]
    assert b"<title>It&#39;s &lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; register-slot-content" in page
    assert b'rel="canonical" href="https://register.example.org/sub/recommendations/custody-cells/"' in page
    assert b'href="https://git.example.org/register/records/recommendations/custody-cells?file=../records/' in page


def test_the_theme_renders_a_frame_once_for_all_pages_that_share_it(build_again, monkeypatch):
    rendered = []
    of = frame.Frame.of
    monkeypatch.setattr(frame.Frame, "of", lambda text: (rendered.append(text), of(text))[1])
    pages = [name for name in build_again() if name.endswith("index.html")]
    assert len(rendered) < 12 < len(pages)


def test_two_builds_in_one_process_give_what_two_processes_give(project, first, build_again):
    other = mkdocs_alone(project, "build", "-d", "other", REGISTER_AS_OF="2019-09-30")
    assert other.returncode == 0, other.stderr
    assert first == build_again() == files_of(project / "other")


@pytest.mark.skipif(sys.platform != "linux", reason=f"{IMPOSSIBLE}only Linux uses a second process")
def test_two_processes_write_what_one_writes(first, build_again, monkeypatch):
    monkeypatch.setattr(parallel, "MANY", 1)
    begun = []
    fork = multiprocessing.get_context("fork").Process
    monkeypatch.setattr(fork, "start", lambda self, start=fork.start: (begun.append(self), start(self)))
    assert build_again() == first
    assert len(begun) >= 2  # one reads, one writes, one looks at links


def test_a_page_that_the_navigation_names_is_the_current_entry(project, build_again):
    settings = (project / "mkdocs.yml").read_text("utf-8")
    named = settings.replace("  - About:", "  - One finding: recommendations/closed/index.md\n  - About:", 1)
    (project / "mkdocs.yml").write_text(named, "utf-8")
    try:
        page = build_again()["recommendations/closed/index.html"].decode()
    finally:
        (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert 'aria-current="page">One finding</a>' in page
    assert page.count("aria-current") == 1
