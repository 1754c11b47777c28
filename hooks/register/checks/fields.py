"""Rules about single fields: is it known, is it there, can it hold what was written?

The declared models find the mistake; these rules put it into words for people who don't know what a type is.
"""

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel

from register.checks.advice import choose, nearest, quoted
from register.checks.registry import Around, Problem, error, warning
from register.folder import Kind
from register.history import changes_of
from register.model import FACTS, FIRST_DAY, LAST_DAY, TITLE_LENGTH, Stage
from register.records import FieldProblem, Record
from register.source import FaultKind, Path, Place, scalars

_ALL = tuple(Kind)
_LONG_TITLE = 70


# The rule that puts a mistake into words, by pydantic's name for it. "wrong-shape" takes whatever is not named here.
_RULE_OF = {
    "extra_forbidden": "unknown-field",
    "missing": "missing-field",
    "day": "bad-date",
    "string_pattern_mismatch": "bad-word",
    "enum": "unknown-choice",
    "true_or_false": "not-true-or-false",
    "year": "bad-number",
    "whole_number": "bad-number",
    "web_address": "bad-web-address",
    "secure_address": "bad-web-address",
    "string_too_long": "text-too-long",
    "too_long": "text-too-long",
}
# Faults that say what is wrong with a value already.
_REFUSED = (FaultKind.ANCHOR, FaultKind.TAG, FaultKind.HIDDEN_CHARACTER, FaultKind.NOT_UTF8)


def _problems(record: Record, rule: str) -> Iterator[FieldProblem]:
    """The record's problems that the rule speaks of, but for those at a value that was refused as it is written."""
    refused = {fault.place.line for fault in record.source.faults if fault.kind in _REFUSED}
    for problem in record.problems:
        if _rule_of(problem) == rule and record.source.place(*problem.path).line not in refused:
            yield problem


def _rule_of(problem: FieldProblem) -> str:
    empty = isinstance(problem.value, str) and not problem.value.strip()
    return "empty-entry" if empty else _RULE_OF.get(problem.kind, "wrong-shape")


def _model_at(kind: Kind, path: Path) -> type[BaseModel]:
    """The model that declares the field at path."""
    model: type[BaseModel] = FACTS[kind]
    for step in path[:-1]:
        if isinstance(step, str) and step in model.model_fields:
            model = inner_model(model.model_fields[step].annotation) or model
    return model


def inner_model(annotation: object) -> type[BaseModel] | None:
    """The model that a field of this annotation holds, alone or in a list; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner_model(part))), None)


@error(*_ALL)
def unknown_field(record: Record, around: Around) -> Iterator[Problem]:
    """The register knows no field of this name, so what it says would be lost. Correct the name or delete the line.

    Write `owner: Head of Professional Standards`, not `ower: Head of Professional Standards`.
    """
    paths = [problem.path for problem in _problems(record, "unknown-field")]
    for path in (*paths, *_empty_and_unknown(record)):
        name = str(path[-1])
        fields = list(_model_at(record.kind, path).model_fields)  # type: ignore[arg-type]
        near = nearest(name, fields)
        some = ", ".join(fields) if len(fields) <= 12 else "those on the page of fields"
        advice = f'write "{near}" if that is meant, or delete it' if near else f"delete it, or use one of {some}"
        yield Problem(record.source.key_place(*path), f"{quoted(name)} is not a field here", advice)


def _empty_and_unknown(record: Record) -> Iterator[Path]:
    """The unknown fields that hold nothing: what is empty is absent, so the declared models don't see them."""
    for path, text in scalars(record.source.facts if record.source.has_empty_fields else None):
        if not text.text.strip() and path and isinstance(path[-1], str):
            if path[-1] not in _model_at(record.kind, path).model_fields:  # type: ignore[arg-type]
                yield path


def meant(record: Record) -> set[str | None]:
    """The fields that the record's unknown ones were most likely meant to be: those aren't missing as well."""
    fields = list(FACTS[record.kind].model_fields) if record.kind else []
    unknown = (p.path[0] for p in record.problems if p.kind == "extra_forbidden" and len(p.path) == 1)
    return {nearest(str(name), fields) for name in unknown}


