"""The words that a register may choose for itself: statuses, types of finding, the inspectorate's statuses.

Each set has a default, declared here; register.yml may add to it or replace it.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field

from register.records.facts import Facts
from register.records.values import AnyCase, AnyText, Day, Text, Word, YesOrNo


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


class EarlierWords(Facts):
    """What a status was called, or what it meant, through a day."""

    until: Day = Field(description="the last day on which these words held")
    label: AnyText | None = Field(None, description="what it was called")
    meaning: Text | None = Field(None, description="what it meant")


class Status(Facts):
    """A status that a finding can have."""

    id: Word = Field(description="the word that stands in a record's `status`")
    label: AnyText = Field(description="the word that readers see")
    meaning: Text = Field(description="what it means; printed beside every table that uses it")
    stage: Annotated[Stage, AnyCase] = Field(description="open, done or ended; open and done are outstanding")
    colour: Annotated[Colour, AnyCase] = Field(description="red, amber, green, blue or grey")
    earlier: tuple[EarlierWords, ...] = Field(
        (), description="its words of earlier days, oldest first: a list of `until`, `label`, `meaning`"
    )

    def __hash__(self) -> int:
        """By its id: registers have few statuses, and each is looked up often."""
        return hash(self.id)

    @cached_property
    def outstanding(self) -> bool:
        """Whether a finding of this status is outstanding: open, or done and not signed off."""
        return self.stage in (Stage.OPEN, Stage.DONE)

    @cached_property
    def ended(self) -> bool:
        """Whether a finding of this status has ended."""
        return self.stage is Stage.ENDED

    def on(self, day: date) -> "Status":
        """The status in the words of the day: what it was called later, nobody knew."""
        to_come = [words for words in self.earlier if words.until >= day]
        if not to_come:
            return self
        return self.model_copy(
            update={
                "label": next((words.label for words in to_come if words.label), self.label),
                "meaning": next((words.meaning for words in to_come if words.meaning), self.meaning),
                "earlier": tuple(words for words in self.earlier if words.until < day),
            }
        )


class InspectorateStage(StrEnum):
    """Whether the inspectorate has finished with a finding."""

    OPEN = "open"
    ENDED = "ended"


class InspectorateStatus(Facts):
    """A status that the inspectorate gives a finding in its own tracker."""

    id: Word = Field(description="the word that stands in a record's `inspectorate_status`")
    label: AnyText = Field(description="the words that readers see")
    stage: Annotated[InspectorateStage, AnyCase] | None = Field(
        None, description="open or ended; default: ended for `closed` and `no-further-action-needed`, else open"
    )

    @property
    def ended(self) -> bool:
        """Whether the inspectorate has finished with a finding of this status."""
        return self.stage is InspectorateStage.ENDED if self.stage else self.id in _ENDED_BY_NAME


_ENDED_BY_NAME = ("closed", "no-further-action-needed")


class FindingType(Facts):
    """A kind of finding that an inspectorate makes."""

    id: Word = Field(description="the word that stands in a record's `type`")
    label: AnyText = Field(description="the words that readers see")
    plural: AnyText = Field(description="the same words for more than one")
    parent: YesOrNo = Field(False, description="true: other findings may belong to one of this type")


# The default sets


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
SUPERSEDED, NOT_ACCEPTED, WITHDRAWN = "superseded", "not-accepted", "withdrawn"

DEFAULT_INSPECTORATE_STATUSES = (
    InspectorateStatus(id="awaiting-review", label="Awaiting review"),
    InspectorateStatus(id="being-progressed", label="Being progressed"),
    InspectorateStatus(id="no-further-action-needed", label="No further action needed"),
)

DEFAULT_TYPES = (
    FindingType(id="cause-of-concern", label="Cause of concern", plural="Causes of concern", parent=True),
    FindingType(id="recommendation", label="Recommendation", plural="Recommendations"),
    FindingType(id="area-for-improvement", label="Area for improvement", plural="Areas for improvement"),
)


def with_more(statuses: Iterable[Status], more: Iterable[Status]) -> tuple[Status, ...]:
    """The statuses with more of them: each behind the last of its stage, or at the end where there is none."""
    found = list(statuses)
    for status in more:
        ends = [end for end, other in enumerate(found, start=1) if other.stage is status.stage]
        found.insert(ends[-1] if ends else len(found), status)
    return tuple(found)
