"""The settings of Visual Studio Code: schemas, snippets, and a task that shows what the check found beside its line."""

from collections.abc import Iterator, Mapping

from register.editing.editors.schemas import as_json, schema_with_words, words_of
from register.editing.new import is_expected
from register.editing.yaml_text import written
from register.records.folder import PATTERNS, Kind
from register.records.model import FACTS, OFFICIAL_WORDS, HistoryEntry
from register.records.record import Records

_EXTENSION = "redhat.vscode-yaml"  # reads the schemas
_TODAY = "$CURRENT_YEAR-$CURRENT_MONTH-$CURRENT_DATE"
_ENTRY = ("date", "status", "reason", "approved_by")
"""The fields that nearly every entry of a history has."""


def vscode_files(records: Records, folder: str) -> Mapping[str, str]:
    """The files of the folder .vscode, by path."""
    schemas = {f".vscode/schemas/{kind}.json": as_json(schema_with_words(kind, records)) for kind in PATTERNS}
    others = {
        "settings.json": _settings(folder),
        "extensions.json": {"recommendations": [_EXTENSION]},
        "tasks.json": _tasks(folder),
        "register.code-snippets": _snippets(records),
    }
    return schemas | {f".vscode/{name}": as_json(value) for name, value in others.items()}


def _settings(folder: str) -> Mapping[str, object]:
    return {
        "files.encoding": "utf8",
        "files.eol": "\n",
        "yaml.schemas": {f".vscode/schemas/{kind}.json": f"{folder}/{files}" for kind, files in PATTERNS.items()},
        "yaml.customTags": [],
        "[markdown]": {"editor.wordWrap": "on", "editor.snippetSuggestions": "top"},
    }


def _tasks(folder: str) -> Mapping[str, object]:
    """A task for each of the two commands that staff run most; the first lists what it found as problems."""
    found = {
        "owner": "register",
        "fileLocation": ["relative", "${workspaceFolder}"],
        "pattern": {
            "regexp": r"^(.+?):(\d+):(\d+): (error|warning)(\[[a-z-]+\]: .*)$",
            "file": 1,
            "line": 2,
            "column": 3,
            "severity": 4,
            "message": 5,
        },
    }
    check = _task("Check the records", ["check", "--records", folder]) | {"problemMatcher": [found]}
    changes = _task("List what the work would change", ["changes", "origin/main", "--records", folder])
    return {"version": "2.0.0", "tasks": [check, changes | {"problemMatcher": []}]}


def _task(label: str, arguments: list[str]) -> dict[str, object]:
    return {
        "label": label,
        "type": "process",
        "command": ".venv/bin/register",
        "windows": {"command": ".venv\\Scripts\\register.exe"},
        "args": arguments,
        "group": "test",
    }


# Snippets


def _snippets(records: Records) -> Mapping[str, object]:
    new = (name for name in FACTS[Kind.RECOMMENDATION].fields() if is_expected(Kind.RECOMMENDATION, name))
    fields = [*_fields(new, Kind.RECOMMENDATION, records, 1)]
    words = ["", f"## {OFFICIAL_WORDS}", "", "$0"]
    first, *rest = _fields(_ENTRY, Kind.RECOMMENDATION, records, 1)
    return {
        "New finding": _snippet("finding", "The front matter of a new finding", ["---", *fields, "---", *words]),
        "History entry": _snippet("entry", HistoryEntry.__doc__ or "", [f"- {first}", *(f"  {line}" for line in rest)]),
        "Response": _snippet("response", "What is said on a day, below its heading", [f"### {_TODAY}", "", "$0"]),
    }


def _snippet(prefix: str, description: str, body: list[str]) -> Mapping[str, object]:
    return {"scope": "markdown", "prefix": prefix, "description": description, "body": body}


def _fields(names: Iterator[str] | tuple[str, ...], kind: Kind, records: Records, first: int) -> Iterator[str]:
    """A line for each field: the words to choose from, today, or its name to type over."""
    for number, name in enumerate(names, start=first):
        words = words_of(name, records)
        if words:
            yield f"{name}: ${{{number}|{','.join(_choice(word) for word in words)}|}}"
        elif "date" in str({**HistoryEntry.fields(), **FACTS[kind].fields()}[name].annotation):
            yield f"{name}: ${{{number}:{_TODAY}}}"
        else:
            yield f"{name}: ${{{number}:{name.replace('_', ' ')}}}"


def _choice(word: str) -> str:
    """The word as a choice of a snippet, in which these signs mean something."""
    plain = written(word)
    for sign in "\\,|$}":
        plain = plain.replace(sign, f"\\{sign}")
    return plain
