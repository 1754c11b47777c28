"""How a finding stood at each meeting, as the papers of those days know it."""

from collections.abc import Iterator

from register.figures.blocks import Cell, Day, Lateness, Line, Row, StatusMark, Table, Text, line
from register.snapshots.meetings import Meeting, PaperState
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day, say_span


def as_it_was(finding: Recommendation, snapshot: Snapshot, snapshots: Snapshots) -> Iterator[Table]:
    """A table with a row for each meeting whose paper could know the finding, newest first; none where none could."""
    given = (meeting for meeting in snapshot.meetings if snapshot.papers[meeting.id] is PaperState.GIVEN)
    stood = ((meeting, snapshots.finding_as_recorded(finding.id, meeting.as_at)) for meeting in given)
    rows = tuple(_row(meeting, then) for meeting, then in stood if then)
    if rows and not finding.withdrawn:
        head = tuple(Cell(line(say(name))) for name in ("data-as-at", "status", "owner", "due"))
        yield Table(say("as-it-was-caption"), head, (rows,))


def _row(meeting: Meeting, then: Recommendation) -> Row:
    paper = Text(say_day(meeting.as_at), page=("meeting", meeting.id))
    owner = then.owner or say("no-owner")
    lines = (line(paper), line(StatusMark(then.status)), line(owner), _due(then, meeting))
    return Row(tuple(map(Cell, lines)))


def _due(then: Recommendation, meeting: Meeting) -> Line:
    if not then.due:
        return line(say("no-date"))
    late = Lateness(say("late", span=say_span((meeting.as_at - then.due).days))) if then.overdue else ""
    return line(Day(then.due), late)
