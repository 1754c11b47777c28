"""The steps promised in a history: when each was promised, for which day, and what became of it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date

from register.records.model import HistoryEntry, NextStep, Outcome


@dataclass(frozen=True)
class Step:
    """A step that was promised. It stands until its outcome is recorded, or a new step or the end takes it over.

    days: each day that it was promised for (None: none was named), with the day since which; the first is that of the
    promise, a later one moved it. ended: the day from which on it stands no more, with its outcome where one is
    recorded.
    """

    what: str
    days: tuple[tuple[date, date | None], ...]
    outcome: Outcome | None = None
    ended: date | None = None

    @property
    def promised(self) -> date:
        """The day on which it was promised."""
        return self.days[0][0]

    @property
    def by(self) -> date | None:
        """The first day that it was promised for: one that is done later is late."""
        return next((by for _, by in self.days if by), None)

    @property
    def now_by(self) -> date | None:
        """The day that it was last moved to: once that has passed, an outcome is missing."""
        return next((by for _, by in reversed(self.days) if by), None)

    @property
    def passed(self) -> tuple[date, ...]:
        """The days after which it still stood, though it had been promised for them."""
        until = (*(since for since, _ in self.days[1:]), self.ended or date.max)
        return tuple(by for (_, by), end in zip(self.days, until, strict=True) if by and by < end)

    @property
    def next(self) -> NextStep:
        """The step as a record gives it, with the day that it was last moved to."""
        return NextStep(what=self.what, by=self.now_by)

    def stood_on(self, day: date) -> bool:
        """Whether it was promised by the day, and stood then."""
        return self.promised <= day and (self.ended is None or self.ended > day)


def steps_of(history: Iterable[HistoryEntry], ended: Collection[str]) -> tuple[Step, ...]:
    """Every step that the history promises, in order; ended: the ids of the statuses that end a finding.

    The same words with another day are the same step, moved.
    """
    steps: list[Step] = []
    standing: Step | None = None
    for entry in history:
        ends = entry.status in ended
        if standing and (entry.outcome or ends or (entry.next and entry.next.what != standing.what)):
            steps.append(replace(standing, outcome=entry.outcome, ended=entry.date))
            standing = None
        if entry.next and not ends:
            day = entry.date, entry.next.by
            standing = replace(standing, days=(*standing.days, day)) if standing else Step(entry.next.what, (day,))
    return (*steps, standing) if standing else tuple(steps)


def standing_step(steps: Iterable[Step]) -> Step | None:
    """The step that stands after all of these; None where none does."""
    last = next(reversed(tuple(steps)), None)
    return last if last and last.ended is None else None
