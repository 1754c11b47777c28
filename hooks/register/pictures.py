"""What would people rather see than read? The numbers of each picture, ready to be drawn and to stand in a table.

A picture is rows of bars; a bar is parts that add up to it. The templates draw it as SVG and write the same numbers
below it, so that nothing can be seen that can't be read.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from register.as_at import Days
from register.model import Grade, Status
from register.snapshot import Framework, Inspection, Snapshot
from register.summary import grades_of, totals

MONTHS_AHEAD = 12
_YEAR = 365


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many findings, and of which status (None: all alike)."""

    number: int
    status: Status | None


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and its parts."""

    of: date | str | tuple[int, int | None]
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """How many findings the parts are together."""
        return sum(part.number for part in self.parts)


def status_over_time(days: Days, now: Snapshot) -> tuple[Bar, ...]:
    """The outstanding findings by status as at each meeting's paper, the oldest first, and as at the day."""
    past = sorted({meeting.as_at for meeting in now.meetings if meeting.as_at < now.day})
    return tuple(_outstanding(then) for then in (*map(days.as_recorded, past), now))


def _outstanding(then: Snapshot) -> Bar:
    found = [finding for finding in then.recommendations if finding.outstanding]
    by_status = totals(found, then.statuses).by_status
    return Bar(then.day, tuple(Part(number, status) for status, number in by_status if number))


_LIMITS = (0, _YEAR // 4, _YEAR // 2, _YEAR, 2 * _YEAR)


def time_to_end(now: Snapshot) -> tuple[Bar, ...]:
    """The ended findings by how many days they took from receipt, as (more than, up to); the last has no upper limit.

    Withdrawn ones are left out: they were never work to do.
    """
    took = [(f.closed - f.received).days for f in now.recommendations if f.closed and not f.withdrawn]
    spans = [*pairwise(_LIMITS), (_LIMITS[-1], None)]
    return tuple(Bar(span, (Part(sum(_within(days, *span) for days in took), None),)) for span in spans)


def _within(days: int, more_than: int, up_to: int | None) -> bool:
    return (days > more_than or more_than == 0) and (up_to is None or days <= up_to)


def due_ahead(now: Snapshot) -> tuple[Bar, ...]:
    """The open findings due in each of the next twelve months, the day's own month first, by status."""
    months = [_month_after(now.day, step) for step in range(MONTHS_AHEAD)]
    due: dict[date, Counter[str]] = {month: Counter() for month in months}
    for finding in now.recommendations:
        month = finding.due.replace(day=1) if finding.due else None
        if finding.open and month in due and not finding.overdue:
            due[month][finding.status.id] += 1
    return tuple(Bar(month, _parts(due[month], now.statuses)) for month in months)


def _month_after(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


def _parts(counted: Counter[str], statuses: Iterable[Status]) -> tuple[Part, ...]:
    return tuple(Part(counted[status.id], status) for status in statuses if counted[status.id])


@dataclass(frozen=True)
class Matrix:
    """The grades of one framework: a line for each question, a column for each report, the oldest first."""

    framework: Framework
    inspections: tuple[Inspection, ...]
    lines: tuple[tuple[str, tuple[Grade | None, ...]], ...]


def grade_matrices(now: Snapshot) -> tuple[Matrix, ...]:
    """A matrix for each framework whose questions were graded."""
    return tuple(matrix for framework in now.frameworks if (matrix := _matrix(now, framework)).inspections)


def _matrix(now: Snapshot, framework: Framework) -> Matrix:
    graded = [i for i in reversed(now.inspections) if i.framework.id == framework.id and i.grades]
    lines = []
    for question in framework.facts.questions:
        by_inspection = {i.id: line.grade for i, line in grades_of(now, framework, question.pillar, question.id)}
        lines.append((question.label, tuple(by_inspection.get(i.id) for i in graded)))
    return Matrix(framework, tuple(graded), tuple(lines))
