"""What do the records in a folder say at this moment, and does it make sense?

The check, the build and every command begin here. Nothing of pages is loaded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from register.checks.issue import Finding
from register.checks.judge import Judgement, check_since, judge
from register.parallel import Shared, alone
from register.records.folder import File, read_folder
from register.records.model import RegisterFacts
from register.records.record import Records, read_records
from register.records.source import texts_of
from register.records.values import time_zones


@dataclass(frozen=True)
class Reading:
    """How the rules judge the records, all that was found, and the time zone of its days."""

    judgement: Judgement
    findings: tuple[Finding, ...]
    zone: str

    @property
    def records(self) -> Records:
        """The records as they were read."""
        return self.judgement.around.records

    @property
    def day(self) -> date:
        """The day of the build, which the site shows."""
        return self.judgement.around.as_of

    @property
    def latest(self) -> date:
        """The day by which the future is judged."""
        return self.judgement.around.day

    @property
    def texts(self) -> Mapping[str, str]:
        """What each file with a finding says, by its path."""
        return texts_of(self.records.files, {finding.path for finding in self.findings})


def read_and_check(
    root: Path,
    moment: datetime,
    as_of: date | None = None,
    earlier: Iterable[File] | None = None,
    before: Reading | None = None,
    shared: Shared = alone,
) -> Reading:
    """The records below root, read and checked at this moment (an aware time), and beside the earlier files if given.

    The day of the build is as_of, else the moment's day in the register's time zone. What lies in the future
    is judged by the later of the two: a site rebuilt as at a past day is made from records of today.
    before: the last reading, which is spared for every file that is the same. shared: who reads which files.
    """
    return check_files(read_folder(root), moment, as_of, earlier, before, shared)


def check_files(
    files: Iterable[File],
    moment: datetime,
    as_of: date | None = None,
    earlier: Iterable[File] | None = None,
    before: Reading | None = None,
    shared: Shared = alone,
) -> Reading:
    """As `read_and_check`, of files that are read already."""
    records = read_records(files, before.records if before else None, shared)
    zone = _zone(records.settings.timezone)
    today = moment.astimezone(zone).date()
    day = as_of or today
    latest = max(today, day)
    lost = check_since(read_records(earlier), records, latest) if earlier is not None else ()
    judgement = judge(records, latest, day, before.judgement if before else None)
    return Reading(judgement, tuple(sorted((*judgement.findings, *lost))), zone.key)


def _zone(name: str) -> ZoneInfo:
    """The time zone of that name; where there is none, which a rule says, that of the default."""
    known = name if name in time_zones() else RegisterFacts.model_fields["timezone"].default
    return ZoneInfo(known)
