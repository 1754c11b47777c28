"""Rules about a file as a whole: its encoding, its two lines of ---, its YAML."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.model import TEXT_FIELDS, name_at
from register.records.record import Record
from register.records.source import BODY_LIMIT, FACTS_LIMIT, ParseError, ParseErrorKind, Span, scalars

_ALL = tuple(Kind)
_WITH_BODY = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


def _errors(record: Record, kind: ParseErrorKind) -> Iterator[ParseError]:
    return (parse_error for parse_error in record.source.parse_errors if parse_error.kind is kind)


@error(*_ALL, needs_parse_errors=True)
def not_utf_8(record: Record, context: Context) -> Iterator[Issue]:
    """The file isn't in UTF-8, the encoding that can hold every letter. In your editor, save it again as UTF-8."""
    for parse_error in _errors(record, ParseErrorKind.NOT_UTF8):
        message, advice = _NOT_UTF8.get(parse_error.detail, _NOT_UTF8[""])
        yield Issue(parse_error.span, message, advice)


_SAVE_AS = 'save the file with the encoding "UTF-8"'
_NOT_UTF8 = {
    "": ("this line has a character that is not in UTF-8", _SAVE_AS),
    "UTF-16": ("this file is in UTF-16", _SAVE_AS),
    "no text": ("this is a picture, a document or an archive, not a record", "write the record as plain text"),
}


@error(*_ALL, needs_parse_errors=True)
def hidden_character(record: Record, context: Context) -> Iterator[Issue]:
    """There is an invisible character, such as a zero-width space. Two texts could look the same and differ.

    Delete the character; the easiest way is to type the word again.
    """
    for parse_error in _errors(record, ParseErrorKind.HIDDEN_CHARACTER):
        yield Issue(
            parse_error.span,
            f"there is an invisible character here ({parse_error.detail})",
            "delete it, or type the words again",
        )


@error(*_ALL, needs_parse_errors=True)
def merge_conflict(record: Record, context: Context) -> Iterator[Issue]:
    """Git could not merge two edits and left both here. Keep the right one and delete the marker lines."""
    markers = list(_errors(record, ParseErrorKind.MERGE_CONFLICT))
    for parse_error in [marker for marker in markers if marker.detail.startswith("<")] or markers[:1]:
        yield Issue(
            parse_error.span,
            f"two edits were left unmerged here ({parse_error.detail})",
            "keep the right version and delete the marker lines",
        )


@error(*_ALL, needs_parse_errors=True)
def large_file_pointer(record: Record, context: Context) -> Iterator[Issue]:
    """This is only a Git LFS pointer, not the record. Run `git lfs pull`, and keep records out of LFS."""
    for parse_error in _errors(record, ParseErrorKind.LARGE_FILE_POINTER):
        yield Issue(
            parse_error.span,
            "this is only a Git LFS pointer, not the record",
            'run "git lfs pull", and keep records out of LFS',
        )


@error(*_ALL, needs_parse_errors=True)
def empty_file(record: Record, context: Context) -> Iterator[Issue]:
    """The file is empty. Write the record, or delete the file."""
    for parse_error in _errors(record, ParseErrorKind.EMPTY_FILE):
        yield Issue(parse_error.span, "this file is empty", "write the record, or delete the file")


_UNSEEN = (ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8, ParseErrorKind.MERGE_CONFLICT)


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_missing(record: Record, context: Context) -> Iterator[Issue]:
    """A record begins with its facts, between two lines that are exactly `---`.

    The first of them is line 1 of the file.

    Write `---`, not `----`.
    """
    for parse_error in _errors(record, ParseErrorKind.NO_FRONT_MATTER):
        first = record.source.line(1)
        if any(other.span.line == 1 for other in record.source.parse_errors if other.kind in _UNSEEN):
            continue
        message = f"the first line is {quoted(first)}, not ---"
        if first.strip() == "---":
            message = "the first line has a space next to its ---"
        elif not first.strip():
            message = "the first line is empty, not ---"
        yield Issue(parse_error.span, message, "make the first line exactly --- and put the facts below it")


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_open(record: Record, context: Context) -> Iterator[Issue]:
    """The facts begin with a line `---` but no second one ends them.

    Write a line that is exactly `---` below the last fact.

    Write `---`, not `----`.
    """
    for parse_error in _errors(record, ParseErrorKind.OPEN_FRONT_MATTER):
        lines = record.source.text.split("\n")
        meant = [
            n
            for n, line in enumerate(lines, start=1)
            if n > 1 and re.fullmatch(r"\s*([-\u2010-\u2015]+|\.{3}|\+{3})\s*", line)
        ]
        span = Span(meant[0], 1, len(lines[meant[0] - 1])) if meant else parse_error.span
        message = "this line is not exactly ---" if meant else "there is no second line --- to end the facts"
        yield Issue(span, message, "write a line that is exactly --- below the last fact")


