"""The dated facts of a finding: what its history says on a day, and how often its due date moved.

An entry has two days: the one on which something changed, and the one on which the register said so. On a day, the
history is those entries of which both days have come.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from register.records.finding_facts import DATED_FIELDS
from register.records.model import HistoryEntry, RecommendationFacts

TAKEN_AWAY_BY_NONE = ("due", "with", "waiting_on", "inspectorate_status")
"""Those that `none` in an entry takes away."""

UNDATED_IN_PAPERS = ("waiting_on", "next")
"""Those of which a paper shows only what an entry gives: at the top, they say how things are now."""


class DueMove(NamedTuple):
    """A move of the due date: the entry that made it, its index, the date before, and the date after.

    now is None where the entry takes the date away; before is None where a later one gives the same date again.
    """

    index: int
    entry: HistoryEntry
    before: date | None
    now: date | None


def changes_of(facts: RecommendationFacts, field: str) -> Iterator[tuple[date, Any]]:
    """The values that the history gives a field, with their days, in the file's order; None takes a value away."""
    return ((entry.date, entry.given[field]) for entry in facts.history if field in entry.given)


def taken_by(entry: HistoryEntry) -> tuple[str, ...]:
    """The fields whose value an entry takes away in so many words."""
    return tuple(field for field, value in entry.given.items() if value is None and getattr(entry, field) is not None)


def last_values(facts: RecommendationFacts) -> dict[str, Any]:
    """The fields that the history dates, each with the last value that it gives (None: taken away), in its order.

    Without those to which it gives none.
    """
    return {field: value for entry in facts.history for field, value in entry.given.items()}


def known_on(history: Iterable[HistoryEntry], day: date) -> tuple[HistoryEntry, ...]:
    """The entries that the register had by the day, oldest first; entries of one day in the order of the file."""
    return tuple(sorted((entry for entry in history if entry.known_from <= day), key=attrgetter("date")))


def values_on(facts: RecommendationFacts, day: date) -> dict[str, Any]:
    """Every dated field with its value on the day; None where it has none.

    A field that the history never gives has its value at the top; one that it gives has none before that.
    """
    values = {field: None if field in facts.dated else getattr(facts, field) for field in DATED_FIELDS}
    for entry in known_on(facts.history, day):
        values |= entry.given
    return values


def gives_ever(facts: RecommendationFacts, field: str) -> bool:
    """Whether any entry gives the field, on whatever day."""
    return field in facts.dated


def moves_of_due(history: Iterable[HistoryEntry]) -> tuple[DueMove, ...]:
    """Each entry that moves the due date to another day than the last one given, takes it away, or gives it again.

    The first date is not a move, nor is the same date while it stands.
    """
    moves: list[DueMove] = []
    before, stands = None, False
    for index, entry in enumerate(history):
        if "due" in entry.given:
            now = entry.given["due"]
            if before and (now != before or not stands) and (now or stands):
                moves.append(DueMove(index, entry, before if now != before else None, now))
            before, stands = now or before, now is not None
    return tuple(moves)
