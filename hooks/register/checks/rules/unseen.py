"""Rules about what Markdown would leave out, or show otherwise than it was meant: footnotes, tables and code."""

import re
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.checks.rules.words import staff_notes
from register.records.body import Heading
from register.records.folder import Kind
from register.records.model import VOICES
from register.records.record import Record
from register.records.unseen import NOTHING, Note, Unseen

_KINDS = (Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)


def _unseen(record: Record) -> Unseen:
    return record.body.unseen if record.body else NOTHING


def _footnotes(record: Record) -> dict[str, Note]:
    """The first footnote of each label."""
    found: dict[str, Note] = {}
    for note in _unseen(record).notes:
        if not note.is_mark:
            found.setdefault(note.key, note)
    return found


def _kept_back(note: Note, record: Record) -> bool:
    """Whether it is in the staff notes, which are never published."""
    return note.span.line in staff_notes(record)


@error(*_KINDS)
def note_unseen(record: Record, context: Context) -> Iterator[Issue]:
    """Readers never see a footnote without a mark in the words, or the second of two that have the same label.

    They never see one in the staff notes either, while its mark is outside them.

    Write `the code of practice.[^1]`, not `the code of practice.`.
    """
    first, notes = _footnotes(record), _unseen(record).notes
    for note in (note for note in notes if not note.is_mark):
        marks = [mark for mark in notes if mark.is_mark and mark.key == note.key]
        if note is not first[note.key]:
            message = f"a second footnote {note} is never shown (the first is on line {first[note.key].span.line})"
            yield Issue(note.span, message, "give it, and its mark in the words, another label")
        elif not marks:
            message = f"no mark leads to the footnote {note}, so it is never shown"
            yield Issue(note.span, message, f"write {note} after the words that it explains")
        elif _kept_back(note, record) and not all(_kept_back(mark, record) for mark in marks):
            message = f"the footnote {note} is in the staff notes, which are never published"
            yield Issue(note.span, message, "move it below the words that have its mark, or remove the mark")


@warning(*_KINDS)
def note_apart(record: Record, context: Context) -> Iterator[Issue]:
    """A mark such as [^1] has no footnote, or has it under another heading, where readers do not look for it.

    Put the footnote below the words that have its mark, under the same heading, or do without.

    Write `the code of practice (2018).`, not `the code of practice.[^1]`.
    """
    footnotes = _footnotes(record)
    for mark in (note for note in _unseen(record).notes if note.is_mark):
        note, passage = footnotes.get(mark.key), _passage(record, mark)
        if note is None:
            advice = f'write it on a line of its own, as in "{mark}: Code of practice 1", or remove the mark'
            yield Issue(mark.span, f"there is no footnote for {mark}, so readers see these signs", advice)
        elif passage and passage != _passage(record, note) and not _kept_back(note, record):
            where = f"is on line {note.span.line}, not under {quoted(passage.title)}"
            yield Issue(mark.span, f"the footnote {mark} {where}", "move the footnote below these words")


def _passage(record: Record, note: Note) -> Heading | None:
    """The heading under which readers see it: that of its section (##), or of a response, that of its day (###)."""
    section = day = None
    for heading in record.headings:
        if heading.span.line > note.span.line:
            break
        if heading.level <= 2:
            section, day = heading, None
        elif heading.level == 3 and section and section.title.casefold() in _RESPONSES:
            day = heading
    return day or section


_RESPONSES = {title.casefold() for title in VOICES.values()}


@error(*_KINDS)
def row_cut(record: Record, context: Context) -> Iterator[Issue]:
    r"""A row of a table has more cells than the table has columns. What is beyond the last is never shown.

    A bar begins a new cell, also within `code`. For the sign itself write `\|`.

    Write `| red \| amber | 12 |`, not `| red | amber | 12 |`.
    """
    for span in _unseen(record).cut_rows:
        message = "this part of the row is beyond the last column of its table, so it is never shown"
        yield Issue(span, message, r"write \| for a bar that belongs to a cell, or give the table another column")


@warning(*_KINDS)
def not_a_table(record: Record, context: Context) -> Iterator[Issue]:
    """A line of dashes and bars makes no table, so readers see it as it was typed.

    Above it goes the row of headings, with the same number of cells.

    Write `| Year | Number |`, not `| Year |`.
    """
    for span in _unseen(record).no_tables:
        message = "this makes no table, so readers see the bars and dashes"
        yield Issue(span, message, "write a row of headings right above it, with as many cells as this line")


@warning(*_KINDS)
def indented_words(record: Record, context: Context) -> Iterator[Issue]:
    """Words that begin with four spaces or a tab are shown as computer code, in one long line.

    Take the spaces away. A point within a point goes on the line right below it.

    Write `(i) say when.`, not `    (i) say when.`.
    """
    for span in _unseen(record).indented:
        message = "this begins with four spaces or more, so it is shown as computer code"
        below = record.source.line(span.line + 1)
        apart = " and leave a blank line below" if _UNDERLINE.fullmatch(below) else ""
        yield Issue(span, message, f"take the spaces away{apart}, or put ``` above and below if it is code")


_UNDERLINE = re.compile(r" {0,3}(?:-+|=+)\s*")  # makes a heading of the line above
