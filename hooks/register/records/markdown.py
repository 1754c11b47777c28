"""Renders Markdown as HTML in which every word and number stands that was written.

GitHub's own renderer does the work, in safe mode: raw HTML never comes through. What it would run together, number
anew or move elsewhere is put right here: points such as (a) and pasted bullets, numbered lists, and footnotes.
"""

import html
import re
from collections.abc import Iterator
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple
from urllib.parse import unquote

from cmarkgfm import markdown_to_html_with_extensions
from cmarkgfm.cmark import Options

_OPTIONS = Options.CMARK_OPT_SOURCEPOS | Options.CMARK_OPT_FOOTNOTES
_EXTENSIONS = ["table", "strikethrough", "autolink"]


def render(text: str) -> str:
    """The text as HTML, with the position of every block."""
    rendered = markdown_to_html_with_extensions(text, options=_OPTIONS, extensions=_EXTENSIONS)
    if not rendered.isascii():
        rendered = rendered.translate(_BULLETS_OF_WORD)
    if _NOTES in rendered:
        rendered = _with_notes_in_place(rendered)
    if _MARKED_LINE.search(rendered):
        rendered = _with_breaks(rendered, text)
    return _with_written_numbers(rendered, text) if "<ol" in rendered else rendered


def lines_of(text: str) -> list[str]:
    """The lines of the text as the renderer counts them."""
    return LINE_END.split(text)


LINE_END = re.compile(r"\r\n?|\n")


# Blocks

_BLOCK = re.compile(
    r"(?P<line><hr[^>]*>)|<(?P<leaves>/)?(?:p|[uo]l|blockquote|table|pre|h[1-6])\b"
    r'(?:[^>]* data-sourcepos="(?P<first>\d+):)?[^>]*>'
)


class TopBlock(NamedTuple):
    """A block that stands in no other: where its HTML begins and ends, and its first line in the source, if given."""

    start: int
    end: int
    line: int


def top_blocks(rendered: str) -> Iterator[TopBlock]:
    """The paragraphs, lists, quotations, tables and headings that stand in no other, in order."""
    start = depth = line = 0
    for tag in _BLOCK.finditer(rendered):
        if depth == 0:
            start, line = tag.start(), int(tag["first"] or 0)
        depth += 0 if tag["line"] else -1 if tag["leaves"] else 1
        if depth == 0:
            yield TopBlock(start, tag.end(), line)


# Footnotes

_NOTES = '<section class="footnotes"'
_NOTE = re.compile(r'<li id="fn-([^"]*)">\n?(.*?)</li>\n?(?=<li id="fn-|</ol>\n</section>)', re.DOTALL)
_REFERENCE = re.compile(r'<sup class="footnote-ref"><a href="#fn-([^"]*)"[^>]*>.*?</a></sup>')
_WAY_BACK = re.compile(r'\s*<a href="#fnref-[^"]*" class="footnote-backref".*?</a>', re.DOTALL)
_FIRST_LINE = re.compile(r'data-sourcepos="(\d+):')


def _with_notes_in_place(rendered: str) -> str:
    """Footnotes as they are written: each where it stands, under its own label, so that no two of a page can meet.

    The renderer numbers them anew and puts them at the end, which is under another heading.
    """
    body, _, notes = rendered.partition(_NOTES)
    body = _REFERENCE.sub(lambda found: _label(found[1]), body)
    slots = [(block.line, block.start) for block in top_blocks(body)]
    kept, end = [], 0
    for line, note in sorted(map(_note, _NOTE.finditer(notes)), key=itemgetter(0)):
        slot = next((start for first, start in slots if first > line), len(body))
        kept += [body[end:slot], note]
        end = max(end, slot)
    return "".join([*kept, body[end:]])


def _note(found: re.Match[str]) -> tuple[int, str]:
    """A footnote with its label: its line in the source, and its HTML."""
    words = _REFERENCE.sub(lambda inner: _label(inner[1]), _WAY_BACK.sub("", found[2])).replace("<p></p>\n", "")
    line = _FIRST_LINE.search(words)
    label = _label(found[1])
    labelled = re.sub(r"^(<p[^>]*>)", rf"\1{label} ", words)
    return int(line[1]) if line else 0, labelled if labelled != words else f"<p>{label}</p>\n{words}"


def _label(name: str) -> str:
    return f"<sup>[{html.escape(unquote(html.unescape(name)))}]</sup>"


# Points and bullets in a paragraph

