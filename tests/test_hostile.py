"""Whatever people write into a record, readers and programs get it as words: it never becomes a part of a page or file."""

import csv
import io
import json
import re
import unicodedata
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from html import unescape

import openpyxl
import pytest
from icalendar import Calendar
from lxml import etree
from pypdf import PdfReader
from register.build import Site, make_site
from register.pages.addresses import PaperFormat
from register.records.folder import Kind
from selectolax.lexbor import LexborHTMLParser, LexborNode

from tests.building import project_in, site_of
from tests.conftest import sampled
from tests.hostile import (
    HIDDEN_TEXTS,
    HOSTILE_ADDRESS,
    HOSTILE_TEXTS,
    MARK,
    REFUSED_ADDRESSES,
    REFUSED_WORDS,
    WORDS_LET_PASS,
    declared_places,
    fill,
    filled_places,
    harmless,
    is_address,
    is_text,
    kind_at,
    mixed_register,
    register_of,
    written,
)
from tests.small import checked, records_of
from tests.test_paper_files import MISSING, needs_pango

DAY = date(2019, 9, 30)
SITE_URL = "https://register.example.org/"
WORDS = "harmless words"
TEXTS = HOSTILE_TEXTS | HIDDEN_TEXTS
TRIED_ALWAYS = (
    "an element",
    "an attribute",
    "a formula in a cell of its own",
    "lines of a calendar",
    "an entry of a feed",
)


def errors(files: dict[str, str]) -> set[str]:
    """The rules that find an error."""
    return {finding.rule for finding in checked(files) if finding.severity == "error"}


def unchecked(files: dict[str, str], forms: tuple[PaperFormat, ...] = ()) -> Site:
    """The site as it would be made with the checks off: the second layer, which holds by itself."""
    return make_site(records_of(files), DAY, SITE_URL, forms)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_declared_place_is_filled(kind):
    assert set(declared_places(kind)) == filled_places(kind), "say in tests/hostile.py what stands there"


def test_the_register_with_harmless_words_has_no_error():
    assert not errors(register_of(harmless("Some words"), WORDS))


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_the_checks_let_a_text_with_signs_pass(name):
    assert not errors(register_of(HOSTILE_TEXTS[name], WORDS))


@pytest.mark.parametrize("name", HIDDEN_TEXTS)
def test_the_checks_refuse_a_text_with_signs_that_nobody_sees(name):
    assert "hidden-character" in errors(register_of(HIDDEN_TEXTS[name], WORDS))


def places_of(path: str, wanted) -> list[list[str | int]]:
    """The ways to every value of that type in the record at the path."""
    declared = declared_places(kind_at(path))

    def found(facts, way):
        items = facts.items() if isinstance(facts, dict) else enumerate(facts) if isinstance(facts, list) else ()
        if not items and wanted(declared.get(tuple(step for step in way if isinstance(step, str)))):
            yield way
        for step, value in items:
            yield from found(value, [*way, step])

    return list(found(fill(path, "text"), []))


def with_value(path: str, way: list[str | int], value: str) -> dict[str, str]:
    """The harmless register with another value in one place."""
    facts = inner = fill(path, "text")
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    return register_of("text", WORDS) | {path: written(path, facts, WORDS)}


PATHS = list(register_of("text"))


PAYLOADS = (f'"><script>{MARK}</script>', f"javascript:{MARK}", "../../etc/passwd", "=3+4")


@pytest.mark.parametrize("payload", sampled(PAYLOADS, PAYLOADS[0]))
@pytest.mark.parametrize("path", PATHS)
def test_what_is_no_free_text_takes_no_hostile_one(path, payload):
    """Refused by the check; and with the checks off it is no value, so that no page can show it."""
    for way in places_of(path, lambda declared: not is_text(declared)):
        files = with_value(path, way, payload)
        assert errors(files), way
        record = next(record for record in records_of(files).all if record.file.path == path)
        assert way[0] in record.broken
        assert payload not in json.dumps(record.facts.model_dump(mode="json", warnings=False), ensure_ascii=False)


