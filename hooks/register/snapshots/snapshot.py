"""The values of a snapshot, from which pages, papers and exports are made.

as_at.py makes them from the records; references between records are resolved in them, and what is shown to readers
is HTML that body.py made safe.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from register.records.body import Heading
from register.records.history import DueMove
from register.records.model import (
    WITHDRAWN,
    Acceptance,
    Colour,
    Correction,
    FindingType,
    Grade,
    HistoryEntry,
    HyperLink,
    NextStep,
    OwnerFacts,
    Pillar,
    Priority,
    Question,
    RegisterFacts,
    Stage,
    Status,
    Voice,
    Withheld,
)
from register.records.owner_facts import present_name
from register.records.steps import Step
from register.snapshots.inspection import Framework, Inspection
from register.snapshots.meetings import (
    Meeting,
    PaperState,
    counting_from,
    last_meeting,
    next_meeting,
    paper_states,
    past_meetings,
)
from register.snapshots.owners import Owner, owners_of

NOT_RECORDED = Status.model_construct(
    id="not-recorded",
    label="Not recorded",
    meaning="The register does not say what the status was on this day.",
    stage=None,
    colour=Colour.GREY,
)
"""The status of a finding before the first entry of its history: neither outstanding nor ended, for nothing says so."""

WITHHELD_TITLE = "A withheld finding"
"""What stands in place of the title of a published finding whose words may be public no longer."""


@dataclass(frozen=True)
class Response:
    """What somebody said on a day, as HTML; recorded: the day on which it came into the register, if that was later.

    heading: the heading of the record below which it stands.
    """

    day: date
    recorded: date | None
    by: Voice
    html: str
    heading: Heading = field(compare=False)

    @property
    def known_from(self) -> date:
        """The day from which the register had it."""
        return max(self.day, self.recorded or self.day)


@dataclass(frozen=True)
class Recommendation:
    """A finding as it stood on a day, and on every day until something of it changed: the day itself isn't in it."""

    id: str
    path: str
    title: str
    type: FindingType
    inspection: Inspection
    pillar: Pillar | None
    question: Question | None
    also: tuple[Question, ...]  # under which it is listed, never counted
    grade: Grade | None
    status: Status
    status_since: date | None
    owner: str | None  # as it is called now; in papers as its history called it
    role: str | None  # the same by its present name
    taking_part: tuple[str, ...]  # roles, besides the owner, by their present names
    received: date
    known_from: date  # the day from which it is in the register
    due: date | None
    first_due: date | None
    due_moves: tuple[DueMove, ...]
    deadline: str | None
    next: NextStep | None
    steps: tuple[Step, ...]  # all that were promised, in order
    accepted: Acceptance | None
    closed: date | None
    reference: str | None
    priority: Priority | None
    inspectorate_status: str | None
    parent: str | None
    children: tuple[str, ...]
    superseded_by: tuple[str, ...]
    takes_place_of: tuple[str, ...]
    repeats: str | None
    formerly: tuple[str, ...]
    waiting_on: str | None
    links: tuple[HyperLink, ...]
    history: tuple[HistoryEntry, ...]
    corrections: tuple[Correction, ...]
    official_words: str
    responses: tuple[Response, ...]
    evidence: str
    overdue: bool  # open, and due before the day
    withheld: Withheld | None = None  # since when and why its words are gone

    @cached_property
    def sort_key(self) -> tuple[object, ...]:
        """What findings without a parent are sorted by: the newest report first, then pillar, question, reference."""
        facts = self.inspection.framework.facts
        pillars, questions = [p.id for p in facts.pillars], [q.id for q in facts.questions]
        pillar = pillars.index(self.pillar.id) if self.pillar else len(pillars)
        question = questions.index(self.question.id) if self.question else -1
        return (self.inspection.sort_key, pillar, question, self.sort_key_by_reference)

    @cached_property
    def sort_key_by_reference(self) -> tuple[object, ...]:
        """What the children of a finding are sorted by."""
        return sort_key_by_reference(self.reference, self.id)

    @cached_property
    def statuses(self) -> frozenset[str]:
        """The ids of the statuses that it has or had."""
        return frozenset((self.status.id, *(entry.status for entry in self.history if entry.status)))

    @property
    def open(self) -> bool:
        """Work is still to be done."""
        return self.status.stage is Stage.OPEN

    @property
    def outstanding(self) -> bool:
        """Open, or done and not signed off."""
        return self.status.outstanding

    @property
    def ended(self) -> bool:
        """Signed off, superseded, not accepted or withdrawn."""
        return self.status.ended

    @property
    def not_recorded(self) -> bool:
        """Whether the register doesn't say what its status was."""
        return self.status is NOT_RECORDED

    @property
    def red(self) -> bool:
        """Its status is one whose colour is red."""
        return self.status.colour is Colour.RED

    @property
    def times_redated(self) -> int:
        """How often it was given another due date, or one again after it had none."""
        return sum(move.now is not None for move in self.due_moves)

    @property
    def slip(self) -> int:
        """By how many days its due date has moved from the first one; 0 where it has no date."""
        return (self.due - self.first_due).days if self.due and self.first_due else 0

    @property
    def status_reason(self) -> str | None:
        """Why it has its status, as the entry says that brought it."""
        entries = (e for e in self.history if (e.date, e.status) == (self.status_since, self.status.id))
        return next((entry.reason for entry in entries), None)

    @property
    def recorded(self) -> date | None:
        """The day on which it came into the register, where that was after it was received."""
        return self.known_from if self.known_from > self.received else None

    @property
    def last_word(self) -> date:
        """The day of the last entry or response."""
        return max([self.known_from, *(each.known_from for each in (*self.history, *self.responses))])

    @property
    def answers(self) -> tuple[tuple[Voice, tuple[Response, ...]], ...]:
        """The responses of each voice, oldest first: the force's always, others' if there are any."""
        by_voice = ((voice, self.responses_by(voice)) for voice in Voice)
        return tuple((voice, responses) for voice, responses in by_voice if responses or voice is Voice.FORCE)

    @property
    def latest_response(self) -> Response | None:
        """The force's latest response; None where there is none."""
        return next(reversed(self.responses_by(Voice.FORCE)), None)

    def responses_by(self, voice: Voice) -> tuple[Response, ...]:
        """The responses of that voice, oldest first."""
        return tuple(response for response in self.responses if response.by == voice)

    @property
    def withdrawn(self) -> bool:
        """Entered in error: its page keeps the id, the date and the reason only."""
        return self.status.id == WITHDRAWN


