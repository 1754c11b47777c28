"""A built site is verified before it is published: its files, its links and its numbers."""

import json
from datetime import date

import pytest
from register.publishing.commit import Commit
from register.publishing.manifest import MANIFEST, differences, manifest_file, status
from register.publishing.verification import faults

from tests.small import finding, snapshot_of, texts

TOTALS = {
    "all": 1,
    "outstanding": 1,
    "by_status": {"red": 1},
    "by_type": {"recommendation": 1},
    "by_pillar": {"none": {"red": 1}},
}
REGISTER = {
    "totals": TOTALS,
    "recommendations": [{"id": "vetting"}],
    "inspections": [],
    "meetings": [],
}
HOME = '1 finding: 1 outstanding, 0 closed.<a href="recommendations/vetting/">Vetting</a>'


def site(register: dict = REGISTER, **pages: str) -> dict[str, bytes]:
    """A whole site of one finding, with these pages in place of its own or besides them."""
    texts = {
        "index.html": HOME,
        "recommendations/vetting/index.html": '<h2 id="parts">Parts</h2><a href="../..">Home</a>',
        "data/recommendations.csv": "id\nvetting\n",
        "data/register.json": json.dumps(register),
    }
    return {path: text.encode() for path, text in {**texts, **pages}.items()}


def with_link(link: str) -> dict[str, bytes]:
    return site(**{"recommendations/vetting/index.html": f'<h2 class="x" id="parts">Parts</h2>{link}'})


def test_a_whole_site_has_no_faults():
    assert faults(site(), site()) == ()


@pytest.mark.parametrize(
    "link",
    [
        '<a href="../../#">', '<a href="#parts">', '<a href=".">', '<a href="./#parts">', '<a href="../vetting/">',
        '<a href="../../data/register.json">', '<img src="../../data/recommendations.csv">', '<a href="https://elsewhere.example/x">',
        '<a href="mailto:someone@example.org">', '<a href="../../index.html?show-1=vetting">', '<a href="%2e/#parts">',
        '&lt;a href="nowhere"&gt; in words', "<p>a tag has a href=\"nowhere\"</p>",
    ],
)  # fmt: skip
def test_a_link_that_leads_somewhere_is_no_fault(link):
    assert faults(with_link(link)) == ()


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        ('<a href="../other/">', "links to ../other/, which is not in the site"),
        ('<a class="x" href="../other/#a">', "links to ../other/#a, which is not in the site"),
        ('<img alt="" src="picture.png">', "links to picture.png, which is not in the site"),
        ('<a href="/recommendations/vetting/">', "links to /recommendations/vetting/, which is not in the site"),
        ('<a href="../../../">', "links to ../../../, which is not in the site"),
        ('<a href="#whole">', "links to #whole in recommendations/vetting/index.html, which does not exist there"),
        ('<a href="../../#top">', "links to #top in index.html, which does not exist there"),
    ],
)
def test_a_link_that_leads_nowhere_is_a_fault(link, fault):
    assert faults(with_link(link)) == (f"recommendations/vetting/index.html {fault}",)


def test_a_file_that_is_missing_or_unexpected_is_a_fault():
    assert faults(site(), {*site(), "red/index.html"}) == ("red/index.html is missing",)
    assert faults(site(**{"notes.txt": ""}), site()) == (
        "notes.txt is in the site, but neither the register, docs/ nor the theme made it",
    )


def test_a_finding_that_no_page_leads_to_is_a_fault():
    alone = site(**{"index.html": HOME.partition("<a")[0]})
    assert faults(alone) == ("no page links to recommendations/vetting/index.html",)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [({"all": 2}, "all"), ({"by_status": {"red": 0}}, "by_status"), ({"by_type": {}}, "by_type"), ({"by_pillar": {}}, "by_pillar")],
)  # fmt: skip
def test_totals_that_do_not_add_up_are_a_fault(wrong, name):
    found = faults(site({**REGISTER, "totals": {**TOTALS, **wrong}}))
    assert any(f"data/register.json has 1 recommendations, but {name} counts" in fault for fault in found)


def test_a_table_with_another_number_of_lines_is_a_fault():
    assert faults(site(**{"data/recommendations.csv": "id\n"})) == (
        "data/register.json has 1 recommendations, but data/recommendations.csv counts 0",
    )


def test_a_home_page_that_says_other_numbers_is_a_fault():
    (fault,) = faults(site(**{"index.html": HOME.replace("1 finding", "2 findings")}))
    assert fault.startswith('index.html does not say "1 finding: 1 outstanding, 0 closed."')


def test_a_page_that_the_data_names_must_be_there():
    without = site()
    del without["recommendations/vetting/index.html"]
    without["index.html"] = HOME.partition("<a")[0].encode()
    assert faults(without) == (
        "data/register.json names the page recommendations/vetting/index.html, which is missing",
    )


def test_a_site_without_its_data_is_no_whole_site():
    assert faults({}) == ("data/register.json or index.html is missing, so no numbers can be compared",)


# The manifest


def test_the_manifest_tells_every_difference():
    files = site()
    files[MANIFEST] = manifest_file(files)
    assert differences(files) == ()
    files["index.html"] = b"changed"
    files["more.html"] = b""
    del files["data/recommendations.csv"]
    assert differences(files) == (
        "data/recommendations.csv is missing",
        "index.html is not what was built",
        "more.html was not part of the site when it was built",
    )


@pytest.mark.parametrize("manifest", [None, b"", b"[]", b"{}", b'{"files": 1}'])
def test_a_site_without_a_manifest_was_not_built_whole(manifest):
    files = site() | ({MANIFEST: manifest} if manifest is not None else {})
    assert differences(files) == ("manifest.json is missing or can't be read, so the site was not built whole",)


def test_the_status_says_commit_day_and_counts():
    now = snapshot_of(texts(vetting=finding()), date(2020, 4, 1))
    said = status(now, Commit("c0ffee", changed_since=False))
    assert (said["commit"], said["changed_since_commit"], said["as_of"]) == ("c0ffee", False, "2020-04-01")
    assert said["counts"]["recommendations"] == said["counts"]["overdue"] == said["counts"]["by_status"]["amber"] == 1
    assert status(now, None)["commit"] is None
