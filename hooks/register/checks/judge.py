"""Does the register make sense: every record alone, and all of them together?

`judge` runs every rule about the register as it stands, `check_since` those that compare it with an earlier one.
A rule that fails is itself a finding, and the others go on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.checks.comparison import Since
from register.checks.issue import RULE_FAILED, Finding
from register.checks.rule import Around, Problem, Rule, Severity
from register.checks.rules import RULES
from register.records.folder import Kind
from register.records.record import Records, same


@dataclass(frozen=True)
class Judgement:
    """What was found, and around: what the rules looked at beside each record.

    alone holds, by the path of each record, what those rules found that look at no finding but the record itself. It
    stays true until the record changes, or anything that is no finding.
    """

    around: Around
    alone: Mapping[str, Sequence[Finding]]
    findings: tuple[Finding, ...]


def check(records: Records, day: date, as_of: date | None = None) -> tuple[Finding, ...]:
    """Every finding of every rule, sorted by place. See judge."""
    return judge(records, day, as_of).findings


def judge(records: Records, day: date, as_of: date | None = None, before: Judgement | None = None) -> Judgement:
    """What every rule finds, sorted by place. Never raises.

    Of the errors, only "is it in the future" depends on the day. as_of is the day that the site shows, by which
    warnings tell what is late; default: the day. before: the judgement of an earlier reading, which is kept where it is
    still true.
    """
    around = Around(records, day, as_of or day)
    alone = dict(_still_true(before, around)) if before else {}
    rules = {(kind, noted): _about(kind, noted) for kind in Kind for noted in (True, False)}
    found = _run(_rules(None), "register.yml", around)
    for record in records.all:
        path = record.file.path
        by_itself, beside_others = rules[record.kind, record.noted]  # type: ignore[index]
        if path not in alone:
            alone[path] = _run(by_itself, path, record, around)
        found += alone[path]
        found += _run(beside_others, path, record, around)
    return Judgement(around, alone, tuple(sorted(set(found))))


def _about(kind: Kind, noted: bool) -> tuple[list[Rule], list[Rule]]:
    """The rules for a record of that kind, of which something was noted or not: those that look at it, and those that
    look at other findings too.
    """
    rules = [rule for rule in _rules(kind) if noted or not rule.noted]
    return [rule for rule in rules if not rule.others], [rule for rule in rules if rule.others]


def _still_true(before: Judgement, around: Around) -> Iterator[tuple[str, Sequence[Finding]]]:
    """What was found before in records of which neither they nor what is around them changed, by path."""
    was = before.around
    if (was.day, was.as_of) != (around.day, around.as_of) or not same(was.records.beside, around.records.beside):
        return
    known = {record.file.path: record for record in was.records.all}
    for record in around.records.all:
        if known.get(record.file.path) is record:
            yield record.file.path, before.alone[record.file.path]


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
