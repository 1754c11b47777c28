"""A field that can't be read is one mistake: no rule takes it for absent, or judges what the writer may have meant.

Every tree that breaks a rule is tried again with each of its fields made unreadable in turn.
"""

import pytest
from register.checks import judge
from register.checks.issue import RULE_FAILED
from register.checks.judge import check
from register.checks.rules import RULES
from register.records.folder import File
from register.records.record import Records, read_records

from tests.conftest import sampled
from tests.fixtures import BASE, DAY, Fixture, fixtures
from tests.unreadable import refused, unreadable

# The rules about what a file is and what one value is say that a field can't be read; the others are tried here.
OF_FIELDS = {
    f"register.checks.rules.{subject}" for subject in ("facts", "fields", "files", "nothing", "unknown_fields", "yaml")
}
BASE_FILES = Fixture(BASE).files()
JUDGING = {rule.name for rule in RULES if not rule.since and rule.function.__module__ not in OF_FIELDS}
TREES = [tree for tree in fixtures() if tree.rule in JUDGING and not tree.passes]
# What they say of such a line is true, whatever its value is.
OF_ANOTHER_MISTAKE = {"copied-file", "names-unpublished-record", "protective-marking", "question-or-pillar-missing"}


def with_text(files: tuple[File, ...], file: File, text: str, before: Records) -> Records:
    """The records with another text in the place of the file's."""
    return read_records((File(file.path, file.kind, text.encode()) if each is file else each for each in files), before)


def spans(rule: str, records: Records) -> set[tuple[str, int]]:
    """The lines of which the rule speaks, alone: others may speak of what an unreadable field hides from it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(judge, "RULES", [each for each in RULES if each.name == rule])
        found = check(records, DAY)
    assert RULE_FAILED not in {finding.rule for finding in found}, found
    return {(finding.path, finding.line) for finding in found}


def test_beside_an_unreadable_field_nothing_is_wrong_with_a_valid_register():
    files = Fixture(BASE).files()
    records = read_records(files)
    for file in files:
        for text in unreadable(file):
            assert not {f.rule for f in check(with_text(files, file, text, records), DAY)} & {*JUDGING, RULE_FAILED}, (
                text
            )


@pytest.mark.parametrize("where", sampled(["in its own files", "in those of the base"], "in its own files"))
@pytest.mark.parametrize("tree", TREES, ids=lambda tree: f"{tree.rule}/{tree.folder.name}")
def test_beside_an_unreadable_field_a_rule_says_nothing_new_and_of_a_refused_value_nothing_at_all(tree, where):
    files = tree.files()
    records = read_records(files)
    before = spans(tree.rule, records)
    own = where == "in its own files"
    for file in (file for file in files if (file not in BASE_FILES) is own):
        for text in unreadable(file) if file.kind else ():
            assert spans(tree.rule, with_text(files, file, text, records)) <= before, text
        for line, text in refused(file) if file.path in {path for path, _ in before} else ():
            told = spans(tree.rule, with_text(files, file, text, records))
            assert (file.path, line) not in told or tree.rule in OF_ANOTHER_MISTAKE, text
