"""Where each value of a file's facts begins and ends, so that a program can write another in its place."""

from collections.abc import Mapping as MappingType
from typing import NamedTuple

import yaml

from register.records.front_matter import Path, yaml_events

Point = tuple[int, int]
"""A line and a column, both counted from 0."""


class Extent(NamedTuple):
    """A value as it is written: from its first character up to and without `end`, and its key (None: an entry).

    in_braces: it is inside `{ }` or `[ ]`; is_block: it is itself a list or a group of fields on lines of its own.
    """

    key: Point | None
    start: Point
    end: Point
    in_braces: bool
    is_block: bool


def extents_of(text: str, listed: str = "") -> MappingType[Path, Extent]:
    """Every value in the facts by its path, those around before those inside. The text must have no parse errors.

    listed: the file is a list, which is read as the value of a field of this name.
    """
    walk = _Walk(text.split("\n"))
    for event in yaml_events(text):
        walk.take(event)
    prefix = (listed,) if listed else ()
    return {(*prefix, *path): extent for path, extent in sorted(walk.found.items(), key=_in_order)}


def _in_order(item: tuple[Path, Extent]) -> tuple[Point, int]:
    path, extent = item
    return extent.key or extent.start, len(path)


class _Open:
    """A list or a group of fields whose end hasn't come yet."""

    def __init__(self, path: Path, event: yaml.CollectionStartEvent, key: Point | None) -> None:
        self.path, self.key, self.start = path, key, _point(event.start_mark)
        self.in_braces, self.is_list = bool(event.flow_style), isinstance(event, yaml.SequenceStartEvent)
        self.end = self.start
        self.count = 0
        self.pending: tuple[str, Point] | None = None


class _Walk:
    """Follows the parser's events and keeps, by its path, where each value begins and ends."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.found: dict[Path, Extent] = {}
        self._open: list[_Open] = []

    def take(self, event: yaml.Event) -> None:
        """Follows one event."""
        around = self._open[-1] if self._open else None
        if isinstance(event, yaml.ScalarEvent):
            if around and not around.is_list and around.pending is None:
                around.pending = event.value, _point(event.start_mark)
                return
            path, key = self._next(around)
            start, end = _point(event.start_mark), self._trimmed(_point(event.end_mark), _point(event.start_mark))
            self._keep(path, Extent(key, start, end, bool(around and around.in_braces), is_block=False))
        elif isinstance(event, yaml.CollectionStartEvent):
            path, key = self._next(around)
            self._open.append(_Open(path, event, key))
        elif isinstance(event, yaml.CollectionEndEvent):
            closed = self._open.pop()
            end = _point(event.end_mark) if closed.in_braces else closed.end
            inside = bool(self._open and self._open[-1].in_braces)
            self._keep(closed.path, Extent(closed.key, closed.start, end, inside, not closed.in_braces))

    def _next(self, around: _Open | None) -> tuple[Path, Point | None]:
        """The path of the value that comes now, and where its key is."""
        if around is None:
            return (), None
        if around.is_list:
            around.count += 1
            return (*around.path, around.count - 1), None
        name, key = around.pending or ("", around.start)
        around.pending = None
        return (*around.path, name), key

    def _keep(self, path: Path, extent: Extent) -> None:
        self.found[path] = extent
        if self._open:
            self._open[-1].end = max(self._open[-1].end, extent.end)

    def _trimmed(self, end: Point, start: Point) -> Point:
        """The end of a text without the line ends and blanks behind it."""
        line, column = end
        while (line, column) > start and not self.lines[line][:column].strip():
            line, column = line - 1, len(self.lines[line - 1])
        return max(start, (line, column))


def _point(mark: yaml.Mark) -> Point:
    return mark.line, mark.column
