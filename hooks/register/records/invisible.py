"""Finds characters that readers can't see. They change what programs see, so they are refused everywhere."""

import re
import unicodedata
from collections.abc import Iterator

# Control characters (but for tab and line ends), bidirectional and zero-width format characters,
# and the separators that some programs take for line ends. Unicode categories Cc, Cf, Zl, Zp.
_HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]|\r(?!\n)"
)
_PLAIN = bytes(range(0x20, 0x7F)) + b"\t\n"
_STAND_IN = "\ufffd"  # the character that shows where another could not be shown


def hidden_characters(text: str) -> Iterator[re.Match[str]]:
    """The characters in text that a reader can't see and that change what programs see."""
    if text.isascii() and not text.encode().translate(None, _PLAIN):  # most texts, ten times as fast
        return iter(())
    return _HIDDEN.finditer(text)


def with_stand_ins(text: str) -> str:
    """The text with U+FFFD in place of each invisible character."""
    return text if text.isprintable() else _HIDDEN.sub(_STAND_IN, text)  # most texts, ten times as fast


def name_of_character(character: str) -> str:
    """The character for a sentence: its code point and Unicode name."""
    name = unicodedata.name(character, "control character").lower()
    return f"U+{ord(character):04X}, {name}"
