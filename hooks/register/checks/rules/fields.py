"""Rules about single fields: whether each is known, is present, and can hold the value written.

The declared models find the mistakes; these rules explain them to people who don't know what a type is.
"""

import re
from collections.abc import Iterator
from typing import Any

from register.checks.advice import choose, either, quoted
from register.checks.date_advice import what_instead, what_is_wrong
from register.checks.issue import Issue
from register.checks.rule import RELATIONS, Context, error, warning
from register.checks.rules.references import framework_of
from register.records.folder import Kind
from register.records.history import last_values
from register.records.model import FACTS, HEADINGS, UNGRADED, Facts, Stage, inner_model, name_at
from register.records.nearest import nearest, nearest_field, slug
from register.records.record import FieldError, Record, meant
from register.records.source import ParseErrorKind, Path, Span, scalars
from register.records.values import TITLE_LENGTH

_ALL = tuple(Kind)
_LONG_TITLE = 70
_FEW = 12
_YES, _NO = ("yes", "y", "on", "1"), ("no", "n", "off", "0")


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
_REFUSED = (ParseErrorKind.ANCHOR, ParseErrorKind.TAG, ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8)


def _field_errors(record: Record, rule: str) -> Iterator[FieldError]:
    """The record's problems that the rule speaks of, but for those at a value that was refused as it is written."""
    refused = {fault.span.line for fault in record.source.parse_errors if fault.kind in _REFUSED}
    for problem in record.field_errors:
        if _rule_of(problem) == rule and record.source.span(*problem.path).line not in refused:
            yield problem


def _rule_of(problem: FieldError) -> str:
    empty = isinstance(problem.value, str) and not problem.value.strip()
    return "empty-entry" if empty else _RULE_OF.get(problem.kind, "wrong-shape")


def _model_at(kind: Kind, path: Path) -> type[Facts]:
    """The model that declares the field at path."""
    model: type[Facts] = FACTS[kind]
    for step in path[:-1]:
        if isinstance(step, str) and step in model.fields():
            model = inner_model(model.fields()[step].annotation) or model
    return model


@error(*_ALL, needs_parse_errors=True)
def unknown_field(record: Record, context: Context) -> Iterator[Issue]:
    """The register knows no field of this name, so what it says would be lost. Correct the name or delete the line.

    Write `owner: Head of Professional Standards`, not `ower: Head of Professional Standards`.
    """
    paths = [problem.path for problem in _field_errors(record, "unknown-field")]
    for path in (*paths, *_empty_and_unknown(record)):
        name = str(path[-1])
        yield Issue(record.source.key_span(*path), f"{quoted(name)} is not a field here", _field_advice(record, path))


def _field_advice(record: Record, path: Path) -> str:
    """What to write in place of the unknown field at path."""
    name = str(path[-1])
    fields = list(_model_at(record.kind, path).fields())  # type: ignore[arg-type]
    if near := nearest_field(name, fields):
        return f'write "{near}" if that is meant, or delete it'
    if len(path) == 1 and name.casefold() == "id":
        return "delete it: the id is the name of the file"
    heading = nearest(name, HEADINGS.get(record.kind, ()), alike=0.8) if len(path) == 1 else None  # type: ignore[arg-type]
    if heading:
        return f'write the words below a line "## {heading}"'
    return f"delete it, or use one of {', '.join(fields) if len(fields) <= 12 else 'those on the page of fields'}"


def _empty_and_unknown(record: Record) -> Iterator[Path]:
    """The unknown fields that hold nothing: what is empty is absent, so the declared models don't see them."""
    for path, text in scalars(record.source.facts if record.source.has_empty_fields else None):
        if not text.text.strip() and path and isinstance(path[-1], str):
            if path[-1] not in _model_at(record.kind, path).fields():  # type: ignore[arg-type]
                yield path


@error(*_ALL, needs_parse_errors=True)
def missing_field(record: Record, context: Context) -> Iterator[Issue]:
    """A field that every such record needs is missing or empty. Write it.

    Write `grade: requires-improvement`, not `grade:`.
    """
    for problem in _field_errors(record, "missing-field"):
        *parent, name = problem.path
        model = _model_at(record.kind, problem.path)  # type: ignore[arg-type]
        if name in meant(record.field_errors, model, tuple(parent)):
            continue
        around_it = record.source.span(*parent) if parent else Span(1)
        where = record.source.key_span(*problem.path)
        valid = _vocabulary(str(name), record, context)
        words = f": {either(valid)}" if 0 < len(valid) <= _FEW else f", {model.fields()[str(name)].description}"
        yield Issue(max(where, around_it), f"{quoted(name)} is missing", f'write "{name}: ..."{words}')


