"""Rules about findings that belong together: a cause of concern and its parts, a finding and its successor."""

from collections.abc import Iterator
from datetime import date

from register.checks.advice import either, quoted
from register.checks.issue import Issue
from register.checks.rule import RELATIONS, Context, error, warning
from register.records.folder import Kind
from register.records.model import SUPERSEDED, FindingType, Stage, Status
from register.records.record import Record, ids_named, received_on
from register.snapshots.findings import state_on

_SHOWN = 5  # records of a circle: enough to see where it leads


@error(Kind.RECOMMENDATION)
def names_itself(record: Record, context: Context) -> Iterator[Issue]:
    """A record names itself as its parent, its successor or the finding that it repeats. Name the other record.

    In `vetting-backlog.md`, write `parent: vetting`, not `parent: vetting-backlog`.
    """
    for field in RELATIONS:
        for index, id in enumerate(ids_named(record.facts, field) if record.sound(field) else ()):
            if id == record.id:
                span = record.source.span(field, index)
                yield Issue(span, f"{field} names this record itself", "name the other record, or delete the line")


@error(Kind.RECOMMENDATION, cross_record=True)
def ring_of_records(record: Record, context: Context) -> Iterator[Issue]:
    """Records name each other in a circle, so none of them comes first. Delete the line that closes the circle."""
    for field in RELATIONS:
        ring = context.ring(field, record.id) if record.sound(field) else ()
        if len(ring) > 1:
            more = f" and {len(ring) - _SHOWN:,} more, back" if len(ring) > _SHOWN else ""
            way = " to ".join(quoted(id) for id in ring[:_SHOWN]) + f"{more} to {quoted(ring[0])}"
            yield Issue(
                record.source.span(field), f"{field} goes round in a circle: {way}", "delete the line that is wrong"
            )


@error(Kind.RECOMMENDATION, cross_record=True)
def parent_is_no_cause(record: Record, context: Context) -> Iterator[Issue]:
    """A parent is a cause of concern, or of another type that register.yml calls a parent.

    Where `vetting` is the cause of concern, write `parent: vetting`, not `parent: vetting-backlog`.
    """
    parent = context.records.recommendations.get((record.facts.parent or "") if record.sound("parent") else "")
    kind = _type(parent, context) if parent and parent.id != record.id else None
    if parent and kind and not kind.parent:
        parents = [type.label.lower() for type in context.records.types.values() if type.parent]
        message = f"{quoted(parent.id)} has the type {kind.id}, which can't be a parent"
        fix = f"name a {either(parents)}" if parents else 'write "parent: true" beside that type in register.yml'
        yield Issue(record.source.span("parent"), message, f"{fix}, or delete the line")


def _type(record: Record, context: Context) -> FindingType | None:
    """The type of a finding; None where it can't be told."""
    return context.records.types.get(record.facts.type) if record.sound("type") else None


@error(Kind.RECOMMENDATION, cross_record=True)
def parent_ended_first(record: Record, context: Context) -> Iterator[Issue]:
    """A cause of concern has ended while a finding that belongs to it is outstanding. It should end last.

    One that is superseded may: its successors are named on the pages of both.
    """
    statuses = context.records.statuses
    status = context.status(record) if record.sound("status") else None
    if not status or status.stage is not Stage.ENDED or status.id == SUPERSEDED:
        return
    for child in context.records.children.get(record.id, ()):
        if child.sound("status") and child.id != record.id and child.facts.status in statuses:
            if statuses[child.facts.status].stage is not Stage.ENDED:
                message = f"this has ended, but {quoted(child.id)} belongs to it and is {quoted(child.facts.status)}"
                yield Issue(record.source.span("status"), message, "end that one first, or reopen this one")


@warning(Kind.RECOMMENDATION, cross_record=True)
def parent_had_ended_first(record: Record, context: Context) -> Iterator[Issue]:
    """On an earlier day, a cause of concern had ended while a finding that belongs to it was outstanding.

    Papers of that time say so. If a date is wrong, correct it.
    """
    dated = ("status", "history", "closed", "received", "inspection")
    for child in context.records.children.get(record.id, ()):
        if child.id == record.id or not record.sound(*dated) or not child.sound(*dated):
            continue
        if _ended_before(record, child, context.today, context):
            continue  # the error about today says so
        days = sorted({entry.known_from for entry in (*record.facts.history, *child.facts.history)})
        day = next((day for day in days if day < context.today and _ended_before(record, child, day, context)), None)
        if day:
            message = f"on {day} this had ended, and {quoted(child.id)}, which belongs to it, was outstanding"
            yield Issue(record.source.key_span("history"), message, "correct the date that is wrong, if one is")


