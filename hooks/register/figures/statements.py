"""What a document says, statement by statement: its words and numbers in their order, without any layout.

Two papers of which no statement differs say the same to their readers. The statements are read off the blocks from
which the page, the PDF and the Word document are made, so there is nothing in any of them that is no statement.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from register.figures.blocks import (
    Block,
    Day,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Items,
    Lateness,
    Line,
    Paragraph,
    Row,
    Sign,
    Small,
    StatusMark,
    Table,
    Text,
    Tile,
    Tiles,
    Words,
    shape_of,
)
from register.records.body import leads_outside
from register.records.places import layout_free
from register.records.values import day_in_words


class Statement(NamedTuple):
    """One thing that a document says.

    part: the heading of its section. subject: the finding or whatever it is about, empty where that is the whole. name
    and value: what is said of it; a name that is empty stands for a sentence.
    """

    part: str
    subject: str
    name: str
    value: str


class Difference(NamedTuple):
    """A statement as it was made and as it would be made; None where only one of the two documents makes it.

    Where both are the same, the statement stands elsewhere in its part. findings: the ids of those that it names.
    """

    was: Statement | None
    now: Statement | None
    findings: frozenset[str] = frozenset()


class _Piece(NamedTuple):
    """A part of a block, what it stands below, and the names of its columns: put into statements only if need be.

    below: the line of the heading above it.
    """

    part: str
    subject: str
    content: Line | Words | Row | Tile | tuple[Line, Line] | str
    names: tuple[str, ...] = ()
    below: Line = ()


Told = Mapping[tuple[str, str, str, int], _Piece]
"""All that a document says, by part, by subject, by the kind of piece or its name, and by number."""


def told(blocks: Iterable[Block]) -> Told:
    """All that these blocks say."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found = {}
    for piece in _pieces(blocks, "", "", ()):
        about = (piece.part, piece.subject, _kind_of(piece))
        found[*about, seen[about]] = piece
        seen[about] += 1
    return found


def differences(was: Told, now: Told) -> tuple[Difference, ...]:
    """Where two documents do not say the same, in their order."""
    differing = [(was.get(key), now.get(key)) for key in {**was, **now} if was.get(key) != now.get(key)]
    found = [
        pair._replace(findings=_findings_in(one, other)) for one, other in differing for pair in _pairs(one, other)
    ]
    return (*found, *_moved(was, now))


def _findings_in(*pieces: _Piece | None) -> frozenset[str]:
    """The ids of the findings that the pieces link to, or else the headings above them."""
    return frozenset(id for piece in pieces if piece for id in _linked(piece.content) or _linked(piece.below))


def _linked(content: object) -> list[str]:
    """The ids of the findings that a part of a block links to."""
    match content:
        case Text(page=("recommendation", id)):
            return [id]
        case Row(cells=cells):
            return [id for cell in cells for id in _linked(cell.line)]
        case tuple():
            return [id for each in content for id in _linked(each)]
        case _:
            return []


def _kind_of(piece: _Piece) -> str:
    match piece.content:
        case Tile(label=label):
            return words_of(label)
        case Row():
            return "row"
        case (tuple() as name, tuple()):
            return words_of(name)
        case _:
            return ""


def _pairs(was: _Piece | None, now: _Piece | None) -> Iterator[Difference]:
    before, after = {said.name: said for said in _put(was)}, {said.name: said for said in _put(now)}
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if one != other:
            yield Difference(one, other)


def _moved(was: Told, now: Told) -> Iterator[Difference]:
    """The first thing that stands elsewhere in the order of what both say."""
    one, other = (key for key in was if key in now), (key for key in now if key in was)
    for key, instead in zip(one, other, strict=True):
        if key != instead:
            statement = _put(now[instead])[0]
            yield Difference(statement, statement, _findings_in(was[key], now[instead]))
            return


# From blocks to pieces


def _pieces(blocks: Iterable[Block], part: str, subject: str, below: Line) -> Iterator[_Piece]:
    for block in blocks:
        if isinstance(block, Heading):
            title, below = words_of(block.line), block.line
            part, subject = (title, "") if block.level <= 2 else (part, title)
        if isinstance(block, Group):
            if block.style is GroupStyle.CHILD:
                yield _Piece(part, subject, "part of the one before", below=below)
            yield from _pieces(block.blocks, part, subject, below)
        else:
            names = tuple(words_of(cell.line) for cell in block.head) if isinstance(block, Table) else ()
            for content in _contents(block):
                about = _words_alone(content.cells[0].line) if isinstance(content, Row) else subject
                yield _Piece(part, about, content, names, below)


def _contents(block: Block) -> Iterator[Line | Words | Row | Tile | tuple[Line, Line] | str]:
    match block:
        case Heading() | Paragraph():
            yield block.line
        case Words():
            yield Words(block.html)
        case Facts():
            yield from block.facts
        case Tiles():
            yield from block.tiles
        case Table():
            yield block.caption
            yield from (row for group in block.groups for row in group)
            yield from block.sums
        case Items():
            yield from block.lines
        case _:  # a block of a later kind: nothing of it may be overlooked
            yield str(block)


# From pieces to statements


def _put(piece: _Piece | None) -> tuple[Statement, ...]:
    """What the piece says, as statements."""
    if piece is None:
        return ()
    return tuple(Statement(piece.part, piece.subject, name, value) for name, value in _said(piece))


def _said(piece: _Piece) -> Iterator[tuple[str, str]]:
    match piece.content:
        case str() as words:
            yield "", words
        case Words(html=written):
            yield "", _words(written)
        case Tile(number=number, label=label):
            yield words_of(label), str(number)
        case Row(cells=cells):
            yield from ((name, words_of(cell.line)) for name, cell in zip(piece.names, cells, strict=False))
        case (tuple() as name, tuple() as value):
            yield words_of(name), words_of(value)
        case line:
            yield "", words_of(line)


def words_of(line: Line) -> str:
    """The words of a line, with the shapes of its statuses and the addresses on the web that it leads to."""
    return " ".join(" ".join(_words_in(line)).split())


def _words_alone(line: Line) -> str:
    """The words of a line without those in small type below them."""
    return words_of(tuple(piece for piece in line if not isinstance(piece, Small)))


def _words_in(line: Line) -> Iterator[str]:
    for piece in line:
        match piece:
            case Text(words=words, url=url):
                yield f"{words} {url}" if url else words
            case StatusMark(status=status):
                yield f"{shape_of(status)} {status.label}"
            case Day(day=day):
                yield day_in_words(day)
            case Lateness(words=words):
                yield words
            case Sign(sign=sign):
                yield sign
            case Small(line=small):
                yield from _words_in(small)
            case _:
                yield str(piece)


def _words(written: str) -> str:
    """The words of the HTML. A link to another record is its text: where it leads is no word of the paper."""
    return layout_free(_LINK.sub(lambda link: link[0] if leads_outside(html.unescape(link[1])) else link[2], written))


_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
