"""A paper as a Word document, for committee services to paste into their pack.

Made from the paper's blocks, with Word's own headings, lists and captions, and table headers that repeat.
"""

import io
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph as WordParagraph

from register.environment import REFERENCE, UsageError
from register.exports.word_tables import CELL, TableCell, TableRow, write_table
from register.exports.word_text import (
    NEW_LINE,
    TAB,
    Look,
    TextRun,
    bold,
    mark_place,
    write_field,
    write_text,
)
from register.exports.words_to_word import CODE, NUMBERED, QUOTATION_INDENT, QUOTED, write_words
from register.exports.zipped import zipped
from register.figures.blocks import (
    Block,
    Day,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Items,
    Lateness,
    Line,
    Paragraph,
    Row,
    Sign,
    Small,
    StatusMark,
    Style,
    Table,
    TableStyle,
    Text,
    Tiles,
    Words,
    shape_of,
)
from register.pages.papers import PrintedPaper
from register.wording.sentences import LANGUAGE, say, say_day, say_number

_FONT = "Arial"
_LETTERHEAD, _QUOTED_BY, _LABEL, _FACT, _NOTE = "Letterhead", "Quoted By", "Label", "Fact", "Note"
_CONTENTS, _CONTENTS_TITLE = "Contents Line", "Contents Title"
_SHORT = (TableStyle.TOTALS, TableStyle.NUMBERS, TableStyle.CHART)
"""The tables of numbers, which are short: each is kept on one sheet."""
_LED_TO = 3
"""The lowest level of the headings to which links lead."""
_HANG = Cm(1.4)
"""How far a paragraph stands to the right of its number."""

_SIZES = {
    "Title": 20,
    "Heading 1": 14,
    "Heading 2": 12,
    "Heading 3": 11,
    "Heading 4": 11,
    "Heading 5": 11,
    "Caption": 10,
}
"""Word's own styles that a paper uses for headings and captions, with their sizes in points."""
_OWN: dict[str, dict[str, Any]] = {
    NUMBERED: {"size": 10.5, "after": 5, "indent": _HANG},
    _LETTERHEAD: {"size": 15, "after": 4, "bold": True},
    _CONTENTS_TITLE: {"size": 12, "before": 12, "after": 4, "bold": True},
    _CONTENTS: {"size": 10.5, "after": 0},
    _QUOTED_BY: {"size": 9, "after": 2, "indent": QUOTATION_INDENT, "bold": True},
    _LABEL: {"size": 9, "after": 2, "bold": True},
    _FACT: {"size": 10.5, "after": 1},
    _NOTE: {"size": 10, "after": 6},
    CODE: {"size": 10, "after": 6, "font": "Courier New"},
    CELL: {"size": 9.5, "before": 2, "after": 2},
}
"""The styles that a paper adds to them, with how they look."""


def as_word(paper: PrintedPaper, reference: bytes | None = None) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes.

    reference: a document whose page, styles, head and foot it takes in place of its own. Raises UsageError where that
    can't be read or lacks a style.
    """
    document = _begun_like(reference) if reference else _begun(paper)
    _set_properties(document, paper)
    _write_blocks(document, paper.blocks)
    return _packed(document, paper.day)


def _begun(paper: PrintedPaper) -> WordDocument:
    """An empty document with the register's own page, styles, head and foot."""
    document = Document()
    _set_up_page(document)
    _set_up_styles(document)
    section = document.sections[0]
    write_text(section.header.paragraphs[0], [TextRun(paper.head)])
    _write_footer(section.footer.paragraphs[0], paper.day)
    return document


def _begun_like(reference: bytes) -> WordDocument:
    """An empty document that looks like the reference."""
    try:
        document = Document(io.BytesIO(reference))
    except (ValueError, KeyError, zipfile.BadZipFile):
        raise UsageError(f"{REFERENCE} can't be read; save it from Word as a document (.docx)") from None
    for style in (*_SIZES, *_OWN):
        if style not in document.styles:
            raise UsageError(
                f'{REFERENCE} has no style "{style}"; begin it from a paper that the register made, which has them all'
            )
    body = document.element.body
    for element in [each for each in body if each.tag != qn("w:sectPr")]:
        body.remove(element)
    return document


