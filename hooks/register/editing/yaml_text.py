"""Writes values as YAML: plain where that reads the same, else in double quotes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from register.records.facts import Facts
from register.records.values import NONE

Plain = str | list[Any] | dict[str, Any]
"""A value as a file holds it: texts, lists and groups of fields."""

_PLAIN = re.compile(r"[A-Za-z0-9][\w ()'’/.,;+%-]*")
_PLAIN_IN_BRACES = re.compile(r"[A-Za-z0-9][\w.+%/-]*")


def as_plain(value: object) -> Plain:
    """The value as a file holds it. Of facts, the fields that are given; a list that takes away is `none`."""
    match value:
        case Facts():
            given = ((name, getattr(value, name)) for name in type(value).fields())
            default = {name: about.default for name, about in type(value).fields().items()}
            said = {name: part for name, part in given if part is not None and part != default[name]}
            return {name: as_plain(part) if part != () else NONE for name, part in said.items()}
        case Mapping():
            return {str(name): as_plain(part) for name, part in value.items()}
        case bool():
            return "true" if value else "false"
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case Iterable():
            return [as_plain(part) for part in value]
        case _:
            return str(value)


def written(value: object, in_braces: bool = False) -> str:
    """The value as YAML on one line. in_braces: a comma or a blank would do harm there, so texts are in quotes."""
    plain = as_plain(value)
    if isinstance(plain, dict):
        return "{" + ", ".join(f"{name}: {written(part, in_braces=True)}" for name, part in plain.items()) + "}"
    if isinstance(plain, list):
        return f"[{', '.join(written(part, in_braces=True) for part in plain)}]"
    reads_the_same = (_PLAIN_IN_BRACES if in_braces else _PLAIN).fullmatch(plain)
    return plain if reads_the_same and plain == plain.strip() else json.dumps(plain, ensure_ascii=False)


def entry_lines(value: object, indent: str, in_braces: bool = False) -> Iterator[str]:
    """An entry of a list: each field on a line of its own, or all in braces on one."""
    plain = as_plain(value)
    if in_braces or not isinstance(plain, dict):
        yield f"{indent}- {written(plain)}"
        return
    lines = [line for name, part in plain.items() for line in _field_lines(name, part)]
    yield from (f"{indent}{'  ' if number else '- '}{line}" for number, line in enumerate(lines))


def _field_lines(name: str, value: Plain) -> Iterator[str]:
    if isinstance(value, dict):
        yield f"{name}:"
        yield from (f"  {inside}: {written(part)}" for inside, part in value.items())
    else:
        yield f"{name}: {written(value)}"
