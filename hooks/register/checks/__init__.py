"""Does the register make sense: every record alone, and all of them together?

A rule is one generator function. Its name is the rule's name, its docstring says what is wrong, why that matters
and how to mend it (the page of rules is made from it), and it yields a Problem for each place it finds.
`check` runs them all. A rule that fails is itself a finding, and the others go on.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from register.folder import File, Kind
from register.records import Record, Records
from register.source import Place


class Severity(StrEnum):
    """An error stops the build; a warning doesn't."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """What a rule found: where, what is wrong, and what to write instead."""

    place: Place
    wrong: str
    instead: str
    path: str | None = None  # only for rules about the whole register


@dataclass(frozen=True, order=True, slots=True)
class Finding:
    """A problem with its file and rule: plain data, shown by report.py."""

    path: str
    line: int
    column: int
    length: int
    severity: Severity
    rule: str
    wrong: str
    instead: str


class Around(NamedTuple):
    """What a rule may look at beside its record: all records, and the day of the check."""

    records: Records
    day: date


@dataclass(frozen=True)
class Rule:
    """A rule with its name, severity, the kinds of record that it judges (none: the whole register) and its function."""

    name: str
    severity: Severity
    kinds: frozenset[Kind] | None
    function: Callable[..., Iterable[Problem]]

    @property
    def explanation(self) -> str:
        """The rule's docstring."""
        return (self.function.__doc__ or "").strip()


RULES: list[Rule] = []
_CRASH = "rule-failed"


def error(*kinds: Kind) -> Callable[..., Any]:
    """Registers a rule about records of these kinds, called as rule(record, around). Its problems are errors."""
    return _registers(Severity.ERROR, frozenset(kinds))


def warning(*kinds: Kind) -> Callable[..., Any]:
    """Registers a rule about records of these kinds. Its problems are warnings."""
    return _registers(Severity.WARNING, frozenset(kinds))


def register_error() -> Callable[..., Any]:
    """Registers a rule about the register as a whole, called as rule(around). Its problems are errors and name their path."""
    return _registers(Severity.ERROR, None)


def _registers(severity: Severity, kinds: frozenset[Kind] | None) -> Callable[..., Any]:
    def keep(function: Callable[..., Iterable[Problem]]) -> Callable[..., Iterable[Problem]]:
        RULES.append(Rule(function.__name__.replace("_", "-"), severity, kinds, function))
        return function

    return keep


def check(records: Records, day: date) -> tuple[Finding, ...]:
    """Every finding of every rule, sorted by place. Nothing but "is it in the future" depends on the day. Never raises."""
    around = Around(records, day)
    return tuple(sorted({finding for rule in RULES for finding in _findings(rule, around)}))


def _findings(rule: Rule, around: Around) -> Iterator[Finding]:
    if rule.kinds is None:
        yield from _run(rule, "register.yml", around)
        return
    for record in around.records.all:
        if record.kind in rule.kinds:
            yield from _run(rule, record.file.path, record, around)


def _run(rule: Rule, path: str, *arguments: object) -> Iterator[Finding]:
    try:
        for problem in rule.function(*arguments):
            place = problem.place
            yield Finding(
                problem.path or path, place.line, place.column, place.length, rule.severity, rule.name,
                problem.wrong, problem.instead,
            )  # fmt: skip
    except Exception as failure:  # noqa: BLE001  whatever a rule does, the others must go on
        wrong = f"the rule {rule.name} could not judge this record ({type(failure).__name__})"
        yield Finding(path, 1, 1, 1, Severity.ERROR, _CRASH, wrong, "send this line to whoever looks after the register")


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any of these stops a build."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def unrecorded(files: Iterable[File]) -> Iterator[File]:
    """The files that are no record: of no kind, or impossible to read."""
    return (file for file in files if file.kind is None or file.trouble)


# The rules register themselves when their module is imported; their order here is that of the page of rules.
from register.checks import files, facts, fields, references, grades, history, dates, relations, words  # noqa: E402, F401, I001
