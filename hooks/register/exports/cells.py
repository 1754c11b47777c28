"""What stands in a cell of a table that spreadsheets open."""

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
