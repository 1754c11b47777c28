"""What is gone of the words that a record keeps: an entry of its history, a response, the official wording."""

from collections.abc import Iterator

from register.records.finding_facts import DATED_FIELDS
from register.records.folder import Kind
from register.records.history import changes_of
from register.records.model import OFFICIAL_WORDS, VOICES, HistoryEntry
from register.records.places import Place, PlaceKind, changed_places, paired, text_at
from register.records.record import Record

OFFICIAL = Place(PlaceKind.HEADING, OFFICIAL_WORDS)
FIRST_RESPONSES = tuple(Place(PlaceKind.HEADING, title) for title in VOICES.values())


def lost_entries(was: Record, now: Record) -> Iterator[tuple[int, int | None]]:
    """The indices of each entry of the history that was changed or removed, and of what is in its place."""
    if was.sound("history") and now.sound("history"):
        before, after = was.facts.history, _without_completions(was, now)
        for index, instead in paired(before, after):
            if index is not None and (instead is None or before[index] != after[instead]):
                yield index, instead


def _without_completions(was: Record, now: Record) -> tuple[HistoryEntry, ...]:
    """The history without values that were only at the top: dating them now loses nothing."""
    undated = [field for field in DATED_FIELDS if was.sound(field) and not any(changes_of(was.facts, field))]
    return tuple(
        entry.having({field: None for field in undated if getattr(entry, field) == getattr(was.facts, field)})
        for entry in now.facts.history
    )


def lost_words(was: Record, now: Record) -> list[Place]:
    """The places below headings whose text is no longer what it was before."""
    if was is now or not was.body or not now.body:
        return []
    words = (place for place in changed_places(was, now) if place.kind in (PlaceKind.RESPONSE, PlaceKind.HEADING))
    known = {title.casefold(): title for title in (*VOICES.values(), OFFICIAL_WORDS)}
    plain = (place._replace(name=known.get(place.name.casefold(), place.name)) for place in words)
    return [place for place in plain if text_at(was, place)]


def what_is_lost(was: Record, now: Record, place: Place) -> str:
    """What became of what stood at that place: "the entry of 2019-06-12 was changed"; empty where nothing is lost."""
    if now.kind is not Kind.RECOMMENDATION:
        return ""
    if place.kind is PlaceKind.HISTORY:
        lost = [instead for index, instead in lost_entries(was, now) if _day(was, index) == place.name]
        return f"the entry of {place.name} was {'removed' if None in lost else 'changed'}" if lost else ""
    return _what_words_are_lost(now, place) if place in lost_words(was, now) else ""


def _what_words_are_lost(now: Record, place: Place) -> str:
    if place == OFFICIAL:
        return "the official wording has changed" if text_at(now, place) else ""  # else another rule says so
    how = "changed" if text_at(now, place) else "taken out"
    if place.kind is PlaceKind.RESPONSE:
        return f"the response of {place.name} was {how}"
    return f"the first response was {how}" if place in FIRST_RESPONSES else ""


def _day(record: Record, index: int) -> str:
    return str(record.facts.history[index].date)
