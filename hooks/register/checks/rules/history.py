"""Rules about a finding's history: it is the audit trail, and the facts at the top are its last word."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.history import last_values, moves_of_due
from register.records.model import NOT_ACCEPTED, RESPONSE, Acceptance, Colour, HistoryEntry, Stage
from register.records.record import Record, known_from


@error(Kind.RECOMMENDATION)
def history_without_status(record: Record, context: Context) -> Iterator[Issue]:
    """The first entry of a history gives the status that the finding began with. Add it.

    Only an entry that keeps what stood at the top may come before it: of the day on which the finding was received,
    and without a reason.

    In the first entry, write `status: amber`, not `status:`.
    """
    first = _first_of_status(record, context)
    if first and not first.status:
        yield Issue(record.source.span("history", 0), "the first entry gives no status", 'add "status: ..." to it')


def _first_of_status(record: Record, context: Context) -> HistoryEntry | None:
    """The entry that gives the first status, or should: the first, unless that keeps what stood at the top."""
    history = record.facts.history if record.sound("history") else ()
    if len(history) > 1 and not history[0].status and not history[0].reason and history[1].status:
        return history[1] if history[0].date == context.received(record) else history[0]
    return history[0] if history else None


@error(Kind.RECOMMENDATION)
def history_out_of_order(record: Record, context: Context) -> Iterator[Issue]:
    """History runs from the oldest entry to the newest. Move this entry to where it belongs.

    After an entry of 5 September 2019, write `date: 2019-10-01`, not `date: 2019-08-01`.
    """
    for index in _out_of_order(record) if record.sound("history") else ():
        before, entry = record.facts.history[index - 1 : index + 1]
        message = f"{entry.date} comes after {before.date} here"
        advice = "put the oldest entry first, or correct the date that is wrong"
        yield Issue(record.source.span("history", index, "date"), message, advice)


def _out_of_order(record: Record) -> list[int]:
    """The indices of the entries that are older than the one before."""
    days = [entry.date for entry in record.facts.history]
    return [index for index, (before, day) in enumerate(pairwise(days), start=1) if day < before]


def _same(field: str, value: object, recorded: object, context: Context) -> bool:
    """Whether two values of a field say the same: two names of one role do."""
    if field == "owner" and value and recorded:
        return context.records.present_name(str(value)) == context.records.present_name(str(recorded))
    return value == recorded


@error(Kind.RECOMMENDATION)
def fact_contradicts_history(record: Record, context: Context) -> Iterator[Issue]:
    """A fact at the top differs from the last one in the history. Both are published, and one of them is wrong.

    When something changes, add an entry to the history and write the same value at the top. Only a `next` that is done
    may be deleted at the top: nothing comes after it yet.

    Above a history that ends with amber, write `status: amber`, not `status: green`.
    """
    if not record.sound("history") or _out_of_order(record):
        return
    for field, recorded in last_values(record.facts).items():
        value = getattr(record.facts, field) or None
        if _same(field, value, recorded, context) or not record.sound(field):
            continue
        if field == "status" and not {value, recorded} <= context.records.statuses.keys():
            continue
        if field == "owner" and context.records.roles and value and value not in context.records.roles:
            continue
        if not recorded:
            message = f"the history removes {field}, but it is still given here"
            yield Issue(
                record.source.key_span(field), message, f"delete the line, or add the new {field} to the history"
            )
        elif value:
            message = f"{field} differs from the history, which ends with {quoted(_shown(recorded))}"
            advice = f"add the change of {field} to the history, or write the same at the top"
            yield Issue(record.source.span(field), message, advice)
        elif field != "next":
            last = _shown(recorded)
            message = f"{quoted(field)} is missing, but the history ends with {quoted(last)}"
            yield Issue(record.source.key_span("history"), message, f'write "{field}: {last}" above the history')


def _shown(value: object) -> str:
    """The value as it is named in a message: of a step its words, of a list its entries."""
    if isinstance(value, tuple):
        return f"[{', '.join(value)}]"
    return str(getattr(value, "what", value))


@warning(Kind.RECOMMENDATION)
def inspection_without_verdict(record: Record, context: Context) -> Iterator[Issue]:
    """An entry names the report of an inspection, but not what the inspectorate said of the finding there.

    The report's page lists the findings that it judged again, by the entries that give both.

    Beside `inspection: peel-2018-19`, write `inspectorate_status: being-progressed`, not `inspectorate_status:`.
    """
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        if entry.inspection and not entry.inspectorate_status:
            message = "this entry names a report, but not the inspectorate's status by it"
            advice = 'add "inspectorate_status: ..." to the entry, or delete "inspection"'
            yield Issue(record.source.span("history", index, "inspection"), message, advice)


@warning(Kind.RECOMMENDATION)
def history_before_received(record: Record, context: Context) -> Iterator[Issue]:
    """An entry is dated before the finding was received. One of the two dates is wrong.

    For a finding received on 2 May 2019, write `date: 2019-05-02`, not `date: 2018-05-02`.
    """
    received = context.received(record) if record.sound("history") else None
    for index, entry in enumerate(record.facts.history if received else ()):
        if entry.date < received:  # type: ignore[operator]
            message = f"{entry.date} is before the finding was received, on {received}"
            fix = "correct this date, or received, whichever is wrong"
            yield Issue(record.source.span("history", index, "date"), message, fix)
            return  # where received is the wrong one, every entry would say so


@warning(Kind.RECOMMENDATION)
def history_begins_late(record: Record, context: Context) -> Iterator[Issue]:
    """The history begins after the finding was received, so its first days show as "not recorded".

    Add the first entry. What came into the register later, as `recorded` says, needs none for the days before that.

    For a finding received on 2 May 2019, write `date: 2019-05-02`, not `date: 2019-06-02`.
    """
    received = context.received(record) if record.sound("history", "recorded") else None
    first = _first_of_status(record, context)
    if not received or not first:
        return
    since = known_from(record, context.records) or received
    history = record.facts.history
    if min(entry.date for entry in history[history.index(first) :]) > since:
        message = f"nothing is recorded from {since}, when the finding was received, until this entry"
        if since > received:
            message = f"nothing is recorded from {since}, when the finding came into the register, until this entry"
        span = record.source.span("history", 0, "date")
        yield Issue(span, message, f"add an entry dated {received} with the first status")


@error(Kind.RECOMMENDATION)
def moved_without_reason(record: Record, context: Context) -> Iterator[Issue]:
    """A due date moved or was taken away, and no reason is given.

    The committee will ask why: give the reason in the same entry.

    With a new due date, write `reason: The new system is late.`, not `reason:`.
    """
    for move in moves_of_due(record.facts.history) if record.sound("history") else ():
        if not move.entry.reason:
            moved = f"moved from {move.before} to {move.now}" if move.now else f"({move.before}) is removed"
            moved = moved if move.before else f"({move.now}) is given again"
            span = record.source.span("history", move.index, "due")
            yield Issue(span, f"the due date {moved} without a reason", 'add "reason: ..." to this entry')


@error(Kind.RECOMMENDATION)
def reopened_without_reason(record: Record, context: Context) -> Iterator[Issue]:
    """A finding that had ended is outstanding again, and no reason is given. Give the reason in the same entry.

    When a finding is reopened, write `reason: The backlog has grown again.`, not `reason:`.
    """
    for index, entry, before, now in _steps(record, context):
        if before is Stage.ENDED and now is not Stage.ENDED and not entry.reason:
            yield Issue(
                record.source.span("history", index, "status"),
                "this reopens the finding without a reason",
                'add "reason: ..." to this entry',
            )


@warning(Kind.RECOMMENDATION)
def ended_without_reason(record: Record, context: Context) -> Iterator[Issue]:
    """The finding ended, and the history doesn't say why. Say what was done and who signed it off.

    When a finding ends, write `reason: Signed off.`, not `reason:`.
    """
    for index, entry, before, now in _steps(record, context):
        if now is Stage.ENDED and before is not Stage.ENDED and not entry.reason:
            yield Issue(
                record.source.span("history", index, "status"),
                "this ends the finding without a reason",
                'add "reason: ..." to this entry',
            )


def _steps(record: Record, context: Context) -> Iterator[tuple[int, HistoryEntry, Stage | None, Stage]]:
    """Each entry that gives a known status: (index, entry, the stage before, the stage now)."""
    statuses, before = context.records.statuses, None
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        if entry.status in statuses:
            now = statuses[entry.status].stage
            yield index, entry, before, now
            before = now


@error(Kind.RECOMMENDATION)
def closed_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The finding has ended, but `closed` doesn't say on which day.

    Write `closed: 2020-02-03`, not `closed:`.
    """
    if record.sound("status", "closed") and context.stage(record) is Stage.ENDED and not record.facts.closed:
        yield Issue(
            record.source.span("status"),
            f'the status {quoted(record.facts.status)} ends the finding, but the field "closed" is missing',
            'write "closed: yyyy-mm-dd"',
        )


