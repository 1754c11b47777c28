"""Does the register make sense: every record alone, and all of them together?

`check` runs every rule about the register as it stands, `check_since` those that compare it with an earlier one.
A rule that fails is itself a finding, and the others go on.
"""

from collections.abc import Iterator
from datetime import date

# Rules enter the registry when their module is imported.
from register.checks import (  # noqa: F401
    dates,
    facts,
    fields,
    files,
    grades,
    history,
    lost,
    privacy,
    references,
    relations,
    words,
)
from register.checks.registry import RULES, Around, Rule, Severity
from register.checks.since import Since
from register.finding import RULE_FAILED, Finding
from register.folder import Kind
from register.records import Records


def check(records: Records, day: date, as_of: date | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule, sorted by place. Never raises.

    Of the errors, only "is it in the future" depends on the day. as_of is the day that the site shows, by which
    warnings tell what is late; default: the day.
    """
    around = Around(records, day, as_of or day)
    found = [finding for rule in _rules_of(None) for finding in _run(rule, "register.yml", around)]
    rules = {kind: _rules_of(kind) for kind in Kind}
    for record in records.all:
        for rule in rules[record.kind]:  # type: ignore[index]
            found += _run(rule, record.file.path, record, around)
    return tuple(sorted(set(found)))


def _rules_of(kind: Kind | None) -> list[Rule]:
    """The rules about records of a kind as they stand; without a kind, those about the register as a whole."""
    rules = (rule for rule in RULES if not rule.since)
    return [rule for rule in rules if (rule.kinds is None if kind is None else kind in (rule.kinds or ()))]


def check_since(before: Records, now: Records, day: date) -> tuple[Finding, ...]:
    """What was lost between the records before and those of now, sorted by place. Never raises.

    The day says which papers are past.
    """
    since = Since(before, now, day)
    return tuple(sorted({finding for rule in RULES if rule.since for finding in _findings_since(rule, since)}))


def _findings_since(rule: Rule, since: Since) -> Iterator[Finding]:
    if rule.kinds is None:
        yield from _run(rule, "register.yml", since)
        return
    for was, now in since.unexplained:
        if was.kind in rule.kinds:
            yield from _run(rule, now.file.path, was, now, since)


_MOST = 200  # findings of one rule in one record: nobody reads more, and a file of nothing but mistakes takes long


def _run(rule: Rule, path: str, *arguments: object) -> list[Finding]:
    """What the rule finds, and where it fails, that it did. Of more than 200 in one record the last says so."""
    found: list[Finding] = []
    try:
        for problem in rule.function(*arguments):
            where = problem.path or path
            if len(found) == _MOST and problem.path is None:
                more, advice = "more of the same from here on is not listed", "mend what is listed first"
                found.append(Finding(where, *problem.place, rule.severity, rule.name, more, advice))
                break
            found.append(Finding(where, *problem.place, rule.severity, rule.name, problem.wrong, problem.instead))
    except Exception as failure:  # noqa: BLE001  whatever a rule does, the others must go on
        wrong = f"the rule {rule.name} could not judge this record ({type(failure).__name__})"
        advice = "send this line to whoever looks after the register"
        found.append(Finding(path, 1, 1, 1, Severity.ERROR, RULE_FAILED, wrong, advice))
    return found