@pytest.mark.parametrize("address", sampled(REFUSED_ADDRESSES, REFUSED_ADDRESSES[0]))
@pytest.mark.parametrize("path", PATHS)
def test_a_web_address_of_another_scheme_is_refused_and_is_never_a_link(path, address):
    for way in places_of(path, is_address):
        files = with_value(path, way, address)
        assert errors(files), way
        assert not hostile_parts(unchecked(files)), way


# What a site holds: its elements and attributes, the schemes of its links, and the parts of its other files

LINKS = ("href", "src", "srcset", "action", "formaction", "xlink:href", "data", "poster", "cite", "background", "ping")
SCHEMES = {"", "http", "https", "mailto"}
WRITTEN_IN_MARKDOWN = {
    "a", "blockquote", "br", "code", "del", "em", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "strong", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def nodes_of(html: str) -> list[LexborNode]:
    """Every element, as a browser would read the page."""
    body = LexborHTMLParser(html).root
    return [node for node in body.traverse(include_text=False) if not (node.tag or "-").startswith(("-", "!"))]


def scheme_of(address: str) -> str:
    """The scheme as a browser reads it (WHATWG URL): without what it strips and whatever the case."""
    stripped = re.sub(r"[\t\n\r]", "", unescape(address).strip("".join(map(chr, range(33)))))
    found = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", stripped)
    return found[1].lower() if found else ""


def parts_of(site: Site) -> Counter[tuple[str, ...]]:
    """How often each element stands in the pages, with the names of its attributes and the schemes of its links."""
    return Counter(
        (node.tag, *sorted(node.attributes), *sorted(schemes_of(node)))
        for page in site.pages
        for node in nodes_of(page.html)
    )


def schemes_of(node: LexborNode) -> set[str]:
    return {f"{name}={scheme_of(node.attributes[name] or '')}" for name in LINKS if name in node.attributes}


@cache
def harmless_parts() -> frozenset[tuple[str, ...]]:
    """The parts of the pages of a register with harmless words."""
    return frozenset(parts_of(unchecked(register_of("text", WORDS))))


def hostile_parts(site: Site) -> set[tuple[str, ...]]:
    """The parts that only these pages have and that can do anything but be read, and links of another scheme."""
    able = {
        "script",
        "style",
        "iframe",
        "object",
        "embed",
        "form",
        "base",
        "meta",
        "link",
        "img",
        "audio",
        "video",
        "template",
    }
    return {
        part
        for part in parts_of(site).keys() - harmless_parts()
        if part[0] in able
        or any(name.startswith("on") or name in ("style", "srcdoc") for name in part[1:])
        or any(name.split("=")[1] not in SCHEMES for name in part[1:] if "=" in name)
    }


def parts_of_xml(content: bytes) -> Counter[tuple[str, ...]]:
    """How often each element stands in an XML file, with the names of its attributes."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    tree = etree.fromstring(content, parser)
    assert not tree.getroottree().docinfo.doctype
    return Counter((str(node.tag), *sorted(map(str, node.attrib))) for node in tree.iter())


def parts_of_calendar(content: bytes) -> list[tuple[str, ...]]:
    """Each component of the calendar with the names of its properties; and every line is one of those."""
    components = [(part.name, *sorted(part)) for part in Calendar.from_ical(content).walk()]
    names = {name for component in components for name in component} | {"BEGIN", "END"}
    unfolded = content.replace(b"\r\n ", b"").rstrip(b"\r\n").split(b"\r\n")
    assert all(re.split(rb"[;:]", line)[0].decode() in names for line in unfolded)
    assert not [line for line in unfolded if b"\n" in line or b"\r" in line]
    return components


@pytest.fixture(scope="module", params=sampled(HOSTILE_TEXTS, *TRIED_ALWAYS))
def pair(request) -> tuple[str, Site, Site]:
    """A hostile text, the site that has it in every field, and the same with a harmless text of its length."""
    text = HOSTILE_TEXTS[request.param]
    return text, *(unchecked(register_of(each, WORDS)) for each in (text, harmless(text)))


def test_no_field_adds_an_element_an_attribute_or_a_scheme_to_a_page(pair):
    _, hostile, same_length = pair
    assert parts_of(hostile) == parts_of(same_length)
    assert not hostile_parts(hostile)


def composed(text: str) -> str:
    """The text in the one spelling that a field keeps."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def test_every_field_is_read_as_it_was_written(pair):
    text, hostile, _ = pair
    page = next(page for page in hostile.pages if page.address == "/recommendations/cause/")
    assert composed(text) in " ".join(LexborHTMLParser(page.html).root.text().split())
    data = json.loads(hostile.files["/data/register.json"])
    assert data["organisation"] == data["recommendations"][0]["title"] == composed(text)


def test_no_field_adds_a_line_a_cell_or_a_formula_to_the_csv(pair):
    text, hostile, same_length = pair
    rows, same = (
        list(
            csv.reader(
                io.StringIO(site.files["/data/recommendations.csv"].decode("utf-8-sig"), newline=""), strict=True
            )
        )
        for site in (hostile, same_length)
    )
    assert [len(row) for row in rows] == [len(row) for row in same]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))]
    assert rows[1][rows[0].index("title")].removeprefix("'") == composed(text)


