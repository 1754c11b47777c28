"""`register check` and `register fmt`: check the records, and write them in their plain form."""

import gc
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment, git
from register.checks import report
from register.checks.earlier import Earlier
from register.checks.issue import Issue, Severity, has_errors
from register.cli.command import (
    FOLDER,
    command,
    is_asked_for,
    print_text,
    read,
    refuse_missing,
    refuse_no_folder,
)
from register.editing.mended import MENDED
from register.records.folder import File, Kind, read_folder

if TYPE_CHECKING:
    from register.editing.fix import Base, Fixed


@command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@FOLDER
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(report.FORMATS)),
    default="text",
    show_default=True,
    help="How the issues are shown.",
)
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Compare with the records from which the work since REV began, e.g. origin/main: nothing published is lost, "
    "and no past paper changes without a correction.",
)
@click.option(
    "--since-published",
    "status",
    metavar="STATUS.JSON",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Compare with the records of the published site, which its status.json names.",
)
@click.option("--fix", is_flag=True, help="First write what has one answer only, and say what was written.")
def check(
    paths: tuple[Path, ...], folder: Path, form: str, strict: bool, revision: str | None, status: Path | None, fix: bool
) -> None:
    """Check every record. For each mistake, say where it is and what to write instead.

    The whole register is read; PATH limits what is reported, and what is written, to some files or folders.
    """
    gc.disable()  # the command ends before the collector would be worth its time: a third of it
    click.get_current_context().call_on_close(gc.enable)
    refuse_missing(paths)
    refuse_no_folder(folder)
    earlier = _earlier(folder, revision, status)
    if fix:
        _fix(folder, paths, earlier)
    found, texts = _issues_since(folder, earlier) if earlier else _issues(folder)
    issues = tuple(issue for issue in found if is_asked_for(issue.path, folder, paths))
    issues = issues if fix else _marked(issues, folder, earlier, revision or status)
    located = report.locate(issues, environment.shown_path(folder), texts)
    if form == "text":
        print_text(located, sys.stdout)
    else:
        click.echo(report.FORMATS[form](located), nl=False)
    if form == "github":
        _summarise(located)
    failed = has_errors(issues) or (strict and any(f.severity is Severity.WARNING for f in issues))
    sys.exit(1 if failed else 0)


_Issues = tuple[tuple[Issue, ...], Mapping[str, str]]


def _issues(folder: Path) -> _Issues:
    """The issues, and the text of each file with one. Those of the last check, if nothing has changed since."""
    from register.checks.last_check import LastCheck, fingerprint_of, read_last_check, write_last_check

    files, moment, as_at = read_folder(folder), environment.moment(), environment.as_at()
    fingerprint, path = fingerprint_of(files), environment.cache_of(folder) / "last-check"
    last = read_last_check(path)
    if not last or not last.holds(fingerprint, moment, as_at):
        from register.checks.reading import check_files
        from register.parallel import in_two_processes
        from register.snapshots.withheld import is_withheld

        reading = check_files(files, moment, as_at, run=in_two_processes)
        last = LastCheck(fingerprint, reading.zone, reading.as_at, reading.today, reading.issues)
        if not any(is_withheld(file) for file in files):  # messages about it may quote its words
            write_last_check(last, path)
    if not last.issues:
        return (), {}
    from register.records.source import texts_of

    return last.issues, texts_of(files, {issue.path for issue in last.issues})


def _earlier(folder: Path, revision: str | None, status: Path | None) -> Earlier | None:
    """The revision to compare with, if one is asked for."""
    if revision is not None and status:
        raise environment.UsageError("compare with one revision: with --since or with --since-published")
    if status:
        return git.published(folder, status)
    return git.earlier_than(folder, revision) if revision is not None else None


def _issues_since(folder: Path, earlier: Earlier) -> _Issues:
    reading = read(folder, earlier)
    return reading.issues, reading.texts


def _fix(folder: Path, paths: tuple[Path, ...], earlier: Earlier | None) -> None:
    """Writes what has one answer only, all of it or nothing, and says so."""
    after, *_ = _fixed(folder, earlier, lambda path: is_asked_for(path, folder, paths))
    environment.write_all({folder / path: file.content for path, file in after.files.items()})
    shown = environment.shown_path(folder)
    for path, said in after.said:
        click.echo(f"{Path(shown, path).as_posix()}: wrote {said}", err=True)
    if not after.files:
        click.echo("there is nothing to write that has one answer only", err=True)


def _marked(issues: tuple[Issue, ...], folder: Path, earlier: Earlier | None, base: object) -> tuple[Issue, ...]:
    """The issues; those that --fix mends say so."""
    mended = {issue.path for issue in issues if issue.rule in MENDED}
    if not mended:
        return issues
    from register.editing.fix import issues_of, marked

    after, *compared = _fixed(folder, earlier, lambda path: path in mended)
    option = "" if base is None else f" --since{'-published' if isinstance(base, Path) else ''} {base}"
    return marked(issues, after, issues_of(after, *compared), f"register check --fix{option}")


def _fixed(
    folder: Path, earlier: Earlier | None, is_asked_for: Callable[[str], bool]
) -> "tuple[Fixed, Base | None, date, date]":
    """The register with what has one answer only, what it was compared with, and the two days."""
    from register.checks.reading import compared_with, days_of
    from register.editing.fix import Base, fixed
    from register.records.record import read_records

    records = read_records(read_folder(folder))
    today, as_at = days_of(records, environment.moment(), environment.as_at())
    before, _, day = compared_with(earlier, records) if earlier else (None, None, None)
    base = Base(before, day) if before and day else None
    return fixed(records, base, today, as_at, is_asked_for), base, today, as_at


def _summarise(located: Sequence[report.LocatedIssue]) -> None:
    """Where the summary can't be written, says so; the issues are printed already."""
    try:
        environment.add_to_step_summary(report.as_markdown(located))
    except OSError as error:
        click.echo(f"the summary of this run could not be written: {error}", err=True)


@command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@FOLDER
@click.option("--check", "only_name", is_flag=True, help="Write nothing, and exit with 1 if a file would change.")
def fmt(paths: tuple[Path, ...], folder: Path, only_name: bool) -> None:
    """Write records in their plain form: capitals, spaces and line ends that make no difference are tidied up.

    No facts, words or comments change, nor does their order. PATH limits this to some files or folders.
    """
    from register.editing.fmt import plain_form
    from register.records.record import read_records

    refuse_missing(paths)
    refuse_no_folder(folder)
    listed = read_folder(folder)
    files = [f for f in listed if f.kind and is_asked_for(f.path, folder, paths)]
    beside = read_records(f for f in listed if f.kind is not Kind.RECOMMENDATION)
    forms = {file: plain_form(file, beside) for file in files}
    changed = [file for file, form in forms.items() if form.content != file.content]
    for file, form in forms.items():
        if form.left:
            click.echo(f"{_shown(file, folder)} is left unchanged: {form.left}", err=True)
    for file in changed:
        if not only_name:
            environment.write_whole(folder / file.path, forms[file].content)
        click.echo(f"{'would reformat' if only_name else 'reformatted'} {_shown(file, folder)}")
    if not changed:
        click.echo("nothing to reformat")
    sys.exit(1 if only_name and changed else 0)


def _shown(file: File, folder: Path) -> str:
    return Path(environment.shown_path(folder), file.path).as_posix()
