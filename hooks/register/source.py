"""What does a file literally say, and on which line?

The only module that imports yaml and frontmatter. Text, keys and values are kept with their places;
nothing is typed, guessed or corrected here: `no`, `012` and `12:30` stay the text that the writer wrote.
What can't be read is recorded as a Fault, and the rules in checks/ put it into words.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

import yaml
from frontmatter.default_handlers import YAMLHandler

from register.folder import File, Kind

FACTS_LIMIT = 64 * 1024
BODY_LIMIT = 512 * 1024
DEPTH_LIMIT = 16  # no field of a record is nested deeper than 4; libyaml slows down quadratically with depth

# The C parser is ten times the pure one; every wheel of PyYAML brings it.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Place(NamedTuple):
    """A stretch of one line: line and column count from 1, length is in characters."""

    line: int
    column: int = 1
    length: int = 1


class Scalar(NamedTuple):
    """A text as it stands, after YAML's quoting is undone."""

    text: str
    place: Place
    plain: bool


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple["Node", ...]
    place: Place


class Mapping(NamedTuple):
    """Pairs of a key and a value, in the file's order; a repeated key keeps its first value."""

    entries: dict[str, tuple[Scalar, "Node"]]
    place: Place


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


class FaultKind(StrEnum):
    """What can be wrong with a file before any field is looked at. Each is the name of a rule."""

    NOT_UTF8 = "not-utf-8"
    HIDDEN_CHARACTER = "hidden-character"
    MERGE_CONFLICT = "merge-conflict"
    LARGE_FILE_POINTER = "large-file-pointer"
    EMPTY_FILE = "empty-file"
    NO_FRONT_MATTER = "front-matter-missing"
    OPEN_FRONT_MATTER = "front-matter-open"
    FACTS_TOO_LARGE = "facts-too-large"
    BODY_TOO_LARGE = "body-too-large"
    YAML_SYNTAX = "yaml-syntax"
    REPEATED_KEY = "repeated-key"
    KEY_NOT_TEXT = "key-not-text"
    ANCHOR = "anchor"
    TAG = "tag"
    SECOND_DOCUMENT = "second-document"
    TOO_DEEP = "too-deep"
    NOT_FIELDS = "not-fields"
    CUT_TEXT = "cut-text"


class Fault(NamedTuple):
    """One thing that is wrong with a file as a file; detail is for the rule's sentence."""

    kind: FaultKind
    place: Place
    detail: str = ""


@dataclass(frozen=True)
class Source:
    """A file taken apart: its facts with their places, its words, and what could not be read.

    facts is None where the facts could not be read at all; body is None where there is no readable body.
    """

    path: str
    text: str
    facts: Mapping | None
    body: str | None
    body_line: int
    faults: tuple[Fault, ...]

    def line(self, number: int) -> str:
        """The text of a line, counted from 1; empty past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.split("\n")

    def place(self, *path: str | int) -> Place:
        """Where the value at path stands; else the nearest thing around it that exists; else the first line."""
        found, node = Place(1), self.facts
        for step in path:
            node = _child(node, step)
            if node is None:
                break
            found = node.place
        return found

    def key_place(self, *path: str | int) -> Place:
        """Where the key of the value at path stands; falls back as place does."""
        parent: Node | None = self.facts
        for step in path[:-1]:
            parent = _child(parent, step)
        if isinstance(parent, Mapping) and path[-1] in parent.entries:
            return parent.entries[str(path[-1])][0].place
        return self.place(*path)


def read_source(file: File) -> Source:
    """The file taken apart. Never raises: what can't be read is among the faults."""
    raw, undecodable = _decode(file.content)
    text = re.sub(r"\r\n?", "\n", raw)
    parts = (
        _split(text, with_body=file.kind not in (Kind.REGISTER, Kind.FRAMEWORK)) if raw or not undecodable else _Parts()
    )
    too_large = len(text) > FACTS_LIMIT + BODY_LIMIT + len("---\n---\n")  # refused as a whole, and not searched
    conflicts = () if too_large else _merge_conflicts(text)
    # What can't be seen is a fault of its own; the parser would end a line or stop reading there.
    facts, misread = _read_facts(_HIDDEN.sub("\ufffd", parts.facts)) if parts.facts is not None else (None, ())
    if conflicts:
        misread = ()  # the markers are the cause; what they do to the YAML is no second mistake
    hidden = () if too_large else _hidden_characters(raw)
    faults = {*undecodable, *hidden, *conflicts, *parts.faults, *misread}
    in_order = tuple(sorted(faults, key=lambda fault: (fault.place, fault.kind)))
    return Source(file.path, text, facts, parts.body, parts.body_line, in_order)


