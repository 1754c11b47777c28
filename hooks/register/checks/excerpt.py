"""Shows a span of a file: its line, with carets under the text that is meant.

Characters that a reader could not see, or that a console can't write, are shown as escapes such as \\u200b.
"""

import unicodedata

WIDTH = 120  # of a shown line, in characters
_CUT = "..."  # shows where a longer line continues
_TAB = "    "


def excerpt(line: str, column: int, length: int, encoding: str = "utf-8") -> tuple[str, str, str]:
    """The line as it can be shown, and below it blanks and carets for the length characters from column on.

    Columns count from 1. A span past the end of the line gets one caret there. A line longer than WIDTH is cut around
    the span. Whatever the line contains, the carets are under their text.
    """
    first = min(max(column, 1) - 1, len(line))
    last = min(first + length, len(line))
    start, stop = _window(len(line), first)
    before = (_CUT if start else "") + _shown(line[start:first], encoding)
    marked = _shown(line[first : min(last, stop)], encoding)
    after = _shown(line[last:stop], encoding) + (_CUT if stop < len(line) else "")
    return before + marked + after, " " * _columns(before), "^" * max(1, _columns(marked))


def visible(text: str, encoding: str = "utf-8") -> str:
    """The text on one line, with an escape for each character that can't be seen or that the encoding lacks."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character, encoding) for character in text)


def _window(length: int, first: int) -> tuple[int, int]:
    """Which part of a line of this length is shown, so that the character at first is in it."""
    if length <= WIDTH:
        return 0, length
    width = WIDTH - 2 * len(_CUT)
    start = max(0, min(first - width // 3, length - width))
    return start, start + width


def _shown(text: str, encoding: str) -> str:
    return "".join(_TAB if character == "\t" else _visible(character, encoding) for character in text)


def _visible(character: str, encoding: str) -> str:
    if not character.isprintable():  # control and format characters, and every blank but the ordinary one
        return character.encode("unicode_escape").decode("ascii")
    return character.encode(encoding, "backslashreplace").decode(encoding)


def _columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(_width(character) for character in text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):  # is drawn on the character before it
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
