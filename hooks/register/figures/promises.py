"""What became of the steps that were promised: of a finding, an owner, a meeting or the whole register.

Each step is counted once, as at the day.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from register.records.model import Outcome
from register.records.steps import Step
from register.snapshots.snapshot import Recommendation, Snapshot


class StepState(StrEnum):
    """What became of a step."""

    DONE = "done"
    DONE_LATE = "done-late"
    PARTLY = "partly"
    NOT_DONE = "not-done"
    DROPPED = "dropped"
    REPLACED = "replaced"
    NO_OUTCOME = "no-outcome"
    TO_COME = "to-come"


def state_of(step: Step, day: date) -> StepState:
    """What became of the step by the day. One without a date is never late.

    Of several dates, the first says whether it was done late, and the last whether an outcome is missing.
    """
    if step.outcome is Outcome.DONE:
        late = step.by and step.ended and step.ended > step.by
        return StepState.DONE_LATE if late else StepState.DONE
    if step.outcome:
        return StepState(step.outcome)
    if step.ended:
        return StepState.REPLACED
    return StepState.NO_OUTCOME if step.now_by and step.now_by < day else StepState.TO_COME


@dataclass(frozen=True)
class PromisedStep:
    """A step with its finding, and what became of it."""

    finding: Recommendation
    step: Step
    state: StepState


@dataclass(frozen=True)
class Promises:
    """The steps promised, and how many of them are in each state, zeros left out."""

    steps: tuple[PromisedStep, ...]

    @property
    def promised(self) -> int:
        """How many there are."""
        return len(self.steps)

    @property
    def by_state(self) -> tuple[tuple[StepState, int], ...]:
        """How many are in each state that any is in; they add up to promised."""
        counted = Counter(step.state for step in self.steps)
        return tuple((state, counted[state]) for state in StepState if counted[state])


def promises_of(findings: Iterable[Recommendation], day: date) -> Promises:
    """All steps that these findings, as at the day, ever promised."""
    steps = (PromisedStep(finding, step, state_of(step, day)) for finding in findings for step in finding.steps)
    return Promises(tuple(steps))


def promised_by(before: Snapshot, after: Snapshot) -> Promises:
    """The steps that stood on the day of `before` on findings outstanding then, and what became of them since."""
    found = (
        _became(step, after.by_id[finding.id], after.day)
        for finding in before.recommendations
        if finding.outstanding and finding.id in after.by_id
        for step in finding.steps
        if step.stood_on(before.day)
    )
    return Promises(tuple(found))


def _became(step: Step, finding: Recommendation, day: date) -> PromisedStep:
    """The step as it is known later: what was recorded late may have given it another first day."""
    later = next(
        (each for each in reversed(finding.steps) if each.what == step.what and each.promised <= step.promised), step
    )
    return PromisedStep(finding, later, state_of(later, day))


def without_outcome(snapshot: Snapshot) -> tuple[PromisedStep, ...]:
    """The steps whose day has passed and of which nobody says what became, the longest past first."""
    steps = promises_of(snapshot.recommendations, snapshot.day).steps
    late = (step for step in steps if step.state is StepState.NO_OUTCOME)
    return tuple(sorted(late, key=lambda late: late.step.now_by or date.max))


def steps_due(snapshot: Snapshot, until: date) -> tuple[PromisedStep, ...]:
    """The steps still to come by that day, the nearest first."""
    steps = promises_of(snapshot.recommendations, snapshot.day).steps
    due = (each for each in steps if each.state is StepState.TO_COME and each.step.now_by and each.step.now_by <= until)
    return tuple(sorted(due, key=lambda due: due.step.now_by or date.max))
