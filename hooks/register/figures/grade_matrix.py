"""The grades of the last reports side by side, where their frameworks may be compared."""

from dataclasses import dataclass

from register.records.model import Grade, Pillar, Question
from register.snapshots.inspection import Framework, Heading, Inspection
from register.snapshots.snapshot import Snapshot

LAST_REPORTS = 5
"""So many reports have a column, at most."""


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
