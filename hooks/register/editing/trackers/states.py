"""How a row says that a finding stands: its status by word, letter or fill, its owners, its end."""

import re
from datetime import date
from typing import Any
from unicodedata import category

from register.checks.persons import person_in
from register.editing.trackers.asking import Question
from register.editing.trackers.cells import Cell
from register.editing.trackers.columns import Columns
from register.editing.trackers.dating import single_day
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.periods import day_of
from register.editing.trackers.roles import owners_in
from register.editing.trackers.row_reader import EMPTY, RowReader, yes_or_no
from register.editing.trackers.vocabulary import colour_of_fill, is_still_open, of_colour, status_named_in, status_of
from register.editing.trackers.wording import in_a_line
from register.records.model import SUPERSEDED, Stage
from register.records.nearest import slug
from register.records.record import Records
from register.records.values import says_nothing


def status_in(row: RowReader) -> str | None:
    """The status: the word or letter in the row, else its fill; else it is asked, once for each of these."""
    if answer := row.inquiry.answers.of("status", (row.where,)):
        return row.decide(
            Question("status", row.where, "", tuple(row.records.statuses)), lambda _: _answered(answer, row)
        )
    texts = _texts_of_status(row)
    if of_actions := _of_several_actions(texts, row):
        return _of_whole(of_actions, row)
    found = {status: text for text in reversed(texts) if (status := status_of(text, row.records))}
    if found:
        status = _furthest(list(reversed(found)), row.records)
        row.inquiry.understand("status", found[status], status)
        return status
    if not texts and row.standing:
        return row.standing.status
    fill = None if texts else _fill_of(row)
    if fill and (status := _status_of_fill(fill, row.records)):
        row.inquiry.understand("status", fill, status)
        return status
    nearby = () if texts or fill else (*row.row.groups, row.sheet)
    for words in nearby:
        if status := status_named_in(words, row.records):
            row.inquiry.understand("status", words, status)
            return status
    about = in_a_line(texts[0]) if texts else fill or _about_no_status(row)
    why = "a fill" if fill and not texts else "a status"
    return row.decide(Question("status", about, why, tuple(row.records.statuses)), lambda given: _answered(given, row))


def _texts_of_status(row: RowReader) -> list[str]:
    """The texts of the cells that give the status; of columns for several times the newest with a text."""
    cells = row.columns.cells(row.row, "status")
    texts = [cell.text for cell in cells if not says_nothing(cell.text) or _is_sign(cell.text)]
    return texts[:1] if row.columns.are_by_time("status") else texts


def _is_sign(text: str) -> bool:
    """Whether a text is a drawn sign, such as a coloured circle or a tick, and no punctuation."""
    return any(category(sign) == "So" for sign in text)


def _about_no_status(row: RowReader) -> str:
    """What a question is about where a row gives no status: a day of its end, an empty cell, the sheet."""
    if row.text("closed"):
        return f"{EMPTY}, with a day of the end"
    return EMPTY if row.has_column("status") else row.sheet


def _status_of_fill(fill: str, records: Records) -> str | None:
    """The status that a fill stands for; none for words, which stand in place of one where rows became one."""
    colour = colour_of_fill(fill) if _FILL.fullmatch(fill) else None
    return of_colour(colour, records.statuses) if colour else None


_FILL = re.compile(r"#[0-9A-Fa-f]{6}")


def _of_several_actions(texts: list[str], row: RowReader) -> list[str]:
    """The statuses of the actions of one finding, where rows that became one give several; none elsewhere."""
    lines = texts[0].split("\n") if texts and len(row.row.numbers) > 1 else []
    found = [status_of(line, row.records) or _status_of_fill(line, row.records) for line in map(str.strip, lines)]
    return [status for status in dict.fromkeys(found) if status] if len(found) > 1 and all(found) else []


def _of_whole(statuses: list[str], row: RowReader) -> str | None:
    """The status of a finding whose actions have these: whether the worst of them counts, people must say."""
    worst = min(statuses, key=list(row.records.statuses).index)
    why = "the actions of one finding have different statuses; yes: the worst of them counts, or a status for all"
    question = Question("status", "several actions", why, ("yes", *row.records.statuses))
    return row.decide(question, lambda given: worst if yes_or_no(given) else _answered(given, row))


def _answered(answer: Any, row: RowReader) -> str | None:
    return status_of(answer, row.records) if isinstance(answer, str) else None


def _furthest(found: list[str], records: Records) -> str:
    """Of several statuses in a row, the one that says that the finding is done or has ended; else the first."""
    further = (status for status in found if records.statuses[status].stage is not Stage.OPEN)
    return next(further, found[0])


def _fill_of(row: RowReader) -> str | None:
    """The fill that gives the status: of its column, or else of the column whose fills differ most."""
    columns = row.columns.by_field.get("status") or _coloured(row.columns)
    cells = (row.row.cells.get(column) for column in columns)
    return next((cell.fill for cell in cells if cell and cell.fill), None)


