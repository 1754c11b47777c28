"""What the checks found is shown to people and programs, whatever stands in the records."""

import json
import re
import unicodedata
from functools import cache
from urllib.parse import unquote, urlsplit

import cmarkgfm
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import example, given
from hypothesis import strategies as st
from jsonschema import Draft4Validator
from register.checks.excerpt import WIDTH, excerpt, visible
from register.checks.issue import RULE_FAILED, Issue, Severity
from register.checks.report import (
    FORMATS,
    LINE_LIMIT,
    RULES_PAGE,
    SUMMARY_LIMIT,
    LocatedIssue,
    as_github,
    as_gitlab,
    as_json,
    as_markdown,
    as_sarif,
    as_text,
    locate,
)
from register.checks.rules import RULES
from register.cli import main
from register.pages.addresses import Address
from register.records.span import Span

from tests.conftest import PROJECT
from tests.small import finding, located, texts
from tests.test_docs import DAY_OF_THE_GUIDE, register_of_the_guide

ONE = Issue(Span(3, 5, 4), "this, is 100% wrong", "write: that", "a/x.md", Severity.ERROR, "some-rule")
FILE = {"a/x.md": "---\na: b\nc: dddd e\n---\n"}


def shown(*findings: Issue, folder: str = "records", files: dict[str, str] = FILE) -> tuple[LocatedIssue, ...]:
    return locate(findings, folder, files)


# Text


def test_text_is_the_message_the_line_and_a_caret_and_last_a_count():
    warning = ONE._replace(severity=Severity.WARNING, span=Span(2, 1, 1))
    assert as_text(shown(ONE, warning)).splitlines() == [
        "records/a/x.md:3:5: error[some-rule]: this, is 100% wrong; write: that",
        "    3 | c: dddd e",
        "      |     ^^^^",
        "      = more: rules/#some-rule on the site",
        "records/a/x.md:2:1: warning[some-rule]: this, is 100% wrong; write: that",
        "    2 | a: b",
        "      | ^",
        "1 error, 1 warning",
    ]


def test_nothing_found_is_a_count_alone():
    assert as_text(()) == "no errors, no warnings\n"


def test_the_first_finding_of_each_rule_says_where_to_read_more():
    first, other = (ONE._replace(rule=rule) for rule in ("bad-date", "bad-id"))
    more = [line for line in as_text(shown(first, first, other, first)).splitlines() if "more" in line]
    assert more == ["      = more: rules/#bad-date on the site", "      = more: rules/#bad-id on the site"]


def test_the_finding_that_a_rule_failed_has_nothing_to_read_on():
    assert "more" not in as_text(shown(ONE._replace(rule=RULE_FAILED)))


def test_the_address_of_the_rules_is_that_of_their_page():
    assert Address.RULES.strip("/") == RULES_PAGE.strip("/")


@pytest.mark.parametrize(
    ("where", "files"),
    [
        (ONE._replace(span=Span(9, 5, 4)), FILE),
        (ONE._replace(path="b.md"), FILE),
        (ONE._replace(span=Span(1, 1, 1)), FILE),
        (ONE, {"a/x.md": ""}),
    ],
    ids=["past the last line", "a file that was not read", "the file as a whole", "an empty file"],
)
def test_where_there_is_no_line_to_show_the_message_stands_alone(where, files):
    assert not [line for line in as_text(shown(where, files=files)).splitlines() if " | " in line]


def test_an_empty_line_gets_its_caret_and_no_blanks_at_its_end():
    text = as_text(shown(ONE._replace(span=Span(2, 1, 4)), files={"a/x.md": "a\n\nb"}))
    assert text.splitlines()[1:3] == ["    2 |", "      | ^"]


def test_a_line_of_six_digits_moves_its_caret_along():
    text = as_text(shown(ONE._replace(span=Span(100_000, 2, 1)), files={"a/x.md": "\n" * 99_999 + "abc"}))
    assert text.splitlines()[1:3] == ["100000 | abc", "       |  ^"]


