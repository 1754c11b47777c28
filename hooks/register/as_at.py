"""How did everything stand on a day? Makes the snapshot of the records on that day.

A snapshot is the register as it was known then: what is dated later isn't in it. The site is made from the snapshot
of the day of the build, a paper from that of its meeting, so nothing later can slip into either.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from register.body import Body
from register.history import DATED_FIELDS, redatings, value_on
from register.model import (
    BACKGROUND,
    EVIDENCE,
    OFFICIAL_WORDS,
    PURPOSE,
    RESPONSE,
    SUMMARY,
    TO_COMMITTEE,
    WITHDRAWN,
    GradeRow,
    NextStep,
    RecommendationFacts,
    Stage,
    Status,
)
from register.progress import computed_progress, grade_before
from register.records import (
    Record,
    Records,
    dated_responses,
    meeting_day,
    paper_before,
    received_on,
    response_due,
    speaks_of,
)
from register.snapshot import (
    NOT_RECORDED,
    Framework,
    GradeLine,
    Inspection,
    Meeting,
    Recommendation,
    Response,
    Snapshot,
)


def as_at(records: Records, day: date, dated_only: bool = False) -> Snapshot:
    """The register as it stood on day. The records must have passed the checks.

    dated_only leaves out the fields that no history dates (`waiting_on`, and a `next` that only stands at the top)
    and meetings to come: a paper of the past may not change when they do.
    """
    frameworks = {record.id: Framework(record.id, record.facts) for record in records.frameworks.values()}
    inspections = _inspections(records, frameworks, day, dated_only)
    findings = [
        _recommendation(record, records, inspections[record.facts.inspection], day, dated_only)
        for record in records.recommendations.values()
        if record.facts.inspection in inspections and (received_on(record, records) or date.max) <= day
    ]
    meetings = tuple(meeting for meeting in _meetings(records) if not dated_only or meeting.as_at <= day)
    return Snapshot(
        day=day,
        settings=records.settings,
        frameworks=tuple(frameworks.values()),
        inspections=tuple(sorted(inspections.values(), key=_newest_first)),
        recommendations=order_of_findings(_without_later_references(findings)),
        meetings=tuple(sorted(meetings, key=lambda meeting: (meeting.day, meeting.id), reverse=True)),
    )


class Days:
    """The register on any day. Each day is made once, however many pages and papers speak of it."""

    def __init__(self, records: Records) -> None:
        """The records must have passed the checks."""
        self.records = records
        self._made: dict[tuple[date, bool], Snapshot] = {}

    def on(self, day: date) -> Snapshot:
        """As the site shows the day on which it is built."""
        return self._once(day, dated_only=False)

    def as_recorded(self, day: date) -> Snapshot:
        """As a past day is told of: only what is dated, so that nothing written later can change it."""
        return self._once(day, dated_only=True)

    def _once(self, day: date, dated_only: bool) -> Snapshot:
        if (day, dated_only) not in self._made:
            self._made[day, dated_only] = as_at(self.records, day, dated_only)
        return self._made[day, dated_only]


def order_of_findings(findings: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """The newest report first, then by pillar and question, a parent before its children, then by reference and id."""
    listed = {finding.id: finding for finding in findings}

    def place(finding: Recommendation) -> tuple[object, ...]:
        parent = listed.get(finding.parent or "")
        head = parent or finding
        is_child = parent is not None
        return (
            *_newest_first(head.inspection),
            *_place_of_question(head),
            *_by_reference(head),
            is_child,
            *_by_reference(finding),
        )

    return tuple(sorted(listed.values(), key=place))


def _newest_first(inspection: Inspection) -> tuple[int, str]:
    return (-(inspection.published or date.max).toordinal(), inspection.id)


def _place_of_question(finding: Recommendation) -> tuple[int, int]:
    facts = finding.inspection.framework.facts
    pillars, questions = [p.id for p in facts.pillars], [q.id for q in facts.questions]
    pillar = pillars.index(finding.pillar.id) if finding.pillar else len(pillars)
    question = questions.index(finding.question.id) if finding.question else -1
    return (pillar, question)


def _by_reference(finding: Recommendation) -> tuple[bool, tuple[tuple[bool, int, str], ...], str]:
    """By the inspectorate's reference with its numbers as numbers, those without one last; then by id."""
    parts = re.findall(r"\d+|\D+", finding.reference or "")
    natural = tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)
    return (not finding.reference, natural, finding.id)


