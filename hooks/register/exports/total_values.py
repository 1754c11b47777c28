"""Makes the numbers that are published of a snapshot."""

from typing import Any

from register.figures import summary
from register.snapshots.snapshot import Snapshot


def totals_of(snapshot: Snapshot) -> dict[str, Any]:
    """The numbers of the snapshot, as values of Totals."""
    numbers = summary.totals(snapshot.recommendations, snapshot)
    return {
        "all": numbers.all,
        "outstanding": numbers.outstanding,
        "overdue": numbers.overdue,
        "ended": numbers.ended,
        "not_recorded": numbers.not_recorded,
        "red": numbers.red,
        "by_status": {status.id: number for status, number in numbers.by_status},
        "by_type": {type.id: number for type, number in numbers.by_type},
        "by_pillar": {
            group.key.id if group.key else "none": {
                status.id: number for status, number in summary.totals(group.findings, snapshot).by_status
            }
            for group in summary.by_pillar(snapshot)
        },
    }
