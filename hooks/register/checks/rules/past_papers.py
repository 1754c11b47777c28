"""The rule that a past paper stays as it was given, and the words that say what would be different."""

import re
from collections.abc import Iterator
from datetime import timedelta

from register.checks.advice import quoted
from register.checks.comparison import Comparison
from register.checks.correcting import correction_of
from register.checks.issue import Issue
from register.checks.lost_places import what_is_lost
from register.checks.papers import ChangedPaper, is_number
from register.checks.past_papers import Cause, causes_in
from register.checks.rule import since_error
from register.figures.statements import Difference, Statement
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.html_text import text_of_html
from register.records.places import PlaceKind, span_at, text_at
from register.records.record import received_on
from register.records.source import Span
from register.records.values import day_in_words


@since_error()
def paper_changed(since: Comparison) -> Iterator[Issue]:
    """A paper that members have read would now say something else, because of a change in the records.

    Put back what was changed. What reached the register late says so, with `recorded` and the day: then no paper of
    before shows it. If the paper was wrong, add a correction that says of what it is and names the papers.
    """
    for cause in causes_in(since):
        yield Issue(_span(cause), _message(cause), _way_out(cause, since), cause.now.file.path)


def _span(cause: Cause) -> Span:
    if cause.place:
        return span_at(cause.now, cause.place, cause.was)
    days = ("received", "inspection", "published")
    return next((cause.now.source.key_span(field) for field in days if cause.now.source.has(field)), Span(1))


def _message(cause: Cause) -> str:
    first, *others = cause.papers
    more = f", and {len(others):,} more would change" if others else ""
    is_new = cause.was is None and cause.now.kind is Kind.RECOMMENDATION
    told = "count this finding, which is new" if is_new else _told(first)
    lost = what_is_lost(cause.was, cause.now, cause.place) if cause.was and cause.place else ""
    return f"{f'{lost}, so ' if lost else ''}the paper of {day_in_words(first.meeting.day)} would {told}{more}"


# What would be different, in the words of the paper


def _told(paper: ChangedPaper) -> str:
    """The first number that would be another, else the first thing that would."""
    if not paper.sure:
        return "give other numbers"
    if number := next((each for each in paper.sure if is_number(each)), None):
        return _number_in_words(number)
    first = paper.sure[0]
    if first.was and first.now:
        return _in_words(first.was, first.now)
    gone = next((each.was for each in paper.sure if each.was and not each.now), None)
    new = next((each.now for each in paper.sure if each.now and not each.was), None)
    if gone and new and gone.part == new.part and gone.subject != new.subject:
        return f"say {quoted(new.subject or new.value)} instead of {quoted(gone.subject or gone.value)}"
    said: Statement = new or gone  # type: ignore[assignment]
    what, where = quoted(text_of_html(said.value)), quoted(said.subject or said.part)
    return f"{'say' if new else 'no longer say'} {what} under {where}"


def _number_in_words(number: Difference) -> str:
    """The number as it would be; a paper leaves out those of statuses that none of its findings has or had."""
    name = next(said.name for said in (number.now, number.was) if said)
    before, after = (said.value if said else "0" for said in (number.was, number.now))
    return f"say {after} {_SHAPE.sub('', name).lower()} instead of {before}"


def _in_words(was: Statement, now: Statement) -> str:
    if was == now:
        return f"list {quoted(now.subject or text_of_html(now.value))} elsewhere under {quoted(now.part)}"
    one, other = _apart(text_of_html(was.value), text_of_html(now.value))
    under = f" under {quoted(now.name)}" if now.name else ""
    return f"say {other} instead of {one}{under}{f' of {quoted(now.subject)}' if now.subject else ''}"


_SHAPE = re.compile(r"^\W+")


_AROUND = 3  # words before the first that differs, so that a reader finds the place


def _apart(was: str, now: str) -> tuple[str, str]:
    """The two texts in quotation marks, each from a little before the first word that differs."""
    before, after = was.split(), now.split()
    same = next((n for n, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = max(0, (min(len(before), len(after)) if same is None else same) - _AROUND)
    return _from(before, start), _from(after, start)


def _from(words: list[str], start: int) -> str:
    return quoted(("... " if start else "") + " ".join(words[start:])) if words else "nothing"


# What to write instead


def _way_out(cause: Cause, since: Comparison) -> str:
    if cause.was is None:
        return _for_new(cause, since)
    if cause.place is None:
        return "put back what was changed in it, and in the records that it covers"
    return f"{_first_way(cause, since)}, or {correction_of(cause.place, cause.was, since)}"


def _for_new(cause: Cause, since: Comparison) -> str:
    if cause.now.kind in (Kind.RECOMMENDATION, Kind.INSPECTION):
        return f'write "recorded: {since.today}", the day on which it came into the register'
    first = cause.papers[0]
    if cause.now.kind is Kind.MEETING and first.was.previous and first.was.previous != first.meeting.previous:
        return f'write "previous: {first.was.previous}" into the meeting {quoted(first.meeting.id)}, as its paper said'
    return "correct its day"


def _first_way(cause: Cause, since: Comparison) -> str:
    """What is probably meant, where nothing was wrong before."""
    was, now, place = cause.was, cause.now, cause.place
    before, after = text_at(was, place), text_at(now, place)  # type: ignore[arg-type]
    if place.kind is PlaceKind.HISTORY and not before:  # type: ignore[union-attr]
        return f'write "recorded: {since.today}" into the entry, if it came into the register after its day'
    if place.kind is PlaceKind.RESPONSE and not before:  # type: ignore[union-attr]
        return f'write "### {place.name} (recorded {since.today})", if it came into the register after its day'  # type: ignore[union-attr]
    if now.kind is Kind.RECOMMENDATION and place.name in DATED_FIELDS:  # type: ignore[union-attr]
        name, received = place.name, received_on(now, since.now)  # type: ignore[union-attr]
        stood = f'"{name}: {before}" into an entry of {received} in the history and ' if before else ""
        return f'write {stood}"{name}: {after or "none"}" into one of {since.today}'
    if now.kind is Kind.REGISTER and place.name in ("statuses", "more_statuses"):  # type: ignore[union-attr]
        until = since.today - timedelta(1)
        return f'put it back, or give the words of before under "earlier: [{{until: {until}, ...}}]" of the status'
    return "put it back"
