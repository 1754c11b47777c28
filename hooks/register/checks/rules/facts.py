"""Rules about a file as a whole: its encoding, its two lines of ---, its YAML."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.model import TEXT_FIELDS
from register.records.record import Record
from register.records.source import BODY_LIMIT, FACTS_LIMIT, ParseError, ParseErrorKind, Span, scalars

_ALL = tuple(Kind)
_WITH_BODY = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


def _faults(record: Record, kind: ParseErrorKind) -> Iterator[ParseError]:
    return (fault for fault in record.source.parse_errors if fault.kind is kind)


@error(*_ALL, needs_parse_errors=True)
def not_utf_8(record: Record, context: Context) -> Iterator[Issue]:
    """The file isn't written in UTF-8, the encoding that keeps every letter. In your editor, save it again as UTF-8."""
    for fault in _faults(record, ParseErrorKind.NOT_UTF8):
        message, advice = _NOT_UTF8.get(fault.detail, _NOT_UTF8[""])
        yield Issue(fault.span, message, advice)


_SAVE_AS = 'save the file with the encoding "UTF-8"'
_NOT_UTF8 = {
    "": ("this line has a letter that is not written in UTF-8", _SAVE_AS),
    "UTF-16": ("this file is written in UTF-16", _SAVE_AS),
    "no text": ("this is a picture, a document or an archive, not a record", "write the record as plain text"),
}


@error(*_ALL, needs_parse_errors=True)
def hidden_character(record: Record, context: Context) -> Iterator[Issue]:
    """There is a character that can't be seen, such as a zero-width space. Two texts would look the same and differ.

    Delete the character, most easily by typing the word anew.
    """
    for fault in _faults(record, ParseErrorKind.HIDDEN_CHARACTER):
        yield Issue(
            fault.span,
            f"there is a character here that can't be seen ({fault.detail})",
            "delete it, or type the words anew",
        )


@error(*_ALL, needs_parse_errors=True)
def merge_conflict(record: Record, context: Context) -> Iterator[Issue]:
    """Git could not merge two edits and left both here. Keep the right one and delete the marker lines."""
    markers = list(_faults(record, ParseErrorKind.MERGE_CONFLICT))
    for fault in [marker for marker in markers if marker.detail.startswith("<")] or markers[:1]:
        yield Issue(
            fault.span,
            f"two edits stand here unmerged ({fault.detail})",
            "keep the right words and delete the marker lines",
        )


@error(*_ALL, needs_parse_errors=True)
def large_file_pointer(record: Record, context: Context) -> Iterator[Issue]:
    """Only a pointer of Git LFS stands here, not the record. Run `git lfs pull`, and keep records out of LFS."""
    for fault in _faults(record, ParseErrorKind.LARGE_FILE_POINTER):
        yield Issue(
            fault.span, "only a pointer of Git LFS stands here", 'run "git lfs pull", and keep records out of LFS'
        )


@error(*_ALL, needs_parse_errors=True)
def empty_file(record: Record, context: Context) -> Iterator[Issue]:
    """The file is empty. Write the record, or delete the file."""
    for fault in _faults(record, ParseErrorKind.EMPTY_FILE):
        yield Issue(fault.span, "this file is empty", "write the record, or delete the file")


_UNSEEN = (ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8, ParseErrorKind.MERGE_CONFLICT)


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_missing(record: Record, context: Context) -> Iterator[Issue]:
    """A record begins with its facts between two lines that are exactly `---`.

    The first line of the file is the first of them.

    Write `---`, not `----`.
    """
    for fault in _faults(record, ParseErrorKind.NO_FRONT_MATTER):
        first = record.source.line(1)
        if any(other.span.line == 1 for other in record.source.parse_errors if other.kind in _UNSEEN):
            continue
        message = f"the first line is {quoted(first)}, not ---"
        if first.strip() == "---":
            message = "the first line has a space beside its ---"
        elif not first.strip():
            message = "the facts don't begin on line 1"
        yield Issue(fault.span, message, "make the first line exactly --- and put the facts below it")


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_open(record: Record, context: Context) -> Iterator[Issue]:
    """The facts begin with a line `---` but no second one ends them.

    Write a line that is exactly `---` below the last fact.

    Write `---`, not `----`.
    """
    for fault in _faults(record, ParseErrorKind.OPEN_FRONT_MATTER):
        lines = record.source.text.split("\n")
        meant = [
            n
            for n, line in enumerate(lines, start=1)
            if n > 1 and re.fullmatch(r"\s*([-\u2010-\u2015]+|\.{3}|\+{3})\s*", line)
        ]
        span = Span(meant[0], 1, len(lines[meant[0] - 1])) if meant else fault.span
        message = "this line is not exactly ---" if meant else "no second line --- ends the facts"
        yield Issue(span, message, "write a line that is exactly --- below the last fact")


