"""`register correct`: puts right what was published, and says so in public."""

from collections.abc import Callable, Sequence
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING

import click

from register import environment
from register.cli.asking import can_ask
from register.cli.command import FOLDER, command, read
from register.cli.options import (
    ID,
    edited,
    given_or_asked,
    problem_of,
    record_named,
    text_given,
    voice_option,
    words_given,
)
from register.cli.update import NEXT
from register.cli.writing import carry_out, first_mistake
from register.records.model import Voice

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.editing.draft import Draft
    from register.records.places import Place
    from register.records.record import Record


@command()
@ID
@FOLDER
@click.option(
    "--of", metavar="PLACE", help='What is wrong: a field, a heading, "history YYYY-MM-DD" or "response YYYY-MM-DD".'
)
@click.option(
    "--value",
    "values",
    metavar="TEXT|FIELD=TEXT|-",
    multiple=True,
    help="What is right. Of a day of the history, FIELD=TEXT, which may be repeated; -: the standard input.",
)
@click.option(
    "--entry", type=click.IntRange(min=1), metavar="NUMBER", help="Which entry of that day, from 1, if it has several."
)
@click.option("--what", metavar="TEXT", help="What was put right, in words for the public.")
@click.option("--reason", metavar="TEXT", help="Why it was wrong, in words for the public.")
@voice_option("Whose response, if both answered on one day.")
def correct(
    id: str | None,
    folder: Path,
    of: str | None,
    values: tuple[str, ...],
    entry: int | None,
    what: str | None,
    reason: str | None,
    voice: str,
) -> None:
    """Put right what was published in the record ID, and write the correction, which is public.

    Shows what stood there, writes what is right, and names the past papers that say something else by it. Where two
    kinds of record have the same id, write inspections/ID. The register itself is called register.
    """
    from register.editing.correcting import corrected, with_correction
    from register.records.places import text_at

    reading = read(folder)
    record = record_named(id, reading)
    if record.facts is None or record.broken:
        raise environment.UsageError("the record has errors; run register check, and correct them first")
    place = _place(_place_given_or_asked(of, record, reading), record, reading)
    click.echo(f"{place} says: {text_at(record, place) or 'nothing'}")

    def put_right(right: Sequence[str]) -> "Draft":
        return edited(lambda: corrected(record, place, right, Voice(voice), reading.records, entry), record, folder)

    def wrong(answer: str) -> str:
        misread = problem_of(lambda answer: put_right((answer,)))(answer)
        return misread or first_mistake(reading, put_right((answer,)).file)

    asked = values or _right_asked(place, wrong)
    draft = put_right([text_given(value, "--value") if value == "-" else value for value in asked])
    words = {
        "what": given_or_asked(what, "--what", "What was put right, in words for the public?"),
        "reason": given_or_asked(reason, "--reason", "Why was it wrong, in words for the public?"),
    }
    said = edited(lambda: with_correction(draft, record, place, words, reading.records, reading.today), record, folder)
    papers = said.values["corrections"][-1].get("papers", [])
    told = f"the correction is printed on the papers of {' and '.join(papers)}" if papers else "no past paper changes"
    carry_out(reading, folder, {said.file.path: said.file}, ("value", "what", "reason", "of"), [told, NEXT])


def _place_given_or_asked(of: str | None, record: "Record", reading: "Reading") -> str:
    """What --of says; else one of the places where something stands, as answered."""
    if of or not can_ask():
        return given_or_asked(of, "--of", "What is wrong: a field, a heading, or a day?")
    wrong = problem_of(lambda answer: _place(answer, record, reading))
    return given_or_asked(None, "--of", "What is wrong", _places_that_say(record, reading), wrong)


def _places_that_say(record: "Record", reading: "Reading") -> dict[str, str]:
    """The places of the record where something stands, by what --of says, each with the beginning of what it says."""
    from register.editing.correcting import days_that_give
    from register.records.model import STAFF_NOTES
    from register.records.places import fields_that_are_places, places_named, text_at
    from register.records.responses import responses

    days = [f"history {entry.date}" for entry in record.facts.history] if "history" in record.facts.fields() else []
    answered = [f"response {response.day}" for response in responses(record.body) if response.day]
    fields = [
        name
        for name in fields_that_are_places(record.kind)  # type: ignore[arg-type]
        if not days_that_give(record, name)
    ]
    titles = [heading.title for heading in record.headings if heading.level == 2 and heading.title != STAFF_NOTES]
    named = {of: places_named(of, record, reading.records) for of in (*fields, *days, *answered, *titles)}
    texts = {of: text_at(record, places[0]) for of, places in named.items() if places}
    return {of: shorten(text, 60, placeholder="…") for of, text in texts.items() if text}


def _right_asked(place: "Place", wrong: Callable[[str], str]) -> tuple[str, ...]:
    """What is right, as answered: of a day of the history the field and its value. wrong: as in ask."""
    from register.records.places import PlaceKind

    if place.kind is PlaceKind.HISTORY:
        return (given_or_asked(None, "--value", "What is right, as field=value, such as due=2020-12-31?", wrong=wrong),)
    if place.kind is PlaceKind.FIELD:
        return (given_or_asked(None, "--value", "What is right?", wrong=wrong),)
    return (words_given(None, "--value", "What is right"),)


def _place(of: str, record: "Record", reading: "Reading") -> "Place":
    """The place that is meant. Raises UsageError where there is none, or a field is put right in its entries."""
    from register.checks.rules.corrections import places_to_choose
    from register.editing.correcting import days_that_give
    from register.records.places import PlaceKind, places_named

    places = places_named(of, record, reading.records)
    if not places:
        raise environment.UsageError(
            f'--of: "{of}" is not a field, a heading or a day of this record; {places_to_choose(of, record)}'
        )
    place = places[0]
    days = days_that_give(record, place.name) if place.kind is PlaceKind.FIELD else ()
    if days:
        field = "status" if place.name == "closed" else place.name
        value = "date=..." if place.name == "closed" else f"{field}=..."
        listed = " or ".join(f'--of "history {day}" --value {value}' for day in reversed(days))
        raise environment.UsageError(f"{place.name} is given by the history, and put right in its entry: give {listed}")
    return place
