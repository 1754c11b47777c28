"""The fields that each version of the data promises, and how they are listed.

`python -m tests.published` adds the new ones. None is ever taken out within a major version.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from register.exports.origin import Origin
from register.exports.published import MAJOR_VERSION
from register.exports.register_json import data_schema

PROMISED = Path(__file__).with_name(f"version-{MAJOR_VERSION}.txt")


def promised() -> list[str]:
    """The fields that were ever published in this major version, each with its type."""
    return PROMISED.read_text("utf-8").splitlines() if PROMISED.exists() else []


def published_now() -> list[str]:
    """The fields that are published now."""
    schema = data_schema(Origin())
    return sorted(set(_fields(schema, schema["$defs"])))


def _fields(schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str = "") -> Iterator[str]:
    for name, about in schema.get("properties", {}).items():
        of_field = f"{path}.{name}" if path else name
        kinds = list(_kinds(about, definitions))
        yield f"{of_field}: {', '.join(sorted({kind['type'] for kind in kinds if 'type' in kind}))}"
        for kind in kinds:
            yield from _below(kind, definitions, of_field)


def _below(schema: Mapping[str, Any], definitions: Mapping[str, Any], path: str) -> Iterator[str]:
    if schema.get("type") == "array":
        for kind in _kinds(schema["items"], definitions):
            yield from _below(kind, definitions, f"{path}[]")
    else:
        yield from _fields(schema, definitions, path)


def _kinds(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """What a value may be, one after another."""
    if "$ref" in schema:
        yield from _kinds(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    elif "anyOf" in schema:
        for kind in schema["anyOf"]:
            yield from _kinds(kind, definitions)
    else:
        yield schema


def renew() -> None:
    """Adds the fields that are new."""
    PROMISED.write_text("".join(f"{field}\n" for field in sorted({*promised(), *published_now()})), "utf-8")
