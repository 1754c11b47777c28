"""Finds the id for each label that is written in its place: `Requires improvement` is `requires-improvement`."""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from typing import Any

from register.records.model import name_at
from register.records.source import Path
from register.records.validation import value_at

LISTS = {"grade": "grades", "previous": "grades", "question": "questions", "also": "questions", "pillar": "pillars"}
"""The fields that hold a word of a framework, each with the list that defines it."""

LABELLED = ("status", "type", "inspectorate_status", *LISTS)
"""The fields that hold a word which readers see as its label."""

Words = Callable[[str], Mapping[str, str]]
"""What a field of that name can hold: each id with its label."""


def id_of(text: str, words: Mapping[str, str]) -> str | None:
    """The id whose label the text is, whatever its case and blanks; None where it is an id itself, or no label."""
    if text in words or (plain := _plain(text)) in words:
        return None
    ids = [id for id, label in words.items() if _plain(label) == plain]
    return ids[0] if len(ids) == 1 else None


def with_ids(values: Any, words: Words) -> Any:
    """The values, as `plain` makes them, with ids in place of labels; the very same ones where there is no label."""
    found = [(path, id) for path, text in _labelled(values) if (id := id_of(text, words(name_at(path))))]
    if not found:
        return values
    written = deepcopy(values)
    for (*parents, last), id in found:
        value_at(written, parents)[last] = id
    return written


def _labelled(values: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """The texts in fields that can hold a label, with their paths."""
    if isinstance(values, dict):
        for key, value in values.items():
            yield from _labelled(value, (*path, key))
    elif isinstance(values, list):
        for index, value in enumerate(values):
            yield from _labelled(value, (*path, index))
    elif isinstance(values, str) and name_at(path) in LABELLED:
        yield path, values


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
