"""Makes records of drafts: the facts, the history that begins with the receipt, and the words."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from register.editing.new import PATHS, filled
from register.editing.trackers.drafts import Draft
from register.records.folder import File, Kind
from register.records.model import HEADINGS, RESPONSE, RecommendationFacts
from register.records.record import Records, speaks_of

Entry = Mapping[str, Any]


def file_of(draft: Draft, id: str, records: Records, today: date) -> File:
    """The file of a new record."""
    facts = {**draft.facts, "history": tuple(history_of(draft, today))}
    facts |= {"due": draft.dues[-1]} if draft.dues else {}
    facts |= _received(draft, records, today)
    words = {**draft.words, RESPONSE: response_of(draft)}
    ordered = {name: facts[name] for name in RecommendationFacts.fields() if facts.get(name)}
    text = filled(ordered, {title: words[title] for title in HEADINGS[Kind.RECOMMENDATION] if words.get(title)})
    return File(PATHS[Kind.RECOMMENDATION].format(id), Kind.RECOMMENDATION, text.encode())


def _received(draft: Draft, records: Records, today: date) -> dict[str, date]:
    """When it was received, where its report doesn't say that; and that it was recorded today, if papers are older."""
    inspection = records.inspections[draft.facts["inspection"]]
    found = {} if inspection.facts.published == draft.received else {"received": draft.received}
    late = "recorded" not in draft.facts and would_change_papers(draft.received, records, today)
    return found | ({"recorded": today} if late else {})


def would_change_papers(day: date, records: Records, today: date) -> bool:
    """Whether something of this day, written down today, would show in a paper that was given."""
    given = (as_at for meeting in records.meetings.values() if meeting.facts and (as_at := speaks_of(meeting)))
    return any(day <= as_at < today for as_at in given)


def history_of(draft: Draft, today: date) -> Iterator[Entry]:
    """The history: how it stood when it was received, each move of its date, its end, and the step promised today.

    Of a finding that has ended, nobody knows how it stood before, so its history is empty unless its dates moved.
    """
    facts, closed = draft.facts, draft.facts.get("closed")
    if closed and not draft.before_end:
        return
    first = {"status": draft.before_end or facts["status"], "due": draft.dues[0] if draft.dues else None}
    yield _entry(draft.received, **first, owner=facts.get("owner"))
    last = draft.received
    for before, due in pairwise(draft.dues):
        last = max(last, min(before, closed or today, today))
        yield moved(draft, due, last, today)
    if closed:
        yield _entry(closed, status=facts["status"], reason=draft.reason)
    elif facts.get("next") or facts.get("waiting_on"):
        yield _entry(today, waiting_on=facts.get("waiting_on"), next=facts.get("next"))


def moved(draft: Draft, due: date, day: date, today: date) -> Entry:
    """The entry of a move of the due date on a day."""
    recorded = today if day < today else None
    return _entry(day, recorded=recorded, due=due, reason=draft.reason, approved_by=draft.approved_by)


def _entry(day: date, **given: Any) -> Entry:
    return {"date": day} | {name: value for name, value in given.items() if value}


def response_of(draft: Draft) -> str:
    """What the force said: first what has no day, then each note below its day."""
    notes = (f"### {day}\n\n{text}" for day, text in sorted(draft.notes.items()))
    return "\n\n".join(part for part in (draft.undated, *notes) if part)