def test_no_field_is_a_formula_in_the_workbook_and_links_lead_to_findings_alone(pair):
    _, hostile, same_length = pair
    content = hostile.files["/data/recommendations.xlsx"]
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book.worksheets for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert all(link.startswith(f"{SITE_URL}recommendations/") for link in links)
    with (
        zipfile.ZipFile(io.BytesIO(content)) as ours,
        zipfile.ZipFile(io.BytesIO(same_length.files["/data/recommendations.xlsx"])) as theirs,
    ):
        assert ours.namelist() == theirs.namelist()


def test_no_field_adds_an_element_to_the_feed(pair):
    _, hostile, same_length = pair
    assert parts_of_xml(hostile.files["/data/feed.xml"]) == parts_of_xml(same_length.files["/data/feed.xml"])


def test_no_field_adds_a_component_or_a_property_to_the_calendar(pair):
    _, hostile, same_length = pair
    assert parts_of_calendar(hostile.files["/data/due-dates.ics"]) == parts_of_calendar(
        same_length.files["/data/due-dates.ics"]
    )


def without_owners(site: Site) -> set[str]:
    """The addresses of its files, but for those that are made of an owner's name."""
    return {address for address in site.files if not address.startswith(("/owners/", "/data/owners/"))}


def test_no_field_adds_an_address(pair):
    _, hostile, same_length = pair
    addresses = [page.address for page in hostile.pages]
    assert len(addresses) == len(same_length.pages)
    assert without_owners(hostile) == without_owners(same_length)
    assert len(hostile.files) == len(same_length.files)
    assert all(re.fullmatch(r"/([a-z0-9-]+/)*", address) for address in addresses), addresses


@pytest.mark.parametrize("name", sampled(HIDDEN_TEXTS, "control characters"))
def test_signs_that_nobody_sees_add_nothing_with_the_checks_off(name):
    hostile, same_length = (unchecked(register_of(each, WORDS)) for each in (HIDDEN_TEXTS[name], "harmless"))
    assert parts_of(hostile) == parts_of(same_length)
    assert parts_of_xml(hostile.files["/data/feed.xml"]) == parts_of_xml(same_length.files["/data/feed.xml"])
    assert parts_of_calendar(hostile.files["/data/due-dates.ics"]) == parts_of_calendar(
        same_length.files["/data/due-dates.ics"]
    )


# Words below a heading


@pytest.mark.parametrize("name", REFUSED_WORDS)
def test_the_checks_refuse_words_that_are_more_than_words(name):
    assert errors(register_of("text", REFUSED_WORDS[name])) & {"raw-html", "link-target", "picture", "unknown-heading"}


@pytest.mark.parametrize("name", WORDS_LET_PASS)
def test_the_checks_let_words_with_signs_pass(name):
    assert not errors(register_of("text", WORDS_LET_PASS[name]))


@pytest.mark.parametrize("name", sampled([*REFUSED_WORDS, *WORDS_LET_PASS], "an element in a line", "entities"))
def test_words_add_only_what_markdown_may_make_of_them(name):
    hostile = unchecked(register_of("text", (REFUSED_WORDS | WORDS_LET_PASS)[name]))
    assert not hostile_parts(hostile)
    added = parts_of(hostile).keys() - harmless_parts()
    attributes = {name.split("=")[0] for part in added for name in part[1:]}
    assert {part[0] for part in added} <= WRITTEN_IN_MARKDOWN
    assert attributes <= {"href", "title", "align", "class"}


