"""Records, data and records again: the same register, but for staff notes, withdrawn findings and withheld words."""

import json
import re
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import assume, given
from hypothesis import strategies as st
from register.build import make_site
from register.cli import main
from register.exports.archive import register_as_zip
from register.exports.origin import Origin
from register.exports.published import Register
from register.exports.published_finding import WithdrawnFinding
from register.exports.register_json import as_json
from register.exports.restored import records_of, without_status

from bench import generate
from tests import small, test_any_day
from tests.golden import DAY, RECORDS, comparable
from tests.small import FRAMEWORK, checked, finding, texts
from tests.test_published import SITE, data_of

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
    register = data_of(full(), day).register
    assert as_values(again(register, day)) == as_values(register)


UNTOLD = {
    "old": finding("superseded_by: child\n", status="superseded", closed="2019-07-01", title="Old"),
    "cause": finding(type="cause-of-concern", status="closed", closed="2019-09-01", owner=None, title="A cause ended"),
    "part": finding("history:\n  - {date: 2019-05-02, status: amber, owner: Head of Contact}\n  - {date: 2019-08-01, status: closed, reason: Done.}\n", parent="cause", status="closed", closed="2019-08-01", owner="Head of Contact", title="Its part"),
}  # fmt: skip


def test_a_status_that_is_not_recorded_is_none_again_and_the_record_says_so():
    register = data_of(texts(child=finding(title="A child"), **UNTOLD), "2019-06-15").register
    assert [each.id for each in without_status(register)] == ["cause", "old"]
    assert as_values(again(register, "2019-06-15")) == as_values(register)
    told = 'date: 2019-06-16, status: closed, reason: "The data don\'t say what the status was on 2019-06-15."'
    assert told in records_of(register)["recommendations/old.md"].decode()


def test_the_data_of_every_field_fit_their_schema():
    import jsonschema
    from register.exports.register_json import data_schema

    jsonschema.Draft202012Validator(data_schema(Origin())).validate(as_values(data_of(full(), LATEST).register))


OF_ANY_FINDING = [line for line in MANY_FIELDS.split("history:")[0].splitlines() if not line.startswith(("waiting_on", "formerly"))]  # fmt: skip
STATUSES = """\
statuses:
  - {id: red, label: "Critical: now", meaning: "It needs the board.", stage: open, colour: red}
  - {id: amber, label: Slipping, meaning: It slips., stage: open, colour: amber, earlier: [{until: 2019-08-31, label: Amber}]}
  - {id: green, label: On track, meaning: It goes well., stage: open, colour: green}
  - {id: complete, label: Done, meaning: Not signed off., stage: done, colour: blue}
  - {id: closed, label: Signed off, meaning: Signed off., stage: ended, colour: grey}
  - {id: superseded, label: Replaced, meaning: Another took its place., stage: ended, colour: grey}
  - {id: withdrawn, label: Withdrawn, meaning: Entered in error., stage: ended, colour: grey}
"""
ROLES = f"""\
{OWNERS}- {{role: Head of Vetting, formerly: [Vetting Manager]}}
"""
OTHERS_WORDS = (
    "\n## Policing body response\n\nI welcome it.\n\n## Evidence\n\n- A sample.\n\n## Staff notes\n\ncanary\n"
)
OTHERS = {
    "recommendations/parent.md",
    "recommendations/child.md",
    "recommendations/old.md",
    "recommendations/secret.md",
}
OWN = {block.split(":")[0]: block for block in re.split(r"\n(?=\w)", OWN_WORDS.strip())}
OWN["committees"] += "\n  - {name: Performance Committee}"
NEEDED = ("organisation", "inspectorate_statuses")  # a finding may name one of those statuses


