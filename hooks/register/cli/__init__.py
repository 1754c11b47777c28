"""The command `register`: reads arguments, calls the core, prints, and chooses the exit status.

0: no errors; 1: the records have errors; 2: the command was misused.
"""

import sys
from importlib import import_module

import click

from register.cli.command import Commands

_MODULES = {
    "begin": ("init",),
    "check": ("check", "fmt"),
    "combine": ("combine",),
    "correct": ("correct",),
    "editor": ("editor",),
    "export": ("export",),
    "imports": ("import",),
    "new_record": ("new",),
    "publish": ("addresses", "verify"),
    "returns": ("return",),
    "show": ("changes", "papers", "schema"),
    "update": ("close", "respond", "update", "withdraw", "withhold"),
    "verbs": ("rename", "rename-owner", "split", "supersede"),
}
"""The modules here, each with its commands."""

_COMMANDS = {name: module for module, names in _MODULES.items() for name in names}


class _Commands(Commands):
    """Loads the module of a command when it is asked for: who checks need not wait for what writes."""

    def list_commands(self, ctx: click.Context | None) -> list[str]:  # noqa: ARG002
        """The names of all commands, in order."""
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context | None, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name; None where there is none."""
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"register.cli.{_COMMANDS[cmd_name]}")
        commands = (each for each in vars(module).values() if isinstance(each, click.Command))
        return next(each for each in commands if each.name == cmd_name)


@click.command(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="inspection-register")
def main() -> None:
    """The register of what an inspectorate recommended, and of what became of it."""
    for stream in (sys.stdout, sys.stderr):  # a console that lacks a letter must not end the program
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
