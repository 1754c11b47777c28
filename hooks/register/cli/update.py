"""`register update`, `close`, `withdraw`, `withhold` and `respond`: what happened to one finding on a day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from register import environment
from register.cli.command import FOLDER, command, read
from register.cli.options import (
    APPROVED_BY,
    DATE,
    REASON,
    RESPONSE,
    day_given,
    edited,
    finding_named,
    given_or_asked,
    shown,
    text_given,
)
from register.cli.writing import carry_out

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.editing.draft import Draft
    from register.records.model import HistoryEntry
    from register.records.record import Record

NEXT = 'next: run "register check --since origin/main", then propose the change'
"""What to do after a record was changed."""


@command()
@click.argument("id")
@FOLDER
@click.option("--status", help="The new status: its id or its label.")
@click.option("--due", metavar="YYYY-MM-DD|none", help="The new due date; needs --reason.")
@click.option("--owner", metavar="ROLE", help="The new owner, a role.")
@click.option("--next", "what", metavar="TEXT", help="The step promised next.")
@click.option("--by", metavar="YYYY-MM-DD", help="The date of that step.")
@click.option("--outcome", help="What became of the step before: done, partly, not-done or dropped.")
@click.option("--inspectorate-status", metavar="STATUS|none", help="The inspectorate's new status.")
@click.option("--inspection", metavar="ID", help="The inspection whose report gave the inspectorate's status.")
@click.option("--accepted", help="Whether the body accepts it: yes, partly, no or awaited.")
@click.option("--waiting-on", metavar="BODY|none", help="The body that must act first.")
@click.option("--with", "with_", metavar="ROLE|none", multiple=True, help="A role that takes part; may be repeated.")
@REASON
@APPROVED_BY
@RESPONSE
@DATE
@click.option(
    "--recorded", metavar="YYYY-MM-DD", help="The day on which it came into the register (default: today if needed)."
)
def update(id: str, folder: Path, on: str | None, recorded: str | None, response: str | None, **given: Any) -> None:
    """Record a change of state: in the history of the finding ID, on its day, and at the top.

    `none` takes a value away. What happened before a past paper says by itself that it was recorded today. The whole
    register is checked first; if there are errors, nothing is written.
    """
    values = _values(given)
    if not values and not response:
        raise environment.UsageError("say what changed, e.g. --status green --reason ...")
    change_finding(id, folder, on, recorded, values, response)


@command()
@click.argument("id")
@FOLDER
@click.option("--status", help="The status that ends it, where the register has several (default: closed).")
@click.option("--outcome", help="What became of the step promised last: done, partly, not-done or dropped.")
@REASON
@APPROVED_BY
@RESPONSE
@DATE
def close(
    id: str, folder: Path, on: str | None, status: str | None, response: str | None, reason: str | None, **given: Any
) -> None:
    """Close the finding ID: the work is done, and somebody has signed it off."""
    reading = read(folder)
    finding_named(id, reading)
    values = {"status": _status_that_closes(status, reading), **_values(given)}
    values["reason"] = given_or_asked(reason, "--reason", "Why is it closed?")
    change_finding(id, folder, on, None, values, response)


def _status_that_closes(status: str | None, reading: "Reading") -> str:
    """The status given, else `closed`, else the one that the register has, else the answer to the question."""
    from register.records.model import SUPERSEDED, WITHDRAWN

    ends = [each.id for each in reading.records.settings.statuses if each.ended]
    choices = [each for each in ends if each not in (SUPERSEDED, WITHDRAWN)]
    if status is None and "closed" in choices:
        return "closed"
    if status is None and len(choices) == 1:
        return choices[0]
    chosen = given_or_asked(status, "--status", "Which status does it end with?", choices)
    if _as_id(chosen, "status", reading) not in ends:
        raise environment.UsageError(f'--status: "{chosen}" doesn\'t end a finding; give one of {", ".join(choices)}')
    return chosen


@command()
@click.argument("id")
@FOLDER
@REASON
@APPROVED_BY
@DATE
def withdraw(id: str, folder: Path, on: str | None, reason: str | None, approved_by: str | None) -> None:
    """Withdraw the finding ID, which was entered in error. Its page keeps the id, the date and the reason only."""
    from register.records.model import WITHDRAWN

    finding_named(id, read(folder))
    why = given_or_asked(reason, "--reason", "Why was it entered in error?")
    change_finding(id, folder, on, None, {"status": WITHDRAWN, "reason": why, **_values({"approved_by": approved_by})})


@command()
@click.argument("id")
@FOLDER
@REASON
@DATE
def withhold(id: str, folder: Path, on: str | None, reason: str | None) -> None:
    """Withhold the words of the finding ID, which may be public no longer. It stays in every number and list.

    The day and the reason are public. The words are still in the file, and in its history in Git.
    """
    from register.editing.draft import Draft

    reading = read(folder)
    record = finding_named(id, reading)
    if record.facts and record.facts.withheld:
        raise environment.UsageError(
            f"{shown(record, folder)}: it is withheld since {record.facts.withheld.since} already"
        )
    why = given_or_asked(reason, "--reason", "Why may its words be public no longer?")
    withheld = {"since": day_given(on, "--date", reading), "reason": why}
    file = edited(lambda: Draft(record.file).with_value(("withheld",), withheld).file, record, folder)
    told = ["its words are gone from every page, paper and file once the site is built; delete the line to undo this"]
    carry_out(reading, folder, {file.path: file}, ("date", "reason"), told)


@command()
@click.argument("id")
@FOLDER
@RESPONSE
@click.option(
    "--from", "voice", type=click.Choice(["force", "policing-body"]), default="force", show_default=True, help="Whose."
)
@DATE
@click.option(
    "--recorded", metavar="YYYY-MM-DD", help="The day on which it came into the register (default: today if needed)."
)
def respond(id: str, folder: Path, on: str | None, recorded: str | None, response: str | None, voice: str) -> None:
    """Add a response to the finding ID, under a heading of its day."""
    finding_named(id, read(folder))
    source = given_or_asked(response, "--response", "In which file are the words?")
    change_finding(id, folder, on, recorded, {}, source, voice)


def change_finding(
    id: str,
    folder: Path,
    on: str | None,
    recorded: str | None,
    values: Mapping[str, Any],
    response: str | None = None,
    voice: str = "force",
) -> None:
    """Writes an entry with these values into the history of a finding, and a response, all on one day."""
    from register.editing.update import recorded_late

    reading = read(folder)
    record = finding_named(id, reading)
    day = day_given(on, "--date", reading)
    late = day_given(recorded, "--recorded", reading) if recorded else None
    if record.facts is not None and not record.broken:
        late = late or recorded_late(day, record, reading.records, reading.today)
    entry = entry_given(day, late, values, reading) if values else None
    text = text_given(response, "--response") if response else None
    said = text and (voice, day, late, text)
    file = edited(lambda: _changed(record, entry, said, reading).file, record, folder)
    told = (
        [f"papers already given don't show it: it says that it was recorded on {late}"] if late and not recorded else []
    )
    options = ("date", "recorded", "response", *(name.replace("_", "-") for name in _OPTIONS))
    carry_out(reading, folder, {file.path: file}, options, [*told, NEXT])


_OPTIONS = (
    *("status", "due", "owner", "next", "by", "outcome", "inspectorate_status", "inspection", "accepted"),
    *("waiting_on", "with", "reason", "approved_by"),
)


def _changed(
    record: "Record", entry: "HistoryEntry | None", said: tuple[str, date, date | None, str] | None, reading: "Reading"
) -> "Draft":
    from register.editing.draft import Draft
    from register.editing.update import with_entry
    from register.editing.words import with_response
    from register.records.model import Voice

    draft = Draft(record.file)
    if entry:
        draft = with_entry(draft, record, entry, reading.records)
    if said:
        voice, day, late, text = said
        draft = with_response(draft, Voice(voice), day, late, text)
    return draft


# The entry that options make


def _values(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that these options give."""
    values = {name: value for name, value in given.items() if value}
    what, by, others = values.pop("what", None), values.pop("by", None), values.pop("with_", None)
    if by and not what:
        raise environment.UsageError("--by is the date of the next step; give the step with --next")
    if what and what.strip().casefold() == "none":
        raise environment.UsageError("a step ends with its outcome; give --outcome done, partly, not-done or dropped")
    if what:
        values["next"] = {"what": what} | ({"by": by} if by else {})
    if others:
        values["with"] = others[0] if len(others) == 1 and others[0].strip().casefold() == "none" else list(others)
    return values


