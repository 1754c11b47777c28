"""`register check` and `register fmt`: check the records, and write them in their plain form."""

import gc
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from register import environment
from register.checks import report
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
from register.records.folder import File, read_folder


@command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@FOLDER
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(report.FORMATS)),
    default="text",
    show_default=True,
    help="How the findings are shown.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail too.")
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Compare with the records from which the work since REV began, e.g. origin/main, and refuse lost history.",
)
def check(paths: tuple[Path, ...], folder: Path, form: str, strict: bool, revision: str | None) -> None:
    """Check every record, and say of each mistake where it is and what to write instead.

    The whole register is read; PATH limits what is reported to some files or folders.
    """
    gc.disable()  # the command ends before the collector would be worth its time: a third of it
    click.get_current_context().call_on_close(gc.enable)
    refuse_missing(paths)
    found, texts = _found(folder) if revision is None else _found_since(folder, revision)
    issues = tuple(issue for issue in found if is_asked_for(issue.path, folder, paths))
    located = report.locate(issues, environment.shown_path(folder), texts)
    if form == "text":
        print_text(located, sys.stdout)
    else:
        click.echo(report.FORMATS[form](located), nl=False)
    if form == "github":
        _summarise(located)
    failed = has_errors(issues) or (strict and any(f.severity is Severity.WARNING for f in issues))
    sys.exit(1 if failed else 0)


_Found = tuple[tuple[Issue, ...], Mapping[str, str]]


def _found(folder: Path) -> _Found:
    """What the check finds, and what each file with a finding says. Kept from the last time, if nothing changed."""
    from register.checks.last_check import Kept, keep, name_of, read_kept

    refuse_no_folder(folder)
    files, moment, as_at = read_folder(folder), environment.moment(), environment.as_at()
    name, place = name_of(files), environment.cache_of(folder) / "findings"
    kept = read_kept(place)
    if not kept or not kept.holds(name, moment, as_at):
        from register.checks.reading import check_files
        from register.parallel import in_two_processes
        from register.snapshots.withheld import is_withheld

        reading = check_files(files, moment, as_at, run=in_two_processes)
        kept = Kept(name, reading.zone, reading.as_at, reading.today, reading.issues)
        if not any(is_withheld(file) for file in files):  # what is said of it may quote its words
            keep(kept, place)
    if not kept.issues:
        return (), {}
    from register.records.source import texts_of

    return kept.issues, texts_of(files, {issue.path for issue in kept.issues})


def _found_since(folder: Path, revision: str) -> _Found:
    reading = read(folder, revision)
    return reading.issues, reading.texts


def _summarise(located: Sequence[report.LocatedIssue]) -> None:
    """Where the summary can't be written, says so; the findings are printed already."""
    try:
        environment.add_to_step_summary(report.as_markdown(located))
    except OSError as problem:
        click.echo(f"the summary of this run could not be written: {problem}", err=True)


@command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@FOLDER
@click.option("--check", "only_name", is_flag=True, help="Write nothing, and end with 1 if a file would change.")
def fmt(paths: tuple[Path, ...], folder: Path, only_name: bool) -> None:
    """Write records in their plain form: capitals, blanks and line ends that mean nothing are put right.

    No facts, words, remarks or their order change. PATH limits this to some files or folders.
    """
    from register.editing.fmt import plain_form

    refuse_missing(paths)
    refuse_no_folder(folder)
    files = [f for f in read_folder(folder) if f.kind and is_asked_for(f.path, folder, paths)]
    forms = {file: plain_form(file) for file in files}
    changed = [file for file, form in forms.items() if form.content != file.content]
    for file, form in forms.items():
        if form.left:
            click.echo(f"{_shown(file, folder)} is left as it is: {form.left}", err=True)
    for file in changed:
        if not only_name:
            environment.write_whole(folder / file.path, forms[file].content)
        click.echo(f"{_shown(file, folder)} {'would change' if only_name else 'is written in its plain form'}")
    if not changed:
        click.echo("no file needs a change")
    sys.exit(1 if only_name and changed else 0)


def _shown(file: File, folder: Path) -> str:
    return Path(environment.shown_path(folder), file.path).as_posix()
