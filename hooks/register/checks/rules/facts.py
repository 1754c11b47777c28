"""Rules about a file as a file: its encoding, its two lines of ---, its YAML."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.rule import Around, Problem, error, warning
from register.records.folder import Kind
from register.records.model import TEXT_FIELDS
from register.records.record import Record
from register.records.source import BODY_LIMIT, FACTS_LIMIT, Fault, FaultKind, Place, scalars

_ALL = tuple(Kind)
_WITH_BODY = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


def _faults(record: Record, kind: FaultKind) -> Iterator[Fault]:
    return (fault for fault in record.source.faults if fault.kind is kind)


@error(*_ALL, noted=True)
def not_utf_8(record: Record, around: Around) -> Iterator[Problem]:
    """The file isn't written in UTF-8, the encoding that keeps every letter. In your editor, save it again as UTF-8."""
    for fault in _faults(record, FaultKind.NOT_UTF8):
        wrong, advice = _NOT_UTF8.get(fault.detail, _NOT_UTF8[""])
        yield Problem(fault.place, wrong, advice)


_SAVE_AS = 'save the file with the encoding "UTF-8"'
_NOT_UTF8 = {
    "": ("this line has a letter that is not written in UTF-8", _SAVE_AS),
    "UTF-16": ("this file is written in UTF-16", _SAVE_AS),
    "no text": ("this is a picture, a document or an archive, not a record", "write the record as plain text"),
}


@error(*_ALL, noted=True)
def hidden_character(record: Record, around: Around) -> Iterator[Problem]:
    """There is a character that can't be seen, such as a zero-width space. Two texts would look the same and differ.

    Delete the character, most easily by typing the word anew.
    """
    for fault in _faults(record, FaultKind.HIDDEN_CHARACTER):
        yield Problem(
            fault.place,
            f"there is a character here that can't be seen ({fault.detail})",
            "delete it, or type the words anew",
        )


@error(*_ALL, noted=True)
def merge_conflict(record: Record, around: Around) -> Iterator[Problem]:
    """Git could not merge two edits and left both here. Keep the right one and delete the marker lines."""
    markers = list(_faults(record, FaultKind.MERGE_CONFLICT))
    for fault in [marker for marker in markers if marker.detail.startswith("<")] or markers[:1]:
        yield Problem(
            fault.place,
            f"two edits stand here unmerged ({fault.detail})",
            "keep the right words and delete the marker lines",
        )


@error(*_ALL, noted=True)
def large_file_pointer(record: Record, around: Around) -> Iterator[Problem]:
    """Only a pointer of Git LFS stands here, not the record. Run `git lfs pull`, and keep records out of LFS."""
    for fault in _faults(record, FaultKind.LARGE_FILE_POINTER):
        yield Problem(
            fault.place, "only a pointer of Git LFS stands here", 'run "git lfs pull", and keep records out of LFS'
        )


@error(*_ALL, noted=True)
def empty_file(record: Record, around: Around) -> Iterator[Problem]:
    """The file is empty. Write the record, or delete the file."""
    for fault in _faults(record, FaultKind.EMPTY_FILE):
        yield Problem(fault.place, "this file is empty", "write the record, or delete the file")


_UNSEEN = (FaultKind.HIDDEN_CHARACTER, FaultKind.NOT_UTF8, FaultKind.MERGE_CONFLICT)


@error(*_WITH_BODY, noted=True)
def front_matter_missing(record: Record, around: Around) -> Iterator[Problem]:
    """A record begins with its facts between two lines that are exactly `---`.

    The first line of the file is the first of them.

    Write `---`, not `----`.
    """
    for fault in _faults(record, FaultKind.NO_FRONT_MATTER):
        first = record.source.line(1)
        if any(other.place.line == 1 for other in record.source.faults if other.kind in _UNSEEN):
            continue
        wrong = f"the first line is {quoted(first)}, not ---"
        if first.strip() == "---":
            wrong = "the first line has a space beside its ---"
        elif not first.strip():
            wrong = "the facts don't begin on line 1"
        yield Problem(fault.place, wrong, "make the first line exactly --- and put the facts below it")


