"""The declared fields of a finding, and of an entry of its history."""

from collections.abc import Mapping
from datetime import date as date_type
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

from pydantic import Field, field_validator

from register.records.facts import CORRECTIONS, FORMERLY, Correction, Facts
from register.records.values import (
    NONE,
    AnyCase,
    Day,
    DayOrNone,
    Role,
    Text,
    TextOrNone,
    Title,
    WebAddress,
    Word,
    Words,
    YesOrNo,
    list_or_none,
)


class Priority(StrEnum):
    """How urgent the report calls a finding."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Acceptance(StrEnum):
    """Whether the body has accepted a finding; apart from its status, which says how far the work has come."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    AWAITED = "awaited"


class Outcome(StrEnum):
    """What became of a step that was promised."""

    DONE = "done"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    DROPPED = "dropped"


class NextStep(Facts):
    """What happens next, and by when."""

    what: Text = Field(description="the next step")
    by: Day | None = Field(None, description="its date")


class HyperLink(Facts):
    """A link to something on the web."""

    title: Text = Field(description="the words that readers see")
    url: WebAddress = Field(description="its http or https address")


DATED_FIELDS = ("status", "due", "owner", "with", "waiting_on", "inspectorate_status", "accepted", "next")
"""The fields of a finding that its history records; the facts at the top equal the last of each."""


class HistoryEntry(Facts):
    """What changed on a day. Fields that did not change are left out; `none` takes a value away."""

    date: Day = Field(description="the day of the change")
    recorded: Day | None = Field(None, description="the day on which it came into the register, where that was later")
    status: Word | None = Field(None, description="the status from that day")
    due: DayOrNone | None = Field(None, description="the due date from that day; `none` takes it away")
    owner: Role | None = Field(None, description="the owner from that day")
    with_: tuple[Role, ...] | None = Field(
        None, alias="with", description="the roles that take part from that day; `none` when no other does any more"
    )
    waiting_on: TextOrNone | None = Field(
        None, description="the body that must act first, from that day; `none` when it need not any more"
    )
    inspectorate_status: Word | None = Field(
        None, description="the inspectorate's status from that day; `none` takes it away"
    )
    accepted: Annotated[Acceptance, AnyCase] | None = Field(
        None, description="yes, partly, no or awaited, from that day"
    )
    inspection: Word | None = Field(
        None, description="id of the inspection whose report gave the inspectorate's status in this entry"
    )
    next: NextStep | None = Field(None, description="the step promised on that day")
    outcome: Annotated[Outcome, AnyCase] | None = Field(
        None, description="done, partly, not-done or dropped: what became of the step promised before"
    )
    reason: Text | None = Field(
        None, description="why; needed when a due date moves or is taken away, or a finding is reopened"
    )
    approved_by: Text | None = Field(None, description="the role that approved it")

    _with_nobody = field_validator("with_", mode="before")(list_or_none)

    @cached_property
    def known_from(self) -> date_type:
        """The day on which the register said so: that of the change, or the later one on which it was recorded."""
        return max(self.date, self.recorded or self.date)

    @property
    def is_late(self) -> bool:
        """Whether it came into the register after its day."""
        return self.known_from > self.date

    @cached_property
    def given(self) -> Mapping[str, Any]:
        """The dated fields of which it says something, each with its value; None where it takes the value away.

        An outcome ends the step that stood before it.
        """
        values = {field: getattr(self, field) for field in DATED_FIELDS}
        said = {
            field: value for field, value in values.items() if value is not None or (field == "next" and self.outcome)
        }
        return {field: None if value in (NONE, ()) else value for field, value in said.items()}


class Withheld(Facts):
    """Why the words of a published finding may be public no longer."""

    since: Day = Field(description="the day since which they are withheld")
    reason: Text = Field(description="why, in words for the public")


class RecommendationFacts(Facts):
    """One finding: a recommendation, an area for improvement or a cause of concern."""

    title: Title = Field(description="short and in plain language: at most 120 characters, better 70")
    type: Word = Field(description="id of a type: recommendation, area-for-improvement or cause-of-concern by default")
    inspection: Word = Field(description="id of an inspection")
    pillar: Word | None = Field(None, description="id of a pillar; needed only where there is no question")
    question: Word | None = Field(None, description="id of a question in the inspection's framework")
    also: tuple[Word, ...] = Field((), description="ids of further questions; it is listed there, and never counted")
    grade: Word = Field(description="the judgment on that question (or pillar) in that inspection")
    status: Word = Field(description="id of a status; equals the last status in `history`")
    owner: Role | None = Field(None, description="a role, not a person's name; required while outstanding")
    with_: tuple[Role, ...] = Field(
        (), alias="with", description="roles that take part; the finding is listed with them, and never counted"
    )
    received: Day | None = Field(None, description="default: the day on which the inspection was published")
    recorded: Day | None = Field(
        None,
        description="the day on which the finding came into the register, where that was after `received`; default: "
        "its inspection's",
    )
    due: Day | None = Field(None, description="the day by which it is to be delivered")
    deadline: Text | None = Field(None, description='the official words, e.g. "within six months"')
    next: NextStep | None = Field(None, description="the next step promised, and its date")
    accepted: Annotated[Acceptance, AnyCase] | None = Field(
        None, description="whether the body accepts the finding: yes, partly, no or awaited"
    )
    closed: Day | None = Field(None, description="the day on which it ended; required then, absent otherwise")
    reference: Text | None = Field(None, description="the inspectorate's own reference")
    priority: Annotated[Priority, AnyCase] | None = Field(
        None, description="high, medium or low, as the report gave it; never counted"
    )
    inspectorate_status: Word | None = Field(None, description="the inspectorate's status; never affects totals")
    parent: Word | None = Field(None, description="id of the cause of concern that it belongs to")
    superseded_by: Words = Field((), description="id of the record that took its place, or a list of them")
    repeats: Word | None = Field(None, description="id of an earlier record that says the same")
    formerly: tuple[Word, ...] = Field((), description=FORMERLY)
    waiting_on: Text | None = Field(None, description="another body that must act first")
    links: tuple[HyperLink, ...] = Field((), description="links that help a reader")
    publish: YesOrNo = Field(
        True, description="false: the public site is made without this record; only for what was never published"
    )
    withheld: Withheld | None = Field(
        None,
        description="for a published finding whose words may be public no longer: it stays in every number and list "
        "without them",
    )
    history: tuple[HistoryEntry, ...] = Field(
        (),
        description="what changed and when, oldest first: a list of `date`, `status`, `due`, `reason` ...",
    )
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)

    @cached_property
    def dated(self) -> frozenset[str]:
        """The fields that its history gives, on whatever day."""
        return frozenset(field for entry in self.history for field in entry.given)
