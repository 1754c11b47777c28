"""Of an unpublished record the public site has no byte; the private site has it, is marked on every page, and is refused."""

import io
import json
import re
import shutil
import zipfile
import zlib
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from register.cli import main

from tests.building import files_of, mkdocs, project_in
from tests.small import finding, texts
from tests.test_paper_files import needs_pango

BODY = """\
## Recommendation

canary-words should be heard.

## Force response

canary-undated is said.

### 2019-09-01

canary-response is said, see [canary-text](https://example.org/canary-target).

## Evidence

canary-evidence

## Staff notes

canary-notes
"""
HISTORY = """\
next: {what: canary-step, by: 2019-12-01}
links: [{title: canary-link, url: https://example.org/canary-url}]
formerly: [canary-formerly]
history:
  - {date: 2019-06-01, status: amber, due: 2020-03-31, owner: canary-owner, reason: canary-reason, approved_by: canary-approver}
corrections:
  - {date: 2019-07-01, what: canary-correction, reason: canary-why}
"""
UNPUBLISHED = finding(
    HISTORY,
    BODY,
    title="canary-title",
    owner="canary-owner",
    reference="canary-reference",
    deadline="canary-deadline",
    waiting_on="canary-other-body",
    publish="false",
)
PUBLIC = finding(
    body=f"{finding().split('---')[2].strip()}\n\n## Staff notes\n\ncanary-staff notes of a public record\n"
)


SETTINGS = "site_url: https://register.example.org/\nrepo_url: https://git.example.org/r\n"


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A register with an unpublished record full of canaries, its public site and its private one."""
    folder = project_in(tmp_path_factory.mktemp("unpublished"), texts(canary_id=UNPUBLISHED, vetting=PUBLIC), SETTINGS)
    public = mkdocs(folder, "build", REGISTER_PAPERS="yes")
    assert public.returncode == 0, public.stderr
    private = mkdocs(folder, "build", "--config-file", "mkdocs-private.yml")
    assert private.returncode == 0, private.stderr
    return folder


def unpacked(content: bytes) -> bytes:
    """The bytes, with those that they hold in another form: members of archives, gzip, and the words of a PDF.

    Words stand in a PDF as numbers of glyphs, which only its own tables turn into letters; and lines break anywhere.
    """
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return b"".join(name.encode() + unpacked(archive.read(name)) for name in archive.namelist())
    if content.startswith(b"\x1f\x8b"):
        return zlib.decompress(content, 31)
    if content.startswith(b"%PDF"):
        document = PdfReader(io.BytesIO(content))
        objects = (repr(document.get_object(number)) for number in range(1, document.trailer["/Size"]))
        words = ("".join(page.extract_text().split()) for page in document.pages)
        return content + "".join([*words, *objects, repr(document.metadata)]).encode()
    return content


def with_canaries(site: Path) -> list[str]:
    return [name for name, content in files_of(site).items() if b"canary" in name.encode() + unpacked(content).lower()]


def test_no_file_of_the_public_site_has_a_byte_of_what_is_unpublished(project):
    files = files_of(project / "site")
    assert {"data/recommendations.xlsx", "data/feed.xml", "data/due-dates.ics", "sitemap.xml.gz"} <= files.keys()
    assert any(name.endswith("paper.docx") for name in files)
    assert with_canaries(project / "site") == []


def test_the_scan_finds_a_canary_where_there_is_one(project):
    found = with_canaries(project / "site-private")
    assert {
        "recommendations/canary-id/index.html",
        "data/private-register.json",
        "data/private-recommendations.xlsx",
    } <= set(found)


@needs_pango
def test_the_scan_would_find_a_canary_in_every_kind_of_file(project, tmp_path):
    """The same record, published: whatever holds facts or words holds the canary, also where it is packed."""
    files = texts(canary_id=UNPUBLISHED.replace("publish: false\n", ""), vetting=PUBLIC)
    folder = project_in(tmp_path, files, SETTINGS)
    published = mkdocs(folder, "build", REGISTER_PAPERS="yes")
    assert published.returncode == 0, published.stderr
    found = set(with_canaries(folder / "site"))
    assert {
        "index.html", "recommendations/canary-id/index.html", "recommendations/canary-formerly/index.html",
        "data/register.json", "data/recommendations.csv", "data/recommendations.xlsx", "data/feed.xml",
        "data/recommendations/canary-id.json", "data/recommendations/canary-formerly.json", "data/v1/register.json",
        "data/register.zip", "data/register.sqlite",
        "data/due-dates.ics", "meetings/2019-06-28/paper.pdf", "meetings/2019-06-28/paper.docx", "sitemap.xml", "sitemap.xml.gz",
        "manifest.json",
    } <= found  # fmt: skip
    assert any(name.startswith("search/") and name.endswith(".json") for name in found)
    text = files_of(folder / "site")
    assert {name.rsplit(".", 1)[-1] for name in text} - {name.rsplit(".", 1)[-1] for name in found} <= HOLD_NO_FACTS


HOLD_NO_FACTS = {"css", "js", "png", "svg", "txt", "conf", "_headers", "htaccess", "ico", "jsonld"}


def test_every_page_of_the_private_site_is_marked_and_none_of_the_public_one(project):
    mark = b"Private: not for publication."
    for name, content in files_of(project / "site-private").items():
        assert "/private-" in name or (mark in content) == name.endswith(".html"), name
    assert not [name for name, content in files_of(project / "site").items() if mark in content]


def test_the_name_of_every_data_file_of_the_private_site_says_so_and_so_does_its_first_key_or_cell(project):
    files = {
        name: content
        for name, content in files_of(project / "site-private").items()
        if name.startswith("data/") and not name.endswith(".html")
    }
    made = {name: content for name, content in files.items() if not name.startswith("data/schema/")}
    assert all(name.rpartition("/")[2].startswith("private-") for name in made)
    for name, content in made.items():
        if name.endswith(".json"):
            assert next(iter(json.loads(content).items())) == ("private", True), name
        if name.endswith(".csv"):
            assert content.decode("utf-8-sig").startswith("private,"), name


def words_of(project: Path, site: str, finding: str) -> str:
    """What a reader sees on the finding's page, without tags."""
    page = (project / site / "recommendations" / finding / "index.html").read_text("utf-8")
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