@pytest.mark.parametrize("name", sampled(HOSTILE_TEXTS, *TRIED_ALWAYS))
def test_a_field_s_text_as_words_runs_nothing_either(name):
    assert not hostile_parts(unchecked(register_of("text", HOSTILE_TEXTS[name])))


# Papers as files


@pytest.fixture(scope="module")
def papers() -> tuple[Site, Site]:
    """The sites with papers as files, of hostile words and of harmless ones; a PDF only where it can be made."""
    text = "".join(HOSTILE_TEXTS.values())[:110]
    forms = (PaperFormat.WORD,) if MISSING else tuple(PaperFormat)
    words = "\n\n".join([*REFUSED_WORDS.values(), *WORDS_LET_PASS.values()]).replace("##", "")
    hostile, same_length = register_of(text, words), register_of(harmless(text), WORDS)
    return unchecked(hostile, forms), unchecked(same_length, (PaperFormat.WORD,))


def test_no_field_adds_a_kind_of_part_to_a_paper_for_word(papers):
    hostile, same_length = (
        zipfile.ZipFile(io.BytesIO(site.files["/meetings/2019-06-28/paper.docx"])) for site in papers
    )
    assert hostile.namelist() == same_length.namelist()
    for name in hostile.namelist():
        if name.endswith(".rels"):
            links = [link.get("Target") for link in etree.fromstring(hostile.read(name)) if link.get("TargetMode")]
            assert {scheme_of(link) for link in links} <= SCHEMES
            assert HOSTILE_ADDRESS in links or "document" not in name
    fields = {node.tag.split("}")[1] for node in etree.fromstring(hostile.read("word/document.xml")).iter()}
    assert not fields & {"instrText", "fldSimple", "object", "pict", "altChunk", "control"}


@needs_pango
def test_no_field_makes_a_paper_as_pdf_do_anything(papers):
    document = PdfReader(io.BytesIO(papers[0].files["/meetings/2019-06-28/paper.pdf"]))
    assert not {"/OpenAction", "/AA", "/JavaScript", "/AcroForm"} & document.root_object.keys()
    assert "/Names" not in document.root_object or "/EmbeddedFiles" not in document.root_object["/Names"]
    notes = [note.get_object() for page in document.pages for note in page.get("/Annots", [])]
    assert notes
    for note in notes:
        assert note["/Subtype"] == "/Link"
        assert "/A" not in note or (note["/A"]["/S"] == "/URI" and scheme_of(note["/A"]["/URI"]) in SCHEMES)


# Through MkDocs: what the theme and the search make of it


@pytest.fixture(scope="module", params=sampled(["an element", "an attribute", "entities"], "an element"))
def whole_sites(request, tmp_path_factory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The files of the whole site with hostile texts, the one in titles, and with harmless ones of their length."""

    def built(said) -> dict[str, bytes]:
        records = mixed_register(request.param, WORDS, said)
        folder = tmp_path_factory.mktemp("hostile") / "project"
        return site_of(project_in(folder, records, f"site_url: {SITE_URL}\n"))

    return built(str), built(harmless)


def parts_of_pages(files: dict[str, bytes]) -> Counter[tuple[str, ...]]:
    """How often each element stands in the whole pages, with its attributes' names and its links' schemes."""
    return Counter(
        (node.tag, *sorted(node.attributes), *sorted(schemes_of(node)))
        for name, content in files.items()
        if name.endswith(".html")
        for node in nodes_of(content.decode())
    )


def test_no_field_adds_an_element_an_attribute_or_a_scheme_to_the_frame_of_a_page(whole_sites):
    hostile, same_length = map(parts_of_pages, whole_sites)
    assert hostile == same_length


def test_no_field_adds_a_file_or_an_entry_to_the_map_of_the_site(whole_sites):
    hostile, same_length = whole_sites
    assert len(hostile) == len(same_length)
    assert parts_of_xml(hostile["sitemap.xml"]) == parts_of_xml(same_length["sitemap.xml"])


def test_every_json_file_can_be_read(whole_sites):
    for name, content in whole_sites[0].items():
        if name.endswith(".json"):
            assert json.loads(content), name
