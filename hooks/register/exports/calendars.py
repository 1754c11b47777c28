"""Writes a calendar of days to come as iCalendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import vText
from icalendar.parser import Contentline

from register.exports.calendar_events import CalendarEvent, CalendarHead


def as_calendar(head: CalendarHead, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of the events, by day. Each is stamped with the day that the calendar shows, and blocks no time."""
    begins = datetime.combine(head.day, time(), ZoneInfo(head.timezone)).astimezone(UTC)
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Inspection register//EN",
        f"X-WR-CALNAME:{_escaped(head.title)}",
        *([f"X-WR-CALDESC:{_escaped(head.description)}"] if head.description else []),
        *_lines(sorted(events, key=lambda event: (event.day, event.uid)), f"{begins:%Y%m%dT%H%M%SZ}"),
        "END:VCALENDAR",
    )
    return b"".join(Contentline(line).to_ical() + b"\r\n" for line in lines)


def _lines(events: Iterable[CalendarEvent], stamp: str) -> Iterator[str]:
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{event.uid}"
        yield f"DTSTAMP:{stamp}"
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(event.title)}"
        yield f"URL:{event.page}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _escaped(text: str) -> str:
    """The text without what would end its line or its value."""
    return vText(text).to_ical().decode()
