"""What is published of a register: the base of its declared models, and the parts that several of them share."""

from datetime import date as Day
from typing import Annotated, Any, Required

from pydantic import Field
from typing_extensions import TypedDict

from register.figures.promises import StepState
from register.records.facts import Correction, Declared
from register.records.model import Acceptance, Colour, InspectorateStage, NextStep, Outcome, Stage, Voice


class Published(Declared):
    """A part of what is published. What a reader doesn't know it passes over: later versions add fields."""


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


def _key(kind: Any, description: str) -> Any:
    return Annotated[kind, Field(description=description)]


Entry = TypedDict(
    "Entry",  # one of its keys can't stand in a class
    {
        "date": Required[_key(Day, "the day of the change")],
        "recorded": _key(Day, "the day on which it came into the register, where that was later"),
        "status": _key(str, "the status from that day"),
        "status_label": _key(str, "its label"),
        "stage": _key(Stage, "its stage: open, done or ended"),
        "colour": _key(Colour, "its colour"),
        "due": _key(Day | None, "the due date from that day"),
        "owner": _key(str, "the owner from that day, by the name of that time"),
        "with": _key(tuple[str, ...] | None, "the roles that take part from that day"),
        "waiting_on": _key(str | None, "the body that must act first, from that day"),
        "inspectorate_status": _key(str | None, "the inspectorate's status from that day"),
        "inspectorate_status_label": _key(str, "its label"),
        "inspectorate_stage": _key(InspectorateStage, "its stage: open or ended"),
        "accepted": _key(Acceptance, "whether the body accepts the finding, from that day"),
        "accepted_label": _key(str, "the same in words"),
        "inspection": _key(str, "the inspection whose report gave the inspectorate's status"),
        "next": _key(NextStep, "the step promised on that day"),
        "outcome": _key(Outcome, "what became of the step promised before"),
        "outcome_label": _key(str, "the same in words"),
        "reason": _key(str, "why"),
        "approved_by": _key(str, "the role that approved it"),
    },
    total=False,
)
Entry.__doc__ = """What changed on a day. A key that is absent means "not changed", null means "taken away"."""
