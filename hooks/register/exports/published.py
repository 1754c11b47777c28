"""The declared model of what is published: the whole register as programs read it.

register.json, its JSON Schema, the tables, the database and the page that describes them all follow from it. Within a
major version fields are only added: tests/test_published.py holds it to what was published, and the page of data says
what changed.
"""

from datetime import date as Day

from pydantic import Field

from register.exports.published_facts import (
    Corrections,
    Formerly,
    Modified,
    PageAddress,
    Published,
    Url,
)
from register.exports.published_finding import Finding, WithdrawnFinding
from register.figures.response_clock import ResponseState
from register.records.model import (
    BackgroundDocument,
    FindingType,
    Grade,
    InspectorateStatus,
    OwnerFacts,
    Pillar,
    Progress,
    Question,
    Status,
)
from register.records.register_facts import Committee, InspectedBody, Licence
from register.snapshots.meetings import PaperState

MAJOR_VERSION = 2
VERSION = f"{MAJOR_VERSION}.0"
SCHEMA_ADDRESS = f"/data/schema/data-{MAJOR_VERSION}.json"


class Totals(Published):
    """Numbers of findings. all = outstanding + ended + not_recorded; overdue and red are parts of outstanding."""

    all: int = Field(description="all findings")
    outstanding: int = Field(description="those that are open, or done and not signed off")
    overdue: int = Field(description="those that are open and past their due date")
    ended: int = Field(description="those that have ended")
    not_recorded: int = Field(description="those whose status is not recorded")
    red: int = Field(description="those whose status has the colour red")
    by_status: dict[str, int] = Field(description="by id of the status; those not recorded are in none")
    by_type: dict[str, int] = Field(description="by id of the type")
    by_pillar: dict[str, dict[str, int]] = Field(
        description="by id of the pillar (none: those outside the pillars), then by id of the status"
    )


class Movement(Published):
    """How a number came about since the paper before: before + joined - left = now."""

    before: int = Field(description="the number at the paper before")
    joined: int = Field(description="findings that came to be counted")
    left: int = Field(description="findings that are counted no more")
    now: int = Field(description="the number at this paper")


class Figures(Totals):
    """The numbers of a paper, as at its own day."""

    as_at: Day = Field(description="the day that the numbers are of")
    due_soon: int = Field(description="open findings due from that day on and soon")
    movements: dict[str, Movement] = Field(description="how outstanding, red and overdue moved since the paper before")
    changes: dict[str, int] = Field(description="what happened since the paper before: how often, by kind")
    steps: dict[str, int] = Field(description="what became of the steps that stood at the paper before, by state")
    red_findings: tuple[str, ...] = Field(description="ids of the findings that were red, longest-standing first")
    overdue_findings: tuple[str, ...] = Field(description="ids of the findings that were overdue, the latest first")
    reports: tuple[str, ...] = Field(description="ids of the inspections whose reports were received since")


class GradeRow(Published):
    """The grade of one pillar or question in an inspection."""

    pillar: str | None = Field(description="id of the pillar, the question's where there is a question")
    pillar_label: str | None = Field(description="the label of the pillar")
    question: str | None = Field(description="id of the question; null: the grade of the pillar itself")
    question_label: str | None = Field(description="the label of the question")
    grade: str = Field(description="id of the grade")
    grade_label: str = Field(description="the label of the grade")
    judged: int | None = Field(description="the year of the judgment")
    previous: str | None = Field(description="id of the grade before")
    previous_label: str | None = Field(description="the label of the grade before")
    progress: Progress | None = Field(description="improved, same, declined or none")
    progress_label: str | None = Field(description="the same in words")
    stated_progress: Progress | None = Field(description="what the report states, where that is something else")
    note: str | None = Field(description="a remark on the grade")


class Inspection(Published):
    """An inspection, with its report once that was published."""

    id: str = Field(description="its id, which never changes its meaning")
    page: PageAddress
    title: str = Field(description="the name of the report")
    framework: str = Field(description="id of its framework")
    framework_title: str = Field(description="the title of its framework")
    inspectorate: tuple[str, ...] = Field(description="who inspected; more than one of a joint report")
    fieldwork_ended: Day | None = Field(description="the day on which the inspection in force was completed")
    published: Day | None = Field(description="the day on which the report was received; null while it is awaited")
    recorded: Day | None = Field(description="the day on which that was written down, where it was later")
    url: str | None = Field(description="https address of the report")
    response_days: int | None = Field(description="days within which a response is published; null: no clock runs")
    response_due: Day | None = Field(description="the last day for the published response")
    response_published: Day | None = Field(description="the day of the published response")
    response_url: str | None = Field(description="https address of the published response")
    response_state: ResponseState | None = Field(description="the state of the response; null: no clock runs")
    response_spare_days: int | None = Field(
        description="days between the response, or while it is awaited the day of the data, and its last day; "
        "negative: late"
    )
    grades: tuple[GradeRow, ...] = Field(description="the grades, in the report's order")
    summary: str | None = Field(description="the summary, in Markdown")
    narratives: dict[str, str] = Field(description="what the report says on each question, in Markdown, by its id")
    formerly: Formerly
    corrections: Corrections
    modified: Modified


