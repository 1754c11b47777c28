"""How the number of outstanding findings developed over the year before a day."""

from collections import Counter
from datetime import date, timedelta
from itertools import dropwhile

from register.figures.bars import Bar, bar_of
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

_STEPS = 4
_QUARTER = timedelta(days=91)


def trend(snapshots: Snapshots, snapshot: Snapshot) -> tuple[Bar, ...]:
    """The outstanding findings by status on the day and each 13 weeks before it, for a year, the oldest first.

    The days hang on the day alone, so that no later record moves one of them. Those before the first finding are left
    out.
    """
    days = days_before(snapshot.day)
    before = [_bar(day, snapshots.statuses_as_recorded(day), snapshot) for day in days]
    now = Counter(finding.status.id for finding in snapshot.recommendations)
    return (*dropwhile(lambda bar: not bar.parts, before), _bar(snapshot.day, now, snapshot))


def days_before(day: date) -> tuple[date, ...]:
    """The earlier days that the trend as at the day shows, the oldest first."""
    return tuple(day - _QUARTER * step for step in range(_STEPS, 0, -1))


def _bar(day: date, counted: Counter[str], snapshot: Snapshot) -> Bar:
    return bar_of(day, counted, (status for status in snapshot.statuses if status.outstanding))
