"""Cuts what is too long for one page into parts, each a page of its own with the ways to the others.

A page is cut as a whole: its sections follow each other from part to part. Each part has the list of all sections, with
the number of their rows and the way to where they begin. On the first part the list has the ids of the sections that
begin on another, so that an old link leads on.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import ClassVar

from register.figures.blocks import Block, Group, GroupStyle, Heading, Items, Row, Table, Text, line, paragraph
from register.pages.addresses import Address
from register.pages.page import Listed, Page, Values, page_from
from register.pages.rendering import Renderer
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say

ROWS = 50
"""How many rows a part holds."""
WHOLE = 100
"""Up to how many rows stand on one page."""
_CARD = 8
"""A finding on a card takes as much room as so many rows."""
_FEW = 3
"""Where there is no room for so many rows of a section, it begins on the next part."""


@dataclass(frozen=True)
class FindingsTable:
    """A list of findings. whole: it stands on one page, where a reader can sort and filter it.

    one_owner: all have the same owner, whom the page names, so that the list need not.
    """

    kind: ClassVar = "findings"
    caption: str
    findings: Sequence[Recommendation]
    whole: bool = True
    one_owner: bool = False


@dataclass(frozen=True)
class Download:
    """The way to the file of a list. count: how many findings or changes the file holds."""

    kind: ClassVar = "download"
    address: str
    count: int
    of_changes: bool = False


PageBlock = Block | FindingsTable | Download
"""A block of a page of the site."""


@dataclass(frozen=True)
class SectionLink:
    """The way to a section or a card: its id, its title, how many things it lists, and the part on which it begins.

    rows: findings or items of its own, and not those of the sections in it; None for a card.
    """

    anchor: str
    title: str
    rows: int | None
    part: int


def pages_to_offer(number: int, count: int) -> list[int]:
    """The pages that page number of count leads to, itself among them: the ends, its neighbours and round numbers."""
    near = {1, count, *range(number - 2, number + 3)}
    round_numbers = set(range((number - 50) // 10 * 10, number + 50, 10))
    return sorted(page for page in near | round_numbers if 1 <= page <= count)


@dataclass(frozen=True)
class Pager:
    """A page of those that begin at the address: its number of count, its neighbours, and the ways it offers."""

    address: str
    number: int
    count: int
    sections: tuple[SectionLink, ...] = ()

    @property
    def before(self) -> int | None:
        """The number of the page before."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the page after."""
        return self.number + 1 if self.number < self.count else None

    @property
    def offered(self) -> list[int]:
        """The pages that it leads to."""
        return pages_to_offer(self.number, self.count)

    @property
    def offered_sections(self) -> tuple[SectionLink, ...]:
        """The sections that it leads to; the cards are named on the first page alone."""
        return self.sections if self.number == 1 else tuple(link for link in self.sections if link.rows is not None)

    def title_of(self, title: str) -> str:
        """The title of this page, where that of the first is this."""
        return say("page-title", title=title, number=self.number, count=self.count) if self.number > 1 else title


# Pages


def in_parts(
    renderer: Renderer,
    address: str,
    title: str,
    template: str,
    values: Callable[[], Values],
    body: Callable[[], Iterable[PageBlock]],
    rows: int,
    source: str | None = None,
    contents: bool = False,
    lists: Mapping[str, Callable[[], Listed]] | None = None,
) -> Iterator[Page]:
    """The page at the address, and those of its further parts.

    The template gets the values, the blocks of its part, and the pager. rows: how many rows the body has, by which it
    is cut; where they turn out to be others, the parts are longer or shorter. lists: see Page.
    """
    count = parts_for(rows)

    def whole() -> tuple[Values, list[tuple[PageBlock, ...]], tuple[SectionLink, ...]]:
        parts = cut(tuple(body()), count) if count > 1 else [tuple(body())]
        return values(), parts, sections_of(parts) if count > 1 else ()

    made = cache(whole) if count > 1 else whole  # once for all its parts

    def with_part(number: int) -> Values:
        given, parts, sections = made()
        return {**given, "part": parts[number - 1], "pager": Pager(address, number, count, sections)}

    for number in range(1, count + 1):
        at, named = Address.part(address, number), Pager(address, number, count).title_of(title)
        page = page_from(renderer, at, named, template, partial(with_part, number), source, contents)
        yield replace(page, lists=lists or {}) if number == 1 else page


def of_body(
    renderer: Renderer,
    address: str,
    title: str,
    template: str,
    values: Callable[[], Values],
    body: Sequence[PageBlock],
    lists: Mapping[str, Sequence[Recommendation]],
    source: str | None = None,
    contents: bool = False,
) -> Iterator[Page]:
    """The same of a body that is made already."""
    found = {at: partial(_listed, findings) for at, findings in lists.items()}
    return in_parts(
        renderer, address, title, template, values, lambda: body, rows_in(body), source, contents, lists=found
    )


def _listed(findings: Listed) -> Listed:
    return findings


def section(
    heading: Heading, findings: Sequence[Recommendation], file: str, caption: str, none: str
) -> Iterator[PageBlock]:
    """A list of findings with its file, below its heading; in place of an empty one, what `none` says."""
    yield heading
    yield from list_of(findings, file, caption, none)


