"""All kinds of edits of tests/long/edits.py: the honest ones, and every other change of a field, an entry or words."""

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from register.records.folder import Kind
from register.records.model import FACTS

from tests.long.edited_register import COMMITTED, NOW, OWNERS, Doc, Register, moved, sentence
from tests.long.honest_edits import HONEST, EditKind, Skip, Sort, a_finding, a_new_report, as_new, one

# Any other change


def _edits_of_fields() -> Iterator[EditKind]:
    """For each field of each kind of record: another value, and none."""
    folders = {
        Kind.RECOMMENDATION: "recommendations",
        Kind.INSPECTION: "inspections",
        Kind.MEETING: "meetings",
        Kind.FRAMEWORK: "frameworks",
    }
    for kind, folder in (*folders.items(), (Kind.REGISTER, "register.yml")):
        for name in FACTS[kind].fields():
            if name not in ("corrections", "formerly", "withheld"):
                yield EditKind(f"{kind}: another {name}", Sort.ANY, _another(folder, name))
                yield EditKind(f"{kind}: no {name}", Sort.ANY, _without(folder, name))


def _paths(register: Register, folder: str) -> list[str]:
    return [folder] if folder in register else register.of(folder)


def _another(folder: str, name: str) -> Callable[[Register, Random], None]:
    def edit(register: Register, random: Random) -> None:
        facts = register[one(random, _paths(register, folder))].facts
        if name in facts:
            facts[name] = _other(facts[name], random, register, name)
        elif name in _SAMPLES:
            facts[name] = random.choice(_SAMPLES[name])
        else:
            raise Skip

    return edit


def _without(folder: str, name: str) -> Callable[[Register, Random], None]:
    def edit(register: Register, random: Random) -> None:
        del register[one(random, [path for path in _paths(register, folder) if name in register[path].facts])].facts[
            name
        ]

    return edit


_SAMPLES: dict[str, list[Any]] = {
    "pillar": ["effectiveness"], "also": [["leaders"]], "with": [["Head of Crime"]], "received": ["2020-03-12", "2023-01-01"], "recorded": ["2021-01-01", "2020-01-01"],
    "deadline": ["soon"], "next": [{"what": "A step", "by": "2027-01-01"}], "accepted": ["yes", "partly"], "closed": ["2022-02-02"], "priority": ["high"],
    "inspectorate_status": ["being-progressed"], "parent": ["finding-8", "finding-16"], "superseded_by": ["finding-2"], "repeats": ["finding-3"],
    "waiting_on": ["The College"], "links": [[{"title": "A", "url": "https://www.example.org/"}]], "publish": ["false"], "history": [[{"date": "2022-07-01", "status": "red", "reason": "New."}]],
    "response_url": ["https://www.example.org/said"], "inspectorate": ["Another Inspectorate"], "response_days": [20, "none"], "published": ["2026-11-01", "2023-01-01"], "response_published": ["2020-01-01"],
    "as_at": ["2019-06-20", "2022-09-01"], "previous": ["2019-01-01", "2020-05-05"], "next_meeting": ["2027-05-05"], "held": ["false"], "reason": ["Snow."],
    "pillars": [[{"id": "other", "label": "Other"}]], "comparable_with": [["peel"]], "due_soon_days": [60, 1], "statuses": [[{"id": "red", "label": "Bad", "meaning": "Bad.", "stage": "open", "colour": "red"}]],
    "committees": [[{"name": "Audit Committee", "follows": "Scrutiny Panel"}]], "more_types": [[{"id": "letter", "label": "Letter", "plural": "Letters"}]], "types": [[{"id": "recommendation", "label": "Advice", "plural": "Advice"}]],
    "inspectorate_statuses": [[{"id": "being-progressed", "label": "Moving"}]], "began": ["2018-01-01"], "timezone": ["Europe/Paris"],
}  # fmt: skip


