"""A label in place of its id is forgiven, and the plain form has the id."""

import pytest
from register.editing.fmt import plain_form
from register.records.folder import files_from
from register.records.record import read_records

from tests.small import FRAMEWORK, INSPECTION, REGISTER, checked, finding, records_of, texts

PATH = "recommendations/vetting.md"
MORE = REGISTER + "more_statuses:\n  - {id: troubled, label: At risk, meaning: Late., stage: open, colour: amber}\n"
HISTORY = "history:\n  - {date: 2019-05-02, status: At risk, due: 2020-03-31}\n"


def register(**fields: str) -> dict[str, str]:
    return {**texts(vetting=finding(HISTORY, status="at  Risk", **fields)), "register.yml": MORE}


@pytest.mark.parametrize(
    ("field", "label", "id"),
    [
        ("grade", "Requires improvement", "requires-improvement"),
        ("question", "ethical and lawful workforce", "workforce"),
        ("type", "Area for improvement", "area-for-improvement"),
        ("inspectorate_status", '"Being progressed"', "being-progressed"),
    ],
)
def test_a_finding_may_say_what_readers_see(field, label, id):
    record = records_of(register(**{field: label})).recommendations["vetting"]
    assert getattr(record.facts, field) == id
    assert record.facts.status == record.facts.history[0].status == "troubled"
    assert not [f for f in checked(register(**{field: label})) if f.rule.startswith(("unknown", "bad"))]


def test_an_inspection_and_a_framework_may_say_what_readers_see():
    rows = INSPECTION.replace("question: vulnerable", "question: Protecting vulnerable people")
    asked = FRAMEWORK.replace("pillar: legitimacy,", "pillar: Legitimacy,")
    files = {**texts(), "inspections/peel-2018-19.md": rows, "frameworks/peel-2018-19.yml": asked}
    assert checked(files) == ()
    assert records_of(files).inspections["peel-2018-19"].facts.grades[1].question == "vulnerable"


def test_an_id_comes_before_a_label_and_a_label_of_two_is_none():
    ids = MORE.replace("At risk", "Amber")
    assert (
        records_of({**texts(vetting=finding()), "register.yml": ids}).recommendations["vetting"].facts.status == "amber"
    )
    two = MORE + "  - {id: late, label: At risk, meaning: Late., stage: open, colour: amber}\n"
    assert [f.rule for f in checked({**register(), "register.yml": two}) if f.path == PATH] == ["bad-word", "bad-word"]


def test_the_plain_form_has_the_id():
    files = files_from(register(grade='"Requires improvement"'))
    file = next(file for file in files if file.path == PATH)
    written = plain_form(file, read_records(files)).content.decode()
    assert 'grade: "requires-improvement"' in written
    assert "status: troubled\n" in written
    assert "{date: 2019-05-02, status: troubled, due" in written


def test_when_a_label_changes_what_it_stood_for_is_read_again():
    before = records_of(register())
    now = read_records(files_from({**register(), "register.yml": MORE.replace("id: troubled", "id: late")}), before)
    assert now.recommendations["vetting"].facts.status == "late"
    again = read_records(now.files, now)
    assert again.recommendations["vetting"] is now.recommendations["vetting"]
