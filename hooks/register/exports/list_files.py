"""The lists of pages as files for spreadsheets, each beside its page: the same rows, in the same order."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from register.exports.cells import cell, table_as_csv
from register.exports.version_1 import COLUMNS, row_of
from register.figures.changes import Change, Changes
from register.pages.page import Listed, Page

CHANGES = ("finding", "title", "date", "recorded", "kind", "was", "now", "reason", "approved_by")
"""The columns of a list of changes, called as in the table of all changes in register.zip."""


def list_files(pages: Iterable[Page], private: bool = False) -> Mapping[str, Callable[[], bytes]]:
    """What makes the file of each list of the pages, by its address."""
    rows: dict[str, tuple[str, ...]] = {}  # a finding stands in half a dozen lists
    return {address: partial(_file, listed, rows, private) for page in pages for address, listed in page.lists.items()}


def _file(listed: Callable[[], Listed], rows: dict[str, tuple[str, ...]], private: bool) -> bytes:
    found = listed()
    if isinstance(found, Changes):
        return table_as_csv(CHANGES, map(_row_of_change, found.changes), private)
    for finding in found:
        if finding.id not in rows:
            rows[finding.id] = row_of(finding)
    return table_as_csv(COLUMNS, (rows[finding.id] for finding in found), private)


def _row_of_change(change: Change) -> tuple[str, ...]:
    finding, recorded = change.finding, change.recorded
    values = (finding.id, finding.title, change.day, recorded, change.kind, change.was, change.now)
    return tuple(map(cell, (*values, change.reason, change.approved_by)))
