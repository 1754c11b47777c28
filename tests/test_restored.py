"""Records, data and records again: the same register, but for staff notes, withdrawn findings and withheld words."""

import json
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from register.cli import main
from register.exports.archive import register_as_zip
from register.exports.origin import Origin
from register.exports.published import Register
from register.exports.published_data import PublishedData
from register.exports.published_finding import Finding
from register.exports.register_json import as_json
from register.exports.restored import NotRestored, records_of
from register.records.folder import read_folder
from register.records.record import read_records
from register.snapshots.snapshots import Snapshots

from tests import test_any_day
from tests.golden import DAY, RECORDS
from tests.small import FRAMEWORK, checked, finding, texts
from tests.test_published import data_of

LATEST = "2026-11-23"

OWN_WORDS = """\
organisation: Northshire Fire and Rescue Service
inspectorate: The inspectorate of fire
body: {id: northshire-fire, kind: fire, area: E31000001}
notice: "An example: nothing in it is real, #1."
contact: mailto:register@example.org
licence: {title: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}
began: 2019-01-01
due_soon_days: 14
response_days: none
committees:
  - {name: Joint Audit Committee}
  - {name: Fire Committee, follows: Joint Audit Committee}
more_types:
  - {id: action, label: "Action, agreed", plural: Actions}
more_statuses:
  - {id: paused, label: Paused, meaning: "Nothing is done, for now.", stage: open, colour: grey, earlier: [{until: 2019-05-31, label: On hold}]}
inspectorate_statuses:
  - {id: open, label: Open}
  - {id: verified, label: "Verified: done", stage: ended}
corrections:
  - {date: 2019-07-01, of: notice, was: An example., what: The notice was made longer., reason: "It was unclear, they said."}
"""
OWNERS = """\
- {role: Head of Professional Standards, formerly: [Head of Standards], contact: "mailto:standards@example.org"}
- {role: Head of Contact, until: 2030-01-01}
"""
MANY_FIELDS = """\
with: [Head of Contact]
also: [vulnerable]
accepted: partly
priority: high
reference: "12/3: a"
deadline: within six months
inspectorate_status: verified
waiting_on: "The College: of Policing"
formerly: [vetting-was]
links: [{title: "A link, with a comma", url: "https://example.org/a,b"}]
history:
  - {date: 2019-05-02, status: amber, due: 2019-08-01, owner: Head of Standards, accepted: awaited}
  - {date: 2019-06-01, recorded: 2019-07-15, status: red, due: none, reason: "Late: see #3, twice.", approved_by: Deputy Chief, with: [Head of Contact], next: {what: "Test it, again", by: 2019-07-01}}
  - {date: 2019-08-01, status: paused, due: 2020-03-31, accepted: partly, outcome: partly, waiting_on: "The College: of Policing", next: {what: Write it down}, reason: A plan.}
  - {date: 2019-09-01, inspectorate_status: verified, inspection: peel-2018-19}
corrections:
  - {date: 2019-07-02, of: title, was: "A: b", what: The title., reason: It was wrong., papers: [2019-06-28]}
"""
WORDS = """\
## Recommendation

The force should:

- *clear* the backlog, see [the report][1];
- and not let it grow.

> 1) As it says itself.

## Force response

We agree.

### 2019-06-01 (recorded 2019-07-01)

| a | b |
| --- | --- |
| 1 | 2 |

### 2019-06-20

#### A heading

And more.

## Policing body response

### 2019-06-20

I welcome it.

## Evidence

    indented

[1]: https://example.org/report

## Staff notes

canary-notes
"""
PAPER = """\
---
title: Fire update
committee: Fire Committee
as_at: 2019-12-01
agenda_item: "7.1"
next_meeting: 2020-03-12
decisions: ["Agree the plan: part 1", Note the rest]
background_documents: [{title: The report}, {title: Minutes, url: "https://example.org/m"}]
formerly: [2019-12-11]
---

## Summary

It goes on.

## Purpose

To tell members.

## Background

None.

## Recommendations

- Note it.

## Decided

Members noted it.
"""
NOT_HELD = "---\ntitle: Fire update\ncommittee: Fire Committee\nheld: false\nreason: Snow.\n---\n"
GRADED = "---\ntitle: A later report\nframework: peel-2018-19\npublished: 2019-08-01\nrecorded: 2019-08-09\nfieldwork_ended: 2019-03-01\nurl: https://example.org/r\nresponse_published: 2019-09-01\nresponse_url: https://example.org/c\ninspectorate: [HMICFRS, Ofsted]\nresponse_days: 40\nformerly: [later-was]\ngrades:\n  - {question: workforce, grade: good, note: 'It is better: so it says'}\n---\n\n## Summary\n\nBetter.\n\n## workforce\n\nMuch better.\n"


