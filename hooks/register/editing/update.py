"""Records a change of state in a finding: at the top and, with its day, in the history.

Only lines that change are written; all others stay as they are.
"""

import re
from dataclasses import dataclass

from register.editing.new import written
from register.records.folder import File
from register.records.model import HistoryEntry, RecommendationFacts, Stage
from register.records.record import Record, Records, received_on

_AT_THE_TOP = ("status", "due", "owner", "next", "inspectorate_status")


class NotUpdated(Exception):
    """The record can't be updated by a program. The message says why and what to do."""


@dataclass(frozen=True)
class _Block:
    """The lines of a field at the top: from its key up to and without the line `end`, counted from 0."""

    key: str
    start: int
    end: int


def updated(record: Record, entry: HistoryEntry, records: Records) -> File:
    """The record's file with the entry added to its history and its values at the top.

    A record without a history gets a first entry with what it said so far. Raises NotUpdated where the record
    has errors, keeps its history in brackets on one line, or already says all that the entry says.
    """
    if record.facts is None or record.broken or record.source.parse_errors:
        raise NotUpdated("the record has errors; correct them first")
    if not entry.reason and _changes_nothing(record, entry):
        raise NotUpdated("the record already says so; give what changed, or why with --reason")
    lines = record.source.text.split("\n")
    for field, value in _top_values(record, entry, records).items():
        lines = _with_field(lines, field, value)
    lines = _with_entry(lines, _first_entry(record, records), entry)
    return File(record.file.path, record.file.kind, "\n".join(lines).encode())


def _changes_nothing(record: Record, entry: HistoryEntry) -> bool:
    given = (name for name in _AT_THE_TOP if getattr(entry, name) is not None)
    return all(getattr(record.facts, name) == getattr(entry, name) for name in given)


def _top_values(record: Record, entry: HistoryEntry, records: Records) -> dict[str, str | None]:
    """The values at the top after the change, by field; None: the field is removed."""
    values = {name: written(value) for name in _AT_THE_TOP if (value := getattr(entry, name)) is not None}
    if entry.status:
        status = records.statuses.get(entry.status)
        ends = status is not None and status.stage is Stage.ENDED
        values |= {"closed": (record.facts.closed or entry.date).isoformat() if ends else None}
    return values


def _first_entry(record: Record, records: Records) -> HistoryEntry | None:
    """What a record without a history said since it was received."""
    facts: RecommendationFacts = record.facts
    received = received_on(record, records)
    if facts.history or received is None:
        return None
    return HistoryEntry(date=received, status=facts.status, due=facts.due, owner=facts.owner)


# Lines


def _blocks(lines: list[str]) -> list[_Block]:
    """The fields at the top of the facts, each with its lines; blank lines and remarks above a field belong to it."""
    last = lines.index("---", 1)
    starts = [n for n in range(1, last) if re.match(r"[A-Za-z_\"']", lines[n])]
    ends = [*starts[1:], last]
    return [
        _Block(lines[start].partition(":")[0].strip("\"' "), start, _without_remarks(lines, start, end))
        for start, end in zip(starts, ends, strict=True)
    ]


def _without_remarks(lines: list[str], start: int, end: int) -> int:
    while end - 1 > start and re.match(r"\s*(#|$)", lines[end - 1]):
        end -= 1
    return end


def _with_field(lines: list[str], field: str, value: str | None) -> list[str]:
    """The lines with the field set in its usual position, or removed where value is None."""
    blocks = _blocks(lines)
    new = [f"{field}: {value}"] if value is not None else []
    for block in blocks:
        if block.key == field:
            return [*lines[: block.start], *new, *lines[block.end :]]
    order = list(RecommendationFacts.fields())
    before = [block for block in blocks if block.key in order and order.index(block.key) < order.index(field)]
    at = max(before, key=lambda block: order.index(block.key)).end if before else blocks[-1].end
    return [*lines[:at], *new, *lines[at:]]


def _with_entry(lines: list[str], first: HistoryEntry | None, entry: HistoryEntry) -> list[str]:
    block = next((block for block in _blocks(lines) if block.key == "history"), None)
    if block is None or block.end == block.start + 1:
        if block and not re.fullmatch(r"history:\s*(\[\s*\])?\s*", lines[block.start]):
            raise NotUpdated("its history is in brackets; write each entry on a line of its own that begins with - ")
        start = block.start if block else _blocks(lines)[-1].end
        entries = [line for one in (first, entry) if one for line in _entry_lines(one, "  ")]
        return [*lines[:start], "history:", *entries, *lines[block.end if block else start :]]
    indent = re.match(r"\s*", lines[block.start + 1])[0]  # type: ignore[index]
    return [*lines[: block.end], *_entry_lines(entry, indent), *lines[block.end :]]


def _entry_lines(entry: HistoryEntry, indent: str) -> list[str]:
    values = {name: getattr(entry, name) for name in HistoryEntry.fields()}
    fields = [f"{name}: {written(value)}" for name, value in values.items() if value is not None]
    return [f"{indent}{'- ' if span == 0 else '  '}{line}" for span, line in enumerate(fields)]
