"""The values of the parts that many pages are made of, in the words that readers see (templates/parts.html)."""

from collections.abc import Iterable
from dataclasses import dataclass

from register.figures.changes import Change, ChangeKind, Changes
from register.figures.summary import Totals
from register.pages.change_report import grade_moved, heading, moved
from register.records.model import FindingType, Status
from register.snapshots.snapshot import GradeLine, Inspection
from register.wording.sentences import say, say_number


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


def say_types(label: str, by_type: Iterable[tuple[FindingType, int]]) -> str:
    """How many there are, and of which type: "Outstanding: 3 (1 cause of concern, 2 recommendations)."."""
    found = [(kind, number) for kind, number in by_type if number]
    total = say_number(sum(number for _, number in found))
    types = ", ".join(say(f"count-{kind}", count=number) for kind, number in found)
    return f"{label}: {total} ({types})." if found else f"{label}: {total}."


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
    rows = tuple(ChangeRow(change, moved(change.was, change.now), _why(change)) for change in changes.changes)
    grades = tuple(GradeMove(*graded, grade_moved(graded[1])) for graded in changes.grades)
    return Period(changes, heading(changes), count_changes(changes, say("changes-counted")), rows, grades)


def _why(change: Change) -> str:
    if change.reason:
        return change.reason
    if change.kind is ChangeKind.NEWLY_OVERDUE:
        return say("reason-due-passed")
    return change.finding.inspection.title if change.kind is ChangeKind.NEW else say("no-reason")


def count_changes(changes: Changes, label: str) -> str:
    """How many changes there were of each kind: "Since 26 September 2019: 8 new, 2 turned red."."""
    found = [(kind, changes.of(kind)) for kind in ChangeKind]
    counted = ", ".join(say(f"count-{kind}", count=len(those)) for kind, those in found if those)
    return f"{label} {counted}." if counted else say("changes-nothing")
