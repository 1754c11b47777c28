"""A field that can't be read is one mistake: no rule takes it for absent, or judges what the writer may have meant.

Every tree that breaks a rule is tried again with each of its fields made unreadable in turn.
"""

import re
from collections.abc import Iterator

import pytest
from register import checks
from register.checks import check
from register.checks.registry import RULES
from register.finding import RULE_FAILED
from register.folder import File
from register.model import FACTS
from register.records import Records, read_records

from tests.fixtures import BASE, DAY, Fixture, fixtures

# The rules about what a file is and what one value is say that a field can't be read; the others are tried here.
OF_FIELDS = {"register.checks.facts", "register.checks.fields", "register.checks.files"}
JUDGING = {rule.name for rule in RULES if not rule.since and rule.function.__module__ not in OF_FIELDS}
TREES = [tree for tree in fixtures() if tree.rule in JUDGING and not tree.passes]
# What they say of such a line is true, whatever its value is.
OF_ANOTHER_MISTAKE = {"protective-marking", "question-or-pillar-missing"}
_FIELD = re.compile(r"^([a-z_]+):[^\n]*\n(?:[ #-](?!--)[^\n]*\n|\n(?=[ #-]))*", re.MULTILINE)
_VALUE = re.compile(r"^( *(?:- )?[a-z_]+: )(?=[^\s\[{>|&*\"'])", re.MULTILINE)


def unreadable(file: File) -> Iterator[str]:
    """The file with each of its fields in turn as a text where it is a list, and else as a list."""
    text = file.content.decode()
    for match in _FIELD.finditer(text, 0, facts_end(text)):
        field = FACTS[file.kind].model_fields.get(match[1])
        value = "unreadable" if field and "tuple" in str(field.annotation) else "[unreadable]"
        rest = "#\n" * (match[0].count("\n") - 1)  # so that every line keeps its number
        yield f"{text[: match.start()]}{match[1]}: {value}\n{rest}{text[match.end() :]}"


def refused(file: File) -> Iterator[tuple[int, str]]:
    """The file with each of its values in turn refused as it is written, though it can be read; and its line."""
    text = file.content.decode()
    for match in _VALUE.finditer(text, 0, facts_end(text)):
        yield text.count("\n", 0, match.end()) + 1, f"{text[: match.end()]}&a {text[match.end() :]}"


def facts_end(text: str) -> int:
    return text.find("\n---\n", 3) + 1 if text.startswith("---\n") else len(text)


def with_text(files: tuple[File, ...], file: File, text: str, before: Records) -> Records:
    """The records with another text in the place of the file's."""
    return read_records((File(file.path, file.kind, text.encode()) if each is file else each for each in files), before)


def places(rule: str, records: Records) -> set[tuple[str, int]]:
    """The lines of which the rule speaks, alone: others may speak of what an unreadable field hides from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "RULES", [each for each in RULES if each.name == rule])
        found = check(records, DAY)
    assert RULE_FAILED not in {finding.rule for finding in found}, found
    return {(finding.path, finding.line) for finding in found}


def test_beside_an_unreadable_field_nothing_is_wrong_with_a_valid_register():
    files = Fixture(BASE).files()
    records = read_records(files)
    for file in files:
        for text in unreadable(file):
            assert not {f.rule for f in check(with_text(files, file, text, records), DAY)} & {*JUDGING, RULE_FAILED}, text


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: f"{tree.rule}/{tree.folder.name}")
def test_beside_an_unreadable_field_a_rule_says_nothing_that_it_did_not_say_before(tree):
    files = tree.files()
    records = read_records(files)
    before = places(tree.rule, records)
    for file in files:
        for text in unreadable(file):
            assert places(tree.rule, with_text(files, file, text, records)) <= before, text


@pytest.mark.parametrize("tree", TREES, ids=lambda tree: f"{tree.rule}/{tree.folder.name}")
def test_of_a_value_that_is_refused_as_it_is_written_no_other_rule_speaks(tree):
    files = tree.files()
    records = read_records(files)
    speaks_of = {path for path, _ in places(tree.rule, records)}
    for file in files:
        for line, text in refused(file) if file.path in speaks_of else ():
            told = places(tree.rule, with_text(files, file, text, records))
            assert (file.path, line) not in told or tree.rule in OF_ANOTHER_MISTAKE, text
