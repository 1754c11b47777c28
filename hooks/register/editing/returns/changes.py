"""Judges an answer beside the record as it is now: what it would change, what it lacks, and what changed meanwhile."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from register.checks.advice import quoted
from register.editing.plain_words import as_markdown, plain_text
from register.editing.returns.answers import Answer, Value
from register.editing.returns.columns import Column, outcome_labels
from register.editing.returns.envelope import Envelope
from register.editing.returns.facts import due_shown, step_shown
from register.editing.returns.remark import Remark, RemarkKind
from register.editing.returns.request import Sent, State, dated_responses, fingerprint_of, state_of
from register.records.markdown import render
from register.records.model import HistoryEntry, NextStep, Status
from register.records.record import Record, Records
from register.records.responses import WrittenResponse
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say_day


@dataclass(frozen=True)
class Change:
    """What an answer changes: an entry of the history, and what was said, as Markdown; either may be none."""

    entry: HistoryEntry | None
    response: str
    told: tuple[str, ...]


@dataclass(frozen=True)
class Judged:
    """An answer, judged: the finding, the change that it makes, if any, and what is to be said about it."""

    finding: Recommendation
    answer: Answer
    change: Change | None
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class Now:
    """The register as it is now, and the day that the changes get."""

    records: Records
    snapshot: Snapshot
    day: date

    @property
    def statuses(self) -> Mapping[str, Status]:
        """The statuses by their ids."""
        return self.records.statuses

    def label(self, status: str) -> str:
        """The label of a status; its id where the register no longer has it."""
        return self.statuses[status].label if status in self.statuses else status


def judged(answer: Answer, envelope: Envelope, finding: Recommendation, now: Now, accepted: bool) -> Judged:
    """The answer beside the finding as it stands now. accepted: it holds, though the record was changed meanwhile."""
    record = now.records.recommendations[finding.id]
    sent = envelope.sent[answer.id]
    left = _not_yet_recorded(answer, sent, record, finding)
    meanwhile = tuple(_changed_meanwhile(sent, record, finding, now))
    if not left.values:
        said = ("this is already in the register",) if answer.values else meanwhile
        return Judged(finding, answer, None, tuple(_note(answer, text) for text in said))
    conflicts = tuple(_conflicts(left, sent, finding, now))
    remarks = (*_missing(left, finding, now), *(_unless_accepted(conflict, accepted) for conflict in conflicts))
    if meanwhile and not conflicts:
        remarks = (*remarks, *(_note(left, text) for text in meanwhile))
    if finding.withheld:
        remarks = (*remarks, _note(left, "it is withheld, so its words are shown nowhere"))
    return Judged(finding, answer, _change(left, finding, now), remarks)


def _unless_accepted(conflict: Remark, accepted: bool) -> Remark:
    """The conflict, or a note in its place once it was accepted."""
    return conflict._replace(kind=RemarkKind.NOTE) if accepted else conflict


def _note(answer: Answer, text: str) -> Remark:
    return Remark(RemarkKind.NOTE, answer.where, text)


# What the record says already


_CHANGES = (Column.NEW_STATUS, Column.NEW_DUE, Column.OUTCOME, Column.NEXT)


def _not_yet_recorded(answer: Answer, sent: Sent, record: Record, finding: Recommendation) -> Answer:
    """The answer without what the record says now, or came to say since the return was sent."""
    state = state_of(finding)
    entries = record.facts.history[sent.entries :]
    step = record.facts.next if finding.withheld else state.next  # the words of a withheld step are in the record alone
    has_ended_step = any(entry.outcome == answer.text(Column.OUTCOME) for entry in entries)
    recorded = {
        Column.NEW_STATUS: answer.text(Column.NEW_STATUS) == state.status,
        Column.NEW_DUE: answer.day(Column.NEW_DUE) == state.due,
        Column.OUTCOME: has_ended_step,
        Column.NEXT: _step_of(answer, step) == step and (has_ended_step or Column.OUTCOME not in answer.values),
        Column.RESPONSE: _was_said(answer.text(Column.RESPONSE), dated_responses(record)[sent.said :]),
    }
    values = {column: value for column, value in answer.values.items() if not recorded.get(column)}
    if Column.NEXT in answer.values and Column.NEXT not in values:
        values.pop(Column.BY, None)
    if not any(column in values for column in _CHANGES) and _was_given(answer, entries):
        values.pop(Column.WHY, None)
        values.pop(Column.APPROVED_BY, None)
    return replace(answer, values=values)


def _was_said(text: str | None, since: Sequence[WrittenResponse]) -> bool:
    """Whether one of the responses says the same."""
    said = {plain_text(response.section.html) for response in since}
    return text is not None and plain_text(render(as_markdown(text))) in said


def _was_given(answer: Answer, entries: Sequence[HistoryEntry]) -> bool:
    """Whether an entry already gives the reason and the approval of the answer."""
    given = (answer.text(Column.WHY), answer.text(Column.APPROVED_BY))
    return given in {(entry.reason, entry.approved_by) for entry in entries}


def _step_of(answer: Answer, standing: NextStep | None) -> NextStep | None:
    """The step that the answer promises; of one that simply goes on, the day stays where none is given."""
    what, by = answer.text(Column.NEXT), answer.day(Column.BY)
    if not what:
        return None
    goes_on = standing and standing.what == what and Column.OUTCOME not in answer.values
    return NextStep(what=what, by=by or (standing.by if goes_on else None))  # type: ignore[union-attr]


# What changed here since the return was sent


def _changed_meanwhile(sent: Sent, record: Record, finding: Recommendation, now: Now) -> Iterator[str]:
    """Each fact that is another now, in words; failing that, that other words of the record are."""
    was, state = sent.state, state_of(finding)
    owner = now.records.present_name(was.owner)
    if was.status != state.status:
        yield f"the status is now {now.label(state.status)}, and was {now.label(was.status)} when this was sent"
    if was.due != state.due:
        yield f"the due date is now {_shown_due(state)}, and was {_shown_due(was)} when this was sent"
    if was.next != state.next:
        was_step = quoted(step_shown(was.next))
        yield f"the step promised is now {quoted(step_shown(state.next))}, and was {was_step} when this was sent"
    if owner != state.owner:
        yield f"the owner is now {state.owner}, and was {owner} when this was sent"
    same_state = was._replace(owner=owner) == state
    if same_state and sent.fingerprint != fingerprint_of(record):
        yield "other words of the record have been changed here since this was sent"


def _shown_due(state: State) -> str:
    due = due_shown(state.due)
    return say_day(due) if isinstance(due, date) else due


def _conflicts(left: Answer, sent: Sent, finding: Recommendation, now: Now) -> Iterator[Remark]:
    """The answers about a fact that is another now. Of a finding that ended or went to another owner, all are."""
    was, state = sent.state, state_of(finding)
    ways = f"empty the cell, or take the answer as it is with --accept {finding.id}"
    if finding.ended or state.owner != now.records.present_name(was.owner):
        what = f"status is now {now.label(state.status)}" if finding.ended else f"owner is now {state.owner}"
        yield Remark(RemarkKind.CONFLICT, left.where, f"its {what}; {ways}")
        return
    step = was.next != state.next, f"the step promised is now {quoted(step_shown(state.next))}"
    facts = {
        Column.NEW_STATUS: (was.status != state.status, f"the status is now {now.label(state.status)}"),
        Column.NEW_DUE: (was.due != state.due, f"the due date is now {_shown_due(state)}"),
        Column.OUTCOME: step,
        Column.NEXT: step,
    }
    for column, (has_changed, what) in facts.items():
        if has_changed and column in left.values:
            yield Remark(RemarkKind.CONFLICT, left.at(column), f"{column.heading}: {what}; {ways}")


# What is missing


def _missing(left: Answer, finding: Recommendation, now: Now) -> Iterator[Remark]:
    """What the answer lacks or gives in vain, with what to write."""
    given = left.values
    status = now.statuses.get(left.text(Column.NEW_STATUS) or "")
    ends = status is not None and status.ended
    if Column.WHY not in given:
        if ends:
            yield _lacks(left, Column.WHY, f'nothing becomes "{status.label}" without a reason')  # type: ignore[union-attr]
        if Column.NEW_DUE in given and finding.due:
            yield _lacks(left, Column.WHY, "no date moves without a reason")
    if Column.BY in given and Column.NEXT not in given:
        step = f': "{finding.next.what}" if only its day moves' if finding.next else ""
        yield _lacks(left, Column.NEXT, f'"{Column.BY.heading}" is the day of a step; write the step{step}')
    if Column.OUTCOME in given and not finding.next:
        yield _unclear(left, Column.OUTCOME, "no step was promised that could have an outcome; empty the cell")
    if ends and Column.NEXT in given:
        yield _unclear(left, Column.NEXT, "a finding that ends has no next step; empty the cell, or leave it open")
    if Column.APPROVED_BY in given and not any(column in given for column in (*_CHANGES, Column.WHY)):
        text = f"{Column.APPROVED_BY.heading}: nothing changes that needs approval, so this is not written"
        yield Remark(RemarkKind.NOTE, left.at(Column.APPROVED_BY), text)
    yield from _worth_asking(left, finding, now, ends)


def _worth_asking(left: Answer, finding: Recommendation, now: Now, ends: bool) -> Iterator[Remark]:
    """What may be left as it is, but should be asked."""
    if (ends or (Column.NEW_DUE in left.values and finding.due)) and Column.APPROVED_BY not in left.values:
        yield Remark(
            RemarkKind.NOTE,
            left.where,
            f'"{Column.APPROVED_BY.heading}" is empty: papers will say that nobody approved it',
        )
    for column in (Column.NEW_DUE, Column.BY):
        if (day := left.day(column)) and day < now.day:
            text = f"{column.heading}: {say_day(day)} has passed already; is it the right year?"
            yield Remark(RemarkKind.NOTE, left.at(column), text)
    step = finding.next
    if step and step.by and step.by < now.day and not ends and Column.OUTCOME not in left.values:
        yield Remark(
            RemarkKind.NOTE, left.where, f"the step promised was due on {say_day(step.by)}: no outcome is given"
        )


def _lacks(answer: Answer, column: Column, why: str) -> Remark:
    return Remark(RemarkKind.MISSING, answer.at(column), f'"{column.heading}" is missing: {why}')


def _unclear(answer: Answer, column: Column, why: str) -> Remark:
    return Remark(RemarkKind.UNCLEAR, answer.at(column), f"{column.heading}: {why}")


# What would change


def _change(left: Answer, finding: Recommendation, now: Now) -> Change | None:
    entry = _entry(left, finding, now.day)
    response = as_markdown(left.text(Column.RESPONSE) or "")
    told = tuple(_told(left, finding, now))
    return Change(entry, response, told) if entry or response else None


def _entry(left: Answer, finding: Recommendation, day: date) -> HistoryEntry | None:
    """The entry of the history; None where the answer is a response alone."""
    given: dict[str, Value | NextStep | None] = {
        "status": left.text(Column.NEW_STATUS),
        "due": left.day(Column.NEW_DUE),
        "outcome": left.text(Column.OUTCOME),
        "next": _step_of(left, finding.next),
        "reason": left.text(Column.WHY),
    }
    fields = {name: value for name, value in given.items() if value is not None}
    if not fields:
        return None
    approved = left.text(Column.APPROVED_BY)
    return HistoryEntry.model_validate({"date": day, **fields} | ({"approved_by": approved} if approved else {}))


def _told(left: Answer, finding: Recommendation, now: Now) -> Iterator[str]:
    """Each thing that changes, in words."""
    if status := left.text(Column.NEW_STATUS):
        yield f"status: {now.label(status)} (was {finding.status.label})"
    if due := left.day(Column.NEW_DUE):
        yield f"due: {say_day(due)} (was {_shown_due(state_of(finding))})"
    if outcome := left.text(Column.OUTCOME):
        yield f"outcome of the step promised: {outcome_labels()[outcome]}"
    if step := _step_of(left, finding.next):
        yield f"next step: {step_shown(step)}"
    if reason := left.text(Column.WHY):
        yield f"why: {reason}"
    if (approved := left.text(Column.APPROVED_BY)) and _entry(left, finding, now.day):
        yield f"approved by: {approved}"
    if said := left.text(Column.RESPONSE):
        yield f"response: {' '.join(said.split())}"
