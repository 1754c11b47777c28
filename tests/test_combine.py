"""`register combine`: many bodies side by side, each in its own words, and what is wrong with a source is said."""

import csv
import json
import re
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from datasette.app import Datasette
from register.cli import main
from register.combining.sources import Refused, register_of
from register.exports.origin import Origin
from register.exports.published_data import PublishedData
from register.exports.register_json import as_json
from register.snapshots.snapshots import Snapshots

from tests.conftest import in_a_thread
from tests.golden import DAY, golden_site
from tests.small import finding, records_of, texts

OWN_WORDS = """\
statuses:
  - {id: critical, label: Critical, meaning: It needs the board., stage: open, colour: red}
  - {id: fine, label: Going well, meaning: On track., stage: open, colour: green}
  - {id: signed, label: Signed off, meaning: The work is done., stage: ended, colour: grey}
"""


def published(body: str, words: str = "", day: str = "2019-09-30", **findings: str) -> bytes:
    """register.json of a body with these findings."""
    files = texts(**findings)
    files["register.yml"] = f"organisation: {body.title()} Police\nbody: {{id: {body}, kind: police}}\n{words}"
    site = f"https://{body}.example.org/"
    data = PublishedData(Snapshots(records_of(files).public()), date.fromisoformat(day), Origin(site, "abc"))
    return as_json(data.register)


def altered(content: bytes, **values: object) -> bytes:
    return json.dumps(json.loads(content) | values).encode()


RED = finding(status="red", due="2019-06-30")
NORTH = published("north", a=RED, b=finding())
SOUTH = published("south", OWN_WORDS, a=finding(status="critical"), b=finding(status="fine"))
EAST = published("east", a=finding(status="green"))


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A working directory with sources: three bodies, a broken file, and data of version 1."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    old = {"schema_version": 1, "as_of": "2019-09-01", "organisation": "West Police", "recommendations": []}
    sources = {
        "north/2019-06-28.json": published("north", day="2019-06-28", a=RED),
        "north/2019-09-30.json": NORTH,
        "south.json": SOUTH,
        "east/2019-08-01.json": published("east", day="2019-08-01", a=finding(status="green")),
        "east/2019-09-30.json": EAST[:-200],
        "west.json": json.dumps(old).encode(),
    }
    for name, content in sources.items():
        path = tmp_path / "sources" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "sources"