def test_a_message_cannot_begin_a_line_or_colour_the_terminal():
    hostile = ONE._replace(path="a\n\x1b[31m.md", message="a\nx.md:1:1: error[b]", fix="c\u202e\rd")
    assert as_text(shown(hostile)).splitlines()[0] == (
        r"records/a\n\x1b[31m.md:3:5: error[some-rule]: a\nx.md:1:1: error[b]; c\u202e\rd"
    )


def test_paint_colours_the_path_the_severity_and_the_caret_and_nothing_else():
    text = as_text(shown(ONE), paint=lambda text, what: f"<{what}>{text}</>")
    assert text.splitlines()[:3] == [
        "<path>records/a/x.md:3:5</>: <error>error[some-rule]</>: this, is 100% wrong; write: that",
        "    3 | c: dddd e",
        "      |     <error>^^^^</>",
    ]


def test_a_real_finding_points_at_its_word():
    files = texts(vetting=finding(status="ambr"))
    text = as_text(located(files))
    assert text.splitlines()[1:3] == ["    7 | status: ambr", "      |         ^^^^"]


@pytest.mark.parametrize("bytes_", [b"", b"\xff\xfea\x00", b"a\xffb: c\n", b"\x00\x01", b"\r\r\n", b"\xef\xbb\xbf"])
def test_bytes_that_are_no_text_are_shown_safely(bytes_):
    files = {**texts(), "recommendations/x.md": bytes_}
    text = as_text(located(files), "ascii")
    assert text.isascii()
    assert text.replace("\n", "").isprintable()
    assert "records/recommendations/x.md:1:" in text


# The line and its caret


@pytest.mark.parametrize(
    ("line", "column", "length", "expected"),
    [
        ("status: ambr", 9, 4, ("status: ambr", "        ^^^^")),
        ("a\tb: c", 3, 1, ("a    b: c", "     ^")),
        ("\tb", 1, 1, ("    b", "^^^^")),
        ("漢字: x", 2, 1, ("漢字: x", "  ^^")),
        ("漢字: x", 5, 1, ("漢字: x", "      ^")),
        ("e\u0301te\u0301: x", 8, 1, ("e\u0301te\u0301: x", "     ^")),
        ("e\u0301: x", 1, 2, ("e\u0301: x", "^")),
        ("a\u20dd: x", 5, 1, ("a\u20dd: x", "   ^")),
        ("a\u200bb", 2, 1, (r"a\u200bb", " ^^^^^^")),
        ("a\xa0b", 3, 1, (r"a\xa0b", "     ^")),
        ("a\U000e0041b\x1b", 3, 9, (r"a\U000e0041b\x1b", "           ^^^^^")),
        ("ab", 3, 1, ("ab", "  ^")),
        ("ab", 40, 7, ("ab", "  ^")),
        ("ab", 2, 40, ("ab", " ^")),
        ("", 1, 1, ("", "^")),
    ],
)
def test_the_caret_stands_under_its_text(line, column, length, expected):
    text, before, carets = excerpt(line, column, length)
    assert (text, before + carets) == expected


def test_what_the_encoding_lacks_is_an_escape_and_has_its_width():
    assert excerpt("é: ’a", 4, 2, "ascii") == (r"\xe9: \u2019a", " " * 6, "^" * 7)
    assert excerpt("é: ’a", 4, 2, "cp437") == (r"é: \u2019a", " " * 3, "^" * 7)


@pytest.mark.parametrize(
    ("column", "expected"),
    [(1, "a{114}..."), (30, "a{29}ba{84}..."), (300, r"\.\.\.a{38}ba{75}\.\.\."), (500, r"\.\.\.a{113}b")],
)
def test_a_long_line_is_cut_around_its_caret(column, expected):
    line = "a" * (column - 1) + ("b" if column > 1 else "a") + "a" * (500 - column)
    text, before, carets = excerpt(line, column, 1)
    assert re.fullmatch(expected, text), text
    assert column == 1 or text[len(before)] == "b"
    assert carets == "^"


def test_carets_end_where_a_cut_line_ends():
    text, before, carets = excerpt("a" * 500, 300, 200)
    assert len(before + carets) == len(text) - 3 == WIDTH - 3


# Each letter with what stands for it and the columns that it takes, said here once more and by hand.
LETTERS = {"a": "a", "\t": "    ", "漢": "漢", "\u0301": "\u0301", "\u200b": r"\u200b", "\x07": r"\x07", "Ａ": "Ａ"}
COLUMNS = {"漢": 2, "Ａ": 2, "\u0301": 0}


