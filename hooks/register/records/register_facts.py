"""The declared fields of register.yml: who publishes the register, and the words it uses."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from register.records.facts import CORRECTIONS, Correction, Facts
from register.records.values import (
    AnyCase,
    AreaCode,
    ContactAddress,
    Day,
    DayCount,
    ResponseDays,
    SecureAddress,
    Text,
    Word,
)
from register.records.vocabulary import (
    DEFAULT_INSPECTORATE_STATUSES,
    DEFAULT_STATUSES,
    DEFAULT_TYPES,
    FindingType,
    InspectorateStatus,
    Status,
    with_more,
)


class BodyKind(StrEnum):
    """What kind of body a register is about."""

    POLICE = "police"
    FIRE = "fire"
    POLICING_BODY = "policing-body"
    OTHER = "other"


class InspectedBody(Facts):
    """The body that the register is about, as programs know it."""

    id: Word = Field(description="a word that stands for it among other bodies, e.g. west-midlands-police")
    kind: Annotated[BodyKind, AnyCase] = Field(description="police, fire, policing-body or other")
    area: AreaCode | None = Field(None, description="the GSS code of its area, e.g. E23000014")


class Licence(Facts):
    """What others may do with what is published."""

    title: Text = Field(description="the name of the licence")
    url: SecureAddress = Field(description="its https address")


OPEN_GOVERNMENT_LICENCE = Licence(
    title="Open Government Licence v3.0",
    url="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)


class Committee(Facts):
    """A committee that meets on the register."""

    name: Text = Field(description="its name, as meetings give it under `committee`")
    follows: Text | None = Field(None, description="the committee that it took over from; its papers go on from there")


class RegisterFacts(Facts):
    """Who publishes the register, and the words it uses."""

    organisation: Text = Field(description="who publishes the register")
    body: InspectedBody | None = Field(None, description="the body that it is about: its `id`, `kind` and `area`")
    inspectorate: Text = Field(
        "the inspectorate", description="who inspects, e.g. HMICFRS; a framework or an inspection may name another"
    )
    notice: Text | None = Field(None, description="a sentence printed on every page")
    contact: ContactAddress | None = Field(None, description="where the public can ask: an https or mailto address")
    licence: Licence = Field(
        OPEN_GOVERNMENT_LICENCE, description="its `title` and `url`; default: the Open Government Licence v3.0"
    )
    began: Day | None = Field(None, description="the day on which this register began")
    timezone: Text = Field("Europe/London", description="the time zone that says which day it is today")
    due_soon_days: DayCount = Field(30, description="how many days ahead a due date is soon")
    response_days: ResponseDays = Field(
        56,
        description="days within which the policing body publishes its comments, beginning with the day of publication "
        "(Police Act 1996, section 55); `none` where no law sets any",
    )
    committees: tuple[Committee, ...] = Field(
        (), description="the committees, by `name`; `follows` names the one that it took over from"
    )
    statuses: tuple[Status, ...] = Field(DEFAULT_STATUSES, description="the statuses in use, gravest first")
    more_statuses: tuple[Status, ...] = Field((), description="statuses beside the default ones")
    types: tuple[FindingType, ...] = Field(DEFAULT_TYPES, description="the types of finding, gravest first")
    more_types: tuple[FindingType, ...] = Field((), description="types of finding beside the default ones")
    inspectorate_statuses: tuple[InspectorateStatus, ...] = Field(
        DEFAULT_INSPECTORATE_STATUSES, description="the inspectorate's own statuses"
    )
    corrections: tuple[Correction, ...] = Field((), description=CORRECTIONS)

    def in_full(self) -> "RegisterFacts":
        """The same with every set of words complete: an empty one is the default, and more words are in their place."""
        return self.model_copy(
            update={
                "statuses": with_more(self.statuses or DEFAULT_STATUSES, self.more_statuses),
                "types": (*(self.types or DEFAULT_TYPES), *self.more_types),
                "inspectorate_statuses": self.inspectorate_statuses or DEFAULT_INSPECTORATE_STATUSES,
                "more_statuses": (),
                "more_types": (),
            }
        )

    def on(self, day: date) -> "RegisterFacts":
        """The same with each status in the words of the day."""
        if not any(status.earlier for status in self.statuses):
            return self
        return self.model_copy(update={"statuses": tuple(status.on(day) for status in self.statuses)})
