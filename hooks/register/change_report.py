"""How are the changes between two days shown: on a terminal, in a pull request, to a program?"""

import json
from collections.abc import Callable
from datetime import date

from register.changes import Change, ChangeKind, Changes
from register.wording import say, say_day


def as_text(changes: Changes) -> str:
    """A heading, then for each kind of change its findings, one a line with what was, what is and why."""
    lines = [_heading(changes), ""]
    for kind in ChangeKind:
        found = changes.of(kind)
        if found:
            lines += [f"{say(f'change-{kind}')} ({len(found)})", *(f"  {_line(change)}" for change in found), ""]
    if changes.responses:
        lines += [say("change-responses"), *(f"  {finding.id}: {finding.title}" for finding in changes.responses), ""]
    return "\n".join([*lines, *([say("changes-nothing")] if changes.none else [])]).rstrip() + "\n"


def as_markdown(changes: Changes) -> str:
    """A heading and one table, fit for a comment on a pull request."""
    if changes.none:
        return f"### {_heading(changes)}\n\n{say('changes-nothing')}\n"
    head = [say("finding"), say("change"), say("why")]
    rows = [
        [_named(c), f"**{say(f'change-{c.kind}')}** {_movement(c)}".strip(), _cell(" ".join(_reasons(c)))]
        for c in changes.changes
    ]
    rows += [[f"`{f.id}` {_cell(f.title)}", f"**{say('change-responses')}**", ""] for f in changes.responses]
    table = [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]
    return "\n".join([f"### {_heading(changes)}", "", *table]) + "\n"


def as_json(changes: Changes) -> str:
    """`{"start", "end", "changes": [...], "responses": [...]}` with days as yyyy-mm-dd."""
    told = [
        {
            "kind": change.kind,
            "id": change.finding.id,
            "title": change.finding.title,
            "was": _plain(change.was),
            "now": _plain(change.now),
            "date": _plain(change.day),
            "reason": change.reason,
            "approved_by": change.approved_by,
        }
        for change in changes.changes
    ]
    responses = [finding.id for finding in changes.responses]
    whole = {"start": _plain(changes.start), "end": _plain(changes.end), "changes": told, "responses": responses}
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Changes], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}


def _heading(changes: Changes) -> str:
    if changes.start is None:
        return say("changes-caption-first", end=changes.end)
    return say("changes-caption", start=changes.start, end=changes.end)


def _line(change: Change) -> str:
    parts = (f"{change.finding.id}: {change.finding.title}", _movement(change), *_reasons(change))
    return "; ".join(part.rstrip(".") for part in parts if part)


def _movement(change: Change) -> str:
    """What was and what is: "Amber → Red"."""
    if change.kind is ChangeKind.NEW:
        return say("change-new-now", status=change.now)
    return " → ".join(_said(value) for value in (change.was, change.now) if value is not None)


def _reasons(change: Change) -> list[str]:
    approved = say("approved-by", role=change.approved_by) if change.approved_by else None
    return [part for part in (change.reason, approved) if part]


def _named(change: Change) -> str:
    return f"`{change.finding.id}` {_cell(change.finding.title)}"


def _cell(text: str) -> str:
    """The text for a cell of a Markdown table: its signs stay signs."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return text


def _said(value: str | date) -> str:
    return say_day(value) if isinstance(value, date) else value


def _plain(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