def _ended_before(parent: Record, child: Record, day: date, context: Context) -> bool:
    """Whether the parent had ended on the day, other than by being superseded, while the child was outstanding."""
    received = context.received(child)
    known = received is not None and received <= day
    ended, outstanding = (_status_on(record, day, context) for record in (parent, child))
    return bool(known and ended and ended.ended and ended.id != SUPERSEDED and outstanding and outstanding.outstanding)


def _status_on(record: Record, day: date, context: Context) -> Status | None:
    return context.records.statuses.get(state_on(record.facts, day)["status"] or "")


@error(Kind.RECOMMENDATION)
def successor_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The finding is superseded, but `superseded_by` doesn't name the record that replaced it.

    Write `superseded_by: vetting`, not `superseded_by:`.
    """
    if record.sound("status", "superseded_by") and record.facts.status == SUPERSEDED and not record.facts.superseded_by:
        yield Issue(
            record.source.span("status"),
            'this is superseded, but "superseded_by" is missing',
            'write "superseded_by: <id>"',
        )


@warning(Kind.RECOMMENDATION)
def repeated_successor(record: Record, context: Context) -> Iterator[Issue]:
    """`superseded_by` names a record twice. Perhaps another one was meant.

    Write `superseded_by: [vetting, older]`, not `superseded_by: [vetting, vetting]`.
    """
    named = record.facts.superseded_by if record.sound("superseded_by") else ()
    for index, id in enumerate(named):
        if id in named[:index]:
            advice = "delete one of the two, or name the record that is meant"
            yield Issue(record.source.span("superseded_by", index), f"{quoted(id)} is named twice", advice)


@warning(Kind.RECOMMENDATION)
def successor_of_outstanding(record: Record, context: Context) -> Iterator[Issue]:
    """`superseded_by` names a successor, but the status isn't superseded. Both would be counted as work to do.

    Beside `superseded_by: older`, write `status: superseded`, not `status: closed`.
    """
    if record.sound("status", "superseded_by") and record.facts.superseded_by and record.facts.status != SUPERSEDED:
        message = f'"superseded_by" is given, but the status is {quoted(record.facts.status)}'
        yield Issue(record.source.span("superseded_by"), message, f'write "status: {SUPERSEDED}", or delete the line')


@warning(Kind.RECOMMENDATION, cross_record=True)
def cause_with_parent(record: Record, context: Context) -> Iterator[Issue]:
    """A cause of concern belongs to another one. Usually `type` was copied from the parent, and totals are wrong.

    Beside `parent: vetting`, write `type: recommendation`, not `type: cause-of-concern`.
    """
    kind = _type(record, context)
    if not kind or not kind.parent or not record.sound("parent"):
        return
    if record.facts.parent and record.facts.parent != record.id and not context.ring("parent", record.id):
        message = f"a {kind.label.lower()} belongs to {quoted(record.facts.parent)}"
        yield Issue(record.source.span("type"), message, "correct the type, or delete parent")


@warning(Kind.RECOMMENDATION, cross_record=True)
def successor_is_older(record: Record, context: Context) -> Iterator[Issue]:
    """`superseded_by` names a finding that was received earlier, or `repeats` one that was received later.

    A successor comes after, and only an earlier finding can be repeated. Perhaps the two records were mixed up.
    """
    if not record.sound("received", "inspection") or not (mine := received_on(record, context.records)):
        return
    for field, comes in (("superseded_by", "later"), ("repeats", "earlier")):
        for index, id in enumerate(ids_named(record.facts, field) if record.sound(field) else ()):
            other = context.records.recommendations.get(id)
            other_day = received_on(other, context.records) if other and other.sound("received", "inspection") else None
            if other_day and (other_day < mine if comes == "later" else other_day > mine):
                message = f"{quoted(id)} was received on {other_day}, and this one on {mine}"
                yield Issue(record.source.span(field, index), message, f"name a finding that came {comes}")
