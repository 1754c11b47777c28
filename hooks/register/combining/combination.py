"""Writes one database and its tables of all bodies, body by body, so that never more than one is in memory."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any

from register.combining.comparing import Problem, Snapshot, Sources, days_late, lateness, snapshots_of
from register.combining.sources import Label
from register.combining.tables import (
    BODIES,
    BODY,
    BODY_TABLES,
    PROBLEMS,
    SNAPSHOTS,
    all_rows,
    row_of_body,
    row_of_snapshot,
)
from register.exports.archive import rows_of_cells
from register.exports.database import create, insert
from register.exports.published import MAJOR_VERSION
from register.exports.tables import Row, Table
from register.wording.sentences import say

DATABASE, TABLES = "national.sqlite", "csv"

ALL_TABLES = (BODIES, *(each.table for each in BODY_TABLES), SNAPSHOTS, PROBLEMS)
"""The tables of the database and of the folder of CSV."""

_SEARCHED = ("title", "recommendation", "evidence", "status_reason")


def combine(sources: Sources, folder: Path, late_after: int) -> tuple[Problem, ...]:
    """Writes the database and the tables into the folder; returns all that is wrong with the sources."""
    problems = list(sources.problems)
    with ExitStack() as files:
        connection = files.enter_context(closing(_database(folder / DATABASE)))
        tables = files.enter_context(_csv_files(folder / TABLES))
        output = _Output(connection, tables)
        for labels in sources.bodies:
            output.add_body(labels, sources, late_after, problems)
        output.write(PROBLEMS, [(n, each.source, each.problem) for n, each in enumerate(problems, start=1)])
        _finish(connection)
    return tuple(problems)


def _database(path: Path) -> sqlite3.Connection:
    """A new database with all tables, empty, whose writes wait for its end."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    for table in ALL_TABLES:
        create(connection, table, within=BODY)
    return connection


def _finish(connection: sqlite3.Connection) -> None:
    connection.execute(
        f"CREATE VIRTUAL TABLE findings_search USING fts5({', '.join(_SEARCHED)}, content=findings, tokenize=porter)"
    )
    connection.execute("INSERT INTO findings_search(findings_search) VALUES ('rebuild')")
    connection.execute("CREATE INDEX findings_by_question ON findings (framework, question)")
    connection.execute("COMMIT")
    connection.execute(f"PRAGMA user_version = {MAJOR_VERSION}")


@contextmanager
def _csv_files(folder: Path) -> Iterator[Mapping[str, Any]]:
    """A writer of CSV (RFC 4180, UTF-8) for each table, by its name."""
    folder.mkdir()
    with ExitStack() as files:
        writers = {}
        for table in ALL_TABLES:
            file = files.enter_context((folder / f"{table.name}.csv").open("w", encoding="utf-8", newline=""))
            writers[table.name] = csv.writer(file)
            writers[table.name].writerow(table.names)
        yield writers


class _Output:
    """The database and the CSV files, which hold the same rows."""

    def __init__(self, connection: sqlite3.Connection, files: Mapping[str, Any]) -> None:
        self._connection, self._files = connection, files

    def write(self, table: Table, rows: Iterable[Row]) -> None:
        """Writes the rows into the table."""
        kept = list(rows)
        insert(self._connection, table, kept)
        self._to_csv(table, kept)

    def add_body(self, labels: Iterable[Label], sources: Sources, late_after: int, problems: list[Problem]) -> None:
        """Adds the newest sound data of a body, and the numbers of its other days; nothing where no data are sound.

        Data that can't be compared stand for the body only where there are no others.
        """
        days: list[Row] = []
        spare: Label | None = None
        shown: Label | None = None
        for snapshot in snapshots_of(labels, problems):
            if snapshot.register is None:
                spare = spare or snapshot.label
            elif shown is None:
                if not self._show(snapshot, sources, late_after, problems):
                    continue
                shown = snapshot.label
            days.append(row_of_snapshot(snapshot.label, snapshot.register))
        if spare and shown is None:
            self._show(Snapshot(spare, None), sources, late_after, problems)
        self.write(SNAPSHOTS, days)

    def _show(self, snapshot: Snapshot, sources: Sources, late_after: int, problems: list[Problem]) -> bool:
        """Writes what the body published on the day, unless the database refuses it, which is a problem."""
        label, register = snapshot.label, snapshot.register
        rows = {BODIES.name: [row_of_body(label, register, days_late(label, sources.day, late_after))]}
        rows |= all_rows(label, register) if register else {}
        self._connection.execute("SAVEPOINT body")
        try:
            for table in ALL_TABLES:
                insert(self._connection, table, rows.get(table.name, ()))
        except (sqlite3.Error, OverflowError) as why:
            self._connection.execute("ROLLBACK TO body")
            problems.append(Problem(label.source, say("combined-not-stored", why=str(why))))
            return False
        finally:
            self._connection.execute("RELEASE body")
        for table in ALL_TABLES:
            self._to_csv(table, rows.get(table.name, ()))
        if late := lateness(label, sources.day, late_after):
            problems.append(late)
        return True

    def _to_csv(self, table: Table, rows: Iterable[Row]) -> None:
        self._files[table.name].writerows(rows_of_cells(table, rows))
