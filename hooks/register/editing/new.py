"""Makes the text of a new record: empty, for people to fill in, or with what is known already."""

from collections.abc import Iterator, Mapping
from typing import get_origin

from pydantic.fields import FieldInfo

from register.editing.yaml_text import entry_lines, written
from register.records.folder import File, Kind, path_of_record
from register.records.model import FACTS, HEADINGS, UNGRADED, inner_model
from register.records.record import Records, framework_of, meeting_day, speaks_of

USUAL = {
    Kind.RECOMMENDATION: ("question", "owner", "due"),
    Kind.INSPECTION: ("published", "url", "grades"),
    Kind.MEETING: ("as_at", "next_meeting"),
}
"""The fields that nearly every new record of the kind has, beside those that are required."""


def new_file(kind: Kind, id: str, facts: Mapping[str, str], words: Mapping[str, str] | None = None) -> File:
    """The file of a new record with these facts, by field, and these words, by heading."""
    return File(path_of_record(kind, id), kind, skeleton(kind, facts, words).encode())


def single_fields(kind: Kind) -> Mapping[str, FieldInfo]:
    """The fields of the kind that hold one value each, by name: no lists, and no groups of fields."""
    declared = FACTS[kind].fields().items()
    return {n: about for n, about in declared if not inner_model(about.annotation) and not _is_list(about)}


def _is_list(about: FieldInfo) -> bool:
    return get_origin(about.annotation) is tuple


def is_expected(kind: Kind, name: str) -> bool:
    """Whether nearly every new record of the kind has the field."""
    return FACTS[kind].fields()[name].is_required() or name in USUAL.get(kind, ())


def skeleton(kind: Kind, facts: Mapping[str, str] | None = None, words: Mapping[str, str] | None = None) -> str:
    """The text of a new record: its fields, each below a comment that says what it holds; then the headings.

    With facts, it holds those, and of the others only what nearly every record has. An empty field is absent, so what
    is not needed can stay as it is. `publish` alone may not be empty.
    """
    known, said = facts or {}, words or {}
    fields = "".join(
        f"{name}: {written(known[name])}\n" if name in known else _blank(name, about)
        for name, about in FACTS[kind].fields().items()
        if name in known or not known or is_expected(kind, name)
    )
    if kind not in HEADINGS:
        return fields
    return f"---\n{fields}---\n" + "".join(_section(title, said.get(title, "")) for title in HEADINGS[kind])


def _blank(name: str, about: FieldInfo) -> str:
    required = " (required)" if about.is_required() else ""
    return f"# {about.description}{required}\n{name}:{' true' if about.default is True else ''}\n"


def _section(title: str, text: str) -> str:
    return f"\n## {title}\n" + (f"\n{text}\n" if text else "")


def findings_of(inspection: str, number: int, records: Records) -> tuple[File, ...]:
    """The files of that many new findings of the inspection, with what follows from it.

    The records hold the inspection. Where its framework has one question, the findings are about that one, with the
    grade that the inspection gave it; where it has no grades, they are not graded.
    """
    record = records.inspections[inspection]
    framework = framework_of(record, records)
    questions = [question.id for question in framework.facts.questions] if framework else []
    facts = {"inspection": inspection}
    if len(questions) == 1:
        grade = next((row.grade for row in record.facts.grades if row.question == questions[0]), None)
        facts |= {"question": questions[0]} | ({"grade": grade} if grade else {})
    if framework and not framework.facts.grades:
        facts.setdefault("grade", UNGRADED)
    return tuple(new_file(Kind.RECOMMENDATION, f"{inspection}-{n}", facts) for n in range(1, number + 1))


def carried_over(meeting: str, facts: Mapping[str, str], records: Records) -> dict[str, str]:
    """What a new meeting shares with the last one of its committee, by field: title, committee, contact.

    The committee is the given one, else the only one that there is.
    """
    day = meeting_day(meeting)
    earlier = [each for each in records.meetings.values() if each.sound() and day and speaks_of(each) < day]
    listed = [committee.name for committee in records.settings.committees]
    known = list(dict.fromkeys(listed or [each.facts.committee for each in earlier]))
    committee = facts.get("committee") or (known[0] if len(known) == 1 else None)
    if not committee:
        return {}
    last = max((each for each in earlier if each.facts.committee == committee), key=speaks_of, default=None)
    shared = {name: getattr(last.facts, name) for name in ("title", "contact")} if last else {}
    return {name: value for name, value in ({"committee": committee} | shared).items() if value and name not in facts}


def filled(facts: Mapping[str, object], words: Mapping[str, str | None], in_braces: bool = False) -> str:
    """The text of a record with these facts, in their order, and these words by heading; what is empty is left out.

    in_braces: see facts_as_yaml.
    """
    said = "".join(f"\n## {title}\n\n{text}\n" for title, text in words.items() if text)
    return f"---\n{facts_as_yaml(facts, in_braces)}---\n{said}"


def facts_as_yaml(facts: Mapping[str, object], in_braces: bool = False) -> str:
    """The fields that have a value, each on its line. False is a value: `publish: false` keeps a finding unpublished.

    An entry of a list of groups, such as a history, has a line for each of its fields; in_braces: one line for all.
    """
    told = {name: value for name, value in facts.items() if value not in (None, "", (), [])}
    return "".join(f"{line}\n" for name, value in told.items() for line in _field(name, value, in_braces))


def _field(name: str, value: object, in_braces: bool) -> Iterator[str]:
    if not isinstance(value, tuple) or isinstance(value[0], str):
        yield f"{name}: {written(value)}"
        return
    yield f"{name}:"
    for entry in value:
        yield from entry_lines(entry, "  ", in_braces)
