"""Rules about the steps promised, their outcomes, and the reasons for red findings."""

from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.history import known_on
from register.records.model import Colour, Outcome
from register.records.record import Record
from register.records.steps import standing_step, steps_of

_OUTCOMES = ", ".join(Outcome)


def _ended(context: Context) -> set[str]:
    return {id for id, status in context.records.statuses.items() if status.ended}


@error(Kind.RECOMMENDATION)
def outcome_without_step(record: Record, context: Context) -> Iterator[Issue]:
    """An outcome says what became of the step promised before it, but there is no such step.

    Give the step in an entry before it, or say what was done in the reason.

    Write `reason: The plan is signed.`, not `outcome: done`.
    """
    history = record.facts.history if record.sound("history") else ()
    for index, entry in enumerate(history):
        if entry.outcome and not standing_step(steps_of(history[:index], _ended(context))):
            message = "there is no step before this outcome"
            advice = "leave the outcome out and say in the reason what was done, or give the step in an entry before"
            yield Issue(record.source.span("history", index, "outcome"), message, advice)


@warning(Kind.RECOMMENDATION)
def step_without_outcome(record: Record, context: Context) -> Iterator[Issue]:
    """The day that a step was promised for has passed, and no entry says what became of it.

    The site and the next paper call it "no outcome recorded". Add an entry with the outcome, and with the next step.
    """
    if not record.sound("history"):
        return
    known = known_on(record.facts.history, context.as_at)
    step = standing_step(steps_of(known, _ended(context)))
    if step and step.now_by and step.now_by < context.as_at:
        given = ((index, entry.next) for index, entry in enumerate(record.facts.history) if entry in known)
        index = max(index for index, promised in given if promised and promised.what == step.what)
        message = f"{quoted(step.what)} was promised for {step.now_by}, and no entry says what became of it"
        span = record.source.span("history", index, "next")
        yield Issue(span, message, f'add an entry with "outcome: ...", one of {_OUTCOMES}')


@warning(Kind.RECOMMENDATION)
def step_after_end(record: Record, context: Context) -> Iterator[Issue]:
    """The finding has ended, and a next step still stands at the top, where readers no longer see it.

    The end takes the place of the step. Say in the history what became of it, and delete the line, or
    reopen the finding.

    In a finding that is closed, write `next:`, not `next: {what: Train the rest}`.
    """
    status = context.status(record) if record.sound("status", "next") else None
    if status and status.ended and record.facts.next:
        message = f"this has ended, but {quoted(record.facts.next.what)} is still its next step"
        advice = "say in the history what became of it before you delete the line, or reopen the finding"
        yield Issue(record.source.key_span("next"), message, advice)


@warning(Kind.RECOMMENDATION)
def red_reason_is_old(record: Record, context: Context) -> Iterator[Issue]:
    """The finding is red, and the newest reason in its history is older than the newest response.

    Members read the newest reason first. Say in a new entry why the finding is red now.
    """
    status = context.status(record) if record.sound("status", "history") else None
    if not status or status.colour is not Colour.RED or not status.outstanding:
        return
    reasons = [(entry.date, index) for index, entry in enumerate(record.facts.history) if entry.reason]
    days = [response.day for response in record.responses if response.day and not response.section.empty]
    if reasons and days and max(days) > max(reasons)[0]:
        day, index = max(reasons)
        message = f"the newest reason is dated {day}, and the newest response {max(days)}"
        span = record.source.span("history", index, "reason")
        yield Issue(span, message, f'add an entry dated {max(days)} with "reason: ..."')
