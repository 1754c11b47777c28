"""Mends what the history and the top of a finding say differently, where there is one answer only."""

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from register.checks.comparison import Comparison
from register.checks.past_papers import causes_in
from register.editing.draft import Draft
from register.editing.update import closed_by, recorded_late, with_entry
from register.editing.words import with_recorded_response
from register.editing.yaml_text import written
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.history import TAKEN_AWAY_BY_NONE, UNDATED_IN_PAPERS, gives_ever, last_values
from register.records.model import HistoryEntry, RecommendationFacts
from register.records.places import PlaceKind
from register.records.record import Record, Records
from register.records.values import NONE


class Mending(NamedTuple):
    """A record with something mended, and the words that say what was written."""

    draft: Draft
    said: str


@dataclass(frozen=True)
class Situation:
    """The records, what they are compared with, if anything, the day of the clock and that of the site."""

    records: Records
    since: Comparison | None
    today: date
    as_at: date

    @cached_property
    def before(self) -> Mapping[str, Record]:
        """The published findings as they were, by what they are called now."""
        pairs = self.since.pairs if self.since else ()
        return {now.id: was for was, now in pairs if now.kind is Kind.RECOMMENDATION and _can_be_read(was)}


def _can_be_read(record: Record) -> bool:
    return record.kind is Kind.RECOMMENDATION and record.facts is not None and not record.broken


# The top follows the history


def top(record: Record, situation: Situation) -> Iterator[Mending]:
    """With a top value that a newer entry gives, or that follows from one."""
    if not _can_be_read(record):
        return
    was = situation.before.get(record.id)
    for field, value in last_values(record.facts).items():
        if _differs(record, field, value, situation.records) and _is_newer(record, was, field):
            changed = Draft(record.file).with_value_if_any((field,), value)
            yield Mending(changed, f"{_line(field, value)} at the top, as the newest entry says")
    yield from _closed(record, situation.records)


def _differs(record: Record, field: str, value: Any, records: Records) -> bool:
    top = getattr(record.facts, field) or None
    if field == "owner" and top and value:
        return records.present_name(top) != records.present_name(value)
    if field == "status" and not {top, value} <= records.statuses.keys():
        return False
    return top != value and not (field == "next" and top is None)


def _is_newer(record: Record, was: Record | None, field: str) -> bool:
    """Whether an entry was added and the top forgotten: the top says what the history said before."""
    facts: RecommendationFacts = record.facts
    given = _given(facts, field)
    if was and _given(was.facts, field) != given:
        return getattr(was.facts, field) == getattr(facts, field)
    if was and getattr(was.facts, field) != getattr(facts, field):
        return False
    top = getattr(facts, field) or None
    return top is None or (len(given) > 1 and given[-2] == top)


def _given(facts: RecommendationFacts, field: str) -> list[Any]:
    return [entry.given[field] for entry in facts.history if field in entry.given]


def _closed(record: Record, records: Records) -> Iterator[Mending]:
    """The finding with the day on which it ended, or without one, as its status says."""
    facts: RecommendationFacts = record.facts
    if not gives_ever(facts, "status") or last_values(facts)["status"] != facts.status:
        return
    closed = closed_by(facts.history, records)
    if facts.status in records.statuses and closed != facts.closed and None in (closed, facts.closed):
        changed = Draft(record.file).with_value_if_any(("closed",), closed)
        yield Mending(changed, f"{_line('closed', closed)} at the top, as the history says")


def _line(field: str, value: Any) -> str:
    return f'"{field}: {written(value)}"' if value else f"no {field}"


# The history follows the top


def entry_of_today(record: Record, situation: Situation) -> Iterator[Mending]:
    """With an entry that says what changed at the top; the reason stays to be written."""
    was = situation.before.get(record.id) if _can_be_read(record) else None
    values = _sayable(_changed_tops(was, record)) if was else {}
    day = record.facts.closed if "status" in values and record.facts.closed else situation.today
    if values and was and day <= situation.today:
        old = {field: getattr(was.facts, field) for field in (*values, "closed")}
        late = recorded_late(day, record, situation.records, situation.today)
        entry = HistoryEntry.model_validate({"date": day, "recorded": late, **values})
        yield _with_entry(replace(record, facts=record.facts.having(old)), entry, situation.records)


