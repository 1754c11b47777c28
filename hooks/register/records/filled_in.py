"""An earlier record with its placeholders, such as "TBC", filled in: they never counted as values."""

from copy import deepcopy
from typing import Any

from register.records.record import Record, with_values
from register.records.source import Path, plain
from register.records.validation import value_at


def filled_in(was: Record, now: Record) -> Record:
    """The earlier record, with what the present one says wherever it had a placeholder."""
    if not was.nothing or was.source.facts is None or now.source.facts is None:
        return was
    before, after = plain(was.source.facts), plain(now.source.facts)
    values = deepcopy(before)
    for path in was.nothing:
        if _same_entry(path, before, after):
            _put(values, path, value_at(after, path))
    return with_values(was, values)


def _same_entry(path: Path, before: Any, after: Any) -> bool:
    """Whether the path leads to the same thing in both: an entry of a list is known by its day."""
    days = [value_at(values, (*path[:2], "date")) for values in (before, after)] if len(path) > 2 else [None, None]
    return days[0] == days[1]


def _put(values: Any, path: Path, value: object) -> None:
    """Writes the value at the path; None takes away what is there."""
    *parents, last = path
    holder = value_at(values, parents)
    if value is not None:
        holder[last] = value
    elif isinstance(holder, dict):
        holder.pop(last, None)
