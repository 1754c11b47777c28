"""What a reader sees: every page says what it is as at, links lead somewhere, and no text of a record is markup."""

import re
from datetime import date
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from register.pages.addresses import Address, depth, relative
from register.wording import sentences

from tests.golden import golden_site, kept_site
from tests.small import FRAMEWORK, MEETING, REGISTER, finding, html_at, site_of, texts

D = date.fromisoformat
DAY = D("2019-09-30")


class Reader(HTMLParser):
    """Collects a page's tags, attributes, ids and text, and sees that tags close in order."""

    VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "col"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open, self.tags, self.text = [], [], []
        self.feed(text)
        self.close()
        assert not self.open, self.open

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


GOLDEN = {name: content.decode() for name, content in kept_site().items() if name.endswith(".html")}
PAST_PAPERS = {"meetings/2019-06-28/index.html", "meetings/2019-09-26/index.html"}
TIMELESS = {
    "rules/index.html", "fields/index.html", "data/questions/index.html",
    "recommendations/backlog/index.html",
}  # fmt: skip


@pytest.mark.parametrize("name", GOLDEN)
def test_a_page_is_well_formed_with_one_title_and_no_id_twice(name):
    page = Reader(GOLDEN[name])
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    # the words of the home page, with its title, are written in docs/index.md
    assert [tag for tag, _ in page.tags].count("h1") == (0 if name == "index.html" else 1)


@pytest.mark.parametrize("name", GOLDEN)
def test_headings_step_down_one_level_at_a_time(name):
    levels = [1, *(int(tag[1]) for tag, _ in Reader(GOLDEN[name]).tags if re.fullmatch("h[1-6]", tag))]
    assert all(deeper <= level + 1 for level, deeper in pairwise(levels))


@pytest.mark.parametrize("name", GOLDEN)
def test_a_table_has_a_caption_and_each_header_a_scope(name):
    page = Reader(GOLDEN[name])
    assert [t for t, _ in page.tags].count("table") == [t for t, _ in page.tags].count("caption")
    assert all("scope" in attributes for tag, attributes in page.tags if tag == "th")


TIMELESS |= {name for name in GOLDEN if name.startswith("data/dictionary/")}


@pytest.mark.parametrize("name", sorted(GOLDEN.keys() - PAST_PAPERS - TIMELESS))
def test_a_page_says_what_it_is_as_at(name):
    assert "Position at 30 September 2019" in GOLDEN[name]


@pytest.mark.parametrize("name", sorted(PAST_PAPERS))
def test_a_past_paper_says_its_own_day_and_not_that_of_the_build(name):
    assert "Position at" in GOLDEN[name]
    assert "30 September 2019" not in GOLDEN[name]


@pytest.mark.parametrize("name", GOLDEN)
def test_every_status_on_a_page_is_a_word_and_a_shape_and_is_explained_there(name):
    html = GOLDEN[name]
    shape = r'<span class="status status--\w+"><span class="status__shape" aria-hidden="true">.</span> <span class="status__word">'
    shown = re.findall(shape + "([^<]+)", html)
    explained = re.findall("<dt>" + shape + "([^<]+)", html)
    assert len(shown) == html.count('class="status status--')
    assert set(shown) <= set(explained)


def test_every_link_leads_to_a_page_or_file_of_the_site_and_every_fragment_to_its_place():
    site = golden_site()
    ids = {name: set(re.findall(r' id="([^"]+)"', html)) for name, html in GOLDEN.items()}
    for name, html in GOLDEN.items():
        for target in re.findall(r'href="([^"]+)"', html):
            if re.match(r"https?:|mailto:", target):
                continue
            way, _, fragment = target.partition("#")
            goal = _resolve(name, way) if way else name
            assert goal in site or f"/{goal}" in (Address.STATUS, Address.MANIFEST), (
                name,
                target,
            )  # the shell adds those
            assert not fragment or fragment in ids[goal], (name, target)


def _resolve(name: str, way: str) -> str:
    parts = name.split("/")[:-1]
    for part in way.split("/"):
        if part == "..":
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join([*parts, "index.html"]) if way.endswith(("/", "..", ".")) else "/".join(parts)


HOSTILE = "\"Vetting | <script>alert(1)</script> ''\" & délai"
DATA_BLOCK = {"type": "application/ld+json"}
PAYLOAD = '</title></script><script>alert(1)</script><img src=x onerror=alert(1)>" onmouseover="alert(1)'


