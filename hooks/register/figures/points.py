"""The points that a committee may want to raise, each with the rules that raised it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from register.figures import summary
from register.figures.promises import without_outcome
from register.figures.response_clock import ResponseState, response_clocks
from register.records.model import NOT_ACCEPTED, SUPERSEDED, WITHDRAWN, Colour
from register.snapshots.inspection import Inspection
from register.snapshots.snapshot import Recommendation, Snapshot

AT_MOST = 8
"""So many points stand on a first page; the others are counted."""
_YEAR = 365
_NOT_SIGNED_OFF = (SUPERSEDED, NOT_ACCEPTED, WITHDRAWN)


class PointKind(StrEnum):
    """What raises a point, the gravest first."""

    RED_OVERDUE = "red-overdue"
    RED_SILENT = "red-silent"
    REDATED = "redated"
    YEAR_LATE = "year-late"
    NO_OUTCOME = "no-outcome"
    GREEN_LATE = "green-late"
    DIFFER = "differ"
    NO_EVIDENCE = "no-evidence"
    RESPONSE_LATE = "response-late"


@dataclass(frozen=True)
class Raised:
    """That a rule raised something: what the rule is, and the values of its sentence (days: how many)."""

    kind: PointKind
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Point:
    """Findings, or the response to a report, with the rules that raised them, the gravest first.

    Of several findings the first is a cause of concern, and the others belong to it and were raised by the same rules.
    """

    raised: tuple[Raised, ...]
    findings: tuple[Recommendation, ...] = ()
    report: Inspection | None = None


@dataclass(frozen=True)
class Position:
    """What the rules look at: the register on a day, and the day of the paper before (None: there was none)."""

    snapshot: Snapshot
    since: date | None


# The rules. Each finds what it raises, with the values of its sentence.

Found = Iterable[tuple[Recommendation | Inspection, Mapping[str, object]]]


def _red_overdue(position: Position) -> Found:
    late = summary.overdue(position.snapshot)
    return ((finding, {"days": position.snapshot.days_overdue(finding)}) for finding in late if finding.red)


def _red_silent(position: Position) -> Found:
    """A finding that came since then is news itself."""
    since = position.since
    if since:
        for finding in summary.red(position.snapshot):
            if finding.known_from <= since and finding.last_word <= since:
                yield finding, {"since": since}


def _redated(position: Position) -> Found:
    often = summary.often_redated(position.snapshot)
    return ((finding, {"count": finding.times_redated}) for finding in often)


def _year_late(position: Position) -> Found:
    for finding in summary.past_first_date(position.snapshot):
        days = position.snapshot.days_past_first(finding)
        if days >= _YEAR:
            yield finding, {"days": days}


def _no_outcome(position: Position) -> Found:
    for promised in without_outcome(position.snapshot):
        if promised.finding.outstanding:
            yield promised.finding, {}


def _green_late(position: Position) -> Found:
    for finding in summary.overdue(position.snapshot):
        if finding.status.colour is Colour.GREEN:
            yield finding, {"days": position.snapshot.days_overdue(finding)}


def _differ(position: Position) -> Found:
    for finding in summary.judged_otherwise(position.snapshot):
        judges = position.snapshot.last_judges(finding)
        yield finding, {"ended": "yes" if finding.ended else "no", "inspectorates": judges}


def _no_evidence(position: Position) -> Found:
    """What was signed off since the last meeting, while nobody has said since then what was done.

    A paper knows no evidence, which bears no date: see snapshots/findings.py.
    """
    since = position.since or date.min
    for finding in position.snapshot.recommendations:
        signed_off = finding.ended and finding.status.id not in _NOT_SIGNED_OFF and not finding.withheld
        shown = finding.evidence or any(each.known_from > since for each in finding.responses)
        if signed_off and not shown and finding.closed and finding.closed > since:
            yield finding, {"day": finding.closed}


def _response_late(position: Position) -> Found:
    for clock in response_clocks(position.snapshot):
        if clock.state is ResponseState.LATE:
            yield clock.inspection, {"days": clock.days}


RULES: tuple[tuple[PointKind, Callable[[Position], Found]], ...] = (
    (PointKind.RED_OVERDUE, _red_overdue),
    (PointKind.RED_SILENT, _red_silent),
    (PointKind.REDATED, _redated),
    (PointKind.YEAR_LATE, _year_late),
    (PointKind.NO_OUTCOME, _no_outcome),
    (PointKind.GREEN_LATE, _green_late),
    (PointKind.DIFFER, _differ),
    (PointKind.NO_EVIDENCE, _no_evidence),
    (PointKind.RESPONSE_LATE, _response_late),
)
"""Every rule, the gravest first."""


def points(snapshot: Snapshot, since: date | None) -> tuple[Point, ...]:
    """Every point to raise, the gravest first: by the gravest rule that raised it, then in the order of that rule."""
    raised: dict[str, list[Raised]] = {}
    reports: list[Point] = []
    position = Position(snapshot, since)
    for kind, found_by in RULES:
        for subject, values in found_by(position):
            if isinstance(subject, Inspection):
                reports.append(Point((Raised(kind, values),), report=subject))
            else:
                _note(raised.setdefault(subject.id, []), Raised(kind, values))
    of_findings = (Point(tuple(raised[id]), (snapshot.by_id[id],)) for id in raised)
    return (*sorted(_together(tuple(of_findings)), key=_gravity), *reports)


def _note(known: list[Raised], raised: Raised) -> None:
    """Adds what a rule raised, once for each rule."""
    if raised.kind not in {each.kind for each in known}:
        known.append(raised)


def _together(found: tuple[Point, ...]) -> Iterator[Point]:
    """The points, those of a cause of concern and of what belongs to it as one where the same rules raised both."""
    by_id = {point.findings[0].id: point for point in found}
    joined: dict[str, list[Recommendation]] = {}
    for point in found:
        finding = point.findings[0]
        parent = by_id.get(finding.parent or "")
        same = parent and parent.raised == point.raised
        joined.setdefault(finding.parent if same else finding.id, []).append(finding)  # type: ignore[arg-type]
    for id, findings in joined.items():
        others = (finding for finding in findings if finding.id != id)
        yield Point(by_id[id].raised, (by_id[id].findings[0], *others))


def _gravity(point: Point) -> int:
    return list(PointKind).index(point.raised[0].kind)
