"""What a return asks of an owner: the outstanding findings as they stand on the day on which it is sent."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from register.fingerprints import digest
from register.records.model import SUPERSEDED, WITHDRAWN, NextStep, Status, Voice
from register.records.record import Record, Records
from register.records.responses import WrittenResponse
from register.snapshots.owners import Owner
from register.snapshots.snapshot import Recommendation, Snapshot

_DAYS_TO_ANSWER = 14
_NEEDS_MORE = (SUPERSEDED, WITHDRAWN)
"""The statuses that no return can give, for each needs more than a word and a reason."""

SPOKEN_BY = Voice.FORCE
"""Whose response a return gives: owners are roles of the force."""


class State(NamedTuple):
    """The facts of a finding that a return can change, as they stood on a day; the owner by the present name."""

    status: str
    due: date | None
    owner: str | None
    next: NextStep | None


class Sent(NamedTuple):
    """How a finding stood when a return was sent.

    entries, said: how many entries its history and dated responses the owner's side had; what is beyond came later.
    fingerprint: of all that its record said.
    """

    state: State
    entries: int
    said: int
    fingerprint: str


@dataclass(frozen=True)
class Asked:
    """A finding of the return, and how it stands."""

    finding: Recommendation
    sent: Sent


@dataclass(frozen=True)
class Request:
    """A return before it is filled in.

    by: the day by which, and to: to whom it goes back; to is empty where nobody is named. commit: the records it was
    made from; empty where they are in no repository. taking_part: findings of other owners, for information.
    """

    organisation: str
    owner: Owner
    day: date
    by: date
    to: str
    commit: str
    asked: tuple[Asked, ...]
    taking_part: tuple[Recommendation, ...]
    statuses: tuple[Status, ...]

    @property
    def file_name(self) -> str:
        """The name of its workbook."""
        return f"{self.owner.slug}-{self.day}.xlsx"


def requests(snapshot: Snapshot, records: Records, by: date, to: str, commit: str) -> tuple[Request, ...]:
    """The return of each owner who answers for an outstanding finding, in alphabetical order."""
    outstanding = [finding for finding in snapshot.recommendations if finding.outstanding]
    return tuple(
        Request(
            organisation=snapshot.settings.organisation,
            owner=owner,
            day=snapshot.day,
            by=by,
            to=to,
            commit=commit,
            asked=tuple(_asked(own, records) for own in owned),
            taking_part=tuple(finding for finding in outstanding if owner.name in finding.taking_part),
            statuses=statuses_to_choose(snapshot.settings.statuses),
        )
        for owner, owned in findings_by_owner(snapshot)
    )


def findings_by_owner(snapshot: Snapshot) -> Iterator[tuple[Owner, tuple[Recommendation, ...]]]:
    """Each owner who answers for an outstanding finding, with those findings."""
    for owner in snapshot.owners.values():
        own = tuple(each for each in snapshot.recommendations if each.outstanding and each.role == owner.name)
        if own:
            yield owner, own


def statuses_to_choose(statuses: Iterable[Status]) -> tuple[Status, ...]:
    """Those that a return can give."""
    return tuple(status for status in statuses if status.id not in _NEEDS_MORE)


def usual_deadline(snapshot: Snapshot) -> date:
    """The day by which returns come back unless another is said: in two weeks, or on the next paper's day if sooner."""
    papers = (meeting.as_at for meeting in snapshot.meetings if meeting.as_at > snapshot.day)
    return min((snapshot.day + timedelta(_DAYS_TO_ANSWER), *papers))


def state_of(finding: Recommendation) -> State:
    """How the finding stands in its snapshot."""
    return State(finding.status.id, finding.due, finding.role, finding.next)


def fingerprint_of(record: Record) -> str:
    """The fingerprint of what a record says: the same for any layout of its file, and with defaults written out."""
    facts = json.dumps(record.facts.model_dump(mode="json", by_alias=True, exclude_defaults=True), sort_keys=True)
    return digest((facts.encode(), (record.source.body or "").strip().encode())).hex()


def dated_responses(record: Record) -> tuple[WrittenResponse, ...]:
    """The responses with a day of the voice that answers in a return, in the file's order."""
    return tuple(response for response in record.responses if response.by is SPOKEN_BY)


def _asked(finding: Recommendation, records: Records) -> Asked:
    record = records.recommendations[finding.id]
    counts = len(record.facts.history), len(dated_responses(record))
    return Asked(finding, Sent(state_of(finding), *counts, fingerprint_of(record)))
