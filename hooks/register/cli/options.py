"""What the options of the commands that write records give: a day, words, a record; and asking for what is missing."""

import sys
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from register import environment
from register.cli.asking import ask, ask_needed, ask_words, can_ask, choose, tell_needed
from register.records.model import Voice

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.records.record import Record

ID = click.argument("id", required=False)
DATE = click.option(
    "--date", "on", metavar="YYYY-MM-DD", help="The day on which it happened (default: today). It may be in the past."
)
REASON = click.option("--reason", metavar="TEXT", help="Why, in words for the public.")
APPROVED_BY = click.option("--approved-by", metavar="ROLE", help="The role that approved it.")
RESPONSE = click.option(
    "--response", "response", metavar="FILE|-", help="A file with what is said, in UTF-8; -: the standard input."
)
RECORDED = click.option(
    "--recorded", metavar="YYYY-MM-DD", help="The day on which it came into the register (default: today if needed)."
)

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def voice_option(help: str) -> Decorator:
    """The option that says whose response is meant."""
    choices = click.Choice([each.value for each in Voice])
    return click.option("--from", "voice", type=choices, default=Voice.FORCE.value, show_default=True, help=help)


def given_or_asked(
    value: str | None,
    option: str,
    question: str,
    words: Mapping[str, str] | None = None,
    wrong: Callable[[str], str] = lambda _: "",
) -> str:
    """The value of an option; where it is missing, the answer to the question.

    words: the ids to choose from, each with its label. wrong: says what is wrong with an answer, which is asked for
    again. Raises UsageError where there is no terminal to ask on. The message names the option.
    """
    if value and value.strip():
        return value
    if not can_ask():
        among = f", one of {', '.join(words)}" if words else ""
        raise environment.UsageError(f"give {option}: {question[:1].lower()}{question[1:]}{among}")
    if not words:
        return ask_needed(question, wrong=wrong)
    while not (answer := choose(question, words, wrong=wrong)):
        tell_needed()
    return answer


def problem_of(read: Callable[[str], object]) -> Callable[[str], str]:
    """What is wrong with an answer: what a function says that raises UsageError where it can't read it."""

    def wrong(answer: str) -> str:
        try:
            read(answer)
        except environment.UsageError as error:
            return str(error)
        return ""

    return wrong


def day_given(text: str | None, option: str, reading: "Reading") -> date:
    """The day that an option gives; else that of the site. Raises UsageError where it is not a day."""
    return reading.as_at if text is None else environment.day_named(text, f"{option} {{}}", reading.zone)


def text_given(source: str, option: str) -> str:
    """The words in a file, or in the standard input. Raises UsageError where there are none, or they aren't UTF-8."""
    try:
        content = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise environment.UsageError(f"{option}: {source} can't be read: {environment.why(error)}") from None
    except UnicodeDecodeError:
        raise environment.UsageError(f'{option}: save {source} as text in "UTF-8", then try again') from None
    if not text.strip():
        raise environment.UsageError(f"{option}: there are no words in {'the input' if source == '-' else source}")
    return text


def words_given(source: str | None, option: str, question: str) -> str:
    """The words that an option names, as text_given; where it is missing, those that are typed or pasted.

    Raises UsageError where there are none.
    """
    words = text_given(source, option) if source else ask_words(question) if can_ask() else ""
    if not words:
        raise environment.UsageError(f"give {option}: a file with the words, or - for the standard input")
    return words


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


def refuse_as_id(id: str) -> None:
    """Raises UsageError where no record may have this id. The message says the nearest that it may have."""
    from register.records.nearest import slug
    from register.records.values import is_id

    if not is_id(id):
        meant = f'; write "{slug(id)}" if that is meant' if is_id(slug(id)) else ""
        raise environment.UsageError(f'"{id}" can\'t be an id: use a-z, 0-9 and single hyphens{meant}')


def id_given_or_asked(given: str | None, question: str, refuse: Callable[[str], object] = refuse_as_id) -> str:
    """The id that a record is to get; the answer to the question where none is given.

    refuse: raises UsageError where the id can't be used. So does this where there is none.
    """
    id = given if given is not None or not can_ask() else ask(question, wrong=problem_of(refuse))
    if not id:
        raise environment.UsageError("give an id, made of a-z, 0-9 and single hyphens")
    refuse(id)
    return id


def finding_named(id: str | None, reading: "Reading") -> "Record":
    """The finding of that id, which is asked for where it is missing. Raises UsageError where there is none."""
    from register.records.folder import Kind

    return record_named(id, reading, (Kind.RECOMMENDATION,))


def record_named(name: str | None, reading: "Reading", kinds: Iterable[Any] = ()) -> "Record":
    """The record of that id among these kinds (none: all kinds); `inspections/ID` names its folder too.

    Where the id is missing it is asked for: words of a title list the records that have them. Raises UsageError where
    there is no such record, or there are several.
    """
    from register.editing.names import NotNamed, named

    among = tuple(kinds)
    noun = "finding" if among else "record"
    if name is None and can_ask():
        question = f"Which {noun}? Its id, or words of its title"
        name = ask(question, wrong=lambda answer: _those_with(answer, reading, among))
    if not name:
        raise environment.UsageError(f"name the {noun}: its id is the last part of its address")
    try:
        return named(name, reading.records, among)
    except NotNamed as refusal:
        raise environment.UsageError(str(refusal)) from None


def _those_with(answer: str, reading: "Reading", kinds: tuple[Any, ...]) -> str:
    """Which records have these words in their id or title; empty where the answer is the id of one."""
    from register.editing.names import NotNamed, named, with_words

    try:
        named(answer, reading.records, kinds)
    except NotNamed as refusal:
        found = with_words(answer, reading.records, kinds)
        lines = [f"  {name}: {title}" for name, title in found.items()]
        shown = [*lines[:_SHOWN], *(["  and others; give more words"] if lines[_SHOWN:] else [])]
        return "\n".join(["write the id of one of these:", *shown] if shown else [str(refusal)])
    return ""


_SHOWN = 20
"""How many records are listed at most; more would leave the screen."""
