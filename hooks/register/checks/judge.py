"""Runs the rules over the records.

`judge` runs every rule about the register as it stands, `check_since` those that compare it with an earlier one.
A rule that fails is itself an issue, and the others go on.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.checks.allowed import explained
from register.checks.comparison import compare
from register.checks.issue import RULE_FAILED, Issue, in_order
from register.checks.renames import with_new_ids
from register.checks.rule import Context, Rule
from register.checks.rules import RULES
from register.records.folder import Kind
from register.records.record import Records, same
from register.records.span import Span


@dataclass(frozen=True)
class CheckResult:
    """The issues found, and the context: what the rules looked at besides each record.

    own holds, by the path of each record, the issues of those rules that look at no finding but the record itself.
    They hold until the record changes, or anything that is not a finding.
    """

    context: Context
    own: Mapping[str, Sequence[Issue]]
    issues: tuple[Issue, ...]


def check(records: Records, today: date, as_at: date | None = None) -> tuple[Issue, ...]:
    """Every issue that a rule finds, in order. See judge."""
    return judge(records, today, as_at).issues


def judge(records: Records, today: date, as_at: date | None = None, before: CheckResult | None = None) -> CheckResult:
    """What every rule finds, in order. Never raises.

    Of the errors, only "is it in the future" depends on the day. as_at is the day that the site shows, by which
    warnings say what is late; default: today. before: the result of an earlier reading, kept where it still holds.
    """
    context = Context(records, today, as_at or today)
    own = dict(_still_valid(before, context)) if before else {}
    rules = {(kind, broken): _about(kind, broken) for kind in Kind for broken in (True, False)}
    found = _run(_rules(None), "register.yml", context)
    for record in records.all:
        path = record.file.path
        by_itself, beside_others = rules[record.kind, record.has_parse_errors]  # type: ignore[index]
        if path not in own:
            own[path] = _run(by_itself, path, record, context)
        found += own[path]
        found += _run(beside_others, path, record, context)
    return CheckResult(context, own, in_order(found))


def _about(kind: Kind, broken: bool) -> tuple[list[Rule], list[Rule]]:
    """The rules for a record of that kind, with or without parse errors: those about it alone, and the others."""
    rules = [rule for rule in _rules(kind) if broken or not rule.needs_parse_errors]
    return [rule for rule in rules if not rule.cross_record], [rule for rule in rules if rule.cross_record]


def _still_valid(before: CheckResult, context: Context) -> Iterator[tuple[str, Sequence[Issue]]]:
    """The issues found before in records that have not changed, nor has their context, by path."""
    was = before.context
    if (was.today, was.as_at) != (context.today, context.as_at) or not same(was.records.beside, context.records.beside):
        return
    known = {record.file.path: record for record in was.records.all}
    for record in context.records.all:
        if known.get(record.file.path) is record:
            yield record.file.path, before.own[record.file.path]


def check_since(before: Records, now: Records, since: date, today: date) -> tuple[Issue, ...]:
    """What was lost between the records before and the present ones, in order. Never raises.

    since: the day of the records before, from which on a correction is new. today says which papers are past.
    """
    comparison = compare(before, now, since, today)
    if comparison.begins_anew:
        return ()
    found = _run(_rules(None, since=True), "register.yml", comparison)
    every = {kind: _rules(kind, since=True) for kind in Kind}
    for was, record in (pair for pair in comparison.pairs if pair[0] is not pair[1]):
        told = with_new_ids(explained(was, record, comparison.corrections), comparison.new_ids)
        found += _run(every[record.kind], record.file.path, told, record, comparison)  # type: ignore[index]
    return in_order(found)


def _rules(kind: Kind | None, since: bool = False) -> list[Rule]:
    """The rules about records of a kind; without a kind, those about the register as a whole.

    since: those that compare with an earlier revision, instead of those about the register as it stands.
    """
    rules = (rule for rule in RULES if rule.since is since)
    return [rule for rule in rules if (rule.kinds is None if kind is None else kind in (rule.kinds or ()))]


_MOST = 200  # issues of one rule in one record: nobody reads more, and a file of nothing but mistakes takes long


def _run(rules: Iterable[Rule], path: str, *arguments: object) -> list[Issue]:
    """What the rules find; where one fails, an issue that says so.

    Where one rule finds more than 200 issues in one record, the last says that there are more.
    """
    found: list[Issue] = []
    for rule in rules:
        before = len(found)
        try:
            for issue in rule.function(*arguments):
                if len(found) - before == _MOST and not issue.path:
                    found.append(_completed(issue._replace(message=_MORE, fix=_CORRECT_FIRST), rule, path))
                    break
                found.append(_completed(issue, rule, path))
        except Exception as failure:  # noqa: BLE001  whatever a rule does, the others must go on
            found.append(_failed(rule, path, failure))
    return found


_MORE, _CORRECT_FIRST = "more errors of this kind are not shown", "correct those listed above first"


def _completed(issue: Issue, rule: Rule, path: str) -> Issue:
    return issue._replace(path=issue.path or path, severity=rule.severity, rule=rule.name)


def _failed(rule: Rule, path: str, failure: Exception) -> Issue:
    message = f"the rule {rule.name} could not judge this record ({type(failure).__name__})"
    return Issue(Span(1), message, "send this line to whoever looks after the register", path, rule=RULE_FAILED)
