"""The changes between two states of the register: two days, or two revisions of its records.

Compares two snapshots and reads the entries that only the later one's history has: what was, what is, and the reason
given.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from operator import attrgetter

from register.records.model import SUPERSEDED, Colour, HistoryEntry, Progress, Status
from register.snapshots.inspection import GradeLine, Inspection
from register.snapshots.snapshot import Recommendation, Response, Snapshot
from register.snapshots.snapshots import Snapshots


class ChangeKind(StrEnum):
    """What can have happened to a finding, in the order in which the committee is told."""

    TURNED_RED = "turned-red"
    NEW = "new"
    NEWLY_OVERDUE = "newly-overdue"
    REDATED = "redated"
    UNDATED = "undated"
    REOPENED = "reopened"
    LEFT_RED = "left-red"
    STATUS_MOVED = "status-moved"
    OWNER_CHANGED = "owner-changed"
    ACCEPTED = "accepted"
    ENDED = "ended"
    SUPERSEDED = "superseded"
    INSPECTORATE_CLOSED = "inspectorate-closed"
    INSPECTORATE_REOPENED = "inspectorate-reopened"
    INSPECTORATE = "inspectorate"
    RECORDED_LATE = "recorded-late"
    REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One thing that happened to a finding: what it was, what it is now, when, why, and who approved it.

    was and now are texts or dates, or None where there is nothing to say. recorded: the day on which it came into the
    register, where that was after its own. successors: what took the place of a finding that was superseded by it.
    by: the inspectorates that did it, none where it was the force.
    """

    kind: ChangeKind
    finding: Recommendation
    was: str | date | None
    now: str | date | None
    day: date | None
    reason: str | None
    approved_by: str | None = None
    recorded: date | None = None
    successors: tuple[Recommendation, ...] = ()
    by: tuple[str, ...] = ()


BY_INSPECTORATE = (ChangeKind.INSPECTORATE_CLOSED, ChangeKind.INSPECTORATE_REOPENED, ChangeKind.INSPECTORATE)
"""The kinds of change that the inspectorate made, and not the force."""


@dataclass(frozen=True)
class NewWords:
    """What the force has newly said about a finding, oldest first."""

    finding: Recommendation
    responses: tuple[Response, ...]


class Measure(StrEnum):
    """A number of findings that is followed from meeting to meeting; the value is the finding's own attribute."""

    OUTSTANDING = "outstanding"
    RED = "red"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Movement:
    """How a number came about: before + joined - left = now."""

    measure: Measure
    before: int
    joined: int
    left: int
    now: int


@dataclass(frozen=True)
class Changes:
    """All that happened after `start`, up to and including `end`. start is None where there is no day before."""

    start: date | None
    end: date
    changes: tuple[Change, ...]
    movements: tuple[Movement, ...]
    responses: tuple[NewWords, ...]
    reports: tuple[Inspection, ...]
    grades: tuple[tuple[Inspection, GradeLine], ...]  # those that a report raised or lowered
    fieldwork: tuple[Inspection, ...]

    def of(self, kind: ChangeKind) -> tuple[Change, ...]:
        """The changes of one kind, in the register's order."""
        return tuple(change for change in self.changes if change.kind is kind)

    @property
    def moved(self) -> bool:
        """Whether any of the committee's numbers has changed, or the findings behind it."""
        return any(movement.joined or movement.left for movement in self.movements)

    @property
    def none(self) -> bool:
        """Nothing happened to any finding, and no report came."""
        return not (self.changes or self.responses or self.reports or self.fieldwork)


