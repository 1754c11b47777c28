"""The command `register`: reads arguments, calls the core, prints, and chooses the exit status.

0: no errors; 1: the records have errors; 2: the command was misused.
"""

import sys

import click

from register.cli.begin import init
from register.cli.check import check, fmt
from register.cli.combine import combine
from register.cli.correct import correct
from register.cli.editor import editor
from register.cli.export import export
from register.cli.imports import import_
from register.cli.new_record import new
from register.cli.publish import addresses, verify
from register.cli.returns import return_
from register.cli.show import changes, papers, schema
from register.cli.update import close, respond, update, withdraw, withhold
from register.cli.verbs import rename, rename_owner, split, supersede


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inspection-register")
def main() -> None:
    """The register of what an inspectorate recommended, and of what became of it."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


for _command in (
    *(check, fmt, init, new, update, close, respond, withdraw, withhold),
    *(supersede, split, rename, correct, rename_owner, return_, import_),
    *(changes, combine, editor, export, papers, schema, verify, addresses),
):
    main.add_command(_command)
