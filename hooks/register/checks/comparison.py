"""Compares the records with those of an earlier revision: which are kept, renamed, corrected in public, or lost.

Records are paired by kind and id, so moving one between sub-folders changes nothing. A renamed finding lists its old id
under `formerly`. Whatever a new correction names was put right in public, and counts as explained.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from register.records.filled_in import filled_in
from register.records.folder import Kind
from register.records.model import Correction
from register.records.record import Record, Records


@dataclass(frozen=True)
class Comparison:
    """What a rule about lost history may look at: all records before and now, and today."""

    before: Records
    now: Records
    day: date

    @cached_property
    def unexplained(self) -> tuple[tuple[Record, Record], ...]:
        """Each earlier record with what it is now, except those that a new correction names."""
        now = {(record.kind, record.id): record for record in _kept_for_ever(self.now)}
        pairs = ((was, now.get((was.kind, was.id)) or self._renamed(was)) for was in _kept_for_ever(self.before))
        unexplained = ((was, record) for was, record in pairs if record and not self._corrected(was, record))
        return tuple((filled_in(was, record), record) for was, record in unexplained)

    @cached_property
    def lost(self) -> tuple[Record, ...]:
        """The records that are gone, except those that were renamed or that a new correction names."""
        present = {(file.kind, file.id) for file in self.now.files}
        gone = (was for was in _kept_for_ever(self.before) if (was.kind, was.id) not in present)
        return tuple(was for was in gone if not self._renamed(was) and not self._merged(was) and not self.names(was.id))

    @cached_property
    def new_findings(self) -> tuple[Record, ...]:
        """The findings that were not there before, under their own id or an earlier one."""
        return tuple(record for record in self.now.recommendations.values() if not self._origin(record))

    def successors(self, was: Record) -> tuple[Record, ...]:
        """The findings that now name this one under `formerly`."""
        return tuple(self._successors[was.id]) if was.kind is Kind.RECOMMENDATION and was.id in self._successors else ()

    @cached_property
    def _successors(self) -> dict[str, list[Record]]:
        found = defaultdict(list)
        for record in self.now.recommendations.values():
            for id in set(record.facts.formerly) if record.sound("formerly") else ():
                found[id].append(record)
        return found

    def names(self, id: str) -> bool:
        """Whether a new correction, in any finding, names this id. An inspection or a meeting has none of its own."""
        return any(re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", text) for text in self._new_texts)

    @cached_property
    def _new_texts(self) -> tuple[str, ...]:
        return tuple(
            f"{correction.what} {correction.reason}"
            for record in self.now.recommendations.values()
            for correction in _added(self._origin(record), record)
        )

    def _corrected(self, was: Record, now: Record) -> bool:
        return bool(_added(was, now)) if was.kind is Kind.RECOMMENDATION else self.names(was.id)

    def _renamed(self, was: Record) -> Record | None:
        """The finding that replaces this one: it names it, and did not exist next to it."""
        return next(
            (successor for successor in self.successors(was) if successor.id not in self.before.recommendations), None
        )

    def _merged(self, was: Record) -> bool:
        """Whether a finding that existed next to this one names it now, and says why in a new correction."""
        return any(
            _added(self.before.recommendations.get(successor.id), successor) for successor in self.successors(was)
        )

    def _origin(self, now: Record) -> Record | None:
        """The finding as it was before, under its own id or an earlier one."""
        ids = (now.id, *(now.facts.formerly if now.sound("formerly") else ()))
        return next((self.before.recommendations[id] for id in ids if id in self.before.recommendations), None)


def _kept_for_ever(records: Records) -> Iterator[Record]:
    """The records that may not be lost: the committee has read of them."""
    yield from (*records.recommendations.values(), *records.inspections.values(), *records.meetings.values())


def _added(was: Record | None, now: Record) -> tuple[Correction, ...]:
    """The corrections that were not there before. One that was only reworded is not new: their number must grow."""
    before = was.facts.corrections if was and was.sound("corrections") else ()
    after = now.facts.corrections if now.sound("corrections") else ()
    return tuple(entry for entry in after if entry not in before) if len(after) > len(before) else ()
