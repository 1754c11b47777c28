"""The meetings of the committees: which paper is given, drafted or still to come on a day, and who meets next."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.records.body import words_of
from register.records.model import BACKGROUND, DECIDED, PURPOSE, SUMMARY, TO_COMMITTEE, BackgroundDocument
from register.records.record import Record, Records, meeting_day, paper_before, speaks_of


@dataclass(frozen=True)
class Meeting:
    """A meeting of a committee. previous: the day of the paper before; decided_before: what was decided there."""

    id: str
    path: str
    day: date
    title: str
    committee: str
    agenda_item: str | None
    contact: str | None
    as_at: date
    previous: date | None
    next_meeting: date | None
    held: bool
    reason: str | None
    decisions: tuple[str, ...]
    background_documents: tuple[BackgroundDocument, ...]
    summary: str
    purpose: str
    background: str
    to_committee: str
    decided: str
    decided_before: str
    formerly: tuple[str, ...]


class PaperState(StrEnum):
    """How far the paper of a meeting has come."""

    GIVEN = "given"
    DRAFT = "draft"
    TO_COME = "to-come"
    NONE = "none"


WRITTEN = (PaperState.GIVEN, PaperState.DRAFT)
"""The states in which there is a paper to read."""


def meetings_of(records: Records) -> list[Meeting]:
    """All meetings, by their id. The records must have passed the checks."""
    return [_meeting(record, paper_before(record, records)) for record in records.meetings.values()]


def _meeting(record: Record, before: Record | None) -> Meeting:
    facts, body = record.facts, record.body
    return Meeting(
        id=record.id,
        path=record.file.path,
        day=meeting_day(record.id),  # type: ignore[arg-type]
        title=facts.title,
        committee=facts.committee,
        agenda_item=facts.agenda_item,
        contact=facts.contact,
        as_at=speaks_of(record),  # type: ignore[arg-type]
        previous=facts.previous or (speaks_of(before) if before else None),
        next_meeting=facts.next_meeting,
        held=facts.held,
        reason=facts.reason,
        decisions=facts.decisions,
        background_documents=facts.background_documents,
        summary=words_of(body, SUMMARY),
        purpose=words_of(body, PURPOSE),
        background=words_of(body, BACKGROUND),
        to_committee=words_of(body, TO_COMMITTEE),
        decided=words_of(body, DECIDED),
        decided_before=words_of(before.body, DECIDED) if before else "",
        formerly=facts.formerly,
    )


def paper_states(meetings: Iterable[Meeting], day: date) -> Mapping[str, PaperState]:
    """How far the paper of each meeting has come on the day, by the meeting's id.

    A paper is a draft until its day is over. Of a committee, only the next paper is drafted, and not
    before the day that it counts from is over.
    """
    states: dict[str, PaperState] = {}
    drafted: set[str] = set()
    for meeting in sorted(meetings, key=lambda meeting: (meeting.as_at, meeting.id)):
        if meeting.as_at < day and (meeting.held or meeting.as_at < meeting.day):
            states[meeting.id] = PaperState.GIVEN
        elif not meeting.held:
            states[meeting.id] = PaperState.NONE
        else:
            is_next = meeting.committee not in drafted and not (meeting.previous and meeting.previous >= day)
            states[meeting.id] = PaperState.DRAFT if is_next else PaperState.TO_COME
            drafted.add(meeting.committee)
    return states


def past_meetings(meetings: Iterable[Meeting], day: date) -> tuple[Meeting, ...]:
    """The meetings that were held before the day and whose papers were given, in their order."""
    return tuple(meeting for meeting in meetings if meeting.held and max(meeting.day, meeting.as_at) < day)


def last_meeting(meetings: Iterable[Meeting], day: date) -> Meeting | None:
    """The latest of the past meetings."""
    return max(past_meetings(meetings, day), key=_by_day, default=None)


def counting_from(meetings: Iterable[Meeting], day: date) -> date | None:
    """The day that the last meeting's paper spoke of.

    Before the first meeting on record is over, the day that its paper names as the one before.
    """
    known = tuple(meetings)
    if last := last_meeting(known, day):
        return last.as_at
    first = min((meeting for meeting in known if meeting.held and meeting.day >= day), key=_by_day, default=None)
    return first.previous if first and first.previous and first.previous < day else None


def next_meeting(meetings: Iterable[Meeting], day: date) -> date | None:
    """The first day after this one on which a committee meets.

    Of each committee: the day that its newest paper names, else that of its next record.
    """
    known = tuple(meetings)
    committees = {meeting.committee for meeting in known}
    return min((found for committee in committees for found in _next_of(committee, known, day)), default=None)


def _next_of(committee: str, meetings: Iterable[Meeting], day: date) -> Iterator[date]:
    own = sorted((meeting for meeting in meetings if meeting.committee == committee), key=_by_day)
    papers = [meeting for meeting in own if meeting.as_at <= day]
    named = papers[-1].next_meeting if papers else None
    for meeting in own:
        if meeting.day == named and not meeting.held:
            named = meeting.next_meeting
    if named and named > day:
        yield named
    else:
        yield from [meeting.day for meeting in own if meeting.held and meeting.day > day][:1]


def _by_day(meeting: Meeting) -> tuple[date, str]:
    return meeting.day, meeting.id
