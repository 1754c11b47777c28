"""Reads the words of a tracker as the register's own: statuses, also as letters and fills, types, grades, questions."""

import re
from collections.abc import Iterable, Mapping
from colorsys import rgb_to_hls
from typing import Any

from register.records.labels import id_of
from register.records.model import Colour, FindingType, Stage, Status
from register.records.nearest import slug
from register.records.record import Record, Records


def word_of(text: str, words: Mapping[str, str]) -> str | None:
    """The id that a text is, or whose label it is, in full or by its first letters: `AFI`, `CoC`, `RI`."""
    plain = slug(text)
    if plain in words or (found := id_of(text, words)):
        return plain if plain in words else found
    by_label = [id for id, label in words.items() if plain in (slug(label), slug(f"{label}s"))]
    by_letters = [id for id, label in words.items() if plain.replace("-", "") in _initials(label)]
    return _only(by_label) or _only(by_letters)


def _initials(label: str) -> tuple[str, ...]:
    """The first letters of a label's words; where it has several: `afi`, `coc`."""
    letters = "".join(word[0] for word in slug(label).split("-") if word)
    return (letters, f"{letters}s") if len(letters) > 1 else ()


def _only(found: Iterable[str]) -> str | None:
    listed = list(dict.fromkeys(found))
    return listed[0] if len(listed) == 1 else None


def type_of(text: str, types: Mapping[str, FindingType]) -> str | None:
    """The type that a text names: by its id, label, plural, first letters, or as its beginning: `Rec`."""
    labels = {id: type.label for id, type in types.items()}
    plurals = {id: type.plural for id, type in types.items()}
    plain = slug(text).replace("for-concern", "of-concern").replace("causes-of", "cause-of")
    found = word_of(plain, labels) or word_of(text, plurals)
    if found or len(plain) < _SHORTEST:
        return found
    return _only(id for id, label in labels.items() if slug(label).startswith(plain.removesuffix("s")))


_SHORTEST = 3  # letters of the beginning of a type


def type_named_in(text: str, types: Mapping[str, FindingType]) -> str | None:
    """The type that a text is, or the one that its letters name: `PEEL 2021/22 AFIs`, and not `CoC and Recs`."""
    return type_of(text, types) or _only(found for word in _LETTERS.findall(text) if (found := type_of(word, types)))


_LETTERS = re.compile(r"\b(?:[A-Z][A-Za-z]?[A-Z]s?|Recs?)\b")


# Statuses

_COLOURS = {
    "r": Colour.RED, "red": Colour.RED, "off track": Colour.RED,
    "a": Colour.AMBER, "amber": Colour.AMBER, "yellow": Colour.AMBER, "at risk": Colour.AMBER,
    "g": Colour.GREEN, "green": Colour.GREEN, "on track": Colour.GREEN,
}  # fmt: skip
_DRAWN = {
    "🔴": Colour.RED, "🟥": Colour.RED, "🟠": Colour.AMBER, "🟡": Colour.AMBER, "🟧": Colour.AMBER, "🟨": Colour.AMBER,
    "🟢": Colour.GREEN, "🟩": Colour.GREEN, "🔵": Colour.BLUE, "🟦": Colour.BLUE,
}  # fmt: skip
_DONE = (
    "b", "blue", "complete", "completed", "done", "delivered", "implemented", "complete awaiting sign off",
    "completed awaiting sign off", "awaiting sign off", "awaiting closure", "complete pending sign off",
    "pending closure", "pending sign off", "complete awaiting closure", "complete not signed off",
)  # fmt: skip
_ENDED = (
    "closed", "signed off", "discharged", "complete and closed", "complete closed", "complete signed off",
    "complete and signed off", "completed and signed off", "completed and closed",
)  # fmt: skip


def status_of(text: str, records: Records) -> str | None:
    """The status that a word, a letter of RAG or BRAG, or a phrase stands for; None where people must say."""
    statuses, text = records.statuses, without_number(_BEFORE.sub("", text))
    if colour := _DRAWN.get(text.strip("\ufe0f\u20dd ")):
        return of_colour(colour, statuses)
    plain = " ".join(re.sub(r"[^\w]+", " ", text.casefold().replace("sign-off", "sign off")).split())
    if (found := word_of(text, records.words["status"])) and len(plain) > 1:
        return found
    if plain in _DONE or _AWAITS_OTHERS.fullmatch(plain):
        return _one(statuses, "complete", lambda status: status.stage is Stage.DONE)
    if plain in _ENDED:
        return _one(statuses, "closed", lambda status: status.stage is Stage.ENDED)
    if colour := _COLOURS.get(plain):
        return of_colour(colour, statuses)
    return _first_word(text, records)


_AWAITS_OTHERS = re.compile(
    r"(?:force )?completed? (?:but |and )?(?:pending|awaiting|ready for|subject to) (?:\w+ ){0,4}"
    r"(?:sign off|review|closure|approval|verification|validation)|"
    r"(?:submitted|recommended|ready) for (?:closure|sign off)"
)
"""What the force has done, and others have still to confirm: `Completed - awaiting HMI sign off`."""


def without_number(text: str) -> str:
    """The text without the number in front by which a list is sorted: `(2) Amber`, `1 - High`."""
    return re.sub(r"^\s*(?:\(\d\)|\d\s*[-–.):])\s*(?=[A-Za-z])", "", text)


_BEFORE = re.compile(r"(?<=\w)\s*[\s(\[,;–-](?:was|were|previously|formerly)\b.*$", re.IGNORECASE | re.DOTALL)
"""What a cell adds on the status of before: `Amber (was Red)`."""


