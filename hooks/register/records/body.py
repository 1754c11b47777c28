"""Parses a record's words: its sections, the day of each response, and their HTML.

One rendering, see markdown.py, serves both the checks and the pages: what the check sees is what the reader sees.
"""

import html
import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from register.records.markdown import LINE_END, lines_of, render
from register.records.source import Span
from register.records.unseen import Unseen, unseen_in


class Heading(NamedTuple):
    """A heading as the reader sees it; plain: written as `## Words` on its own line, outside lists and quotations."""

    level: int
    title: str
    span: Span
    plain: bool


class Link(NamedTuple):
    """A link or picture with its target, decoded as a browser would; an empty target is one the renderer refused."""

    target: str
    span: Span
    picture: bool


_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def leads_outside(target: str) -> bool:
    """Whether a link leads to another site, or to a program such as the one for e-mail (RFC 3986, section 3.1)."""
    return _SCHEME.match(target) is not None


def record_named(target: str) -> str | None:
    """The id of the record that a relative link would lead to, by its file or its page; None if it can't."""
    name = re.fullmatch(r"(?:[^:?#]*/)?([^/:?#]+?)(?:\.md|/)?(?:#.*)?", target)
    return name[1] if name else None


class Section(NamedTuple):
    """The part below one heading: its HTML, and whether there is anything to read."""

    heading: Heading
    html: str

    @property
    def empty(self) -> bool:
        """Whether nothing but white space would be read here."""
        return not has_words(self.html)


