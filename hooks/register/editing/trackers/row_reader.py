"""A row of a tracker while it is read: its texts by field, and the questions that it raises."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from register.editing.trackers.asking import Inquiry, Question
from register.editing.trackers.cells import place
from register.editing.trackers.columns import Columns
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.layout import TableRow
from register.editing.trackers.vocabulary import without_number
from register.editing.trackers.wording import in_a_line
from register.records.record import Records
from register.records.values import says_nothing

Found = TypeVar("Found")

EMPTY = "(empty)"
"""What a question is about that an empty cell raises."""


def yes_or_no(answer: str) -> bool | None:
    """Whether an answer is yes; None where it is neither yes nor no."""
    return {"yes": True, "no": False}.get(answer.strip().lower())


class RowLeftOut(Exception):
    """A row makes no finding. The message says why, as it is said of several rows."""


@dataclass
class RowReader:
    """A row, the columns of its table, the records that it is read for, and the day.

    unanswered: it raised a question that must be answered before it can become a finding.
    """

    columns: Columns
    row: TableRow
    records: Records
    today: date
    inquiry: Inquiry
    unanswered: bool = False

    @property
    def sheet(self) -> str:
        """The name of its sheet."""
        return self.columns.table.sheet.name

    @property
    def where(self) -> str:
        """The row, as sheet!row."""
        return place(self.sheet, self.row.number)

    @property
    def standing(self) -> Any:
        """The facts of the finding in the register that its id names; None where it names none.

        What the row doesn't say of that finding is as it stands.
        """
        record = self.records.recommendations.get(self.text("id"))
        return record.facts if record and record.sound() else None

    def text(self, field: str) -> str:
        """What the row gives a field; empty where it gives nothing, or a sign for nothing."""
        text = self.columns.text(self.row, field)
        return "" if says_nothing(text) else text

    def line(self, field: str) -> str:
        """The same on one line."""
        return in_a_line(self.text(field))

    def has_column(self, field: str) -> bool:
        """Whether a column of the table gives the field."""
        return field in self.columns.by_field

    def tell(self, cause: str) -> None:
        """Notes what was done in this row that people may not expect."""
        self.inquiry.tell(cause, self.where)

    def decide(
        self, question: Question, read: Callable[[str], Found | None], others: Iterable[str] = ()
    ) -> Found | None:
        """The answer to a question; None where there is none. Raises RowLeftOut where what is needed is left out."""
        found = self.inquiry.decide(question, self.where, read, others)
        if found == LEFT_OUT:
            if question.needed:
                raise RowLeftOut("left out as the mapping says")
            return None
        if found is None and question.needed:
            self.unanswered = True
        return found  # type: ignore[return-value]

    def choose(self, field: str, words: dict[str, str], why: str, read: Callable[[str], Found | None]) -> Found | None:
        """What a cell says in words from a list; a word that is in no list is asked about, and may be left out."""
        text = self.line(field)
        if not text:
            return None
        found = read(without_number(text))
        return found if found is not None else self.decide(Question(field, text, why, tuple(words), needed=False), read)
