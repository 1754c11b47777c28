"""How many changes there were between two days, and how the committee's numbers came about."""

from collections import Counter
from collections.abc import Sequence

from register.figures.blocks import Cell, Row, Table, TableStyle, Text, line
from register.figures.cells import number_cell
from register.figures.changes import Change, ChangeKind, Changes, Movement
from register.wording.sentences import say, say_names, say_number, within


def count_changes(changes: Changes, label: str) -> str:
    """How many changes there were of each kind: "Since 26 September 2019: 8 new, 2 turned red."."""
    found = [(kind, changes.of(kind)) for kind in ChangeKind]
    counted = ", ".join(say_count(kind, those) for kind, those in found if those)
    return f"{label} {counted}." if counted else say("changes-nothing")


def say_count(kind: ChangeKind, those: Sequence[Change]) -> str:
    """How many there are, and how many ended otherwise than by being closed.

    What left red because another took its place is named with that one.
    """
    number = say(f"count-{kind}", count=len(those))
    if kind is ChangeKind.ENDED:
        ends = Counter(end for change in those if (end := other_end(change)))
        named = ", ".join(say("count-ended-as", count=count, status=end) for end, count in ends.items())
        return f"{number} ({named})" if named else number
    if kind is not ChangeKind.LEFT_RED:
        return number
    taken = [
        say("count-left-red-for", title=change.finding.title, successors=say_names(titles))
        for change in those
        if (titles := tuple(f"“{successor.title}”" for successor in change.successors))
    ]
    return f"{number} ({'; '.join(taken)})" if taken else number


def other_end(change: Change) -> str | None:
    """What a finding ended as, within a sentence, where that is another word than "Closed"; None where it is not."""
    ended_as = change.now if change.kind is ChangeKind.ENDED else None
    is_other = isinstance(ended_as, str) and ended_as.casefold() != say(f"change-{ChangeKind.ENDED}").casefold()
    return within(ended_as) if is_other else None


def movements_table(changes: Changes) -> Table:
    """How the numbers that the committee follows came about: before + joined - left = now. The changes have a start."""
    names = ("then", "joined", "left", "now")
    head = (Cell(line(say("movements-of"))), *(number_cell(say(f"movements-{name}")) for name in names))
    caption = say("movements-caption", start=changes.start, end=changes.end)
    return Table(caption, head, (tuple(map(_movement_row, changes.movements)),), style=TableStyle.NUMBERS)


def _movement_row(movement: Movement) -> Row:
    joined, left = say_number(movement.joined), say_number(movement.left)
    now = Text(say_number(movement.now), strong=True)
    cells = (
        number_cell(say_number(movement.before)),
        number_cell(f"+{joined}" if movement.joined else joined),
        number_cell(f"−{left}" if movement.left else left),
        number_cell(now),
    )
    return Row((Cell(line(say(f"measure-{movement.measure}"))), *cells))


def changes_by_kind(since: Changes, before: Changes) -> Table:
    """How many changes of each kind there were in the latest period and in the one before it, side by side."""
    span = {"start": before.start, "end": before.end}
    names = (
        say("changes-since-short", start=since.start),
        say("changes-between-short", **span) if before.start else say("changes-until-short", end=before.end),
    )
    head = (Cell(line(say("change-kind"))), *map(number_cell, names))
    rows = tuple(
        Row((Cell(line(say(f"change-{kind}"))), *(number_cell(say_number(len(each))) for each in counted)))
        for kind in ChangeKind
        if any(counted := (since.of(kind), before.of(kind)))
    )
    return Table(say("changes-side-by-side"), head, (rows,), style=TableStyle.NUMBERS)
