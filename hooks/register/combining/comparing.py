"""Which data are whose, and which are shown: the newest that are sound, of the claimant who came first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.combining.sources import Label, Refused, content_of, files_of, label_of, register_of
from register.exports.published import Register
from register.records.invisible import with_stand_ins
from register.wording.sentences import say


@dataclass(frozen=True)
class Problem:
    """Something wrong with a source: the file, and what it is."""

    source: str
    problem: str

    def __str__(self) -> str:
        """The line that says so."""
        return f"{self.source}: {self.problem}"


@dataclass(frozen=True)
class Sources:
    """What is there to compare: the files of each body, newest first; the day that was asked for; what is wrong."""

    day: date | None
    bodies: tuple[tuple[Label, ...], ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True)
class Snapshot:
    """What a body published on a day; register: None where it can't be compared."""

    label: Label
    register: Register | None


def read_sources(sources: Iterable[Path], last_day: date, day: date | None = None) -> Sources:
    """What stands in the sources as at the day; without one, all of it up to last_day."""
    problems: list[Problem] = []
    labels = list(_labels(sources, day or last_day, day is not None, problems))
    known = _with_known_ids(labels)
    claimed = _claimed(known, problems)
    bodies = tuple(tuple(_by_day(labels, problems)) for labels in _grouped(claimed))
    return Sources(day, bodies, tuple(problems))


def _labels(sources: Iterable[Path], last_day: date, asked: bool, problems: list[Problem]) -> Iterator[Label]:
    """The labels of all files; of a day that was asked for, what came later is passed over."""
    seen: set[Path] = set()
    for source in sources:
        files = [file for file in files_of(source) if file not in seen]
        if not files:
            problems.append(Problem(_shown(source), say("combined-empty-source")))
        for file in files:
            seen.add(file)
            try:
                label = label_of(file, content_of(file), date.max if asked else last_day)
            except Refused as why:
                problems.append(Problem(_shown(file), str(why)))
                continue
            if label.as_of <= last_day:
                yield label


def _shown(path: Path) -> str:
    return with_stand_ins(path.as_posix())


def _with_known_ids(labels: list[Label]) -> list[Label]:
    """The labels; data that name no body belong to the one that another file of the same organisation names."""
    named: dict[str, set[str]] = {}
    for label in labels:
        if label.names_body:
            named.setdefault(label.organisation, set()).add(label.body)
    return [
        label.of_body(*named[label.organisation])
        if not label.names_body and len(named.get(label.organisation, ())) == 1
        else label
        for label in labels
    ]


def _claimed(labels: Iterable[Label], problems: list[Problem]) -> list[Label]:
    """The labels without those of a second claimant of a body: neither the organisation nor the address is the same."""
    first: dict[str, Label] = {}
    claimants: dict[str, set[str]] = {}
    kept = []
    for label in labels:
        holder = first.setdefault(label.body, label)
        known = claimants.setdefault(label.body, set(label.claimant))
        if known.isdisjoint(label.claimant):
            problems.append(Problem(label.source, say("combined-claimed", body=label.body, other=holder.source)))
            continue
        known |= label.claimant
        kept.append(label)
    return kept


def _grouped(labels: Iterable[Label]) -> list[list[Label]]:
    bodies: dict[str, list[Label]] = {}
    for label in labels:
        bodies.setdefault(label.body, []).append(label)
    return [bodies[body] for body in sorted(bodies)]


def _by_day(labels: Iterable[Label], problems: list[Problem]) -> Iterator[Label]:
    """The body's labels, newest first; of two of one day, one that can be compared, and the one that came first."""
    days: dict[date, Label] = {}
    for label in sorted(labels, key=lambda label: label.not_comparable is not None):
        other = days.setdefault(label.as_of, label)
        if other is not label and other.sha256 != label.sha256:
            told = say("combined-same-day", body=label.body, day=label.as_of, other=other.source)
            problems.append(Problem(label.source, told))
    return iter(sorted(days.values(), key=lambda label: label.as_of, reverse=True))


# What is shown of a body


def snapshots_of(labels: Iterable[Label], problems: list[Problem]) -> Iterator[Snapshot]:
    """The body's data, newest first, read one file at a time; what is wrong with a file is added to the problems."""
    for label in labels:
        if label.not_comparable:
            problems.append(Problem(label.source, say("combined-not-comparable-why", why=label.not_comparable)))
            yield Snapshot(label, None)
            continue
        try:
            yield Snapshot(label, register_of(content_of(label.path)))
        except Refused as why:
            problems.append(Problem(label.source, str(why)))


def days_late(label: Label, day: date, allowed: int) -> int:
    """How many days older the data are than the day, where that is more than is allowed; else 0."""
    age = (day - label.as_of).days
    return age if age > allowed else 0


def lateness(label: Label, day: date, allowed: int) -> Problem | None:
    """What is said of data that are late; None where they are not."""
    late = days_late(label, day, allowed)
    return Problem(label.source, say("combined-late", body=label.body, day=label.as_of, days=late)) if late else None
