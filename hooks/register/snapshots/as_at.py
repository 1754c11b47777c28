"""Makes the snapshot of the records on a day.

A snapshot is the register as it was known on that day: what is dated later isn't in it. The site is made from the
snapshot of the day of the build, a paper from that of its meeting, so nothing later can slip into either.
"""

from collections.abc import Iterable
from datetime import date

from register.records.body import words_of
from register.records.inspecting import inspectorates_of, published_by, response_days_of, response_due
from register.records.model import SUMMARY, GradeRow
from register.records.progress import computed_progress, grade_before
from register.records.record import Record, Records
from register.snapshots.findings import finding_on
from register.snapshots.inspection import Framework, GradeLine, Inspection
from register.snapshots.meetings import Meeting, meetings_of
from register.snapshots.relations import Relations, relations_of
from register.snapshots.snapshot import Recommendation, Snapshot, order_of_findings


def as_at(records: Records, day: date, dated_only: bool = False) -> Snapshot:
    """The register as it stood on the day, made afresh. The records must have passed the checks.

    dated_only leaves out the fields that no history dates (a `waiting_on` or `next` that is only at the top)
    and meetings to come: a paper of the past may not change when they do.
    """
    relations = relations_of(records)
    inspections = {
        record.id: inspection_on(record, records, day)
        for record in records.inspections.values()
        if inspection_known(record, relations, day, dated_only)
    }
    findings = [
        finding_on(record, records, relations, inspections[record.facts.inspection], day, dated_only)
        for record in records.recommendations.values()
        if relations.knows(record.id, day)
    ]
    return snapshot_of(records, day, inspections.values(), findings, meetings_of(records), dated_only)


def snapshot_of(
    records: Records,
    day: date,
    inspections: Iterable[Inspection],
    findings: Iterable[Recommendation],
    meetings: Iterable[Meeting],
    dated_only: bool,
) -> Snapshot:
    """The snapshot of the day with these, each kind in its order."""
    known = (meeting for meeting in meetings if not dated_only or meeting.as_at <= day)
    return Snapshot(
        day=day,
        settings=records.settings.on(day),
        roles=records.roles,
        frameworks=tuple(framework_of(record, records) for record in records.frameworks.values()),
        inspections=tuple(sorted(inspections, key=lambda inspection: inspection.sort_key)),
        recommendations=order_of_findings(findings),
        meetings=tuple(sorted(known, key=lambda meeting: (meeting.day, meeting.id), reverse=True)),
    )


# Inspections


def framework_of(record: Record, records: Records) -> Framework:
    """The framework of the record."""
    return Framework(record.id, record.facts, record.facts.inspectorate or records.settings.inspectorate)


def inspection_known(record: Record, relations: Relations, day: date, dated_only: bool) -> bool:
    """Whether the inspection was known of on the day: it was under way, or a finding of it had been received."""
    return _known_on(record, day, dated_only) or relations.first_of.get(record.id, date.max) <= day


def _known_on(inspection: Record, day: date, dated_only: bool) -> bool:
    """Whether the inspection was under way on the day. One without any date is only known to be so now."""
    ended, published = inspection.facts.fieldwork_ended, inspection.facts.published
    if not ended and not published:
        return not dated_only
    return bool(_until(ended, day) or published_by(inspection, day))


def inspection_on(record: Record, records: Records, day: date) -> Inspection:
    """The inspection as it was known on the day."""
    facts = record.facts
    framework = framework_of(records.frameworks[facts.framework], records)
    published = published_by(record, day)
    days = response_days_of(record, records)
    body = record.body if published else None
    return Inspection(
        id=record.id,
        path=record.file.path,
        title=facts.title,
        framework=framework,
        inspectorates=inspectorates_of(record, records),
        fieldwork_ended=_until(facts.fieldwork_ended, day),
        published=published,
        url=facts.url if published else None,
        response_published=_until(facts.response_published, day),
        response_url=facts.response_url if _until(facts.response_published, day) else None,
        response_days=days,
        response_due=response_due(published, days) if published and days is not None else None,
        grades=tuple(_grade_line(row, record, records, framework, day) for row in facts.grades) if published else (),
        summary=words_of(body, SUMMARY),
        formerly=facts.formerly,
        narratives={
            q.id: words for q in framework.facts.questions if (words := words_of(body, q.label) or words_of(body, q.id))
        },
    )


def _grade_line(row: GradeRow, inspection: Record, records: Records, framework: Framework, day: date) -> GradeLine:
    question = framework.question(row.question)
    before = grade_before(row, inspection, records, day)
    computed = computed_progress(before, row.grade, framework.facts.grades)
    year = inspection.facts.fieldwork_ended or inspection.facts.published
    return GradeLine(
        pillar=framework.pillar(row.pillar or (question.pillar if question else None)),
        question=question,
        grade=framework.grade(row.grade),
        judged=row.judged or (year.year if year else None),
        previous=framework.grade(before),
        progress=computed or row.progress,
        stated=row.progress if computed and row.progress and row.progress is not computed else None,
        note=row.note,
    )


def _until(when: date | None, day: date) -> date | None:
    return when if when and when <= day else None
