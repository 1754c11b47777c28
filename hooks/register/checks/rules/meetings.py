"""Rules about meetings: their committee, the papers before and after, and whether they were held."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from register.checks.advice import choose, quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, register_warning, warning
from register.records.folder import Kind
from register.records.nearest import is_slip_of, letters
from register.records.record import Record, meeting_day, paper_before, speaks_of

_LONG_BEFORE = 92  # days: about three months


@error(Kind.MEETING)
def previous_not_before(record: Record, context: Context) -> Iterator[Issue]:
    """`previous` is the day that the paper before was for, so it comes before this paper's own day.

    If it is left out, it is the day of the committee's meeting before. Of two papers for the same day, the second
    needs a `previous` of its own, or it would say that nothing has changed.

    In a paper of 28 June 2019, write `previous: 2019-03-28`, not `previous: 2019-06-28`.
    """
    if not record.sound("previous", "as_at", "committee") or not (day := meeting_day(record.id)):
        return
    speaks = record.facts.as_at or day
    if record.facts.previous:
        if record.facts.previous >= speaks:
            message = f"previous is {record.facts.previous}, which is not before this paper's own day, {speaks}"
            yield Issue(record.source.span("previous"), message, "write the day of the paper before this one")
        return
    before = paper_before(record, context.records)
    if before and before.sound("as_at") and speaks_of(before) >= speaks:  # type: ignore[operator]
        message = f"this paper is for {speaks}, and the paper before it ({before.id}) is for {speaks_of(before)}"
        span = record.source.span("as_at") if record.facts.as_at else record.source.key_span("committee")
        yield Issue(span, message, 'correct whichever as_at is wrong, or write "previous: yyyy-mm-dd"')


_GOES_ON = "delete the line if the paper goes on from the one before it, else correct the date"


@warning(Kind.MEETING)
def previous_contradicts_paper(record: Record, context: Context) -> Iterator[Issue]:
    """`previous` is not the day that the committee's paper before was for.

    What changed between the two days would be in both papers, or in neither. Leave `previous` out: it is worked out.

    After a paper of 28 June 2019, write `previous: 2019-06-28`, not `previous: 2019-03-28`.
    """
    if not record.sound("previous", "as_at", "committee") or not record.facts.previous:
        return
    before = paper_before(record, context.records)
    earlier, day = (speaks_of(before), speaks_of(record)) if before and before.sound("as_at") else (None, None)
    if earlier and day and record.facts.previous != earlier < day:
        message = f"previous is {record.facts.previous}, but the paper before it ({before.id}) is for {earlier}"  # type: ignore[union-attr]
        yield Issue(record.source.span("previous"), message, _GOES_ON)


@warning(Kind.MEETING)
def paper_after_meeting(record: Record, context: Context) -> Iterator[Issue]:
    """The paper is for a day after its meeting, so members could not have read it there.

    For a meeting on 28 June 2019, write `as_at: 2019-06-28`, not `as_at: 2019-06-29`.
    """
    day = meeting_day(record.id)
    if record.sound("as_at") and record.facts.as_at and day and record.facts.as_at > day:
        message = f"as_at is {record.facts.as_at}, after the meeting on {day}"
        yield Issue(record.source.span("as_at"), message, "write the meeting's day or an earlier one")


@warning(Kind.MEETING)
def paper_long_before_meeting(record: Record, context: Context) -> Iterator[Issue]:
    """The paper is for a day more than three months before its meeting. Usually the year is wrong.

    For a meeting on 28 June 2019, write `as_at: 2019-06-21`, not `as_at: 2018-06-21`.
    """
    day = meeting_day(record.id)
    if record.sound("as_at") and record.facts.as_at and day and (day - record.facts.as_at).days > _LONG_BEFORE:
        message = f"as_at is {record.facts.as_at}, more than three months before the meeting on {day}"
        yield Issue(record.source.span("as_at"), message, "correct the date; perhaps only its year is wrong")


@error(Kind.MEETING)
def unknown_committee(record: Record, context: Context) -> Iterator[Issue]:
    """The committee is not one of those that register.yml lists, so its papers would follow no earlier ones.

    Write `committee: Joint Audit Committee`, not `committee: Joint Audit Comittee`.
    """
    known = [committee.name for committee in context.records.settings.committees]
    if known and record.sound("committee") and record.facts.committee not in known:
        advice = choose(record.facts.committee, known, "list it in register.yml under committees")
        message = f"{quoted(record.facts.committee)} is not a committee of this register"
        yield Issue(record.source.span("committee"), message, advice)


@register_warning()
def nearly_another_committee(context: Context) -> Iterator[Issue]:
    """The committee's name is almost that of another, so it would count as a second one, with its own papers.

    Write the name the same way in every meeting, or list both under `committees` in register.yml.

    Write `committee: Joint Audit Committee`, not `committee: Joint Audit Comittee`.
    """
    if context.records.settings.committees:
        return
    named = [record for record in context.records.meetings.values() if record.sound("committee")]
    counts = Counter(record.facts.committee for record in named)
    usual = sorted(counts, key=lambda name: -counts[name])  # of two as frequent, the one of the earlier meeting
    for record in named:
        name = record.facts.committee
        before = (other for other in usual[: usual.index(name)] if is_slip_of(name, other))
        if (other := next(before, None)) and letters(name) != letters(other):
            advice = f'write "{other}" if that is meant, or list both under committees in register.yml'
            message = f"{quoted(name)} is almost the same as {quoted(other)}"
            yield Issue(record.source.span("committee"), message, advice, record.file.path)


@error(Kind.MEETING)
def not_held_without_reason(record: Record, context: Context) -> Iterator[Issue]:
    """The meeting was not held, and no reason is given. Its page should say why.

    Beside `held: false`, write `reason: Too few members could come.`, not `reason:`.
    """
    if record.sound("held", "reason") and not record.facts.held and not record.facts.reason:
        message = "the meeting was not held, but no reason is given"
        yield Issue(record.source.span("held"), message, 'add "reason: ..."')


@error(Kind.MEETING)
def next_meeting_too_early(record: Record, context: Context) -> Iterator[Issue]:
    """`next_meeting` is the day on which the committee meets after this meeting, so it is a later one.

    For a meeting on 28 June 2019, write `next_meeting: 2019-09-26`, not `next_meeting: 2019-06-26`.
    """
    day = meeting_day(record.id)
    if day and record.sound("next_meeting") and record.facts.next_meeting and record.facts.next_meeting <= day:
        message = f"next_meeting is {record.facts.next_meeting}, which is not after this meeting on {day}"
        yield Issue(record.source.span("next_meeting"), message, "write the day of the committee's next meeting")


@warning(Kind.MEETING)
def next_meeting_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The next paper doesn't say when the committee meets after that, although there is a record of that meeting.

    What falls due before then would be missing from the paper once it is given. Name the day now.

    Write `next_meeting: 2027-03-25`, not `next_meeting:`.
    """
    day = next_meeting_of_draft(record, context)
    if day:
        message = f"the committee meets again on {day}, but this paper doesn't say so"
        yield Issue(record.source.key_span("committee"), message, f'write "next_meeting: {day}"')