def _coloured(columns: Columns) -> tuple[int, ...]:
    """The column in which most different fills are colours of a status; none where there is no such column."""
    fills: dict[int, set[Any]] = {}
    for table_row in columns.table.rows:
        for column, cell in table_row.cells.items():
            if cell.fill and (colour := colour_of_fill(cell.fill)):
                fills.setdefault(column, set()).add(colour)
    most = max(fills, key=lambda column: (len(fills[column]), -column), default=None)
    return (most,) if most and len(fills[most]) > 1 else ()


def owners_of(row: RowReader, status: str | None) -> dict[str, Any]:
    """The owner and the roles that take part. What may be a person's name is asked about and never taken over."""
    text = row.text("owner")
    first = _roles(row, text)
    others = [role for cell in row.columns.cells(row.row, "with") for role in _roles(row, cell.text, needed=False)]
    roles = list(dict.fromkeys((*first, *others)))
    stands = row.records.statuses.get(status or "")
    if not roles and row.standing and row.standing.owner:
        roles = [row.standing.owner]
    is_asked = not stands and not text
    if not roles and (is_asked or (stands and stands.outstanding and not row.unanswered)):
        about = in_a_line(text) or (EMPTY if row.has_column("owner") else row.sheet)
        question = _about_owner(about, row, "the role that answers for it" + ("" if stands else " (if it is open)"))
        question.needed = bool(stands)  # put with the question about the status
        role = row.decide(question, lambda answer: _role(answer, row))
        roles = [role] if role else []
    return {"owner": roles[0] if roles else None, "with": tuple(roles[1:])}


def _roles(row: RowReader, text: str, needed: bool = True) -> list[str]:
    if not text or says_nothing(text):
        return []
    found = owners_in(text, row.records)
    if found.persons_left_out:
        row.tell("names beside a role were left out")
    roles = []
    for part in found.parts:
        role: str | None = part
        if part in found.unsure or (row.records.roles and part not in row.records.roles):
            why = (
                "this may be a person's name; which role is it?"
                if part in found.unsure
                else "this is not in owners.yml"
            )
            question = _about_owner(part, row, why)
            question.needed = needed and len(found.parts) == 1
            role = row.decide(question, lambda answer: _role(answer, row))
        roles += [role] if role else []
    return roles


def _about_owner(about: str, row: RowReader, why: str) -> Question:
    listed = dict.fromkeys(owner.role for owner in row.records.roles.values())
    return Question("owner", about, why, (*listed, LEFT_OUT) if listed else ("a role", LEFT_OUT))


def _role(answer: str, row: RowReader) -> str | None:
    """The role that an answer gives; none for a person, and for one that owners.yml doesn't list."""
    role = in_a_line(answer)
    if (
        says_nothing(role)
        or slug(role) == "vacant"
        or person_in(role)
        or (row.records.roles and role not in row.records.roles)
    ):
        return None
    return role


# The end


def end_in(row: RowReader, status: str | None) -> dict[str, Any]:
    """The day of the end and what took the finding's place, where its status needs them."""
    stands = row.records.statuses.get(status or "")
    if stands and not stands.ended:
        return {}
    closed: date | None = single_day("closed", row)
    if not closed and row.standing and row.standing.status == status:
        closed = row.standing.closed
    if not closed:
        why = "on which day did these end, where the tracker doesn't say?" + ("" if stands else " (if they have ended)")
        about = _word_of_status(row) or (stands.label if stands else row.sheet)
        if not stands and (is_still_open(about) or _of_several_actions(_texts_of_status(row), row)):
            return {}
        question = Question("closed", about, why, ("a day as yyyy-mm-dd", LEFT_OUT), needed=bool(stands))
        closed = row.decide(question, day_of)
    if not stands:
        return {}
    successor = row.line("superseded_by")
    if status == SUPERSEDED and not successor and not row.standing:
        question = Question(
            "superseded_by", row.where, "which finding took its place?", ("the id of a finding", LEFT_OUT)
        )
        successor = row.decide(question, str) or ""
    return {"closed": closed, "superseded_by": successor or None}


def _word_of_status(row: RowReader) -> str:
    cells: list[Cell] = row.columns.cells(row.row, "status")
    return in_a_line(cells[0].text) if cells else _fill_of(row) or ""


def may_have_ended(row: RowReader, status: str | None) -> bool:
    """Whether the finding has ended, or may have as long as nobody has said what its status is."""
    stands = row.records.statuses.get(status or "")
    return stands.ended if stands else not is_still_open(_word_of_status(row))


def status_before_end(row: RowReader) -> str | None:
    """The status that an ended finding had while its dates moved, which no tracker says."""
    statuses = row.records.statuses
    listed = tuple(id for id, status in statuses.items() if status.stage is Stage.OPEN)
    why = "which status had ended findings while their due dates moved? left out, only the last date is kept"
    question = Question("status", "before the end", why, (*listed, LEFT_OUT), needed=False)
    return row.decide(question, lambda answer: found if (found := status_of(answer, row.records)) in listed else None)