@error(*_ALL, needs_parse_errors=True)
def facts_too_large(record: Record, context: Context) -> Iterator[Issue]:
    """The facts are larger than 64 KiB, more than any record needs. Text belongs below the second line `---`."""
    for parse_error in _errors(record, ParseErrorKind.FACTS_TOO_LARGE):
        advice = "move the text below the second ---" if record.kind in _WITH_BODY else "keep only what is needed"
        yield Issue(parse_error.span, f"the facts are larger than {FACTS_LIMIT // 1024} KiB", advice)


@error(*_WITH_BODY, needs_parse_errors=True)
def body_too_large(record: Record, context: Context) -> Iterator[Issue]:
    """The text is larger than 512 KiB, which no reader would finish.

    Keep the main points and link to the document.
    """
    for parse_error in _errors(record, ParseErrorKind.BODY_TOO_LARGE):
        yield Issue(
            parse_error.span,
            f"the text is larger than {BODY_LIMIT // 1024} KiB",
            "keep the main points and link to the document",
        )


@error(*_ALL, needs_parse_errors=True)
def yaml_syntax(record: Record, context: Context) -> Iterator[Issue]:
    """A line of the facts can't be read.

    Usually a text contains a colon or begins with a special character: put it in double quotes.

    Write `title: "Vetting: clear the backlog"`, not `title: Vetting: clear the backlog`.
    """
    for parse_error in _errors(record, ParseErrorKind.YAML_SYNTAX):
        number = parse_error.span.line
        line, above = record.source.line(number), record.source.line(number - 1)
        signed = line if line.startswith(_SIGNS) else above  # the parser may give up on the line below
        if signed.startswith(_SIGNS):
            span = Span(number - (signed is above), 1, len(signed))
            sign = next(sign for sign in _SIGNS if signed.startswith(sign))
            yield Issue(span, f"a line can't begin with {sign}", "delete the line")
        elif (
            _NO_FIELD in parse_error.detail
            and parse_error.span.column == line.find(":") + 1
            and (field := _STUCK.match(above))
        ):
            # without a space after its colon, the line above was read as a text that continues here
            yield _yaml_advice(Span(number - 1, field.start(1) + 1, len(field[1])), above, "")
        else:
            yield _yaml_advice(parse_error.span, line, parse_error.detail)


_SIGNS = ("%", "...")  # they mean something to a parser at the start of a line
_NO_FIELD = "mapping values are not allowed"  # the parser's words for a colon that makes no field
_STUCK = re.compile(r" *(?:- )?([\w-]+:)[^ /]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")  # they look like the ordinary one