def columns(text: str) -> int:
    return sum(COLUMNS.get(character, 1) for character in text)


@given(st.text(st.sampled_from(list(LETTERS)), max_size=WIDTH), st.integers(1, 140), st.integers(1, 140))
def test_the_carets_are_as_wide_as_their_text_and_begin_where_it_does(line, column, length):
    text, before, carets = excerpt(line, column, length)
    assert text == "".join(LETTERS[character] for character in line)
    assert len(before) == columns("".join(LETTERS[character] for character in line[: column - 1]))
    marked = "".join(LETTERS[character] for character in line[column - 1 : column - 1 + length])
    assert len(carets) == max(1, columns(marked))


@given(st.text(max_size=400), st.integers(1, 500), st.integers(1, 500))
def test_a_shown_line_is_never_wider_than_its_escapes_make_it(line, column, length):
    text, before, carets = excerpt(line, column, length)
    assert len(text) <= 10 * WIDTH
    assert len(before + carets) <= 2 * len(text) + 1
    if line.isascii() and line.isprintable():
        assert len(text) <= WIDTH
        assert len(before + carets) <= max(1, len(text) + 1)


# Any finding and any text

ANYTHING = st.text(st.characters(exclude_categories=()), max_size=40)
PATHS = st.one_of(st.sampled_from(["a.md", "b c/ü,%.md"]), ANYTHING)
RULE_NAMES = [*(rule.name for rule in RULES), "rule-failed"]
FINDINGS = st.lists(
    st.builds(
        Issue,
        st.builds(Span, st.integers(1, 5), st.integers(1, 300), st.integers(1, 300)),
        ANYTHING,
        ANYTHING,
        PATHS,
        st.sampled_from(Severity),
        st.sampled_from(RULE_NAMES),
    ),
    max_size=4,
)
FILES = st.dictionaries(PATHS, st.one_of(ANYTHING, ANYTHING.map(lambda text: text * 9)), max_size=3)
FIRST_LINE = re.compile(r".*:\d+:\d+: (error|warning)\[[a-z0-9-]+\]: .*; .*")


@given(FINDINGS, FILES, st.sampled_from(["utf-8", "ascii", "cp437", "cp1252", "utf-16"]))
def test_any_finding_is_a_first_line_with_what_is_below_it_set_in(findings, files, encoding):
    lines = as_text(shown(*findings, files=files), encoding).splitlines()
    assert sum(bool(FIRST_LINE.fullmatch(line)) for line in lines if line[0] != " ") == len(findings)
    assert sum(line[0] != " " for line in lines[:-1]) == len(findings)
    assert re.fullmatch(r"(no|\d+) errors?, (no|\d+) warnings?", lines[-1])
    "\n".join(lines).encode(encoding)
    assert not {c for line in lines for c in line if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}


@given(FINDINGS, FILES)
def test_what_programs_read_always_parses(findings, files):
    located = shown(*findings, files=files)
    assert len(json.loads(as_json(located))["findings"]) == len(findings)
    assert len(json.loads(as_sarif(located))["runs"][0]["results"]) == len(findings)
    assert len(json.loads(as_gitlab(located))) == len(findings)
    assert all(FORMATS[form](located).isascii() for form in ("json", "sarif", "gitlab"))


@given(FINDINGS, FILES)
def test_any_finding_is_one_annotation_and_nothing_in_it_is_a_command(findings, files):
    lines = as_github(shown(*findings, files=files)).split("\n")
    assert len(lines) == len(findings) + 2
    assert all(
        re.match(r"::(error|warning) file=[^:,\r]*,line=\d+,col=\d+,title=[a-z0-9-]+::", at) for at in lines[:-2]
    )


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("words", ["message", "fix"])
def test_what_cannot_be_seen_is_an_escape_in_every_message(form, words):
    said = FORMATS[form](shown(ONE._replace(**{words: "a\u202eb\x1bc\udcff"})))
    escaped = r"a\u202eb\x1bc\udcff"
    assert (escaped if form in ("text", "github") else json.dumps(escaped)[1:-1]) in said


