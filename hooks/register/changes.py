"""What is different between two days?

Compares two snapshots and reads the history between them: what was, what is, and the reason given.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.model import HistoryEntry, Stage
from register.snapshot import Inspection, Recommendation, Snapshot


class ChangeKind(StrEnum):
    """What can have happened to a finding, in the order in which the committee is told."""

    TURNED_RED = "turned-red"
    NEW = "new"
    NEWLY_OVERDUE = "newly-overdue"
    REDATED = "redated"
    REOPENED = "reopened"
    LEFT_RED = "left-red"
    STATUS_MOVED = "status-moved"
    OWNER_CHANGED = "owner-changed"
    ENDED = "ended"


@dataclass(frozen=True)
class Change:
    """One thing that happened to a finding: what it was, what it is, when, why, and who approved it.

    was and now are texts or dates, or None where there is nothing to say.
    """

    kind: ChangeKind
    finding: Recommendation
    was: str | date | None
    now: str | date | None
    day: date | None
    reason: str | None
    approved_by: str | None = None


@dataclass(frozen=True)
class Changes:
    """All that happened after `start`, up to and including `end`. start is None where there is no day before."""

    start: date | None
    end: date
    changes: tuple[Change, ...]
    responses: tuple[Recommendation, ...]  # findings on which the force said something new
    reports: tuple[Inspection, ...]
    fieldwork: tuple[Inspection, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind, in the register's order."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def none(self) -> bool:
        """Nothing happened to any finding."""
        return not self.changes and not self.responses


def changes_between(before: Snapshot | None, after: Snapshot) -> Changes:
    """What happened after the day of `before`, up to and including that of `after`.

    Without `before`: all that is known.
    """
    start = before.day if before else None
    known = before.by_id if before else {}
    found = [
        change for finding in after.recommendations for change in _changes_of(known.get(finding.id), finding, start)
    ]
    order = list(ChangeKind)

    def within(day: date | None) -> bool:
        return bool(day) and (start is None or day > start) and day <= after.day  # type: ignore[operator]

    return Changes(
        start=start,
        end=after.day,
        changes=tuple(sorted(found, key=lambda change: order.index(change.kind))),
        responses=tuple(f for f in after.recommendations if f.id in known and any(within(r.day) for r in f.responses)),
        reports=tuple(i for i in after.inspections if within(i.published)),
        fieldwork=tuple(i for i in after.inspections if within(i.fieldwork_ended)),
    )


def _changes_of(before: Recommendation | None, now: Recommendation, start: date | None) -> Iterator[Change]:
    since = tuple(entry for entry in now.history if start is None or entry.date > start)
    if before is None:
        yield Change(ChangeKind.NEW, now, None, now.status.label, now.received, None)
        was_red, was_overdue, was_stage = False, False, Stage.OPEN
    else:
        was_red, was_overdue, was_stage = before.red, before.overdue, before.status.stage
    yield from _status_changes(before, now, was_red, was_stage, since)
    if now.overdue and not was_overdue:
        yield Change(ChangeKind.NEWLY_OVERDUE, now, None, now.due, now.due, None)
    for move in now.redatings:
        if start is None or move.entry.date > start:
            entry = move.entry
            yield Change(ChangeKind.REDATED, now, move.before, entry.due, entry.date, entry.reason, entry.approved_by)
    if before and before.owner != now.owner and now.owner:
        entry = _last(since, "owner")
        yield Change(
            ChangeKind.OWNER_CHANGED, now, before.owner, now.owner, entry and entry.date, entry and entry.reason
        )


def _status_changes(
    before: Recommendation | None, now: Recommendation, was_red: bool, was_stage: Stage, since: tuple[HistoryEntry, ...]
) -> Iterator[Change]:
    """At most one change of status: the gravest name for what happened."""
    was = before.status.label if before else None
    entry = _last(since, "status")
    kind = None
    if now.red and not was_red:
        kind = ChangeKind.TURNED_RED
    elif now.status.stage is Stage.ENDED and was_stage is not Stage.ENDED:
        kind = ChangeKind.ENDED
    elif was_stage is Stage.ENDED and now.status.stage is not Stage.ENDED:
        kind = ChangeKind.REOPENED
    elif was_red and not now.red:
        kind = ChangeKind.LEFT_RED
    elif before and before.status.id != now.status.id:
        kind = ChangeKind.STATUS_MOVED
    if kind:
        day = entry.date if entry else now.closed or now.status_since
        yield Change(
            kind, now, was, now.status.label, day, entry.reason if entry else None, entry.approved_by if entry else None
        )


def _last(entries: tuple[HistoryEntry, ...], field: str) -> HistoryEntry | None:
    return next((entry for entry in reversed(entries) if getattr(entry, field) is not None), None)