@dataclass(frozen=True, slots=True)
class Body:
    """A record's words. preamble is the HTML above the first section; sections are in order, flat.

    A section begins with a heading up to the third level; deeper ones are part of its HTML. headings has all of them.
    """

    preamble: str
    sections: tuple[Section, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    raw_html: tuple[Span, ...]
    unseen: Unseen

    def section(self, title: str) -> Section | None:
        """The first section (##) of that title, without regard to case."""
        wanted = title.casefold()
        return next((s for s in self.sections if s.heading.level == 2 and s.heading.title.casefold() == wanted), None)

    def below(self, title: str) -> tuple[Section, ...]:
        """The sub-sections (###) of the section of that title, in order."""
        found: list[Section] = []
        inside = False
        for section in self.sections:
            if section.heading.level <= 2:
                inside = section.heading.level == 2 and section.heading.title.casefold() == title.casefold()
            elif inside:
                found.append(section)
        return tuple(found)

    def words(self, title: str) -> str:
        """The HTML of the section of that title with its sub-sections and their headings; empty where there is none."""
        section = self.section(title)
        return section.html + "".join(_with_heading(part) for part in self.below(title)) if section else ""


def words_of(body: Body | None, title: str) -> str:
    """The HTML of the section of that title, as Body.words; empty where there is no body."""
    return body.words(title) if body else ""


def has_words(rendered: str) -> bool:
    """Whether anything but white space would be read of this HTML."""
    return _WORDS.search(rendered) is not None


def read_body(text: str, first_line: int) -> Body:
    """The body, taken apart; first_line is the line of the file on which text begins."""
    return body_of(render(text), text, first_line)


def body_of(rendered: str, text: str, first_line: int) -> Body:
    """The body of that text, whose rendering is given; see read_body."""
    lines = lines_of(text)
    found = list(_HEADING.finditer(rendered))
    nesting = zip(found, _nested(found, rendered), strict=True)
    headings = [_heading(match, nested, lines, first_line) for match, nested in nesting]
    begun = [(match, heading) for match, heading in zip(found, headings, strict=True) if heading.level <= _DEEPEST]
    ends = [*(match.start() for match, _ in begun), len(rendered)]
    sections = tuple(
        Section(heading, _for_readers(rendered[match.end() : end]))
        for (match, heading), end in zip(begun, ends[1:], strict=True)
    )
    links, raw_html = _links_and_html(rendered, text, first_line)
    return Body(
        preamble=_for_readers(rendered[: ends[0]]),
        sections=sections,
        headings=tuple(headings),
        links=links,
        raw_html=raw_html,
        unseen=unseen_in(rendered, text, first_line),
    )


_DEEPEST = 3  # the level of the deepest heading that begins a section

_HEADING = re.compile(r'<h([1-6]) data-sourcepos="(\d+):(\d+)-\d+:\d+">(.*?)</h\1>\n?', re.DOTALL)
_WORDS = re.compile(r"(?:^|>)\s*+[^<\s]")  # a sign outside of tags
_TAG, _MARKED = re.compile(r"<[^>]*>"), re.compile(r" {0,3}#{1,6}([ \t]|$)")
_NESTING = re.compile(r"<(/?)(?:li|blockquote)[ >]")  # what a heading can be inside
_POSITIONS = re.compile(r' data-sourcepos="[^"]*"')
_PICTURES = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')
_OMITTED = "<!-- raw HTML omitted -->"


def _for_readers(rendered: str) -> str:
    """The HTML without positions, and without what a rule refuses: a picture leaves its words, raw HTML nothing."""
    without = _POSITIONS.sub("", rendered).replace(_OMITTED, "")
    return _PICTURES.sub(r"\1", without) if "<img " in without else without


def _with_heading(section: Section) -> str:
    level = section.heading.level
    return f"<h{level}>{html.escape(section.heading.title)}</h{level}>\n{section.html}"


def _nested(headings: list[re.Match[str]], rendered: str) -> list[bool]:
    """For each heading, whether it is inside a list or quotation."""
    if not _NESTING.search(rendered):
        return [False] * len(headings)
    nested: list[bool] = []
    depth, seen = 0, 0
    for heading in headings:
        for closes in _NESTING.findall(rendered, seen, heading.start()):
            depth += -1 if closes else 1
        seen = heading.start()
        nested.append(depth > 0)
    return nested


def _heading(match: re.Match[str], nested: bool, lines: list[str], first_line: int) -> Heading:
    level, line, column, words = match.groups()
    number = int(line)
    written = lines[number - 1] if number <= len(lines) else ""
    plain = not nested and int(column) <= 4 and _MARKED.match(written) is not None
    return Heading(int(level), _title(words), Span(first_line + number - 1, 1, len(written) or 1), plain)


def _title(words: str) -> str:
    """What a heading says to its readers, without marks such as those of bold letters."""
    return html.unescape(_TAG.sub("", words)).strip()


_MARKS = re.compile(rf'<(?:a href="(?P<link>[^"]*)"|img src="(?P<picture>[^"]*)"|(?P<raw>{_OMITTED[1:]}))')
_POSITION, _LINE = 'data-sourcepos="', re.compile(r"\d+")
_RAW_IN_SOURCE = re.compile(
    r"<(?=[A-Za-z/!?])(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>)(?![\w.+-]+@[\w.-]+>)[^<>\n]{0,200}>?"
)
_LINK_IN_SOURCE = re.compile(
    r"!?\[(?:[^\[\]\n]{0,200}\]\([^()\n]{0,200}\))?|<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:|[\w.+-]+@)|https?://|ftp://|www\.|(?<![\w.+-])[\w.+-]+@"
)
_REACH = 10_000  # characters: how far beyond its words a link's target is looked for


def _links_and_html(rendered: str, text: str, first_line: int) -> tuple[tuple[Link, ...], tuple[Span, ...]]:
    """Links, pictures and raw HTML with the best span known: that in the block which the renderer names."""
    if "<a " not in rendered and "<img " not in rendered and _OMITTED not in rendered:
        return (), ()
    links: list[Link] = []
    raw: list[Span] = []
    cursor = _Cursor(text, first_line)
    seen = 0
    for mark in _MARKS.finditer(rendered):
        span = rendered.rfind(_POSITION, seen, mark.start())  # of the block around it
        if span >= 0:
            cursor.go_to(int(_LINE.match(rendered, span + len(_POSITION))[0]))  # type: ignore[index]
        seen = mark.start()
        if mark["raw"]:
            raw.append(cursor.find(_RAW_IN_SOURCE))
        else:
            target = html.unescape(mark["link"] if mark["link"] is not None else mark["picture"])
            links.append(Link(target, cursor.find_target(target), picture=mark["picture"] is not None))
    return tuple(links), tuple(raw)


class _Cursor:
    """Walks through the source in step with the rendering, so that the second tag of a line gets its own span.

    It only goes forward and looks for nothing twice, so that a page of a thousand tags is read in one walk.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text, first_line
        self.starts = [0, *(end.end() for end in LINE_END.finditer(text))]
        self.named = self.offset = 0
        self.absent: set[re.Pattern[str]] = set()

    def go_to(self, line: int) -> None:
        self.named = self.starts[max(line, 1) - 1]  # of the paragraph above a table the renderer says line 0
        self.offset = max(self.offset, self.named)

    def find(self, pattern: re.Pattern[str]) -> Span:
        match = pattern.search(self.text, self.offset) if pattern not in self.absent else None
        if match:
            return self._take(match.start(), match.end())
        self.absent.add(pattern)
        return self._span(self.named, 1)

    def find_target(self, target: str) -> Span:
        """The span of the link's target as it is written; else of the next thing that looks like a link."""
        start = self.text.find(target, self.offset, self.offset + len(target) + _REACH) if target else -1
        return self._take(start, start + len(target)) if start >= 0 else self.find(_LINK_IN_SOURCE)

    def _take(self, start: int, end: int) -> Span:
        self.offset = end
        return self._span(start, end - start)

    def _span(self, start: int, length: int) -> Span:
        line = self._line(start)
        return Span(self.first_line + line, start - self.starts[line] + 1, max(1, length))

    def _line(self, offset: int) -> int:
        """The line of the offset, counted from 0."""
        return bisect_right(self.starts, offset) - 1
