"""Rules about a file as a whole: its encoding, its size, its two lines of ---."""

import re
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.record import Record
from register.records.source import BODY_LIMIT, FACTS_LIMIT, ParseErrorKind, Span

_ALL = tuple(Kind)
_WITH_BODY = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


@error(*_ALL, needs_parse_errors=True)
def not_utf_8(record: Record, context: Context) -> Iterator[Issue]:
    """The file isn't in UTF-8, the encoding that can hold every letter.

    In your editor, open it with the encoding that it was saved in, and save it as UTF-8.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.NOT_UTF8):
        message, advice = _NOT_UTF8.get(parse_error.detail, _NOT_UTF8[""])
        yield Issue(parse_error.span, message, advice)


_SAVE_AS = 'save the file with the encoding "UTF-8"'
_NOT_UTF8 = {
    "": (
        "this line has a character that is not in UTF-8",
        f"open the file with the encoding in which this line looks right, such as Windows-1252, and {_SAVE_AS}",
    ),
    "UTF-16": ("this file is in UTF-16", _SAVE_AS),
    "no text": ("this is a picture, a document or an archive, not a record", "write the record as plain text"),
}


@error(*_ALL, needs_parse_errors=True)
def hidden_character(record: Record, context: Context) -> Iterator[Issue]:
    """There is an invisible character, such as a zero-width space. Two texts could look the same and differ.

    Delete the character; the easiest way is to type the word again.
    """
    found = record.source.errors_of(ParseErrorKind.HIDDEN_CHARACTER)
    line_ends = [each for each in found if each.detail.startswith("U+000D")]
    if len(line_ends) > 1:
        message = "the lines of this file end in a way that not all programs know (U+000D)"
        yield Issue(line_ends[0].span, message, 'save the file with the line ends "LF" or "CRLF"')
    for parse_error in (each for each in found if each not in line_ends or len(line_ends) == 1):
        yield Issue(
            parse_error.span,
            f"there is an invisible character here ({parse_error.detail})",
            "put an ordinary space in its place" if _BREAK.match(parse_error.detail) else _TYPE_AGAIN,
        )


_BREAK = re.compile(r"U\+(?:000[BCD]|0085|202[89])\b")  # what parts two words, as the end of a line does
_TYPE_AGAIN = "delete it, or type the words again"


@error(*_ALL, needs_parse_errors=True)
def merge_conflict(record: Record, context: Context) -> Iterator[Issue]:
    """Git could not merge two edits and left both here. Keep the right one and delete the marker lines."""
    markers = record.source.errors_of(ParseErrorKind.MERGE_CONFLICT)
    for parse_error in [marker for marker in markers if marker.detail.startswith("<")] or markers[:1]:
        yield Issue(
            parse_error.span,
            f"two edits were left unmerged here ({parse_error.detail})",
            "keep the right version and delete the marker lines",
        )


@error(*_ALL, needs_parse_errors=True)
def large_file_pointer(record: Record, context: Context) -> Iterator[Issue]:
    """This is only a Git LFS pointer, not the record. Run `git lfs pull`, and keep records out of LFS."""
    for parse_error in record.source.errors_of(ParseErrorKind.LARGE_FILE_POINTER):
        yield Issue(
            parse_error.span,
            "this is only a Git LFS pointer, not the record",
            'run "git lfs pull", and keep records out of LFS',
        )


@error(*_ALL, needs_parse_errors=True)
def empty_file(record: Record, context: Context) -> Iterator[Issue]:
    """The file is empty. Write the record, or delete the file."""
    for parse_error in record.source.errors_of(ParseErrorKind.EMPTY_FILE):
        yield Issue(
            parse_error.span, "this file is empty", "write the record, or delete the file if nothing was ever in it"
        )


_UNSEEN = (ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8, ParseErrorKind.MERGE_CONFLICT)


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_missing(record: Record, context: Context) -> Iterator[Issue]:
    """A record begins with its facts, between two lines that are exactly `---`.

    The first of them is line 1 of the file.

    Write `---`, not `----`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.NO_FRONT_MATTER):
        first = record.source.line(1)
        if any(other.span.line == 1 for other in record.source.parse_errors if other.kind in _UNSEEN):
            continue
        message = f"the first line is {quoted(first)}, not ---"
        if first.strip() == "---":
            message = "the first line has a space next to its ---"
        elif not first.strip():
            message = "the first line is empty, not ---"
        yield Issue(parse_error.span, message, _first_line(record))


