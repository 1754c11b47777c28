"""The position of a text in a file."""

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of one line: line and column count from 1, length is in characters."""

    line: int
    column: int = 1
    length: int = 1
