"""Writes a record in its plain form: the same facts and words in one spelling, so that a diff shows only what changed.

The plain form is made by edits at the spans that source.py gives. Whatever is not edited stays as written: the order of
the fields, quotes, comments, blank lines, lists in brackets and texts of several lines.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import NamedTuple

from register.records.body import read_body
from register.records.folder import File
from register.records.labels import LABELLED, Words, id_of
from register.records.model import ONE_OR_LIST, name_at, plain_spelling
from register.records.record import Record, Records, read_record, read_records, words_for
from register.records.source import (
    Mapping,
    Node,
    ParseErrorKind,
    Path,
    Scalar,
    Sequence,
    Source,
    Span,
    scalars,
)
from register.records.values import is_id


class Left(StrEnum):
    """Why a file is left unchanged: the end of a sentence, after a colon."""

    UNREADABLE = "it has an error; run register check to see where"
    CHANGED_MEANING = "its plain form would not mean the same; run register check, and correct it by hand"


class PlainForm(NamedTuple):
    """The bytes of a file in its plain form; where there is none, the file's own bytes and why."""

    content: bytes
    left: Left | None = None


class _Edit(NamedTuple):
    """New text for a span of one line."""

    span: Span
    text: str


_NOTHING_BESIDE = read_records(())


def plain_form(file: File, beside: Records = _NOTHING_BESIDE) -> PlainForm:
    """The file in its plain form, which means the same. Never raises.

    beside: the records that define the words for which the file may have labels.
    """
    if file.kind is None:
        return PlainForm(file.content, Left.UNREADABLE)
    return plain_form_of(read_record(file, beside), beside)


def plain_form_of(record: Record, beside: Records) -> PlainForm:
    """The record's file in its plain form, which means the same. Never raises.

    A file with a parse error is left unchanged, and so is one whose plain form would be read differently: a mistake
    here must not harm a record.
    """
    file = record.file
    if not _is_readable(record.source):
        return PlainForm(file.content, Left.UNREADABLE)
    words = partial(words_for, record=record, records=beside)
    written = replace(file, content=_written_plainly(file, record.source, words).encode())
    if written.content == file.content:
        return PlainForm(file.content)
    if _meaning(read_record(written, beside), words) != _meaning(record, words):
        return PlainForm(file.content, Left.CHANGED_MEANING)
    return PlainForm(written.content)


def _is_readable(source: Source) -> bool:
    """Whether the whole file was understood. A text cut short by a comment is: the comment stays."""
    known = all(each.kind is ParseErrorKind.CUT_TEXT for each in source.parse_errors)
    return source.facts is not None and known


def _meaning(record: Record, words: Words) -> object:
    """What must stay the same: the facts as their fields read them, what is wrong with them, and the words.

    A field that can't be read has no fact, so every text is compared too, without case and blanks.
    """
    spelled = (
        (_as_alone(path, record.file), _spelling(record.file, path, scalar.text, words))
        for path, scalar in scalars(record.source.facts)
    )
    texts = [(path, " ".join(text.split()).casefold()) for path, text in spelled]
    field_errors = [(each.path, each.kind) for each in record.field_errors]
    parse_errors = [each.kind for each in record.source.parse_errors]
    return record.facts, texts, field_errors, parse_errors, (record.source.body or "").rstrip("\n")


def _as_alone(path: Path, file: File) -> Path:
    """The path of the first value of a list as if it stood alone, where it may."""
    alone = len(path) == 2 and path[1] == 0 and path[0] in ONE_OR_LIST[file.kind]  # type: ignore[index]
    return path[:1] if alone else path


