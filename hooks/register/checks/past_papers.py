"""What past papers would say differently, made from both sides, and which change of which record makes them so.

A paper is past when its day is over. The papers of the records before, with all that was allowed to change, are held
against those of the records now; and each thing that changed is put back alone, to see which of the changed papers it
alters: for a finding, in papers of nothing but itself and what belongs to it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from register.checks.allowed import allowed, explained, records_of, with_lost
from register.checks.comparison import Comparison, Name, NewCorrection, named
from register.checks.papers import ChangedPaper, Papers, changed_papers, days_told, name_of, statuses_of
from register.figures.statements import Difference, differences
from register.records.folder import Kind
from register.records.history import DATED_FIELDS, gives_ever
from register.records.model import UNGRADED
from register.records.places import Place, changed_places, with_place
from register.records.record import Record, Records, speaks_of
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation

_MANY = 20
"""Of more changes than these, the only one of a finding isn't put back to see what it alters."""
_IN_WHOLE = 2
"""Of so many papers the totals are counted, or the whole is made, to tell them: of others only that numbers change."""


class Cause(NamedTuple):
    """What alters past papers: the record as it was and as it is, the place (None: the record is new), the papers."""

    was: Record | None
    now: Record
    place: Place | None
    papers: tuple[ChangedPaper, ...]


@lru_cache(maxsize=1)
def causes_in(since: Comparison) -> tuple[Cause, ...]:
    """Each change since the earlier revision that alters past papers, but for what is allowed; see `causes`.

    There are none where one of the two sides has errors: from such records no paper is made, and none was.
    """
    return tuple(causes(*papers_of(since, since.corrections))) if _has_papers(since) else ()


def alters_papers(now: Record, place: Place, since: Comparison) -> bool:
    """Whether the change at that place of the record alters a past paper, and is told with it."""
    return any(cause.now is now and cause.place == place for cause in causes_in(since))


@lru_cache(maxsize=1)
def _has_papers(since: Comparison) -> bool:
    return can_make_papers(since.before) and can_make_papers(since.now)


