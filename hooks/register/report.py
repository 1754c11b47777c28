"""How are the findings of the checks shown: on a terminal, to a program, on a pull request?

Findings carry paths below the records folder; `folder` is put before them, as seen from where the reader stands.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from register.checks import Finding
from register.checks.registry import Severity


def as_text(findings: Sequence[Finding], folder: str) -> str:
    """One line a finding, `path:line:column: severity[rule]: wrong; instead`, then a count."""
    lines = [
        f"{_path(finding, folder)}:{finding.line}:{finding.column}: {finding.severity}[{finding.rule}]: "
        f"{finding.wrong}; {finding.instead}"
        for finding in findings
    ]
    return "\n".join([*lines, count(findings)]) + "\n"


def as_json(findings: Sequence[Finding], folder: str) -> str:
    """`{"errors": n, "warnings": n, "findings": [...]}`, each finding with all its fields."""
    numbers = Counter(finding.severity for finding in findings)
    listed = [{**asdict(finding), "path": _path(finding, folder)} for finding in findings]
    envelope = {"errors": numbers[Severity.ERROR], "warnings": numbers[Severity.WARNING], "findings": listed}
    return json.dumps(envelope, indent=2, ensure_ascii=False) + "\n"


def as_github(findings: Sequence[Finding], folder: str) -> str:
    """GitHub workflow commands, which put each finding beside its line in a pull request; then the count."""
    lines = [
        f"::{finding.severity} file={_property(_path(finding, folder))},line={finding.line},col={finding.column},"
        f"title={_property(finding.rule)}::{_data(f'{finding.wrong}; {finding.instead}')}"
        for finding in findings
    ]
    return "\n".join([*lines, count(findings)]) + "\n"


FORMATS: dict[str, Callable[[Sequence[Finding], str], str]] = {"text": as_text, "json": as_json, "github": as_github}


def count(findings: Iterable[Finding]) -> str:
    """The last line: how many errors and warnings there are."""
    numbers = Counter(finding.severity for finding in findings)
    return f"{_number(numbers[Severity.ERROR], 'error')}, {_number(numbers[Severity.WARNING], 'warning')}"


def _number(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'' if number == 1 else 's'}"


def _path(finding: Finding, folder: str) -> str:
    return f"{folder}/{finding.path}" if folder not in ("", ".") else finding.path


def _data(text: str) -> str:
    """Escaped as GitHub's workflow commands want the message."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
