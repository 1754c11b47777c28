"""`register changes`, `papers` and `schema`: show what the records say, to people and programs."""

import json
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment, git
from register.checks.issue import has_errors
from register.cli.command import FOLDER, command, sound
from register.records.folder import Kind

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.records.record import Records
    from register.snapshots.snapshot import Snapshot


@command()
@click.argument("start", metavar="FROM")
@click.argument("end", metavar="TO", required=False)
@FOLDER
@click.option(
    "--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True,
    help="How the changes are shown.",
)  # fmt: skip
def changes(start: str, end: str | None, folder: Path, form: str) -> None:
    """List what changed after FROM, up to and including TO (default: the records as they are today).

    FROM and TO are days, e.g. 2019-06-28, or Git revisions, e.g. v1.2. Revisions are compared as at the day of the
    build. If FROM is a revision and TO is left out, it lists what the work since then would change.
    """
    from register.figures.changes import changes_between
    from register.figures.tables import title_of
    from register.pages.change_report import FORMATS

    reading = sound(folder)
    first, last = _day(start), _day(end) if end else None
    if first and (not end or last) and first >= (last or reading.as_at):
        raise environment.UsageError(f"{first} is not before {last or reading.as_at}; name the earlier day first")
    before = _state(reading, folder, start, since=not end)
    found = changes_between(before, _state(reading, folder, end) if end else _state_on(reading.records, reading.as_at))
    title = title_of(found) if first and (not end or last) else _between_revisions(start, end, reading.as_at)
    click.echo(FORMATS[form](found, title), nl=False)


def _state(reading: "Reading", folder: Path, written: str, since: bool = False) -> "Snapshot":
    """The register on the given day, or as its records were at the given revision.

    since: the revision stands for its merge base with HEAD, from which the work since began. Where another
    organisation's register stood there, this one was empty.
    """
    from register.checks.comparison import is_another_register
    from register.checks.judge import check
    from register.records.record import read_records

    if day := _day(written):
        return _state_on(reading.records, day)
    records = read_records(git.earlier_than(folder, written).files if since else git.files_at(folder, written))
    if is_another_register(records.settings, reading.records.settings):
        return _state_on(read_records(()), reading.as_at)
    if has_errors(check(records, reading.today, reading.as_at)):
        raise environment.UsageError(f'the records at "{written}" have errors, so nothing can be compared with them')
    return _state_on(records, reading.as_at)


def _state_on(records: "Records", day: date) -> "Snapshot":
    from register.snapshots.as_at import as_at

    return as_at(records.public(), day)


def _between_revisions(start: str, end: str | None, day: date) -> str:
    from register.wording.sentences import say

    later = end or say("changes-working-tree")
    return say("changes-caption-revisions", start=start, end=later, day=day)


def _day(written: str) -> date | None:
    """The given day; None where it doesn't have the form of one, so that it can be a revision."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
        return None
    from register.records.values import read_day

    try:
        return read_day(written)
    except ValueError:
        raise environment.UsageError(f'"{written}" is not a date; write it as yyyy-mm-dd, e.g. 2019-06-28') from None


@command()
@click.argument("meetings", nargs=-1, metavar="[MEETING]...")
@FOLDER
@click.option(
    "--out",
    default="site",
    show_default=True,
    metavar="DIR",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder to write to.",
)
def papers(meetings: tuple[str, ...], folder: Path, out: Path) -> None:
    """Make the papers of all meetings, or of those named, as PDF and Word files.

    MEETING is a meeting's id, e.g. 2019-09-26. Its paper is written to DIR/meetings/MEETING/paper.pdf and paper.docx.
    """
    from register.build import make_papers
    from register.exports.paper_pdf import formats_here
    from register.snapshots.snapshots import Snapshots

    reading = sound(folder)
    public = reading.records.public()
    for id in meetings:
        if id not in public.meetings:
            known = ", ".join(sorted(public.meetings))
            raise environment.UsageError(f'there is no meeting "{id}"; the meetings are {known}')
    formats, missing = formats_here()
    reference = environment.reference_beside(folder)
    made = make_papers(Snapshots(public), reading.as_at, formats, meetings or None, reference)
    for address, content in made.items():
        path = out / address.lstrip("/")
        environment.write_whole(path, content)
        click.echo(path.as_posix())
    if missing:
        raise click.ClickException(missing)


@command()
@click.argument("kind", type=click.Choice([str(kind) for kind in Kind]))
def schema(kind: str) -> None:
    """Print the JSON Schema of one kind of record, for editors and other programs."""
    from register.records import model

    click.echo(json.dumps(model.schema(Kind(kind)), ensure_ascii=False, indent=2))
