"""Makes what is published of each finding from how it stands on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from register.exports.origin import Origin
from register.exports.published_facts import Entry, Response, Step
from register.exports.published_finding import Finding, WithdrawnFinding
from register.figures.promises import state_of
from register.pages.addresses import Address
from register.records.as_written import part_as_written, words_as_written
from register.records.model import EVIDENCE, OFFICIAL_WORDS, HistoryEntry, InspectorateStage, InspectorateStatus, Status
from register.records.record import Record
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say


@dataclass(frozen=True, eq=False)
class FindingContext:
    """What the values of a finding need besides it: the snapshot, where the data come from, who is due soon."""

    snapshot: Snapshot
    origin: Origin
    due_soon: Collection[str]
    statuses: Mapping[str, Status]
    inspectorate_statuses: Mapping[str, InspectorateStatus]


def finding_values(finding: Recommendation, record: Record, context: FindingContext) -> Finding | WithdrawnFinding:
    """What is published of the finding, whose record gives its words as they were written."""
    place = {**_identity(finding, context.origin), **_place(finding), **_status(finding)}
    if finding.withdrawn:
        return WithdrawnFinding.model_construct(
            **place,
            since=finding.closed,
            reason=finding.status_reason,
            received=finding.received,
            recorded=finding.recorded,
            parent=finding.parent,
            formerly=finding.formerly,
            modified=_modified(finding, context.snapshot.day),
        )
    return Finding.model_construct(
        **place,
        **_state(finding, context),
        **_dates(finding),
        **_progress(finding, context),
        **_relations(finding),
        **_words(finding, record),
        history=tuple(_entry(entry, context) for entry in finding.history),
        corrections=finding.corrections,
        modified=_modified(finding, context.snapshot.day),
    )


def _identity(finding: Recommendation, origin: Origin) -> dict[str, Any]:
    page = Address.recommendation(finding.id)
    return {
        "id": finding.id,
        "url": origin.url(page),
        "page": page.lstrip("/"),
        "title": None if finding.withheld or finding.withdrawn else finding.title,
        "type": finding.type.id,
        "type_label": finding.type.label,
    }


def _place(finding: Recommendation) -> dict[str, Any]:
    """Which report says it, and on what."""
    inspection, pillar, question, grade = finding.inspection, finding.pillar, finding.question, finding.grade
    return {
        "inspection": inspection.id,
        "inspection_title": inspection.title,
        "framework": inspection.framework.id,
        "framework_title": inspection.framework.facts.title,
        "pillar": pillar and pillar.id,
        "pillar_label": pillar and pillar.label,
        "question": question and question.id,
        "question_label": question and question.label,
        "also": tuple(other.id for other in finding.also),
        "also_labels": tuple(other.label for other in finding.also),
        "grade": grade and grade.id,
        "grade_label": grade and grade.label,
    }


def _status(finding: Recommendation) -> dict[str, Any]:
    status = finding.status
    return {"status": status.id, "status_label": status.label, "stage": status.stage, "colour": status.colour}


def _state(finding: Recommendation, context: FindingContext) -> dict[str, Any]:
    return {
        "status_since": finding.status_since,
        "status_reason": finding.status_reason,
        "outstanding": finding.outstanding,
        "overdue": finding.overdue,
        "days_overdue": context.snapshot.days_overdue(finding),
        "due_soon": finding.id in context.due_soon,
        "owner": finding.owner,
        "with": finding.taking_part,
    }


def _dates(finding: Recommendation) -> dict[str, Any]:
    return {
        "received": finding.received,
        "recorded": finding.recorded,
        "due": finding.due,
        "first_due": finding.first_due,
        "times_redated": finding.times_redated,
        "slip": finding.slip,
        "closed": finding.closed,
        "deadline": finding.deadline,
    }


def _progress(finding: Recommendation, context: FindingContext) -> dict[str, Any]:
    theirs = context.inspectorate_statuses.get(finding.inspectorate_status or "")
    return {
        "next": finding.next,
        "steps": tuple(
            Step.model_construct(
                what=step.what or None,
                promised=step.promised,
                by=step.by,
                now_by=step.now_by,
                outcome=step.outcome,
                ended=step.ended,
                state=(state := state_of(step, context.snapshot.day)),
                state_label=say(f"step-{state}"),
            )
            for step in finding.steps
        ),
        "accepted": finding.accepted,
        "accepted_label": finding.accepted and say(f"accepted-{finding.accepted}"),
        "reference": finding.reference,
        "priority": finding.priority,
        "priority_label": finding.priority and say(f"priority-{finding.priority}"),
        "inspectorate_status": finding.inspectorate_status,
        "inspectorate_status_label": theirs.label if theirs else finding.inspectorate_status,
        "inspectorate_stage": theirs and stage_of(theirs),
        "waiting_on": finding.waiting_on,
    }


def stage_of(status: InspectorateStatus) -> InspectorateStage:
    """The stage of a status of the inspectorate's, also where it is not written down."""
    return InspectorateStage.ENDED if status.ended else InspectorateStage.OPEN


def _relations(finding: Recommendation) -> dict[str, Any]:
    return {
        "parent": finding.parent,
        "children": finding.children,
        "superseded_by": finding.superseded_by,
        "takes_place_of": finding.takes_place_of,
        "repeats": finding.repeats,
        "formerly": finding.formerly,
        "withheld": finding.withheld,
        "links": finding.links,
    }


def _words(finding: Recommendation, record: Record) -> dict[str, Any]:
    """The words; none where the finding on the page has none, as they are withheld."""
    return {
        "recommendation": (finding.official_words and words_as_written(record, OFFICIAL_WORDS)) or None,
        "responses": tuple(
            Response.model_construct(
                date=said.day,
                recorded=said.recorded,
                by=said.by,
                text=part_as_written(record, said.heading),
            )
            for said in finding.responses
        ),
        "evidence": (finding.evidence and words_as_written(record, EVIDENCE)) or None,
    }


def _entry(entry: HistoryEntry, context: FindingContext) -> Entry:
    """What the entry changed, with the labels of its codes; None where it takes a value away."""
    values: dict[str, Any] = {"date": entry.date}
    if entry.recorded:
        values["recorded"] = entry.recorded
    said = {name: value for name in _BESIDE if (value := getattr(entry, name)) is not None}
    for name, value in (entry.given | said).items():
        if name != "next" or value:  # a step that an outcome ends is not taken away
            values |= {name: value, **_labels(name, value, context)}
    return values  # type: ignore[return-value]


_BESIDE = ("inspection", "outcome", "reason", "approved_by")
"""What an entry says besides the fields that it gives."""


def _labels(field: str, value: Any, context: FindingContext) -> dict[str, Any]:
    """What stands beside a code: its label, and of a status its stage and colour."""
    if field == "status":
        status = context.statuses[value]
        return {"status_label": status.label, "stage": status.stage, "colour": status.colour}
    if field == "inspectorate_status" and value:
        theirs = context.inspectorate_statuses.get(value)
        label = {"inspectorate_status_label": theirs.label if theirs else value}
        return label | ({"inspectorate_stage": stage_of(theirs)} if theirs else {})
    return {f"{field}_label": say(f"{field}-{value}")} if field in ("accepted", "outcome") else {}


def _modified(finding: Recommendation, day: date) -> date:
    """The latest day by then of what happened to it."""
    withheld = finding.withheld.since if finding.withheld else None
    others = (finding.closed, withheld, *(correction.date for correction in finding.corrections))
    return max((finding.last_word, *(each for each in others if each and each <= day)))
