"""Reads a table that a spreadsheet saved as text (.csv): its encoding, its separator, its rows."""

import csv
import io
from collections import Counter
from itertools import islice

from register.editing.trackers.cells import Cell, Sheet
from register.editing.trackers.workbooks import clean
from register.editing.workbook_files import Unreadable

_SEPARATORS = ",;\t|"  # Excel writes semicolons where numbers have a decimal comma
_LOOKED_AT = 200  # rows by which the separator is told


def sheet_of_text(content: bytes, name: str) -> Sheet:
    """The table as a sheet of this name; a row counts as one, however many lines it takes. Raises Unreadable."""
    text = _decoded(content).replace("\r\n", "\n").replace("\r", "\n")
    if text.lstrip()[:_BEGINNING].lower().startswith(_MARKUP):
        raise Unreadable("it is a web page or XML by another name; open it in Excel, and save it as .xlsx")
    separator = max(_SEPARATORS, key=lambda sign: _cells(text, sign))
    rows = {}
    try:
        _refuse_open_quote(text, separator)
        for number, values in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
            cells = {
                column: Cell(plain, (number, column))
                for column, value in enumerate(values, 1)
                if (plain := clean(value))
            }
            rows |= {number: cells} if cells else {}
    except csv.Error as error:
        raise Unreadable(f"row {len(rows) + 1} can't be read ({error}); save the table again as .xlsx") from None
    return Sheet(name, rows)


def _refuse_open_quote(text: str, separator: str) -> None:
    """Raises Unreadable where a quotation mark opens a cell that nothing closes, and so takes in all rows after it."""
    try:
        begins = 1
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error as error:
        if "end of data" in str(error):
            raise Unreadable(f"a quotation mark in line {begins} is never closed; close it, or delete it") from None


_MARKUP = ("<!doctype", "<html", "<table", "<?xml", "<meta", "<head", "<body")
_BEGINNING = 20  # letters

_LARGEST = 20_000_000  # bytes


def _decoded(content: bytes) -> str:
    """The text in the encoding that it was saved in: UTF-8, UTF-16 with a mark, else that of Windows."""
    if len(content) > _LARGEST:
        raise Unreadable("it is too large for a tracker; save only the rows with findings")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if b"\0" in content:
        raise Unreadable("it is neither a workbook nor a text; save the table as .xlsx or .csv")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def _cells(text: str, separator: str) -> int:
    """How many cells the rows of the commonest width have together, if this is what separates them."""
    widths: Counter[int] = Counter()
    try:
        for values in islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), _LOOKED_AT):
            widths[sum(map(bool, values))] += 1
    except csv.Error:
        return 0
    return max((width * rows for width, rows in widths.items() if width > 1), default=0)
