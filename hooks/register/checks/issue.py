"""What the check found: plain data, yielded by the rules and shown by report.py."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from register.records.span import Span

RULE_FAILED = "rule-failed"
"""The rule of an issue which says that another rule failed on a record. It has no explanation of its own."""


class Severity(StrEnum):
    """An error stops the build; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


class Issue(NamedTuple):
    """Something wrong in a file: where, what, and what to write instead.

    A rule about one record leaves out the path, and every rule its own name and severity: judge.py fills them in.
    """

    span: Span
    message: str
    fix: str
    path: str = ""
    severity: Severity = Severity.ERROR
    rule: str = ""

    @property
    def line(self) -> int:
        """The number of its line, from 1."""
        return self.span.line

    @property
    def column(self) -> int:
        """The number of its first character in the line, from 1."""
        return self.span.column

    @property
    def length(self) -> int:
        """How many characters of the line are wrong."""
        return self.span.length


def in_order(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The issues by file and line, each once."""
    return tuple(sorted(set(issues), key=lambda issue: (issue.path, issue.span, issue[4:], issue.message, issue.fix)))


def has_errors(issues: Iterable[Issue]) -> bool:
    """Whether any of these stops a build."""
    return any(issue.severity is Severity.ERROR for issue in issues)
