"""Puts findings in the place of another: those that are there, and new ones that begin with its words."""

from collections.abc import Mapping
from datetime import date

from register.editing.draft import Draft, NotEdited, refuse_broken
from register.editing.new import filled
from register.editing.update import recorded_late, with_entry
from register.editing.words import words_below
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import File, Kind
from register.records.model import OFFICIAL_WORDS, HistoryEntry, RecommendationFacts
from register.records.record import Record, Records

_TAKEN_OVER = (
    "inspection",
    "pillar",
    "question",
    "also",
    "grade",
    "deadline",
    "priority",
    "parent",
    "repeats",
    "publish",
)


def superseded(
    old: Record, successors: Mapping[str, str], entry: HistoryEntry, records: Records, today: date
) -> dict[str, File | None]:
    """The files of the finding that is superseded, and of those that are begun in its place, by their paths.

    successors: the ids of the findings that take its place, each with the title of a new one; empty where it is there.
    Raises NotEdited where the finding has errors, or new ones can't be begun with its words.
    """
    refuse_broken(old)
    new = {id: title for id, title in successors.items() if id not in records.recommendations}
    if new and not records.statuses[old.facts.status].outstanding:
        raise NotEdited(
            "it has ended, so nothing is left to take over; reopen it first, or name findings that are there"
        )
    if new and old.facts.withheld:
        raise NotEdited("its words are withheld, so no finding can be begun with them; create the new one first")
    ids: str | list[str] = [*successors] if len(successors) > 1 else next(iter(successors))
    drafted = with_entry(Draft(old.file), old, entry, records).with_value(("superseded_by",), ids)
    begun = [_begun(old, id, title, entry, records, today) for id, title in new.items()]
    return {file.path: file for file in (drafted.file, *begun)}


def _begun(old: Record, id: str, title: str, entry: HistoryEntry, records: Records, today: date) -> File:
    """A finding in the place of the old one: received on the day, and from then on as that one stood."""
    facts: RecommendationFacts = old.facts
    stood = {field: value for field in DATED_FIELDS if (value := getattr(facts, field))}
    late = recorded_late(entry.date, None, records, today) if facts.publish else None
    first = HistoryEntry.model_validate(
        {"date": entry.date, **stood, "reason": "Takes the place of an earlier finding."}
    )
    known = {"title": title, "type": facts.type, "received": entry.date, "recorded": late, **stood}
    known |= {name: getattr(facts, name) for name in _TAKEN_OVER}
    fields = RecommendationFacts.fields()
    given = {name: known[name] for name in fields if known.get(name) not in (None, (), fields[name].default)}
    text = filled(given, {OFFICIAL_WORDS: words_below(Draft(old.file), OFFICIAL_WORDS)})
    folder = old.file.path.rpartition("/")[0]
    file = File(f"{folder}/{id}.md", Kind.RECOMMENDATION, text.encode())
    return Draft(file).with_entry(("history",), 0, first).file


def reason_of_succession(number: int) -> str:
    """Why a finding is superseded by so many, where nobody says so. It names none: their words may be withheld."""
    return "Another finding takes its place." if number == 1 else "Other findings take its place."
