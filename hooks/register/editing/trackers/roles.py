"""Reads the owners of a tracker: one role or several in a cell, and names of persons, which never become owners."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from register.checks.persons import person_in
from register.records.nearest import slug
from register.records.record import Records
from register.records.values import says_nothing

# What a part of a cell begins with, or ends in, if it names a role by itself.
_ROLE = re.compile(
    r"\b(?:head|chief|director|manager|lead|leader|officer|superintendent|ch ?supt|d/?(?:ch/?)?supt|c/supt|supt|"
    r"inspector|ch ?insp|d/?(?:ch/?)?insp|insp|dci|di|constable|commissioner|secretary|commander|coordinator|"
    r"co-ordinator|adviser|advisor|analyst|champion|deputy|assistant|t/\w+|dcc|acc|acpo|cc|sro|board|team|unit|department|command|group|"
    r"committee|panel|executive|principal|senior|staff|office|bureau|centre|division|directorate|service|services|"
    r"professional standards|operations|ops|custody|crime|intelligence|training|vetting|estates|legal|finance|"
    r"communications|comms|contact|force|corporate|people|workforce|safeguarding|investigations?|response|"
    r"neighbourhoods?|policing|criminal justice|governance|risk|audit|performance|it|ict|digital|data)\b",
    re.IGNORECASE,
)
_RANK = (
    r"(?:(?:t|a|d|det|temp|acting)[/ .])?(?:ch(?:ief)?[ /.]?)?"
    r"(?:supt|superintendent|insp|inspector|sgt|sergeant|constable)|"
    r"dcs|dci|di|ds|dc|pc|ps|dcc|acc|cc"
)
_RANKED_SURNAME = re.compile(rf"(?i:{_RANK})\.? (?P<name>[A-Z][a-z'’-]+)")
_ABBREVIATION = re.compile(r"[A-Z&]{2,6}(?:[ /][A-Z&]{2,6})*")
_BETWEEN = re.compile(
    r"\s*[;\n+]\s*|\s+/\s+|(?<=[A-Za-z]{3})/(?=[A-Z])|\s+(?:and|&)\s+(?:the\s+)?(?=[A-Z])|,\s+(?:and\s+)?(?=[A-Z])"
)
_STARTS_ROLE = re.compile(
    rf"(?:head|director|manager|chief|deputy|assistant|senior|superintendent|commander|lead|(?:{_RANK})\b|t/|d/)"
    r"|.*\b(?:manager|lead|officer|director|superintendent|inspector|commander)$",
    re.IGNORECASE,
)


class Owners(NamedTuple):
    """Who a cell says answers for a finding: the parts that name somebody, and those of them that may be persons."""

    parts: tuple[str, ...]
    unsure: tuple[str, ...]
    persons_left_out: bool = False


def owners_in(text: str, records: Records) -> Owners:
    """Who a cell names, first the one that answers; what may be a person's name is to be asked about."""
    if " ".join(text.split()) in records.roles:
        return Owners((" ".join(text.split()),), ())
    without = re.sub(r"\s*\(([^()]*)\)", lambda found: "" if may_be_person(found[1], records) else found[0], text)
    parts = [" ".join(part.split()) for part in _parts(without.strip() or text)]
    named = [part for part in parts if part and not says_nothing(part) and slug(part) != "vacant"]
    unsure = tuple(part for part in named if may_be_person(part, records))
    return Owners(tuple(named), unsure, without != text)


def _parts(text: str) -> Iterable[str]:
    """The parts of a cell: always by semicolons and lines, by `and`, commas and strokes where each part is a role."""
    for line in re.split(r"\s*[;\n]\s*", text):
        parts = _BETWEEN.split(line)
        whole = len(parts) > 1 and not all(_STARTS_ROLE.match(part) or _ABBREVIATION.fullmatch(part) for part in parts)
        yield from [line] if whole and not any(map(person_in, parts)) else parts


def may_be_person(text: str, records: Records) -> bool:
    """Whether a text names a person, or may: nothing in it is known to be a role."""
    plain = " ".join(text.split())
    if plain in records.roles:
        return False
    ranked = _RANKED_SURNAME.fullmatch(plain)
    if person_in(plain) or (ranked and not _ROLE.search(ranked["name"])):
        return True
    return not _ROLE.search(plain) and not _ABBREVIATION.fullmatch(plain)
