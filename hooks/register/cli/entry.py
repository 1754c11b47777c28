"""The entry of a history that options, or answers on a terminal, give."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from register import environment
from register.checks.advice import either
from register.cli.options import problem_of
from register.records.model import Acceptance, HistoryEntry, Outcome

if TYPE_CHECKING:
    from register.checks.reading import Reading

OUTCOMES, ANSWERS = either(Outcome), either(Acceptance)
"""What may have become of a step, and whether a finding may be accepted, as a choice of words."""

OPTIONS = (
    *("status", "due", "owner", "next", "by", "outcome", "inspectorate_status", "inspection", "accepted"),
    *("waiting_on", "with", "reason", "approved_by"),
)
"""The options that are named like the field of an entry, or of its next step."""


def values_given(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an entry that these options give."""
    values = {name: value for name, value in given.items() if value}
    what, by, others = values.pop("what", None), values.pop("by", None), values.pop("with_", None)
    if by and not what:
        raise environment.UsageError("--by is the date of the next step; give the step with --next")
    if what and what.strip().casefold() == "none":
        raise environment.UsageError(f"a step ends with its outcome; give --outcome {OUTCOMES}")
    if what:
        values["next"] = {"what": what} | ({"by": by} if by else {})
    if others:
        values["with"] = others[0] if len(others) == 1 and others[0].strip().casefold() == "none" else list(others)
    return values


def entry_given(day: date, recorded: date | None, values: Mapping[str, Any], reading: "Reading") -> "HistoryEntry":
    """The entry with these values. Raises UsageError, in terms of the options, where one can't be read."""
    from pydantic import ValidationError

    ids = {name: id_meant(value, name, reading) for name, value in values.items()}
    try:
        return HistoryEntry.model_validate({"date": day, "recorded": recorded, **ids})
    except ValidationError as wrong:
        said = (_misread(error, reading.zone) for error in wrong.errors())  # type: ignore[arg-type]
        raise environment.UsageError("; ".join(dict.fromkeys(said))) from None


def id_meant(value: Any, field: str, reading: "Reading") -> Any:
    """The id for a label that was given in its place."""
    from register.records.labels import id_of

    words = reading.records.words.get(field, {})
    return (id_of(value, words) if isinstance(value, str) else None) or value


_NEEDED = {
    "owner": "an outstanding finding has an owner; give the role that answers for it now",
    "accepted": f"this is not an answer; give {ANSWERS}",
    "outcome": f"this is not an outcome; give {OUTCOMES}",
}


def _misread(error: Mapping[str, Any], zone: str) -> str:
    """What is wrong with the value that was given for the field of an entry."""
    from register.checks.date_advice import what_instead, what_is_wrong

    names = [part for part in error["loc"] if isinstance(part, str)]
    field = next((name for name in reversed(names) if name in (*OPTIONS, "date", "recorded")), names[0])
    given, option = str(error["input"]), f"--{field.replace('_', '-')}"
    if field in ("due", "by"):
        return f"{what_is_wrong(given)}; {what_instead(given, option + ' {}', zone)}"
    if field in _NEEDED:
        return f"{option} {given}: {_NEEDED[field]}"
    if error["type"] == "says_nothing":
        return f'{option}: "{given}" says nothing; leave the option out until there is something to say'
    return f'{option}: "{given}" can\'t be read; give an id exactly as it is defined'


def problem_with(field: str, reading: "Reading") -> Callable[[str], str]:
    """What is wrong with an answer that gives this field of an entry, and what to answer instead."""
    from register.editing.advice import in_answer

    def read(answer: str) -> None:
        values = {"next": {"what": "A step", "by": answer}} if field == "by" else {field: answer}
        entry_given(reading.as_at, None, values_given({"what": answer}) if field == "next" else values, reading)

    return lambda answer: in_answer(problem_of(read)(answer))
