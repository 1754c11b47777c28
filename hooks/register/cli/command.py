"""What all commands of `register` share: answering misuse, reading the records, printing issues."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from register import environment
from register.checks import report
from register.checks.issue import Severity, has_errors

if TYPE_CHECKING:
    from register.checks.earlier import Earlier
    from register.checks.reading import Reading

FOLDER = click.option(
    "--records",
    "folder",
    default="records",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder of the records.",
)


class _Command(click.Command):
    """Turns a UsageError into a sentence below the command's own usage, and exit status 2; a locked file too."""

    def invoke(self, context: click.Context) -> object:
        try:
            return super().invoke(context)
        except environment.UsageError as error:
            raise click.UsageError(str(error), context) from None
        except PermissionError as error:
            raise click.UsageError(f"{error.filename}: {environment.why(error)}", context) from None


def command(name: str | None = None) -> Callable[[Callable[..., None]], click.Command]:
    """Makes a function a command of `register`, called like the function or by the name."""
    return click.command(name, cls=_Command)


class Commands(click.Group):
    """Commands below one name. One that there is not is answered with those that there are."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant. Raises UsageError, which names it or all of them, where there is none."""
        from register.records.nearest import nearest

        names = self.list_commands(ctx)
        if args[0] not in names and not args[0].startswith("-"):
            near = nearest(args[0], names)
            advice = f'write "{near}" if that is meant' if near else f"write one of {', '.join(names)}"
            raise click.UsageError(f'"{args[0]}" is not a command; {advice}', ctx)
        return super().resolve_command(ctx, args)


def refuse_missing(paths: tuple[Path, ...]) -> None:
    """Raises UsageError where one of the paths does not exist."""
    for path in paths:
        if not os.path.lexists(path):
            raise environment.UsageError(f"there is no file or folder {path}")


def refuse_no_folder(folder: Path) -> None:
    """Raises UsageError where there is no such folder of records."""
    if not folder.is_dir():
        raise environment.UsageError(f"there is no folder {folder}; name the folder of the records with --records DIR")


def is_asked_for(name: str, folder: Path, paths: tuple[Path, ...]) -> bool:
    """Whether the file of that name below folder is one of paths, or is in one; no paths ask for every file."""
    file = (folder / name).absolute()
    return not paths or any(file.is_relative_to(path.absolute()) for path in paths)


def read(folder: Path, earlier: "Earlier | None" = None) -> "Reading":
    """The records and their issues; with an earlier revision, also what was lost since."""
    from register.checks.reading import read_and_check
    from register.parallel import in_two_processes

    refuse_no_folder(folder)
    return read_and_check(folder, environment.moment(), environment.as_at(), earlier, run=in_two_processes)


def sound(folder: Path) -> "Reading":
    """The records, if they have no errors; otherwise prints the errors and exits with 1."""
    reading = read(folder)
    exit_with_errors(reading, folder)
    return reading


def exit_with_errors(reading: "Reading", folder: Path, advice: str = "") -> None:
    """Prints the errors of the records in the folder and the advice, and exits with 1; does nothing without errors."""
    if not has_errors(reading.issues):
        return
    errors = (issue for issue in reading.issues if issue.severity is Severity.ERROR)
    print_text(report.locate(errors, environment.shown_path(folder), reading.texts), sys.stderr)
    if advice:
        click.echo(advice, err=True)
    sys.exit(1)


_STYLES: dict[str, dict[str, Any]] = {"path": {"bold": True}, "error": {"fg": "red"}, "warning": {"fg": "yellow"}}


def print_text(located: Sequence[report.LocatedIssue], stream: TextIO) -> None:
    """Prints the issues: in colour where the stream is a terminal, and with no character that its encoding lacks."""
    text = report.as_text(located, stream.encoding or "utf-8", lambda text, what: click.style(text, **_STYLES[what]))
    click.echo(text, file=stream, nl=False, color=environment.colour())
