"""A generated register as plain facts, words and files, which the kinds of edits change: see tests/long/edits.py."""

import json
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

TODAY, COMMITTED = date(2026, 11, 23), date(2026, 11, 2)
NOW = str(TODAY)
OWNERS = ("Head of Vetting", "Head of Custody", "Head of Contact", "Head of Crime")
TAKES_PART = "Head of Fleet"
GRADES = ("outstanding", "good", "requires-improvement", "inadequate", "ungraded")
QUESTIONS = {"peel": ("vulnerable", "firearms", "workforce", "leaders"), "custody": ("cells", "records")}
PILLARS = {
    "vulnerable": "effectiveness",
    "firearms": "effectiveness",
    "workforce": "legitimacy",
    "leaders": "legitimacy",
}
REPORTS = {
    "peel-2019": ("peel", "2019-05-02"),
    "custody-2020": ("custody", "2020-03-10"),
    "peel-2022": ("peel", "2022-06-01"),
}
MEETINGS = (
    "2019-06-28",
    "2019-09-26",
    "2020-06-25",
    "2021-03-25",
    "2022-09-22",
    "2024-03-28",
    "2026-09-24",
    "2026-12-10",
)
PANEL = "Police and Crime Panel"
PANEL_MEETINGS = ("2019-07-11", "2019-12-12", "2020-07-09", "2022-03-10", "2024-06-13", "2026-10-08", "2027-01-14")
UNPUBLISHED = 25
"""The number of the finding that is unpublished."""
FINDINGS = 26
"""So many findings a register has, unless more are wanted."""


@dataclass
class Doc:
    """A file as facts and sections of words: (heading without its signs, level, text)."""

    facts: Any
    sections: list[tuple[str, int, str]] = field(default_factory=list)
    prefix: str = ""
    newline: str = "\n"
    spaced: bool = False

    def text(self, path: str) -> str:
        """The file."""
        if isinstance(self.facts, list):
            return "".join(f"- {json.dumps(each, ensure_ascii=False)}\n" for each in self.facts)
        lines = "".join(f"{name}: {_written(value)}\n" for name, value in self.facts.items() if value is not None)
        if path.endswith(".yml"):
            return lines
        gap = "\n\n\n" if self.spaced else "\n\n"
        words = "".join(f"{'#' * level} {title}{gap}{text}{gap}" for title, level, text in self.sections)
        return (self.prefix + f"---\n{lines}---\n\n{words}").replace("\n", self.newline)


def _written(value: Any) -> str:
    if isinstance(value, list) and value:
        return "".join(f"\n  - {json.dumps(each, ensure_ascii=False)}" for each in value)
    return json.dumps(value, ensure_ascii=False)


class Register(dict[str, Doc]):
    """The files by path. Edits change a copy."""

    def texts(self) -> dict[str, str]:
        """The files as they are written."""
        return {path: doc.text(path) for path, doc in self.items()}

    def copy(self) -> "Register":
        """The same files, to be changed."""
        return deepcopy(self)

    def of(self, folder: str) -> list[str]:
        """The paths of the records of one kind."""
        return sorted(path for path in self if path.startswith(f"{folder}/"))

    def findings(self, with_history: bool | None = None, outstanding: bool | None = None) -> list[str]:
        """The paths of the published findings."""
        found = [path for path in self.of("recommendations") if self[path].facts.get("publish") != "false"]
        found = [
            path for path in found if "withheld" not in self[path].facts and self[path].facts["status"] != "withdrawn"
        ]
        if with_history is not None:
            found = [path for path in found if bool(self[path].facts.get("history")) is with_history]
        if outstanding is not None:
            found = [path for path in found if ("closed" not in self[path].facts) is outstanding]
        return found


