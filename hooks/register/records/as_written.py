"""The words of a record as they were written: the Markdown below each of its headings."""

import re
from collections.abc import Iterable, Iterator

from register.records.body import Heading
from register.records.record import Record


def words_as_written(record: Record, title: str) -> str:
    """The Markdown of the section (##) of that title, with its sub-sections; empty where there is none."""
    section = record.body.section(title) if record.body else None
    return part_as_written(record, section.heading, _SECTION) if section else ""


def part_as_written(record: Record, heading: Heading, deepest: int = 3) -> str:
    """The Markdown from below a heading to the next one of a level up to `deepest`.

    Where it uses a link that is defined elsewhere in the record, the definition is added.
    """
    text, first = record.source.body or "", record.source.body_line
    lines = text.split("\n")
    below = (h.span.line for h in record.headings if h.level <= deepest and h.span.line > heading.span.line)
    end = next(below, first + len(lines)) - first
    part = lines[heading.span.line - first + 1 : end]
    words = "\n".join(part if heading.plain else _without_underline(part)).strip("\n").rstrip()
    return "\n\n".join(filter(None, (words, "\n".join(_definitions_used(words, lines)))))


_SECTION = 2  # the level of a section's heading
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")


def _without_underline(lines: list[str]) -> list[str]:
    """The lines below a heading that may be underlined in place of being marked with #."""
    return lines[1:] if lines and _UNDERLINE.fullmatch(lines[0]) else lines


_DEFINITION = re.compile(r" {0,3}\[([^\]]+)\]:[ \t]*\S+.*")


def _definitions_used(words: str, lines: Iterable[str]) -> Iterator[str]:
    """The lines that define links which these words use and don't define themselves."""
    if "[" not in words:
        return
    own = words.split("\n")
    for line in lines:
        found = _DEFINITION.fullmatch(line)
        if found and line not in own and f"[{found[1].casefold()}]" in words.casefold():
            yield line
