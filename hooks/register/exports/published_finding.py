"""What is published of a finding."""

from datetime import date

from pydantic import Field

from register.exports.published_facts import (
    Corrections,
    Entry,
    Formerly,
    Modified,
    PageAddress,
    Published,
    Response,
    Step,
    Url,
)
from register.records.model import (
    Acceptance,
    Colour,
    HyperLink,
    InspectorateStage,
    NextStep,
    Priority,
    Stage,
    Withheld,
)


class AnyFinding(Published):
    """What is said of every finding: which it is, on what it was made, and its status."""

    id: str = Field(description="its id, which never changes its meaning")
    url: Url
    page: PageAddress
    title: str | None = Field(description="short and in plain language; null where it is withheld or withdrawn")
    type: str = Field(description="id of its type")
    type_label: str = Field(description="the label of its type")
    inspection: str = Field(description="id of the inspection that made it")
    inspection_title: str = Field(description="the title of that inspection")
    framework: str = Field(description="id of that inspection's framework")
    framework_title: str = Field(description="the title of the framework")
    pillar: str | None = Field(description="id of its pillar, its question's where it has a question")
    pillar_label: str | None = Field(description="the label of its pillar")
    question: str | None = Field(description="id of the question that it answers")
    question_label: str | None = Field(description="the label of that question")
    also: tuple[str, ...] = Field(description="ids of further questions; it is listed there, and never counted")
    also_labels: tuple[str, ...] = Field(description="the labels of those questions")
    grade: str | None = Field(description="id of the grade given on its question or pillar; null: not published yet")
    grade_label: str | None = Field(description="the label of that grade")
    status: str = Field(description="id of its status; not-recorded where the register does not say")
    status_label: str = Field(description="the label of its status")
    stage: Stage | None = Field(description="the stage of its status: open, done or ended; null: not recorded")
    colour: Colour = Field(description="the colour of its status: red, amber, green, blue or grey")


class WithdrawnFinding(AnyFinding):
    """What is left of a finding that was entered in error: its place in the numbers and none of its words."""

    since: date | None = Field(description="the day on which it was withdrawn")
    reason: str | None = Field(description="why")
    received: date = Field(description="the day on which it was received")
    recorded: date | None = Field(description="the day on which it came into the register, where that was later")
    parent: str | None = Field(description="id of the finding that it belongs to")
    formerly: Formerly
    modified: Modified


class Finding(AnyFinding):
    """A finding as it stands on the day of the data: a recommendation, an area for improvement, a cause of concern."""

    status_since: date | None = Field(description="the day since which it has that status without a break")
    status_reason: str | None = Field(description="why it has that status")
    outstanding: bool = Field(description="whether it is open, or done and not signed off")
    overdue: bool = Field(description="whether it is open and was due before the day of the data")
    days_overdue: int = Field(description="days past its due date; 0 where it is not overdue")
    due_soon: bool = Field(description="whether it is open and due by the day in `settings.soon_until`")
    owner: str | None = Field(description="the role that answers for it, by its present name")
    with_: tuple[str, ...] = Field(alias="with", description="further roles that take part in it")
    received: date = Field(description="the day on which it was received")
    recorded: date | None = Field(description="the day on which it came into the register, where that was later")
    due: date | None = Field(description="the day by which it is to be delivered")
    first_due: date | None = Field(description="the due date that it was first given")
    times_redated: int = Field(description="how often its due date was moved to another day")
    slip: int = Field(description="by how many days its due date has moved from the first; 0 where it has no date")
    closed: date | None = Field(description="the day on which it ended")
    deadline: str | None = Field(description="the official words for the time allowed, such as: within six months")
    next: NextStep | None = Field(description="the next step promised, and its date")
    steps: tuple[Step, ...] = Field(description="all steps that were promised, oldest first")
    accepted: Acceptance | None = Field(description="whether the body accepts it: yes, partly, no or awaited")
    accepted_label: str | None = Field(description="the same in words")
    reference: str | None = Field(description="the inspectorate's own reference")
    priority: Priority | None = Field(description="high, medium or low, as the report gave it")
    priority_label: str | None = Field(description="the same in words")
    inspectorate_status: str | None = Field(description="id of the status that the inspectorate gives it")
    inspectorate_status_label: str | None = Field(description="the label of that status")
    inspectorate_stage: InspectorateStage | None = Field(description="its stage: open or ended")
    parent: str | None = Field(description="id of the finding that it belongs to")
    children: tuple[str, ...] = Field(description="ids of the findings that belong to it")
    superseded_by: tuple[str, ...] = Field(description="ids of the findings that took its place")
    takes_place_of: tuple[str, ...] = Field(description="ids of the findings whose place it took")
    repeats: str | None = Field(description="id of an earlier finding that says the same")
    formerly: Formerly
    withheld: Withheld | None = Field(description="since when and why its words may be public no longer")
    waiting_on: str | None = Field(description="another body that must act first")
    links: tuple[HyperLink, ...] = Field(description="links that help a reader")
    recommendation: str | None = Field(description="the official wording, in Markdown")
    responses: tuple[Response, ...] = Field(description="what was said of it, oldest first")
    evidence: str | None = Field(description="the evidence, in Markdown")
    history: tuple[Entry, ...] = Field(description="what changed and when, oldest first")
    corrections: Corrections
    modified: Modified
