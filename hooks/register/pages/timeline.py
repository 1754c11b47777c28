"""The timeline of a finding in the words that readers see."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from register.figures.tables import moved, say_verdict
from register.figures.timeline import Event, Happening, timeline
from register.records.model import HistoryEntry, Status
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Response, Snapshot
from register.wording.sentences import say, say_names


class TimelineLine(NamedTuple):
    """One thing that happened, in words: what a change is called, then a text, or a status as its sign.

    The text links to a response on the page, or to the paper of a meeting, if it is about one.
    """

    names: tuple[str, ...] = ()
    text: str = ""
    status: Status | None = None
    response: Response | None = None
    meeting: Meeting | None = None


class TimelineDay(NamedTuple):
    """A day of a finding, in words."""

    day: date
    lines: tuple[TimelineLine, ...]
    became_overdue: bool
    unapproved: bool
    entries: tuple[HistoryEntry, ...]


def timeline_of(finding: Recommendation, snapshot: Snapshot) -> tuple[TimelineDay, ...]:
    """The days of the finding with what happened on each, newest first."""
    return tuple(_worded(event, finding, snapshot) for event in timeline(finding, snapshot))


def say_happenings(happenings: Iterable[Happening], finding: Recommendation, snapshot: Snapshot) -> str:
    """What happened, in one line: "Turned red (from Amber to Red); Date moved (from 31 March to 30 June 2020)"."""
    return "; ".join(_in_one_line(_line(happening, finding, snapshot)) for happening in happenings)


def _in_one_line(line: TimelineLine) -> str:
    named = ", ".join(line.names)
    text = line.status.label if line.status else line.text
    return f"{named} ({text})" if named and text else named or text


def _worded(event: Event, finding: Recommendation, snapshot: Snapshot) -> TimelineDay:
    lines = tuple(_line(happening, finding, snapshot) for happening in event.happenings)
    unapproved = event.unapproved and not finding.withheld
    return TimelineDay(event.day, lines, event.became_overdue, unapproved, event.entries)


def _line(happening: Happening, finding: Recommendation, snapshot: Snapshot) -> TimelineLine:
    value, before = happening.value, happening.before
    match happening.what:
        case "status" if before:
            names = tuple(say(f"change-{kind}") for kind in happening.moves)
            return TimelineLine(names, moved(before.label, value.label))
        case "status":
            return TimelineLine(status=value)
        case "redated":
            return TimelineLine((say("change-redated"),), moved(before, value))
        case "due":
            return TimelineLine(text=say("event-due", day=value))
        case "overdue":
            return TimelineLine((say("event-overdue"),))
        case "undated":
            return TimelineLine((say("change-undated"),), moved(value, None))
        case "with":
            return TimelineLine(text=say("event-with", roles=say_names(tuple(map(snapshot.present_name, value)))))
        case "waiting_on":
            return TimelineLine(text=say("event-waiting-on", body=value))
        case "accepted":
            answer = say(f"accepted-{value}")
            return TimelineLine(text=say("event-accepted", answer=answer))
        case "outcome":
            outcome = say(f"outcome-{value}")
            return TimelineLine(text=say("event-outcome", outcome=outcome))
        case "no-with":
            return TimelineLine(text=say("event-no-with"))
        case "no-waiting_on":
            return TimelineLine(text=say("event-no-waiting-on"))
        case "no-inspectorate_status":
            inspectorate = say_names(happening.by)
            return TimelineLine(text=say("event-no-inspectorate-status", inspectorate=inspectorate))
        case "renamed":
            return TimelineLine(text=say("event-renamed", was=before, now=value))
        case "owner":
            return TimelineLine(text=say("event-owner", owner=value))
        case "next":
            step, by = say("event-next", what=value.what), value.by and say("next-by", day=value.by)
            return TimelineLine(text=f"{step} ({by})" if by else step)
        case "inspectorate_status" if happening.moves:
            names = tuple(say_verdict(kind, happening.by) for kind in happening.moves)
            label = snapshot.inspectorate_label
            return TimelineLine(names, moved(before and label(before), label(value)))
        case "inspectorate_status":
            label, inspectorate = snapshot.inspectorate_label(value), say_names(happening.by)
            return TimelineLine(text=say("event-inspectorate", inspectorate=inspectorate, status=label))
        case "step-passed":
            return TimelineLine((say("event-step-passed"),), value.what)
        case "response":
            name, late = say(f"response-by-{value.by}"), value.recorded and say("recorded-late", day=value.recorded)
            return TimelineLine(text=f"{name} ({late})" if late else name, response=value)
        case "meeting":
            return TimelineLine(text=say("event-meeting", day=value.day), meeting=value)
        case "received":
            return TimelineLine(text=say("event-received"))
    return TimelineLine(text=say("event-note"))
