"""The declared fields of a meeting of the committee."""

from pydantic import Field

from register.records.facts import CORRECTIONS, FORMERLY, Correction, Facts
from register.records.values import Day, Text, Title, WebAddress, Word, YesOrNo


class BackgroundDocument(Facts):
    """A document named at the end of a paper."""

    title: Text = Field(description="the name of the document")
    url: WebAddress | None = Field(None, description="its http or https address")


class MeetingFacts(Facts):
    """One meeting of the committee."""

    title: Title = Field(description="the title of the paper")
    committee: Text = Field(description="the name of the committee")
    agenda_item: Text | None = Field(None, description="the number of the agenda item")
    contact: Text | None = Field(None, description="the contact officer, as a role")
    as_at: Day | None = Field(None, description="the day that the paper speaks of; default: the meeting's")
    previous: Day | None = Field(
        None, description="the `as_at` before; default: that of the committee's meeting before"
    )
    next_meeting: Day | None = Field(
        None, description="the day on which the committee will meet next, as known when the paper was written"
    )
    held: YesOrNo = Field(True, description="false for a meeting that was not held; `reason` says why")
    reason: Text | None = Field(None, description="why the meeting was not held")
    decisions: tuple[Text, ...] = Field(
        (), description="what members are asked on the first page, beside noting the paper and agreeing moved dates"
    )
    background_documents: tuple[BackgroundDocument, ...] = Field(
        (), description="documents named at the end of the paper"
    )
    formerly: tuple[Word, ...] = Field((), description=FORMERLY)
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)
