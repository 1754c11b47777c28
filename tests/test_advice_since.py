"""Whoever obeys the advice of the comparison with an earlier revision to the letter is told nothing of it again."""

import re
from collections.abc import Iterator, Mapping

import pytest
from register.checks.issue import Issue, Severity
from register.checks.judge import check, check_since
from register.checks.rules import RULES

from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, TODAY, finding, records_of
from tests.test_lost import COMMITTED, MEETING_PATH, VETTING
from tests.test_past_papers import FIRST, KEPT, LATER, PLAIN, RED, REPORT, SAID, edited

Files = Mapping[str, str]
DATED = "{date: 2026-11-10, of: title, what: Spelling., reason: A slip."
OTHER = "recommendations/other.md"
QUIET = "recommendations/quiet.md"
CORRECTED = "corrections:\n  - {date: 2026-01-10, of: title, what: Spelling., reason: A slip., papers: [2019-06-28]}\n"
BEFORE = {
    **KEPT,
    PLAIN: finding(title="Plain", formerly="[plainer]"),
    OTHER: finding(CORRECTED, title="Other", due="2019-06-01"),
    QUIET: finding(title="Quiet", received="2020-01-01"),
} | {
    MEETING_PATH: KEPT[MEETING_PATH].replace("previous: 2019-03-28\n", ""),
    "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "as_at: 2019-09-20\n"),
}
EARLY = INSPECTION.replace("2019-05-02", "2019-06-01").replace("Integrated PEEL", "Crime data")


def without(path: str, files: Files = BEFORE) -> dict[str, str]:
    return {each: text for each, text in files.items() if each != path}


def corrected(fields: str) -> dict[str, str]:
    """The title changed, with a new correction."""
    changed = edited(PLAIN, "title: Plain", "title: Plainer", BEFORE)
    return edited(PLAIN, "due: 2020-03-31\n", f"due: 2020-03-31\ncorrections:\n  - {DATED}{fields}}}\n", changed)