class Meeting(Published):
    """A meeting of a committee, with its paper once that is written."""

    id: str = Field(description="its id: its day, and a name where there are several")
    url: Url
    page: PageAddress
    date: Day = Field(description="the day of the meeting")
    title: str = Field(description="the title of the paper")
    committee: str = Field(description="the name of the committee")
    agenda_item: str | None = Field(description="the number of the agenda item")
    contact: str | None = Field(description="the contact officer, as a role")
    as_at: Day = Field(description="the day that the paper speaks of")
    previous: Day | None = Field(description="the day that the paper before spoke of")
    next_meeting: Day | None = Field(description="the day of the next meeting, as known when the paper was written")
    held: bool = Field(description="whether the meeting was held, or is to be")
    reason: str | None = Field(description="why it was not held")
    paper: PaperState = Field(description="how far the paper has come: given, draft, to-come or none")
    decisions: tuple[str, ...] = Field(description="what members are asked, beside noting the paper")
    background_documents: tuple[BackgroundDocument, ...] = Field(description="documents named at the end of the paper")
    summary: str | None = Field(description="the author's own words, in Markdown")
    purpose: str | None = Field(description="the section on the purpose, in Markdown; null: the usual words")
    background: str | None = Field(description="the section on the background, in Markdown; null: the usual words")
    recommendations: str | None = Field(description="what is recommended, in Markdown; null: the usual words")
    decided: str | None = Field(description="what members decided, in Markdown")
    figures: Figures | None = Field(description="the numbers of its paper; null: there is no paper")
    formerly: Formerly
    corrections: Corrections
    modified: Modified


class Framework(Published):
    """The pillars, questions and grade scale of one inspection cycle."""

    id: str = Field(description="its id")
    title: str = Field(description="the name of the cycle")
    inspectorate: str = Field(description="who inspects by it")
    response_days: int | None = Field(description="days within which a response is published; null: no clock runs")
    grades: tuple[Grade, ...] = Field(description="the grade scale, best first")
    pillars: tuple[Pillar, ...] = Field(description="the pillars, in order")
    questions: tuple[Question, ...] = Field(description="the questions, in order")
    comparable_with: tuple[str, ...] = Field(description="ids of frameworks whose grades may be compared with these")
    formerly: Formerly
    corrections: Corrections


class Settings(Published):
    """What the register says of itself."""

    inspectorate: str = Field(description="who inspects, where a framework or an inspection does not say otherwise")
    began: Day | None = Field(description="the day on which this register began")
    timezone: str = Field(description="the time zone that says which day it is")
    due_soon_days: int = Field(description="how many days ahead a due date is soon")
    response_days: int | None = Field(description="days within which a response is published; null: no clock runs")
    next_meeting: Day | None = Field(description="the day on which a committee meets next")
    soon_until: Day = Field(description="the last day that is soon")
    committees: tuple[Committee, ...] = Field(description="the committees, with those that they took over from")
    owners: tuple[OwnerFacts, ...] | None = Field(description="the roles; null: any role will do")
    corrections: Corrections


class Envelope(Published):
    """What qualifies a number and travels with it."""

    private: bool = Field(False, description="true in the data of a private site, which may not be published")
    schema_: str = Field(alias="$schema", description="where the schema of this file is")
    schema_version: str = Field(description="the version of this form; within a major one, fields are only added")
    as_of: Day = Field(description="the day that the data are of")
    notice: str | None = Field(description="a sentence that belongs to all of it")
    licence: Licence = Field(description="what others may do with it")
    attribution: str = Field(description="the sentence by which whoever uses it says where it comes from")
    contact: str | None = Field(description="where the public can ask: an https or mailto address")
    body: InspectedBody | None = Field(description="the body that it is about")
    organisation: str = Field(description="who publishes it")
    site: str | None = Field(description="the address of the site")
    commit: str | None = Field(description="the commit that it was made from")


class FindingFile(Finding, Envelope):
    """A finding by itself: /data/recommendations/<id>.json."""


class WithdrawnFile(WithdrawnFinding, Envelope):
    """The same of a finding that was entered in error."""


class Register(Envelope):
    """The whole register as at a day."""

    settings: Settings = Field(description="what the register says of itself")
    statuses: tuple[Status, ...] = Field(description="the statuses, gravest first")
    inspectorate_statuses: tuple[InspectorateStatus, ...] = Field(description="the inspectorate's own statuses")
    types: tuple[FindingType, ...] = Field(description="the types of finding, gravest first")
    frameworks: tuple[Framework, ...] = Field(description="the inspection cycles, sorted by id")
    totals: Totals = Field(description="the numbers")
    recommendations: tuple[Finding | WithdrawnFinding, ...] = Field(description="all findings, sorted by id")
    inspections: tuple[Inspection, ...] = Field(description="the inspections, sorted by id")
    meetings: tuple[Meeting, ...] = Field(description="the meetings, sorted by id")
