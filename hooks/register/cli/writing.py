"""What the commands that write records share: the changed records are checked first, and all are written or none."""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.checks import report
from register.checks.issue import Issue, Severity, has_errors
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


def first_mistake(reading: "Reading", file: File) -> str:
    """What is wrong first with this file if it replaced the old one, and what to write; empty without errors."""
    errors = (issue for issue in issues_with(reading, [file]) if issue.severity is Severity.ERROR)
    return next((f"{issue.message}; {issue.fix}" for issue in errors), "")


def _end_with_errors(issues: Iterable[Issue], advice: str) -> None:
    if has_errors(issues):
        click.echo(f"nothing was written; {advice}", err=True)
        sys.exit(1)


def carry_out(
    reading: "Reading",
    folder: Path,
    files: Mapping[str, File | None],
    options: Iterable[str],
    told: Sequence[str],
) -> None:
    """Checks the whole register with these files, and writes all of them or none; then says what was written.

    Where there is an error, it says what to mend in terms of the options, and exits with 1. told: what else to say.
    """
    refuse_proposed(reading, folder, files, options)
    write_proposed(reading, folder, files, told)


def refuse_proposed(
    reading: "Reading",
    folder: Path,
    files: Mapping[str, File | None],
    options: Iterable[str],
    sources: Mapping[str, str] | None = None,
) -> None:
    """Checks the whole register with these files. Prints what it finds; exits with 1 where that is an error.

    sources: for files that are made from other ones, where in those their content stands, by the path.
    """
    from register.editing.proposal import propose
    from register.records.source import texts_of

    proposal = propose(reading, files)
    texts = texts_of((file for file in files.values() if file), files.keys())
    before = texts_of(reading.records.files, files.keys())
    own = [issue for issue in proposal.issues if _is_written(issue, texts, before)]
    known = frozenset(options)
    words = next((f"--{name}" for name in ("response", "value") if name in known), "")
    places = ((sources or {}).get(issue.path) or (words if _is_in_words(issue, texts) else "") for issue in own)
    for line in dict.fromkeys(_in_options(issue, known, place) for issue, place in zip(own, places, strict=True)):
        click.echo(line, err=True)
    others = tuple(issue for issue in proposal.issues if issue not in own)
    if others:
        print_text(report.locate(others, environment.shown_path(folder), texts), sys.stderr)
    wrong = "the files that were read" if sources else "the options of this command"
    _end_with_errors(proposal.issues, f"correct {wrong}")


def write_proposed(reading: "Reading", folder: Path, files: Mapping[str, File | None], told: Sequence[str]) -> None:
    """Writes all of these files or none, and says what was written. told: what else to say.

    Raises UsageError where one of them was saved since it was read, so that nobody's words are lost.
    """
    shown, before = environment.shown_path(folder), {file.path: file.content for file in reading.records.files}
    for path in files:
        target = folder / path
        if (target.read_bytes() if target.is_file() else None) != before.get(path):
            raise environment.UsageError(f"{target.as_posix()} was saved while this command ran; run it again")
    environment.write_all({folder / path: file and file.content for path, file in files.items()})
    for path, file in files.items():
        done = "deleted" if file is None else "updated" if path in before else "created"
        click.echo(f"{done} {Path(shown, path).as_posix()}")
    for line in told:
        click.echo(line)


def _is_written(issue: Issue, texts: Mapping[str, str], before: Mapping[str, str]) -> bool:
    """Whether the issue is in a line that the command would write."""
    lines = texts.get(issue.path, "").split("\n")
    line = lines[issue.line - 1] if issue.line <= len(lines) else ""
    return issue.path in texts and line not in before.get(issue.path, "").split("\n")


def _is_in_words(issue: Issue, texts: Mapping[str, str]) -> bool:
    """Whether the issue is below the facts of a record."""
    return issue.path.endswith(".md") and "---" in texts[issue.path].split("\n")[1 : issue.line - 1]


def _in_options(issue: Issue, options: frozenset[str], place: str) -> str:
    """An issue of what the command would write, where no line is to be seen yet; place: where it comes from."""
    from register.editing.advice import in_options

    where = f"{place}: " if place else ""
    return f"{where}{issue.severity}[{issue.rule}]: {issue.message}; {in_options(issue.fix, options)}"
