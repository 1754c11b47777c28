"""Makes a register of any size, the same bytes each time, for the programs that measure:

    python -m bench.generate NUMBER FOLDER

writes FOLDER/records with that many findings. Each is about 3 kB, with history, dated responses, links and, for some,
a parent or a successor. They belong to one inspection for every fifty, and three years of meetings read of them. The
check finds no errors in it on any day from LAST_DAY on, and on LAST_DAY itself no warning but that some lie still.
"""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from random import Random
from typing import NamedTuple

FIRST_REPORT, LAST_REPORT, LAST_DAY = date(2014, 1, 9), date(2025, 1, 9), date(2025, 6, 30)
FINDINGS_OF_AN_INSPECTION = 50
GROUP = 4  # findings: the first of every third group is a cause of concern, and the others are its children

PILLARS = {
    "effectiveness": ("preventing-crime", "investigating-crime", "protecting-vulnerable-people", "organised-crime"),
    "efficiency": ("meeting-demand", "planning"),
    "legitimacy": ("fair-treatment", "ethical-workforce", "wellbeing"),
}
QUESTIONS = tuple((question, pillar) for pillar, questions in PILLARS.items() for question in questions)
GRADES = ("outstanding", "good", "requires-improvement", "inadequate")
FRAMEWORKS = {"peel-2014": date(2014, 1, 1), "peel-2018-19": date(2018, 6, 1), "peel-2021-25": date(2021, 9, 1)}
OWNERS = tuple(f"Head of {area}" for area in (
    "Contact", "Vetting", "Custody", "Crime", "Intelligence", "Learning", "Technology", "Professional Standards",
    "Neighbourhood Policing", "Public Protection", "Finance", "People Services",
))  # fmt: skip

ACTIONS = (
    "clear", "review", "improve", "record", "supervise", "publish", "explain", "assess",
)  # fmt: skip
THINGS = (
    "vetting backlog", "call answering", "crime records", "risk assessments", "custody checks", "stop and search",
    "victim contact", "digital evidence", "missing person cases", "staff wellbeing", "domestic abuse cases",
)  # fmt: skip
WHO = (
    "The force", "The control room", "A new team", "The strategic board", "Each local area",
    "The chief officer team", "The training department", "A working group", "Every supervisor", "The audit team",
)  # fmt: skip
DOES = (
    "has reviewed", "now checks", "is testing", "reports on", "will publish", "has rewritten", "measures",
    "has begun", "discusses", "keeps under review",
)  # fmt: skip
WHAT = (
    "the way in which cases are allocated", "every record older than 28 days", "its guidance on risk",
    "the figures of all districts", "a plan with dates and owners", "the training of new staff",
    "how victims are kept informed", "the quality of supervision", "the use of its systems",
    "what the inspectorate found",
)  # fmt: skip
HOW = (
    "each month", "with its partners", "before the end of the year", "and tells the committee", "in every district",
    "with the help of an outside adviser", "so that delays are seen early", "after a pilot in two areas",
)  # fmt: skip


class Inspection(NamedTuple):
    """A report: its id, its framework, the day of its publication, and the grade of every pillar and question."""

    id: str
    framework: str
    published: date
    grades: dict[str, str]


