"""What pages show of the rows of the database: statuses, findings and others' words."""

import sqlite3
from dataclasses import dataclass
from datetime import date

from register.records.invisible import with_stand_ins
from register.records.model import Colour, Stage
from register.wording.sentences import say, say_span

TEXT_LIMIT = 300
"""Letters of a text that a page shows."""


@dataclass(frozen=True)
class Sign:
    """A status as a body calls it."""

    label: str
    colour: Colour
    stage: Stage | None


@dataclass(frozen=True)
class FindingRow:
    """A finding in a list: url is None where its register gives no address."""

    title: str
    url: str | None
    sign: Sign
    owner: str | None
    due: date | None
    late: str  # how late it is; empty where it isn't overdue


def text_of(value: str | None, limit: int = TEXT_LIMIT) -> str:
    """Others' words, without what can't be seen, and no longer than a page can hold."""
    shown = with_stand_ins(value or "")
    return shown if len(shown) <= limit else f"{shown[:limit]}…"


def day_of(value: str | None) -> date | None:
    """The day, as the database holds it."""
    return date.fromisoformat(value) if value else None


def sign_of(row: sqlite3.Row, label: str = "label") -> Sign:
    """The status in the row, whose word stands in the column label."""
    return Sign(text_of(row[label]), Colour(row["colour"]), Stage(row["stage"]) if row["stage"] else None)


def finding_row(row: sqlite3.Row) -> FindingRow:
    """The row of a finding in a list."""
    title = text_of(row["title"]) or say("combined-withheld")
    sign, owner = sign_of(row, "status_label"), text_of(row["owner"])
    late = say("late", span=say_span(row["days_overdue"])) if row["overdue"] else ""
    return FindingRow(title, row["address"], sign, owner, day_of(row["due"]), late)