def plain(node: Node) -> object:
    """The value without its places: texts, lists and dicts.

    Empty fields of a mapping are left out: empty means absent.
    """
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, (_, value) in node.entries.items() if not _is_empty(value)}


def scalars(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Scalar]]:
    """Every text below node with its path, in the file's order."""
    if isinstance(node, Scalar):
        yield path, node
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            yield from scalars(item, (*path, index))
    elif isinstance(node, Mapping):
        for key, (_, value) in node.entries.items():
            yield from scalars(value, (*path, key))


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.text.strip()


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and step in node.entries:
        return node.entries[str(step)][1]
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


# The file as text


def _decode(content: bytes) -> tuple[str, tuple[Fault, ...]]:
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:2].count(0) == 1:
            return "", (Fault(FaultKind.NOT_UTF8, Place(1), "UTF-16"),)
        before = content[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Place(before.count(b"\n") + 1, column)
        return content.decode("utf-8", "replace"), (Fault(FaultKind.NOT_UTF8, place, "other"),)


# Control characters (but for tab and line ends), bidirectional and zero-width format characters,
# and the separators that some programs take for line ends. Unicode categories Cc, Cf, Zl, Zp.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]|\r(?!\n)"
)


def hidden_characters(text: str) -> Iterator[re.Match[str]]:
    """The characters in text that a reader can't see and that change what programs see."""
    return _HIDDEN.finditer(text)


def name_of_character(character: str) -> str:
    """The character for a sentence: its code point and Unicode name."""
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X}, {name}"


def _hidden_characters(text: str) -> Iterator[Fault]:
    """One fault for each line that has a hidden character, at the first of them."""
    last = 0
    for line, match in _with_lines(hidden_characters(text), text):
        if line > last:
            last, column = line, match.start() - text.rfind("\n", 0, match.start())
            yield Fault(FaultKind.HIDDEN_CHARACTER, Place(line, column), name_of_character(match.group()))


_CONFLICT = re.compile(r"^(<{7}|\|{7}|>{7})(?= |$).*", re.MULTILINE)


def _merge_conflicts(text: str) -> tuple[Fault, ...]:
    return tuple(
        Fault(FaultKind.MERGE_CONFLICT, Place(line, 1, len(match.group())), match.group(1))
        for line, match in _with_lines(_CONFLICT.finditer(text), text)
    )


