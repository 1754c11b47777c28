"""The rule that a paper once given stays as it was given, and the words in which it says what would be different."""

from collections.abc import Iterator
from datetime import date, timedelta

from register.checks.advice import quoted
from register.checks.comparison import Comparison
from register.checks.correcting import correction_of
from register.checks.issue import Issue
from register.checks.past_papers import Cause, causes_in
from register.checks.rule import since_error
from register.figures.statements import Difference, Statement
from register.records.folder import Kind
from register.records.history import DATED_FIELDS
from register.records.places import PlaceKind, span_at, text_at
from register.records.record import received_on
from register.records.source import Span


@since_error()
def paper_changed(since: Comparison) -> Iterator[Issue]:
    """A paper that members have read would say something else now, whatever change of the records makes it so.

    Put back what was changed. What reached the register late says so, with `recorded` and the day: then no paper of
    before shows it. If the paper was wrong, add a correction that says of what it is and names the papers.
    """
    for cause in causes_in(since):
        yield Issue(_span(cause), _message(cause), _way_out(cause, since), cause.now.file.path)


def _span(cause: Cause) -> Span:
    if cause.place:
        return span_at(cause.now, cause.place)
    days = ("received", "inspection", "published")
    return next((cause.now.source.key_span(field) for field in days if cause.now.source.has(field)), Span(1))


def _message(cause: Cause) -> str:
    first, *others = cause.papers
    more = f", and {len(others):,} more would change" if others else ""
    is_new = cause.was is None and cause.now.kind is Kind.RECOMMENDATION
    told = "count this finding, which is new" if is_new else _in_words(first.differences[0])
    return f"the paper of {_day(first.meeting.day)} would {told}{more}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


# What would be different, in the words of the paper


def _in_words(difference: Difference) -> str:
    was, now = difference
    said: Statement = now or was  # type: ignore[assignment]
    if was == now:
        return f"list {quoted(said.subject or said.name)} elsewhere under {quoted(said.part)}"
    if said.name == "title" and said.id:
        return _named_or_not(was, now)
    if _is_number(was) and _is_number(now) and not said.id:
        return f"say {now.value if now else 0} {said.name} instead of {was.value if was else 0}"
    one, other = _apart(was.value if was else "", now.value if now else "")
    about = f"as the {said.name} of {quoted(said.subject)}" if said.id else f"as the {said.name}"
    return f"say {other} instead of {one} {about}"


def _named_or_not(was: Statement | None, now: Statement | None) -> str:
    if was and now:
        return f"say {quoted(now.value)} instead of {quoted(was.value)} as a title under {quoted(now.part)}"
    said: Statement = now or was  # type: ignore[assignment]
    return f"{'name' if now else 'no longer name'} {quoted(said.subject)} under {quoted(said.part)}"


def _is_number(said: Statement | None) -> bool:
    return said is None or said.value.isdigit()


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
        return "put back what was changed in it and in the records that it tells of"
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
