"""What did the check find the last time, if nothing has changed since?

The findings are kept in one file, under the digest of all that they depend on: every file's path and bytes, the code,
the versions of the libraries, and the day. So what is kept is never out of date, and the next check replaces it. The
file is plain JSON behind the digest of its own bytes: one that is damaged counts as missing, and reading it runs
nothing. It belongs into the user's own folder for caches, never below the records: a branch could bring a file that
says "no errors".
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from register.checks.issue import RULE_FAILED, Finding, Severity
from register.fingerprints import digest, of_the_code
from register.records.folder import File

_LIBRARIES = ("cmarkgfm", "pydantic", "pydantic-core", "python-frontmatter", "pyyaml", "tzdata")


class Kept(NamedTuple):
    """What was found in these files as at a day, and when the future began after the latest, in the register's zone."""

    files: str
    zone: str
    day: date
    latest: date
    findings: tuple[Finding, ...]

    def holds(self, files: str, moment: datetime, as_of: date | None) -> bool:
        """Whether a check of these files at this moment would find the same; see `read_and_check`."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        day = as_of or today
        return (self.files, self.day, self.latest) == (files, day, max(today, day))


def name_of(files: Iterable[File]) -> str:
    """The digest of the files and of what judges them."""
    parts = (part for file in files for part in (file.path.encode("utf-8", "surrogateescape"), _bytes_of(file)))
    return digest([of_the_code(_LIBRARIES), digest(parts)]).hex()


def _bytes_of(file: File) -> bytes:
    return b"+" + file.content if file.trouble is None else b"-" + file.trouble.encode()


def read_kept(path: Path) -> Kept | None:
    """What the file holds; None where it is missing or damaged."""
    try:
        own, content = path.read_bytes().split(b"\n", 1)
        if own.decode() != digest([content]).hex():
            return None
        files, zone, day, latest, findings = json.loads(content)
        days = date.fromisoformat(day), date.fromisoformat(latest)
        return Kept(files, zone, *days, tuple(_finding(*each) for each in findings))
    except (OSError, ValueError, TypeError):
        return None


def _finding(
    path: str, line: int, column: int, length: int, severity: str, rule: str, wrong: str, instead: str
) -> Finding:
    return Finding(path, line, column, length, Severity(severity), rule, wrong, instead)


def keep(kept: Kept, path: Path) -> None:
    """Writes the file, if it can be written, but for what a rule that failed may have missed.

    Half a write needs no care: its digest is wrong.
    """
    if any(finding.rule == RULE_FAILED for finding in kept.findings):
        return
    content = json.dumps([kept.files, kept.zone, str(kept.day), str(kept.latest), kept.findings]).encode()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(digest([content]).hex().encode() + b"\n" + content)
