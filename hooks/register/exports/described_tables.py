"""The tables described for programs: as a Data Package, as CSV on the Web, and for Datasette."""

from collections.abc import Iterable
from typing import Any

from register.exports.published import Envelope, Register
from register.exports.tables import Column, Table
from register.records.register_facts import OPEN_GOVERNMENT_LICENCE

MARKED = "A text that a spreadsheet might run as a formula begins with an apostrophe."
_OPEN_GOVERNMENT = "OGL-UK-3.0"


def data_package(register: Register, tables: Iterable[Table]) -> dict[str, Any]:
    """datapackage.json (Data Package, version 1), with what qualifies the data."""
    licence = register.licence
    name = {"name": _OPEN_GOVERNMENT} if licence == OPEN_GOVERNMENT_LICENCE else {}
    return {
        **_envelope(register),
        "profile": "tabular-data-package",
        "name": "inspection-register",
        "title": title_of(register),
        "description": " ".join(filter(None, (register.notice, MARKED))),
        "version": register.schema_version,
        **({"homepage": register.site} if register.site else {}),
        "licenses": [{**name, "title": licence.title, "path": licence.url}],
        "contributors": [{"title": register.organisation, "role": "publisher"}],
        "resources": [_resource(table) for table in tables],
    }


def title_of(register: Register) -> str:
    """What the data are called."""
    return f"{register.organisation}: inspection register"


def _envelope(register: Register) -> dict[str, Any]:
    """What qualifies the data; `private` first, where they are."""
    left_out = {"schema_"} if register.private else {"schema_", "private"}
    return register.model_dump(mode="json", include=set(Envelope.model_fields) - left_out)


def _resource(table: Table) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "description": table.description,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(column, column.name in table.key) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [
                {"fields": column, "reference": {"resource": "" if of == table.name else of, "fields": "id"}}
                for column, of in table.references.items()
            ],
        },
    }


def _field(column: Column, required: bool) -> dict[str, Any]:
    constraint = {"constraints": {"required": True}} if required else {}
    return {"name": column.name, "type": column.type, "description": column.description, **constraint}


def csvw(register: Register, tables: Iterable[Table]) -> dict[str, Any]:
    """csv-metadata.json (CSV on the Web, W3C 2015)."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": title_of(register),
        "dc:description": " ".join(filter(None, (register.notice, register.attribution, MARKED))),
        "dc:license": {"@id": register.licence.url},
        "dc:publisher": register.organisation,
        "dc:modified": {"@value": register.as_of.isoformat(), "@type": "xsd:date"},
        "tables": [_csvw_table(table) for table in tables],
    }


def _csvw_table(table: Table) -> dict[str, Any]:
    return {
        "url": f"{table.name}.csv",
        "dc:description": table.description,
        "tableSchema": {
            "columns": [_csvw_column(column, column.name in table.key) for column in table.columns],
            **({"primaryKey": list(table.key)} if table.key else {}),
            "foreignKeys": [
                {"columnReference": column, "reference": {"resource": f"{of}.csv", "columnReference": "id"}}
                for column, of in table.references.items()
            ],
        },
    }


def _csvw_column(column: Column, required: bool) -> dict[str, Any]:
    return {
        "name": column.name,
        "titles": column.name,
        "dc:description": column.description,
        "datatype": column.type,
        **({"separator": column.separator} if column.separator else {}),
        **({"required": True} if required else {}),
    }


def datasette(register: Register, tables: Iterable[Table], database: str) -> dict[str, Any]:
    """The metadata with which Datasette describes the database of that name."""
    return {
        **({"private": True} if register.private else {}),
        "title": title_of(register),
        "description": " ".join(filter(None, (register.notice, register.attribution))),
        "license": register.licence.title,
        "license_url": register.licence.url,
        "source": register.organisation,
        **({"source_url": register.site} if register.site else {}),
        "databases": {
            database: {
                "tables": {
                    table.name: {
                        "description": table.description,
                        "columns": {column.name: column.description for column in table.columns},
                    }
                    for table in tables
                }
            }
        },
    }
