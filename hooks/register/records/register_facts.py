"""The declared fields of register.yml: who publishes the register, and the words it uses."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from register.records.facts import CORRECTIONS, Correction, Facts
from register.records.values import AnyCase, AnyText, DayCount, Text, Word


class Stage(StrEnum):
    """How far a finding has come: open and done are outstanding, ended is not."""

    OPEN = "open"
    DONE = "done"
    ENDED = "ended"


class Colour(StrEnum):
    """The colour of a status; never shown without its word and shape."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"
    BLUE = "blue"
    GREY = "grey"


class Status(Facts):
    """A status that a finding can have."""

    id: Word = Field(description="the word that stands in a record's `status`")
    label: AnyText = Field(description="the word that readers see")
    meaning: Text = Field(description="what it means; printed beside every table that uses it")
    stage: Annotated[Stage, AnyCase] = Field(description="open, done or ended; open and done are outstanding")
    colour: Annotated[Colour, AnyCase] = Field(description="red, amber, green, blue or grey")

    @property
    def outstanding(self) -> bool:
        """Whether a finding of this status is outstanding: open, or done and not signed off."""
        return self.stage in (Stage.OPEN, Stage.DONE)

    @property
    def ended(self) -> bool:
        """Whether a finding of this status has ended."""
        return self.stage is Stage.ENDED


class InspectorateStatus(Facts):
    """A status that the inspectorate gives a finding in its own tracker."""

    id: Word = Field(description="the word that stands in a record's `inspectorate_status`")
    label: AnyText = Field(description="the words that readers see")


def _status(id: str, label: str, stage: Stage, colour: Colour, meaning: str) -> Status:
    return Status(id=id, label=label, stage=stage, colour=colour, meaning=meaning)


DEFAULT_STATUSES = (
    _status("red", "Red", Stage.OPEN, Colour.RED, "Will not be delivered as agreed unless something changes."),
    _status(
        "amber",
        "Amber",
        Stage.OPEN,
        Colour.AMBER,
        "At risk: under way, with a known problem in date, scope or resources.",
    ),
    _status("green", "Green", Stage.OPEN, Colour.GREEN, "On track to be delivered by its date."),
    _status("complete", "Complete", Stage.DONE, Colour.BLUE, "The work is done; sign-off is awaited."),
    _status("closed", "Closed", Stage.ENDED, Colour.GREY, "Signed off."),
    _status("superseded", "Superseded", Stage.ENDED, Colour.GREY, "A later finding has taken its place."),
    _status(
        "not-accepted", "Not accepted", Stage.ENDED, Colour.GREY, "The body has said publicly why it will not act."
    ),
    _status(
        "withdrawn",
        "Withdrawn",
        Stage.ENDED,
        Colour.GREY,
        "Entered in error; its page keeps the id, the date and the reason only.",
    ),
)
SUPERSEDED, WITHDRAWN = "superseded", "withdrawn"


class RegisterFacts(Facts):
    """Who publishes the register, and the words it uses."""

    organisation: Text = Field(description="who publishes the register")
    inspectorate: Text = Field("the inspectorate", description="who inspects, e.g. HMICFRS")
    notice: Text | None = Field(None, description="a sentence printed on every page")
    timezone: Text = Field("Europe/London", description="the time zone that says which day it is today")
    due_soon_days: DayCount = Field(30, description="how many days ahead a due date is soon")
    response_days: DayCount = Field(
        56,
        description="days within which the policing body publishes its comments, beginning with the day of publication "
        "(Police Act 1996, section 55)",
    )
    statuses: tuple[Status, ...] = Field(DEFAULT_STATUSES, description="the statuses in use, gravest first")
    inspectorate_statuses: tuple[InspectorateStatus, ...] = Field((), description="the inspectorate's own statuses")
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)
