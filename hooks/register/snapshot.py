"""How does everything stand on a day?

A snapshot is the register as it was known on one day: what is dated later isn't in it. The site is made from the
snapshot of the day of the build, a paper from that of its meeting, so nothing later can slip into either.
References between records are resolved here; what is shown to readers is HTML that body.py made safe.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from register.body import Body
from register.history import DATED_FIELDS, Redating, redatings, value_on
from register.model import (
    BACKGROUND,
    EVIDENCE,
    OFFICIAL_WORDS,
    PURPOSE,
    RESPONSE,
    SUMMARY,
    TO_COMMITTEE,
    UNGRADED,
    WITHDRAWN,
    BackgroundDocument,
    Colour,
    Correction,
    FindingType,
    FrameworkFacts,
    Grade,
    HistoryEntry,
    HyperLink,
    NextStep,
    Pillar,
    Progress,
    Question,
    RegisterFacts,
    Stage,
    Status,
)
from register.progress import computed_progress, grade_before
from register.records import Record, Records, dated_responses, meeting_day, received_on, response_due

NOT_RECORDED = Status(
    id="not-recorded",
    label="Not recorded",
    meaning="The register does not say what the status was on this day.",
    stage=Stage.OPEN,
    colour=Colour.GREY,
)
"""The status of a finding before the first entry of its history. It counts as open: nothing says that it had ended."""


@dataclass(frozen=True)
class Framework:
    """An inspection cycle: its pillars, questions and grades."""

    id: str
    facts: FrameworkFacts

    def pillar(self, id: str | None) -> Pillar | None:
        """The pillar of that id."""
        return next((pillar for pillar in self.facts.pillars if pillar.id == id), None)

    def question(self, id: str | None) -> Question | None:
        """The question of that id."""
        return next((question for question in self.facts.questions if question.id == id), None)

    def grade(self, id: str | None) -> Grade | None:
        """The grade of that id; `ungraded` exists in every framework."""
        known = next((grade for grade in self.facts.grades if grade.id == id), None)
        return known or (Grade(id=UNGRADED, label="Ungraded", ranked=False) if id == UNGRADED else None)


@dataclass(frozen=True)
class GradeLine:
    """A grade as a table shows it. progress is computed, stated is what the report says where that is another."""

    pillar: Pillar | None
    question: Question | None
    grade: Grade
    judged: int | None
    previous: Grade | None
    progress: Progress | None
    stated: Progress | None
    note: str | None

    @property
    def label(self) -> str:
        """The name of the pillar or question."""
        return (self.question or self.pillar).label  # type: ignore[union-attr]


@dataclass(frozen=True)
class Inspection:
    """An inspection as it was known: no grades, summary or narrative before its report."""

    id: str
    path: str
    title: str
    framework: Framework
    fieldwork_ended: date | None
    published: date | None
    url: str | None
    response_published: date | None
    response_due: date | None
    grades: tuple[GradeLine, ...]
    summary: str
    narratives: Mapping[str, str]  # by id of the question


@dataclass(frozen=True)
class Response:
    """What the force said on a day, as HTML."""

    day: date
    html: str


@dataclass(frozen=True)
class Recommendation:
    """A finding as it stood on a day."""

    id: str
    path: str
    title: str
    type: FindingType
    inspection: Inspection
    pillar: Pillar | None
    question: Question | None
    grade: Grade | None
    status: Status
    status_since: date | None
    owner: str | None
    received: date
    due: date | None
    first_due: date | None
    redatings: tuple[Redating, ...]
    deadline: str | None
    next: NextStep | None
    closed: date | None
    reference: str | None
    inspectorate_status: str | None
    parent: str | None
    children: tuple[str, ...]
    superseded_by: str | None
    repeats: str | None
    formerly: tuple[str, ...]
    waiting_on: str | None
    links: tuple[HyperLink, ...]
    history: tuple[HistoryEntry, ...]
    corrections: tuple[Correction, ...]
    official_words: str
    responses: tuple[Response, ...]
    evidence: str
    day: date

    @property
    def open(self) -> bool:
        """Work is still to be done."""
        return self.status.stage is Stage.OPEN

    @property
    def outstanding(self) -> bool:
        """Open, or done and not signed off."""
        return self.status.stage in (Stage.OPEN, Stage.DONE)

    @property
    def red(self) -> bool:
        """Its status is one whose colour is red."""
        return self.status.colour is Colour.RED

    @property
    def overdue(self) -> bool:
        """Open, and due before the day."""
        return self.days_overdue > 0

    @property
    def days_overdue(self) -> int:
        """How many days past its due date it is; 0 where it isn't late, isn't open or has no date."""
        return max(0, (self.day - self.due).days) if self.open and self.due else 0

    @property
    def times_redated(self) -> int:
        """How often its due date was changed."""
        return len(self.redatings)

    @property
    def withdrawn(self) -> bool:
        """Entered in error: its page keeps the id, the date and the reason only."""
        return self.status.id == WITHDRAWN


@dataclass(frozen=True)
class Owner:
    """A role that answers for findings, with the word that its address is made of."""

    name: str
    slug: str


@dataclass(frozen=True)
class Meeting:
    """A meeting of the committee. draft: the day that its paper speaks of has not come."""

    id: str
    path: str
    day: date
    title: str
    committee: str
    agenda_item: str | None
    contact: str | None
    as_at: date
    previous: date | None
    background_documents: tuple[BackgroundDocument, ...]
    purpose: str
    background: str
    to_committee: str


@dataclass(frozen=True)
class Snapshot:
    """The register on a day. Everything is in its order: see order_of_findings."""

    day: date
    settings: RegisterFacts
    frameworks: tuple[Framework, ...]
    inspections: tuple[Inspection, ...]
    recommendations: tuple[Recommendation, ...]
    meetings: tuple[Meeting, ...]

    @cached_property
    def by_id(self) -> Mapping[str, Recommendation]:
        """The findings by their id."""
        return {recommendation.id: recommendation for recommendation in self.recommendations}

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The register's statuses, and "not recorded" where a finding has it."""
        unknown = any(recommendation.status is NOT_RECORDED for recommendation in self.recommendations)
        return (*self.settings.statuses, NOT_RECORDED) if unknown else self.settings.statuses

    @cached_property
    def status_order(self) -> Mapping[str, int]:
        """The place of each status in the register's order, by its id."""
        return {status.id: place for place, status in enumerate(self.statuses)}

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """The owners by name, in alphabetical order. Names that would share a slug get numbers."""
        taken: Counter[str] = Counter()
        owners = {}
        for name in sorted({f.owner for f in self.recommendations if f.owner}, key=lambda name: (_slug(name), name)):
            slug = _slug(name)
            taken[slug] += 1
            owners[name] = Owner(name, f"{slug}-{taken[slug]}" if taken[slug] > 1 else slug)
        return owners

    @property
    def last_meeting(self) -> Meeting | None:
        """The latest meeting before the day. On the day of a meeting that is the one before: members read the site there."""
        return max((m for m in self.meetings if m.day < self.day), key=lambda m: (m.day, m.id), default=None)

    @property
    def next_meeting(self) -> Meeting | None:
        """The first meeting after the day."""
        return min((m for m in self.meetings if m.day > self.day), key=lambda m: (m.day, m.id), default=None)