def full() -> dict[str, str]:
    """A register with every field of the records."""
    framework = FRAMEWORK.replace(
        "grades:\n", "inspectorate: Fire inspectors\nresponse_days: 60\nformerly: [peel-was]\ngrades:\n", 1
    )
    return texts(
        vetting=finding(MANY_FIELDS, WORDS, status="paused", type="action", title='"Clear: the backlog, #1"'),
        parent=finding(type="cause-of-concern", title="A cause"),
        child=finding(parent="parent", title="A child", repeats="parent", due=None, received="2019-05-20"),
        old=finding("superseded_by: [parent, child]\n", status="superseded", closed="2019-07-01", title="Old"),
        withheld=finding(f"withheld: {{since: 2019-09-01, reason: It named a victim.}}\n{MANY_FIELDS.replace('vetting-was', 'w-was')}", WORDS, status="paused", title="canary-title"),
        secret=finding(publish="false", title="canary-unpublished"),
        awaited=finding(inspection="awaited", title="Awaited", received="2019-08-20"),
    ) | {
        "register.yml": OWN_WORDS,
        "owners.yml": OWNERS,
        "frameworks/peel-2018-19.yml": framework,
        "inspections/later.md": GRADED,
        "inspections/awaited.md": "---\ntitle: Awaited\nframework: peel-2018-19\nfieldwork_ended: 2019-08-01\n---\n",
        "meetings/2019-12-12-fire.md": PAPER,
        "meetings/2020-03-12.md": NOT_HELD,
    }  # fmt: skip


def again(register: Register, day: str, private: bool = False) -> Register:
    """What is published of the records that are made of the data."""
    files = {path: content.decode() for path, content in records_of(register).items()}
    errors = [issue for issue in checked(files) if issue.severity == "error"]
    assert not errors, (errors, files[errors[0].path])
    return data_of(files, day, private).register


def as_values(register: Register) -> dict:
    return json.loads(as_json(register))


def test_a_register_with_every_field_is_the_same_again():
    register = data_of(full(), LATEST).register
    assert as_values(again(register, LATEST)) == as_values(register)


@pytest.mark.parametrize("day", ["2019-06-15", "2019-08-05", "2019-12-20"])
def test_it_is_the_same_again_as_at_a_past_day(day):
    files = full()
    del files["recommendations/old.md"]  # what its status was then, nobody wrote down
    register = data_of(files, day).register
    assert as_values(again(register, day)) == as_values(register)


def test_a_status_that_is_not_recorded_cannot_be_written_into_a_record():
    with pytest.raises(NotRestored, match="the status of old is not recorded; take data of a later day"):
        records_of(data_of(full(), "2019-06-15").register)


def test_the_data_of_every_field_fit_their_schema():
    import jsonschema
    from register.exports.register_json import data_schema

    jsonschema.Draft202012Validator(data_schema(Origin())).validate(as_values(data_of(full(), LATEST).register))


@given(test_any_day.registers())
def test_a_generated_register_is_the_same_again(files):
    register = data_of(files(date(2023, 1, 1)), LATEST).register
    assume(
        all(isinstance(finding, Finding) for finding in register.recommendations)
    )  # of the withdrawn, little is left
    assert as_values(again(register, LATEST)) == as_values(register)


PARTS = st.lists(st.sampled_from(MANY_FIELDS.split("history:")[0].splitlines()), unique=True)
SETTINGS = st.lists(st.sampled_from([2, 3, 4, 5, 6, 7]), unique=True)