@dataclass(frozen=True)
class _Names:
    """What statuses and owners are called in what is told."""

    snapshot: Snapshot
    in_paper: bool

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The statuses by id."""
        return {status.id: status for status in self.snapshot.statuses}

    def successors(self, finding: Recommendation, status: Status) -> tuple[Recommendation, ...]:
        """What took the place of the finding, where it was superseded by that status."""
        found = finding.superseded_by if status.id == SUPERSEDED else ()
        return tuple(self.snapshot.by_id[id] for id in found)

    def role(self, finding: Recommendation) -> str | None:
        """The role that answers for a finding, whatever it was called in the records of that time."""
        return self.snapshot.present_name(finding.role)

    def owner(self, finding: Recommendation) -> str | None:
        """The name by which the owner is told of."""
        return finding.owner if self.in_paper else self.role(finding)


def changes_between(before: Snapshot | None, after: Snapshot, in_paper: bool = False) -> Changes:
    """What happened after the day of `before`, up to and including that of `after`.

    Without `before`: all that is known. Two snapshots of one day show how the records themselves differ. in_paper:
    owners are called as the history called them, and not as they are called now.
    """
    known = before.by_id if before else {}
    # Most findings are the same value in both snapshots, see snapshots.py: nothing happened to them.
    touched = [finding for finding in after.recommendations if known.get(finding.id) is not finding]
    names = _Names(after, in_paper)
    found = [change for finding in touched for change in _changes_of(known.get(finding.id), finding, names)]
    removed = [finding for id, finding in known.items() if id not in after.by_id]
    found += map(_removed, removed)
    order = list(ChangeKind)
    reports = _dated_since(before, after, "published")
    return Changes(
        start=before.day if before else None,
        end=after.day,
        changes=tuple(sorted(found, key=lambda change: order.index(change.kind))),
        movements=tuple(_movement(measure, known, touched, {finding.id for finding in removed}) for measure in Measure),
        responses=tuple(_new_words(known, touched)),
        reports=reports,
        grades=tuple((i, line) for i in reports for line in i.grades if line.progress in _MOVED),
        fieldwork=_dated_since(before, after, "fieldwork_ended"),
    )


def changes_since_last_meeting(snapshot: Snapshot, snapshots: Snapshots) -> Changes | None:
    """What happened after the day of the last meeting's paper; None where there was no meeting yet."""
    start = snapshot.counting_from
    return changes_between(snapshots.as_recorded(start), snapshot) if start else None


_MOVED = (Progress.IMPROVED, Progress.DECLINED)


def _dated_since(before: Snapshot | None, after: Snapshot, field: str) -> tuple[Inspection, ...]:
    """The inspections whose field has a date now and had none before."""
    dated = attrgetter(field)
    known = {inspection.id for inspection in before.inspections if dated(inspection)} if before else set()
    return tuple(i for i in after.inspections if dated(i) and i.id not in known)


def _new_words(before: Mapping[str, Recommendation], after: Iterable[Recommendation]) -> Iterator[NewWords]:
    """For findings that were known before; a new one brings its first response with it."""
    for finding in after:
        known = before.get(finding.id)
        new = tuple(response for response in finding.responses if known and response not in known.responses)
        if new:
            yield NewWords(finding, new)


def _movement(
    measure: Measure, before: Mapping[str, Recommendation], touched: Iterable[Recommendation], removed: Collection[str]
) -> Movement:
    """touched are the findings that are not the same value as before: only of them, and of removed ones, it differs."""
    counts = attrgetter(measure)
    counted = {id for id, finding in before.items() if counts(finding)}
    counted_now = {finding.id for finding in touched if counts(finding)}
    joined = counted_now - counted
    left = (counted & {*(finding.id for finding in touched), *removed}) - counted_now
    return Movement(measure, len(counted), len(joined), len(left), len(counted) + len(joined) - len(left))


def _changes_of(before: Recommendation | None, now: Recommendation, names: _Names) -> Iterator[Change]:
    since = _entries_since(before, now)
    covered = []
    if before is None:
        yield Change(ChangeKind.NEW, now, None, now.status.label, now.received, None, recorded=now.recorded)
        covered = list(since[:1])  # the entry that it began with
    for entry, change in _changes_by_entry(before, now, since, names):
        covered += [entry] if entry else []
        yield change
    if now.overdue and not (before and before.overdue):
        yield Change(ChangeKind.NEWLY_OVERDUE, now, None, now.due, now.due, None)
    for entry in since:
        if entry.is_late and entry not in covered:
            status = names.statuses[entry.status].label if entry.status else None
            yield _change(ChangeKind.RECORDED_LATE, now, None, status, entry)


def _changes_by_entry(
    before: Recommendation | None,
    now: Recommendation,
    since: tuple[HistoryEntry, ...],
    names: _Names,
) -> Iterator[tuple[HistoryEntry | None, Change]]:
    """What happened, each with the entry that says so; None where none does."""
    yield from _status_changes(before, now, since, names)
    for _, entry, was, due in now.due_moves:
        if _is_among(entry, since):
            yield entry, _change(ChangeKind.REDATED if due else ChangeKind.UNDATED, now, was, due, entry)
    yield from _judged_again(before, now, since, names)
    yield from _accepted(before, now, since)
    if before and now.owner and names.role(before) != names.role(now):
        entry = _last(since, "owner")
        yield entry, _change(ChangeKind.OWNER_CHANGED, now, names.owner(before), names.owner(now), entry)


def _judged_again(
    before: Recommendation | None, now: Recommendation, since: tuple[HistoryEntry, ...], names: _Names
) -> Iterator[tuple[HistoryEntry, Change]]:
    """What the inspectorate made of a finding that was known before, one status after another."""
    label = names.snapshot.inspectorate_label
    was = before.inspectorate_status if before else None
    for entry in since if before else ():
        status = entry.given.get("inspectorate_status")
        if entry.inspectorate_status and status != was:
            kind = verdict(was, status, names.snapshot)
            change = _change(kind, now, was and label(was), status and label(status), entry)
            yield entry, replace(change, by=names.snapshot.judges_of(now, entry))
            was = status


