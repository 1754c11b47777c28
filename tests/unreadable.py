"""Records with one field that can't be read: of another shape than it has, or refused as it is written."""

import re
from collections.abc import Iterator

from register.records.folder import File
from register.records.model import FACTS

_FIELD = re.compile(r"^([a-z_]+):[^\n]*\n(?:[ #-](?!--)[^\n]*\n|\n(?=[ #-]))*", re.MULTILINE)
_VALUE = re.compile(r"^( *(?:- )?[a-z_]+: )(?=[^\s\[{>|&*\"'])", re.MULTILINE)


def unreadable(file: File) -> Iterator[str]:
    """The file with each of its fields in turn as a text where it is a list, and else as a list."""
    text = file.content.decode()
    for match in _FIELD.finditer(text, 0, _facts_end(text)):
        field = FACTS[file.kind].fields().get(match[1])
        value = "unreadable" if field and "tuple" in str(field.annotation) else "[unreadable]"
        rest = "#\n" * (match[0].count("\n") - 1)  # so that every line keeps its number
        yield f"{text[: match.start()]}{match[1]}: {value}\n{rest}{text[match.end() :]}"


def refused(file: File) -> Iterator[tuple[int, str]]:
    """The file with each of its values in turn refused as it is written, though it can be read; and its line."""
    text = file.content.decode()
    for match in _VALUE.finditer(text, 0, _facts_end(text)):
        yield text.count("\n", 0, match.end()) + 1, f"{text[: match.end()]}&a {text[match.end() :]}"


def _facts_end(text: str) -> int:
    return text.find("\n---\n", 3) + 1 if text.startswith("---\n") else len(text)
