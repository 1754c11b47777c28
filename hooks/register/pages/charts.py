"""The page of charts, each with its numbers in a table below it."""

from register.figures import charts as figures
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say


def charts(renderer: Renderer, snapshots: Snapshots) -> Page:
    """The page of charts."""
    snapshot = renderer.snapshot

    def values() -> Values:
        return {
            "over_time": figures.status_over_time(snapshots, snapshot),
            "ahead": figures.due_ahead(snapshot),
            "to_end": figures.time_to_end(snapshot),
            "matrices": figures.grade_matrices(snapshot),
            "meanings": renderer.overview.explained,
        }

    return page_from(renderer, Address.PICTURES, say("pictures-title"), "charts.html", values)