def papers_touched_by(new: NewCorrection, since: Comparison) -> tuple[str, ...]:
    """The ids of the meetings whose past papers say something else by what this correction puts right.

    They are those that the message about the change gives to paste. Where the correction names what it puts right in
    another way than the message: of several in one record, those that all together alter, and this one alone.
    """
    was = _before(new.record, since)
    if not _has_papers(since) or was is None:
        return ()
    told = [cause for cause in _causes_of_all(since) if cause.now is new.record]
    if set(new.places) <= {cause.place for cause in told}:
        of_it = (paper for cause in told if cause.place in new.places for paper in cause.papers)
        return tuple(dict.fromkeys(paper.meeting.id for paper in _in_order(of_it)))
    after = _with_all_corrections(since)
    around, every = after.around(new.record), since.corrections.get(_name(new.record), ())

    def altered(unlike: Sequence[NewCorrection], meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
        others = [each for each in every if each not in unlike]
        instead = explained(was, new.record, {_name(new.record): others})
        return tuple(paper.was for paper in _papers_with(around, instead, meetings))

    together = altered(every, after.past)
    alone = altered([new], together) if len(every) > 1 else together
    return tuple(meeting.id for meeting in alone)


@lru_cache(maxsize=1)
def _causes_of_all(since: Comparison) -> tuple[Cause, ...]:
    """Each change that alters past papers, also where a correction names it."""
    return tuple(causes(*papers_of(since, {})))


def _before(record: Record, since: Comparison) -> Record | None:
    return next((was for was, now in since.pairs if now is record), None)


def _name(record: Record) -> Name:
    return record.kind, record.id  # type: ignore[return-value]


@lru_cache(maxsize=1)
def _with_all_corrections(since: Comparison) -> Papers:
    return Papers(allowed(since, since.corrections), since.today)


def can_make_papers(records: Records) -> bool:
    """Whether the records can be read, and name only what there is."""
    if any(record.facts is None or record.broken for record in records.all):
        return False
    statuses = records.statuses.keys()
    return (
        all(each.facts.framework in records.frameworks for each in records.inspections.values())
        and all(each.facts.inspection in records.inspections for each in records.recommendations.values())
        and all(_knows_rows(each, records) for each in records.inspections.values())
        and all(each.facts.type in records.types for each in records.recommendations.values())
        and all(speaks_of(each) for each in records.meetings.values())
        and all(given <= statuses for given in map(statuses_of, records.recommendations.values()))
    )


def _knows_rows(inspection: Record, records: Records) -> bool:
    """Whether each grade, and what it is of, is of the inspection's framework."""
    framework = records.frameworks[inspection.facts.framework].facts
    named = {each.id for each in (*framework.pillars, *framework.questions)}
    grades = {UNGRADED, *(grade.id for grade in framework.grades)}
    return all((row.question or row.pillar) in named and row.grade in grades for row in inspection.facts.grades)


def papers_of(since: Comparison, corrections: Mapping[Name, Sequence[NewCorrection]]) -> tuple[Papers, Papers]:
    """The past papers before, with what these corrections name as it is now, and those of now."""
    now = Papers(with_lost(since), since.today)
    return Papers(allowed(since, corrections), since.today, now), now


def causes(was: Papers, now: Papers) -> Iterator[Cause]:
    """Each change that alters past papers, with the papers; never none where a paper is altered."""
    changed = changed_papers(was, now)
    if not changed:
        return
    before = named(was.records)
    both = [(before.get(name), record) for name, record in named(now.records).items()]
    candidates = [cause for one, record in both if one is not record for cause in _candidates(one, record)]
    if len(candidates) == 1:  # as it is most often: it needn't be put back to see what it alters
        found = [candidates[0]._replace(papers=changed)]
    else:
        found = [cause for cause in _all_followed(candidates, was, now, changed) if cause.papers]
    if not found:  # only several changes together alter them
        record = now.records.meetings[changed[0].meeting.id]
        found = [Cause(was.records.meetings.get(record.id), record, None, changed)]
    yield from _told([_with_rest(found[0], found, changed), *found[1:]], was, now)


def _with_rest(first: Cause, found: Sequence[Cause], changed: Sequence[ChangedPaper]) -> Cause:
    """The first cause with those papers that only several changes together alter, so that each paper is named."""
    told = {paper.was for cause in found for paper in cause.papers}
    rest = (paper for paper in changed if paper.was not in told)
    return first._replace(papers=_in_order((*first.papers, *rest)))


def _in_order(papers: Iterable[ChangedPaper]) -> tuple[ChangedPaper, ...]:
    return tuple(sorted(papers, key=lambda paper: (paper.was.as_at, paper.was.id)))


def _told(found: Sequence[Cause], was: Papers, now: Papers) -> Iterator[Cause]:
    """The causes, each with what its first paper would say as the whole paper says it."""
    firsts = {cause.papers[0].was.id: cause.papers[0] for cause in found if cause.papers[0].numbers}
    totals = {id: _totals(paper, was, now) for id, paper in [*firsts.items()][:_IN_WHOLE]}
    wholes: dict[str, tuple[Difference, ...]] = {}
    for cause in found:
        first, *others = cause.papers
        numbers = (each for each in totals.get(first.was.id, ()) if name_of(each) in first.numbers)
        told = (*numbers, *first.sure)
        if not told and (first.was.id in wholes or len(wholes) < _IN_WHOLE):
            told = wholes.setdefault(first.was.id, differences(was.of(first.was), now.of(first.meeting)))
        yield cause._replace(papers=(first._replace(differences=told, whole=True), *others))


def _totals(paper: ChangedPaper, was: Papers, now: Papers) -> tuple[Difference, ...]:
    return differences(was.totals_of(paper.was), now.totals_of(paper.meeting))


def _candidates(one: Record | None, record: Record) -> Iterator[Cause]:
    """Each change of a record, as if it altered no paper; not that of a top value that the history gives."""
    for place in changed_places(one, record) if one else (None,):
        if not (one and place and _is_of_today(place, one) and _is_of_today(place, record)):
            yield Cause(one, record, place, ())


def _is_of_today(place: Place, record: Record) -> bool:
    """Whether the place is a field at the top that only repeats the last word of the history."""
    return record.kind is Kind.RECOMMENDATION and place.name in DATED_FIELDS and gives_ever(record.facts, place.name)


def _all_followed(
    candidates: Sequence[Cause], was: Papers, now: Papers, changed: Sequence[ChangedPaper]
) -> Iterator[Cause]:
    """Each change with those of the changed papers that it alters.

    The only change of a finding is known by lines about that finding, and by what counts it. Else it is put back; of
    very many, it is held to alter each paper in which something differs that it may have a part in.
    """
    changes, many = Counter(id(cause.now) for cause in candidates), len(candidates) > _MANY
    lines = [(paper, _lines_of(paper)) for paper in changed]
    for cause in candidates:
        alone = changes[id(cause.now)] == 1 and cause.now.kind is Kind.RECOMMENDATION and cause.was is not None
        counts = _WITHOUT_WORDS if many else _COUNTED
        sure = [_of(cause.now, paper, told, was, now, counts, many) for paper, told in lines] if alone else []
        sure = [paper for paper in sure if paper.differences]
        known = {paper.was for paper in sure}
        others = [] if alone and many else [paper for paper in changed if paper.was not in known]
        yield cause._replace(papers=_in_order((*sure, *_followed(cause, now, others).papers)))


def _lines_of(paper: ChangedPaper) -> Mapping[frozenset[str], tuple[Difference, ...]]:
    """What differs in the paper by the findings that it names."""
    found: dict[frozenset[str], tuple[Difference, ...]] = {}
    for each in paper.differences:
        found[each.findings] = (*found.get(each.findings, ()), each)
    return found


def _followed(cause: Cause, now: Papers, changed: Sequence[ChangedPaper]) -> Cause:
    """The change with those of the changed papers that it alters: of a new finding, those that count it."""
    record = cause.now
    if cause.was and cause.place:
        around = now.around(record)
        meetings = [paper.was for paper in changed if _may_be_of(around, record, paper)]
        instead = with_place(record, cause.was, cause.place)
        return cause._replace(papers=_papers_with(around, instead, meetings) if meetings else ())
    if record.kind is Kind.RECOMMENDATION:
        counted = (each for each in changed if now.snapshots.finding_as_recorded(record.id, each.meeting.as_at))
        return cause._replace(papers=tuple(each._replace(differences=()) for each in counted))
    before = Papers(records_of(_without(record, now.records), now.records), now.today, now)
    return cause._replace(papers=_altered(before, now, [paper.was for paper in changed]))


def _of(
    record: Record,
    paper: ChangedPaper,
    lines: Mapping[frozenset[str], tuple[Difference, ...]],
    was: Papers,
    now: Papers,
    counts: Callable[[Recommendation], object],
    shared: bool,
) -> ChangedPaper:
    """The paper with what differs in lines about that finding alone, and in numbers if it is counted otherwise.

    shared: in lines about others too. counts: that by which a finding is counted.
    """
    id: str = record.id  # type: ignore[assignment]
    own = [each for named, told in lines.items() if named == {id} or (shared and id in named) for each in told]
    numbers = lines.get(frozenset(), ())
    if numbers and _counted(id, was, paper.was, counts) != _counted(id, now, paper.was, counts):
        own += numbers
    return paper._replace(differences=tuple(own))


def _counted(
    finding: str, papers: Papers, meeting: Meeting, counts: Callable[[Recommendation], object]
) -> list[object]:
    """As what the paper counts the finding on each day that it tells of."""
    found = (papers.snapshots.finding_as_recorded(finding, day) for day in days_told(meeting))
    return [each and counts(each) for each in found]


_COUNTED = attrgetter("status", "type")
_WITHOUT_WORDS = attrgetter(*({each.name for each in fields(Recommendation)} - {"title", "official_words", "evidence"}))


def _may_be_of(around: Papers, record: Record, paper: ChangedPaper) -> bool:
    """Whether something that differs in the paper names the finding, or what belongs to it, or no finding at all."""
    about = around.records.recommendations.keys()
    return record.kind is not Kind.RECOMMENDATION or any(
        not each.findings or each.findings & about for each in paper.differences
    )


def _without(new: Record, records: Records) -> Iterable[Record]:
    """The records without a new one, and without the findings of a new report."""
    for record in named(records).values():
        of_it = record.kind is Kind.RECOMMENDATION and record.facts.inspection == new.id
        if record is not new and not (of_it and new.kind is Kind.INSPECTION):
            yield record


def _papers_with(now: Papers, instead: Record, meetings: Iterable[Meeting]) -> tuple[ChangedPaper, ...]:
    """What the papers of these meetings say differently now than with this state of one record."""
    return _altered(now.having(instead), now, meetings)


def _altered(was: Papers, now: Papers, meetings: Iterable[Meeting]) -> tuple[ChangedPaper, ...]:
    try:
        return changed_papers(was, now, [meeting for meeting in meetings if meeting.id in was.meetings])
    except (KeyError, AttributeError):  # put back alone, it names what is not there
        return ()