@error(*_ALL, needs_parse_errors=True)
def facts_too_large(record: Record, context: Context) -> Iterator[Issue]:
    """The facts are larger than 64 KiB: more than any record needs. Words belong below the second line `---`."""
    for fault in _faults(record, ParseErrorKind.FACTS_TOO_LARGE):
        advice = "move the words below the second ---" if record.kind in _WITH_BODY else "keep what is needed"
        yield Issue(fault.span, f"the facts are larger than {FACTS_LIMIT // 1024} KiB", advice)


@error(*_WITH_BODY, needs_parse_errors=True)
def body_too_large(record: Record, context: Context) -> Iterator[Issue]:
    """The words are larger than 512 KiB, which no reader would finish.

    Keep the main points and link to the document.
    """
    for fault in _faults(record, ParseErrorKind.BODY_TOO_LARGE):
        yield Issue(
            fault.span,
            f"the words are larger than {BODY_LIMIT // 1024} KiB",
            "keep the main points and link to the document",
        )


@error(*_ALL, needs_parse_errors=True)
def yaml_syntax(record: Record, context: Context) -> Iterator[Issue]:
    """A line of the facts can't be read.

    Most often a text has a colon or begins with a sign: put it in double quotes.

    Write `title: "Vetting: clear the backlog"`, not `title: Vetting: clear the backlog`.
    """
    for fault in _faults(record, ParseErrorKind.YAML_SYNTAX):
        number = fault.span.line
        line, above = record.source.line(number), record.source.line(number - 1)
        signed = line if line.startswith(_SIGNS) else above  # the parser may give up on the line below
        if signed.startswith(_SIGNS):
            span = Span(number - (signed is above), 1, len(signed))
            sign = next(sign for sign in _SIGNS if signed.startswith(sign))
            yield Issue(span, f"a line can't begin with {sign}", "delete the line")
        elif _NO_FIELD in fault.detail and fault.span.column == line.find(":") + 1 and (field := _STUCK.match(above)):
            # without a space after its colon, the line above was read as a text that goes on here
            yield _yaml_advice(Span(number - 1, field.start(1) + 1, len(field[1])), above, "")
        else:
            yield _yaml_advice(fault.span, line, fault.detail)


_SIGNS = ("%", "...")  # they mean something to a parser, at the beginning of a line
_NO_FIELD = "mapping values are not allowed"  # the parser's words for a colon that makes no field
_STUCK = re.compile(r" *(?:- )?([\w-]+:)[^ /]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")  # they look like the ordinary one


def _yaml_advice(span: Span, line: str, detail: str) -> Issue:
    """The problem of a line that can't be read, by the parser's words for it and by what stands there."""
    before, colon, after = line.partition(":")
    key, value = f"{before.strip().removeprefix('- ').strip()}:", after.strip()
    if not colon and line.lstrip().startswith("- "):  # an entry of a list of texts
        key, value = "-", line.strip().removeprefix("- ")
    at_value = Span(span.line, line.rfind(value) + 1, len(value)) if value else span
    in_quotes = f"put the text in double quotes: {key} {_in_quotes(value)}"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Issue(span, "this line is indented with a tab", "indent it with spaces, two a step")
    if odd := _SPACES.search(before + colon + after[:1]):
        message = f"there is a space here that only looks like one (U+{ord(odd.group()):04X})"
        return Issue(Span(span.line, odd.start() + 1), message, "delete it, and type an ordinary space")
    if "escape character" in detail or "hexdecimal" in detail:
        advice = f"write it with two \\\\, or put the text in single quotes: {key} '{value.strip(chr(34))}'"
        return Issue(at_value, "a \\ in double quotes begins a sign of its own", advice)
    if _NO_FIELD in detail and colon and span.column > len(before) + 1:
        return Issue(span, "a colon followed by a space stands in the text", in_quotes)
    if "did not find expected ',' or" in detail:
        return _bracket_advice(span, line)
    if value and (value[0] in "*&!%@`>|{[]},?" or value.startswith("- ")):
        return Issue(at_value, f"a text can't begin with {value[0]}", in_quotes)
    if value and value[0] in "\"'":
        advice = f"close the text with {value[0]} at its end and nowhere before"
        return Issue(at_value, "a quotation mark is not closed, or words follow it", advice)
    if entry := re.match(r"\s*(-(?=\w)|[*\u2022\u2013](?= ))", line):
        advice = f'write "- {line[entry.end() :].strip()}", with a hyphen and a space'
        return Issue(Span(span.line, entry.start(1) + 1), "an entry of a list begins with a hyphen and a space", advice)
    if "did not find expected" in detail or (_NO_FIELD in detail and colon):
        advice = "begin it below the first letter of the line above"
        span = Span(span.line, len(line) - len(line.lstrip()) + 1, len(before.strip()))
        return Issue(span, "this line is not indented like its neighbours", advice)
    if not colon:
        advice = 'write it as "field: value", or indent it like the lines above'
        return Issue(span, "this line is neither a field nor part of the text above it", advice)
    if value and not re.search(r":\s", line):
        return Issue(span, "there is no space after the colon", f'write "{key} {value}"')
    advice = 'write "field: value" with a space after the colon, indented like its neighbours'
    return Issue(span, "this line can't be read where it stands", advice)


