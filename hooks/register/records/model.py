"""What is a recommendation, an inspection, a meeting, a framework, the register itself? The declared fields.

This is the one place where a field is named, typed and described. Validation, the JSON Schemas, new records and
the page of fields in the documentation are all made from it. Statuses, grades, pillars and questions are the
register's own words, so they stand in its files and are held to by the rules in checks/, not by these types.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from register.records.folder import Kind
from register.records.source import Path
from register.records.values import (
    AnyCase,
    Day,
    DayCount,
    SecureAddress,
    Text,
    Title,
    WebAddress,
    Word,
    Year,
    YesOrNo,
    holds_text,
    spelling_of,
)

UNGRADED = "ungraded"


class FindingType(StrEnum):
    """The kinds of finding that the inspectorate makes, from the gravest."""

    CAUSE_OF_CONCERN = "cause-of-concern"
    RECOMMENDATION = "recommendation"
    AREA_FOR_IMPROVEMENT = "area-for-improvement"


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


class Progress(StrEnum):
    """How a grade moved, as a report states it."""

    IMPROVED = "improved"
    SAME = "same"
    DECLINED = "declined"
    NONE = "none"


class Facts(BaseModel):
    """The front matter of a record. Unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


# register.yml


class Status(Facts):
    """A status that a finding can have."""

    id: Word = Field(description="the word that stands in a record's `status`")
    label: Text = Field(description="the word that readers see")
    meaning: Text = Field(description="what it means; printed beside every table that uses it")
    stage: Annotated[Stage, AnyCase] = Field(description="open, done or ended; open and done are outstanding")
    colour: Annotated[Colour, AnyCase] = Field(description="red, amber, green, blue or grey")


class InspectorateStatus(Facts):
    """A status that the inspectorate gives a finding in its own tracker."""

    id: Word = Field(description="the word that stands in a record's `inspectorate_status`")
    label: Text = Field(description="the words that readers see")


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


# frameworks/<framework>.yml


class Grade(Facts):
    """A grade of the framework's scale."""

    id: Word = Field(description="the word that stands in records")
    label: Text = Field(description="the words that readers see")
    ranked: YesOrNo = Field(True, description="false for one that is no judgment")


class Pillar(Facts):
    """A pillar of the framework, such as effectiveness."""

    id: Word = Field(description="the word that stands in records and addresses")
    label: Text = Field(description="the words that readers see")


class Question(Facts):
    """A question that the inspectorate asks."""

    id: Word = Field(description="the word that stands in records and addresses")
    label: Text = Field(description="the words that readers see")
    number: Text | None = Field(None, description="its number in the pillar")
    pillar: Word | None = Field(None, description="the pillar that it belongs to")
    graded: YesOrNo = Field(True, description="false where the inspectorate gives no grade")


class FrameworkFacts(Facts):
    """The pillars, questions and grade scale of one inspection cycle."""

    title: Title = Field(description="the name of the cycle")
    grades: tuple[Grade, ...] = Field((), description="the grade scale, best first")
    pillars: tuple[Pillar, ...] = Field((), description="the pillars, in order")
    questions: tuple[Question, ...] = Field((), description="the questions, in order")
    comparable_with: tuple[Word, ...] = Field((), description="frameworks whose grades may be compared with these")


# inspections/<inspection>.md


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
        None, description="the day on which the report was received; none while it is awaited"
    )
    url: SecureAddress | None = Field(None, description="https address of the report")
    response_published: Day | None = Field(None, description="the day of the policing body's published comments")
    grades: tuple[GradeRow, ...] = Field((), description="the grades, in the report's order")


# recommendations/**/<id>.md


class NextStep(Facts):
    """What happens next, and by when."""

    what: Text = Field(description="the next step")
    by: Day | None = Field(None, description="its date")


class HyperLink(Facts):
    """A link to something on the web."""

    title: Text = Field(description="the words that readers see")
    url: WebAddress = Field(description="its http or https address")


class HistoryEntry(Facts):
    """What changed on a day. Fields that did not change are left out."""

    date: Day = Field(description="the day of the change")
    status: Word | None = Field(None, description="the status from that day")
    due: Day | None = Field(None, description="the due date from that day")
    owner: Text | None = Field(None, description="the owner from that day")
    inspectorate_status: Word | None = Field(None, description="the inspectorate's status from that day")
    next: NextStep | None = Field(None, description="the next step as seen on that day")
    reason: Text | None = Field(None, description="why; needed when a due date moves or a finding is reopened")
    approved_by: Text | None = Field(None, description="the role that approved it")


class Correction(Facts):
    """What was put right in facts already published."""

    date: Day = Field(description="the day of the correction")
    what: Text = Field(description="what was put right")
    reason: Text = Field(description="why")


