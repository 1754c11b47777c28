"""Rules about single fields: whether each is known, is present, and can hold the value written.

The declared models find the mistakes; these rules explain them to people who don't know what a type is.
"""

import re
from collections.abc import Iterator, Mapping

from register.checks.advice import PUT_ON_THE_WEB, choose, either, quoted
from register.checks.date_advice import days_meant, what_instead, what_is_wrong
from register.checks.field_errors import errors_of, leave_out, model_at
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.checks.valid_words import valid_words
from register.records.folder import Kind
from register.records.history import last_values
from register.records.model import ONE_OR_LIST, TEXT_FIELDS, Facts, Stage, inner_model, name_at
from register.records.nearest import nearest_choice, slug
from register.records.record import Record
from register.records.source import Span, scalars
from register.records.validation import FieldError, meant
from register.records.values import NO_CLOCK, TITLE_LENGTH, is_day, is_id

_ALL = tuple(Kind)
_LONG_TITLE = 70
_FEW = 12
_YES, _NO = ("yes", "y", "on", "1"), ("no", "n", "off", "0")


@error(*_ALL, needs_parse_errors=True)
def missing_field(record: Record, context: Context) -> Iterator[Issue]:
    """A field that every such record needs is missing or empty. Write it.

    Write `grade: requires-improvement`, not `grade:`.
    """
    for field_error in errors_of(record, "missing-field"):
        if field_error.path in record.nothing:
            continue
        *parent, name = field_error.path
        model = model_at(record.kind, field_error.path)  # type: ignore[arg-type]
        if name in meant(record.field_errors, model, tuple(parent)):
            continue
        parent_span = record.source.span(*parent) if parent else Span(1)
        where = record.source.key_span(*field_error.path)
        valid = valid_words(str(name), record, context.records)
        words = f": {either(valid)}" if 0 < len(valid) <= _FEW else f", {model.fields()[str(name)].description}"
        yield Issue(max(where, parent_span), f"{quoted(name)} is missing", f'write "{name}: ..."{words}')


@error(*_ALL, needs_parse_errors=True)
def wrong_shape(record: Record, context: Context) -> Iterator[Issue]:
    """There is a list where a single text belongs, or a text where a list or a group of fields belongs.

    Write `formerly: [vetting-1]`, not `formerly: vetting-1`.
    """
    for field_error in errors_of(record, "wrong-shape"):
        name = name_at(field_error.path)
        if field_error.kind == "tuple_type":
            wanted, advice = "a list", _as_list(record, field_error)
        elif field_error.kind == "model_type":
            wanted, advice = "a group of fields", _as_group(record, field_error)
        else:
            wanted, advice = "a single text", _as_text(name, field_error.value, name in TEXT_FIELDS[record.kind])  # type: ignore[index]
        takes = f"{quoted(name)} takes" if field_error.path[-1] == name else f"an entry of {quoted(name)} is"
        message = f"{takes} {wanted}, not {_shape(field_error.value)}"
        yield Issue(record.source.span(*field_error.path), message, _or_leave_out(record, field_error, advice))


def _or_leave_out(record: Record, field_error: FieldError, advice: str) -> str:
    """The advice; for a sign for nothing, to leave the field out, if it may be."""
    text = field_error.value if isinstance(field_error.value, str) else "a value"
    return leave_out(record.kind, field_error.path, text) or advice  # type: ignore[arg-type]


def _as_list(record: Record, field_error: FieldError) -> str:
    """The advice for a text or a group of fields in place of a list."""
    name, value = name_at(field_error.path), field_error.value
    inner = inner_model(model_at(record.kind, field_error.path).fields()[name].annotation)  # type: ignore[arg-type]
    if isinstance(value, dict) and inner:
        in_braces = "{" in record.source.line(record.source.span(*field_error.path).line)
        return 'write "- " before the {' if in_braces else 'begin the first line of each entry with "- "'
    if not isinstance(value, str) or (inner and not _only_text(record, inner)):
        return 'write each entry on a line of its own that begins with "- "'
    parts = [] if inner else re.split(r"\s*[;,]\s*", value)
    if len(parts) < 2:
        text = f"{{{_only_text(record, inner)}: {_in_list(value)}}}" if inner else _in_list(value)
        return f'write "{name}: [{text}]"'
    several = f'write "{name}: [{", ".join(map(_in_list, parts))}]" if these are {len(parts)}'
    return f'{several}, or "{name}: [{_in_list(value)}]" if it is one'


