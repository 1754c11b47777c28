"""A poured page is the page that MkDocs would have made, byte for byte, by one process or by two."""

import multiprocessing
import sys

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from register import pouring

from tests.golden import RECORDS
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
        "title: \"It's <b>5 > 3</b> & register-gap-content {{ page }}\"" if line.startswith("title:") else line
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
    monkeypatch.setattr(pouring, "can_be_poured", lambda _: False)
    made = build_into("made")
    assert poured.keys() == made.keys()
    assert not [name for name in poured if poured[name] != made[name]]
    page = poured["recommendations/custody-cells/index.html"]
    assert b"<title>It&#39;s &lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; register-gap-content" in page
    assert b'rel="canonical"' in page
    assert b'href="https://git.example.org/register/records/recommendations/custody-cells?file=../records/' in page


@pytest.mark.skipif(sys.platform != "linux", reason="only there a second process is used")
def test_two_processes_write_what_one_writes(build_into, monkeypatch):
    alone = build_into("alone")
    monkeypatch.setattr(sys.modules["mkdocs_pouring"], "MANY", 1)
    begun = []
    fork = multiprocessing.get_context("fork").Process
    monkeypatch.setattr(fork, "start", lambda self, start=fork.start: (begun.append(self), start(self)))
    assert build_into("together") == alone
    assert len(begun) == 1


def test_a_poured_page_that_the_navigation_names_is_built_by_mkdocs(project, build_into):
    settings = (project / "mkdocs.yml").read_text("utf-8")
    named = settings.replace("  - About:", "  - One finding: recommendations/closed/index.md\n  - About:", 1)
    (project / "mkdocs.yml").write_text(named, "utf-8")
    try:
        page = build_into("named")["recommendations/closed/index.html"].decode()
    finally:
        (project / "mkdocs.yml").write_text(settings, "utf-8")
    assert 'aria-current="page">One finding</a>' in page
