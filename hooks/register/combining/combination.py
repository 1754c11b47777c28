"""Writes one database and its tables of all bodies, body by body, so that never more than one is in memory."""

import csv
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from register.combining.comparing import Problem, Sources, days_late, lateness, registers_of
from register.combining.sources import SourceFile
from register.combining.tables import (
    BODIES,
    BODY,
    BODY_TABLES,
    PROBLEMS,
    SNAPSHOTS,
    BodyFacts,
    facts_of,
    row_of_body,
    row_of_snapshot,
)
from register.exports.archive import rows_of_cells
from register.exports.database import create, insert
from register.exports.published import MAJOR_VERSION, Register
from register.exports.tables import Row, Table
from register.wording.sentences import say

DATABASE, TABLES = "national.sqlite", "csv"

ALL_TABLES = (BODIES, *(each.table for each in BODY_TABLES), SNAPSHOTS, PROBLEMS)
"""The tables of the database and of the folder of CSV."""

_SEARCHED = ("title", "recommendation", "evidence", "status_reason")


@dataclass(frozen=True)
class Combined:
    """What came of it: the day that is shown, how many bodies there are, and all that is wrong with the sources."""

    day: date | None  # None: there is no body
    bodies: int
    problems: tuple[Problem, ...]


def combine(sources: Sources, folder: Path, late_after: int) -> Combined:
    """Writes the database and the tables into the folder.

    The day is the one that was asked for, else the newest of the data that are shown; what is older than it by more
    than late_after days is late.
    """
    problems = list(sources.problems)
    with ExitStack() as files:
        connection = files.enter_context(closing(_database(folder / DATABASE)))
        tables = files.enter_context(_csv_files(folder / TABLES))
        output = _Output(connection, tables)
        shown = [added for body in sources.bodies if (added := output.add_body(body, problems))]
        day = max((file.as_of for file, _ in shown), default=None)
        if day:
            day = sources.day or day
            output.write(BODIES, [row_of_body(*each, days_late(each[0], day, late_after)) for each in shown])
            problems += filter(None, (lateness(file, day, late_after) for file, _ in shown))
        output.write(PROBLEMS, [(n, each.source, each.problem) for n, each in enumerate(problems, start=1)])
        _finish(connection)
    return Combined(day, len(shown), tuple(problems))


def _database(path: Path) -> sqlite3.Connection:
    """A new database with all tables, empty, whose writes wait for its end."""
    connection = sqlite3.connect(path, isolation_level=None)
    for setting in ("journal_mode = MEMORY", "synchronous = OFF", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN")
    connection.execute("PRAGMA defer_foreign_keys = ON")  # the bodies follow when the day is known
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

    def add_body(
        self, files: Iterable[SourceFile], problems: list[Problem]
    ) -> tuple[SourceFile, BodyFacts | None] | None:
        """Adds the newest sound data of a body, and the numbers of its other days.

        Returns what is said of the body; without facts where its data can't be compared, which stand for it only where
        there are no others; None where no data are sound.
        """
        days: list[Row] = []
        spare: SourceFile | None = None
        shown: tuple[SourceFile, BodyFacts | None] | None = None
        for file, register in registers_of(files, problems):
            if register is None:
                spare = spare or file
            elif shown is None:
                if not self._holds(file, register, problems):
                    continue
                shown = file, facts_of(register)
            days.append(row_of_snapshot(file, register))
        self.write(SNAPSHOTS, days)
        return shown or (spare and (spare, None))

    def _holds(self, file: SourceFile, register: Register, problems: list[Problem]) -> bool:
        """Writes what the body published on the day, unless the database refuses it, which is a problem."""
        rows = [(each.table, list(each.rows(file, register))) for each in BODY_TABLES]
        self._connection.execute("SAVEPOINT body")
        try:
            for table, made in rows:
                insert(self._connection, table, made)
        except (sqlite3.Error, OverflowError) as why:
            self._connection.execute("ROLLBACK TO body")
            problems.append(Problem(file.source, say("combined-not-stored", why=str(why))))
            return False
        finally:
            self._connection.execute("RELEASE body")
        for table, made in rows:
            self._to_csv(table, made)
        return True

    def _to_csv(self, table: Table, rows: Iterable[Row]) -> None:
        self._files[table.name].writerows(rows_of_cells(table, rows))
