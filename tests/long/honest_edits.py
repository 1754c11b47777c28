"""The honest kinds of edits of tests/long/edits.py: what staff do, and the ways that need no correction.

A kind is a function that changes a register by chance. It raises Skip where the register has nothing to change so.
"""

from collections.abc import Callable
from enum import StrEnum
from random import Random
from typing import Any, NamedTuple

from register.records.folder import Kind
from register.records.model import FACTS

from tests.long.edited_register import NOW, OWNERS, Doc, Register, moved, sentence


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


def a_finding(register: Register, random: Random, **how: Any) -> Doc:
    """One of the published findings."""
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
    doc = a_finding(register, random, with_history=True, outstanding=True)
    other = one(random, [each for each in ("red", "amber", "green") if each != doc.facts["status"]])
    _with_entry(doc, {"status": other, "reason": sentence(random)})


@honest
def first_status_update(register: Register, random: Random) -> None:
    doc = a_finding(register, random, with_history=False, outstanding=True)
    other = one(random, [each for each in ("red", "amber", "green") if each != doc.facts["status"]])
    _with_entry(doc, {"status": other, "reason": sentence(random)})


@honest
def later_due_date(register: Register, random: Random) -> None:
    _with_entry(
        a_finding(register, random, outstanding=True),
        {"due": "2031-01-01", "reason": sentence(random), "approved_by": "Chief"},
    )


@honest
def other_owner(register: Register, random: Random) -> None:
    doc = a_finding(register, random, outstanding=True)
    _with_entry(
        doc, {"owner": one(random, [each for each in OWNERS if each != doc.facts["owner"]]), "reason": sentence(random)}
    )


@honest
def next_step(register: Register, random: Random) -> None:
    _with_entry(
        a_finding(register, random, outstanding=True),
        {"next": {"what": sentence(random), "by": "2027-03-01"}, "reason": sentence(random)},
    )


@honest
def note(register: Register, random: Random) -> None:
    _with_entry(a_finding(register, random, outstanding=True), {"reason": sentence(random)})


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
    doc = a_finding(register, random, with_history=True, outstanding=False)
    if "parent" in doc.facts:
        raise Skip
    _with_entry(
        doc,
        {"status": "red", "reason": sentence(random), "approved_by": "Chief", "due": "2028-01-01", "owner": OWNERS[0]},
    )
    del doc.facts["closed"]


@honest
def new_response(register: Register, random: Random) -> None:
    doc = a_finding(register, random)
    place = next(n for n, (title, *_) in enumerate(doc.sections) if title == "Evidence")
    doc.sections.insert(place, (NOW, 3, sentence(random)))


@honest
def late_response(register: Register, random: Random) -> None:
    doc = a_finding(register, random)
    days = [title for title, level, _ in doc.sections if level == 3]
    place = next(n for n, (title, *_) in enumerate(doc.sections) if title == days[-1])
    doc.sections.insert(place + 1, (f"{moved(days[-1], 1)} (recorded {NOW})", 3, sentence(random)))


@honest
def late_entry(register: Register, random: Random) -> None:
    history = a_finding(register, random, with_history=True).facts["history"]
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
    as_new(doc, random, received=NOW)
    register["recommendations/new.md"] = doc


@honest
def new_finding_recorded_late(register: Register, random: Random) -> None:
    doc = register.copy()[one(random, register.findings(with_history=True, outstanding=True))]
    as_new(doc, random, recorded=NOW)
    register["recommendations/new.md"] = doc


@honest
def unpublished_finding_published_late(register: Register, random: Random) -> None:
    path = "recommendations/finding-25.md"
    register[path].facts |= {"publish": "true", "recorded": NOW}


def as_new(doc: Doc, random: Random, **facts: str) -> None:
    """The finding as a new one, without what belongs to the old."""
    for name in ("parent", "history", "reference"):
        doc.facts.pop(name, None)
    doc.facts |= {"title": f"New {sentence(random)[:40]}", **facts}
    doc.sections = [("Recommendation", 2, sentence(random))]


