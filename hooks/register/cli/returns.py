"""`register return`: sends the quarterly return to owners, and reads what came back."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment, git
from register.cli.command import FOLDER, command, sound
from register.cli.options import day_given, finding_named, given_or_asked
from register.cli.writing import refuse_proposed, write_proposed

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.editing.returns.changes import Now
    from register.editing.returns.review import Review

_SPREADSHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".numbers")
"""The files of a folder that an owner may have sent. Those that are no Excel workbook are told."""

_NOT_SENT = ("~$", ".")
"""How the names of files begin that programs leave beside an open workbook."""


@command("return")
@click.argument("workbooks", nargs=-1, metavar='[FILE|DIR|"*.xlsx"]...')
@FOLDER
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="Write a workbook for each owner into this folder.",
)
@click.option(
    "--by", metavar="YYYY-MM-DD", help="The day to send it back by (default: in two weeks, or the next paper's)."
)
@click.option("--to", metavar="ADDRESS", help="Where to send it back to (default: the contact in register.yml).")
@click.option("--read", "is_read", is_flag=True, help="Read the workbooks that came back, and say what would change.")
@click.option("--write", "is_written", is_flag=True, help="With --read: write all of it into the records, or nothing.")
@click.option("--date", "on", metavar="YYYY-MM-DD", help="The day that the changes get (default: today).")
@click.option(
    "--accept", multiple=True, metavar="ID", help="A finding whose answer holds though its record has changed."
)
def return_(
    workbooks: tuple[str, ...],
    folder: Path,
    out: Path | None,
    by: str | None,
    to: str | None,
    is_read: bool,
    is_written: bool,
    on: str | None,
    accept: tuple[str, ...],
) -> None:
    """Ask the owners what became of their findings: a workbook for each, to fill in and read back.

    First: register return --out DIR. Send each file to its owner. Then: register return --read DIR. It says row by row
    what would change, what is missing and who is silent. With --write it is written into the records.
    """
    if not out and not is_read and not workbooks:
        out = Path(
            given_or_asked(None, "--out", "a folder to write the workbooks into; or give --read and what came back")
        )
    if bool(out) == is_read:
        raise environment.UsageError("say --out DIR to make the workbooks, or --read and the files that came back")
    if out and (workbooks or is_written or on or accept):
        raise environment.UsageError("--write, --date, --accept and the names of workbooks go with --read")
    reading = sound(folder)
    deadline = day_given(by, "--by", reading) if by else None
    if out:
        _send(reading, folder, out, deadline, to)
        return
    day = day_given(on, "--date", reading)
    if day > reading.as_at:
        raise environment.UsageError(f"--date {day} is in the future; give today or a day before")
    found, now = _read(reading, workbooks, day, deadline, to, accept)
    if found.blocked:
        if is_written:
            click.echo("nothing was written; put these things right in the workbooks, then read them again", err=True)
        sys.exit(1)
    _check_and_write(reading, folder, found, now, is_written)


# Sending


def _send(reading: "Reading", folder: Path, out: Path, by: date | None, to: str | None) -> None:
    """Writes a workbook for each owner. Refuses to write over another file, which somebody may have filled in."""
    from register.editing.returns.request import requests, usual_deadline
    from register.editing.returns.workbook_writing import as_workbook
    from register.snapshots.snapshots import Snapshots

    snapshot = Snapshots(reading.records).on(reading.as_at)
    deadline = by or usual_deadline(snapshot)
    if deadline < reading.as_at:
        raise environment.UsageError(f"--by {deadline} has passed; give a day from {reading.as_at} on")
    commit = git.commit_of(folder)
    asked = requests(snapshot, reading.records, deadline, _address(to, reading), commit.name if commit else "")
    contents = {out / request.file_name: as_workbook(request) for request in asked}
    for path, content in contents.items():
        if path.exists() and path.read_bytes() != content:
            raise environment.UsageError(f"{path} is there already, and is another file; choose another folder")
    for request, (path, content) in zip(asked, contents.items(), strict=True):
        environment.write_whole(path, content)
        findings = "1 finding" if len(request.asked) == 1 else f"{len(request.asked)} findings"
        click.echo(f"created {path.as_posix()}: {request.owner.name}, {findings}")
    if asked:
        click.echo(
            f"send each to its owner, to come back by {deadline}; then run register return --read with the files"
        )
    else:
        click.echo("no finding is outstanding, so there is nothing to ask")


def _address(to: str | None, reading: "Reading") -> str:
    """Where returns go back to, as people write it."""
    given = to if to is not None else reading.records.settings.contact or ""
    return " ".join(given.removeprefix("mailto:").split())


# Reading


def _read(
    reading: "Reading",
    workbooks: Sequence[str],
    day: date,
    deadline: date | None,
    to: str | None,
    accepted: Sequence[str],
) -> "tuple[Review, Now]":
    """Reads the workbooks, and prints what they would change."""
    from register.editing.returns.answers import Words
    from register.editing.returns.changes import Now
    from register.editing.returns.report import as_text
    from register.editing.returns.request import usual_deadline
    from register.editing.returns.review import review
    from register.editing.returns.workbook_reading import read_return
    from register.snapshots.snapshots import Snapshots

    now = Now(reading.records, Snapshots(reading.records).on(reading.as_at), day)
    words = Words(now.snapshot.settings.statuses, reading.zone)
    for id in accepted:
        finding_named(id, reading)
    contents = {environment.shown_path(path): _content(path) for path in _files(workbooks)}
    found = review([read_return(name, content, words) for name, content in contents.items()], now, accepted)
    newest = found.newest
    by = deadline or (newest.by if newest else usual_deadline(now.snapshot))
    back = newest.to if newest and to is None else _address(to, reading)
    click.echo(as_text(found, by, back, reading.as_at), nl=False)
    return found, now


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise environment.UsageError(f"{path} can't be read: {environment.why(error)}") from None


def _files(named: Sequence[str]) -> list[Path]:
    """The workbooks that are named, those in the folders named, and those that a pattern fits, each once, by name."""
    if not named:
        raise environment.UsageError("name the workbooks that came back, or the folder that they are in")
    found = {path.resolve(): path for name in named for path in _files_of(name)}
    return sorted(found.values(), key=lambda path: (path.name, path))


def _may_be_returned(path: Path) -> bool:
    return path.suffix.lower() in _SPREADSHEETS and not path.name.startswith(_NOT_SENT)


def _files_of(name: str) -> Iterator[Path]:
    path = Path(name)
    if path.is_dir():
        yield from sorted(each for each in path.iterdir() if _may_be_returned(each))
        return
    named = [path] if path.exists() else sorted(path.parent.glob(path.name))  # the Windows console expands no pattern
    matches = [match for match in named if not match.name.startswith(_NOT_SENT)]
    if not matches:
        raise environment.UsageError(f"there is no workbook {name}")
    yield from matches


# Writing


def _check_and_write(reading: "Reading", folder: Path, found: "Review", now: "Now", is_written: bool) -> None:
    """Checks the records with all that would change; then writes all of it, if so asked, and prints the summary."""
    from register.editing.draft import NotEdited
    from register.editing.returns.report import as_summary, drafts_that_follow
    from register.editing.returns.written import changed_files

    try:
        files = changed_files(found, now, reading.today)
    except NotEdited as refusal:
        raise environment.UsageError(str(refusal)) from None
    refuse_proposed(reading, folder, files, ("date",), _sources(found))
    if is_written and files:
        told = [
            *drafts_that_follow(now.snapshot),
            "paste this summary into the proposal:",
            "",
            as_summary(found, now.day),
        ]
        write_proposed(reading, folder, files, told)
    elif files:
        click.echo("nothing is written yet; add --write to write all of it into the records")


def _sources(found: "Review") -> dict[str, str]:
    """Where in which workbook the change of each record stands, by the record's path."""
    return {
        row.finding.path: f"{file.name}: {row.answer.where}" for file in found.files for row in file.rows if row.change
    }
