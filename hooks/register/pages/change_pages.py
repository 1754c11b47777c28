"""The pages of changes: what changed since the last meeting, and in the time before each meeting, a page each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from register.figures.change_counts import changes_by_kind, count_changes
from register.figures.changes import Changes, changes_between, changes_since_last_meeting
from register.figures.tables import period_blocks
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.snapshots.meetings import Meeting, PaperState
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say


@dataclass(frozen=True)
class _Period:
    """The time before a meeting that was held: its meeting, and what changed since the meeting before it."""

    meeting: Meeting
    snapshots: Snapshots
    said_of: str
    """The committee, where there is more than one."""

    @property
    def title(self) -> str:
        """The days between which it lies, and the committee."""
        title = say("changes-up-to", end=self.meeting.as_at)
        if self.meeting.previous:
            title = say("changes-period", start=self.meeting.previous, end=self.meeting.as_at)
        return f"{title} ({self.said_of})" if self.said_of else title

    @property
    def changes(self) -> Changes:
        """What changed in it."""
        previous = self.meeting.previous
        before = self.snapshots.as_recorded(previous) if previous else None
        return changes_between(before, self.snapshots.as_recorded(self.meeting.as_at))


def changes(renderer: Renderer, snapshots: Snapshots) -> Iterator[Page]:
    """The page of what changed lately, and a page for the time before each meeting."""
    periods = tuple(_periods(renderer.snapshot, snapshots))
    title = say("changes-page-title")
    values = partial(_lately, renderer, snapshots, periods)
    yield page_from(renderer, Address.CHANGES, title, "changes.html", values, contents=True)
    for period in periods:
        address, title = Address.changes_before(period.meeting.id), say("changes-of-title", period=period.title)
        yield page_from(renderer, address, title, "changes_before.html", partial(_of_period, renderer, period))


def _periods(snapshot: Snapshot, snapshots: Snapshots) -> Iterator[_Period]:
    """The time before each meeting whose paper was given, the latest first."""
    several = len(snapshot.committees) > 1
    for meeting in snapshot.meetings:
        if meeting.held and snapshot.papers[meeting.id] is PaperState.GIVEN and meeting.day < snapshot.day:
            yield _Period(meeting, snapshots, meeting.committee if several else "")


def _lately(renderer: Renderer, snapshots: Snapshots, periods: tuple[_Period, ...]) -> Values:
    since = changes_since_last_meeting(renderer.snapshot, snapshots)
    latest = periods[0] if periods else None
    before = latest.changes if latest else None
    last = renderer.snapshot.last_meeting
    return {
        "since": since,
        "committee": last.committee if last and len(renderer.snapshot.committees) > 1 else "",
        "counted": count_changes(since, say("changes-counted")) if since else "",
        "side_by_side": [changes_by_kind(since, before)] if since and before else [],
        "changed": list(period_blocks(since)) if since else [],
        "before": latest,
        "counted_before": count_changes(before, say("changes-counted")) if before else "",
        "changed_before": list(period_blocks(before)) if before else [],
        "periods": [(period.title, period.meeting) for period in periods],
        "meanings": renderer.overview.explained,
    }


def _of_period(renderer: Renderer, period: _Period) -> Values:
    changes = period.changes
    return {
        "meeting": period.meeting,
        "counted": count_changes(changes, say("changes-counted")),
        "changed": list(period_blocks(changes)),
        "meanings": renderer.overview.explained,
    }
