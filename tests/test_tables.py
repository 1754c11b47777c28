"""The tables of the data: as CSV with their descriptions, and as a database."""

import csv
import io
import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import csvw
import duckdb
import frictionless
import jsonschema
import pytest
from datasette.app import Datasette
from hypothesis import given, settings
from hypothesis import strategies as st
from register.exports.archive import register_as_zip
from register.exports.data import make_exports
from register.exports.database import datasette_metadata, register_as_database
from register.exports.origin import Origin
from register.exports.published_data import PublishedData
from register.exports.register_json import data_schema
from register.exports.tables import TABLES
from register.figures import summary
from register.snapshots.snapshots import Snapshots

from tests.conftest import in_a_thread
from tests.golden import RECORDS
from tests.small import finding, records_of, texts
from tests.test_published import BODY, data_of
from tests.test_restored import LATEST, of_format_2

LATE = (
    "history:\n"
    "  - {date: 2019-05-02, status: amber, due: 2019-08-01, owner: Head of Contact}\n"
    "  - {date: 2019-06-01, recorded: 2019-07-15, status: red, reason: The system is late., approved_by: Deputy Chief}\n"
    "  - {date: 2019-08-01, status: green, due: 2020-03-31, reason: 'A plan, at last.', next: {what: Test it, by: 2019-09-01}}\n"
    "  - {date: 2019-09-02, outcome: done, inspectorate_status: being-progressed}\n"
)
ENDED = "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-06-01, status: withdrawn, reason: Entered twice.}\n"


def register() -> dict[str, str]:
    """Findings of many kinds."""
    return texts(
        late=finding(LATE, BODY, status="green", owner="Head of Contact", inspectorate_status="being-progressed"),
        closed=finding(status="closed", closed="2019-07-01", title="Review =SUM(A1)"),
        withdrawn=finding(ENDED, status="withdrawn", closed="2019-06-01", owner=None, due=None, title="Entered twice"),
        withheld=finding(
            "withheld: {since: 2019-09-01, reason: It named a victim.}\n", title="canary", deadline="canary"
        ),
        formula=finding(title="'=1+1'", waiting_on="-2+3"),
        parent=finding(type="cause-of-concern", title="A cause"),
        child=finding(parent="parent", title="A child", due=None),
    )


def archive(files: dict[str, str], **about) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(register_as_zip(data_of(files, **about)))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def table(name: str, files: dict[str, str] | None = None, **about) -> list[dict[str, str]]:
    """A table of the archive, row by row."""
    text = archive(files or register(), **about)[f"{name}.csv"].decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def of(finding: str, rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["finding"] == finding]


@pytest.fixture(scope="module", params=["of many kinds", "golden", "empty"])
def data(request):
    """What is published of a register."""
    if request.param == "golden":
        files = {path.relative_to(RECORDS).as_posix(): path.read_text("utf-8") for path in RECORDS.rglob("*.*")}
        return data_of(files)
    return data_of(register() if request.param == "of many kinds" else texts())


def test_the_archive_holds_the_tables_their_descriptions_and_the_register():
    names = [f"{table.name}.csv" for table in TABLES]
    assert list(archive(texts())) == ["datapackage.json", "csv-metadata.json", *names, "register.json"]
    assert [table.name for table in TABLES] == [
        "findings", "history", "periods", "changes", "responses", "inspections", "grades", "meetings", "vocabulary",
    ]  # fmt: skip


def assert_valid_archive(data: PublishedData, folder: Path) -> None:
    """The archive is a valid Data Package, valid CSV on the Web, and its register.json what the schema says."""
    with zipfile.ZipFile(io.BytesIO(register_as_zip(data))) as packed:
        packed.extractall(folder)
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "title", "message"])
    group = csvw.TableGroup.from_file(folder / "csv-metadata.json")
    rows = {table.local_name: list(table) for table in group.tables}
    assert len(rows["findings.csv"]) == len(data.register.recommendations)
    group.check_referential_integrity()
    jsonschema.Draft202012Validator(data_schema(data.origin)).validate(json.loads(data.json))


def assert_sound_database(data: PublishedData) -> None:
    """The database is whole, keeps its keys, and is the same each time."""
    made = register_as_database(data)
    assert made == register_as_database(data)
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(made)
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("SELECT count(*) FROM findings").fetchone() == (len(data.register.recommendations),)
        for view in ("outstanding", "overdue", "red_by_day", "successors"):
            database.execute(f"SELECT * FROM {view}").fetchall()


def test_the_archive_and_the_database_are_what_their_descriptions_say(data, tmp_path):
    assert_valid_archive(data, tmp_path)
    assert_sound_database(data)


@pytest.mark.exhaustive
@settings(max_examples=25)
@given(of_format_2(), st.sampled_from(["2019-07-15", "2020-02-01", LATEST]), st.booleans())
def test_so_are_those_of_a_register_of_any_kind(tmp_path_factory, files, day, private):
    data = data_of(files, day, private)
    assert_valid_archive(data, tmp_path_factory.mktemp("archive"))
    assert_sound_database(data)


def test_a_period_lasts_from_the_day_on_which_the_register_said_so():
    assert [list(row.values())[1:] for row in of("late", table("periods"))] == [
        ["amber", "open", "amber", "2019-05-02", "2019-05-02", "2019-07-15"],
        ["red", "open", "red", "2019-06-01", "2019-07-15", "2019-08-01"],
        ["green", "open", "green", "2019-08-01", "2019-08-01", ""],
    ]
    assert [row["status"] for row in of("closed", table("periods"))] == ["not-recorded", "closed"]
    assert [row["status"] for row in of("withdrawn", table("periods"))] == ["amber", "withdrawn"]