def _as_group(record: Record, field_error: FieldError) -> str:
    """The advice for a text or a list in place of a group of fields."""
    name, value, path = name_at(field_error.path), field_error.value, field_error.path
    model = model_at(record.kind, (*path, ""))  # type: ignore[arg-type]
    only, (first, second, *_) = _only_text(record, model), model.fields()
    if isinstance(value, str) and only and path[-1] == name:
        return f'write "{name}: {{{only}: {_in_list(value)}}}"'
    if isinstance(value, str) and only and record.source.line(record.source.span(*path).line).lstrip()[:2] == "- ":
        return f'write "- {only}: {value}"'
    alone = ', without the "- "' if isinstance(value, list | tuple) and len(value) == 1 else ""
    return f'write "{first}: ...", "{second}: ..." and so on{alone}'


def _as_text(name: str, value: object, is_free: bool) -> str:
    """The advice for a list or a group of fields in place of a text, which may hold brackets if it is free."""
    match value:
        case [str() as text] if is_free:
            return f'write "{name}: {text}", or put the text in double quotes if the brackets belong to it'
        case [str() as text] if is_day(text):
            return f'write "{name}: {text}"'
        case [str()]:
            return f'write "{name}: ..." without the brackets'
        case list() if name in _BESIDE:
            return f'write the first under "{name}" and the others under "{_BESIDE[name]}"'
        case _:
            return f'write "{name}: ...", in double quotes if the text has brackets'


def _only_text(record: Record, model: type[Facts]) -> str:
    """The name of the only field that such a group needs, if it holds a text; else empty."""
    required = [name for name, about in model.fields().items() if about.is_required()]
    return required[0] if len(required) == 1 and required[0] in TEXT_FIELDS[record.kind] else ""  # type: ignore[index]


def _in_list(text: str) -> str:
    """The text as an entry of a list between brackets."""
    return "'" + text.replace("'", "''") + "'" if re.search(r"[,\[\]{}:#&*!|>'\"%@`]", text) else text


_BESIDE = {"owner": "with", "question": "also"}
"""The list that takes the further values of a field which holds one."""


def _shape(value: object) -> str:
    """What a value is, for people who don't know what a type is."""
    if isinstance(value, dict):
        return "a group of fields"
    return "a list" if isinstance(value, list | tuple) else "a text"


@error(*_ALL, needs_parse_errors=True)
def bad_date(record: Record, context: Context) -> Iterator[Issue]:
    """A date is written yyyy-mm-dd, exists in the calendar, and lies between 1990 and 2100.

    Write `due: 2020-03-31`, not `due: 31/03/2020`.
    """
    for field_error in errors_of(record, "bad-date"):
        text = str(field_error.value)
        line = f"{field_error.path[-1]}: {{}}"
        instead = what_instead(text, line, context.records.zone)
        if (
            record.kind is Kind.RECOMMENDATION
            and field_error.path == ("due",)
            and "yyyy-mm-dd" in instead
            and _in_words(text)
        ):
            instead += ', and if these are words of the report, put them under "deadline"'
        advice = _or_leave_out(record, field_error, instead)
        yield Issue(record.source.span(*field_error.path), what_is_wrong(text), advice)


def _in_words(text: str) -> bool:
    """Whether a text says when something is due in words, and not by a day."""
    return bool(re.search(r"[^\W\d_]{3}", text)) and not re.search(r"\d[-/.]\d", text)


@error(*_ALL, needs_parse_errors=True, cross_record=True)
def bad_word(record: Record, context: Context) -> Iterator[Issue]:
    """The value can't be an id, which is made of lower-case letters, digits and single hyphens.

    Use the id exactly as it is defined.

    Write `grade: requires-improvement`, not `grade: requires_improvement`.
    """
    for field_error in errors_of(record, "bad-word"):
        name = name_at(field_error.path)
        valid = valid_words(name, record, context.records)
        written, plain = _written(record, field_error), slug(str(field_error.value))
        advice = f'write "{plain}": lower-case letters, digits and hyphens' if plain else "use a-z, 0-9 and hyphens"
        if valid:
            advice = _id_meant(written, name, valid, record, context)
        what = f"the {name}" if "_" not in name and field_error.path[-1] == name else f"an id in {quoted(name)}"
        yield Issue(
            record.source.span(*field_error.path),
            f"{quoted(written)} can't be {what}",
            _or_leave_out(record, field_error, advice),
        )


def _id_meant(written: str, field: str, valid: Mapping[str, str], record: Record, context: Context) -> str:
    """The advice for a text that is no id: the ids in it, that of a file or an address, of a day, or the nearest."""
    listed = re.split(r"\s*[,;]\s*", written)
    if len(listed) > 1 and field in ONE_OR_LIST[record.kind] and all(map(is_id, listed)):  # type: ignore[index]
        return f'write "{field}: [{", ".join(listed)}]" if these are {len(listed)} ids'
    days = [str(day) for day in days_meant(written, context.records.zone) if str(day) in valid]
    if days:
        return f'write "{days[0]}"'
    path = _OF_A_FILE.fullmatch(written)
    advice = choose(path["stem"] if path else written, valid, labels=valid)
    found = re.match(r'write "([^"]+)" if that is meant', advice)
    if found and re.search(r"\d[-/.]\d", written) and not re.search(r"\d", found[1]):  # a day beside the word
        return advice.replace("if that is meant", "if that is meant, and say the rest elsewhere", 1)
    return advice