def _first_line(record: Record) -> str:
    """What to do so that the first line is exactly `---`, and nothing is lost that it says."""
    lines = record.source.text.split("\n")
    if re.fullmatch(r"\s*[-\u2010-\u2015]{1,5}\s*", lines[0]):
        return 'write "---", and nothing else on this line'
    first = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if first and lines[first].strip() == "---":
        return "delete the empty lines above the line ---"
    return 'put the facts between two lines "---", and let the first of them be line 1'


@error(*_WITH_BODY, needs_parse_errors=True)
def front_matter_open(record: Record, context: Context) -> Iterator[Issue]:
    """The facts begin with a line `---` but no second one ends them.

    Write a line that is exactly `---` below the last fact.

    Write `---`, not `----`.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.OPEN_FRONT_MATTER):
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
    for parse_error in record.source.errors_of(ParseErrorKind.FACTS_TOO_LARGE):
        advice = "move the text below the second ---" if record.kind in _WITH_BODY else "say it in fewer words"
        yield Issue(parse_error.span, f"the facts are larger than {FACTS_LIMIT // 1024} KiB", advice)


@error(*_WITH_BODY, needs_parse_errors=True)
def body_too_large(record: Record, context: Context) -> Iterator[Issue]:
    """The text is larger than 512 KiB, which no reader would finish.

    Keep the main points and link to the document.
    """
    for parse_error in record.source.errors_of(ParseErrorKind.BODY_TOO_LARGE):
        yield Issue(
            parse_error.span,
            f"the text is larger than {BODY_LIMIT // 1024} KiB",
            "keep the main points and link to the document",
        )


@warning(*_ALL)
def twice_encoded(record: Record, context: Context) -> Iterator[Issue]:
    """Letters are garbled: at some point UTF-8 text was read in another encoding, and saved like that.

    Type the words again, or copy them again from their source.

    Write `The force’s plan`, not `The forceâ€™s plan`.
    """
    text = "" if record.file.content.isascii() else record.source.text
    for match in re.finditer("\ufffd+", text) if "\ufffd".encode() in record.file.content else ():
        message = "a letter was lost here when the file was saved in another encoding"
        yield Issue(_span_in(text, match), message, "type it again")
    for match in _GARBLED.finditer(text):
        meant = match.group().encode(_OLD).decode("utf-8", "replace")
        if meant.encode(_OLD, "ignore"):  # else a rare character, such as a letter before a dash would make
            message = f"{quoted(match.group())} is probably a garbled {quoted(meant)}"
            yield Issue(_span_in(text, match), message, f"write {quoted(meant)}")


def _span_in(text: str, match: re.Match[str]) -> Span:
    start = text.rfind("\n", 0, match.start()) + 1
    return Span(text.count("\n", 0, start) + 1, match.start() - start + 1, len(match.group()))


_OLD = "cp1252"  # the encoding of old Windows programs


def _letters(first: int, last: int) -> str:
    """As a pattern: what the bytes from first to last look like in the old encoding."""
    return f"[{re.escape(bytes(range(first, last + 1)).decode(_OLD, 'ignore'))}]"


# The bytes of UTF-8: the first says how many follow it.
_GARBLED = re.compile(f"{_letters(0xC2, 0xDF)}{_letters(0x80, 0xBF)}|{_letters(0xE0, 0xEF)}{_letters(0x80, 0xBF)}{{2}}")