@honest
def new_report(register: Register, random: Random) -> None:
    a_new_report(register, random, published="2026-11-10")


@honest
def old_report_recorded_late(register: Register, random: Random) -> None:
    a_new_report(register, random, published="2020-02-01", recorded=NOW)


@honest
def unpublished_finding_changed(register: Register, random: Random) -> None:
    register["recommendations/finding-25.md"].facts["title"] = sentence(random)


@honest
def unpublished_finding_deleted(register: Register, _: Random) -> None:
    del register["recommendations/finding-25.md"]


def a_new_report(register: Register, random: Random, **days: str) -> None:
    """A report with a finding of its own."""
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
        {"notice": sentence(random)}, {"contact": "mailto:a@example.org"}, {"timezone": "Europe/London"}, {"due_soon_days": 45}, {"response_days": 50},
        {"licence": {"title": "Own licence", "url": "https://www.example.org/licence"}}, {"body": {"id": "example", "kind": "police"}}, {"began": "2019-01-01"},
        {"committees": [dict(each) for each in register["register.yml"].facts["committees"]]},
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
    facts = a_finding(register, random).facts
    facts |= {
        "status": facts["status"].capitalize(),
        "grade": facts["grade"].replace("-", " ").capitalize(),
        "type": facts["type"].replace("-", " ").capitalize(),
    }


@honest
def default_of_a_finding(register: Register, random: Random) -> None:
    facts = a_finding(register, random).facts
    published = {"peel-2019": "2019-05-02", "custody-2020": "2020-03-10", "peel-2022": "2022-06-01"}[
        facts["inspection"]
    ]
    facts |= one(random, [{"publish": "true"}, {"received": published}, {"links": []}, {"with": []}, {"also": []}])


@honest
def default_of_a_meeting(register: Register, random: Random) -> None:
    path = one(random, register.of("meetings"))
    register[path].facts.setdefault("as_at", _id(path)[:10])
    register[path].facts["held"] = "true"


@honest
def default_of_a_framework(register: Register, random: Random) -> None:
    facts = register["frameworks/peel.yml"].facts
    facts |= {"inspectorate": "HMICFRS", "response_days": 50}
    facts["questions"] = [each | {"graded": "true"} for each in facts["questions"]]


@honest
def what_bears_no_date_and_no_paper_shows(register: Register, random: Random) -> None:
    facts = a_finding(register, random, outstanding=True).facts
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
    doc = a_finding(register, random)
    doc.sections = [
        (title, level, sentence(random) if title == "Evidence" else text) for title, level, text in doc.sections
    ]


@honest
def staff_notes(register: Register, random: Random) -> None:
    a_finding(register, random).sections.append(("Staff notes", 2, sentence(random)))


@honest
def decided(register: Register, random: Random) -> None:
    register["meetings/2026-09-24.md"].sections.append(("Decided", 2, sentence(random)))


@honest
def coming_meeting(register: Register, random: Random) -> None:
    register["meetings/2027-03-25.md"] = Doc({"title": "Inspection update", "committee": "Audit Committee"})


@honest
def another_committee(register: Register, random: Random) -> None:
    register["register.yml"].facts["committees"].append({"name": "Scrutiny Panel"})
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
    register["owners.yml"].facts.append({"role": "Head of Planning"})


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
    _rename(register, one(random, register.findings()), "another", ("parent", "repeats"))


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
    a_finding(register, random).facts["withheld"] = {"since": NOW, "reason": "It named a victim."}


@way
def not_held(register: Register, random: Random) -> None:
    register[one(random, register.of("meetings"))].facts |= {"held": "false", "reason": "Too few came."}


@way
def begun_anew(register: Register, random: Random) -> None:
    facts = register["register.yml"].facts
    facts |= {"organisation": "New Police", "began": NOW}
    a_finding(register, random).facts["title"] = sentence(random)
