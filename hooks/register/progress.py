"""Did a grade get better? Computed from the grades themselves, never typed."""

from collections.abc import Iterable
from datetime import date

from register.model import Grade, GradeRow, Progress
from register.records import Record, Records


def computed_progress(before: str | None, now: str, scale: Iterable[Grade]) -> Progress | None:
    """How the grade moved on a scale that lists the best first; None where one of the two is no judgment on it."""
    rank = {grade.id: place for place, grade in enumerate(scale) if grade.ranked}
    if before not in rank or now not in rank:
        return None
    if rank[now] == rank[before]:
        return Progress.SAME
    return Progress.IMPROVED if rank[now] < rank[before] else Progress.DECLINED


def grade_before(row: GradeRow, inspection: Record, records: Records) -> str | None:
    """The grade before: the row's own `previous`, else that of the newest earlier report of a comparable framework."""
    return row.previous or earlier_grade(row, inspection, records)


def earlier_grade(row: GradeRow, inspection: Record, records: Records) -> str | None:
    """The grade that the newest earlier report of a comparable framework gave the same pillar or question."""
    day = _day(inspection)
    if day is None:
        return None
    earlier = [
        (_day(other), other.id, match.grade)
        for other in records.inspections.values()
        if other.sound("grades", "published", "fieldwork_ended", "framework")
        and _comparable(inspection, other, records)
        and (_day(other) or date.max) < day
        for match in other.facts.grades
        if (match.pillar, match.question) == (row.pillar, row.question)
    ]
    return max(earlier)[2] if earlier else None


def _day(inspection: Record) -> date | None:
    return inspection.facts.published


def _comparable(one: Record, other: Record, records: Records) -> bool:
    if one.facts.framework == other.facts.framework:
        return True
    framework = records.frameworks.get(one.facts.framework or "")
    return bool(
        framework and framework.sound("comparable_with") and other.facts.framework in framework.facts.comparable_with
    )
