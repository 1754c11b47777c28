"""Whoever obeys the advice of the check to the letter gets a record that says what was meant, or is asked a question."""

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from random import Random

import pytest
from register.checks.date_advice import certain_day, days_meant
from register.checks.issue import Issue, Severity
from register.checks.judge import CheckResult, judge
from register.editing.fix import fixed
from register.editing.mended import MENDED
from register.records.folder import File, files_from
from register.records.record import Records, read_records
from register.records.values import says_nothing

from tests import bad_inputs, fixtures
from tests.conftest import sampled
from tests.long.broken_records import VALUES, broken
from tests.obeying import Obeyed, asks, clauses, obeyed
from tests.small import TODAY, finding, texts

READING = {
    "yaml-syntax", "tag", "anchor", "key-not-text", "key-without-value", "hidden-character", "not-a-record", "bad-id",
    "front-matter-missing", "unknown-heading", "repeated-key",
}  # fmt: skip
"""What these say hides the rest of a line or a record, so that more may be found once it is mended."""

ON_CONDITION = {
    "fact-contradicts-history", "owner-missing", "closed-missing", "question-or-pillar-missing", "received-missing",
    "previous-not-before",
}  # fmt: skip
"""What these say may be true where advice is obeyed whose condition is not, or where something is not known yet."""


@lru_cache(maxsize=8)
def judged(files: tuple[File, ...]) -> tuple[Records, CheckResult]:
    records = read_records(files)
    return records, judge(records, TODAY)


def harm(files: tuple[File, ...], each: Obeyed) -> list[str]:
    """What is worse, or no better, after one clause of the advice was obeyed."""
    records, before = judged(files)
    after = judge(read_records(each.files, records), TODAY, before=before).issues
    return [*remaining(each, after), *new_errors(each, before.issues, after), *lost(files, each), *turned(each)]


def remaining(each: Obeyed, after: Iterable[Issue]) -> list[str]:
    here = (each.issue.path, each.issue.line, each.issue.rule, each.issue.message)
    return ["it is still said"] if here in {(i.path, i.line, i.rule, i.message) for i in after} else []


def new_errors(each: Obeyed, before: Iterable[Issue], after: Iterable[Issue]) -> list[str]:
    known = {(issue.path, issue.rule, issue.message) for issue in before}
    new = [i for i in after if i.severity is Severity.ERROR and (i.path, i.rule, i.message) not in known]
    if each.issue.rule in READING:
        new = [issue for issue in new if issue.rule == "repeated-key"]
    return [f"new: {i.path}:{i.line} {i.rule}: {i.message}" for i in new if not each.asks or i.rule not in ON_CONDITION]


def lost(files: tuple[File, ...], each: Obeyed) -> list[str]:
    """The words that no file holds any more, unless they are a slip, a placeholder or one value."""
    gone = words(files) - words(each.files)
    parts = words_of(each.old)
    if each.is_moved or not gone or not (parts or each.new):
        return []
    if beyond := {word for word in gone if not any(part in word for part in parts)}:
        return [f"lost beside it: {sorted(beyond)}"]
    if each.new.strip():
        return [] if each.asks or is_near(each.old, each.new) else [f"{each.old!r} is no slip of {each.new!r}"]
    values = [part.partition(": ")[2].strip("\"' ") for part in re.split(r"\n|, ", each.old)]
    return [f"lost: {value}" for value in values if " " in value and not says_nothing(value)]


def words(files: Iterable[File]) -> set[str]:
    return {word for file in files for word in words_of(file.content.decode("utf-8", "replace"))}


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.casefold()))


def is_near(old: str, new: str) -> bool:
    """Whether one looks like the other, or is what becomes of it when it is read in another encoding."""
    garbled = new.encode().decode("cp1252", "replace") == old
    return garbled or SequenceMatcher(None, old.casefold(), new.casefold()).ratio() >= 0.5


OPPOSITES = (
    {"adequate", "inadequate"}, {"complete", "incomplete"}, {"accepted", "not-accepted"}, {"good", "no good"},
    {"open", "closed"}, {"satisfactory", "unsatisfactory"}, {"graded", "ungraded"}, {"true", "false"},
)  # fmt: skip
NOT = ("un", "in", "im", "dis", "not-", "not ", "no-", "no ", "non-")
TURNING = (*NOT, "nearly ", "partly ")


