"""The data files for programs and spreadsheets: the same facts as the pages, from the same snapshot."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial

from pydantic import BaseModel

from register.figures import summary
from register.pages.json_files import json_file
from register.records.folder import Kind
from register.records.history import taken_by
from register.records.model import HistoryEntry, schema
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Snapshot

SCHEMA_VERSION = 1


class Files(Mapping[str, bytes]):
    """Files by their address. Each is made when it is asked for, afresh each time."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        """By address, what makes the file."""
        self._makers = makers

    def __getitem__(self, address: str) -> bytes:
        """The file's bytes."""
        return self._makers[address]()

    def __iter__(self) -> Iterator[str]:
        """The addresses."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._makers)

    def __or__(self, others: Mapping[str, bytes]) -> "Files":
        """These and the others."""
        return Files({**self._makers, **{address: partial(others.__getitem__, address) for address in others}})


def make_exports(snapshot: Snapshot, site_url: str | None = None) -> Files:
    """The files below /data/. Feed and calendar need the address of the site, ending with /."""
    files = {
        "/data/register.json": lambda: json_file(register_as_json(snapshot)),
        "/data/recommendations.csv": lambda: recommendations_as_csv(snapshot).encode(),
        "/data/recommendations.xlsx": lambda: _workbook(snapshot),
        **{f"/data/schema/{kind}.json": partial(_schema, kind) for kind in Kind},
    }
    if site_url:
        files["/data/feed.xml"] = lambda: _feed(snapshot, site_url)
        files["/data/due-dates.ics"] = lambda: _calendar(snapshot, site_url)
    return Files(files)


def _schema(kind: Kind) -> bytes:
    return json_file(schema(kind))


# The libraries of these take long to load, so only the process that makes such a file waits for them.


def _workbook(snapshot: Snapshot) -> bytes:
    from register.exports.workbook import findings_as_workbook

    return findings_as_workbook(snapshot, COLUMNS, _rows(snapshot))


def _feed(snapshot: Snapshot, site_url: str) -> bytes:
    from register.exports.feeds import changes_as_feed

    return changes_as_feed(snapshot, site_url)


def _calendar(snapshot: Snapshot, site_url: str) -> bytes:
    from register.exports.feeds import due_dates_as_calendar

    return due_dates_as_calendar(snapshot, site_url)


def register_as_json(snapshot: Snapshot) -> dict[str, object]:
    """The whole register as plain values: see section 4 of the contract. Every finding is counted once."""
    numbers = summary.totals(snapshot.recommendations, snapshot)
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": snapshot.day.isoformat(),
        "organisation": snapshot.settings.organisation,
        "totals": {
            "all": numbers.all,
            "outstanding": numbers.outstanding,
            "overdue": numbers.overdue,
            "ended": numbers.ended,
            "not_recorded": numbers.not_recorded,
            "red": numbers.red,
            "by_status": {status.id: number for status, number in numbers.by_status},
            "by_type": {type.id: number for type, number in numbers.by_type},
            "by_pillar": _by_pillar(snapshot),
        },
        "recommendations": [
            _recommendation(finding) for finding in sorted(snapshot.recommendations, key=lambda f: f.id)
        ],
        "inspections": [_inspection(inspection) for inspection in sorted(snapshot.inspections, key=lambda i: i.id)],
        "meetings": [_meeting(meeting) for meeting in sorted(snapshot.meetings, key=lambda m: m.id)],
    }


def _by_pillar(snapshot: Snapshot) -> dict[str, dict[str, int]]:
    return {
        group.key.id if group.key else "none": {
            status.id: number for status, number in summary.totals(group.findings, snapshot).by_status
        }
        for group in summary.by_pillar(snapshot)
    }


def _recommendation(finding: Recommendation) -> dict[str, object]:
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
        "recorded": _day(finding.known_from) if finding.known_from > finding.received else None,
        "due": _day(finding.due),
        "first_due": _day(finding.first_due),
        "times_redated": finding.times_redated,
        "slip": finding.slip,
        "closed": _day(finding.closed),
        "deadline": finding.deadline,
        "next": _plain(finding.next),
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
        "withheld": _plain(finding.withheld),
        "waiting_on": finding.waiting_on,
        "links": [_plain(link) for link in finding.links],
        "history": [_entry(entry) for entry in finding.history],
        "corrections": [_plain(correction) for correction in finding.corrections],
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


def recommendations_as_csv(snapshot: Snapshot) -> str:
    """One line a finding, sorted by id, with a line of names (RFC 4180)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for row in _rows(snapshot):
        writer.writerow([_cell(row[column]) for column in COLUMNS])
    return text.getvalue()


def _rows(snapshot: Snapshot) -> list[dict[str, object]]:
    """The facts of each finding, sorted by id, with days as dates."""
    days = ("received", "due", "first_due", "closed")
    return [
        _recommendation(finding) | {day: getattr(finding, day) for day in days}
        for finding in sorted(snapshot.recommendations, key=lambda f: f.id)
    ]


_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def _cell(value: object) -> str:
    """The value as text.

    What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection"), also where the
    sign is the full-width one that some languages' spreadsheets take for the same.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text


def _plain(value: BaseModel | None) -> Mapping[str, object] | None:
    return value.model_dump(mode="json", by_alias=True) if value else None


def _entry(entry: HistoryEntry) -> Mapping[str, object]:
    """The entry with every field; of one that it takes away, and of one that it does not change, the value is null."""
    return {**entry.model_dump(mode="json", by_alias=True), **dict.fromkeys(taken_by(entry))}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