@error(Kind.RECOMMENDATION)
def closed_while_outstanding(record: Record, context: Context) -> Iterator[Issue]:
    """`closed` gives a day, but the status says that the finding is outstanding. Delete one, or change the other.

    Beside `closed: 2020-02-03`, write `status: closed`, not `status: amber`.
    """
    stage = context.stage(record) if record.sound("status", "closed") else None
    if stage in (Stage.OPEN, Stage.DONE) and record.facts.closed:
        message = (
            f'the field "closed" is given, but with the status {quoted(record.facts.status)} the finding is outstanding'
        )
        yield Issue(record.source.key_span("closed"), message, "delete the line, or change the status")


@warning(Kind.RECOMMENDATION)
def closed_contradicts_history(record: Record, context: Context) -> Iterator[Issue]:
    """`closed` is not the day of the entry that ended the finding.

    Where the history ends on 3 February 2020, write `closed: 2020-02-03`, not `closed: 2020-02-13`.
    """
    if record.sound("closed", "history") and record.facts.closed:
        ends = [
            entry.date
            for _, entry, before, now in _steps(record, context)
            if now is Stage.ENDED and before is not Stage.ENDED
        ]
        received = context.received(record)
        refused = record.facts.closed > context.today or (received and record.facts.closed < received)  # by other rules
        if ends and ends[-1] != record.facts.closed and not refused:
            message = f"the history ends the finding on {ends[-1]}, not {record.facts.closed}"
            yield Issue(record.source.span("closed"), message, "find out which date is right, and write it in both")


