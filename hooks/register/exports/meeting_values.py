"""Makes what is published of a meeting, with the numbers of its paper."""

from collections import Counter
from datetime import date
from typing import Any

from register.exports.origin import Origin
from register.exports.published import Figures, Meeting, Movement
from register.exports.total_values import totals_of
from register.figures import summary
from register.figures.paper import Paper, make_paper
from register.pages.addresses import Address
from register.records.as_written import words_as_written
from register.records.model import BACKGROUND, DECIDED, PURPOSE, SUMMARY, TO_COMMITTEE
from register.records.record import Record
from register.snapshots import meetings
from register.snapshots.meetings import WRITTEN
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
        figures=_figures(make_paper(meeting, snapshots, day)) if written else None,
        formerly=meeting.formerly,
        corrections=tuple(correction for correction in record.facts.corrections if correction.date <= day),
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


def _figures(paper: Paper) -> Figures:
    """The numbers that the paper gives; what moved since the paper before, where there is one."""
    changes: dict[str, Any] = {"movements": {}, "changes": {}, "steps": {}, "reports": ()}
    if paper.first.since:
        changes = {
            "movements": {
                str(each.measure): Movement.model_construct(
                    before=each.before, joined=each.joined, left=each.left, now=each.now
                )
                for each in paper.first.changes.movements
            },
            "changes": dict(sorted(Counter(str(change.kind) for change in paper.first.changes.changes).items())),
            "steps": {str(state): number for state, number in paper.first.promises.by_state},
            "reports": tuple(inspection.id for inspection in paper.first.changes.reports),
        }
    return Figures.model_construct(
        **totals_of(paper.snapshot),
        as_at=paper.day,
        due_soon=len(paper.first.due),
        red_findings=tuple(finding.id for finding in summary.red(paper.snapshot)),
        overdue_findings=tuple(finding.id for finding in summary.overdue(paper.snapshot)),
        **changes,
    )


def _modified(meeting: meetings.Meeting, record: Record, day: date) -> date | None:
    """The latest day by then of the meeting, of its paper and of what was put right in it."""
    days = (meeting.as_at, meeting.day, *(correction.date for correction in record.facts.corrections))
    return max((each for each in days if each <= day), default=None)
