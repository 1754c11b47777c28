"""`register export`: the data that the site publishes, as one file."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment, git
from register.cli.command import FOLDER, command, sound

if TYPE_CHECKING:
    from register.exports.published_data import PublishedData

FORMATS = ("json", "csv", "xlsx", "sqlite", "zip")
BINARY = ("xlsx", "sqlite", "zip")


@command()
@FOLDER
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="json", show_default=True, help="The form of the data.",
)  # fmt: skip
@click.option(
    "--out", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False), help="The file to write to."
)  # fmt: skip
@click.option("--site-url", metavar="URL", help="The address of the site, for the addresses of its pages.")
def export(folder: Path, form: str, out: Path | None, site_url: str | None) -> None:
    """Export the public data as at the day, as the site publishes them: to the standard output, or to a file.

    json: the whole register. csv: one line for each finding. xlsx: the same as a workbook, for people. zip: all tables
    as CSV. sqlite: the same tables as a database.
    """
    if not out and form in BINARY and is_terminal():
        raise environment.UsageError(f"{form} is not for a terminal; name a file with --out FILE")
    content = _content(_data(folder, site_url), form)
    if out:
        environment.write_whole(out, content)
        click.echo(f"wrote {out.as_posix()}")
    else:
        click.echo(content.removeprefix(_BOM), nl=form == "json")


def is_terminal() -> bool:
    """Whether the standard output is a terminal."""
    return sys.stdout.isatty()


_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What tells a spreadsheet that a file is UTF-8; in a pipe it would be a part of the first name."""


def _data(folder: Path, site_url: str | None) -> "PublishedData":
    from register.exports.origin import Origin
    from register.exports.published_data import PublishedData
    from register.snapshots.snapshots import Snapshots

    reading, commit = sound(folder), git.commit_of(folder)
    site = f"{site_url.rstrip('/')}/" if site_url else None
    return PublishedData(
        Snapshots(reading.records.public()), reading.as_at, Origin(site, commit.name if commit else None)
    )


def _content(data: "PublishedData", form: str) -> bytes:
    """The data in that form."""
    from register.exports.data import export_as

    return export_as(form, data)