def _other(value: Any, random: Random, register: Register, name: str = "") -> Any:
    """Another value like this one."""
    match value:
        case dict():
            key = one(random, value)
            return {**value, key: _other(value[key], random, register, key)}
        case list():
            number = random.randrange(len(value)) if value else 0
            return one(random, [
                value[::-1], value[:number] + value[number + 1 :], [*value[:number], _other(value[number], random, register, name), *value[number + 1 :]] if value else [*value, "a"],
            ])  # fmt: skip
        case str() if len(value) == 10 and value[4:5] == "-":
            return moved(value, random.choice((-400, -30, -1, 1, 30, 400)))
        case str():
            known = {
                "status": ("red", "amber", "green"),
                "owner": OWNERS,
                "grade": ("good", "inadequate"),
                "question": ("leaders", "workforce", "cells"),
                "type": ("recommendation", "area-for-improvement"),
                "inspection": ("peel-2019", "peel-2022"),
            }
            return random.choice(
                [each for each in known.get(name, (f"{value} anew", value[:-1] or "a")) if each != value]
            )
        case int():
            return value + random.choice((-5, 5))
    raise Skip


def _history_edit(edit: Callable[[list[dict[str, Any]], Random, Register], None]) -> Callable[[Register, Random], None]:
    def whole(register: Register, random: Random) -> None:
        facts = a_finding(register, random, with_history=True).facts
        edit(facts["history"], random, register)
        last = {
            name: value
            for entry in facts["history"]
            for name, value in entry.items()
            if name in ("status", "due", "owner")
        }
        facts |= last

    return whole


def _edits_of_history() -> Iterator[EditKind]:
    for name in ("date", "status", "due", "owner", "reason", "approved_by", "next"):
        yield EditKind(f"history: another {name}", Sort.ANY, _history_edit(_another_in(name)))
        yield EditKind(f"history: no {name}", Sort.ANY, _history_edit(_none_in(name)))
    for name, value in (
        ("recorded", NOW),
        ("waiting_on", "The College"),
        ("with", ["Head of Crime"]),
        ("accepted", "yes"),
        ("outcome", "done"),
        ("inspectorate_status", "being-progressed"),
        ("due", "none"),
    ):
        yield EditKind(f"history: {name} added", Sort.ANY, _history_edit(_added_in(name, value)))
    yield EditKind(
        "history: an entry gone",
        Sort.ANY,
        _history_edit(lambda history, random, _: history.pop(random.randrange(len(history)))),
    )
    yield EditKind(
        "history: two entries changed about",
        Sort.ANY,
        _history_edit(lambda history, *_: history.insert(0, history.pop())),
    )
    yield EditKind(
        "history: an entry twice",
        Sort.ANY,
        _history_edit(lambda history, *_: history.insert(1, dict(history[0]))),
    )
    yield EditKind("history: an entry in the past", Sort.ANY, _history_edit(_inserted))
    yield EditKind(
        "history: an entry in the past with its status",
        Sort.ANY,
        _history_edit(lambda history, random, register: _inserted(history, random, register, status="red")),
    )


def _another_in(name: str) -> Callable[[list[dict[str, Any]], Random, Register], None]:
    def edit(history: list[dict[str, Any]], random: Random, register: Register) -> None:
        entry = one(random, [each for each in history if name in each])
        entry[name] = _other(entry[name], random, register, name)

    return edit


def _none_in(name: str) -> Callable[[list[dict[str, Any]], Random, Register], None]:
    return lambda history, random, _: one(random, [each for each in history if name in each]).pop(name)


def _added_in(name: str, value: Any) -> Callable[[list[dict[str, Any]], Random, Register], None]:
    return lambda history, random, _: one(random, history).update({name: value})


def _inserted(history: list[dict[str, Any]], random: Random, register: Register, **more: str) -> None:
    number = random.randrange(len(history))
    history.insert(number + 1, {"date": moved(history[number]["date"], 1), "reason": sentence(random), **more})


def _edits_of_words() -> Iterator[EditKind]:
    for folder in ("recommendations", "inspections", "meetings"):
        for name, edit in (("changed", _changed), ("gone", _gone), ("emptied", _emptied), ("doubled", _doubled)):
            yield EditKind(f"{folder}: a section {name}", Sort.ANY, _section_edit(folder, edit))
    yield EditKind("recommendations: a response of another day", Sort.ANY, _redated_response)
    yield EditKind("recommendations: a response in the past", Sort.ANY, _earlier_response)
    yield EditKind("recommendations: a response of another voice", Sort.ANY, _other_voice)
    yield EditKind(
        "meetings: a summary",
        Sort.ANY,
        lambda register, random: register[one(random, register.of("meetings"))].sections.insert(
            0, ("Summary", 2, sentence(random))
        ),
    )


