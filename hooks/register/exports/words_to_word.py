"""Writes a record's own words, which are HTML, into a Word document.

It knows the HTML that records/body.py makes, which is well formed and safe, and no other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docx.document import Document
from docx.shared import Cm
from docx.text.paragraph import Paragraph
from lxml.html import HtmlElement, fragments_fromstring

from register.exports.word_tables import TableCell, TableRow, write_table
from register.exports.word_text import NEW_LINE, PLAIN, TAB, Look, TextRun, write_text
from register.figures.blocks import Words
from register.records.body import leads_outside

NUMBERED, QUOTED, CODE = "Numbered Paragraph", "Quote", "Code"
"""The styles that a document must have besides Word's own."""
QUOTATION_INDENT, _LIST_INDENT = Cm(1), Cm(0.635)
"""How far a quotation and a list stand to the right of what is around them."""


@dataclass(frozen=True)
class _Place:
    """Where a block stands: in how many quotations and lists, and how many levels its headings go deeper."""

    quotations: int
    lists: int
    deeper: int

    @property
    def style(self) -> str:
        """The style of a paragraph here."""
        if self.lists:
            return f"List Continue{self.level}"
        return QUOTED if self.quotations else "Normal"

    @property
    def level(self) -> str:
        """How the names of the styles of lists end here; Word has three levels."""
        return f" {min(self.lists, 3)}" if self.lists > 1 else ""

    def add(self, document: Document, style: str, hanging: bool = False) -> Paragraph:
        """A new paragraph at the end of the document, as far to the right as its place demands."""
        paragraph = document.add_paragraph(style=style)
        if self.quotations or self.lists:
            paragraph.paragraph_format.left_indent = QUOTATION_INDENT * self.quotations + _LIST_INDENT * self.lists
        if hanging:
            paragraph.paragraph_format.first_line_indent = -_LIST_INDENT
        return paragraph


def write_words(document: Document, words: Words, quoted: bool = False) -> None:
    """Writes the words to the end of the document: paragraphs, lists, quotations, tables and headings."""
    place = _Place(quotations=int(quoted), lists=0, deeper=words.deeper)
    for block in fragments_fromstring(words.html):
        if block.tag == "p" and words.number:
            numbered = document.add_paragraph(style=NUMBERED)
            write_text(numbered, (TextRun(words.number), TAB, *_text_of(block)))
        else:
            _write_block(document, block, place)


def _write_block(document: Document, block: HtmlElement, place: _Place) -> None:
    if heading := re.fullmatch("h([1-6])", block.tag):
        level = min(6, int(heading[1]) + place.deeper)
        write_text(place.add(document, f"Heading {level - 1}"), _text_of(block))
    elif block.tag in ("ul", "ol"):
        _write_list(document, block, replace(place, lists=place.lists + 1))
    elif block.tag == "table":
        _write_table(document, block)
    elif block.tag == "pre":
        code = TextRun(block.text_content().rstrip("\n"), exact=True)
        write_text(place.add(document, CODE), [code])
    elif block.tag == "blockquote":
        for inner in block:
            _write_block(document, inner, replace(place, quotations=place.quotations + 1))
    else:
        write_text(place.add(document, place.style), _text_of(block))


# Lists


def _write_list(document: Document, listed: HtmlElement, place: _Place) -> None:
    kind = "Number" if listed.tag == "ol" else "Bullet"
    style, start = f"List {kind}{place.level}", listed.get("start", "1")
    numbers = None
    for number, item in enumerate(listed):
        if kind == "Number" and (number == 0 or item.get("value")):
            numbers = _new_numbers(document, style, int(item.get("value", start)))
        first = place.add(document, style, hanging=True)
        if numbers:
            first._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = numbers
        write_text(first, _text_of(item))
        for block in item:
            if block.tag == "p" and not first.text:
                write_text(first, _text_of(block))
            elif block.tag in _BLOCKS:
                _write_block(document, block, place)


def _new_numbers(document: Document, style: str, start: int) -> int:
    """Numbers that begin at start, whatever lists came before; returns the id that their paragraphs name."""
    numbering = document.part.numbering_part.element
    known = document.styles[style].element.pPr.numPr.numId.val
    made = numbering.add_num(numbering.num_having_numId(known).abstractNumId.val)
    made.add_lvlOverride(ilvl=0).add_startOverride(start)
    return made.numId


# Tables


def _write_table(document: Document, table: HtmlElement) -> None:
    rows = [
        TableRow(tuple(_cell(cell) for cell in row), head=row.getparent().tag == "thead") for row in table.iter("tr")
    ]
    write_table(document, rows)


def _cell(cell: HtmlElement) -> TableCell:
    return TableCell(tuple(_text_of(cell)), number=cell.get("align") == "right")


# Text


_BLOCKS = frozenset({"p", "ul", "ol", "blockquote", "table", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6"})
_LOOKS = {
    "strong": {"bold": True}, "em": {"italic": True}, "del": {"strike": True}, "code": {"code": True},
    "sup": {"raised": True},
}  # fmt: skip


def _text_of(element: HtmlElement, look: Look = PLAIN) -> Iterator[TextRun]:
    """The words in the element, piece by piece; blocks within it have words of their own and are left out.

    A link to another record is text, since there is no page next to the document.
    """
    yield TextRun(element.text or "", look)
    for child in element:
        if child.tag == "br":
            yield NEW_LINE
        elif child.tag == "a":
            target = child.get("href")
            yield from _text_of(child, replace(look, url=target if leads_outside(target) else None))
        elif child.tag not in _BLOCKS:
            yield from _text_of(child, replace(look, **_LOOKS[child.tag]))
        yield TextRun(child.tail or "", look)
