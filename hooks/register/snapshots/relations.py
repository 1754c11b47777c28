"""What findings are to each other: when each came into the register, and which belong together."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from register.records.record import Record, Records, known_from, received_on


@dataclass(frozen=True)
class Relations:
    """What findings are to each other.

    received: the day on which each was received; known_from: the day from which it is in the register; first_of:
    the earliest of those days for each inspection; children: the records whose parent is that id; predecessors: those
    that name it as their successor.
    """

    received: Mapping[str, date]
    known_from: Mapping[str, date]
    first_of: Mapping[str, date]
    children: Mapping[str, tuple[Record, ...]]
    predecessors: Mapping[str, tuple[Record, ...]]

    def knows(self, id: str | None, day: date) -> bool:
        """Whether the finding of that id was in the register on the day."""
        return self.known_from.get(id or "", date.max) <= day

    def known(self, id: str | None, day: date) -> str | None:
        """The id, where the register held the finding of that id on the day."""
        return id if self.knows(id, day) else None


def relations_of(records: Records) -> Relations:
    """What the findings are to each other."""
    received: dict[str, date] = {}
    known: dict[str, date] = {}
    first_of: dict[str, date] = {}
    children: dict[str, list[Record]] = {}
    predecessors: dict[str, list[Record]] = {}
    for record in records.recommendations.values():
        facts, day = record.facts, known_from(record, records)
        if day:
            received[record.id] = received_on(record, records)  # type: ignore[assignment]
            known[record.id] = day
            first_of[facts.inspection] = min(day, first_of.get(facts.inspection, day))
        if facts.parent:  # also where the check refuses how it is written: a finding's page names it all the same
            children.setdefault(facts.parent, []).append(record)
        for successor in facts.superseded_by:
            predecessors.setdefault(successor, []).append(record)
    return Relations(received, known, first_of, _tuples(children), _tuples(predecessors))


def _tuples(found: Mapping[str, list[Record]]) -> Mapping[str, tuple[Record, ...]]:
    return {id: tuple(records) for id, records in found.items()}
