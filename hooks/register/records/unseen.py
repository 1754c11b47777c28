"""Finds what of a record's Markdown readers would not see, or not as it was meant: notes, cells, tables and code."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from register.records.markdown import lines_of
from register.records.span import Span


class Note(NamedTuple):
    """A footnote with its label, or a mark in the words that names one, as in `[^1]`."""

    label: str
    span: Span
    is_mark: bool

    @property
    def key(self) -> str:
        """What a mark and its footnote have in common: the label, in any case."""
        return self.label.casefold()

    def __str__(self) -> str:
        """As it is written."""
        return f"[^{self.label}]"


class Unseen(NamedTuple):
    """What may be lost on readers.

    notes: the footnotes and their marks, in order. cut_rows: what stands in rows of tables beyond their last column.
    no_tables: lines of dashes and bars below which no table begins. indented: words that four blanks make code.
    """

    notes: tuple[Note, ...]
    cut_rows: tuple[Span, ...]
    no_tables: tuple[Span, ...]
    indented: tuple[Span, ...]


NOTHING = Unseen((), (), (), ())


def unseen_in(rendered: str, text: str, first_line: int) -> Unseen:
    """What readers of this text, whose rendering is given, would not see; first_line is its line in the file."""
    has_notes, has_bars, has_code = "[^" in text, "|" in text, "<pre" in rendered
    if not (has_notes or has_bars or has_code):
        return NOTHING
    lines = lines_of(text)
    blocks = [(int(found[1]), int(found[2])) for found in _CODE_BLOCK.finditer(rendered)] if has_code else []
    in_code = {line for start, end in blocks for line in range(start, end + 1)}
    prose = [(number, line) for number, line in enumerate(lines, 1) if number not in in_code]
    return Unseen(
        tuple(_notes(prose, first_line)) if has_notes else (),
        tuple(_cut_rows(rendered, lines, first_line)) if has_bars else (),
        tuple(_no_tables(rendered, prose, first_line)) if has_bars else (),
        tuple(_span(start, lines[start - 1], first_line) for start, _ in blocks if not _FENCE.match(lines[start - 1])),
    )


_CODE_BLOCK = re.compile(r'<pre data-sourcepos="(\d+):\d+-(\d+):')
_FENCE = re.compile(r"(?:[ >\t]|[-*+][ \t]|\d+[.)][ \t])*(?:```|~~~)")


def _span(number: int, line: str, first_line: int, start: int = 0, end: int | None = None) -> Span:
    """The span of a part of the line of that number in the text; without one, of all of it but its blanks."""
    start = start or len(line) - len(line.lstrip())
    return Span(first_line + number - 1, start + 1, max(1, (end or len(line.rstrip())) - start))


# Footnotes


_NOTE = re.compile(r"(?P<begins>^[ >\t]*)?(?<!\\)\[\^(?P<label>[^\]\[\s]{1,100})\](?P<colon>:)?")
_CODE_IN_LINE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")


def _notes(prose: list[tuple[int, str]], first_line: int) -> Iterator[Note]:
    for number, line in prose:
        words = _CODE_IN_LINE.sub(lambda code: " " * len(code[0]), line) if "`" in line else line
        for found in _NOTE.finditer(words):
            is_note = found["begins"] is not None and found["colon"] is not None
            start = found.end("label") - len(found["label"]) - len("[^")
            span = _span(number, line, first_line, start, found.end("label") + len("]"))
            yield Note(found["label"], span, not is_note)


# Tables


_ROW = re.compile(r'<tr data-sourcepos="(\d+):[^>]*>(.*?)</tr>', re.DOTALL)
_CELL_END = re.compile(r'<t[dh][^>]* data-sourcepos="\d+:\d+-\d+:(\d+)"')
_TABLE = re.compile(r'<table data-sourcepos="(\d+):')
_DASHES = re.compile(r"[ >\t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")


def _cut_rows(rendered: str, lines: list[str], first_line: int) -> Iterator[Span]:
    for row in _ROW.finditer(rendered):
        number, cells = int(row[1]), [int(end) for end in _CELL_END.findall(row[2])]
        line = lines[number - 1]
        beyond = line.encode()[cells[-1] :].decode(errors="replace").lstrip("| \t")  # columns count bytes
        if all(cells) and beyond.strip():  # a cell that is not written ends in column 0
            yield _span(number, line, first_line, len(line) - len(beyond))


def _no_tables(rendered: str, prose: list[tuple[int, str]], first_line: int) -> Iterator[Span]:
    tables = {int(found[1]) for found in _TABLE.finditer(rendered)}
    for number, line in prose:
        if "|" in line and _DASHES.fullmatch(line) and number - 1 not in tables:
            yield _span(number, line, first_line)