EDITS = {
    "another title": edited(PLAIN, "title: Plain", "title: Plainer", BEFORE),
    "another status": edited(PLAIN, "status: amber", "status: red", BEFORE),
    "another owner": edited(PLAIN, "owner: Head of Professional Standards", "owner: Head of Vetting", BEFORE),
    "another due date": edited(PLAIN, "due: 2020-03-31", "due: 2019-06-01", BEFORE),
    "no due date": edited(PLAIN, "due: 2020-03-31\n", "", BEFORE),
    "received later": edited(PLAIN, "inspection:", "received: 2019-07-03\ninspection:", BEFORE),
    "another reference": edited(PLAIN, "inspection:", "reference: R9\ninspection:", BEFORE),
    "an entry changed": edited(VETTING, "status: red, reason", "status: amber, reason", BEFORE),
    "an entry of another day": edited(VETTING, RED, RED.replace("06-12", "07-12"), BEFORE),
    "an entry gone": edited(VETTING, RED, "", BEFORE),
    "an entry in the past": edited(VETTING, LATER, f"  - {{date: 2019-06-20, status: green, reason: New.}}\n{LATER}", BEFORE),
    "an entry changed after all papers": edited(VETTING, "status: green, reason", "status: red, reason", BEFORE),
    "official words that no paper shows": edited(QUIET, "should clear", "must clear", BEFORE),
    "a response gone after all papers": edited(VETTING, "### 2020-01-16\n\nHalf done.\n", "", BEFORE),
    "a correction gone": edited(OTHER, CORRECTED, "", BEFORE),
    "an earlier id gone": edited(PLAIN, "formerly: [plainer]\n", "", BEFORE),
    "a reason changed": edited(VETTING, "The system is late", "Staff left", BEFORE),
    "no history": edited(VETTING, f"history:\n{FIRST}{RED}{LATER}", "", BEFORE),
    "a response changed": edited(VETTING, "Begun", "Planned", BEFORE),
    "a response gone": edited(VETTING, "### 2019-06-02\n\nBegun.\n\n", "", BEFORE),
    "a response in the past": edited(VETTING, "### 2020-01-16", "### 2019-06-20\n\nNearly.\n\n### 2020-01-16", BEFORE),
    "a response of another day": edited(VETTING, "### 2019-06-02", "### 2019-06-03", BEFORE),
    "no responses": edited(VETTING, SAID, "", BEFORE),
    "official words": edited(VETTING, "should clear", "must clear", BEFORE),
    "a grade": edited(REPORT, "grade: good, progress", "grade: outstanding, progress", BEFORE),
    "a report's summary": edited(REPORT, "Most of the report", "Much of it", BEFORE),
    "a report's day": edited(REPORT, "published: 2019-05-02", "published: 2019-07-02", BEFORE),
    "a meeting's contact": edited(MEETING_PATH, "contact: Risk", "contact: Chief", BEFORE),
    "a meeting's decisions": edited(MEETING_PATH, "contact:", "decisions: [to note it]\ncontact:", BEFORE),
    "the organisation": edited("register.yml", "West Midlands", "East Midlands", BEFORE),
    "the inspectorate": edited("register.yml", "HMICFRS", "HMIC", BEFORE),
    "a pillar's label": edited("frameworks/peel-2018-19.yml", "label: Legitimacy", "label: Lawfulness", BEFORE),
    "a status's words": {**BEFORE, "register.yml": f"{REGISTER}more_statuses:\n  - {{id: stuck, label: Stuck, meaning: On hold., stage: open, colour: grey}}\n"},
    "a finding in the past": {**BEFORE, "recommendations/new.md": finding(title="New")},
    "a report in the past": {**BEFORE, "inspections/cdi.md": EARLY, "recommendations/new.md": finding(inspection="cdi", title="N")},
    "a meeting in the past": {**BEFORE, "meetings/2019-05-28.md": MEETING.replace("previous: 2019-03-28\n", "")},
    "a finding gone": without(PLAIN),
    "a finding under another id": {**without(PLAIN), "recommendations/plainest.md": BEFORE[PLAIN]},
    "a finding unpublished": edited(PLAIN, "inspection:", "publish: false\ninspection:", BEFORE),
    "a report gone": without(REPORT),
    "a meeting gone": without(MEETING_PATH),
    "a framework renamed": {**without("frameworks/peel-2018-19.yml"), "frameworks/peel.yml": FRAMEWORK},
    "a correction without its papers": corrected(""),
    "a correction with one paper": corrected(", papers: [2019-06-28]"),
    "a correction of before": corrected(", papers: [2019-06-28, 2019-09-26]").copy(),
    "a correction of something else": edited(PLAIN, "of: title", "of: due", corrected("")),
}  # fmt: skip
EDITS["a correction of before"] = edited(PLAIN, "2026-11-10", "2026-01-10", EDITS["a correction of before"])


COMPARING = {rule.name for rule in RULES if rule.since}


def found_in(files: Files) -> list[Issue]:
    """What the check and the comparison refuse."""
    now = records_of(files)
    issues = (*check(now, TODAY), *check_since(records_of(BEFORE), now, COMMITTED, TODAY))
    return [issue for issue in issues if issue.severity is Severity.ERROR]


def ways(issue: Issue, files: Files) -> Iterator[tuple[str, dict[str, str]]]:
    """The files after each way out that the advice gives."""
    for way, obey in WAYS.items():
        if said := re.search(way, issue.fix):
            yield said[0], obey(issue, said, dict(files))


