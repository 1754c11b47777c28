"""Makes what is published of a meeting, with the numbers of its paper."""

from collections import Counter
from datetime import date
from typing import Any

from register.exports.origin import Origin
from register.exports.published import Figures, Meeting, Movement
from register.exports.total_values import totals_of
from register.figures import summary
from register.figures.changes import changes_between
from register.figures.promises import promised_by
from register.pages.addresses import Address
from register.records.as_written import words_as_written
from register.records.facts import corrections_by
from register.records.model import BACKGROUND, DECIDED, PURPOSE, SUMMARY, TO_COMMITTEE
from register.records.record import Record
from register.snapshots import meetings
from register.snapshots.meetings import WRITTEN
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots


def meeting_values(
    meeting: meetings.Meeting, record: Record, snapshots: Snapshots, day: date, origin: Origin
) -> Meeting:
    """What is published of the meeting on the day. The words of a paper that is still to come are not."""
    paper = snapshots.on(day).papers[meeting.id]
    written = paper in WRITTEN
    page = Address.meeting(meeting.id)
    return Meeting.model_construct(
        id=meeting.id,
        url=origin.url(page),
        page=page.lstrip("/"),
        date=meeting.day,
        title=meeting.title,
        committee=meeting.committee,
        agenda_item=meeting.agenda_item,
        contact=meeting.contact,
        as_at=meeting.as_at,
        previous=meeting.previous,
        next_meeting=meeting.next_meeting,
        held=meeting.held,
        reason=meeting.reason,
        paper=paper,
        decisions=meeting.decisions if written else (),
        background_documents=meeting.background_documents if written else (),
        **_words(record, written, meeting.day <= day),
        figures=_figures(meeting, snapshots, day) if written else None,
        formerly=meeting.formerly,
        corrections=corrections_by(record.facts.corrections, day),
        modified=_modified(meeting, record, day),
    )


_SECTIONS = {
    "summary": SUMMARY,
    "purpose": PURPOSE,
    "background": BACKGROUND,
    "recommendations": TO_COMMITTEE,
    "decided": DECIDED,
}
"""The heading of each section, by its key in the data."""


def _words(record: Record, written: bool, is_over: bool) -> dict[str, str | None]:
    shown = {key for key in _SECTIONS if written and (is_over or key != "decided")}
    return {
        key: (words_as_written(record, title) or None) if key in shown else None for key, title in _SECTIONS.items()
    }


def _figures(meeting: meetings.Meeting, snapshots: Snapshots, today: date) -> Figures:
    """The numbers that the paper gives, as at its own day; what moved since the paper before, where there is one."""
    snapshot = snapshots.as_recorded(min(meeting.as_at, today))
    return Figures.model_construct(
        **totals_of(snapshot),
        as_at=snapshot.day,
        due_soon=len(summary.due_soon(snapshot, meeting.next_meeting)),
        red_findings=tuple(finding.id for finding in summary.red(snapshot)),
        overdue_findings=tuple(finding.id for finding in summary.overdue(snapshot)),
        **_since(snapshots.as_recorded(meeting.previous) if meeting.previous else None, snapshot),
    )


def _since(before: Snapshot | None, snapshot: Snapshot) -> dict[str, Any]:
    """What happened since the paper before."""
    if not before:
        return {"movements": {}, "changes": {}, "steps": {}, "reports": ()}
    changes = changes_between(before, snapshot, in_paper=True)
    return {
        "movements": {
            str(each.measure): Movement.model_construct(
                before=each.before, joined=each.joined, left=each.left, now=each.now
            )
            for each in changes.movements
        },
        "changes": dict(sorted(Counter(str(change.kind) for change in changes.changes).items())),
        "steps": {str(state): number for state, number in promised_by(before, snapshot).by_state},
        "reports": tuple(inspection.id for inspection in changes.reports),
    }


def _modified(meeting: meetings.Meeting, record: Record, day: date) -> date | None:
    """The latest day by then of the meeting, of its paper and of what was put right in it."""
    days = (meeting.as_at, meeting.day, *(correction.date for correction in record.facts.corrections))
    return max((each for each in days if each <= day), default=None)
