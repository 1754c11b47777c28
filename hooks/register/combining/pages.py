"""The pages of many bodies, from their database: each number leads to the page of the body's own register."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from register.combining.comparing import Problem
from register.combining.rows import FindingRow, finding_row, sign_of, text_of
from register.combining.search import signs_of
from register.combining.tables import address_in
from register.pages.addresses import Address, depth, relative
from register.pages.rendering import fill
from register.publishing.headers import PAGE_POLICY
from register.wording.sentences import say, say_span

LIST_LIMIT, DAYS_LIMIT = 100, 24
"""How many findings of one body a list shows, and how many days a trend."""

QUESTIONS, SOURCES = "/questions/", "/sources/"


def body_page(id: str) -> str:
    """The page of a body."""
    return f"/bodies/{id}/"


@dataclass(frozen=True)
class Number:
    """A number of a body, and the page of its own register that lists what is counted."""

    value: int
    url: str | None


@dataclass(frozen=True)
class BodyRow:
    """A body with its numbers; of one that can't be compared there are none, and the reason."""

    id: str
    name: str
    site: str | None
    as_of: date
    old: str  # how old its data are; empty where they are not late
    not_comparable: str | None
    numbers: tuple[Number, ...]


@dataclass(frozen=True)
class BodyList:
    """Findings of one body: those that are shown, how many there are, and where its own register lists them all.

    shown: how many there are in the list, where that is not all of them.
    """

    body: BodyRow
    findings: tuple[FindingRow, ...]
    all: Number
    shown: int | None


COLUMNS: Mapping[str, str | None] = {
    "all": Address.RECOMMENDATIONS,
    "outstanding": Address.RECOMMENDATIONS,
    "red": Address.RED,
    "amber": Address.STATUSES,
    "green": Address.STATUSES,
    "done": Address.STATUSES,
    "overdue": Address.OVERDUE,
}
"""The numbers that pages show, and the page of a body's own register that each leads to."""


def pages_of(connection: sqlite3.Connection, day: date) -> Iterator[tuple[str, str]]:
    """The address and the HTML of each page."""
    connection.row_factory = sqlite3.Row
    site = _Site(connection, day)
    yield site.page(Address.HOME, say("combined-title"), "home", **site.home())
    yield site.page(Address.RED, say("combined-red-title"), "list", lists=site.lists(_RED, Address.RED, "red"))
    overdue = site.lists(_OVERDUE, Address.OVERDUE, "overdue")
    yield site.page(Address.OVERDUE, say("combined-overdue-title"), "list", lists=overdue)
    questions = site.questions()
    yield site.page(QUESTIONS, say("combined-questions-title"), "questions", frameworks=_by_framework(questions))
    yield site.page(SOURCES, say("combined-sources-title"), "sources", **site.sources())
    yield site.page(Address.SEARCH, say("search"), "search", signs=signs_of(connection).items())
    for body in site.bodies:
        yield site.page(body_page(body.id), body.name, "body", body=body, **site.body(body))
    for question in questions:
        address = Address.question(question["framework"], question["question"])
        yield site.page(address, text_of(question["label"]), "question", **site.question(question))


_RED = "f.colour = 'red' ORDER BY f.status_since, f.id"
_OVERDUE = "f.overdue ORDER BY f.due, f.id"
_OUTSTANDING = "f.outstanding ORDER BY f.id"
_FINDINGS = "SELECT f.* FROM findings f WHERE f.body = ? AND f.status <> 'withdrawn' AND "


