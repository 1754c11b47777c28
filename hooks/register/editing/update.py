"""Records a change of state in a finding: in its history, on its day, and at the top.

The first entry that gives a field keeps what stood before it, so that a past paper says what it said.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as declared
from datetime import date
from typing import Any

from register.editing.draft import Draft, NotEdited, refuse_broken
from register.records.finding_facts import DATED_FIELDS
from register.records.history import UNDATED_IN_PAPERS, gives_ever, last_values
from register.records.model import HistoryEntry, RecommendationFacts, Stage
from register.records.record import Record, Records, known_from, received_on
from register.snapshots.meetings import PaperState, meetings_of, paper_states


def recorded_late(day: date, record: Record | None, records: Records, today: date) -> date | None:
    """Today, where a paper that was given would otherwise show what happened on the day; else None.

    record: the finding that it happened to, which may be in no paper; None: a new one.
    """
    if day >= today or (record and not record.facts.publish):
        return None
    known = known_from(record, records) if record else None
    since = max(day, known or day)
    meetings = meetings_of(records)
    states = paper_states(meetings, today)
    shows = any(states[each.id] is PaperState.GIVEN and each.as_at >= since for each in meetings)
    return today if shows else None


def with_entry(draft: Draft, record: Record, entry: HistoryEntry, records: Records) -> Draft:
    """The finding with the entry in its history, and with the top values that follow from it.

    The draft may be of another text of the record, if its history is the same. Raises NotEdited where the record has
    errors, has ended in the same way before, or already says all that the entry says.
    """
    refuse_broken(record)
    ended = record.facts.closed
    if ended and entry.status == record.facts.status:
        raise NotEdited(f"it ended as {entry.status} on {ended} already; where that is wrong, use register correct")
    stood = _what_stood(record, entry, records)
    history = _completed(record.facts.history, stood)
    index = sum(each.date <= entry.date for each in history)
    if not entry.reason and _says_nothing_new(entry, record.facts, history[:index]):
        raise NotEdited("the record already says so; give what changed, or why with --reason")
    for field, value in stood.completes.items():
        draft = draft.with_value(("history", 0, field), value)
    for number, earlier in enumerate(stood.first):
        draft = draft.with_entry(("history",), number, earlier)
    for new in (*stood.beside, entry):
        draft = draft.with_entry(("history",), index, new)
        history, index = (*history[:index], new, *history[index:]), index + 1
    return _with_top(draft, entry, history, record, records)


@dataclass(frozen=True)
class _Stood:
    """What stood at the top alone: in entries before all others, in the first one, or right before the new one."""

    first: tuple[HistoryEntry, ...] = ()
    completes: Mapping[str, Any] = declared(default_factory=dict)
    beside: tuple[HistoryEntry, ...] = ()


def _what_stood(record: Record, entry: HistoryEntry, records: Records) -> _Stood:
    facts: RecommendationFacts = record.facts
    alone = {
        field: value for field in DATED_FIELDS if (value := _alone(facts, field)) and _takes(entry, field, records)
    }
    beside = {field: value for field, value in alone.items() if field in UNDATED_IN_PAPERS}
    told = {
        field: value
        for field, value in beside.items()
        if getattr(entry, field) != value or (field == "next" and entry.outcome)
    }
    kept = {field: value for field, value in alone.items() if field not in UNDATED_IN_PAPERS}
    beside_it = (_entry(entry.date, recorded=entry.recorded, **told),) if told else ()
    received = received_on(record, records)
    if not facts.history:
        return _Stood(_beginning(record, received, kept, records), {}, beside_it)
    if not kept or received is None:
        return _Stood((), {}, beside_it)
    if facts.history[0].known_from <= (known_from(record, records) or received):
        return _Stood((), kept, beside_it)
    return _Stood((_entry(received, **kept),), {}, beside_it)


def _alone(facts: RecommendationFacts, field: str) -> Any:
    """The value at the top, where no entry gives the field."""
    return None if gives_ever(facts, field) else getattr(facts, field)


def _takes(entry: HistoryEntry, field: str, records: Records) -> bool:
    """Whether the entry gives the field another value, or ends the step that stood."""
    return field in entry.given or (field == "next" and _ends(entry, records))


def _ends(entry: HistoryEntry, records: Records) -> bool:
    status = records.statuses.get(entry.status or "")
    return status is not None and status.stage is Stage.ENDED


def _beginning(
    record: Record, received: date | None, kept: dict[str, Any], records: Records
) -> tuple[HistoryEntry, ...]:
    """What a record without a history said since it was received; one that has ended, since it ended."""
    if received is None:
        raise NotEdited("the day on which the finding was received is not known; write received into the record first")
    facts: RecommendationFacts = record.facts
    stood = {"status": facts.status, "due": facts.due, "owner": facts.owner, **kept}
    if facts.closed is None:
        return (_entry(received, **stood),)
    ended = _entry(facts.closed, status=stood.pop("status"))
    return (_entry(received, **stood), ended) if any(stood.values()) else (ended,)


def _entry(day: date, **values: Any) -> HistoryEntry:
    given = {name: value for name, value in values.items() if value not in (None, ())}
    return HistoryEntry.model_validate({"date": day, **given})


def _completed(history: Sequence[HistoryEntry], stood: _Stood) -> tuple[HistoryEntry, ...]:
    """The history with what stood at the top in its first entries."""
    if not history or not stood.completes:
        return (*stood.first, *history)
    return (history[0].having(stood.completes), *history[1:])


def _says_nothing_new(entry: HistoryEntry, facts: RecommendationFacts, before: Iterable[HistoryEntry]) -> bool:
    """Whether all that the entry gives stood so on its day already."""
    stands = {field: getattr(facts, field) for field in DATED_FIELDS if not gives_ever(facts, field)}
    stands |= last_values(facts.having({"history": tuple(before)}))
    undated = [field for field in entry.given if field in UNDATED_IN_PAPERS and _alone(facts, field)]
    says_so = all((stands.get(field) or None) == value for field, value in entry.given.items())
    return not entry.outcome and not undated and says_so


def _with_top(
    draft: Draft, entry: HistoryEntry, history: tuple[HistoryEntry, ...], record: Record, records: Records
) -> Draft:
    """With the top values that the newest entries give."""
    last = last_values(record.facts.having({"history": history}))
    for field in entry.given:
        draft = draft.with_value_if_any((field,), last[field])
    if entry.status:
        closed = closed_by(history, records)
        draft = draft.with_value_if_any(("closed",), closed)
        draft = draft.without(("next",)) if closed else draft
    return draft


def closed_by(history: Iterable[HistoryEntry], records: Records) -> date | None:
    """The day on which a finding with this history ended last; None while it is outstanding."""
    closed = None
    for entry in history:
        status = records.statuses.get(entry.status or "")
        if status is not None:
            closed = (closed or entry.date) if status.stage is Stage.ENDED else None
    return closed