def test_a_title_with_signs_is_text_on_every_page():
    files = texts(
        vetting=finding(
            title=f"'{PAYLOAD}'", owner=f"'{PAYLOAD}'", status="red", deadline=f"'{PAYLOAD}'", waiting_on=f"'{PAYLOAD}'"
        )
    )
    files["register.yml"] = REGISTER.replace("West Midlands Police", f"'{PAYLOAD}'")
    for page in site_of(files, DAY).pages:
        read = Reader(page.html)
        assert not {tag for tag, attributes in read.tags if attributes != DATA_BLOCK} & {"script", "img"}
        assert not [a for _, attributes in read.tags for a in attributes if a.startswith("on")]
    assert PAYLOAD in "".join(Reader(html_at(site_of(files, DAY), "/recommendations/vetting/")).text)


@pytest.mark.parametrize(
    "title", ["Vetting | backlog", "5 < 6 & 7 > 6", "Say “yes” to 'it'", "Délai für Łódź", "*stars* _and_ `code`"]
)
def test_a_title_with_signs_is_shown_as_it_was_written(title):
    quoted = '"' + title.replace('"', '\\"') + '"'
    text = "".join(Reader(html_at(site_of(texts(vetting=finding(title=quoted)), DAY), "/recommendations/")).text)
    assert title in text


def test_a_link_to_a_records_file_leads_to_its_page_wherever_the_words_are_shown():
    body = "## Recommendation\n\nSee [the other](a/other.md) and [the report](../inspections/peel-2018-19.md).\n"
    files = texts(vetting=finding(body=body, status="red"), other=finding())
    site = site_of(files, DAY)
    for address, way in (
        ("/recommendations/vetting/", "../../recommendations/other/"),
        ("/red/", "../recommendations/other/"),
    ):
        assert f'<a href="{way}">the other</a>' in html_at(site, address)
    assert '<a href="../inspections/peel-2018-19/">the report</a>' in html_at(site, "/red/")


def test_an_earlier_id_leads_to_the_record():
    site = site_of(texts(vetting=finding(formerly="[backlog]")), DAY)
    assert 'href="../../recommendations/vetting/"' in html_at(site, "/recommendations/backlog/")


NO_PILLARS = "title: Custody\nquestions:\n  - {id: cells, label: Cells, graded: false}\n"
BARE = "title: Custody\n"


def without(files: dict[str, str], *starts: str) -> dict[str, str]:
    return {path: text for path, text in files.items() if not path.startswith(starts)}


OUT_OF_THE_ORDINARY = {
    "no findings": texts(),
    "nothing but the register": {"register.yml": REGISTER},
    "a question without a grade": texts(vetting=finding(question="firearms", grade="ungraded")),
    "a framework without pillars": {
        **texts(),
        "frameworks/custody.yml": NO_PILLARS,
        "inspections/custody.md": "---\ntitle: Custody\nframework: custody\npublished: 2019-05-02\n---\n",
        "recommendations/cells.md": finding(inspection="custody", question="cells", grade="ungraded"),
    },
    "a framework with nothing": {
        **without(texts(), "frameworks", "inspections"),
        "frameworks/custody.yml": BARE,
        "inspections/custody.md": "---\ntitle: Custody\nframework: custody\npublished: 2019-05-02\n---\n",
        "recommendations/cells.md": finding(inspection="custody", question=None, grade="ungraded"),
    },
    "no history": texts(vetting=finding()),
    "a meeting with no earlier one": {**texts(vetting=finding()), "meetings/2019-06-28.md": MEETING.replace("previous: 2019-03-28\n", "")},
    "no meetings": without(texts(vetting=finding()), "meetings"),
    "a title with signs": texts(vetting=finding(title='"A | b <c> “d” é"')),
}  # fmt: skip


@pytest.mark.parametrize("name", OUT_OF_THE_ORDINARY)
def test_a_register_out_of_the_ordinary_builds_and_reads_well(name):
    for page in site_of(OUT_OF_THE_ORDINARY[name], DAY).pages:
        text = " ".join("".join(Reader(page.html).text).split())
        assert "None" not in text
        assert "  " not in text
        assert not re.search(r"\bN/A\b|Undefined|\{\{|\}\}", text)
        assert len(text) > 20