def _section_edit(folder: str, edit: Callable[[list[Any], int, Random], None]) -> Callable[[Register, Random], None]:
    def whole(register: Register, random: Random) -> None:
        sections = register[one(random, register.of(folder))].sections
        edit(sections, one(random, range(len(sections))), random)

    return whole


def _changed(sections: list[Any], number: int, random: Random) -> None:
    sections[number] = (*sections[number][:2], sentence(random))


def _gone(sections: list[Any], number: int, _: Random) -> None:
    del sections[number]


def _emptied(sections: list[Any], number: int, _: Random) -> None:
    sections[number] = (*sections[number][:2], "")


def _doubled(sections: list[Any], number: int, _: Random) -> None:
    title, level, text = sections[number]
    sections[number] = (title, level, f"{text}\n\n{text}")


def _response(register: Register, random: Random) -> tuple[Doc, int]:
    doc = a_finding(register, random)
    return doc, one(random, [number for number, (_, level, _) in enumerate(doc.sections) if level == 3])


def _redated_response(register: Register, random: Random) -> None:
    doc, number = _response(register, random)
    day, level, text = doc.sections[number]
    doc.sections[number] = (moved(day, random.choice((-1, 1))), level, text)


def _earlier_response(register: Register, random: Random) -> None:
    doc, number = _response(register, random)
    doc.sections.insert(number + 1, (moved(doc.sections[number][0], 1), 3, sentence(random)))


def _other_voice(register: Register, random: Random) -> None:
    doc, number = _response(register, random)
    place = next(n for n, (title, *_) in enumerate(doc.sections) if title == "Evidence")
    said = doc.sections[number]
    doc.sections[place:place] = [("Policing body response", 2, "Noted."), said]
    del doc.sections[number]


def _edits_of_records() -> Iterator[EditKind]:
    for folder in ("recommendations", "inspections", "meetings", "frameworks"):
        yield EditKind(f"{folder}: one deleted", Sort.ANY, _deleted(folder))
    yield EditKind("meetings: one more in the past", Sort.ANY, _meeting_in_the_past)
    yield EditKind("recommendations: one more in the past", Sort.ANY, _finding_in_the_past)
    yield EditKind(
        "inspections: one more in the past",
        Sort.ANY,
        lambda register, random: a_new_report(register, random, published="2020-02-01"),
    )
    yield EditKind("owners: one renamed without its earlier name", Sort.ANY, _owner_lost)
    yield EditKind(
        "register: other police",
        Sort.ANY,
        lambda register, _: register["register.yml"].facts.update(organisation="Other Police"),
    )


def _deleted(folder: str) -> Callable[[Register, Random], None]:
    def edit(register: Register, random: Random) -> None:
        del register[one(random, register.of(folder))]

    return edit


def _meeting_in_the_past(register: Register, random: Random) -> None:
    day = one(random, ("2019-08-01", "2021-01-01", "2023-01-01", str(COMMITTED)))
    register[f"meetings/{day}.md"] = Doc({"title": "Update", "committee": "Audit Committee"})


def _finding_in_the_past(register: Register, random: Random) -> None:
    doc = register.copy()[one(random, register.findings(outstanding=True))]
    as_new(doc, random)
    register["recommendations/new.md"] = doc


def _owner_lost(register: Register, random: Random) -> None:
    owner = one(random, register["owners.yml"].facts)
    old, owner["role"] = owner["role"], "Head of Everything"
    for path in register.of("recommendations"):
        facts = register[path].facts
        for holder in (facts, *facts.get("history", ())):
            if holder.get("owner") == old:
                holder["owner"] = "Head of Everything"


SINGLE = (*HONEST, *_edits_of_fields(), *_edits_of_history(), *_edits_of_words(), *_edits_of_records())


def _two(register: Register, random: Random) -> None:
    for kind in random.sample([each for each in SINGLE if each.sort is Sort.ANY], 2):
        kind.edit(register, random)


def _under_an_honest_one(register: Register, random: Random) -> None:
    for sort in (Sort.HONEST, Sort.ANY):
        random.choice([each for each in SINGLE if each.sort is sort]).edit(register, random)


KINDS = (
    *SINGLE,
    EditKind("two edits", Sort.ANY, _two),
    EditKind("an edit beside an honest one", Sort.ANY, _under_an_honest_one),
)
"""Every kind of edit."""
