"""The rows of tables that hold what follows from the records: periods, changes, and the words that data are told in."""

from datetime import date as Day

from pydantic import Field

from register.exports.published_facts import Published
from register.records.model import Colour, Stage


class Period(Published):
    """A time during which the register said that a finding had a status."""

    finding: str = Field(description="id of the finding, also of one that is withdrawn or withheld")
    status: str = Field(description="id of the status")
    stage: Stage | None = Field(description="its stage: open, done or ended; empty: not recorded")
    colour: Colour = Field(description="its colour")
    since: Day | None = Field(description="the day since which the finding had it, as the entry says")
    from_: Day = Field(alias="from", description="the first day on which the register said so")
    until: Day | None = Field(description="the first day on which it said so no longer; empty: it still does")


class Change(Published):
    """One thing that changed."""

    finding: str = Field(description="id of the finding")
    date: Day = Field(description="the day of the change")
    recorded: Day | None = Field(description="the day on which it came into the register, where that was later")
    kind: str = Field(description="the field that changed; received: the finding came")
    was: str | None = Field(description="the value before")
    now: str | None = Field(description="the value from that day; empty: taken away")
    reason: str | None = Field(description="why")
    approved_by: str | None = Field(description="the role that approved it")


class Word(Published):
    """A word of the register's vocabulary."""

    kind: str = Field(description="what it is a word for: status, type, grade, pillar, question ...")
    scope: str = Field(description="id of the framework that defines it; register where it is the register's own")
    id: str = Field(description="the word that stands in the data")
    label: str = Field(description="the words that readers see")
    position: int = Field(description="its place in the order of its kind, from 1")
    meaning: str | None = Field(None, description="what it means")
    stage: str | None = Field(None, description="of a status: open, done or ended")
    colour: Colour | None = Field(None, description="of a status: its colour")
    plural: str | None = Field(None, description="of a type: the label for more than one")
    parent: bool | None = Field(None, description="of a type: whether other findings may belong to one")
    ranked: bool | None = Field(None, description="of a grade: whether it is a judgment on the scale")
    pillar: str | None = Field(None, description="of a question: id of its pillar")
    number: str | None = Field(None, description="of a question: its number in the pillar")
    graded: bool | None = Field(None, description="of a question: whether the inspectorate grades it")
