"""The search index as small plain files, which a reader's browser fetches piece by piece.

The words of all entries, in order, are cut into pieces of about PIECE bytes. For each word a piece tells which
entries have it in their names and which have it anywhere: ascending numbers as text, with a point between. A whole
short name stands among the words, with a point after it. What a result shows is in other pieces, CARDS entries in
each. index.json says with which word each piece begins.

docs/assets/search.js reads it: there, words are told apart and numbers are read in the same way.
"""

import hashlib
import unicodedata
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from register.pages.json_files import json_file

PIECE = 12_000
"""The size of a piece of the index, in bytes; a word with many entries may make it larger."""
CARDS = 8
"""How many entries' cards stand in one file."""
SHORT = 5
"""How many words a name may have to be found as a whole; a longer one is found by its words."""


@dataclass(frozen=True)
class Entry:
    """Something to be found. names are what it is known by: a whole name counts most, then its words, then the text's.

    card is what a result shows, as values for JSON.
    """

    names: tuple[str, ...]
    text: str
    card: Mapping[str, object]


def make_search_index(entries: Iterable[Entry]) -> dict[str, bytes]:
    """The files of the index by their names. Of two entries that fit equally well, the earlier comes first."""
    named: dict[str, list[int]] = defaultdict(list)
    anywhere: dict[str, list[int]] = defaultdict(list)
    cards = []
    for number, entry in enumerate(entries):
        names = set(filter(None, map(whole_name, entry.names)))
        words = words_of(" ".join(entry.names))
        for word in words | names:
            named[word].append(number)
        for word in words | names | words_of(entry.text):
            anywhere[word].append(number)
        cards.append(dict(entry.card))
    count = len(cards)
    pieces = _cut(
        (word, f"{numbers_as_text(named.get(word, ()), count)}.{numbers_as_text(numbers, count)}")
        for word, numbers in sorted(anywhere.items())
    )
    files = {f"words/{place}.json": json_file(dict(piece)) for place, piece in enumerate(pieces)}
    for place in range(0, count, CARDS):
        files[f"cards/{place // CARDS}.json"] = json_file(cards[place : place + CARDS])
    first_words = [piece[0][0] for piece in pieces]
    version = _fingerprint(files.values())
    index = {
        "version": version,
        "entries": count,
        "cards": CARDS,
        "left_out": sorted(_IN_EVERY_TEXT),
        "first_words": first_words,
    }
    return {"index.json": json_file(index)} | files


class _Plain(dict[int, str]):
    """What each sign is in a word: its plain letters or digits, a blank if it is neither. It learns as it is asked."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code).lower())
        self[code] = "".join(sign if sign.isalnum() else " " for sign in parts if unicodedata.category(sign) != "Mn")
        return self[code]


_PLAIN = _Plain()
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_IN_EVERY_TEXT = frozenset({
    "an", "and", "are", "as", "at", "be", "by", "did", "do", "does", "for", "from", "has", "have", "how",
    "in", "is", "it", "its", "of", "on", "or", "our", "that", "the", "their", "them", "these", "they", "this",
    "to", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with",
})  # fmt: skip
"""Words that tell no page from another."""


def words_of(text: str) -> set[str]:
    """The words of the text that tell it from others, without capitals and accents: letters and digits."""
    return set(text.translate(_PLAIN).split()) - _LETTERS - _IN_EVERY_TEXT


def whole_name(name: str) -> str | None:
    """The name as it stands among the words of the index, "head contact." for "Head of Contact"; None if it is long."""
    telling = words_of(name)
    words = dict.fromkeys(word for word in name.translate(_PLAIN).split() if word in telling)
    return f"{' '.join(words)}." if 0 < len(words) <= SHORT else None


_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def numbers_as_text(numbers: Sequence[int], count: int) -> str:
    """Ascending numbers below count as text, in the shorter of two ways.

    The differences between them: five bits to a base-64 digit, lowest first; the sixth bit says that more follow.
    Or after a = sign a bit for every number below count, six a digit, the first number's bit the highest.
    """
    if len(numbers) * 6 < count:
        gaps = map(int.__sub__, numbers, [-1, *numbers])
        text = "".join(map(_gap_as_text, gaps))
        if len(text) <= count / 6:
            return text
    bits = bytearray(b"0" * (-(-count // 24) * 24))
    for number in numbers:
        bits[number] = ord("1")
    return "=" + b64encode(int(bits, 2).to_bytes(len(bits) // 8, "big")).decode("ascii")


def _gap_as_text(gap: int) -> str:
    rest, digit = divmod(gap - 1, 32)
    return _DIGITS[digit + 32] + _gap_as_text(rest + 1) if rest else _DIGITS[digit]


def _cut(words: Iterable[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """The words in pieces, each as long as it may be."""
    pieces: list[list[tuple[str, str]]] = []
    size = PIECE
    for word, numbers in words:
        length = len(word.encode()) + len(numbers) + 6  # quotes, colon and comma
        if size + length > PIECE:
            pieces.append([])
            size = 0
        pieces[-1].append((word, numbers))
        size += length
    return pieces


def _fingerprint(contents: Iterable[bytes]) -> str:
    """Eight letters that change with any of the contents: a browser asks for pieces of the same index by them."""
    whole = hashlib.sha256()
    for content in contents:
        whole.update(content)
    return whole.hexdigest()[:8]