def turned(each: Obeyed) -> list[str]:
    """Whether a value was turned into its opposite, or made to say more than it said."""
    old, new = (text.rpartition(": ")[2].strip("\"' ").casefold() for text in (each.old, each.new))
    opposite = {old, new} in OPPOSITES or any(old == sign + new or new == sign + old for sign in TURNING if old and new)
    return [f"{old!r} turned into {new!r}"] if opposite else []


def name_of(fixture: fixtures.Fixture) -> str:
    return f"{fixture.rule}/{fixture.folder.name}"


def harms(files: tuple[File, ...], issues: Iterable[Issue]) -> list[str]:
    return [
        f"{issue.path}:{issue.line} {issue.rule}: {issue.message}; {issue.fix}; did {each.clause!r}: {wrong}"
        for issue in issues
        for each in obeyed(issue, files)
        for wrong in harm(files, each)
    ]


@pytest.mark.parametrize("fixture", [each for each in fixtures.fixtures() if not each.passes], ids=name_of)
def test_the_advice_on_a_fixture_does_no_harm(fixture):
    files = fixture.files()
    found = harms(files, fixtures.found(fixture))
    assert not found, "\n".join(found)


@pytest.mark.parametrize("tree", sorted({case.tree for case in bad_inputs.CASES}))
def test_the_advice_on_a_bad_input_does_no_harm(tree):
    try:
        files = bad_inputs.files_of(tree)
    except OSError as problem:
        pytest.skip(f"this system can't hold the names: {problem}")
    found = harms(files, judged(files)[1].issues)
    assert not found, "\n".join(found)


# Mistakes as people make them, in a register that is otherwise sound

MENDABLE = [fixture for fixture in fixtures.fixtures() if fixture.rule in MENDED]
VALID_FILES = texts(vetting=finding(type="cause-of-concern"), other=finding(parent="vetting"))

STATUSES = {
    "amber": "open",
    "open": "open",
    "complete": "done",
    "closed": "ended",
    "not-accepted": "ended",
    "superseded": "ended",
}
GRADES = ("good", "adequate", "requires-improvement", "inadequate", "ungraded")
REGISTER = "organisation: West Midlands Police\ninspectorate: HMICFRS\nstatuses:\n" + "".join(
    f"  - {{id: {id}, label: {id.title()}, meaning: It is so., stage: {stage}, colour: grey}}\n"
    for id, stage in STATUSES.items()
)
FRAMEWORK = "title: PEEL\ngrades:\n" + "".join(f"  - {{id: {id}, label: {id.title()}}}\n" for id in GRADES)
FRAMEWORK += "pillars:\n  - {id: legitimacy, label: Legitimacy}\nquestions:\n"
FRAMEWORK += "  - {id: workforce, number: 2, pillar: legitimacy, label: Workforce}\n"
VALID = {
    "status": tuple(STATUSES), "grade": GRADES, "type": ("recommendation", "cause-of-concern", "area-for-improvement"),
    "accepted": ("yes", "partly", "no", "awaited"), "inspectorate_status": ("awaiting-review", "no-further-action-needed"),
}  # fmt: skip


def tree(**fields: str | None) -> tuple[File, ...]:
    """A register of one finding with these fields, and with more words than usual."""
    return tree_of(finding(**fields))


def tree_of(text: str, **others: str) -> tuple[File, ...]:
    grades = "grades:\n  - {question: workforce, grade: requires-improvement}\n  - {pillar: legitimacy, grade: good}\n"
    inspection = f"---\ntitle: PEEL inspection\nframework: peel-2018-19\npublished: 2019-05-02\n{grades}---\n"
    files = {**texts(vetting=text), "frameworks/peel-2018-19.yml": FRAMEWORK, "register.yml": REGISTER}
    return files_from({**files, "inspections/peel-2018-19.md": inspection, **others})


def turned_words(word: str) -> set[str]:
    """The opposite of a word, and what says less, as people write them."""
    bare = {word.removeprefix(sign) for sign in TURNING} - {word}
    less = (
        {f"nearly {word}", f"partly {word}", f"almost {word}"}
        if word not in ("partly", "awaited", "awaiting-review")
        else set()
    )
    return {sign + word for sign in NOT} | bare | less | {f"{word} not", f"not yet {word}"}