@st.composite
def of_format_2(draw) -> dict[str, str]:
    """The files of a register whose findings live as those of any day, with any of what the records can hold beside."""
    files = draw(test_any_day.registers())(date(2023, 1, 1))
    for path in [path for path in files if path.startswith("recommendations/")]:
        lines = draw(st.lists(st.sampled_from(OF_ANY_FINDING), unique=True))
        lines += draw(st.sampled_from([[], ["withheld: {since: 2022-01-01, reason: It named a victim.}"]]))
        lines += draw(st.sampled_from([[], [f"formerly: [{path.split('/')[1][:-3]}-was]"]]))
        lines += draw(st.sampled_from([[], ["corrections:", "  - {date: 2022-07-02, of: title, was: 'A: b', what: It., reason: Why.}"]]))  # fmt: skip
        files[path] = files[path].replace("---\n", "".join(f"{line}\n" for line in ("---", *lines)), 1)
        files[path] += draw(st.sampled_from(["", OTHERS_WORDS]))
    statuses = draw(st.sampled_from([STATUSES, OWN["more_statuses"], ""]))
    chosen = draw(st.lists(st.sampled_from(sorted(OWN.keys() - {*NEEDED, "more_statuses"})), unique=True))
    files["register.yml"] = "\n".join(filter(None, [*(OWN[name] for name in (*NEEDED, *chosen)), statuses])) + "\n"
    if draw(st.booleans()):
        files |= {path: text for path, text in full().items() if path in OTHERS}
    parts = {"owners.yml": ROLES, "inspections/joint.md": GRADED, "meetings/2021-12-12-fire.md": PAPER.replace("2019-", "2021-").replace("2020-", "2022-"), "frameworks/peel-2018-19.yml": full()["frameworks/peel-2018-19.yml"]}  # fmt: skip
    return files | {path: text for path, text in parts.items() if draw(st.booleans())}


@given(of_format_2(), st.sampled_from(["2019-07-15", "2020-02-01", LATEST]))
def test_a_register_of_any_kind_is_the_same_again(files, day):
    register = data_of(files, day).register
    made, before = as_values(again(register, day)), as_values(register)
    if any(isinstance(finding, WithdrawnFinding) for finding in register.recommendations):
        for meeting in (*made["meetings"], *before["meetings"]):
            del meeting[
                "figures"
            ]  # what is withdrawn was something else in papers of before, which the data don't tell
    assert made == before


def golden() -> dict[str, str]:
    """The golden register."""
    return {path.relative_to(RECORDS).as_posix(): path.read_text("utf-8") for path in RECORDS.rglob("*.*")}


def generated() -> dict[str, str]:
    """A register as it is after years."""
    return dict(generate.files(30))


def differences_of_sites(files: dict[str, str], day: str) -> list[tuple[str, str, str]]:
    """Where the site of the records that are made of the data differs from that of the files: in all its pages and
    data, but for what libraries of the system pack."""
    made = {path: content.decode() for path, content in records_of(data_of(files, day).register).items()}
    sites = (make_site(small.records_of(each), date.fromisoformat(day), SITE) for each in (files, made))
    return list(test_any_day.differences(*(comparable(test_any_day.content(site)) for site in sites)))


@pytest.mark.parametrize(
    ("files", "day"),
    [(golden, DAY.isoformat()), (generated, generate.LAST_DAY.isoformat()), (full, LATEST)],
)
def test_every_fact_on_every_public_page_is_in_the_data(files, day):
    """A site that is made of the data alone is the same, so it shows nothing that the data don't give."""
    assert not differences_of_sites(files(), day)


@pytest.mark.exhaustive
@given(of_format_2(), st.sampled_from(["2019-07-15", "2020-02-01", LATEST]))
def test_every_fact_on_the_pages_of_a_register_of_any_kind_is_in_the_data(files, day):
    assume(not any("withdrawn" in text for path, text in files.items() if path.startswith("recommendations/")))
    assert not differences_of_sites(files, day)


def test_what_was_withdrawn_and_withheld_says_so_in_the_records():
    history = "history:\n  - {date: 2019-06-01, status: withdrawn, reason: Entered twice.}\n"
    withdrawn = finding(history, status="withdrawn", closed="2019-06-01", owner=None, due=None, title="canary-title")
    register = data_of(full() | {"recommendations/twice.md": withdrawn}, LATEST).register
    files = records_of(register)
    assert not [path for path, content in files.items() if b"canary" in content]
    assert b"title: twice\n" in files["recommendations/twice.md"]
    assert b"Withheld. withheld\n" in files["recommendations/withheld.md"]
    made = as_values(again(register, LATEST))
    (twice,) = (each for each in made["recommendations"] if each["id"] == "twice")
    assert twice in as_values(register)["recommendations"]
    assert (twice["since"], twice["reason"], twice["title"]) == ("2019-06-01", "Entered twice.", None)


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


def test_import_names_the_findings_whose_status_the_data_do_not_say(tmp_path):
    (tmp_path / "register.json").write_bytes(as_json(data_of(texts(child=finding(title="A child"), **UNTOLD), "2019-06-15").register))  # fmt: skip
    result = run("import", tmp_path / "register.json", "--records", tmp_path / "records")
    assert "the data don't say what the status of these was; put it right: cause, old" in result.output
    assert run("check", "--records", tmp_path / "records").exit_code == 0


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
