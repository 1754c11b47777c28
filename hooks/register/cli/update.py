"""`register update`, `close`, `withdraw`, `withhold` and `respond`: what happened to one finding on a day."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from register import environment
from register.cli.asking import can_ask
from register.cli.changes_asked import changes_asked, ending_asked
from register.cli.command import FOLDER, command, read
from register.cli.entry import ANSWERS, OPTIONS, OUTCOMES, entry_given, id_meant, problem_with, values_given
from register.cli.options import (
    APPROVED_BY,
    DATE,
    ID,
    REASON,
    RECORDED,
    RESPONSE,
    day_given,
    edited,
    finding_named,
    given_or_asked,
    shown,
    text_given,
    voice_option,
    words_given,
)
from register.cli.writing import carry_out
from register.records.model import Voice

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.editing.draft import Draft
    from register.records.model import HistoryEntry
    from register.records.record import Record

NEXT = 'next: run "register check --since origin/main", then propose the change'
"""What to do after a record was changed."""


@command()
@ID
@FOLDER
@click.option("--status", help="The new status: its id or its label.")
@click.option("--due", metavar="YYYY-MM-DD|none", help="The new due date; needs --reason.")
@click.option("--owner", metavar="ROLE", help="The new owner, a role.")
@click.option("--next", "what", metavar="TEXT", help="The step promised next.")
@click.option("--by", metavar="YYYY-MM-DD", help="The date of that step.")
@click.option("--outcome", help=f"What became of the step before: {OUTCOMES}.")
@click.option("--inspectorate-status", metavar="STATUS|none", help="The inspectorate's new status.")
@click.option("--inspection", metavar="ID", help="The inspection whose report gave the inspectorate's status.")
@click.option("--accepted", help=f"Whether the body accepts it: {ANSWERS}.")
@click.option("--waiting-on", metavar="BODY|none", help="The body that must act first.")
@click.option("--with", "with_", metavar="ROLE|none", multiple=True, help="A role that takes part; may be repeated.")
@REASON
@APPROVED_BY
@RESPONSE
@DATE
@RECORDED
def update(
    id: str | None, folder: Path, on: str | None, recorded: str | None, response: str | None, **given: Any
) -> None:
    """Record a change of state: in the history of the finding ID, on its day, and at the top.

    `none` takes a value away. What happened before a past paper says by itself that it was recorded today. The whole
    register is checked first; if there are errors, nothing is written.
    """
    reading = read(folder)
    record = finding_named(id, reading)
    values = values_given(given)
    said = text_given(response, "--response") if response else None
    if not values and not said:
        if not can_ask():
            raise environment.UsageError("say what changed, e.g. --status green --reason ...")
        values, said = changes_asked(record, reading)
        if not values and not said:
            click.echo("nothing has changed, so nothing was written")
            return
    change_finding(record, reading, folder, on, recorded, values, said)


@command()
@ID
@FOLDER
@click.option("--status", help="The status that ends it, where the register has several (default: closed).")
@click.option("--outcome", help=f"What became of the step promised last: {OUTCOMES}.")
@REASON
@APPROVED_BY
@RESPONSE
@DATE
def close(
    id: str | None,
    folder: Path,
    on: str | None,
    status: str | None,
    response: str | None,
    reason: str | None,
    **given: Any,
) -> None:
    """Close the finding ID: the work is done, and somebody has signed it off."""
    reading = read(folder)
    record = finding_named(id, reading)
    values = {"status": _status_that_closes(status, reading), **values_given(given)}
    values["reason"] = given_or_asked(reason, "--reason", "Why is it closed?", wrong=problem_with("reason", reading))
    if not reason and can_ask():
        values |= ending_asked(record, values, reading)
    said = text_given(response, "--response") if response else None
    change_finding(record, reading, folder, on, None, values, said)


def _status_that_closes(status: str | None, reading: "Reading") -> str:
    """The status given, else `closed`, else the one that the register has, else the answer to the question."""
    from register.records.model import SUPERSEDED, WITHDRAWN

    ends = {each.id: each.label for each in reading.records.settings.statuses if each.ended}
    choices = {id: label for id, label in ends.items() if id not in (SUPERSEDED, WITHDRAWN)}
    if status is None and "closed" in choices:
        return "closed"
    if status is None and len(choices) == 1:
        return next(iter(choices))
    chosen = given_or_asked(status, "--status", "Which status does it end with?", choices)
    if id_meant(chosen, "status", reading) not in ends:
        raise environment.UsageError(f'--status: "{chosen}" doesn\'t end a finding; give one of {", ".join(choices)}')
    return chosen


@command()
@ID
@FOLDER
@REASON
@APPROVED_BY
@DATE
def withdraw(id: str | None, folder: Path, on: str | None, reason: str | None, approved_by: str | None) -> None:
    """Withdraw the finding ID, which was entered in error. Its page keeps the id, the date and the reason only."""
    from register.records.model import WITHDRAWN

    reading = read(folder)
    record = finding_named(id, reading)
    why = given_or_asked(reason, "--reason", "Why is it withdrawn?", wrong=problem_with("reason", reading))
    values = {"status": WITHDRAWN, "reason": why, **values_given({"approved_by": approved_by})}
    change_finding(record, reading, folder, on, None, values)


@command()
@ID
@FOLDER
@REASON
@DATE
def withhold(id: str | None, folder: Path, on: str | None, reason: str | None) -> None:
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
    why = given_or_asked(
        reason, "--reason", "Why may its words be public no longer?", wrong=problem_with("reason", reading)
    )
    withheld = {"since": day_given(on, "--date", reading), "reason": why}
    file = edited(lambda: Draft(record.file).with_value(("withheld",), withheld).file, record, folder)
    told = ["its words are gone from every page, paper and file once the site is built; delete the line to undo this"]
    carry_out(reading, folder, {file.path: file}, ("date", "reason"), told)


@command()
@ID
@FOLDER
@RESPONSE
@voice_option("Whose.")
@DATE
@RECORDED
def respond(
    id: str | None, folder: Path, on: str | None, recorded: str | None, response: str | None, voice: str
) -> None:
    """Add a response to the finding ID, under a heading of its day."""
    reading = read(folder)
    record = finding_named(id, reading)
    said = words_given(response, "--response", "What is said, in words for the public")
    change_finding(record, reading, folder, on, recorded, {}, said, Voice(voice))


def change_finding(
    record: "Record",
    reading: "Reading",
    folder: Path,
    on: str | None,
    recorded: str | None,
    values: Mapping[str, Any],
    words: str | None = None,
    voice: Voice = Voice.FORCE,
) -> None:
    """Writes an entry with these values into the history of a finding, and a response, all on one day."""
    from register.editing.update import recorded_late

    day = day_given(on, "--date", reading)
    late = day_given(recorded, "--recorded", reading) if recorded else None
    if record.facts is not None and not record.broken:
        late = late or recorded_late(day, record, reading.records, reading.today)
    entry = entry_given(day, late, values, reading) if values else None
    said = words and (voice, day, late, words)
    file = edited(lambda: _changed(record, entry, said, reading).file, record, folder)
    told = (
        [f"papers already given don't show it: it says that it was recorded on {late}"] if late and not recorded else []
    )
    options = ("date", "recorded", "response", *(name.replace("_", "-") for name in OPTIONS))
    carry_out(reading, folder, {file.path: file}, options, [*told, NEXT])


def _changed(
    record: "Record",
    entry: "HistoryEntry | None",
    said: tuple[Voice, date, date | None, str] | None,
    reading: "Reading",
) -> "Draft":
    from register.editing.draft import Draft
    from register.editing.update import with_entry
    from register.editing.words import with_response

    draft = Draft(record.file)
    if entry:
        draft = with_entry(draft, record, entry, reading.records)
    if said:
        voice, day, late, text = said
        draft = with_response(draft, voice, day, late, text)
    return draft