def _written_plainly(file: File, source: Source, words: Words) -> str:
    """The text with its edits; read_source has taken away the BOM and Windows line ends."""
    lines = source.text.split("\n")
    edits = [*_words(file, source, lines, words), *_spaces(source, lines), *_brackets(file, source, lines)]
    # From the end, so that the spans before stay true.
    for (number, column, length), text in sorted(edits, reverse=True):
        line = lines[number - 1]
        lines[number - 1] = line[: column - 1] + text + line[column - 1 + length :]
    end = len(lines) if source.body is None else source.body_line - 1
    text = "\n".join([*map(_without_trailing_spaces, lines[:end]), *lines[end:]])
    return text if _ends_in_open_code(source.body or "") else text.rstrip("\n") + "\n"


def _ends_in_open_code(words: str) -> bool:
    """Whether the blank lines at the end belong to the text: they are in a block of code that nothing closes."""
    return words.endswith("\n\n") and read_body(words, 1) != read_body(words.rstrip("\n") + "\n", 1)


def _without_trailing_spaces(line: str) -> str:
    stripped = line.rstrip(" \t")
    return line if stripped.endswith("\\") else stripped  # in double quotes, `\` keeps the space after it


def _words(file: File, source: Source, lines: list[str], words: Words) -> Iterator[_Edit]:
    """Words from a list, dates and numbers in the spelling of their field; their quotes stay.

    What is not such a word is left to the check; so a spelling never needs quotes that it doesn't have.
    """
    for path, scalar in scalars(source.facts):
        spelling, written = _spelling(file, path, scalar.text, words), _written_at(scalar.span, lines)
        if spelling != scalar.text and is_id(spelling) and _is_on_one_line(scalar, written):
            quote = "" if scalar.plain else written[0]
            yield _Edit(scalar.span, f"{quote}{spelling}{quote}")


def _spelling(file: File, path: Path, text: str, words: Words) -> str:
    """The one spelling that the field would keep, or the id for a label that is written in its place."""
    id = id_of(text, words(name_at(path))) if name_at(path) in LABELLED else None
    return id or plain_spelling(file.kind, path, text)  # type: ignore[arg-type]


def _is_on_one_line(word: Scalar, written: str) -> bool:
    """Whether all of a word was written on the line where it begins, and not below it or as a block."""
    if word.plain:
        return written == word.text
    return len(written) > 1 and written[0] == written[-1] and written[0] in ("'", '"')


def _spaces(source: Source, lines: list[str]) -> Iterator[_Edit]:
    """One space between a colon and the value that follows it on its line."""
    for key, value in _entries(source.facts):
        start = key.span.column + key.span.length
        space = Span(key.span.line, start, value.span.column - start)
        colon = re.fullmatch(r"([ \t]*:)[ \t]*", _written_at(space, lines))
        is_absent = isinstance(value, Scalar) and value.plain and not value.text
        if colon and not is_absent and value.span.line == key.span.line:
            yield _Edit(space, f"{colon[1]} ")


def _brackets(file: File, source: Source, lines: list[str]) -> Iterator[_Edit]:
    """No brackets around one value of a field that takes a value or a list; a comment behind them needs them."""
    found = dict(scalars(source.facts))
    for path, scalar in found.items():
        if _as_alone(path, file) == path or (path[0], 1) in found:
            continue
        line, start = lines[scalar.span.line - 1], scalar.span.column - 1
        end = start + scalar.span.length
        opening, closing = re.search(r"\[[ \t]*$", line[:start]), re.match(r"[ \t]*\](?=[ \t]*$)", line[end:])
        if opening and closing:
            yield _Edit(Span(scalar.span.line, opening.start() + 1, len(opening[0])), "")
            yield _Edit(Span(scalar.span.line, end + 1, len(closing[0])), "")


def _entries(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Every key below node with its value."""
    if isinstance(node, Sequence):
        for item in node.items:
            yield from _entries(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries.values():
            yield key, value
            yield from _entries(value)


def _written_at(span: Span, lines: list[str]) -> str:
    if span.line > len(lines):  # where an absent value would be
        return ""
    return lines[span.line - 1][span.column - 1 :][: max(0, span.length)]
