"""A record's text while a program edits it. Whatever is not edited stays as the staff wrote it.

Fields are written at the places where they stand, or where they usually do; comments, quotes, blank lines, line ends
and the order of the fields stay. After each edit the text is read again: it must say what was meant, and no more.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from register.checks.field_errors import model_at
from register.editing.yaml_text import as_plain, entry_lines, written
from register.records.extents import Extent, Point, extents_of
from register.records.folder import File
from register.records.record import Record
from register.records.source import ParseErrorKind, Path, Source, plain, read_source
from register.records.validation import value_at


class NotEdited(Exception):
    """The record can't be edited by a program. The message says why and what to do."""


_BROKEN = "the record has errors; run register check, and correct them first"


def refuse_broken(record: Record) -> None:
    """Raises NotEdited where the record has errors, so that nobody can tell what a change would mean."""
    if record.facts is None or record.broken:
        raise NotEdited(_BROKEN)


@dataclass(frozen=True)
class Draft:
    """A record's file, and how to write something else in places of it. Each edit gives another draft.

    Raises NotEdited where the file can't be read, or is laid out so that an edit would not say what was meant.
    """

    file: File

    # What it says

    @cached_property
    def source(self) -> Source:
        """The file taken apart."""
        source = read_source(self.file)
        if source.facts is None or any(each.kind is not ParseErrorKind.CUT_TEXT for each in source.parse_errors):
            raise NotEdited(_BROKEN)
        return source

    @cached_property
    def values(self) -> Any:
        """What its fields say, as `plain` gives it."""
        return plain(self.source.facts)  # type: ignore[arg-type]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file, without their ends."""
        return self.source.text.split("\n")

    @cached_property
    def _extents(self) -> Mapping[Path, Extent]:
        facts = self.source.text if self._end is None else "\n".join(["", *self.lines[1 : self._end]])
        listed = next(iter(self.source.facts.entries)) if self._is_list else ""  # type: ignore[union-attr]
        return extents_of(facts, listed)

    @property
    def _end(self) -> int | None:
        """The index of the line that ends the facts; None where the file is nothing but facts."""
        return self.lines.index("---", 1) if self.file.path.endswith(".md") else None

    @property
    def _is_list(self) -> bool:
        entries = self.source.facts.entries if self.source.facts else {}
        return self.file.path == "owners.yml" and len(entries) == 1

    # Fields

    def with_value(self, path: Path, value: object) -> "Draft":
        """The record with this value at the path, where there may be one already."""
        meant, before = as_plain(value), value_at(self.values, path)
        if before == meant:
            return self
        if isinstance(meant, dict) and isinstance(before, dict):
            return self._with_group(path, meant, before)
        extent = self._extents.get(path)
        return (self._replaced(extent, meant) if extent else self._added(path, meant))._saying(
            _with(self.values, path, meant)
        )

    def with_value_if_any(self, path: Path, value: object) -> "Draft":
        """The record with this value at the path, or without one where the value is nothing."""
        return self.with_value(path, value) if value else self.without(path)

    def _with_group(self, path: Path, meant: Mapping[str, object], before: Mapping[str, object]) -> "Draft":
        draft = self
        for name, part in meant.items():
            draft = draft.with_value((*path, name), part)
        for name in (name for name in before if name not in meant):
            draft = draft.without((*path, name))
        return draft

    def without(self, path: Path) -> "Draft":
        """The record without the value at the path; an empty field stays, with the comment that explains it."""
        if value_at(self.values, path) is None:
            return self
        return self._removed(path)._saying(_with(self.values, path, None))

    def with_entry(self, path: Path, index: int, value: object) -> "Draft":
        """The record with one more entry in the list at the path, at that index."""
        before = value_at(self.values, path) or []
        meant = [*before[:index], as_plain(value), *before[index:]]
        if not before:
            return self._new_list(path, meant)._saying(_with(self.values, path, meant))
        extent = self._extents[path]
        edited = self._entry_in_lines if extent.is_block else self._entry_in_brackets
        return edited(path, index, len(before), meant[index])._saying(_with(self.values, path, meant))

    def without_entry(self, path: Path, index: int) -> "Draft":
        """The record without that entry of the list at the path, of which others remain."""
        count = len(value_at(self.values, path))
        meant = _with(self.values, path, [e for n, e in enumerate(value_at(self.values, path)) if n != index])
        if self._extents[path].is_block:
            first = self._first_line(path, index)
            return self._with_lines(first, self._extents[(*path, index)].end[0] + 1, [])._saying(meant)
        here = self._extents[(*path, index)]
        if index + 1 < count:
            return self._with_text(here.start, self._extents[(*path, index + 1)].start, "")._saying(meant)
        return self._with_text(self._extents[(*path, index - 1)].end, here.end, "")._saying(meant)

    def _replaced(self, extent: Extent, value: object) -> "Draft":
        if extent.is_block and extent.key:  # fields on lines of their own, which now go behind the key
            line, column = extent.key
            colon = self.lines[line].index(":", column) + 1
            return self._with_text((line, colon), extent.end, f" {written(value, extent.in_braces)}")
        text = written(value, extent.in_braces)
        before = self.lines[extent.start[0]][: extent.start[1]]
        return self._with_text(extent.start, extent.end, f" {text}" if before.endswith(":") else text)

    def _added(self, path: Path, value: object) -> "Draft":
        """With a field that is not there yet: behind those that usually stand before it, or behind all others."""
        parent, name = path[:-1], str(path[-1])
        siblings = {known[-1]: e for known, e in self._extents.items() if known[:-1] == parent and known}
        order = list(model_at(self.file.kind, path).fields())  # type: ignore[arg-type]
        places = {str(each): order.index(str(each)) - order.index(name) for each in siblings if each in order}
        before = {each: place for each, place in places.items() if place < 0}
        is_last = len(before) == len(places)
        last = max(siblings.values(), key=lambda e: e.end) if is_last and siblings else None
        last = siblings[max(before, key=before.__getitem__)] if before and not is_last else last
        around = self._extents.get(parent)
        if around and not around.is_block:
            text = f"{name}: {written(value, in_braces=True)}"
            if last:
                return self._with_text(last.end, last.end, f", {text}")
            start = around.start[0], around.start[1] + 1
            return self._with_text(start, start, f"{text}, " if siblings else text)
        first = min((e.key for e in siblings.values() if e.key), default=(1, 0))
        line = last.end[0] + 1 if last else first[0]
        return self._with_lines(line, line, [f"{' ' * first[1]}{name}: {written(value)}"])

    def _removed(self, path: Path) -> "Draft":
        extent = self._extents[path]
        siblings = [e for known, e in self._extents.items() if known[:-1] == path[:-1] and known]
        key: Point = extent.key or extent.start
        after = next((e for e in siblings if (e.key or e.start) > key), None)
        if extent.in_braces or self.lines[key[0]][: key[1]].strip():  # beside others, or behind the dash of an entry
            if after:
                return self._with_text(key, after.key or after.start, "")
            before = max((e for e in siblings if (e.key or e.start) < key), key=lambda e: e.end, default=None)
            return self._with_text(before.end if before else key, extent.end, "")
        return self._with_lines(key[0], extent.end[0] + 1, [])

    # Lists

    def _new_list(self, path: Path, entries: Sequence[object]) -> "Draft":
        if not all(isinstance(entry, dict) for entry in entries):
            return self._added(path, entries)
        placed = self if path in self._extents else self._added(path, "x")
        extent = placed._extents[path]
        first, column = extent.key or (1, 0)
        indent = " " * column
        lines = [line for entry in entries for line in entry_lines(entry, f"{indent}  ")]
        return placed._with_lines(first, extent.end[0] + 1, [f"{indent}{path[-1]}:", *lines])

    def _entry_in_lines(self, path: Path, index: int, count: int, entry: object) -> "Draft":
        beside = self._extents[(*path, min(index, count - 1))]
        indent = " " * self._extents[path].start[1]
        last = self._extents[(*path, count - 1)].end[0] + 1
        line = self._first_line(path, index) if index < count else last
        is_in_braces = isinstance(entry, dict) and self._is_in_braces(beside)
        return self._with_lines(line, line, list(entry_lines(entry, indent, is_in_braces)))

    def _is_in_braces(self, extent: Extent) -> bool:
        return not extent.is_block and self.lines[extent.start[0]][extent.start[1] :].startswith("{")

    def _first_line(self, path: Path, index: int) -> int:
        """The line on which an entry begins, or the first of the comments right above it."""
        line, dash = self._extents[(*path, index)].start[0], self._extents[path].start[1]
        while not self.lines[line][dash:].startswith("-"):
            line -= 1
        while line > 1 and self.lines[line - 1].strip().startswith("#"):
            line -= 1
        return line

    def _entry_in_brackets(self, path: Path, index: int, count: int, entry: object) -> "Draft":
        text = written(entry, in_braces=True)
        if index < count:
            start = self._extents[(*path, index)].start
            return self._with_text(start, start, f"{text}, ")
        end = self._extents[(*path, count - 1)].end
        return self._with_text(end, end, f", {text}")

    # The file

    def with_lines(self, first: int, last: int, lines: Sequence[str]) -> "Draft":
        """With these lines in place of those from first up to and without last, counted from 0, below the facts."""
        return self._with_lines(first, last, lines)

    def _with_lines(self, first: int, last: int, lines: Sequence[str]) -> "Draft":
        return self._of("\n".join([*self.lines[:first], *lines, *self.lines[last:]]))

    def _with_text(self, start: Point, end: Point, text: str) -> "Draft":
        before, after = self.lines[start[0]][: start[1]], self.lines[end[0]][end[1] :]
        return self._with_lines(start[0], end[0] + 1, [f"{before}{text}{after}"])

    def _of(self, text: str) -> "Draft":
        """This text in the file, with the BOM and the line ends that it has."""
        content = self.file.content
        ended = text.replace("\n", "\r\n") if b"\r\n" in content else text
        bom = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
        return Draft(replace(self.file, content=bom + ended.encode()))

    def _saying(self, meant: object) -> "Draft":
        """This draft, if it can be read and says exactly that."""
        try:
            says_so = self.values == meant
        except NotEdited:
            says_so = False
        if not says_so:
            raise NotEdited("its layout is unusual; make this change by hand")
        return self


def _with(values: Any, path: Path, value: object) -> Any:
    """The values with this one at the path; None takes away what is there."""
    changed = deepcopy(values)
    *parents, last = path
    holder = value_at(changed, parents)
    if holder is None:  # a group of fields that is not there yet
        raise NotEdited("its layout is unusual; make this change by hand")
    if value is None:
        holder.pop(last, None)
    elif isinstance(holder, list) and last == len(holder):
        holder.append(value)
    else:
        holder[last] = value
    return changed