@error(*_ALL)
def missing_field(record: Record, around: Around) -> Iterator[Problem]:
    """A field that every such record needs is missing or empty. Write it.

    Write `grade: requires-improvement`, not `grade:`.
    """
    for problem in _problems(record, "missing-field"):
        name = str(problem.path[-1])
        if len(problem.path) == 1 and name in meant(record):
            continue
        about = _model_at(record.kind, problem.path).model_fields[name].description  # type: ignore[arg-type]
        parent = record.source.place(*problem.path[:-1]) if len(problem.path) > 1 else Place(1)
        where = record.source.key_place(*problem.path)
        place = parent if where.line < parent.line else where
        yield Problem(place, f"{quoted(name)} is missing", f'write "{name}: ...", {about}')


@error(*_ALL)
def wrong_shape(record: Record, around: Around) -> Iterator[Problem]:
    """A list stands where one text belongs, or a text where a list or a group of fields belongs.

    Write `formerly: [vetting-1]`, not `formerly: vetting-1`.
    """
    for problem in _problems(record, "wrong-shape"):
        name = next(str(step) for step in reversed(problem.path) if isinstance(step, str))
        wrong, advice = (
            f"{quoted(name)} holds one text",
            "write one value on one line; put it in double quotes if it has brackets",
        )
        if problem.kind == "tuple_type":
            wrong, advice = f"{quoted(name)} holds a list", 'write each entry on a line of its own, beginning with "- "'
        elif problem.kind in ("model_type", "model_attributes_type"):
            inner = _model_at(record.kind, (*problem.path, ""))  # type: ignore[arg-type]
            first, second, *_ = inner.model_fields
            wrong, advice = (
                f"{quoted(name)} holds fields with values",
                f'write "{first}: ...", "{second}: ..." and so on',
            )
        yield Problem(record.source.place(*problem.path), wrong, advice)


@error(*_ALL)
def bad_date(record: Record, around: Around) -> Iterator[Problem]:
    """A date is written yyyy-mm-dd, exists in the calendar and lies from 1990 to 2100.

    Write `due: 2020-03-31`, not `due: 31/03/2020`.
    """
    for problem in _problems(record, "bad-date"):
        wrong = {
            "form": f"{quoted(problem.value)} is not a date",
            "calendar": f"there is no such day as {quoted(problem.value)}",
            "range": f"{quoted(problem.value)} lies outside {FIRST_DAY.year} to {LAST_DAY.year}",
        }[problem.context["problem"]]
        yield Problem(record.source.place(*problem.path), wrong, "write the day as yyyy-mm-dd, e.g. 2019-06-28")


@error(*_ALL)
def bad_word(record: Record, around: Around) -> Iterator[Problem]:
    """The value is no id: lower-case letters, digits and single hyphens.

    Use the id as it stands where it is defined.

    Write `grade: requires-improvement`, not `grade: requires_improvement`.
    """
    for problem in _problems(record, "bad-word"):
        name = next(str(step) for step in reversed(problem.path) if isinstance(step, str))
        valid = _vocabulary(name, record, around)
        written = record.source.place(*problem.path)
        yield Problem(
            written,
            f"{quoted(problem.value)} is no id",
            choose(problem.value, valid) if valid else "use a-z, 0-9 and hyphens",
        )


def _vocabulary(field: str, record: Record, around: Around) -> list[str]:
    """The ids that a field of this name can hold, as far as they are known without the rest of the record."""
    records = around.records
    match field:
        case "status":
            return [status.id for status in records.settings.statuses]
        case "inspectorate_status":
            return [status.id for status in records.settings.inspectorate_statuses]
        case "inspection":
            return list(records.inspections)
        case "framework" | "comparable_with":
            return list(records.frameworks)
        case "parent" | "superseded_by" | "repeats":
            return list(records.recommendations)
        case "grade" | "previous":
            known = (
                grade.id
                for framework in records.frameworks.values()
                if framework.facts
                for grade in framework.facts.grades or ()
            )
            return list(dict.fromkeys(known))
    return []