@error(*_ALL, needs_parse_errors=True)
def wrong_shape(record: Record, context: Context) -> Iterator[Issue]:
    """A list stands where one text belongs, or a text where a list or a group of fields belongs.

    Write `formerly: [vetting-1]`, not `formerly: vetting-1`.
    """
    for problem in _field_errors(record, "wrong-shape"):
        name = name_at(problem.path)
        wanted, advice = "one text", f'write "{name}: ...", in double quotes if the text has brackets'
        if problem.kind == "tuple_type":
            wanted, advice = "a list", 'write each entry on a line of its own, beginning with "- "'
        elif problem.kind == "model_type":
            first, second, *_ = _model_at(record.kind, (*problem.path, "")).fields()  # type: ignore[arg-type]
            wanted, advice = "fields with values", f'write "{first}: ...", "{second}: ..." and so on'
        message = f"{_shape(problem.value)} stands where {quoted(name)} has {wanted}"
        yield Issue(record.source.span(*problem.path), message, advice)


def _shape(value: object) -> str:
    """What a value is, for people who don't know what a type is."""
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list | tuple) else "a text"


@error(*_ALL, needs_parse_errors=True)
def bad_date(record: Record, context: Context) -> Iterator[Issue]:
    """A date is written yyyy-mm-dd, exists in the calendar and lies from 1990 to 2100.

    Write `due: 2020-03-31`, not `due: 31/03/2020`.
    """
    for problem in _field_errors(record, "bad-date"):
        text = str(problem.value)
        advice = what_instead(text, f"{problem.path[-1]}: {{}}")
        yield Issue(record.source.span(*problem.path), what_is_wrong(text), advice)


@error(*_ALL, needs_parse_errors=True, cross_record=True)
def bad_word(record: Record, context: Context) -> Iterator[Issue]:
    """The value can't be an id, which is made of lower-case letters, digits and single hyphens.

    Use the id as it stands where it is defined.

    Write `grade: requires-improvement`, not `grade: requires_improvement`.
    """
    for problem in _field_errors(record, "bad-word"):
        name = name_at(problem.path)
        valid = _vocabulary(name, record, context)
        plain = slug(str(problem.value))
        advice = f'write "{plain}": lower-case letters, digits and hyphens' if plain else "use a-z, 0-9 and hyphens"
        yield Issue(
            record.source.span(*problem.path),
            f"{quoted(_written(record, problem))} can't be the {name.replace('_', ' ')}",
            choose(problem.value, valid, labels=_labels(name, record, context)) if valid else advice,
        )


def _written(record: Record, problem: FieldError) -> str:
    """The value as it stands in the file: the declared types have made its letters small."""
    return next((text.text for path, text in scalars(record.source.facts) if path == problem.path), str(problem.value))


def _vocabulary(field: str, record: Record, context: Context) -> list[str]:
    """The ids that a field of this name can hold, as far as they are known without the rest of the record."""
    records = context.records
    match field:
        case "status":
            return [status.id for status in records.settings.statuses]
        case "inspectorate_status":
            return [status.id for status in records.settings.inspectorate_statuses]
        case "inspection":
            return list(records.inspections)
        case "framework" | "comparable_with":
            return list(records.frameworks)
        case _ if field in RELATIONS:
            return [id for id in records.recommendations if id != record.id]
        case "grade" | "previous":
            return list(dict.fromkeys([*(grade.id for grade in _asked("grades", record, context)), UNGRADED]))
        case "question" | "pillar" if record.kind is not Kind.FRAMEWORK:
            return list(dict.fromkeys(item.id for item in _asked(f"{field}s", record, context)))
    return []


def _labels(field: str, record: Record, context: Context) -> dict[str, str]:
    """What readers see in place of the ids that a field of this name can hold."""
    if field in ("status", "inspectorate_status"):
        known = context.records.settings.statuses + context.records.settings.inspectorate_statuses
        return {status.id: status.label for status in known}
    if field in RELATIONS or field == "inspection":
        named = context.records.inspections if field == "inspection" else context.records.recommendations
        return {id: one.facts.title for id, one in named.items() if one.sound("title") and one is not record}
    lists = {"grade": "grades", "previous": "grades", "question": "questions", "pillar": "pillars"}
    return {item.id: item.label for item in _asked(lists[field], record, context)} if field in lists else {}


def _asked(list_of: str, record: Record, context: Context) -> list[Any]:
    """The grades, pillars or questions of the record's framework; where that can't be told, those of all."""
    mine = framework_of(record, context.records)
    known = [mine] if mine else context.records.frameworks.values()
    return [item for framework in known if framework.sound(list_of) for item in getattr(framework.facts, list_of)]


