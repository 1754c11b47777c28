"""How a finding stood at each meeting, as the papers of those days know it."""

from typing import NamedTuple

from register.snapshots.meetings import Meeting, PaperState
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_span


class Standing(NamedTuple):
    """A finding as the paper of a meeting knows it. late: how late it was on that day, in words."""

    meeting: Meeting
    finding: Recommendation
    late: str


def as_it_was(finding: Recommendation, snapshot: Snapshot, snapshots: Snapshots) -> tuple[Standing, ...]:
    """How it stood at each meeting whose paper could know it, newest first; none where it was withdrawn since."""
    if finding.withdrawn:
        return ()
    given = snapshot.meetings_with_paper(PaperState.GIVEN)
    stood = ((meeting, snapshots.finding_as_recorded(finding.id, meeting.as_at)) for meeting in given)
    return tuple(Standing(meeting, then, _late(then, meeting)) for meeting, then in stood if then)


def _late(then: Recommendation, meeting: Meeting) -> str:
    """How late it was; empty where it wasn't."""
    return say("late", span=say_span((meeting.as_at - then.due).days)) if then.overdue and then.due else ""
