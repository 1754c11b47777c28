"""A paper as PDF and as Word says what its page says, with the same numbers, and is the same bytes each time."""

import io
import logging
import os
import re
import subprocess
import sys
import zipfile
from contextlib import chdir
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from html import unescape
from itertools import pairwise

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml.ns import qn
from pypdf import PdfReader
from register.build import make_papers, make_site
from register.cli import main
from register.environment import UsageError, papers_wanted
from register.exports.paper_pdf import PangoMissing, as_pdf, require_pango
from register.exports.paper_word import as_word
from register.figures.blocks import Group, GroupStyle, Heading, Paragraph, Words, line, words
from register.figures.numbering import numbered
from register.pages.addresses import PaperFormat
from register.pages.papers import print_papers
from register.records.folder import read_folder
from register.records.record import Records, read_records
from register.snapshots.snapshots import Snapshots

from bench import generate
from tests.building import environment, mkdocs, mkdocs_alone, project_in
from tests.conftest import PROJECT, sampled
from tests.golden import RECORDS
from tests.small import MEETING, REGISTER, finding, html_at, records_of, texts
from tests.test_papers import LATER, sections

D = date.fromisoformat


def pango_is_missing() -> str:
    try:
        require_pango()
    except PangoMissing as missing:
        return str(missing)
    return ""


MISSING = pango_is_missing()
needs_pango = pytest.mark.skipif(bool(MISSING) and not os.environ.get("CI"), reason=MISSING)
FORMS = [pytest.param(PaperFormat.PDF, marks=needs_pango), PaperFormat.WORD]
BOTH = pytest.mark.parametrize("form", FORMS)

WORDS = """\
## Recommendation

The force **should** clear the *whole* ~~old~~ backlog, see [the guidance](https://example.org/?a=1&b=2) and `form 7`.

- first
  - inner
- second

1. one
2. two

Another list:

3. three

> Quoted.

| Year | Number |
| --- | ---: |
| 2018 | 12 |

```
a  line
```

## Force response

Read [the other one](other.md).
"""

AMBER = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n"
RED = "history:\n  - {date: 2019-05-10, status: red, due: 2020-03-31, reason: The backlog grew., next: {what: Hire, by: 2019-09-01}}\n"


def many() -> dict[str, str]:
    """A register whose paper has long tables, red findings, and every kind of words."""
    plain = {f"f{n:02}": finding(title=f"Finding number {n:02}") for n in range(60)}
    red = {
        f"red{n}": finding(RED, title=f"Red {n}", status="red", next="{what: Hire, by: 2019-09-01}") for n in range(9)
    }
    files = texts(words=finding(body=WORDS), other=finding(title="Other <&> one"), **plain, **red)
    return files | {"register.yml": REGISTER + "notice: This is an example.\n"}


@cache
def records_named(name: str) -> Records:
    return read_records(read_folder(RECORDS)) if name == "golden" else records_of(many())


@cache
def paper_file(name: str, form: PaperFormat, meeting: str = "2019-06-28", day: str = "2020-04-01") -> bytes:
    made = make_papers(Snapshots(records_named(name).public()), D(day), (form,), [meeting])
    return made[f"/meetings/{meeting}/paper.{form}"]


@cache
def page_html(name: str, meeting: str = "2019-06-28", day: str = "2020-04-01") -> str:
    """The page of the paper, without the ways to other pages."""
    html = html_at(make_site(records_named(name), D(day)), f"/meetings/{meeting}/")
    return re.sub(r"<nav.*?</nav>", "", html, flags=re.DOTALL)


@cache
def pdf(name: str) -> PdfReader:
    return PdfReader(io.BytesIO(paper_file(name, PaperFormat.PDF)))


@cache
def sheets_of(name: str) -> list[str]:
    """What stands on each sheet of the PDF."""
    return [page.extract_text() for page in pdf(name).pages]


