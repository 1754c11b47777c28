"""The home page: what is red, late or soon due, what changed since the last meeting, and how it all adds up."""

from register.figures.blocks import Block
from register.figures.change_counts import count_changes, movements_table
from register.figures.changes import Changes, changes_since_last_meeting
from register.figures.finding_blocks import card
from register.figures.tables import period_blocks, tiles, totals_table
from register.pages.addresses import Address
from register.pages.corrections import Corrections
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say

SOME_CARDS = 5
"""Up to how many red findings stand on cards."""
SOME_ROWS = 20
"""How many rows of another list the page shows; the list itself has a page."""


def home(renderer: Renderer, snapshots: Snapshots, corrected: Corrections) -> Page:
    """The home page. Its title and first words are written in docs/index.md."""
    snapshot, overview = renderer.snapshot, renderer.overview

    def values() -> Values:
        since = changes_since_last_meeting(snapshot, snapshots)
        return {
            "numbers": overview.totals,
            "repeating": overview.repeating,
            "tiles": tiles(overview.totals, linked=True),
            "totals": [totals_table(overview.status_table, say("totals-caption"), linked=True)],
            "red": overview.red,
            "cards": [card(finding, snapshot) for finding in overview.red] if len(overview.red) <= SOME_CARDS else (),
            "late": overview.overdue,
            "latest": overview.overdue[:SOME_ROWS],
            "soon": overview.due_soon,
            "soon_until": overview.soon_until,
            "nearest": overview.due_soon[:SOME_ROWS],
            "undated": overview.without_date,
            "clocks": [clock for clock in overview.response_clocks if clock.awaited],
            "since": since,
            "counted": count_changes(since, say("changes-counted")) if since else "",
            "changes": _changes(since) if since else (),
            "counted_since": count_changes(since, say("changes-counted-since", start=since.start)) if since else "",
            "too_many_changes": bool(since and _are_too_many(since)),
            "corrections": corrected.new(snapshot),
            "meanings": overview.explained,
        }

    return page_from(renderer, Address.HOME, say("red-title"), "home.html", values)


def _are_too_many(changes: Changes) -> bool:
    return len(changes.changes) > SOME_ROWS


def _changes(since: Changes) -> list[Block]:
    """The changes; where there are too many to list here, how the numbers came about."""
    return [movements_table(since)] if _are_too_many(since) else list(period_blocks(since))
