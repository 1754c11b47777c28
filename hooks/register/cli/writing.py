"""What the commands that write records share: the changed records are checked first, and all are written or none."""

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import click

from register.checks import report
from register.checks.issue import Issue, has_errors
from register.cli.command import print_text
from register.records.folder import File

if TYPE_CHECKING:
    from register.checks.reading import Reading


def issues_with(reading: "Reading", files: Sequence[File]) -> tuple[Issue, ...]:
    """The issues of these files if they replaced the old ones."""
    from register.checks.judge import check
    from register.records.record import read_records

    changed = {file.path: file for file in files}
    whole = {file.path: file for file in reading.records.files} | changed
    found = check(read_records(whole.values(), reading.records), reading.today, reading.as_at)
    return tuple(issue for issue in found if issue.path in changed)


def refuse_errors(issues: tuple[Issue, ...], folder: str, texts: Mapping[str, str], advice: str) -> None:
    """Prints the issues; exits with the advice where one is an error."""
    if issues:
        print_text(report.locate(issues, folder, texts), sys.stderr)
    if has_errors(issues):
        click.echo(f"nothing was written; {advice}", err=True)
        sys.exit(1)
