"""`register combine`: the published data of many bodies as a site, a database and tables."""

import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.cli.command import command, refuse_missing
from register.cli.options import given_or_asked

if TYPE_CHECKING:
    from register.combining.combination import Combined
    from register.combining.comparing import Sources

SITE = "site"
_ASSETS = Path(__file__).resolve().parents[3] / "docs" / "assets"
"""The register's own look, where MkDocs takes it from too: `register` is installed as its checkout."""
_STYLES_AND_SCRIPTS = ("frame.css", "register.css", "dark.css", "palette.js", "register.js", "search.js")


@command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE…", type=click.Path(path_type=Path))
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path, file_okay=False), help="The folder to write.")
@click.option("--as-at", metavar="YYYY-MM-DD", help="The day to show (default: the newest day of the data).")
@click.option(
    "--late-after", metavar="DAYS", type=click.IntRange(min=0), default=31, show_default=True,
    help="Data that are older than the day by more than this are late.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit with 1 where a source is bad, late or not comparable.")
def combine(sources: tuple[Path, ...], out: Path | None, as_at: str | None, late_after: int, strict: bool) -> None:
    """Combine the published data of many bodies: a site, a database and CSV tables.

    Each SOURCE is a register.json as a body publishes it, or a folder of such files. Of one body there may be several,
    of different days: the newest that is sound is shown, and the others make the trend.
    """
    from register.combining.comparing import read_sources

    refuse_missing(sources)
    out = out or Path(given_or_asked(None, "--out", "a folder to write the site and the tables into"))
    _refuse_other_folder(out)
    tomorrow = environment.moment().date() + timedelta(days=1)  # it may be the next day already where they are
    found = read_sources(sources, tomorrow, _day_asked_for(as_at))
    try:
        combined, pages = _write(found, out, late_after)
    except (OSError, sqlite3.OperationalError) as error:
        raise environment.UsageError(f"{out} can't be written: {environment.why(error)}") from None
    for problem in combined.problems:
        click.echo(str(problem), err=True)
    if not combined.bodies:
        click.echo("nothing was written: no source is sound", err=True)
        sys.exit(1)
    shown, bodies = environment.shown_path(out), "1 body" if combined.bodies == 1 else f"{combined.bodies} bodies"
    click.echo(f"wrote {shown}: {bodies} as at {combined.day}, {pages} pages; open {shown}/{SITE}/index.html")
    if strict and combined.problems:
        sys.exit(1)


def _day_asked_for(as_at: str | None) -> date | None:
    """The day that the option asks for, else REGISTER_AS_OF. Raises UsageError where it is not a day."""
    return environment.as_at() if as_at is None else environment.day_named(as_at, "--as-at {}")


def _write(sources: "Sources", out: Path, late_after: int) -> "tuple[Combined, int]":
    """Puts all of it in the place of the folder; returns what came of it, and the number of pages.

    Nothing is written where there is no body to show.
    """
    from register.combining.combination import combine as write_tables
    from register.publishing.replacement import put_in_place

    out.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".") as folder:
        made = Path(folder) / "new"
        made.mkdir()
        combined = write_tables(sources, made, late_after)
        pages = _write_site(made, combined.day) if combined.day else 0
        if pages:
            put_in_place(made, out, made.with_name("old"))
    return combined, pages


def _write_site(folder: Path, day: date) -> int:
    """Writes the site beside the database that it is made from; returns the number of its pages."""
    from register.combining.combination import DATABASE
    from register.combining.pages import pages_of
    from register.combining.search import search_files

    pages = 0
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        for address, page in pages_of(connection, day):
            _write_file(folder / SITE / address.strip("/") / "index.html", page.encode())
            pages += 1
        for address, content in search_files(connection):
            _write_file(folder / SITE / address.strip("/"), content)
    (folder / SITE / "assets").mkdir()
    for name in _STYLES_AND_SCRIPTS:
        shutil.copyfile(_ASSETS / name, folder / SITE / "assets" / name)
    return pages


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _refuse_other_folder(out: Path) -> None:
    """Raises UsageError where the folder holds anything that an earlier run didn't write."""
    from register.combining.combination import DATABASE, TABLES

    names = {each.name for each in out.iterdir()} if out.exists() else set()
    if names and (DATABASE not in names or names - {SITE, DATABASE, TABLES}):
        raise environment.UsageError(f"{out} holds something else than this command writes; name a new folder")