def sort_key_by_reference(reference: str | None, id: str) -> tuple[object, ...]:
    """By the inspectorate's reference with its numbers as numbers, those without one last; then by id."""
    parts = re.findall(r"\d+|\D+", reference or "")
    natural = tuple((not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts)
    return (not reference, natural, id)


def order_of_findings(findings: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """The newest report first, then by pillar and question, a parent before its children, then by reference and id."""
    listed = {finding.id: finding for finding in findings}

    def sort_key(finding: Recommendation) -> tuple[object, ...]:
        parent = listed.get(finding.parent or "")
        return (parent.sort_key, True, finding.sort_key_by_reference) if parent else (finding.sort_key, False)

    return tuple(sorted(listed.values(), key=sort_key))


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The register on a day. Everything is in its order: see order_of_findings. It equals itself alone."""

    day: date
    settings: RegisterFacts
    roles: Mapping[str, OwnerFacts]  # by each name that a role has or had
    frameworks: tuple[Framework, ...]
    inspections: tuple[Inspection, ...]
    recommendations: tuple[Recommendation, ...]
    meetings: tuple[Meeting, ...]

    def days_overdue(self, finding: Recommendation) -> int:
        """How many days past its due date the finding is; 0 where it isn't overdue."""
        return (self.day - finding.due).days if finding.overdue and finding.due else 0

    def days_past_first(self, finding: Recommendation) -> int:
        """How many days past its first due date the finding is, while it is open; 0 where that hasn't passed."""
        return max(0, (self.day - finding.first_due).days) if finding.open and finding.first_due else 0

    @cached_property
    def frameworks_in_use(self) -> tuple[Framework, ...]:
        """The frameworks of its inspections. Others may be kept for reports to come, and have no pages until then."""
        named = {inspection.framework.id for inspection in self.inspections}
        return tuple(framework for framework in self.frameworks if framework.id in named)

    @cached_property
    def by_id(self) -> Mapping[str, Recommendation]:
        """The findings by their id."""
        return {recommendation.id: recommendation for recommendation in self.recommendations}

    @cached_property
    def repeated_by(self) -> Mapping[str, tuple[str, ...]]:
        """The findings that repeat each other finding, by the id of the one that is repeated."""
        found: dict[str, tuple[str, ...]] = {}
        for finding in self.recommendations:
            if finding.repeats:
                found[finding.repeats] = (*found.get(finding.repeats, ()), finding.id)
        return found

    @cached_property
    def inspections_by_id(self) -> Mapping[str, Inspection]:
        """The inspections by their id."""
        return {inspection.id: inspection for inspection in self.inspections}

    @cached_property
    def ids_of_meetings(self) -> frozenset[str]:
        """The ids of the meetings."""
        return frozenset(meeting.id for meeting in self.meetings)

    @cached_property
    def committees(self) -> frozenset[str]:
        """The names of the committees that have met or will."""
        return frozenset(meeting.committee for meeting in self.meetings)

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The register's statuses, and "not recorded" where a finding has it."""
        unknown = any(recommendation.status is NOT_RECORDED for recommendation in self.recommendations)
        return (*self.settings.statuses, NOT_RECORDED) if unknown else self.settings.statuses

    @cached_property
    def status_order(self) -> Mapping[str, int]:
        """The position of each status in the register's order, by its id."""
        return {status.id: position for position, status in enumerate(self.statuses)}

    def children_of(self, finding: Recommendation) -> list[Recommendation]:
        """The findings that belong to a cause of concern, in order."""
        return [self.by_id[child] for child in finding.children]

    @cached_property
    def inspectorates(self) -> tuple[str, ...]:
        """Who inspected, by name, the register's own inspectorate first; that one alone before any inspection."""
        own = self.settings.inspectorate
        names = {name for inspection in self.inspections for name in inspection.inspectorates} or {own}
        return tuple(sorted(names, key=lambda name: (name != own, name)))

    def judges_of(self, finding: Recommendation, entry: HistoryEntry | None) -> tuple[str, ...]:
        """Who gave the inspectorate's status of an entry: those of the report that it names, else the finding's own."""
        report = entry.inspection if entry else None
        found = (inspection.inspectorates for inspection in self.inspections if report and inspection.id == report)
        return next(found, finding.inspection.inspectorates)

    def last_judges(self, finding: Recommendation) -> tuple[str, ...]:
        """Who gave the inspectorate's status that the finding has."""
        given = (entry for entry in reversed(finding.history) if entry.inspectorate_status)
        return self.judges_of(finding, next(given, None))

    @cached_property
    def ended_by_inspectorate(self) -> frozenset[str]:
        """The ids of the inspectorate's statuses that end a finding for it."""
        return frozenset(status.id for status in self.settings.inspectorate_statuses if status.ended)

    def inspectorate_label(self, id: str) -> str:
        """The label of a status of the inspectorate's; the id itself where register.yml doesn't list it."""
        return next((status.label for status in self.settings.inspectorate_statuses if status.id == id), id)

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """The owners by name, in alphabetical order, with those who only take part: see owners_of."""
        named = {name for f in self.recommendations for name in (f.role, *f.taking_part) if name}
        return owners_of(named, self.roles)

    def present_name(self, role: str | None) -> str | None:
        """The name that the role has now; None: there is none."""
        return present_name(role, self.roles)

    @cached_property
    def papers(self) -> Mapping[str, PaperState]:
        """How far the paper of each meeting has come on the day, by the meeting's id."""
        return paper_states(self.meetings, self.day)

    def meetings_with_paper(self, *states: PaperState) -> tuple[Meeting, ...]:
        """The meetings whose papers have come that far, in their order."""
        return tuple(meeting for meeting in self.meetings if self.papers[meeting.id] in states)

    @cached_property
    def past_meetings(self) -> tuple[Meeting, ...]:
        """The meetings that were held before the day and whose papers were given, in their order."""
        return past_meetings(self.meetings, self.day)

    @cached_property
    def last_meeting(self) -> Meeting | None:
        """The latest meeting that was held before the day.

        On the day of a meeting that is the one before: members read the site there.
        """
        return last_meeting(self.meetings, self.day)

    @cached_property
    def counting_from(self) -> date | None:
        """The day after which something is "since the last meeting"; None where there is no day to count from."""
        return counting_from(self.meetings, self.day)

    @cached_property
    def next_meeting(self) -> date | None:
        """The day of the first meeting after the day, of any committee."""
        return next_meeting(self.meetings, self.day)
