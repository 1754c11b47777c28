"""Formats issues for a terminal, a program or a pull request.

`locate` gives each issue its path as seen by the reader. Each format is then a function from located issues to a text:

    text      for people: the span, the message, and the line with a caret
    json      for programs
    github    annotations of a workflow on GitHub; `as_markdown` is the summary of its run
    sarif     the Static Analysis Results Interchange Format 2.1.0, an OASIS standard
    gitlab    the report of GitLab's Code Quality
"""

import hashlib
import inspect
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import quote

from register.checks.excerpt import excerpt, visible
from register.checks.issue import RULE_FAILED, Issue, Severity

if TYPE_CHECKING:
    from register.checks.rule import Rule

RULES_PAGE = "rules/"  # on the site; each rule's name is an anchor there
LINE_LIMIT = 1_000  # characters of a line that programs get: a very long one may have a thousand issues
SUMMARY_LIMIT = 900_000  # bytes: GitHub refuses a summary of more than 1 MiB


@dataclass(frozen=True)
class LocatedIssue:
    """An issue where the reader works: its path as seen from there, and its line (None: there is none to show).

    Its words have no hidden characters, so that they can be printed anywhere.
    """

    issue: Issue
    path: str
    line: str | None

    @property
    def text(self) -> str:
        """What is wrong and what to write instead, on one line."""
        return f"{self.issue.message}; {self.issue.fix}"

    @property
    def line_for_programs(self) -> str | None:
        """The line, cut where it is so long that repeating it for each of its issues would fill the disk."""
        return self.line if self.line is None else self.line[:LINE_LIMIT]


Format = Callable[[Sequence[LocatedIssue]], str]
Paint = Callable[[str, str], str]  # a text, and what it is: path, error or warning


def locate(issues: Iterable[Issue], folder: str, texts: Mapping[str, str]) -> tuple[LocatedIssue, ...]:
    """The issues, with folder put before their paths, and with their lines.

    texts holds what each file says, by its path below the folder; files that can't be read are missing.
    """
    listed = tuple(issues)
    lines = {path: texts[path].split("\n") for path in {issue.path for issue in listed} if texts.get(path)}
    return tuple(
        LocatedIssue(
            issue._replace(message=visible(issue.message), fix=visible(issue.fix)),
            _below(folder, issue.path),
            _line(lines.get(issue.path, ()), issue),
        )
        for issue in listed
    )


def _below(folder: str, path: str) -> str:
    """The path with the folder before it; bytes of a name that are not UTF-8 are written as escapes."""
    whole = f"{folder}/{path}" if folder not in ("", ".") else path
    return whole.encode("utf-8", "backslashreplace").decode("utf-8")


def _line(lines: Sequence[str], issue: Issue) -> str | None:
    return lines[issue.line - 1] if 0 < issue.line <= len(lines) else None


# For people


def _plain(text: str, what: str) -> str:
    return text


def as_text(located: Sequence[LocatedIssue], encoding: str = "utf-8", paint: Paint = _plain) -> str:
    """Each issue as `path:line:column: severity[rule]: message; fix`, its line with carets, then a count.

    A line that begins with a space belongs to the issue above it. The first issue of each rule says where to
    read more. encoding is that of the terminal; paint may add colour.
    """
    explained = {RULE_FAILED}
    lines: list[str] = []
    for each in located:
        lines += _block(each, encoding, paint)
        if each.issue.rule not in explained:
            explained.add(each.issue.rule)
            lines.append(f"{_MARGIN} = more: {RULES_PAGE}#{each.issue.rule} on the site")
    return "\n".join([*lines, count(located)]) + "\n"


_MARGIN = " " * 5  # has room for the line's number


def _block(each: LocatedIssue, encoding: str, paint: Paint) -> Iterator[str]:
    issue = each.issue
    where = paint(f"{visible(each.path, encoding)}:{issue.line}:{issue.column}", "path")
    title = paint(f"{issue.severity}[{issue.rule}]", issue.severity)
    yield f"{where}: {title}: {visible(each.text, encoding)}"
    if each.line is not None and not _is_about_the_file(issue):
        line, before, carets = excerpt(each.line, issue.column, issue.length, encoding)
        number = f"{issue.line:>{len(_MARGIN)}}"
        yield f"{number} | {line}".rstrip()
        yield f"{' ' * len(number)} | {before}{paint(carets, issue.severity)}"


def _is_about_the_file(issue: Issue) -> bool:
    """Whether the issue has the span that rules give where no line of the file is wrong."""
    return (issue.line, issue.column, issue.length) == (1, 1, 1)


def count(located: Iterable[LocatedIssue]) -> str:
    """The last line: how many errors and warnings there are."""
    numbers = _numbers(located)
    return f"{_number(numbers[Severity.ERROR], 'error')}, {_number(numbers[Severity.WARNING], 'warning')}"


def _numbers(located: Iterable[LocatedIssue]) -> Counter[Severity]:
    return Counter(each.issue.severity for each in located)