def _yaml_advice(span: Span, line: str, detail: str) -> Issue:
    """The issue of a line that can't be read, from the parser's message and the line itself."""
    before, colon, after = line.partition(":")
    key, value = f"{before.strip().removeprefix('- ').strip()}:", after.strip()
    if not colon and line.lstrip().startswith("- "):  # an entry of a list of texts
        key, value = "-", line.strip().removeprefix("- ")
    at_value = Span(span.line, line.rfind(value) + 1, len(value)) if value else span
    in_quotes = f"put the text in double quotes: {key} {_in_quotes(value)}"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Issue(span, "this line is indented with a tab", "indent it with spaces, two for each level")
    if odd := _SPACES.search(before + colon + after[:1]):
        message = f"this is not an ordinary space, though it looks like one (U+{ord(odd.group()):04X})"
        return Issue(Span(span.line, odd.start() + 1), message, "delete it, and type an ordinary space")
    if "escape character" in detail or "hexdecimal" in detail:
        advice = f"write it with two \\\\, or put the text in single quotes: {key} '{value.strip(chr(34))}'"
        return Issue(at_value, "in double quotes, a \\ begins a special character", advice)
    if _NO_FIELD in detail and colon and span.column > len(before) + 1:
        return Issue(span, "the text contains a colon followed by a space", in_quotes)
    if "did not find expected ',' or" in detail:
        return _bracket_advice(span, line)
    if value and (value[0] in "*&!%@`>|{[]},?" or value.startswith("- ")):
        return Issue(at_value, f"a text can't begin with {value[0]}", in_quotes)
    if value and value[0] in "\"'":
        advice = f"put {value[0]} at the end of the text, and nowhere inside it"
        return Issue(at_value, "this quotation mark is not closed, or something follows the closing one", advice)
    if entry := re.match(r"\s*(-(?=\w)|[*\u2022\u2013](?= ))", line):
        advice = f'write "- {line[entry.end() :].strip()}", with a hyphen and a space'
        return Issue(Span(span.line, entry.start(1) + 1), "an entry in a list begins with a hyphen and a space", advice)
    if "did not find expected" in detail or (_NO_FIELD in detail and colon):
        advice = "start it directly below the first letter of the line above"
        span = Span(span.line, len(line) - len(line.lstrip()) + 1, len(before.strip()))
        return Issue(span, "this line is not indented like the lines around it", advice)
    if not colon:
        advice = 'write it as "field: value", or indent it like the lines above'
        return Issue(span, "this line is neither a field nor part of the text above", advice)
    if value and not re.search(r":\s", line):
        return Issue(span, "there is no space after the colon", f'write "{key} {value}"')
    advice = 'write "field: value" with a space after the colon, indented like the lines around it'
    return Issue(span, "this line can't be read here", advice)


