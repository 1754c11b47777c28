"""Does the register make sense: every record alone, and all of them together?

`check` runs every rule about the register as it stands, `check_since` those that compare it with an earlier one.
A rule that fails is itself a finding, and the others go on.
"""

from collections.abc import Iterable
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
from register.checks.registry import RULES, Around, Problem, Rule, Severity
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
    found = _run(_rules(None), "register.yml", around)
    every = {kind: _rules(kind) for kind in Kind}
    unless_noted = {kind: [rule for rule in rules if not rule.noted] for kind, rules in every.items()}
    for record in records.all:
        rules = every if record.noted else unless_noted
        found += _run(rules[record.kind], record.file.path, record, around)  # type: ignore[index]
    return tuple(sorted(set(found)))


def check_since(before: Records, now: Records, day: date) -> tuple[Finding, ...]:
    """What was lost between the records before and those of now, sorted by place. Never raises.

    The day says which papers are past.
    """
    since = Since(before, now, day)
    found = _run(_rules(None, since=True), "register.yml", since)
    every = {kind: _rules(kind, since=True) for kind in Kind}
    for was, record in since.unexplained:
        found += _run(every[record.kind], record.file.path, was, record, since)  # type: ignore[index]
    return tuple(sorted(set(found)))


def _rules(kind: Kind | None, since: bool = False) -> list[Rule]:
    """The rules about records of a kind; without a kind, those about the register as a whole.

    since: those that compare with an earlier revision, in place of those about the register as it stands.
    """
    rules = (rule for rule in RULES if rule.since is since)
    return [rule for rule in rules if (rule.kinds is None if kind is None else kind in (rule.kinds or ()))]


_MOST = 200  # findings of one rule in one record: nobody reads more, and a file of nothing but mistakes takes long


def _run(rules: Iterable[Rule], path: str, *arguments: object) -> list[Finding]:
    """What the rules find, and where one fails, that it did. Of more than 200 of one rule in one record the last
    says so.
    """
    found: list[Finding] = []
    for rule in rules:
        before = len(found)
        try:
            for problem in rule.function(*arguments):
                if len(found) - before == _MOST and problem.path is None:
                    found.append(_finding(problem._replace(wrong=_MORE, instead=_MEND_FIRST), rule, path))
                    break
                found.append(_finding(problem, rule, path))
        except Exception as failure:  # noqa: BLE001  whatever a rule does, the others must go on
            found.append(_failed(rule, path, failure))
    return found


_MORE, _MEND_FIRST = "more of the same from here on is not listed", "mend what is listed first"


def _finding(problem: Problem, rule: Rule, path: str) -> Finding:
    where = problem.path or path
    return Finding(where, *problem.place, rule.severity, rule.name, problem.wrong, problem.instead)


def _failed(rule: Rule, path: str, failure: Exception) -> Finding:
    wrong = f"the rule {rule.name} could not judge this record ({type(failure).__name__})"
    advice = "send this line to whoever looks after the register"
    return Finding(path, 1, 1, 1, Severity.ERROR, RULE_FAILED, wrong, advice)