# JSON


def test_json_holds_the_line_or_null():
    found = json.loads(as_json(shown(ONE, ONE._replace(span=Span(9, 5, 4)))))["findings"]
    assert [entry["source"] for entry in found] == ["c: dddd e", None]


def test_a_very_long_line_is_not_repeated_whole_for_each_of_its_findings():
    located = shown(*[ONE._replace(span=Span(1, 5, 4))] * 50, files={"a/x.md": "x" * 500_000})
    assert len(as_json(located)) < 50 * 2 * LINE_LIMIT


# GitHub


def test_github_annotations_are_escaped():
    first = as_github(shown(ONE)).splitlines()[0]
    assert first == "::error file=records/a/x.md,line=3,col=5,title=some-rule::this, is 100%25 wrong; write: that"


def cells(markdown: str) -> list[list[str]]:
    """The table's rows as GitHub's own renderer makes them: (the text of) each cell."""
    html = cmarkgfm.github_flavored_markdown_to_html(markdown)
    rows = re.findall(r"<tr>\n(.*?)</tr>", html, re.DOTALL)
    return [re.findall(r"<t[hd]>(.*?)</t[hd]>", row, re.DOTALL) for row in rows]


def test_the_summary_is_a_table_of_all_findings():
    markdown = as_markdown(shown(*[ONE] * 30))
    assert markdown.startswith("## Check of the records\n\n30 errors, no warnings\n\n| Where |")
    assert (
        cells(markdown)[1:]
        == [
            ["records/a/x.md:3:5", "error: some-rule", "this, is 100% wrong; write: that"],
        ]
        * 30
    )


def test_the_summary_of_nothing_is_a_sentence():
    assert as_markdown(()) == "## Check of the records\n\nno errors, no warnings\n\n"