def snapshot(records: Records, day: date, dated_only: bool = False) -> Snapshot:
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


def _slug(name: str) -> str:
    """The name as a part of an address: a-z, 0-9 and hyphens; "owner" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "owner"


def order_of_findings(findings: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """The newest report first, then by pillar and question, a parent before its children, then by reference and id."""
    listed = {finding.id: finding for finding in findings}

    def place(finding: Recommendation) -> tuple[object, ...]:
        parent = listed.get(finding.parent or "")
        head = parent or finding
        is_child = parent is not None
        return (*_newest_first(head.inspection), *_place_of_question(head), *_by_reference(head), is_child, *_by_reference(finding))

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


def _grade_line(row, inspection: Record, records: Records, framework: Framework) -> GradeLine:
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
        next=_next_step(facts, then["next"], dated_only or not is_last_word) if status.stage is not Stage.ENDED else None,
        closed=_closed(facts, stages, day) if status.stage is Stage.ENDED else None,
        reference=facts.reference,
        inspectorate_status=_label_of(then["inspectorate_status"], records.settings),
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


def _on_day(facts, field: str, day: date) -> object:
    """The field's value on a day: from its history; a field that no history dates has its value since `received`.

    A finding that ended without a history has its end since `closed`; what it was before isn't recorded.
    """
    if any(getattr(entry, field) is not None for entry in facts.history):
        return value_on(facts, field, day)
    if field == "status" and facts.closed and facts.closed > day:
        return None
    return getattr(facts, field) if field != "next" else None


def _next_step(facts, recorded: NextStep | None, only_recorded: bool) -> NextStep | None:
    return recorded if only_recorded else recorded or facts.next


def _status_since(facts, received: date, status: Status, day: date) -> date | None:
    """The day since which the status holds without a break; None where it isn't recorded."""
    if status is NOT_RECORDED:
        return None
    since = None
    for entry in facts.history:
        if entry.date <= day and entry.status:
            since = (since if since and since[0] == entry.status else None) or (entry.status, entry.date)
    return since[1] if since else facts.closed or received


def _closed(facts, statuses: Mapping[str, Status], day: date) -> date | None:
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
        finding, title=finding.id, official_words="", responses=(), evidence="", links=(), next=None, waiting_on=None,
        history=tuple(entry for entry in finding.history if entry.status == WITHDRAWN), corrections=(), owner=None,
        due=None, first_due=None, redatings=(), deadline=None, reference=None, repeats=None, superseded_by=None,
    )  # fmt: skip


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


def _label_of(status: str | None, settings: RegisterFacts) -> str | None:
    labels = {known.id: known.label for known in settings.inspectorate_statuses}
    return labels.get(status, status) if status else None


# Meetings


def _meetings(records: Records) -> list[Meeting]:
    """All meetings, each with the day of the paper before it: stated, or that of its committee's meeting before."""
    found: list[Meeting] = []
    for record in sorted(records.meetings.values(), key=lambda record: record.id):
        facts, day = record.facts, meeting_day(record.id)
        before = [meeting.as_at for meeting in found if meeting.committee == facts.committee]
        found.append(
            Meeting(
                id=record.id,
                path=record.file.path,
                day=day,
                title=facts.title,
                committee=facts.committee,
                agenda_item=facts.agenda_item,
                contact=facts.contact,
                as_at=facts.as_at or day,
                previous=facts.previous or (before[-1] if before else None),
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
