"""Converts HTML to the paragraphs, lists and tables of a Word document.

It knows the HTML of our templates and of body.py, which is well formed and safe, and no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml.html import HtmlElement

NUMBERED, QUOTED, QUOTED_BY, LABEL = "Numbered Paragraph", "Quote", "Quoted By", "Label"
FACT, NOTE, CODE, CELL = "Fact", "Note", "Code", "Table Text"
"""The styles that a document must have besides Word's other own."""

HANG = Cm(1.4)
"""How far a paragraph stands to the right of its number."""


@dataclass(frozen=True)
class Look:
    """How a piece of text looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    link: str | None = None


@dataclass(frozen=True)
class Piece:
    """Text that looks the same from end to end; exact: its blanks count, as those of a line break or a tab do.

    A field is filled in by Word: PAGE or NUMPAGES.
    """

    text: str
    look: Look
    exact: bool = False
    field: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a table."""

    pieces: tuple[Piece, ...]
    number: bool = False


@dataclass(frozen=True)
class Row:
    """A row of a table. head: it is repeated on every page; stressed: it begins a group of rows or sums them up."""

    cells: tuple[Cell, ...]
    head: bool = False
    stressed: bool = False


def write_blocks(document: Document, element: HtmlElement, style: str = "Normal") -> None:
    """Writes what the element holds to the end of the document: headings, paragraphs, lists, facts and tables."""
    for block in element:
        _write_block(document, block, style)


def write_inline(paragraph: Paragraph, element: HtmlElement) -> None:
    """Writes the words of the element into the paragraph."""
    _write(paragraph, pieces_of(element))


# Blocks


def _write_block(document: Document, block: HtmlElement, style: str) -> None:
    kind, classes = block.tag, _classes(block)
    if kind in ("header", "footer"):
        return  # these stand on every page, see paper_word.py
    if heading := re.fullmatch("h([1-6])", kind):
        level = int(heading[1]) - 1
        _write_numbered(document.add_paragraph(style=f"Heading {level}" if level else "Title"), block)
    elif "card__tags" in classes:
        _write(document.add_paragraph(style=style), _between([list(pieces_of(tag, _look_of(tag))) for tag in block]))
    elif kind == "p":
        _write_numbered(document.add_paragraph(style=_style_of(block, classes, style)), block)
    elif "tiles" in classes:
        _write_tiles(document, block)
    elif kind in ("ul", "ol"):
        _write_list(document, block, 1)
    elif kind == "dl":
        _write_facts(document, block)
    elif kind == "table":
        _write_html_table(document, block)
    elif kind == "pre":
        _write(document.add_paragraph(style=CODE), [Piece(block.text_content().rstrip("\n"), Look(), exact=True)])
    else:
        write_blocks(document, block, QUOTED if kind == "blockquote" else style)


def _style_of(paragraph: HtmlElement, classes: set[str], style: str) -> str:
    if paragraph.find("span[@class='paragraph']") is not None:
        return NUMBERED
    if classes & {"official__by", "response__day"}:
        return QUOTED_BY if style == QUOTED else LABEL
    return NOTE if classes & {"draft", "small-inline"} else style


def _write_numbered(paragraph: Paragraph, block: HtmlElement) -> None:
    """A heading with a number hangs as a paragraph with a number does."""
    if block.find("span[@class='paragraph']") is not None:
        paragraph.paragraph_format.left_indent = HANG
        paragraph.paragraph_format.first_line_indent = -HANG
    write_inline(paragraph, block)


def _write_list(document: Document, listed: HtmlElement, depth: int) -> None:
    """A list, and the lists in it; Word has styles for three levels."""
    level = "" if depth == 1 else f" {min(depth, 3)}"
    kind = "Number" if listed.tag == "ol" else "Bullet"
    numbers = _new_numbers(document, f"List Number{level}", int(listed.get("start", 1))) if kind == "Number" else None
    for item in listed:
        first = document.add_paragraph(style=f"List {kind}{level}")
        if numbers:
            first._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        _write(first, pieces_of(item))
        for block in item:
            if block.tag in ("ul", "ol"):
                _write_list(document, block, depth + 1)
            elif block.tag == "p" and not first.text:
                write_inline(first, block)
            elif _is_block(block):
                _write_block(document, block, f"List Continue{level}")


