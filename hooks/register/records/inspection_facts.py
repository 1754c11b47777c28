"""The declared fields of an inspection: one report, with its grades."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from register.records.facts import CORRECTIONS, FORMERLY, Correction, Facts
from register.records.values import AnyCase, Day, ResponseDays, SecureAddress, Text, Texts, Title, Word, Year


class Progress(StrEnum):
    """How a grade moved, as a report states it."""

    IMPROVED = "improved"
    SAME = "same"
    DECLINED = "declined"
    NONE = "none"


class GradeRow(Facts):
    """The grade of one pillar or question in an inspection."""

    pillar: Word | None = Field(None, description="id of a pillar; this or `question`")
    question: Word | None = Field(None, description="id of a question; this or `pillar`")
    grade: Word = Field(description="the judgment")
    judged: Year | None = Field(None, description="the year of the judgment")
    previous: Word | None = Field(None, description="the grade before")
    progress: Annotated[Progress, AnyCase] | None = Field(
        None, description="improved, same, declined or none, as the report states it"
    )
    note: Text | None = Field(None, description="a remark printed under the table")


class InspectionFacts(Facts):
    """One inspection report."""

    title: Title = Field(description="the name of the report")
    framework: Word = Field(description="id of a framework")
    fieldwork_ended: Day | None = Field(None, description="the day on which the inspection in force was completed")
    published: Day | None = Field(
        None, description="the day on which the report was published; empty while it is awaited"
    )
    recorded: Day | None = Field(
        None, description="the day on which that was written down in the register, where it was after `published`"
    )
    url: SecureAddress | None = Field(None, description="https address of the report")
    response_published: Day | None = Field(None, description="the day of the policing body's published comments")
    response_url: SecureAddress | None = Field(None, description="https address of the published comments")
    inspectorate: Texts = Field(
        (), description="who inspected, where that is not the framework's; a list for a joint report"
    )
    response_days: ResponseDays | None = Field(
        None, description="days within which a response is published, or `none`; default: the framework's"
    )
    grades: tuple[GradeRow, ...] = Field((), description="the grades, in the report's order")
    formerly: tuple[Word, ...] = Field((), description=FORMERLY)
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)
