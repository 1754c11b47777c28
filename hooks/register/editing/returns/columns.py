"""The columns of a return: the facts, which are locked, and the answers, which owners fill in."""

from enum import StrEnum

from register.records.model import Outcome
from register.wording.sentences import say


class Column(StrEnum):
    """A column of the table of findings."""

    ID = "id"
    FINDING = "finding"
    WORDS = "words"
    STATUS = "status"
    DUE = "due"
    STEP = "step"
    SAID = "said"
    NEW_STATUS = "new-status"
    NEW_DUE = "new-due"
    WHY = "why"
    APPROVED_BY = "approved-by"
    RESPONSE = "response"
    OUTCOME = "outcome"
    NEXT = "next"
    BY = "by"

    @property
    def heading(self) -> str:
        """What stands at the head of the column."""
        return say(f"column-{self}")


FACTS = (Column.ID, Column.FINDING, Column.WORDS, Column.STATUS, Column.DUE, Column.STEP, Column.SAID)
ANSWERS = tuple(column for column in Column if column not in FACTS)
DAYS = (Column.DUE, Column.NEW_DUE, Column.BY)


def outcome_labels() -> dict[str, str]:
    """What an owner can choose as the outcome of a step: each id with its label."""
    return {outcome.value: say(f"outcome-{outcome}").capitalize() for outcome in Outcome}
