"""The history of a finding: the fields that it dates, their values on a day, and the moves of a due date."""

from collections.abc import Iterator
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

from register.records.model import HistoryEntry, RecommendationFacts

DATED_FIELDS = ("status", "due", "owner", "inspectorate_status", "next")
"""The fields of a finding that its history records; the facts at the top equal the last of each."""


class Redating(NamedTuple):
    """A change of the due date after the first: the entry that made it, its index, and the date before."""

    index: int
    entry: HistoryEntry
    before: date


def changes_of(facts: RecommendationFacts, field: str) -> Iterator[tuple[date, Any]]:
    """The values that the history gives a field, with their days, in the file's order."""
    return ((entry.date, value) for entry in facts.history if (value := getattr(entry, field)) is not None)


def last_values(facts: RecommendationFacts) -> dict[str, Any]:
    """The fields that the history dates, each with the last value that it gives, in the file's order.

    Without those to which it gives none.
    """
    given = ((field, getattr(entry, field)) for entry in facts.history for field in DATED_FIELDS)
    return {field: value for field, value in given if value is not None}


def values_on(facts: RecommendationFacts, day: date) -> dict[str, Any]:
    """The fields that the history dates, each with its last value dated on or before day; None before any.

    Of two values of the same day the later line holds.
    """
    values: dict[str, Any] = {}
    for entry in sorted(facts.history, key=attrgetter("date")):
        for field in DATED_FIELDS:
            value = getattr(entry, field)
            if value is not None:
                values[field] = value if entry.date <= day else values.get(field)
    return values


def redatings(facts: RecommendationFacts, until: date = date.max) -> tuple[Redating, ...]:
    """Each change of `due` after the first, up to and including a day. The same date again is no change."""
    moves, before = [], None
    for index, entry in enumerate(facts.history):
        if entry.due and entry.date <= until:
            if before and entry.due != before:
                moves.append(Redating(index, entry, before))
            before = entry.due
    return tuple(moves)
