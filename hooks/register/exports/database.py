"""register.sqlite: the same tables with their keys, views for what is often asked, and a search of all words.

The same register gives the same bytes with the same library.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any

from register.exports.described_tables import datasette
from register.exports.published import MAJOR_VERSION, Envelope, Register
from register.exports.published_data import PublishedData
from register.exports.tables import Column, Row, Table, tables_of
from register.pages.addresses import Address, private_name
from register.pages.json_files import json_file

VIEWS = {
    "outstanding": "SELECT * FROM findings WHERE outstanding",
    "overdue": "SELECT * FROM findings WHERE overdue ORDER BY due, id",
    "red_by_day": """\
SELECT day, sum(sum(step)) OVER (ORDER BY day) AS red
FROM (
  SELECT "from" AS day, 1 AS step FROM periods WHERE colour = 'red'
  UNION ALL
  SELECT until, -1 FROM periods WHERE colour = 'red' AND until IS NOT NULL
)
GROUP BY day""",
    "successors": """\
WITH RECURSIVE split(finding, successor, rest) AS (
  SELECT id, '', superseded_by || ' ' FROM findings WHERE superseded_by IS NOT NULL
  UNION ALL
  SELECT finding, substr(rest, 1, instr(rest, ' ') - 1), substr(rest, instr(rest, ' ') + 1) FROM split WHERE rest <> ''
)
SELECT finding, successor FROM split WHERE successor <> ''""",
}
"""What is often asked: red_by_day has the number of red findings from each day on which it changed."""

SEARCHED = {"findings": ("title", "recommendation", "evidence", "status_reason"), "responses": ("text",)}
"""The tables that have a full-text index, findings_search and responses_search, with the columns in it."""

_TYPES = {"integer": "INTEGER", "boolean": "INTEGER"}


def register_as_database(data: PublishedData) -> bytes:
    """The database as the bytes of its file."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        connection.execute("BEGIN")
        for table in (_ABOUT, *tables_of(data)):
            _fill(connection, table, data)
        for name, query in VIEWS.items():
            connection.execute(f"CREATE VIEW {name} AS {query}")
        for name, columns in SEARCHED.items():
            indexed = f'{", ".join(columns)}, content="{name}", tokenize=porter'  # Datasette looks for these quotes
            connection.execute(f"CREATE VIRTUAL TABLE {name}_search USING fts5({indexed})")
            connection.execute(f"INSERT INTO {name}_search({name}_search) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA user_version = {MAJOR_VERSION}")
        return connection.serialize()
    finally:
        connection.close()


def _rows_about(register: Register) -> Iterator[tuple[str, Any]]:
    """What qualifies the data, as far as it is said."""
    for name in Envelope.model_fields:
        value = getattr(register, name)
        if name == "private" and not value:
            continue
        if hasattr(value, "model_dump"):
            yield from ((f"{name}_{part}", text) for part, text in value.model_dump(mode="json").items() if text)
        elif value is not None:
            yield name.rstrip("_"), str(value)


def datasette_metadata(data: PublishedData) -> bytes:
    """datasette.json: how Datasette describes the database, whose name is that of its file."""
    address = private_name(Address.DATABASE) if data.origin.private else Address.DATABASE
    return json_file(datasette(data.register, (_ABOUT, *tables_of(data)), PurePosixPath(address).stem))


_ABOUT = Table(
    "about",
    "What qualifies the data.",
    (Column("name", "string", "what is said"), Column("value", "string", "what it is")),
    lambda data: _rows_about(data.register),
    ("name",),
)


def _fill(connection: sqlite3.Connection, table: Table, data: PublishedData) -> None:
    create(connection, table)
    insert(connection, table, table.rows(data))


def create(connection: sqlite3.Connection, table: Table, within: str | None = None) -> None:
    """Creates the table, empty, with its keys.

    within: the column that stands before the id in every reference, where ids are unique within it alone.
    """
    columns = [f'"{column.name}" {_TYPES.get(column.type, "TEXT")}' for column in table.columns]
    keys = [f"PRIMARY KEY ({_quoted(table.key)})"] if table.key else []
    references = []
    for column, of in table.references.items():
        scope = [within] if within and column != within else []
        ids = _quoted([*scope, "id"])
        references.append(f'FOREIGN KEY ({_quoted([*scope, column])}) REFERENCES "{of}"({ids})')
    by_key = " WITHOUT ROWID" if keys and table.name not in SEARCHED else ""  # a search finds rows by their number
    connection.execute(f'CREATE TABLE "{table.name}" ({", ".join([*columns, *keys, *references])}){by_key}')


def insert(connection: sqlite3.Connection, table: Table, rows: Iterable[Row]) -> None:
    """Writes the rows into the table."""
    places = ", ".join("?" * len(table.columns))
    columns = zip(table.columns, zip(*rows, strict=True), strict=False)  # no rows, no columns of them
    values = zip(*(_plain(values, column.type) for column, values in columns), strict=True)
    connection.executemany(f'INSERT INTO "{table.name}" VALUES ({places})', values)


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _plain(values: Iterable[Any], kind: str) -> Iterable[Any]:
    """The values of one column as SQLite holds them: a day as yyyy-mm-dd."""
    return [value and value.isoformat() for value in values] if kind == "date" else values