class _Site:
    """What all pages share: the database, the bodies and the day."""

    def __init__(self, connection: sqlite3.Connection, day: date) -> None:
        self._connection, self._day = connection, day
        self.bodies = tuple(_body_row(row) for row in self._rows("SELECT * FROM bodies ORDER BY organisation, id"))
        self._by_id = {body.id: body for body in self.bodies}

    def page(self, address: str, title: str, template: str, **values: object) -> tuple[str, str]:
        """The page at the address."""
        deep = depth(address)
        ways = {"href": lambda to: relative(to, deep), "to_body": lambda body: relative(body_page(body), deep)}
        menu = (
            (Address.HOME, say("combined-bodies")),
            (Address.RED, say("combined-red-title")),
            (Address.OVERDUE, say("combined-overdue-title")),
            (QUESTIONS, say("combined-questions-title")),
            (SOURCES, say("combined-sources-title")),
        )
        shared = {"address": address, "title": title, "day": self._day, "menu": menu, "policy": PAGE_POLICY}
        return address, fill(f"combined/{template}.html", **shared, **ways, **values)

    def home(self) -> dict[str, Any]:
        """The bodies, what they add up to, and how that moved."""
        compared = [body for body in self.bodies if not body.not_comparable]
        totals = [sum(body.numbers[n].value for body in compared) for n in range(len(COLUMNS))]
        return {
            "bodies": self.bodies,
            "heads": _heads(),
            "totals": totals,
            "compared": len(compared),
            "trend": self._trend(),
            "problems": self._problems(),
        }

    def lists(self, condition: str, page: str, number: str) -> tuple[BodyList, ...]:
        """The findings of each body of which the condition is true; bodies without any are left out."""
        lists = (self._list(body, condition, page, number) for body in self.bodies if not body.not_comparable)
        return tuple(each for each in lists if each.findings)

    def _list(self, body: BodyRow, condition: str, page: str, number: str) -> BodyList:
        rows = self._rows(f"{_FINDINGS}{condition} LIMIT {LIST_LIMIT}", body.id)
        all = Number(body.numbers[list(COLUMNS).index(number)].value, address_in(body.site, page))
        return BodyList(body, tuple(map(finding_row, rows)), all, len(rows) if len(rows) < all.value else None)

    def body(self, body: BodyRow) -> dict[str, Any]:
        """What is said of one body."""
        facts = self._rows("SELECT * FROM bodies WHERE id = ?", body.id)[0]
        words = self._rows("SELECT * FROM vocabulary WHERE body = ? AND kind = 'status' ORDER BY position", body.id)
        listed = None if body.not_comparable else self._list(body, _OUTSTANDING, Address.RECOMMENDATIONS, "outstanding")
        return {
            "notice": text_of(facts["notice"]),
            "attribution": text_of(facts["attribution"]),
            "heads": _heads(),
            "meanings": [(sign_of(row), text_of(row["meaning"])) for row in words if row["meaning"]],
            "listed": listed,
            "trend": self._trend(body.id),
            "grades": [_grade(row) for row in self._rows(_GRADES_OF_BODY, body.id)],
        }

    def questions(self) -> list[sqlite3.Row]:
        """The questions of all frameworks, each once."""
        return self._rows(_QUESTIONS)

    def question(self, question: sqlite3.Row) -> dict[str, Any]:
        """How each body is graded on the question, and its findings by colour."""
        asked = (question["framework"], question["question"])
        page = Address.question(*asked)
        grades = {row["body"]: row for row in self._rows(_GRADES_OF_QUESTION, *asked)}
        counted = {row["body"]: row for row in self._rows(_COUNTED_BY_QUESTION, *asked)}
        rows = []
        for id in (row["body"] for row in self._rows(_BODIES_OF_QUESTION, *asked)):
            body, found = self._by_id[id], counted.get(id)
            url = address_in(body.site, page)
            numbers = [Number(found[name] if found else 0, url) for name in _BY_QUESTION]
            grade = _grade(grades[id]) if id in grades else None
            rows.append((body, grade, numbers))
        framework = text_of(question["framework_title"])
        return {
            "framework": framework,
            "rows": rows,
            "heads": [say(f"combined-number-{name}") for name in _BY_QUESTION],
        }

    def sources(self) -> dict[str, Any]:
        """What was read, and what is wrong with it."""
        snapshots = [
            _SourceRow(
                self._by_id[row["body"]],
                date.fromisoformat(row["as_of"]),
                row["source"],
                row["sha256"],
                row["not_comparable"],
            )
            for row in self._rows("SELECT * FROM snapshots ORDER BY body, as_of DESC")
        ]
        return {"snapshots": snapshots, "problems": self._problems()}

    def _problems(self) -> list[Problem]:
        return [Problem(row["source"], row["problem"]) for row in self._rows("SELECT * FROM problems ORDER BY n")]

    def _trend(self, body: str | None = None) -> tuple[tuple[date, int, tuple[int, ...]], ...]:
        """On each day with new data: how many bodies there were, and their numbers by what each had last published."""
        kept: dict[str, tuple[int, ...]] = {}
        days = []
        snapshots = self._rows("SELECT * FROM snapshots WHERE not_comparable IS NULL ORDER BY as_of, body")
        own = [row for row in snapshots if body in (None, row["body"])]
        for day, rows in groupby(own, key=lambda row: row["as_of"]):
            kept |= {row["body"]: tuple(row[name] for name in COLUMNS) for row in rows}
            days.append((date.fromisoformat(day), len(kept), tuple(map(sum, zip(*kept.values(), strict=True)))))
        return tuple(reversed(days[-DAYS_LIMIT:]))

    def _rows(self, query: str, *values: str) -> list[sqlite3.Row]:
        return self._connection.execute(query, values).fetchall()


