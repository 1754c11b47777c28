"""Reads a file as text: what it literally says, and on which line.

Text, keys and values are kept with their spans. What can't be read is recorded as a ParseError, which the rules in
checks/ put into words.
"""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from frontmatter.default_handlers import YAMLHandler

from register.records.folder import File, Kind
from register.records.front_matter import (
    Mapping,
    Node,
    ParseError,
    ParseErrorKind,
    Path,
    Scalar,
    Sequence,
    Span,
    plain,
    read_facts,
    read_values,
    scalars,
)
from register.records.invisible import hidden_characters, name_of_character, with_stand_ins

__all__ = [
    "BODY_LIMIT",
    "FACTS_LIMIT",
    "Mapping",
    "Node",
    "ParseError",
    "ParseErrorKind",
    "Path",
    "Scalar",
    "Sequence",
    "Source",
    "Span",
    "plain",
    "read_source",
    "scalars",
    "texts_of",
]  # fmt: skip

FACTS_LIMIT = 64 * 1024
BODY_LIMIT = 512 * 1024


@dataclass(frozen=True)
class Source:
    """A file taken apart: its facts, its words, and what could not be read.

    body is None where there is no readable body. What only an issue needs, the text and the spans, is read again from
    the file when it is asked for: so thousands of records are read quickly and take little memory.
    """

    file: File
    has_empty_fields: bool
    body: str | None
    body_line: int
    parse_errors: tuple[ParseError, ...]

    @property
    def text(self) -> str:
        """What the file says, without a BOM and with line ends of one kind."""
        return _text(_decode(self.file.content)[0])

    @cached_property
    def facts(self) -> Mapping | None:
        """The facts with their spans; None where they could not be read at all."""
        return _careful(_split(self.text, self.file.kind))[0]

    def errors_of(self, kind: ParseErrorKind) -> tuple[ParseError, ...]:
        """The parse errors of that kind."""
        return tuple(parse_error for parse_error in self.parse_errors if parse_error.kind is kind)

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def span(self, *path: str | int) -> Span:
        """Where the value at path stands; else the nearest thing around it that exists; else the first line."""
        found, node = Span(1), self.facts
        for step in path:
            node = _child(node, step)
            if node is None:
                break
            found = node.span
        return found

    def has(self, field: str) -> bool:
        """Whether the facts have that field."""
        return self.facts is not None and field in self.facts.entries

    def key_span(self, *path: str | int) -> Span:
        """Where the key of the value at path stands; falls back as span does."""
        group = self._group(path)
        if group and path[-1] in group.entries:
            return group.entries[str(path[-1])][0].span
        return self.span(*path)

    def fields_beside(self, *path: str | int) -> frozenset[str]:
        """The names of all fields in the group that holds the one at path."""
        group = self._group(path)
        return frozenset(group.entries if group else ())

    def _group(self, path: Path) -> Mapping | None:
        parent: Node | None = self.facts
        for step in path[:-1]:
            parent = _child(parent, step)
        return parent if isinstance(parent, Mapping) else None


_MOST = 10_000  # lines with hidden characters that are reported: nobody corrects so many by hand


class Parsed(NamedTuple):
    """What a file says, without the file: see Source. It can be sent from one process to another.

    values are its facts as `plain` gives them: None where they could not be read at all.
    """

    has_empty_fields: bool
    body: str | None
    body_line: int
    parse_errors: tuple[ParseError, ...]
    values: dict[str, Any] | None


def read_source(file: File) -> Source:
    """The file taken apart."""
    return source_of(file, parsed(file))


def source_of(file: File, read: Parsed) -> Source:
    """The file that was read so, taken apart."""
    return Source(file, read.has_empty_fields, read.body, read.body_line, read.parse_errors)


def parsed(file: File) -> Parsed:
    """What the file says. Never raises: what can't be read is among the parse errors."""
    raw, undecodable = _decode(file.content)
    text = _text(raw)
    parts = _split(text, file.kind) if raw or not undecodable else _Parts()
    too_large = len(text) > FACTS_LIMIT + BODY_LIMIT + len("---\n---\n")  # refused as a whole, and not searched
    hidden = () if too_large else tuple(islice(_hidden_characters(raw), _MOST))
    conflicts = () if too_large else _merge_conflicts(text)
    unread = parts.facts is None or hidden or too_large
    values = None if unread else read_values(parts.facts, parts.listed)  # type: ignore[arg-type]
    facts, misread = _careful(parts) if values is None else (None, ())
    if conflicts:
        misread = ()  # the markers are the cause; what they do to the YAML is not a second mistake
    parse_errors = {*undecodable, *hidden, *conflicts, *parts.parse_errors, *misread}
    in_order = tuple(sorted(parse_errors, key=lambda parse_error: (parse_error.span, parse_error.kind)))
    has_empty_fields = any(not scalar.text.strip() for _, scalar in scalars(facts))
    return Parsed(has_empty_fields, parts.body, parts.body_line, in_order, plain(facts) if facts else values)


