"""Takes a changed row into the record that is there already: as entries of its history, and as responses."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from register.editing.draft import Draft, NotEdited
from register.editing.proposal import with_files
from register.editing.trackers.asking import Inquiry
from register.editing.trackers.findings import TrackedFinding, is_said
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.interpreting import a_reason, why_moved
from register.editing.trackers.writing import Entry, entry_of, moved
from register.editing.update import recorded_late, with_entry
from register.editing.words import with_response
from register.records.folder import File
from register.records.model import OFFICIAL_WORDS, RESPONSE, HistoryEntry, NextStep, Voice
from register.records.record import Record, Records


class NotTaken(Exception):
    """The record can't take the row in. The message says why, as of several rows."""


@dataclass(frozen=True)
class News:
    """What a row says that its record doesn't: entries of the history, by field, and responses by day.

    moves: the entries that move the due date, which need a reason.
    """

    moves: tuple[Entry, ...]
    states: Entry
    responses: tuple[tuple[date, date | None, str], ...]

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.moves or self.states or self.responses)


def news_of(finding: TrackedFinding, record: Record, records: Records, today: date, inquiry: Inquiry) -> News:
    """What the row says newly. What bears no date is told where it differs, and stays as it is in the register."""
    if not record.facts or record.broken:
        raise NotTaken("their records have errors; run register check, and correct them first")
    for name in _undated_that_differ(finding, record):
        cause = f"{name}: the register says otherwise and stays as it is; register correct changes it"
        inquiry.tell(cause, finding.row)
    states = _states(finding, record, records)
    if states:
        ended = finding.facts.get("closed") if "status" in states else None
        newest = max((entry.date for entry in record.facts.history), default=record.facts.closed or finding.received)
        day = ended if ended and ended >= newest else today
        late = recorded_late(day, record, records, today)
        why = finding.reason if ended else None
        states = entry_of(day, recorded=late, **states, reason=why, approved_by=finding.approved_by if why else None)
    return News(
        tuple(_moves(finding, record, today)),
        states,
        tuple(_responses(finding, record, records, today, inquiry)),
    )


def with_news(finding: TrackedFinding, record: Record, news: News, records: Records, inquiry: Inquiry) -> File:
    """The record's file with what is new. Raises NotTaken where a reason is still to be given, or no program can."""
    draft, read = Draft(record.file), record
    entries = [*(_with_reason(move, finding, inquiry) for move in news.moves), *([news.states] if news.states else [])]
    try:
        for entry in entries:
            draft = with_entry(draft, read, HistoryEntry.model_validate(entry), records)
            read = with_files(records, {record.file.path: draft.file}).recommendations[record.id]
        for day, recorded, text in news.responses:
            draft = with_response(draft, Voice.FORCE, day, recorded, text)
    except NotEdited as why:
        raise NotTaken(f"can't be changed by a program: {why}") from None
    return draft.file


def _with_reason(move: Entry, finding: TrackedFinding, inquiry: Inquiry) -> Entry:
    """The entry with its reason: that of the row, else the one that holds for all."""
    reason = move.get("reason") or inquiry.decide(why_moved(), finding.row, a_reason)
    if not reason or reason == LEFT_OUT:
        raise NotTaken("move a due date without a reason")
    return {**move, "reason": reason}


_UNDATED = ("title", "type", "inspection", "question", "pillar", "grade", "reference", "deadline", "priority")


def _undated_that_differ(finding: TrackedFinding, record: Record) -> Iterator[str]:
    """The fields without a date in which the row and the record differ."""
    for name in _UNDATED:
        given, stands = finding.facts.get(name), getattr(record.facts, name)
        if given and given != stands and not (name == "title" and finding.title_made) and (stands or name != "pillar"):
            yield name
    if not is_said(finding.official_words, record):
        yield OFFICIAL_WORDS


def _states(finding: TrackedFinding, record: Record, records: Records) -> dict[str, Any]:
    """What the row says of how the finding stands, where the record says otherwise; an empty cell says nothing."""
    found = {}
    for name in ("status", "owner", "with", "inspectorate_status", "accepted", "waiting_on", "next"):
        given, stands = finding.facts.get(name), getattr(record.facts, name)
        if name == "next" and given:
            given = NextStep.model_validate(given)
        same = records.present_name(given) == records.present_name(stands) if name == "owner" else given == stands
        if given and not same:
            found[name] = given
    return found


def _moves(finding: TrackedFinding, record: Record, today: date) -> Iterator[Entry]:
    """The moves of the due date that the record doesn't have, each dated by the date that it replaced."""
    stands: date | None = record.facts.due
    if not finding.dues or finding.dues[-1] == stands:
        return
    known = max((number for number, due in enumerate(finding.dues) if due == stands), default=len(finding.dues) - 2)
    later = finding.dues[known + 1 :]
    if stands is None:
        yield entry_of(today, due=later[-1])
        return
    last = max((entry.date for entry in record.facts.history if entry.due), default=date.min)
    for before, due in pairwise((stands, *later)):
        last = min(max(before, last), today)
        yield moved(finding, due, last, today)


def _responses(
    finding: TrackedFinding, record: Record, records: Records, today: date, inquiry: Inquiry
) -> Iterator[tuple[date, date | None, str]]:
    """What the force has said since: by day, and what bears none as of today."""
    said = {each.day for each in record.responses if each.by is Voice.FORCE}
    for day, text in finding.notes.items():
        if is_said(text, record):
            continue
        if day in said:
            inquiry.tell("the register has another response of that day, which stays as it is", finding.row)
        else:
            yield day, recorded_late(day, record, records, today), text
    if finding.undated and not is_said(finding.undated, record):
        before = _without_day(record)
        added = finding.undated.removeprefix(before).removesuffix(before).strip() if before else finding.undated
        if added and not is_said(added, record):
            yield today, None, added


_FIRST_WORDS = re.compile(rf"^## {RESPONSE}\n(.*?)(?=^##|\Z)", re.MULTILINE | re.DOTALL)


def _without_day(record: Record) -> str:
    """What the force said before its first dated response, as it is written."""
    found = _FIRST_WORDS.search(record.source.body or "")
    return found[1].strip() if found else ""