def _number(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


# For programs


def as_json(located: Sequence[LocatedIssue]) -> str:
    """`{"errors": n, "warnings": n, "findings": [...]}`, each issue with all its fields and `source`, its line."""
    numbers = _numbers(located)
    listed = [_fields(each) for each in located]
    return _json({"errors": numbers[Severity.ERROR], "warnings": numbers[Severity.WARNING], "findings": listed})


def _fields(each: LocatedIssue) -> dict[str, object]:
    """An issue by the names that other programs know its fields by."""
    issue = each.issue
    return {
        "path": each.path,
        **issue.span._asdict(),
        "severity": issue.severity,
        "rule": issue.rule,
        "wrong": issue.message,
        "instead": issue.fix,
        "source": each.line_for_programs,
    }


def _json(value: object) -> str:
    """As JSON of ASCII characters alone: it stays valid whatever the encoding of the stream that it is written to."""
    return json.dumps(value, indent=2) + "\n"


def _fingerprints(located: Iterable[LocatedIssue]) -> Iterator[str]:
    """A name for each issue that stays the same when its line moves: of the path, the rule and the line's text.

    Where those are the same, the issues are numbered.
    """
    seen: Counter[str] = Counter()
    for each in located:
        content = json.dumps([each.path, each.issue.rule, each.line_for_programs])
        yield hashlib.sha256(f"{content}{seen[content]}".encode()).hexdigest()
        seen[content] += 1


# For a Git host


def as_github(located: Sequence[LocatedIssue]) -> str:
    """GitHub workflow commands, which put each issue beside its line in a pull request; then the count."""
    lines = [
        f"::{each.issue.severity} file={_property(each.path)},line={each.issue.line},col={each.issue.column},"
        f"title={_property(each.issue.rule)}::{_data(each.text)}"
        for each in located
    ]
    return "\n".join([*lines, count(located)]) + "\n"


def _data(text: str) -> str:
    """Escaped as GitHub's workflow commands want the message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_markdown(located: Sequence[LocatedIssue]) -> str:
    """A table of all issues for the summary of a run, since GitHub shows ten annotations of each kind at most.

    Rows beyond SUMMARY_LIMIT are left out and counted.
    """
    rows = [_row(each) for each in located]
    sizes = accumulate(len(row.encode()) + 1 for row in rows)
    shown = rows[: sum(size <= SUMMARY_LIMIT for size in sizes)]
    head = ["| Where | Rule | What is wrong; what to write instead |", "| --- | --- | --- |"] if shown else []
    left_out = len(rows) - len(shown)
    tail = ["", f"{left_out} more: see the log."] if left_out else []
    return "\n".join(["## Check of the records", "", count(located), "", *head, *shown, *tail]) + "\n"


def _row(each: LocatedIssue) -> str:
    issue = each.issue
    where = _escaped(f"{each.path}:{issue.line}:{issue.column}")
    return f"| {where} | {issue.severity}: {_escaped(issue.rule)} | {_escaped(each.text)} |"


def _escaped(text: str) -> str:
    """As Markdown that shows the text itself: no character of it is markup, a tag or the end of a cell."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", visible(text))


def as_sarif(located: Sequence[LocatedIssue]) -> str:
    """SARIF 2.1.0 with every rule and its explanation. Columns count characters, and the end is past the last one."""
    from register.checks.rules import RULES  # takes longer than all else here, and no other format needs it

    run = {
        "tool": {"driver": {"name": "register check", "rules": [_sarif_rule(rule) for rule in RULES]}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(*pair) for pair in zip(located, _fingerprints(located), strict=True)],
    }
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"


def _sarif_rule(rule: "Rule") -> dict[str, object]:
    explanation = inspect.cleandoc(rule.explanation)
    first_sentence = re.split(r"(?<=\.)\s", explanation, maxsplit=1)[0]
    return {
        "id": rule.name,
        "shortDescription": {"text": first_sentence},
        "help": {"text": explanation, "markdown": explanation},
        "defaultConfiguration": {"level": rule.severity},
    }


def _sarif_result(each: LocatedIssue, fingerprint: str) -> dict[str, object]:
    issue = each.issue
    region = {
        "startLine": issue.line,
        "startColumn": issue.column,
        "endColumn": issue.column + issue.length,
    }
    artifact = {"uri": quote(each.path), "uriBaseId": "%SRCROOT%"}
    return {
        "ruleId": issue.rule,
        "level": issue.severity,
        "message": {"text": each.text},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"primaryLocationLineHash": fingerprint},  # the one by which GitHub recognises an issue
    }


_GITLAB_SEVERITY = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def as_gitlab(located: Sequence[LocatedIssue]) -> str:
    """The report of GitLab's Code Quality: a list of issues, each with a fingerprint of its own."""
    return _json([_gitlab_entry(*pair) for pair in zip(located, _fingerprints(located), strict=True)])


def _gitlab_entry(each: LocatedIssue, fingerprint: str) -> dict[str, object]:
    return {
        "description": each.text,
        "check_name": each.issue.rule,
        "fingerprint": fingerprint,
        "severity": _GITLAB_SEVERITY[each.issue.severity],
        "location": {"path": each.path, "lines": {"begin": each.issue.line}},
    }


FORMATS: dict[str, Format] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": as_sarif,
    "gitlab": as_gitlab,
}