def texts_of(files: Iterable[File], paths: Container[str]) -> dict[str, str]:
    """The texts of the files at these paths, by path."""
    return {file.path: _text(_decode(file.content)[0]) for file in files if file.path in paths}


def _careful(parts: "_Parts") -> tuple[Mapping | None, tuple[ParseError, ...]]:
    """The facts with their spans, and what is wrong with them.

    Characters that can't be seen are an error of their own; the parser would end a line or stop reading there.
    """
    return read_facts(with_stand_ins(parts.facts), parts.listed) if parts.facts is not None else (None, ())


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and step in node.entries:
        return node.entries[str(step)][1]
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


# The file as text

# How pictures, archives, documents and programs begin, which people save under a record's name.
_NO_TEXT = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"\x7fELF",
    b"{\\rtf",
)


def _text(raw: str) -> str:
    return re.sub(r"\r\n?", "\n", raw) if "\r" in raw else raw


def _decode(content: bytes) -> tuple[str, tuple[ParseError, ...]]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:4].count(0) in (2, 3):
        return "", (ParseError(ParseErrorKind.NOT_UTF8, Span(1), "UTF-16"),)
    if content.startswith(_NO_TEXT):
        return "", (ParseError(ParseErrorKind.NOT_UTF8, Span(1), "no text"),)
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        span = Span(before.count(b"\n") + 1, column)
        return content.decode("utf-8", "replace"), (ParseError(ParseErrorKind.NOT_UTF8, span, "other"),)


def _hidden_characters(text: str) -> Iterator[ParseError]:
    """One error for each line that has a hidden character, at the first of them."""
    last = 0
    for line, match in _with_lines(hidden_characters(text), text):
        if line > last:
            last, column = line, match.start() - text.rfind("\n", 0, match.start())
            yield ParseError(ParseErrorKind.HIDDEN_CHARACTER, Span(line, column), name_of_character(match.group()))


_CONFLICT = re.compile(r"^(<{7}|\|{7}|>{7})(?= |$).*", re.MULTILINE)


def _merge_conflicts(text: str) -> tuple[ParseError, ...]:
    if "<<<<<<<" not in text and "|||||||" not in text and ">>>>>>>" not in text:
        return ()
    return tuple(
        ParseError(ParseErrorKind.MERGE_CONFLICT, Span(line, 1, len(match.group())), match.group(1))
        for line, match in _with_lines(_CONFLICT.finditer(text), text)
    )


def _with_lines(matches: Iterable[re.Match[str]], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match with the line on which it begins, in one walk through the text."""
    line, counted = 1, 0
    for match in matches:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line, match


# Front matter and body


class _StrictHandler(YAMLHandler):
    """python-frontmatter's way of splitting, with lines that are exactly `---` and nothing else.

    It looks for the dashes first, which is ten times as fast as looking at the beginning of every line.
    """

    FM_BOUNDARY = re.compile(r"---(?<=^---)$", re.MULTILINE)


class _Parts(NamedTuple):
    """A file in two: its facts as YAML, on the lines that they have in the file, and its words from a line on."""

    facts: str | None = None
    body: str | None = None
    body_line: int = 1
    parse_errors: tuple[ParseError, ...] = ()
    listed: str = ""  # the name under which the facts stand that are a list


_LISTED = {Kind.OWNERS: "owners"}


def _split(text: str, kind: Kind | None) -> _Parts:
    if not text.strip():
        return _refused(ParseErrorKind.EMPTY_FILE)
    if text.startswith("version https://git-lfs.github.com/"):
        return _refused(ParseErrorKind.LARGE_FILE_POINTER)
    if kind in (Kind.REGISTER, Kind.OWNERS, Kind.FRAMEWORK):
        return _limited(_Parts(facts=text, listed=_LISTED.get(kind, "")))
    handler = _StrictHandler()
    if not handler.detect(text):
        return _refused(ParseErrorKind.NO_FRONT_MATTER, length=len(text.split("\n")[0]))
    try:
        facts, body = handler.split(text)
    except ValueError:
        return _refused(ParseErrorKind.OPEN_FRONT_MATTER, length=3)
    return _limited(_Parts(facts, body, facts.count("\n") + 1))


def _refused(kind: ParseErrorKind, length: int = 1) -> _Parts:
    return _Parts(parse_errors=(ParseError(kind, Span(1, 1, max(1, length))),))


def _limited(parts: _Parts) -> _Parts:
    """The parts without what is too large to read."""
    if _exceeds(parts.facts, FACTS_LIMIT):
        parts = parts._replace(
            facts=None, parse_errors=(*parts.parse_errors, ParseError(ParseErrorKind.FACTS_TOO_LARGE, Span(1)))
        )
    if _exceeds(parts.body, BODY_LIMIT):
        too_large = ParseError(ParseErrorKind.BODY_TOO_LARGE, Span(parts.body_line + 1))
        parts = parts._replace(body=None, parse_errors=(*parts.parse_errors, too_large))
    return parts


def _exceeds(text: str | None, limit: int) -> bool:
    """Whether the text takes more bytes than that. No character takes more than four."""
    return text is not None and len(text) * 4 > limit and len(text.encode()) > limit
