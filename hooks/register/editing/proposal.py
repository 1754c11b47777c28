"""What a command would write, and what the check says of it: of the whole register, and beside the records of now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from register.checks.comparison import compare
from register.checks.issue import Issue, Severity, in_order
from register.checks.judge import check_since, judge
from register.checks.past_papers import papers_touched_by
from register.checks.reading import Reading
from register.records.folder import File
from register.records.record import Records, read_records


@dataclass(frozen=True)
class Proposal:
    """The files to write by their path (None: to delete), the register with them, and the issues that would be new.

    An error that a changed file had before is among them: what a command writes has none.
    """

    files: Mapping[str, File | None]
    records: Records
    issues: tuple[Issue, ...]


def propose(reading: Reading, files: Mapping[str, File | None]) -> Proposal:
    """The proposal to write these files. Nothing that was published may be lost by it, and no past paper may change."""
    after = with_files(reading.records, files)
    result = judge(after, reading.today, reading.as_at, reading.result)
    known = {_says(issue) for issue in reading.issues}
    new = (issue for issue in result.issues if _says(issue) not in known or _is_in_the_way(issue, files))
    lost = check_since(reading.records, after, reading.today, reading.today)
    return Proposal(files, after, in_order((*new, *lost)))


def with_files(records: Records, files: Mapping[str, File | None]) -> Records:
    """The records with these files in place of those of the same path."""
    whole = {file.path: file for file in records.files} | dict(files)
    return read_records((file for _, file in sorted(whole.items()) if file), records)


def papers_changed_by_correction(before: Records, after: Records, today: date) -> tuple[str, ...]:
    """The ids of the meetings whose past papers say something else by the corrections that are new, sorted."""
    comparison = compare(before, after, today, today)
    new = [each for listed in comparison.corrections.values() for each in listed]
    return tuple(sorted({id for each in new for id in papers_touched_by(each, comparison)}))


def _says(issue: Issue) -> tuple[str, str, str, str]:
    return issue.path, issue.rule, issue.message, issue.fix


def _is_in_the_way(issue: Issue, files: Mapping[str, File | None]) -> bool:
    return issue.severity is Severity.ERROR and issue.path in files
