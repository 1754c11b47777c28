"""Understands a row of a table as a finding, in the register's own words; asks what can't be told."""

import re
from collections.abc import Mapping
from typing import Any

from register.editing.trackers.asking import Question
from register.editing.trackers.cells import place
from register.editing.trackers.dating import due_dates, said, single_day
from register.editing.trackers.findings import TrackedFinding, is_own_id, possible_ids
from register.editing.trackers.headings import LEFT_OUT, WORDS
from register.editing.trackers.periods import day_of
from register.editing.trackers.row_reader import EMPTY, RowLeftOut, RowReader, yes_or_no
from register.editing.trackers.states import end_in, may_have_ended, owners_of, status_before_end, status_in
from register.editing.trackers.subjects import grade_in, inspection_in, subject_in
from register.editing.trackers.vocabulary import type_named_in, type_of, word_of
from register.editing.trackers.wording import first_words, in_a_line, in_words
from register.records.model import OFFICIAL_WORDS, Acceptance, Priority
from register.records.record import Record
from register.records.values import TITLE_LENGTH, says_nothing


def finding_in(row: RowReader) -> TrackedFinding | None:
    """The finding that a row is; None where a question must be answered first. Raises RowLeftOut.

    All that the row asks is asked before one of its questions stops it.
    """
    words, title, title_made = _wording(row)
    inspection, status, dues = inspection_in(row), status_in(row), due_dates(row)
    subject = subject_in(row, inspection)
    facts = {"title": title, "type": _type(row), "inspection": inspection.id if inspection else None} | subject
    facts |= {"grade": grade_in(row, inspection, subject), "status": status, "deadline": dues.words or None}
    facts |= owners_of(row, status) | end_in(row, status) | _others(row)
    received = _received(row, inspection)
    undated, notes = said(row)
    moved = len(dues.days) > 1 and not _is_there(row, facts)
    reason = row.line("reason") or (row.decide(why_moved(), a_reason) if moved else None)
    before_end = status_before_end(row) if moved and may_have_ended(row, status) else None
    if row.unanswered or not (inspection and received and status and facts["grade"] and facts["type"]):
        return None
    return TrackedFinding(
        row=row.where,
        numbers=row.row.numbers,
        facts={name: value for name, value in facts.items() if value},
        received=received,
        words={OFFICIAL_WORDS: words} | _other_words(row),
        id=row.text("id") if is_own_id(row.text("id")) else "",
        dues=dues.days,
        undated=undated,
        notes=notes,
        reason=reason,
        approved_by=row.line("approved_by") or None,
        before_end=before_end,
        title_made=title_made,
        columns=_places(row),
    )


def _is_there(row: RowReader, facts: Mapping[str, Any]) -> bool:
    """Whether the finding is in the register already, so that its history has begun."""
    known = row.records.recommendations
    return bool(row.standing or (facts["inspection"] and any(id in known for id in possible_ids(facts))))


def _places(row: RowReader) -> dict[str, str]:
    """The cell of each field."""
    first = {field: columns[0] for field, columns in row.columns.by_field.items()}
    return {field: place(row.sheet, row.row.number, column) for field, column in first.items()}


def _wording(row: RowReader) -> tuple[str, str, bool]:
    """The official words, the title, and whether the title was made of the words."""
    words, title = in_words(row.text("recommendation")), row.line("title")
    if row.inquiry.answers.of("row", (row.where,)) == LEFT_OUT:
        raise RowLeftOut("left out as the mapping says")
    if not words and row.standing:
        return "", title or row.standing.title, not title
    if not words and title:
        words = _title_as_words(row, title)
    if not words:
        raise RowLeftOut("without official words")
    if title and len(title) <= TITLE_LENGTH:
        return words, title, False
    row.tell(
        "titles too long were cut short" if title else "titles were made from the first words of the official wording"
    )
    first = _FIRST_LINE.match(words)
    return words, first_words(title or (first[1] if first else words)), True


_FIRST_LINE = re.compile(
    r"(?!recommendation\b|afi\b|area for improvement\b|cause of concern\b)(\w[^\n]{9,68}[^\s:;,.])\n+(?=(?-i:[A-Z]))",
    re.IGNORECASE,
)
"""A title above the text; a line that only runs on in the next is none."""


def _title_as_words(row: RowReader, title: str) -> str:
    """The title as the official words, where the tracker has no others or somebody says so."""
    if not row.has_column("recommendation"):
        row.tell("there is no column with the official wording, so the title stands for it")
        return in_words(title)
    why = "a row with a title and no official wording: yes takes the title for it, no leaves the row out"
    question = Question("recommendation", row.where, why, ("yes", "no"))
    if row.decide(question, yes_or_no) is False:
        raise RowLeftOut("without official words")
    return in_words(title)  # while it is unanswered too, so that the rest of the row is read


