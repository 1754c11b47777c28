"""The types of single values: a day, a text, a word, a number, a web address.

model.py declares its fields with them; each says what it forgives in how a value is written.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from pydantic_core import PydanticCustomError

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
ID_LENGTH = 80
ID_PATTERN = r"[a-z0-9]+(-[a-z0-9]+)*"
TITLE_LENGTH = 120
NO_CLOCK = "none"
"""What stands in place of a number of days where no clock runs."""
_ID = re.compile(ID_PATTERN)


def is_id(text: str) -> bool:
    """Whether text can be the id of a record: lower-case letters, digits and single hyphens, at most 80 characters."""
    return len(text) <= ID_LENGTH and _ID.fullmatch(text) is not None


@cache  # the same days stand in thousands of records, and there are no more than forty thousand
def read_day(text: str) -> date:
    """The day written as yyyy-mm-dd. Raises ValueError with what is wrong: its form, the calendar or the range."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise ValueError("form")
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise ValueError("calendar") from None
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("range")
    return day


def is_day(text: str) -> bool:
    """Whether the text is a day as it is written in records."""
    try:
        return bool(read_day(text))
    except ValueError:
        return False


def day_in_words(day: date) -> str:
    """The day in words, such as 5 September 2019, for whatever loads no sentences."""
    return f"{day.day} {day:%B %Y}"


@cache
def time_zones() -> frozenset[str]:
    """The names of all time zones. Python looks through the tz database on the disk for them each time."""
    return frozenset(available_timezones())


def _day(value: object) -> date:
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise PydanticCustomError("day_type", "a date")
    try:
        return read_day(value.strip())
    except ValueError as error:
        raise PydanticCustomError("day", "a date", {"reason": str(error)}) from None


NONE = "none"
"""The word in an entry of a history that takes a value away from that day on."""


def _is_none(value: object) -> bool:
    return isinstance(value, str) and value.strip().casefold() == NONE


def _day_or_none(value: object) -> object:
    return NONE if _is_none(value) else _day(value)


def _one_or_list(value: object) -> object:
    """A list that may be written as the one value in it."""
    return [value] if isinstance(value, str) else value


def list_or_none(value: object) -> object:
    """A list in an entry of a history: `none` is the empty list, and so takes away what stood before."""
    return [] if _is_none(value) else value


def _tidy(text: str) -> str:
    """One spelling of a text: composed characters, single blanks. Two spellings of an owner would be two owners."""
    return " ".join(unicodedata.normalize("NFC", text).split())


# What people write where there is nothing to say, by its letters and digits alone.
_NOTHING = frozenset(
    ("", "null", "nil", "no", "none", "na", "notapplicable", "unknown", "notknown", "tbc", "tba", "tbd",
     "tobeconfirmed", "tobedecided")
)  # fmt: skip
_LONGEST_NOTHING = 30  # characters, blanks and signs included
SAYS_NOTHING = "says_nothing"
"""The name of the error of a text that is a placeholder."""


def says_nothing(text: str) -> bool:
    """Whether a text is a placeholder: TBC, n/a or none, in any case, or only punctuation."""
    if len(text) > _LONGEST_NOTHING:
        return _LETTER.search(text) is None
    return re.sub(r"[\W_]+", "", text.casefold()) in _NOTHING


_LETTER = re.compile(r"[^\W_]")


def _something(text: str) -> str:
    if says_nothing(text):
        raise PydanticCustomError(SAYS_NOTHING, "words")
    return text


def _something_or_none(text: str) -> str:
    return NONE if _is_none(text) else _something(text)


def _somebody(text: str) -> str:
    if text.casefold().strip(" .()[]") == "vacant":
        raise PydanticCustomError(SAYS_NOTHING, "a role")
    return text


def _any_case(value: object) -> object:
    """Case and surrounding blanks mean nothing in a word from a list."""
    return value.strip().lower() if isinstance(value, str) else value


def _yes_or_no(value: object) -> object:
    if isinstance(value, bool):
        return value
    word = _any_case(value)
    if word not in ("true", "false"):
        raise PydanticCustomError("true_or_false", "true or false")
    return word == "true"


def _web_address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s<>\"]+", value, re.IGNORECASE):
        raise PydanticCustomError("web_address", "a web address")
    return value


def _secure_address(value: str) -> str:
    if not re.fullmatch(r"https://[^\s<>\"]+", value, re.IGNORECASE):
        raise PydanticCustomError("secure_address", "an https address")
    return value


def _whole_year(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"(19|20)[0-9]{2}|2100", value.strip()):
        return int(value)
    raise PydanticCustomError("year", "a year")


