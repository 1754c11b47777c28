"""What was put right in the records since they were published: what stood there before, and what took its place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from register.records.facts import corrections_by
from register.records.folder import Kind
from register.records.history import DATED_FIELDS, gives_ever
from register.records.model import CORRECTABLE, STAFF_NOTES, WITHDRAWN, Correction
from register.records.places import Place, PlaceKind, entries_of, places_named, text_at
from register.records.record import Record, Records, known_from

_APART = "; "
"""What stands between the values of a list, and between the entries of a day."""


@dataclass(frozen=True)
class Corrected:
    """A correction, and the record that it stands in. papers: the meetings that it names, by their present ids.

    number: its index among the corrections of the record, which keeps them all.
    """

    kind: Kind
    id: str
    title: str
    number: int
    correction: Correction
    place: Place | None
    before: str
    after: str
    papers: tuple[str, ...]


def corrected_by(records: Records, day: date) -> tuple[Corrected, ...]:
    """Everything that was put right by the day, the newest first; nothing of a withheld or withdrawn finding.

    The records must have passed the checks.
    """
    holding = (record for record in records.all if record.kind in CORRECTABLE and record.facts.corrections)
    found = (each for record in holding if _is_told(record, records, day) for each in _of(record, records, day))
    by_record = sorted(found, key=lambda each: (each.kind, each.title, each.id))
    return tuple(sorted(by_record, key=lambda each: each.correction.date, reverse=True))


def _is_told(record: Record, records: Records, day: date) -> bool:
    if record.kind is not Kind.RECOMMENDATION:
        return True
    known = known_from(record, records)
    return not record.facts.withheld and record.facts.status != WITHDRAWN and known is not None and known <= day


def _of(record: Record, records: Records, day: date) -> Iterator[Corrected]:
    """The corrections of the record, the last line first."""
    made = corrections_by(record.facts.corrections, day)
    title = getattr(record.facts, "title", records.settings.organisation)
    meetings = {id: each.id for each in records.meetings.values() for id in (each.id, *each.facts.formerly)}
    for number, correction in reversed([*enumerate(made)]):
        place = next(iter(places_named(correction.of or "", record, records)), None)
        later = (each.was for each in made[number + 1 :] if each.of == correction.of and each.was)
        after = next(later, None) or (_now_at(place, record, day) if place else "")
        before, after = _apart(" ".join((correction.was or "").split()), after)
        papers = tuple(meetings[id] for id in correction.papers if id in meetings)
        yield Corrected(record.kind, record.id, title, number, correction, place, before, after, papers)  # type: ignore[arg-type]


def _now_at(place: Place, record: Record, day: date) -> str:
    """What stands at the place, as the day knew it; empty where that may be something else by now, or is for staff."""
    if place == (PlaceKind.HEADING, STAFF_NOTES):
        return ""
    if place.kind is PlaceKind.FIELD and record.kind is Kind.RECOMMENDATION and place.name in DATED_FIELDS:
        return "" if gives_ever(record.facts, place.name) else text_at(record, place)
    if place.kind is PlaceKind.HISTORY:
        known = (entry for entry in record.facts.history if entry.known_from <= day)
        return entries_of(known, place.name)
    late = (each for each in record.responses if place.kind is PlaceKind.RESPONSE and str(each.day) == place.name)
    return "" if any(each.known_from > day for each in late) else text_at(record, place)


def _apart(before: str, after: str) -> tuple[str, str]:
    """The two without the values of a list that both have."""
    one, other = before.split(_APART), after.split(_APART)
    if not before or not after or before == after or len(one) == len(other) == 1:
        return before, after
    return _without(one, other), _without(other, one)


def _without(values: Iterable[str], others: list[str]) -> str:
    return _APART.join(value for value in values if value not in others)
