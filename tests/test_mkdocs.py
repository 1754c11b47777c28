"""Through MkDocs: the real site builds strictly, twice the same, whole, and a mistake leaves the last good one alone."""

import posixpath
import re
import time
import urllib.request

import pytest
from register.checks.reading import read_and_check
from register.project import told

from tests.building import files_of, mkdocs, project_in, served
from tests.golden import RECORDS
from tests.small import NOW, finding, texts
from tests.test_pages import OUT_OF_THE_ORDINARY, PAYLOAD


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site of the golden register, built strictly: (what MkDocs said, the files)."""
    folder = project_in(tmp_path_factory.mktemp("built") / "project", RECORDS)
    result = mkdocs(folder, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return result.stderr, files_of(folder / "site")


def test_a_build_says_where_the_site_is_and_what_is_red(built):
    said, _ = built
    assert "The site is in site." in said
    assert "Red: 1 of 6 findings" in said
    assert "Warning" not in said


ADDRESSES = [
    "", "recommendations/", "recommendations/vetting/", "pillars/", "pillars/legitimacy/", "questions/peel-2018-19/firearms/",
    "red/", "overdue/", "owners/", "owners/head-of-standards/", "changes/", "inspections/", "inspections/peel-2018-19/",
    "meetings/", "meetings/2019-06-28/", "data/", "rules/", "fields/", "how-to-read/", "about/", "staff/", "staff/how-to-edit/", "staff/checks-in-ci/", "accessibility/",
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_address_of_the_contract_is_a_page(built, address):
    assert f"{address}index.html" in built[1]


def test_the_foot_of_every_page_says_under_which_licence_it_is_published(built):
    pages = [content.decode() for name, content in built[1].items() if name.endswith("/index.html")]
    assert all('<a rel="license" href="https://www.nationalarchives.gov.uk/doc/' in page for page in pages)


@pytest.mark.parametrize("name", ["data/register.json", "data/recommendations.csv", "data/schema/recommendation.json"])
def test_the_data_files_stand_beside_them(built, name):
    assert name in built[1]


def test_every_relative_link_of_the_whole_site_leads_to_a_file(built):
    files = built[1]
    for name, content in files.items():
        if not name.endswith(".html") or name == "404.html":  # the 404 page is served at any address
            continue
        for target in re.findall(r'(?:href|src)="([^"#?]+)', content.decode()):
            if re.match(r"[a-z]+:", target):
                continue
            assert not target.startswith("/"), (name, target)
            goal = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
            assert goal in files or f"{goal}/index.html".removeprefix("./") in files or goal == ".", (name, target)


def test_no_page_asks_another_site_for_anything(built):
    asks = re.compile(r'<(?:script|img|iframe|source|link)\b[^>]*\b(?:src|href)="(?:https?:)?//[^"]+"[^>]*>')
    for name, content in built[1].items():
        if name.endswith(".html"):
            assert not [tag for tag in asks.findall(content.decode()) if 'rel="canonical"' not in tag], name


def test_every_script_is_a_file_of_the_site_and_none_but_data_stands_in_a_page(built):
    inline = re.compile(
        r"<script(?! type=.application.ld.json|[^>]*\bsrc=)|<[^>]+\s(?:style|on[a-z]+)=|javascript:", re.IGNORECASE
    )
    for name, content in built[1].items():
        if name.endswith(".html"):
            assert not inline.search(content.decode()), name
    assert not [name for name in built[1] if name.endswith(".js") and posixpath.dirname(name) != "assets"]


def test_the_notice_stands_on_every_page(built):
    for name, content in built[1].items():
        if name.endswith(".html") and name != "404.html":
            assert b'class="notice"' in content, name


@pytest.mark.parametrize("name", ["nothing but the register", "a framework without pillars", "a title with signs"])
def test_a_register_out_of_the_ordinary_builds_strictly(tmp_path, name):
    folder = project_in(tmp_path, OUT_OF_THE_ORDINARY[name])
    result = mkdocs(folder, "build", "--strict")
    assert result.returncode == 0, result.stderr


def test_no_unpublished_word_is_in_any_file(built):
    assert not [name for name, content in built[1].items() if b"canary" in content]


def test_a_title_with_markup_is_text_everywhere_in_the_page(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding(title=f"'{PAYLOAD}'", owner=f"'{PAYLOAD}'")))
    assert mkdocs(folder, "build", "--strict").returncode == 0
    for name, content in files_of(folder / "site").items():
        if name.endswith(".html"):
            assert b"<script>alert" not in content, name
            assert b"<img src=x" not in content, name
    assert b"&lt;script&gt;" in (folder / "site" / "recommendations" / "vetting" / "index.html").read_bytes()


def test_an_error_stops_the_build_and_the_last_good_site_stands(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding()))
    assert mkdocs(folder, "build", "--strict").returncode == 0
    good = files_of(folder / "site")
    (folder / "records" / "recommendations" / "vetting.md").write_text(finding(status="ambr"), "utf-8")
    for arguments in (["build", "--strict"], ["build"], ["build", "-q"]):
        result = mkdocs(folder, *arguments)
        assert result.returncode == 1
        assert "records/recommendations/vetting.md:7:9: error[unknown-status]" in result.stderr
        assert "\n    7 | status: ambr\n      |         ^^^^\n" in result.stderr
        assert "Traceback" not in result.stderr
        assert files_of(folder / "site") == good
        assert "register check --fix" not in result.stderr  # which word was meant is asked


def test_a_build_names_the_command_that_writes_what_has_one_answer_only(tmp_path):
    reading = read_and_check(project_in(tmp_path, texts(vetting=finding(due="31 March 2020"))) / "records", NOW)
    assert told(reading, tmp_path / "records").endswith('run "register check --fix"')


def test_when_a_page_is_old_is_said_in_a_number_of_days_or_not_at_all(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding()))
    settings = (folder / "mkdocs.yml").read_text("utf-8")
    for written, shown in (("two", "two"), ("0", "0"), ("yes", "True")):
        (folder / "mkdocs.yml").write_text(
            settings.replace("renewed_within_days: 2", f"renewed_within_days: {written}")
        )
        refused = mkdocs(folder, "build", "--strict")
        assert refused.returncode == 1
        assert f'extra.renewed_within_days: "{shown}" is not a number of days; write one' in refused.stderr
    (folder / "mkdocs.yml").write_text(settings.replace("  renewed_within_days: 2", "  #"))
    assert mkdocs(folder, "build", "--strict").returncode == 0
    assert "data-renewed" not in (folder / "site" / "index.html").read_text("utf-8")


def test_serve_shows_an_edited_record_and_what_is_wrong_with_a_broken_one(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding()))
    record = folder / "records" / "recommendations" / "vetting.md"
    with served(folder) as site:
        page = f"{site}recommendations/vetting/"
        wait_for(page, "Clear the vetting backlog")
        for title in ("A new title", "Another title", "A third title"):
            record.write_text(finding(title=title), "utf-8")
            wait_for(page, title)
            record.write_text(finding(status="ambr"), "utf-8")
            wait_for(f"{site}findings/", "unknown-status")
            wait_for(page, "The records have errors")
            wait_for(page, title)
        record.write_text(finding(title="Mended again"), "utf-8")
        wait_for(page, "Mended again")


def test_serve_starts_with_a_broken_record_and_shows_the_site_when_it_is_mended(tmp_path):
    folder = project_in(tmp_path, texts(vetting=finding(status="ambr")))
    with served(folder) as site:
        wait_for(f"{site}findings/", "unknown-status")
        wait_for(site, "The records have errors")
        (folder / "records" / "recommendations" / "vetting.md").write_text(finding(), "utf-8")
        wait_for(f"{site}recommendations/vetting/", "Clear the vetting backlog")


def wait_for(page: str, words: str) -> None:
    """Waits until the page holds the words. Fails after half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(page, timeout=20) as answer:
                if words in answer.read().decode():
                    return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail(f"{page} never said {words!r}")