def make_register(random: Random, findings: int = FINDINGS) -> Register:
    """A register of so many findings that passes the check on TODAY and was committed on COMMITTED.

    One of more findings than usual has two committees.
    """
    made = Register()
    committees = ("Audit Committee", PANEL)[: 1 if findings <= FINDINGS else 2]
    made["register.yml"] = Doc(
        {
            "organisation": "Example Police",
            "inspectorate": "HMICFRS",
            "notice": "An example.",
            "due_soon_days": 45,
            "contact": "https://www.example.org/",
            "committees": [{"name": name} for name in committees],
            "timezone": "Europe/London",
            "more_types": [{"id": "letter", "label": "Letter", "plural": "Letters"}],
            "response_days": 50,
        }
    )
    made["owners.yml"] = Doc([{"role": owner} for owner in (*OWNERS, TAKES_PART)])
    made["frameworks/peel.yml"] = Doc({
        "title": "Integrated PEEL", "grades": [{"id": each, "label": _label(each)} | ({"ranked": "false"} if each == "ungraded" else {}) for each in GRADES],
        "pillars": [{"id": each, "label": _label(each)} for each in ("effectiveness", "legitimacy")],
        "questions": [{"id": each, "label": _label(each), "pillar": PILLARS[each]} for each in QUESTIONS["peel"]],
        "comparable_with": ["custody"],
    })  # fmt: skip
    made["frameworks/custody.yml"] = Doc({
        "title": "Custody", "inspectorate": "CQC", "response_days": 40, "grades": [{"id": each, "label": _label(each)} for each in GRADES[:-1]],
        "questions": [{"id": each, "label": _label(each)} for each in QUESTIONS["custody"]],
    })  # fmt: skip
    grades = {
        id: {question: random.choice(GRADES[:4]) for question in QUESTIONS[of]} for id, (of, _) in REPORTS.items()
    }
    for id, (framework, published) in REPORTS.items():
        made[f"inspections/{id}.md"] = _inspection(random, id, framework, published, grades[id])
    made["inspections/awaited-2026.md"] = Doc(
        {"title": "Awaited report", "framework": "peel", "fieldwork_ended": "2026-08-30"}
    )
    for committee, days, name in (("Audit Committee", MEETINGS, ""), (PANEL, PANEL_MEETINGS, "-panel")):
        for day, after in zip(days, (*days[1:], None), strict=True):
            if committee in committees:
                made[f"meetings/{day}{name}.md"] = _meeting(random, committee, day, after)
    return Register({**made, **dict(_findings(random, grades, findings))})


def _label(id: str) -> str:
    return id.replace("-", " ").capitalize()


def _inspection(random: Random, id: str, framework: str, published: str, grades: dict[str, str]) -> Doc:
    facts = {
        "title": f"Report {id}", "framework": framework, "fieldwork_ended": moved(published, -100), "published": published,
        "response_published": moved(published, random.choice((40, 60))), "url": "https://www.example.org/report",
        "grades": [{"question": question, "grade": grade} for question, grade in grades.items()],
    }  # fmt: skip
    return Doc(facts, [("Summary", 2, sentence(random)), (_label(QUESTIONS[framework][0]), 2, sentence(random))])


def _meeting(random: Random, committee: str, day: str, after: str | None) -> Doc:
    facts = {
        "title": "Inspection update",
        "committee": committee,
        "agenda_item": "6",
        "contact": "Head of Learning",
    }
    if random.random() < 0.7:
        facts |= {"next_meeting": after or moved(day, 90)}
    if random.random() < 0.5:
        facts |= {"as_at": moved(day, -8)}
    facts |= {"decisions": ["to note the report"], "background_documents": [{"title": "The plan"}]}
    return Doc(facts, [("Purpose", 2, sentence(random)), ("Background", 2, sentence(random))])