def _type(row: RowReader) -> str | None:
    text, types = row.line("type"), row.records.types
    if not text and row.standing:
        return row.standing.type
    if text and (found := type_of(text, types)):
        row.inquiry.understand("type", text, found)
        return found
    nearby = () if text else (*_words_of_reference(row), *row.row.groups, row.sheet, *_headings_of_wording(row))
    for words in nearby:
        if found := type_named_in(words, types):
            row.inquiry.understand("type", words, found)
            return found
    about = text or (EMPTY if row.has_column("type") else row.sheet)
    return row.decide(Question("type", about, "a type of finding", tuple(types)), lambda answer: type_of(answer, types))


def _words_of_reference(row: RowReader) -> list[str]:
    """The words of a reference that may name a type: `AFI 3`, `PEEL 21/22 CoC1`."""
    return _LONG_WORD.findall(row.line("reference"))


_LONG_WORD = re.compile(r"(?<![A-Za-z])[A-Za-z]{3,}")


def _headings_of_wording(row: RowReader) -> list[str]:
    """The headings of wording and reference, where they name one type: any finding may be called a recommendation."""
    headings = [
        _heading(row, "recommendation"),
        _heading(row, "title"),
        *_LONG_WORD.findall(_heading(row, "reference")),
    ]
    return [heading for heading in headings if heading and "rec" not in heading.lower()]


def _heading(row: RowReader, field: str) -> str:
    """The heading of the first column that gives the field; empty where there is none."""
    columns = row.columns.by_field.get(field, ())
    return row.columns.table.headings.get(columns[0], "") if columns else ""


def _received(row: RowReader, inspection: Record | None) -> Any:
    """The day on which it was received: its own, else that of its report; else it is asked, once a report."""
    received = single_day("received", row)
    published = inspection.facts.published if inspection and inspection.facts else None
    if received or published or not inspection:
        return received or published
    why = "on which day was this received? its report has no date of publication yet"
    return row.decide(Question("received", inspection.id, why, ("a day as yyyy-mm-dd", LEFT_OUT)), day_of)


def a_reason(answer: str) -> str | None:
    """The reason that an answer gives; none for a sign for nothing."""
    return None if says_nothing(answer) else in_a_line(answer)


def why_moved() -> Question:
    """The question why due dates moved; asked once for all."""
    why = "why did the due dates move, where the tracker gives no reason? (or: --reason)"
    return Question("reason", "due", why, ("a sentence",))


_ACCEPTED = {
    "yes": ("accepted", "accept", "agreed", "y"),
    "partly": ("partly accepted", "partially accepted", "accepted in part", "partially", "in part", "part"),
    "no": ("not accepted", "rejected", "n", "declined"),
    "awaited": ("pending", "under consideration"),
}
_PRIORITIES = {"high": ("h", "1", "urgent"), "medium": ("m", "2", "med"), "low": ("l", "3")}


def _one_of(words: dict[str, tuple[str, ...]]) -> Any:
    """What reads a text as one of these words, or of those that mean the same."""
    return lambda text: next((word for word, same in words.items() if text.strip().lower() in (word, *same)), None)


def _others(row: RowReader) -> dict[str, Any]:
    """The facts that any finding may do without."""
    own = row.records.words["inspectorate_status"]
    step, by = row.line("next"), single_day("by", row)
    return {
        "inspectorate_status": row.choose(
            "inspectorate_status", own, "a status of the inspectorate", lambda text: word_of(text, own)
        ),
        "accepted": row.choose("accepted", dict.fromkeys(Acceptance, ""), "was it accepted?", _one_of(_ACCEPTED)),
        "priority": row.choose("priority", dict.fromkeys(Priority, ""), "a priority", _one_of(_PRIORITIES)),
        "publish": row.choose("publish", {"true": "", "false": ""}, "true or false", _published),
        "next": {"what": step} | ({"by": by} if by else {}) if step else None,
        "reference": row.line("reference") or ("" if is_own_id(row.text("id")) else row.line("id")) or None,
        "recorded": single_day("recorded", row),
        **{field: row.line(field) or None for field in ("waiting_on", "parent", "repeats")},
    }


def _published(text: str) -> str | None:
    return {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(text.strip().lower())


def _other_words(row: RowReader) -> dict[str, str]:
    """The words below the other headings; of several columns, one below the other."""
    found = {}
    for field in ("policing_body_response", "evidence", "staff_notes"):
        texts = dict.fromkeys(in_words(cell.text) for cell in row.columns.cells(row.row, field))
        found[WORDS[field]] = "\n\n".join(text for text in texts if text)
    return {title: text for title, text in found.items() if text}
