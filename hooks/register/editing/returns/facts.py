"""What a return shows of a finding: the facts in the cells that are locked."""

from collections.abc import Mapping
from datetime import date

from register.editing.plain_words import plain_text
from register.editing.returns.columns import Column
from register.records.model import NextStep
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say, say_day


def facts_of(finding: Recommendation) -> Mapping[Column, str | date]:
    """What the register holds of a finding, by the column that shows it."""
    return {
        Column.ID: finding.id,
        Column.FINDING: finding.title,
        Column.WORDS: plain_text(finding.official_words),
        Column.STATUS: finding.status.label,
        Column.DUE: due_shown(finding.due),
        Column.STEP: step_shown(finding.next),
        Column.SAID: _said_last(finding),
    }


def due_shown(day: date | None) -> date | str:
    """What stands in the column of the due date."""
    return day or say("return-no-day")


def step_shown(step: NextStep | None) -> str:
    """What stands in the column of the step promised."""
    if not step:
        return say("return-no-step")
    return say("return-step", what=step.what, day=step.by) if step.by else step.what


def _said_last(finding: Recommendation) -> str:
    latest = finding.latest_response
    return f"{say_day(latest.day)}: {plain_text(latest.html)}" if latest else say("return-nothing-said")
