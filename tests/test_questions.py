"""The ten questions on the page of the data are answered by each recipe, on the golden register."""

import csv
import io
import json
import re
import shutil
import sqlite3
import subprocess
import zipfile
from collections import Counter
from operator import itemgetter
from pathlib import Path
from statistics import mean

import pytest
from openpyxl.utils import get_column_letter
from register.exports.data import make_exports
from register.exports.origin import Origin
from register.pages.questions import PANDAS_FIRST, RECIPES
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say

from tests.calc import done_in_calc, in_basic
from tests.calc import is_here as calc_is_here
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


ADDED = {"closed_after": "=closed-received", "since": "=modified>=DATE(2019,7,1)", "found": "=MATCH(superseded_by,$A:$A,0)"}


def formula_of(recipe: str) -> str:
    """The formula in the sentence for a spreadsheet."""
    return re.search(r"=.*?\)(?= for |, which)", say(f"spreadsheet-{recipe}"))[0]


def in_calc(data: dict[str, bytes], folder: Path) -> dict[str, list[dict[str, str]]]:
    """The tables that the answers name, as Calc reads and calculates them, with the columns that they say to add."""
    folder.mkdir()
    with zipfile.ZipFile(io.BytesIO(data["data/register.zip"])) as packed:
        books = {f"{name}.csv": packed.read(f"{name}.csv") for name in ("findings", "periods", "changes", "meetings", "inspections")}  # fmt: skip
    added = {
        "findings.csv": ADDED,
        "periods.csv": {"stood": formula_of("past-day")},
        "changes.csv": {"day": formula_of("between"), "within": "=AND(I2>DATE(2019,6,28),I2<=DATE(2019,9,16))"},
    }
    steps = {}
    for name, content in books.items():
        head, *rows = csv.reader(io.StringIO(content.decode(), newline=""))
        places = {column: f"{get_column_letter(place)}2" for place, column in enumerate(head, start=1)}
        typed = ["sheet = doc.Sheets(0)"]
        for place, (column, formula) in enumerate(added.get(name, {}).items(), start=len(head) + 1):
            letter = get_column_letter(place)
            written = re.sub(r"[a-z_]+", lambda word, places=places: places.get(word[0], word[0]), formula)
            typed.append(f'sheet.getCellRangeByName("{letter}1").String = "{column}"')
            for row in range(2, len(rows) + 2):
                moved = re.sub(r"([A-Z])2\b", rf"\g<1>{row}", written).replace(",", ";")
                typed.append(f'sheet.getCellRangeByName("{letter}{row}").Formula = {in_basic(moved)}')
        steps[name] = name, typed
    made = done_in_calc(folder, books, steps)
    return {name[:-4]: list(csv.DictReader(io.StringIO(made[name].decode(), newline=""))) for name in made}


@pytest.mark.exhaustive
def test_a_spreadsheet_answers_it(golden, chained, tmp_path):
    """Each answer by what its sentence says to filter, sort and add, on what Calc reads and calculates."""
    if not calc_is_here():
        pytest.skip("needs LibreOffice Calc")
    table = in_calc(golden, tmp_path / "golden")
    findings = table["findings"]
    late = Counter(row["owner"] for row in findings if row["overdue"].upper() == "TRUE")
    ended = [row for row in findings if row["stage"] == "ended" and row["status"] != "withdrawn"]
    days = {pillar: [int(row["closed_after"]) for row in ended if row["pillar"] == pillar] for pillar in {row["pillar"] for row in ended}}  # fmt: skip
    words = ("recommendation", "title", "evidence", "status_reason")
    clocks = sorted((row for row in table["inspections"] if row["response_due"]), key=itemgetter("response_due"))
    changed = [row for row in table["changes"] if row["within"] == "TRUE"]
    answers = {
        "overdue": [[owner, number] for owner, number in late.items()],
        "days-to-close": [[pillar, len(took), mean(took)] for pillar, took in days.items()],
        "re-dated": [[row["id"], int(row["times_redated"])] for row in findings if int(row["times_redated"] or 0) > 0],
        "red-over-time": [[row["as_at"], int(row["figures_red"])] for row in table["meetings"] if row["figures_red"]],
        "past-day": [[row["finding"], row["status"]] for row in table["periods"] if row["stood"] == "TRUE"],
        "between": sorted([*(row[name] or None for name in ("day", "finding", "kind", "was", "now"))] for row in changed),
        "word": [[row["id"], row["title"]] for row in findings if any("vetting" in row[word].lower() for word in words)],
        "response": [[row["id"], row["response_due"], row["response_state"], int(row["response_spare_days"])] for row in clocks],
        "chains": [row for row in findings if row["superseded_by"]],
        "since": sorted(([row["id"], row["modified"]] for row in findings if row["since"] == "TRUE"), key=itemgetter(1, 0)),
    }
    assert answers == ANSWERS
    followed = in_calc(chained, tmp_path / "chained")["findings"]
    assert [row["found"] for row in followed if row["superseded_by"]] == ["3", "#N/A"]  # of several, each is looked up


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
