"""The earlier findings that a report judged again, and what the inspectorate says of each since."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from register.figures.blocks import Day, Row, StatusMark, Table, line, small
from register.figures.cells import head_of, row_of
from register.figures.tables import link_to
from register.records.model import HistoryEntry
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say


@dataclass(frozen=True)
class Verdict:
    """What a report says of an earlier finding: the entry that tells it, and the word that readers see."""

    finding: Recommendation
    entry: HistoryEntry
    label: str


def verdicts_by_report(snapshot: Snapshot) -> Mapping[str, list[Verdict]]:
    """The findings that each report judged again, by the id of its inspection, in the register's order."""
    found: dict[str, list[Verdict]] = defaultdict(list)
    for finding in snapshot.recommendations:
        for entry in finding.history:
            if entry.inspection and entry.inspectorate_status:
                label = snapshot.inspectorate_label(entry.inspectorate_status)
                found[entry.inspection].append(Verdict(finding, entry, label))
    return found


def verdicts_table(verdicts: Iterable[Verdict]) -> Table:
    """Each finding that a report judged again, with what the inspectorate calls it since."""
    head = head_of("finding", "status", "differ-inspectorate")
    return Table(say("judged-again-caption"), head, (tuple(map(_row, verdicts)),))


def _row(verdict: Verdict) -> Row:
    finding, entry = verdict.finding, verdict.entry
    return row_of(
        line(link_to(finding), small(finding.type.label)),
        line(StatusMark(finding.status)),
        line(verdict.label, small(Day(entry.date))),
    )
