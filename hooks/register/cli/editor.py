"""`register editor`: writes the settings of editors as files of the repository."""

import sys
from pathlib import Path

import click

from register import environment
from register.cli.command import FOLDER, command, sound


@command()
@FOLDER
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit with 1 if a file is missing or differs.")
def editor(folder: Path, only_check: bool) -> None:
    """Write the settings of editors, from the fields of the records and the words that this register uses.

    They are those of Visual Studio Code (.vscode/: schemas, snippets, tasks) and of the editor in the browser (edit/).
    Run it again when a word, an owner or a report is new.
    """
    from register.editing.editors import editor_files

    files = {folder.parent / path: text for path, text in editor_files(sound(folder).records, folder.name).items()}
    old = [path for path, text in files.items() if not path.is_file() or path.read_bytes() != text.encode()]
    if only_check:
        for path in old:
            click.echo(f"{environment.shown_path(path)} {'is out of date' if path.exists() else 'is missing'}")
        click.echo('run "register editor", and commit what it writes' if old else "the settings of editors are current")
        sys.exit(1 if old else 0)
    environment.write_all({path: files[path].encode() for path in old})
    for path in old:
        click.echo(f"wrote {environment.shown_path(path)}")
    click.echo("next: commit these files" if old else "the settings of editors are current; nothing was written")
