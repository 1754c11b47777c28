"""What do a record's words say: which sections, said on which day, and as which HTML?

One rendering by GitHub's own markdown renderer, in safe mode and with the place of every block, serves both the
checks and the pages: what the check sees is what the reader sees. Raw HTML never comes through.
"""

import html
import re
from dataclasses import dataclass
from typing import NamedTuple

from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options

from register.source import Place

_EXTENSIONS = ["table", "strikethrough", "autolink"]


class Heading(NamedTuple):
    """A heading as the reader sees it; plain: written as `## Words` on a line of its own, in no list or quotation."""

    level: int
    title: str
    place: Place
    plain: bool


class Link(NamedTuple):
    """A link or picture with its target, decoded as a browser would; an empty target is one the renderer refused."""

    target: str
    place: Place
    picture: bool


class Section(NamedTuple):
    """What stands under one heading: its HTML, and whether there is anything to read."""

    heading: Heading
    html: str

    @property
    def empty(self) -> bool:
        """Whether nothing but white space would be read here."""
        return not re.sub(r"<[^>]*>", "", self.html).strip()


@dataclass(frozen=True, slots=True)
class Body:
    """A record's words. preamble is the HTML above the first heading; sections hold all headings in order, flat."""

    preamble: str
    sections: tuple[Section, ...]
    links: tuple[Link, ...]
    raw_html: tuple[Place, ...]

    def section(self, title: str) -> Section | None:
        """The first section (##) of that title, without regard to case."""
        wanted = title.casefold()
        return next((s for s in self.sections if s.heading.level == 2 and s.heading.title.casefold() == wanted), None)

    def below(self, title: str) -> tuple[Section, ...]:
        """The sub-sections (### and deeper) of the section of that title, in order."""
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


def read_body(text: str, first_line: int) -> Body:
    """The body taken apart; first_line is the line of the file on which text begins."""
    rendered = _render(text)
    lines = text.split("\n")
    starts = list(_HEADING.finditer(rendered))
    ends = [match.start() for match in starts[1:]] + [len(rendered)]  # one more than needed where there is no heading
    sections = tuple(
        Section(_heading(match, rendered, lines, first_line), _for_readers(rendered[match.end() : end]))
        for match, end in zip(starts, ends, strict=False)
    )
    preamble = _for_readers(rendered[: starts[0].start()] if starts else rendered)
    links, raw_html = _links_and_html(rendered, lines, first_line)
    return Body(preamble, sections, links, raw_html)


def _render(text: str) -> str:
    return markdown_to_html_with_extensions(text, options=Options.CMARK_OPT_SOURCEPOS, extensions=_EXTENSIONS)


_HEADING = re.compile(r'<h([1-6]) data-sourcepos="(\d+):(\d+)-\d+:\d+">(.*?)</h\1>\n?', re.DOTALL)
_OPENING, _CLOSING = re.compile(r"<(?:li|blockquote)[ >]"), re.compile(r"</(?:li|blockquote)>")
_PLACES = re.compile(r' data-sourcepos="[^"]*"')
_PICTURES = re.compile(r'<img src="[^"]*" alt="([^"]*)"[^>]*>')
_OMITTED = "<!-- raw HTML omitted -->"


def _for_readers(rendered: str) -> str:
    """The HTML without places, and without what a rule refuses: of a picture its words stay, of raw HTML nothing."""
    placeless = _PLACES.sub("", rendered).replace(_OMITTED, "")
    return _PICTURES.sub(r"\1", placeless) if "<img " in placeless else placeless


def _with_heading(section: Section) -> str:
    level = section.heading.level
    return f"<h{level}>{html.escape(section.heading.title)}</h{level}>\n{section.html}"


def _heading(match: re.Match[str], rendered: str, lines: list[str], first_line: int) -> Heading:
    line, column = int(match.group(2)), int(match.group(3))
    title = html.unescape(re.sub(r"<[^>]*>", "", match.group(4))).strip()
    written = lines[line - 1] if line <= len(lines) else ""
    nested = len(_OPENING.findall(rendered, 0, match.start())) > len(_CLOSING.findall(rendered, 0, match.start()))
    plain = bool(re.match(r" {0,3}#{1,6}([ \t]|$)", written)) and column <= 4 and not nested
    return Heading(int(match.group(1)), title, Place(first_line + line - 1, 1, max(1, len(written))), plain)


_MARKS = re.compile(
    r'data-sourcepos="(?P<line>\d+):\d+-(?P<end>\d+):\d+"'
    rf'|<a href="(?P<link>[^"]*)"|<img src="(?P<picture>[^"]*)"|(?P<raw>{_OMITTED})'
)
_RAW_IN_SOURCE = re.compile(
    r"<(?=[A-Za-z/!?])(?![A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*>)(?![\w.+-]+@[\w.-]+>)[^<>\n]{0,200}>?"
)
_LINK_IN_SOURCE = re.compile(
    r"!?\[(?:[^\[\]\n]{0,200}\]\([^()\n]{0,200}\))?|<(?=[A-Za-z][A-Za-z0-9+.-]{1,31}:|[\w.+-]+@)|https?://|ftp://|www\.|[\w.+-]+@"
)


def _links_and_html(rendered: str, lines: list[str], first_line: int) -> tuple[tuple[Link, ...], tuple[Place, ...]]:
    """Links, pictures and raw HTML with the best known place: the place in the block that the renderer names."""
    if "<a " not in rendered and "<img " not in rendered and _OMITTED not in rendered:
        return (), ()
    links: list[Link] = []
    raw: list[Place] = []
    cursor = _Cursor(lines, first_line)
    for mark in _MARKS.finditer(rendered):
        if mark["line"]:
            cursor.go_to(int(mark["line"]))
        elif mark["raw"]:
            raw.append(cursor.find(_RAW_IN_SOURCE))
        else:
            target = html.unescape(mark["link"] if mark["link"] is not None else mark["picture"])
            links.append(Link(target, cursor.find_target(target), picture=mark["picture"] is not None))
    return tuple(links), tuple(raw)


class _Cursor:
    """Walks through the source beside the rendering, so that the second tag of a line gets its own place."""

    def __init__(self, lines: list[str], first_line: int) -> None:
        self.lines, self.first_line = lines, first_line
        self.line, self.column = 0, 0

    def go_to(self, line: int) -> None:
        if line - 1 > self.line:
            self.line, self.column = line - 1, 0

    def find(self, pattern: re.Pattern[str]) -> Place:
        for number in range(self.line, len(self.lines)):
            match = pattern.search(self.lines[number], self.column if number == self.line else 0)
            if match:
                self.line, self.column = number, match.end()
                return self._place(number, match.start(), match.end())
        return self._place(self.line, 0, 1)

    def find_target(self, target: str) -> Place:
        """The place of the link's target as it is written; else of the next thing that looks like a link."""
        for number in range(self.line, min(self.line + 200, len(self.lines))):
            start = self.lines[number].find(target, self.column if number == self.line else 0) if target else -1
            if start >= 0:
                self.line, self.column = number, start + len(target)
                return self._place(number, start, start + len(target))
        return self.find(_LINK_IN_SOURCE)

    def _place(self, number: int, start: int, end: int) -> Place:
        return Place(self.first_line + number, start + 1, max(1, end - start))
