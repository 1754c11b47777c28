"""Writes words into the body of a record: a dated response, or other words below a heading."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from register.editing.draft import Draft, NotEdited
from register.records.body import Heading, read_body
from register.records.model import HEADINGS, VOICES, Voice
from register.records.places import Place, PlaceKind
from register.records.responses import days_of_heading, response_heading


class _Part(NamedTuple):
    """The lines below a heading: those from first up to and without last, counted from 0, with the heading's own."""

    heading: Heading
    first: int
    last: int


def with_response(draft: Draft, by: Voice, day: date, recorded: date | None, text: str) -> Draft:
    """The record with a response of that day, in its place among the others; see Draft.

    Raises NotEdited where there is one of that day already: what was said is never quietly changed.
    """
    section = _section(draft, VOICES[by])
    if section is None:
        return with_response(_with_section(draft, VOICES[by]), by, day, recorded, text)
    said = [(days_of_heading(part.heading.title)[0], part) for part in _below(draft, section)]
    if any(each == day for each, _ in said):
        raise NotEdited(f"there is a response of {day} already; add to it by hand, or date this one on another day")
    at = next((part.first for each, part in said if each and each > day), section.last)
    return _with_block(draft, at, at, [response_heading(day, recorded), "", *_lines(text)])


def with_recorded_response(draft: Draft, line: int, day: date, recorded: date) -> Draft:
    """The record whose response below that line, counted from 0, says when it was recorded."""
    return draft.with_lines(line, line + 1, [response_heading(day, recorded)])


def with_words_at(draft: Draft, place: Place, by: Voice, text: str) -> Draft:
    """The record with other words below a heading, or in the response of a day; what stands below others stays.

    Raises NotEdited where there is no such heading.
    """
    section = _section(draft, VOICES[by] if place.kind is PlaceKind.RESPONSE else place.name)
    parts = list(_below(draft, section)) if section else []
    dated = [part for part in parts if days_of_heading(part.heading.title)[0]]
    if place.kind is PlaceKind.RESPONSE:
        part = next((part for part in dated if str(days_of_heading(part.heading.title)[0]) == place.name), None)
    else:
        part = section and section._replace(last=dated[0].first if dated else section.last)
    if part is None:
        raise NotEdited(f"there is no {place} in the record")
    return _with_block(draft, part.first + 1, part.last, _lines(text))


def words_below(draft: Draft, title: str) -> str:
    """What is written below the heading of that title, as it stands in the file; empty where there is none."""
    section = _section(draft, title)
    return "\n".join(draft.lines[section.first + 1 : section.last]).strip("\n") if section else ""


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").strip("\n").split("\n")


def _with_block(draft: Draft, first: int, last: int, lines: list[str]) -> Draft:
    """With these lines in place of others, and one blank line around them."""
    before = draft.lines[:first]
    while before and not before[-1].strip():
        before.pop()
    after = draft.lines[last:]
    while after and not after[0].strip():
        after.pop(0)
    end = ["", *after] if after else [""]
    return draft.with_lines(len(before), len(draft.lines), ["", *lines, *end])


def _with_section(draft: Draft, title: str) -> Draft:
    """With an empty section of that title, where it usually stands."""
    order = HEADINGS[draft.file.kind]  # type: ignore[index]
    later = {known.casefold() for known in order[order.index(title) + 1 :]}
    tops = [part for part in _parts(draft, 2) if part.heading.title.casefold() in later]
    at = tops[0].first if tops else len(draft.lines)
    return _with_block(draft, at, at, [f"## {title}"])


def _section(draft: Draft, title: str) -> _Part | None:
    return next((part for part in _parts(draft, 2) if part.heading.title.casefold() == title.casefold()), None)


def _below(draft: Draft, section: _Part) -> Iterator[_Part]:
    for part in _parts(draft, 3):
        if section.first < part.first < section.last:
            yield part


def _parts(draft: Draft, level: int) -> Iterator[_Part]:
    """The parts of the body below headings of that level, in order."""
    source = draft.source
    headings = read_body(source.body or "", source.body_line).headings
    tops = [heading for heading in headings if heading.level <= level]
    ends = [heading.span.line - 1 for heading in tops[1:]]
    for heading, end in zip(tops, [*ends, len(draft.lines)], strict=True) if tops else ():
        if heading.level == level:
            yield _Part(heading, heading.span.line - 1, end)