@pytest.mark.parametrize(("field", "word"), [(field, word) for field, valid in VALID.items() for word in valid])
def test_no_word_is_turned_into_its_opposite(field, word):
    for written in sorted(turned_words(word) - set(VALID[field])):
        files = tree(**{field: written})
        found = [issue for issue in judged(files)[1].issues if issue.path.startswith("recommendations/")]
        assert f'write "{word}"' not in "".join(issue.fix for issue in found), written
        wrong = harms(files, found)
        assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "word", ["custody-2021", "vetting", "report", "fire", "counter-terrorism", "2024-25", "n/a", "see above"]
)
@pytest.mark.parametrize(
    "field", ["inspection", "parent", "repeats", "superseded_by", "grade", "status", "type", "owner"]
)
def test_the_only_one_there_is_is_not_offered_for_any_word(field, word):
    owners = "- role: Head of Professional Standards\n"
    files = tree_of(
        finding(**{field: word}), **{"owners.yml": owners, "recommendations/older.md": finding(title="Older")}
    )
    for issue in judged(files)[1].issues:
        offered = re.match(r'write "([^":]+)" if', issue.fix)
        assert not offered or is_near(word, offered[1]), f"{issue.message}; {issue.fix}"


COMMAS = (
    "The system is late, staff have left", "Vet 1,000 of them, then all", 'It is "late", again', "It's late, isn't it",
    "Late, no staff, no room", "The plan: late, too", "late, due to illness", "He said 'wait', twice", "a, b", "Late, owner of it ill",
)  # fmt: skip


@pytest.mark.parametrize("text", COMMAS)
@pytest.mark.parametrize("after", ["", ", due: 2020-06-30", ", approved_by: Chief Constable"])
def test_words_after_a_comma_between_braces_are_not_lost(text, after):
    entry = f"  - {{date: 2019-09-05, status: amber, owner: Head of Professional Standards, reason: {text}{after}}}\n"
    files = tree_of(finding(f"history:\n{entry}", received="2019-09-05"))
    found = judged(files)[1].issues
    wrong = harms(files, found)
    assert any(issue.severity is Severity.ERROR for issue in found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2020-03-30T23:00Z", "2020-03-31"), ("2020-03-30T22:59Z", "2020-03-30"), ("2020-01-30T23:59:59Z", "2020-01-30"),
        ("2020-03-31T00:30:00+01:00", "2020-03-31"), ("2020-03-31 01:00", "2020-03-31"), ("2020-03-30T20:00-05:00", "2020-03-31"),
        ("2020-03-30 23:30 UTC", "2020-03-31"), ("2020-03-31T00:00:00.000Z", "2020-03-31"),
    ],
)  # fmt: skip
def test_a_moment_is_the_day_that_it_falls_on_where_the_register_is_kept(written, day):
    (issue,) = [each for each in judged(tree(due=written))[1].issues if each.rule == "bad-date"]
    assert f'write "due: {day}"' in issue.fix


@pytest.mark.parametrize(
    "name",
    [
        "vetting (1).md", "vetting - Copy.md", "vetting copy 2.md", "Copy of vetting.md", "vetting.md.orig", "vetting.md~", "vetting 2.md",
        "vetting-DESKTOP-4F2K9QX.md", "vetting_old.md", "Vetting final.md", "vetting.txt", "vetting.md.txt", "vetting-.md",
        "vetting (Anna's conflicted copy 2019-06-28).md", "#vetting.md#", "VETTING.md", "2019/vetting.md", "vetting.markdown",
    ],
)  # fmt: skip
def test_nobody_is_told_to_give_a_stray_copy_a_name_of_its_own(name):
    files = tree_of(finding(), **{f"recommendations/{name}": finding()})
    found = [issue for issue in judged(files)[1].issues if issue.path != "recommendations/vetting.md"]
    assert found
    assert not [issue.fix for issue in found if issue.fix.startswith("name it")]
    wrong = harms(files, found)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    "name", ["plan.pdf", "Plan 2020.docx", "plan.html", "./plan.pdf", "docs/plan.md", "C:\\plan.pdf", "plan"]
)
def test_no_address_is_made_of_the_name_of_a_file(name):
    links = f"links:\n  - title: The plan\n    url: {name}\n"
    for issue in judged(tree_of(finding(links)))[1].issues:
        assert not re.search(r'write "url: (?:https?:|mailto:)', issue.fix), issue.fix


