"""What the options of the commands that write records give: a day, words, a record; and asking for what is missing."""

import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from register import environment
from register.cli.asking import ask, can_ask

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.records.record import Record

DATE = click.option(
    "--date", "on", metavar="YYYY-MM-DD", help="The day on which it happened (default: today). It may be in the past."
)
REASON = click.option("--reason", metavar="TEXT", help="Why, in words for the public.")
APPROVED_BY = click.option("--approved-by", metavar="ROLE", help="The role that approved it.")
RESPONSE = click.option(
    "--response", "response", metavar="FILE|-", help="A file with what is said, in UTF-8; -: the standard input."
)


def given_or_asked(value: str | None, option: str, question: str, choices: Sequence[str] = ()) -> str:
    """The value of an option; where it is missing, the answer to the question.

    Raises UsageError where there is no terminal to ask on. The message names the option.
    """
    if value and value.strip():
        return value
    among = f", one of {', '.join(choices)}" if choices else ""
    answer = ask(f"{question}{among}") if can_ask() else ""
    if not answer:
        raise environment.UsageError(f"give {option}: {question[:1].lower()}{question[1:]}{among}")
    return answer


def day_given(text: str | None, option: str, reading: "Reading") -> date:
    """The day that an option gives; else that of the site. Raises UsageError where it is not a day."""
    from register.checks.date_advice import what_instead, what_is_wrong
    from register.records.values import read_day

    if text is None:
        return reading.as_at
    try:
        return read_day(text.strip())
    except ValueError:
        advice = what_instead(text, option + " {}", reading.zone)
        raise environment.UsageError(f"{what_is_wrong(text)}; {advice}") from None


def text_given(source: str, option: str) -> str:
    """The words in a file, or in the standard input. Raises UsageError where there are none, or they aren't UTF-8."""
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise environment.UsageError(f"{option}: {source} can't be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise environment.UsageError(f'{option}: save {source} as text in "UTF-8", then try again') from None
    if not text.strip():
        raise environment.UsageError(f"{option}: there are no words in {'the input' if source == '-' else source}")
    return text


Made = TypeVar("Made")


def edited(make: Callable[[], Made], record: "Record", folder: Path) -> Made:
    """What this makes of the record. Raises UsageError, which names its file, where it can't be edited."""
    from register.editing.draft import NotEdited

    try:
        return make()
    except NotEdited as refusal:
        raise environment.UsageError(f"{shown(record, folder)}: {refusal}") from None


def shown(record: "Record", folder: Path) -> str:
    """The path of the record's file, as seen from the working directory."""
    return Path(environment.shown_path(folder), record.file.path).as_posix()


# Which record is meant


def finding_named(id: str, reading: "Reading") -> "Record":
    """The finding of that id. Raises UsageError where there is none."""
    from register.records.folder import Kind

    return record_named(id, reading, (Kind.RECOMMENDATION,))


def record_named(name: str, reading: "Reading", kinds: Iterable[Any] = ()) -> "Record":
    """The record of that id among these kinds (none: all kinds); `inspections/ID` names its folder too.

    Raises UsageError where there is none, or there are several.
    """
    from register.editing.names import NotNamed, named

    try:
        return named(name, reading.records, tuple(kinds))
    except NotNamed as refusal:
        raise environment.UsageError(str(refusal)) from None