@error(*_ALL)
def unknown_choice(record: Record, around: Around) -> Iterator[Problem]:
    """The value is none of the words that this field can hold. The message lists them.

    Write `type: area-for-improvement`, not `type: afi`.
    """
    for problem in _problems(record, "unknown-choice"):
        expected = str(problem.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        name = str(problem.path[-1])
        yield Problem(
            record.source.place(*problem.path), f"{quoted(problem.value)} is no {name}", choose(problem.value, expected)
        )


@error(*_ALL)
def not_true_or_false(record: Record, around: Around) -> Iterator[Problem]:
    """This field is `true` or `false`, nothing else.

    Write `publish: false`, not `publish: no`.
    """
    for problem in _problems(record, "not-true-or-false"):
        yield Problem(
            record.source.place(*problem.path),
            f"{quoted(problem.value)} is neither true nor false",
            "write true or false",
        )


@error(*_ALL)
def bad_number(record: Record, around: Around) -> Iterator[Problem]:
    """A year has four digits, and a number of days is a whole number.

    Write `due_soon_days: 60`, not `due_soon_days: sixty`.
    """
    for problem in _problems(record, "bad-number"):
        advice = "write four digits, e.g. 2019" if problem.kind == "year" else "write a whole number, e.g. 30"
        yield Problem(
            record.source.place(*problem.path),
            f"{quoted(problem.value)} is no {problem.kind.replace('_', ' ')}",
            advice,
        )


@error(*_ALL)
def bad_web_address(record: Record, around: Around) -> Iterator[Problem]:
    """A web address begins with https:// (for a link also http://) and has no spaces.

    Other kinds of link can harm readers.

    Write `url: https://www.example.org/report`, not `url: www.example.org/report`.
    """
    for problem in _problems(record, "bad-web-address"):
        begin = "https://" if problem.kind == "secure_address" else "https:// or http://"
        yield Problem(
            record.source.place(*problem.path),
            f"{quoted(problem.value)} is no web address",
            f"write one that begins with {begin} and has no spaces",
        )


@error(*_ALL)
def text_too_long(record: Record, around: Around) -> Iterator[Problem]:
    """A title has at most 120 characters and an id at most 80. The full words belong into the body."""
    for problem in _problems(record, "text-too-long"):
        most = problem.context["max_length"]
        advice = f"shorten it to {most} characters" + (
            "; the full words belong below the facts" if most == TITLE_LENGTH else ""
        )
        yield Problem(record.source.place(*problem.path), f"this has {len(str(problem.value))} characters", advice)


@error(*_ALL)
def empty_entry(record: Record, around: Around) -> Iterator[Problem]:
    """An entry of a list is empty. Write it, or delete its line.

    Write `- vetting-2`, not `-`.
    """
    for problem in _problems(record, "empty-entry"):
        yield Problem(record.source.place(*problem.path), "this entry is empty", "write it, or delete its line")


@warning(Kind.RECOMMENDATION)
def long_title(record: Record, around: Around) -> Iterator[Problem]:
    """The title has more than 70 characters.

    Tables get hard to read: say it shorter, the official words stand below.

    Write `title: Clear the backlog of vetting for everyone by the year's end`, not `title: Clear the backlog of
    vetting for all of the workforce by the year's end`.
    """
    if record.sound("title") and len(record.facts.title) > _LONG_TITLE:
        length = len(record.facts.title)
        yield Problem(
            record.source.place("title"), f"the title has {length} characters", f"say it in {_LONG_TITLE} or fewer"
        )


@error(Kind.RECOMMENDATION)
def owner_missing(record: Record, around: Around) -> Iterator[Problem]:
    """A finding that is outstanding has an owner: the role that answers for it.

    Write `owner: Head of Professional Standards`, not `owner:`.
    """
    outstanding = record.sound("owner", "status") and _stage(record, around) in (Stage.OPEN, Stage.DONE)
    if outstanding and not record.facts.owner and not _said_elsewhere("owner", record):
        yield Problem(
            record.source.key_place("status"), '"owner" is missing while this is outstanding', 'write "owner: <a role>"'
        )


@warning(Kind.RECOMMENDATION)
def due_missing(record: Record, around: Around) -> Iterator[Problem]:
    """An open finding has no due date, so nobody can see when it is late.

    It stands in a list of its own until it has one.

    Write `due: 2020-03-31`, not `due:`.
    """
    is_open = record.sound("due", "status") and _stage(record, around) is Stage.OPEN
    if is_open and not record.facts.due and not _said_elsewhere("due", record):
        yield Problem(
            record.source.key_place("status"), '"due" is missing while this is open', 'write "due: yyyy-mm-dd"'
        )


def _said_elsewhere(field: str, record: Record) -> bool:
    """Whether a field that is missing at the top was misspelt or stands in the history: other rules say so."""
    recorded = record.sound("history") and any(changes_of(record.facts, field))
    return recorded or field in meant(record)


def _stage(record: Record, around: Around) -> Stage | None:
    status = around.records.statuses.get(record.facts.status)
    return status.stage if status else None
