"""Makes what is published of a register from its snapshots: records become the declared model."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from register.exports.finding_values import FindingContext, finding_values, stage_of
from register.exports.meeting_values import meeting_values
from register.exports.origin import Origin
from register.exports.published import (
    SCHEMA_ADDRESS,
    VERSION,
    Envelope,
    Framework,
    GradeRow,
    Inspection,
    Register,
    Settings,
    Totals,
)
from register.exports.total_values import totals_of
from register.figures import summary
from register.figures.response_clock import ResponseClock, ResponseState, response_clock
from register.pages.addresses import Address
from register.records.as_written import words_as_written
from register.records.facts import corrections_by
from register.records.model import SUMMARY, InspectorateStatus, Status
from register.records.record import Record, Records
from register.records.register_facts import OPEN_GOVERNMENT_LICENCE
from register.records.values import NO_CLOCK
from register.snapshots import inspection as state
from register.snapshots.inspection import GradeLine
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say

Word = TypeVar("Word", Status, InspectorateStatus)


def envelope_values(snapshot: Snapshot, origin: Origin) -> dict[str, Any]:
    """What qualifies a number and travels with it, as values of Envelope."""
    settings = snapshot.settings
    return {
        **({"private": True} if origin.private else {}),
        "$schema": origin.url(SCHEMA_ADDRESS),
        "schema_version": VERSION,
        "as_of": snapshot.day,
        "notice": settings.notice,
        "licence": settings.licence,
        "attribution": attribution(snapshot),
        "contact": settings.contact,
        "body": settings.body,
        "organisation": settings.organisation,
        "site": origin.site_url,
        "commit": origin.commit,
    }


def envelope_of(snapshot: Snapshot, origin: Origin) -> Envelope:
    """What qualifies the data of the snapshot."""
    return Envelope.model_construct(**envelope_values(snapshot, origin))


def attribution(snapshot: Snapshot) -> str:
    """The sentence by which whoever uses the data says where they come from: the licence's own, where it has one."""
    settings = snapshot.settings
    sentence = "attribution-ogl" if settings.licence == OPEN_GOVERNMENT_LICENCE else "attribution"
    return say(sentence, organisation=settings.organisation, licence=settings.licence.title)


def register_of(snapshots: Snapshots, day: date, origin: Origin) -> Register:
    """What is published of the register as at the day."""
    snapshot, records = snapshots.on(day), snapshots.records
    context = _context(snapshot, origin)
    findings = sorted(snapshot.recommendations, key=lambda finding: finding.id)
    inspections = sorted(snapshot.inspections, key=lambda inspection: inspection.id)
    meetings = sorted(snapshot.meetings, key=lambda meeting: meeting.id)
    return Register.model_construct(
        **envelope_values(snapshot, origin),
        settings=_settings(snapshot, records),
        statuses=snapshot.settings.statuses,
        inspectorate_statuses=tuple(context.inspectorate_statuses.values()),
        types=snapshot.settings.types,
        frameworks=tuple(_framework(each, snapshot) for each in snapshot.frameworks),
        totals=Totals.model_construct(**totals_of(snapshot)),
        recommendations=tuple(finding_values(f, records.recommendations[f.id], context) for f in findings),
        inspections=tuple(_inspection(i, records.inspections[i.id], day) for i in inspections),
        meetings=tuple(meeting_values(m, records.meetings[m.id], snapshots, day, origin) for m in meetings),
    )


def _context(snapshot: Snapshot, origin: Origin) -> FindingContext:
    due_soon = frozenset(finding.id for finding in summary.due_soon(snapshot, snapshot.next_meeting))
    settings = snapshot.settings
    theirs = (each.model_copy(update={"stage": stage_of(each)}) for each in settings.inspectorate_statuses)
    return FindingContext(snapshot, origin, due_soon, _by_id(settings.statuses), _by_id(theirs))


def _by_id(words: Iterable[Word]) -> dict[str, Word]:
    return {word.id: word for word in words}