def _in_quotes(text: str) -> str:
    """The text in double quotes, or in single ones where it has double ones itself."""
    return (
        f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _bracket_advice(span: Span, line: str) -> Issue:
    """The issue of a bracket or brace that is not closed, or that holds something that can't be read."""
    comment = re.search(r"\s#.*", line)
    read = line[: comment.start()] if comment else line
    if all(read.count(opening) == read.count(closing) for opening, closing in ("{}", "[]")):
        message = "these brackets lack a comma, or a text in them contains a colon"
        return Issue(span, message, "put a comma between fields, and double quotes round a text that contains a colon")
    if comment:
        message = "everything after a space and # is ignored, so this bracket is not closed"
        return Issue(Span(span.line, comment.start() + 2), message, "put the text that contains # in double quotes")
    return Issue(span, "this bracket or brace is not closed", "close it with ] or }")


@error(*_ALL, needs_parse_errors=True)
def repeated_key(record: Record, context: Context) -> Iterator[Issue]:
    """A field is given twice, and nobody can tell which one is meant. Delete one of them."""
    for parse_error in _errors(record, ParseErrorKind.REPEATED_KEY):
        name, _, first = parse_error.detail.rpartition(" on line ")
        yield Issue(parse_error.span, f"{quoted(name)} is given twice (first on line {first})", "delete one of the two")


@error(*_ALL, needs_parse_errors=True)
def key_not_text(record: Record, context: Context) -> Iterator[Issue]:
    """The name of a field is a list or a block. A field is one word, a colon and a value.

    Write `reference: 12`, not `[reference]: 12`.
    """
    for parse_error in _errors(record, ParseErrorKind.KEY_NOT_TEXT):
        yield Issue(parse_error.span, "the name of a field is missing, or is not a word", 'write "field: value"')


@error(*_ALL, needs_parse_errors=True)
def anchor(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `&` or `*`, which programs read as a reference to another value.

    Write it out, or put it in quotes.

    Write `reference: "*R4"`, not `reference: *R4`.
    """
    first_on_line = {
        parse_error.span.line: parse_error for parse_error in reversed(list(_errors(record, ParseErrorKind.ANCHOR)))
    }
    for parse_error in first_on_line.values():
        yield Issue(
            parse_error.span,
            f"a text can't begin with {parse_error.detail[0]}, as {quoted(parse_error.detail)} does",
            f"write the value out, or put the text in double quotes: {_line_in_quotes(record, parse_error)}",
        )


def _from(record: Record, parse_error: ParseError) -> str:
    """The rest of the line from the error on."""
    return record.source.line(parse_error.span.line)[parse_error.span.column - 1 :].strip() or parse_error.detail


def _line_in_quotes(record: Record, parse_error: ParseError) -> str:
    """The line with its text in double quotes; where there is none, the text that was found."""
    before = record.source.line(parse_error.span.line)[: parse_error.span.column - 1].strip().removeprefix("- ").strip()
    return (
        f"{before} {_in_quotes(_from(record, parse_error))}" if before.endswith(":") else _in_quotes(parse_error.detail)
    )


@error(*_ALL, needs_parse_errors=True)
def tag(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `!`, which programs read as the name of a type. Remove it, or put the text in quotes.

    Write `due: 2020-03-31`, not `due: !!str 2020-03-31`.
    """
    for parse_error in _errors(record, ParseErrorKind.TAG):
        yield Issue(
            parse_error.span,
            f"a text can't begin with !, as {quoted(_from(record, parse_error).split()[0])} does",
            f"remove that word, or put the text in double quotes: {_line_in_quotes(record, parse_error)}",
        )


@error(*_ALL, needs_parse_errors=True)
def second_document(record: Record, context: Context) -> Iterator[Issue]:
    """A second YAML document begins here. One file holds one record: move it to a file of its own."""
    for parse_error in _errors(record, ParseErrorKind.SECOND_DOCUMENT):
        yield Issue(parse_error.span, "a second document begins here", "keep one record in one file")


@error(*_ALL, needs_parse_errors=True)
def too_deep(record: Record, context: Context) -> Iterator[Issue]:
    """Lists are nested more deeply than any record needs. If this is meant as text, put it in double quotes.

    Write `title: Clear the backlog`, not `title: [[[[[[[[[[[[[[[[[[[[`.
    """
    for parse_error in _errors(record, ParseErrorKind.TOO_DEEP):
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
    for parse_error in _errors(record, ParseErrorKind.NOT_FIELDS):
        message = "there are no facts" if parse_error.detail == "empty" else "the facts are not fields with values"
        yield Issue(parse_error.span, message, 'write one field on each line, such as "title: ..."')


@warning(*_ALL)
def twice_encoded(record: Record, context: Context) -> Iterator[Issue]:
    """Letters are garbled: at some point UTF-8 text was read in another encoding, and saved like that.

    Type the words again, or copy them again from their source.

    Write `The force’s plan`, not `The forceâ€™s plan`.
    """
    text = "" if record.file.content.isascii() else record.source.text
    for match in _GARBLED.finditer(text):
        meant = match.group().encode(_OLD).decode("utf-8", "replace")
        if meant.encode(_OLD, "ignore"):  # else a rare character, such as a letter before a dash would make
            start = text.rfind("\n", 0, match.start()) + 1
            span = Span(text.count("\n", 0, start) + 1, match.start() - start + 1, len(match.group()))
            message = f"{quoted(match.group())} is probably a garbled {quoted(meant)}"
            yield Issue(span, message, f"write {quoted(meant)}")


_OLD = "cp1252"  # the encoding of old Windows programs


def _letters(first: int, last: int) -> str:
    """As a pattern: what the bytes from first to last look like in the old encoding."""
    return f"[{re.escape(bytes(range(first, last + 1)).decode(_OLD, 'ignore'))}]"


# The bytes of UTF-8: the first says how many follow it.
_GARBLED = re.compile(f"{_letters(0xC2, 0xDF)}{_letters(0x80, 0xBF)}|{_letters(0xE0, 0xEF)}{_letters(0x80, 0xBF)}{{2}}")


@warning(*_ALL, needs_parse_errors=True)
def cut_text(record: Record, context: Context) -> Iterator[Issue]:
    """A text is cut short by ` #`, which begins a comment in YAML. Put the whole text in double quotes.

    Write `title: "Clear the backlog #1 of vetting"`, not `title: Clear the backlog #1 of vetting`.
    """
    parse_errors = list(_errors(record, ParseErrorKind.CUT_TEXT))
    texts = list(scalars(record.source.facts)) if parse_errors else []
    for parse_error in parse_errors:
        before = bisect_right(texts, parse_error.span, key=lambda each: each[1].span)
        if before and name_at(texts[before - 1][0]) in TEXT_FIELDS:
            advice = "put the whole text in double quotes, or the comment on a line of its own"
            yield Issue(
                parse_error.span,
                f"{quoted(parse_error.detail)} is read as a comment, so the text ends before it",
                advice,
            )
