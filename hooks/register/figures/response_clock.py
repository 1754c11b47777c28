"""The clock of the policing body's response to a report: by which day it is due, and whether it came in time."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.snapshots.inspection import Inspection
from register.snapshots.snapshot import Snapshot


class ResponseState(StrEnum):
    """The state of the published response to a report on a day."""

    AWAITING_REPORT = "awaiting-report"
    RUNNING = "running"
    LATE = "late"
    IN_TIME = "in-time"
    TOO_LATE = "too-late"


@dataclass(frozen=True)
class ResponseClock:
    """The response to one report: its state, and the days between its last day and the day that counts.

    That day is the one on which the response was published, else the snapshot's. days: left or to spare, or late.
    """

    inspection: Inspection
    state: ResponseState
    days: int

    @property
    def day(self) -> date | None:
        """The day on which the response was published, else its last day; None while the report is awaited."""
        return self.inspection.response_published or self.inspection.response_due

    @property
    def awaited(self) -> bool:
        """Whether the report is there and its response is not."""
        return self.state in (ResponseState.RUNNING, ResponseState.LATE)


def response_clocks(snapshot: Snapshot) -> tuple[ResponseClock, ...]:
    """The clock of every report to which one runs, the newest first (Police Act 1996, section 55)."""
    clocks = (response_clock(inspection, snapshot.day) for inspection in snapshot.inspections)
    return tuple(clock for clock in clocks if clock)


def response_clock(inspection: Inspection, day: date) -> ResponseClock | None:
    """The state of the response to this report on the day; None where no clock runs."""
    if inspection.response_days is None:
        return None
    if not inspection.response_due:
        return ResponseClock(inspection, ResponseState.AWAITING_REPORT, 0)
    spare = (inspection.response_due - (inspection.response_published or day)).days
    if inspection.response_published:
        state = ResponseState.IN_TIME if spare >= 0 else ResponseState.TOO_LATE
    else:
        state = ResponseState.RUNNING if spare >= 0 else ResponseState.LATE
    return ResponseClock(inspection, state, abs(spare))