def list_of(
    findings: Sequence[Recommendation], file: str, caption: str, none: str = "", one_owner: bool = False
) -> Iterator[PageBlock]:
    """The same without a heading."""
    if findings:
        yield Download(file, len(findings))
        yield FindingsTable(caption, findings, one_owner=one_owner)
    elif none:
        yield paragraph(none)


# Cutting


def pages_of(findings: Sequence[Recommendation]) -> list[Sequence[Recommendation]]:
    """The findings of each page; at least one page, which may be empty."""
    if len(findings) <= WHOLE:
        return [findings]
    return [findings[start : start + ROWS] for start in range(0, len(findings), ROWS)]


def parts_for(rows: int) -> int:
    """How many parts that many rows take."""
    return 1 if rows <= WHOLE else -(-rows // ROWS)


def rows_in(blocks: Iterable[PageBlock]) -> int:
    """How many rows the blocks have: of tables and lists, and those whose room a card takes."""
    return sum(map(_rows_of, blocks))


def card_rows(findings: int) -> int:
    """How many rows' room that many findings take on cards."""
    return _CARD * findings


def _rows_of(block: PageBlock) -> int:
    match block:
        case FindingsTable():
            return len(block.findings)
        case Table():
            return sum(map(len, block.groups))
        case Items():
            return len(block.lines)
        case Group(style=GroupStyle.CARD):
            children = sum(isinstance(inner, Group) and inner.style == GroupStyle.CHILD for inner in block.blocks)
            return card_rows(1 + children)
    return 0


def cut(blocks: Sequence[PageBlock], count: int) -> list[tuple[PageBlock, ...]]:
    """The blocks in that many parts of about ROWS rows.

    A table or list that goes on is cut between two rows and has its head again, a section that goes on its heading.
    """
    parts: list[list[PageBlock]] = [[]]
    heading: Heading | None = None
    remaining = rows_in(blocks)
    room = _room(remaining, count)
    for block in blocks:
        rest: PageBlock | None = block
        while rest:
            rows, is_last = _rows_of(rest), len(parts) == count
            short = room < _FEW if isinstance(rest, Heading) else rows > room
            if is_last or not short or (rows > room and not parts[-1] and not _is_cut(rest)):
                now, rest = rest, None
            elif _is_cut(rest) and room >= 1:
                now, rest = _split(rest, room)
            else:
                parts.append([])
                room = _room(remaining, count - len(parts) + 1)
                if heading and not isinstance(rest, Heading):
                    parts[-1].append(_continued(heading))
                continue
            heading = now if isinstance(now, Heading) else heading
            parts[-1].append(now)
            room, remaining = room - _rows_of(now), remaining - _rows_of(now)
    return [tuple(part) for part in (*parts, *([[]] * (count - len(parts))))]


def _room(rows: int, parts: int) -> int:
    """How many of the rows the next of that many parts takes: ROWS, or what divides them where there are others."""
    return ROWS if (parts - 1) * ROWS < rows <= parts * ROWS else max(1, -(-rows // parts))


def _is_cut(block: PageBlock) -> bool:
    return isinstance(block, FindingsTable | Table | Items)


def _split(block: PageBlock, rows: int) -> tuple[PageBlock, PageBlock]:
    """The first rows of a block that can be cut, and the others."""
    match block:
        case FindingsTable():
            first, others = block.findings[:rows], block.findings[rows:]
            return replace(block, findings=first, whole=False), replace(block, findings=others, whole=False)
        case Items():
            return replace(block, lines=block.lines[:rows]), replace(block, lines=block.lines[rows:])
        case Table():
            return replace(block, groups=_groups(block, 0, rows), sums=()), replace(block, groups=_groups(block, rows))
    raise ValueError(block.kind)


def _groups(table: Table, start: int, end: int | None = None) -> tuple[tuple[Row, ...], ...]:
    """The groups of the table's rows from start to end."""
    found, before = [], 0
    for group in table.groups:
        found.append(group[max(0, start - before) : None if end is None else max(0, end - before)])
        before += len(group)
    return tuple(group for group in found if group)


def _continued(heading: Heading) -> Heading:
    again = say("continued")
    return replace(heading, line=line(*heading.line, f" {again}"))


def sections_of(parts: Sequence[Sequence[PageBlock]]) -> tuple[SectionLink, ...]:
    """The ways to the sections of all parts, and to the cards."""
    links: dict[str, SectionLink] = {}
    rows: Counter[str] = Counter()
    within: dict[int, str] = {}  # by level, the headings under which a block stands
    for number, part in enumerate(parts, 1):
        for block in part:
            is_card = isinstance(block, Group) and block.style == GroupStyle.CARD
            named = block.blocks[0] if is_card else block
            if isinstance(named, Heading) and named.anchor:
                links.setdefault(named.anchor, SectionLink(named.anchor, _words(named), None if is_card else 0, number))
                within = {level: at for level, at in within.items() if level < named.level}
                within |= {} if is_card else {named.level: named.anchor}
            if within and not is_card and not isinstance(block, Table):
                rows[within[max(within)]] += _rows_of(block)
    counted = (link if link.rows is None else replace(link, rows=rows[link.anchor]) for link in links.values())
    return tuple(counted) if len(links) > 1 else ()


def _words(heading: Heading) -> str:
    return "".join(piece.words for piece in heading.line if isinstance(piece, Text))
