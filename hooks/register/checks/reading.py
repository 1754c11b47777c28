"""Reads and checks the records in a folder as they are now.

The check, the build and every command begin here. Nothing to do with pages is loaded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from register.checks.earlier import Earlier
from register.checks.issue import Issue, in_order
from register.checks.judge import CheckResult, check_since, judge
from register.parallel import Parallel, in_process
from register.records.folder import File, read_folder
from register.records.record import Records, read_records
from register.records.source import texts_of


@dataclass(frozen=True)
class Reading:
    """The result of the rules, all issues found, and the time zone of its days."""

    result: CheckResult
    issues: tuple[Issue, ...]
    zone: str

    @property
    def records(self) -> Records:
        """The records as they were read."""
        return self.result.context.records

    @property
    def as_at(self) -> date:
        """The day that the site shows."""
        return self.result.context.as_at

    @property
    def today(self) -> date:
        """The day after which the future begins."""
        return self.result.context.today

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of each file with an issue, by its path."""
        return texts_of(self.records.files, {issue.path for issue in self.issues})


def read_and_check(
    root: Path,
    moment: datetime,
    as_at: date | None = None,
    earlier: Earlier | None = None,
    before: Reading | None = None,
    run: Parallel = in_process,
) -> Reading:
    """The records below root, read and checked at this moment (an aware time), beside an earlier revision if given.

    The day of the build is as_at, else the moment's day in the register's time zone. What is in the future is decided
    by the later of the two: a site rebuilt as at a past day is made from today's records.
    before: the last reading, from which every unchanged file is taken. run: who reads which files.
    """
    return check_files(read_folder(root), moment, as_at, earlier, before, run)


def check_files(
    files: Iterable[File],
    moment: datetime,
    as_at: date | None = None,
    earlier: Earlier | None = None,
    before: Reading | None = None,
    run: Parallel = in_process,
) -> Reading:
    """As `read_and_check`, for files that are already read."""
    records = read_records(files, before.records if before else None, run)
    today, shown = days_of(records, moment, as_at)
    result = judge(records, today, shown, before.result if before else None)
    lost = check_since(*compared_with(earlier, records), today) if earlier else ()
    return Reading(result, in_order((*result.issues, *lost)), records.zone)


def days_of(records: Records, moment: datetime, as_at: date | None) -> tuple[date, date]:
    """The day after which the future begins, and the day of the build; see read_and_check."""
    clock = moment.astimezone(ZoneInfo(records.zone)).date()
    return max(clock, as_at or clock), as_at or clock


def compared_with(earlier: Earlier, records: Records) -> tuple[Records, Records, date]:
    """The records of the earlier revision, those of now, and the day of the earlier ones.

    Of the earlier files, those that are the same now are not read again.
    """
    return read_records(earlier.files, records), records, earlier.moment.astimezone(ZoneInfo(records.zone)).date()
