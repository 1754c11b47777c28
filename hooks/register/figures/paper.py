"""A meeting's paper as plain data, from which its page, its PDF and its Word document are made.

It is made from the snapshot of its own day, so what is recorded later can't change it; only a correction is added to
it, as such.
"""

from dataclasses import dataclass, replace
from datetime import date

from register.figures.corrections import Corrected, corrected_by
from register.figures.first_page import FirstPage, make_first_page
from register.figures.summary import by_inspection
from register.records.folder import Kind
from register.records.model import Grade, Pillar, Question
from register.records.record import Records, known_from
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots


@dataclass(frozen=True)
class QuestionPart:
    """What a report says on one question (None: on the pillar, or on the whole): grade, narrative and findings."""

    pillar: Pillar | None
    question: Question | None
    grade: Grade | None
    narrative: str
    findings: tuple[Recommendation, ...]
    also: tuple[Recommendation, ...] = ()  # about this question too, and set out under another


@dataclass(frozen=True)
class Report:
    """A report received since the last meeting: its grades, its summary, and its parts by pillar and question."""

    inspection: Inspection
    parts: tuple[QuestionPart, ...]


@dataclass(frozen=True)
class Paper:
    """The paper of a meeting. first: what its first page says."""

    meeting: Meeting
    day: date
    draft: bool
    first: FirstPage
    inspections_completed: tuple[Inspection, ...]
    reports: tuple[Report, ...]
    corrections: tuple[Corrected, ...]  # what was put right after the paper's day

    @property
    def snapshot(self) -> Snapshot:
        """The register on the paper's day."""
        return self.first.snapshot


def make_paper(meeting: Meeting, snapshots: Snapshots, today: date) -> Paper:
    """The paper as at the meeting's day; until that day is over a draft, as at today.

    What is due soon is due by the next meeting that the paper itself names, so that no later record changes it.
    """
    day = min(meeting.as_at, today)
    snapshot = snapshot_for_paper(snapshots, day)
    first = make_first_page(snapshots, snapshot, meeting.previous, meeting.next_meeting, in_paper=True)
    reports = first.changes.reports
    findings = {group.key.id: group.findings for group in by_inspection(snapshot)} if reports else {}
    return Paper(
        meeting=meeting,
        day=day,
        draft=meeting.as_at >= today,
        first=first,
        inspections_completed=first.changes.fieldwork,
        reports=tuple(_report(inspection, findings[inspection.id]) for inspection in reports),
        corrections=_corrections(snapshots.records, meeting, day, today),
    )


def snapshot_for_paper(snapshots: Snapshots, day: date) -> Snapshot:
    """As recorded by the day, without statuses that no finding has or had: a paper explains and counts no others."""
    snapshot = snapshots.as_recorded(day)
    used = frozenset().union(*(finding.statuses for finding in snapshot.recommendations))
    statuses = tuple(status for status in snapshot.settings.statuses if status.id in used)
    return replace(snapshot, settings=snapshot.settings.model_copy(update={"statuses": statuses}))


def _report(inspection: Inspection, findings: tuple[Recommendation, ...]) -> Report:
    """The parts that have something to say: by pillar, what is about the pillar itself first, then its questions."""
    parts = (
        QuestionPart(
            pillar,
            question,
            _grade(inspection, pillar, question),
            inspection.narratives.get(question.id, "") if question else "",
            tuple(f for f in findings if (f.pillar, f.question) == (pillar, question)),
            tuple(f for f in findings if question in f.also),
        )
        for pillar, question in inspection.framework.headings
    )
    return Report(inspection, tuple(part for part in parts if part.narrative or part.findings or part.also))


def _grade(inspection: Inspection, pillar: Pillar | None, question: Question | None) -> Grade | None:
    lines = (line for line in inspection.grades if (line.pillar, line.question) == (pillar, question))
    return next((line.grade for line in lines), None)


def _corrections(records: Records, meeting: Meeting, day: date, today: date) -> tuple[Corrected, ...]:
    """What was corrected after the paper's day, in any kind of record, and touches the paper."""
    corrected = (each for each in corrected_by(records, today) if each.correction.date > day)
    return tuple(each for each in corrected if _touches(each, meeting, records, day))


def _touches(corrected: Corrected, meeting: Meeting, records: Records, day: date) -> bool:
    """Whether the paper is one that the correction names; without an `of`, any that knew the finding."""
    if corrected.correction.of or corrected.papers:
        return meeting.id in corrected.papers
    known = corrected.kind is Kind.RECOMMENDATION and known_from(records.recommendations[corrected.id], records)
    return bool(known) and known <= day
