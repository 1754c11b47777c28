"""The records beside those of an earlier revision: what still stands, what is gone, what is new and what was put right.

Only what is public is compared: a finding that was never published may change as it likes. Records are paired by kind
and id, so a move between folders is none, and one with a new id names the old one under `formerly`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from register.checks.renames import Name
from register.records.folder import FOLDERS, Kind
from register.records.model import Correction
from register.records.places import Place, places_named
from register.records.record import Record, Records
from register.records.register_facts import RegisterFacts


class NewCorrection(NamedTuple):
    """A correction that the earlier revision does not have: its record, its index there, and the places it names."""

    record: Record
    index: int
    correction: Correction
    places: tuple[Place, ...]


@dataclass(frozen=True, eq=False)
class Comparison:
    """The public records before and now, all records of now, the day of the earlier commit, and today."""

    before: Records
    now: Records
    everything: Records
    since: date
    today: date

    @property
    def begins_anew(self) -> bool:
        """Whether the records before are another body's register, with which nothing is compared."""
        return is_another_register(self.before.settings, self.now.settings)

    @cached_property
    def pairs(self) -> tuple[tuple[Record, Record], ...]:
        """Each record before that still stands, with what it is now, perhaps under a new id."""
        found = ((was, self._now.get(name) or self._renamed(name)) for name, was in self._before.items())
        return tuple((was, now) for was, now in found if now)

    @cached_property
    def new_ids(self) -> Mapping[Name, str]:
        """The ids of now of the records that have another than before, by what they were called."""
        return {(was.kind, was.id): now.id for was, now in self.pairs if was.id != now.id}  # type: ignore[misc]

    @cached_property
    def hidden(self) -> tuple[Record, ...]:
        """The published findings that are now unpublished, as they are now."""
        gone = (self.everything.recommendations.get(was.id) for was in self._missing if was.kind is Kind.RECOMMENDATION)
        return tuple(record for record in gone if record)

    @cached_property
    def lost(self) -> tuple[Record, ...]:
        """The records that are gone. A file that can't be read now is broken, and not lost."""
        present = {(file.kind, file.id) for file in self.everything.files}
        return tuple(was for was in self._missing if (was.kind, was.id) not in present)

    @cached_property
    def new(self) -> tuple[Record, ...]:
        """The records that are new, under their own id or an earlier one."""
        known = {(now.kind, now.id) for _, now in self.pairs}
        return tuple(record for name, record in self._now.items() if name not in known)

    @cached_property
    def corrections(self) -> Mapping[Name, tuple[NewCorrection, ...]]:
        """The new corrections that unlock what they name, by their record: of the time since the earlier commit."""
        found = (
            (name, tuple(new for new in listed if self.is_timely(new))) for name, listed in self.new_corrections.items()
        )
        return {name: timely for name, timely in found if timely}

    @cached_property
    def new_corrections(self) -> Mapping[Name, tuple[NewCorrection, ...]]:
        """The corrections that are new, by their record. A new record has none: it was never published before."""
        found = ((now, tuple(self._new_corrections(was, now))) for was, now in self.pairs)
        return {(now.kind, now.id): corrections for now, corrections in found if corrections}  # type: ignore[misc]

    def is_timely(self, new: NewCorrection) -> bool:
        """Whether the correction is dated on or after the day of the earlier commit, and not after today."""
        return self.since <= new.correction.date <= self.today

    def successors(self, was: Record) -> tuple[Record, ...]:
        """The records that now name this one under `formerly`."""
        return self._successors.get((was.kind, was.id), ())  # type: ignore[arg-type]

    @cached_property
    def _before(self) -> Mapping[Name, Record]:
        return named(self.before)

    @cached_property
    def _now(self) -> Mapping[Name, Record]:
        return named(self.now)

    @cached_property
    def _missing(self) -> tuple[Record, ...]:
        kept = {(was.kind, was.id) for was, _ in self.pairs}
        gone = (was for name, was in self._before.items() if name not in kept)
        return tuple(was for was in gone if was.kind is not Kind.REGISTER)

    @cached_property
    def _successors(self) -> Mapping[Name, tuple[Record, ...]]:
        found: dict[Name, tuple[Record, ...]] = {}
        for (kind, _), record in self._now.items():
            for id in set(former_ids(record)):
                found[kind, id] = (*found.get((kind, id), ()), record)
        return found

    def _renamed(self, name: Name) -> Record | None:
        """The record that has this one's place: it names it, and it did not stand there beside it."""
        return next((r for r in self._successors.get(name, ()) if (name[0], r.id) not in self._before), None)

    def _new_corrections(self, was: Record, now: Record) -> Iterator[NewCorrection]:
        before = was.facts.corrections if was.sound("corrections") else ()
        for index, correction in enumerate(now.facts.corrections if now.sound("corrections") else ()):
            if correction not in before:
                places = places_named(correction.of, now, self.now) if correction.of else ()
                yield NewCorrection(now, index, correction, places)


def is_another_register(before: RegisterFacts, now: RegisterFacts) -> bool:
    """Whether register.yml says that its register began since, in place of another organisation's."""
    return now.began not in (None, before.began) and now.organisation != before.organisation


def compare(before: Records, now: Records, since: date, today: date) -> Comparison:
    """The comparison of what is public of the two. since: the day of the earlier commit."""
    return Comparison(before.public(), now.public(), now, since, today)


def named(records: Records) -> dict[Name, Record]:
    """The records by kind and id; of two files with one id, the first."""
    found: dict[Name, Record] = {(Kind.REGISTER, records.register.id): records.register} if records.register else {}
    return found | {(kind, id): each for kind in FOLDERS for id, each in records_of_kind(kind, records).items()}


def records_of_kind(kind: Kind, records: Records) -> Mapping[str, Record]:
    """The records of a kind that has ids, by their id."""
    return {
        Kind.FRAMEWORK: records.frameworks,
        Kind.INSPECTION: records.inspections,
        Kind.RECOMMENDATION: records.recommendations,
        Kind.MEETING: records.meetings,
    }[kind]


def former_ids(record: Record) -> tuple[str, ...]:
    """The earlier ids of a record; none of the register, which has none."""
    return record.facts.formerly if record.kind is not Kind.REGISTER and record.sound("formerly") else ()
