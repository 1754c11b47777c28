"""Takes a changed row into the record that is there already: as entries of its history and as responses."""

from datetime import date
from typing import Any

from register.editing.trackers.asking import Inquiry
from register.editing.trackers.drafts import Draft, Identified
from register.records.folder import File
from register.records.record import Record, Records


class NotTaken(Exception):
    """The record can't take the row in. The message says why, as of several rows."""


def changed(finding: Identified, records: Records, today: date, inquiry: Inquiry) -> File | None:
    """The file with what the row says newly; None where it says nothing new."""
    return None
