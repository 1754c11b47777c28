"""The numbers of each chart, ready to be drawn and to be listed in a table.

A chart is rows of bars; a bar is parts that add up to it. The template places it as SVG and writes the same numbers
below it, so that nothing can be seen that can't be read.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, pairwise
from statistics import median_high

from register.figures.promises import promises_of
from register.records.model import Colour, Grade, Pillar, Question, Status
from register.snapshots.inspection import Framework, Heading, Inspection
from register.snapshots.meetings import PaperState
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

MONTHS_AHEAD = 12
LAST_REPORTS = 5
_YEAR = 365


@dataclass(frozen=True)
class Part:
    """A part of a bar: how many findings, and of which status (None: all alike)."""

    number: int
    status: Status | None


@dataclass(frozen=True)
class Bar:
    """A bar: what it is of, and its parts."""

    of: date | str | tuple[int, int | None]
    parts: tuple[Part, ...]

    @property
    def number(self) -> int:
        """How many findings the parts are together."""
        return sum(part.number for part in self.parts)

    def number_of(self, status: Status) -> int:
        """How many of them are of the status."""
        return sum(part.number for part in self.parts if part.status == status)


def bar_of(day: date, counted: Counter[str], statuses: Iterable[Status]) -> Bar:
    """The bar of a day with a part for each of the statuses that is counted, by its id."""
    return Bar(day, tuple(Part(counted[status.id], status) for status in statuses if counted[status.id]))


def status_over_time(snapshots: Snapshots, snapshot: Snapshot) -> tuple[Bar, ...]:
    """The outstanding findings by status as at each meeting's paper, the oldest first, and as at the day."""
    return tuple(map(_outstanding, positions(snapshots, snapshot)))


def positions(snapshots: Snapshots, snapshot: Snapshot) -> tuple[Snapshot, ...]:
    """The register as at each meeting's paper before the day, the oldest first, and as at the day."""
    given = snapshot.meetings_with_paper(PaperState.GIVEN)
    past = sorted({meeting.as_at for meeting in given} - {snapshot.day})
    return (*map(snapshots.as_recorded, past), snapshot)


def _outstanding(snapshot: Snapshot) -> Bar:
    counted = Counter(finding.status.id for finding in snapshot.recommendations)
    return bar_of(snapshot.day, counted, (status for status in snapshot.statuses if status.outstanding))


# How bars are drawn. The unit is that of the drawing itself, which is 360 wide and scales with the page.
_WIDEST = 357
_LINE = 20  # the height of a label, and of a bar below it
_BASELINE = 14  # of a label, from the top of its line
_PATTERNED = (Colour.AMBER, Colour.GREEN, Colour.BLUE)


@dataclass(frozen=True)
class DrawnPart:
    """A part of a bar as a rectangle: where it begins, how wide it is, its colour, and its pattern if it has one."""

    x: float
    y: int
    width: float
    colour: Colour
    pattern: Colour | None


@dataclass(frozen=True)
class DrawnBar:
    """A bar below its label, whose baseline is at y, with its number and the statuses that this is made of.

    A bar of no findings has no parts.
    """

    label: str
    y: int
    number: int
    legend: tuple[Part, ...]
    parts: tuple[DrawnPart, ...]


@dataclass(frozen=True)
class Drawing:
    """Bars below one another, and how high they are together."""

    height: int
    bars: tuple[DrawnBar, ...]


def draw(bars: Sequence[Bar], name: Callable[[Bar], str]) -> Drawing:
    """The bars on one scale: the longest is as wide as the drawing. name gives the label of a bar."""
    most = max([1, *(bar.number for bar in bars)])
    *tops, bottom = accumulate((2 * _LINE if bar.number else _LINE for bar in bars), initial=0)
    drawn = (_drawn_bar(bar, name(bar), top, most) for bar, top in zip(bars, tops, strict=True))
    return Drawing(bottom + 4, tuple(drawn))


