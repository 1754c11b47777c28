"""Finds the known word that was probably meant by an unknown one. Knows words alone, not records."""

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_ALIKE, _FIELD_ALIKE = 0.55, 0.75  # of 1. A value has few choices; of the many fields one always looks a bit alike.

# What people call a field in trackers, spreadsheets and other registers, without regard to case and signs.
_OTHER_NAMES = {
    "accountable": "owner",
    "address": "url",
    "aliases": "formerly",
    "assigned-to": "owner",
    "comment": "reason",
    "comments": "reason",
    "completed": "closed",
    "depends-on": "waiting_on",
    "ended": "closed",
    "force": "organisation",
    "heading": "title",
    "href": "url",
    "judgement": "grade",
    "judgment": "grade",
    "lead": "owner",
    "link": "url",
    "name": "title",
    "note": "reason",
    "notes": "reason",
    "rag": "status",
    "redirects": "formerly",
    "ref": "reference",
    "report": "inspection",
    "responsible": "owner",
    "state": "status",
    "target": "due",
    "target-date": "due",
    "why": "reason",
}


def slug(text: str) -> str:
    """The text as an id is written: lower-case letters and digits without accents, with single hyphens between them."""
    letters = re.sub(r"[\u0300-\u036f'\u2018\u2019]", "", unicodedata.normalize("NFKD", text))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def nearest(word: str, valid: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The valid word that looks most like word, or that is a part of it; None where there is none."""
    return _nearest(word, tuple(valid), alike)


@lru_cache(maxsize=1 << 14)  # the same mistake is often made many times
def _nearest(word: str, valid: tuple[str, ...], alike: float) -> str | None:
    by_plain = {_plain(candidate): candidate for candidate in valid}
    mine = _plain(word)
    if mine in by_plain:
        return by_plain[mine]
    close = get_close_matches(mine, by_plain, n=1, cutoff=alike)
    within = [plain for plain in by_plain if plain and f"-{plain}-" in f"-{mine}-"]
    best = close[0] if close else max(within, key=len, default=None)
    return by_plain[best] if best is not None else None


def nearest_field(name: str, fields: Iterable[str]) -> str | None:
    """The field that was meant: one that looks like name, or that others call by it; None where there is none."""
    known = list(fields)
    other = _OTHER_NAMES.get(_plain(name))
    return other if other in known else nearest(name, known, _FIELD_ALIKE)


def _plain(word: str) -> str:
    """The word without regard to case, and with one sign for blanks, underscores and hyphens."""
    return re.sub(r"[\W_]+", "-", str(word).casefold()).strip("-")
