"""Writes a calendar of days to come as iCalendar (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from register.exports.calendar_events import CalendarEvent, CalendarHead


def as_calendar(head: CalendarHead, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of the events, by day. Each is stamped with the day that the calendar shows, and blocks no time."""
    calendar = Calendar()
    calendar.add("prodid", "-//Inspection register//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", head.title)
    if head.description:
        calendar.add("x-wr-caldesc", head.description)
    stamp = datetime.combine(head.day, time(), ZoneInfo(head.timezone)).astimezone(UTC)
    written = (_written(event, stamp) for event in sorted(events, key=lambda event: (event.day, event.uid)))
    begins, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    return b"".join((begins, *written, end, b"\r\n"))


@lru_cache(maxsize=10_000)
def _written(told: CalendarEvent, stamp: datetime) -> bytes:
    """The event as it stands in a calendar; an owner's has the same events as the calendar of all."""
    event = Event()
    event.add("uid", told.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", told.day)
    event.add("dtend", told.day + timedelta(days=1))
    event.add("summary", told.title)
    event.add("url", told.page)
    event.add("transp", "TRANSPARENT")
    return bytes(event.to_ical())
