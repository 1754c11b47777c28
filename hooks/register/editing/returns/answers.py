"""Reads the answers of a return: what an owner filled in for each finding, as days, words and texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from register.checks.advice import choose, quoted
from register.checks.date_advice import days_meant, what_is_wrong
from register.editing.returns.columns import ANSWERS, DAYS, Column, outcome_labels
from register.editing.returns.envelope import BadEnvelope, Envelope, envelope_of
from register.editing.returns.facts import due_shown, step_shown
from register.editing.returns.grid import Cell, Sheet
from register.editing.returns.remark import Remark, RemarkKind
from register.editing.returns.request import Sent, statuses_to_choose
from register.editing.returns.table import FindingRow, table_of
from register.records.invisible import hidden_characters, name_of_character
from register.records.model import Status
from register.records.values import FIRST_DAY, LAST_DAY, read_day, says_nothing
from register.wording.sentences import say, say_day

Value = str | date


@dataclass(frozen=True)
class Answer:
    """What was filled in for a finding: the values by column, ids for words; where each column's cell is."""

    id: str
    where: str
    values: Mapping[Column, Value]
    places: Mapping[Column, str]

    def text(self, column: Column) -> str | None:
        """The text or id in the column; None where nothing was filled in."""
        value = self.values.get(column)
        return value if isinstance(value, str) else None

    def day(self, column: Column) -> date | None:
        """The day in the column; None where nothing was filled in."""
        value = self.values.get(column)
        return value if isinstance(value, date) else None

    def at(self, column: Column) -> str:
        """Where the cell of the column is, filled in or not."""
        return self.places.get(column, self.where)


@dataclass(frozen=True)
class Answers:
    """A return that came back: its envelope, an answer for each finding, empty where nothing was filled in, remarks."""

    envelope: Envelope
    answers: Mapping[str, Answer]
    remarks: Mapping[str, tuple[Remark, ...]]  # by finding; "": about the whole return


@dataclass(frozen=True)
class Returned:
    """A file that came back: its answers, or why it could not be read."""

    name: str
    answers: Answers | None
    unreadable: str = ""


@dataclass(frozen=True)
class Words:
    """The words of the register that an answer can hold, and the time zone of its days."""

    statuses: Sequence[Status]
    zone: str


def answers_in(sheets: Sequence[Sheet], words: Words) -> Answers:
    """The answers in a workbook. Raises BadEnvelope where it is no return, or not as it was sent."""
    envelope = _envelope(sheets)
    table = table_of(sheets)
    remarks: dict[str, list[Remark]] = {"": list(table.remarks)}
    rows: dict[str, list[Answer]] = {}
    for row in table.rows:
        id = row.cells[Column.ID].text.casefold()
        if id not in envelope.sent:
            advice = choose(id, envelope.sent)
            message = f"{quoted(id)} is not a finding of this return; {advice}"
            remarks[""].append(Remark(RemarkKind.UNCLEAR, row.at(Column.ID), message))
            continue
        answer, said = _answer(id, row, words)
        rows.setdefault(id, []).append(answer)
        remarks.setdefault(id, []).extend((*said, *_facts_changed(row, envelope.sent[id], words)))
    answers: dict[str, Answer] = {}
    for id in envelope.sent:
        answers[id], said = joined(id, rows.get(id, []))
        remarks.setdefault(id, []).extend(said)
    return Answers(envelope, answers, {id: tuple(said) for id, said in remarks.items()})


def _envelope(sheets: Iterable[Sheet]) -> Envelope:
    """Found by what it says, for the sheet may have been renamed."""
    for sheet in sheets:
        rows = [[cell.text for cell in _in_order(row.cells)] for row in sheet.rows]
        if rows and rows[0][:1] == ["form"]:
            return envelope_of(rows)
    raise BadEnvelope("it lacks the hidden sheet that a return has")


def _in_order(cells: Mapping[int, Cell]) -> Iterator[Cell]:
    """The cells from the first column on; one that holds nothing is an empty text."""
    return (cells.get(place, Cell("", "")) for place in range(1, max(cells) + 1))


def joined(id: str, found: Sequence[Answer]) -> tuple[Answer, tuple[Remark, ...]]:
    """The one answer for a finding that was answered in none, one or several rows, which may not contradict."""
    if not found:
        gone = Remark(RemarkKind.NOTE, "", "its row is gone, which counts as no change")
        return Answer(id, "", {}, {}), (gone,)
    filled = [answer for answer in found if answer.values]
    first = filled[0] if filled else found[0]
    others = [answer for answer in filled[1:] if answer.values != first.values]
    return first, tuple(
        Remark(RemarkKind.UNCLEAR, other.where, f"it is answered otherwise in {first.where}; empty one of the two")
        for other in others
    )


def _answer(id: str, row: FindingRow, words: Words) -> tuple[Answer, list[Remark]]:
    """What the row answers, and what can't be read in it."""
    values: dict[Column, Value] = {}
    remarks: list[Remark] = []
    for column in (column for column in ANSWERS if column in row.cells):
        try:
            value = _value(column, row.cells[column], words)
        except _Unclear as unclear:
            remarks.append(Remark(RemarkKind.UNCLEAR, row.at(column), f"{column.heading}: {unclear}"))
        else:
            if value is not None:
                values[column] = value
            elif (text := row.cells[column].text) != say("return-no-step"):
                message = f"{column.heading}: {quoted(text)} says nothing, so it counts as empty"
                remarks.append(Remark(RemarkKind.NOTE, row.at(column), message))
    return Answer(id, row.at(Column.ID), values, {column: row.at(column) for column in row.letters}), remarks


