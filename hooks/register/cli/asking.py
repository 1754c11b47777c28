"""Asks on a terminal for what a command was not given."""

import sys
from collections.abc import Callable

import click


def can_ask() -> bool:
    """Whether somebody is at a terminal to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "", wrong: Callable[[str], str] = lambda _: "") -> str:
    """The answer, without blanks around it; empty where there is none.

    wrong: says what is wrong with an answer, and is empty where nothing is. Such an answer is asked for again.
    """
    while True:
        answer = str(click.prompt(question, default=default, show_default=bool(default))).strip()
        message = wrong(answer) if answer else ""
        if not message:
            return answer
        click.echo(message)
