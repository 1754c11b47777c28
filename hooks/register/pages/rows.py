"""The rows of a long list as one file, for a browser that sorts and filters all of its pages.

A long list of all findings is cut into pages, see pagination.py. One file holds the rows of all of them, and what the
list can be filtered by; docs/assets/register.js fetches it when a reader first needs it. Texts that many rows share,
such as owners and days, are in it once.
"""

from collections.abc import Iterator

from register.figures.standing import say_late, say_redated
from register.figures.tables import about_in_list
from register.pages.facets import facets_of
from register.pages.json_files import json_file
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording import sentences

_COLUMNS = ("id", "title", "status", "order", "kind", "closed", "owner", "due", "late", "redated", "facets")


def make_rows(snapshot: Snapshot) -> bytes:
    """The file of all rows, as JSON: the columns' names, the texts, the ids of the statuses, the facets, and the rows.

    A status is its index among the statuses, which is also its order; a value from kind to redated is the index of a
    text; facets has, for each facet, the index of the option that the finding has.
    order is the day that rows are sorted by when they are sorted by due date.
    """
    places: dict[str, int] = {}
    facets = facets_of(snapshot)
    options = zip(*(facet.chosen for facet in facets), strict=True)
    rows = [
        [*_row(finding, snapshot, places), chosen]
        for finding, chosen in zip(snapshot.recommendations, options, strict=True)
    ]
    offered = [{"name": facet.name, "label": facet.label, "options": facet.options} for facet in facets]
    statuses = [status.id for status in snapshot.statuses]
    content = {"columns": _COLUMNS, "texts": list(places), "statuses": statuses, "facets": offered, "rows": rows}
    return json_file(content)


def _row(finding: Recommendation, snapshot: Snapshot, places: dict[str, int]) -> list[str | int]:
    """The values of the row. New texts get the next indexes."""
    order = finding.due.isoformat() if finding.due else "9999"
    facts = [finding.id, finding.title, snapshot.status_order[finding.status.id], order]
    return [*facts, *(places.setdefault(text, len(places)) for text in _texts(finding, snapshot))]


def _texts(finding: Recommendation, snapshot: Snapshot) -> Iterator[str]:
    """The texts of the row, in the order of the columns, as in the table of findings on a page."""
    yield about_in_list(finding)
    yield sentences.say_day(finding.closed) if finding.closed else ""
    yield finding.owner or sentences.say("no-owner")
    yield from _due(finding, snapshot) if finding.outstanding else ("", "", _was_due(finding))


def _was_due(finding: Recommendation) -> str:
    return f"{sentences.say('was-due')} {sentences.say_day(finding.due)}" if finding.due else ""


def _due(finding: Recommendation, snapshot: Snapshot) -> tuple[str, str, str]:
    """The due date, how late it is, and how far it was moved."""
    day = sentences.say_day(finding.due) if finding.due else sentences.say("no-date")
    return day, say_late(finding, snapshot), say_redated(finding) if finding.times_redated else ""