def _with_lines(matches: Iterable[re.Match[str]], text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Each match with the line on which it begins, in one walk through the text."""
    line, counted = 1, 0
    for match in matches:
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield line, match


def _line_at(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


# Front matter and body


class _StrictHandler(YAMLHandler):
    """python-frontmatter's way of splitting, with lines that are exactly `---` and nothing else."""

    FM_BOUNDARY = re.compile(r"^---$", re.MULTILINE)


class _Parts(NamedTuple):
    """A file in two: its facts as YAML, on the lines that they have in the file, and its words from a line on."""

    facts: str | None = None
    body: str | None = None
    body_line: int = 1
    faults: tuple[Fault, ...] = ()


def _split(text: str, with_body: bool) -> _Parts:
    if not text.strip():
        return _refused(FaultKind.EMPTY_FILE)
    if text.startswith("version https://git-lfs.github.com/"):
        return _refused(FaultKind.LARGE_FILE_POINTER)
    if not with_body:
        return _limited(_Parts(facts=text))
    handler = _StrictHandler()
    if not handler.detect(text):
        return _refused(FaultKind.NO_FRONT_MATTER, length=len(text.split("\n")[0]))
    try:
        facts, body = handler.split(text)
    except ValueError:
        return _refused(FaultKind.OPEN_FRONT_MATTER, length=3)
    return _limited(_Parts(facts, body, facts.count("\n") + 1))


def _refused(kind: FaultKind, length: int = 1) -> _Parts:
    return _Parts(faults=(Fault(kind, Place(1, 1, max(1, length))),))


def _limited(parts: _Parts) -> _Parts:
    """The parts without what is too large to read."""
    if len((parts.facts or "").encode()) > FACTS_LIMIT:
        parts = parts._replace(facts=None, faults=(*parts.faults, Fault(FaultKind.FACTS_TOO_LARGE, Place(1))))
    if len((parts.body or "").encode()) > BODY_LIMIT:
        fault = Fault(FaultKind.BODY_TOO_LARGE, Place(parts.body_line + 1))
        parts = parts._replace(body=None, faults=(*parts.faults, fault))
    return parts


# Facts: YAML events into values with places


def _read_facts(text: str) -> tuple[Mapping | None, tuple[Fault, ...]]:
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        begun = str(error.context).startswith(_BEGUN)
        place = _place_of_error(error.context_mark if begun else error.problem_mark or error.context_mark, text)
        before = (fault for fault in builder.faults if fault.place.line != place.line)  # else two words for one mistake
        return None, (*before, Fault(FaultKind.YAML_SYNTAX, place, str(error.problem)))
    except yaml.reader.ReaderError as error:
        return None, (Fault(FaultKind.YAML_SYNTAX, Place(_line_at(text, error.position)), "unreadable character"),)
    if builder.root is None or _is_empty(builder.root):
        return None, (*builder.faults, *(() if builder.faults else (Fault(FaultKind.NOT_FIELDS, Place(1), "empty"),)))
    if not isinstance(builder.root, Mapping):
        return None, (*builder.faults, Fault(FaultKind.NOT_FIELDS, builder.root.place, "list or text"))
    return builder.root, tuple(builder.faults)


# What the parser names by where it began: a quotation, a field without a colon, a bracket. Where it gave up is far off.
_BEGUN = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")


def _place_of_error(mark: yaml.Mark | None, text: str) -> Place:
    """Where the parser stopped; where that is past the last line with text, the end of that line."""
    if mark is None:
        return Place(1)
    last = text.rstrip("\n").count("\n")
    return Place(min(mark.line, last) + 1, mark.column + 1 if mark.line <= last else 1)


class _Builder:
    """Makes the tree of values from the parser's events, without recursion, and notes what isn't allowed.

    The parser's own composer recurses in C and a few thousand brackets end the process; events don't.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.root: Node | None = None
        self.faults: list[Fault] = []
        self._documents = 0
        self._open: list[tuple[Place, list[Node]]] = []

    def take(self, event: yaml.Event) -> bool:
        """Adds the event to the tree. Returns False when there is no point in reading on."""
        if isinstance(event, yaml.ScalarEvent):
            self._note_anchor_and_tag(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._note_anchor_and_tag(event)
            if len(self._open) == DEPTH_LIMIT:
                self.faults.append(Fault(FaultKind.TOO_DEEP, self._start(event)))
                return False
            self._open.append((self._start(event), []))
        elif isinstance(event, yaml.SequenceEndEvent):
            place, items = self._open.pop()
            self._add(Sequence(tuple(items), place))
        elif isinstance(event, yaml.MappingEndEvent):
            place, items = self._open.pop()
            self._add(self._mapping(place, items))
        elif isinstance(event, yaml.AliasEvent):
            self.faults.append(Fault(FaultKind.ANCHOR, self._start(event), f"*{event.anchor}"))
            self._add(Scalar("", self._start(event), plain=True))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.faults.append(Fault(FaultKind.SECOND_DOCUMENT, self._start(event)))
                return False
        return True

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _start(self, event: yaml.Event) -> Place:
        """From the event's start to its end, or to the end of its first line."""
        start, end = event.start_mark, event.end_mark
        stop = (
            end.column if end.line == start.line else len(self.lines[start.line]) if start.line < len(self.lines) else 0
        )
        return Place(start.line + 1, start.column + 1, max(1, stop - start.column))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        is_plain = event.style not in ("'", '"', "|", ">")
        place = self._start(event)
        if is_plain:
            end = event.end_mark
            after = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
            if re.match(r"\s+#" if event.value else r"\s*#\S", after):
                self.faults.append(
                    Fault(FaultKind.CUT_TEXT, Place(end.line + 1, end.column + 1, len(after)), after.strip())
                )
        if not is_plain and "\\" in "".join(self.lines[event.start_mark.line : event.end_mark.line + 1]):
            for match in hidden_characters(event.value):  # written as an escape, so not seen in the file's text
                self.faults.append(Fault(FaultKind.HIDDEN_CHARACTER, place, name_of_character(match.group())))
                break
        return Scalar(event.value, place, is_plain)

    def _mapping(self, place: Place, items: list[Node]) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.faults.append(Fault(FaultKind.KEY_NOT_TEXT, key.place))
            elif key.text in entries:
                first = entries[key.text][0].place.line
                self.faults.append(Fault(FaultKind.REPEATED_KEY, key.place, f"{key.text} on line {first}"))
            else:
                entries[key.text] = (key, value)
        return Mapping(entries, place)

    def _note_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.faults.append(Fault(FaultKind.ANCHOR, self._start(event), f"&{event.anchor}"))
        if event.tag is not None:
            self.faults.append(Fault(FaultKind.TAG, self._start(event), event.tag))