def _whole_number(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value.strip()):
        return int(value)
    raise PydanticCustomError("whole_number", "a number of days")


def _days_or_none(value: object) -> object:
    if _any_case(value) == NO_CLOCK:
        return NO_CLOCK
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,4}", value.strip()):
        return int(value)
    raise PydanticCustomError("days_or_none", "a number of days")


def _area_code(value: str) -> str:
    code = value.strip().upper()
    if not re.fullmatch(_GSS_CODE, code):
        raise PydanticCustomError("area_code", "a GSS code")
    return code


def _contact_address(value: str) -> str:
    if not re.fullmatch(_CONTACT, value, re.IGNORECASE):
        raise PydanticCustomError("contact_address", "an https or mailto address")
    return value


_GSS_CODE = "[A-Z][0-9]{8}"
_CONTACT = r"https://[^\s<>\"]+|mailto:[^\s<>\"@]+@[^\s<>\"@]+"
_TEXT = {"type": "string", "minLength": 1}
_WORD = {"type": "string", "pattern": f"^{ID_PATTERN}$", "maxLength": ID_LENGTH}
_HTTPS = {"type": "string", "format": "uri", "pattern": "^https://"}
_MAIL = {"type": "string", "format": "uri", "pattern": "^(https://|mailto:)"}
_HTTP = {"type": "string", "format": "uri", "pattern": "^https?://"}


def _one_or_more(schema: dict[str, object]) -> dict[str, object]:
    """The schema of one such value, or of a list of them."""
    return {"anyOf": [schema, {"type": "array", "items": schema}]}


Day = Annotated[date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})]
DayOrNone = Annotated[
    date | Literal["none"],
    BeforeValidator(_day_or_none),
    WithJsonSchema({"anyOf": [{"type": "string", "format": "date"}, {"const": NONE}]}),
]
AnyText = Annotated[str, AfterValidator(_tidy), StringConstraints(min_length=1)]
"""Text that may say anything, as a label or a quotation does."""
Text = Annotated[AnyText, AfterValidator(_something)]
Role = Annotated[Text, AfterValidator(_somebody)]
TextOrNone = Annotated[AnyText, AfterValidator(_something_or_none)]
Title = Annotated[Text, StringConstraints(max_length=TITLE_LENGTH)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_one_or_list), WithJsonSchema(_one_or_more(_TEXT))]
AnyCase = BeforeValidator(_any_case)
Word = Annotated[str, AnyCase, StringConstraints(pattern=f"^{ID_PATTERN}$", max_length=ID_LENGTH)]
Words = Annotated[tuple[Word, ...], BeforeValidator(_one_or_list), WithJsonSchema(_one_or_more(_WORD))]
YesOrNo = Annotated[bool, BeforeValidator(_yes_or_no)]
Year = Annotated[int, BeforeValidator(_whole_year)]
DayCount = Annotated[int, BeforeValidator(_whole_number)]
ResponseDays = Annotated[int | Literal["none"], BeforeValidator(_days_or_none)]
AreaCode = Annotated[str, AfterValidator(_area_code), WithJsonSchema({"type": "string", "pattern": f"^{_GSS_CODE}$"})]
WebAddress = Annotated[str, AfterValidator(_web_address), WithJsonSchema(_HTTP)]
SecureAddress = Annotated[str, AfterValidator(_secure_address), WithJsonSchema(_HTTPS)]
ContactAddress = Annotated[str, AfterValidator(_contact_address), WithJsonSchema(_MAIL)]

_SPELLING: dict[object, Callable[[str], Any]] = {
    _any_case: _any_case,
    _yes_or_no: _any_case,
    _day: str.strip,
    _day_or_none: _any_case,
    _whole_year: str.strip,
    _whole_number: str.strip,
    _days_or_none: _any_case,
}


def spelling_of(declared: object) -> Callable[[str], Any] | None:
    """What spells a value of the declared type without the case and blanks that it forgives; None: it forgives none."""
    marks = getattr(declared, "__metadata__", ())
    found = (_SPELLING.get(mark.func) for mark in marks if isinstance(mark, BeforeValidator))
    return next((spelling for spelling in found if spelling), None)


def takes_one_or_list(marks: Iterable[object]) -> bool:
    """Whether these marks of a declared type are those of a list that may be written as the one value in it."""
    return any(isinstance(mark, BeforeValidator) and mark.func is _one_or_list for mark in marks)


def holds_text(marks: Iterable[object]) -> bool:
    """Whether these marks of a declared type are those of free text."""
    return any(isinstance(mark, AfterValidator) and mark.func is _tidy for mark in marks)
