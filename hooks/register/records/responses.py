"""The responses to a finding: who said what, on which day, and when that was recorded."""

import re
from datetime import date
from typing import NamedTuple

from register.records.body import Body, Section
from register.records.model import VOICES, Voice
from register.records.values import read_day


class WrittenResponse(NamedTuple):
    """A response as a record has it: whose it is, the part below its heading, and the days that the heading gives.

    day is None where the heading is not a date; recorded: the day on which it came into the register, if later.
    """

    section: Section
    by: Voice
    day: date | None
    recorded: date | None

    @property
    def known_from(self) -> date:
        """The day from which the register had it; the first possible day where the heading is not a date."""
        return max(day for day in (self.day, self.recorded, date.min) if day)


def responses(body: Body | None) -> tuple[WrittenResponse, ...]:
    """The responses, in the file's order, with the days that their headings give."""
    return tuple(
        WrittenResponse(section, by, *days_of_heading(section.heading.title))
        for by, title in VOICES.items()
        for section in (body.below(title) if body else ())
    )


HEADING_WITH_RECORDED = re.compile(r"(.+) \(recorded ([^\s{}]+)\)")


def response_heading(day: date, recorded: date | None) -> str:
    """The line above a response of that day, which may say when it was recorded."""
    return f"### {day}" + (f" (recorded {recorded})" if recorded else "")


def days_of_heading(title: str) -> tuple[date | None, date | None]:
    """The day that a heading gives, and the day on which the part below it was recorded.

    As in "2020-01-16" or "2020-01-16 (recorded 2020-03-02)"; (None, None) where it is neither.
    """
    both = HEADING_WITH_RECORDED.fullmatch(title)
    try:
        return (read_day(both[1]), read_day(both[2])) if both else (read_day(title), None)
    except ValueError:
        return None, None