def _changed_tops(was: Record, now: Record) -> Iterator[tuple[str, Any]]:
    """The dated fields that changed at the top alone, each with its new value."""
    for field in DATED_FIELDS:
        before, after = getattr(was.facts, field) or None, getattr(now.facts, field) or None
        undated = field in UNDATED_IN_PAPERS and not gives_ever(now.facts, field)
        is_over = field == "next" and after is None
        same_history = _given(was.facts, field) == _given(now.facts, field)
        if before != after and same_history and not undated and not is_over:
            yield field, after


def _sayable(changed: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """The values as an entry says them; none where one was taken away of which it can't say so."""
    values = {field: NONE if value is None else value for field, value in changed}
    return values if all(value != NONE or field in TAKEN_AWAY_BY_NONE for field, value in values.items()) else {}


def _with_entry(record: Record, entry: HistoryEntry, records: Records) -> Mending:
    said = ", ".join(_line(field, value or NONE) for field, value in entry.given.items())
    draft = with_entry(Draft(record.file), record, entry, records)
    return Mending(draft, f"an entry of {entry.date} with {said}; add the reason to it")


def undated(record: Record, situation: Situation) -> Iterator[Mending]:
    """With a step, or a body that it waits on, that no entry gives, in an entry of today; while it is outstanding."""
    status = situation.records.statuses.get(record.facts.status) if _can_be_read(record) else None
    if status and status.outstanding:
        alone = [field for field in UNDATED_IN_PAPERS if not gives_ever(record.facts, field)]
        values = {field: value for field in alone if (value := getattr(record.facts, field))}
        if values:
            entry = HistoryEntry.model_validate({"date": situation.today, **values})
            yield _with_entry(record, entry, situation.records)


# What reached the register late


def recorded(record: Record, situation: Situation) -> Iterator[Mending]:
    """With the day of recording of a new report, finding, entry or response that a past paper would show."""
    causes = causes_in(situation.since) if situation.since else ()
    reports = {cause.now.id for cause in causes if cause.was is None and cause.now.kind is Kind.INSPECTION}
    for was, place in [(cause.was, cause.place) for cause in causes if cause.now is record]:
        if was is None and (record.kind is Kind.INSPECTION or _is_of_none(record, reports)):
            draft = Draft(record.file).with_value(("recorded",), situation.today)
            yield Mending(draft, f'"recorded: {situation.today}", since a past paper would show it')
        elif was and place and place.kind is PlaceKind.HISTORY:
            yield from _late_entries(was, record, place.name, situation.today)
        elif was and place and place.kind is PlaceKind.RESPONSE:
            yield from _late_responses(was, record, place.name, situation.today)


def _is_of_none(record: Record, reports: Container[str]) -> bool:
    """Whether it is a finding of none of these reports: what is recorded with its report needs no day of its own."""
    return record.kind is Kind.RECOMMENDATION and record.facts.inspection not in reports


def _late_entries(was: Record, now: Record, day: str, today: date) -> Iterator[Mending]:
    """With the day of recording in the entries of that day that are new; none was changed."""
    before, draft = list(was.facts.history), Draft(now.file)
    new = [index for index, entry in enumerate(now.facts.history) if str(entry.date) == day and entry not in before]
    if any(entry not in now.facts.history for entry in before if str(entry.date) == day):
        return
    for index in (index for index in new if not now.facts.history[index].recorded):
        draft = draft.with_value(("history", index, "recorded"), today)
    if draft.file is not now.file:
        yield Mending(draft, f'"recorded: {today}" in the entry of {day}, since a past paper would show it')


def _late_responses(was: Record, now: Record, day: str, today: date) -> Iterator[Mending]:
    if any(str(response.day) == day for response in was.responses):
        return
    late = [response for response in now.responses if str(response.day) == day and not response.recorded]
    draft = Draft(now.file)
    for response in late:
        line = response.section.heading.span.line - 1
        draft = with_recorded_response(draft, line, response.day, today)  # type: ignore[arg-type]
    if late:
        yield Mending(draft, f'"### {day} (recorded {today})", since a past paper would show it')