def _write_footer(footer: WordParagraph, day: date) -> None:
    """The day of the data, then at the right end of the line the page of how many."""
    before, between, after = say("page-of", page="\n", pages="\n").split("\n")
    write_text(footer, [TextRun(say("data-as-at")), TextRun(f" {say_day(day)}"), TAB, TextRun(before, exact=True)])
    write_field(footer, "PAGE")
    write_text(footer, [TextRun(between, exact=True)])
    write_field(footer, "NUMPAGES")
    write_text(footer, [TextRun(after, exact=True)])


# Blocks


def _write_blocks(document: WordDocument, blocks: Iterable[Block], quoted: bool = False) -> None:
    for block in blocks:
        _write_block(document, block, quoted)


def _write_block(document: WordDocument, block: Block, quoted: bool) -> None:
    match block:
        case Heading():
            _write_heading(document, block)
        case Paragraph():
            _write_paragraph(document, block, quoted)
        case Words():
            write_words(document, block, quoted)
        case Items():
            for item in block.lines:
                write_text(document.add_paragraph(style="List Bullet"), _text_of(item))
        case Facts():
            _write_facts(document, block)
        case Tiles():
            _write_tiles(document, block)
        case Table():
            _write_table(document, block)
        case Group(style=GroupStyle.CONTENTS):
            _write_contents(document, block)
        case Group():
            _write_blocks(document, block.blocks, quoted or block.style is GroupStyle.QUOTATION)


def _write_contents(document: WordDocument, contents: Group) -> None:
    """The sections, each a line that leads to it."""
    for block in contents.blocks:
        match block:
            case Heading():
                write_text(document.add_paragraph(style=_CONTENTS_TITLE), _text_of(block.line))
            case Items():
                for item in block.lines:
                    write_text(document.add_paragraph(style=_CONTENTS), _text_of(item))


def _write_heading(document: WordDocument, heading: Heading) -> None:
    """A heading; that of a finding hangs beside its number as a paragraph does."""
    written = document.add_paragraph(style=f"Heading {heading.level - 1}" if heading.level > 1 else "Title")
    if heading.anchor and heading.level <= _LED_TO:
        mark_place(written, heading.anchor)
    if heading.level == 2:
        number = [TextRun(f"{heading.number} ")] if heading.number else []
        write_text(written, [*number, *_text_of(heading.line)])
        return
    if heading.number:
        written.paragraph_format.left_indent, written.paragraph_format.first_line_indent = _HANG, -_HANG
    write_text(written, [*_number(heading.number), *_text_of(heading.line)])


def _write_paragraph(document: WordDocument, paragraph: Paragraph, quoted: bool) -> None:
    if paragraph.style is Style.TAGS:
        text = [run for piece in paragraph.line for run in (_DOT, *_text_of((piece,)))][1:]
    else:
        text = [*_number(paragraph.number), *_text_of(paragraph.line)]
    write_text(document.add_paragraph(style=_style_of(paragraph, quoted)), text)


def _style_of(paragraph: Paragraph, quoted: bool) -> str:
    if paragraph.style is Style.BODY:
        return _LETTERHEAD
    if paragraph.style is Style.SPEAKER:
        return _QUOTED_BY if quoted else _LABEL
    if paragraph.style in (Style.DRAFT, Style.NOTE):
        return _NOTE
    return NUMBERED if paragraph.number else QUOTED if quoted else "Normal"


def _write_facts(document: WordDocument, facts: Facts) -> None:
    """Each fact as a line: what it is about in bold, then the fact."""
    for name, fact in facts.facts:
        text = [_DOT if run is NEW_LINE else run for run in _text_of(fact)]
        write_text(document.add_paragraph(style=_FACT), [*bold([*_text_of(name), TextRun(": ")]), *text])


def _write_tiles(document: WordDocument, tiles: Tiles) -> None:
    """The tiles as a table of two rows: what is counted, and how many there are."""
    labels = tuple(TableCell(tuple(_text_of(tile.label))) for tile in tiles.tiles)
    numbers = tuple(TableCell((TextRun(say_number(tile.number)),)) for tile in tiles.tiles)
    rows = [TableRow(labels, head=True), TableRow(numbers, stressed=True)]
    write_table(document, rows, tiles.label, even=True, whole=True)


