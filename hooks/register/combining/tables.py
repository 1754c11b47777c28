"""The tables of many bodies: those of each register that can be compared, with a column that says whose each row is."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import quote

from register.combining.sources import SourceFile, numbers_of
from register.exports.published import Register
from register.exports.tables import TABLES, Column, Row, Table

BODY = "body"

_BODY = Column(BODY, "string", "id of the body")
_KEY = Column("key", "string", "its key among those of all bodies: the body and the id")
_ADDRESS = Column("address", "string", "the https address of its page in the body's own register")

NUMBERS = (
    *(("all", "all findings"), ("outstanding", "those that are open, or done and not signed off")),
    ("red", "those whose status has the colour red"),
    *((name, f"outstanding ones of the colour {name}") for name in ("amber", "green", "blue", "grey")),
    *(("done", "outstanding ones whose work is done"), ("overdue", "open ones past their due date")),
    *(("ended", "those that have ended"), ("not_recorded", "those whose status is not recorded")),
)
"""What is counted of each body, by the names that numbers_of gives."""

_COUNTED = tuple(Column(name, "integer", f"{what}; empty: not comparable") for name, what in NUMBERS)


def _own(
    name: str,
    description: str,
    columns: Iterable[tuple[str, str, str]],
    key: tuple[str, ...],
    references: Mapping[str, str] = MappingProxyType({}),
) -> Table:
    """A table whose rows are made as the sources are read."""
    made = tuple(Column(*column) for column in columns)
    return Table(name, description, (*made, *_COUNTED), lambda _: (), key, references)


BODIES = _own(
    "bodies",
    "A body, with the newest of its data that are sound.",
    (
        ("id", "string", "the word that stands for it"),
        ("organisation", "string", "who publishes its register"),
        ("kind", "string", "police, fire, policing-body or other"),
        ("area", "string", "the GSS code of its area"),
        ("site", "string", "the https address of its register"),
        ("contact", "string", "where the public can ask"),
        ("notice", "string", "a sentence that belongs to all of its data"),
        ("licence", "string", "the name of the licence"),
        ("licence_url", "string", "the address of the licence"),
        ("attribution", "string", "the sentence that says where its data come from"),
        ("as_of", "date", "the day that its data are of"),
        ("source", "string", "the file that they were read from"),
        ("days_late", "integer", "days by which its data are older than the day allows; 0: they are not late"),
        ("not_comparable", "string", "why its data can't be compared; empty: they can"),
    ),
    ("id",),
)

SNAPSHOTS = _own(
    "snapshots",
    "What a body published on a day, and where it was read from.",
    (
        (BODY, "string", "id of the body"),
        ("as_of", "date", "the day that the data are of"),
        ("source", "string", "the file that it was read from"),
        ("sha256", "string", "the SHA-256 of the file"),
        ("schema_version", "string", "the version of the form of the data"),
        ("commit", "string", "the commit that the data were made from"),
        ("not_comparable", "string", "why they can't be compared; empty: they can"),
    ),
    (BODY, "as_of"),
    {BODY: "bodies"},
)

PROBLEMS = Table(
    "problems",
    "What is wrong with a source.",
    (
        Column("n", "integer", "its place among the problems, from 1"),
        Column("source", "string", "the file"),
        Column("problem", "string", "what is wrong, and what was done"),
    ),
    lambda _: (),
    ("n",),
)


@dataclass(frozen=True)
class BodyFacts:
    """What a register says of its body, and its numbers."""

    kind: str | None = None
    area: str | None = None
    contact: str | None = None
    notice: str | None = None
    licence: str | None = None
    licence_url: str | None = None
    attribution: str | None = None
    numbers: Row = (None,) * len(NUMBERS)


def facts_of(register: Register) -> BodyFacts:
    """What the register says of its body."""
    body, licence = register.body, register.licence
    about = (body.kind, body.area) if body else (None, None)
    told = (register.contact, register.notice, licence.title, licence.url, register.attribution)
    return BodyFacts(*about, *told, _numbers(register))


def row_of_body(file: SourceFile, facts: BodyFacts | None, days_late: int) -> Row:
    """The body's row in BODIES; without facts, its data can't be compared and have no numbers."""
    known = facts or BodyFacts()
    about = (known.contact, known.notice, known.licence, known.licence_url, known.attribution)
    who = (file.body, file.organisation, known.kind, known.area, file.site)
    return (*who, *about, file.as_of, file.source, days_late, file.not_comparable, *known.numbers)


def row_of_snapshot(file: SourceFile, register: Register | None) -> Row:
    """The row of the data in SNAPSHOTS."""
    commit = register.commit if register else None
    told = (file.body, file.as_of, file.source, file.sha256, file.version, commit, file.not_comparable)
    return (*told, *_numbers(register))


def _numbers(register: Register | None) -> Row:
    counted: Mapping[str, int | None] = numbers_of(register) if register else {}
    return tuple(counted.get(name) for name, _ in NUMBERS)


# The tables of each register


@dataclass(frozen=True)
class BodyTable:
    """A table of all bodies' rows, and how the rows of one are made."""

    table: Table
    rows: Callable[[SourceFile, Register], Iterable[Row]]


def _of_bodies(table: Table) -> BodyTable:
    """The table with the body before each row; where its rows have pages, with their keys and whole addresses too."""
    has_pages = "page" in table.names
    added = (_BODY, _KEY, _ADDRESS) if has_pages else (_BODY,)
    references = {BODY: BODIES.name, **{column: of for column, of in table.references.items() if column in _HELD}}
    made = replace(table, columns=(*added, *table.columns), key=(BODY, *table.key), references=references)
    make = table.of_register or (lambda _: ())

    def rows(file: SourceFile, register: Register) -> Iterable[Row]:
        if not has_pages:
            return ((file.body, *row) for row in make(register))
        id, page = table.names.index("id"), table.names.index("page")
        made = make(register)
        return ((file.body, f"{file.body}:{row[id]}", address_in(file.site, row[page]), *row) for row in made)

    return BodyTable(made, rows)


_HELD = frozenset({"inspection", "finding"})
"""The references that a source must keep; those from one finding to another it may not."""


def address_in(site: str | None, page: str | None) -> str | None:
    """The whole address of a page of a body's site; None where it has none. It never leads to another site."""
    return site + quote(page.lstrip("/"), safe="/") if site and page else None


BODY_TABLES = tuple(
    _of_bodies(table) for name in ("inspections", "findings", "grades", "history", "vocabulary")
    for table in TABLES if table.name == name
)  # fmt: skip
"""In an order in which each table follows those that it refers to."""
