"""Makes the text of a new record: empty, for people to fill in, or filled by a program."""

import json
import re
from collections.abc import Mapping
from datetime import date

from register.records.folder import Kind
from register.records.model import FACTS, HEADINGS, NextStep


def skeleton(kind: Kind) -> str:
    """The text of a new record: every field below a comment that says what it holds; then the headings.

    An empty field is absent, so what is not needed can stay as it is. `publish` alone may not be empty.
    """
    facts = "".join(
        f"# {about.description}{' (required)' if about.is_required() else ''}\n"
        f"{name}:{' true' if about.default is True else ''}\n"
        for name, about in FACTS[kind].fields().items()
    )
    if kind not in HEADINGS:
        return facts
    return f"---\n{facts}---\n" + "".join(f"\n## {title}\n" for title in HEADINGS[kind])


def filled(facts: Mapping[str, object], words: Mapping[str, str]) -> str:
    """The text of a record with these facts, in their order, and these words by heading; what is empty is left out."""
    fields = "".join(f"{name}: {written(value)}\n" for name, value in facts.items() if value)
    return f"---\n{fields}---\n" + "".join(f"\n## {title}\n\n{text}\n" for title, text in words.items() if text)


def written(value: object) -> str:
    """The value as YAML on one line: plain where that reads the same, else in double quotes."""
    if isinstance(value, NextStep):
        by = f", by: {value.by.isoformat()}" if value.by else ""
        return f"{{what: {json.dumps(value.what, ensure_ascii=False)}{by}}}"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    return text if re.fullmatch(r"[A-Za-z0-9][\w ()'’/.,;+%-]*", text) else json.dumps(text, ensure_ascii=False)
