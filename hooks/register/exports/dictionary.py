"""The dictionary of the data: every object of register.json and every table, with what each field holds."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from register.exports.origin import Origin
from register.exports.published import FindingFile, Register, WithdrawnFile
from register.exports.register_json import data_schema
from register.exports.tables import TABLES, Table, models_within
from register.pages.data import DataTable

_FILES_OF_THEIR_OWN = (FindingFile.__name__, WithdrawnFile.__name__)  # they repeat what stands elsewhere


_WHOLE = "register.json"


def described() -> tuple[str, ...]:
    """The names of the objects of register.json and of the tables, in the order of the dictionary."""
    objects = sorted(models_within(Register) - {Register.__name__})
    return (_WHOLE, *objects, *(_file_of(table) for table in TABLES))


def _file_of(table: Table) -> str:
    return f"{table.name}.csv"


@cache
def dictionary() -> tuple[DataTable, ...]:
    """The objects of register.json, as its schema has them, and then the tables."""
    schema = data_schema(Origin())
    objects = {_WHOLE: schema} | {
        name: about
        for name, about in schema["$defs"].items()
        if "properties" in about and name not in _FILES_OF_THEIR_OWN
    }
    tables = (
        DataTable(
            _file_of(table),
            table.description,
            tuple((column.name, column.type, column.description) for column in table.columns),
        )
        for table in TABLES
    )
    return (*(_of_object(name, about) for name, about in objects.items()), *tables)


def _of_object(name: str, about: Mapping[str, Any]) -> DataTable:
    fields = about["properties"].items()
    rows = ((field, " or ".join(_kinds(declared)), declared.get("description", "")) for field, declared in fields)
    return DataTable(name, about.get("description", ""), tuple(rows))


def _kinds(declared: Mapping[str, Any]) -> Iterator[str]:
    """What a value may be: a type of JSON, a date, or an object by its name."""
    if "$ref" in declared:
        yield declared["$ref"].rpartition("/")[2]
    elif "anyOf" in declared:
        for kind in declared["anyOf"]:
            yield from _kinds(kind)
    elif declared.get("type") == "array":
        yield f"list of {' or '.join(_kinds(declared['items']))}"
    elif declared.get("format") == "date":
        yield "date"
    else:
        yield declared.get("type", "string")
