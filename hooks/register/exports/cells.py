"""What stands in a cell of a table that spreadsheets open, and the table as a file."""

import csv
import io
from collections.abc import Iterable

from register.wording.sentences import say

PRIVATE = "private"
"""The first column of every table of a private site: it says on each row that it may not be published."""

FORMULA_SIGNS = frozenset("=+-@\t\r＝＋－＠")
"""The signs by which a spreadsheet knows a formula."""


def cell(value: object) -> str:
    """The value as text, safe to open."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else safe(str(value))


def safe(text: str) -> str:
    """The text, with an apostrophe before what a spreadsheet would run as a formula (OWASP, "CSV Injection").

    The full-width signs count too, which some languages' spreadsheets take for the same.
    """
    return f"'{text}" if text[:1] in FORMULA_SIGNS else text


def table_as_csv(columns: Iterable[str], rows: Iterable[Iterable[str]], private: bool = False) -> bytes:
    """The rows below a line of names (RFC 4180); the BOM lets spreadsheets show accents."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    mark = (say("private-banner"),) if private else ()
    writer.writerow([*(PRIVATE for _ in mark), *columns])
    writer.writerows([*mark, *row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
