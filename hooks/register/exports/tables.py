"""The tables of the data: what each holds, and how its columns follow from the model of what is published."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter, methodcaller
from types import SimpleNamespace, UnionType
from typing import Annotated, Any, Required, TypeAlias, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import is_typeddict

from register.exports.cells import PRIVATE
from register.exports.changes_table import ROLES, changes_of
from register.exports.periods import periods_of
from register.exports.published import GradeRow, Inspection, Meeting, Register
from register.exports.published_data import PublishedData
from register.exports.published_facts import Entry, Response
from register.exports.published_finding import Finding, WithdrawnFinding
from register.exports.published_rows import Change, Period, Word
from register.exports.vocabulary_table import vocabulary_of
from register.wording.sentences import say

Row = tuple[Any, ...]
Rows: TypeAlias = Iterable[Row]
Reader: TypeAlias = Callable[[Any], Any]


@dataclass(frozen=True)
class Column:
    """A column: its name, the type of its values, what it holds, and the way to it in the model.

    separator: what stands between the values of a list in one cell.
    """

    name: str
    type: str  # string, integer, boolean or date, as in JSON and Table Schema
    description: str
    path: tuple[str, ...] = ()
    separator: str | None = None


@dataclass(frozen=True)
class Table:
    """A table: its columns, its primary key, and the tables that its columns refer to by id."""

    name: str
    description: str
    columns: tuple[Column, ...]
    make: Callable[[PublishedData], Rows] = field(compare=False)
    key: tuple[str, ...] = ()
    references: Mapping[str, str] = field(default_factory=dict)
    of_register: Callable[[Register], Rows] | None = field(default=None, compare=False)
    """Its rows, where they follow from register.json alone."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    def rows(self, data: PublishedData) -> Rows:
        """Its rows, made once for all the files that hold them."""
        return data.once(self.name, lambda: tuple(self.make(data)))


_TABLE_OF = {"finding": "findings", "inspection": "inspections"}
"""The table of what a column of that name is an id of."""

# Columns from the model

_TYPES = {bool: "boolean", int: "integer", date: "date"}
_SEPARATORS = {"with": ROLES, "inspectorate": ROLES, "also_labels": ROLES, "decisions": ROLES}


