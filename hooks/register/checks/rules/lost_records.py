"""Rules about lost records: what was published has an address, and past papers mention it.

They compare the public records with those of an earlier revision. Nothing unlocks the loss of a record.
"""

from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.comparison import Comparison, former_ids
from register.checks.issue import Issue
from register.checks.rule import since_error, since_warning
from register.records.folder import Kind
from register.records.model import CORRECTABLE, WITHDRAWN
from register.records.record import Record, speaks_of
from register.records.source import Span
from register.records.values import is_id


@since_error()
def record_lost(since: Comparison) -> Iterator[Issue]:
    """A finding, an inspection, a framework or a meeting is gone. Its address was public, and past papers mention it.

    Bring the file back. A finding that was entered in error gets `status: withdrawn`. A record with a new id names
    the old one: `formerly: [vetting]`.
    """
    for was in since.lost:
        if not _to_come(was, since):
            yield Issue(Span(1), f"the {was.kind} {quoted(was.id)} is gone", _way_back(was, since), was.file.path)


def _way_back(was: Record, since: Comparison) -> str:
    for successor in since.successors(was):
        first = f"{quoted(successor.id)} names it under formerly, but already existed next to it"
        return f'{first}: bring the file back, with "status: superseded"' if was.kind is Kind.RECOMMENDATION else first
    alike = (record for record in since.new if record.kind is was.kind and _same_title(was, record))
    for record in alike:
        if not is_id(record.id or ""):
            return f"give {quoted(record.file.path)} its name {quoted(was.file.path)} back"
        ids = ", ".join((*former_ids(record), was.id))
        return f'write "formerly: [{ids}]" into {quoted(record.id)} if that is its new name, or bring the file back'
    if was.kind is Kind.RECOMMENDATION:
        return f'bring the file back, with "status: {WITHDRAWN}" if it was entered in error'
    return "bring the file back"


def _same_title(was: Record, now: Record) -> bool:
    return was.sound("title") and now.sound("title") and was.facts.title == now.facts.title


@since_warning()
def coming_meeting_lost(since: Comparison) -> Iterator[Issue]:
    """A coming meeting is gone, or has another day. Its draft was public, so somebody may look for it.

    If the meeting was put off, name the old day in its new record: `formerly: ["2019-06-28"]`.
    """
    for was in since.lost:
        if _to_come(was, since):
            message = f"the coming meeting {quoted(was.id)} is gone"
            advice = f'write "formerly: [{was.id}]" into the meeting that replaces it, or bring the file back'
            yield Issue(Span(1), message, advice, was.file.path)


def _to_come(record: Record, since: Comparison) -> bool:
    if record.kind is not Kind.MEETING:
        return False
    day = speaks_of(record) if record.sound("as_at") else None
    return day is None or day >= since.today


@since_error()
def published_finding_hidden(since: Comparison) -> Iterator[Issue]:
    """A finding that was published is now left out with `publish: false`. Every number and past paper would change.

    Delete the line. If its words may no longer be public, write `withheld` with the day and the reason, both of which
    are public. If it was entered in error, write `status: withdrawn`.
    """
    for record in since.hidden:
        advice = (
            f'delete the line, and write "withheld: {{since: {since.today}, reason: ...}}" if its words may be public '
            f'no longer, or "status: {WITHDRAWN}" if it was entered in error'
        )
        message = f"{quoted(record.id)} was published and would be left out of every number and past paper"
        yield Issue(record.source.span("publish"), message, advice, record.file.path)


@since_error(*(kind for kind in Kind if kind is not Kind.REGISTER))
def former_id_lost(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An earlier id is no longer listed under `formerly`, so its address would lead nowhere. Put it back."""
    for id in (id for id in former_ids(was) if now.sound("formerly") and id not in former_ids(now)):
        yield Issue(now.source.key_span("formerly"), f"{quoted(id)} was removed from formerly", "put it back")


@since_error(*CORRECTABLE)
def correction_lost(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """A correction was changed or removed. It told readers what had been wrong. Put it back."""
    if was.sound("corrections") and now.sound("corrections"):
        for entry in was.facts.corrections:
            if entry not in now.facts.corrections:
                message = f"the correction of {entry.date} was changed or removed"
                yield Issue(now.source.key_span("corrections"), message, "put it back, or add a new one beside it")
