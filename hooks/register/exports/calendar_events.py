"""What a calendar holds: days to come, each with the page about it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class CalendarEvent:
    """Something that takes a whole day: its id, which stays when the day moves, its title, and the page about it."""

    uid: str
    day: date
    title: str
    page: str


@dataclass(frozen=True)
class CalendarHead:
    """What a calendar says of itself. day: the day that it shows, in that time zone."""

    title: str
    description: str
    day: date
    timezone: str
