"""Makes a finding as it stood on a day: its history, its words and its relations on that day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from register.records.body import words_of
from register.records.facts import corrections_by
from register.records.history import UNDATED_IN_PAPERS, gives_ever, known_on, moves_of_due, values_on
from register.records.model import (
    EVIDENCE,
    OFFICIAL_WORDS,
    VOICES,
    WITHDRAWN,
    HistoryEntry,
    NextStep,
    RecommendationFacts,
    Stage,
    Status,
)
from register.records.record import Record, Records
from register.records.steps import Step, standing_step, steps_of
from register.snapshots.inspection import Inspection
from register.snapshots.relations import Relations
from register.snapshots.snapshot import NOT_RECORDED, Recommendation, Response, sort_key_by_reference
from register.snapshots.withheld import without_words


def finding_on(
    record: Record, records: Records, relations: Relations, inspection: Inspection, day: date, dated_only: bool
) -> Recommendation:
    """The finding as it stood on the day, by which it was in the register. inspection is its own, as on that day.

    dated_only: see as_at.
    """
    facts = record.facts
    received = relations.received[record.id]
    stages, values = records.statuses, state_on(facts, day, dated_only)
    status = stages.get(values["status"] or "", NOT_RECORDED).on(day)
    history = known_on(facts.history, day)
    steps = steps_of(history, {id for id, status in stages.items() if status.ended})
    question = inspection.framework.question(facts.question)
    role = records.present_name(values["owner"])
    finding = Recommendation(
        id=record.id,
        path=record.file.path,
        title=facts.title,
        type=records.types[facts.type],
        inspection=inspection,
        pillar=inspection.framework.pillar(question.pillar if question else facts.pillar),
        question=question,
        also=tuple(map(inspection.framework.question, facts.also)),  # type: ignore[arg-type]
        grade=inspection.framework.grade(facts.grade) if inspection.published else None,
        status=status,
        status_since=status_since(history, facts.closed or received, status),
        owner=values["owner"] if dated_only else role,
        role=role,
        taking_part=tuple(records.present_name(name) for name in values["with"] or ()),  # type: ignore[misc]
        received=received,
        known_from=relations.known_from[record.id],
        due=values["due"],
        first_due=next((entry.due for entry in history if isinstance(entry.due, date)), values["due"]),
        due_moves=moves_of_due(history),
        deadline=facts.deadline,
        next=_next_step(facts, steps, values["next"]) if not status.ended else None,
        steps=steps,
        accepted=values["accepted"],
        closed=_closed(history, stages) or facts.closed if status.stage is Stage.ENDED else None,
        reference=facts.reference,
        priority=facts.priority,
        inspectorate_status=values["inspectorate_status"],
        parent=relations.known(facts.parent, day),
        children=_children_on(record, relations, day),
        superseded_by=tuple(id for id in facts.superseded_by if status.ended and relations.knows(id, day)),
        takes_place_of=_predecessors(record, records, relations, day),
        repeats=relations.known(facts.repeats, day),
        formerly=facts.formerly,
        waiting_on=values["waiting_on"] if status.stage is not Stage.ENDED else None,
        links=facts.links,
        history=history,
        corrections=corrections_by(facts.corrections, day),
        official_words=words_of(record.body, OFFICIAL_WORDS),
        responses=_responses(record, received, day),
        evidence=words_of(record.body, EVIDENCE) if not dated_only else "",
        overdue=status.stage is Stage.OPEN and bool(values["due"]) and values["due"] < day,
    )
    stands = _only_the_reason(finding) if finding.withdrawn else finding
    return without_words(stands, facts.withheld) if facts.withheld else stands


def state_on(facts: RecommendationFacts, day: date, dated_only: bool = False) -> dict[str, Any]:
    """The dated fields on a day."""
    values = values_on(facts, day) | {"status": status_on(facts, day)}
    if dated_only:
        values |= {field: None for field in UNDATED_IN_PAPERS if not gives_ever(facts, field)}
    return values


def status_on(facts: RecommendationFacts, day: date) -> str | None:
    """The status on a day, by its id; None where it isn't recorded. It is asked of every finding for many days.

    A finding that ended without a history has its end since `closed`; what it was before isn't recorded.
    """
    given, last = False, None
    for entry in facts.history:
        if entry.status:
            given = True
            if entry.known_from <= day and (last is None or entry.date >= last.date):  # of one day, the later line
                last = entry
    if last:
        return last.status
    return None if given or (facts.closed and facts.closed > day) else facts.status


def _next_step(facts: RecommendationFacts, steps: tuple[Step, ...], given: NextStep | None) -> NextStep | None:
    """The step that stands by the history; where that never gives one, what stands at the top."""
    if not gives_ever(facts, "next"):
        return given
    standing = standing_step(steps)
    return standing.next if standing else None


def status_since(history: Iterable[HistoryEntry], otherwise: date, status: Status) -> date | None:
    """The day since which it has had the status without a break; None where that isn't recorded."""
    if status is NOT_RECORDED:
        return None
    since = None
    for entry in history:
        if entry.status:
            since = (since if since and since[0] == entry.status else None) or (entry.status, entry.date)
    return since[1] if since else otherwise