def columns_of(model: Any, prefix: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns that a model gives: a part of it gives several, and what is a list of parts or has keys none."""
    for name, about in _fields(model):
        path, kind = (*prefix, name), _without_none(about.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from columns_of(kind, path)
        elif get_origin(kind) is tuple:
            if get_args(kind)[0] is str:
                separator = _SEPARATORS.get(name, " ")
                yield Column("_".join(path), "string", about.description or "", path, separator)
        elif get_origin(kind) is not dict:
            yield Column("_".join(path), _TYPES.get(kind, "string"), about.description or "", path)


def models_within(model: Any, known: frozenset[str] = frozenset()) -> frozenset[str]:
    """The names of the model and of all that its values are made of."""
    known |= {model.__name__}
    for _, about in _fields(model):
        for part in _models_in(about.annotation):
            known = known if part.__name__ in known else models_within(part, known)
    return known


def _models_in(annotation: Any) -> Iterator[Any]:
    if is_typeddict(annotation) or (isinstance(annotation, type) and issubclass(annotation, BaseModel)):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


def _fields(model: Any) -> Iterator[tuple[str, FieldInfo]]:
    if isinstance(model, type) and issubclass(model, BaseModel):
        yield from ((about.alias or name, about) for name, about in model.model_fields.items())
        return
    for name, hint in get_type_hints(model, include_extras=True).items():
        annotated = get_args(hint)[0] if get_origin(hint) is Required else hint
        yield name, FieldInfo.from_annotation(annotated)


def _without_none(annotation: Any) -> Any:
    """The type of a value that is there."""
    if get_origin(annotation) is Annotated:
        return _without_none(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        return _without_none(next(part for part in get_args(annotation) if part is not type(None)))
    return annotation


def row_reader(columns: Iterable[Column], read: Callable[[str], Reader] = attrgetter) -> Callable[[Any], Row]:
    """What makes a row of an item of a model: a value for each column, None where there is none.

    read: what reads a value of that name from an item.
    """
    readers = [_reader(column, read) for column in columns]
    return lambda item: tuple([reader(item) for reader in readers])


def _reader(column: Column, read: Callable[[str], Reader]) -> Reader:
    """What reads the column's value from an item: one within a part of it, the values of a list as one text."""
    first, *within = column.path
    value = _within(read(first), attrgetter(within[0])) if within else read(first)
    return _joined(value, column.separator) if column.separator else value


def _within(part: Reader, value: Reader) -> Reader:
    return lambda item: None if (found := part(item)) is None else value(found)


def _joined(values: Reader, separator: str) -> Reader:
    return lambda item: separator.join(values(item) or ()) or None


def _key_of(name: str) -> Reader:
    return methodcaller("get", name)


# The tables


def _of(name: str, model: type[BaseModel], items: Callable[[PublishedData], Iterable[Any]], **about: Any) -> Table:
    """A table with a row for each item of a model."""
    columns = tuple(columns_of(model))
    row_of = row_reader(columns)
    return Table(name, _described(model), columns, lambda data: map(row_of, items(data)), **about)


def _of_register(name: str, model: type[BaseModel], items: Callable[[Register], Iterable[Any]], **about: Any) -> Table:
    """The same of items that register.json holds."""
    columns = tuple(columns_of(model))
    row_of = row_reader(columns)
    return _from_register(name, _described(model), columns, lambda register: map(row_of, items(register)), **about)


def _from_register(
    name: str, description: str, columns: tuple[Column, ...], rows: Callable[[Register], Rows], **about: Any
) -> Table:
    return Table(name, description, columns, lambda data: rows(data.register), of_register=rows, **about)


def _described(model: Any) -> str:
    return (model.__doc__ or "").strip().partition("\n")[0]


def _below(name: str, model: Any, owner: str, of: str, part: str) -> Table:
    """A table with a row for each part of each item of another table, numbered from 1."""
    own = tuple(columns_of(model))
    whose = Column(owner, "string", f"id of the {owner}")
    number = Column("n", "integer", f"its place among those of the {owner}, from 1")

    row_of = row_reader(own, _key_of if is_typeddict(model) else attrgetter)

    def rows(register: Register) -> Rows:
        for item in getattr(register, of):
            yield from ((item.id, n, *row_of(each)) for n, each in enumerate(getattr(item, part, ()), start=1))

    references = {owner: _TABLE_OF[owner]}
    return _from_register(name, _described(model), (whose, number, *own), rows, key=(owner, "n"), references=references)


def _findings(register: Register) -> Iterator[Any]:
    for finding in register.recommendations:
        yield _row_of_withdrawn(finding) if isinstance(finding, WithdrawnFinding) else finding


def _row_of_withdrawn(finding: WithdrawnFinding) -> SimpleNamespace:
    """What is left of it, in the columns of a finding."""
    left = {name: getattr(finding, name, None) for name in Finding.fields()}
    ended = {"status_since": finding.since, "status_reason": finding.reason, "closed": finding.since}
    return SimpleNamespace(**left | ended | {"outstanding": False, "overdue": False})


TABLES = (
    _of_register(
        "findings",
        Finding,
        _findings,
        key=("id",),
        references={"inspection": "inspections", "parent": "findings", "repeats": "findings"},
    ),
    _below("history", Entry, "finding", "recommendations", "history"),
    _of(
        "periods",
        Period,
        lambda data: periods_of(data.records, data.day),
        key=("finding", "from"),
        references={"finding": "findings"},
    ),
    _of("changes", Change, lambda data: changes_of(data.snapshot), references={"finding": "findings"}),
    _below("responses", Response, "finding", "recommendations", "responses"),
    _of_register("inspections", Inspection, lambda register: register.inspections, key=("id",)),
    _below("grades", GradeRow, "inspection", "inspections", "grades"),
    _of_register("meetings", Meeting, lambda register: register.meetings, key=("id",)),
    _of_register("vocabulary", Word, vocabulary_of, key=("kind", "scope", "id")),
)
"""The tables of register.zip and register.sqlite."""


def tables_of(data: PublishedData) -> tuple[Table, ...]:
    """The tables as they are published: those of a private site say so in their first column, whoever copies a row."""
    return tuple(map(_private, TABLES)) if data.origin.private else TABLES


def _private(table: Table) -> Table:
    mark = say("private-banner")
    column = Column(PRIVATE, "string", mark)

    return replace(
        table, columns=(column, *table.columns), make=lambda data: ((mark, *row) for row in table.make(data))
    )
