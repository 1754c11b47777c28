"""Rules about history entries and responses: they may be added to, or corrected in public, but never quietly changed.

They compare a record with what it was at an earlier revision, where what a new correction names is as it is now. What
past papers would say otherwise is told with them, by the rule about past papers.
"""

from collections.abc import Iterator

from register.checks.comparison import Comparison
from register.checks.correcting import correction_of
from register.checks.issue import Issue
from register.checks.lost_places import OFFICIAL, lost_entries, lost_words, what_is_lost
from register.checks.past_papers import alters_papers
from register.checks.rule import since_error
from register.records.folder import Kind
from register.records.places import Place, PlaceKind, span_at
from register.records.record import Record


@since_error(Kind.RECOMMENDATION)
def history_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An entry in the history was changed or removed.

    Put the entry back as it was, and add a new one. If the entry was wrong, add a correction of its day. What stood at
    the top may be written into the first entry that gives the field.
    """
    for index, instead in lost_entries(was, now):
        place = Place(PlaceKind.HISTORY, str(was.facts.history[index].date))
        where = now.source.key_span("history") if instead is None else now.source.span("history", instead)
        if not alters_papers(now, place, since):
            message = f"the entry of {place.name} was {'removed' if instead is None else 'changed'}"
            yield Issue(where, message, f"put it back, or {correction_of(place, was, since)}")


@since_error(Kind.RECOMMENDATION)
def response_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An earlier response was changed or removed.

    Put it back as it was, and write what is new under a heading of its own day: `### 2020-05-14`. If it was wrong, add
    a correction of its day.
    """
    yield from _lost_words(was, now, since, official=False)


@since_error(Kind.RECOMMENDATION)
def official_words_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The official wording changed. It is the inspectorate's own, and past papers print it.

    Put it back. If it was copied wrongly, add a correction of it.
    """
    yield from _lost_words(was, now, since, official=True)


def _lost_words(was: Record, now: Record, since: Comparison, official: bool) -> Iterator[Issue]:
    for place in lost_words(was, now):
        lost = what_is_lost(was, now, place) if (place == OFFICIAL) is official else ""
        if lost and not alters_papers(now, place, since):
            yield Issue(span_at(now, place), lost, f"put it back, or {correction_of(place, was, since)}")
