"""Reads what a row dates: due dates with their moves, the day of the end, and what was said when."""

from collections.abc import Iterator
from datetime import date

from register.editing.trackers.asking import Question
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.periods import (
    DAY_IN_WORDS,
    Dates,
    Period,
    dates_in,
    day_of,
    last_day_of_period,
    period_in,
)
from register.editing.trackers.row_reader import RowReader, yes_or_no
from register.editing.trackers.vocabulary import status_of
from register.editing.trackers.wording import in_a_line, in_words, notes_in
from register.records.values import day_in_words, says_nothing

_A_DAY = ("a day as yyyy-mm-dd", LEFT_OUT)


def due_dates(row: RowReader) -> Dates:
    """The due dates of a row in the order in which they held, and the words that stand in place of one."""
    days: list[date] = []
    words: list[str] = []
    own, official = row.columns.cells(row.row, "due"), row.columns.cells(row.row, "deadline")
    for cell in (*own, *official):
        found = dates_in(cell.value)
        if days and cell in official:  # beside the force's own date, that of the inspectorate
            found = Dates((), found.words or ", ".join(map(day_in_words, found.days)))
        elif found.words and not found.days:
            found = _day_for_words(found.words, row)
        days += [day for day in found.days if not days or day != days[-1]]
        words += [found.words] if found.words and found.words not in words else []
    if words and not days:
        row.tell("due dates in words are kept as the official deadline, without a day")
    return Dates(tuple(days), in_a_line("; ".join(words)))


def _day_for_words(words: str, row: RowReader) -> Dates:
    """What words in place of a due date say: a day where an answer gives one, nothing where they are a status."""
    answer = row.inquiry.answers.of("due", (row.where, words))
    if isinstance(answer, str) and (day := day_of(answer)):
        return Dates((day,), words)
    if DAY_IN_WORDS.fullmatch(words):
        day = row.decide(Question("due", words, "there is no such day", _A_DAY, needed=False), day_of)
        return Dates((day,) if day else ())
    if status_of(words, row.records):
        row.tell("words in place of a due date that say a status were left out")
        return Dates()
    if day := last_day_of_period(words):
        why = "is what is due in a month or a quarter due on its last day?"
        question = Question("due", "a month or a quarter", why, ("yes", "no"), needed=False)
        return Dates((day,)) if row.decide(question, yes_or_no) is True else Dates((), words)
    return Dates((), words)


def single_day(field: str, row: RowReader) -> date | None:
    """The day in a cell of the row; a text that is none is asked about once."""
    answer = row.inquiry.answers.of(field, (row.where,))
    cell = next(iter(row.columns.cells(row.row, field)), None)
    if isinstance(answer, str) and (day := day_of(answer)) and (cell is None or not day_of(cell.value)):
        return day
    if cell is None or says_nothing(cell.text):
        return None
    if day := day_of(cell.value):
        return day
    question = Question(field, in_a_line(cell.text), "these words are not a day", _A_DAY, needed=False)
    return row.decide(question, day_of)


def said(row: RowReader) -> tuple[str, dict[date, str]]:
    """What the force said: without a day, and on days, oldest first. A note of a quarter dates from its last day."""
    undated: list[str] = []
    dated: dict[date, list[str]] = {}
    for period, text in _notes(row):
        day = _day_said(period, row) if period else None
        if day == LEFT_OUT:
            continue
        parts = dated.setdefault(day, []) if isinstance(day, date) else undated
        if (words := in_words(text)) and words not in parts:
            parts.append(words)
    day = single_day("said_on", row) if undated else None
    if day and day <= row.today:
        dated[day], undated = [*undated, *dated.get(day, ())], []
    return "\n\n".join(undated), {day: "\n\n".join(parts) for day, parts in sorted(dated.items())}


def _notes(row: RowReader) -> Iterator[tuple[Period | None, str]]:
    """Every part of the responses of a row with its time: that written in the cell, else that of the heading."""
    table = row.columns.table
    of_sheet = Period(table.sheet.name, table.as_at) if table.as_at else None
    for column in row.columns.by_field.get("response", ()):
        cell = row.row.cells.get(column)
        for note in notes_in(cell.text) if cell and not says_nothing(cell.text) else ():
            yield note.period or period_in(table.headings.get(column, "")) or of_sheet, note.text


def _day_said(period: Period, row: RowReader) -> date | str | None:
    """The last day of the time that a note names, at the latest today; asked where the words don't tell it."""
    if period.day:
        return min(period.day, row.today)
    why = "on which day was this said? a quarter can be one of the calendar or of the financial year"
    day = row.inquiry.decide(Question("response", period.words, why, _A_DAY), row.where, day_of)
    row.unanswered = row.unanswered or day is None
    return min(day, row.today) if isinstance(day, date) else day