@pytest.mark.parametrize(
    ("name", "address", "sentence"),
    [
        ("no findings", "/recommendations/", "There are no findings here yet."),
        ("no findings", "/", "There are no findings yet."),
        ("no findings", "/red/", "There are no recommendations currently graded red."),
        ("nothing but the register", "/inspections/", "No inspections are recorded yet."),
        ("nothing but the register", "/pillars/", "No report with pillars has been recorded yet."),
        ("a framework without pillars", "/pillars/", "Findings outside the pillars"),
        (
            "a question without a grade",
            "/questions/peel-2018-19/firearms/",
            "HMICFRS gives no grade for this question.",
        ),
        (
            "a meeting with no earlier one",
            "/meetings/2019-06-28/",
            "This is the committee’s first meeting on record, so everything is new to it.",
        ),
        ("no meetings", "/meetings/", "No meetings are recorded yet."),
        ("no meetings", "/changes/", "There has been no meeting yet."),
        ("no history", "/overdue/", "Nothing is overdue."),
    ],
)
def test_where_there_is_nothing_a_page_says_so(name, address, sentence):
    assert sentence in html_at(site_of(OUT_OF_THE_ORDINARY[name], DAY), address)


@pytest.mark.parametrize("address", ["/", "/lists/", "/overdue/", "/pictures/"])
def test_a_register_without_findings_shows_no_zeros(address):
    html = html_at(site_of(OUT_OF_THE_ORDINARY["nothing but the register"], DAY), address)
    assert '<td class="number">0' not in html
    assert "There are no findings" in html


def test_what_changed_before_each_meeting_has_a_page_and_the_latest_two_periods_stand_side_by_side():
    turned = (
        "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-09-05, status: red, reason: It is late.}\n"
    )
    files = texts(vetting=finding(turned, status="red"))
    second = files["meetings/2019-06-28.md"].replace("previous: 2019-03-28\n", "")
    site = site_of(files | {"meetings/2019-09-26.md": second}, DAY)
    assert "Turned red" in html_at(site, "/changes/2019-09-26/")
    assert "Turned red" not in html_at(site, "/changes/2019-06-28/")
    lately = html_at(site, "/changes/")
    assert "Since 26 September 2019" in lately
    assert 'href="../changes/2019-06-28/"' in lately


def test_the_home_page_adds_up():
    html = html_at(
        site_of(texts(a=finding(), b=finding(status="red"), c=finding(status="closed", closed="2019-09-12")), DAY), "/"
    )
    assert "3 findings: 2 outstanding, 1 closed." in html


@pytest.mark.parametrize(
    ("target", "start", "way"),
    [
        ("/red/", "/", "red/"),
        ("/", "/red/", "../"),
        ("/", "/", "./"),
        ("/data/register.json", "/data/", "../data/register.json"),
        ("/recommendations/a/", "/questions/f/q/", "../../../recommendations/a/"),
    ],
)
def test_links_are_relative(target, start, way):
    assert relative(target, depth(start)) == way


def test_every_sentence_is_used_and_every_sentence_used_exists(project):
    used = " ".join(
        path.read_text("utf-8") for path in (project / "hooks").rglob("*") if path.suffix in (".html", ".py")
    )
    families = re.findall(r'\("([a-z-]+-)" ~|say\(f"([a-z-]+-)\{', used)
    families = [template or code for template, code in families]
    assert sentences.sentences() >= {
        one or other for one, other in re.findall(r'\b(?:t|say)\("([a-z-]+)"[,)]|"([a-z-]+)" \| t\b', used)
    }
    for sentence in sentences.sentences():
        assert f'"{sentence}"' in used or sentence.startswith(tuple(families)), sentence


TEMPLATES = files("register.pages") / "templates"


@pytest.mark.parametrize("path", sorted(Path(str(TEMPLATES)).rglob("*.html")), ids=lambda path: path.name)
def test_a_template_places_what_it_is_given_and_computes_nothing(path):
    inside = " ".join(re.findall(r"\{[{%].*?[%}]\}", path.read_text("utf-8")))
    code = re.sub(r'"[^"]*"', '""', inside)
    assert not re.search(r"\bnamespace\(|\brange\(|\bfor [^%]* if |\[[^\]]*:| [-+*/] ", code)


