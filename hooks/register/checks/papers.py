"""The papers of past meetings as records make them, and where the papers of two sides do not say the same.

Every number of a paper is a sum over the findings, and every line is about one of them or about none. So two papers
differ where papers of nothing but the findings concerned do, and those are quickly made.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from register.checks.allowed import records_of
from register.checks.comparison import named
from register.checks.rule import RELATIONS
from register.figures.blocks import Block
from register.figures.paper import Paper, make_paper, snapshot_for_paper
from register.figures.statements import Difference, Told, differences, told
from register.figures.summary import totals
from register.figures.trend import days_before
from register.records.folder import Kind
from register.records.model import RegisterFacts
from register.records.record import Record, Records, ids_named
from register.snapshots.meetings import Meeting, PaperState, meetings_of, paper_states
from register.snapshots.snapshot import Recommendation
from register.snapshots.snapshots import Snapshots

_OF_THE_SITE = ("notice", "timezone", "licence", "contact", "body", "began", "corrections")
"""The settings that no paper says anything of."""
_SAMPLE = 40
"""So many findings show most changes of a setting, before all are asked, and every form that a paper has."""
_SMALL = 100
"""Of a register with so many findings the whole papers are made."""


class ChangedPaper(NamedTuple):
    """A past paper that would say something else: its meeting as it was and is, and what differs.

    whole: whether they are told as in the whole paper; else their numbers are those of the findings concerned alone.
    """

    was: Meeting
    meeting: Meeting
    differences: tuple[Difference, ...]
    whole: bool = False

    @property
    def sure(self) -> tuple[Difference, ...]:
        """What differs so in the whole paper too: where that wasn't made, the lines about findings alone."""
        return self.differences if self.whole else tuple(each for each in self.differences if each.findings)

    @property
    def numbers(self) -> frozenset[str]:
        """The names of the totals that differ."""
        return frozenset(name_of(each) for each in self.differences if is_number(each))


def is_number(difference: Difference) -> bool:
    """Whether it is a number that differs, and not one that is said of something in the paper."""
    return any(said is not None and said.value.isdigit() and not said.subject for said in difference[:2])


def name_of(difference: Difference) -> str:
    """The name of what differs."""
    return (difference.now or difference.was).name  # type: ignore[union-attr]


