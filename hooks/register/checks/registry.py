"""What is a rule, and which rules are there?

A rule is one generator function. Its name is the rule's name, its docstring says what is wrong, why that matters
and how to mend it, and it yields a Problem for each place that it finds.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from register.finding import Severity
from register.folder import Kind
from register.records import Records
from register.source import Place


class Problem(NamedTuple):
    """What a rule found: where, what is wrong, and what to write instead.

    path: only in rules about the whole register.
    """

    place: Place
    wrong: str
    instead: str
    path: str | None = None


class Around(NamedTuple):
    """What a rule may look at beside its record: all records, and the day of the check."""

    records: Records
    day: date


Function = Callable[..., Iterable[Problem]]


@dataclass(frozen=True)
class Rule:
    """A rule: its name, its severity, the kinds of record that it judges (None: the whole register), its function.

    since: it compares with an earlier revision, and `check` leaves it out.
    """

    name: str
    severity: Severity
    kinds: frozenset[Kind] | None
    function: Function
    since: bool = False

    @property
    def explanation(self) -> str:
        """The rule's docstring."""
        return (self.function.__doc__ or "").strip()


RULES: list[Rule] = []


def error(*kinds: Kind) -> Callable[[Function], Function]:
    """Registers a rule about records of these kinds, called as rule(record, around). Its problems are errors."""
    return _registers(Severity.ERROR, frozenset(kinds))


def warning(*kinds: Kind) -> Callable[[Function], Function]:
    """Registers a rule about records of these kinds. Its problems are warnings."""
    return _registers(Severity.WARNING, frozenset(kinds))


def register_error() -> Callable[[Function], Function]:
    """Registers a rule about the register as a whole, called as rule(around).

    Its problems are errors with their path.
    """
    return _registers(Severity.ERROR, None)


def since_error(*kinds: Kind) -> Callable[[Function], Function]:
    """Registers a rule about what was lost since an earlier revision. Its problems are errors.

    With kinds it is called as rule(was, now, since) for each of their records that is still there, without them once
    as rule(since); its problems then have their path.
    """
    return _registers(Severity.ERROR, frozenset(kinds) or None, since=True)


def since_warning(*kinds: Kind) -> Callable[[Function], Function]:
    """Registers a rule like those of since_error. Its problems are warnings."""
    return _registers(Severity.WARNING, frozenset(kinds) or None, since=True)


def register_warning() -> Callable[[Function], Function]:
    """Registers a rule about the register as a whole, called as rule(around).

    Its problems are warnings with their path.
    """
    return _registers(Severity.WARNING, None)


def _registers(
    severity: Severity, kinds: frozenset[Kind] | None, since: bool = False
) -> Callable[[Function], Function]:
    def keep(function: Function) -> Function:
        RULES.append(Rule(function.__name__.replace("_", "-"), severity, kinds, function, since))
        return function

    return keep