@given(PARTS, SETTINGS, st.booleans(), st.booleans(), st.sampled_from(["amber", "red", "complete", "closed"]))
def test_a_register_with_some_of_the_fields_is_the_same_again(parts, settings, with_owners, with_papers, status):
    lines = OWN_WORDS.splitlines()
    own = "\n".join([lines[0], *(lines[number] for number in sorted(settings))]) + "\n"
    parts = [part for part in parts if not part.startswith("inspectorate_status")]
    closed = "2019-07-01" if status == "closed" else None
    files = texts(vetting=finding("".join(f"{part}\n" for part in parts), WORDS, status=status, closed=closed))
    files |= {"register.yml": own} | ({"owners.yml": OWNERS} if with_owners else {})
    files |= {"meetings/2019-12-12-fire.md": PAPER, "inspections/later.md": GRADED} if with_papers else {}
    register = data_of(files, LATEST).register
    assert as_values(again(register, LATEST)) == as_values(register)


def test_the_golden_register_is_the_same_again_but_for_what_was_withdrawn():
    register = PublishedData(Snapshots(read_records(read_folder(RECORDS)).public()), DAY, Origin()).register
    made, before = (as_values(each) for each in (again(register, DAY.isoformat()), register))
    for part in ("statuses", "types", "frameworks", "inspections"):
        assert made[part] == before[part]


def test_what_was_withdrawn_and_withheld_says_so_in_the_records():
    history = "history:\n  - {date: 2019-06-01, status: withdrawn, reason: Entered twice.}\n"
    withdrawn = finding(history, status="withdrawn", closed="2019-06-01", owner=None, due=None, title="canary-title")
    register = data_of(full() | {"recommendations/twice.md": withdrawn}, LATEST).register
    files = records_of(register)
    assert not [path for path, content in files.items() if b"canary" in content]
    assert b"title: twice\n" in files["recommendations/twice.md"]
    assert b"Withheld. withheld\n" in files["recommendations/withheld.md"]
    made = as_values(again(register, LATEST))
    assert [each for each in made["recommendations"] if each["id"] == "twice"] == [
        {"id": "twice", "status": "withdrawn", "since": "2019-06-01", "reason": "Entered twice."}
    ]


# The command


@pytest.fixture
def source(tmp_path):
    """The data of a register in both of their files."""
    data = data_of(full(), LATEST)
    (tmp_path / "register.json").write_bytes(as_json(data.register))
    (tmp_path / "register.zip").write_bytes(register_as_zip(data))
    return tmp_path


def run(*arguments: object):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], env={"REGISTER_AS_OF": LATEST})


@pytest.mark.parametrize("name", ["register.json", "register.zip"])
def test_import_makes_the_records_in_a_folder_without_records(source, name):
    result = run("import", source / name, "--records", source / "records")
    assert result.exit_code == 0, result.output
    assert "created 15 files" in result.output
    assert "run register check --records" in result.output
    exported = run("export", "--records", source / "records", "--site-url", "https://register.example.org")
    made, before = json.loads(exported.stdout), json.loads((source / "register.json").read_bytes())
    assert made | {"commit": "abc"} == before


def test_import_of_data_refuses_a_folder_with_records_and_writes_nothing(source):
    run("import", source / "register.json", "--records", source / "records")
    again = run("import", source / "register.json", "--records", source / "records")
    assert again.exit_code == 2
    assert "holds records; name a new folder with --records DIR" in again.output


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{}", "is not a register.json: it has no schema_version"),
        ("{", "is not a register.json"),
        ('{"schema_version": 1}', "is of version 1 of the data"),
        ('{"schema_version": "2.0"}', "Field required"),
    ],
)
def test_data_that_cannot_be_read_are_refused_with_a_sentence(tmp_path, content, says):
    (tmp_path / "register.json").write_text(content)
    result = run("import", tmp_path / "register.json", "--records", tmp_path / "records")
    assert result.exit_code == 2
    assert says in result.output
    assert not (tmp_path / "records").exists()
