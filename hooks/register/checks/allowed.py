"""The records before, with all that may have changed since: what needs no correction, and what a correction names.

What still differs from the records of now was changed without a word.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from register.checks.comparison import Comparison, Name, NewCorrection, named
from register.checks.renames import with_new_ids
from register.records.filled_in import filled_in
from register.records.folder import Kind
from register.records.places import Place, PlaceKind, with_place
from register.records.record import Record, Records


def allowed(comparison: Comparison, corrections: Mapping[Name, Sequence[NewCorrection]]) -> Records:
    """The records before with all that needs no correction, and what these corrections name, as they are now.

    A record that is gone stays, and one that can't be read on one of the two sides is as it is now.
    """
    stands = [now if _is_broken(was, now) else explained(was, now, corrections) for was, now in comparison.pairs]
    stands += [*comparison.lost, *_as_before(comparison)]
    return records_of((_shown(with_new_ids(record, comparison.new_ids)) for record in stands), comparison.now)


def explained(was: Record, now: Record, corrections: Mapping[Name, Sequence[NewCorrection]]) -> Record:
    """The record before with all that needs no correction, and what its corrections name, as it is now."""
    if was is now or was.facts is None or now.facts is None:
        return now
    told = _with(filled_in(was, now), {field: getattr(now.facts, field) for field in _put_off(now)})
    for correction in corrections.get((now.kind, now.id), ()):  # type: ignore[arg-type]
        for place in correction.places:
            told = with_place(told, now, place) if _can_be_read(place, was, now) else told
    return replace(told, file=now.file) if told.file.path != now.file.path else told


def _can_be_read(place: Place, *states: Record) -> bool:
    field = "history" if place.kind is PlaceKind.HISTORY else place.name
    return all(record.sound(field) for record in states)


def _is_broken(*states: Record) -> bool:
    return any(record.facts is None or record.broken for record in states)


def with_lost(comparison: Comparison) -> Records:
    """The records of now with those that are gone: that they are is an error of its own.

    A new record is left out where one of its kind is gone: it may be that one under a new name.
    """
    gone = (*comparison.lost, *_as_before(comparison))
    kinds = {record.kind for record in comparison.lost}
    doubtful = {(record.kind, record.id) for record in comparison.new if record.kind in kinds}
    stands = (record for name, record in named(comparison.now).items() if name not in doubtful)
    return records_of(map(_shown, (*stands, *gone)), comparison.now)


def _shown(record: Record) -> Record:
    """The record with its words, if it is a withheld finding: they may be back, so they may not change meanwhile."""
    return _with(record, {"withheld": None}) if record.kind is Kind.RECOMMENDATION and record.facts else record


def _as_before(comparison: Comparison) -> Iterable[Record]:
    """The findings that were published and are not any more, as they were."""
    return (comparison.before.recommendations[record.id] for record in comparison.hidden)


def records_of(records: Iterable[Record], like: Records) -> Records:
    """These records as a whole; of each kind and id there is one."""
    listed = sorted(records, key=lambda record: record.file.path)

    def of(kind: Kind) -> dict[str, Record]:
        return dict(sorted((record.id, record) for record in listed if record.kind is kind))

    return replace(
        like,
        register=of(Kind.REGISTER).get("register"),
        frameworks=of(Kind.FRAMEWORK),
        inspections=of(Kind.INSPECTION),
        recommendations=of(Kind.RECOMMENDATION),
        meetings=of(Kind.MEETING),
        all=tuple(listed),
    )


def _put_off(now: Record) -> tuple[str, ...]:
    """A meeting that was not held may say so, and why."""
    return ("held", "reason") if now.kind is Kind.MEETING and now.facts.held is False else ()


def _with(record: Record, values: Mapping[str, Any]) -> Record:
    """The record with these values; the very same one where it has them."""
    if all(getattr(record.facts, field) == value for field, value in values.items()):
        return record
    return replace(record, facts=record.facts.model_copy(update=dict(values)))
