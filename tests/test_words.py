"""The words are plain: no sentence of the interface or of a guide is long, and abbreviations are spelled out."""

import re
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor
from register.wording.sentences import LANGUAGE, say_number

from tests.conftest import PROJECT

MOST_WORDS = 25
WORDS = files("register.wording").joinpath(f"{LANGUAGE}.ftl").read_text("utf-8")
DOCS = PROJECT / "docs"
GUIDES = sorted(
    [
        PROJECT / "README.md",
        PROJECT / "CONTRIBUTING.md",
        *DOCS.glob("*.md"),
        *DOCS.glob("staff/*.md"),
        *DOCS.glob("decisions/*.md"),
    ]
)
FOR_MEMBERS = [DOCS / "index.md", DOCS / "how-to-read.md", DOCS / "accessibility.md"]


class Patterns(Visitor):
    """Collects the texts of a Fluent file, each form of a plural by itself; a value counts as one word."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def visit_Pattern(self, node: ast.Pattern) -> None:
        self.texts.append("".join(e.value if isinstance(e, ast.TextElement) else "x" for e in node.elements))
        self.generic_visit(node)


def sentences(text: str) -> list[str]:
    return [sentence for sentence in re.split(r"(?<=[.?!])[\"”)]?\s+", " ".join(text.split())) if sentence]


def too_long(texts: list[str]) -> list[str]:
    found = (sentence for text in texts for sentence in sentences(text))
    return [sentence for sentence in found if len(re.findall(r"[\w’'+-]+", sentence)) > MOST_WORDS]


def texts_of(guide: Path) -> list[str]:
    """The paragraphs, items and cells of a guide, without code; a link is its text."""
    text = re.sub(r"^---\n.*?^---\n", "", guide.read_text("utf-8"), count=1, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"^ *```.*?^ *```", "", text, flags=re.DOTALL | re.MULTILINE)
    text = re.sub(r"`[^`]*`", "x", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))
    lines = re.sub(r"^\s*(?:[-*]|\d+\.|#+|\|)\s", "\n\n", text, flags=re.MULTILINE)
    return [part for block in re.split(r"\n\s*\n", lines) for part in block.split("|")]


def test_no_sentence_of_the_interface_is_long():
    patterns = Patterns()
    patterns.visit(FluentParser().parse(WORDS))
    assert len(patterns.texts) > 200
    assert too_long(patterns.texts) == []


def names_in(text: str) -> list[str]:
    return [entry.id.name for entry in FluentParser().parse(text).body if isinstance(entry, ast.Message)]


def test_each_sentence_of_the_interface_has_a_name_of_its_own():
    """Of two sentences of one name only the last would ever be said."""
    names = names_in(WORDS)
    assert len(names) > 200
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_a_name_that_stands_twice_is_seen_twice():
    assert names_in("finding = Finding\nstatus = Status\nfinding = Other\n") == ["finding", "status", "finding"]


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.stem)
def test_no_sentence_of_a_guide_is_long(guide):
    assert too_long(texts_of(guide)) == []


def test_a_long_sentence_is_found():
    assert too_long(["word " * 25 + ". " + "word " * 24 + "end."]) == []
    assert len(too_long(["word " * 25 + "end. Short."])) == 1


NAMES = {"A4", "AA", "PDF", "UA", "WCAG", "CSV", "JSON"}  # a name is not spelled out: nobody knows it by another


@pytest.mark.parametrize("guide", FOR_MEMBERS, ids=lambda guide: guide.stem)
def test_an_abbreviation_is_spelled_out_where_members_first_read_it(guide):
    text = " ".join(texts_of(guide))
    short = set(re.findall(r"\b[A-Z][A-Z0-9]+\b", text)) - NAMES
    assert [word for word in sorted(short) if f"({word})" not in text] == []


def test_a_number_is_written_as_people_write_it():
    assert [say_number(number) for number in (0, 999, 1_000, 1_234_567)] == ["0", "999", "1,000", "1,234,567"]


def test_every_number_in_a_cell_a_tile_or_a_picture_is_written_so():
    templates = (
        path.read_text()
        for path in files("register.pages").joinpath("templates").iterdir()
        if path.name[-5:] == ".html"
    )
    cells = re.findall(
        r'<(?:td|span|tspan) class="(?:number|tile__number|picture__number)[^>]*>(?:<strong>)?(\{\{.*?\}\})',
        "".join(templates),
    )
    assert len(cells) > 20
    assert [cell for cell in cells if not re.search(r"\| number \}\}$", cell)] == []
