"""Makes records of findings: the facts, the history that begins with the receipt, and the words."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

from register.editing.new import filled
from register.editing.trackers.findings import TrackedFinding
from register.editing.update import recorded_late
from register.records.folder import File, Kind, path_of_record
from register.records.model import HEADINGS, RESPONSE, RecommendationFacts
from register.records.record import Records

Entry = Mapping[str, Any]


def file_of(finding: TrackedFinding, id: str, records: Records, today: date) -> File:
    """The file of a new record."""
    facts = {**finding.facts, "history": tuple(history_of(finding, today))}
    facts |= {"due": finding.dues[-1]} if finding.dues else {}
    facts |= _received(finding, records, today)
    words = {**finding.words, RESPONSE: response_of(finding)}
    ordered = {name: facts[name] for name in RecommendationFacts.fields() if facts.get(name)}
    text = filled(ordered, {title: words[title] for title in HEADINGS[Kind.RECOMMENDATION] if words.get(title)})
    return File(path_of_record(Kind.RECOMMENDATION, id), Kind.RECOMMENDATION, text.encode())


def _received(finding: TrackedFinding, records: Records, today: date) -> dict[str, date]:
    """When it was received, where its report doesn't say that; and that it was recorded today, if papers are older."""
    inspection = records.inspections[finding.facts["inspection"]]
    found = {} if inspection.facts.published == finding.received else {"received": finding.received}
    late = None if "recorded" in finding.facts else recorded_late(finding.received, None, records, today)
    return found | ({"recorded": late} if late else {})


def history_of(finding: TrackedFinding, today: date) -> Iterator[Entry]:
    """The history: how it stood when it was received, each move of its date, its end, and the step promised today.

    Of a finding that has ended, nobody knows how it stood before, so its history is empty unless its dates moved.
    """
    facts, closed = finding.facts, finding.facts.get("closed")
    if closed and not finding.before_end:
        return
    first = {"status": finding.before_end or facts["status"], "due": finding.dues[0] if finding.dues else None}
    yield entry_of(finding.received, **first, owner=facts.get("owner"))
    last = finding.received
    for before, due in pairwise(finding.dues):
        last = max(last, min(before, closed or today, today))
        yield moved(finding, due, last, today)
    if closed:
        yield entry_of(closed, status=facts["status"], reason=finding.reason)
    elif facts.get("next") or facts.get("waiting_on"):
        yield entry_of(today, waiting_on=facts.get("waiting_on"), next=facts.get("next"))


def moved(finding: TrackedFinding, due: date, day: date, today: date) -> Entry:
    """The entry of a move of the due date on a day."""
    recorded = today if day < today else None
    return entry_of(day, recorded=recorded, due=due, reason=finding.reason, approved_by=finding.approved_by)


def entry_of(day: date, **given: Any) -> Entry:
    """An entry of the history, without what is not given."""
    return {"date": day} | {name: value for name, value in given.items() if value}


def response_of(finding: TrackedFinding) -> str:
    """What the force said: first what has no day, then each note below its day."""
    notes = (f"### {day}\n\n{text}" for day, text in sorted(finding.notes.items()))
    return "\n\n".join(part for part in (finding.undated, *notes) if part)
