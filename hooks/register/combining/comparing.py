"""Which data are whose, and which are shown: the newest that are sound, of the claimant who came first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.combining.sources import Refused, SourceFile, content_of, files_of, register_of, source_file_of
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
    bodies: tuple[tuple[SourceFile, ...], ...]
    problems: tuple[Problem, ...]


def read_sources(sources: Iterable[Path], last_day: date, day: date | None = None) -> Sources:
    """What stands in the sources as at the day; without one, all of it up to last_day."""
    problems: list[Problem] = []
    files = list(_source_files(sources, day or last_day, day is not None, problems))
    known = _with_known_ids(files)
    claimed = _claimed(known, problems)
    bodies = tuple(tuple(_by_day(body, problems)) for body in _grouped(claimed))
    return Sources(day, bodies, tuple(problems))


def _source_files(
    sources: Iterable[Path], last_day: date, asked: bool, problems: list[Problem]
) -> Iterator[SourceFile]:
    """All files with what each says of itself; of a day that was asked for, what came later is passed over."""
    seen: set[Path] = set()
    for source in sources:
        paths = [path for path in files_of(source) if path not in seen]
        if not paths:
            problems.append(Problem(_shown(source), say("combined-empty-source")))
        for path in paths:
            seen.add(path)
            try:
                file = source_file_of(path, content_of(path), date.max if asked else last_day)
            except Refused as why:
                problems.append(Problem(_shown(path), str(why)))
                continue
            if file.as_of <= last_day:
                yield file


def _shown(path: Path) -> str:
    return with_stand_ins(path.as_posix())


def _with_known_ids(files: list[SourceFile]) -> list[SourceFile]:
    """The files; data that name no body belong to the one that another file of the same organisation names."""
    named: dict[str, set[str]] = {}
    for file in files:
        if file.names_body:
            named.setdefault(file.organisation, set()).add(file.body)
    return [
        file.of_body(*named[file.organisation])
        if not file.names_body and len(named.get(file.organisation, ())) == 1
        else file
        for file in files
    ]


def _claimed(files: Iterable[SourceFile], problems: list[Problem]) -> list[SourceFile]:
    """The files without those of a second claimant of a body: neither the organisation nor the address is the same."""
    first: dict[str, SourceFile] = {}
    claimants: dict[str, set[str]] = {}
    kept = []
    for file in files:
        holder = first.setdefault(file.body, file)
        known = claimants.setdefault(file.body, set(file.claimant))
        if known.isdisjoint(file.claimant):
            problems.append(Problem(file.source, say("combined-claimed", body=file.body, other=holder.source)))
            continue
        known |= file.claimant
        kept.append(file)
    return kept


def _grouped(files: Iterable[SourceFile]) -> list[list[SourceFile]]:
    bodies: dict[str, list[SourceFile]] = {}
    for file in files:
        bodies.setdefault(file.body, []).append(file)
    return [bodies[body] for body in sorted(bodies)]


def _by_day(files: Iterable[SourceFile], problems: list[Problem]) -> Iterator[SourceFile]:
    """The body's files, newest first; of two of one day, one that can be compared, and the one that came first."""
    days: dict[date, SourceFile] = {}
    for file in sorted(files, key=lambda file: file.not_comparable is not None):
        other = days.setdefault(file.as_of, file)
        if other is not file and other.sha256 != file.sha256:
            told = say("combined-same-day", body=file.body, day=file.as_of, other=other.source)
            problems.append(Problem(file.source, told))
    return iter(sorted(days.values(), key=lambda file: file.as_of, reverse=True))


# What is shown of a body


def registers_of(files: Iterable[SourceFile], problems: list[Problem]) -> Iterator[tuple[SourceFile, Register | None]]:
    """The body's data, newest first, read one file at a time; None where they can't be compared.

    What is wrong with a file is added to the problems.
    """
    for file in files:
        if file.not_comparable:
            problems.append(Problem(file.source, say("combined-not-comparable-why", why=file.not_comparable)))
            yield file, None
            continue
        try:
            yield file, register_of(content_of(file.path))
        except Refused as why:
            problems.append(Problem(file.source, str(why)))


def days_late(file: SourceFile, day: date, allowed: int) -> int:
    """How many days older the data are than the day, where that is more than is allowed; else 0."""
    age = (day - file.as_of).days
    return age if age > allowed else 0


def lateness(file: SourceFile, day: date, allowed: int) -> Problem | None:
    """What is said of data that are late; None where they are not."""
    late = days_late(file, day, allowed)
    return Problem(file.source, say("combined-late", body=file.body, day=file.as_of, days=late)) if late else None
