"""What a record's words say: the check sees what the reader sees."""

import pytest
from register.records.body import read_body
from register.records.responses import responses


def body(text: str):
    return read_body(text, 1)


def test_sections_are_found_by_title_in_any_case():
    words = body("## Recommendation\n\nClear it.\n\n## force RESPONSE\n\nDone.\n")
    assert words.section("recommendation").html == "<p>Clear it.</p>\n"
    assert words.section("Force response").html == "<p>Done.</p>\n"


def test_a_heading_in_code_is_no_heading():
    assert [s.heading.title for s in body("## Evidence\n\n```\n## Not this\n```\n").sections] == ["Evidence"]


def test_dated_headings_date_what_was_said():
    words = body("## Force response\n\nFirst.\n\n### 2019-05-30\n\nMore.\n\n## Evidence\n\n### 2019-06-14\n\nElse.\n")
    assert [(str(said.day), said.section.html) for said in responses(words)] == [("2019-05-30", "<p>More.</p>\n")]


@pytest.mark.parametrize(
    "text", ["Evidence\n========\n", "Evidence\n--------\n", "- item\n  ## Evidence\n", "> ## Evidence\n"]
)
def test_a_heading_made_otherwise_is_not_plain(text):
    assert [s.heading.plain for s in body(text).sections] == [False]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("a <b>c</b>", 3),
        ("<script>alert(1)</script>", 1),
        ("a <!-- b --> c", 3),
        ("<https://a.example/> <i>x</i>", 22),
        ("5 < 6, a<b and <- so\n\nx <br>", 3),
    ],
)
def test_raw_html_has_its_place_and_never_reaches_a_page(text, column):
    words = body(text)
    assert words.raw_html[0].column == column
    assert "<script" not in words.preamble
    assert "<b>" not in words.preamble


@pytest.mark.parametrize("text", ["5 < 6", "a<b", "`<b>`", "&lt;b&gt;", "<https://a.example/>", "<a@b.example>"])
def test_a_sign_is_no_tag(text):
    assert body(text).raw_html == ()


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[x](https://a.example/)", "https://a.example/"),
        ("[x](javascript:alert(1))", ""),
        ("[x](&#106;avascript:alert(1))", ""),
        ("[x](data:text/html,x)", ""),
        ("[x](ftp://a.example/)", "ftp://a.example/"),
        ("[x]: //a.example/\n\n[x]", "//a.example/"),
        ("www.a.example", "http://www.a.example"),
    ],
)
def test_links_are_seen_as_a_browser_would(text, target):
    assert [link.target for link in body(text).links] == [target]


def test_links_and_tags_at_a_table_have_their_lines_though_the_renderer_says_line_0_of_the_words_above():
    words = body("x[a](b)x|-|\n</b>x\n|-|\n")
    assert [span.line for span in words.raw_html] == [2]
    assert [link.span.line for link in words.links] == [1]


def test_what_is_not_found_in_the_source_has_the_line_that_the_renderer_names():
    words = body("[a]: c\n\n> [a] and <?x?> and [a]: c\n")  # the link's target is found behind the tag
    assert [(span.line, span.column) for span in words.raw_html] == [(3, 1)]


def test_each_link_has_its_own_place():
    words = body("[a](ftp://a.example/) and [b](ftp://b.example/)\n\nlater [c](ftp://c.example/)")
    assert [(link.span.line, link.span.column) for link in words.links] == [(1, 5), (1, 31), (3, 11)]