_BULLETS_OF_WORD = {0xF0B7: "•", 0xF0A7: "▪"}  # signs of its typefaces Symbol and Wingdings, which no other has
_BULLET = "[•●◦▪▫■□‣⁃∙·]"
_POINT = r"(?:\((?:[A-Za-z]|[ivx]{2,5}|\d{1,3})\)|(?:[A-Za-z]|[ivx]{2,5}|\d{1,3})[.)]|\d{1,3}(?:\.\d{1,3})+\.?|[o–—])"
_POINT_AT_START = re.compile(rf"\s*{_POINT}(?:</\w+>)*\s")
_BULLET_AT_START = re.compile(rf"\s*{_BULLET}")
_MARKED_LINE = re.compile(rf"\n(?:<\w+>)*\s*(?:{_BULLET}|{_POINT}(?:</\w+>)*\s)")
_BLOCK_LINE = re.compile(r"</?(?:p|[uo]l|li|blockquote|table|thead|tbody|tr|t[hd]|pre|h[1-6]|hr)\b")
_TAGS = re.compile(r"(?:<[^>]*>)*")
_TAG_ON_TWO_LINES = re.compile(r"<[^>\n]*\n")
_BREAK, _WIDE_BLANK = "<br />", "\u2003"


def _with_breaks(rendered: str, text: str) -> str:
    """Lines of a paragraph that begin with a bullet, or as points do such as (a) and (b), stay lines of their own."""
    source = lines_of(text)
    lines: list[str] = []
    paragraph: list[str] = []
    for line in rendered.split("\n"):
        if _BLOCK_LINE.match(line):
            lines += _broken(paragraph, source)
            paragraph = []
        paragraph.append(line)
    return "\n".join([*lines, *_broken(paragraph, source)])


def _broken(paragraph: list[str], source: list[str]) -> list[str]:
    """A single line that begins as a point does may be prose that was wrapped there; a bullet is always meant."""
    words = [_TAGS.sub("", line, count=1) for line in paragraph]
    bullets = {number for number, line in enumerate(words) if _BULLET_AT_START.match(line)}
    points = {number for number, line in enumerate(words) if _POINT_AT_START.match(line)}
    marked = bullets | points if len(bullets | points) > 1 else bullets
    if not marked or paragraph[0].startswith("<pre") or _TAG_ON_TWO_LINES.search("\n".join(paragraph)):
        return paragraph
    indents = _indents(paragraph[0], marked, source)
    return [
        (indents.get(number, "") + line) + (_BREAK if number + 1 in marked and not line.endswith(_BREAK) else "")
        for number, line in enumerate(paragraph)
    ]


def _indents(first: str, marked: set[int], source: list[str]) -> dict[int, str]:
    """How far the points stand to the right of the others, as they were written: a wide blank for two spaces."""
    position = _FIRST_LINE.search(first)
    if not position:
        return {}
    start = int(position[1]) - 1
    lines = {number: line for number, line in enumerate(source[start:]) if number in marked}
    if not first.startswith("<p"):  # the first line of an item begins with its own bullet
        lines.pop(0, None)
    written = {number: len(line) - len(line.lstrip("> \t")) for number, line in lines.items()}
    least = min(written.values(), default=0)
    return {number: _WIDE_BLANK * min((spaces - least) // 2, 4) for number, spaces in written.items() if number}


# Numbered lists

_LIST_TAG = re.compile(r'<(?:(?P<begins>[uo]l)\b|/(?P<ends>[uo]l)>|li data-sourcepos="(?P<line>\d+):(?P<column>\d+))')
_NUMBER = re.compile(rb"(\d{1,9})[.)]")


def _with_written_numbers(rendered: str, text: str) -> str:
    """Each item of a numbered list has the number that was written, unless all have the same, as in 1. 1. 1."""
    lines = lines_of(text)
    values: dict[int, int] = {}  # where a tag of an item ends its name, and the number that it must be given
    open_lists: list[list[tuple[int, int]]] = []
    for tag in _LIST_TAG.finditer(rendered):
        if tag["begins"]:
            open_lists.append([])
        elif tag["ends"]:
            values |= dict(_values(open_lists.pop()))
        elif written := _NUMBER.match(lines[int(tag["line"]) - 1].encode(), int(tag["column"]) - 1):
            open_lists[-1].append((tag.start() + len("<li"), int(written[1])))
    if not values:
        return rendered
    ends = [0, *sorted(values), len(rendered)]
    parts = [rendered[start:end] for start, end in pairwise(ends)]
    return parts[0] + "".join(f' value="{values[end]}"{part}' for end, part in zip(ends[1:], parts[1:], strict=False))


def _values(items: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The items whose number doesn't follow from the one before, by where their tag takes a value."""
    if len({number for _, number in items}) < 2:
        return
    for (_, before), (end, number) in pairwise(items):
        if number != before + 1:
            yield end, number
