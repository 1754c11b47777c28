"""The JSON Schemas of the records with a register's own words, and what else an editor must know of a file."""

import json
from collections.abc import Mapping
from typing import Any

from register.checks.valid_words import valid_words
from register.records.folder import Kind
from register.records.history import TAKEN_AWAY_BY_NONE
from register.records.labels import LABELLED
from register.records.model import HistoryEntry, schema
from register.records.record import Records
from register.records.values import NONE

Schema = Mapping[str, Any]

USES_WORDS = (Kind.RECOMMENDATION, Kind.INSPECTION, Kind.MEETING)
"""The kinds of record that use words which others define."""

_HELD_TO_WORDS = {field: field for field in (*LABELLED, "inspection", "framework", "committee", "owner")}
_HELD_TO_WORDS["with"] = "owner"

_ANY_SCALAR = ["string", "number", "boolean"]
"""What YAML may take a text for; the register reads each as the text that stands there."""


def as_json(value: object) -> str:
    """The value as the text of a JSON file."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def words_of(field: str, records: Records) -> Mapping[str, str]:
    """What a field of that name can hold in this register, each with its label; nothing where anything will do."""
    if field not in _HELD_TO_WORDS or records.register is None:
        return {}
    return valid_words(_HELD_TO_WORDS[field], records.register, records)


def schema_with_words(kind: Kind, records: Records) -> dict[str, Any]:
    """The schema of the kind, in which a field that takes one of the register's words lists them."""
    made = schema(kind)
    defined: Mapping[str, Schema] = made.get("$defs", {})  # type: ignore[assignment]
    inner = {name: _narrowed(about, name == HistoryEntry.__name__, kind, records) for name, about in defined.items()}
    return {**_narrowed(made, False, kind, records), **({"$defs": inner} if inner else {})}


def _narrowed(holder: Schema, is_entry: bool, kind: Kind, records: Records) -> dict[str, Any]:
    """An object's schema with the words of its fields. is_entry: `none` takes some of them away."""
    fields = dict(holder.get("properties", {}))
    for name, declared in fields.items():
        words = words_of(name, records) if kind in USES_WORDS else {}
        takes_none = is_entry and name in TAKEN_AWAY_BY_NONE
        fields[name] = _one_of(declared, {**words, NONE: NONE} if words and takes_none else words)
        if takes_none and not any(part == {"const": NONE} for part in declared.get("anyOf", ())):
            fields[name] = {**fields[name], "anyOf": [*fields[name]["anyOf"], {"const": NONE}]}
    return {**holder, **({"properties": fields} if fields else {})}


def _one_of(declared: Schema, words: Mapping[str, str]) -> dict[str, Any]:
    """The schema of a value that is one of the words, or of a list of them; without words, of any text."""
    parts = {
        name: [_one_of(part, words) for part in declared[name]] if name == "anyOf" else _one_of(declared[name], words)
        for name in ("anyOf", "items")
        if name in declared
    }
    if declared.get("type") != "string" or declared.keys() & {"format", "enum", "pattern"}:
        return {**declared, **parts}
    if not words:
        return {**declared, "type": _ANY_SCALAR}
    kept = {name: value for name, value in declared.items() if name in ("description", "title", "default")}
    return {**kept, "enum": list(words), "enumDescriptions": list(words.values())}
