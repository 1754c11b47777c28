"""Asks on a terminal what changed of a finding. Enter leaves each thing as it is."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import click

from register import environment
from register.cli.asking import ask, ask_words, choose
from register.cli.entry import problem_with, values_given

if TYPE_CHECKING:
    from register.checks.reading import Reading
    from register.records.record import Record


def changes_asked(record: "Record", reading: "Reading") -> tuple[dict[str, Any], str]:
    """The values of an entry, and the words of a response, as answered; empty where nothing has changed."""
    from register.checks.valid_words import valid_words
    from register.records.model import SUPERSEDED, WITHDRAWN

    facts = _facts_of(record)
    click.echo(f"{record.id}: {facts.title}")
    click.echo("Press Enter where nothing has changed.")
    labels = reading.records.words["status"]
    statuses = {id: label for id, label in labels.items() if id not in (SUPERSEDED, WITHDRAWN)}
    given = {"status": _one_of(f"Its status, {labels.get(facts.status, facts.status)} so far", statuses)}
    given["due"] = ask(f"Its due date, {facts.due or 'none'} so far", wrong=problem_with("due", reading))
    roles = valid_words("owner", record, reading.records)
    question = f"Its owner, {facts.owner or 'none'} so far"
    given["owner"] = _one_of(question, roles) if roles else ask(question, wrong=problem_with("owner", reading))
    given["outcome"] = _outcome_asked(record)
    given["what"] = ask("The step promised next", wrong=problem_with("next", reading))
    if given["what"]:
        given["by"] = ask("The date of that step", wrong=problem_with("by", reading))
    if any(given.values()):
        given["reason"] = _reason_asked(bool(given["due"]), reading)
        given["approved_by"] = ask("Which role approved it", wrong=problem_with("approved_by", reading))
    return values_given(given), ask_words("What is said about it, in words for the public")


def ending_asked(record: "Record", given: Mapping[str, Any], reading: "Reading") -> dict[str, Any]:
    """What became of the step promised last, and who approved the end, where that was not given."""
    _facts_of(record)
    asked = {}
    if not given.get("outcome"):
        asked["outcome"] = _outcome_asked(record)
    if not given.get("approved_by"):
        asked["approved_by"] = ask("Which role approved it", wrong=problem_with("approved_by", reading))
    return values_given(asked)


def _reason_asked(is_needed: bool, reading: "Reading") -> str:
    """Why something changed. Where a reason is needed it is asked for until there is one."""
    while not (reason := ask("Why, in words for the public", wrong=problem_with("reason", reading))) and is_needed:
        click.echo("A new due date needs a reason.")
    return reason


def _outcome_asked(record: "Record") -> str:
    """What became of the step that stands; empty where there is none."""
    from register.records.model import Outcome

    step = record.facts.next
    words = {outcome.value: outcome.value for outcome in Outcome}
    return _one_of(f'What became of the step promised last, "{step.what}"', words) if step else ""


def _one_of(question: str, words: Mapping[str, str]) -> str:
    """The answer, which is one of the words by number, id or label; empty where nothing has changed."""
    from register.records.labels import id_of

    def meant(answer: str) -> str | None:
        plain = answer.casefold()
        return id_of(answer, words) or next((id for id in words if id.casefold() == plain), None)

    answer = choose(question, words, wrong=lambda answer: "" if meant(answer) else _NONE_OF.format(answer))
    return meant(answer) or ""


_NONE_OF = '"{}" is none of these; give the number of one'


def _facts_of(record: "Record") -> Any:
    """The facts of a record without errors. Raises UsageError where it has some."""
    if record.facts is None or record.broken:
        raise environment.UsageError("the record has errors; run register check, and correct them first")
    return record.facts
