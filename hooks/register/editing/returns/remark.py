"""What is to be said of a cell, row or file of a return."""

from enum import StrEnum
from typing import NamedTuple


class RemarkKind(StrEnum):
    """What a remark asks for. All but a note keep a return from being written."""

    MISSING = "missing"
    CONFLICT = "changed here since"
    UNCLEAR = "unclear"
    NOTE = "note"


class Remark(NamedTuple):
    """A remark: where in the workbook, and what is said; where is empty if it is about the whole file."""

    kind: RemarkKind
    where: str
    text: str

    @property
    def blocks(self) -> bool:
        """Whether the return can't be written while this stands."""
        return self.kind is not RemarkKind.NOTE
