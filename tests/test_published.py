"""What is published: one declared model, and register.json as it promises."""

import json
from datetime import date

import jsonschema
from register.exports.origin import Origin
from register.exports.published import Register
from register.exports.published_data import PublishedData
from register.exports.register_json import as_json, data_schema
from register.snapshots.snapshots import Snapshots

from tests.golden import DAY, golden_site
from tests.published import promised, published_now
from tests.small import MEETING, REGISTER, checked, finding, records_of, texts

SITE = "https://register.example.org/"
BODY = """\
## Recommendation

The force should *clear* the backlog, see [the report][1].

## Force response

We agree.

### 2019-06-01 (recorded 2019-07-01)

Half is done.

## Policing body response

### 2019-06-20

I welcome it.

## Evidence

A sample of files.

[1]: https://example.org/report
"""


def data_of(files: dict[str, str], day: str = "2019-09-30", private: bool = False) -> PublishedData:
    """What is published of these files, which must have no errors, as at the day."""
    assert not [issue for issue in checked(files) if issue.severity == "error"], checked(files)
    records = records_of(files)
    snapshots = Snapshots(records if private else records.public())
    return PublishedData(snapshots, date.fromisoformat(day), Origin(SITE, "abc", private))


def register(files: dict[str, str], day: str = "2019-09-30", private: bool = False) -> dict:
    return json.loads(as_json(data_of(files, day, private).register))


def published(history: str = "", body: str | None = BODY, day: str = "2019-09-30", **fields: str | None) -> dict:
    """The one finding of a register."""
    return register(texts(vetting=finding(history, body, **fields)), day)["recommendations"][0]


def test_the_envelope_is_that_of_the_contract():
    made = register(texts())
    assert list(made) == [
        "$schema", "schema_version", "as_of", "notice", "licence", "attribution", "contact", "body", "organisation",
        "site", "commit", "settings", "statuses", "inspectorate_statuses", "types", "frameworks", "totals",
        "recommendations", "inspections", "meetings",
    ]  # fmt: skip
    assert made["$schema"] == f"{SITE}data/schema/data-2.json"
    assert (made["schema_version"], made["as_of"], made["site"], made["commit"]) == ("2.0", "2019-09-30", SITE, "abc")


def test_without_a_licence_of_its_own_it_is_under_the_open_government_licence_with_its_sentence():
    made = register(texts())
    assert made["licence"]["title"] == "Open Government Licence v3.0"
    assert made["attribution"] == (
        "Contains public sector information of West Midlands Police, licensed under the Open Government Licence v3.0."
    )


def test_another_licence_is_named_in_the_attribution():
    other = "licence: {title: CC BY 4.0, url: 'https://creativecommons.org/licenses/by/4.0/'}\n"
    made = register(texts() | {"register.yml": REGISTER + other})
    assert made["attribution"] == "West Midlands Police, licensed under CC BY 4.0."


def test_the_words_are_there_as_they_were_written():
    made = published()
    assert made["recommendation"] == (
        "The force should *clear* the backlog, see [the report][1].\n\n[1]: https://example.org/report"
    )
    assert made["responses"] == [
        {"date": "2019-05-02", "recorded": None, "by": "force", "text": "We agree."},
        {"date": "2019-06-01", "recorded": "2019-07-01", "by": "force", "text": "Half is done."},
        {"date": "2019-06-20", "recorded": None, "by": "policing-body", "text": "I welcome it."},
    ]
    assert made["evidence"].startswith("A sample of files.")


def test_a_history_entry_holds_only_what_changed_and_null_where_none_took_a_value_away():
    history = (
        "history:\n  - {date: 2019-05-02, status: amber, due: 2019-08-01}\n"
        "  - {date: 2019-06-01, due: none, reason: The system is late.}\n"
    )
    assert published(history, due=None)["history"] == [
        {
            "date": "2019-05-02", "status": "amber", "status_label": "Amber", "stage": "open", "colour": "amber",
            "due": "2019-08-01",
        },
        {"date": "2019-06-01", "due": None, "reason": "The system is late."},
    ]  # fmt: skip


def test_what_is_absent_is_null_and_labels_stand_beside_codes():
    made = published()
    assert (made["closed"], made["parent"], made["waiting_on"], made["children"]) == (None, None, None, [])
    assert (made["pillar"], made["pillar_label"], made["received"]) == ("legitimacy", "Legitimacy", "2019-05-02")
    assert (made["status_label"], made["stage"], made["colour"]) == ("Amber", "open", "amber")
    assert made["url"] == f"{SITE}recommendations/vetting/"
    assert made["modified"] == "2019-07-01"


