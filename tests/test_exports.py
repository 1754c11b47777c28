"""Programs read the same facts as people."""

import csv
import io
import json
from datetime import date

import jsonschema
import openpyxl
import pytest
from register.editing.new import skeleton
from register.exports.data import make_exports
from register.exports.files import Files
from register.exports.origin import Origin
from register.exports.version_1 import recommendations_as_csv, register_as_json
from register.records.folder import Kind
from register.records.model import schema
from register.snapshots.snapshots import Snapshots

from tests.golden import golden_site
from tests.small import REGISTER, checked, finding, records_of, snapshot_of, texts

D = date.fromisoformat


def exported(**findings: str):
    return register_as_json(snapshot_of(texts(**findings), D("2019-09-30")))


def files_of(files: dict[str, str], site_url: str | None = None, private: bool = False) -> Files:
    """The data files of these records as at the day of the tests."""
    records = records_of(files)
    snapshots = Snapshots(records if private else records.public())
    return make_exports(snapshots, D("2019-09-30"), Origin(site_url, private=private))


def test_the_envelope_of_version_1_is_what_it_was():
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


def test_version_1_is_what_its_schema_says():
    made = golden_site()
    validator = jsonschema.Draft202012Validator(json.loads(made["data/schema/data-1.json"]))
    validator.check_schema(validator.schema)
    validator.validate(json.loads(made["data/v1/register.json"]))
    assert not validator.is_valid(json.loads(made["data/register.json"]))


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
    rows = list(csv.DictReader(io.StringIO(recommendations_as_csv(now).decode("utf-8-sig"), newline="")))
    assert (
        [row["id"] for row in rows]
        == [one["id"] for one in register_as_json(now)["recommendations"]]
        == ["a", "b", "c"]
    )
    assert rows[0]["outstanding"] == "true"


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", '=HYPERLINK("https://a.example")'])
def test_no_cell_is_run_as_a_formula(title):
    now = snapshot_of(texts(vetting=finding(title=f"'{title}'")), D("2019-09-30"))
    (row,) = csv.DictReader(io.StringIO(recommendations_as_csv(now).decode("utf-8-sig"), newline=""))
    assert row["title"] == f"'{title}"


def test_every_file_of_the_data_page_is_made_and_is_utf8():
    made = files_of(texts(vetting=finding(title="Délai")))
    assert sorted(made) == sorted(
        [
            "/data/recommendations.csv",
            "/data/recommendations.xlsx",
            "/data/recommendations/vetting.json",
            "/data/register.json",
            "/data/register.sqlite",
            "/data/register.zip",
            "/data/catalog.jsonld",
            "/data/datasette.json",
            "/data/schema/data-1.json",
            "/data/schema/data-2.json",
            "/data/v1/register.json",
            *(f"/data/schema/{kind}.json" for kind in Kind),
            *(f"/data/schema/records/{kind}.json" for kind in Kind),
        ]
    )
    assert "Délai" in json.loads(made["/data/register.json"])["recommendations"][0]["title"]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_schema_is_valid_and_names_every_field(kind):
    made = schema(kind)
    jsonschema.Draft202012Validator.check_schema(made)
    of_one = made["$defs"]["OwnerFacts"] if kind is Kind.OWNERS else made  # that file is a list
    assert of_one["additionalProperties"] is False


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


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.REGISTER, Kind.OWNERS)])
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


def test_a_file_is_made_when_it_is_asked_for_and_not_to_see_whether_it_is_there():
    asked = []
    files = Files({"/data/a.json": lambda: asked.append("a") or b"{}"})
    assert "/data/a.json" in files
    assert "/data/b.json" not in files
    assert not asked


SITE = "https://register.example.org/"


def workbook(files: dict[str, str], **about):
    return openpyxl.load_workbook(io.BytesIO(files_of(files, **about)["/data/recommendations.xlsx"]))


def test_the_workbook_is_for_people_with_labels_words_and_real_dates():
    body = "## Recommendation\n\nClear it.\n\n## Force response\n\nWe agree.\n\n### 2019-06-01\n\nHalf is done.\n"
    book = workbook(texts(vetting=finding(title="'=1+1'", body=body)), site_url=SITE)
    findings = book.worksheets[0]
    head, row = list(findings.iter_rows(values_only=True))[3:5]
    facts = dict(zip(head, row, strict=True))
    assert (facts["Finding"], facts["Status"], facts["Type"]) == ("=1+1", "◆ Amber", "Recommendation")
    assert (facts["Official words"], facts["Latest response"]) == ("Clear it.", "Half is done.")
    assert facts["Due"].date() == D("2020-03-31")
    assert findings["B5"].data_type == "s"
    assert findings["A5"].hyperlink.target == f"{SITE}recommendations/vetting/"
    assert findings["C5"].fill.start_color.rgb == "FFFFE8C2"
    assert len(book.worksheets) == 3


def test_the_workbook_is_printed_on_a4_with_its_heads_on_every_sheet_and_so_many_columns_as_can_be_read():
    sheet = workbook(
        texts(vetting=finding(title="Clear the backlog of vetting, and say when it was cleared"))
    ).worksheets[0]
    assert sheet.print_area == "'Findings'!$A$1:$H$5"
    assert [sheet.row_dimensions[row].height for row in (4, 5)] == [45, 30]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert sheet.print_title_rows == "$4:$4"


@pytest.mark.parametrize(
    ("notice", "private", "says"),
    [
        ("", False, "West Midlands Police"),
        ("notice: An example.\n", False, "An example."),
        ("notice: An example.\n", True, "Private: not for publication. An example."),
    ],
)
def test_the_first_cell_of_the_workbook_says_what_qualifies_it(notice, private, says):
    made = files_of(texts() | {"register.yml": REGISTER + notice}, private=private)
    (name,) = (name for name in made if name.endswith("recommendations.xlsx"))
    assert openpyxl.load_workbook(io.BytesIO(made[name])).worksheets[0]["A1"].value == says


def test_the_same_register_gives_the_same_bytes():
    assert files_of(texts(vetting=finding()), SITE) == files_of(texts(vetting=finding()), SITE)