def _findings(random: Random, grades: dict[str, dict[str, str]], many: int) -> Iterator[tuple[str, Doc]]:
    for number in range(many):
        inspection = random.choice(sorted(REPORTS))
        published, question = REPORTS[inspection][1], random.choice(sorted(grades[inspection]))
        cause, child = number % 8 == 0, number % 8 == 1
        facts: dict[str, Any] = {
            "title": f"{sentence(random)[:-1][:50]} {number}", "type": "cause-of-concern" if cause else random.choice(("recommendation", "area-for-improvement")),
            "inspection": inspection, "question": question, "grade": grades[inspection][question], "reference": f"R{number}",
        }  # fmt: skip
        if child:
            facts["parent"] = f"finding-{number - 1}"
        ends = number % 5 == 3 and not cause
        history = _history(random, published, ends) if number % 3 else []
        facts |= _top(random, history, published, ends) | ({"history": history} if history else {})
        facts |= {name: value for name, value in _optional(number).items() if random.random() < 0.2}
        if number == UNPUBLISHED:
            facts["publish"] = "false"
        said = [moved(published, days) for days in sorted(random.sample(range(20, 900), 2))]
        words = [("Recommendation", 2, sentence(random)), ("Force response", 2, sentence(random)), *((day, 3, sentence(random)) for day in said), ("Evidence", 2, sentence(random))]  # fmt: skip
        yield f"recommendations/finding-{number}.md", Doc(facts, words)


def _optional(number: int) -> dict[str, Any]:
    """The fields of a finding that few have."""
    return {
        "with": [TAKES_PART], "deadline": "within a year", "accepted": "yes", "priority": "high",
        "waiting_on": "The College", "links": [{"title": "A plan", "url": "https://www.example.org/plan"}],
        "repeats": f"finding-{max(0, number - 3)}" if number > 2 and number - 3 != UNPUBLISHED else None,
    }  # fmt: skip


def _history(random: Random, published: str, ends: bool) -> list[dict[str, Any]]:
    due = moved(published, random.randint(200, 2500))
    first = {
        "date": published,
        "status": random.choice(("red", "amber", "green")),
        "due": due,
        "owner": random.choice(OWNERS),
        "reason": sentence(random),
    }
    entries, status = [first], first["status"]
    for days in sorted(random.sample(range(30, 1500), random.randint(1, 3))):
        entry: dict[str, Any] = {"date": moved(published, days), "reason": sentence(random)}
        if random.random() < 0.7:
            status = random.choice([each for each in ("red", "amber", "green") if each != status])
            entry["status"] = status
        if random.random() < 0.4:
            due = moved(due, random.randint(30, 400))
            entry |= {"due": due, "approved_by": "Deputy Chief Constable"}
        if random.random() < 0.3:
            entry["next"] = {"what": sentence(random), "by": moved(entry["date"], 120)}
        entries.append(entry)
    if ends:
        entries.append(
            {
                "date": moved(published, 1501),
                "status": "closed",
                "reason": sentence(random),
                "approved_by": "Deputy Chief Constable",
            }
        )
    return entries


def _top(random: Random, history: list[dict[str, Any]], published: str, ends: bool) -> dict[str, Any]:
    if history:
        last = {
            name: value
            for entry in history
            for name, value in entry.items()
            if name in ("status", "due", "owner", "next")
        }
        top = {name: last[name] for name in ("status", "owner", "due", "next") if name in last}
        if ends:
            top.pop("next", None)
    else:
        top = {
            "status": "closed" if ends else random.choice(("red", "amber", "green")),
            "owner": random.choice(OWNERS),
            "due": moved(published, random.randint(100, 3000)),
        }
    return top | ({"closed": history[-1]["date"] if history else moved(published, 400)} if ends else {})


def moved(day: str, days: int) -> str:
    """The day so many days later, and never after TODAY unless it was."""
    return str(date.fromisoformat(day) + timedelta(days))


_WORDS = [
    "force",
    "should",
    "review",
    "train",
    "record",
    "check",
    "victims",
    "officers",
    "custody",
    "calls",
    "plans",
    "data",
    "staff",
    "risk",
    "quality",
    "supervision",
    "vetting",
    "backlog",
    "guidance",
    "weekly",
]


def sentence(random: Random) -> str:
    """Some words."""
    return f"{' '.join(random.choice(_WORDS) for _ in range(random.randint(4, 9))).capitalize()}."