@error(*_WITH_BODY, noted=True)
def front_matter_open(record: Record, around: Around) -> Iterator[Problem]:
    """The facts begin with a line `---` but no second one ends them.

    Write a line that is exactly `---` below the last fact.

    Write `---`, not `----`.
    """
    for fault in _faults(record, FaultKind.OPEN_FRONT_MATTER):
        lines = record.source.text.split("\n")
        meant = [
            n
            for n, line in enumerate(lines, start=1)
            if n > 1 and re.fullmatch(r"\s*([-\u2010-\u2015]+|\.{3}|\+{3})\s*", line)
        ]
        place = Place(meant[0], 1, len(lines[meant[0] - 1])) if meant else fault.place
        wrong = "this line is not exactly ---" if meant else "no second line --- ends the facts"
        yield Problem(place, wrong, "write a line that is exactly --- below the last fact")


@error(*_ALL, noted=True)
def facts_too_large(record: Record, around: Around) -> Iterator[Problem]:
    """The facts are larger than 64 KiB: more than any record needs. Words belong below the second line `---`."""
    for fault in _faults(record, FaultKind.FACTS_TOO_LARGE):
        advice = "move the words below the second ---" if record.kind in _WITH_BODY else "keep what is needed"
        yield Problem(fault.place, f"the facts are larger than {FACTS_LIMIT // 1024} KiB", advice)


@error(*_WITH_BODY, noted=True)
def body_too_large(record: Record, around: Around) -> Iterator[Problem]:
    """The words are larger than 512 KiB, which no reader would finish.

    Keep the main points and link to the document.
    """
    for fault in _faults(record, FaultKind.BODY_TOO_LARGE):
        yield Problem(
            fault.place,
            f"the words are larger than {BODY_LIMIT // 1024} KiB",
            "keep the main points and link to the document",
        )


@error(*_ALL, noted=True)
def yaml_syntax(record: Record, around: Around) -> Iterator[Problem]:
    """A line of the facts can't be read.

    Most often a text has a colon or begins with a sign: put it in double quotes.

    Write `title: "Vetting: clear the backlog"`, not `title: Vetting: clear the backlog`.
    """
    for fault in _faults(record, FaultKind.YAML_SYNTAX):
        number = fault.place.line
        line, above = record.source.line(number), record.source.line(number - 1)
        signed = line if line.startswith(_SIGNS) else above  # the parser may give up on the line below
        if signed.startswith(_SIGNS):
            place = Place(number - (signed is above), 1, len(signed))
            sign = next(sign for sign in _SIGNS if signed.startswith(sign))
            yield Problem(place, f"a line can't begin with {sign}", "delete the line")
        elif _NO_FIELD in fault.detail and fault.place.column == line.find(":") + 1 and (field := _STUCK.match(above)):
            # without a space after its colon, the line above was read as a text that goes on here
            yield _yaml_advice(Place(number - 1, field.start(1) + 1, len(field[1])), above, "")
        else:
            yield _yaml_advice(fault.place, line, fault.detail)


_SIGNS = ("%", "...")  # they mean something to a parser, at the beginning of a line
_NO_FIELD = "mapping values are not allowed"  # the parser's words for a colon that makes no field
_STUCK = re.compile(r" *(?:- )?([\w-]+:)[^ /]")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u3000]")  # they look like the ordinary one