def _closed(history: Iterable[HistoryEntry], statuses: Mapping[str, Status]) -> date | None:
    """The day of the last end; None where the history has none."""
    ended, closed = False, None
    for entry in history:
        if entry.status:
            ends = statuses[entry.status].stage is Stage.ENDED
            closed = entry.date if ends and not ended else closed
            ended = ends
    return closed


def _responses(record: Record, received: date, day: date) -> tuple[Response, ...]:
    """What was said by the day and recorded by then, the oldest first. Words without a day date from the receipt."""
    undated = ((by, record.body.section(title)) for by, title in VOICES.items()) if record.body else ()
    responses = [
        *(
            Response(received, None, by, section.html, section.heading)
            for by, section in undated
            if section and not section.empty
        ),
        *(
            Response(response.day, response.recorded, response.by, response.section.html, response.section.heading)
            for response in record.responses
            if response.day and response.known_from <= day
        ),
    ]
    return tuple(sorted(responses, key=lambda response: response.day))


def _only_the_reason(finding: Recommendation) -> Recommendation:
    return replace(
        finding,
        title=finding.id,
        official_words="",
        responses=(),
        evidence="",
        links=(),
        next=None,
        steps=(),
        waiting_on=None,
        history=tuple(entry for entry in finding.history if entry.status == WITHDRAWN),
        corrections=(),
        owner=None,
        role=None,
        taking_part=(),
        due=None,
        overdue=False,
        first_due=None,
        due_moves=(),
        deadline=None,
        accepted=None,
        reference=None,
        repeats=None,
        superseded_by=(),
        takes_place_of=(),
    )


def _predecessors(record: Record, records: Records, relations: Relations, day: date) -> tuple[str, ...]:
    """The findings that had ended by the day and name this one as their successor."""
    found = (other for other in relations.predecessors.get(record.id, ()) if relations.knows(other.id, day))
    statuses = {other.id: records.statuses.get(state_on(other.facts, day)["status"] or "") for other in found}
    return tuple(id for id, status in statuses.items() if status and status.ended)


def _children_on(record: Record, relations: Relations, day: date) -> tuple[str, ...]:
    """The children that were in the register on the day, by reference as shown on that day."""
    known = [child for child in relations.children.get(record.id, ()) if relations.knows(child.id, day)]
    return tuple(
        child.id
        for child in sorted(known, key=lambda child: sort_key_by_reference(_reference_on(child, day), child.id))
    )


def _reference_on(record: Record, day: date) -> str | None:
    shown = not record.facts.withheld and state_on(record.facts, day)["status"] != WITHDRAWN
    return record.facts.reference if shown else None
