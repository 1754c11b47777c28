"""The values of the parts that many pages are made of, in the words that readers see (templates/parts.html)."""

from dataclasses import dataclass

from register.figures.changes import Change, Changes
from register.figures.summary import Totals
from register.figures.tables import count_changes, moved, say_types, title_of, why
from register.pages.change_report import grade_moved
from register.records.model import Status
from register.snapshots.snapshot import GradeLine, Inspection
from register.wording.sentences import say


@dataclass(frozen=True)
class Tiles:
    """How many findings are outstanding, of which status (adding up to outstanding), overdue, and of which type."""

    outstanding: int
    by_status: tuple[tuple[Status, int], ...]
    overdue: int
    types: str


def tiles_of(numbers: Totals) -> Tiles:
    """The tiles for these numbers."""
    outstanding = say_types(say("types-of-outstanding"), numbers.outstanding_by_type)
    all_types = say_types(say("types-of-all"), numbers.by_type)
    return Tiles(numbers.outstanding, numbers.outstanding_by_status, numbers.overdue, f"{outstanding} {all_types}")


# What happened in a time


@dataclass(frozen=True)
class ChangeRow:
    """A change with what was and is, and why, in words."""

    change: Change
    moved: str
    why: str


@dataclass(frozen=True)
class GradeMove:
    """A grade that a report raised or lowered, with what it was and is."""

    inspection: Inspection
    line: GradeLine
    moved: str


@dataclass(frozen=True)
class Period:
    """The changes of a time in words: the caption of their table, how many of each kind, and each by itself."""

    changes: Changes
    caption: str
    counted: str
    rows: tuple[ChangeRow, ...]
    grades: tuple[GradeMove, ...]


def period_of(changes: Changes) -> Period:
    """The changes in words."""
    rows = tuple(ChangeRow(change, moved(change.was, change.now), why(change)) for change in changes.changes)
    grades = tuple(GradeMove(*graded, grade_moved(graded[1])) for graded in changes.grades)
    return Period(changes, title_of(changes), count_changes(changes, say("changes-counted")), rows, grades)