def _yaml_advice(place: Place, line: str, detail: str) -> Problem:
    """The problem of a line that can't be read, by the parser's words for it and by what stands there."""
    before, colon, after = line.partition(":")
    key, value = f"{before.strip().removeprefix('- ').strip()}:", after.strip()
    if not colon and line.lstrip().startswith("- "):  # an entry of a list of texts
        key, value = "-", line.strip().removeprefix("- ")
    at_value = Place(place.line, line.rfind(value) + 1, len(value)) if value else place
    in_quotes = f"put the text in double quotes: {key} {_in_quotes(value)}"
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return Problem(place, "this line is indented with a tab", "indent it with spaces, two a step")
    if odd := _SPACES.search(before + colon + after[:1]):
        wrong = f"there is a space here that only looks like one (U+{ord(odd.group()):04X})"
        return Problem(Place(place.line, odd.start() + 1), wrong, "delete it, and type an ordinary space")
    if "escape character" in detail or "hexdecimal" in detail:
        advice = f"write it with two \\\\, or put the text in single quotes: {key} '{value.strip(chr(34))}'"
        return Problem(at_value, "a \\ in double quotes begins a sign of its own", advice)
    if _NO_FIELD in detail and colon and place.column > len(before) + 1:
        return Problem(place, "a colon followed by a space stands in the text", in_quotes)
    if "did not find expected ',' or" in detail:
        return _bracket_advice(place, line)
    if value and (value[0] in "*&!%@`>|{[]},?" or value.startswith("- ")):
        return Problem(at_value, f"a text can't begin with {value[0]}", in_quotes)
    if value and value[0] in "\"'":
        advice = f"close the text with {value[0]} at its end and nowhere before"
        return Problem(at_value, "a quotation mark is not closed, or words follow it", advice)
    if entry := re.match(r"\s*(-(?=\w)|[*\u2022\u2013](?= ))", line):
        advice = f'write "- {line[entry.end() :].strip()}", with a hyphen and a space'
        return Problem(
            Place(place.line, entry.start(1) + 1), "an entry of a list begins with a hyphen and a space", advice
        )
    if "did not find expected" in detail or (_NO_FIELD in detail and colon):
        advice = "begin it below the first letter of the line above"
        place = Place(place.line, len(line) - len(line.lstrip()) + 1, len(before.strip()))
        return Problem(place, "this line is not indented like its neighbours", advice)
    if not colon:
        advice = 'write it as "field: value", or indent it like the lines above'
        return Problem(place, "this line is neither a field nor part of the text above it", advice)
    if value and not re.search(r":\s", line):
        return Problem(place, "there is no space after the colon", f'write "{key} {value}"')
    advice = 'write "field: value" with a space after the colon, indented like its neighbours'
    return Problem(place, "this line can't be read where it stands", advice)


def _in_quotes(text: str) -> str:
    """The text in double quotes, or in single ones where it has double ones itself."""
    return (
        f"'{text}'" if '"' in text and "'" not in text else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    )


def _bracket_advice(place: Place, line: str) -> Problem:
    """The problem of a bracket or brace: not closed, or closed but with something between that can't be read."""
    remark = re.search(r"\s#.*", line)
    read = line[: remark.start()] if remark else line
    if all(read.count(opening) == read.count(closing) for opening, closing in ("{}", "[]")):
        wrong = "a comma is missing in these brackets, or a text in them has a colon"
        return Problem(place, wrong, "put a comma between two fields, and a text that has a colon in double quotes")
    if remark:
        wrong = "what comes after a space and # is not read, so this bracket is not closed"
        return Problem(Place(place.line, remark.start() + 2), wrong, "put the text that has a # in double quotes")
    return Problem(place, "a bracket or brace opens here and is not closed", "close it with ] or }")


@error(*_ALL, noted=True)
def repeated_key(record: Record, around: Around) -> Iterator[Problem]:
    """A field is given twice, and a reader can't know which one holds. Delete one of them."""
    for fault in _faults(record, FaultKind.REPEATED_KEY):
        name, _, first = fault.detail.rpartition(" on line ")
        yield Problem(fault.place, f"{quoted(name)} is given twice (first on line {first})", "delete one of the two")


@error(*_ALL, noted=True)
def key_not_text(record: Record, around: Around) -> Iterator[Problem]:
    """The name of a field is a list or a block. A field is one word, a colon and a value.

    Write `reference: 12`, not `[reference]: 12`.
    """
    for fault in _faults(record, FaultKind.KEY_NOT_TEXT):
        yield Problem(fault.place, "the name of a field is missing or is no word", 'write "field: value"')


@error(*_ALL, noted=True)
def anchor(record: Record, around: Around) -> Iterator[Problem]:
    """A value begins with `&` or `*`, which programs take for a reference to another value.

    Write it out, or put it in quotes.

    Write `reference: "*R4"`, not `reference: *R4`.
    """
    first_on_line = {fault.place.line: fault for fault in reversed(list(_faults(record, FaultKind.ANCHOR)))}
    for fault in first_on_line.values():
        yield Problem(
            fault.place,
            f"a text can't begin with {fault.detail[0]}, as {quoted(fault.detail)} does",
            f"write the value out, or put the text in double quotes: {_line_in_quotes(record, fault)}",
        )


def _from(record: Record, fault: Fault) -> str:
    """What stands on the line from the fault on."""
    return record.source.line(fault.place.line)[fault.place.column - 1 :].strip() or fault.detail


def _line_in_quotes(record: Record, fault: Fault) -> str:
    """The line with its text in double quotes; where there is none, the text that was found."""
    before = record.source.line(fault.place.line)[: fault.place.column - 1].strip().removeprefix("- ").strip()
    return f"{before} {_in_quotes(_from(record, fault))}" if before.endswith(":") else _in_quotes(fault.detail)