def _settings(snapshot: Snapshot, records: Records) -> Settings:
    facts, owners = snapshot.settings, records.owners
    return Settings.model_construct(
        inspectorate=facts.inspectorate,
        began=facts.began,
        timezone=facts.timezone,
        due_soon_days=facts.due_soon_days,
        response_days=_days(facts.response_days),
        next_meeting=snapshot.next_meeting,
        soon_until=summary.soon_until(snapshot, snapshot.next_meeting),
        committees=facts.committees,
        owners=owners.facts.owners if owners else None,
        corrections=corrections_by(facts.corrections, snapshot.day),
    )


def _days(days: int | str) -> int | None:
    return None if days == NO_CLOCK else int(days)


def _framework(framework: state.Framework, snapshot: Snapshot) -> Framework:
    facts = framework.facts
    days = snapshot.settings.response_days if facts.response_days is None else facts.response_days
    return Framework.model_construct(
        id=framework.id,
        title=facts.title,
        inspectorate=framework.inspectorate,
        response_days=_days(days),
        grades=facts.grades,
        pillars=facts.pillars,
        questions=facts.questions,
        comparable_with=facts.comparable_with,
        formerly=facts.formerly,
        corrections=corrections_by(facts.corrections, snapshot.day),
    )


def _inspection(inspection: state.Inspection, record: Record, day: date) -> Inspection:
    published = inspection.published
    return Inspection.model_construct(
        id=inspection.id,
        page=Address.inspection(inspection.id).lstrip("/"),
        title=inspection.title,
        framework=inspection.framework.id,
        framework_title=inspection.framework.facts.title,
        inspectorate=inspection.inspectorates,
        fieldwork_ended=inspection.fieldwork_ended,
        published=published,
        recorded=record.facts.recorded if published else None,
        url=inspection.url,
        response_days=inspection.response_days,
        response_due=inspection.response_due,
        response_published=inspection.response_published,
        response_url=inspection.response_url,
        **_clock(response_clock(inspection, day)),
        grades=tuple(_grade_row(line) for line in inspection.grades),
        summary=(inspection.summary and words_as_written(record, SUMMARY)) or None,
        narratives=_narratives(inspection, record),
        formerly=inspection.formerly,
        corrections=corrections_by(record.facts.corrections, day),
        modified=_modified(inspection, record, day),
    )


def _clock(clock: ResponseClock | None) -> dict[str, Any]:
    late = clock and clock.state in (ResponseState.LATE, ResponseState.TOO_LATE)
    runs = clock and clock.state is not ResponseState.AWAITING_REPORT
    spare = (-clock.days if late else clock.days) if clock and runs else None
    return {"response_state": clock and clock.state, "response_spare_days": spare}


def _narratives(inspection: state.Inspection, record: Record) -> dict[str, str]:
    """What the report says on each question; its heading is the question's label or its id."""
    questions = (inspection.framework.question(id) for id in inspection.narratives)
    return {
        question.id: words_as_written(record, question.label) or words_as_written(record, question.id)
        for question in questions
        if question
    }


def _grade_row(line: GradeLine) -> GradeRow:
    return GradeRow.model_construct(
        pillar=line.pillar and line.pillar.id,
        pillar_label=line.pillar and line.pillar.label,
        question=line.question and line.question.id,
        question_label=line.question and line.question.label,
        grade=line.grade.id,
        grade_label=line.grade.label,
        judged=line.judged,
        previous=line.previous and line.previous.id,
        previous_label=line.previous and line.previous.label,
        progress=line.progress,
        progress_label=line.progress and say(f"progress-{line.progress}"),
        stated_progress=line.stated,
        note=line.note,
    )


def _modified(inspection: state.Inspection, record: Record, day: date) -> date | None:
    happened = (inspection.fieldwork_ended, inspection.published, inspection.response_published)
    recorded = (record.facts.recorded if inspection.published else None,)
    corrected = (correction.date for correction in corrections_by(record.facts.corrections, day))
    return max((each for each in (*happened, *recorded, *corrected) if each), default=None)
