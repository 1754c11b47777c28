"""Each rule has trees that keep it and trees that break it, and of each the check says exactly what is expected."""

import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from register.checks.judge import CheckResult, judge
from register.checks.rule import Context, Rule
from register.checks.rules import RULES
from register.records.folder import File, kind_of
from register.records.record import Record, Records, read_records
from register.records.source import texts_of

from tests.fixtures import BASE, DAY, HERE, Fixture, checked, fixtures, found, said

ALL = fixtures()
FAILING = [fixture for fixture in ALL if not fixture.passes]
JUDGING = [rule for rule in RULES if not rule.since]  # those about lost history stand on real revisions in test_lost.py
NAMES = [rule.name for rule in JUDGING]


def name_of(fixture: Fixture) -> str:
    return f"{fixture.rule}/{fixture.folder.name}"


def on_this_system(fixture: Fixture) -> bool:
    """Whether this system can hold the tree: Windows makes no links or pipes for ordinary users."""
    return os.name != "nt" or not (fixture.folder / "links").exists()


def test_every_rule_has_a_tree_that_keeps_it_and_two_that_break_it():
    passing, failing = (
        Counter(fixture.rule for fixture in ALL if fixture.passes is passes) for passes in (True, False)
    )
    assert not [rule for rule in NAMES if passing[rule] < 1 or failing[rule] < 2]


def test_no_folder_is_without_a_rule_and_every_name_says_passes_or_fails():
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {BASE.name} == set(NAMES)
    assert not [name_of(f) for f in ALL if not f.folder.name.startswith(("passes-", "fails-"))]


def test_the_base_is_valid():
    assert found(Fixture(BASE)) == ()


@pytest.mark.parametrize("fixture", ALL, ids=name_of)
def test_of_a_tree_the_check_says_what_is_expected(fixture):
    """And four things more, which the functions below put into words."""
    if not on_this_system(fixture):
        pytest.skip("this system makes no links or pipes")
    assert (said(fixture) if found(fixture) else "") == fixture.expected, "read the difference, then run make fixtures"
    names_its_rule_and_no_other(fixture)
    points_at_what_stands_in_the_line(fixture)
    finds_the_same_where_no_other_finding_is(fixture)
    finds_after_an_edit_what_it_finds_without_a_reading_before(fixture)


def names_its_rule_and_no_other(fixture: Fixture) -> None:
    assert {issue.rule for issue in found(fixture)} == (set() if fixture.passes else {fixture.rule})


def points_at_what_stands_in_the_line(fixture: Fixture) -> None:
    texts = texts_of(fixture.files(), {issue.path for issue in found(fixture)})
    for issue in found(fixture):
        line = texts.get(issue.path, "").split("\n")[issue.line - 1]
        assert issue.column + issue.length - 1 <= len(line) + 1, issue  # or just behind it, where nothing stands


def finds_the_same_where_no_other_finding_is(fixture: Fixture) -> None:
    """A rule that doesn't say that it looks at other findings looks at none."""
    records = read_records(fixture.files())
    context = Context(records, DAY, DAY)
    for record in records.all:
        without = Context(without_others(record, records), DAY, DAY)
        for rule in JUDGING:
            if record.kind in (rule.kinds or ()) and not rule.cross_record:
                assert [*rule.function(record, context)] == [*rule.function(record, without)], rule.name


def without_others(record: Record, records: Records) -> Records:
    """The records without any finding but this one."""
    findings = {id: each for id, each in records.recommendations.items() if each is record}
    return replace(
        records, recommendations=findings, all=tuple(it for it in records.all if it is record or it in records.beside)
    )


def finds_after_an_edit_what_it_finds_without_a_reading_before(fixture: Fixture) -> None:
    """What was found before is kept where it is still true. An edit breaks the tree, and the next one mends it."""
    records, result = base()
    for tree in (fixture, Fixture(BASE)):
        records = read_records(tree.files(), records)
        result = judge(records, DAY, before=result)
        assert result.issues == found(tree)


@cache
def base() -> tuple[Records, CheckResult]:
    """The base as it is read and checked at first."""
    records = read_records(Fixture(BASE).files())
    return records, judge(records, DAY)


# Rules about something that no line can show: a file's bytes, size or place, two lines together, or a missing section.
WITHOUT_EXAMPLE = {
    "not-utf-8", "hidden-character", "merge-conflict", "large-file-pointer", "empty-file", "facts-too-large",
    "body-too-large", "repeated-key", "second-document", "text-too-long", "register-missing", "linked-file", "copied-file",
    "not-a-file", "unreadable-file", "grade-row-missing", "ring-of-records", "parent-ended-first",
    "successor-is-older", "repeated-heading", "official-words-missing", "official-words-empty", "response-empty",
    "silent-between-meetings", "step-without-outcome", "parent-had-ended-first", "red-reason-is-old",
    "code-without-end",
}  # fmt: skip


@pytest.mark.parametrize(
    "rule", [rule for rule in JUDGING if rule.name not in WITHOUT_EXAMPLE], ids=lambda rule: rule.name
)
def test_the_example_of_a_rule_is_true(rule):
    """What the docstring says not to write stands in a failing tree; with what it says to write, nothing is wrong."""
    right, wrong = example_of(rule)
    trees = [mended for fixture in FAILING if fixture.rule == rule.name for mended in mendings(fixture, wrong, right)]
    assert any(checked(tree) == () for tree in trees)


def test_no_rule_without_an_example_has_one():
    assert not [rule.name for rule in JUDGING if rule.name in WITHOUT_EXAMPLE and example_of(rule)]


def example_of(rule: Rule) -> tuple[str, str] | None:
    """The right and the wrong words in "write `…`, not `…`." or "name the file `…`, not `…`.", the docstring's end."""
    found = re.search(
        r"(?:write|name the file) `([^`]+)`, not `([^`]+)`\.$", " ".join(rule.explanation.split()), re.IGNORECASE
    )
    return (found[1], found[2]) if found else None


def mendings(fixture: Fixture, wrong: str, right: str) -> Iterator[tuple[File, ...]]:
    """The tree with the wrong words, or the wrong name of a file, put right in one place: one tree for each place."""
    files = fixture.files()
    for file in files:
        others = tuple(other for other in files if other is not file)
        if file.path == wrong:
            yield (*others, File(right, kind_of(right), file.content))
        text = file.content.decode("utf-8", "replace")
        for match in re.finditer(re.escape(wrong), text):
            mended = text[: match.start()] + right + text[match.end() :]
            yield (*others, File(file.path, file.kind, mended.encode()))
