"""What to write instead: the nearest valid word, and the valid words where they are few."""

from collections.abc import Iterable
from difflib import get_close_matches

_FEW = 12


def quoted(value: object) -> str:
    """The text as it was written, in quotation marks and short enough for one line."""
    text = " ".join(str(value).split())
    return f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'


def nearest(word: str, valid: Iterable[str]) -> str | None:
    """The valid word that looks most like word, or None where none is near."""
    by_plain = {candidate.casefold(): candidate for candidate in valid}
    close = get_close_matches(str(word).strip().casefold(), by_plain, n=1, cutoff=0.55)
    return by_plain[close[0]] if close else None


def choose(word: object, valid: Iterable[str], nothing: str = "leave the field out") -> str:
    """The advice for a word that is none of the valid ones."""
    words = list(dict.fromkeys(valid))
    if not words:
        return f"there is none to choose from yet: {nothing}"
    near = nearest(str(word), words)
    listed = f"one of {', '.join(words)}" if len(words) <= _FEW else "one that exists"
    return f'write "{near}" if that is meant, else {listed}' if near else f"write {listed}"
