"""Reads the times that a tracker names: a day, a quarter, a month."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from register.checks.date_advice import days_meant
from register.editing.trackers.cells import Value
from register.records.values import FIRST_DAY, LAST_DAY, says_nothing

_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTH = rf"(?P<month>{_MONTHS})[a-z]*\.?[ '’-]{{0,2}}(?P<year>(?:19|20)?\d\d)"
_OF_QUARTER = r"(?: (?:updates?|progress|position|comments?|commentary|narrative|review))?"
_FINANCIAL = r"(?P<{0}first>20\d\d|\d\d)(?P<{0}second>[/–-]\d\d(?:\d\d)?)"
_QUARTER = (
    rf"{_FINANCIAL.format('its_')}[ ,:-]{{1,3}}(?:Q|Qtr |Quarter )(?P<its_quarter>[1-4])|"
    rf"(?:Q|Qtr |Quarter )(?P<quarter>[1-4])(?:{_OF_QUARTER}[ ,:/(-]{{1,2}}(?:FY ?)?{_FINANCIAL.format('')}?)?"
)
_DAY = (
    r"\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? ?-?(?:{_MONTHS})[a-z]* ?-?['’]?(?:\d{{4}}|\d\d)"
)
_PERIOD = re.compile(rf"(?<![\w/])(?:(?P<day>{_DAY})|{_QUARTER}|{_MONTH})(?![\w/])", re.IGNORECASE)
DAY_IN_WORDS = re.compile(rf"(?<![\w/.-])(?:{_DAY})(?![\w/-])", re.IGNORECASE)


class Period(NamedTuple):
    """A time that a text names: its words, and its last day; None where the words alone don't tell that."""

    words: str
    day: date | None


def period_in(text: str) -> Period | None:
    """The first day, quarter or month that a text names; None where it names none."""
    found = _PERIOD.search(text)
    return _period(found) if found else None


def _period(found: re.Match[str]) -> Period:
    words = " ".join(found[0].split())
    if found["day"]:
        return Period(words, day_of(found["day"]))
    if found["month"]:
        month = _MONTHS.split("|").index(found["month"].lower()) + 1
        return Period(words, _last_day(_year(found["year"]), month))
    which = "its_" if found["its_quarter"] else ""
    if not found[f"{which}second"]:
        return Period(words, None)  # a quarter of which year, and of the financial one or of the calendar?
    year, quarter = _year(found[f"{which}first"]), int(found[f"{which}quarter"])
    if (year + 1) % 100 != int(found[f"{which}second"][-2:]):
        return Period(words, None)  # no financial year
    return Period(words, _last_day(year, 3 * quarter + 3) if quarter < 4 else _last_day(year + 1, 3))


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


# Days

_SERIAL = range(20_000, 80_000)  # days that a spreadsheet counts from 30 December 1899: from 1954 to 2119
_FIRST_OF_SERIALS = date(1899, 12, 30)


_END_OF_MONTH = re.compile(
    rf"(?:by )?(?:the )?(?:month )?end (?:of )?(?P<month>(?:{_MONTHS})[a-z]*\.?[ '’-]{{1,2}}\d{{2,4}})", re.IGNORECASE
)


@cache
def day_of(value: Value) -> date | None:
    """The day that a cell gives: a date, the serial number of one, or a day in words; None where it gives none.

    Of two days that the words can mean, it is the one with the day before the month.
    """
    if isinstance(value, date):
        return value if FIRST_DAY <= value <= LAST_DAY else None
    if isinstance(value, int | float) or (isinstance(value, str) and re.fullmatch(r"\d{5}(?:\.\d+)?", value.strip())):
        days = int(float(value))
        return day_of(_FIRST_OF_SERIALS + timedelta(days)) if days in _SERIAL else None
    if (end := _END_OF_MONTH.fullmatch((value or "").strip())) and (period := period_in(end["month"])):
        return period.day
    words = re.sub(r"^(\d{1,2})-([A-Za-z]+)-(\d+)$", r"\1 \2 \3", (value or "").strip())  # 31-Mar-24
    words = re.sub(r"(?<=[A-Za-z]) ?['’]?(\d\d)$", r" 20\1", words)  # 31 March '24
    words = re.sub(r"^(?:by|due)\s+|\s+\d{1,2}:\d\d(?::\d\d)?(?: [ap]m)?$", "", words, flags=re.IGNORECASE)
    words = re.sub(r"^(\d{1,2})[.-](\d{1,2})[.-](\d\d)$", r"\1/\2/\3", words)
    return next(iter(days_meant(words, "Europe/London")), None) if words else None


_BEFORE = re.compile(
    r"\b(?:was|previously|originally|original|orig|from|before|extended from|revised from)\b", re.IGNORECASE
)
_ABOUT_DATES = re.compile(
    r"\b(?:was|is|now|new|previously|originally|original|orig|revised|revision|extended|moved|changed|to|from|due|date|"
    r"target|by|then|and|again|first|second|third|agreed|deadline|rev|\d)\b|[\W_]",
    re.IGNORECASE,
)


class Dates(NamedTuple):
    """What a cell says of due dates: the days in the order in which they held, and words that are no day, or a span."""

    days: tuple[date, ...] = ()
    words: str = ""


def dates_in(value: Value) -> Dates:
    """The days that a cell gives, the one that held first in front; else its words. `30/6/19, now 31/12/19` has two."""
    if day := day_of(value):
        return Dates((day,))
    text = " ".join(str(value or "").split())
    if says_nothing(text):
        return Dates()
    found = list(DAY_IN_WORDS.finditer(text))
    days = [day for each in found if (day := day_of(each[0]))]
    if not days or len(days) < len(found) or _ABOUT_DATES.sub("", DAY_IN_WORDS.sub("", text)):
        return Dates((), text)
    if len(found) == 2 and days[0] < days[1] and _SPAN.fullmatch(text[found[0].end() : found[1].start()]):
        return Dates((days[1],), text)
    return Dates(tuple(days[1:] + days[:1]) if _names_the_earlier_last(text, found) else tuple(days))


_SPAN = re.compile(r"\s*(?:-|–|—|to|until)\s*", re.IGNORECASE)


def last_day_of_period(words: str) -> date | None:
    """The last day of the month or the quarter that is all that these words name; None for any others."""
    period = period_in(words)
    is_all = period and not _AROUND_PERIOD.sub("", words.replace(period.words, "", 1))
    return period.day if period and is_all else None


_AROUND_PERIOD = re.compile(r"\b(?:by|before|end|of|the|in|during)\b|\W", re.IGNORECASE)


def _names_the_earlier_last(text: str, found: list[re.Match[str]]) -> bool:
    """Whether the second day stood before the first: `31/12/19 (was 30/6/19)`."""
    return len(found) == 2 and bool(_BEFORE.search(text[found[0].end() : found[1].start()]))
