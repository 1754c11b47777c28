"""The settings of the editor in the browser, Sveltia CMS: its forms, from the schemas of the records.

It opens the folder of the project on this machine, so no Git host and no account is named: see docs/staff.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from register.checks.rule import RELATIONS
from register.editing.editors.schemas import Schema, schema_with_words
from register.editing.new import skeleton
from register.records.folder import FOLDERS, PATTERNS, Kind
from register.records.model import HEADINGS, OFFICIAL_WORDS
from register.records.record import Records
from register.records.values import ID_LENGTH, ID_PATTERN

_NAMES = {
    Kind.RECOMMENDATION: "Findings",
    Kind.INSPECTION: "Inspections",
    Kind.MEETING: "Meetings",
    Kind.FRAMEWORK: "Frameworks",
}
"""The kinds that have a file for each record, with the name of their list."""
_SUMMARIES = {Kind.RECOMMENDATION: "{{title}} ({{status}})", Kind.MEETING: "{{slug}}: {{title}}"}
_NAMED_BY = {"inspection": Kind.INSPECTION, "framework": Kind.FRAMEWORK, "comparable_with": Kind.FRAMEWORK}
_NAMED_BY |= dict.fromkeys(RELATIONS, Kind.RECOMMENDATION)
"""The fields that hold the id of a record, which is chosen by its title."""
_ONLY_GROW = ("history", "corrections", "formerly")
"""The lists to which entries are added, and from which none is taken."""
_SHOWN = ("date", "role", "title", "name", "label", "pillar", "question", "grade", "status", "reason")
"""What is seen of an entry of a list until it is opened."""
_LONG = ("reason", "what", "was", "meaning", "note", "notice")
_YES_OR_NO = {"true": "Yes", "false": "No"}

PAGE = """\
<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self' \
'unsafe-inline'; font-src 'self'; img-src 'self' blob: data:; connect-src 'self' blob: data:; worker-src 'self' blob:">
    <title>Edit the register</title>
    <style>
      @font-face {
        font-family: "Material Symbols Outlined";
        src: url("node_modules/@sveltia/cms/npm/assets/material-symbols-outlined-latin-wght-normal-_Z1IJPLg.woff2");
      }
    </style>
    <link href="config.yml" type="text/yaml" rel="cms-config-url">
    <script src="node_modules/@sveltia/cms/dist/sveltia-cms.js" defer></script>
  </head>
  <body></body>