def test_every_page_that_a_template_links_to_has_an_address():
    found = {call for path in Path(str(TEMPLATES)).rglob("*.html") for call in LINK.findall(path.read_text("utf-8"))}
    assert found
    for page, names in found:
        assert hasattr(Address, page if names else page.upper()), page


LINK = re.compile(r'\blink\("(\w+)"(,?)')


def test_a_sentence_that_is_not_there_or_lacks_a_value_is_an_error():
    with pytest.raises(LookupError):
        sentences.say("no-such-sentence")
    with pytest.raises(LookupError):
        sentences.say("late")
    assert sentences.say("late", span=sentences.say_span(1)) == "1 day late"
    assert sentences.say("nothing-due-soon", day=D("2019-07-01")) == "Nothing more is due by 1 July 2019."


# The next question


NO_WAY_ON = TIMELESS | PAST_PAPERS | {"data/index.html", "search/index.html"}


@pytest.mark.parametrize("name", sorted(GOLDEN.keys() - NO_WAY_ON))
def test_a_page_leads_to_the_answer_of_the_next_question(name):
    assert '<nav class="go-on"' in GOLDEN[name]


def test_the_home_page_says_in_short_what_is_red_late_and_due_and_what_moved():
    late = finding(status="red", due="2019-07-31")
    home = html_at(site_of(texts(late=late, undated=finding(due=None)), DAY), "/")
    short = re.search(r'<div class="first-page">(.*?)</div>', home, re.DOTALL)[1]
    for sentence in (
        "1 problem is red.",
        "1 finding is overdue.",
        "Nothing more is due by 30 October 2019.",
        "1 open finding has no due date.",
        "Since the Joint Audit Committee last met (position at 28 June 2019):",
        "1 became overdue",
        "In the time before that, from 28 March 2019:",
        "No response recorded. It was due by 26 June 2019: 3 months late.",
    ):
        assert sentence in short


def test_where_there_is_much_the_home_page_shows_lists_and_leads_to_the_rest():
    many = {f"f{number}": finding(status="red", due="2019-07-31") for number in range(30)}
    home = html_at(site_of(texts(**many), DAY), "/")
    assert "26 more findings are red." in home
    assert '<article class="card' not in home
    assert home.count("<tr>") < 30
    site = site_of(texts(**many), DAY)
    parts = [page.html for page in site.pages if page.address.startswith("/red/")]
    assert sum(part.count('<article class="card') for part in parts) == 30


def test_a_status_page_lists_the_findings_of_that_status_and_no_other():
    site = site_of(texts(late=finding(status="red"), vetting=finding(), other=finding()), DAY)
    listed = re.findall(
        r'<th scope="row"><a href="\.\./\.\./recommendations/([a-z]+)/"', html_at(site, "/statuses/amber/")
    )
    assert sorted(listed) == ["other", "vetting"]
    assert "No finding has this status." in html_at(site, "/statuses/complete/")


@pytest.mark.parametrize(
    ("target", "leads"),
    [
        ("clearance.md", "../../recommendations/clearance/"),
        ("../recommendations/2019/clearance.md#x", "../../recommendations/clearance/"),
        ("../clearance/", "../../recommendations/clearance/"),
        ("plan.pdf", None),
        ("../../red/", None),
        ("#timeline", None),
        ("java%09script:x", None),
    ],
)
def test_a_relative_link_leads_to_a_record_or_is_only_its_words(target, leads):
    body = f"## Recommendation\n\nSee [the other]({target}).\n"
    page = html_at(site_of(texts(vetting=finding(body=body), clearance=finding()), DAY), "/recommendations/vetting/")
    assert (f'See <a href="{leads}">the other</a>.' if leads else "See the other.") in page


def test_a_framework_that_no_report_names_yet_has_no_pages():
    later = FRAMEWORK.replace("2018/19", "2021/22").replace("vulnerable", "victims")
    site = site_of({**texts(vetting=finding()), "frameworks/peel-2021-22.yml": later}, date(2019, 9, 30))
    addresses = [page.address for page in site.pages if page.address.startswith("/questions/")]
    assert set(addresses) == {f"/questions/peel-2018-19/{id}/" for id in ("vulnerable", "firearms", "workforce")}
    assert "2021/22" not in html_at(site, "/pillars/effectiveness/")
