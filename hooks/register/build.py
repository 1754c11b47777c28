"""The paragraph that runs it all: from a folder of records to a site as a plain value.

    files = read_folder(root)              which files are there
    records = read_records(files)          what do they say
    findings = check(records, today)       does it make sense
    site = make_site(records, day)         what do readers and programs get
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from register.checks import Finding, check, has_errors
from register.exports import make_exports
from register.folder import read_folder
from register.pages import Page, make_pages
from register.records import Records, read_records
from register.snapshot import Snapshot, snapshot


@dataclass(frozen=True)
class Site:
    """The whole site of the register: its pages, its other files by address, and the snapshot that both show."""

    now: Snapshot
    pages: tuple[Page, ...]
    files: dict[str, bytes]


class Refused(Exception):
    """The records have errors. findings holds all that was found."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        super().__init__("the records have errors")
        self.findings = findings


def read_and_check(root: Path, today: date) -> tuple[Records, tuple[Finding, ...]]:
    """The records below root and everything that the checks found."""
    records = read_records(read_folder(root))
    return records, check(records, today)


def make_site(records: Records, day: date) -> Site:
    """The public site as at the day. The records must have passed the checks."""
    public = records.public()
    now = snapshot(public, day)
    return Site(now, make_pages(public, day), make_exports(now))


def build(root: Path, day: date, today: date) -> tuple[Site, tuple[Finding, ...]]:
    """The site of the records below root as at the day, with the warnings. Raises Refused where there are errors."""
    records, findings = read_and_check(root, today)
    if has_errors(findings):
        raise Refused(findings)
    return make_site(records, day), findings