class Papers:
    """The papers of past meetings as these records make them, each made once."""

    def __init__(self, records: Records, today: date, like: "Papers | None" = None) -> None:
        """The records must have passed the checks. like: papers of nearly the same records."""
        self.records, self.today = records, today
        self.snapshots = Snapshots(records, like.snapshots if like else None)
        self._told: dict[str, Told] = {}

    @cached_property
    def meetings(self) -> Mapping[str, Meeting]:
        """The meetings by id."""
        return {meeting.id: meeting for meeting in meetings_of(self.records)}

    @cached_property
    def past(self) -> tuple[Meeting, ...]:
        """The meetings whose papers were given, the oldest first."""
        states = paper_states(self.meetings.values(), self.today)
        given = (meeting for meeting in self.meetings.values() if states[meeting.id] is PaperState.GIVEN)
        return tuple(sorted(given, key=lambda meeting: (meeting.as_at, meeting.id)))

    def of(self, meeting: Meeting) -> Told:
        """What the paper of the meeting says."""
        if meeting.id not in self._told:
            self._told[meeting.id] = told(_blocks(make_paper(meeting, self.snapshots, self.today)))
        return self._told[meeting.id]

    def totals_of(self, meeting: Meeting) -> Told:
        """The totals on the first page of the paper, which are quickly counted in the whole register."""
        from register.figures.tables import tiles  # as its sentences, below

        snapshot = snapshot_for_paper(self.snapshots, meeting.as_at)
        return told(tiles(totals(snapshot.recommendations, snapshot))[:1])

    def only(self, findings: Collection[str], with_reports: bool = True) -> "Papers":
        """The papers with no other findings than these. with_reports: with all reports, and not only with theirs."""
        kept = {id: record for id, record in self.records.recommendations.items() if id in findings}
        reports = self.records.inspections
        if not with_reports:
            wanted = {record.facts.inspection for record in kept.values()}
            reports = {id: record for id, record in reports.items() if id in wanted}
        every = tuple(record for record in self.records.beside if record.kind is not Kind.INSPECTION)
        every = (*every, *reports.values(), *kept.values())
        return Papers(replace(self.records, recommendations=kept, inspections=reports, all=every), self.today)

    def around(self, *records: Record) -> "Papers":
        """The papers of findings and of those that they belong to or that belong to them.

        Of other records, or in a small register, the whole ones.
        """
        if {record.kind for record in records} != {Kind.RECOMMENDATION} or len(self.records.recommendations) <= _SMALL:
            return self
        return self.only(self.related({record.id for record in records}), with_reports=False)  # type: ignore[misc]

    def having(self, *instead: Record) -> "Papers":
        """The papers with these records in place of those with their kinds and ids."""
        records = named(self.records) | {(record.kind, record.id): record for record in instead}
        return Papers(records_of(records.values(), self.records), self.today, self)  # type: ignore[arg-type]

    def related(self, findings: Collection[str]) -> frozenset[str]:
        """The findings with those that they belong to, or that belong to them."""
        return frozenset(findings).union(*(self._neighbours.get(id, ()) for id in findings))

    @cached_property
    def _neighbours(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for record in self.records.recommendations.values():
            for other in (id for field in RELATIONS for id in ids_named(record.facts, field)):
                found.setdefault(record.id, set()).add(other)
                found.setdefault(other, set()).add(record.id)
        return found


def _blocks(paper: Paper) -> tuple[Block, ...]:
    """The paper without what was put right later, which is only ever added to it.

    Its first page sums up its sections, so what differs is told of them first. Its contents are their headings.
    """
    from register.figures.paper_blocks import (
        paper_blocks,
    )  # its sentences take long to load, and a check alone has none

    letterhead, first_page, _, *sections = paper_blocks(replace(paper, corrections=()))
    return (letterhead, *sections, first_page)


def days_told(meeting: Meeting) -> tuple[date, ...]:
    """The days of which the paper tells: its own, that of the paper before, and those of its trend."""
    return tuple(day for day in (meeting.as_at, meeting.previous, *days_before(meeting.as_at)) if day)


def changed_papers(was: Papers, now: Papers, among: Iterable[Meeting] | None = None) -> tuple[ChangedPaper, ...]:
    """The papers that were given and would say something else now, the oldest first. among: of these meetings alone."""
    return tuple(_changed_papers(was, now, was.past if among is None else among))


def _changed_papers(was: Papers, now: Papers, among: Iterable[Meeting]) -> Iterator[ChangedPaper]:
    concerned = _Concerned(was, now)
    for meeting, other in ((was.meetings[each.id], now.meetings.get(each.id)) for each in among):
        if other and concerned.may_differ(meeting, other):
            yield from concerned.changed(meeting, other)


@dataclass(frozen=True)
class _Concerned:
    """What is not the same record, or the same setting, on both sides, and what that concerns."""

    was: Papers
    now: Papers

    def may_differ(self, meeting: Meeting, other: Meeting) -> bool:
        """Whether anything is not the same on the day of the paper, or on an earlier one that it tells of."""
        if meeting != other or self._settings_differ:
            return True
        return any(self._differs_on(day) for day in days_told(meeting))

    def changed(self, meeting: Meeting, other: Meeting) -> Iterator[ChangedPaper]:
        """The paper, if papers of nothing but the findings concerned differ, or only the order in the whole ones."""
        for one, two in self._ever_more if meeting == other else ((self.was, self.now),):
            if found := differences(one.of(meeting), two.of(other)):
                yield ChangedPaper(meeting, other, found, whole=one is self.was or not one.records.recommendations)
                return
        if self._order_differs(meeting.as_at):
            found = differences(self.was.of(meeting), self.now.of(other))
            yield from [ChangedPaper(meeting, other, found, whole=True)] if found else ()

    @cached_property
    def _ever_more(self) -> tuple[tuple[Papers, Papers], ...]:
        """Papers of the findings concerned, until they differ; of a small register, the whole ones.

        Where they are many, first of none and of some of them. Last with others beside them, since what a paper says
        of a finding may hang on how many there are.
        """
        every = self.was.records.recommendations.keys() | self.now.records.recommendations.keys()
        if len(every) <= _SMALL:
            return ((self.was, self.now),)
        concerned = self._findings
        groups = [concerned, concerned | _some_of(every)]
        if self._settings_differ or self._frameworks:
            groups = [frozenset[str](), _some_of(concerned), concerned]
        reports = self._settings_differ or bool(self._reports)
        return tuple((self.was.only(ids, reports), self.now.only(ids, reports)) for ids in groups)

    def _differs_on(self, day: date) -> bool:
        one, other = self.was.snapshots, self.now.snapshots
        inspections = {**self.was.records.inspections, **self.now.records.inspections} if self._reports else ()
        return any(
            one.inspection_as_recorded(id, day) != other.inspection_as_recorded(id, day) for id in inspections
        ) or any(one.finding_as_recorded(id, day) != other.finding_as_recorded(id, day) for id in self._findings)

    def _order_differs(self, day: date) -> bool:
        one, other = (papers.snapshots.as_recorded(day).by_id for papers in self._ever_more[-1])
        return any(_sort_keys(one[id]) != _sort_keys(other[id]) for id in one.keys() & other.keys())

    @cached_property
    def _settings_differ(self) -> bool:
        return _of_papers(self.was.records) != _of_papers(self.now.records)

    @cached_property
    def _frameworks(self) -> frozenset[str]:
        """The frameworks that do not say the same."""
        both = [_facts(side.records.frameworks) for side in (self.was, self.now)]
        return frozenset(id for id in both[0].keys() & both[1].keys() if both[0][id] != both[1][id])

    @cached_property
    def _reports(self) -> frozenset[str]:
        """The inspections that are not the same record, or of another framework. One may move the arrows of others."""
        sides = [side.records.inspections for side in (self.was, self.now)]
        of_frameworks = {id for side in sides for id, each in side.items() if each.facts.framework in self._frameworks}
        return frozenset(_not_same(*sides)) | of_frameworks

    @cached_property
    def _findings(self) -> frozenset[str]:
        """The findings that may not be the same: changed ones, those that belong to them, and those of a report."""
        sides = [side.records.recommendations for side in (self.was, self.now)]
        if self._settings_differ:
            return frozenset(sides[0]) | frozenset(sides[1])
        changed = set(_not_same(*sides))
        of_reports = {id for side in sides for id, each in side.items() if each.facts.inspection in self._reports}
        known = sides[0].keys() | sides[1].keys()
        return (self.was.related(changed) | self.now.related(changed) | of_reports) & known


def _some_of(findings: Collection[str]) -> frozenset[str]:
    listed = sorted(findings)
    return frozenset(listed[:: max(1, len(listed) // _SAMPLE)])


def _sort_keys(finding: Recommendation) -> tuple[object, ...]:
    return finding.parent, finding.sort_key, finding.status_since, finding.due


def _of_papers(records: Records) -> RegisterFacts:
    """The settings of which papers say anything: of the statuses those that a finding has or had."""
    used = {status for record in records.recommendations.values() for status in statuses_of(record)}
    statuses = tuple(status for status in records.settings.statuses if status.id in used)
    return records.settings.model_copy(update={**dict.fromkeys(_OF_THE_SITE), "statuses": statuses})


def _facts(records: Mapping[str, Record]) -> dict[str, object]:
    return {id: record.facts.model_copy(update={"corrections": ()}) for id, record in records.items()}


def _not_same(some: Mapping[str, Record], others: Mapping[str, Record]) -> list[str]:
    return [id for id in {**some, **others} if some.get(id) is not others.get(id)]


def statuses_of(record: Record) -> set[str]:
    """The ids of the statuses that a finding has or had."""
    return {record.facts.status, *(entry.status for entry in record.facts.history if entry.status)}