def files(number: int) -> Iterator[tuple[str, str]]:
    """The path and text of every file of a register with that many findings. Raises ValueError below 1."""
    if number < 1:
        raise ValueError("a register has at least one finding")
    yield "register.yml", _register()
    yield "owners.yml", "".join(f"- role: {role}\n" for role in OWNERS)
    yield from ((f"frameworks/{id}.yml", _framework(id)) for id in FRAMEWORKS)
    yield from ((f"meetings/{day}.md", _meeting(day)) for day in _meeting_days())
    inspections = _inspections(-(-number // FINDINGS_OF_AN_INSPECTION))
    yield from ((f"inspections/{each.id}.md", _inspection(each)) for each in inspections)
    for group, members in groupby(range(number), lambda place: place // GROUP):
        yield from _group(group, list(members), number, inspections)


def write(number: int, folder: Path) -> Path:
    """Writes the register to folder/records, which must not be there yet, and returns it."""
    records = folder / "records"
    records.mkdir(parents=True)
    for path, text in files(number):
        (records / path).parent.mkdir(parents=True, exist_ok=True)
        (records / path).write_text(text, "utf-8", newline="\n")
    return records


def _register() -> str:
    return (
        "organisation: Example Police\ninspectorate: HMICFRS\n"
        'notice: "This is an example: everything in it is invented."\n'
        "inspectorate_statuses:\n  - {id: open, label: Open}\n  - {id: closed, label: Closed}\n"
    )


def _framework(name: str) -> str:
    return "\n".join([
        f"title: Framework {name}",
        "grades:", *(f"  - {{id: {grade}, label: {_label(grade)}}}" for grade in GRADES),
        "pillars:", *(f"  - {{id: {pillar}, label: {_label(pillar)}}}" for pillar in PILLARS),
        "questions:", *(f"  - {{id: {id}, pillar: {pillar}, label: {_label(id)}}}" for id, pillar in QUESTIONS),
        f"comparable_with: [{', '.join(other for other in FRAMEWORKS if other != name)}]", "",
    ])  # fmt: skip


def _label(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _meeting_days() -> list[date]:
    return [date(year, month, 28) for year in (2022, 2023, 2024, 2025) for month in (3, 6, 9, 12)][2:14]


def _meeting(day: date) -> str:
    random = Random(f"meeting {day}")
    return (
        f'---\ntitle: Inspection update\ncommittee: Joint Audit Committee\nagenda_item: "6"\n'
        f"contact: Head of Learning\n---\n\n## Purpose\n\n{_words(random, 3)}\n\n## Background\n\n{_words(random, 4)}\n"
    )


def _inspections(number: int) -> list[Inspection]:
    """Inspections spread evenly over the years, oldest first."""
    found = []
    for place in range(number):
        random = Random(f"inspection {place}")
        published = FIRST_REPORT + (LAST_REPORT - FIRST_REPORT) * place // number
        framework = [id for id, begun in FRAMEWORKS.items() if begun <= published][-1]
        graded = (*PILLARS, *(question for question, _ in QUESTIONS))
        grades = {id: random.choices(GRADES, (1, 6, 4, 1))[0] for id in graded}
        found.append(Inspection(f"{framework}-report-{place + 1:04}", framework, published, grades))
    return found


def _inspection(inspection: Inspection) -> str:
    random = Random(inspection.id)
    facts = [
        f"title: Inspection report {inspection.id}", f"framework: {inspection.framework}",
        f"fieldwork_ended: {inspection.published - timedelta(120)}", f"published: {inspection.published}",
        f"response_published: {inspection.published + timedelta(49)}", "grades:",
        *(f"  - {{{_sort(id)}: {id}, grade: {grade}}}" for id, grade in inspection.grades.items()),
    ]  # fmt: skip
    sections = "".join(f"## {_label(question)}\n\n{_words(random, 3)}\n\n" for question, _ in QUESTIONS[::2])
    return _record(facts, f"## Summary\n\n{_words(random, 4)}\n\n{sections}")


def _sort(graded: str) -> str:
    return "pillar" if graded in PILLARS else "question"


def _id(place: int) -> str:
    thing = THINGS[place % len(THINGS)].replace(" ", "-")
    return f"{ACTIONS[place % len(ACTIONS)]}-{thing}-{place + 1:05}"


def _group(group: int, members: list[int], number: int, inspections: list[Inspection]) -> Iterator[tuple[str, str]]:
    """Findings that end together or not at all, so that none outlives its cause of concern."""
    random = Random(f"group {group}")
    inspection = inspections[members[0] // FINDINGS_OF_AN_INSPECTION]
    question, pillar = random.choice(QUESTIONS)
    age = (LAST_DAY - inspection.published).days
    ended = random.random() < min(0.9, age / 2_500)
    has_cause = group % 3 == 0 and len(members) > 1
    for place in members:
        parent = members[0] if has_cause and place != members[0] else None
        facts, responses = _finding(random, inspection, ended, is_cause=has_cause and parent is None)
        kinds = ("cause-of-concern",) if has_cause and parent is None else ("recommendation", "area-for-improvement")
        named = [f"parent: {_id(parent)}"] if parent is not None else []
        later = place + 2 * FINDINGS_OF_AN_INSPECTION
        if ended and place % 9 == 5 and parent is None and later < number:
            facts = [fact.replace("status: closed", "status: superseded") for fact in facts]
            named.append(f"superseded_by: {_id(later)}")
        head = [
            f"title: {_label(_id(place)[:-6])} in {random.choice(('all districts', 'every team', 'the control room'))}",
            f"type: {random.choice(kinds)}", f"inspection: {inspection.id}", f"question: {question}",
            f"grade: {inspection.grades[question]}", f"reference: R{place + 1}", *named,
        ]  # fmt: skip
        body = _body(random, responses, _id(parent) if parent is not None else None)
        yield f"recommendations/{inspection.framework}/{pillar}/{_id(place)}.md", _record([*head, *facts], body)


def _finding(random: Random, inspection: Inspection, ended: bool, is_cause: bool) -> tuple[list[str], list[date]]:
    """The facts that change with time, with the history that leads to them, and the days of the responses.

    A cause of concern ends on the last day, when all that belongs to it has ended.
    """
    received = inspection.published
    later = (timedelta(random.randint(1, (LAST_DAY - received).days)) for _ in range(random.randint(3, 5)))
    days = sorted({received, *(received + wait for wait in later)})
    if ended and is_cause:
        days[-1] = LAST_DAY
    owner = random.choice(OWNERS)
    status = "closed" if ended else random.choices(("green", "amber", "red", "complete"), (5, 4, 2, 1))[0]
    wait = random.randint(200, 600) if status == "green" else random.randint(-90, 300)
    due = max(days[-1] + timedelta(wait), received + timedelta(90))
    if status == "green":
        due = max(due, LAST_DAY + timedelta(random.randint(0, 300)))
    history = ["history:"]
    for day in days:
        begins, ends = day == days[0], day == days[-1]
        history.append(f"  - date: {day}")
        if begins or ends:
            history.append(f"    status: {status if ends else random.choice(('green', 'amber'))}")
        if begins:
            history += [f"    owner: {owner}", f"    due: {due if len(days) < 4 else due - timedelta(60)}"]
        elif day == days[-2] and len(days) > 3:
            history.append(f"    due: {due}")
        history.append(f"    reason: {_words(random, 1)}")
        if ends and ended:
            history.append("    approved_by: Deputy Chief Constable")
    closed = [f"closed: {days[-1]}"] if ended else []
    step = ["next:", f"  what: {_sentence(random)}", f"  by: {max(due, LAST_DAY) + timedelta(30)}"]
    facts = [f"status: {status}", f"owner: {owner}", f"due: {due}", *closed, *([] if ended else step), *history]
    return facts, days[1:3]


def _body(random: Random, responses: list[date], parent: str | None) -> str:
    official = f"{_words(random, 2)} By then the force should:\n\n- {_sentence(random)}\n- {_sentence(random)}\n"
    first = f"{_words(random, 4)} **{_sentence(random)}**" + (f" See [the cause]({parent}.md)." if parent else "")
    dated = "".join(f"\n### {day}\n\n{_words(random, 3)}\n" for day in responses)
    evidence = f"{_words(random, 5)} The figures are [on the website](https://www.example.org/figures).\n"
    notes = f"\n## Staff notes\n\n{_words(random, 2)}\n" if random.random() < 0.3 else ""
    return f"## Recommendation\n\n{official}\n## Force response\n\n{first}\n{dated}\n## Evidence\n\n{evidence}{notes}"


def _record(facts: list[str], body: str) -> str:
    return "---\n" + "\n".join(facts) + f"\n---\n\n{body}"


def _words(random: Random, sentences: int) -> str:
    return " ".join(_sentence(random) for _ in range(sentences))


def _sentence(random: Random) -> str:
    return f"{random.choice(WHO)} {random.choice(DOES)} {random.choice(WHAT)} {random.choice(HOW)}."


if __name__ == "__main__":
    print(write(int(sys.argv[1]), Path(sys.argv[2])))
