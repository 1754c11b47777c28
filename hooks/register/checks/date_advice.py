"""Advice on dates: what is wrong with a text that is not a date, and which day was probably meant."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from register.checks.advice import quoted
from register.records.values import FIRST_DAY, LAST_DAY, day_in_words, read_day

# How people write days in Britain, then elsewhere, as strptime reads them. The first that fits is meant.
_FORMS = (
    "%d/%m/%Y", "%d/%m/%y", "%d.%m.%Y", "%d-%m-%Y", "%d %m %Y", "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d",
    "%d %B %Y", "%d %b %Y", "%d-%b-%Y", "%d-%b-%y", "%B %d %Y", "%b %d %Y", "%m/%d/%Y", "%m/%d/%y",
)  # fmt: skip
_LAST_RESORT = "%Y-%d-%m"
_BESIDE_THE_DAY = re.compile(
    r"(?<=\d)(st|nd|rd|th)\b|\b(mon|tues|wednes|thurs|fri|satur|sun)day\b|\bof\b|[,\"'\u2018-\u201f]", re.IGNORECASE
)
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
_WITHIN = re.compile(r"(?<!\d)\d{4}-\d\d-\d\d(?!\d)")
_MOMENT = re.compile(  # a day with a time, which may say its distance from Greenwich
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d)?", re.IGNORECASE
)
# Words that make of a day another one, or a span of days.
_NOT_THAT_DAY = re.compile(
    r"\b(?:not|no|never|before|after|between|from|since|until|till|to|or|and|than|later|earlier|plus|minus)\b",
    re.IGNORECASE,
)
_HYPHENS = re.compile("[\u2010-\u2015\u2212]")  # what word processors make of a hyphen


def what_is_wrong(text: str) -> str:
    """Why the text is not a day, for a sentence: its form, the calendar or the range."""
    try:
        read_day(text.strip())
    except ValueError as error:
        if str(error) == "range":
            return f"{quoted(text)} is not between {FIRST_DAY.year} and {LAST_DAY.year}"
        if str(error) == "calendar":
            return f"there is no such day as {quoted(text)}: {_why_none(text)}"
    return f"{quoted(text)} is not a date"


def what_instead(text: str, line: str, zone: str) -> str:
    """The advice to write the day that was meant, and to keep what else the text says.

    line: what to write, with {} in place of the day. zone: the name of the time zone of the register's days, for a
    text that gives a time as well.
    """
    days = days_meant(text, zone)
    if not days and (day := _in_spreadsheet(text)):
        return f'write "{line.format(day)}" if this is a spreadsheet\'s number for {day_in_words(day)}'
    if not days and (day := _end_of_month(text)):
        return f'write "{line.format(day)}" if the last day of {day:%B %Y} is meant, else the day that is'
    if not days:
        return f'write the day as yyyy-mm-dd, e.g. "{line.format("2019-06-28")}"'
    choices = " or ".join(f'"{line.format(day)}" if {day_in_words(day)} is meant' for day in days)
    rest = _beside_the_day(text)
    return f"write {choices}" + (f", and say {quoted(rest)} elsewhere" if rest else "")


def days_meant(text: str, zone: str) -> tuple[date, ...]:
    """The days that the text can mean, the one that people in Britain mean first; none where it can't be told.

    A moment is the day that it falls on in the time zone of that name.
    """
    plain = _plain(text)
    moment = _MOMENT.fullmatch(plain)
    within = set(_WITHIN.findall(plain))
    if moment and moment["zone"]:
        found = _days_of_moment(moment["time"], moment["zone"], zone)
    elif len(within) == 1 and not _NOT_THAT_DAY.search(plain):
        found = _read(within.pop())
    else:
        found = _read(plain)
    return tuple(day for day in found if FIRST_DAY <= day <= LAST_DAY)


def certain_day(text: str, zone: str) -> date | None:
    """The day that the text means, where it can mean no other and says nothing else; None elsewhere."""
    days = days_meant(text, zone)
    is_no_such_day = re.fullmatch(r"\d{4}-\d\d-\d\d", _plain(text)) is not None
    if len(days) != 1 or is_no_such_day or _beside_the_day(text) or not _is_of_its_weekday(text, days[0]):
        return None
    return days[0]


def _is_of_its_weekday(text: str, day: date) -> bool:
    """Whether the day of the week that the text names, if it does, is that of the day."""
    return all(name.casefold() == f"{day:%A}".casefold() for name in _WEEKDAY.findall(text))


def _in_spreadsheet(text: str) -> date | None:
    """The day whose number this is in a spreadsheet, if it is one."""
    day = date(1899, 12, 30) + timedelta(int(text)) if re.fullmatch(r"[2-6][0-9]{4}", text.strip()) else None
    return day if day and FIRST_DAY <= day <= LAST_DAY else None


def _end_of_month(text: str) -> date | None:
    """The last day of the month, where a text names nothing else."""
    plain = re.sub(
        r"^(?:by )?(?:the )?(?:end (?:of )?)?(?:of )?", "", _HYPHENS.sub("-", text).strip(), flags=re.IGNORECASE
    )
    first = next((day for form in _MONTHS if (day := _in_form(plain, form))), None)
    return first and first.replace(day=monthrange(first.year, first.month)[1])


_MONTHS = ("%B %Y", "%b %Y", "%b-%y", "%b-%Y", "%B-%Y", "%Y-%m", "%m/%Y", "%b %y")


def _plain(text: str) -> str:
    plain = " ".join(_BESIDE_THE_DAY.sub(" ", _HYPHENS.sub("-", text)).split())
    return plain.translate(_DIGITS) if _NEARLY_DIGITS.fullmatch(plain) else plain


_DIGITS = str.maketrans("OoIl", "0011")  # letters that look like digits
_NEARLY_DIGITS = re.compile(r"[\dOoIl]{1,4}([-/.])[\dOoIl]{1,2}\1[\dOoIl]{2,4}")


def _beside_the_day(text: str) -> str:
    """What a text says besides one day written as yyyy-mm-dd."""
    plain = _plain(text)
    if _MOMENT.fullmatch(plain) or _WITHIN.fullmatch(plain) or not _WITHIN.search(plain):
        return ""
    return _WITHIN.sub("", " ".join(_HYPHENS.sub("-", text).split())).strip(" ()[],;.:?!-\"'")


def _days_of_moment(time: str, offset: str, zone: str) -> tuple[date, ...]:
    plain = "+00:00" if offset.upper() in ("Z", "UTC", "GMT") else offset
    try:
        return (datetime.fromisoformat(f"{time}{plain}").astimezone(ZoneInfo(zone)).date(),)
    except (ValueError, OverflowError):
        return ()


def _read(plain: str) -> tuple[date, ...]:
    return _read_as_written(plain) or _last_of_month(plain)


def _read_as_written(plain: str) -> tuple[date, ...]:
    """The days that the text is in one form or another, each once."""
    found = dict.fromkeys(day for form in _FORMS if (day := _in_form(plain, form)))
    last = _in_form(plain, _LAST_RESORT)
    return tuple(found) or ((last,) if last else ())


def _in_form(plain: str, form: str) -> date | None:
    """The day, where the text has that form as strptime reads it."""
    if not plain.isascii() or (form == "%Y%m%d" and len(plain) != 8):
        return None
    try:
        return datetime.strptime(plain, form).date()  # noqa: DTZ007  a day has no time zone
    except ValueError:
        return None


def _last_of_month(plain: str) -> tuple[date, ...]:
    """The last day of the month, for a text such as 2019-06-31."""
    parts = re.fullmatch(r"([12]\d{3})-(0[1-9]|1[0-2])-(29|3\d)", plain)
    if not parts:
        return ()
    year, month = int(parts[1]), int(parts[2])
    return (date(year, month, monthrange(year, month)[1]),)


def _why_none(text: str) -> str:
    year, month, day = map(int, text.split("-"))
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    if not year or not day:
        return f"there is no {'day' if year else 'year'} 0"
    return f"{date(year, month, 1):%B %Y} has {monthrange(year, month)[1]} days"