@error(*_ALL, noted=True)
def tag(record: Record, around: Around) -> Iterator[Problem]:
    """A value begins with `!`, which programs take for the name of a type. Take it away, or put the text in quotes.

    Write `due: 2020-03-31`, not `due: !!str 2020-03-31`.
    """
    for fault in _faults(record, FaultKind.TAG):
        yield Problem(
            fault.place,
            f"a text can't begin with !, as {quoted(_from(record, fault).split()[0])} does",
            f"take that word away, or put the text in double quotes: {_line_in_quotes(record, fault)}",
        )


@error(*_ALL, noted=True)
def second_document(record: Record, around: Around) -> Iterator[Problem]:
    """A second YAML document begins here. One file holds one record: move it to a file of its own."""
    for fault in _faults(record, FaultKind.SECOND_DOCUMENT):
        yield Problem(fault.place, "a second document begins here", "keep one record in one file")


@error(*_ALL, noted=True)
def too_deep(record: Record, around: Around) -> Iterator[Problem]:
    """Lists stand in lists more deeply than any record needs. Put the text in double quotes if it is one.

    Write `title: Clear the backlog`, not `title: [[[[[[[[[[[[[[[[[[[[`.
    """
    for fault in _faults(record, FaultKind.TOO_DEEP):
        yield Problem(
            fault.place,
            "too many brackets or lists within each other",
            "put the text in double quotes, or flatten the list",
        )


@error(*_ALL, noted=True)
def not_fields(record: Record, around: Around) -> Iterator[Problem]:
    """The facts aren't fields with values. Write one field a line: its name, a colon, a space and its value.

    Write `title: PEEL 2021/22`, not `PEEL 2021/22`.
    """
    for fault in _faults(record, FaultKind.NOT_FIELDS):
        wrong = "there are no facts" if fault.detail == "empty" else "the facts are not fields with values"
        yield Problem(fault.place, wrong, 'write one a line, as "title: ..."')


@warning(*_ALL)
def twice_encoded(record: Record, around: Around) -> Iterator[Problem]:
    """Letters are garbled: a text in UTF-8 was read in another encoding once, and saved like that.

    Type the words anew, or copy them again from where they came.

    Write `The force’s plan`, not `The forceâ€™s plan`.
    """
    text = "" if record.file.content.isascii() else record.source.text
    for match in _GARBLED.finditer(text):
        meant = match.group().encode(_OLD).decode("utf-8", "replace")
        if meant.encode(_OLD, "ignore"):  # else a sign that few write, such as a letter before a dash would make
            start = text.rfind("\n", 0, match.start()) + 1
            place = Place(text.count("\n", 0, start) + 1, match.start() - start + 1, len(match.group()))
            wrong = f"{quoted(match.group())} is most likely a garbled {quoted(meant)}"
            yield Problem(place, wrong, f"write {quoted(meant)}")


_OLD = "cp1252"  # the encoding of old Windows programs


def _letters(first: int, last: int) -> str:
    """As a pattern: what the bytes from first to last look like in the old encoding."""
    return f"[{re.escape(bytes(range(first, last + 1)).decode(_OLD, 'ignore'))}]"


# The bytes of UTF-8: the first says how many follow it.
_GARBLED = re.compile(f"{_letters(0xC2, 0xDF)}{_letters(0x80, 0xBF)}|{_letters(0xE0, 0xEF)}{_letters(0x80, 0xBF)}{{2}}")


@warning(*_ALL, noted=True)
def cut_text(record: Record, around: Around) -> Iterator[Problem]:
    """A text is cut short by ` #`, which begins a remark in YAML. Put the whole text in double quotes.

    Write `title: "Clear the backlog #1 of vetting"`, not `title: Clear the backlog #1 of vetting`.
    """
    faults = list(_faults(record, FaultKind.CUT_TEXT))
    texts = list(scalars(record.source.facts)) if faults else []
    for fault in faults:
        before = bisect_right(texts, fault.place, key=lambda each: each[1].place)
        if before and TEXT_FIELDS.intersection(texts[before - 1][0][-1:]):  # type: ignore[arg-type]
            advice = "put the whole text in double quotes, or the remark on a line of its own"
            yield Problem(fault.place, f"{quoted(fault.detail)} is a remark, so the text ends before it", advice)
