"""The numbers, lists and groups of findings in a snapshot.

Every grouping puts every finding into exactly one group, so that totals add up; a test holds it so.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from register.records.model import Colour, FindingType, Pillar, Question, Status
from register.snapshots.inspection import Framework, GradeLine, Inspection
from register.snapshots.snapshot import NOT_RECORDED, Meeting, Owner, Recommendation, Snapshot

Key = TypeVar("Key")


@dataclass(frozen=True)
class Group(Generic[Key]):
    """Findings that share something: key is what (None: nothing), findings are in the register's order."""

    key: Key
    findings: tuple[Recommendation, ...]


@dataclass(frozen=True)
class Totals:
    """Numbers of findings. all = outstanding + ended + not_recorded.

    by_status adds up to all but the not recorded, by_type to all, zeros included; outstanding_by_status and
    outstanding_by_type each add up to outstanding.
    """

    all: int
    outstanding: int
    ended: int
    not_recorded: int
    red: int
    overdue: int
    by_status: tuple[tuple[Status, int], ...]
    by_type: tuple[tuple[FindingType, int], ...]
    outstanding_by_status: tuple[tuple[Status, int], ...]
    outstanding_by_type: tuple[tuple[FindingType, int], ...]


def totals(findings: Iterable[Recommendation], snapshot: Snapshot) -> Totals:
    """The numbers of these findings, in the words of the snapshot."""
    listed = tuple(findings)
    counted = Counter([finding.status.id for finding in listed])
    by_status = tuple((status, counted[status.id]) for status in snapshot.statuses if status is not NOT_RECORDED)
    outstanding = tuple((status, number) for status, number in by_status if status.outstanding)
    return Totals(
        all=len(listed),
        outstanding=sum(number for _, number in outstanding),
        ended=sum(number for status, number in by_status if status.ended),
        not_recorded=counted[NOT_RECORDED.id],
        red=sum(number for status, number in by_status if status.colour is Colour.RED),
        overdue=sum(finding.overdue for finding in listed),
        by_status=by_status,
        by_type=count_by_type(listed, snapshot.settings.types),
        outstanding_by_status=outstanding,
        outstanding_by_type=count_by_type((f for f in listed if f.outstanding), snapshot.settings.types),
    )


def count_by_type(
    findings: Iterable[Recommendation], types: Iterable[FindingType]
) -> tuple[tuple[FindingType, int], ...]:
    """How many of the findings are of each type, zeros included."""
    counted = Counter([finding.type.id for finding in findings])
    return tuple((type, counted[type.id]) for type in types)


@dataclass(frozen=True)
class TypeRow:
    """Numbers of findings by type, in the order of the types, and together."""

    by_type: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class StatusTable:
    """The table of totals: a row for each status, then the sums of outstanding findings, of ended ones and of all.

    not_recorded has the findings whose status on the day is not recorded.

    A status of the stage `ended` has a row where it has findings, so every finding is counted on exactly one row.
    """

    types: tuple[FindingType, ...]
    rows: tuple[tuple[Status, TypeRow], ...]
    outstanding: TypeRow
    ended: TypeRow
    not_recorded: TypeRow
    all: TypeRow


def status_table(findings: Iterable[Recommendation], snapshot: Snapshot) -> StatusTable:
    """The table of these findings, in the words of the snapshot."""
    statuses, types = snapshot.statuses, snapshot.settings.types
    counted = Counter([(finding.status.id, finding.type.id) for finding in findings])

    def row(of: Iterable[Status]) -> TypeRow:
        ids = [status.id for status in of]
        numbers = tuple(sum(counted[id, type.id] for id in ids) for type in types)
        return TypeRow(numbers, sum(numbers))

    outstanding = [status for status in statuses if status.outstanding]
    ended = [status for status in statuses if status.ended]
    rows = ((status, row([status])) for status in statuses if status is not NOT_RECORDED)
    shown = tuple((status, row) for status, row in rows if row.total or status.outstanding)
    return StatusTable(types, shown, row(outstanding), row(ended), row([NOT_RECORDED]), row({*statuses, NOT_RECORDED}))


