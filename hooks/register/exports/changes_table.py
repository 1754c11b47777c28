"""What changed in each finding, a row for each field that an entry of its history changed."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from register.exports.published_rows import Change
from register.records.model import HistoryEntry, NextStep
from register.snapshots.snapshot import Recommendation, Snapshot

RECEIVED = "received"
ROLES = "; "
"""What stands between the names of roles in one cell."""


def changes_of(snapshot: Snapshot) -> Iterator[Change]:
    """The changes of all findings, by id, each oldest first."""
    for finding in sorted(snapshot.recommendations, key=lambda finding: finding.id):
        yield _change(finding, finding.received, finding.recorded, RECEIVED, None, finding.received)
        yield from _by_entries(finding, snapshot)


def _by_entries(finding: Recommendation, snapshot: Snapshot) -> Iterator[Change]:
    stands: dict[str, Any] = {}
    for entry in finding.history:
        for kind, now in _given(entry):
            was = stands.get(kind)
            if _same(was, now, kind, snapshot):
                continue
            yield _change(finding, entry.date, entry.recorded, kind, was, now, entry)
            stands[kind] = now
        if entry.outcome:
            stands["next"] = None


def _given(entry: HistoryEntry) -> Iterable[tuple[str, Any]]:
    """The fields that the entry gives; what became of a step comes before the next one."""
    outcome = [("outcome", entry.outcome)] if entry.outcome else []
    return (*outcome, *((kind, now) for kind, now in entry.given.items() if kind != "next" or now))


def _same(was: Any, now: Any, kind: str, snapshot: Snapshot) -> bool:
    """Whether nothing changed: a role that is only called otherwise is the same, and an outcome is always news."""
    if kind == "owner":
        return snapshot.present_name(was) == snapshot.present_name(now)
    return was == now and kind != "outcome"


def _change(
    finding: Recommendation,
    day: date,
    recorded: date | None,
    kind: str,
    was: Any,
    now: Any,
    entry: HistoryEntry | None = None,
) -> Change:
    return Change.model_construct(
        finding=finding.id,
        date=day,
        recorded=recorded,
        kind=kind,
        was=_text(was),
        now=_text(now),
        reason=entry and entry.reason,
        approved_by=entry and entry.approved_by,
    )


def _text(value: Any) -> str | None:
    if isinstance(value, NextStep):
        return f"{value.what} (by {value.by})" if value.by else value.what
    if isinstance(value, tuple):
        return ROLES.join(value)
    return None if value is None else str(value)
