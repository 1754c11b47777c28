"""The home page: the first screen of a paper as at today, then how all the numbers add up."""

from collections.abc import Iterator
from datetime import date

from register.figures.acceptance import say_acceptance
from register.figures.blocks import Block, Line, paragraph
from register.figures.change_counts import movements_table
from register.figures.changes import changes_between
from register.figures.first_page import FirstPage, make_first_page
from register.figures.first_page_blocks import in_summary, points_to_raise, trend_chart, what_changed
from register.figures.tables import tiles, totals_table
from register.pages.addresses import Address
from register.pages.corrections import Corrections
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say

_WAYS = {"red": {"page": ("red",)}, "steps": {"page": ("lists",)}} | {
    name: {"page": ("overdue",)} for name in ("late", "due")
}
_CHANGES = {"page": ("changes",)}


def home(renderer: Renderer, snapshots: Snapshots, corrected: Corrections) -> Page:
    """The home page. Its title and first words are written in docs/index.md."""
    snapshot, overview = renderer.snapshot, renderer.overview

    def values() -> Values:
        since, last = snapshot.counting_from, snapshot.last_meeting
        first = make_first_page(snapshots, snapshot, since, snapshot.next_meeting, False, _heard_since(snapshot))
        return {
            "numbers": overview.totals,
            "repeating": overview.repeating,
            "summary": list(in_summary(first, _changed(first, snapshots), _WAYS)),
            "last": last if last and last.decided else None,
            "points": list(points_to_raise(first)),
            "trend": list(trend_chart(first)),
            "totals": list(_totals(renderer, first)),
            "corrections": corrected.new(snapshot),
            "anything_corrected": bool(corrected.listed),
            "meanings": overview.explained,
        }

    return page_from(renderer, Address.HOME, say("home-title"), "home.html", values)


def _heard_since(snapshot: Snapshot) -> date | None:
    """The last meeting's day, or the one before while the last is so new that nobody can have more to say."""
    last = snapshot.last_meeting
    if last and (snapshot.day - last.as_at).days <= snapshot.settings.due_soon_days:
        return last.previous
    return None


def _changed(first: FirstPage, snapshots: Snapshots) -> Iterator[Line]:
    """What changed since the last meeting, and in the time before it."""
    last, start = first.snapshot.last_meeting, first.since
    if not start:
        return
    committee = last.committee if last else ""
    lead = say("changes-since-meeting" if last else "changes-counted-since", start=start, committee=committee)
    yield what_changed(first.changes, lead, _CHANGES)
    if last:
        before = snapshots.as_recorded(last.previous) if last.previous else None
        changes = changes_between(before, snapshots.as_recorded(last.as_at))
        lead = say("changes-before-meeting", start=last.previous) if last.previous else say("changes-up-to-meeting")
        yield what_changed(changes, lead, {"page": ("changes_before", last.id)})


def _totals(renderer: Renderer, first: FirstPage) -> Iterator[Block]:
    """How many findings there are of which status and type, and how the numbers came about."""
    overview = renderer.overview
    yield from tiles(overview.totals, linked=True)
    if acceptance := say_acceptance(renderer.snapshot.recommendations):
        yield paragraph(acceptance)
    yield totals_table(overview.status_table, say("totals-caption"), linked=True)
    if first.since and first.changes.moved:
        yield movements_table(first.changes)