def _new_numbers(document: Document, style: str, start: int) -> int:
    """Numbers that begin at start, whatever lists came before; returns the id that their paragraphs name."""
    numbering = document.part.numbering_part.element
    known = document.styles[style].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(known).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return made.numId


def _write_facts(document: Document, facts: HtmlElement) -> None:
    """Each fact as a line: what it is about in bold, then the fact."""
    for name in facts.iter("dt"):
        fact = [_DOT if piece.text == "\n" else piece for piece in pieces_of(name.getnext())]
        _write(document.add_paragraph(style=FACT), [*_bold(pieces_of(name)), Piece(": ", Look(bold=True)), *fact])


def _write_tiles(document: Document, tiles: HtmlElement) -> None:
    """The tiles as a table of two rows: what is counted, and how many there are."""
    labels, numbers = (
        [tuple(pieces_of(tile.find(f"span[@class='tile__{part}']"))) for tile in tiles] for part in ("label", "number")
    )
    heads = Row(tuple(Cell(label) for label in labels), head=True)
    counts = Row(tuple(Cell(number) for number in numbers), stressed=True)
    _write_table(document, [heads, counts], tiles.get("aria-label"), even=True)


def _write_html_table(document: Document, table: HtmlElement) -> None:
    caption = table.find("caption")
    if caption is not None:
        write_inline(document.add_paragraph(style="Caption"), caption)
    rows = [_row(row) for row in table.iter("tr")]
    title = " ".join(caption.text_content().split()) if caption is not None else None
    _write_table(document, rows, title)


def _row(row: HtmlElement) -> Row:
    part = row.getparent().tag
    cells = tuple(
        Cell(tuple(pieces_of(cell)), number="number" in _classes(cell) or cell.get("align") == "right") for cell in row
    )
    return Row(cells, head=part == "thead", stressed=part == "tfoot" or "grades__pillar" in _classes(row))


def _write_table(document: Document, rows: list[Row], title: str | None = None, even: bool = False) -> None:
    """The rows as a table, its first column wider than the others unless they are even; a blank line follows."""
    columns = max(len(row.cells) for row in rows)
    table = document.add_table(len(rows), columns, style="Table Grid")
    widths = _widths(document, columns, even)
    for row, made in zip(rows, table.rows, strict=True):
        _mark(made._tr.get_or_add_trPr(), "w:cantSplit")
        if row.head:
            _mark(made._tr.get_or_add_trPr(), "w:tblHeader")
        for cell, place, width in zip(row.cells, made.cells, widths, strict=False):
            place.width = width
            _write_cell(place.paragraphs[0], cell, row)
            if row.head or row.stressed:
                _shade(place)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    _describe(table, title)
    document.add_paragraph(style="No Spacing")