def _in_quotes(text: str) -> str:
    """The text in double quotes, or in single ones where it has double ones itself."""
    return (
        f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _bracket_advice(span: Span, line: str) -> Issue:
    """The problem of a bracket or brace: not closed, or closed but with something between that can't be read."""
    remark = re.search(r"\s#.*", line)
    read = line[: remark.start()] if remark else line
    if all(read.count(opening) == read.count(closing) for opening, closing in ("{}", "[]")):
        message = "a comma is missing in these brackets, or a text in them has a colon"
        return Issue(span, message, "put a comma between two fields, and a text that has a colon in double quotes")
    if remark:
        message = "what comes after a space and # is not read, so this bracket is not closed"
        return Issue(Span(span.line, remark.start() + 2), message, "put the text that has a # in double quotes")
    return Issue(span, "a bracket or brace opens here and is not closed", "close it with ] or }")


@error(*_ALL, needs_parse_errors=True)
def repeated_key(record: Record, context: Context) -> Iterator[Issue]:
    """A field is given twice, and a reader can't know which one holds. Delete one of them."""
    for fault in _faults(record, ParseErrorKind.REPEATED_KEY):
        name, _, first = fault.detail.rpartition(" on line ")
        yield Issue(fault.span, f"{quoted(name)} is given twice (first on line {first})", "delete one of the two")


@error(*_ALL, needs_parse_errors=True)
def key_not_text(record: Record, context: Context) -> Iterator[Issue]:
    """The name of a field is a list or a block. A field is one word, a colon and a value.

    Write `reference: 12`, not `[reference]: 12`.
    """
    for fault in _faults(record, ParseErrorKind.KEY_NOT_TEXT):
        yield Issue(fault.span, "the name of a field is missing or is no word", 'write "field: value"')


@error(*_ALL, needs_parse_errors=True)
def anchor(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `&` or `*`, which programs take for a reference to another value.

    Write it out, or put it in quotes.

    Write `reference: "*R4"`, not `reference: *R4`.
    """
    first_on_line = {fault.span.line: fault for fault in reversed(list(_faults(record, ParseErrorKind.ANCHOR)))}
    for fault in first_on_line.values():
        yield Issue(
            fault.span,
            f"a text can't begin with {fault.detail[0]}, as {quoted(fault.detail)} does",
            f"write the value out, or put the text in double quotes: {_line_in_quotes(record, fault)}",
        )


def _from(record: Record, fault: ParseError) -> str:
    """What stands on the line from the fault on."""
    return record.source.line(fault.span.line)[fault.span.column - 1 :].strip() or fault.detail


def _line_in_quotes(record: Record, fault: ParseError) -> str:
    """The line with its text in double quotes; where there is none, the text that was found."""
    before = record.source.line(fault.span.line)[: fault.span.column - 1].strip().removeprefix("- ").strip()
    return f"{before} {_in_quotes(_from(record, fault))}" if before.endswith(":") else _in_quotes(fault.detail)


@error(*_ALL, needs_parse_errors=True)
def tag(record: Record, context: Context) -> Iterator[Issue]:
    """A value begins with `!`, which programs take for the name of a type. Take it away, or put the text in quotes.

    Write `due: 2020-03-31`, not `due: !!str 2020-03-31`.
    """
    for fault in _faults(record, ParseErrorKind.TAG):
        yield Issue(
            fault.span,
            f"a text can't begin with !, as {quoted(_from(record, fault).split()[0])} does",
            f"take that word away, or put the text in double quotes: {_line_in_quotes(record, fault)}",
        )


@error(*_ALL, needs_parse_errors=True)
def second_document(record: Record, context: Context) -> Iterator[Issue]:
    """A second YAML document begins here. One file holds one record: move it to a file of its own."""
    for fault in _faults(record, ParseErrorKind.SECOND_DOCUMENT):
        yield Issue(fault.span, "a second document begins here", "keep one record in one file")


@error(*_ALL, needs_parse_errors=True)
def too_deep(record: Record, context: Context) -> Iterator[Issue]:
    """Lists stand in lists more deeply than any record needs. Put the text in double quotes if it is one.

    Write `title: Clear the backlog`, not `title: [[[[[[[[[[[[[[[[[[[[`.
    """
    for fault in _faults(record, ParseErrorKind.TOO_DEEP):
        yield Issue(
            fault.span,
            "too many brackets or lists within each other",
            "put the text in double quotes, or flatten the list",
        )


@error(*_ALL, needs_parse_errors=True)
def not_fields(record: Record, context: Context) -> Iterator[Issue]:
    """The facts aren't fields with values. Write one field a line: its name, a colon, a space and its value.

    Write `title: PEEL 2021/22`, not `PEEL 2021/22`.
    """
    for fault in _faults(record, ParseErrorKind.NOT_FIELDS):
        message = "there are no facts" if fault.detail == "empty" else "the facts are not fields with values"
        yield Issue(fault.span, message, 'write one a line, as "title: ..."')


@warning(*_ALL)
def twice_encoded(record: Record, context: Context) -> Iterator[Issue]:
    """Letters are garbled: a text in UTF-8 was read in another encoding once, and saved like that.

    Type the words anew, or copy them again from where they came.

    Write `The force’s plan`, not `The forceâ€™s plan`.
    """
    text = "" if record.file.content.isascii() else record.source.text
    for match in _GARBLED.finditer(text):
        meant = match.group().encode(_OLD).decode("utf-8", "replace")
        if meant.encode(_OLD, "ignore"):  # else a sign that few write, such as a letter before a dash would make
            start = text.rfind("\n", 0, match.start()) + 1
            span = Span(text.count("\n", 0, start) + 1, match.start() - start + 1, len(match.group()))
            message = f"{quoted(match.group())} is most likely a garbled {quoted(meant)}"
            yield Issue(span, message, f"write {quoted(meant)}")


_OLD = "cp1252"  # the encoding of old Windows programs


def _letters(first: int, last: int) -> str:
    """As a pattern: what the bytes from first to last look like in the old encoding."""
    return f"[{re.escape(bytes(range(first, last + 1)).decode(_OLD, 'ignore'))}]"


# The bytes of UTF-8: the first says how many follow it.
_GARBLED = re.compile(f"{_letters(0xC2, 0xDF)}{_letters(0x80, 0xBF)}|{_letters(0xE0, 0xEF)}{_letters(0x80, 0xBF)}{{2}}")


@warning(*_ALL, needs_parse_errors=True)
def cut_text(record: Record, context: Context) -> Iterator[Issue]:
    """A text is cut short by ` #`, which begins a remark in YAML. Put the whole text in double quotes.

    Write `title: "Clear the backlog #1 of vetting"`, not `title: Clear the backlog #1 of vetting`.
    """
    parse_errors = list(_faults(record, ParseErrorKind.CUT_TEXT))
    texts = list(scalars(record.source.facts)) if parse_errors else []
    for fault in parse_errors:
        before = bisect_right(texts, fault.span, key=lambda each: each[1].span)
        if before and TEXT_FIELDS.intersection(texts[before - 1][0][-1:]):  # type: ignore[arg-type]
            advice = "put the whole text in double quotes, or the remark on a line of its own"
            yield Issue(fault.span, f"{quoted(fault.detail)} is a remark, so the text ends before it", advice)
