"""Shell 2: the command `register`. Reads arguments, calls the core, prints, and chooses the exit status.

0: all is well; 1: the records have errors; 2: the command was misused.
"""

import json
import os
import sys
from pathlib import Path

import click

from register import git, report, shell
from register.build import Reading, read_and_check
from register.checks import Finding, has_errors
from register.checks.registry import Severity
from register.folder import Kind

_FOLDER = click.option(
    "--records",
    "folder",
    default="records",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the records.",
)


class _Group(click.Group):
    """Turns misuse into a sentence and exit status 2."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except shell.Misuse as misuse:
            raise click.UsageError(str(misuse), context) from None


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inspection-register")
def main() -> None:
    """The register of what an inspectorate recommended, and of what became of it."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@_FOLDER
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
    for path in paths:
        if not os.path.lexists(path):
            raise shell.Misuse(f"there is no file or folder {path}")
    reading = _read(folder, revision)
    findings = tuple(finding for finding in reading.findings if _is_asked_for(finding, folder, paths))
    click.echo(report.FORMATS[form](findings, shell.shown_path(folder)), nl=False)
    failed = has_errors(findings) or (strict and any(f.severity is Severity.WARNING for f in findings))
    sys.exit(1 if failed else 0)


def _read(folder: Path, revision: str | None = None) -> Reading:
    if not folder.is_dir():
        raise shell.Misuse(f"there is no folder {folder}; name the folder of the records with --records DIR")
    earlier = git.files_before(folder, revision) if revision is not None else None
    return read_and_check(folder, shell.moment(), shell.as_of(), earlier)


def _is_asked_for(finding: Finding, folder: Path, paths: tuple[Path, ...]) -> bool:
    place = (folder / finding.path).absolute()
    return not paths or any(place.is_relative_to(path.absolute()) for path in paths)


def _sound(folder: Path) -> Reading:
    """The records, if they have no errors; else prints the errors and ends."""
    reading = _read(folder)
    if has_errors(reading.findings):
        errors = tuple(f for f in reading.findings if f.severity is Severity.ERROR)
        click.echo(report.as_text(errors, shell.shown_path(folder)), nl=False, err=True)
        sys.exit(1)
    return reading


@main.command()
@_FOLDER
@click.option(
    "--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True, help="What to write."
)
def export(folder: Path, form: str) -> None:
    """Print the public facts as at the day: the whole register as JSON, or one line a finding as CSV."""
    from register.as_at import as_at
    from register.exports import recommendations_as_csv, register_as_json

    reading = _sound(folder)
    now = as_at(reading.records.public(), reading.day)
    if form == "csv":
        click.echo(recommendations_as_csv(now), nl=False)
    else:
        click.echo(json.dumps(register_as_json(now), ensure_ascii=False, indent=2))


@main.command()
@click.argument("kind", type=click.Choice([str(kind) for kind in Kind]))
def schema(kind: str) -> None:
    """Print the JSON Schema of the facts of one kind of record, for editors and other programs."""
    from register import model

    click.echo(json.dumps(model.schema(Kind(kind)), ensure_ascii=False, indent=2))


_PLACES = {
    Kind.FRAMEWORK: "frameworks/{}.yml",
    Kind.INSPECTION: "inspections/{}.md",
    Kind.RECOMMENDATION: "recommendations/{}.md",
    Kind.MEETING: "meetings/{}.md",
}


@main.command()
@click.argument("kind", type=click.Choice([str(kind) for kind in _PLACES]))
@click.argument("id")
@_FOLDER
def new(kind: str, id: str, folder: Path) -> None:
    """Begin a new record: writes a file with every field and heading, ready to be filled in.

    ID is the name that the record's address is made of, e.g. vetting-clearance; for a meeting its day, e.g. 2019-09-26.
    """
    from register.drafts import skeleton
    from register.model import is_id
    from register.records import meeting_day

    if not is_id(id):
        raise shell.Misuse(f'"{id}" can\'t be an id: use a-z, 0-9 and single hyphens')
    if Kind(kind) is Kind.MEETING and meeting_day(id) is None:
        raise shell.Misuse(f'"{id}" is no day; name a meeting yyyy-mm-dd')
    path = folder / _PLACES[Kind(kind)].format(id)
    if path.exists():
        raise shell.Misuse(f"{path} exists already")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(skeleton(Kind(kind)), "utf-8", newline="\n")
    click.echo(f"{path.as_posix()} is begun: fill it in, delete what is not needed, then check it")


if __name__ == "__main__":
    main()