def _first_word(text: str, records: Records) -> str | None:
    """The status of `Amber - slipping` and `Green (on track)`: the words in front, where no other status follows."""
    parts = re.split(r"\s*([-–—:(/,])\s*", text.strip(), maxsplit=1)
    if len(parts) < 3 or not parts[2]:
        return None
    first, sign, rest = parts
    known = {*_COLOURS, *_DONE, *_ENDED}
    words = [word for word in re.findall(r"\w+", rest.casefold()) if len(word) > 1 or sign == "/"]
    if known.intersection(words):
        same = {status_of(part, records) for part in (first, rest)}
        return same.pop() if len(same) == 1 else None
    return status_of(first, records) if first and slug(first) not in ("complete", "completed", "closed") else None


def of_colour(colour: Colour, statuses: Mapping[str, Status]) -> str | None:
    """The status that a colour in a tracker stands for: blue for what is done, any other for what is open."""
    if colour is Colour.BLUE:
        return _one(statuses, "complete", lambda status: status.stage is Stage.DONE)
    return _one(statuses, str(colour), lambda status: status.colour is colour and status.stage is Stage.OPEN)


def status_named_in(text: str, records: Records) -> str | None:
    """The status that a heading or the name of a sheet is, or names: `Closed recs`, `Archive (closed)`."""
    first = re.search(r"(?:^|[(–—-]\s*)(completed?|closed|discharged|signed[ -]off)\b", text.strip(), re.IGNORECASE)
    return status_of(text, records) or (status_of(first[1], records) if first else None)


_STILL_OPEN = re.compile(
    r"(?:work )?in (?:progress|hand)|(?:not|yet to|to be)(?: yet)? (?:started?|begun|commenced?)|started|commenced|"
    r"under ?way|on ?going|open|active|live|outstanding|assigned|overdue|delayed|behind(?: schedule)?|slipping|"
    r"on hold|paused|pending|continuing|\d\d?%|0\.\d+"
)


def is_still_open(text: str) -> bool:
    """Whether words that are no status of the register say at least that a finding has not ended."""
    return bool(_STILL_OPEN.fullmatch(" ".join(re.sub(r"[^\w%.]+", " ", text.casefold()).split())))


def _one(statuses: Mapping[str, Status], usual: str, fits: Any) -> str | None:
    """The status of the usual id, else the only one that fits."""
    if usual in statuses and fits(statuses[usual]):
        return usual
    return _only(id for id, status in statuses.items() if fits(status))


_HUES = {
    Colour.RED: ((0, 16), (340, 360)),
    Colour.AMBER: ((28, 62),),
    Colour.GREEN: ((75, 165),),
    Colour.BLUE: ((185, 250),),
}
_PALE, _DARK = 0.25, 0.12  # below this saturation, or this light, a fill has no colour to speak of


def colour_of_fill(fill: str) -> Colour | None:
    """The colour that people see in a fill, #RRGGBB; None where it is grey, dark or between two."""
    red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (1, 3, 5))
    hue, light, saturation = rgb_to_hls(red, green, blue)
    if saturation < _PALE or light < _DARK:
        return None
    degrees = hue * 360
    return next((colour for colour, spans in _HUES.items() if any(a <= degrees <= b for a, b in spans)), None)


# Reports and their questions


def inspection_of(text: str, records: Records) -> str | None:
    """The inspection whose id or title a text is, or is the beginning of, where only one begins so."""
    titles = {id: record.facts.title or "" for id, record in records.inspections.items() if record.facts}
    if found := word_of(text, titles):
        return found
    plain = slug(text)
    begun = [id for id, title in titles.items() if f"{slug(title)}-".startswith(f"{plain}-")]
    return _only(begun) if plain else None


def inspection_named_in(text: str, records: Records) -> str | None:
    """The one inspection whose id or title stands in a text, such as a heading above a table."""
    plain = f"-{slug(text)}-"
    titles = {id: slug(record.facts.title or "") for id, record in records.inspections.items() if record.facts}
    named = (
        id for id, title in titles.items() for part in (id, title) if len(part) > _SHORTEST and f"-{part}-" in plain
    )
    return _only(named)


def about_of(text: str, framework: Record | None) -> tuple[str, str] | None:
    """What a text names in a framework: ("question", id) or ("pillar", id); None where it names neither."""
    if not framework or not framework.facts:
        return None
    number, plain = _NUMBERED.fullmatch(text.strip()).groups()  # type: ignore[union-attr]
    for field, listed in (("question", "questions"), ("pillar", "pillars")):
        words = {id: _of_service(label) for id, label in framework.labels.get(listed, {}).items()}
        numbers = {
            str(item.number): item.id
            for item in getattr(framework.facts, listed) or ()
            if getattr(item, "number", None)
        }
        if found := word_of(_of_service(plain), words) or (
            numbers.get(number or plain) if not plain or not number else None
        ):
            return field, found
    return None


def _of_service(text: str) -> str:
    """The text with one name for a fire and rescue service, which reports of different years call differently."""
    return re.sub(
        r"\b(?:fire and rescue service|fire & rescue service|frs|fire service)\b", "service", text, flags=re.IGNORECASE
    )


_NUMBERED = re.compile(
    r"(?:(?:question|q|pillar)\s*)?(?:(\d[\d.]*)(?=[\s.:–-]|$)[.:–-]?\s*)?(.*)", re.IGNORECASE | re.DOTALL
)
