"""Rules about how the facts are written as YAML."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import groupby

from register.checks.advice import in_quotes, quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.checks.yaml_advice import FIELD_OR_TEXT, NO_FIELD, advice_on_line
from register.records.folder import Kind
from register.records.model import FIELD_NAMES, TEXT_FIELDS, name_at
from register.records.record import Record
from register.records.source import ParseError, ParseErrorKind, Span, scalars

_ALL = tuple(Kind)


@error(*_ALL, needs_parse_errors=True)
def yaml_syntax(record: Record, context: Context) -> Iterator[Issue]:
    """A line of the facts can't be read.

    Usually a text contains a colon or begins with a special character: put it in double quotes.

    Write `title: "Vetting: clear the backlog"`, not `title: Vetting: clear the backlog`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.YAML_SYNTAX):
        number = parse_error.span.line
        line, above = record.source.line(number), record.source.line(number - 1)
        signed = line if line.startswith(_SIGNS) else above  # the parser may give up on the line below
        if signed.startswith(_SIGNS):
            span = Span(number - (signed is above), 1, len(signed))
            sign = next(sign for sign in _SIGNS if signed.startswith(sign))
            advice = "delete the line" if _DIRECTIVE.fullmatch(signed) else FIELD_OR_TEXT
            yield Issue(span, f"a line can't begin with {sign}", advice)
        elif (
            NO_FIELD in parse_error.detail
            and parse_error.span.column == line.find(":") + 1
            and (field := _STUCK.match(above))
        ):
            # without a space after its colon, the line above was read as a text that continues here
            yield advice_on_line(Span(number - 1, field.start(1) + 1, len(field[1])), above, "")
        elif NO_FIELD in parse_error.detail and (field := _WITHOUT_COLON.fullmatch(above)):
            advice = f'write "{field[1]}: {field[2]}"'
            yield Issue(Span(number - 1, 1, len(above)), "a colon and a space follow the name of a field", advice)
        elif hyphen := _hyphen_below_value(line, above):
            advice = 'write the name of its field and a colon, such as "history:", on a line of its own above the list'
            yield Issue(Span(number, hyphen), "no field names this list: the line above has a value of its own", advice)
        else:
            yield advice_on_line(parse_error.span, line, parse_error.detail)


_SIGNS = ("%", "...")  # they mean something to a parser at the start of a line
_DIRECTIVE = re.compile(r"(?:%(?:YAML|TAG)\b.*|\.\.\.)\s*")  # they say nothing of the record
_STUCK = re.compile(r" *(?:- )?([\w-]+:)[^ /]")
_WITHOUT_COLON = re.compile(rf"({'|'.join(sorted(FIELD_NAMES))}) +([^\s:][^:]*)")
_WITH_VALUE = re.compile(r"( *)[\w-]+: +[^\s|>#].*")


def _hyphen_below_value(line: str, above: str) -> int:
    """The column of the hyphen of an entry that is indented below a field with a value; 0 for another line."""
    field, entry = _WITH_VALUE.fullmatch(above), re.match(r"( *)- ", line)
    return entry.end() - 1 if field and entry and len(entry[1]) > len(field[1]) else 0


@error(*_ALL, needs_parse_errors=True)
def repeated_key(record: Record, context: Context) -> Iterator[Issue]:
    """A field is given twice, and nobody can tell which one is meant. Keep the one that is right."""
    for parse_error in record.source.errors_of(ParseErrorKind.REPEATED_KEY):
        name, _, first = parse_error.detail.rpartition(" on line ")
        yield Issue(parse_error.span, f"{quoted(name)} is given twice (first on line {first})", _KEEP_ONE)


_KEEP_ONE = "find out which of the two is right, and keep that one, or one with what both say"


