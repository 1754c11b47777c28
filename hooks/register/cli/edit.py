"""`register update` and `import`: commands that write records, and check them first."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment
from register.cli.command import FOLDER, command, read
from register.cli.writing import issues_with, refuse_errors

if TYPE_CHECKING:
    from register.records.model import HistoryEntry


@command()
@click.argument("id")
@FOLDER
@click.option("--status", help="The new status.")
@click.option("--due", metavar="YYYY-MM-DD", help="The new due date; needs --reason.")
@click.option("--owner", help="The new owner, a role.")
@click.option("--next", "what", help="The next step.")
@click.option("--by", metavar="YYYY-MM-DD", help="The date of the next step.")
@click.option("--inspectorate-status", help="The inspectorate's new status.")
@click.option("--reason", help="Why.")
@click.option("--approved-by", help="The role that approved it.")
@click.option("--date", "on", metavar="YYYY-MM-DD", help="The day of the change (default: today).")
def update(id: str, folder: Path, on: str | None, what: str | None, by: str | None, **changed: str | None) -> None:
    """Record a change of state: at the top of the record ID and, with its day, in its history.

    The changed record is checked first; if it has errors, nothing is written.
    """
    from register.editing.update import NotUpdated, updated
    from register.records.nearest import nearest
    from register.records.source import texts_of

    reading = read(folder)
    record = reading.records.recommendations.get(id)
    if record is None:
        near = nearest(id, reading.records.recommendations)
        raise environment.UsageError(
            f'there is no finding "{id}"' + (f'; write "{near}" if that is meant' if near else "")
        )
    if by and not what:
        raise environment.UsageError("--by is the date of the next step; give the step with --next")
    step = {"what": what} | ({"by": by} if by else {}) if what else None
    try:
        file = updated(
            record, _entry(on or reading.as_at.isoformat(), {**changed, "next": step}, reading.zone), reading.records
        )
    except NotUpdated as refusal:
        raise environment.UsageError(f"{record.file.path}: {refusal}") from None
    found = issues_with(reading, [file])
    refuse_errors(
        found, environment.shown_path(folder), texts_of([file], {file.path}), "correct the options of this command"
    )
    environment.write_whole(folder / file.path, file.content)
    click.echo(f"updated {environment.shown_path(folder)}/{file.path}")


@command("import")
@click.argument("table", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@FOLDER
def import_(table: Path, folder: Path) -> None:
    """Create a finding from each line of TABLE, a CSV file in UTF-8 whose first line names the columns.

    All lines are first checked together with the register; if any has errors, nothing is written.
    """
    from register.editing.import_table import NotImported, in_table, rows_of

    reading = read(folder)
    try:
        text = table.read_text("utf-8-sig")
        rows = rows_of(text)
    except (NotImported, UnicodeDecodeError) as refusal:
        what = refusal if isinstance(refusal, NotImported) else 'save it as "CSV UTF-8"'
        raise environment.UsageError(f"{table}: {what}") from None
    existing = [row.file.id for row in rows if row.file.id in reading.records.recommendations]
    if existing:
        raise environment.UsageError(f"these records already exist: {', '.join(existing)}")
    found = in_table(issues_with(reading, [row.file for row in rows]), rows, table.name, text)
    refuse_errors(found, environment.shown_path(table.parent), {table.name: text}, "correct the table")
    for row in rows:
        environment.write_whole(folder / row.file.path, row.file.content)
    findings = "1 finding" if len(rows) == 1 else f"{len(rows)} findings"
    click.echo(f"created {findings} in {environment.shown_path(folder)}/recommendations")


def _entry(day: str, changed: dict[str, object], zone: str) -> "HistoryEntry":
    """The entry that these options make."""
    from pydantic import ValidationError

    from register.records.model import HistoryEntry

    given = {name: value for name, value in changed.items() if value}
    if not given:
        raise environment.UsageError("say what changed, e.g. --status green --reason ...")
    try:
        return HistoryEntry.model_validate({"date": day, **given})
    except ValidationError as wrong:
        messages = [_misread(str(error["loc"][-1]), str(error["input"]), zone) for error in wrong.errors()]
        raise environment.UsageError("; ".join(messages)) from None


def _misread(field: str, given: str, zone: str) -> str:
    """What is wrong with the value that was given for the field of an entry."""
    from register.checks.date_advice import what_instead, what_is_wrong

    option = f"--{field.replace('_', '-')}"
    if field in ("date", "due", "by"):
        return f"{what_is_wrong(given)}; {what_instead(given, option + ' {}', zone)}"
    return f'"{given}" can\'t be read; give {option} an id exactly as it is defined'
