"""Writes a calendar of days to come as iCalendar (RFC 5545)."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from operator import attrgetter
from zoneinfo import ZoneInfo

from icalendar import vText
from icalendar.parser import Contentline

from register.exports.calendar_events import CalendarEvent, CalendarHead


def as_calendar(head: CalendarHead, events: Iterable[CalendarEvent]) -> bytes:
    """The calendar of the events, by day. Each is stamped with the day that the calendar shows, and blocks no time."""
    begins = datetime.combine(head.day, time(), ZoneInfo(head.timezone)).astimezone(UTC)
    written = (_written(event, f"{begins:%Y%m%dT%H%M%SZ}") for event in sorted(events, key=attrgetter("day", "uid")))
    return b"".join((_lines(_about(head)), *written, _lines(["END:VCALENDAR"])))


def _about(head: CalendarHead) -> Iterator[str]:
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Inspection register//EN"
    yield f"X-WR-CALNAME:{_escaped(head.title)}"
    if head.description:
        yield f"X-WR-CALDESC:{_escaped(head.description)}"


@lru_cache(maxsize=10_000)
def _written(event: CalendarEvent, stamp: str) -> bytes:
    """The event as it stands in a calendar: those of an owner stand in the calendar of all, too."""
    return _lines(
        (
            "BEGIN:VEVENT",
            f"UID:{event.uid}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{_escaped(event.title)}",
            f"URL:{event.page}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        )
    )


def _lines(lines: Iterable[str]) -> bytes:
    """The lines, folded where they are too long."""
    return b"".join(Contentline(line).to_ical() + b"\r\n" for line in lines)


def _escaped(text: str) -> str:
    """The text without what would end its line or its value."""
    return vText(text).to_ical().decode()
