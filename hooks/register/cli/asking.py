"""Asks on a terminal for what a command was not given."""

import sys
from collections.abc import Callable, Mapping

import click

END = "."
"""The line that ends words of several lines."""


def can_ask() -> bool:
    """Whether somebody is at a terminal to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(question: str, default: str = "", wrong: Callable[[str], str] = lambda _: "") -> str:
    """The answer, without blanks around it; empty where there is none.

    wrong: says what is wrong with an answer, and is empty where nothing is. Such an answer is asked for again.
    """
    while True:
        suffix = " " if question.endswith("?") else ": "
        asked = click.prompt(question, default=default, show_default=bool(default), prompt_suffix=suffix)
        answer = str(asked).strip()
        message = wrong(answer) if answer else ""
        if not message:
            return answer
        click.echo(message)


def ask_needed(question: str, default: str = "", wrong: Callable[[str], str] = lambda _: "") -> str:
    """The answer, asked for again until there is one. The parameters are those of ask."""
    while not (answer := ask(question, default, wrong)):
        tell_needed()
    return answer


def tell_needed() -> None:
    """Says that a question can't be left without an answer."""
    click.echo("An answer is needed here; Ctrl+C leaves, and nothing is written.")


def choose(
    question: str, words: Mapping[str, str], default: str = "", wrong: Callable[[str], str] = lambda _: ""
) -> str:
    """The answer to a question that these words answer: ids, each with its label. They are listed with numbers.

    The number of a word will do for it. wrong: as in ask.
    """
    numbered = {str(number): id for number, id in enumerate(words, 1) if str(number) not in words}
    for number, (id, label) in enumerate(words.items(), 1):
        click.echo(f"  {number}  {id}" if id == label else f"  {number}  {id}: {label}")

    def meant(answer: str) -> str:
        return numbered.get(answer, answer)

    return meant(ask(question, default, lambda answer: wrong(meant(answer))))


def ask_words(question: str) -> str:
    """The answer in words of any number of lines, such as a pasted text; empty where there is none.

    A line that is only a full stop ends it, and an empty first line says that there are none.
    """
    click.echo(f"{question}. Type or paste it, then end with a line that is only a full stop.")
    lines: list[str] = []
    while (line := str(click.prompt(">", default="", show_default=False, prompt_suffix=" "))).strip() != END:
        if not lines and not line.strip():
            return ""
        lines.append(line)
    return "\n".join(lines).strip()
