"""The places of a record that a correction can name: a field, a heading, a day of its history or of its responses.

A place is read from the words of a correction, compared between two states of a record, and put from one into the
other. So what a correction unlocks, what changed without one, and what stood there before are one and the same thing.
"""

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from typing import Any, NamedTuple

from pydantic import BaseModel

from register.records.body import Body, Section
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.html_text import text_of_html
from register.records.model import FACTS, HEADINGS, VOICES, Facts, HistoryEntry
from register.records.record import Record, Records, received_on
from register.records.responses import responses
from register.records.source import Span
from register.records.values import read_day


class PlaceKind(StrEnum):
    """The kinds of place; the value is the word that stands before the day of two of them."""

    FIELD = "field"
    HISTORY = "history"
    RESPONSE = "response"
    HEADING = "heading"


class Place(NamedTuple):
    """A place in a record: its kind, and the name of the field, the day or the title of the heading.

    Of a response without a day, the place is the heading that it stands below.
    """

    kind: PlaceKind
    name: str

    def __str__(self) -> str:
        """The place as a correction names it."""
        return self.name if self.kind in (PlaceKind.FIELD, PlaceKind.HEADING) else f"{self.kind} {self.name}"


_NO_PLACES = ("history", "corrections", "formerly", "publish", "withheld")
_OF_A_DAY = re.compile(r"(history|response)\s+(\d{4}-\d{2}-\d{2})", re.IGNORECASE)


def fields_that_are_places(kind: Kind) -> tuple[str, ...]:
    """The fields of such a record that a correction can name, as they are written."""
    return tuple(name for name in FACTS[kind].fields() if name not in _NO_PLACES)


def places_named(of: str, record: Record, records: Records) -> tuple[Place, ...]:
    """The places that these words of a correction name in the record; none where they name none."""
    words = " ".join(of.split())
    if dated := _OF_A_DAY.fullmatch(words):
        return tuple(_of_a_day(PlaceKind(dated[1].lower()), dated[2], record, records))
    field = words.lower().replace(" ", "_").replace("-", "_")
    if field in fields_that_are_places(record.kind):  # type: ignore[arg-type]
        return (Place(PlaceKind.FIELD, field),)
    title = next((title for title in _titles(record, records) if title.casefold() == words.casefold()), None)
    return (Place(PlaceKind.HEADING, title),) if title else ()


def _of_a_day(kind: PlaceKind, written: str, record: Record, records: Records) -> Iterator[Place]:
    try:
        day = read_day(written) if record.kind is Kind.RECOMMENDATION and record.facts else None
    except ValueError:
        return
    if day:
        yield Place(kind, written)
    if day and kind is PlaceKind.RESPONSE and day == received_on(record, records):
        yield from (Place(PlaceKind.HEADING, title) for title in VOICES.values())  # words without a day date from it


def _titles(record: Record, records: Records) -> Iterator[str]:
    """The headings that the record has or may have; for an inspection also its questions, by label and by id."""
    yield from HEADINGS.get(record.kind, ())  # type: ignore[arg-type]
    yield from (heading.title for heading in record.headings if heading.level == 2)
    if record.kind is Kind.INSPECTION and record.sound("framework"):
        framework = records.frameworks.get(record.facts.framework)
        for question in framework.facts.questions if framework and framework.sound("questions") else ():
            yield from (question.label, question.id)


# What stands at a place


def text_at(record: Record, place: Place) -> str:
    """What stands there, as plain words on one line; empty where nothing does."""
    match place.kind:
        case PlaceKind.FIELD:
            return _value_in_words(getattr(record.facts, place.name))
        case PlaceKind.HISTORY:
            return entries_of(record.facts.history, place.name)
        case _:
            parts = _parts(record.body)
            return " ".join(_words(parts[key]) for key in parts if _is_at(key, place)).strip()


