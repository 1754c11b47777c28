"""Finds the known word that was probably meant by an unknown one. Knows words alone, not records."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher, get_close_matches
from functools import lru_cache

_ALIKE, _FIELD_ALIKE = 0.7, 0.75  # of 1. A value has few choices; of the many fields one always looks a bit alike.
_TRIED = 5  # of the words that look alike: the nearest may be the opposite

# What people call a field in trackers, spreadsheets and other registers, without regard to case and signs.
_OTHER_NAMES = {
    "accountable": "owner",
    "address": "url",
    "aliases": "formerly",
    "assigned-to": "owner",
    "comment": "reason",
    "comments": "reason",
    "completed": "closed",
    "depends-on": "waiting_on",
    "ended": "closed",
    "force": "organisation",
    "heading": "title",
    "href": "url",
    "judgement": "grade",
    "judgment": "grade",
    "lead": "owner",
    "link": "url",
    "name": "title",
    "note": "reason",
    "notes": "reason",
    "rag": "status",
    "redirects": "formerly",
    "ref": "reference",
    "report": "inspection",
    "responsible": "owner",
    "state": "status",
    "target": "due",
    "target-date": "due",
    "why": "reason",
}


# What people write for a word of a few, where it doesn't look like it.
_OTHER_CHOICES = {
    "accepted": "yes", "agreed": "yes", "true": "yes", "rejected": "no", "refused": "no", "false": "no",
    "in-part": "partly", "partially": "partly", "partial": "partly", "partially-accepted": "partly",
    "accepted-in-part": "partly", "pending": "awaited", "med": "medium", "pcc": "policing-body",
    "completed": "done", "complete": "done", "achieved": "done", "closed": "ended", "live": "open",
    "in-progress": "open", "up": "improved", "better": "improved", "down": "declined", "worse": "declined",
    "unchanged": "same", "no-change": "same", "yellow": "amber", "orange": "amber",
}  # fmt: skip


# The field that says the same in the other record, for what people say from the wrong side.
_OTHER_SIDE = {
    "child": "parent",
    "children": "parent",
    "parent-of": "parent",
    "repeated-by": "repeats",
    "replaces": "superseded_by",
    "supersedes": "superseded_by",
}


def slug(text: str) -> str:
    """The text as an id is written: lower-case letters and digits without accents, with single hyphens between them."""
    letters = re.sub(r"[\u0300-\u036f'\u2018\u2019]", "", unicodedata.normalize("NFKD", text))
    return re.sub(r"[^a-z0-9]+", "-", letters.lower()).strip("-")


def nearest(word: str, valid: Iterable[str], alike: float = _ALIKE) -> str | None:
    """The valid word that looks most like word, or that is a part of it; None where there is none.

    It is never the opposite of the word, or the same word with another number.
    """
    return _nearest(word, tuple(valid), alike)


@lru_cache(maxsize=1 << 14)  # the same mistake is often made many times
def _nearest(word: str, valid: tuple[str, ...], alike: float) -> str | None:
    by_plain = {_plain(candidate): candidate for candidate in valid}
    mine = _plain(word)
    if mine in by_plain:
        return by_plain[mine]
    by_initials = [plain for plain in by_plain if "-" in plain and "".join(p[:1] for p in plain.split("-")) == mine]
    if len(by_initials) == 1:
        return by_plain[by_initials[0]]  # RI for requires-improvement
    close = get_close_matches(mine, by_plain, n=_TRIED, cutoff=alike)
    within = sorted((plain for plain in by_plain if plain and f"-{plain}-" in f"-{mine}-"), key=len, reverse=True)
    if any(f"-{plain}-" not in f"-{within[0]}-" for plain in within):
        return None  # it contains two words, and either could be meant
    meant = (plain for plain in (*close, *within[:1]) if not _means_other(mine, plain, alike))
    return next((by_plain[plain] for plain in meant), None)


# What turns a word into its opposite, or makes it say less than it says: a word of its own, or the beginning of one.
_NOT = re.compile(r"(?<![a-z])(?:not|no|non|never|without|cannot|[a-z]+n-t)(?![a-z])-?")
_NEARLY = re.compile(
    r"(?<![a-z])(?:almost|nearly|part|partly|partially|half|mostly|largely|awaiting|pending|until|before)(?![a-z])"
)
_UN = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST = 3  # letters of a word that can be turned into its opposite


def _means_other(word: str, near: str, alike: float) -> bool:
    """Whether the word that looks alike says something else: the opposite, more than was said, or another number."""
    if len(_NOT.findall(word)) != len(_NOT.findall(near)) or bool(_NEARLY.search(word)) != bool(_NEARLY.search(near)):
        return True
    if _NOT.search(word) and _likeness(_NOT.sub("", word), _NOT.sub("", near)) < alike:
        return True  # they share little but the word "not"
    likeness = _likeness(word, near)
    return _is_other_number(word, near) or any(_likeness(word, other) > likeness for other in _opposites(near, word))


def _likeness(word: str, other: str) -> float:
    return SequenceMatcher(None, word, other).ratio()


def _opposites(near: str, word: str) -> Iterator[str]:
    """The near word with one of its parts turned into its opposite, in each possible way."""
    parts, begun = near.split("-"), [un for un in _UN if re.search(rf"\b{un}", word)]
    for index, part in enumerate(parts):
        turned = [part.removeprefix(un) for un in _UN if part.startswith(un)] + [un + part for un in begun]
        for other in turned:
            if min(len(part), len(other)) >= _SHORTEST:
                yield "-".join([*parts[:index], other, *parts[index + 1 :]])


def _is_other_number(word: str, near: str) -> bool:
    """Whether the numbers in two words differ by more than a typing error: R4 is not R5."""
    numbers, others = re.findall(r"\d+", word), re.findall(r"\d+", near)
    if len(numbers) != len(others):
        fewer, more = sorted((numbers, others), key=len)
        return not set(fewer) <= set(more)
    return any(not _is_slip(number, other) for number, other in zip(numbers, others, strict=True))


def _is_slip(number: str, other: str) -> bool:
    """Whether two digits changed places, or one is missing, or the century."""
    if sorted(number) == sorted(other):
        return True
    shorter, longer = sorted((number, other), key=len)
    missing = any(longer[:index] + longer[index + 1 :] == shorter for index in range(len(longer)))
    return missing or (len(longer) == 4 and len(shorter) == 2 and longer.endswith(shorter))


def nearest_choice(word: str, valid: Iterable[str]) -> str | None:
    """The one of a few words that was meant: what others write for it, or the nearest; None where there is none."""
    known = list(valid)
    other = _OTHER_CHOICES.get(_plain(word))
    return other if other in known else nearest(word, known)


def nearest_field(name: str, fields: Iterable[str]) -> str | None:
    """The field that was meant: one that looks like name, or that others call by it; None where there is none."""
    known = list(fields)
    if other_side(name):
        return None
    other = _OTHER_NAMES.get(_plain(name))
    return other if other in known else nearest(name, known, _FIELD_ALIKE)


def nearest_heading(title: str, titles: Iterable[str]) -> str | None:
    """The heading that was meant: each of its words looks like one of the title, so that nobody answers for another."""
    known = list(titles)
    if (other := _OTHER_HEADINGS.get(_plain(title))) in known:
        return other
    if _OF_POLICING_BODY.fullmatch(_plain(title)):
        return next((other for other in known if _OF_POLICING_BODY.fullmatch(_plain(other))), None)
    found = nearest(title, known)
    words = _plain(title).split("-")
    parts = _plain(found).split("-") if found else []
    return found if all(any(_likeness(word, part) >= _WORD_ALIKE for word in words) for part in parts) else None


# What people call a section in trackers, spreadsheets and other registers.
_OTHER_HEADINGS = {
    "description": "Recommendation", "wording": "Recommendation", "recommendation-text": "Recommendation",
    "notes": "Staff notes", "internal-notes": "Staff notes", "private-notes": "Staff notes",
}  # fmt: skip
_WORD_ALIKE = 0.6
# The body that holds the force or service to account has a different name in each area.
_POLICING_BODY = r"(?:pcc|opcc|pfcc|commissioner|mayor|mopac|policing-body|(?:police|fire|fire-and-rescue)-authority)"
_ANSWER = r"(?:response|reply|answer|comments?)"
_OF_POLICING_BODY = re.compile(
    rf"(?:.*-)?{_POLICING_BODY}(?:-s)?-{_ANSWER}|{_ANSWER}-(?:of|by|from)-(?:.*-)?{_POLICING_BODY}"
)


def letters(name: str) -> str:
    """The letters and digits of a name, without regard to case."""
    return re.sub(r"[\W_]+", "", name.casefold())


def is_slip_of(name: str, other: str) -> bool:
    """Whether one name is most likely the other with a slip of the keyboard, or with other small words."""
    mine, its = _plain_name(name), _plain_name(other)
    if mine == its:
        return name != other
    parts = set(mine.split("-")) ^ set(its.split("-"))
    if any(len(part) < _SHORTEST or re.search(r"\d", part) for part in parts):
        return False  # Panel A is not Panel B
    changes = SequenceMatcher(None, mine, its, autojunk=False).get_opcodes()
    return sum(max(end - begin, to - start) for kind, begin, end, start, to in changes if kind != "equal") <= _SLIPS


_SLIPS = 2  # letters


def _plain_name(name: str) -> str:
    return _plain(name.replace("&", " and ")).removeprefix("the-")


def other_side(name: str) -> str | None:
    """The field of the other record that says the same; None where the name says nothing from the other side."""
    return _OTHER_SIDE.get(_plain(name))


def _plain(word: str) -> str:
    """The word without regard to case, and with one sign for blanks, underscores and hyphens."""
    return re.sub(r"[\W_]+", "-", str(word).casefold()).strip("-")