def put_back(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    if issue.path in BEFORE:
        return files | {issue.path: BEFORE[issue.path]}
    return {path: text for path, text in files.items() if path != issue.path}


def bring_back(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    title = BEFORE[issue.path].split("\n")[1]
    elsewhere = [path for path, text in files.items() if path not in BEFORE and title in text]
    return {path: text for path, text in files.items() if path not in elsewhere} | {issue.path: BEFORE[issue.path]}


def correct(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    entry = said[1].replace('what: ""', "what: It was wrong.").replace('reason: ""', "reason: A slip.")
    text = files[issue.path]
    if "corrections:\n" in text:
        return files | {issue.path: text.replace("corrections:\n", f"corrections:\n  {entry}\n")}
    end = text.index("\n---\n", 4) + 1 if issue.path.endswith(".md") else len(text)
    return files | {issue.path: f"{text[:end]}corrections:\n  {entry}\n{text[end:]}"}


def into_line(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    """The field into the entry at the line, or below it."""
    lines, at = files[issue.path].split("\n"), issue.line - 1
    field = re.compile(rf"(?<![\w-]){said[1].partition(':')[0]}: (?:\[[^\]]*\]|[^,}}]*)")
    if field.search(lines[at]):
        lines[at] = field.sub(said[1], lines[at], count=1)
    elif lines[at].endswith("}"):
        lines[at] = f"{lines[at][:-1]}, {said[1]}}}"
    else:
        lines.insert(at, said[1])
    return files | {issue.path: "\n".join(lines)}


def heading(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    lines = files[issue.path].split("\n")
    lines[issue.line - 1] = said[1]
    return files | {issue.path: "\n".join(lines)}


def into_other(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    path = next(path for path in files if path.endswith((f"/{said[2]}.md", f"/{said[2]}.yml")))
    text = re.sub(rf"(?m)^{said[1].partition(':')[0]}: .*\n", "", files[path])
    mark = "---\n" if path.endswith(".md") else ""
    return files | {path: text.replace(mark, f"{mark}{said[1]}\n", 1)}


def date_it(issue: Issue, said: re.Match[str], files: dict[str, str]) -> dict[str, str]:
    """The value of before in a first entry, with what else stands at the top, and that of now in one of today."""
    top = {name: re.search(rf"\n{name}: (.*)", BEFORE[issue.path]) for name in ("status", "owner", "due")}
    first = ", ".join(f"{name}: {value[1]}" for name, value in top.items() if value)
    entries = f"  - {{date: {said[2]}, {first}}}\n  - {{date: {said[4]}, {said[3]}, reason: It changed.}}\n"
    return files | {issue.path: files[issue.path].replace("\n---\n", f"\nhistory:\n{entries}---\n", 1)}


WAYS = {
    r"put (?:it|back|what|them)\b.*": put_back,
    r"correct its day|delete the line, and": put_back,
    r"bring the file back": bring_back,
    r"add to corrections: (- \{.*\})": correct,
    r'write "(recorded: [0-9-]+)"': into_line,
    r'write "((?:papers|date): [^"]+)"': into_line,
    r'write "(### [^"]+)"': heading,
    r'write "((?:formerly|previous): [^"]+)" into (?:the meeting )?"([^"]+)"': into_other,
    r'write "([a-z]+: [^"]+)" into an entry of ([0-9-]+) in the history and "([a-z]+: [^"]+)" into one of ([0-9-]+)': date_it,
}


def test_the_register_of_before_is_sound():
    assert found_in(BEFORE) == []


@pytest.mark.parametrize("name", EDITS)
def test_each_way_out_that_is_advised_leads_out(name):
    """It is said no more of that change, and no other mistake comes of it."""
    before = found_in(EDITS[name])
    known = {(issue.path, issue.rule) for issue in before}
    for issue in (each for each in before if each.rule in COMPARING):
        found = [*ways(issue, EDITS[name])]
        assert found, issue.fix
        for said, files in found:
            after = found_in(files)
            assert not [i for i in after if (i.path, i.rule, i.message) == (issue.path, issue.rule, issue.message)], (
                said
            )
            assert not [i for i in after if (i.path, i.rule) not in known], (said, after)


def test_the_edits_bring_forth_what_the_comparison_can_say():
    rules = {issue.rule for files in EDITS.values() for issue in found_in(files)}
    assert rules >= {rule.name for rule in RULES if rule.since and rule.severity is Severity.ERROR}