def _facts_changed(row: FindingRow, sent: Sent, words: Words) -> Iterator[Remark]:
    """The facts that somebody has overwritten, for whom the yellow cells were meant."""
    state = sent.state
    status = next((status for status in words.statuses if status.id == state.status), None)
    stood: dict[Column, tuple[Value, ...]] = {
        Column.STATUS: _labels(status) if status else (),
        Column.DUE: (due_shown(state.due),),
        Column.STEP: (step_shown(state.next),),
    }
    meant = {Column.STATUS: Column.NEW_STATUS, Column.DUE: Column.NEW_DUE, Column.STEP: Column.NEXT}
    for column, values in stood.items():
        cell = row.cells.get(column)
        said = _fact(column, cell, words) if cell else None
        if cell and values and said not in values:
            was = say_day(values[0]) if isinstance(values[0], date) else values[0]
            advice = f'write {quoted(was)} there again, and what is new under "{meant[column].heading}"'
            message = f"{column.heading}: this fact was changed to {quoted(cell.text)}; {advice}"
            yield Remark(RemarkKind.UNCLEAR, row.at(column), message)


def _fact(column: Column, cell: Cell, words: Words) -> Value:
    """What a cell of the facts says; a day that was typed anew as a text is that day."""
    if isinstance(cell.value, date):
        return cell.value
    days = days_meant(cell.text, words.zone) if column in DAYS else ()
    return days[0] if len(days) == 1 else cell.text


# Single values


class _Unclear(Exception):
    """The cell can't be read. The message says why, and what to write instead."""


def _value(column: Column, cell: Cell, words: Words) -> Value | None:
    """What the cell answers; None where it says nothing. Raises _Unclear."""
    if cell.unreadable:
        raise _Unclear(f"it holds {cell.unreadable}, {quoted(cell.text)}; write the value itself")
    for hidden in hidden_characters(cell.text):
        raise _Unclear(
            f"it holds a character that nobody can see ({name_of_character(hidden[0])}); type the words anew"
        )
    if says_nothing(cell.text) or (column in _CHOICES and _plain(cell.text) in _NO_CHANGE):
        return None
    if column in DAYS:
        return _day(cell, words.zone)
    if column is Column.NEW_STATUS:
        return _status(cell.text, words.statuses)
    if column is Column.OUTCOME:
        return _word(cell.text, {id: (label,) for id, label in outcome_labels().items()}, "an outcome")
    if isinstance(cell.value, date):
        return say_day(cell.value)
    return cell.text if column is Column.RESPONSE else " ".join(cell.text.split())


_CHOICES = (Column.NEW_STATUS, Column.OUTCOME, *DAYS)
_NO_CHANGE = ("no change", "unchanged", "same", "as before")


def _day(cell: Cell, zone: str) -> date:
    days = (cell.value,) if isinstance(cell.value, date) else days_meant(cell.text, zone)
    if len(days) > 1:
        either = " or ".join(say_day(day) for day in days)
        raise _Unclear(f"{quoted(cell.text)} may be {either}; write the month as a word")
    if not days or _is_in_no_calendar(cell.text):
        raise _Unclear(f"{what_is_wrong(cell.text)}; write it as in 31 December 2026")
    if not FIRST_DAY <= days[0] <= LAST_DAY:
        raise _Unclear(f"{say_day(days[0])} is not between {FIRST_DAY.year} and {LAST_DAY.year}; correct the year")
    return days[0]


def _is_in_no_calendar(text: str) -> bool:
    """Whether it is written as a day is, and there is none: the nearest one may not be meant."""
    try:
        read_day(text)
    except ValueError as reason:
        return str(reason) == "calendar"
    return False


def _status(text: str, statuses: Sequence[Status]) -> str:
    """The id of a status. Those that need more than a return can say are given by a command of their own."""
    choice = {status.id: _labels(status) for status in statuses_to_choose(statuses)}
    others = {status.id: _labels(status) for status in statuses if status.id not in choice}
    if id := _id_of(text, others):
        raise _Unclear(
            f'a return can\'t say "{others[id][0]}"; empty the cell, and ask the staff of the register for it'
        )
    return _word(text, choice, "a status")


def _labels(status: Status) -> tuple[str, ...]:
    """What the status is and was called: the list in a workbook may be older than its present label."""
    return (status.label, *(words.label for words in status.earlier if words.label))


def _word(text: str, words: Mapping[str, Sequence[str]], what: str) -> str:
    """The id of the word that was chosen. Raises _Unclear."""
    if id := _id_of(text, words):
        return id
    raise _Unclear(f"{quoted(text)} is not {what}; {choose(text, (labels[0] for labels in words.values()))}")


def _id_of(text: str, words: Mapping[str, Sequence[str]]) -> str | None:
    """The id of the word with that label or id, whatever its case; a present label counts before an earlier one."""
    plain = _plain(text)
    now = next((id for id, labels in words.items() if plain in (_plain(id), _plain(labels[0]))), None)
    return now or next((id for id, labels in words.items() if plain in map(_plain, labels)), None)


def _plain(text: str) -> str:
    return " ".join(text.replace("-", " ").split()).casefold().strip(" .")
