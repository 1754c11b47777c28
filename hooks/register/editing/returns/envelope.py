"""What a return carries on a hidden sheet, to be read back safely: whose it is, and what stood when it was sent.

It is a table of texts, which every spreadsheet program keeps as they are. A seal shows whether somebody changed them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.editing.returns.request import Request, Sent, State
from register.fingerprints import digest
from register.records.model import NextStep
from register.records.values import read_day

FORM = "1"
"""The form of the return. Another one is made where an old return could no longer be read."""

_HEAD = ("form", "organisation", "owner", "day", "by", "to", "commit", "seal")


class BadEnvelope(Exception):
    """The hidden sheet is not as it was sent. The message says in what way."""


@dataclass(frozen=True)
class Envelope:
    """Whose return it is, when it was sent, by when and to whom it goes back, and its findings by their ids."""

    organisation: str
    owner: str
    day: date
    by: date
    to: str
    commit: str
    sent: Mapping[str, Sent]


def envelope_for(request: Request) -> Envelope:
    """What the return carries."""
    sent = {asked.finding.id: asked.sent for asked in request.asked}
    head = (request.organisation, request.owner.name, request.day, request.by, request.to, request.commit)
    return Envelope(*head, sent)


def rows_of(envelope: Envelope) -> list[list[str]]:
    """The table: a row for each fact of the return, then one for each finding."""
    head = [FORM, envelope.organisation, envelope.owner, str(envelope.day), str(envelope.by), envelope.to]
    findings = [_row(id, sent) for id, sent in envelope.sent.items()]
    values = [*head, envelope.commit, _seal([*head, envelope.commit], findings)]
    return [*map(list, zip(_HEAD, values, strict=True)), *findings]


def envelope_of(rows: Sequence[Sequence[str]]) -> Envelope:
    """The envelope with that table. Raises BadEnvelope."""
    head = {row[0]: "".join(row[1:2]) for row in rows[: len(_HEAD)]}
    if tuple(head) != _HEAD:
        raise BadEnvelope("its hidden sheet lacks something")
    if head["form"] != FORM:
        raise BadEnvelope(f"it is a return of form {head['form']}, and this program reads form {FORM}")
    findings = [_filled(row) for row in rows[len(_HEAD) :] if row[0]]
    if head["seal"] != _seal([head[name] for name in _HEAD[:-1]], findings):
        raise BadEnvelope("its hidden sheet was changed")
    days = read_day(head["day"]), read_day(head["by"])
    sent = {row[0]: _sent(row) for row in findings}
    return Envelope(head["organisation"], head["owner"], *days, head["to"], head["commit"], sent)


_WIDTH = 9


def _row(id: str, sent: Sent) -> list[str]:
    state = sent.state
    what, by = (state.next.what, state.next.by) if state.next else ("", None)
    facts = [state.status, _written(state.due), state.owner or "", what, _written(by)]
    return [id, *facts, str(sent.entries), str(sent.said), sent.fingerprint]


def _filled(row: Sequence[str]) -> list[str]:
    """The row without cells beyond its last, and with those that a program left out because they are empty."""
    return [*row[:_WIDTH], *[""] * (_WIDTH - len(row))]


def _sent(row: Sequence[str]) -> Sent:
    _, status, due, owner, what, by, entries, said, fingerprint = row
    step = NextStep(what=what, by=_day(by)) if what else None
    return Sent(State(status, _day(due), owner or None, step), int(entries), int(said), fingerprint)


def _written(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str) -> date | None:
    return read_day(text) if text else None


def _seal(head: Sequence[str], findings: Sequence[Sequence[str]]) -> str:
    return digest(text.encode() for row in (head, *findings) for text in row).hex()
