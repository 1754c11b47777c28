"""The snapshots of many days, which share whatever did not change between them.

A finding changes only on a few days of its own, and between two of them it is the same value in every snapshot.
So the register on a further day costs little, and what is the same value on two days need not be compared.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import chain
from typing import Generic, TypeVar

from register.records.record import Record, Records, same
from register.snapshots.as_at import inspection_known, inspection_on, snapshot_of
from register.snapshots.findings import finding_on, status_on
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import meetings_of
from register.snapshots.relations import Relations, relations_of
from register.snapshots.snapshot import NOT_RECORDED, Recommendation, Snapshot

Value = TypeVar("Value")


class Snapshots:
    """The register on any day, as as_at makes it. Each snapshot is made once, however many pages and papers use it."""

    def __init__(self, records: Records, before: "Snapshots | None" = None) -> None:
        """The records must have passed the checks.

        before: the snapshots of an earlier reading; unchanged findings are taken from it.
        """
        self.records = records
        self._relations = relations_of(records)
        self._meetings = meetings_of(records)
        self._made: dict[tuple[date, bool], Snapshot] = {}
        self._statuses: dict[date, Counter[str]] = {}
        self._entries: list[tuple[date, date]] | None = None
        like_before = before if before and self._relations.known_from == before._relations.known_from else None
        if like_before and same(records.beside, like_before.records.beside):
            self._inspections = like_before._inspections
            kept = {id: like_before._findings[id] for id in self._relations.known_from if self._stays(id, like_before)}
        else:
            recorded = _days_of_recording(records)
            self._inspections = {
                id: _Stretches(chain(_days_of_inspection(it), recorded)) for id, it in records.inspections.items()
            }
            kept = {}
        self._findings = {
            id: kept.get(id) or _Stretches(_days_of_finding(records.recommendations[id], records, self._relations))
            for id in self._relations.known_from
        }

    def _stays(self, id: str, before: "Snapshots") -> bool:
        """Whether the finding and its children are the records of before: of other findings it shows when they came."""
        relations, earlier = self._relations, before._relations
        return (
            self.records.recommendations[id] is before.records.recommendations[id]
            and same(relations.children.get(id, ()), earlier.children.get(id, ()))
            and same(relations.predecessors.get(id, ()), earlier.predecessors.get(id, ()))
        )

    def on(self, day: date) -> Snapshot:
        """As the site shows the day on which it is built."""
        return self._once(day, dated_only=False)

    def as_recorded(self, day: date) -> Snapshot:
        """As shown of a past day: only what is dated, so that nothing written later can change it."""
        return self._once(day, dated_only=True)

    def statuses_as_recorded(self, day: date) -> Counter[str]:
        """How many findings had each status on a past day, by its id, without the snapshot of that day."""
        if day not in self._statuses:
            known = (id for id in self._relations.known_from if self._relations.knows(id, day))
            found = (status_on(self.records.recommendations[id].facts, day) for id in known)
            self._statuses[day] = Counter(status or NOT_RECORDED.id for status in found)
        return self._statuses[day]

    def finding_as_recorded(self, id: str, day: date) -> Recommendation | None:
        """The finding as a past day is told of, without the whole snapshot; None where that doesn't have it."""
        if not self._relations.knows(id, day):
            return None
        inspection = self.records.recommendations[id].facts.inspection
        return self._finding(id, {inspection: self._inspection(self.records.inspections[inspection], day)}, day, True)

    def inspection_as_recorded(self, id: str, day: date) -> Inspection | None:
        """The inspection as a past day is told of; None where nothing was known of it."""
        record = self.records.inspections.get(id)
        known = record and inspection_known(record, self._relations, day, dated_only=True)
        return self._inspection(record, day) if record and known else None

    def entries_between(self, start: date | None, end: date) -> int:
        """How many findings, entries that change one, and responses to earlier findings came after start, up to end."""
        if self._entries is None:
            self._entries = sorted(each for id in self._relations.known_from for each in self._entries_of(id))
        first = bisect_right(self._entries, (start, date.max)) if start else 0
        found = self._entries[first : bisect_right(self._entries, (end, date.max))]
        return sum(known <= (start or date.min) for _, known in found)

    def _entries_of(self, id: str) -> Iterator[tuple[date, date]]:
        """The day of each, and a day by which the finding must have been known for it to count."""
        record, known = self.records.recommendations[id], self._relations.known_from[id]
        yield known, date.min
        for entry in record.facts.history:
            if entry.known_from > known and (entry.status or entry.due or entry.accepted or entry.inspectorate_status):
                yield entry.known_from, date.min
        for response in record.responses:
            if response.day and response.known_from > known:
                yield response.known_from, known

    def _once(self, day: date, dated_only: bool) -> Snapshot:
        if (day, dated_only) not in self._made:
            self._made[day, dated_only] = self._snapshot(day, dated_only)
        return self._made[day, dated_only]

    def _snapshot(self, day: date, dated_only: bool) -> Snapshot:
        inspections = {
            record.id: self._inspection(record, day)
            for record in self.records.inspections.values()
            if inspection_known(record, self._relations, day, dated_only)
        }
        findings = [
            self._finding(id, inspections, day, dated_only)
            for id in self._relations.known_from
            if self._relations.knows(id, day)
        ]
        return snapshot_of(self.records, day, inspections.values(), findings, self._meetings, dated_only)

    def _inspection(self, record: Record, day: date) -> Inspection:
        return self._inspections[record.id].on(day, False, lambda: inspection_on(record, self.records, day))

    def _finding(self, id: str, inspections: dict[str, Inspection], day: date, dated_only: bool) -> Recommendation:
        def made() -> Recommendation:
            record = self.records.recommendations[id]
            inspection = inspections[record.facts.inspection]
            return finding_on(record, self.records, self._relations, inspection, day, dated_only)

        return self._findings[id].on(day, dated_only, made)


