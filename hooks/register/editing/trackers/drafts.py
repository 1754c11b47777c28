"""A finding as a row of a tracker gives it, before it becomes a record; and the ids of all that a tracker gives."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from register.editing.trackers.wording import first_words
from register.records.model import OFFICIAL_WORDS
from register.records.nearest import slug
from register.records.record import Record, Records
from register.records.values import ID_LENGTH, is_id


@dataclass(frozen=True)
class Draft:
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
    """A draft with the id of its record, and that record where it is in the register already."""

    draft: Draft
    id: str
    record: Record | None


def identified(drafts: Iterable[Draft], records: Records) -> tuple[tuple[Identified, ...], dict[str, str]]:
    """The drafts with their ids; and the rows that say the same as an earlier one, each with the row of that.

    The same row gets the same id each time. It is found by its id, by its reference in the same report, and by the id
    that is made of its reference or of its title.
    """
    known = _Known(records)
    found: dict[str, Identified] = {}
    copies: dict[str, str] = {}
    for draft in drafts:
        ids = [draft.id] if draft.id else list(_possible_ids(draft))
        if first := next((found[id] for id in ids if id in found and _is_copy(found[id].draft, draft)), None):
            copies[draft.row] = first.draft.row
            continue
        one = _identified(draft, ids, known, found)
        found[one.id] = one
    return tuple(found.values()), copies


class _Known:
    """The findings in the register, by each id that they have or had, and by their reference."""

    def __init__(self, records: Records) -> None:
        of_all = [record for record in records.recommendations.values() if record.facts]
        self.by_id = {former: record for record in of_all for former in record.facts.formerly or ()}
        self.by_id |= {record.id: record for record in of_all}
        self.by_reference = {
            (record.facts.inspection, record.facts.reference): record for record in of_all if record.facts.reference
        }

    def of(self, draft: Draft, ids: Iterable[str]) -> Record | None:
        """The record of the draft; None where it is new."""
        if draft.id:
            return self.by_id.get(draft.id)
        if record := self.by_reference.get((draft.facts["inspection"], draft.facts.get("reference"))):
            return record
        return next((self.by_id[id] for id in ids if id in self.by_id and self._is_same(draft, self.by_id[id])), None)

    def _is_same(self, draft: Draft, record: Record) -> bool:
        return (record.facts.inspection, record.facts.reference) == (
            draft.facts["inspection"],
            draft.facts.get("reference"),
        )


def _identified(draft: Draft, ids: list[str], known: _Known, found: Mapping[str, Identified]) -> Identified:
    record = known.of(draft, ids)
    if record and record.id not in found:
        return Identified(draft, record.id, record)
    free = (id for id in (*ids, *_numbered(ids[-1])) if id not in found and id not in known.by_id)
    return Identified(draft, draft.id if draft.id else next(free), None)


def _possible_ids(draft: Draft) -> Iterator[str]:
    """The ids that could be made for the draft, the best first: of its reference, else of its title."""
    inspection = draft.facts["inspection"]
    reference = slug(draft.facts.get("reference") or "")
    if any(map(str.isalpha, reference)):
        yield _short(reference)
    if reference:
        yield _short(f"{inspection}-{reference}")
    title = slug(draft.facts["title"]) or "finding"
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


def _is_copy(first: Draft, second: Draft) -> bool:
    same = ("inspection", "reference", "title")
    return first.official_words == second.official_words and all(
        first.facts.get(name) == second.facts.get(name) for name in same
    )


def with_titles_apart(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts; of those with the same made title in one report, all but the first have their reference behind it."""
    seen: set[tuple[str, str, str]] = set()
    for draft in drafts:
        title, reference = draft.facts["title"], draft.facts.get("reference")
        key = (draft.facts["inspection"], title.casefold(), "")
        if draft.title_made and key in seen and reference:
            behind = f" ({reference})"
            title = first_words(title, 70 - len(behind)) + behind if len(behind) < _LONGEST_BEHIND else title
        seen.add(key)
        yield replace(draft, facts={**draft.facts, "title": title})


_LONGEST_BEHIND = 40  # letters of a reference that still leave room for a title