UNPUBLISHED_MARK = "Unpublished: this record is not on the public site."


def test_an_unpublished_record_s_own_page_says_that_it_is_unpublished_and_no_other_page_does(project):
    words = words_of(project, "site-private", "canary-id")
    assert f"canary-title {UNPUBLISHED_MARK}" in words
    marked = [
        name for name, content in files_of(project / "site-private").items() if UNPUBLISHED_MARK.encode() in content
    ]
    assert marked == ["recommendations/canary-id/index.html"]


@pytest.mark.parametrize(
    ("finding", "notes"), [("canary-id", "canary-notes"), ("vetting", "canary-staff notes of a public record")]
)
def test_staff_notes_stand_on_the_private_page_and_are_marked_as_such(project, finding, notes):
    assert f"Staff notes Staff notes are never published. {notes} " in words_of(project, "site-private", finding)


def test_a_public_page_made_after_a_private_one_has_nothing_of_it(project):
    """Pages are kept from build to build. Both sites have this page, and it is made of the same record."""
    before = files_of(project / "site")
    assert mkdocs(project, "build", "--config-file", "mkdocs-private.yml").returncode == 0
    assert mkdocs(project, "build", REGISTER_PAPERS="yes").returncode == 0
    assert files_of(project / "site") == before
    assert "Staff notes" not in words_of(project, "site", "vetting")


def test_the_findings_of_the_check_stand_on_a_page_of_the_private_site_alone(project):
    page = (project / "site-private" / "findings" / "index.html").read_text("utf-8")
    assert '<a href="../recommendations/canary-id/">canary-title</a>' in page
    assert "<h1>What the check found</h1>" in page
    assert "records/recommendations/canary-id.md:18:12" in page
    assert '<a href="../rules/#history-begins-late">history-begins-late</a>' in page
    assert not (project / "site" / "findings").exists()


def test_the_private_site_is_refused_where_a_public_one_stands_and_the_other_way_round(project):
    before = files_of(project / "site"), files_of(project / "site-private")
    into_public = mkdocs(project, "build", "--config-file", "mkdocs-private.yml", "--site-dir", "site")
    into_private = mkdocs(project, "build", "--site-dir", "site-private")
    assert "site holds a public site; build the private one into another folder" in into_public.stderr
    assert "site-private holds a private site; build the public one into another folder" in into_private.stderr
    assert into_public.returncode == into_private.returncode == 1
    assert before == (files_of(project / "site"), files_of(project / "site-private"))


def test_verify_passes_the_public_site_and_refuses_the_private_one(project):
    public = CliRunner().invoke(main, ["verify", str(project / "site")])
    private = CliRunner().invoke(main, ["verify", str(project / "site-private")])
    assert (public.exit_code, private.exit_code) == (0, 1), public.output
    assert "is whole" in public.output
    assert "is a private site, which may not be published" in private.output


def test_verify_refuses_a_site_that_was_changed_since_it_was_built(project, tmp_path):
    site = shutil.copytree(project / "site", tmp_path / "site")
    (site / "index.html").write_text("changed")
    result = CliRunner().invoke(main, ["verify", str(site)])
    assert result.exit_code == 1
    assert "index.html is not what was built" in result.output
    assert CliRunner().invoke(main, ["verify", str(tmp_path / "nowhere")]).exit_code == 2
