"""The page of changes: since the last meeting, and between each meeting and the one before it."""

from collections.abc import Iterator

from register.figures.changes import Changes, changes_between, changes_since_last_meeting
from register.figures.tables import count_changes, period_blocks
from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.snapshots.meetings import Meeting, PaperState
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say


def changes(renderer: Renderer, snapshots: Snapshots) -> Page:
    """The page of changes."""
    snapshot = renderer.snapshot
    return page_from(
        renderer,
        Address.CHANGES,
        say("changes-page-title"),
        "changes.html",
        lambda: {
            "periods": [
                (meeting, changes, count_changes(changes, say("changes-counted")), list(period_blocks(changes)))
                for meeting, changes in _periods(snapshot, snapshots)
            ],
            "meanings": renderer.overview.explained,
        },
        contents=True,
    )


def _periods(snapshot: Snapshot, snapshots: Snapshots) -> Iterator[tuple[Meeting | None, Changes]]:
    """The latest first, each with the meeting at which it ended, or that it counts from where it goes on."""
    if latest := changes_since_last_meeting(snapshot, snapshots):
        yield snapshot.last_meeting, latest
    for meeting in snapshot.meetings:
        if meeting.held and snapshot.papers[meeting.id] is PaperState.GIVEN and meeting.day < snapshot.day:
            before = snapshots.as_recorded(meeting.previous) if meeting.previous else None
            yield meeting, changes_between(before, snapshots.as_recorded(meeting.as_at))
