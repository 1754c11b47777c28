"""The rows of tables, made of their words: the head, a row of lines, and the cell of a number."""

from register.figures.blocks import Cell, Line, Row, Text, line
from register.wording.sentences import say


def head_of(*names: str) -> tuple[Cell, ...]:
    """The cells above the columns of a table; names: those of their sentences."""
    return tuple(Cell(line(say(name))) for name in names)


def row_of(*lines: Line, stressed: bool = False) -> Row:
    """The row with a cell for each line."""
    return Row(tuple(map(Cell, lines)), stressed)


def number_cell(shown: str | Text) -> Cell:
    """The cell of a number."""
    return Cell(line(shown), number=True)
