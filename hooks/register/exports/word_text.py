"""Writes text into a paragraph of a Word document: how it looks, where it leads, and the fields that Word fills in."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


@dataclass(frozen=True)
class Look:
    """How a piece of text looks, and where it leads: to an address on the web, or to a heading of the document."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    code: bool = False
    raised: bool = False
    url: str | None = None
    anchor: str = ""


PLAIN = Look()


@dataclass(frozen=True)
class TextRun:
    """Text that looks the same from end to end; exact: its blanks count, as those of a line break or a tab do."""

    text: str
    look: Look = PLAIN
    exact: bool = False


NEW_LINE, TAB = TextRun("\n", exact=True), TextRun("\t", exact=True)


def bold(runs: Iterable[TextRun]) -> list[TextRun]:
    """The same text in bold."""
    return [replace(run, look=replace(run.look, bold=True)) for run in runs]


def write_text(paragraph: Paragraph, runs: Iterable[TextRun]) -> None:
    """Writes the text, with blanks as a browser shows them: one for many, none where a line begins or ends."""
    for run in _without_idle_blanks(runs):
        if run.look.url or run.look.anchor:
            _add_link(paragraph, run)
        else:
            _dress(paragraph.add_run(run.text), run.look)


def write_field(paragraph: Paragraph, name: str) -> None:
    """Writes a number that Word fills in: PAGE or NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    paragraph._p.append(field)
    run = Run(OxmlElement("w:r"), paragraph)
    field.append(run._r)
    run.text = "1"


def place_name(anchor: str) -> str:
    """The name of a heading as Word allows it: letters, digits and underscores, at most 40."""
    return "place_" + re.sub(r"\W", "_", anchor)[:34]


def mark_place(paragraph: Paragraph, anchor: str) -> None:
    """Makes the paragraph a place that links lead to."""
    number = str(len(paragraph.part.element.findall(f".//{qn('w:bookmarkStart')}")))
    for name in ("w:bookmarkStart", "w:bookmarkEnd"):
        mark = OxmlElement(name)
        mark.set(qn("w:id"), number)
        if name == "w:bookmarkStart":
            mark.set(qn("w:name"), place_name(anchor))
        paragraph._p.append(mark)


def _without_idle_blanks(runs: Iterable[TextRun]) -> list[TextRun]:
    kept: list[TextRun] = []
    after_blank = True
    for run in runs:
        text = run.text if run.exact else re.sub(r"[ \t\r\n\f]+", " ", run.text)
        if run.exact and kept and not kept[-1].exact:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
        elif after_blank and not run.exact:
            text = text.lstrip(" ")
        if text:
            kept.append(replace(run, text=text))
            after_blank = text[-1] in " \n\t"
    if kept and not kept[-1].exact:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" "))
    return kept


def _dress(run: Run, look: Look) -> None:
    run.bold = look.bold or None
    run.italic = look.italic or None
    run.font.strike = look.strike or None
    run.font.superscript = look.raised or None
    if look.code:
        run.font.name = "Courier New"


def _add_link(paragraph: Paragraph, piece: TextRun) -> None:
    link = OxmlElement("w:hyperlink")
    if piece.look.url:
        link.set(qn("r:id"), paragraph.part.relate_to(piece.look.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    else:
        link.set(qn("w:anchor"), place_name(piece.look.anchor))
    paragraph._p.append(link)
    run = Run(OxmlElement("w:r"), paragraph)
    link.append(run._r)
    run.text = piece.text
    run.underline = True
    _dress(run, piece.look)
