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
    build, with the past papers that would say something else. If FROM is a revision and TO is left out, it lists what
    the work since then would change.
    """
    from register.checks.papers import Papers, changed_papers
    from register.figures.changes import changes_between
    from register.figures.tables import title_of
    from register.pages.change_report import FORMATS
    from register.snapshots.as_at import as_at

    reading = sound(folder)
    first, last = _day(start), _day(end) if end else None
    if first and (not end or last) and first >= (last or reading.as_at):
        raise environment.UsageError(f"{first} is not before {last or reading.as_at}; name the earlier day first")
    public = reading.records.public()
    was = public if first else _records_at(reading, folder, start, since=not end)
    now = public if last or not end else _records_at(reading, folder, end)
    found = changes_between(as_at(was, first or reading.as_at), as_at(now, last or reading.as_at))
    given = (Papers(records, reading.today) for records in (was, now))
    papers = () if was is now else tuple(each.was for each in changed_papers(*given))
    title = title_of(found) if first and (not end or last) else _between_revisions(start, end, reading.as_at)
    click.echo(FORMATS[form](found, title, papers), nl=False)


def _records_at(reading: "Reading", folder: Path, revision: str, since: bool = False) -> "Records":
    """The public records as they were at the given revision.

    since: the revision stands for its merge base with HEAD, from which the work since began. Where another
    organisation's register stood there, this one was empty.
    """
    from register.checks.comparison import is_another_register
    from register.checks.judge import check
    from register.records.record import read_records

    records = read_records(git.earlier_than(folder, revision).files if since else git.files_at(folder, revision))
    if is_another_register(records.settings, reading.records.settings):
        return read_records(())
    if has_errors(check(records, reading.today, reading.as_at)):
        raise environment.UsageError(f'the records at "{revision}" have errors, so nothing can be compared with them')
    return records.public()


def _between_revisions(start: str, end: str | None, day: date) -> str:
    from register.wording.sentences import say

    later = end or say("changes-working-tree")
    return say("changes-caption-revisions", start=start, end=later, day=day)


def _day(written: str) -> date | None:
    """The given day; None where it doesn't have the form of one, so that it can be a revision."""
    has_form = re.fullmatch(r"\d{4}-\d{2}-\d{2}", written) is not None
    return environment.day_named(written, "{}") if has_form else None


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
