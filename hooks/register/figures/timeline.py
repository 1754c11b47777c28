"""The timeline of one finding, day by day.

Each day says what was, what is, why and who approved it, in the same words as the changes between two meetings.
"""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from register.figures.changes import ChangeKind, status_moves, verdict
from register.records.model import HistoryEntry, Stage, Status
from register.records.steps import Step
from register.snapshots.meetings import WRITTEN, Meeting
from register.snapshots.snapshot import Recommendation, Snapshot


class Happening(NamedTuple):
    """One thing that happened: what, the value it brought, the value before, and what a change of status is called.

    The inspectorate's status too is a change where the finding was known before; by: the inspectorates that gave it.
    """

    what: str
    value: object = None
    before: object = None
    moves: tuple[ChangeKind, ...] = ()
    by: tuple[str, ...] = ()


class Event(NamedTuple):
    """A day of a finding: what happened on it, and the entries that say why."""

    day: date
    happenings: tuple[Happening, ...]
    entries: tuple[HistoryEntry, ...]

    @property
    def unapproved(self) -> bool:
        """Whether the due date was moved or taken away, and nobody is named who approved that."""
        moved = any(happening.what in ("redated", "undated") for happening in self.happenings)
        return moved and any("due" in entry.given and not entry.approved_by for entry in self.entries)

    @property
    def became_overdue(self) -> bool:
        """Whether its due date had passed on the day before, and on none before that."""
        return any(happening.what == "overdue" for happening in self.happenings)


def timeline(finding: Recommendation, snapshot: Snapshot) -> tuple[Event, ...]:
    """The finding's days with what happened on each, the newest first."""
    happened = (
        (finding.received, Happening("received")),
        *_recorded(finding, snapshot),
        *((response.day, Happening("response", response)) for response in finding.responses),
        *((day, Happening("overdue")) for day in _days_of_becoming_overdue(finding, snapshot)),
        *((day, Happening("step-passed", step)) for day, step in _steps_passed(finding, snapshot)),
        *((meeting.as_at, Happening("meeting", meeting)) for meeting in _meetings_about(finding, snapshot)),
    )
    days: dict[date, list[Happening]] = defaultdict(list)
    entries: dict[date, list[HistoryEntry]] = defaultdict(list)
    for day, happening in happened:
        days[day].append(happening)
    for entry in finding.history:
        entries[entry.date].append(entry)
    return tuple(Event(day, tuple(days[day]), tuple(entries[day])) for day in sorted(days, reverse=True))


def happenings_by_entry(
    finding: Recommendation, snapshot: Snapshot
) -> Iterator[tuple[HistoryEntry, tuple[Happening, ...]]]:
    """The entries of the history, oldest first, each with what happened by it."""
    statuses = {status.id: status for status in snapshot.statuses}
    status: Status | None = None
    due: date | None = None
    owner: str | None = None
    theirs: str | None = None
    for entry in finding.history:
        brought = statuses[entry.status].on(entry.date) if entry.status else None
        found = (
            *_happenings(entry, brought, status, due),
            *_verdicts(entry, theirs, finding, snapshot),
            *_owners(entry.owner, owner, snapshot),
        )
        yield entry, found or (Happening("note"),)
        owner = entry.owner or owner
        theirs = entry.given.get("inspectorate_status", theirs)
        status = brought or status
        due = entry.given.get("due", due)


def _recorded(finding: Recommendation, snapshot: Snapshot) -> Iterator[tuple[date, Happening]]:
    """What the history recorded; of a finding that ended without one, its end."""
    for entry, happenings in happenings_by_entry(finding, snapshot):
        yield from ((entry.date, happening) for happening in happenings)
    if finding.closed and not finding.history:
        yield finding.closed, Happening("status", finding.status)


def _happenings(
    entry: HistoryEntry, brought: Status | None, status: Status | None, due: date | None
) -> Iterator[Happening]:
    if brought:
        yield Happening("status", brought, status, status_moves(status, brought) if status else ())
    now_due = entry.given.get("due", due)
    if now_due != due:
        yield Happening("redated" if due else "due", now_due, due) if now_due else Happening("undated", due)
    if entry.outcome:
        yield Happening("outcome", entry.outcome)
    for field in ("with", "waiting_on", "accepted", "next"):
        if field in entry.given and (value := getattr(entry, field)) is not None:
            yield Happening(field if entry.given[field] else f"no-{field}", value)


def _verdicts(
    entry: HistoryEntry, before: str | None, finding: Recommendation, snapshot: Snapshot
) -> Iterator[Happening]:
    """What the inspectorate made of it."""
    if "inspectorate_status" not in entry.given:
        return
    now, by = entry.given["inspectorate_status"], snapshot.judges_of(finding, entry)
    if now is None:
        yield Happening("no-inspectorate_status", before=before, by=by)
    else:
        moves = (verdict(before, now, snapshot),) if entry.known_from > finding.known_from and now != before else ()
        yield Happening("inspectorate_status", now, before, moves, by)


def _owners(now: str | None, before: str | None, snapshot: Snapshot) -> Iterator[Happening]:
    """The owner that an entry gives: another one, or the same role by its new name."""
    if not now:
        return
    if before and now != before and snapshot.present_name(now) == snapshot.present_name(before):
        yield Happening("renamed", now, before)
    else:
        yield Happening("owner", snapshot.present_name(now), snapshot.present_name(before))


def _days_of_becoming_overdue(finding: Recommendation, snapshot: Snapshot) -> Iterator[date]:
    """The days on which it was open and past its due date, and had not been on the day before."""
    was_late = False
    for begin, end, is_open, due in _spells(finding, snapshot):
        first = max(begin, due + timedelta(days=1)) if due and is_open else None
        is_late = first is not None and first < end
        if is_late and not (was_late and first == begin):
            yield first  # type: ignore[misc]
        was_late = is_late


def _spells(finding: Recommendation, snapshot: Snapshot) -> Iterator[tuple[date, date, bool, date | None]]:
    """Its life in spells of equal status and due date: the first day, the day after the last, open, due."""
    open_statuses = {status.id for status in snapshot.statuses if status.stage is Stage.OPEN}
    tomorrow = snapshot.day + timedelta(days=1)
    dated = any("due" in entry.given for entry in finding.history)
    is_open, due = not finding.history and finding.open, None if dated else finding.due
    begin = finding.received
    for entry in finding.history:
        yield begin, entry.date, is_open, due
        begin = entry.date
        is_open = entry.status in open_statuses if entry.status else is_open
        due = entry.given.get("due", due)
    yield begin, tomorrow, is_open, due


def _steps_passed(finding: Recommendation, snapshot: Snapshot) -> Iterator[tuple[date, Step]]:
    """The steps that stood when a day that they were promised for passed, with the day after it."""
    for step in finding.steps:
        for by in step.passed:
            if by < snapshot.day:
                yield by + timedelta(days=1), step


def _meetings_about(finding: Recommendation, snapshot: Snapshot) -> Iterator[Meeting]:
    """The meetings whose papers could mention it: those whose day has come, since it was in the register."""
    papers = snapshot.meetings_with_paper(*WRITTEN)
    return (meeting for meeting in papers if finding.known_from <= meeting.as_at <= snapshot.day)
