"""Says in plain text what the returns would change, and writes reminders and the summary of a proposal."""

from collections.abc import Iterator
from datetime import date

from register.editing.plain_words import literal
from register.editing.returns.changes import Judged
from register.editing.returns.remark import Remark
from register.editing.returns.review import Review, ReviewedFile, Silent
from register.records.invisible import with_stand_ins
from register.snapshots.meetings import PaperState
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say, say_day, say_names


def as_text(review: Review, by: date, to: str, today: date) -> str:
    """The review for the staff: each file row by row, a reminder for each silent owner, and a line that counts.

    What stands in a file can't take over the terminal: characters that nobody sees are shown as U+FFFD.
    """
    lines = [line for file in review.files for line in (*_file(file), "")]
    lines += [line for silent in review.silent for line in (*_reminder(silent, by, to, today), "")]
    return with_stand_ins("\n".join([*lines, _count(review), ""]))


def _file(file: ReviewedFile) -> Iterator[str]:
    yield file.name + (f": {file.owner}" if file.owner else "")
    yield from (f"  {_remark(remark)}" for remark in file.remarks)
    for row in file.rows:
        yield f"  {row.finding.id}: {_becomes(row)}"
        yield from (f"      {told}" for told in (row.change.told if row.change else ()))
        yield from (f"      {_remark(remark)}" for remark in row.remarks)


def _becomes(row: Judged) -> str:
    if row.change:
        return "would change"
    return "can't be read" if any(remark.blocks for remark in row.remarks) else "no change"


def _remark(remark: Remark) -> str:
    where = f" ({remark.where})" if remark.where else ""
    return f"{remark.kind}{where}: {remark.text}"


def _count(review: Review) -> str:
    changing, staying = len(review.changing), len(review.rows) - len(review.changing)
    counts = say("return-count", changing=changing, staying=staying, silent=len(review.silent))
    blocked = say("return-count-blocked", count=review.blocked) if review.blocked else ""
    return f"{counts} {blocked}".rstrip()


def _reminder(silent: Silent, by: date, to: str, today: date) -> Iterator[str]:
    """A message that can be pasted into an e-mail."""
    name = silent.owner.name
    yield f"{name} {'filled in nothing' if silent.sent else 'sent nothing'}. A reminder to send:"
    yield ""
    yield from (f"    {line}".rstrip() for line in _message(silent, by, to, today))


def _message(silent: Silent, by: date, to: str, today: date) -> Iterator[str]:
    contact = f" ({silent.owner.contact})" if silent.owner.contact else ""
    yield say("return-reminder-to", owner=silent.owner.name) + contact
    yield say("return-reminder-subject", day=by)
    yield ""
    yield say("return-reminder-empty" if silent.sent else "return-reminder-none", day=by)
    yield say("return-reminder-findings", count=len(silent.findings))
    yield from (f"- {_listed(finding)}" for finding in silent.findings)
    how = say("return-reminder-back-to", to=to) if to else say("return-reminder-back")
    yield how if by < today else say("return-reminder-still", how=how, day=by)
    yield say("return-reminder-nothing")


def _listed(finding: Recommendation) -> str:
    due = say("return-reminder-due", day=finding.due) if finding.due else say("return-reminder-no-date")
    return say("return-reminder-finding", title=finding.title, status=finding.status.label, due=due)


def as_summary(review: Review, day: date) -> str:
    """What the returns change, as Markdown to be pasted into a proposal."""
    title = say("return-summary-title", day=day)
    lines = [f"## {title}", ""]
    for row in review.changing:
        lines += [f"- **{literal(row.finding.title)}** (`{row.finding.id}`, {literal(row.finding.owner or '')})"]
        lines += [f"  - {literal(told)}" for told in row.change.told]  # type: ignore[union-attr]
    if silent := [each.owner.name for each in review.silent]:
        lines += ["", say("return-summary-silent", owners=say_names(tuple(map(literal, silent))))]
    return "\n".join([*lines, ""])


def drafts_that_follow(snapshot: Snapshot) -> list[str]:
    """A sentence for each committee whose next paper is made from the records as they are now."""
    drafts = (meeting for meeting in snapshot.meetings if snapshot.papers[meeting.id] is PaperState.DRAFT)
    return [f"the draft paper of {each.committee} for {say_day(each.day)} follows from the records" for each in drafts]
