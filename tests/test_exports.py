"""Programs read the same facts as people."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest
from register.drafts import skeleton
from register.exports import make_exports, recommendations_as_csv, register_as_json
from register.folder import Kind
from register.model import schema

from tests.small import checked, finding, records_of, snapshot_of, texts

D = date.fromisoformat


def exported(**findings: str):
    return register_as_json(snapshot_of(texts(**findings), D("2019-09-30")))


def test_the_envelope_is_that_of_the_contract():
    made = exported(vetting=finding())
    assert list(made) == [
        "schema_version",
        "as_of",
        "organisation",
        "totals",
        "recommendations",
        "inspections",
        "meetings",
    ]
    assert (made["schema_version"], made["as_of"], made["organisation"]) == (1, "2019-09-30", "West Midlands Police")
    assert made["totals"]["by_pillar"]["legitimacy"]["amber"] == 1


def test_what_is_absent_is_null_and_what_follows_is_filled_in():
    (one,) = exported(vetting=finding())["recommendations"]
    assert (one["pillar"], one["received"], one["framework"]) == ("legitimacy", "2019-05-02", "peel-2018-19")
    assert (one["reference"], one["closed"], one["parent"], one["children"]) == (None, None, None, [])
    assert one["page"] == "recommendations/vetting/"


def test_a_finding_of_no_pillar_counts_under_none():
    files = texts() | {
        "frameworks/custody.yml": "title: Custody\n",
        "inspections/custody.md": "---\ntitle: Custody\nframework: custody\npublished: 2019-05-02\n---\n",
        "recommendations/cells.md": finding(inspection="custody", question=None, grade="ungraded"),
    }
    assert register_as_json(snapshot_of(files, D("2019-09-30")))["totals"]["by_pillar"]["none"]["amber"] == 1


def test_json_and_csv_hold_the_same_findings_sorted_by_id():
    files = texts(b=finding(), a=finding(), c=finding())
    now = snapshot_of(files, D("2019-09-30"))
    rows = list(csv.DictReader(io.StringIO(recommendations_as_csv(now), newline="")))
    assert (
        [row["id"] for row in rows]
        == [one["id"] for one in register_as_json(now)["recommendations"]]
        == ["a", "b", "c"]
    )
    assert rows[0]["outstanding"] == "true"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://a.example")'])
def test_no_cell_is_run_as_a_formula(title):
    now = snapshot_of(texts(vetting=finding(title=f"'{title}'")), D("2019-09-30"))
    (row,) = csv.DictReader(io.StringIO(recommendations_as_csv(now), newline=""))
    assert row["title"] == f"'{title}"


def test_every_file_of_the_data_page_is_made_and_is_utf8():
    made = make_exports(snapshot_of(texts(vetting=finding(title="Délai")), D("2019-09-30")))
    assert sorted(made) == [
        "/data/recommendations.csv",
        "/data/register.json",
        *(f"/data/schema/{kind}.json" for kind in sorted(Kind)),
    ]
    assert "Délai" in json.loads(made["/data/register.json"])["recommendations"][0]["title"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_schema_is_valid_and_names_every_field(kind):
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    assert made["additionalProperties"] is False


def test_the_schema_accepts_what_the_checks_accept():
    facts = {
        "title": "A",
        "type": "recommendation",
        "inspection": "x",
        "grade": "good",
        "status": "red",
        "due": "2019-06-28",
    }
    jsonschema.validate(facts, schema(Kind.RECOMMENDATION))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**facts, "ower": "x"}, schema(Kind.RECOMMENDATION))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.REGISTER])
def test_a_skeleton_lacks_only_what_is_required(kind):
    place = {
        "framework": "frameworks/x.yml",
        "inspection": "inspections/x.md",
        "recommendation": "recommendations/x.md",
        "meeting": "meetings/2020-01-01.md",
    }
    files = texts() | {place[kind]: skeleton(kind)}
    rules = {f.rule for f in checked(files) if f.path == place[kind]}
    assert rules == {"missing-field"} | ({"official-words-empty"} if kind is Kind.RECOMMENDATION else set())
    assert records_of(files).all
