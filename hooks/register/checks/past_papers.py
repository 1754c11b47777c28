"""What past papers would say differently, made from both sides, and which change of which record makes them so.

A paper is past when its day is over. The papers of the records before, with all that was allowed to change, are held
against those of the records now; and each thing that changed is put back alone, to see which papers it alters.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import NamedTuple

from register.checks.allowed import allowed, records_of, with_lost
from register.checks.comparison import Comparison, Name, NewCorrection, named
from register.figures.blocks import Block, paragraph
from register.figures.paper import Paper, make_paper
from register.figures.statements import Difference, Told, differences, told
from register.records.folder import Kind
from register.records.model import RegisterFacts
from register.records.places import Place, changed_places, with_place
from register.records.record import Record, Records, speaks_of
from register.snapshots.meetings import Meeting, PaperState, meetings_of, paper_states
from register.snapshots.snapshot import Recommendation
from register.snapshots.snapshots import Snapshots

_OF_THE_SITE = ("notice", "timezone", "licence", "contact", "body", "began", "corrections")
"""The settings that no paper says anything of."""
_MOST = 10
"""So many changes are followed into the papers that they alter: whoever has more corrects these first."""


class ChangedPaper(NamedTuple):
    """A past paper that would say something else: its meeting as it was and is, and what differs."""

    was: Meeting
    meeting: Meeting
    differences: tuple[Difference, ...]


class Cause(NamedTuple):
    """What alters past papers: the record as it was and as it is, the place (None: the record is new), the papers."""

    was: Record | None
    now: Record
    place: Place | None
    papers: tuple[ChangedPaper, ...]


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

    def only(self, findings: frozenset[str]) -> "Papers":
        """The papers with no other findings than these."""
        kept = {id: record for id, record in self.records.recommendations.items() if id in findings}
        return Papers(replace(self.records, recommendations=kept), self.today)

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


def _blocks(paper: Paper) -> tuple[Block, ...]:
    """The paper with whose it is, and without what was put right later, which is only ever added to it."""
    from register.figures.paper_blocks import (
        paper_blocks,
    )  # its sentences take long to load, and a check alone has none

    return (paragraph(paper.snapshot.settings.organisation), *paper_blocks(replace(paper, corrections=())))


def changed_papers(was: Papers, now: Papers) -> tuple[ChangedPaper, ...]:
    """The papers that were given and would say something else now, the oldest first.

    Of the first, everything that differs is told; of the others, where only findings changed, what is told of those.
    """
    touched, found = _Touched(was, now), []
    for meeting in was.past:
        other = now.meetings.get(meeting.id)
        if other and touched.may_differ(meeting, other):
            differing = touched.differences(meeting, other, whole=not found)
            found += [ChangedPaper(meeting, other, differing)] if differing else []
    return tuple(found)


@dataclass(frozen=True)
class _Touched:
    """Tells quickly of most papers whether they are the same, by what is not the same record on both sides.

    Every number of a paper is a sum over the findings, so papers differ where those of the changed findings alone do.
    """

    was: Papers
    now: Papers

    def may_differ(self, meeting: Meeting, other: Meeting) -> bool:
        """Whether anything that the paper tells of is not the same on its day, or on that of the paper before."""
        if meeting != other or self._settings_differ or self._frameworks_differ:
            return True
        days = [day for day in (meeting.as_at, meeting.previous) if day]
        return any(self._differs_on(day) for day in days)

    def differences(self, meeting: Meeting, other: Meeting, whole: bool) -> tuple[Difference, ...]:
        """What differs. whole: in the paper itself; else in a paper of the changed findings, if that will do."""
        alone = meeting == other and not (self._settings_differ or self._frameworks_differ or self._reports)
        if alone:
            found = differences(self._changed_only[0].of(meeting), self._changed_only[1].of(other))
            of_the_whole = any(not (each.now or each.was).subject for each in found)  # type: ignore[union-attr]
            if (found and not (whole and of_the_whole)) or not (found or self._order_differs(meeting.as_at)):
                return found
        return differences(self.was.of(meeting), self.now.of(other))

    def _differs_on(self, day: date) -> bool:
        one, other = self.was.snapshots, self.now.snapshots
        inspections = {**self.was.records.inspections, **self.now.records.inspections} if self._reports else ()
        return any(
            one.inspection_as_recorded(id, day) != other.inspection_as_recorded(id, day) for id in inspections
        ) or any(one.finding_as_recorded(id, day) != other.finding_as_recorded(id, day) for id in self._findings)

    def _order_differs(self, day: date) -> bool:
        one, other = self.was.snapshots, self.now.snapshots
        both = ((one.finding_as_recorded(id, day), other.finding_as_recorded(id, day)) for id in self._findings)
        return any(was and now and _sort_keys(was) != _sort_keys(now) for was, now in both)

    @cached_property
    def _changed_only(self) -> tuple[Papers, Papers]:
        """The papers of both sides with no other findings than those that may not be the same."""
        findings = frozenset(self._findings)
        return self.was.only(findings), self.now.only(findings)

    @cached_property
    def _settings_differ(self) -> bool:
        return _of_papers(self.was.records) != _of_papers(self.now.records)

    @cached_property
    def _frameworks_differ(self) -> bool:
        return _facts(self.was.records.frameworks) != _facts(self.now.records.frameworks)

    @cached_property
    def _reports(self) -> frozenset[str]:
        """The inspections that are not the same record. One of them may move the arrows of others."""
        return frozenset(_not_same(self.was.records.inspections, self.now.records.inspections))

    @cached_property
    def _findings(self) -> tuple[str, ...]:
        """The findings that may not be the same: changed ones, those that belong to them, and those of a report."""
        sides = [side.records.recommendations for side in (self.was, self.now)]
        changed = set(_not_same(*sides))
        found = set(changed)
        for record in (record for side in sides for record in side.values()):
            others = {record.facts.parent, record.facts.superseded_by, record.facts.repeats}
            if others & changed or record.facts.inspection in self._reports:
                found.add(record.id)
            if record.id in changed and record.facts.parent:
                found.add(record.facts.parent)
        return tuple(sorted(found))


def _sort_keys(finding: Recommendation) -> tuple[object, ...]:
    return finding.parent, finding.sort_key, finding.status_since, finding.due


def _of_papers(records: Records) -> RegisterFacts:
    """The settings of which papers say anything: of the statuses those that a finding has or had."""
    used = {status for record in records.recommendations.values() for status in _statuses_of(record)}
    statuses = tuple(status for status in records.settings.statuses if status.id in used)
    return records.settings.model_copy(update={**dict.fromkeys(_OF_THE_SITE), "statuses": statuses})


def _facts(records: Mapping[str, Record]) -> dict[str, object]:
    return {id: record.facts.model_copy(update={"corrections": ()}) for id, record in records.items()}


def _not_same(some: Mapping[str, Record], others: Mapping[str, Record]) -> list[str]:
    return [id for id in {**some, **others} if some.get(id) is not others.get(id)]


# Which change alters which papers


@lru_cache(maxsize=1)
def causes_in(since: Comparison) -> tuple[Cause, ...]:
    """Each change since the earlier revision that alters past papers, but for what is allowed; see `causes`.

    There are none where one of the two sides has errors: from such records no paper is made, and none was.
    """
    return tuple(causes(*papers_of(since, since.corrections))) if _has_papers(since) else ()


@lru_cache(maxsize=1)
def _has_papers(since: Comparison) -> bool:
    return can_make_papers(since.before) and can_make_papers(since.now)


def papers_touched_by(new: NewCorrection, since: Comparison) -> tuple[ChangedPaper, ...]:
    """The past papers that say something else by what this correction puts right."""
    if not _has_papers(since):
        return ()
    others = {name: tuple(other for other in listed if other is not new) for name, listed in since.corrections.items()}
    after = Papers(allowed(since, since.corrections), since.today)
    return changed_papers(Papers(allowed(since, others), since.today, after), after)


def can_make_papers(records: Records) -> bool:
    """Whether the records can be read, and name only what there is."""
    if any(record.facts is None or record.broken for record in records.all):
        return False
    statuses = records.statuses.keys()
    return (
        all(each.facts.framework in records.frameworks for each in records.inspections.values())
        and all(each.facts.inspection in records.inspections for each in records.recommendations.values())
        and all(speaks_of(each) for each in records.meetings.values())
        and all(given <= statuses for given in map(_statuses_of, records.recommendations.values()))
    )


def _statuses_of(record: Record) -> set[str]:
    return {record.facts.status, *(entry.status for entry in record.facts.history if entry.status)}


def papers_of(since: Comparison, corrections: Mapping[Name, Sequence[NewCorrection]]) -> tuple[Papers, Papers]:
    """The past papers before, with what these corrections name as it is now, and those of now."""
    now = Papers(with_lost(since), since.today)
    return Papers(allowed(since, corrections), since.today, now), now


def causes(was: Papers, now: Papers) -> Iterator[Cause]:
    """Each change that alters past papers, with the papers; at most ten, but never none where a paper is altered."""
    changed = changed_papers(was, now)
    if not changed:
        return
    found = 0
    candidates = list(_candidates(was, now))
    if len(candidates) == 1:  # as it is most often: it needn't be put back to see what it alters
        yield candidates[0]._replace(papers=changed)
        return
    for cause in (_followed(candidate, was, now) for candidate in candidates):
        if cause.papers:
            yield cause
            found += 1
        if found == _MOST:
            return
    if not found:  # only several changes together alter them
        record = now.records.meetings[changed[0].meeting.id]
        yield Cause(was.records.meetings.get(record.id), record, None, changed)


def _candidates(was: Papers, now: Papers) -> Iterator[Cause]:
    """Everything that changed, as if it altered no paper."""
    before = named(was.records)
    for name, record in named(now.records).items():
        one = before.get(name)
        if one is None:
            yield Cause(None, record, None, ())
        elif one is not record:
            yield from (Cause(one, record, place, ()) for place in changed_places(one, record))


def _followed(cause: Cause, was: Papers, now: Papers) -> Cause:
    """The change with the papers that it alters: of a new finding those that count it."""
    record = cause.now
    if cause.was is None and record.kind is Kind.RECOMMENDATION:
        known = (meeting for meeting in was.past if now.snapshots.finding_as_recorded(record.id, meeting.as_at))
        return cause._replace(papers=tuple(ChangedPaper(meeting, meeting, ()) for meeting in known))
    return cause._replace(papers=_papers_with(was, now, _put_back(cause, now.records)))


def _put_back(cause: Cause, records: Records) -> Iterable[Record]:
    """The records of now with the change put back: without a new record, and without the findings of a new report."""
    listed = named(records)
    if cause.was and cause.place:
        return {**listed, (cause.now.kind, cause.now.id): with_place(cause.now, cause.was, cause.place)}.values()  # type: ignore[dict-item]
    of_it = (
        record
        for record in listed.values()
        if record.kind is Kind.RECOMMENDATION
        and cause.now.kind is Kind.INSPECTION
        and record.facts.inspection == cause.now.id
    )
    gone = {id(cause.now), *map(id, of_it)}
    return (record for record in listed.values() if id(record) not in gone)


def _papers_with(was: Papers, now: Papers, records: Iterable[Record]) -> tuple[ChangedPaper, ...]:
    """What the papers say differently now than with these records, of those that were given."""
    try:
        restored = Papers(records_of(records, now.records), now.today, now)
        past = {meeting.id for meeting in was.past}
        return tuple(paper for paper in changed_papers(restored, now) if paper.meeting.id in past)
    except (KeyError, AttributeError):  # put back alone, it names what is not there
        return ()
