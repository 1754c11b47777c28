"""The pages of changes: what changed since the last meeting, and in the time before each meeting, a page each."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from register.figures.blocks import Heading, Paragraph, Text, line, paragraph
from register.figures.change_counts import changes_by_kind, count_changes
from register.figures.changes import Changes, changes_between, changes_since_last_meeting
from register.figures.tables import period_blocks
from register.pages.addresses import Address
from register.pages.page import Page, Values
from register.pages.pagination import WHOLE, Download, PageBlock, in_parts, rows_in
from register.pages.rendering import Renderer
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, within

_FILE = "changes"
"""The name of the file of the changes of a page."""


@dataclass(frozen=True, eq=False)
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
    def entries(self) -> int:
        """How many entries it has, by which its page is cut: they are known without the changes."""
        return self.snapshots.entries_between(self.meeting.previous, self.meeting.as_at)

    @cached_property
    def changes(self) -> Changes:
        """What changed in it."""
        previous = self.meeting.previous
        before = self.snapshots.as_recorded(previous) if previous else None
        return changes_between(before, self.snapshots.as_recorded(self.meeting.as_at))


def changes(renderer: Renderer, snapshots: Snapshots) -> Iterator[Page]:
    """The pages of what changed lately, and those of the time before each meeting."""
    periods = tuple(_periods(renderer.snapshot, snapshots))
    yield from _pages_of_late(_Lately(renderer, snapshots, periods[0] if periods else None), periods)
    for period in periods:
        yield from _pages_of_period(renderer, period)


def _periods(snapshot: Snapshot, snapshots: Snapshots) -> Iterator[_Period]:
    """The time before each meeting whose paper was given, the latest first."""
    several = len(snapshot.committees) > 1
    for meeting in snapshot.past_meetings:
        yield _Period(meeting, snapshots, meeting.committee if several else "")


@dataclass(frozen=True, eq=False)
class _Lately:
    """What changed since the last meeting, and in the time before it."""

    renderer: Renderer
    snapshots: Snapshots
    before: _Period | None

    @property
    def entries(self) -> int:
        """How many entries there were since the last meeting."""
        start, day = self.renderer.snapshot.counting_from, self.renderer.snapshot.day
        return self.snapshots.entries_between(start, day) if start else 0

    @cached_property
    def changes(self) -> Changes | None:
        """What changed since the last meeting."""
        return changes_since_last_meeting(self.renderer.snapshot, self.snapshots)

    @property
    def whole(self) -> bool:
        """Whether there is room for the time before too, which has a page of its own."""
        return self.before is not None and self.entries + self.before.entries <= WHOLE

    @property
    def rows(self) -> int:
        """By how many rows the page is cut."""
        return self.entries + (self.before.entries if self.before and self.whole else 0)

    def body(self) -> Iterator[PageBlock]:
        """The sections of the page."""
        last = self.renderer.snapshot.last_meeting
        if since := self.changes:
            several = last and len(self.renderer.snapshot.committees) > 1
            committee = f" ({last.committee})" if last and several else ""
            yield Heading(2, line(say("changes-since", start=since.start), committee), "since")
            yield paragraph(count_changes(since, say("changes-counted")))
            yield from _listed(since, self.renderer.list_file(Address.CHANGES, _FILE), "since-")
        else:
            yield paragraph(say("changes-none-yet"))
        if self.before:
            yield from self._before(self.before)

    def _before(self, period: _Period) -> Iterator[PageBlock]:
        meeting = period.meeting
        counted = count_changes(period.changes, say("changes-counted"))
        page = Text(say("changes-all"), page=("changes_before", meeting.id))
        paper = Text(say("read-paper", day=meeting.day), page=("meeting", meeting.id))
        yield Heading(2, line(period.title), "before")
        yield Paragraph(line(f"{counted} ", *(() if self.whole else (page, " · ")), paper))
        if self.whole:
            yield from period_blocks(period.changes, "before-")


def _listed(changes: Changes, file: str, named: str = "") -> Iterator[PageBlock]:
    if changes.changes:
        yield Download(file, len(changes.changes), of_changes=True)
    yield from period_blocks(changes, named)


def _pages_of_late(lately: _Lately, periods: tuple[_Period, ...]) -> Iterator[Page]:
    renderer, title = lately.renderer, say("changes-page-title")

    def values() -> Values:
        since, before = lately.changes, lately.before
        return {
            "side_by_side": [changes_by_kind(since, before.changes)] if since and before else [],
            "periods": [(period.title, period.meeting) for period in periods],
            "meanings": renderer.overview.explained,
        }

    lists = {renderer.list_file(Address.CHANGES, _FILE): lambda: lately.changes or ()}
    return in_parts(
        renderer, Address.CHANGES, title, "changes.html", values, lately.body, lately.rows, contents=True, lists=lists
    )


def _pages_of_period(renderer: Renderer, period: _Period) -> Iterator[Page]:
    address, title = Address.changes_before(period.meeting.id), say("changes-of-title", period=within(period.title))
    file = renderer.list_file(address, _FILE)
    values = {"meeting": period.meeting, "meanings": renderer.overview.explained}

    def body() -> Iterator[PageBlock]:
        yield Heading(2, line(say("changes-all")), "changes")
        yield paragraph(count_changes(period.changes, say("changes-counted")))
        yield from _listed(period.changes, file)

    lists = {file: lambda: period.changes}
    # Of the first time most entries are new findings, which are told by report: they say little of how long it is.
    rows = period.entries if period.meeting.previous else rows_in(body())
    return in_parts(renderer, address, title, "changes_before.html", lambda: values, body, rows, lists=lists)
