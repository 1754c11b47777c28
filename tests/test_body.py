"""What a record's words say: the check sees what the reader sees."""

import re

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


# What markdown alone would run together, number anew or move elsewhere


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("It should:\n(a) record;\n(b) tell.", "<p>It should:<br />\n(a) record;<br />\n(b) tell.</p>"),
        ("a. one\nb. two", "<p>a. one<br />\nb. two</p>"),
        ("ii) one\niii) two", "<p>ii) one<br />\niii) two</p>"),
        ("1.1 one\n1.2 two", "<p>1.1 one<br />\n1.2 two</p>"),
        ("It should:\n5. do it;\n6. say so.", "<p>It should:<br />\n5. do it;<br />\n6. say so.</p>"),
        ("It should:\n• do it", "<p>It should:<br />\n• do it</p>"),
        ("It should:\n\uf0b7\tdo it", "<p>It should:<br />\n•\tdo it</p>"),
        ("It should:\n– do it\n– say so", "<p>It should:<br />\n– do it<br />\n– say so</p>"),
        ("(a) one\n  (i) in it\n(b) two", "<p>(a) one<br />\n\u2003(i) in it<br />\n(b) two</p>"),
        ("**(a)** one\n**(b)** two", "<p><strong>(a)</strong> one<br />\n<strong>(b)</strong> two</p>"),
        ("see section\n(b) of the Act", "<p>see section\n(b) of the Act</p>"),  # prose that was wrapped there
        ("the force\n– and its staff – said", "<p>the force\n– and its staff – said</p>"),
        ("```\n(a) one\n(b) two\n```", "<pre><code>(a) one\n(b) two\n</code></pre>"),
    ],
)
def test_points_and_pasted_bullets_keep_their_lines(text, html):
    assert body(text).preamble.strip() == html


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("5. a\n6. b", [5, 6]),
        ("5. a\n6. b\n9. c\n10. d", [5, 6, 9, 10]),
        ("3. a\n2. b", [3, 2]),
        ("1. a\n1. b\n1. c", [1, 2, 3]),
        ("0) a\n1) b", [0, 1]),
        ("> 4. a\n> 7. b", [4, 7]),
    ],
)
def test_a_numbered_list_has_the_numbers_that_were_written(text, numbers):
    html = body(text).preamble
    start = int((re.search(r'<ol start="(\d+)"', html) or (0, "1"))[1])
    shown = []
    for value in re.findall(r'<li(?: value="(\d+)")?>', html):
        shown.append(int(value or (shown[-1] + 1 if shown else start)))
    assert shown == numbers


def test_a_footnote_stays_where_it_is_written_with_its_own_label():
    words = body("## Recommendation\n\nObey.[^1]\n\n[^1]: The code.\n\n## Evidence\n\nMore.[^x]\n\n[^x]: A book.\n")
    assert words.section("Recommendation").html == "<p>Obey.<sup>[1]</sup></p>\n<p><sup>[1]</sup> The code.</p>\n"
    assert words.section("Evidence").html == "<p>More.<sup>[x]</sup></p>\n<p><sup>[x]</sup> A book.</p>\n"


def test_a_link_in_a_footnote_has_its_own_place():
    words = body("a[^1]\n\n[^1]: see [b](ftp://b.example/)\n\n[c](ftp://c.example/)\n")
    assert [(link.target, link.span.line) for link in words.links] == [("ftp://b.example/", 3), ("ftp://c.example/", 5)]


def test_a_heading_of_the_fourth_level_and_what_follows_it_belong_to_the_section_above():
    words = body("## Force response\n\na\n\n#### b\n\nc\n\n### 2019-06-14\n\nd\n\n#### e\n\nf\n")
    assert words.section("Force response").html == "<p>a</p>\n<h4>b</h4>\n<p>c</p>\n"
    assert [said.section.html for said in responses(words)] == ["<p>d</p>\n<h4>e</h4>\n<p>f</p>\n"]
    assert [heading.level for heading in words.headings] == [2, 4, 3, 4]


def test_a_lone_carriage_return_ends_a_line_as_it_does_for_the_renderer():
    words = body("a\r\r[b](ftp://b.example/)\r\r5. c\r7. d\r\r• e\r• f")
    assert '<li value="7">d</li>' in words.preamble
    assert words.links[0].span.line == 3