def statuses_to_explain(
    findings: Iterable[Recommendation], statuses: Collection[Status], others: Iterable[Status] = ()
) -> tuple[Status, ...]:
    """The statuses that a page with these findings shows: all outstanding ones, those they have or had, and others."""
    shown = {status.id for status in statuses if status.outstanding} | {status.id for status in others}
    unknown = {status.id for status in statuses} - shown
    for finding in findings:
        if not unknown:
            break
        unknown -= finding.statuses
    return tuple(status for status in statuses if status.id not in unknown)


# Lists


def red(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every finding whose status is red, the one that has been red longest first."""
    found = (finding for finding in snapshot.recommendations if finding.red)
    return tuple(sorted(found, key=lambda finding: finding.status_since or date.min))


def overdue(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every open finding past its date, the latest first."""
    return tuple(sorted((f for f in snapshot.recommendations if f.overdue), key=lambda f: -snapshot.days_overdue(f)))


def soon_until(snapshot: Snapshot, next_meeting: date | None) -> date:
    """The last day that is soon: that of the next meeting, or `due_soon_days` from now, whichever is later."""
    ahead = snapshot.day + timedelta(days=snapshot.settings.due_soon_days)
    return max(ahead, next_meeting or ahead)


def due_soon(snapshot: Snapshot, next_meeting: date | None) -> tuple[Recommendation, ...]:
    """Every open finding due from the day on and soon, the nearest first."""
    last = soon_until(snapshot, next_meeting)
    found = (f for f in snapshot.recommendations if f.open and f.due and snapshot.day <= f.due <= last)
    return tuple(sorted(found, key=lambda finding: finding.due or date.max))


def without_date(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every open finding without a due date."""
    return tuple(finding for finding in snapshot.recommendations if finding.open and not finding.due)


def coming_meetings(snapshot: Snapshot) -> tuple[Meeting, ...]:
    """The meetings from the day on, the nearest first."""
    found = (meeting for meeting in snapshot.meetings if meeting.held and meeting.day >= snapshot.day)
    return tuple(sorted(found, key=lambda meeting: (meeting.day, meeting.id)))


def waiting(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every outstanding finding that depends on another body."""
    return tuple(finding for finding in snapshot.recommendations if finding.outstanding and finding.waiting_on)


def often_redated(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every outstanding finding whose due date was changed more than once, the most often changed first."""
    found = (f for f in snapshot.recommendations if f.outstanding and f.times_redated > 1)
    return tuple(sorted(found, key=lambda finding: -finding.times_redated))


def past_first_date(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every open finding past the due date that it was first given, the furthest past it first."""
    found = (finding for finding in snapshot.recommendations if snapshot.days_past_first(finding))
    return tuple(sorted(found, key=lambda finding: -snapshot.days_past_first(finding)))


def judged_otherwise(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every finding that the force has ended and the inspectorate has not, or the other way round."""
    known = {status.id for status in snapshot.settings.inspectorate_statuses}
    return tuple(
        finding
        for finding in snapshot.recommendations
        if finding.inspectorate_status in known
        and (finding.outstanding or finding.ended)
        and (finding.inspectorate_status in snapshot.ended_by_inspectorate) != finding.ended
    )


def not_reviewed(snapshot: Snapshot) -> tuple[Recommendation, ...]:
    """Every outstanding finding with no entry or response after the last meeting's paper.

    Empty where there was no meeting yet.
    """
    start = snapshot.counting_from
    return tuple(f for f in snapshot.recommendations if start and f.outstanding and f.last_word <= start)


# Groups


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year: quarter 1 begins in January."""

    year: int
    quarter: int


def by_due_quarter(snapshot: Snapshot) -> tuple[Group[Quarter | None], ...]:
    """The open findings by the quarter of their due date, the nearest first; those without a date last."""
    due = sorted(finding.due for finding in snapshot.recommendations if finding.open and finding.due)
    quarters = {str(quarter): quarter for quarter in map(_quarter, due)}
    found = (finding for finding in snapshot.recommendations if finding.open)
    return _grouped(found, quarters, lambda finding: str(_quarter(finding.due)) if finding.due else None)


def _quarter(day: date) -> Quarter:
    return Quarter(day.year, (day.month + 2) // 3)


def by_pillar(snapshot: Snapshot) -> tuple[Group[Pillar | None], ...]:
    """All findings by pillar: every pillar of the frameworks in use, and those of no pillar last, if there are any."""
    pillars = {pillar.id: pillar for framework in snapshot.frameworks_in_use for pillar in framework.facts.pillars}
    return _grouped(snapshot.recommendations, pillars, lambda f: f.pillar.id if f.pillar else None)


def by_question(snapshot: Snapshot, framework: Framework) -> tuple[Group[Question | None], ...]:
    """The framework's findings by question: every question, and those of no question last where there are any."""
    questions = {question.id: question for question in framework.facts.questions}
    found = (finding for finding in snapshot.recommendations if finding.inspection.framework.id == framework.id)
    return _grouped(found, questions, lambda f: f.question.id if f.question else None)


def also_about(snapshot: Snapshot, framework: Framework) -> Mapping[str, list[Recommendation]]:
    """The findings that are listed under a question beside their own, where they are counted; by the question's id."""
    found: dict[str, list[Recommendation]] = {question.id: [] for question in framework.facts.questions}
    for finding in snapshot.recommendations:
        if finding.inspection.framework.id == framework.id:
            for question in finding.also:
                found[question.id].append(finding)
    return found


def by_inspection(snapshot: Snapshot) -> tuple[Group[Inspection], ...]:
    """All findings by inspection, the newest report first."""
    inspections = {inspection.id: inspection for inspection in snapshot.inspections}
    return _grouped(snapshot.recommendations, inspections, lambda finding: finding.inspection.id)  # type: ignore[return-value]


def by_status(snapshot: Snapshot) -> tuple[Group[Status], ...]:
    """All findings by status, in the register's order of statuses."""
    statuses = {status.id: status for status in snapshot.statuses}
    return _grouped(snapshot.recommendations, statuses, lambda finding: finding.status.id)  # type: ignore[return-value]


def by_type(snapshot: Snapshot) -> tuple[Group[FindingType], ...]:
    """All findings by type, the gravest first."""
    types = {type.id: type for type in snapshot.settings.types}
    return _grouped(snapshot.recommendations, types, lambda finding: finding.type.id)  # type: ignore[return-value]


def by_owner(snapshot: Snapshot) -> tuple[Group[Owner | None], ...]:
    """All findings by owner, by name; those without one last."""
    return _grouped(snapshot.recommendations, dict(snapshot.owners), lambda finding: finding.role)


def _grouped(
    findings: Iterable[Recommendation], keys: dict[str, Key], key_of: Callable[[Recommendation], str | None]
) -> tuple[Group[Key | None], ...]:
    """A group for each key, empty ones too, in the order of keys; findings of no key last, if there are any."""
    members: dict[str | None, list[Recommendation]] = {key: [] for key in keys}
    for finding in findings:
        members.setdefault(key_of(finding), []).append(finding)
    return tuple(Group(keys.get(key) if key else None, tuple(found)) for key, found in members.items())  # type: ignore[arg-type]


# Grades


def grades_by_pillar(inspection: Inspection) -> tuple[tuple[Pillar | None, tuple[GradeLine, ...]], ...]:
    """The lines of an inspection's table of grades: by pillar in the framework's order, the pillar's own line first.

    Questions outside the pillars come last.
    """
    pillars = (*inspection.framework.facts.pillars, None)
    groups = ((pillar, [line for line in inspection.grades if line.pillar == pillar]) for pillar in pillars)
    return tuple((pillar, tuple(sorted(lines, key=_is_question))) for pillar, lines in groups if lines)


def _is_question(line: GradeLine) -> bool:
    return line.question is not None


def grades_of(
    snapshot: Snapshot, framework: Framework, pillar: str | None, question: str | None
) -> tuple[tuple[Inspection, GradeLine], ...]:
    """The grades that reports gave one question, or one pillar where question is None, the newest report first."""
    return tuple(
        (inspection, line)
        for inspection in snapshot.inspections
        if inspection.framework.id == framework.id
        for line in inspection.grades
        if (line.question.id if line.question else None) == question
        and (question or (line.pillar and line.pillar.id == pillar))
    )
