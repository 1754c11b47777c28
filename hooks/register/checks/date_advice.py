"""Advice on dates: what is wrong with a text that is not a date, and which day was probably meant."""

import re
from calendar import monthrange
from datetime import date, datetime

from register.checks.advice import quoted
from register.records.values import FIRST_DAY, LAST_DAY, read_day

# How people write days in Britain, then elsewhere, as strptime reads them. The first that fits is meant.
_FORMS = (
    "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%B %d %Y", "%b %d %Y", "%Y-%d-%m", "%m/%d/%Y",
)  # fmt: skip
_BESIDE_THE_DAY = re.compile(
    r"(?<=\d)(st|nd|rd|th)\b|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\bof\b|[,\"'\u2018-\u201f]", re.IGNORECASE
)
_WITHIN = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")  # what word processors make of a hyphen


def what_is_wrong(text: str) -> str:
    """Why the text is no day, for a sentence: its form, the calendar or the range."""
    try:
        read_day(text.strip())
    except ValueError as error:
        if str(error) == "range":
            return f"{quoted(text)} lies outside {FIRST_DAY.year} to {LAST_DAY.year}"
        if str(error) == "calendar":
            return f"there is no such day as {quoted(text)}: {_why_none(text)}"
    return f"{quoted(text)} is not a date"


def what_instead(text: str, line: str = "{}") -> str:
    """The advice to write the day that was meant. line: what stands there, with {} in the place of the day."""
    day = day_meant(text)
    if day is None:
        return f'write the day as yyyy-mm-dd, e.g. "{line.format("2019-06-28")}"'
    return f'write "{line.format(day)}" if {day.day} {day:%B %Y} is meant'


def day_meant(text: str) -> date | None:
    """The day that the text most likely means; None where it can't be told or lies out of range."""
    plain = " ".join(_BESIDE_THE_DAY.sub(" ", _HYPHENS.sub("-", text)).split())
    within = set(_WITHIN.findall(plain))
    found = _read(within.pop() if len(within) == 1 else plain)
    return found if found and FIRST_DAY <= found <= LAST_DAY else None


def _read(plain: str) -> date | None:
    for form in _FORMS if plain.isascii() else ():
        try:
            return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no time zone
        except ValueError:
            continue
    return _last_of_month(plain)


def _last_of_month(plain: str) -> date | None:
    """The last day of the month, for a text such as 2019-06-31."""
    parts = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])-(29|3\d)", plain)
    if not parts:
        return None
    year, month = int(parts[1]), int(parts[2])
    return date(year, month, monthrange(year, month)[1])


def _why_none(text: str) -> str:
    year, month, day = map(int, text.split("-"))
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    if not year or not day:
        return f"there is no {'day' if year else 'year'} 0"
    return f"{date(year, month, 1):%B %Y} has {monthrange(year, month)[1]} days"