def _widths(document: Document, columns: int, even: bool) -> list[int]:
    """The widths of the columns on the page. The first has the long words, unless they are even or many."""
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    first = int(width * 0.4) if 1 < columns < 5 and not even else width // columns
    return [first, *([(width - first) // (columns - 1)] * (columns - 1) if columns > 1 else [])]


def _write_cell(paragraph: Paragraph, cell: Cell, row: Row) -> None:
    paragraph.style = CELL
    paragraph.paragraph_format.keep_with_next = row.head or row.stressed
    if cell.number:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _write(paragraph, _bold(cell.pieces) if row.head or row.stressed else cell.pieces)


def _describe(table: Table, title: str | None) -> None:
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


# Words


_DOT = Piece(" · ", Look())


def _between(parts: list[list[Piece]]) -> Iterator[Piece]:
    """The parts in one line, with a dot between them."""
    for number, part in enumerate(parts):
        yield from [*([_DOT] if number else []), *part]


_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "table", "pre", "div", "h1", "h2", "h3", "h4", "h5", "h6"})


def _is_block(element: HtmlElement) -> bool:
    return element.tag in _BLOCKS


def pieces_of(element: HtmlElement, look: Look = Look()) -> Iterator[Piece]:
    """The words in the element, piece by piece; blocks within it have words of their own and are left out."""
    yield Piece(element.text or "", look)
    for child in element:
        if isinstance(child.tag, str) and not _is_block(child):
            yield from _pieces_of_child(child, look)
        yield Piece(child.tail or "", look)


def _pieces_of_child(child: HtmlElement, look: Look) -> Iterator[Piece]:
    classes = _classes(child)
    if "narrow-only" in classes:  # said twice on the site, for wide and for narrow screens
        return
    if "page-number" in classes or "page-count" in classes:
        yield Piece("PAGE" if "page-number" in classes else "NUMPAGES", look, field=True)
    elif child.tag == "br" or child.tag == "img":
        yield Piece(child.get("alt") or "\n", look, exact=child.tag == "br")
    elif "paragraph" in classes:
        yield from pieces_of(child, look)
        yield Piece("\t", look, exact=True)
    else:
        if "small" in classes:
            yield Piece("\n", look, exact=True)
        if "pages" in classes:
            yield Piece("\t", look, exact=True)
        yield from pieces_of(child, _look_of(child, look))


def _look_of(element: HtmlElement, look: Look = Look()) -> Look:
    classes = _classes(element)
    if element.tag in ("strong", "b") or classes & {"status", "late"}:
        return replace(look, bold=True)
    if element.tag in ("em", "i"):
        return replace(look, italic=True)
    if element.tag == "del":
        return replace(look, strike=True)
    if element.tag == "code":
        return replace(look, code=True)
    if element.tag == "a":
        return replace(look, link=element.get("href"))
    return replace(look, bold=False) if "small" in classes else look


def _bold(pieces: Iterator[Piece] | tuple[Piece, ...]) -> list[Piece]:
    return [replace(piece, look=replace(piece.look, bold=True)) for piece in pieces]


def _classes(element: HtmlElement) -> set[str]:
    return set((element.get("class") or "").split())


def _write(paragraph: Paragraph, pieces: Iterator[Piece] | list[Piece] | tuple[Piece, ...]) -> None:
    """Writes the pieces, with blanks as a browser shows them: one for many, none where a line begins or ends."""
    for piece in _without_idle_blanks(pieces):
        if piece.field:
            _add_field(paragraph, piece)
        elif piece.look.link:
            _add_link(paragraph, piece)
        else:
            _dress(paragraph.add_run(piece.text), piece.look)


def _without_idle_blanks(pieces: Iterator[Piece] | list[Piece] | tuple[Piece, ...]) -> list[Piece]:
    kept: list[Piece] = []
    after_blank = True
    for piece in pieces:
        text = piece.text if piece.exact else re.sub(r"[ \t\r\n\f]+", " ", piece.text)
        if piece.exact and kept and not kept[-1].exact:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
        elif after_blank and not piece.exact:
            text = text.lstrip(" ")
        if text:
            kept.append(replace(piece, text=text))
            after_blank = text[-1] in " \n\t"
    if kept and not kept[-1].exact:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return kept


def _dress(run: Run, look: Look) -> None:
    run.bold = look.bold or None
    run.italic = look.italic or None
    run.font.strike = look.strike or None
    if look.code:
        run.font.name = "Courier New"


def _add_link(paragraph: Paragraph, piece: Piece) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(piece.look.link, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    run = Run(OxmlElement("w:r"), paragraph)
    link.append(run._r)
    run.text = piece.text
    run.underline = True
    _dress(run, piece.look)


def _add_field(paragraph: Paragraph, piece: Piece) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), piece.text)
    paragraph._p.append(field)
    run = Run(OxmlElement("w:r"), paragraph)
    field.append(run._r)
    run.text = "1"
