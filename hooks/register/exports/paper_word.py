"""Makes a paper as a Word document, for committee services to paste into their pack.

It is made from the paper's own HTML, with Word's own headings, lists and captions, and table headers that repeat.
"""

import io
import zipfile
from datetime import date, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml.html import document_fromstring

from register.exports.html_to_word import (
    CELL,
    CODE,
    FACT,
    HANG,
    LABEL,
    NOTE,
    NUMBERED,
    QUOTED,
    QUOTED_BY,
    write_blocks,
    write_inline,
)
from register.pages.papers import PrintedPaper
from register.wording.sentences import LANGUAGE

_FONT = "Arial"


def as_word(paper: PrintedPaper) -> bytes:
    """The paper as a .docx file; the same paper gives the same bytes."""
    page = document_fromstring(paper.html).body
    document = Document()
    _set_up_page(document)
    _set_up_styles(document)
    _set_properties(document, paper)
    section = document.sections[0]
    write_inline(section.header.paragraphs[0], page.find("header/p"))
    write_inline(section.footer.paragraphs[0], page.find("footer/p"))
    write_blocks(document, page)
    return _packed(document, paper.day)


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
    """Word's own styles in one plain typeface and black, and those that html_to_word.py asks for."""
    styles = document.styles
    for language in styles.element.iterfind(f"{qn('w:docDefaults')}//{qn('w:lang')}"):
        language.set(qn("w:val"), LANGUAGE)
    sizes = {"Title": 20, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11, "Heading 4": 11, "Caption": 10}
    for name, size in sizes.items():
        _dress(styles[name], size, before=12 if name.startswith("Heading") else 6, after=4, bold=True)
        styles[name].paragraph_format.keep_with_next = True
    _dress(styles["Normal"], 11, after=6)
    _dress(styles[QUOTED], 11, after=6, indent=Cm(1))
    _dress(styles["Header"], 8.5, after=12)
    _dress(styles["Footer"], 9)
    for name, options in {
        NUMBERED: {"size": 11, "after": 6, "indent": HANG},
        QUOTED_BY: {"size": 9, "after": 2, "indent": Cm(1), "bold": True},
        LABEL: {"size": 9, "after": 2, "bold": True},
        FACT: {"size": 11, "after": 2},
        NOTE: {"size": 10, "after": 6},
        CODE: {"size": 10, "after": 6, "font": "Courier New"},
        CELL: {"size": 9.5, "before": 2, "after": 2},
    }.items():
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles["Normal"]
        _dress(style, **options)
    styles[NUMBERED].paragraph_format.first_line_indent = -HANG
    for name in (QUOTED_BY, LABEL):
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
    layout.space_before, layout.space_after, layout.line_spacing = Pt(before), Pt(after), 1.15
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
    saved, packed = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as parts, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in parts.namelist():
            part = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3  # else it would say on which system it was packed
            target.writestr(part, parts.read(name))
    return packed.getvalue()
