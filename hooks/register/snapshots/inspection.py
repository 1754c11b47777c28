"""Inspections and their frameworks as values of a snapshot: the grades as a table shows them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from register.records.model import UNGRADED, FrameworkFacts, Grade, Pillar, Progress, Question

Heading = tuple[Pillar | None, Question | None]
"""What a grade or a part of a report is about: a pillar, or a question of one or of none; (None, None): the whole."""


@dataclass(frozen=True)
class Framework:
    """An inspection cycle: its pillars, questions and grades."""

    id: str
    facts: FrameworkFacts
    inspectorate: str

    def pillar(self, id: str | None) -> Pillar | None:
        """The pillar of that id."""
        return next((pillar for pillar in self.facts.pillars if pillar.id == id), None)

    def question(self, id: str | None) -> Question | None:
        """The question of that id."""
        return next((question for question in self.facts.questions if question.id == id), None)

    @property
    def headings(self) -> tuple[Heading, ...]:
        """All that a report can speak of: each pillar with its questions, the whole, then questions of no pillar."""
        found: list[Heading] = []
        for pillar in (*self.facts.pillars, None):
            belonging = (each for each in self.facts.questions if each.pillar == (pillar.id if pillar else None))
            found += [(pillar, None), *((pillar, question) for question in belonging)]
        return tuple(found)

    def grade(self, id: str | None) -> Grade | None:
        """The grade of that id; `ungraded` exists in every framework."""
        known = next((grade for grade in self.facts.grades if grade.id == id), None)
        return known or (Grade(id=UNGRADED, label="Ungraded", ranked=False) if id == UNGRADED else None)


@dataclass(frozen=True)
class GradeLine:
    """A grade as a table shows it. progress is computed, stated is what the report says where that is another."""

    pillar: Pillar | None
    question: Question | None
    grade: Grade
    judged: int | None
    previous: Grade | None
    progress: Progress | None
    stated: Progress | None
    note: str | None

    @property
    def label(self) -> str:
        """The name of the pillar or question."""
        return (self.question or self.pillar).label  # type: ignore[union-attr]


@dataclass(frozen=True)
class Inspection:
    """An inspection as it was known: no grades, summary or narrative before its report."""

    id: str
    path: str
    title: str
    framework: Framework
    inspectorates: tuple[str, ...]
    fieldwork_ended: date | None
    published: date | None
    url: str | None
    response_published: date | None
    response_url: str | None
    response_days: int | None  # None: no clock runs
    response_due: date | None
    grades: tuple[GradeLine, ...]
    summary: str
    narratives: Mapping[str, str]  # by id of the question
    formerly: tuple[str, ...]

    @property
    def sort_key(self) -> tuple[int, str]:
        """What inspections are sorted by: the newest report first, after those that are awaited."""
        return (-(self.published or date.max).toordinal(), self.id)
