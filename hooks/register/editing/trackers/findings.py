"""A finding as a row of a tracker gives it, before it becomes a record; and the ids of all that a tracker gives."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, takewhile
from typing import Any

from register.editing.trackers.wording import first_words
from register.records.model import OFFICIAL_WORDS
from register.records.nearest import letters, slug
from register.records.record import Record, Records
from register.records.values import ID_LENGTH, is_id


@dataclass(frozen=True)
class TrackedFinding:
    """What a row says of a finding. row: as sheet!row. numbers: all its rows. columns: the place of each field's cell.

    id: the one that its row gives, if any. dues: its due dates, in the order in which they held. title_made: the title
    is the first words of the official wording. before_end: the status that it had before it ended, if that is needed.
    undated: what the force said, without a day. notes: what it said on a day.
    """

    row: str
    numbers: tuple[int, ...]
    facts: Mapping[str, Any]
    received: date | None
    words: Mapping[str, str]
    id: str = ""
    dues: tuple[date, ...] = ()
    undated: str = ""
    notes: Mapping[date, str] = field(default_factory=dict)
    reason: str | None = None
    approved_by: str | None = None
    before_end: str | None = None
    title_made: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)

    @property
    def official_words(self) -> str:
        """The words of the inspectorate."""
        return self.words[OFFICIAL_WORDS]


@dataclass(frozen=True)
class Identified:
    """A finding of a tracker with the id of its record, and that record where it is in the register already."""

    finding: TrackedFinding
    id: str
    record: Record | None


Copies = Mapping[str, tuple[str, ...]]
"""The rows that are an earlier one again, each with the fields in which it differs from that."""


def identified(findings: Iterable[TrackedFinding], records: Records) -> tuple[tuple[Identified, ...], Copies]:
    """The findings with their ids; and the rows that are copies of earlier ones.

    The same row gets the same id each time. It is found by its id, by its reference in the same report, and by the id
    that is made of its reference or of its title.
    """
    known = _Known(records)
    found: dict[str, Identified] = {}
    copies: dict[str, tuple[str, ...]] = {}
    for finding in findings:
        ids = [finding.id] if finding.id else list(possible_ids(finding.facts))
        if first := next((found[id] for id in ids if id in found and _is_copy(found[id].finding, finding)), None):
            copies[finding.row] = tuple(_that_differ(first.finding, finding))
            said = {day: text for day, text in finding.notes.items() if day not in first.finding.notes}
            notes = dict(sorted({**first.finding.notes, **said}.items()))
            found[first.id] = replace(first, finding=replace(first.finding, notes=notes))
            continue
        one = _identified(finding, ids, known, found)
        found[one.id] = one
    return tuple(found.values()), copies


class _Known:
    """The findings in the register, by each id that they have or had, and by their report and reference."""

    def __init__(self, records: Records) -> None:
        of_all = [record for record in records.recommendations.values() if record.facts]
        self.by_id = {former: record for record in of_all for former in record.facts.formerly or ()}
        self.by_id |= {record.id: record for record in of_all}
        self.by_reference: dict[tuple[str | None, str | None], list[Record]] = {}
        for record in of_all:
            self.by_reference.setdefault((record.facts.inspection, record.facts.reference), []).append(record)

    def of(self, finding: TrackedFinding, ids: list[str], found: Mapping[str, Identified]) -> Record | None:
        """The record of the finding that no other row is; None where it is new."""
        if finding.id:
            return self.by_id.get(finding.id)
        named = (finding.facts["inspection"], finding.facts.get("reference"))
        same = self.by_reference.get(named, []) if named[1] else []
        made = takewhile(self.by_id.__contains__, _numbered(ids[-1]))
        by_id = [self.by_id[id] for id in (*ids, *made) if id in self.by_id]
        same = [*same, *(each for each in by_id if (each.facts.inspection, each.facts.reference) == named)]
        free = [record for record in same if record.id not in found]
        return next((record for record in free if is_said(finding.official_words, record)), next(iter(free), None))


def is_said(text: str, record: Record) -> bool:
    """Whether the record says these words already, signs aside: as it is written, or as it is read."""
    read = "".join(section.html for section in record.body.sections) if record.body else ""
    shown = html.unescape(re.sub(r"<[^>]*>", " ", read))
    return any(letters(text) in letters(said) for said in (record.source.body or "", shown))


def _identified(finding: TrackedFinding, ids: list[str], known: _Known, found: Mapping[str, Identified]) -> Identified:
    record = known.of(finding, ids, found)
    if record:
        return Identified(finding, record.id, record)
    free = (id for id in chain(ids, _numbered(ids[-1])) if id not in found and id not in known.by_id)
    return Identified(finding, finding.id if finding.id else next(free), None)


def possible_ids(facts: Mapping[str, Any]) -> Iterator[str]:
    """The ids that could be made for a finding, the best first: of its reference, else of its title."""
    inspection = facts["inspection"]
    reference = slug(facts.get("reference") or "")
    if any(map(str.isalpha, reference)):
        yield _short(reference)
    if reference:
        yield _short(f"{inspection}-{reference}")
    title = slug(facts["title"]) or "finding"
    yield _short(title, _TITLE)
    yield _short(f"{inspection}-{_short(title, _TITLE)}")


def _numbered(id: str) -> Iterator[str]:
    return (f"{_short(id, ID_LENGTH - 5)}-{number}" for number in range(2, 10_000))


_TITLE = 60  # letters of a title in an id


def _short(id: str, most: int = ID_LENGTH) -> str:
    """The id, or as many of its words as fit."""
    return id if len(id) <= most else (id[: most + 1].rpartition("-")[0] or id[:most])


def is_own_id(text: str) -> bool:
    """Whether a text in a column of ids is one: a word with letters, and no running number."""
    return is_id(text) and any(map(str.isalpha, text))


def _is_copy(first: TrackedFinding, second: TrackedFinding) -> bool:
    same = ("inspection", "reference") if second.title_made else ("inspection", "reference", "title")
    said = all(first.facts.get(name) == second.facts.get(name) for name in same)
    return said and first.official_words == second.official_words


def _that_differ(first: TrackedFinding, second: TrackedFinding) -> Iterator[str]:
    """What two rows of one finding say differently."""
    yield from (name for name in ("status", "owner", "closed") if first.facts.get(name) != second.facts.get(name))
    if first.dues != second.dues:
        yield "due"
    if first.undated != second.undated or not second.notes.items() <= {**second.notes, **first.notes}.items():
        yield "response"


def with_titles_apart(findings: Iterable[TrackedFinding]) -> Iterator[TrackedFinding]:
    """The findings; where several of one report would have one made title, the later ones have their reference too."""
    seen: set[tuple[str, str, str]] = set()
    for finding in findings:
        title, reference = finding.facts["title"], finding.facts.get("reference")
        key = (finding.facts["inspection"], title.casefold(), "")
        if finding.title_made and key in seen and reference:
            behind = f" ({reference})"
            title = first_words(title, 70 - len(behind)) + behind if len(behind) < _LONGEST_BEHIND else title
        seen.add(key)
        yield replace(finding, facts={**finding.facts, "title": title})


_LONGEST_BEHIND = 40  # letters of a reference that still leave room for a title
