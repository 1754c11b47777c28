"""Whether a grade improved or declined: computed from the grades themselves, never typed."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date

from register.records.inspecting import published_by
from register.records.model import Grade, GradeRow, Progress
from register.records.record import Record, Records


def computed_progress(before: str | None, now: str, scale: Iterable[Grade]) -> Progress | None:
    """How the grade moved on a scale that lists the best first; None where either is not a judgment on it."""
    rank = {grade.id: position for position, grade in enumerate(scale) if grade.ranked}
    if before not in rank or now not in rank:
        return None
    if rank[now] == rank[before]:
        return Progress.SAME
    return Progress.IMPROVED if rank[now] < rank[before] else Progress.DECLINED


def grade_before(row: GradeRow, inspection: Record, records: Records, day: date = date.max) -> str | None:
    """The grade before: the row's own `previous`, else that of the newest earlier report of a comparable framework.

    Only reports that were in the register on the day count.
    """
    return row.previous or earlier_grade(row, inspection, records, day)


def earlier_grade(row: GradeRow, inspection: Record, records: Records, day: date) -> str | None:
    """The grade that the newest earlier report of a comparable framework gave the same pillar or question."""
    if inspection.facts.published is None:
        return None
    given = records.grades_given.get((row.pillar, row.question), [])
    for _, id, grade in reversed(given[: bisect_left(given, (inspection.facts.published,))]):
        earlier = records.inspections[id]
        if published_by(earlier, day) and _comparable(inspection, earlier.facts.framework, records):
            return grade
    return None


def _comparable(inspection: Record, other: str, records: Records) -> bool:
    """Whether grades of the inspection may be compared with those of the other framework."""
    framework = records.frameworks.get(inspection.facts.framework or "")
    stated = framework.facts.comparable_with if framework and framework.sound("comparable_with") else ()
    return inspection.facts.framework == other or other in stated