class _Stretches(Generic[Value]):
    """A value that changes on certain days only, made once for each stretch between two of them."""

    def __init__(self, days: Iterable[date]) -> None:
        """The days are not asked for before the value is: of many values few are wanted."""
        self._of_change = days
        self._made: dict[tuple[int, bool], Value] = {}

    @cached_property
    def _days(self) -> list[date]:
        return sorted(set(self._of_change))

    def on(self, day: date, dated_only: bool, make: Callable[[], Value]) -> Value:
        stretch = (bisect_right(self._days, day), dated_only)
        if stretch not in self._made:
            self._made[stretch] = make()
        return self._made[stretch]


def _days_of_recording(records: Records) -> list[date]:
    """The days on which reports were recorded late: from then on, later reports are compared with their grades."""
    return [each.facts.recorded for each in records.inspections.values() if each.facts.recorded]


def _days_of_inspection(record: Record) -> Iterator[date]:
    """The days from which on the inspection may be another than before."""
    facts = record.facts
    yield from (day for day in (facts.fieldwork_ended, facts.published, facts.response_published) if day)


def _days_of_finding(record: Record, records: Records, relations: Relations) -> Iterator[date]:
    """The days from which on the finding may be another than before: its own, and those of what it shows of others."""
    yield from _own_days(record)
    yield from (words.until + timedelta(1) for status in records.settings.statuses for words in status.earlier)
    yield from _days_of_inspection(records.inspections[record.facts.inspection])
    yield from _days_of_recording(records)
    others = (record.facts.parent, *record.facts.superseded_by, record.facts.repeats)
    yield from (relations.known_from[other] for other in others if other in relations.known_from)
    for other in (*relations.children.get(record.id, ()), *relations.predecessors.get(record.id, ())):
        yield from _own_days(other)
        yield from (relations.known_from[id] for id in (other.id,) if id in relations.known_from)


def _own_days(record: Record) -> Iterator[date]:
    facts = record.facts
    yield from (day for day in (facts.received, facts.recorded, facts.closed) if day)
    yield from (entry.known_from for entry in facts.history)
    yield from (entry.date for entry in facts.corrections)
    yield from (response.known_from for response in record.responses if response.day)
    yield from (entry.due + timedelta(1) for entry in (facts, *facts.history) if isinstance(entry.due, date))