@warning(Kind.RECOMMENDATION)
def entry_says_nothing(record: Record, context: Context) -> Iterator[Issue]:
    """An entry of the history has a day, but neither a change nor a reason. Write what happened.

    One that holds nothing but its day may be deleted.

    Write `reason: The system is in test.`, not `reason:`.
    """
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        if index and not entry.reason and not entry.given:
            yield Issue(
                record.source.span("history", index, "date"),
                "this entry says neither what changed nor why",
                'add "reason: ..." to it' + (", or delete it" if entry == HistoryEntry(date=entry.date) else ""),
            )


@warning(Kind.RECOMMENDATION)
def repeated_entry(record: Record, context: Context) -> Iterator[Issue]:
    """An entry of the history says word for word what another one says. Most often it was pasted twice. Delete one.

    Write `reason: The board met again.`, not `reason: The board met.`.
    """
    history = record.facts.history if record.sound("history") else ()
    for index, entry in enumerate(history):
        if entry in history[:index]:
            message = f"this repeats the entry of {entry.date} word for word"
            yield Issue(record.source.span("history", index, "date"), message, "delete one of the two")


@warning(Kind.RECOMMENDATION)
def red_without_word(record: Record, context: Context) -> Iterator[Issue]:
    """The finding turned red, and since that day neither a reason nor a dated response says why.

    The committee looks at red first. Give a reason in the entry, or say what the force is doing under a dated heading.

    When a finding turns red, write `reason: The system does not work.`, not `reason:`.
    """
    status = context.status(record) if record.sound("status", "history") else None
    if not status or status.colour is not Colour.RED or status.stage is Stage.ENDED:
        return
    turned = _last_turn(record)
    if turned is None:
        return
    entries = record.facts.history[turned:]
    day = entries[0].date
    first_words = record.body.section(RESPONSE) if record.body and turned == 0 else None
    explained = (
        any(entry.reason for entry in entries)
        or any(response.day and response.day >= day and not response.section.empty for response in record.responses)
        or (first_words and not first_words.empty)
    )
    if not explained:
        message = f"this turned {quoted(status.id)} on {day}, and nothing since says why"
        span = record.source.span("history", turned, "status")
        yield Issue(span, message, f'add "reason: ..." to this entry, or a response dated {day} or later')