def entries_of(history: Iterable[HistoryEntry], day: str) -> str:
    """The entries of that day as plain words on one line, without the day."""
    entries = (entry for entry in history if str(entry.date) == day)
    return "; ".join(_value_in_words(entry).removeprefix(f"date: {day}, ") for entry in entries)


def _value_in_words(value: object) -> str:
    """A value of a field as its writer would say it, on one line."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case tuple():
            return "; ".join(map(_value_in_words, value))
        case BaseModel():
            said = ((name, _value_in_words(getattr(value, name))) for name in type(value).fields())  # type: ignore[attr-defined]
            return ", ".join(f"{name}: {text}" for name, text in said if text)
        case _:
            return " ".join(str(value).split())


def span_at(record: Record, place: Place, was: Record | None = None) -> Span:
    """Where the place is in its file; else the nearest thing around it that exists.

    was: the record before, whose entry of that day may have another in its place.
    """
    match place.kind:
        case PlaceKind.FIELD:
            return record.source.span(place.name)
        case PlaceKind.HISTORY:
            before, after = (was or record).facts.history, record.facts.history
            pairs = ((one, other) for one, other in paired(before, after) if other is not None)
            of_day = (n for one, n in pairs if place.name in _days(before, one) + _days(after, n))
            index = next(of_day, None)
            return record.source.key_span("history") if index is None else record.source.span("history", index)
        case _:
            parts = _parts(record.body)
            found = (section for key in parts if _is_at(key, place) for section in parts[key])
            around = (parts[key][0] for key in parts if key.day is None and _is_response(key.title))
            section = next(found, None) or next(around, None)
            return section.heading.span if section else Span(record.source.body_line)


def _days(history: Sequence[HistoryEntry], index: int | None) -> tuple[str, ...]:
    return () if index is None else (str(history[index].date),)


# Two states of a record


def changed_places(was: Record, now: Record) -> tuple[Place, ...]:
    """The places at which the two differ, those of fields first. How words are laid out makes no difference."""
    return (*_changed_fields(was, now), *_changed_days(was, now), *_changed_words(was, now))


def _changed_fields(was: Record, now: Record) -> Iterator[Place]:
    for field in fields_that_are_places(now.kind):  # type: ignore[arg-type]
        if was.sound(field) and now.sound(field) and getattr(was.facts, field) != getattr(now.facts, field):
            yield Place(PlaceKind.FIELD, field)


def _changed_days(was: Record, now: Record) -> Iterator[Place]:
    """The days of the entries that are not as they were; one that has another in its place is known by its own day."""
    if now.kind is Kind.RECOMMENDATION and was.sound("history") and now.sound("history"):
        before, after = was.facts.history, now.facts.history
        pairs = (
            (one, other)
            for one, other in paired(before, after)
            if one is None or other is None or before[one] != after[other]
        )
        days = (after[other].date if one is None else before[one].date for one, other in pairs)  # type: ignore[index]
        yield from dict.fromkeys(Place(PlaceKind.HISTORY, str(day)) for day in days)


def paired(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[int | None, int | None]]:
    """The indices of each thing before and of what is in its place after; None where there is nothing, or was none."""
    for _, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        yield from zip_longest(range(first, last), range(start, end))


def _changed_words(was: Record, now: Record) -> Iterator[Place]:
    if was.body and now.body:
        before, after = _parts(was.body), _parts(now.body)
        differing = (k for k in {**before, **after} if words_as_read(before.get(k)) != words_as_read(after.get(k)))
        yield from dict.fromkeys(_place_of(key, after.get(key) or before[key]) for key in differing)


def with_place(target: Record, source: Record, place: Place) -> Record:
    """The target with what stands at that place in the source. Both are states of one record, and can be read."""
    match place.kind:
        case PlaceKind.FIELD:
            return replace(target, facts=target.facts.having({place.name: getattr(source.facts, place.name)}))
        case PlaceKind.HISTORY:
            return replace(target, facts=_with_day(target.facts, source.facts, place.name))
        case _:
            return replace(target, body=_with_words(target.body, source.body, place))


def _with_day(target: Any, source: Any, day: str) -> Facts:
    """The facts with the source's entries of that day and what takes the place of the target's own; the top follows."""
    history = tuple(_entries_with_day(target.history, source.history, day))
    moved = [field for field in DATED_FIELDS if _given(target.history, field) != _given(history, field)]
    top = {field: getattr(source, field) for field in (*moved, *(("closed",) if "status" in moved else ()))}
    return target.having({"history": history, **top})


def _given(history: tuple[HistoryEntry, ...], field: str) -> list[object]:
    return [entry.given[field] for entry in history if field in entry.given]


def _entries_with_day(
    before: tuple[HistoryEntry, ...], after: tuple[HistoryEntry, ...], day: str
) -> Iterator[HistoryEntry]:
    for one, other in paired(before, after):
        if day in _days(before, one) + _days(after, other):
            yield from () if other is None else (after[other],)
        elif one is not None:
            yield before[one]


# The words of a body by place


class _Key(NamedTuple):
    """Where words stand: the title of the section, without its case, and the day of a response."""

    title: str
    day: date | None


def _parts(body: Body | None) -> dict[_Key, tuple[Section, ...]]:
    """The sections of each place, in order. What stands below a smaller heading belongs to the place above it."""
    days = {id(response.section): response.day for response in responses(body)}
    found: dict[_Key, tuple[Section, ...]] = {}
    key = _Key("", None)
    for section in body.sections if body else ():
        if section.heading.level <= 2:
            key = _Key(section.heading.title.casefold(), None)
        elif days.get(id(section)):
            key = _Key(key.title, days[id(section)])
        found[key] = (*found.get(key, ()), section)
    return found


def _is_response(title: str) -> bool:
    return title in {response.casefold() for response in VOICES.values()}


def _is_at(key: _Key, place: Place) -> bool:
    if place.kind is PlaceKind.RESPONSE:
        return str(key.day) == place.name
    return key.day is None and key.title == place.name.casefold()


def _place_of(key: _Key, sections: tuple[Section, ...]) -> Place:
    if key.day:
        return Place(PlaceKind.RESPONSE, str(key.day))
    return Place(PlaceKind.HEADING, sections[0].heading.title)


def _with_words(target: Body | None, source: Body | None, place: Place) -> Body | None:
    if target is None or source is None:
        return target
    parts, given = _parts(target), _parts(source)
    for key in [key for key in {**parts, **given} if _is_at(key, place)]:
        heading = _Key(key.title, None)
        if key in given:
            if heading not in parts and key.day:
                parts[heading] = (given[heading][0]._replace(html=""),)
            parts[key] = given[key]
        elif _is_response(key.title) and not key.day:
            parts[key] = (parts[key][0]._replace(html=""),)  # its dated responses stay below the heading
        else:
            del parts[key]
    titles = list(dict.fromkeys(key.title for key in parts))
    ordered = sorted(parts, key=lambda key: (titles.index(key.title), key.day or date.min))
    return replace(target, sections=tuple(section for key in ordered for section in parts[key]))


def _words(sections: tuple[Section, ...]) -> str:
    text = " ".join(f"{section.heading.title if n else ''} {section.html}" for n, section in enumerate(sections))
    return text_of_html(text)


def words_as_read(sections: tuple[Section, ...] | None) -> str:
    """The words without regard to line ends, paragraphs and blanks around tags, so that they may be laid out anew."""
    text = "".join(f"{section.heading.title if n else ''} {section.html}" for n, section in enumerate(sections or ()))
    return layout_free(text)


def layout_free(written: str) -> str:
    """The HTML without regard to line ends, paragraphs and blanks around tags."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", " ".join(re.sub(r"</?p>", " ", written).split()))
