"""Writes tables into a Word document: their header rows repeat on every sheet, and no row is split."""

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from register.exports.word_text import TextRun, bold, write_text

CELL = "Table Text"
"""The style of the text in a table, which the document must have."""


@dataclass(frozen=True)
class TableCell:
    """A cell of a table; a number is aligned to the right."""

    text: tuple[TextRun, ...]
    number: bool = False


@dataclass(frozen=True)
class TableRow:
    """A row of a table. head: it is repeated on every sheet; stressed: it begins a group of rows or sums them up."""

    cells: tuple[TableCell, ...]
    head: bool = False
    stressed: bool = False


def write_table(
    document: Document, rows: Sequence[TableRow], title: str = "", even: bool = False, whole: bool = False
) -> None:
    """Writes the rows as a table, its columns as wide as their words need unless even; a blank line follows.

    title: its name for those who can't see it. whole: it is kept on one sheet.
    """
    columns = max(len(row.cells) for row in rows)
    table = document.add_table(len(rows), columns, style="Table Grid")
    widths = _widths(document, [1] * columns if even else _needs(rows, columns))
    for row, made in zip(rows, table.rows, strict=True):
        _mark(made._tr.get_or_add_trPr(), "w:cantSplit")
        if row.head:
            _mark(made._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, place, width in zip(row.cells, made.cells, widths, strict=False):
            place.width = width
            _write_cell(place.paragraphs[0], cell, row, keep=whole and row is not rows[-1])
            if row.head or row.stressed:
                _shade(place)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _describe(table, title)
    document.add_paragraph(style="No Spacing")


def _widths(document: Document, needs: Sequence[int]) -> list[int]:
    """The width of the page, shared out among the columns by what each needs."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    return [int(width * need / sum(needs)) for need in needs]


def _needs(rows: Sequence[TableRow], columns: int) -> list[int]:
    """How many characters each column needs: of its longest text, but no more than fit a line, or its longest word."""
    needs = [0] * columns
    for row in rows:
        for column, cell in enumerate(row.cells):
            need = _need("".join(run.text for run in cell.text)) + (_BOLD if row.head or row.stressed else 0)
            needs[column] = max(needs[column], need)
    return [_PADDING + need for need in needs]


def _need(text: str) -> int:
    return max((min(len(text), _LINE), *map(len, text.split())))


_LINE = 30
"""So many characters of a column are a line that reads well."""
_BOLD = 3
"""What bold text takes beyond other text, in characters."""
_PADDING = 5
"""The blank beside a text, in characters."""


def _write_cell(paragraph: Paragraph, cell: TableCell, row: TableRow, keep: bool) -> None:
    """keep: the next row stands on the same sheet, as it does after a head or the beginning of a group."""
    paragraph.style = CELL
    paragraph.paragraph_format.keep_with_next = keep or row.head or row.stressed
    if cell.number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write_text(paragraph, bold(cell.text) if row.head or row.stressed else cell.text)


def _describe(table: Table, title: str) -> None:
    """Says that the first row and the first column are headers, and gives the table its name for who can't see it."""
    look = table._tblPr.find(qn("w:tblLook"))
    if look is None:
        look = _mark(table._tblPr, "w:tblLook")
    for name, value in {"firstRow": "1", "firstColumn": "1", "lastRow": "0", "lastColumn": "0", "noVBand": "1"}.items():
        look.set(qn(f"w:{name}"), value)
    if title:
        _mark(table._tblPr, "w:tblCaption").set(qn("w:val"), title)


def _shade(cell: object) -> None:
    shading = _mark(cell._tc.get_or_add_tcPr(), "w:shd")  # type: ignore[attr-defined]
    for name, value in {"val": "clear", "color": "auto", "fill": "E6E6E6"}.items():
        shading.set(qn(f"w:{name}"), value)


def _mark(parent: object, name: str) -> object:
    element = OxmlElement(name)
    parent.append(element)  # type: ignore[attr-defined]
    return element