def test_a_withdrawn_finding_leaves_its_place_the_day_and_the_reason():
    history = (
        "history:\n  - {date: 2019-05-02, status: amber, reason: canary}\n"
        "  - {date: 2019-06-01, status: withdrawn, reason: Entered twice.}\n"
    )
    made = published(history, status="withdrawn", closed="2019-06-01", owner=None, due=None)
    assert (made["id"], made["status"], made["since"], made["reason"]) == ("vetting", "withdrawn", "2019-06-01", "Entered twice.")  # fmt: skip
    assert (made["type"], made["pillar"], made["modified"]) == ("recommendation", "legitimacy", "2019-06-01")
    assert (made["title"], "owner" in made, "recommendation" in made) == (None, False, False)
    assert "canary" not in json.dumps(made)


def test_a_withheld_finding_stays_one_whose_words_are_null():
    made = published("withheld: {since: 2019-09-01, reason: It named a victim.}\n")
    assert (made["title"], made["recommendation"], made["responses"], made["evidence"]) == (None, None, [], None)
    assert (made["status"], made["owner"]) == ("amber", "Head of Professional Standards")
    assert made["withheld"] == {"since": "2019-09-01", "reason": "It named a victim."}


def test_a_meeting_has_the_words_and_the_figures_of_its_paper_once_that_is_written():
    words = "\n## Purpose\n\nTo tell members.\n\n## Decided\n\nMembers noted it.\n"
    later = MEETING.replace("previous: 2019-03-28\n", "")
    files = texts(vetting=finding()) | {
        "meetings/2019-06-28.md": MEETING + words,
        "meetings/2019-12-12.md": later,
        "meetings/2020-03-12.md": later + words,
    }
    given, draft, to_come = register(files)["meetings"]
    assert (given["paper"], given["purpose"], given["decided"]) == ("given", "To tell members.", "Members noted it.")
    assert (given["figures"]["as_at"], given["figures"]["all"]) == ("2019-06-28", 1)
    assert given["figures"]["movements"]["outstanding"] == {"before": 0, "joined": 1, "left": 0, "now": 1}
    assert (draft["paper"], draft["figures"]["as_at"]) == ("draft", "2019-09-30")
    assert (to_come["paper"], to_come["purpose"], to_come["figures"]) == ("to-come", None, None)


def test_an_inspection_has_its_summary_its_narratives_and_the_state_of_the_response():
    made = register(texts())["inspections"][0]
    assert made["summary"] == "Most of the report is favourable."
    assert made["narratives"] == {"vulnerable": "Things are getting better here."}
    assert (made["response_state"], made["response_due"], made["response_spare_days"]) == ("late", "2019-06-26", -96)
    assert made["grades"][1]["grade_label"] == "Requires improvement"


def test_the_data_of_a_private_site_say_so_first_and_no_others_do():
    assert next(iter(register(texts(), private=True).items())) == ("private", True)
    assert "private" not in register(texts())


def test_no_staff_note_and_nothing_unpublished_is_in_it():
    notes = f"{BODY}\n## Staff notes\n\ncanary\n"
    files = texts(vetting=finding(body=notes), secret=finding(publish="false", title="canary"))
    assert "canary" not in json.dumps(register(files))


def test_a_finding_by_itself_has_what_qualifies_it():
    data = data_of(texts(vetting=finding()))
    made = json.loads(data.finding_file("vetting"))
    whole = json.loads(as_json(data.register))
    assert made == {**{key: whole[key] for key in list(whole)[:11]}, **whole["recommendations"][0]}


SCHEMA = jsonschema.Draft202012Validator(data_schema(Origin(SITE)))


def test_the_schema_is_valid_has_an_id_and_describes_every_field():
    jsonschema.Draft202012Validator.check_schema(SCHEMA.schema)
    assert SCHEMA.schema["$id"] == f"{SITE}data/schema/data-2.json"
    for name, definition in {"Register": SCHEMA.schema, **SCHEMA.schema["$defs"]}.items():
        for field, about in definition.get("properties", {}).items():
            assert about.get("description"), f"{name}.{field}"


def test_the_golden_register_is_what_the_schema_says():
    SCHEMA.validate(json.loads(golden_site()["data/register.json"]))


def test_the_data_can_be_read_back_by_the_model_that_declares_them():
    made = golden_site()["data/register.json"]
    assert as_json(Register.model_validate_json(made)) == made
    assert Register.model_validate_json(made).as_of == DAY


def test_no_field_that_was_published_is_gone_within_the_major_version():
    gone = sorted(set(promised()) - set(published_now()))
    assert not gone, f"published and gone or of another type: {gone}; bring them back, or begin a new major version"


def test_every_field_that_is_published_is_promised():
    new = sorted(set(published_now()) - set(promised()))
    assert not new, f"new fields: {new}; run python -m tests.published, and tell of them in the changes of the data"
