"""Turns plain text, as people type it into a cell, into Markdown that reads the same, and HTML into plain text."""

import re
from html.parser import HTMLParser

from register.records.markdown import render


def as_markdown(text: str) -> str:
    """The text as Markdown in which every sign is shown as it was typed, and none has a meaning of its own.

    Each line is a paragraph; lines that begin with a bullet or a number are lists. Nothing in the text becomes a
    heading, a picture, code, a footnote or HTML; a web address stays a link.
    """
    blocks: list[str] = []
    in_list = False
    for line in (" ".join(line.split()) for line in text.splitlines()):
        item = _ITEM.match(line)
        if line:
            marker = f"{item['number'] or '-'} " if item else ""
            blocks += ["\n" if in_list and item else "\n\n", marker + literal(line[item.end() if item else 0 :])]
        in_list = item is not None
    return "".join(blocks[1:])


_ITEM = re.compile(r"(?:[-*+•▪●]|(?P<number>\d{1,3}[.)])) (?=\S)")
_MARKS = re.compile(r"([\\`*_\[\]<>#|~&!]|:(?=//))")
_START = re.compile(r"^(\d*)([-+=.)])")
_RISKY = re.compile(r"[-#<>|=+*_~`]|.*\[\^")  # at the start of a line, or a footnote anywhere
_LINK = re.compile(r'<a href="(?:https?|mailto):[^"]*">|</a>')
_WORDS_ALONE = re.compile(r"<p[^>]*>([^<]*)</p>\n?")


def literal(line: str) -> str:
    """A line as Markdown in which every sign is shown as it was typed."""
    return line if _reads_as_typed(line) else _START.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line))


def _reads_as_typed(line: str) -> bool:
    shown = _WORDS_ALONE.fullmatch(_LINK.sub("", render(line)))
    return not _RISKY.match(line) and shown is not None and plain_text(shown[1]) == line


def plain_text(html: str) -> str:
    """The words of the HTML that a record's Markdown gives, a line for each paragraph, item and row of a table."""
    reader = _Words()
    reader.feed(html)
    reader.close()
    lines = (" ".join(line.split()) for line in "".join(reader.parts).split("\n"))
    return "\n".join(line for line in lines if line)


class _Words(HTMLParser):
    """Collects the words; `parts` has a line end after each block, and a bullet or number before each item."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.numbers: list[int | None] = []  # the next item's number in each open list; None: it has bullets

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("ul", "ol"):
            self.parts.append("\n")
            self.numbers.append(int(given.get("start") or 1) if tag == "ol" else None)
        elif tag == "li":
            number = given.get("value") or (self.numbers[-1] if self.numbers else None)
            self.parts.append(f"\n{number}. " if number else "\n• ")
            if number and self.numbers:
                self.numbers[-1] = int(number) + 1
        elif tag == "br":
            self.parts.append("\n")
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("ul", "ol") and self.numbers:
            self.numbers.pop()
        if tag in ("p", "li", "tr", "pre", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6"):
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        self.parts.append(data.replace("\n", " "))
