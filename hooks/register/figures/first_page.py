"""What the first page of a paper and the first screen of the home page say, as values."""

from dataclasses import dataclass
from datetime import date

from register.figures import summary
from register.figures.bars import Bar
from register.figures.changes import Changes, changes_between
from register.figures.families import Family, families
from register.figures.points import Point, points
from register.figures.promises import PromisedStep, Promises, promised_by, steps_due
from register.figures.response_clock import ResponseClock, response_clocks
from register.figures.trend import trend
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots


@dataclass(frozen=True)
class FirstPage:
    """The problems, what changed, what was promised, what falls due, what to raise, and how the numbers develop.

    since: the day after which the changes came (None: there was no meeting before). until: the last day that is soon.
    """

    snapshot: Snapshot
    since: date | None
    red: tuple[Family, ...]
    changes: Changes
    promises: Promises  # the steps that stood on that day, and what became of them
    due: tuple[Recommendation, ...]
    steps_due: tuple[PromisedStep, ...]
    until: date
    clocks: tuple[ResponseClock, ...]  # of the responses that are awaited
    points: tuple[Point, ...]
    trend: tuple[Bar, ...]


def make_first_page(
    snapshots: Snapshots,
    snapshot: Snapshot,
    since: date | None,
    next_meeting: date | None,
    in_paper: bool,
    heard_since: date | None = None,
) -> FirstPage:
    """What is so in the snapshot, and what happened since the day. in_paper: see changes_between.

    heard_since: the day since which news of a red finding can be expected, where that is another than since.
    """
    before = snapshots.as_recorded(since) if since else None
    until = summary.soon_until(snapshot, next_meeting)
    return FirstPage(
        snapshot=snapshot,
        since=since,
        red=families(summary.red(snapshot)),
        changes=changes_between(before, snapshot, in_paper),
        promises=promised_by(before, snapshot) if before else Promises(()),
        due=summary.due_soon(snapshot, next_meeting),
        steps_due=steps_due(snapshot, until),
        until=until,
        clocks=tuple(clock for clock in response_clocks(snapshot) if clock.awaited),
        points=points(snapshot, heard_since or since),
        trend=trend(snapshots, snapshot),
    )