_BY_QUESTION = ("all", "outstanding", "red", "overdue")

_QUESTIONS = """\
SELECT framework, question, min(framework_title) AS framework_title, min(label) AS label,
  count(DISTINCT body) AS bodies
FROM (
  SELECT f.body, f.framework, f.question, f.framework_title, f.question_label AS label FROM findings f
  WHERE f.question IS NOT NULL
  UNION ALL
  SELECT g.body, i.framework, g.question, i.framework_title, g.question_label FROM grades g
  JOIN inspections i ON i.body = g.body AND i.id = g.inspection WHERE g.question IS NOT NULL
) GROUP BY framework, question ORDER BY framework, question"""

_BODIES_OF_QUESTION = """\
SELECT b.id AS body FROM bodies b WHERE b.id IN (
  SELECT body FROM findings WHERE framework = ?1 AND question = ?2
  UNION
  SELECT g.body FROM grades g JOIN inspections i ON i.body = g.body AND i.id = g.inspection
  WHERE i.framework = ?1 AND g.question = ?2
) ORDER BY b.organisation, b.id"""

_GRADES_OF_QUESTION = """\
SELECT g.*, i.address, i.title FROM grades g JOIN inspections i ON i.body = g.body AND i.id = g.inspection
WHERE i.framework = ? AND g.question = ? ORDER BY i.published, i.id"""

_GRADES_OF_BODY = """\
SELECT g.*, i.address, i.title, i.framework FROM grades g JOIN inspections i ON i.body = g.body AND i.id = g.inspection
WHERE g.body = ? ORDER BY i.published DESC, i.id, g.n"""

_COUNTED_BY_QUESTION = """\
SELECT body, count(*) AS "all", sum(outstanding) AS outstanding, sum(colour = 'red') AS red, sum(overdue) AS overdue
FROM findings WHERE framework = ? AND question = ? GROUP BY body"""


# From rows to what templates place


def _heads() -> list[str]:
    return [say(f"combined-number-{name}") for name in COLUMNS]


def _body_row(row: sqlite3.Row) -> BodyRow:
    numbers = () if row["not_comparable"] else tuple(
        Number(row[name], address_in(row["site"], page)) for name, page in COLUMNS.items()
    )  # fmt: skip
    name, why = text_of(row["organisation"]), row["not_comparable"]
    old = say("combined-old", span=say_span(row["days_late"])) if row["days_late"] else ""
    return BodyRow(row["id"], name, row["site"], date.fromisoformat(row["as_of"]), old, why, numbers)


@dataclass(frozen=True)
class _Grade:
    """A grade in the words of the inspectorate: what was graded, in which report, and where the body shows it."""

    what: str
    grade: str
    judged: int | None
    report: str
    url: str | None


@dataclass(frozen=True)
class _SourceRow:
    """What was read of a body: of which day, the file with its checksum, and why it can't be compared."""

    body: BodyRow
    day: date
    source: str
    sha256: str
    not_comparable: str | None


def _grade(row: sqlite3.Row) -> _Grade:
    what = text_of(row["question_label"] or row["pillar_label"])
    return _Grade(what, text_of(row["grade_label"]), row["judged"], text_of(row["title"]), row["address"])


def _by_framework(questions: Iterable[sqlite3.Row]) -> list[tuple[str, list[tuple[str, str, int]]]]:
    """The questions of each framework: its title, and of each question the address, label and number of bodies."""
    return [
        (
            text_of(rows[0]["framework_title"]),
            [(Address.question(id, row["question"]), text_of(row["label"]), row["bodies"]) for row in rows],
        )
        for id, rows in ((id, list(rows)) for id, rows in groupby(questions, key=lambda row: row["framework"]))
    ]
