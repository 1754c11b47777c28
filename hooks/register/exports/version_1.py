"""The data in the form of version 1, which is kept for a year, and its table of findings, which stays as it was."""

from collections.abc import Mapping
from datetime import date

from pydantic import BaseModel

from register.exports.cells import cell, table_as_csv
from register.exports.total_values import totals_of
from register.records.history import taken_by
from register.records.model import HistoryEntry
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Snapshot

VERSION = 1


def register_as_json(snapshot: Snapshot, private: bool = False) -> dict[str, object]:
    """The whole register as plain values: every finding is counted once."""
    return {
        **({"private": True} if private else {}),
        "schema_version": VERSION,
        "as_of": snapshot.day.isoformat(),
        "organisation": snapshot.settings.organisation,
        "totals": totals_of(snapshot),
        "recommendations": [
            _recommendation(finding) for finding in sorted(snapshot.recommendations, key=lambda f: f.id)
        ],
        "inspections": [_inspection(inspection) for inspection in sorted(snapshot.inspections, key=lambda i: i.id)],
        "meetings": [_meeting(meeting) for meeting in sorted(snapshot.meetings, key=lambda m: m.id)],
    }


def _recommendation(finding: Recommendation) -> dict[str, object]:
    return _facts(finding) | {
        "next": _plain(finding.next),
        "withheld": _plain(finding.withheld),
        "links": [_plain(link) for link in finding.links],
        "history": [_entry(entry) for entry in finding.history],
        "corrections": [_plain(correction) for correction in finding.corrections],
    }


def _facts(finding: Recommendation) -> dict[str, object]:
    """What a line of the table has room for, and more."""
    return {
        "id": finding.id,
        "title": None if finding.withheld else finding.title,
        "type": finding.type.id,
        "inspection": finding.inspection.id,
        "framework": finding.inspection.framework.id,
        "pillar": finding.pillar.id if finding.pillar else None,
        "question": finding.question.id if finding.question else None,
        "also": [question.id for question in finding.also],
        "grade": finding.grade.id if finding.grade else None,
        "status": finding.status.id,
        "outstanding": finding.outstanding,
        "overdue": finding.overdue,
        "owner": finding.owner,
        "with": list(finding.taking_part),
        "received": _day(finding.received),
        "recorded": _day(finding.recorded),
        "due": _day(finding.due),
        "first_due": _day(finding.first_due),
        "times_redated": finding.times_redated,
        "slip": finding.slip,
        "closed": _day(finding.closed),
        "deadline": finding.deadline,
        "accepted": finding.accepted,
        "reference": finding.reference,
        "priority": finding.priority and str(finding.priority),
        "inspectorate_status": finding.inspectorate_status,
        "parent": finding.parent,
        "children": list(finding.children),
        "superseded_by": " ".join(finding.superseded_by) or None,
        "takes_place_of": list(finding.takes_place_of),
        "repeats": finding.repeats,
        "formerly": list(finding.formerly),
        "waiting_on": finding.waiting_on,
        "page": f"recommendations/{finding.id}/",
    }


def _inspection(inspection: Inspection) -> dict[str, object]:
    return {
        "id": inspection.id,
        "title": inspection.title,
        "framework": inspection.framework.id,
        "fieldwork_ended": _day(inspection.fieldwork_ended),
        "published": _day(inspection.published),
        "url": inspection.url,
        "response_due": _day(inspection.response_due),
        "response_published": _day(inspection.response_published),
        "response_url": inspection.response_url,
        "inspectorate": list(inspection.inspectorates),
        "response_days": inspection.response_days,
        "grades": [
            {
                "pillar": line.pillar.id if line.pillar else None,
                "question": line.question.id if line.question else None,
                "grade": line.grade.id,
                "judged": line.judged,
                "previous": line.previous.id if line.previous else None,
                "progress": str(line.progress) if line.progress else None,
                "stated_progress": str(line.stated) if line.stated else None,
                "note": line.note,
            }
            for line in inspection.grades
        ],
        "page": f"inspections/{inspection.id}/",
    }


def _meeting(meeting: Meeting) -> dict[str, object]:
    return {
        "id": meeting.id,
        "date": _day(meeting.day),
        "title": meeting.title,
        "committee": meeting.committee,
        "agenda_item": meeting.agenda_item,
        "as_at": _day(meeting.as_at),
        "previous": _day(meeting.previous),
        "page": f"meetings/{meeting.id}/",
    }


COLUMNS = (
    "id",
    "title",
    "type",
    "inspection",
    "framework",
    "pillar",
    "question",
    "grade",
    "status",
    "outstanding",
    "overdue",
    "owner",
    "received",
    "due",
    "first_due",
    "times_redated",
    "closed",
    "deadline",
    "reference",
    "inspectorate_status",
    "parent",
    "superseded_by",
    "repeats",
    "waiting_on",
    "page",
)


def recommendations_as_csv(snapshot: Snapshot, private: bool = False) -> bytes:
    """One line a finding, sorted by id."""
    listed = sorted(snapshot.recommendations, key=lambda finding: finding.id)
    return table_as_csv(COLUMNS, map(row_of, listed), private)


def row_of(finding: Recommendation) -> tuple[str, ...]:
    """The cells of a finding, in the order of COLUMNS."""
    facts = _facts(finding)
    return tuple(cell(facts[column]) for column in COLUMNS)


def _plain(value: BaseModel | None) -> Mapping[str, object] | None:
    return value.model_dump(mode="json", by_alias=True) if value else None


def _entry(entry: HistoryEntry) -> Mapping[str, object]:
    """The entry with every field; of one that it takes away, and of one that it does not change, the value is null."""
    return {**entry.model_dump(mode="json", by_alias=True), **dict.fromkeys(taken_by(entry))}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