class RecommendationFacts(Facts):
    """One finding: a recommendation, an area for improvement or a cause of concern."""

    title: Title = Field(description="short and in plain language: at most 120 characters, better 70")
    type: Annotated[FindingType, AnyCase] = Field(
        description="recommendation, area-for-improvement or cause-of-concern"
    )
    inspection: Word = Field(description="id of an inspection")
    pillar: Word | None = Field(None, description="id of a pillar; needed only where there is no question")
    question: Word | None = Field(None, description="id of a question in the inspection's framework")
    grade: Word = Field(description="the judgment on that question (or pillar) in that inspection")
    status: Word = Field(description="id of a status; equals the last status in `history`")
    owner: Text | None = Field(None, description="a role, not a person's name; required while outstanding")
    received: Day | None = Field(None, description="default: the day on which the inspection was published")
    due: Day | None = Field(None, description="the day by which it is to be delivered")
    deadline: Text | None = Field(None, description='the official words, e.g. "within six months"')
    next: NextStep | None = Field(None, description="the next step and its date")
    closed: Day | None = Field(None, description="the day on which it ended; required then, absent otherwise")
    reference: Text | None = Field(None, description="the inspectorate's own reference")
    inspectorate_status: Word | None = Field(None, description="the inspectorate's status; never affects totals")
    parent: Word | None = Field(None, description="id of the cause of concern that it belongs to")
    superseded_by: Word | None = Field(None, description="id of the record that took its place")
    repeats: Word | None = Field(None, description="id of an earlier record that says the same")
    formerly: tuple[Word, ...] = Field((), description="earlier ids; their addresses lead here")
    waiting_on: Text | None = Field(None, description="another body that must act first")
    links: tuple[HyperLink, ...] = Field((), description="links that help a reader")
    publish: YesOrNo = Field(True, description="false: the public site is made without this record")
    history: tuple[HistoryEntry, ...] = Field(
        (),
        description="what changed and when, oldest first: a list of `date`, `status`, `due`, `reason` ...",
    )
    corrections: tuple[Correction, ...] = Field((), description="what was put right in facts already published")


# meetings/<yyyy-mm-dd>[-<name>].md


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
    background_documents: tuple[BackgroundDocument, ...] = Field(
        (), description="documents named at the end of the paper"
    )


FACTS: dict[Kind, type[Facts]] = {
    Kind.REGISTER: RegisterFacts,
    Kind.FRAMEWORK: FrameworkFacts,
    Kind.INSPECTION: InspectionFacts,
    Kind.RECOMMENDATION: RecommendationFacts,
    Kind.MEETING: MeetingFacts,
}


VOCABULARIES: dict[Kind, tuple[str, ...]] = {
    Kind.REGISTER: ("statuses", "inspectorate_statuses"),
    Kind.FRAMEWORK: ("grades", "pillars", "questions"),
}
"""The fields that list words which other records may use, by kind."""


def inner_model(annotation: object) -> type[Facts] | None:
    """The model that a field of this annotation holds, alone or in a list; None where it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner_model(part))), None)


def _marks(field: FieldInfo) -> list[object]:
    """What the field's declared type is marked with, and the types that it is made of."""
    return [
        *field.metadata,
        *(mark for part in get_args(field.annotation) for mark in getattr(part, "__metadata__", ())),
    ]


TEXT_FIELDS = frozenset(
    name for model in Facts.__subclasses__() for name, field in model.model_fields.items() if holds_text(_marks(field))
)
"""The names of the fields that hold free text, of every model."""


def plain_spelling(kind: Kind, path: Path, text: str) -> str:
    """The text in the one spelling that its field would keep: without the case and blanks that the field forgives.

    A text whose field forgives neither, or is not declared, comes back as it is.
    """
    in_any_list = tuple(0 if isinstance(step, int) else step for step in path)
    return _spellings(kind).get(in_any_list, str)(text)


@cache
def _spellings(kind: Kind) -> Mapping[Path, Callable[[str], Any]]:
    """How each field that forgives is spelled, by its path; every place in a list is 0."""
    spelled = ((path, spelling_of(declared)) for path, declared in _declared(FACTS[kind]))
    return {path: spelling for path, spelling in spelled if spelling}


def _declared(declared: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The type of every value below a declared type, with its path."""
    if isinstance(declared, type) and issubclass(declared, Facts):
        types = get_type_hints(declared, include_extras=True)
        for name in declared.model_fields:
            yield from _declared(types[name], (*path, name))
    elif get_origin(declared) is tuple:
        yield from _declared(get_args(declared)[0], (*path, 0))
    elif get_origin(declared) in (Union, UnionType):  # the other part is None
        yield from _declared(get_args(declared)[0], path)
    else:
        yield path, declared


# The headings of a body. Inspections add one for each question.

OFFICIAL_WORDS, RESPONSE, EVIDENCE, STAFF_NOTES = "Recommendation", "Force response", "Evidence", "Staff notes"
SUMMARY = "Summary"
PURPOSE, BACKGROUND, TO_COMMITTEE = "Purpose", "Background", "Recommendations"

HEADINGS: dict[Kind, tuple[str, ...]] = {
    Kind.RECOMMENDATION: (OFFICIAL_WORDS, RESPONSE, EVIDENCE, STAFF_NOTES),
    Kind.INSPECTION: (SUMMARY,),
    Kind.MEETING: (PURPOSE, BACKGROUND, TO_COMMITTEE),
}


def schema(kind: Kind) -> dict[str, object]:
    """The JSON Schema (2020-12) of the kind's front matter, as editors and other programs use it."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **FACTS[kind].model_json_schema(mode="validation"),
    }
