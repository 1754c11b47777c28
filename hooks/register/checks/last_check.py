"""The result of the last check, kept on disk and given again if nothing has changed since.

The issues are kept in one file, under a fingerprint of everything they depend on: every file's path and bytes, the
code, the versions of the libraries, and the day. So what is kept is never out of date, and the next check replaces it.
The file is plain JSON behind a fingerprint of its own bytes: a damaged one counts as missing, and reading it runs
nothing. It belongs in the user's own cache folder, never below the records: a branch could bring a file that says "no
errors".
"""

import json
from collections.abc import Iterable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

from register.checks.issue import RULE_FAILED, Issue, Severity
from register.fingerprints import digest, of_the_code
from register.records.folder import File
from register.records.span import Span

_LIBRARIES = ("cmarkgfm", "pydantic", "pydantic-core", "python-frontmatter", "pyyaml", "tzdata")


class LastCheck(NamedTuple):
    """The issues found in these files as at a day, when it was today in the register's time zone."""

    files: str
    zone: str
    as_at: date
    today: date
    issues: tuple[Issue, ...]

    def holds(self, files: str, moment: datetime, as_at: date | None) -> bool:
        """Whether a check of these files at this moment would find the same; see `read_and_check`."""
        today = moment.astimezone(ZoneInfo(self.zone)).date()
        shown = as_at or today
        return (self.files, self.as_at, self.today) == (files, shown, max(today, shown))


def fingerprint_of(files: Iterable[File]) -> str:
    """The fingerprint of the files and of the code that checks them."""
    parts = (part for file in files for part in (file.path.encode("utf-8", "surrogateescape"), _bytes_of(file)))
    return digest([of_the_code(_LIBRARIES), digest(parts)]).hex()


def _bytes_of(file: File) -> bytes:
    return b"+" + file.content if file.read_error is None else b"-" + file.read_error.encode()


def read_last_check(path: Path) -> LastCheck | None:
    """What the file holds; None where it is missing or damaged."""
    try:
        own, content = path.read_bytes().split(b"\n", 1)
        if own.decode() != digest([content]).hex():
            return None
        files, zone, as_at, today, issues = json.loads(content)
        return LastCheck(
            files, zone, date.fromisoformat(as_at), date.fromisoformat(today), tuple(_issue(*each) for each in issues)
        )
    except (OSError, ValueError, TypeError):
        return None


def _issue(span: list[int], message: str, fix: str, path: str, severity: str, rule: str) -> Issue:
    return Issue(Span(*span), message, fix, path, Severity(severity), rule)


def write_last_check(last: LastCheck, path: Path) -> None:
    """Writes the file, if it can be written and no rule failed, which may have missed something.

    A half-written file does no harm: its fingerprint is wrong.
    """
    if any(issue.rule == RULE_FAILED for issue in last.issues):
        return
    content = json.dumps([last.files, last.zone, str(last.as_at), str(last.today), last.issues]).encode()
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(digest([content]).hex().encode() + b"\n" + content)
