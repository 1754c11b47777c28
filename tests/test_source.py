"""What a file says is kept as it stands, with its place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.records.folder import File, Kind
from register.records.front_matter import read_facts, read_values
from register.records.source import ParseErrorKind, Span, plain, read_source


def source(text: str | bytes, kind: Kind = Kind.RECOMMENDATION):
    content = text.encode() if isinstance(text, str) else text
    return read_source(File("recommendations/x.md", kind, content))


def kinds(text: str | bytes) -> list[str]:
    return [fault.kind for fault in source(text).parse_errors]


@pytest.mark.parametrize("written", ["no", "012", "12:30", "2019-06-31", "null", "1.10", "~", "0x1f", "1_000", "yes"])
def test_a_scalar_is_the_text_that_stands_there(written):
    assert plain(source(f"---\nowner: {written}\n---\n").facts) == {"owner": written}


def test_an_empty_field_is_absent():
    assert plain(source('---\nowner:\ntitle: ""\ndue: " "\n---\n').facts) == {}


def test_each_value_and_key_has_its_place():
    read = source("---\ntitle: A\nhistory:\n  - {date: 2019-05-02, status: red}\n---\n")
    assert read.span("title") == Span(2, 8, 1)
    assert read.key_span("title") == Span(2, 1, 5)
    assert read.span("history", 0, "status") == Span(4, 32, 3)


def test_a_place_that_is_not_there_falls_back_to_what_is_around_it():
    read = source("---\ntitle: A\nhistory:\n  - date: 2019-05-02\n---\n")
    assert read.span("history", 0, "status").line == 4
    assert read.span("owner") == Span(1)


def test_a_bom_and_windows_line_ends_mean_nothing():
    plainly = source("---\ntitle: A\n---\n\n## Recommendation\n")
    windows = source(b"\xef\xbb\xbf---\r\ntitle: A\r\n---\r\n\r\n## Recommendation\r\n")
    assert (plain(windows.facts), windows.body, windows.body_line) == (
        plain(plainly.facts),
        plainly.body,
        plainly.body_line,
    )
    assert not windows.parse_errors


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ParseErrorKind.EMPTY_FILE),
        (" \n\t\n", ParseErrorKind.EMPTY_FILE),
        ("title: A\n", ParseErrorKind.NO_FRONT_MATTER),
        ("\n---\ntitle: A\n---\n", ParseErrorKind.NO_FRONT_MATTER),
        ("----\ntitle: A\n---\n", ParseErrorKind.NO_FRONT_MATTER),
        ("--- \ntitle: A\n---\n", ParseErrorKind.NO_FRONT_MATTER),
        ("---\ntitle: A\n", ParseErrorKind.OPEN_FRONT_MATTER),
        ("---\ntitle: A\n----\n", ParseErrorKind.OPEN_FRONT_MATTER),
        ("---\n---\n", ParseErrorKind.NOT_FIELDS),
        ("---\n- title\n---\n", ParseErrorKind.NOT_FIELDS),
        ("---\ntitle: A\ntitle: B\n---\n", ParseErrorKind.REPEATED_KEY),
        ("---\ntitle: &a A\n---\n", ParseErrorKind.ANCHOR),
        ("---\ntitle: *a\n---\n", ParseErrorKind.ANCHOR),
        ("---\ntitle: !!str A\n---\n", ParseErrorKind.TAG),
        ("---\n? [a, b]\n: c\n---\n", ParseErrorKind.KEY_NOT_TEXT),
        ("---\ntitle: Vetting: the backlog\n---\n", ParseErrorKind.YAML_SYNTAX),
        ("---\ntitle: Rank #1\n---\n", None),
        ("---\ntitle: The rank #1\n---\n", ParseErrorKind.CUT_TEXT),
        ("---\ntitle: A\u200bB\n---\n", ParseErrorKind.HIDDEN_CHARACTER),
        ('---\ntitle: "A\\u202eB"\n---\n', ParseErrorKind.HIDDEN_CHARACTER),
        ("---\ntitle: A\n---\n<<<<<<< HEAD\n", ParseErrorKind.MERGE_CONFLICT),
        ("version https://git-lfs.github.com/spec/v1\noid x\n", ParseErrorKind.LARGE_FILE_POINTER),
        ("---\ntitle: A\n---\n".encode("utf-16"), ParseErrorKind.NOT_UTF8),
        (b"---\ntitle: A\xff\n---\n", ParseErrorKind.NOT_UTF8),
    ],
)
def test_what_cannot_be_read_is_a_fault(text, kind):
    found = kinds(text)
    assert found == [kind] if kind else found in ([], [ParseErrorKind.CUT_TEXT])


def test_limits_are_those_of_the_contract():
    assert ParseErrorKind.FACTS_TOO_LARGE in kinds(f"---\ntitle: {'a' * 65_600}\n---\n")
    assert ParseErrorKind.BODY_TOO_LARGE in kinds(f"---\ntitle: A\n---\n{'a' * 525_000}")
    assert kinds(f"---\ntitle: {'a' * 60_000}\n---\n{'a' * 520_000}") == []


@pytest.mark.parametrize("depth", [17, 5_000, 30_000])
def test_nesting_is_refused_and_ends_no_process(depth):
    assert ParseErrorKind.TOO_DEEP in kinds(f"---\ntitle: {'[' * depth}{']' * depth}\n---\n")


@given(st.binary(max_size=400))
def test_any_bytes_can_be_read(content):
    read = source(content)
    assert read.facts is not None or read.parse_errors


@given(st.text(alphabet=st.sampled_from("-:#&*!|>%@`'\"[]{}, \n\tab1\u00e9"), max_size=120))
def test_any_facts_can_be_read(text):
    read = source(f"---\n{text}\n---\n")
    for fault in read.parse_errors:
        assert fault.span.line >= 1
        assert fault.span.column >= 1


@given(st.text(alphabet=st.sampled_from("-:#&*!|>%@`'\"[]{}, \n\tab1\u00e9\\"), max_size=120))
def test_both_ways_to_read_facts_agree(text):
    quick, (careful, parse_errors) = read_values(text), read_facts(text)
    assert quick is None or (quick == plain(careful) and not parse_errors)
