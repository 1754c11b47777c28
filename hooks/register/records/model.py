"""The declared fields of each kind of record: register, framework, inspection, recommendation, meeting.

A field is named, typed and described in one place: the module of its kind of record, beside this one. Validation, the
JSON Schemas, new records and the page of fields in the documentation are all made from it. Statuses, grades, pillars
and questions are the register's own words: they are defined in its files, and the rules in checks/ hold records to
them, not these types.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from register.records.facts import Correction, Facts
from register.records.finding_facts import (
    Acceptance,
    HistoryEntry,
    HyperLink,
    NextStep,
    Outcome,
    Priority,
    RecommendationFacts,
    Withheld,
)
from register.records.folder import Kind
from register.records.framework_facts import (
    UNGRADED,
    FrameworkFacts,
    Grade,
    Pillar,
    Question,
)
from register.records.inspection_facts import GradeRow, InspectionFacts, Progress
from register.records.meeting_facts import BackgroundDocument, MeetingFacts
from register.records.owner_facts import OwnerFacts, OwnersFacts
from register.records.register_facts import RegisterFacts
from register.records.source import Path
from register.records.values import holds_text, spelling_of, takes_one_or_list
from register.records.vocabulary import (
    NOT_ACCEPTED,
    SUPERSEDED,
    WITHDRAWN,
    Colour,
    EarlierWords,
    FindingType,
    InspectorateStage,
    InspectorateStatus,
    Stage,
    Status,
)

__all__ = [
    "BACKGROUND",
    "DECIDED",
    "EVIDENCE",
    "FACTS",
    "FIELD_NAMES",
    "HEADINGS",
    "NOT_ACCEPTED",
    "OFFICIAL_WORDS",
    "ONE_OR_LIST",
    "PURPOSE",
    "RESPONSE",
    "STAFF_NOTES",
    "SUMMARY",
    "SUPERSEDED",
    "TEXT_FIELDS",
    "TO_COMMITTEE",
    "UNGRADED",
    "VOCABULARIES",
    "VOICES",
    "WITHDRAWN",
    "Acceptance",
    "BackgroundDocument",
    "Colour",
    "Correction",
    "EarlierWords",
    "Facts",
    "FindingType",
    "FrameworkFacts",
    "Grade",
    "GradeRow",
    "HistoryEntry",
    "HyperLink",
    "InspectionFacts",
    "InspectorateStage",
    "InspectorateStatus",
    "MeetingFacts",
    "NextStep",
    "Outcome",
    "OwnerFacts",
    "Pillar",
    "Priority",
    "Progress",
    "Question",
    "RecommendationFacts",
    "RegisterFacts",
    "Stage",
    "Status",
    "Voice",
    "Withheld",
    "inner_model",
    "name_at",
    "plain_spelling",
    "schema",
]

FACTS: dict[Kind, type[Facts]] = {
    Kind.REGISTER: RegisterFacts,
    Kind.OWNERS: OwnersFacts,
    Kind.FRAMEWORK: FrameworkFacts,
    Kind.INSPECTION: InspectionFacts,
    Kind.RECOMMENDATION: RecommendationFacts,
    Kind.MEETING: MeetingFacts,
}

CORRECTABLE = tuple(kind for kind, facts in FACTS.items() if "corrections" in facts.fields())
"""The kinds of record that can have corrections."""


VOCABULARIES: dict[Kind, tuple[str, ...]] = {
    Kind.REGISTER: ("statuses", "more_statuses", "inspectorate_statuses", "types", "more_types"),
    Kind.FRAMEWORK: ("grades", "pillars", "questions"),
}
"""The fields that list words which other records may use, by kind."""


def inner_model(annotation: object) -> type[Facts] | None:
    """The model of a field with this annotation, or of the items of its list; None where it has none."""
    if isinstance(annotation, type) and issubclass(annotation, Facts):
        return annotation
    return next((found for part in get_args(annotation) if (found := inner_model(part))), None)


def plain_spelling(kind: Kind, path: Path, text: str) -> str:
    """The text in the one spelling that its field would keep: without the case and blanks that the field forgives.

    A text whose field forgives neither, or is not declared, comes back as it is.
    """
    in_any_list = tuple(0 if isinstance(step, int) else step for step in path)
    return _spellings(kind).get(in_any_list, str)(text)


@cache
def _spellings(kind: Kind) -> Mapping[Path, Callable[[str], Any]]:
    """How each field that forgives is spelled, by its path; every index of a list is 0."""
    spelled = ((path, spelling_of(declared)) for path, declared in _declared(FACTS[kind]))
    return {path: spelling for path, spelling in spelled if spelling}


def _declared(declared: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """The type of every value below a declared type, with its path."""
    if isinstance(declared, type) and issubclass(declared, Facts):
        types = get_type_hints(declared, include_extras=True)
        for name, about in declared.model_fields.items():
            yield from _declared(types[name], (*path, about.alias or name))
    elif get_origin(declared) is tuple:
        yield from _declared(get_args(declared)[0], (*path, 0))
    elif get_origin(getattr(declared, "__origin__", None)) is tuple:  # one or more
        yield from _declared(declared.__origin__, path)  # type: ignore[attr-defined]
        yield from _declared(get_args(declared.__origin__)[0], path)  # type: ignore[attr-defined]
    elif get_origin(declared) in (Union, UnionType):  # the other part is None
        yield from _declared(get_args(declared)[0], path)
    else:
        yield path, declared


def name_at(path: Path) -> str:
    """The name of the field at the path, or of the list that the path has an entry of."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


