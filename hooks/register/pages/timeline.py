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


def say_happenings(happenings: Iterable[Happening], snapshot: Snapshot) -> str:
    """What happened, in one line: "Turned red (from Amber to Red); Date moved (from 31 March to 30 June 2020)"."""
    return "; ".join(_in_one_line(_line(happening, snapshot)) for happening in happenings)


def _in_one_line(line: TimelineLine) -> str:
    named = ", ".join(line.names)
    text = line.status.label if line.status else line.text
    return f"{named} ({text})" if named and text else named or text


def _worded(event: Event, finding: Recommendation, snapshot: Snapshot) -> TimelineDay:
    lines = tuple(_line(happening, snapshot) for happening in event.happenings)
    unapproved = event.unapproved and not finding.withheld
    return TimelineDay(event.day, lines, event.became_overdue, unapproved, event.entries)


def _line(happening: Happening, snapshot: Snapshot) -> TimelineLine:
    """What happened, with its name where it is a change, and with the response or the meeting that it leads to."""
    value, before = happening.value, happening.before
    match happening.what:
        case "status" if before:
            names = tuple(say(f"change-{kind}") for kind in happening.moves)
            return TimelineLine(names, moved(before.label, value.label))
        case "status":
            return TimelineLine(status=value)
        case "redated":
            return TimelineLine((say("change-redated"),), moved(before, value))
        case "undated":
            return TimelineLine((say("change-undated"),), moved(value, None))
        case "overdue":
            return TimelineLine((say("event-overdue"),))
        case "inspectorate_status" if happening.moves:
            names = tuple(say_verdict(kind, happening.by) for kind in happening.moves)
            label = snapshot.inspectorate_label
            return TimelineLine(names, moved(before and label(before), label(value)))
        case "step-passed":
            return TimelineLine((say("event-step-passed"),), value.what)
        case "response":
            name, late = say(f"response-by-{value.by}"), value.recorded and say("recorded-late", day=value.recorded)
            return TimelineLine(text=f"{name} ({late})" if late else name, response=value)
        case "meeting":
            return TimelineLine(text=say("event-meeting", day=value.day), meeting=value)
    return TimelineLine(text=_sentence(happening, snapshot))


def _sentence(happening: Happening, snapshot: Snapshot) -> str:
    """What happened, where that has no name and leads nowhere."""
    value = happening.value
    match happening.what:
        case "due":
            return say("event-due", day=value)
        case "with":
            return say("event-with", roles=say_names(tuple(map(snapshot.present_name, value))))
        case "no-with":
            return say("event-no-with")
        case "waiting_on":
            return say("event-waiting-on", body=value)
        case "no-waiting_on":
            return say("event-no-waiting-on")
        case "inspectorate_status":
            inspectorate = say_names(happening.by)
            return say("event-inspectorate", inspectorate=inspectorate, status=snapshot.inspectorate_label(value))
        case "no-inspectorate_status":
            return say("event-no-inspectorate-status", inspectorate=say_names(happening.by))
        case "accepted":
            return say("event-accepted", answer=say(f"accepted-{value}"))
        case "owner":
            return say("event-owner", owner=value)
        case "renamed":
            return say("event-renamed", was=happening.before, now=value)
        case "next":
            step, by = say("event-next", what=value.what), value.by and say("next-by", day=value.by)
            return f"{step} ({by})" if by else step
        case "outcome":
            return say("event-outcome", outcome=say(f"outcome-{value}"))
        case "received":
            return say("event-received")
    return say("event-note")
