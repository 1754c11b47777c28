"""Rules about history entries and responses: they may be added to, or corrected in public, but never quietly changed.

They compare a record with what it was at an earlier revision, where what a new correction names is as it is now.
"""

from collections.abc import Iterator

from register.checks.comparison import Comparison
from register.checks.correcting import correction_of
from register.checks.issue import Issue
from register.checks.rule import since_error
from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.history import changes_of
from register.records.model import OFFICIAL_WORDS, VOICES, HistoryEntry
from register.records.places import Place, PlaceKind, changed_places, paired, span_at, text_at
from register.records.record import Record


@since_error(Kind.RECOMMENDATION)
def history_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An entry in the history was changed or removed.

    Put the entry back as it was, and add a new one. If the entry was wrong, add a correction of its day. What stood at
    the top may be written into the first entry that gives the field.
    """
    if not was.sound("history") or not now.sound("history"):
        return
    before, after = was.facts.history, _without_completions(was, now)
    for index, instead in paired(before, after):
        if index is None or (instead is not None and before[index] == after[instead]):
            continue
        day = before[index].date
        where = now.source.key_span("history") if instead is None else now.source.span("history", instead)
        fix = f"put it back, or {correction_of(Place(PlaceKind.HISTORY, str(day)), was, since)}"
        yield Issue(where, f"the entry of {day} was {'removed' if instead is None else 'changed'}", fix)


def _without_completions(was: Record, now: Record) -> tuple[HistoryEntry, ...]:
    """The history without values that were only at the top: dating them now loses nothing."""
    undated = [field for field in DATED_FIELDS if was.sound(field) and not any(changes_of(was.facts, field))]
    return tuple(
        entry.having({field: None for field in undated if getattr(entry, field) == getattr(was.facts, field)})
        for entry in now.facts.history
    )


_FIRST_RESPONSES = tuple(Place(PlaceKind.HEADING, title) for title in VOICES.values())
_OFFICIAL_WORDS = Place(PlaceKind.HEADING, OFFICIAL_WORDS)


@since_error(Kind.RECOMMENDATION)
def response_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An earlier response was changed or removed.

    Put it back as it was, and write what is new under a heading of its own day: `### 2020-05-14`. If it was wrong, add
    a correction of its day.
    """
    for place in _changed_words(was, now):
        if place.kind is PlaceKind.RESPONSE or place in _FIRST_RESPONSES:
            name = f"the response of {place.name}" if place.kind is PlaceKind.RESPONSE else "the first response"
            how = "changed" if text_at(now, place) else "taken out"
            fix = f"put it back, or {correction_of(place, was, since)}"
            yield Issue(span_at(now, place), f"{name} was {how}", fix)


@since_error(Kind.RECOMMENDATION)
def official_words_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The official wording changed. It is the inspectorate's own, and past papers print it.

    Put it back. If it was copied wrongly, add a correction of it.
    """
    if _OFFICIAL_WORDS in _changed_words(was, now) and text_at(
        now, _OFFICIAL_WORDS
    ):  # without it, another rule says so
        fix = f"put it back, or {correction_of(_OFFICIAL_WORDS, was, since)}"
        yield Issue(span_at(now, _OFFICIAL_WORDS), "the official wording has changed", fix)


def _changed_words(was: Record, now: Record) -> list[Place]:
    """The places below headings whose text is no longer what it was before."""
    if was is now or not was.body or not now.body:
        return []
    words = (place for place in changed_places(was, now) if place.kind in (PlaceKind.RESPONSE, PlaceKind.HEADING))
    known = {title.casefold(): title for title in (*VOICES.values(), OFFICIAL_WORDS)}
    plain = (place._replace(name=known.get(place.name.casefold(), place.name)) for place in words)
    return [place for place in plain if text_at(was, place)]
