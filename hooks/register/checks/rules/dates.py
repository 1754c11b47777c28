"""Rules about dates: which are required, which may be in the future, and which come before which."""

from collections.abc import Iterator
from datetime import date

from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.record import Record
from register.records.source import Path, Span

_STATED = {
    Kind.REGISTER: ("began",),
    Kind.INSPECTION: ("fieldwork_ended", "published", "recorded", "response_published"),
    Kind.RECOMMENDATION: ("received", "recorded", "closed"),
}


def _stated_after(record: Record, last: date) -> Iterator[tuple[Path, date]]:
    """The facts that say that something happened after the last day, with their paths.

    Due dates, next steps and meetings may be in the future.
    """
    for field in _STATED.get(record.kind, ()):  # type: ignore[arg-type]
        day = getattr(record.facts, field) if record.sound(field) else None
        if day and day > last:
            yield (field,), day
    for field in ("history", "corrections") if record.kind is Kind.RECOMMENDATION else ("corrections",):
        for index, entry in enumerate(getattr(record.facts, field) if record.sound(field) else ()):
            for part in ("date", "recorded"):
                day = getattr(entry, part, None)
                if day and day > last:
                    yield (field, index, part), day
    if record.kind is Kind.RECOMMENDATION and record.sound("withheld") and record.facts.withheld:
        if record.facts.withheld.since > last:
            yield ("withheld", "since"), record.facts.withheld.since


@error(*(kind for kind in Kind if kind is not Kind.OWNERS))
def day_in_the_future(record: Record, context: Context) -> Iterator[Issue]:
    """Something is said to have happened after today. Only due dates, next steps and meetings can be in the future.

    Write `### 2019-09-05`, not `### 2091-09-05`.
    """
    stated = [(record.source.span(*path), day) for path, day in _stated_after(record, context.today)]
    if record.kind is Kind.RECOMMENDATION:
        late = [response for response in record.responses if response.day and response.known_from > context.today]
        stated += [(response.section.heading.span, response.known_from) for response in late]
    for span, day in stated:
        message = f"{day} is after today, {context.today}"
        yield Issue(span, message, "write the day on which it happened; what is still to come belongs in due or next")