# Inspections


def _inspections(
    records: Records, frameworks: Mapping[str, Framework], day: date, dated_only: bool
) -> dict[str, Inspection]:
    with_findings = {
        record.facts.inspection
        for record in records.recommendations.values()
        if (received_on(record, records) or date.max) <= day
    }
    return {
        record.id: _inspection(record, records, frameworks[record.facts.framework], day)
        for record in records.inspections.values()
        if record.id in with_findings or _known_on(record, day, dated_only)
    }


def _known_on(inspection: Record, day: date, dated_only: bool) -> bool:
    """Whether the inspection was under way on the day. One without any date is only known to be so now."""
    days = [when for when in (inspection.facts.fieldwork_ended, inspection.facts.published) if when]
    return min(days) <= day if days else not dated_only


def _inspection(record: Record, records: Records, framework: Framework, day: date) -> Inspection:
    facts = record.facts
    published = _until(facts.published, day)
    body = record.body if published else None
    return Inspection(
        id=record.id,
        path=record.file.path,
        title=facts.title,
        framework=framework,
        fieldwork_ended=_until(facts.fieldwork_ended, day),
        published=published,
        url=facts.url if published else None,
        response_published=_until(facts.response_published, day),
        response_due=response_due(published, records.settings) if published else None,
        grades=tuple(_grade_line(row, record, records, framework) for row in facts.grades) if published else (),
        summary=_words(body, SUMMARY),
        narratives={
            q.id: words for q in framework.facts.questions if (words := _words(body, q.label) or _words(body, q.id))
        },
    )


def _grade_line(row: GradeRow, inspection: Record, records: Records, framework: Framework) -> GradeLine:
    question = framework.question(row.question)
    before = grade_before(row, inspection, records)
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


# Findings


def _recommendation(
    record: Record, records: Records, inspection: Inspection, day: date, dated_only: bool
) -> Recommendation:
    facts = record.facts
    received = received_on(record, records)
    stages = {status.id: status for status in records.settings.statuses}
    then = {field: _on_day(facts, field, day) for field in DATED_FIELDS}
    status = stages.get(then["status"] or "", NOT_RECORDED)
    history = tuple(entry for entry in facts.history if entry.date <= day)
    responses = _responses(record.body, received, day)
    is_last_word = not any(entry.date > day for entry in facts.history)
    question = inspection.framework.question(facts.question)
    finding = Recommendation(
        id=record.id,
        path=record.file.path,
        title=facts.title,
        type=facts.type,
        inspection=inspection,
        pillar=inspection.framework.pillar(question.pillar if question else facts.pillar),
        question=question,
        grade=inspection.framework.grade(facts.grade) if inspection.published else None,
        status=status,
        status_since=_status_since(facts, received, status, day),
        owner=then["owner"],
        received=received,
        due=then["due"],
        first_due=next((entry.due for entry in history if entry.due), then["due"]),
        redatings=redatings(facts, until=day),
        deadline=facts.deadline,
        next=_next_step(facts, then["next"], status, is_last_word and not dated_only),
        closed=_closed(facts, stages, day) if status.stage is Stage.ENDED else None,
        reference=facts.reference,
        inspectorate_status=then["inspectorate_status"],
        parent=facts.parent,
        children=(),
        superseded_by=facts.superseded_by if status.stage is Stage.ENDED else None,
        repeats=facts.repeats,
        formerly=facts.formerly,
        waiting_on=facts.waiting_on if not dated_only and is_last_word and status.stage is not Stage.ENDED else None,
        links=facts.links,
        history=history,
        corrections=tuple(correction for correction in facts.corrections if correction.date <= day),
        official_words=_words(record.body, OFFICIAL_WORDS),
        responses=responses,
        evidence=_words(record.body, EVIDENCE) if not dated_only else "",
        day=day,
    )
    return _only_the_reason(finding) if finding.withdrawn else finding


