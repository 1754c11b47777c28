"""Parses the YAML of a file's facts, with the span of each. YAML is parsed here and nowhere else.

Every value is the text that is written, not typed, guessed or corrected: `no`, `012` and `12:30` stay as the writer
wrote them. There are two ways to read. `read_facts` gives each key and value its span, and returns a ParseError for
whatever isn't allowed. `read_values` gives the values alone, four times as fast, and leaves to the other whatever could
be a mistake. A register of thousands of records is checked in that way, since only a mistake needs its span.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import yaml

from register.records.invisible import hidden_characters, name_of_character
from register.records.span import Span

DEPTH_LIMIT = 16  # no field of a record is nested deeper than 4; libyaml slows down quadratically with depth

# The C parser is ten times the pure one; every wheel of PyYAML brings it.
_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class Scalar(NamedTuple):
    """A text as written, with YAML's quoting undone."""

    text: str
    span: Span
    plain: bool


class Sequence(NamedTuple):
    """A list of values."""

    items: tuple["Node", ...]
    span: Span


class Mapping(NamedTuple):
    """Pairs of key and value, in the file's order; a repeated key keeps its first value."""

    entries: dict[str, tuple[Scalar, "Node"]]
    span: Span


Node = Scalar | Sequence | Mapping
Path = tuple[str | int, ...]


class ParseErrorKind(StrEnum):
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
    KEY_WITHOUT_VALUE = "key-without-value"
    ANCHOR = "anchor"
    TAG = "tag"
    SECOND_DOCUMENT = "second-document"
    TOO_DEEP = "too-deep"
    NOT_FIELDS = "not-fields"
    CUT_TEXT = "cut-text"


class ParseError(NamedTuple):
    """One mistake in the file itself, found before any field is looked at; detail is for the rule's sentence."""

    kind: ParseErrorKind
    span: Span
    detail: str = ""