_OF_A_FILE = re.compile(
    r"(?:\S*/)?(?:(?P<folder>(?:recommendation|inspection|framework|meeting)s/)|(?=\S+\.(?:md|ya?ml|html?)/?$))"
    r"(?P<stem>[^\s/]+?)(?:\.(?:md|ya?ml|html?))?/?"
)


def _written(record: Record, field_error: FieldError) -> str:
    """The value as it is written in the file: the declared types have made it lower case."""
    return next(
        (text.text for path, text in scalars(record.source.facts) if path == field_error.path), str(field_error.value)
    )


@error(*_ALL, needs_parse_errors=True)
def unknown_choice(record: Record, context: Context) -> Iterator[Issue]:
    """The value is not one of those that this field can hold. The message lists them.

    Write `progress: improved`, not `progress: up`.
    """
    for field_error in errors_of(record, "unknown-choice"):
        expected = str(field_error.context["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        name = str(field_error.path[-1])
        yield Issue(
            record.source.span(*field_error.path),
            f"{quoted(field_error.value)} can't be the value of {quoted(name)}",
            _or_leave_out(record, field_error, choose(field_error.value, expected, near_to=nearest_choice)),
        )


@error(*_ALL, needs_parse_errors=True)
def not_true_or_false(record: Record, context: Context) -> Iterator[Issue]:
    """This field is `true` or `false`, nothing else.

    Write `publish: false`, not `publish: no`.
    """
    for field_error in errors_of(record, "not-true-or-false"):
        name, answer = field_error.path[-1], str(field_error.value).strip().casefold()
        meant_word = "true" if answer in _YES else "false" if answer in _NO else None
        advice = f'write "{name}: {meant_word}"' if meant_word else f'write "{name}: true" or "{name}: false"'
        message = f"{quoted(field_error.value)} is neither true nor false"
        yield Issue(record.source.span(*field_error.path), message, advice)


@error(*_ALL, needs_parse_errors=True)
def bad_number(record: Record, context: Context) -> Iterator[Issue]:
    """A year has four digits, and a number of days is a whole number.

    Write `due_soon_days: 60`, not `due_soon_days: sixty`.
    """
    for field_error in errors_of(record, "bad-number"):
        number = re.fullmatch(r"\s*([0-9]{1,4}) (days?|weeks?)\s*", str(field_error.value))
        years = set(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", str(field_error.value)))
        advice = "write a whole number from 0 to 9999, e.g. 30"
        if field_error.kind == "year":
            advice = f'write the year alone, such as "{field_error.path[-1]}: 2019"'
            if len(years) == 1:
                advice = f'write the year alone: "{field_error.path[-1]}: {years.pop()}" if that is meant'
        elif number:
            days = int(number[1]) * (7 if number[2].startswith("week") else 1)
            advice = f'write "{field_error.path[-1]}: {days}", which are days'
        elif field_error.kind == "days_or_none":
            advice = f'write a whole number of days, or "{field_error.path[-1]}: {NO_CLOCK}" where no response is due'
        yield Issue(
            record.source.span(*field_error.path),
            f"{quoted(field_error.value)} is not a {_NUMBERS[field_error.kind]}",
            advice if field_error.kind == "days_or_none" else _or_leave_out(record, field_error, advice),
        )


_NUMBERS = {"year": "year", "whole_number": "whole number", "days_or_none": "number of days"}


@error(Kind.REGISTER, needs_parse_errors=True)
def bad_area_code(record: Record, context: Context) -> Iterator[Issue]:
    """The area isn't a GSS code: a letter and eight digits, as the Office for National Statistics gives them.

    Write `area: E23000014`, not `area: Northshire`.
    """
    for field_error in errors_of(record, "bad-area-code"):
        advice = 'write the code of the area, such as "E23000014", or leave it out'
        yield Issue(record.source.span(*field_error.path), f"{quoted(field_error.value)} is not a GSS code", advice)


_MAIL = re.compile(r"[^\s@<>\":]+@(?:[\w-]+\.)+[a-z]{2,}", re.IGNORECASE)
_BEGINNINGS = {"secure_address": "https://", "contact_address": "https:// or mailto:"}
# An address without its beginning. Other endings than these may be those of a file, such as report.pdf.
_WITHOUT_SCHEME = re.compile(
    r"(?:(?:https?:)?//)?((?:www\.(?:[\w-]+\.)+[a-z]{2,}"
    r"|(?:[\w-]+\.)+(?:uk|com|org|net|eu|int|edu|gov|police|scot|wales|cymru|london))(?:[/?#]\S*)?)",
    re.IGNORECASE,
)


_OF_FILE = re.compile(
    r"^(?![a-z][a-z0-9+.-]*://)[^:]*\.(?:pdf|docx?|xlsx?|pptx?|od[tsp]|rtf|csv|png|jpe?g|gif|zip)$", re.IGNORECASE
)


@error(*_ALL, needs_parse_errors=True)
def bad_web_address(record: Record, context: Context) -> Iterator[Issue]:
    """A web address begins with https:// (or, for a link, http://) and has no spaces.

    Other kinds of link can harm readers.

    Write `url: https://www.example.org/report`, not `url: www.example.org/report`.
    """
    for field_error in errors_of(record, "bad-web-address"):
        begin = _BEGINNINGS.get(field_error.kind, "https:// or http://")
        rest = _WITHOUT_SCHEME.fullmatch(str(field_error.value))
        meant_address = f'write "{field_error.path[-1]}: https://{rest[1]}"' if rest else None
        if field_error.kind == "contact_address" and _MAIL.fullmatch(str(field_error.value)):
            meant_address = f'write "{field_error.path[-1]}: mailto:{field_error.value}"'
        advice = f"write one that begins with {begin} and has no spaces"
        if _OF_FILE.search(str(field_error.value)) and not rest:
            advice = PUT_ON_THE_WEB
        message = f"{quoted(field_error.value)} is not a web address that can be used here"
        advice = meant_address or _or_leave_out(record, field_error, advice)
        yield Issue(record.source.span(*field_error.path), message, advice)


@error(*_ALL, needs_parse_errors=True)
def text_too_long(record: Record, context: Context) -> Iterator[Issue]:
    """A title has at most 120 characters and an id at most 80. The full text belongs below the facts."""
    for field_error in errors_of(record, "text-too-long"):
        most = field_error.context["max_length"]
        advice = f"shorten it to {most} characters" + (
            "; the full text belongs below the facts" if most == TITLE_LENGTH else ""
        )
        yield Issue(record.source.span(*field_error.path), f"this has {len(str(field_error.value))} characters", advice)


@error(*_ALL, needs_parse_errors=True)
def empty_entry(record: Record, context: Context) -> Iterator[Issue]:
    """An entry of a list is empty. Write it, or delete its line.

    Write `- vetting-2`, not `-`.
    """
    for field_error in errors_of(record, "empty-entry"):
        yield Issue(record.source.span(*field_error.path), "this entry is empty", "write it, or delete its line")


@warning(Kind.RECOMMENDATION)
def long_title(record: Record, context: Context) -> Iterator[Issue]:
    """The title has more than 70 characters.

    Long titles make tables hard to read. Shorten it: the official wording is given below it in full.

    Write `title: Clear the backlog of vetting for everyone by the year's end`, not `title: Clear the backlog of
    vetting for all of the workforce by the year's end`.
    """
    if record.sound("title") and len(record.facts.title) > _LONG_TITLE:
        length = len(record.facts.title)
        yield Issue(
            record.source.span("title"), f"the title has {length} characters", f"shorten it to {_LONG_TITLE} or fewer"
        )


@error(Kind.RECOMMENDATION)
def owner_missing(record: Record, context: Context) -> Iterator[Issue]:
    """A finding that is outstanding has an owner: the role that answers for it.

    Write `owner: Head of Professional Standards`, not `owner:`.
    """
    outstanding = record.sound("owner", "status") and context.stage(record) in (Stage.OPEN, Stage.DONE)
    if (
        outstanding
        and not record.facts.owner
        and ("owner",) not in record.nothing
        and not _is_in_history("owner", record)
    ):
        yield Issue(
            record.source.key_span("status"), '"owner" is missing while this is outstanding', 'write "owner: <a role>"'
        )


@warning(Kind.RECOMMENDATION)
def due_missing(record: Record, context: Context) -> Iterator[Issue]:
    """An open finding has no due date, so nobody can see when it is late.

    It is listed separately until it has one.

    Write `due: 2020-03-31`, not `due:`.
    """
    is_open = record.sound("due", "status") and context.stage(record) is Stage.OPEN
    if is_open and not record.facts.due and not _is_in_history("due", record):
        yield Issue(record.source.key_span("status"), '"due" is missing while this is open', 'write "due: yyyy-mm-dd"')


def _is_in_history(field: str, record: Record) -> bool:
    """Whether the history has a field that is missing at the top: another rule says so."""
    return record.sound("history") and field in last_values(record.facts)
