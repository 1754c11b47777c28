"""The earlier findings that a report judged again, and what the inspectorate says of each since."""

from collections.abc import Iterable
from dataclasses import dataclass

from register.figures.blocks import Cell, Day, Row, StatusMark, Table, line, small
from register.figures.tables import link_to
from register.records.model import HistoryEntry
from register.snapshots.inspection import Inspection
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say


@dataclass(frozen=True)
class Verdict:
    """What a report says of an earlier finding: the entry that tells it, and the word that readers see."""

    finding: Recommendation
    entry: HistoryEntry
    label: str


def verdicts_of(inspection: Inspection, snapshot: Snapshot) -> tuple[Verdict, ...]:
    """The findings that the report of the inspection judged again, in the register's order."""
    return tuple(
        Verdict(finding, entry, snapshot.inspectorate_label(entry.inspectorate_status))
        for finding in snapshot.recommendations
        for entry in finding.history
        if entry.inspection == inspection.id and entry.inspectorate_status
    )


def verdicts_table(verdicts: Iterable[Verdict]) -> Table:
    """Each finding that a report judged again, with what the inspectorate calls it since."""
    head = tuple(Cell(line(say(name))) for name in ("finding", "status", "differ-inspectorate"))
    return Table(say("judged-again-caption"), head, (tuple(map(_row, verdicts)),))


def _row(verdict: Verdict) -> Row:
    finding, entry = verdict.finding, verdict.entry
    lines = (
        line(link_to(finding), small(finding.type.label)),
        line(StatusMark(finding.status)),
        line(verdict.label, small(Day(entry.date))),
    )
    return Row(tuple(map(Cell, lines)))
