"""Gives each row the report and the question that a tracker writes only once, above the rows for which it holds."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from register.editing.trackers.cells import Cell
from register.editing.trackers.layout import Table, TableRow

FIELDS = ("inspection", "pillar", "question")
"""What is written once, the widest first: below another report, the question above holds no longer."""


def with_repeats(table: Table, by_field: Mapping[str, tuple[int, ...]]) -> tuple[Table, tuple[TableRow, ...]]:
    """The table with the cells filled that mean what stands above them, and the rows with such cells."""
    columns = [column for field in FIELDS for column in by_field.get(field, ())[:1] if _is_written_once(table, column)]
    rows: list[TableRow] = []
    changed = []
    for row in table.rows:
        above = rows[-1] if rows and rows[-1].groups == row.groups else None
        repeated = _repeated(above, row, columns) if above else {}
        rows.append(replace(row, cells={**row.cells, **repeated}))
        changed += [row] if repeated else []
    return replace(table, rows=tuple(rows)), tuple(changed)


def _is_written_once(table: Table, column: int) -> bool:
    """Whether at least half of the cells are empty, and no two rows that follow each other say the same."""
    texts = [row.cells[column].text if column in row.cells else "" for row in table.rows]
    repeats = any(first == second != "" for first, second in pairwise(texts))
    return bool(texts) and bool(texts[0]) and not repeats and texts.count("") * 2 >= len(texts)


def _repeated(above: TableRow, row: TableRow, columns: list[int]) -> dict[int, Cell]:
    """The cells of the row above that hold for this one too, until one of its own stands in their place."""
    found: dict[int, Cell] = {}
    for column in columns:
        if column in row.cells and row.cells[column].text:
            break
        if column in above.cells:
            found[column] = above.cells[column]
    return found
