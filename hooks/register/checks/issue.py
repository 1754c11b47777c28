"""What is a finding of the checks? Plain data, found by the rules and shown by report.py."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

RULE_FAILED = "rule-failed"
"""The rule of the finding that another rule could not judge a record. It has no explanation of its own."""


class Severity(StrEnum):
    """An error stops the build; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


class Finding(NamedTuple):
    """What a rule found: the file and the stretch of a line, the rule, what is wrong and what to write instead."""

    path: str
    line: int
    column: int
    length: int
    severity: Severity
    rule: str
    wrong: str
    instead: str


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of these stops a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)