def plain(node: Node) -> object:
    """The value without its spans: texts, lists and dicts.

    Empty fields of a mapping are left out, and so are groups of nothing but those: empty means absent.
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
    if isinstance(node, Mapping):
        return all(_is_empty(value) for _, value in node.entries.values())
    return isinstance(node, Scalar) and not node.text.strip()


# Without spans: from the parser's own tree


def read_values(text: str, listed: str = "") -> dict[str, Any] | None:
    """The facts as `plain` gives them; None where there may be a mistake or an empty field: use `read_facts` then.

    listed: the file is a list, which is read as the value of a field of this name.
    """
    if any(sign in text for sign in "&*!#\\") and _MARK.search(text):
        return None
    if sum(map(text.count, "[{-?:")) > _MOST_MARKS:
        return None
    try:
        root = _TextLoader(text).get_single_node()
        if not listed:
            return _values(root, 0)
        return {listed: _values(root, 1)} if isinstance(root, yaml.SequenceNode) else None
    except (yaml.YAMLError, _NeedsCare):
        return None


# The start of an anchor, an alias, a tag, a comment or an escape.
_MARK = re.compile(r"(?<!\w)(?:[&*]\S|!)|(?<!\S)#|\\")
# The parser's tree is built by recursion in C, and each level needs one of these marks. This many end no process.
_MOST_MARKS = 1_000


class _NeedsCare(Exception):
    """The facts hold something that may be a mistake, or that counts as absent."""


class _TextLoader(_Loader):
    """Takes each value as text, without asking which type it could have."""

    def descend_resolver(self, *_: object) -> None:
        """Nothing depends on where a value is."""

    def ascend_resolver(self) -> None:
        """Nothing depends on where a value is."""

    def resolve(self, *_: object) -> str:
        """No type."""
        return ""


def _values(node: yaml.Node, depth: int) -> Any:
    if isinstance(node, yaml.ScalarNode) and depth:
        if not node.value.strip():
            raise _NeedsCare
        return node.value
    if depth == DEPTH_LIMIT:
        raise _NeedsCare
    if isinstance(node, yaml.MappingNode):
        values = {_key(key): _values(value, depth + 1) for key, value in node.value}
        if len(values) == len(node.value) and (values or not depth):
            return values
    elif isinstance(node, yaml.SequenceNode) and depth:
        return [_values(item, depth + 1) for item in node.value]
    raise _NeedsCare


def _key(node: yaml.Node) -> str:
    if not isinstance(node, yaml.ScalarNode):
        raise _NeedsCare
    return node.value


# With spans: from the events of the parser


def yaml_events(text: str) -> Iterator[yaml.Event]:
    """What the parser says of the text, in its order."""
    return iter(yaml.parse(text, Loader=_Loader))


def read_facts(text: str, listed: str = "") -> tuple[Mapping | None, tuple[ParseError, ...]]:
    """The facts with their spans, None where they can't be read; and what is wrong with them.

    listed: as for read_values.
    """
    builder = _Builder(text)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        begun = str(error.context).startswith(_BEGUN)
        span = _span_of_error(error.context_mark if begun else error.problem_mark, text)
        if builder.quotation and builder.quotation[1] == span.line:  # not closed, so it ended at a later one
            span = builder.quotation[0]
        # Another error of the same line would be a second message about one mistake.
        before = (parse_error for parse_error in builder.parse_errors if parse_error.span.line != span.line)
        return None, (*before, ParseError(ParseErrorKind.YAML_SYNTAX, span, str(error.problem)))
    if builder.root is None or (isinstance(builder.root, Scalar) and _is_empty(builder.root)):
        return None, (
            *builder.parse_errors,
            *(() if builder.parse_errors else (ParseError(ParseErrorKind.NOT_FIELDS, Span(1), "empty"),)),
        )
    if not isinstance(builder.root, Sequence if listed else Mapping):
        detail = "not a list" if listed else "list or text"
        return None, (*builder.parse_errors, ParseError(ParseErrorKind.NOT_FIELDS, builder.root.span, detail))
    if isinstance(builder.root, Sequence):
        span = builder.root.span
        return Mapping({listed: (Scalar(listed, span, plain=True), builder.root)}, span), tuple(builder.parse_errors)
    return builder.root, tuple(builder.parse_errors)


# What the parser names by where it began: a quotation, a field without a colon, a bracket. Where it gave up is far off.
_BEGUN = ("while scanning a quoted scalar", "while scanning a simple key", "while parsing a flow")


def _span_of_error(mark: yaml.Mark, text: str) -> Span:
    """Where the parser stopped; where that is past the last line with text, the end of that line."""
    last = text.rstrip("\n").count("\n")
    return Span(min(mark.line, last) + 1, mark.column + 1 if mark.line <= last else 1)


class _Builder:
    """Makes the tree of values from the parser's events, without recursion, and collects what isn't allowed.

    The parser's own composer recurses in C and a few thousand brackets end the process; events don't.
    """

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.root: Node | None = None
        self.parse_errors: list[ParseError] = []
        self.quotation: tuple[Span, int] | None = None  # the last one that spans lines, and its last line
        self._documents = 0
        self._open: list[tuple[Span, list[Node], bool]] = []

    def take(self, event: yaml.Event) -> bool:
        """Adds the event to the tree. Returns False when there is no point in reading on."""
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_anchor_and_tag(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.CollectionStartEvent):
            self._refuse_anchor_and_tag(event)
            if len(self._open) == DEPTH_LIMIT:
                self.parse_errors.append(ParseError(ParseErrorKind.TOO_DEEP, self._start(event)))
                return False
            self._open.append((self._start(event), [], bool(event.flow_style)))
        elif isinstance(event, yaml.SequenceEndEvent):
            span, items, _ = self._open.pop()
            self._add(Sequence(tuple(items), span))
        elif isinstance(event, yaml.MappingEndEvent):
            span, items, in_braces = self._open.pop()
            self._add(self._mapping(span, self._with_values(items) if in_braces else items))
        elif isinstance(event, yaml.AliasEvent):
            self.parse_errors.append(ParseError(ParseErrorKind.ANCHOR, self._start(event), f"*{event.anchor}"))
            self._add(Scalar("", self._start(event), plain=True))
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self.parse_errors.append(ParseError(ParseErrorKind.SECOND_DOCUMENT, self._start(event)))
                return False
        return True

    def _add(self, node: Node) -> None:
        if self._open:
            self._open[-1][1].append(node)
        else:
            self.root = node

    def _start(self, event: yaml.Event) -> Span:
        """From the event's start to its end, or to the end of its first line."""
        start, end = event.start_mark, event.end_mark
        line, column, stop = start.line, start.column, end.column
        if end.line != line:
            stop = len(self.lines[line]) if line < len(self.lines) else 0
        return Span(line + 1, column + 1, max(1, stop - column))

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        is_plain = event.style not in ("'", '"', "|", ">")
        span = self._start(event)
        if event.style in ("'", '"') and event.end_mark.line > event.start_mark.line:
            self.quotation = span, event.end_mark.line + 1
        if is_plain:
            end = event.end_mark
            after = self.lines[end.line][end.column :] if end.line < len(self.lines) else ""
            if "#" in after and re.match(r"\s+#" if event.value else r"\s*#\S", after):
                self.parse_errors.append(
                    ParseError(ParseErrorKind.CUT_TEXT, Span(end.line + 1, end.column + 1, len(after)), after.strip())
                )
        if not is_plain and "\\" in "".join(self.lines[event.start_mark.line : event.end_mark.line + 1]):
            for match in hidden_characters(event.value):  # written as an escape, so not seen in the file's text
                self.parse_errors.append(
                    ParseError(ParseErrorKind.HIDDEN_CHARACTER, span, name_of_character(match.group()))
                )
                break
        return Scalar(event.value, span, is_plain)

    def _with_values(self, items: list[Node]) -> list[Node]:
        """The keys and values between braces, without the keys that have no value: most are the rest of a text.

        The detail of each error is the line from the key before it up to where it ends, if that is all on one line.
        """
        kept: list[Node] = []
        for key, value in zip(items[::2], items[1::2], strict=True):
            if isinstance(key, Scalar) and isinstance(value, Scalar) and value.plain and not value.text:
                begin = kept[-2].span if kept else key.span
                end = key.span.column + key.span.length - 1
                cut = self.lines[key.span.line - 1][begin.column - 1 : end] if begin.line == key.span.line else ""
                self.parse_errors.append(ParseError(ParseErrorKind.KEY_WITHOUT_VALUE, key.span, cut))
            else:
                kept += (key, value)
        return kept

    def _mapping(self, span: Span, items: list[Node]) -> Mapping:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if not isinstance(key, Scalar):
                self.parse_errors.append(ParseError(ParseErrorKind.KEY_NOT_TEXT, key.span))
            elif key.text in entries:
                first = entries[key.text][0].span.line
                self.parse_errors.append(
                    ParseError(ParseErrorKind.REPEATED_KEY, key.span, f"{key.text} on line {first}")
                )
            else:
                entries[key.text] = (key, value)
        return Mapping(entries, span)

    def _refuse_anchor_and_tag(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            self.parse_errors.append(ParseError(ParseErrorKind.ANCHOR, self._start(event), f"&{event.anchor}"))
        if event.tag is not None:
            self.parse_errors.append(ParseError(ParseErrorKind.TAG, self._start(event), event.tag))
