"""The blocks of a document as plain data: headings, paragraphs, tables, in the order in which they are read.

A paper is a tuple of blocks. Its page, its PDF and its Word document place them and add no words of their own, so all
three say the same. Only the words of records are HTML: safe, as records/body.py made it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar, NamedTuple

from register.records.markdown import top_blocks
from register.records.model import Colour, Stage, Status

# What a line is made of


class Text(NamedTuple):
    """Words that look the same from end to end. They may lead to a page, a heading or an address on the web.

    page: its kind and the ids in its address, as in ("recommendation", "vetting"). anchor: that of a heading of the
    same document.
    """

    kind = "text"
    words: str
    strong: bool = False
    page: tuple[str, ...] = ()
    anchor: str = ""
    url: str | None = None


class StatusMark(NamedTuple):
    """A status: its shape and its word, and where the page has colours, its colour. It may lead to a page."""

    kind = "status"
    status: Status
    page: tuple[str, ...] = ()


class Day(NamedTuple):
    """A day in words."""

    kind = "day"
    day: date


class Lateness(NamedTuple):
    """How late a finding is: it stands out."""

    kind = "lateness"
    words: str


class Sign(NamedTuple):
    """A sign that only repeats the words next to it; it isn't read aloud. colour: that of the status that it is of."""

    kind = "sign"
    sign: str
    colour: Colour | None = None


_SHAPES = {Colour.RED: "▲", Colour.AMBER: "◆", Colour.GREEN: "●", Colour.BLUE: "✓", Colour.GREY: "○"}


def shape_of(status: Status) -> str:
    """The shape that stands before the status wherever it is named, so that nobody needs to see its colour."""
    return _SHAPES[status.colour] if status.colour is not Colour.GREY or status.stage is Stage.ENDED else "□"


Piece = Text | StatusMark | Day | Lateness | Sign


class Small(NamedTuple):
    """A line in small type, below what comes before it."""

    kind = "small"
    line: tuple[Piece, ...]


Line = tuple[Piece | Small, ...]
"""What stands in a heading, a paragraph or a cell."""


def line(*parts: "str | Piece | Small") -> Line:
    """The parts as one line; empty texts are left out."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts if part)


def small(*parts: str | Piece) -> Small:
    """The parts as a line in small type."""
    return Small(tuple(Text(part) if isinstance(part, str) else part for part in parts if part))


# Blocks


class Style(StrEnum):
    """What a paragraph is, where it is more than words in order."""

    PLAIN = "plain"
    BODY = "body"  # whose document it is
    DRAFT = "draft"  # that the paper is a draft
    NOTE = "note"  # in small type
    TAGS = "tags"  # each piece apart from the next: status, type, owner
    SPEAKER = "speaker"  # whose the words below are, or from when


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is the title of the whole. number: 5. of a section, 5.1 of a finding."""

    kind: ClassVar = "heading"
    level: int
    line: Line
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph. number: by which a member names it."""

    kind: ClassVar = "paragraph"
    line: Line
    style: Style = Style.PLAIN
    number: str = ""


@dataclass(frozen=True)
class Words:
    """A block of a record's own words, as safe HTML; its headings are moved `deeper` levels down."""

    kind: ClassVar = "words"
    html: str
    deeper: int = 0
    number: str = ""


@dataclass(frozen=True)
class Items:
    """Lines in no order but their own, each with a bullet."""

    kind: ClassVar = "items"
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Facts:
    """Facts, each with its name. meanings: they say what words mean."""

    kind: ClassVar = "facts"
    facts: tuple[tuple[Line, Line], ...]
    meanings: bool = False


@dataclass(frozen=True)
class Tile:
    """A number and what it counts. colour: it is a part of the first tile's number, of a status of that colour.

    pressing: it counts what should not be.
    """

    number: int
    label: Line
    colour: Colour | None = None
    pressing: bool = False


@dataclass(frozen=True)
class Tiles:
    """Numbers side by side: the first is the sum of those with a colour, the last stands apart."""

    kind: ClassVar = "tiles"
    label: str
    tiles: tuple[Tile, ...]


class Cell(NamedTuple):
    """A cell of a table; a number is aligned to the right."""

    line: Line
    number: bool = False


class Row(NamedTuple):
    """A row of a table, whose first cell says what it is about. stressed: it begins a group of rows or sums them up."""

    cells: tuple[Cell, ...]
    stressed: bool = False


class TableStyle(StrEnum):
    """What a table holds, where its columns have widths of their own."""

    PLAIN = "plain"
    FINDINGS = "findings"
    TOTALS = "totals"
    CHANGES = "changes"
    GRADES = "grades"
    NUMBERS = "numbers"
    CHART = "chart"  # its signs are the bars of a chart, whose title is the caption


@dataclass(frozen=True)
class Table:
    """A table with its caption. groups: rows that belong together; sums: the rows at its foot.

    folds: the column that a narrow screen shows below the first.
    """

    kind: ClassVar = "table"
    caption: str
    head: tuple[Cell, ...]
    groups: tuple[tuple[Row, ...], ...]
    sums: tuple[Row, ...] = ()
    style: TableStyle = TableStyle.PLAIN
    folds: int | None = None


class GroupStyle(StrEnum):
    """What the blocks of a group make together."""

    LETTERHEAD = "letterhead"
    FIRST_PAGE = "first-page"
    CONTENTS = "contents"
    FINDING = "finding"
    CHILD = "child"  # a finding that belongs to the one before it
    CARD = "card"  # a finding in short; it is kept on one sheet
    QUOTATION = "quotation"
    RESPONSE = "response"
    MEANINGS = "meanings"


@dataclass(frozen=True)
class Group:
    """Blocks that belong together. colour: that of the status of the finding they speak of."""

    kind: ClassVar = "group"
    style: GroupStyle
    blocks: "tuple[Block, ...]"
    colour: Colour | None = None


Block = Heading | Paragraph | Words | Items | Facts | Tiles | Table | Group


def paragraph(*sentences: str) -> Paragraph:
    """The sentences as one paragraph; empty ones are left out."""
    return Paragraph(line(" ".join(filter(None, sentences))))


def words(html: str, below: int) -> Iterator[Words]:
    """A record's own words, a block for each paragraph, list or table; below: the level of the heading above them."""
    first = min(map(int, _HEADING.findall(html)), default=0)
    return (Words(html[block.start : block.end], below + 1 - first) for block in top_blocks(html))


_HEADING = re.compile("<h([1-6])>")