def test_what_lasted_no_day_has_no_period():
    history = (
        "history:\n  - {date: 2019-05-02, status: amber}\n"
        "  - {date: 2019-06-01, status: red, reason: A slip of the pen.}\n  - {date: 2019-06-01, status: amber}\n"
    )
    assert [row["status"] for row in table("periods", texts(vetting=finding(history)))] == ["amber"]


@pytest.mark.parametrize("day", ["2019-05-02", "2019-06-28", "2019-07-14", "2019-07-15", "2019-09-30"])
def test_every_past_paper_can_be_recounted_from_the_periods(day):
    then = Snapshots(records_of(register()).public()).as_recorded(date.fromisoformat(day))
    stood = [row for row in table("periods") if row["from"] <= day and (not row["until"] or row["until"] > day)]
    numbers = summary.totals(then.recommendations, then)
    assert len(stood) == numbers.all
    for status, number in numbers.by_status:
        assert sum(row["status"] == status.id for row in stood) == number


def test_a_change_is_a_row_for_each_field_that_an_entry_changed():
    assert [tuple(row.values())[1:] for row in of("late", table("changes"))] == [
        ("2019-05-02", "", "received", "", "2019-05-02", "", ""),
        ("2019-05-02", "", "status", "", "amber", "", ""),
        ("2019-05-02", "", "due", "", "2019-08-01", "", ""),
        ("2019-05-02", "", "owner", "", "Head of Contact", "", ""),
        ("2019-06-01", "2019-07-15", "status", "amber", "red", "The system is late.", "Deputy Chief"),
        ("2019-08-01", "", "status", "red", "green", "A plan, at last.", ""),
        ("2019-08-01", "", "due", "2019-08-01", "2020-03-31", "A plan, at last.", ""),
        ("2019-08-01", "", "next", "", "Test it (by 2019-09-01)", "A plan, at last.", ""),
        ("2019-09-02", "", "outcome", "", "done", "", ""),
        ("2019-09-02", "", "inspectorate_status", "", "being-progressed", "", ""),
    ]


def test_a_withdrawn_finding_is_a_row_with_its_place_status_day_and_reason_alone():
    (row,) = (row for row in table("findings") if row["id"] == "withdrawn")
    place = [*list(row)[:18], "received", "modified"]
    assert (row["type"], row["question"], row["title"]) == ("recommendation", "workforce", "")
    assert {name: value for name, value in row.items() if value and name not in place} == {
        "status": "withdrawn", "status_label": "Withdrawn", "stage": "ended", "colour": "grey",
        "status_since": "2019-06-01", "status_reason": "Entered twice.", "outstanding": "false", "overdue": "false",
        "closed": "2019-06-01",
    }  # fmt: skip


def test_no_cell_is_run_as_a_formula():
    (row,) = (row for row in table("findings") if row["id"] == "formula")
    assert (row["title"], row["waiting_on"]) == ("'=1+1", "'-2+3")


def test_no_table_holds_a_withheld_word():
    assert not [name for name, content in archive(register()).items() if b"canary" in content]
    assert b"canary" not in register_as_database(data_of(register()))


def test_the_database_finds_a_word_and_says_what_qualifies_it():
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(register_as_database(data_of(register())))
        found = database.execute(
            "SELECT id FROM findings WHERE rowid IN (SELECT rowid FROM findings_search WHERE findings_search MATCH 'causes')"
        )
        assert found.fetchall() == [("parent",)]
        said = database.execute("SELECT * FROM responses_search WHERE responses_search MATCH 'welcome'").fetchall()
        assert said == [("I welcome it.",)]
        about = dict(database.execute("SELECT name, value FROM about"))
        assert (about["as_of"], about["licence_title"]) == ("2019-09-30", "Open Government Licence v3.0")
        assert database.execute("SELECT day, red FROM red_by_day").fetchall() == [("2019-07-15", 1), ("2019-08-01", 0)]


def test_datasette_is_told_of_every_table_and_column():
    made = make_exports(Snapshots(records_of(texts()).public()), date(2019, 9, 30), Origin())
    tables = json.loads(made["/data/datasette.json"])["databases"]["register"]["tables"]
    assert all(tables[table.name]["columns"].keys() == set(table.names) for table in TABLES)


def test_every_table_of_a_private_site_says_so_in_its_first_column():
    files = archive(register(), private=True)
    for name, content in files.items():
        if name.endswith(".csv"):
            assert content.startswith(b"private,"), name
    assert next(iter(json.loads(files["datapackage.json"]))) == "private"


def test_duckdb_reads_the_tables_and_the_register_as_they_lie(data, tmp_path):
    with zipfile.ZipFile(io.BytesIO(register_as_zip(data))) as packed:
        packed.extractall(tmp_path)
    findings = len(data.register.recommendations)
    assert duckdb.sql(f"SELECT count(*) FROM read_csv('{tmp_path}/findings.csv')").fetchall() == [(findings,)]
    assert duckdb.sql(f"SELECT len(recommendations) FROM read_json('{tmp_path}/register.json')").fetchall() == [
        (findings,)
    ]


def test_datasette_opens_the_database_with_its_descriptions(tmp_path):
    data = data_of(register())
    (tmp_path / "register.sqlite").write_bytes(register_as_database(data))
    (tmp_path / "datasette.json").write_bytes(datasette_metadata(data))
    served = Datasette(
        files=[str(tmp_path / "register.sqlite")], metadata=json.loads((tmp_path / "datasette.json").read_bytes())
    )

    async def answer() -> dict:
        await served.invoke_startup()
        return (await served.client.get("/register/findings.json?_search=causes&_shape=array")).json()

    assert [row["id"] for row in in_a_thread(answer)] == ["parent"]
