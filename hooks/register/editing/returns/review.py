"""Reviews the returns that came back, all together: each row judged, each file's remarks, and who has not answered."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter

from register.editing.returns.answers import Answer, Answers, Returned
from register.editing.returns.changes import Judged, Now, judged
from register.editing.returns.envelope import Envelope
from register.editing.returns.remark import Remark, RemarkKind
from register.editing.returns.request import findings_by_owner
from register.snapshots.owners import Owner
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say_day


@dataclass(frozen=True)
class ReviewedFile:
    """A file with its rows, judged, and what is to be said about the whole of it."""

    name: str
    owner: str
    rows: tuple[Judged, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Silent:
    """An owner who has answered nothing. sent: a return came back, with nothing filled in."""

    owner: Owner
    findings: tuple[Recommendation, ...]
    sent: bool


@dataclass(frozen=True)
class Review:
    """All returns, judged, and the owners who are silent. newest: the envelope of the return that was sent last."""

    files: tuple[ReviewedFile, ...]
    silent: tuple[Silent, ...]
    newest: Envelope | None

    @property
    def rows(self) -> tuple[Judged, ...]:
        """The rows of all files."""
        return tuple(row for file in self.files for row in file.rows)

    @property
    def changing(self) -> tuple[Judged, ...]:
        """The rows that would change a record."""
        return tuple(row for row in self.rows if row.change)

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """All that is to be said."""
        return tuple(
            each for file in self.files for each in (*file.remarks, *(r for row in file.rows for r in row.remarks))
        )

    @property
    def blocked(self) -> int:
        """How many remarks keep the returns from being written."""
        return sum(remark.blocks for remark in self.remarks)


def review(returned: Sequence[Returned], now: Now, accepted: Collection[str]) -> Review:
    """The returns beside the register as it is now. accepted: findings whose answers hold whatever changed since."""
    first = _first_answers(returned, now)
    last = _last_sent(returned, now)
    files = tuple(_reviewed(each, now, accepted, first, last) for each in returned)
    read = [each.answers for each in returned if each.answers]
    newest = max((answers.envelope for answers in read), key=attrgetter("by"), default=None)
    return Review(files, _silent(read, now), newest)


_First = Mapping[str, tuple[str, Answer]]


def _first_answers(returned: Iterable[Returned], now: Now) -> _First:
    """For each finding that is answered, the first file that answers it, and the answer."""
    first: dict[str, tuple[str, Answer]] = {}
    for each in returned:
        for id, answer in each.answers.answers.items() if each.answers else ():
            if answer.values and (finding := _finding(id, now)):
                first.setdefault(finding.id, (each.name, answer))
    return first


_Last = Mapping[str | None, tuple[str, Envelope]]


def _last_sent(returned: Iterable[Returned], now: Now) -> _Last:
    """For each owner, the file whose return was sent last, and its envelope."""
    dated = [(each.name, each.answers.envelope) for each in returned if each.answers]
    in_order = sorted(dated, key=lambda named: named[1].day)
    return {now.records.present_name(envelope.owner): (name, envelope) for name, envelope in in_order}


def _of_its_time(envelope: Envelope, now: Now, last: _Last) -> Iterator[Remark]:
    """What is to be said of a return that is not of these weeks, or older than another."""
    name, newest = last[now.records.present_name(envelope.owner)]
    if envelope.day < newest.day:
        text = f"this return is of {say_day(envelope.day)}, and {name} of {say_day(newest.day)}; leave the older out"
        yield Remark(RemarkKind.UNCLEAR, "", text)
    elif envelope.by < now.day:
        text = f"this return is of {say_day(envelope.day)}, and was to be back by {say_day(envelope.by)}"
        yield Remark(RemarkKind.NOTE, "", text)


def _reviewed(returned: Returned, now: Now, accepted: Collection[str], first: _First, last: _Last) -> ReviewedFile:
    answers = returned.answers
    if not answers:
        return ReviewedFile(returned.name, "", (), (Remark(RemarkKind.UNCLEAR, "", returned.unreadable),))
    owner = now.records.present_name(answers.envelope.owner) or ""
    organisation = now.snapshot.settings.organisation
    if answers.envelope.organisation != organisation:
        message = f"this is a return of {answers.envelope.organisation}, not of {organisation}; leave it out"
        return ReviewedFile(returned.name, owner, (), (Remark(RemarkKind.UNCLEAR, "", message),))
    rows = tuple(_row(answer, answers, returned.name, now, accepted, first) for answer in answers.answers.values())
    gone = tuple(_gone(answer) for answer, row in zip(answers.answers.values(), rows, strict=True) if row is None)
    remarks = (*answers.remarks.get("", ()), *_of_its_time(answers.envelope, now, last), *gone)
    return ReviewedFile(returned.name, owner, tuple(row for row in rows if row), remarks)


def _row(
    answer: Answer, answers: Answers, name: str, now: Now, accepted: Collection[str], first: _First
) -> Judged | None:
    """The answer, judged, with what was said when it was read; None where the register has no such finding."""
    finding = _finding(answer.id, now)
    if not finding:
        return None
    said = answers.remarks.get(answer.id, ())
    if answer.values and first[finding.id][0] != name:
        return Judged(finding, answer, None, (*said, _again(answer, *first[finding.id])))
    row = judged(answer, answers.envelope, finding, now, finding.id in accepted)
    is_unclear = any(remark.blocks for remark in said)
    kept = (remark for remark in row.remarks if not (is_unclear and remark.kind is RemarkKind.MISSING))
    return replace(row, remarks=(*said, *kept))


def _finding(id: str, now: Now) -> Recommendation | None:
    """The finding of that id, or the one that has had it."""
    found = now.snapshot.by_id.get(id)
    return found or next((each for each in now.snapshot.recommendations if id in each.formerly), None)


def _gone(answer: Answer) -> Remark:
    kind = RemarkKind.UNCLEAR if answer.values else RemarkKind.NOTE
    return Remark(kind, answer.where, f"{answer.id} is not in the register any more; delete its row")


def _again(answer: Answer, name: str, other: Answer) -> Remark:
    if answer.values == other.values:
        return Remark(RemarkKind.NOTE, answer.where, f"{name} says the same, and counts")
    return Remark(
        RemarkKind.UNCLEAR, answer.where, f"it is answered otherwise in {name}; leave one of the two files out"
    )


def _silent(read: Iterable[Answers], now: Now) -> tuple[Silent, ...]:
    sent: dict[str | None, bool] = {}
    for answers in read:
        owner = now.records.present_name(answers.envelope.owner)
        sent[owner] = sent.get(owner, False) or any(answer.values for answer in answers.answers.values())
    return tuple(
        Silent(owner, findings, owner.name in sent)
        for owner, findings in findings_by_owner(now.snapshot)
        if not sent.get(owner.name)
    )