def verdict(was: str | None, now: str | None, snapshot: Snapshot) -> ChangeKind:
    """What another status of the inspectorate's is called: was and now are its ids, None where it gives none."""
    ended = snapshot.ended_by_inspectorate
    if now is None or (was in ended) == (now in ended):
        return ChangeKind.INSPECTORATE
    return ChangeKind.INSPECTORATE_CLOSED if now in ended else ChangeKind.INSPECTORATE_REOPENED


def _accepted(
    before: Recommendation | None, now: Recommendation, since: tuple[HistoryEntry, ...]
) -> Iterator[tuple[HistoryEntry, Change]]:
    """Whether a finding that was known before is accepted, one answer after another."""
    was = before.accepted if before else None
    for entry in since if before else ():
        if entry.accepted and entry.accepted is not was:
            yield entry, _change(ChangeKind.ACCEPTED, now, was, entry.accepted, entry)
            was = entry.accepted


def _entries_since(before: Recommendation | None, now: Recommendation) -> tuple[HistoryEntry, ...]:
    """The entries that the history has now and did not have before."""
    known = before.history if before else ()
    if now.history[: len(known)] == known:  # it only grew, as it does from day to day
        return now.history[len(known) :]
    return tuple(entry for entry in now.history if entry not in known)


def _is_among(entry: HistoryEntry, entries: tuple[HistoryEntry, ...]) -> bool:
    """Whether it is one of the entries itself. Both are of one history, so nothing need be compared."""
    return any(entry is each for each in entries)


def _status_changes(
    before: Recommendation | None,
    now: Recommendation,
    since: tuple[HistoryEntry, ...],
    names: _Names,
) -> Iterator[tuple[HistoryEntry | None, Change]]:
    """Every change of status, one after another, including those that were undone.

    A new entry that one known before had overtaken moves nothing.
    """
    was = before.status if before else None
    given = [entry for entry in now.history if entry.status]
    known = [index for index, entry in enumerate(given) if not _is_among(entry, since)]
    for entry in given[known[-1] + 1 if known else 0 :]:
        status = names.statuses[entry.status]  # type: ignore[index]
        for kind in status_moves(was, status):
            change = _change(kind, now, was.label if was else None, status.label, entry)
            yield entry, replace(change, successors=names.successors(now, status))
        was = status
    if was is None or was.id != now.status.id:  # no entry says so
        for kind in status_moves(was, now.status):
            label = was.label if was else None
            yield None, Change(kind, now, label, now.status.label, now.closed or now.status_since, None)


def status_moves(was: Status | None, now: Status) -> tuple[ChangeKind, ...]:
    """What a change of status is called; was is None for a new finding.

    A finding that ends as red has left red too, so that the number of red ones can be followed.
    """
    if was and was.id == now.id:
        return ()
    moves = (
        (ChangeKind.TURNED_RED, _is_red(now) and not _is_red(was)),
        (ChangeKind.LEFT_RED, _is_red(was) and not _is_red(now)),
        (ChangeKind.SUPERSEDED, now.id == SUPERSEDED and not _has_ended(was)),
        (ChangeKind.ENDED, now.id != SUPERSEDED and _has_ended(now) and not _has_ended(was)),
        (ChangeKind.REOPENED, _has_ended(was) and not _has_ended(now)),
    )
    found = tuple(kind for kind, is_so in moves if is_so)
    return found or ((ChangeKind.STATUS_MOVED,) if was else ())


def _is_red(status: Status | None) -> bool:
    return status is not None and status.colour is Colour.RED


def _has_ended(status: Status | None) -> bool:
    return status is not None and status.ended


def _change(
    kind: ChangeKind,
    now: Recommendation,
    was: str | date | None,
    is_now: str | date | None,
    entry: HistoryEntry | None,
) -> Change:
    """The change as its entry in the history tells it."""
    if entry is None:
        return Change(kind, now, was, is_now, None, None)
    recorded = entry.recorded if entry.is_late else None
    return Change(kind, now, was, is_now, entry.date, entry.reason, entry.approved_by, recorded)


def _removed(finding: Recommendation) -> Change:
    """A finding that the earlier records have and the later don't: only between revisions, never between days."""
    return Change(ChangeKind.REMOVED, finding, finding.status.label, None, None, None)


def _last(entries: tuple[HistoryEntry, ...], field: str) -> HistoryEntry | None:
    return next((entry for entry in reversed(entries) if getattr(entry, field) is not None), None)
