"""The numbers and lists of a snapshot that many pages show, each made once."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from register.figures import summary
from register.figures.response_clock import ResponseClock, response_clocks
from register.figures.summary import StatusTable, Totals
from register.records.model import Status
from register.snapshots.snapshot import Recommendation, Snapshot


@dataclass(frozen=True, eq=False)
class Overview:
    """The numbers and lists of the whole snapshot, each made when it is first asked for."""

    snapshot: Snapshot

    @cached_property
    def totals(self) -> Totals:
        """The numbers of all findings."""
        return summary.totals(self.snapshot.recommendations, self.snapshot)

    @cached_property
    def status_table(self) -> StatusTable:
        """All findings by status and type."""
        return summary.status_table(self.snapshot.recommendations, self.snapshot)

    @cached_property
    def red(self) -> tuple[Recommendation, ...]:
        """The red findings, the one that has been red longest first."""
        return summary.red(self.snapshot)

    @cached_property
    def overdue(self) -> tuple[Recommendation, ...]:
        """The overdue findings, the latest first."""
        return summary.overdue(self.snapshot)

    @cached_property
    def due_soon(self) -> tuple[Recommendation, ...]:
        """The open findings that are due soon, the nearest first."""
        return summary.due_soon(self.snapshot, self.snapshot.next_meeting)

    @cached_property
    def soon_until(self) -> date:
        """The last day that is soon."""
        return summary.soon_until(self.snapshot, self.snapshot.next_meeting)

    @cached_property
    def without_date(self) -> tuple[Recommendation, ...]:
        """The open findings without a due date."""
        return summary.without_date(self.snapshot)

    @cached_property
    def repeating(self) -> int:
        """How many findings say what another says: they count like any other."""
        return sum(finding.repeats is not None for finding in self.snapshot.recommendations)

    @cached_property
    def response_clocks(self) -> tuple[ResponseClock, ...]:
        """The state of the response to each report, newest report first."""
        return response_clocks(self.snapshot)

    @cached_property
    def explained(self) -> tuple[Status, ...]:
        """The statuses that a page which shows all findings explains."""
        return summary.statuses_to_explain(self.snapshot.recommendations, self.snapshot.statuses)
