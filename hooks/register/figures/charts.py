"""The numbers of each chart, ready to be drawn and to be listed in a table.

The template places a chart as SVG and writes the same numbers below it, so that nothing can be seen that can't be read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from statistics import median_high

from register.figures.bars import Bar, Part, bar_of
from register.figures.promises import promises_of
from register.snapshots.meetings import PaperState
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

MONTHS_AHEAD = 12
_YEAR = 365


def status_over_time(snapshots: Snapshots, snapshot: Snapshot) -> tuple[Bar, ...]:
    """The outstanding findings by status as at each meeting's paper, the oldest first, and as at the day."""
    return tuple(map(_outstanding, positions(snapshots, snapshot)))


def positions(snapshots: Snapshots, snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """The register as at each meeting's paper before the day, the oldest first, and as at the day."""
    given = snapshot.meetings_with_paper(PaperState.GIVEN)
    past = sorted({meeting.as_at for meeting in given} - {snapshot.day})
    return (*map(snapshots.as_recorded, past), snapshot)


def _outstanding(snapshot: Snapshot) -> Bar:
    counted = Counter(finding.status.id for finding in snapshot.recommendations)
    return bar_of(snapshot.day, counted, (status for status in snapshot.statuses if status.outstanding))


_LIMITS = (0, _YEAR // 4, _YEAR // 2, _YEAR, 2 * _YEAR)


@dataclass(frozen=True)
class TimeToEnd:
    """How long the ended findings took from receipt: bars by days, and the days that half of them took at most.

    A bar is of (more than, up to); the last has no upper limit. half is None where no finding has ended.
    """

    bars: tuple[Bar, ...]
    half: int | None


def time_to_end(snapshot: Snapshot) -> TimeToEnd:
    """The ended findings; withdrawn ones are left out, for they were never work to do."""
    took = [(f.closed - f.received).days for f in snapshot.recommendations if f.closed and not f.withdrawn]
    return TimeToEnd(_by_span(took), median_high(took) if took else None)


def _by_span(found: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each span of days, with how many of the numbers of days are in it."""
    spans = [*pairwise(_LIMITS), (_LIMITS[-1], None)]
    return tuple(Bar(span, (Part(sum(_within(days, *span) for days in found), None),)) for span in spans)


def in_months(days: int) -> int:
    """The days as whole months, by years of 365 days."""
    return round(days * 12 / _YEAR)


def _within(days: int, more_than: int, up_to: int | None) -> bool:
    return (days > more_than or more_than == 0) and (up_to is None or days <= up_to)


@dataclass(frozen=True)
class Slipped:
    """The outstanding findings whose date was moved to a later one: bars by days, the middle slip, and of how many."""

    bars: tuple[Bar, ...]
    half: int | None
    outstanding: int

    @property
    def moved(self) -> int:
        """How many have slipped."""
        return sum(bar.number for bar in self.bars)


def slipped(snapshot: Snapshot) -> Slipped:
    """How far the dates of outstanding findings are now from the first ones, where they are later."""
    outstanding = [finding for finding in snapshot.recommendations if finding.outstanding]
    slips = [finding.slip for finding in outstanding if finding.slip and finding.slip > 0]
    return Slipped(_by_span(slips), median_high(slips) if slips else None, len(outstanding))


def steps_kept(snapshot: Snapshot) -> tuple[Bar, ...]:
    """The steps that outstanding and ended findings promised, by what became of them."""
    promises = promises_of(snapshot.recommendations, snapshot.day)
    return tuple(Bar(state, (Part(number, None),)) for state, number in promises.by_state)


@dataclass(frozen=True)
class DueAhead:
    """The open findings by when they are due: bars for the next twelve months, and the numbers beside them.

    open = overdue + shown + later + undated.
    """

    bars: tuple[Bar, ...]
    open: int
    overdue: int
    later: int
    undated: int

    @property
    def shown(self) -> int:
        """How many the bars are together."""
        return sum(bar.number for bar in self.bars)


def due_ahead(snapshot: Snapshot) -> DueAhead:
    """The open findings due in each of the next twelve months, the day's own month first, by status."""
    months = [_month_after(snapshot.day, step) for step in range(MONTHS_AHEAD)]
    due: dict[date, Counter[str]] = {month: Counter() for month in months}
    found = [finding for finding in snapshot.recommendations if finding.open]
    ahead = [finding for finding in found if finding.due and not finding.overdue]
    for finding in ahead:
        due.setdefault(finding.due.replace(day=1), Counter())[finding.status.id] += 1  # type: ignore[union-attr]
    bars = tuple(bar_of(month, due[month], snapshot.statuses) for month in months)
    return DueAhead(
        bars,
        open=len(found),
        overdue=sum(finding.overdue for finding in found),
        later=len(ahead) - sum(bar.number for bar in bars),
        undated=sum(finding.due is None for finding in found),
    )


def _month_after(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)