</html>
"""
"""The page of the editor. Its policy lets nothing be asked of another machine: letters are the system's, and the icons
those that come with the editor."""


def web_files(records: Records, folder: str) -> Mapping[str, str]:
    """The files of the folder edit that follow from the records, by path."""
    lines = ("# Written by `register editor`; what is changed here is lost.", *_block(_config(records, folder)))
    return {"edit/config.yml": "\n".join(lines) + "\n", "edit/index.html": PAGE}


def _config(records: Records, folder: str) -> Mapping[str, Any]:
    return {
        "backend": {"name": "github", "repo": "this/register", "auth_methods": ["token"]},
        "app_title": "Edit the register",
        "media_folder": "edit/uploads",
        "show_preview_links": False,
        "editor": {"preview": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": ID_LENGTH},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(kind, records, folder) for kind in _NAMES],
        "singletons": [_file(kind, records, folder) for kind in (Kind.REGISTER, Kind.OWNERS)],
    }


def _collection(kind: Kind, records: Records, folder: str) -> Mapping[str, Any]:
    """A list of the records of a kind. Ids are chosen when a record is made: `register rename` changes them."""
    has_words = kind in HEADINGS
    made = schema_with_words(kind, records)
    fields = _fields(made, made.get("$defs", {}))
    return {
        "name": FOLDERS[kind],
        "label": _NAMES[kind],
        "label_singular": _NAMES[kind][:-1],
        "description": made["description"],
        "folder": f"{folder}/{FOLDERS[kind]}",
        "extension": "md" if has_words else "yml",
        "format": "yaml-frontmatter" if has_words else "yaml",
        **({"nested": {"subfolders": False}} if kind is Kind.RECOMMENDATION else {}),
        "delete": False,
        "slug": {
            "template": "{{year}}-{{month}}-{{day}}" if kind is Kind.MEETING else "{{slug}}",
            "editable": ["create"],
        },
        "summary": _SUMMARIES.get(kind, "{{title}}"),
        "fields": [*fields, *([_words(kind)] if has_words else [])],
    }


def _words(kind: Kind) -> Mapping[str, Any]:
    """The words of a record, below its facts: as they are written, since a form for them would write them anew."""
    headings = skeleton(kind, {}).rpartition("---\n")[2].strip()
    begun = f"## {OFFICIAL_WORDS}\n\n" if kind is Kind.RECOMMENDATION else headings
    return {
        "name": "body",
        "label": "Words",
        "widget": "markdown",
        "modes": ["raw"],
        "required": False,
        "default": begun,
        "hint": f"In Markdown, below the headings: {', '.join(HEADINGS[kind])}",
    }


def _file(kind: Kind, records: Records, folder: str) -> Mapping[str, Any]:
    made = schema_with_words(kind, records)
    defined = made.get("$defs", {})
    if made.get("type") == "array":  # the file is the list itself
        fields = [{**_field(kind, made, defined, True), "root": True}]
    else:
        fields = _fields(made, defined)
    return {
        "name": f"{kind}",
        "label": f"{kind}".capitalize(),
        "file": f"{folder}/{PATTERNS[kind]}",
        "format": "yaml",
        "fields": fields,
    }


# Fields


def _fields(holder: Schema, defined: Mapping[str, Schema]) -> list[Mapping[str, Any]]:
    """A field of the form for each that the object has."""
    needed = holder.get("required", ())
    return [_field(name, about, defined, name in needed) for name, about in holder["properties"].items()]


def _field(name: str, about: Schema, defined: Mapping[str, Schema], needed: bool) -> Mapping[str, Any]:
    named = name.replace("_", " ")
    common = {"name": name, "label": named[:1].upper() + named[1:], "required": needed}
    hint = {"hint": f"{described[:1].upper()}{described[1:]}"} if (described := about.get("description")) else {}
    return {**common, **hint, **_widget(name, _meant(about, defined), defined)}


def _meant(about: Schema, defined: Mapping[str, Schema]) -> Schema:
    """The schema of the value itself: what it leads to, and of several the richest but for none at all."""
    if "$ref" in about:
        return _meant(defined[about["$ref"].rpartition("/")[2]], defined)
    parts = [_meant(part, defined) for part in about.get("anyOf", ()) if part.get("type") != "null"]
    return max(parts, key=lambda part: (part.get("type") == "array", "const" not in part)) if parts else about


def _widget(name: str, value: Schema, defined: Mapping[str, Schema]) -> Mapping[str, Any]:
    """How a value is edited."""
    if name in _NAMED_BY:
        named = {"widget": "relation", "collection": f"{_NAMED_BY[name]}s", "value_field": "{{slug}}"}
        return {**named, "display_fields": ["title"], **({"multiple": True} if value.get("type") == "array" else {})}
    if "enum" in value:
        return _select(dict(zip(value["enum"], value.get("enumDescriptions", value["enum"]), strict=True)))
    match value.get("type"):
        case "array":
            return _list(name, _meant(value["items"], defined), defined)
        case "object":
            return {"widget": "object", "collapsed": "auto", "fields": _fields(value, defined)}
        case "boolean":  # a box that nobody ticked would say no
            return _select(_YES_OR_NO)
        case "integer":
            return {"widget": "number", "value_type": "int"}
        case "string" if value.get("format") == "date":
            return {"widget": "datetime", "type": "date", "format": "YYYY-MM-DD", "time_format": False}
    if value.get("pattern") == f"^{ID_PATTERN}$":
        return {"widget": "string", "pattern": [value["pattern"], "Lower-case letters, digits and single hyphens"]}
    return {"widget": "text" if name in _LONG else "string"}


def _select(words: Mapping[str, str]) -> Mapping[str, Any]:
    return {"widget": "select", "options": [{"label": label, "value": word} for word, label in words.items()]}


def _list(name: str, item: Schema, defined: Mapping[str, Schema]) -> Mapping[str, Any]:
    if "enum" in item:
        return {**_widget(name, item, defined), "multiple": True}
    kept = {"allow_remove": False, "allow_reorder": False, "allow_duplicate": False} if name in _ONLY_GROW else {}
    if "properties" not in item:
        return {"widget": "list", **kept, "field": {"name": name, "label": name.capitalize(), "widget": "string"}}
    shown = [field for field in _SHOWN if field in item["properties"]]
    summary = " ".join(f"{{{{fields.{field}}}}}" for field in shown)
    folded = {"label_singular": "entry", "collapsed": True, "summary": summary}
    return {"widget": "list", **kept, **folded, "fields": _fields(item, defined)}


# YAML


def _block(value: object, indent: str = "") -> Iterator[str]:
    """The value as lines of YAML. Every text is in quotes, so that it is read as no other kind of value."""
    if isinstance(value, Mapping) and value:
        for key, part in value.items():
            yield from _under(f"{indent}{key}:", part, indent)
    elif isinstance(value, Sequence) and not isinstance(value, str) and value:
        for part in value:
            first, *rest = _block(part, indent + "  ")
            yield f"{indent}- {first.lstrip()}"
            yield from rest
    else:
        yield f"{indent}{json.dumps(value, ensure_ascii=False)}"


def _under(key: str, part: object, indent: str) -> Iterator[str]:
    lines = list(_block(part, indent + "  "))
    if isinstance(part, Mapping | list | tuple) and part:
        yield key
        yield from lines
    else:
        yield f"{key} {lines[0].lstrip()}"
