"""`register import`: creates findings from a table, and checks them first."""

from pathlib import Path

import click

from register import environment
from register.cli.command import FOLDER, command, read
from register.cli.writing import issues_with, refuse_errors


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
