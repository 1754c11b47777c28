"""Rules about corrections: what they correct, which papers they affect, and when they were written."""

from collections.abc import Iterator

from register.checks.advice import choose, either, quoted
from register.checks.comparison import Comparison, NewCorrection
from register.checks.issue import Issue
from register.checks.past_papers import papers_touched_by
from register.checks.rule import Context, error, since_error
from register.records.folder import Kind
from register.records.model import CORRECTABLE, HEADINGS
from register.records.places import fields_that_are_places, places_named
from register.records.record import Record


@error(*CORRECTABLE)
def correction_of_nothing(record: Record, context: Context) -> Iterator[Issue]:
    """`of` in a correction is not a field, a heading or a day of this record, so nobody knows what was corrected.

    It is a field (`title`), a heading (`Recommendation`), or `history` or `response` with the day.

    Write `of: history 2019-09-05`, not `of: the history`.
    """
    for index, correction in enumerate(record.facts.corrections if record.sound("corrections") else ()):
        if correction.of and not places_named(correction.of, record, context.records):
            message = f"{quoted(correction.of)} is not a field, a heading or a day of this record"
            span = record.source.span("corrections", index, "of")
            yield Issue(span, message, places_to_choose(correction.of, record))


def places_to_choose(of: str, record: Record) -> str:
    """The advice for words of a correction that name no place in the record."""
    known = (*fields_that_are_places(record.kind), *HEADINGS.get(record.kind, ()))  # type: ignore[arg-type]
    days = '"history" or "response" with its day, e.g. "history 2019-09-05"'
    return choose(of, known, days if record.kind is Kind.RECOMMENDATION else "")


@error(*CORRECTABLE)
def unknown_paper(record: Record, context: Context) -> Iterator[Issue]:
    """`papers` in a correction names a meeting that doesn't exist, so it would not be printed on any paper.

    Write `papers: [2019-06-28]`, not `papers: [2019-06-29]`.
    """
    meetings = context.records.meetings
    former = {id for each in meetings.values() if each.sound("formerly") for id in each.facts.formerly}
    for index, correction in enumerate(record.facts.corrections if record.sound("corrections") else ()):
        for number, id in enumerate(correction.papers):
            if id not in meetings and id not in former:
                span = record.source.span("corrections", index, "papers", number)
                yield Issue(span, f"{quoted(id)} is not a meeting", choose(id, meetings))


@since_error(*CORRECTABLE)
def correction_out_of_time(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """A new correction is dated before the revision compared with, so it would look like an old one.

    A correction is dated the day on which it is written, and only a new one allows a change.
    """
    for new in _new(now, since):
        if new.correction.date < since.since:
            message = f"this correction is new, but dated {new.correction.date}"
            fix = f'write "date: {since.today}", the day on which it is written'
            yield Issue(now.source.span("corrections", new.index, "date"), message, fix)


@since_error(*CORRECTABLE)
def correction_without_papers(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """A new correction changes past papers that it does not name, so it would not be printed on them.

    Name them all under `papers`, by the ids of their meetings: `papers: [2019-06-28]`.
    """
    for new in _new(now, since):
        if new.places and since.is_timely(new):
            touched = papers_touched_by(new, since)
            missing = [id for id in touched if id not in new.correction.papers]
            if missing:
                message = f"this changes the paper of {either(missing)}, but does not name it"
                named = sorted({*new.correction.papers, *touched})
                span = now.source.span("corrections", new.index, "papers" if new.correction.papers else "of")
                yield Issue(span, message, f'write "papers: [{", ".join(named)}]"')


def _new(now: Record, since: Comparison) -> tuple[NewCorrection, ...]:
    return since.new_corrections.get((now.kind, now.id), ())  # type: ignore[arg-type]