def entry_given(day: date, recorded: date | None, values: Mapping[str, Any], reading: "Reading") -> "HistoryEntry":
    """The entry with these values. Raises UsageError, in terms of the options, where one can't be read."""
    from pydantic import ValidationError

    from register.records.model import HistoryEntry

    ids = {name: _as_id(value, name, reading) for name, value in values.items()}
    try:
        return HistoryEntry.model_validate({"date": day, "recorded": recorded, **ids})
    except ValidationError as wrong:
        said = (_misread(error, reading.zone) for error in wrong.errors())  # type: ignore[arg-type]
        raise environment.UsageError("; ".join(dict.fromkeys(said))) from None


def _as_id(value: Any, field: str, reading: "Reading") -> Any:
    """The id for a label that was given in its place."""
    from register.records.labels import id_of

    words = reading.records.words.get(field, {})
    return (id_of(value, words) if isinstance(value, str) else None) or value


_NEEDED = {
    "owner": "an outstanding finding has an owner; give the role that answers for it now",
    "accepted": "this is not an answer; give yes, partly, no or awaited",
    "outcome": "this is not an outcome; give done, partly, not-done or dropped",
}


def _misread(error: Mapping[str, Any], zone: str) -> str:
    """What is wrong with the value that was given for the field of an entry."""
    from register.checks.date_advice import what_instead, what_is_wrong

    names = [part for part in error["loc"] if isinstance(part, str)]
    field = next((name for name in reversed(names) if name in (*_OPTIONS, "date", "recorded")), names[0])
    given, option = str(error["input"]), f"--{field.replace('_', '-')}"
    if field in ("due", "by"):
        return f"{what_is_wrong(given)}; {what_instead(given, option + ' {}', zone)}"
    if field in _NEEDED:
        return f"{option} {given}: {_NEEDED[field]}"
    if error["type"] == "says_nothing":
        return f'{option}: "{given}" says nothing; leave the option out until there is something to say'
    return f'{option}: "{given}" can\'t be read; give an id exactly as it is defined'
