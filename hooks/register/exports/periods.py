"""When did the register say which status of each finding? From this every past paper can be recounted."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from register.exports.published_rows import Period
from register.records.history import known_on
from register.records.model import HistoryEntry, RecommendationFacts
from register.records.record import Record, Records, known_from, received_on
from register.snapshots.findings import status_since
from register.snapshots.snapshot import NOT_RECORDED


def periods_of(records: Records, day: date) -> Iterator[Period]:
    """The periods of all findings that were in the register by the day, by id, each oldest first."""
    for record in records.recommendations.values():
        begins = known_from(record, records)
        if begins and begins <= day:
            yield from _periods(record, records, begins, day)


def _periods(record: Record, records: Records, begins: date, day: date) -> Iterator[Period]:
    """The periods of the finding: from each to the next day on which the register says something else."""
    facts, received = record.facts, received_on(record, records)
    given = sorted((entry for entry in facts.history if entry.status), key=attrgetter("date"))
    may_change = (begins, *(entry.known_from for entry in given), *([facts.closed] if facts.closed else []))
    stands = None
    for from_ in sorted({each for each in may_change if begins <= each <= day}):
        status = records.statuses.get(_status_on(facts, given, from_) or "", NOT_RECORDED)
        if stands and stands.status == status.id:
            continue
        if stands:
            yield stands.model_copy(update={"until": from_})
        stands = Period.model_construct(
            finding=record.id,
            status=status.id,
            stage=status.stage,
            colour=status.colour,
            since=status_since(known_on(given, from_), facts.closed or received, status),
            **{"from": from_},
            until=None,
        )
    if stands:
        yield stands


def _status_on(facts: RecommendationFacts, given: list[HistoryEntry], day: date) -> str | None:
    """The status that the register gives on the day, as state_on has it: given are the entries with one, by date."""
    if not given:
        return facts.status if not facts.closed or facts.closed <= day else None
    return next((entry.status for entry in reversed(given) if entry.known_from <= day), None)
