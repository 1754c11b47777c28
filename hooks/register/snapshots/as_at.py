"""Makes the snapshot of the records on a day.

A snapshot is the register as it was known on that day: what is dated later isn't in it. The site is made from the
snapshot of the day of the build, a paper from that of its meeting, so nothing later can slip into either.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from register.records.body import Body
from register.records.history import DATED_FIELDS, redatings, values_on
from register.records.model import (
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
from register.records.progress import computed_progress, grade_before
from register.records.record import (
    Record,
    Records,
    dated_responses,
    meeting_day,
    paper_before,
    received_on,
    response_due,
    speaks_of,
)
from register.snapshots.snapshot import (
    NOT_RECORDED,
    Framework,
    GradeLine,
    Inspection,
    Meeting,
    Recommendation,
    Response,
    Snapshot,
    order_of_findings,
    sort_key_by_reference,
)
from register.snapshots.withheld import without_words


def as_at(records: Records, day: date, dated_only: bool = False) -> Snapshot:
    """The register as it stood on day, each record looked at anew. The records must have passed the checks.

    dated_only leaves out the fields that no history dates (`waiting_on`, and a `next` that only stands at the top)
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
    """The snapshot of the day that holds these, each kind in its order."""
    known = (meeting for meeting in meetings if not dated_only or meeting.as_at <= day)
    return Snapshot(
        day=day,
        settings=records.settings,
        frameworks=tuple(framework_of(record) for record in records.frameworks.values()),
        inspections=tuple(sorted(inspections, key=lambda inspection: inspection.sort_key)),
        recommendations=order_of_findings(findings),
        meetings=tuple(sorted(known, key=lambda meeting: (meeting.day, meeting.id), reverse=True)),
    )


@dataclass(frozen=True)
class Relations:
    """What findings are to each other.

    received: the day on which each was received; first_of: the earliest of those days for each inspection;
    children: the records whose parent is that id.
    """

    received: Mapping[str, date]
    first_of: Mapping[str, date]
    children: Mapping[str, tuple[Record, ...]]

    def knows(self, id: str | None, day: date) -> bool:
        """Whether the finding of that id had been received by the day."""
        return self.received.get(id or "", date.max) <= day


def relations_of(records: Records) -> Relations:
    """What the findings are to each other."""
    received: dict[str, date] = {}
    first_of: dict[str, date] = {}
    children: dict[str, list[Record]] = {}
    for record in records.recommendations.values():
        facts, day = record.facts, received_on(record, records)
        if day:
            received[record.id] = day
            first_of[facts.inspection] = min(day, first_of.get(facts.inspection, day))
        if facts.parent:
            children.setdefault(facts.parent, []).append(record)
    return Relations(received, first_of, {parent: tuple(found) for parent, found in children.items()})


# Inspections


def framework_of(record: Record) -> Framework:
    """The framework of the record."""
    return Framework(record.id, record.facts)


def inspection_known(record: Record, relations: Relations, day: date, dated_only: bool) -> bool:
    """Whether the inspection was known of on the day: it was under way, or a finding of it had been received."""
    return _known_on(record, day, dated_only) or relations.first_of.get(record.id, date.max) <= day


def _known_on(inspection: Record, day: date, dated_only: bool) -> bool:
    """Whether the inspection was under way on the day. One without any date is only known to be so now."""
    days = [when for when in (inspection.facts.fieldwork_ended, inspection.facts.published) if when]
    return min(days) <= day if days else not dated_only


def inspection_on(record: Record, records: Records, day: date) -> Inspection:
    """The inspection as it was known on the day."""
    facts = record.facts
    framework = framework_of(records.frameworks[facts.framework])
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


def finding_on(
    record: Record, records: Records, relations: Relations, inspection: Inspection, day: date, dated_only: bool
) -> Recommendation:
    """The finding as it stood on the day, by which it had been received. inspection is its own, as on that day."""
    facts = record.facts
    received = relations.received[record.id]
    stages, then = records.statuses, _on_day(facts, day)
    status = stages.get(then["status"] or "", NOT_RECORDED)
    history = tuple(entry for entry in facts.history if entry.date <= day)
    responses = _responses(record.body, received, day)
    is_last_word = not any(entry.date > day for entry in facts.history)
    question = inspection.framework.question(facts.question)

    def known(id: str | None) -> str | None:
        return id if relations.knows(id, day) else None

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
        parent=known(facts.parent),
        children=_children_on(record, relations, day),
        superseded_by=known(facts.superseded_by) if status.stage is Stage.ENDED else None,
        repeats=known(facts.repeats),
        formerly=facts.formerly,
        waiting_on=facts.waiting_on if not dated_only and is_last_word and status.stage is not Stage.ENDED else None,
        links=facts.links,
        history=history,
        corrections=tuple(correction for correction in facts.corrections if correction.date <= day),
        official_words=_words(record.body, OFFICIAL_WORDS),
        responses=responses,
        evidence=_words(record.body, EVIDENCE) if not dated_only else "",
        overdue=status.stage is Stage.OPEN and bool(then["due"]) and then["due"] < day,
    )
    stands = _only_the_reason(finding) if finding.withdrawn else finding
    return without_words(stands, facts.withheld) if facts.withheld else stands


def _on_day(facts: RecommendationFacts, day: date) -> dict[str, Any]:
    """The dated fields on a day: from its history; a field that no history dates has its value since `received`.

    A finding that ended without a history has its end since `closed`; what it was before isn't recorded.
    """
    then = {field: getattr(facts, field) for field in DATED_FIELDS}
    then["next"] = None
    if facts.closed and facts.closed > day:
        then["status"] = None
    return then | values_on(facts, day)


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
        overdue=False,
        first_due=None,
        redatings=(),
        deadline=None,
        reference=None,
        repeats=None,
        superseded_by=None,
    )


def _children_on(record: Record, relations: Relations, day: date) -> tuple[str, ...]:
    """The children that had been received by the day, by reference as it was shown on that day."""
    known = [child for child in relations.children.get(record.id, ()) if relations.knows(child.id, day)]
    return tuple(
        child.id
        for child in sorted(known, key=lambda child: sort_key_by_reference(_reference_on(child, day), child.id))
    )


def _reference_on(record: Record, day: date) -> str | None:
    shown = not record.facts.withheld and _on_day(record.facts, day)["status"] != WITHDRAWN
    return record.facts.reference if shown else None


# Meetings


def meetings_of(records: Records) -> list[Meeting]:
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