@cache
def word(name: str):
    return docx.Document(io.BytesIO(paper_file(name, PaperFormat.WORD)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def written(element) -> str:
    """What a part of a Word document says."""
    return "".join("\n" if text.tag == qn("w:p") else text.text for text in element.iter(qn("w:p"), qn("w:t")))


def text_of(name: str, form: PaperFormat) -> str:
    """All that the file says in its pages, without white space and without what repeats at head and foot."""
    if form is PaperFormat.WORD:
        return squeezed(written(word(name).element.body))
    notice = squeezed(records_named(name).settings.notice)
    foot = r"Dataasat28June2019Page\d+of\d+"
    return "".join(re.sub(foot, "", squeezed(sheet).replace(notice, "")) for sheet in sheets_of(name))


def said(html: str) -> list[str]:
    """The pieces of text on a page."""
    return [
        piece for piece in (squeezed(unescape(part)) for part in re.sub(r"<[^>]*>", "\n", html).split("\n")) if piece
    ]


# All three say the same


@BOTH
@pytest.mark.parametrize("name", ["golden", "many"])
def test_a_file_says_everything_that_the_page_says(name, form):
    text = text_of(name, form)
    assert not [piece for piece in said(page_html(name)) if piece not in text]


@BOTH
def test_a_file_has_the_sections_of_the_page_in_order(form):
    text = text_of("golden", form)
    places = [text.index(squeezed(f"{n}. {title}")) for n, title in enumerate(sections(page_html("golden")), 1)]
    assert len(places) == 9
    assert places == sorted(places)


@BOTH
@pytest.mark.parametrize("name", ["golden", "many"])
def test_a_number_means_the_same_paragraph_on_the_page_and_in_a_file(name, form):
    marked = r'<a class="paragraph"[^>]*>([\d.]+)</a> (?:<a[^>]*>)?([^<]+)'
    paragraphs = [squeezed(unescape(number + words)) for number, words in re.findall(marked, page_html(name))]
    text = text_of(name, form)
    places = [text.index(paragraph) for paragraph in paragraphs]
    assert len(places) > 15
    assert places == sorted(places)


@BOTH
def test_what_is_recorded_later_does_not_change_it_by_a_byte(form):
    before, after = texts(vetting=finding()), texts(vetting=finding()) | LATER
    made = [
        make_papers(Snapshots(records_of(files).public()), D(day), (form,), ["2019-06-28"])
        for files, day in ((before, "2019-06-29"), (after, "2019-12-01"))
    ]
    assert made[0] == made[1]


SCRIPT = """
import hashlib, sys
from datetime import date
from pathlib import Path
from register.snapshots.snapshots import Snapshots
from register.build import make_papers
from register.records.folder import read_folder
from register.pages.addresses import PaperFormat
from register.records.record import read_records
records = read_records(read_folder(Path(sys.argv[1]))).public()
made = make_papers(Snapshots(records), date(2020, 4, 1), (PaperFormat(sys.argv[2]),), ["2019-06-28"])
print(*(hashlib.sha256(content).hexdigest() for content in made.values()))
"""


@BOTH
def test_it_is_the_same_bytes_in_another_process_and_time_zone(form):
    command = [sys.executable, "-c", SCRIPT, str(RECORDS), str(form)]
    elsewhere = {**os.environ, "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"}
    made = subprocess.run(command, env=elsewhere, capture_output=True, text=True, check=True).stdout
    assert made.strip() == sha256(paper_file("golden", form)).hexdigest()


@BOTH
def test_a_draft_says_so_in_its_heading_and_title(form):
    content = paper_file("golden", form, "2019-09-26", "2019-09-01")
    assert "<h1>Draft: HMICFRS update</h1>" in page_html("golden", "2019-09-26", "2019-09-01")
    if form is PaperFormat.PDF:
        reader = PdfReader(io.BytesIO(content))
        assert "\nDraft: HMICFRS update\n" in reader.pages[0].extract_text()
        assert reader.metadata.title == "Draft: HMICFRS update, 26 September 2019"
    else:
        document = docx.Document(io.BytesIO(content))
        assert [p.text for p in document.paragraphs if p.style.name == "Title"] == ["Draft: HMICFRS update"]
        assert document.core_properties.title == "Draft: HMICFRS update, 26 September 2019"


# The numbers


def test_sections_paragraphs_and_findings_are_numbered_and_nothing_within_them():
    heading, paragraph = Heading(3, line("d")), Paragraph(line("e"))
    blocks = (
        Heading(2, line("A")),
        *words("<p>a</p><ul><li><p>b</p></li></ul><p>c</p>", below=2),
        Heading(2, line("B")),
        Group(GroupStyle.CARD, (heading, paragraph)),
        *words("<blockquote><p>f</p></blockquote><p>g</p><pre>h</pre>", below=2),
        Paragraph(line("i")),
    )
    card = Group(GroupStyle.CARD, (replace(heading, number="2.1"), paragraph))
    made = list(numbered(blocks))
    assert made[5] == card
    assert [getattr(block, "number", None) for block in made] == (
        ["1.", "1.1", "", "1.2", "2.", None, "", "2.2", "", "2.3"]
    )  # fmt: skip


# The PDF


@needs_pango
@pytest.mark.parametrize("name", ["golden", "many"])
def test_every_sheet_says_which_of_how_many_and_what_its_data_is_as_at(name):
    sheets = sheets_of(name)
    assert len(sheets) > 3
    for number, sheet in enumerate(sheets, 1):
        text = " ".join(sheet.split())
        assert f"Position at 28 June 2019 Page {number} of {len(sheets)}" in text
        assert records_named(name).settings.notice in text


def moved() -> dict[str, str]:
    """A register in which much changed between two meetings, with few red findings."""
    later = "  - {date: 2019-07-10, due: 2020-09-30, reason: More time is needed.}\n"
    plain = {f"f{n:02}": finding(AMBER + later, title=f"Finding number {n:02}", due="2020-09-30") for n in range(60)}
    red = {
        f"red{n}": finding(RED, title=f"Red {n}", status="red", next="{what: Hire, by: 2019-09-01}") for n in range(4)
    }
    return texts(**plain, **red) | {"meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "")}


@cache
def sheets_of_second() -> list[str]:
    """What stands on each sheet of the paper of the second meeting."""
    content = make_papers(Snapshots(records_of(moved())), D("2019-12-01"), (PaperFormat.PDF,), ["2019-09-26"])
    reader = PdfReader(io.BytesIO(content["/meetings/2019-09-26/paper.pdf"]))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


@needs_pango
def test_a_long_table_has_its_header_on_every_sheet():
    sheets = [sheet for sheet in sheets_of_second() if "Finding number 3" in sheet or "Finding number 5" in sheet]
    assert len(sheets) > 1
    assert all("Finding Change Why" in sheet for sheet in sheets)


@needs_pango
def test_a_red_card_begins_on_the_sheet_that_has_its_facts():
    cards = re.compile(r"\d\.\d Red \d")
    sheets = [sheet for sheet in sheets_of_second() if cards.search(sheet)]
    assert sum(len(cards.findall(sheet)) for sheet in sheets) == 4
    for sheet in sheets:
        assert sheet.count("▲ Red Recommendation Ethical and lawful workforce") >= len(cards.findall(sheet))


def structure(element) -> list[tuple[str, list[str]]]:
    """Each element of the structure with the kinds of its children."""
    element = element.get_object()
    kids = element.get("/K", [])
    kids = [kid.get_object() for kid in (kids if isinstance(kids, list) else [kids])]
    inner = [kid for kid in kids if isinstance(kid, dict) and "/S" in kid]
    mine = [(element["/S"], [kid["/S"] for kid in inner])] if "/S" in element else []
    return mine + [entry for kid in inner for entry in structure(kid)]


@needs_pango
def test_it_is_tagged_with_its_language_and_title():
    root = pdf("many").trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b'pdfuaid:part="1"' in root["/Metadata"].get_object().get_data()
    entries = structure(root["/StructTreeRoot"])
    kinds = {kind for kind, _ in entries}
    assert {
        "/H1",
        "/H2",
        "/H3",
        "/P",
        "/L",
        "/Table",
        "/Caption",
        "/THead",
        "/TH",
        "/TD",
        "/Link",
        "/BlockQuote",
    } <= kinds
    assert "/Figure" not in kinds
    assert {kid for kind, kids in entries if kind == "/L" for kid in kids} == {"/LI", "/L"}


@needs_pango
def test_its_letters_and_signs_come_from_no_font_of_the_machine():
    fonts = {
        str(font.get_object()["/BaseFont"]).partition("+")[2]
        for page in pdf("golden").pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert {name.partition("-")[0] for name in fonts} == {"Paper", "Signs"}
    assert any(sign in "".join(sheets_of("golden")) for sign in "◆●")


@needs_pango
@pytest.mark.exhaustive
def test_the_body_of_a_paper_on_sixty_findings_takes_five_sheets(tmp_path):
    records = read_records(read_folder(generate.write(60, tmp_path))).public()
    snapshots = Snapshots(records)
    for paper in list(print_papers(snapshots, generate.LAST_DAY))[:4]:
        sheets = [page.extract_text() for page in PdfReader(io.BytesIO(as_pdf(paper))).pages]
        body = next(
            (n for n, sheet in enumerate(sheets[2:], 3) if re.search(r"^\d+\. Appendix$", sheet, re.M)), len(sheets)
        )
        assert body <= 5, paper.meeting


@needs_pango
def test_its_title_author_and_dates_are_those_of_the_paper():
    about = pdf("golden").metadata
    assert (about.title, about.author) == ("HMICFRS update, 28 June 2019", "Example Constabulary")
    assert about.creation_date.date() == about.modification_date.date() == D("2019-06-28")


OUTSIDE = {"golden": {"https://www.example.org/peel-2018"}, "many": {"https://example.org/?a=1&b=2"}}


@needs_pango
@pytest.mark.parametrize("name", sampled(OUTSIDE, "golden"))
def test_it_is_made_without_a_warning_and_leads_only_to_places_outside(name, caplog):
    for paper in print_papers(Snapshots(records_named(name).public()), D("2020-04-01")):
        as_pdf(paper)
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]
    links = {
        note.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(paper_file(name, PaperFormat.PDF))).pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    }
    assert links == OUTSIDE[name]


@needs_pango
def test_it_fetches_nothing(caplog):
    paper = next(print_papers(Snapshots(records_named("golden").public()), D("2020-04-01")))
    picture = Words('<p><img alt="x" src="https://example.org/x.png"></p>')
    as_pdf(replace(paper, blocks=(*paper.blocks, picture)))
    assert "URI uses disallowed protocol: https://example.org/x.png" in caplog.text


SENTENCE = "The force has put a plan to the inspectorate and hired four more vetting staff. "


def much() -> dict[str, str]:
    """A register of which a first page has as much to say as it may."""
    late = (
        "  - {date: 2019-07-10, status: red, due: 2019-08-01, reason: The backlog grew again over the summer months.}\n"
    )
    step = "next: {what: Tell the committee how many are waiting, by: 2019-08-20}}\n"
    red = {
        f"red{n}": finding(
            AMBER.replace("}\n", f", {step}") + late.replace("2019-08-01", f"2019-08-{n + 1:02}"),
            title=f"Clear the vetting backlog of department number {n}", status="red", due=f"2019-08-{n + 1:02}",
            next="{what: Tell the committee how many are waiting, by: 2019-08-20}",
        )
        for n in range(7)
    }  # fmt: skip
    others = {f"o{n}": finding(title=f"Check each cell of station {n} every hour", due="2019-09-10") for n in range(9)}
    first = MEETING + f"\n## Decided\n\n{SENTENCE * 2}\n"
    second = MEETING.replace("previous: 2019-03-28\n", f"decisions: [{SENTENCE}, Agree the new owner of the cells.]\n")
    return texts(**red, **others) | {
        "meetings/2019-06-28.md": first,
        "meetings/2019-09-26.md": second + f"\n## Summary\n\n{SENTENCE * 4}\n",
    }


@needs_pango
def test_the_first_page_is_one_sheet_however_much_there_is_to_say():
    records = records_of(much())
    content = make_papers(Snapshots(records), D("2019-12-01"), (PaperFormat.PDF,), ["2019-09-26"])
    sheets = [page.extract_text() for page in PdfReader(io.BytesIO(content["/meetings/2019-09-26/paper.pdf"])).pages]
    assert "Clear the vetting backlog of department number 0" in sheets[0]
    assert "16 Outstanding" in " ".join(sheets[0].split())


# The Word document


def test_its_headings_are_words_own_and_step_down_one_at_a_time():
    paragraphs = word("many").paragraphs
    assert [p.style.name for p in paragraphs[:2]] == ["Letterhead", "Title"]
    levels = [int(p.style.name[-1]) for p in paragraphs if p.style.name.startswith("Heading")]
    assert max(levels) >= 3
    assert all(deeper <= level + 1 for level, deeper in pairwise([0, *levels]))
    titles = [p.text for p in paragraphs if p.style.name == "Heading 1" and p.text[0].isdigit()]
    assert titles == [f"{n}. {title}" for n, title in enumerate(sections(page_html("many")), 1)]


def test_each_table_repeats_its_header_and_no_row_is_split():
    tables = word("many").tables
    assert len(tables) >= 5
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in table.rows[1:])
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert table._tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"


def test_the_captions_stand_above_their_tables_in_the_style_of_captions():
    body = list(word("golden").element.body)
    captions = re.findall(r"<caption>(.*?)</caption>", page_html("golden"))
    found = [
        docx.text.paragraph.Paragraph(before, word("golden"))
        for before, table in pairwise(body)
        if table.tag == qn("w:tbl")
    ]
    assert [p.text for p in found if p.style.name == "Caption"] == captions


def test_the_rows_that_begin_a_group_of_grades_stand_out():
    grades = next(table for table in word("golden").tables if table.cell(0, 0).text == "Pillar or question")
    bold = [row.cells[0].text for row in grades.rows if row.cells[0].paragraphs[0].runs[0].bold]
    assert bold == ["Pillar or question", "Legitimacy"]


def test_the_words_of_a_record_keep_their_form():
    paragraphs = word("many").paragraphs
    start = next(n for n, p in enumerate(paragraphs) if p.text.startswith("The force should clear the whole"))
    first, *rest = paragraphs[start : start + 10]
    looks = {run.text: (run.bold, run.italic, run.font.strike, run.font.name) for run in first.runs}
    assert looks["should"] == (True, None, None, None)
    assert looks["whole"] == (None, True, None, None)
    assert looks["old"] == (None, None, True, None)
    assert looks["form 7"] == (None, None, None, "Courier New")
    assert [(link.text, link.address) for link in first.hyperlinks] == [
        ("the guidance", "https://example.org/?a=1&b=2")
    ]  # fmt: skip
    assert [(p.text, p.style.name) for p in rest][:8] == [
        ("first", "List Bullet"),
        ("inner", "List Bullet 2"),
        ("second", "List Bullet"),
        ("one", "List Number"),
        ("two", "List Number"),
        ("Another list:", "Quote"),
        ("three", "List Number"),
        ("Quoted.", "Quote"),
    ]


def test_a_numbered_list_begins_where_it_says():
    document = word("many")
    lists = [p for p in document.paragraphs if p.style.name == "List Number"]
    ids = [p._p.pPr.numPr.numId.val for p in lists]
    numbering = document.part.numbering_part.element
    starts = [numbering.num_having_numId(id).find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") for id in ids]
    assert ids[0] == ids[1] != ids[2]
    assert [start.get(qn("w:val")) for start in starts] == ["1", "1", "3"]


def test_it_says_who_wrote_it_when_in_which_language_and_on_which_page():
    document = word("golden")
    about = document.core_properties
    assert (about.title, about.author) == ("HMICFRS update, 28 June 2019", "Example Constabulary")
    assert about.created == about.modified == datetime(2019, 6, 28, tzinfo=UTC)
    assert (about.language, about.comments) == ("en-GB", "")
    languages = document.styles.element.findall(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert [language.get(qn("w:val")) for language in languages] == ["en-GB"]
    footer = document.sections[0].footer.paragraphs[0]
    fields = [field.get(qn("w:instr")) for field in footer._p.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert written(footer._p).strip() == "Position at 28 June 2019Page 1 of 1"
    assert document.sections[0].header.paragraphs[0].text == records_named("golden").settings.notice


def test_its_parts_are_dated_with_the_papers_day():
    parts = zipfile.ZipFile(io.BytesIO(paper_file("golden", PaperFormat.WORD))).infolist()
    assert {part.date_time for part in parts} == {(2019, 6, 28, 0, 0, 0)}


# On the site


@pytest.mark.parametrize(
    "forms", [(), (PaperFormat.WORD,), pytest.param((PaperFormat.PDF, PaperFormat.WORD), marks=needs_pango)]
)
def test_the_page_leads_to_the_files_that_are_made_and_to_no_other(forms):
    site = make_site(records_of(texts(vetting=finding())), D("2019-09-30"), formats=forms)
    html = html_at(site, "/meetings/2019-06-28/")
    assert re.findall(r'href="[^"]*/(paper\.\w+)"', html) == [f"paper.{form}" for form in forms]
    assert {address for address in site.files if address.startswith("/meetings/")} == {
        f"/meetings/2019-06-28/paper.{form}" for form in forms
    }
    assert ("To print or share" in html) == bool(forms)


LOADED = "\nimport sys\nassert not {'weasyprint', 'docx'} & sys.modules.keys(), 'loaded'"
PLAIN = """
from datetime import date
from pathlib import Path
from register.build import make_site
from register.records.folder import read_folder
from register.records.record import read_records
make_site(read_records(read_folder(Path("records"))), date(2020, 4, 1))
"""


@pytest.mark.parametrize(
    "script", ["from register.cli import main\nmain(['check'], standalone_mode=False)", PLAIN], ids=["check", "site"]
)
def test_neither_the_check_nor_a_plain_site_loads_what_only_papers_need(script):
    guarded = f"import contextlib\nwith contextlib.suppress(SystemExit):\n    exec({script!r}){LOADED}"
    result = subprocess.run([sys.executable, "-c", guarded], cwd=RECORDS.parent, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr


def register(*arguments: str, **more: str) -> Result:
    """Runs the command beside the golden records."""
    with chdir(RECORDS.parent):
        return CliRunner().invoke(main, arguments, env=environment(**more))


@needs_pango
def test_the_command_writes_the_papers_where_the_site_has_them(tmp_path):
    result = register("papers", "--out", str(tmp_path), "2019-06-28", REGISTER_AS_OF="2020-04-01")
    assert (result.exit_code, result.stderr) == (0, "")
    assert [line.rpartition("/")[2] for line in result.stdout.splitlines()] == ["paper.pdf", "paper.docx"]
    assert (tmp_path / "meetings/2019-06-28/paper.pdf").read_bytes() == paper_file("golden", PaperFormat.PDF)
    assert (tmp_path / "meetings/2019-06-28/paper.docx").read_bytes() == paper_file("golden", PaperFormat.WORD)


def test_the_command_names_the_meetings_where_there_is_none_of_that_id(tmp_path):
    result = register("papers", "--out", str(tmp_path), "2019-06-29")
    assert result.exit_code == 2
    assert 'there is no meeting "2019-06-29"; the meetings are 2019-06-28, 2019-09-26' in result.stderr


@pytest.fixture
def without_pango(tmp_path) -> dict[str, str]:
    """An environment in which WeasyPrint finds no Pango: it prints advice and fails to load, as the real one does."""
    fake = tmp_path / "fake"
    fake.mkdir()
    (fake / "weasyprint.py").write_text("print('advice')\nraise OSError(\"cannot load library 'libpango-1.0-0'\")\n")
    return {"PYTHONPATH": os.pathsep.join([str(fake), str(PROJECT / "hooks")])}


def test_without_pango_the_command_writes_word_and_says_in_a_sentence_how_to_get_pdfs(tmp_path, without_pango):
    command = [sys.executable, "-m", "register.cli", "papers", "--out", str(tmp_path), "2019-06-28"]
    result = subprocess.run(
        command, cwd=RECORDS.parent, env=environment(**without_pango), capture_output=True, text=True
    )
    assert result.returncode == 1
    assert result.stdout.splitlines() == [(tmp_path / "meetings/2019-06-28/paper.docx").as_posix()]
    assert result.stderr.startswith("Error: PDFs need the library Pango: install it with `apt install libpango-1.0-0 ")
    assert result.stderr.count("\n") == 1
    assert "brew install pango" in result.stderr
    assert "MSYS2" in result.stderr


@pytest.mark.exhaustive
def test_without_pango_the_site_is_built_with_word_alone(tmp_path, without_pango):
    folder = tmp_path / "project"
    folder.mkdir()
    result = mkdocs_alone(
        project_in(folder, texts() | {"meetings/2019-06-28.md": MEETING}), "build", "--strict",
        REGISTER_PAPERS="yes", **without_pango,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert "The site has no PDFs of its papers. PDFs need the library Pango" in result.stderr
    paper = folder / "site/meetings/2019-06-28"
    assert sorted(path.name for path in paper.iterdir()) == ["index.html", "paper.docx"]
    assert "paper.pdf" not in (paper / "index.html").read_text("utf-8")


@needs_pango
def test_mkdocs_builds_the_site_with_its_papers_where_they_are_asked_for(tmp_path):
    result = mkdocs(project_in(tmp_path, texts()), "build", "--strict", REGISTER_PAPERS="yes")
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "site/meetings/2019-06-28/paper.pdf").read_bytes().startswith(b"%PDF-")
    assert '/meetings/2019-06-28/paper.docx"' in (tmp_path / "site/meetings/2019-06-28/index.html").read_text("utf-8")


@pytest.mark.parametrize(("asked", "wanted"), [("", False), ("no", False), ("yes", True), (" YES ", True)])
def test_papers_are_made_where_the_environment_says_yes(monkeypatch, asked, wanted):
    monkeypatch.setenv("REGISTER_PAPERS", asked)
    assert papers_wanted() is wanted


def test_another_word_than_yes_or_no_is_refused(monkeypatch):
    monkeypatch.setenv("REGISTER_PAPERS", "maybe")
    with pytest.raises(UsageError, match='REGISTER_PAPERS is "maybe"; write yes or no'):
        papers_wanted()


def test_a_paper_of_no_findings_can_be_a_file_too():
    paper = next(print_papers(Snapshots(records_of(texts()).public()), D("2019-09-30")))
    document = docx.Document(io.BytesIO(as_word(paper)))
    assert "There are no recommendations currently graded red." in written(document.element.body)


# In the style of the body


def reference(**styles: str) -> bytes:
    """A paper that was made, with another typeface and another foot, as committee services save it."""
    document = docx.Document(io.BytesIO(paper_file("golden", PaperFormat.WORD)))
    document.styles["Normal"].font.name = "Gill Sans MT"
    document.sections[0].footer.paragraphs[0].text = "Example Constabulary, Audit Committee"
    for name in styles.values():
        document.styles[name].delete()
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def golden_paper():
    return next(print_papers(Snapshots(records_named("golden").public()), D("2020-04-01")))


def test_a_reference_document_lends_the_paper_its_styles_and_its_foot_and_none_of_its_words():
    document = docx.Document(io.BytesIO(as_word(golden_paper(), reference())))
    assert document.styles["Normal"].font.name == "Gill Sans MT"
    assert document.sections[0].footer.paragraphs[0].text == "Example Constabulary, Audit Committee"
    own = docx.Document(io.BytesIO(as_word(golden_paper())))
    assert written(document.element.body) == written(own.element.body)


def test_a_reference_document_that_lacks_a_style_or_is_none_is_refused_in_a_sentence():
    with pytest.raises(UsageError, match=r'reference\.docx has no style "Letterhead"; begin it from a paper'):
        as_word(golden_paper(), reference(gone="Letterhead"))
    with pytest.raises(UsageError, match=r"reference\.docx can't be read; save it from Word"):
        as_word(golden_paper(), b"no document")


def test_the_contents_and_the_numbers_of_the_first_page_lead_into_the_word_document():
    body = word("golden").element.body
    places = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    led = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert len(led) > 9
    assert set(led) <= places