@pytest.mark.parametrize(
    "body", ["Police and Crime Commissioner", "PCC", "Mayor", "HMICFRS", "Chief constable", "Force", "Council", "IOPC"]
)
@pytest.mark.parametrize("form", ["{} response", "Response of the {}", "{}'s comments", "{} evidence"])
def test_the_words_of_one_body_get_no_heading_of_another(body, form):
    heading = form.format(body)
    words = f"## Recommendation\n\nClear it.\n\n## {heading}\n\nIt will be done.\n"
    for issue in judged(tree_of(finding(body=words)))[1].issues:
        offered = set(re.findall(r"(Force response|Policing body response)\" if", issue.fix))
        of_policing = body in ("Police and Crime Commissioner", "PCC", "Mayor")
        assert offered <= (
            {"Policing body response"} if of_policing else {"Force response"} if body == "Force" else set()
        ), issue


def test_what_is_to_be_deleted_or_renamed_is_said_or_asked():
    """So that the reader of advice passes over nothing that can harm."""
    failing = [fixture for fixture in fixtures.fixtures() if not fixture.passes]
    pieces = [(issue, fixture.files()) for fixture in failing for issue in fixtures.found(fixture)]
    left = [issue.fix for issue, files in pieces if not asks(issue.fix) and not [*obeyed(issue, files)]]
    assert not [
        fix for fix in left for clause in clauses(fix) if re.match("delete|remove|leave|name it|rename", clause)
    ], left


@pytest.mark.parametrize("fixture", sampled(fixtures.fixtures(), *MENDABLE), ids=name_of)
def test_what_is_mended_by_command_loses_no_words(fixture):
    records, before = judged(fixture.files())
    for path, file in fixed(records, None, TODAY, TODAY).files.items():
        (was,) = [each for each in fixture.files() if each.path == path]
        gone = words([was]) - words([file])
        days = {word for issue in before.issues if issue.rule in MENDED for word in words_of(issue.message)}
        assert gone <= days | {word for word in gone if word.isdigit()}, path


@pytest.mark.parametrize("text", ["Monday 14 June 2019", "Sunday, 31/12/2019"])
def test_a_day_of_another_weekday_is_not_certain(text):
    assert days_meant(text, "Europe/London")
    assert certain_day(text, "Europe/London") is None


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", sorted(VALID_FILES))
def test_no_advice_on_another_value_in_any_line_does_harm(path):
    wrong = [harm for files, line in with_other_values(path) for harm in harms(files, issues_at(files, line))]
    assert not wrong, "\n".join(wrong)


def with_other_values(path: str) -> Iterator[tuple[tuple[File, ...], int]]:
    """The register with another value in one line of the file, and the number of the line."""
    lines = VALID_FILES[path].split("\n")
    for index, line in enumerate(lines):
        for value in VALUES if ": " in line else ():
            edited = [*lines[:index], f"{line.partition(': ')[0]}: {value}", *lines[index + 1 :]]
            yield files_from({**VALID_FILES, path: "\n".join(edited).encode("utf-8", "replace")}), index + 1


def issues_at(files: tuple[File, ...], line: int) -> list[Issue]:
    """What the check finds in that line of any file."""
    return [issue for issue in judged(files)[1].issues if issue.line == line]


@pytest.mark.exhaustive
@pytest.mark.parametrize("path", sorted(VALID_FILES))
def test_no_advice_on_a_broken_record_loses_words_or_turns_a_value(path):
    """Broken in one to four places at once, so that one piece of advice mends one of them."""
    for seed in range(200):
        files = files_from({**VALID_FILES, path: broken([VALID_FILES[path]], Random(seed))})
        done = [each for issue in judged(files)[1].issues if issue.path == path for each in obeyed(issue, files)]
        wrong = [f"{each.issue}: {harm}" for each in done for harm in (*lost(files, each), *turned(each))]
        assert not wrong, "\n".join(wrong)