def next_meeting_of_draft(record: Record, context: Context) -> date | None:
    """The day of the committee's meeting after this one, where this has the next paper and names none."""
    named = ("committee", "as_at", "held", "next_meeting")
    if not record.sound(*named) or record.facts.next_meeting or not record.facts.held:
        return None
    own = [
        meeting
        for meeting in context.records.meetings.values()
        if meeting.sound(*named) and meeting.facts.committee == record.facts.committee and meeting.facts.held
    ]
    ahead = sorted((day, meeting.id) for meeting in own if (day := speaks_of(meeting)) and day >= context.as_at)
    return meeting_day(ahead[1][1]) if ahead and ahead[0][1] == record.id and ahead[1:] else None


@warning(Kind.MEETING)
def first_paper_without_previous(record: Record, context: Context) -> Iterator[Issue]:
    """The first paper of a committee has no starting day, although another committee met before it.

    It would say that everything is new. Say in register.yml under `committees` which one the committee `follows`, or
    from which day its first paper counts.

    Write `previous: 2019-06-28`, not `previous:`.
    """
    if not record.sound("previous", "committee", "held") or record.facts.previous or not record.facts.held:
        return
    if paper_before(record, context.records):
        return
    others = [
        meeting
        for meeting in context.records.meetings.values()
        if meeting.id[:10] < record.id[:10] and meeting.sound("committee", "as_at", "held") and meeting.facts.held
    ]
    spelt_alike = any(each.facts.committee.casefold() == record.facts.committee.casefold() for each in others)
    if others and not spelt_alike:  # of two spellings, another rule speaks
        last = others[-1]
        message = f"this is the first paper of its committee, but {quoted(last.facts.committee)} met on {last.id[:10]}"
        advice = f'write "previous: {speaks_of(last)}", or say in register.yml which committee this one follows'
        yield Issue(record.source.key_span("committee"), message, advice)
