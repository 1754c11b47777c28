"""How high a row of a workbook must be for its wrapped texts: not every spreadsheet program finds that out itself."""

from collections.abc import Iterable
from math import ceil

LINE = 15
"""Points of a line in letters of 11 points."""
HIGHEST = 409
"""Points of the highest row that Excel knows."""


def row_height(cells: Iterable[tuple[str, float]], lowest: int = LINE) -> int:
    """The height in points that shows the text of each cell in its width, counted in characters."""
    return min(HIGHEST, max(lowest, *(LINE * _lines(text, width) for text, width in cells)))


def _lines(text: str, width: float) -> int:
    """The lines of a text; a letter is narrower than a figure, by which widths are counted."""
    return sum(max(1, ceil(len(line) / width)) for line in text.split("\n"))