def _write_table(document: WordDocument, table: Table) -> None:
    write_text(document.add_paragraph(style="Caption"), [TextRun(table.caption)])
    body = (_row(row, row.stressed) for group in table.groups for row in group)
    sums = (_row(row, stressed=True) for row in table.sums)
    rows = [TableRow(_row(Row(table.head)).cells, head=True), *body, *sums]
    write_table(document, rows, table.caption, whole=table.style in _SHORT)


def _row(row: Row, stressed: bool = False) -> TableRow:
    return TableRow(tuple(TableCell(tuple(_text_of(cell.line)), cell.number) for cell in row.cells), stressed=stressed)


# Lines


_DOT = TextRun(" · ")


def _number(number: str) -> list[TextRun]:
    return [TextRun(number), TAB] if number else []


def _text_of(line: Line) -> Iterator[TextRun]:
    """The line as Word has it. A link to a page is text, since there is no page next to the document."""
    below = False  # whether the piece before stands on a line of its own
    for piece in line:
        if below and not isinstance(piece, Small):
            yield NEW_LINE
        below = isinstance(piece, Small)
        match piece:
            case Text():
                yield TextRun(piece.words, Look(bold=piece.strong, url=piece.url, anchor=piece.anchor))
            case StatusMark(status=status):
                yield TextRun(f"{shape_of(status)} {status.label}", Look(bold=True))
            case Day(day=day):
                yield TextRun(say_day(day))
            case Lateness(words=words):
                yield TextRun(f" {words}", Look(bold=True))
            case Sign(sign=sign):
                yield TextRun(sign)
            case Small():
                yield NEW_LINE
                yield from _text_of(piece.line)


# The document


def _set_up_page(document: WordDocument) -> None:
    """A4, with the page number at the right end of the line in the footer."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(2.4)
    tabs = document.styles["Footer"].paragraph_format.tab_stops
    tabs.clear_all()
    tabs.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT)


def _set_up_styles(document: WordDocument) -> None:
    """Word's own styles in one plain typeface and black, and those that this module and words_to_word.py ask for."""
    styles = document.styles
    for language in styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), LANGUAGE)
    for name, size in _SIZES.items():
        _dress(styles[name], size, before=10 if name.startswith("Heading") else 4, after=4, bold=True)
        styles[name].paragraph_format.keep_with_next = True
    _dress(styles["Normal"], 10.5, after=5)
    _dress(styles[QUOTED], 10.5, after=5, indent=QUOTATION_INDENT)
    _dress(styles["Header"], 8.5, after=12)
    _dress(styles["Footer"], 9)
    for name, options in _OWN.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _dress(style, **options)
    styles[NUMBERED].paragraph_format.first_line_indent = -_HANG
    for name in (_CONTENTS_TITLE, _QUOTED_BY, _LABEL):
        styles[name].paragraph_format.keep_with_next = True


def _dress(
    style: ParagraphStyle,
    size: float,
    before: float = 0,
    after: float = 0,
    indent: Cm | None = None,
    bold: bool = False,
    font: str = _FONT,
) -> None:
    properties = style.element.get_or_add_rPr()
    for name in ("w:rFonts", "w:color", "w:spacing", "w:kern"):  # a typeface of the theme would win over a named one
        for found in properties.findall(qn(name)):
            properties.remove(found)
    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.italic, style.font.color.rgb = bold, False, RGBColor(0, 0, 0)
    layout = style.paragraph_format
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.08
    if indent is not None:
        layout.left_indent = indent
    border = style.element.pPr.find(qn("w:pBdr"))
    if border is not None:
        style.element.pPr.remove(border)


def _set_properties(document: WordDocument, paper: PrintedPaper) -> None:
    about = document.core_properties
    about.title, about.language, about.comments = paper.title, LANGUAGE, ""
    about.author = about.last_modified_by = paper.organisation
    about.created = about.modified = datetime(paper.day.year, paper.day.month, paper.day.day)  # noqa: DTZ001 a day has no zone


def _packed(document: WordDocument, day: date) -> bytes:
    """The document as bytes. Its parts are dated with the paper's day, since a zip file notes when each was packed."""
    saved = io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts:
        return zipped({name: parts.read(name) for name in parts.namelist()}, day)
