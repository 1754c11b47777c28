"""Whatever stands in a file, the check answers with findings: a small share of what tests/long/fuzz.py runs."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.checks.issue import RULE_FAILED
from register.checks.judge import check, check_since
from register.checks.report import FORMATS, as_markdown, locate
from register.editing.fmt import Left, plain_form
from register.records.folder import File, Kind, files_from, kind_of
from register.records.front_matter import plain, read_facts, read_values
from register.records.invisible import with_stand_ins
from register.records.record import read_records
from register.records.source import texts_of

from tests.long.broken_records import broken, odd_path
from tests.long.fuzz import valid_texts
from tests.small import TODAY, finding, texts

VALID = valid_texts()
PATHS = {
    "register.yml": Kind.REGISTER,
    "frameworks/peel-2018-19.yml": Kind.FRAMEWORK,
    "inspections/peel-2018-19.md": Kind.INSPECTION,
    "meetings/2019-06-28.md": Kind.MEETING,
    "recommendations/vetting.md": Kind.RECOMMENDATION,
    "recommendations/other.md": Kind.RECOMMENDATION,
}
WHOLE = texts(vetting=finding(), other=finding(parent="vetting"))

# A few files of arbitrary bytes, of edited records, or at odd paths, in a register that is otherwise sound.
bytes_of_a_file = st.binary(max_size=300) | st.builds(
    lambda body: b"---\n" + body + b"\n---\n", st.binary(max_size=100)
)
edited = {path: st.integers(0, 2**32).map(lambda seed, kind=kind: broken(VALID[kind], Random(seed))) for path, kind in PATHS.items()}  # fmt: skip
broken_files = st.fixed_dictionaries({}, optional={path: files | bytes_of_a_file for path, files in edited.items()})
odd_files = st.dictionaries(st.integers(0, 2**32).map(lambda seed: odd_path("a", Random(seed))), bytes_of_a_file, max_size=2)  # fmt: skip


@given(broken_files, odd_files)
def test_every_broken_register_is_judged_and_shown(files, odd):
    tree = files_from({**WHOLE, **odd, **files})
    found = check(read_records(tree), TODAY)
    assert RULE_FAILED not in {each.rule for each in found}
    located = locate(found, "records", texts_of(tree, {each.path for each in found}))
    for form in (*FORMATS.values(), as_markdown):
        assert form(located).encode()


@given(broken_files, broken_files)
def test_every_broken_register_can_be_compared(before, now):
    one, other = (read_records(files_from({**WHOLE, **files})) for files in (before, now))
    assert RULE_FAILED not in {each.rule for each in check_since(one, other, TODAY, TODAY)}


@given(st.sampled_from(sorted(PATHS)).flatmap(lambda path: st.tuples(st.just(path), edited[path])))
def test_a_broken_record_has_a_plain_form_that_means_the_same_or_none(given_file):
    path, content = given_file
    file = File(path, kind_of(path), content)
    form = plain_form(file)
    assert form.left is not Left.CHANGED_MEANING  # the edits are right, before anything holds them back
    assert plain_form(File(path, file.kind, form.content)).content == form.content


@given(st.sampled_from(sorted(PATHS)).flatmap(lambda path: edited[path]))
def test_the_quick_reader_of_facts_agrees_with_the_careful_one(content):
    text = content.decode("utf-8", "replace").removeprefix("---\n").partition("\n---\n")[0].replace("\r", "")
    quick = read_values(with_stand_ins(text))
    facts, parse_errors = read_facts(with_stand_ins(text))
    assert quick is None or (quick, ()) == (plain(facts), parse_errors)


BEGUN = "---\ntitle: A\n---\n\n## Recommendation\n\n"
LISTED = 201  # of one rule in one record: 200, and one more that says that the rest is not listed


@pytest.mark.parametrize(
    ("content", "rule", "number"),
    [
        ("a" * 5_000_000, "front-matter-missing", 1),
        (f"---\ntitle: A\n---\n{'a' * 5_000_000}", "body-too-large", 1),
        (
            "---\ntitle: A\n---\n" + "\u200b\n" * 400_000,
            "hidden-character",
            0,
        ),  # refused as too large, and not searched
        ("---\ntitle: A\n---\n" + "<<<<<<<\n" * 80_000, "merge-conflict", 0),
        (f"---\ntitle: {'[' * 30_000}{']' * 30_000}\n---\n", "too-deep", 1),
        (f"---\ntitle:\n {'- ' * 5_000}a\n---\n", "too-deep", 1),
        ("---\n" + "a: &a x\n" + "b: [*a, *a, *a]\n" * 20 + "---\n", "anchor", 21),
        (BEGUN + "[" * 500_000, "link-target", 0),
        (BEGUN + "## a\n" * 5_000, "unknown-heading", LISTED),
        (BEGUN + "- # a\n\n" * 5_000, "odd-heading", LISTED),
        (BEGUN + "<b>" * 5_000, "raw-html", LISTED),
        (BEGUN + f"{'a' * 400_000} www.b.example", "link-target", 0),
        (BEGUN + "www.a.example " * 20_000, "link-target", 0),
        ("---\nformerly:\n" + "- a #b\n" * 5_000 + "---\n", "cut-text", 0),
        (f"---\nowner: {'a' * 60_000}\n---\n", "person-named", 0),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_what_is_made_to_take_long_is_read_or_refused(content, rule, number):
    """Each took minutes, or ended the process, in some version. How long they take is measured by tests/long/worst_inputs.py."""
    found = check(read_records(files_from({**WHOLE, "recommendations/vetting.md": content})), TODAY)
    assert sum(each.rule == rule for each in found) == number
