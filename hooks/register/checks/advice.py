"""What to write instead: the nearest valid word, and the valid words where they are few."""

from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

_FEW = 12


def quoted(value: object) -> str:
    """The text as it was written, in quotation marks and short enough for one line."""
    text = " ".join(str(value).split())
    return f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word that looks most like word, or None where none is near."""
    return _nearest(word, tuple(valid))


@lru_cache(maxsize=1 << 14)  # the same mistake often stands in many places
def _nearest(word: str, valid: tuple[str, ...]) -> str | None:
    by_plain = {candidate.casefold(): candidate for candidate in valid}
    close = get_close_matches(word.strip().casefold(), by_plain, n=1, cutoff=0.55)
    return by_plain[close[0]] if close else None


def choose(word: object, valid: Iterable[str], otherwise: str = "") -> str:
    """The advice for a word that is none of the valid ones; otherwise: what else may be done."""
    words = list(dict.fromkeys(valid))
    near = nearest(str(word), words)
    listed = f"one of {', '.join(words)}" if 1 < len(words) <= _FEW else "one that exists"
    if not words:
        return otherwise or "leave the field out: there is none to choose from yet"
    if near:
        advice = f'write "{near}" if that is meant' + (f", else {listed}" if len(words) > 1 else "")
    else:
        advice = f"write {listed}" if len(words) > 1 else f'write "{words[0]}"'
    return f"{advice}, or {otherwise}" if otherwise else advice