def _drawn_bar(bar: Bar, label: str, top: int, most: int) -> DrawnBar:
    legend = tuple(part for part in bar.parts if part.status)
    return DrawnBar(label, top + _BASELINE, bar.number, legend, _drawn_parts(bar, top + _LINE - 1, most))


def _drawn_parts(bar: Bar, y: int, most: int) -> tuple[DrawnPart, ...]:
    parts = [part for part in bar.parts if part.number]
    colours = [part.status.colour if part.status else Colour.GREY for part in parts]
    widths = [round(part.number / most * _WIDEST, 1) for part in parts]
    return tuple(
        DrawnPart(round(x, 1), y, width, colour, colour if colour in _PATTERNED else None)
        for x, width, colour in zip(accumulate(widths, initial=1), widths, colours, strict=False)
    )


_LIMITS = (0, _YEAR // 4, _YEAR // 2, _YEAR, 2 * _YEAR)


@dataclass(frozen=True)
class TimeToEnd:
    """How long the ended findings took from receipt: bars by days, and the days that half of them took at most.

    A bar is of (more than, up to); the last has no upper limit. half is None where no finding has ended.
    """

    bars: tuple[Bar, ...]
    half: int | None


def time_to_end(snapshot: Snapshot) -> TimeToEnd:
    """The ended findings; withdrawn ones are left out, for they were never work to do."""
    took = [(f.closed - f.received).days for f in snapshot.recommendations if f.closed and not f.withdrawn]
    return TimeToEnd(_by_span(took), median_high(took) if took else None)


def _by_span(found: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each span of days, with how many of the numbers of days are in it."""
    spans = [*pairwise(_LIMITS), (_LIMITS[-1], None)]
    return tuple(Bar(span, (Part(sum(_within(days, *span) for days in found), None),)) for span in spans)


def _within(days: int, more_than: int, up_to: int | None) -> bool:
    return (days > more_than or more_than == 0) and (up_to is None or days <= up_to)


@dataclass(frozen=True)
class Slipped:
    """The outstanding findings whose date was moved to a later one: bars by days, the middle slip, and of how many."""

    bars: tuple[Bar, ...]
    half: int | None
    outstanding: int

    @property
    def moved(self) -> int:
        """How many have slipped."""
        return sum(bar.number for bar in self.bars)


def slipped(snapshot: Snapshot) -> Slipped:
    """How far the dates of outstanding findings are now from the first ones, where they are later."""
    outstanding = [finding for finding in snapshot.recommendations if finding.outstanding]
    slips = [finding.slip for finding in outstanding if finding.slip and finding.slip > 0]
    return Slipped(_by_span(slips), median_high(slips) if slips else None, len(outstanding))


def steps_kept(snapshot: Snapshot) -> tuple[Bar, ...]:
    """The steps that outstanding and ended findings promised, by what became of them."""
    promises = promises_of(snapshot.recommendations, snapshot.day)
    return tuple(Bar(state, (Part(number, None),)) for state, number in promises.by_state)


@dataclass(frozen=True)
class DueAhead:
    """The open findings by when they are due: bars for the next twelve months, and the numbers beside them.

    open = overdue + shown + later + undated.
    """

    bars: tuple[Bar, ...]
    open: int
    overdue: int
    later: int
    undated: int

    @property
    def shown(self) -> int:
        """How many the bars are together."""
        return sum(bar.number for bar in self.bars)


def due_ahead(snapshot: Snapshot) -> DueAhead:
    """The open findings due in each of the next twelve months, the day's own month first, by status."""
    months = [_month_after(snapshot.day, step) for step in range(MONTHS_AHEAD)]
    due: dict[date, Counter[str]] = {month: Counter() for month in months}
    found = [finding for finding in snapshot.recommendations if finding.open]
    ahead = [finding for finding in found if finding.due and not finding.overdue]
    for finding in ahead:
        due.setdefault(finding.due.replace(day=1), Counter())[finding.status.id] += 1  # type: ignore[union-attr]
    bars = tuple(bar_of(month, due[month], snapshot.statuses) for month in months)
    return DueAhead(
        bars,
        open=len(found),
        overdue=sum(finding.overdue for finding in found),
        later=len(ahead) - sum(bar.number for bar in bars),
        undated=sum(finding.due is None for finding in found),
    )


def _month_after(day: date, step: int) -> date:
    months = day.year * 12 + day.month - 1 + step
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class GradeMark:
    """A grade in the matrix: filled of steps squares say how good it is; no steps where it is not a judgment."""

    grade: Grade
    filled: int
    steps: int

    @property
    def squares(self) -> str:
        """The squares themselves."""
        return "■" * self.filled + "□" * (self.steps - self.filled)


@dataclass(frozen=True)
class MatrixLine:
    """The grades of a pillar or of a question, one for each report; None where the report gave none."""

    pillar: Pillar | None
    question: Question | None
    marks: tuple[GradeMark | None, ...]

    @property
    def label(self) -> str:
        """The name of the pillar or question."""
        return (self.question or self.pillar).label  # type: ignore[union-attr]


@dataclass(frozen=True)
class Matrix:
    """The grades of frameworks that may be compared: a column for each of the last reports, the oldest first."""

    frameworks: tuple[Framework, ...]
    inspections: tuple[Inspection, ...]
    lines: tuple[MatrixLine, ...]


def grade_matrices(snapshot: Snapshot) -> tuple[Matrix, ...]:
    """A matrix for each family of comparable frameworks that reports gave grades in, the newest report's first."""
    graded = [inspection for inspection in snapshot.inspections if inspection.grades]
    made: list[Matrix] = []
    for inspection in graded:
        if not any(inspection.framework in matrix.frameworks for matrix in made):
            newest = inspection.framework
            comparable = {newest.id, *newest.facts.comparable_with}
            made.append(_matrix([one for one in graded if one.framework.id in comparable]))
    return tuple(made)


def moves_of(matrix: Matrix) -> tuple[int, int, int]:
    """How many of the newest report's grades are better, worse and the same as the one before in the matrix."""
    moves = []
    for line in matrix.lines:
        *before, last = (mark if mark and mark.steps else None for mark in line.marks)
        earlier = [mark for mark in before if mark]
        if last and earlier:
            moves.append(last.filled - earlier[-1].filled)
    return sum(move > 0 for move in moves), sum(move < 0 for move in moves), moves.count(0)


def _matrix(graded: list[Inspection]) -> Matrix:
    """The reports are given with the newest first, whose framework says how a pillar or question is called."""
    frameworks = {inspection.framework.id: inspection.framework for inspection in graded}
    headings = {
        _ids(*heading): heading for framework in reversed(frameworks.values()) for heading in _graded(framework)
    }
    order = dict.fromkeys(_ids(*heading) for framework in frameworks.values() for heading in _graded(framework))
    oldest_first = tuple(reversed(graded))
    oldest_first = oldest_first[-LAST_REPORTS:]
    lines = (MatrixLine(*headings[ids], tuple(_mark(one, ids) for one in oldest_first)) for ids in order)
    return Matrix(tuple(frameworks.values()), oldest_first, tuple(line for line in lines if any(line.marks)))


Ids = tuple[str | None, str | None]


def _graded(framework: Framework) -> list[Heading]:
    """All that can have a grade: each pillar, and after it its questions."""
    return [heading for heading in framework.headings if any(heading)]


def _ids(pillar: Pillar | None, question: Question | None) -> Ids:
    """What makes two questions or pillars of comparable frameworks the same: the question's id, else the pillar's."""
    return (None, question.id) if question else (pillar.id if pillar else None, None)


def _mark(inspection: Inspection, ids: Ids) -> GradeMark | None:
    grade = next((line.grade for line in inspection.grades if _ids(line.pillar, line.question) == ids), None)
    if grade is None:
        return None
    ranked = [one.id for one in inspection.framework.facts.grades if one.ranked]
    steps = len(ranked) if grade.ranked else 0
    return GradeMark(grade, steps - ranked.index(grade.id) if steps else 0, steps)