@error(*_ALL, needs_parse_errors=True)
def key_not_text(record: Record, context: Context) -> Iterator[Issue]:
    """The name of a field is a list or a block. A field is one word, a colon and a value.

    Write `reference: 12`, not `[reference]: 12`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.KEY_NOT_TEXT):
        yield Issue(parse_error.span, "the name of a field is missing, or is not a word", 'write "field: value"')


@error(*_ALL, needs_parse_errors=True)
def key_without_value(record: Record, context: Context) -> Iterator[Issue]:
    """Between { and } a comma ends a text, and what comes after it is read as the name of a field without a value.

    Put a text that has a comma in double quotes, or write each field on a line of its own.

    Write `reason: "The system is late, staff have left"`, not `reason: The system is late, staff have left`.
    """
    by_line = groupby(record.source.errors_of(ParseErrorKind.KEY_WITHOUT_VALUE), key=_line_and_field)
    for _, parse_errors in by_line:
        first, *more = parse_errors
        name = record.source.line(first.span.line)[first.span.column - 1 :][: first.span.length]
        whole = (more or [first])[-1].detail
        field, colon, text = whole.partition(":")
        if name in FIELD_NAMES and not more:
            message, advice = f"{quoted(name)} has no value", f'write "{name}: ..." with its value, or delete "{name}"'
        elif not more and (stuck := _field_in(name, field in TEXT_FIELDS[record.kind])):  # type: ignore[index]
            message, advice = "a colon and a space follow the name of a field", f'write "{stuck}"'
        elif colon and text.strip():
            message = f"between braces a comma ends the text, so {quoted(name)} is cut off from it"
            advice = f"put the whole text in double quotes: {field}: {in_quotes(_without_quotes(text.strip()))}"
        else:
            message = f"{quoted(name)} has no value"
            advice = "put the text that this is a part of in double quotes, or write its value after a colon"
        yield Issue(first.span, message, advice)


def _field_in(name: str, after_text: bool) -> str:
    """The field with its value that lacks a colon, or a space after it; empty for what may go on with a text."""
    found = re.fullmatch(r"([a-z_]+)(:| )\s*(\S.*)", name)
    is_field = found and found[1] in FIELD_NAMES and not (after_text and found[2] == " ")
    return f"{found[1]}: {found[3]}" if found and is_field else ""


def _without_quotes(text: str) -> str:
    """The text without the quotation marks that close before its end."""
    return re.sub(r"""^(["'])(.*?)\1""", r"\2", text)


def _line_and_field(parse_error: ParseError) -> tuple[int, str]:
    """The line, and the field whose text was cut: the parts of one text are told together."""
    return parse_error.span.line, parse_error.detail.partition(":")[0]


@warning(Kind.RECOMMENDATION)
def text_perhaps_cut(record: Record, context: Context) -> Iterator[Issue]:
    """Between { and } a comma ends a text, and what follows the reason here could be its second half or a field.

    Put the whole text in double quotes if it is one, or put the field before the reason, or a full stop after it.

    Write `status: red, reason: The plan`, not `reason: The plan, status: red`.
    """
    if not _REASON_THEN_FIELD.search(record.file.content):  # most findings, which needn't be read again
        return
    for number, line in enumerate(record.source.text.split("\n")[: record.source.body_line - 1], start=1):
        for found in _REASON_THEN_FIELD.finditer(line.encode()):
            field, value = found["field"].decode(), found["value"].decode().strip()
            if field not in FIELD_NAMES:
                continue  # another rule says so
            text = f"{found['text'].decode()}, {field}: {value}"
            column = len(line.encode()[: found.start("field")].decode()) + 1
            message = f"{quoted(field)} is a field here, though it could be the second half of the reason"
            advice = f'if it is, write reason: {in_quotes(text)}; if not, write "{field}: {value}" before the reason'
            yield Issue(Span(number, column, len(field)), message, advice)


# A reason without quotes or an end of a sentence, and after its comma a field that is usually written before it.
_REASON_THEN_FIELD = re.compile(
    rb"\{[^{}]*\breason: +(?P<text>[^\"'{}\[\]\n]*[^\"'{}\[\]\n.!?,; ]), *"
    rb"(?P<field>[a-z_]+)(?<!approved_by): +(?P<value>[^\"'{}\[\]\n,]+)"
)


@error(*_ALL, needs_parse_errors=True)
def anchor(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `&` or `*`, which programs read as a reference to another value.

    Write it out, or put it in quotes.

    Write `reference: "*R4"`, not `reference: *R4`.
    """
    first_on_line = {
        parse_error.span.line: parse_error for parse_error in reversed(record.source.errors_of(ParseErrorKind.ANCHOR))
    }
    for parse_error in first_on_line.values():
        yield Issue(
            parse_error.span,
            f"a text can't begin with {parse_error.detail[0]}, as {quoted(parse_error.detail)} does",
            _value_written_out(record, parse_error),
        )


def _value_written_out(record: Record, parse_error: ParseError) -> str:
    """The advice for a word that names a value or refers to one: without it, or as a part of the text."""
    sign, rest = parse_error.detail[0], _from(record, parse_error).removeprefix(parse_error.detail).strip()
    below = record.source.line(parse_error.span.line + 1)
    if sign == "&" and (rest[:1] in ("[", "{", "|", ">") if rest else re.match(r"\s+\S|- ", below)):
        return f"delete {quoted(parse_error.detail)}, and write the value out where it is referred to"
    return f"write the value out, or put the text in double quotes: {_line_in_quotes(record, parse_error)}"


def _from(record: Record, parse_error: ParseError) -> str:
    """The rest of the line from the error on."""
    return record.source.line(parse_error.span.line)[parse_error.span.column - 1 :].strip() or parse_error.detail


def _line_in_quotes(record: Record, parse_error: ParseError) -> str:
    """The line with its text in double quotes; where there is none, the text that was found."""
    before = record.source.line(parse_error.span.line)[: parse_error.span.column - 1].strip().removeprefix("- ").strip()
    return (
        f"{before} {in_quotes(_from(record, parse_error))}" if before.endswith(":") else in_quotes(parse_error.detail)
    )


@error(*_ALL, needs_parse_errors=True)
def tag(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `!`, which programs read as the name of a type. Remove it, or put the text in quotes.

    Write `due: 2020-03-31`, not `due: !!str 2020-03-31`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.TAG):
        yield Issue(
            parse_error.span,
            f"a text can't begin with !, as {quoted(_from(record, parse_error).split()[0])} does",
            _without_tag(record, parse_error),
        )


def _without_tag(record: Record, parse_error: ParseError) -> str:
    """The advice for the name of a type: without it where it is one of YAML's, else as a part of the text."""
    quote_it = f"put the text in double quotes: {_line_in_quotes(record, parse_error)}"
    return f"delete that word, or {quote_it}" if _from(record, parse_error).startswith("!!") else quote_it


@error(*_ALL, needs_parse_errors=True)
def second_document(record: Record, context: Context) -> Iterator[Issue]:
    """A second YAML document begins here. One file holds one record: move it to a file of its own."""
    for parse_error in record.source.errors_of(ParseErrorKind.SECOND_DOCUMENT):
        message, advice = "a second document begins here", "give it a file of its own, or join what both say"
        if not record.source.text.partition("\n---")[2].strip("- \r\n"):
            message, advice = "only the facts of a file with words below them end with a line ---", "delete this line"
        yield Issue(parse_error.span, message, advice)


@error(*_ALL, needs_parse_errors=True)
def too_deep(record: Record, context: Context) -> Iterator[Issue]:
    """Lists are nested more deeply than any record needs. If this is meant as text, put it in double quotes.

    Write `title: Clear the backlog`, not `title: [[[[[[[[[[[[[[[[[[[[`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.TOO_DEEP):
        yield Issue(
            parse_error.span,
            "too many brackets or lists are nested in each other",
            "put the text in double quotes, or flatten the list",
        )


@error(*_ALL, needs_parse_errors=True)
def not_fields(record: Record, context: Context) -> Iterator[Issue]:
    """The facts aren't fields with values. Write one field on each line: its name, a colon, a space and its value.

    Write `title: PEEL 2021/22`, not `PEEL 2021/22`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.NOT_FIELDS):
        message = "there are no facts" if parse_error.detail == "empty" else "the facts are not fields with values"
        advice = 'write one field on each line, such as "title: ..."'
        if parse_error.detail == "not a list":
            message, advice = "this is not a list", 'begin each role on a line of its own with "- role: "'
        yield Issue(parse_error.span, message, advice)


@warning(*_ALL, needs_parse_errors=True)
def cut_text(record: Record, context: Context) -> Iterator[Issue]:
    """A text is cut short by ` #`, which begins a comment in YAML. Put the whole text in double quotes.

    Write `title: "Clear the backlog #1 of vetting"`, not `title: Clear the backlog #1 of vetting`.
    """
    parse_errors = record.source.errors_of(ParseErrorKind.CUT_TEXT)
    texts = list(scalars(record.source.facts)) if parse_errors else []
    for parse_error in parse_errors:
        before = bisect_right(texts, parse_error.span, key=lambda each: each[1].span)
        if before and name_at(texts[before - 1][0]) in TEXT_FIELDS[record.kind]:  # type: ignore[index]
            advice = "put the whole text in double quotes, or the comment on a line of its own"
            yield Issue(
                parse_error.span,
                f"{quoted(parse_error.detail)} is read as a comment, so the text ends before it",
                advice,
            )