def _last_turn(record: Record) -> int | None:
    """The index of the entry that gave the finding its present status; None where the history doesn't say."""
    turned, status = None, None
    for index, entry in enumerate(record.facts.history):
        if entry.status and entry.status != status:
            turned, status = index, entry.status
    return turned if status == record.facts.status else None


@warning(Kind.RECOMMENDATION)
def green_though_late(record: Record, context: Context) -> Iterator[Issue]:
    """The finding is green, which means on track, but its due date has passed.

    Change the status, or move the due date and give the reason.

    When the due date has passed, write `status: amber`, not `status: green`.
    """
    status = context.status(record) if record.sound("status", "due", "history") else None
    if not status or status.colour is not Colour.GREEN or status.stage is not Stage.OPEN:
        return
    if last_values(record.facts).get("status", status.id) != status.id:
        return  # the history says another status, which is a separate mistake
    if record.facts.due and record.facts.due < context.as_at:
        message = f"this is {quoted(status.id)} but was due on {record.facts.due}"
        yield Issue(record.source.span("status"), message, "change the status, or move the due date and give a reason")


@warning(Kind.RECOMMENDATION)
def refused_though_accepted(record: Record, context: Context) -> Iterator[Issue]:
    """The finding has ended as not accepted, but is said to be accepted. Both would be published.

    Of a finding that ended as not accepted, write `accepted: no`, not `accepted: yes`.
    """
    if not record.sound("status", "accepted"):
        return
    if record.facts.status == NOT_ACCEPTED and record.facts.accepted is Acceptance.YES:
        message = f"this is accepted, but its status is {quoted(NOT_ACCEPTED)}"
        advice = (
            'if the body has changed its mind, write "accepted: no", with its day in the history where that gives it; '
            "else give the status that is right"
        )
        yield Issue(record.source.span("accepted"), message, advice)


@warning(Kind.RECOMMENDATION)
def silent_between_meetings(record: Record, context: Context) -> Iterator[Issue]:
    """The finding is open, and nothing has been said about it since the committee's last meeting but one.

    Members saw it then, and found nothing new when they met again. Write what the force has done under a dated
    heading, or add an entry to the history.
    """
    days = context.last_two_meetings
    if not days or not record.sound("status", "history") or context.stage(record) is not Stage.OPEN:
        return
    before, last = days
    received = context.received(record)
    updates = [each.known_from for each in (*record.facts.history, *record.responses) if each.known_from > date.min]
    if (
        received
        and (known_from(record, context.records) or received) <= before
        and max(updates, default=received) <= before
    ):
        section = record.body.section(RESPONSE) if record.body else None
        span = section.heading.span if section else record.source.span("status")
        message = f"nothing has been said since {max(updates, default=received)}, and the committee met on {last}"
        yield Issue(span, message, 'write what was done, below a heading "### yyyy-mm-dd"')
