"""The declared fields of a framework: the pillars, questions and grades of one inspection cycle."""

from pydantic import Field

from register.records.facts import CORRECTIONS, FORMERLY, Correction, Facts
from register.records.values import AnyText, ResponseDays, Text, Title, Word, YesOrNo

UNGRADED = "ungraded"


class Grade(Facts):
    """A grade of the framework's scale."""

    id: Word = Field(description="the word that stands in records")
    label: AnyText = Field(description="the words that readers see")
    ranked: YesOrNo = Field(True, description="false for one that is no judgment")


class Pillar(Facts):
    """A pillar of the framework, such as effectiveness."""

    id: Word = Field(description="the word that stands in records and addresses")
    label: AnyText = Field(description="the words that readers see")


class Question(Facts):
    """A question that the inspectorate asks."""

    id: Word = Field(description="the word that stands in records and addresses")
    label: AnyText = Field(description="the words that readers see")
    number: Text | None = Field(None, description="its number in the pillar")
    pillar: Word | None = Field(None, description="the pillar that it belongs to")
    graded: YesOrNo = Field(True, description="false where the inspectorate gives no grade")


class FrameworkFacts(Facts):
    """The pillars, questions and grade scale of one inspection cycle."""

    title: Title = Field(description="the name of the cycle")
    inspectorate: Text | None = Field(None, description="who inspects by it; default: the register's")
    response_days: ResponseDays | None = Field(
        None, description="days within which a response is published, or `none`; default: the register's"
    )
    grades: tuple[Grade, ...] = Field((), description="the grade scale, best first")
    pillars: tuple[Pillar, ...] = Field((), description="the pillars, in order")
    questions: tuple[Question, ...] = Field((), description="the questions, in order")
    comparable_with: tuple[Word, ...] = Field((), description="frameworks whose grades may be compared with these")
    formerly: tuple[Word, ...] = Field((), description=FORMERLY)
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)
