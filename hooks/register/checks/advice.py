"""Advice on what to write instead: the nearest valid word, the valid words where they are few, the corrected line."""

from collections.abc import Callable, Iterable, Mapping

from register.records.nearest import nearest

_FEW = 12

PUT_ON_THE_WEB = "publish the document where the public can read it, and write its address, which begins with https://"
"""The advice for the name of a file in place of an address: only records are published from the folder of records."""


def quoted(value: object) -> str:
    """The text as it was written, in quotation marks and short enough for one line."""
    text = " ".join(str(value).split())
    return f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'


def in_quotes(text: str) -> str:
    """The text as YAML in double quotes, or in single ones where it has double ones itself."""
    if '"' in text and "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def either(words: Iterable[str]) -> str:
    """The words as a choice: a, b or c."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last


def choose(
    word: object,
    valid: Iterable[str],
    otherwise: str = "",
    labels: Mapping[str, str] | None = None,
    near_to: Callable[[str, Iterable[str]], str | None] = nearest,
) -> str:
    """The advice for a word that is not one of the valid ones.

    otherwise: what else may be done. labels: what readers see instead of a valid word, which is often written for it.
    """
    words = list(dict.fromkeys(valid))
    if not words:
        return otherwise or "leave the field out: there is nothing to choose from yet"
    by_label = {label: id for id, label in (labels or {}).items()}
    label = nearest(str(word), by_label, alike=0.9)
    near = by_label[label] if label else near_to(str(word), words)
    listed = f"one of {', '.join(words)}" if 1 < len(words) <= _FEW else "one that exists"
    if near:
        advice = f'write "{near}" if that is meant' + (f", else {listed}" if len(words) > 1 else "")
    else:
        advice = f"write {listed}"
    return f"{advice}, or {otherwise}" if otherwise else advice
