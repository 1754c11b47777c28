"""What is published of a register: the base of its declared models, and the parts that several of them share."""

from collections.abc import Mapping
from datetime import date as Day
from operator import attrgetter
from typing import Annotated, Any, Required

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo
from typing_extensions import TypedDict

from register.figures.promises import StepState
from register.records.facts import Correction
from register.records.model import Acceptance, Colour, InspectorateStage, NextStep, Outcome, Stage, Voice


class Published(BaseModel):
    """A part of what is published. What a reader doesn't know it passes over: later versions add fields.

    A field whose name in the data is no name in Python is declared with `_` behind it and that name as alias. It is
    read by either: `finding.with_` is `getattr(finding, "with")`.
    """

    model_config = ConfigDict(frozen=True)

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Lets a field with an alias be read by it."""
        super().__pydantic_init_subclass__(**kwargs)
        for name, about in cls.model_fields.items():
            if about.alias:
                setattr(cls, about.alias, property(attrgetter(name)))

    @classmethod
    def fields(cls) -> Mapping[str, FieldInfo]:
        """The declared fields, by the name that each has in the data."""
        return {about.alias or name: about for name, about in cls.model_fields.items()}


Corrections = Annotated[
    tuple[Correction, ...], Field(description="what was put right in this record since it was published, oldest first")
]
Formerly = Annotated[tuple[str, ...], Field(description="earlier ids; their addresses lead to this one")]
Modified = Annotated[
    Day | None, Field(description="the latest day on which something of it happened or was recorded; null: none has")
]
PageAddress = Annotated[str, Field(description="the path of its page from the top of the site")]
Url = Annotated[str, Field(description="the address of its page; where `site` is null, its path")]


class Response(Published):
    """What somebody said of a finding on a day."""

    date: Day = Field(description="the day on which it was said")
    recorded: Day | None = Field(description="the day on which it came into the register, where that was later")
    by: Voice = Field(description="who said it: force or policing-body")
    text: str = Field(description="the words, in Markdown")


class Step(Published):
    """A step that was promised, and what became of it."""

    what: str | None = Field(description="the step; null where the words of the finding are withheld")
    promised: Day = Field(description="the day on which it was promised")
    by: Day | None = Field(description="the first day that it was promised for, which counts")
    now_by: Day | None = Field(description="the day that it was last moved to")
    outcome: Outcome | None = Field(description="what became of it, as it was recorded")
    ended: Day | None = Field(description="the day from which on it stood no more")
    state: StepState = Field(description="what became of it by the day of the data; each step is counted once")
    state_label: str = Field(description="the same in words")


class _With(TypedDict("_With", {"with": Annotated[tuple[str, ...] | None, Field(
    description="the roles that take part from that day; null: none does any more")]}, total=False)):  # fmt: skip
    """`with` can't stand in a class, as it is a keyword."""


class Entry(_With, total=False):
    """What changed on a day. A key that is absent means "not changed", null means "taken away"."""

    date: Required[Annotated[Day, Field(description="the day of the change")]]
    recorded: Annotated[Day, Field(description="the day on which it came into the register, where that was later")]
    status: Annotated[str, Field(description="the status from that day")]
    status_label: Annotated[str, Field(description="its label")]
    stage: Annotated[Stage, Field(description="its stage: open, done or ended")]
    colour: Annotated[Colour, Field(description="its colour")]
    due: Annotated[Day | None, Field(description="the due date from that day")]
    owner: Annotated[str, Field(description="the owner from that day, by the name of that time")]
    waiting_on: Annotated[str | None, Field(description="the body that must act first, from that day")]
    inspectorate_status: Annotated[str | None, Field(description="the inspectorate's status from that day")]
    inspectorate_status_label: Annotated[str, Field(description="its label")]
    inspectorate_stage: Annotated[InspectorateStage, Field(description="its stage: open or ended")]
    accepted: Annotated[Acceptance, Field(description="whether the body accepts the finding, from that day")]
    accepted_label: Annotated[str, Field(description="the same in words")]
    inspection: Annotated[str, Field(description="the inspection whose report gave the inspectorate's status")]
    next: Annotated[NextStep, Field(description="the step promised on that day")]
    outcome: Annotated[Outcome, Field(description="what became of the step promised before")]
    outcome_label: Annotated[str, Field(description="the same in words")]
    reason: Annotated[str, Field(description="why")]
    approved_by: Annotated[str, Field(description="the role that approved it")]
