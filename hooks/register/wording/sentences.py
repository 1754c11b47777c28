"""The sentences of the interface, with dates, numbers and plurals put in.

The sentences are in <language>.ftl next to this file, in Mozilla's Fluent format, and nowhere else. Babel writes the
dates.
"""

from datetime import date
from functools import cache, lru_cache
from importlib.resources import files

from babel.core import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from fluent.runtime import FluentBundle, FluentResource

LANGUAGE = "en-GB"
_LOCALE = Locale.parse(LANGUAGE, sep="-")


@cache
def _bundle(language: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    text = files("register.wording").joinpath(f"{language}.ftl").read_text("utf-8")
    bundle.add_resource(FluentResource(text))
    return bundle


def say(sentence: str, **values: object) -> str:
    """The sentence of that name with its values put in; days are written as in "1 July 2019".

    Raises LookupError where there is no such sentence, or a value that it needs is not given.
    """
    return _said(sentence, tuple(values.items()))


# A site says few different sentences, and each of them thousands of times.
@lru_cache(maxsize=50_000)
def _said(sentence: str, values: tuple[tuple[str, object], ...]) -> str:
    bundle = _bundle(LANGUAGE)
    if not bundle.has_message(sentence):
        raise LookupError(f"there is no sentence {sentence!r}")
    spoken = {name: say_day(value) if isinstance(value, date) else value for name, value in values}
    text, errors = bundle.format_pattern(bundle.get_message(sentence).value, spoken)
    if errors:
        raise LookupError(f"the sentence {sentence!r} lacks a value: {errors[0]}")
    return str(text)


@cache
def say_day(day: date) -> str:
    """The day in words: "1 July 2019"."""
    return format_date(day, "d MMMM y", locale=_LOCALE)


@cache
def say_month(day: date) -> str:
    """The month of the day in words: "July 2019"."""
    return format_date(day, "MMMM y", locale=_LOCALE)


@cache
def say_span(days: int) -> str:
    """A time in words: "9 days", and past 90 days in months and years: "1 year 2 months"."""
    if days <= 90:
        return say("span-days", count=days)
    years, months = divmod(round(days / _DAYS_OF_A_MONTH), 12)
    parts = ((say("span-years", count=years), years), (say("span-months", count=months), months))
    return " ".join(said for said, number in parts if number)


_DAYS_OF_A_MONTH = 30.4375  # on average


@cache
def say_number(number: int) -> str:
    """The number as people write it: "12,345"."""
    return format_decimal(number, locale=_LOCALE)


@cache
def say_names(names: tuple[str, ...]) -> str:
    """The names in one phrase: "A, B and C"."""
    return format_list(names, locale=_LOCALE)


def within(label: str) -> str:
    """The label as it is written within a sentence: without its capital, unless it is an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def sentences() -> frozenset[str]:
    """The names of all sentences, for the test that each of them is used."""
    return frozenset(_bundle(LANGUAGE)._messages)