@error(*_ALL, needs_parse_errors=True)
def unknown_choice(record: Record, context: Context) -> Iterator[Issue]:
    """The value is none of the words that this field can hold. The message lists them.

    Write `type: area-for-improvement`, not `type: afi`.
    """
    for problem in _field_errors(record, "unknown-choice"):
        expected = str(problem.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        name = str(problem.path[-1])
        yield Issue(
            record.source.span(*problem.path), f"{quoted(problem.value)} is no {name}", choose(problem.value, expected)
        )


@error(*_ALL, needs_parse_errors=True)
def not_true_or_false(record: Record, context: Context) -> Iterator[Issue]:
    """This field is `true` or `false`, nothing else.

    Write `publish: false`, not `publish: no`.
    """
    for problem in _field_errors(record, "not-true-or-false"):
        name, said = problem.path[-1], str(problem.value).strip().casefold()
        meant_word = "true" if said in _YES else "false" if said in _NO else None
        advice = f'write "{name}: {meant_word}"' if meant_word else f'write "{name}: true" or "{name}: false"'
        message = f"{quoted(problem.value)} is neither true nor false"
        yield Issue(record.source.span(*problem.path), message, advice)


@error(*_ALL, needs_parse_errors=True)
def bad_number(record: Record, context: Context) -> Iterator[Issue]:
    """A year has four digits, and a number of days is a whole number.

    Write `due_soon_days: 60`, not `due_soon_days: sixty`.
    """
    for problem in _field_errors(record, "bad-number"):
        year = re.match(r"(19|20)[0-9]{2}(?![0-9])", str(problem.value).strip())
        advice = "write a whole number from 0 to 9999, e.g. 30"
        if problem.kind == "year":
            advice = f'write the year alone: "{problem.path[-1]}: {year[0] if year else 2019}"'
        yield Issue(
            record.source.span(*problem.path),
            f"{quoted(problem.value)} is no {problem.kind.replace('_', ' ')}",
            advice,
        )


_WITHOUT_SCHEME = re.compile(r"(?:(?:https?:)?//)?((?:[\w-]+\.)+[a-z]{2,}(?:[/?#]\S*)?)", re.IGNORECASE)


@error(*_ALL, needs_parse_errors=True)
def bad_web_address(record: Record, context: Context) -> Iterator[Issue]:
    """A web address begins with https:// (for a link also http://) and has no spaces.

    Other kinds of link can harm readers.

    Write `url: https://www.example.org/report`, not `url: www.example.org/report`.
    """
    for problem in _field_errors(record, "bad-web-address"):
        begin = "https://" if problem.kind == "secure_address" else "https:// or http://"
        rest = _WITHOUT_SCHEME.fullmatch(str(problem.value))
        meant_address = f'write "{problem.path[-1]}: https://{rest[1]}"' if rest else None
        advice = f"write one that begins with {begin} and has no spaces"
        message = f"{quoted(problem.value)} is no web address that can stand here"
        yield Issue(record.source.span(*problem.path), message, meant_address or advice)


@error(*_ALL, needs_parse_errors=True)
def text_too_long(record: Record, context: Context) -> Iterator[Issue]:
    """A title has at most 120 characters and an id at most 80. The full words belong into the body."""
    for problem in _field_errors(record, "text-too-long"):
        most = problem.context["max_length"]
        advice = f"shorten it to {most} characters" + (
            "; the full words belong below the facts" if most == TITLE_LENGTH else ""
        )
        yield Issue(record.source.span(*problem.path), f"this has {len(str(problem.value))} characters", advice)


@error(*_ALL, needs_parse_errors=True)
def empty_entry(record: Record, context: Context) -> Iterator[Issue]:
    """An entry of a list is empty. Write it, or delete its line.

    Write `- vetting-2`, not `-`.
    """
    for problem in _field_errors(record, "empty-entry"):
        yield Issue(record.source.span(*problem.path), "this entry is empty", "write it, or delete its line")


@warning(Kind.RECOMMENDATION)
def long_title(record: Record, context: Context) -> Iterator[Issue]:
    """The title has more than 70 characters.

    Tables get hard to read: say it shorter, the official words stand below.

    Write `title: Clear the backlog of vetting for everyone by the year's end`, not `title: Clear the backlog of
    vetting for all of the workforce by the year's end`.
    """
    if record.sound("title") and len(record.facts.title) > _LONG_TITLE:
        length = len(record.facts.title)
        yield Issue(
            record.source.span("title"), f"the title has {length} characters", f"say it in {_LONG_TITLE} or fewer"
        )


@error(Kind.RECOMMENDATION)
def owner_missing(record: Record, context: Context) -> Iterator[Issue]:
    """A finding that is outstanding has an owner: the role that answers for it.

    Write `owner: Head of Professional Standards`, not `owner:`.
    """
    outstanding = record.sound("owner", "status") and _stage(record, context) in (Stage.OPEN, Stage.DONE)
    if outstanding and not record.facts.owner and not _is_in_history("owner", record):
        yield Issue(
            record.source.key_span("status"), '"owner" is missing while this is outstanding', 'write "owner: <a role>"'
        )


@warning(Kind.RECOMMENDATION)
def due_missing(record: Record, context: Context) -> Iterator[Issue]:
    """An open finding has no due date, so nobody can see when it is late.

    It stands in a list of its own until it has one.

    Write `due: 2020-03-31`, not `due:`.
    """
    is_open = record.sound("due", "status") and _stage(record, context) is Stage.OPEN
    if is_open and not record.facts.due and not _is_in_history("due", record):
        yield Issue(record.source.key_span("status"), '"due" is missing while this is open', 'write "due: yyyy-mm-dd"')


def _is_in_history(field: str, record: Record) -> bool:
    """Whether a field that is missing at the top stands in the history: another rule says so."""
    return record.sound("history") and field in last_values(record.facts)


def _stage(record: Record, context: Context) -> Stage | None:
    status = context.records.statuses.get(record.facts.status)
    return status.stage if status else None
