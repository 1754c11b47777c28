"""Reads the owners of a tracker: one role or several in a cell, and names of persons, which never become owners."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from register.checks.persons import person_in
from register.records.nearest import slug
from register.records.record import Records
from register.records.values import says_nothing

# Words of posts and of bodies, which can answer for a finding.
_POSTS = (
    r"head|chief|director|manager|leads?|leader|officer|superintendent|supt|inspector|insp|dcs|dci|di|"
    r"constable|commanders?|commissioner|secretary|coordinator|co-ordinator|adviser|advisor|analyst|champion|deputy|assistant|registrar|dcc|acc|acpo|cc|"
    r"acfo|dcfo|cfo|aco|sro|board|team|unit|department|command|group|committee|panel|executive|office|bureau|"
    r"directorate|division|service|services"
)
# Words of what posts are about: a text with one of them is no bare name.
_SUBJECTS = (
    r"principal|senior|staff|centre|professional|standards|operations|operational|ops|custody|crime|intelligence|intel|"
    r"training|learning|vetting|estates|legal|finance|resources|communications|comms|contact|control|force|corporate|"
    r"people|workforce|safeguarding|investigations?|response|neighbourhoods?|policing|local|criminal|justice|governance|"
    r"risk|audit|performance|improvement|change|transformation|development|inclusion|equality|wellbeing|it|ict|digital|"
    r"data|information|prevention|protection|resilience|delivery|fire|engagement|partnerships?|public|victims?|witness|"
    r"vulnerability|vulnerable|offenders?|domestic|abuse|firearms|roads|counter|corruption|complaints|property|fleet|"
    r"procurement|recruitment|planning|strategy|strategic|programme|project|hub|county|city|area|district|north|south|"
    r"east|west|central|protective|specialist|economic|territorial|tactical|major|serious|organised|community|support|"
    r"cyber|fraud|business|neighbourhood|patrol|inspection|compliance"
)
_RANK = (
    r"(?:(?:(?i:t|a|d|c|det|temp|temporary|acting|detective|ch|chief|deputy|assistant)\.?[ /]*)*"
    r"(?i:supt|superintendent|insp|inspector|sgt|sergeant|constable|commander|cmdr|"
    r"(?:area|group|station|watch|crew) manager)"
    r"|(?:(?i:t|a|temp|acting)[/. ]+)?(?:DCS|DCI|DI|DS|DC|PC|PS|DCC|ACC|CC|ACFO|DCFO|CFO|ACO|AM|GM|SM|WM|CM))"
)
_ROLE = re.compile(rf"(?<![\w'’-])(?:{_POSTS}|{_SUBJECTS})(?![\w'’])|(?i:\bt/)\w", re.IGNORECASE)
_POST = re.compile(rf"\b(?:{_POSTS})\b", re.IGNORECASE)
_RANKED_NAME = re.compile(rf"(?<![\w/]){_RANK}\.?(?: \d+)? (?P<name>[^\W\d_a-z][\w'’-]*)")
_ABBREVIATION = re.compile(r"[A-Z&]{2,6}(?:[ /][A-Z&]{2,6})*")
_BETWEEN = re.compile(
    r"\s*[;\n+]\s*|\s+/\s+|(?<=[A-Za-z]{3})/(?=[A-Z])|\s+(?:and|&)\s+(?:the\s+)?(?=[A-Z])|,\s+(?:and\s+)?(?=[A-Z])"
)
_STARTS_ROLE = re.compile(
    rf"(?:head|director|manager|chief|deputy|assistant|senior|superintendent|commander|lead|{_RANK}\b|t/|d/)"
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
    lines = [line for line in re.split(r"\s*[;\n]\s*", text) if line]
    without = [_without_names(line, records) for line in lines]
    parts = [" ".join(part.split()) for line in without for part in _parts(line)]
    named = [part for part in parts if part and not says_nothing(part) and slug(part) != "vacant"]
    unsure = tuple(part for part in named if any(may_be_person(piece, records) for piece in _pieces(part, records)))
    return Owners(tuple(named), unsure, without != lines)


_BESIDE = re.compile(r"\s*[,:()\[\]]\s*|\s+[-–—]\s+")


def _pieces(text: str, records: Records) -> list[str]:
    """What stands beside each other in a text: a name and a role, or the parts of one."""
    return [text] if text in records.roles else [piece for piece in _BESIDE.split(text) if piece]


def _without_names(line: str, records: Records) -> str:
    """The line without the names beside a post: `Supt J Smith, Head of Crime`, `Head of Crime (J Smith)`."""
    pieces = _pieces(line, records)
    posts = [piece for piece in pieces if not may_be_person(piece, records)]
    is_beside = len(posts) < len(pieces) and any(_POST.search(post) or _ABBREVIATION.fullmatch(post) for post in posts)
    return ", ".join(posts) if is_beside else line


def _parts(line: str) -> Iterable[str]:
    """The parts of a line: by `and`, commas and strokes where each part is a role, or one may be a person."""
    parts = _BETWEEN.split(line)
    whole = len(parts) > 1 and not all(_STARTS_ROLE.match(part) or _ABBREVIATION.fullmatch(part) for part in parts)
    return [line] if whole and not any(map(person_in, parts)) else parts


def may_be_person(text: str, records: Records) -> bool:
    """Whether a text names a person, or may: nothing in it is known to be a role, or a rank stands before a name."""
    plain = " ".join(text.split())
    if plain in records.roles:
        return False
    ranked = _RANKED_NAME.search(plain)
    if person_in(plain) or (ranked and not _is_word_of_role(ranked["name"])):
        return True
    return not _ROLE.search(plain) and not _ABBREVIATION.fullmatch(plain)


def _is_word_of_role(word: str) -> bool:
    return bool(_ROLE.fullmatch(word) or _ABBREVIATION.fullmatch(word))