@error(Kind.RECOMMENDATION)
def received_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The inspection's report has no publication date yet, so the finding must say when it was received.

    Write `received: 2019-05-02`, not `received:`.
    """
    if not record.sound("received", "inspection") or record.facts.received:
        return
    inspection = context.records.inspections.get(record.facts.inspection)
    if inspection and inspection.sound("published") and not inspection.facts.published:
        message = f"the report {inspection.id} has no publication date, and received is missing"
        yield Issue(record.source.key_span("inspection"), message, 'write "received: yyyy-mm-dd"')


@error(Kind.RECOMMENDATION, Kind.INSPECTION)
def recorded_too_early(record: Record, context: Context) -> Iterator[Issue]:
    """`recorded` lies before the day of what was recorded. It is the later of the two, or it can be left out.

    Beside `date: 2019-09-05`, write `recorded: 2019-12-02`, not `recorded: 2019-08-05`.
    """
    for span, happened, recorded in _recordings(record, context):
        if recorded < happened:
            message = f"this was recorded on {recorded}, before it happened on {happened}"
            yield Issue(span, message, "correct the day that is wrong, or leave recorded out")


def _recordings(record: Record, context: Context) -> Iterator[tuple[Span, date, date]]:
    """What says when it was recorded: its span, the day on which it happened, and that on which it was recorded."""
    facts, source = record.facts, record.source
    happened = context.received(record) if record.kind is Kind.RECOMMENDATION else facts and facts.published
    if record.sound("recorded", "published") and facts.recorded and happened:
        yield source.span("recorded"), happened, facts.recorded
    if record.kind is Kind.RECOMMENDATION and record.sound("history"):
        for index, entry in enumerate(facts.history):
            if entry.recorded:
                yield source.span("history", index, "recorded"), entry.date, entry.recorded
        for response in record.responses:
            if response.day and response.recorded:
                yield response.section.heading.span, response.day, response.recorded


@error(Kind.RECOMMENDATION)
def closed_before_received(record: Record, context: Context) -> Iterator[Issue]:
    """The finding ended before it was received. One of the two dates is wrong.

    For a finding received on 2 May 2019, write `closed: 2019-06-02`, not `closed: 2018-06-02`.
    """
    if record.sound("closed") and record.facts.closed:
        received = context.received(record)
        if received and record.facts.closed < received:
            message = f"closed on {record.facts.closed}, before it was received on {received}"
            yield Issue(record.source.span("closed"), message, "correct whichever date is wrong")


@warning(Kind.RECOMMENDATION, cross_record=True)
def due_before_received(record: Record, context: Context) -> Iterator[Issue]:
    """The finding was due before it was received. One of the two dates is wrong.

    Where the report itself set a day that had passed, `deadline` holds its words, and nothing is wrong. Nor is it where
    the finding takes the place of another, and of its date.

    For a finding received on 2 May 2019, write `due: 2020-03-31`, not `due: 2018-03-31`.
    """
    if record.id in context.successors:
        return
    if record.sound("due", "deadline") and record.facts.due and not record.facts.deadline:
        received = context.received(record)
        if received and record.facts.due < received:
            message = f"due on {record.facts.due}, before it was received on {received}"
            advice = (
                'correct whichever date is wrong, or give the report\'s words as "deadline: ..." if it set that day'
            )
            yield Issue(record.source.span("due"), message, advice)


@error(Kind.INSPECTION)
def response_before_report(record: Record, context: Context) -> Iterator[Issue]:
    """The policing body's comments are dated before the report, or there is no report yet.

    Correct whichever date is wrong.

    For a report of 2 May 2019, write `response_published: 2019-05-20`, not `response_published: 2019-04-20`.
    """
    if record.sound("published", "response_published") and record.facts.response_published:
        published = record.facts.published
        if not published or record.facts.response_published < published <= context.today:
            report = f"before the report ({published})" if published else "but the report has no publication date"
            message = f"the comments are dated {record.facts.response_published}, {report}"
            yield Issue(record.source.span("response_published"), message, "correct whichever date is wrong")


@warning(Kind.INSPECTION)
def report_before_fieldwork(record: Record, context: Context) -> Iterator[Issue]:
    """The report is dated before the inspection in force was completed. Correct whichever date is wrong.

    For a report of 2 May 2019, write `fieldwork_ended: 2018-12-14`, not `fieldwork_ended: 2019-12-14`.
    """
    if record.sound("published", "fieldwork_ended") and record.facts.published and record.facts.fieldwork_ended:
        if record.facts.published < record.facts.fieldwork_ended <= context.today:
            message = (
                f"published on {record.facts.published}, before the fieldwork ended on {record.facts.fieldwork_ended}"
            )
            yield Issue(record.source.span("published"), message, "correct whichever date is wrong")


@error(Kind.INSPECTION)
def judged_after_report(record: Record, context: Context) -> Iterator[Issue]:
    """A grade was judged in a year after the report that states it. Correct the year.

    In a report of 2019, write `judged: 2018`, not `judged: 2081`.
    """
    if record.sound("grades", "published") and record.facts.published:
        last = record.facts.published.year
        for index, row in enumerate(record.facts.grades):
            if row.judged and row.judged > last:
                message = f"{row.judged} is after the year of the report, {last}"
                yield Issue(record.source.span("grades", index, "judged"), message, f"write {last} or an earlier year")


@warning(Kind.RECOMMENDATION)
def response_before_received(record: Record, context: Context) -> Iterator[Issue]:
    """A response is dated before the finding was received. One of the two dates is wrong.

    For a finding received on 2 May 2019, write `### 2019-09-05`, not `### 2018-09-05`.
    """
    received = context.received(record)
    for response in record.responses if received else ():
        if response.day and response.day < received:  # type: ignore[operator]
            message = f"{response.day} is before the finding was received, on {received}"
            yield Issue(response.section.heading.span, message, "correct this date, or received, whichever is wrong")
            return  # where received is the wrong one, every response would say so