HOSTILE = [
    "a | b", r"a \| b", "a \\", "`a", "<script>alert(1)</script>", "<!-- a", "[a](javascript:b)", "![a](https://b.example/c)",
    "https://a.example www.a.example", "**a** _b_ ~~c~~", "&lt; &#124;", "a\nb", "a\n\n# b", "\u202ea", "$a$", "{{ a }}", "- a",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_itself_in_the_summary(text):
    (row,) = cells(as_markdown(shown(ONE._replace(message=text))))[1:]
    assert len(row) == 3
    assert "<" not in row[2]
    plain = row[2].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain == f"{visible(text)}; write: that".strip()


@pytest.mark.parametrize("path", HOSTILE)
def test_a_hostile_name_is_one_cell_of_the_summary(path):
    ((place, _, message),) = cells(as_markdown(shown(ONE._replace(path=path))))[1:]
    assert "<" not in place
    assert message == "this, is 100% wrong; write: that"


def test_a_summary_too_large_for_github_says_how_much_is_left_out():
    markdown = as_markdown(shown(*[ONE._replace(message="x" * 200)] * 5_000))
    rows = len(cells(markdown)) - 1
    assert SUMMARY_LIMIT - 1_000 < len(markdown.encode()) < SUMMARY_LIMIT + 1_000
    assert markdown.endswith(f"\n\n{5_000 - rows} more: see the log.\n")


# SARIF


@cache
def sarif_schema() -> Draft4Validator:
    schema = json.loads((PROJECT / "tests" / "schemas" / "sarif-2.1.0.json").read_text("utf-8"))
    Draft4Validator.check_schema(schema)
    return Draft4Validator(schema)


@given(FINDINGS, FILES)
@example([], {})
def test_sarif_is_valid_by_its_schema(findings, files):
    sarif_schema().validate(json.loads(as_sarif(shown(*findings, files=files))))


def test_the_schema_refuses_what_is_no_sarif():
    sarif = json.loads(as_sarif(shown(ONE)))
    sarif["runs"][0]["results"][0]["level"] = "dreadful"
    assert not sarif_schema().is_valid(sarif)


def test_sarif_has_the_place_and_the_message():
    (result,) = json.loads(as_sarif(shown(ONE)))["runs"][0]["results"]
    assert (result["ruleId"], result["level"], result["message"]["text"]) == (
        "some-rule", "error", "this, is 100% wrong; write: that",
    )  # fmt: skip
    place = result["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 5, "endColumn": 9}


@pytest.mark.parametrize("path", ["a b.md", "ü%20#?.md", "c:d.md", "a/b.md", "\udcff.md"])
def test_a_path_of_sarif_is_a_relative_address(path):
    (result,) = json.loads(as_sarif(shown(ONE._replace(path=path), folder=".")))["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9._~/%-]+", uri)
    assert (urlsplit(uri).scheme, unquote(uri)) == ("", path.replace("\udcff", r"\udcff"))


def test_sarif_explains_every_rule_in_its_own_words():
    rules = {rule["id"]: rule for rule in json.loads(as_sarif(()))["runs"][0]["tool"]["driver"]["rules"]}
    assert set(rules) == {rule.name for rule in RULES}
    assert rules["bad-id"]["shortDescription"]["text"] == "The file's name can't be an id."
    words = "\n\nUse lower-case letters, digits and single hyphens, at most 80 characters."
    assert words in rules["bad-id"]["help"]["text"]
    assert rules["due-missing"]["defaultConfiguration"]["level"] == "warning"
    assert not [rule["id"] for rule in rules.values() if "\n  " in rule["help"]["text"]]


# GitLab


def test_gitlab_gets_what_it_asks_for():
    (entry,) = json.loads(as_gitlab(shown(ONE)))
    assert len(entry.pop("fingerprint")) == 64
    assert entry == {
        "description": "this, is 100% wrong; write: that",
        "check_name": "some-rule",
        "severity": "major",
        "location": {"path": "records/a/x.md", "lines": {"begin": 3}},
    }


def fingerprints(*findings: Issue, files: dict[str, str] = FILE) -> list[str]:
    located = shown(*findings, files=files)
    made = [entry["fingerprint"] for entry in json.loads(as_gitlab(located))]
    results = json.loads(as_sarif(located))["runs"][0]["results"]
    assert made == [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]
    return made


def test_a_fingerprint_stays_when_the_line_moves_or_the_message_is_reworded():
    moved = ONE._replace(span=Span(4, 6, 4), message="said otherwise")
    assert fingerprints(ONE) == fingerprints(moved, files={"a/x.md": "---\nnew: line\na: b\nc: dddd e\n---\n"})


@pytest.mark.parametrize("other", [{"path": "b.md"}, {"rule": "other"}, {"span": Span(2, 5, 4)}])
def test_another_path_rule_or_line_is_another_fingerprint(other):
    assert fingerprints(ONE) != fingerprints(ONE._replace(**other), files=FILE | {"b.md": FILE["a/x.md"]})


@given(FINDINGS, FILES)
def test_no_two_findings_have_the_same_fingerprint(findings, files):
    made = fingerprints(*findings, *findings, files=files)
    assert len(set(made)) == len(made)


# The examples of the guides


def test_the_page_for_git_hosts_shows_what_the_check_says(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REGISTER_AS_OF", DAY_OF_THE_GUIDE.isoformat())
    files, path = register_of_the_guide(), "recommendations/call-handling-backlog.md"
    files[path] = files[path].replace("due: 2020-09-30", "due: 30/09/2020", 1)
    for name, text in files.items():
        (tmp_path / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "records" / name).write_text(text, "utf-8")
    page = (PROJECT / "docs" / "staff" / "checks-in-ci.md").read_text("utf-8")
    (entry,) = re.findall(r"^```json\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    said = json.loads(CliRunner().invoke(main, ["check", "--format", "json"]).stdout)
    assert said["findings"] == [json.loads(entry)]


def test_the_page_for_git_hosts_names_the_formats_that_exist_and_each_host_uses_its_own():
    page = (PROJECT / "docs" / "staff" / "checks-in-ci.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE) == list(FORMATS)
    (example,) = re.findall(r"^```yaml\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
    ready = [(PROJECT / path).read_text("utf-8") for path in (".github/workflows/check.yml", ".gitlab-ci.yml")]
    assert all(isinstance(yaml.safe_load(text), dict) for text in (example, *ready))
    assert re.findall(r"\.ci/check --format (\w+)", "".join((example, *ready))) == ["sarif", "github", "gitlab"]