TEXT_FIELDS = {
    kind: frozenset(
        name_at(path) for path, declared in _declared(facts) if holds_text(getattr(declared, "__metadata__", ()))
    )
    for kind, facts in FACTS.items()
}
"""The names of the fields that hold free text, by kind."""

ONE_OR_LIST = {
    kind: frozenset(
        name
        for name, about in facts.fields().items()
        if takes_one_or_list(getattr(get_type_hints(facts, include_extras=True).get(name), "__metadata__", ()))
    )
    for kind, facts in FACTS.items()
}
"""The names of the fields that hold one value or a list of them, by kind."""

FIELD_NAMES = frozenset(
    step for facts in FACTS.values() for path, _ in _declared(facts) for step in path if isinstance(step, str)
)
"""The names of all fields, of every model."""


# The headings of a body. Inspections add one for each question.

OFFICIAL_WORDS, RESPONSE, EVIDENCE, STAFF_NOTES = "Recommendation", "Force response", "Evidence", "Staff notes"
POLICING_BODY_RESPONSE = "Policing body response"
SUMMARY = "Summary"
PURPOSE, BACKGROUND, TO_COMMITTEE, DECIDED = "Purpose", "Background", "Recommendations", "Decided"


class Voice(StrEnum):
    """Who answers a finding: the force, or the body that holds it to account."""

    FORCE = "force"
    POLICING_BODY = "policing-body"


VOICES: dict[Voice, str] = {Voice.FORCE: RESPONSE, Voice.POLICING_BODY: POLICING_BODY_RESPONSE}
"""The heading below which each of them answers."""

HEADINGS: dict[Kind, tuple[str, ...]] = {
    Kind.RECOMMENDATION: (OFFICIAL_WORDS, *VOICES.values(), EVIDENCE, STAFF_NOTES),
    Kind.INSPECTION: (SUMMARY,),
    Kind.MEETING: (SUMMARY, PURPOSE, BACKGROUND, TO_COMMITTEE, DECIDED),
}


def schema(kind: Kind) -> dict[str, object]:
    """The JSON Schema (2020-12) of the kind's facts, as editors and other programs use it."""
    declared = json.loads(_schema_of_facts(kind))
    if kind is Kind.OWNERS:  # the file is the list itself
        declared |= {**declared.pop("properties")["owners"], "title": declared["title"]}
        del declared["required"], declared["additionalProperties"]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **declared}


@cache
def _schema_of_facts(kind: Kind) -> str:
    """The schema of the kind's facts, as JSON: whoever reads it may alter what they get."""
    return json.dumps(FACTS[kind].model_json_schema(mode="validation"))
