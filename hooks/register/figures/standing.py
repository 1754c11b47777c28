"""How a finding stands, in words: since when and why, how late it is, how far its date has moved, and what is next."""

from register.figures.blocks import Day, Lateness, Line, line, small
from register.figures.response_clock import ResponseClock
from register.records.model import Colour
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say, say_span


def due(finding: Recommendation, snapshot: Snapshot) -> Line:
    """The due date, how late it is, and how often and how far it was moved."""
    late = say_late(finding, snapshot)
    return line(
        Day(finding.due) if finding.due else say("no-date"),
        Lateness(late) if late else "",
        small(say_redated(finding)) if finding.outstanding and finding.times_redated else "",
    )


def was_due(finding: Recommendation) -> Line:
    """When a finding that has ended was due: "Was due 31 July 2019"; empty where it had no date."""
    return line(small(say("was-due"), " ", Day(finding.due))) if finding.due else ()


def say_late(finding: Recommendation, snapshot: Snapshot) -> str:
    """How late it is: "9 months late", of a green one "green, but 9 months late"; empty where it isn't overdue."""
    if not finding.overdue:
        return ""
    sentence = "green-but-late" if finding.status.colour is Colour.GREEN else "late"
    return say(sentence, span=say_span(snapshot.days_overdue(finding)))


def say_redated(finding: Recommendation) -> str:
    """How often its date was moved, and by how much: "Date moved twice, 9 months later than first promised"."""
    return ", ".join(filter(None, (say("times-redated", count=finding.times_redated), say_slip(finding))))


def say_slip(finding: Recommendation) -> str:
    """How far its date has moved from the first: "9 months later than first promised"; empty where it hasn't."""
    if not finding.slip:
        return ""
    return say("slip-later" if finding.slip > 0 else "slip-earlier", span=say_span(abs(finding.slip)))


def say_since(finding: Recommendation) -> str:
    """Since when it has its status and why, and the newest reason given since then."""
    if not finding.status_since:
        return ""
    since = say("status-since", status=finding.status.label, day=finding.status_since)
    why = finding.status_reason
    return " ".join(filter(None, (full_stop(f"{since}: {why}" if why else since), say_latest(finding))))


def say_latest(finding: Recommendation) -> str:
    """The newest reason that its history gives, where that is newer than why it has its status."""
    newest = next((entry for entry in reversed(finding.history) if entry.reason), None)
    if not newest or (finding.status_since and newest.date <= finding.status_since):
        return ""
    return full_stop(say("latest-reason", day=newest.date, reason=newest.reason))


def full_stop(text: str) -> str:
    """The text as a sentence: with a full stop, unless it ends with a sign of its own."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def next_step(finding: Recommendation, snapshot: Snapshot) -> Line:
    """What happens next, and by when; of a step whose day has passed, that nobody says what became of it."""
    step = finding.next
    if not step:
        return ()
    if step.by and step.by < snapshot.day:
        return line(say("next-was-due", day=step.by), small(step.what))
    by = say("next-by", day=step.by) if step.by else ""
    return line(f"{step.what} ({by})" if by else step.what)


def say_response(clock: ResponseClock) -> str:
    """The state of the published response to a report, as a sentence."""
    return say(f"response-{clock.state}", day=clock.day, count=clock.days, span=say_span(clock.days))
