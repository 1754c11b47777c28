"""Puts right what was published: sets a place of a record to something else, and says so in a correction."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from register.checks.field_errors import model_at
from register.editing.draft import Draft, NotEdited
from register.editing.proposal import papers_changed_by_correction, with_files
from register.editing.update import closed_by
from register.editing.words import with_words_at
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.front_matter import read_values
from register.records.history import gives_ever, last_values
from register.records.labels import id_of
from register.records.model import HistoryEntry, Voice, inner_model
from register.records.places import Place, PlaceKind, text_at
from register.records.record import Record, Records, words_for
from register.records.source import Path
from register.records.values import NONE


def days_that_give(record: Record, field: str) -> tuple[date, ...]:
    """The days of the entries of a history that give the field, the newest last; none where none does.

    The day on which a finding ended follows from the status.
    """
    if record.kind is not Kind.RECOMMENDATION:
        return ()
    if field == "closed":
        return (record.facts.closed,) if record.facts.closed and gives_ever(record.facts, "status") else ()
    return tuple(dict.fromkeys(entry.date for entry in record.facts.history if field in entry.given))


def corrected(
    record: Record, place: Place, values: Sequence[str], by: Voice, records: Records, entry: int | None = None
) -> Draft:
    """The record with these values at the place: of a day of the history `FIELD=TEXT`, elsewhere the text.

    A field is taken away by `none`, and one of an entry by nothing behind the sign. entry: which one of that day, from
    1. Raises NotEdited where there is no such place, several could be meant, or it says so already.
    """
    draft = Draft(record.file)
    match place.kind:
        case PlaceKind.FIELD:
            changed = _with_field(draft, record, place.name, " ".join(values), records)
        case PlaceKind.HISTORY:
            changed = _with_day(draft, record, place.name, values, records, entry)
        case _:
            changed = with_words_at(draft, place, by, "\n".join(values))
    now = _read(changed, record, records)
    if now.facts == record.facts and text_at(now, place) == text_at(record, place):
        raise NotEdited("it says so already")
    return changed


def with_correction(
    draft: Draft, record: Record, place: Place, words: dict[str, str], records: Records, today: date
) -> Draft:
    """The record with a correction of the place, of today, that says what stood there and names the papers touched.

    words: what was put right, and why. records: those before the change.
    """
    was = text_at(record, place)
    entry = {"date": today, "of": str(place), **({"was": was} if was else {}), **words}
    number = len(record.facts.corrections)
    said = draft.with_entry(("corrections",), number, entry)
    after = with_files(records, {draft.file.path: said.file})
    papers = papers_changed_by_correction(records, after, today)
    return said.with_value(("corrections", number, "papers"), papers) if papers else said


def _read(draft: Draft, record: Record, records: Records) -> Record:
    """The record as it would be."""
    after = with_files(records, {draft.file.path: draft.file})
    return next(each for each in after.all if each.file.path == record.file.path)


# A field


def _with_field(draft: Draft, record: Record, field: str, text: str, records: Records) -> Draft:
    required = model_at(record.kind, (field,)).fields()[field].is_required()  # type: ignore[arg-type]
    if _is_nothing(text) and not required:
        return draft.without((field,))
    return draft.with_value((field,), _typed(record, (field,), text, records))


def _is_nothing(text: str) -> bool:
    return text.strip().casefold() in ("", NONE)


def _typed(record: Record, path: Path, text: str, records: Records) -> Any:
    """The text as the field holds it: an id for a label; a list or a group of fields as it is written in YAML."""
    field = str(path[-1])
    annotation = model_at(record.kind, path).fields()[field].annotation  # type: ignore[arg-type]
    if inner_model(annotation) or "tuple" in str(annotation):
        read = read_values(f"value: {text}")
        if read is None:
            raise NotEdited(f'"{text}" can\'t be read as {field}; write it as it would stand behind "{field}:"')
        return read["value"]
    return id_of(text, words_for(field, record, records)) or text


# A day of the history


def _with_day(
    draft: Draft, record: Record, day: str, values: Iterable[str], records: Records, entry: int | None
) -> Draft:
    """With these values in the entries of the day, and the top values that follow from them."""
    of_day = [index for index, entry in enumerate(record.facts.history) if str(entry.date) == day]
    if not of_day:
        raise NotEdited(f"the history has no entry of {day}")
    if entry and entry > len(of_day):
        raise NotEdited(f"{day} has {len(of_day)} entries; write one of their numbers, from 1, behind --entry")
    for pair in values:
        field, sign, text = pair.partition("=")
        field = field.strip().replace("-", "_")
        if not sign or field not in HistoryEntry.fields():
            known = ", ".join(HistoryEntry.fields())
            raise NotEdited(f'"{pair}" does not say which field is wrong; write FIELD=TEXT with one of {known}')
        index = of_day[entry - 1] if entry else _entry_of(record, of_day, field)
        draft = _with_entry_value(draft, record, ("history", index, field), text.strip(), records)
    return _with_top(_in_order(draft, of_day), record, records)


def _entry_of(record: Record, of_day: Sequence[int], field: str) -> int:
    """The index of the entry that is meant: the one of the day that has the field, else the only one of the day."""
    history = record.facts.history
    having = [index for index in of_day if getattr(history[index], field) is not None]
    meant = having if having else of_day
    if len(meant) > 1:
        numbered = [f"--entry {of_day.index(index) + 1} for {_shown(history[index], field)}" for index in meant]
        raise NotEdited(
            f"{history[of_day[0]].date} has {len(meant)} entries that this could mean; write {', or '.join(numbered)}"
        )
    return meant[0]


def _shown(entry: HistoryEntry, field: str) -> str:
    """What an entry says of the field; where it doesn't, which fields it gives."""
    value = getattr(entry, field)
    shown = getattr(value, "what", value)
    return f'"{field}: {shown}"' if value is not None else f"the one with {' and '.join(sorted(entry.given))}"


def _with_entry_value(draft: Draft, record: Record, path: Path, text: str, records: Records) -> Draft:
    if not text:
        return draft.without(path)
    if path[-1] == "next" and not text.startswith("{"):
        step = record.facts.history[path[1]].next
        return draft.with_value(path, {"what": text, **({"by": step.by} if step and step.by else {})})
    if path[-1] == "with" and not text.startswith("["):
        return draft.with_value(path, NONE if _is_nothing(text) else [text])
    return draft.with_value(path, _typed(record, path, text, records))


def _in_order(draft: Draft, of_day: Sequence[int]) -> Draft:
    """With an entry that has another day now where it belongs."""
    for index in of_day:
        days = [entry["date"] for entry in draft.values["history"]]
        if days != sorted(days):
            entry = draft.values["history"][index]
            place = sum(day <= entry["date"] for n, day in enumerate(days) if n != index)
            draft = draft.without_entry(("history",), index).with_entry(("history",), place, entry)
    return draft


def _with_top(draft: Draft, record: Record, records: Records) -> Draft:
    """With the top values that the history gives now, where they gave others before."""
    now = _read(draft, record, records).facts
    if now is None or not now.history:
        return draft
    before, after = last_values(record.facts), last_values(now)
    for field in (field for field in DATED_FIELDS if before.get(field) != after.get(field)):
        draft = draft.with_value_if_any((field,), after.get(field))
    closed = closed_by(now.history, records)
    if gives_ever(now, "status") and closed != closed_by(record.facts.history, records):
        draft = draft.with_value_if_any(("closed",), closed)
    return draft