def run(*arguments: str):
    result = CliRunner().invoke(main, ["combine", *arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def combined(*sources: str, options: tuple[str, ...] = ()):
    result = run(*(sources or ("sources",)), "--out", "out", *options)
    assert result.exit_code == 0, result.output
    return result.output


def rows(query: str) -> list[tuple]:
    with sqlite3.connect("out/national.sqlite") as connection:
        return connection.execute(query).fetchall()


def page(address: str = "") -> str:
    return Path("out/site", address, "index.html").read_text("utf-8")


def test_each_body_is_shown_by_its_newest_sound_data(folder):
    combined()
    assert rows('SELECT id, as_of, "all", outstanding, red, overdue FROM bodies ORDER BY id') == [
        ("east", "2019-08-01", 1, 1, 0, 0),
        ("north", "2019-09-30", 2, 2, 1, 1),
        ("south", "2019-09-30", 2, 2, 1, 0),
        ("west-police", "2019-09-01", None, None, None, None),
    ]


def test_what_is_bad_late_or_not_comparable_is_named(folder):
    said = combined(options=("--late-after", "30"))
    assert re.search(r"^sources/east/2019-09-30\.json: .*EOF", said, re.MULTILINE), said
    assert (
        "sources/east/2019-08-01.json: the data of east are late: the newest are of 1 August 2019, 60 days ago" in said
    )
    assert "sources/west.json: not comparable: its data are of version 1" in said
    assert "Not comparable: its data are of version 1" in page()
    assert "60 days old" in page("bodies/east")


def test_the_day_is_the_newest_of_the_data_that_are_sound(folder):
    Path("sources/north/2020.json").write_bytes(altered(NORTH, as_of="2020-06-30", types=7))
    assert "as at 2019-09-30" in combined()
    assert "Position at 30 September 2019." in page()


def test_with_strict_a_problem_ends_with_1(folder):
    assert run("sources", "--out", "out", "--strict").exit_code == 1
    assert run("sources/south.json", "--out", "out", "--strict").exit_code == 0


def test_red_is_a_colour_and_each_body_keeps_its_word(folder):
    combined()
    assert rows("SELECT key, status_label FROM findings WHERE colour = 'red' ORDER BY key") == [
        ("north:a", "Red"),
        ("south:a", "Critical"),
    ]
    assert '<span class="status__word">Critical</span>' in page("red")
    assert "It needs the board." in page("bodies/south")


def test_each_number_and_finding_leads_to_the_body_s_own_page(folder):
    combined()
    assert '<a href="https://north.example.org/recommendations/a/">' in page("overdue")
    assert '<a href="https://north.example.org/red/">1</a>' in page()
    assert '<a href="https://south.example.org/questions/peel-2018-19/workforce/">2</a>' in page(
        "questions/peel-2018-19/workforce"
    )


def test_the_search_leads_to_the_body_s_own_page(folder):
    combined()
    cards = json.loads(Path("out/site/search/cards/0.json").read_text("utf-8"))
    found = {card["address"]: (card["kind"], card["status"]) for card in cards}
    kind, status = found["https://south.example.org/recommendations/a/"]
    shown = page("search").partition(f'<template id="status-{status}">')[2].partition("</template>")[0]
    assert (kind, "Critical" in shown) == ("South Police", True)


def test_the_trend_adds_up_what_each_body_had_last_published(folder):
    combined()
    trend = page().partition('id="trend"')[2].partition("</table>")[0]
    numbers = [re.findall(r'class="number">(\d+)</td>', row)[:4] for row in trend.split("<tr>")[2:]]
    assert numbers == [["3", "5", "5", "2"], ["2", "2", "2", "1"], ["1", "1", "1", "1"]]


def test_the_same_sources_give_the_same_bytes(folder):
    combined()
    first = {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}
    combined()
    assert first == {path: path.read_bytes() for path in Path("out").rglob("*") if path.is_file()}


def test_an_earlier_day_is_shown_from_what_was_published_by_then(folder):
    combined(options=("--as-at", "2019-07-01"))
    assert rows("SELECT id, as_of FROM bodies") == [("north", "2019-06-28")]


def test_the_database_keeps_its_keys_and_the_tables_have_the_same_rows(folder):
    combined()
    assert not rows("PRAGMA foreign_key_check")
    tables = [name for (name,) in rows("SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %(\"%'")]
    assert {"bodies", "findings", "history", "inspections", "grades"} <= set(tables)
    for table in tables:
        with Path("out/csv", f"{table}.csv").open(encoding="utf-8", newline="") as file:
            assert len(list(csv.reader(file))) - 1 == rows(f'SELECT count(*) FROM "{table}"')[0][0]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"private": True}, "private"),
        ({"as_of": "2099-01-01"}, "still to come"),
        ({"organisation": 7}, "organisation: "),
        ({"recommendations": [{}]}, "recommendations.0"),
        ({"totals": {}}, "totals"),
        ({"body": {"id": "../../etc", "kind": "police"}}, "body.id"),
        ({"frameworks": json.loads(NORTH)["frameworks"] * 2}, '"peel-2018-19" is there 2 times'),
        ({"frameworks": []}, 'there is no question "workforce" in the framework "peel-2018-19"'),
        ({"inspections": []}, 'there is no inspection "peel-2018-19"'),
        ({"statuses": json.loads(SOUTH)["statuses"]}, "is not one of `statuses`"),
        ({"recommendations": json.loads(NORTH)["recommendations"][:1]}, "totals.all is 2"),
    ],
)
def test_a_bad_file_is_named_with_what_is_wrong(folder, values, said):
    Path("bad.json").write_bytes(altered(NORTH, **values))
    result = run("bad.json", "--out", "out")
    assert result.exit_code == 1
    assert re.search(rf"^bad\.json: .*{re.escape(said)}", result.output, re.MULTILINE), result.output
    assert not Path("out").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"schema_version": "2.0"}'])
def test_a_file_that_is_something_else_is_named(folder, content):
    Path("bad.json").write_bytes(content)
    assert run("bad.json", "--out", "out").output.startswith("bad.json: ")


