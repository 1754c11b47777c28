"""The kinds of edits of tests/long/edits.py: what staff do honestly, and what changes a record in any other way.

A kind is a function that changes a register by chance. It raises Skip where the register has nothing to change so.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum
from random import Random
from typing import Any, NamedTuple

from register.records.folder import Kind
from register.records.model import FACTS

from tests.long.edited_register import COMMITTED, OWNERS, TODAY, Doc, Register, moved, sentence

NOW = str(TODAY)


class Skip(Exception):
    """There is nothing here to change so."""


class Sort(StrEnum):
    """HONEST edits may never be refused. WAYs need no correction, and papers may change. ANY may be refused."""

    HONEST = "honest"
    WAY = "way"
    ANY = "any"


class EditKind(NamedTuple):
    """A kind of edit."""

    name: str
    sort: Sort
    edit: Callable[[Register, Random], None]


HONEST: list[EditKind] = []


def honest(edit: Callable[[Register, Random], None]) -> Callable[[Register, Random], None]:
    """Lists an honest kind."""
    HONEST.append(EditKind(edit.__name__.replace("_", " "), Sort.HONEST, edit))
    return edit


def way(edit: Callable[[Register, Random], None]) -> Callable[[Register, Random], None]:
    """Lists a kind that needs no correction."""
    HONEST.append(EditKind(edit.__name__.replace("_", " "), Sort.WAY, edit))
    return edit


def one(random: Random, values: Any) -> Any:
    """One of the values. Raises Skip where there are none."""
    if not (listed := list(values)):
        raise Skip
    return random.choice(listed)


def _finding(register: Register, random: Random, **how: Any) -> Doc:
    return register[one(random, register.findings(**how))]


def _with_entry(doc: Doc, entry: dict[str, Any]) -> None:
    """The finding with an entry of today; what stood at the top begins a history that is not there yet."""
    facts = doc.facts
    if "history" not in facts:
        kept = {name: facts[name] for name in ("status", "due", "owner", "next") if name in facts}
        day = facts.get("received") or {
            "peel-2019": "2019-05-02",
            "custody-2020": "2020-03-10",
            "peel-2022": "2022-06-01",
        }.get(facts["inspection"], NOW)
        facts["history"] = [{"date": day, **kept}]
    facts["history"].append({"date": NOW, **entry})
    facts |= {name: value for name, value in entry.items() if name in ("status", "due", "owner", "next")}


# What staff do


@honest
def status_update(register: Register, random: Random) -> None:
    doc = _finding(register, random, with_history=True, outstanding=True)
    other = one(random, [each for each in ("red", "amber", "green") if each != doc.facts["status"]])
    _with_entry(doc, {"status": other, "reason": sentence(random)})


@honest
def first_status_update(register: Register, random: Random) -> None:
    doc = _finding(register, random, with_history=False, outstanding=True)
    other = one(random, [each for each in ("red", "amber", "green") if each != doc.facts["status"]])
    _with_entry(doc, {"status": other, "reason": sentence(random)})


@honest
def later_due_date(register: Register, random: Random) -> None:
    _with_entry(
        _finding(register, random, outstanding=True),
        {"due": "2031-01-01", "reason": sentence(random), "approved_by": "Chief"},
    )


@honest
def other_owner(register: Register, random: Random) -> None:
    doc = _finding(register, random, outstanding=True)
    _with_entry(
        doc, {"owner": one(random, [each for each in OWNERS if each != doc.facts["owner"]]), "reason": sentence(random)}
    )


@honest
def next_step(register: Register, random: Random) -> None:
    _with_entry(
        _finding(register, random, outstanding=True),
        {"next": {"what": sentence(random), "by": "2027-03-01"}, "reason": sentence(random)},
    )


@honest
def note(register: Register, random: Random) -> None:
    _with_entry(_finding(register, random, outstanding=True), {"reason": sentence(random)})


@honest
def closing(register: Register, random: Random) -> None:
    parents = {doc.facts.get("parent") for doc in register.values() if isinstance(doc.facts, dict)}
    path = one(random, [path for path in register.findings(outstanding=True) if _id(path) not in parents])
    _with_entry(register[path], {"status": "closed", "reason": sentence(random), "approved_by": "Chief"})
    register[path].facts["closed"] = NOW
    register[path].facts.pop("next", None)


@honest
def withdrawing(register: Register, random: Random) -> None:
    parents = {doc.facts.get("parent") for doc in register.values() if isinstance(doc.facts, dict)}
    path = one(random, [path for path in register.findings(outstanding=True) if _id(path) not in parents])
    _with_entry(register[path], {"status": "withdrawn", "reason": "It was entered in error."})
    register[path].facts["closed"] = NOW
    register[path].facts.pop("next", None)


@honest
def reopening(register: Register, random: Random) -> None:
    doc = _finding(register, random, with_history=True, outstanding=False)
    if "parent" in doc.facts:
        raise Skip
    _with_entry(
        doc,
        {"status": "red", "reason": sentence(random), "approved_by": "Chief", "due": "2028-01-01", "owner": OWNERS[0]},
    )
    del doc.facts["closed"]


@honest
def new_response(register: Register, random: Random) -> None:
    doc = _finding(register, random)
    place = next(n for n, (title, *_) in enumerate(doc.sections) if title == "Evidence")
    doc.sections.insert(place, (NOW, 3, sentence(random)))


@honest
def late_response(register: Register, random: Random) -> None:
    doc = _finding(register, random)
    days = [title for title, level, _ in doc.sections if level == 3]
    place = next(n for n, (title, *_) in enumerate(doc.sections) if title == days[-1])
    doc.sections.insert(place + 1, (f"{moved(days[-1], 1)} (recorded {NOW})", 3, sentence(random)))


@honest
def late_entry(register: Register, random: Random) -> None:
    history = _finding(register, random, with_history=True).facts["history"]
    number = random.randrange(len(history) - 1)
    entry = {
        "date": moved(history[number]["date"], 1),
        "recorded": NOW,
        "reason": sentence(random),
        "approved_by": "Chief",
    }
    if "status" in history[number + 1]:
        entry["status"] = one(
            random, [each for each in ("red", "amber", "green") if each != history[number + 1]["status"]]
        )
    history.insert(number + 1, entry)


@honest
def new_finding(register: Register, random: Random) -> None:
    doc = register.copy()[one(random, register.findings(outstanding=True))]
    _as_new(doc, random, received=NOW)
    register["recommendations/new.md"] = doc


@honest
def new_finding_recorded_late(register: Register, random: Random) -> None:
    doc = register.copy()[one(random, register.findings(with_history=True, outstanding=True))]
    _as_new(doc, random, recorded=NOW)
    register["recommendations/new.md"] = doc


@honest
def unpublished_finding_published_late(register: Register, random: Random) -> None:
    path = "recommendations/finding-25.md"
    register[path].facts |= {"publish": "true", "recorded": NOW}


def _as_new(doc: Doc, random: Random, **facts: str) -> None:
    for name in ("parent", "history", "reference"):
        doc.facts.pop(name, None)
    doc.facts |= {"title": f"New {sentence(random)[:40]}", **facts}
    doc.sections = [("Recommendation", 2, sentence(random))]


@honest
def new_report(register: Register, random: Random) -> None:
    _new_report(register, random, published="2026-11-10")


@honest
def old_report_recorded_late(register: Register, random: Random) -> None:
    _new_report(register, random, published="2020-02-01", recorded=NOW)


@honest
def unpublished_finding_changed(register: Register, random: Random) -> None:
    register["recommendations/finding-25.md"].facts["title"] = sentence(random)


@honest
def unpublished_finding_deleted(register: Register, _: Random) -> None:
    del register["recommendations/finding-25.md"]


def _new_report(register: Register, random: Random, **days: str) -> None:
    facts = {
        "title": "A new report",
        "framework": "custody",
        **days,
        "grades": [{"question": "cells", "grade": "good"}],
    }
    register["inspections/new.md"] = Doc(facts, [("Summary", 2, sentence(random))])
    finding = {
        "title": "A new finding",
        "type": "recommendation",
        "inspection": "new",
        "question": "cells",
        "grade": "good",
        "status": "red",
        "owner": OWNERS[0],
        "due": "2028-01-01",
    }
    register["recommendations/new.md"] = Doc(finding, [("Recommendation", 2, sentence(random))])


@honest
def report_received(register: Register, random: Random) -> None:
    register["inspections/awaited-2026.md"].facts |= {
        "published": "2026-11-12",
        "grades": [{"question": "leaders", "grade": "good"}],
    }


@honest
def response_published(register: Register, random: Random) -> None:
    register["inspections/awaited-2026.md"].facts |= {"published": "2026-11-12", "response_published": "2026-11-20"}


@honest
def new_framework(register: Register, random: Random) -> None:
    register["frameworks/fire.yml"] = Doc({"title": "Fire", "grades": [{"id": "good", "label": "Good"}]})


@honest
def question_at_the_end(register: Register, random: Random) -> None:
    register["frameworks/custody.yml"].facts["questions"].append({"id": "detention", "label": "Detention"})


@honest
def unused_status(register: Register, random: Random) -> None:
    register["register.yml"].facts["more_statuses"] = [
        {"id": "paused", "label": "Paused", "meaning": "On hold.", "stage": "open", "colour": "grey"}
    ]


@honest
def status_renamed_with_its_earlier_words(register: Register, random: Random) -> None:
    _statuses(register, {"label": "Stuck", "earlier": [{"until": moved(NOW, -1), "label": "Red"}]})


def _statuses(register: Register, red: dict[str, Any]) -> None:
    default = FACTS[Kind.REGISTER].fields()["statuses"].default
    listed = [
        {
            "id": each.id,
            "label": each.label,
            "meaning": each.meaning,
            "stage": str(each.stage),
            "colour": str(each.colour),
        }
        for each in default
    ]
    register["register.yml"].facts["statuses"] = [each | (red if each["id"] == "red" else {}) for each in listed]


@honest
def statuses_written_out(register: Register, random: Random) -> None:
    _statuses(register, {})


@honest
def settings_of_the_site(register: Register, random: Random) -> None:
    register["register.yml"].facts |= one(random, [
        {"notice": sentence(random)}, {"contact": "mailto:a@example.org"}, {"timezone": "Europe/London"}, {"due_soon_days": 30}, {"response_days": 56},
        {"licence": {"title": "Own licence", "url": "https://www.example.org/licence"}}, {"body": {"id": "example", "kind": "police"}}, {"began": "2019-01-01"},
        {"committees": [{"name": "Audit Committee"}]},
    ])  # fmt: skip


@honest
def folder_move(register: Register, random: Random) -> None:
    path = one(random, register.of("recommendations"))
    register[f"recommendations/filed/{_id(path)}.md"] = register.pop(path)


@honest
def line_ends_and_mark(register: Register, random: Random) -> None:
    doc = register[one(random, [path for path in register if path.endswith(".md")])]
    doc.newline, doc.prefix = random.choice(("\r\n", "\n")), random.choice(("\ufeff", ""))


@honest
def words_laid_out_anew(register: Register, random: Random) -> None:
    doc = register[one(random, [path for path in register if path.endswith(".md")])]
    doc.spaced, doc.sections = True, [(title, level, text.replace(" ", "\n", 1)) for title, level, text in doc.sections]


@honest
def fields_in_another_order(register: Register, random: Random) -> None:
    doc = register[one(random, [path for path in register if isinstance(register[path].facts, dict)])]
    names = list(doc.facts)
    random.shuffle(names)
    doc.facts = {name: doc.facts[name] for name in names}


@honest
def capitals_and_labels(register: Register, random: Random) -> None:
    facts = _finding(register, random).facts
    facts |= {
        "status": facts["status"].capitalize(),
        "grade": facts["grade"].replace("-", " ").capitalize(),
        "type": facts["type"].replace("-", " ").capitalize(),
    }


@honest
def default_of_a_finding(register: Register, random: Random) -> None:
    facts = _finding(register, random).facts
    published = {"peel-2019": "2019-05-02", "custody-2020": "2020-03-10", "peel-2022": "2022-06-01"}[
        facts["inspection"]
    ]
    facts |= one(random, [{"publish": "true"}, {"received": published}, {"links": []}, {"with": []}, {"also": []}])


@honest
def default_of_a_meeting(register: Register, random: Random) -> None:
    path = one(random, register.of("meetings"))
    register[path].facts.setdefault("as_at", _id(path))
    register[path].facts["held"] = "true"


@honest
def default_of_a_framework(register: Register, random: Random) -> None:
    facts = register["frameworks/peel.yml"].facts
    facts |= {"inspectorate": "HMICFRS", "response_days": 56}
    facts["questions"] = [each | {"graded": "true"} for each in facts["questions"]]


@honest
def what_bears_no_date_and_no_paper_shows(register: Register, random: Random) -> None:
    facts = _finding(register, random, outstanding=True).facts
    facts |= one(
        random,
        [
            {"deadline": "within a year"},
            {"links": [{"title": "A plan", "url": "https://www.example.org/"}]},
            {"waiting_on": "The College"},
        ],
    )


@honest
def evidence(register: Register, random: Random) -> None:
    doc = _finding(register, random)
    doc.sections = [
        (title, level, sentence(random) if title == "Evidence" else text) for title, level, text in doc.sections
    ]


@honest
def staff_notes(register: Register, random: Random) -> None:
    _finding(register, random).sections.append(("Staff notes", 2, sentence(random)))


@honest
def decided(register: Register, random: Random) -> None:
    register["meetings/2026-09-24.md"].sections.append(("Decided", 2, sentence(random)))


@honest
def coming_meeting(register: Register, random: Random) -> None:
    register["meetings/2027-03-25.md"] = Doc({"title": "Inspection update", "committee": "Audit Committee"})


@honest
def another_committee(register: Register, random: Random) -> None:
    register["meetings/2027-01-25-scrutiny.md"] = Doc({"title": "Inspection update", "committee": "Scrutiny Panel"})


@honest
def draft(register: Register, random: Random) -> None:
    register["meetings/2026-12-10.md"].facts |= {
        "contact": "Head of Planning",
        "agenda_item": "9",
        "decisions": [sentence(random)],
    }


@honest
def owner_with_contact(register: Register, random: Random) -> None:
    one(random, register["owners.yml"].facts)["contact"] = "mailto:b@example.org"


@honest
def new_owner(register: Register, random: Random) -> None:
    register["owners.yml"].facts.append({"role": "Head of Fleet"})


@honest
def owner_renamed(register: Register, random: Random) -> None:
    role = one(random, register["owners.yml"].facts)
    old, role["role"] = role["role"], "Head of Everything"
    role["formerly"] = [old]


@honest
def owner_renamed_in_an_entry(register: Register, random: Random) -> None:
    owner_renamed(register, random)
    old = next(each["formerly"][0] for each in register["owners.yml"].facts if "formerly" in each)
    for path in register.findings(outstanding=True):
        if register[path].facts["owner"] == old:
            _with_entry(register[path], {"owner": "Head of Everything"})


@honest
def owners_no_longer_listed(register: Register, _: Random) -> None:
    del register["owners.yml"]


# Ways that need no correction


def _id(path: str) -> str:
    return path.rpartition("/")[2].partition(".")[0]


def _rename(register: Register, path: str, new: str, fields: tuple[str, ...]) -> None:
    old = _id(path)
    doc = register.pop(path)
    doc.facts["formerly"] = [old]
    register[path.replace(old, new)] = doc
    for other in register.values():
        if isinstance(other.facts, dict):
            for name in fields:
                value = other.facts.get(name)
                other.facts |= (
                    {name: new}
                    if value == old
                    else {name: [new if each == old else each for each in value]}
                    if isinstance(value, list)
                    else {}
                )


@honest
def finding_renamed(register: Register, random: Random) -> None:
    _rename(register, one(random, register.findings()), "another", ("parent",))


@honest
def report_renamed(register: Register, random: Random) -> None:
    _rename(register, one(random, register.of("inspections")), "another", ("inspection",))


@honest
def framework_renamed(register: Register, random: Random) -> None:
    _rename(register, one(random, register.of("frameworks")), "another", ("framework", "comparable_with"))


@honest
def meeting_renamed(register: Register, random: Random) -> None:
    path = one(random, register.of("meetings"))
    _rename(register, path, f"{_id(path)}-audit", ())


@way
def withheld(register: Register, random: Random) -> None:
    _finding(register, random).facts["withheld"] = {"since": NOW, "reason": "It named a victim."}


@way
def not_held(register: Register, random: Random) -> None:
    register[one(random, register.of("meetings"))].facts |= {"held": "false", "reason": "Too few came."}


@way
def begun_anew(register: Register, random: Random) -> None:
    facts = register["register.yml"].facts
    facts |= {"organisation": "New Police", "began": NOW}
    _finding(register, random).facts["title"] = sentence(random)


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
        facts = _finding(register, random, with_history=True).facts
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
    doc = _finding(register, random)
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
        lambda register, random: _new_report(register, random, published="2020-02-01"),
    )
    yield EditKind("owners: one renamed without its earlier name", Sort.ANY, _owner_lost)
    yield EditKind(
        "register: another organisation",
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
    _as_new(doc, random)
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
