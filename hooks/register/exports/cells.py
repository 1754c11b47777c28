"""What stands in a cell of a table that spreadsheets open."""

_FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def cell(value: object) -> str:
    """The value as text.

    What a spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection"), also where the
    sign is the full-width one that some languages' spreadsheets take for the same.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA_SIGNS) else text