def test_a_body_without_a_vocabulary_is_not_comparable_and_never_zero(folder):
    Path("bare.json").write_bytes(altered(NORTH, statuses=[]))
    combined("bare.json")
    assert rows('SELECT "all", not_comparable FROM bodies') == [(None, "its data don’t say what its statuses mean")]


def test_what_a_later_minor_version_adds_is_passed_over(folder):
    data = json.loads(NORTH)
    data["body"]["motto"] = data["statuses"][0]["sound"] = "new"
    assert register_of(json.dumps(data | {"schema_version": "2.9", "more": 1}).encode()).totals.all == 2


def test_a_withdrawn_finding_keeps_its_place_in_the_numbers(folder):
    gone = finding(
        "history:\n  - {date: 2019-06-01, status: withdrawn, reason: Twice.}\n", status="withdrawn", closed="2019-06-01"
    )
    Path("gone.json").write_bytes(published("north", a=RED, b=gone))
    combined("gone.json")
    assert rows('SELECT "all", outstanding, ended FROM bodies') == [(2, 1, 1)]
    assert "recommendations/b/" not in page("bodies/north")


def test_of_a_copy_of_all_that_a_body_publishes_the_register_alone_is_read(folder):
    for name, content in golden_site().items():
        if name.startswith("data/"):
            Path("copy", name).parent.mkdir(parents=True, exist_ok=True)
            Path("copy", name).write_bytes(content)
    assert combined("copy", options=("--as-at", DAY.isoformat(), "--strict")).startswith("wrote out: 1 body")


def test_a_second_claimant_of_a_body_is_told_and_left_out(folder):
    data = json.loads(SOUTH)
    data["body"]["id"] = "north"
    Path("claim.json").write_text(json.dumps(data), "utf-8")
    said = combined("sources/north", "claim.json")
    assert "claim.json: it was left out: it claims to be north, and so does sources/north/2019-06-28.json" in said
    assert rows("SELECT organisation FROM bodies") == [("North Police",)]


def test_what_others_wrote_is_escaped_and_leads_nowhere_else(folder):
    data = json.loads(NORTH) | {"notice": "<script>alert(1)</script>", "site": "javascript:alert(1)//"}
    data["recommendations"][0]["title"] = "<img src=x onerror=alert(1)>\u202e" + "x" * 5000
    Path("hostile.json").write_text(json.dumps(data), "utf-8")
    combined("hostile.json")
    site = "".join(path.read_text("utf-8") for path in Path("out/site").rglob("*.html"))
    assert "<script>" not in site
    assert "<img" not in site
    assert "javascript:" not in site
    assert "\u202e" not in site
    assert "x" * 400 not in site
    assert not re.findall(r'(?:href|src)="(?!https://www\.nationalarchives)[a-z]+:', site)


def test_numbers_that_no_database_holds_are_told(folder):
    data = json.loads(NORTH)
    data["recommendations"][0]["slip"] = 10**30
    Path("big.json").write_text(json.dumps(data), "utf-8")
    assert run("big.json", "--out", "out").output.startswith("big.json: it holds values that can’t be stored")


def test_a_file_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("register.combining.sources.SIZE_LIMIT", 0)
    from register.combining.sources import content_of

    with pytest.raises(Refused, match="larger"):
        content_of(Path(__file__))


def test_a_folder_of_something_else_is_not_replaced(folder):
    Path("out").mkdir()
    Path("out/mine.txt").write_text("mine", "utf-8")
    result = run("sources", "--out", "out")
    assert (result.exit_code, Path("out/mine.txt").read_text("utf-8")) == (2, "mine")


def test_without_a_folder_the_option_is_named(folder):
    result = run("sources")
    assert result.exit_code == 2
    assert "give --out: a folder" in result.output


def test_links_between_the_pages_are_relative_and_lead_to_a_page(folder):
    combined()
    for path in Path("out/site").rglob("*.html"):
        for target in re.findall(r'href="([^"#]+)"', path.read_text("utf-8")):
            if not target.startswith("https://"):
                goal = path.parent / target
                assert (goal / "index.html" if target.endswith("/") else goal).is_file(), target


def test_datasette_opens_the_database(folder):
    combined()

    async def red() -> list[str]:
        served = Datasette(immutables=["out/national.sqlite"])
        answer = await served.client.get("/national/findings.json?colour=red&_shape=array")
        return [each["key"] for each in answer.json()]

    assert in_a_thread(red) == ["north:a", "south:a"]
