"""Rules about fields of an unknown name: what they say must not be lost."""

import re
from collections.abc import Iterator

from register.checks.advice import in_quotes, quoted
from register.checks.field_errors import errors_of, model_at
from register.checks.issue import Issue
from register.checks.rule import Context, error
from register.records.folder import Kind
from register.records.model import HEADINGS, TEXT_FIELDS
from register.records.nearest import nearest_field, nearest_heading, other_side
from register.records.record import Record
from register.records.source import Path, scalars

_ALL = tuple(Kind)


@error(*_ALL, needs_parse_errors=True)
def unknown_field(record: Record, context: Context) -> Iterator[Issue]:
    """There is no field of this name, so what it says would be lost. Correct the name, or delete the line.

    Write `owner: Head of Professional Standards`, not `ower: Head of Professional Standards`.
    """
    paths = [field_error.path for field_error in errors_of(record, "unknown-field")]
    for path in (*paths, *_empty_and_unknown(record)):
        name = str(path[-1])
        span = record.source.key_span(*path)
        if blank := re.match(r"[^\w\s\-<]|[^\S ]", name):
            message = f"this begins with a sign that nobody sees (U+{ord(blank[0]):04X})" if blank[0].isspace() else ""
            if message:
                yield Issue(span._replace(length=1), message, "delete it")
                continue
        yield Issue(span, f"{quoted(name)} is not a field here", _field_advice(record, path))


def _field_advice(record: Record, path: Path) -> str:
    """What to write instead of the unknown field at path."""
    name = str(path[-1])
    fields = list(model_at(record.kind, path).fields())  # type: ignore[arg-type]
    if path in _empty_and_unknown(record):
        return "delete the line, which says nothing"
    of_text = _cut_off(record, path)
    otherwise = f"put it in double quotes with the text before it: {of_text}" if of_text else _ELSEWHERE
    if len(path) == 1 and name.casefold() == "id":
        return f'rename the file if "{record.id}" is not its id, and delete this line: the id is the name of the file'
    if record.kind is Kind.MEETING and len(path) == 1 and name.casefold() in ("date", "day"):
        return "name the file after the day of the meeting, if it isn't, and delete this line"
    if (inverse := other_side(name)) in fields:
        return f'write "{inverse}: {record.id}" into the record that this one names, and delete this line'
    if near := nearest_field(name, fields):
        if near in record.source.fields_beside(*path):
            return f'move what it says into "{near}" if that is meant, or elsewhere, before you delete the line'
        return f'write "{near}" if that is meant; if not, {otherwise}'
    heading = nearest_heading(name, HEADINGS.get(record.kind, ())) if len(path) == 1 else None  # type: ignore[arg-type]
    if heading:
        return f'write the text below a line "## {heading}"'
    return f"use one of {', '.join(fields) if len(fields) <= 12 else 'those on the fields page'}, or {otherwise}"


_ELSEWHERE = "move what it says elsewhere before you delete the line"


def _cut_off(record: Record, path: Path) -> str | None:
    """The field before this one between the same braces, with both as one text; None where there is none."""
    here = record.source.key_span(*path)
    line = record.source.line(here.line)
    before = re.search(r".*[{,]\s*([a-z_]+):\s+([^{}\[\]\"']+,\s*)$", line[: here.column - 1])
    value = record.source.span(*path)
    if not before or value.line != here.line or before[1] not in TEXT_FIELDS[record.kind]:  # type: ignore[index]
        return None
    return f"{before[1]}: {in_quotes(before[2] + line[here.column - 1 : value.column - 1 + value.length])}"


def _empty_and_unknown(record: Record) -> Iterator[Path]:
    """The unknown fields that hold nothing: what is empty is absent, so the declared models don't see them."""
    for path, text in scalars(record.source.facts if record.source.has_empty_fields else None):
        if not text.text.strip() and path and isinstance(path[-1], str):
            if path[-1] not in model_at(record.kind, path).fields():  # type: ignore[arg-type]
                yield path
