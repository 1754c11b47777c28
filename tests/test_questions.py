"""The ten questions on the page of the data are answered by each recipe, on the golden register."""

import io
import json
import shutil
import sqlite3
import subprocess

import pytest
from register.exports.data import make_exports
from register.exports.origin import Origin
from register.pages.questions import PANDAS_FIRST, RECIPES
from register.snapshots.snapshots import Snapshots

from tests.golden import DAY, golden_site
from tests.small import finding, html_at, records_of, site_of, texts

IDS = [recipe.id for recipe in RECIPES]


ANSWERS = {
    "overdue": [["Head of Custody", 1]],
    "days-to-close": [["legitimacy", 1, 49]],
    "re-dated": [["vetting", 1]],
    "red-over-time": [["2019-06-28", 0], ["2019-09-15", 1]],
    "past-day": [
        ["closed", "closed"],
        ["entered-twice", "withdrawn"],
        ["legitimacy", "green"],
        ["vetting", "amber"],
        ["vetting-clearance", "complete"],
    ],
    "between": [
        ["2019-07-10", "vetting", "due", "2019-12-31", "2020-03-31"],
        ["2019-07-10", "vetting", "status", "amber", "red"],
        ["2019-09-01", "custody-cells", "received", None, "2019-09-01"],
    ],
    "word": [
        ["vetting", "Vetting | a cause <of> “concern” & délai"],
        ["vetting-clearance", "Clear the vetting backlog"],
    ],
    "response": [["peel-2018-19", "2019-06-26", "too-late", -5], ["custody-2019", "2019-10-26", "running", 26]],
    "chains": [],
    "since": [["vetting", "2019-07-10"], ["vetting-clearance", "2019-08-01"], ["custody-cells", "2019-09-01"]],
}

BY_JQ = {
    "between": [["2019-07-10", "vetting", "Red", "2020-03-31", None, "The supplier is late, <again>."]],
}
"""Where jq, which reads histories and not tables, says something else."""


@pytest.fixture(scope="module")
def golden() -> dict[str, bytes]:
    return golden_site()


@pytest.fixture(scope="module")
def chained() -> dict[str, bytes]:
    """The data of a register in which one finding took the place of another, and two took the place of that."""
    ended = {"status": "superseded", "closed": "2019-09-01"}
    files = texts(a=finding(superseded_by="b", **ended), b=finding(superseded_by="[c, d]", **ended), c=finding(), d=finding())  # fmt: skip
    made = make_exports(Snapshots(records_of(files).public()), DAY, Origin())
    return {address.lstrip("/"): made[address] for address in made}


def by_sql(recipe, data: dict[str, bytes]) -> list[list]:
    connection = sqlite3.connect(":memory:")
    connection.deserialize(data["data/register.sqlite"])
    return [list(row) for row in connection.execute(recipe.sql)]


def by_jq(recipe, data: dict[str, bytes]) -> list[list]:
    if not shutil.which("jq"):
        pytest.skip("needs jq")
    run = subprocess.run(["jq", "-c", recipe.jq], input=data["data/register.json"], capture_output=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


def by_pandas(recipe, data: dict[str, bytes]) -> list[list]:
    pandas = pytest.importorskip("pandas")
    *before, last = recipe.pandas.rpartition("\n")[::2]
    names = {}
    opened = PANDAS_FIRST.replace('"register.zip"', "archive")
    exec(f"{opened}\n{before[0]}", names := {"archive": io.BytesIO(data["data/register.zip"])})
    found = eval(last, names)
    frame = found.reset_index() if found.index.name else found.to_frame() if isinstance(found, pandas.Series) else found
    return [[None if pandas.isna(value) else value for value in row] for row in frame.values.tolist()]


@pytest.mark.parametrize("recipe", RECIPES, ids=IDS)
def test_sql_answers_it(recipe, golden):
    assert by_sql(recipe, golden) == ANSWERS[recipe.id]


@pytest.mark.parametrize("recipe", RECIPES, ids=IDS)
def test_jq_answers_it(recipe, golden):
    assert by_jq(recipe, golden) == BY_JQ.get(recipe.id, ANSWERS[recipe.id])


@pytest.mark.parametrize("recipe", RECIPES, ids=IDS)
def test_pandas_answers_it(recipe, golden):
    assert by_pandas(recipe, golden) == ANSWERS[recipe.id]


@pytest.mark.parametrize("answer", [by_sql, by_jq, by_pandas])
def test_a_chain_is_followed_to_its_ends(answer, chained):
    recipe = next(recipe for recipe in RECIPES if recipe.id == "chains")
    assert answer(recipe, chained) == [["a > b > c"], ["a > b > d"]]


def test_the_page_shows_each_and_the_page_of_the_data_leads_there():
    site = site_of(texts(a=finding()), DAY)
    page = html_at(site, "/data/questions/")
    assert all(f'<h2 id="{id}">' in page for id in IDS)
    assert len(IDS) == 10
    assert 'href="../data/questions/"' in html_at(site, "/data/")
