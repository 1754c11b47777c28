"""Imports a spreadsheet: makes one new finding of each line of a CSV file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from register.checks.issue import Issue, in_order
from register.editing.new import filled
from register.records.folder import File, Kind
from register.records.model import OFFICIAL_WORDS, RESPONSE, RecommendationFacts
from register.records.source import Span
from register.records.values import is_id

_WORDS = {"recommendation": OFFICIAL_WORDS, "response": RESPONSE}
# No cell of a spreadsheet holds these.
_NESTED = ("next", "with", "links", "history", "corrections", "formerly", "withheld")
_SEPARATORS = ",;\t"  # Excel writes semicolons where numbers have a decimal comma

COLUMNS = ("id", *(name for name in RecommendationFacts.fields() if name not in _NESTED), *_WORDS)
"""The columns that can be imported: the id, the fields that hold one value, the official words and the response."""


class NotImported(Exception):
    """The table can't be imported. The message says which line or column, and what to do."""


@dataclass(frozen=True)
class Row:
    """A finding made from a row: its file, the line of the table on which the row begins, and its cells by column."""

    file: File
    line: int
    cells: Mapping[str, str]


def rows_of(table: str) -> tuple[Row, ...]:
    """A new finding from each row of the table, whose first line names the columns. Raises NotImported."""
    first = table.partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(table.replace("\r\n", "\n"), newline=""), delimiter=separator)
    columns = [_column(heading) for heading in next(reader, ())]
    unknown = [name for name in columns if name not in COLUMNS]
    if unknown or "id" not in columns:
        message = f'there is no column "{unknown[0]}"' if unknown else 'the column "id" is missing'
        raise NotImported(f"{message}; the columns are {', '.join(COLUMNS)}")
    if len(set(columns)) < len(columns):
        repeated = next(name for index, name in enumerate(columns) if name in columns[:index])
        raise NotImported(f'the column "{repeated}" appears twice; delete one of the two')
    rows = tuple(_rows(reader, columns))
    if not rows:
        raise NotImported("there are no lines below the headings; write one for each finding")
    return rows


def _column(heading: str) -> str:
    """The column that a heading names: capitals and spaces make no difference."""
    return "_".join(heading.lower().split())


def _rows(reader: Iterator[list[str]], columns: list[str]) -> Iterator[Row]:
    seen: set[str] = set()
    begins = reader.line_num + 1  # type: ignore[attr-defined]
    for values in reader:
        line, begins = begins, reader.line_num + 1  # type: ignore[attr-defined]
        cells = {name: value.strip() for name, value in zip(columns, values, strict=False)}
        if not any(cells.values()):
            continue
        id = cells.get("id", "")
        if not is_id(id) or id in seen:
            message = "appears twice" if id in seen else "can't be an id: use a-z, 0-9 and single hyphens"
            raise NotImported(f'line {line}: "{id}" {message}')
        if len(values) > len(columns):
            raise NotImported(
                f"line {line} has more cells than there are headings; put a text that contains a comma in double quotes"
            )
        seen.add(id)
        facts = {name: cells.get(name, "") for name in COLUMNS if name != "id" and name not in _WORDS}
        words = {title: cells.get(column, "") for column, title in _WORDS.items()}
        yield Row(File(f"recommendations/{id}.md", Kind.RECOMMENDATION, filled(facts, words).encode()), line, cells)


def in_table(issues: Iterable[Issue], rows: Iterable[Row], name: str, table: str) -> tuple[Issue, ...]:
    """The issues of the files made from these rows, each at its cell in the table of this name."""
    by_path, lines = {row.file.path: row for row in rows}, table.split("\n")
    return in_order(_in_table(issue, by_path[issue.path], name, lines) for issue in issues)


def _in_table(issue: Issue, row: Row, name: str, lines: list[str]) -> Issue:
    column = _column_at(row.file.content.decode().split("\n"), issue.line)
    where = f'in the column "{column}" of "{row.cells["id"]}"' if column else f'of "{row.cells["id"]}"'
    cell = row.cells[column or "id"].partition("\n")[0]
    span = Span(row.line, max(lines[row.line - 1].find(cell), 0) + 1, len(cell))
    return issue._replace(path=name, span=span, message=f"{where}: {issue.message}")


def _column_at(lines: list[str], number: int) -> str | None:
    """The column that a line of the new file comes from: its field, or the heading above; None for any other."""
    of_heading = {f"## {title}": column for column, title in _WORDS.items()}
    above = (of_heading[line] for line in reversed(lines[:number]) if line in of_heading)
    field = lines[number - 1].partition(":")[0]
    return next(above, field if field in COLUMNS else None)
