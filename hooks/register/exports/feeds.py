"""The feed of changes, and the calendar of due dates.

Both need the site's own address, since their entries are read elsewhere.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit
from zoneinfo import ZoneInfo

from feedgen.feed import FeedGenerator
from icalendar import Calendar, Event

from register.figures import summary
from register.figures.changes import ChangeKind
from register.figures.corrections import Corrected
from register.figures.tables import say_verdict
from register.records.invisible import with_stand_ins
from register.records.model import HistoryEntry
from register.records.values import NONE
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say

_ENTRIES = 100


def changes_as_feed(snapshot: Snapshot, corrected: Iterable[Corrected], site_url: str) -> bytes:
    """An Atom feed (RFC 4287) of the latest entries of all histories and corrections, the newest first.

    XML can't hold control characters. The checks refuse them; one that gets here is replaced by U+FFFD.
    """
    organisation = with_stand_ins(snapshot.settings.organisation)
    feed = FeedGenerator()
    feed.id(site_url)
    feed.title(say("feed-title", organisation=organisation))
    feed.link(href=urljoin(site_url, "data/feed.xml"), rel="self")
    feed.link(href=site_url, rel="alternate")
    feed.author({"name": organisation})
    feed.language("en-GB")
    feed.updated(_midnight(snapshot.day, snapshot))
    items = (*_of_entries(snapshot, site_url), *_of_corrections(corrected, site_url))
    for told in sorted(items, key=lambda told: (-told.day.toordinal(), told.id))[:_ENTRIES]:
        item = feed.add_entry(order="append")
        item.id(told.id)
        item.title(with_stand_ins(told.title))
        item.link(href=told.page)
        item.updated(_midnight(told.day, snapshot))
        item.summary(with_stand_ins(told.summary))
    return feed.atom_str(pretty=True)


class _Told(NamedTuple):
    """What an entry of the feed tells: its id, its day, its title, the page that it leads to, and a summary."""

    id: str
    day: date
    title: str
    page: str
    summary: str


def _of_entries(snapshot: Snapshot, site_url: str) -> Iterator[_Told]:
    """Every entry, on the day on which the register said so; its id outlives another name and entries put in before."""
    for finding in snapshot.recommendations:
        page, first = (urljoin(site_url, f"recommendations/{id}/") for id in (finding.id, _first_id(finding)))
        of_day: Counter[date] = Counter()
        for entry in finding.history:
            title = f"{_label(entry, finding, snapshot)}: {finding.title}"
            id = f"{first}#{entry.date.isoformat()}-{of_day[entry.date]}"
            of_day[entry.date] += 1
            yield _Told(id, entry.known_from, title, page, entry.reason or say("no-reason"))


def _first_id(record: Recommendation | Meeting) -> str:
    """The id under which readers first knew the record."""
    return record.formerly[0] if record.formerly else record.id


def _of_corrections(corrected: Iterable[Corrected], site_url: str) -> Iterator[_Told]:
    page = urljoin(site_url, "corrections/")
    for each in corrected:
        title, day = say("correction-feed", title=each.title), each.correction.date
        id = f"{page}#{each.kind}-{each.id}-{each.number}"
        yield _Told(id, day, title, page, f"{each.correction.what} {each.correction.reason}")


def _label(entry: HistoryEntry, finding: Recommendation, snapshot: Snapshot) -> str:
    """What happened, in a word or two."""
    if entry.status:
        return next(status.label for status in snapshot.statuses if status.id == entry.status)
    if entry.inspectorate_status and entry.inspectorate_status != NONE:
        ended = entry.inspectorate_status in snapshot.ended_by_inspectorate
        return say_verdict(ChangeKind.INSPECTORATE_CLOSED if ended else ChangeKind.INSPECTORATE, finding)
    if entry.due:
        return say("change-undated") if entry.due == NONE else say("event-due", day=entry.due)
    return say("event-note")


def due_dates_as_calendar(snapshot: Snapshot, site_url: str) -> bytes:
    """An iCalendar (RFC 5545): an all-day event for each open finding on its due date, and for each meeting to come."""
    calendar = Calendar()
    calendar.add("prodid", "-//Inspection register//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say("calendar-title", organisation=snapshot.settings.organisation))
    for finding in sorted(snapshot.recommendations, key=lambda f: (f.due or date.max, f.id)):
        if finding.open and finding.due:
            title = say("calendar-due", title=finding.title)
            calendar.add_component(_event(finding.due, title, "recommendations", finding, snapshot, site_url))
    for meeting in summary.coming_meetings(snapshot):
        title = f"{meeting.committee}: {meeting.title}"
        calendar.add_component(_event(meeting.day, title, "meetings", meeting, snapshot, site_url))
    return calendar.to_ical()


def _event(
    day: date, title: str, kind: str, record: Recommendation | Meeting, snapshot: Snapshot, site_url: str
) -> Event:
    """The day of a record. kind: the part of its address before its id."""
    event = Event()
    event.add("uid", f"{kind}-{_first_id(record)}@{urlsplit(site_url).hostname or 'register'}")
    event.add("dtstamp", _midnight(snapshot.day, snapshot).astimezone(ZoneInfo("UTC")))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("url", urljoin(site_url, f"{kind}/{record.id}/"))
    event.add("transp", "TRANSPARENT")
    return event


def _midnight(day: date, snapshot: Snapshot) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(snapshot.settings.timezone))