def _on_day(facts: RecommendationFacts, field: str, day: date) -> object:
    """The field's value on a day: from its history; a field that no history dates has its value since `received`.

    A finding that ended without a history has its end since `closed`; what it was before isn't recorded.
    """
    if any(getattr(entry, field) is not None for entry in facts.history):
        return value_on(facts, field, day)
    if field == "status" and facts.closed and facts.closed > day:
        return None
    return getattr(facts, field) if field != "next" else None


def _next_step(
    facts: RecommendationFacts, recorded: NextStep | None, status: Status, as_written: bool
) -> NextStep | None:
    """The next step: as it stands at the top where that is the last word, else what the history recorded."""
    if status.stage is Stage.ENDED:
        return None
    return facts.next if as_written else recorded


def _status_since(facts: RecommendationFacts, received: date, status: Status, day: date) -> date | None:
    """The day since which the status holds without a break; None where it isn't recorded."""
    if status is NOT_RECORDED:
        return None
    since = None
    for entry in facts.history:
        if entry.date <= day and entry.status:
            since = (since if since and since[0] == entry.status else None) or (entry.status, entry.date)
    return since[1] if since else facts.closed or received


def _closed(facts: RecommendationFacts, statuses: Mapping[str, Status], day: date) -> date | None:
    """The day of the last end on or before day."""
    ended, closed = False, None
    for entry in facts.history:
        if entry.status and entry.date <= day:
            ends = statuses[entry.status].stage is Stage.ENDED
            closed = entry.date if ends and not ended else closed
            ended = ends
    return closed or facts.closed


def _responses(body: Body | None, received: date, day: date) -> tuple[Response, ...]:
    if body is None or body.section(RESPONSE) is None:
        return ()
    undated = body.section(RESPONSE)
    first = [(received, undated.html)] if not undated.empty else []  # type: ignore[union-attr]
    return tuple(Response(when, words) for when, words in (*first, *dated_responses(body)) if when <= day)


def _only_the_reason(finding: Recommendation) -> Recommendation:
    return replace(
        finding,
        title=finding.id,
        official_words="",
        responses=(),
        evidence="",
        links=(),
        next=None,
        waiting_on=None,
        history=tuple(entry for entry in finding.history if entry.status == WITHDRAWN),
        corrections=(),
        owner=None,
        due=None,
        first_due=None,
        redatings=(),
        deadline=None,
        reference=None,
        repeats=None,
        superseded_by=None,
    )


def _without_later_references(findings: list[Recommendation]) -> list[Recommendation]:
    """The findings with their children, and without references to what didn't exist on the day."""
    known = {finding.id for finding in findings}
    children: dict[str, list[str]] = {}
    for finding in sorted(findings, key=_by_reference):
        if finding.parent in known:
            children.setdefault(finding.parent, []).append(finding.id)
    return [
        replace(
            finding,
            children=tuple(children.get(finding.id, ())),
            parent=finding.parent if finding.parent in known else None,
            superseded_by=finding.superseded_by if finding.superseded_by in known else None,
            repeats=finding.repeats if finding.repeats in known else None,
        )
        for finding in findings
    ]


# Meetings


def _meetings(records: Records) -> list[Meeting]:
    """All meetings, each with the day of the paper before it: stated, or that of its committee's meeting before."""
    found: list[Meeting] = []
    for record in sorted(records.meetings.values(), key=lambda record: record.id):
        facts, day = record.facts, meeting_day(record.id)
        before = paper_before(record, records)
        found.append(
            Meeting(
                id=record.id,
                path=record.file.path,
                day=day,
                title=facts.title,
                committee=facts.committee,
                agenda_item=facts.agenda_item,
                contact=facts.contact,
                as_at=speaks_of(record),
                previous=facts.previous or (speaks_of(before) if before else None),
                background_documents=facts.background_documents,
                purpose=_words(record.body, PURPOSE),
                background=_words(record.body, BACKGROUND),
                to_committee=_words(record.body, TO_COMMITTEE),
            )
        )
    return found


def _words(body: Body | None, title: str) -> str:
    return body.words(title) if body else ""


def _until(when: date | None, day: date) -> date | None:
    return when if when and when <= day else None
