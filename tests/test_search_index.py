"""The index of the search: every word leads to exactly the entries that have it, in files that are small and the same."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.pages.page import Page
from register.pages.search_entries import make_entries
from register.pages.search_index import CARDS, PIECE, Entry, make_search_index, numbers_as_text, words_of

from tests.small import finding, site_of, texts

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


def numbers_of(text: str) -> list[int]:
    """What the reader's browser makes of it."""
    if text.startswith("="):
        bits = "".join(f"{DIGITS.index(digit):06b}" for digit in text[1:])
        return [place for place, bit in enumerate(bits) if bit == "1"]
    numbers, number, gap, shift = [], -1, 0, 0
    for digit in text:
        value = DIGITS.index(digit)
        gap |= (value & 31) << shift
        shift += 5
        if not value & 32:
            number += gap + 1
            numbers.append(number)
            gap = shift = 0
    return numbers


def lines_of(files: dict[str, bytes]) -> dict[str, str]:
    """Every word with its numbers, from all pieces."""
    pieces = [json.loads(content) for name, content in files.items() if name.startswith("words/")]
    return {word: numbers for piece in pieces for word, numbers in piece.items()}


def found(files: dict[str, bytes], word: str) -> tuple[list[int], list[int]]:
    """The entries with the word in their names, and those with it anywhere."""
    named, anywhere = lines_of(files)[word].split(".")
    return numbers_of(named), numbers_of(anywhere)


@given(st.integers(1, 3000).flatmap(lambda count: st.tuples(st.sets(st.integers(0, count - 1)), st.just(count))))
def test_numbers_come_back_from_their_text(numbers_and_count):
    numbers, count = sorted(numbers_and_count[0]), numbers_and_count[1]
    assert numbers_of(numbers_as_text(numbers, count)) == numbers


def test_a_word_that_all_have_takes_a_bit_for_each():
    assert len(numbers_as_text(range(20_000), 20_000)) < 20_000 / 6 + 10


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Force's vetting-clearance", {"force", "vetting", "clearance"}),
        ("Café, CAFÉ and cafe\u0301", {"cafe"}),
        ("Reference HMICFRS/2019_07 a 7", {"reference", "hmicfrs", "2019", "07", "7"}),
        ("“Quoted”—and… ", {"quoted"}),
        ("", set()),
    ],
)
def test_words_are_told_apart_without_capitals_accents_or_signs(text, words):
    assert words_of(text) == words


def test_a_word_of_the_name_is_told_from_one_of_the_text():
    files = make_search_index([Entry(("Vetting",), "a backlog", {}), Entry(("Custody",), "vetting of staff", {})])
    assert found(files, "vetting") == ([0], [0, 1])
    assert found(files, "backlog") == ([], [0])


def test_a_short_name_is_found_as_a_whole_and_a_long_one_by_its_words():
    long = "Give all staff at least the lowest vetting clearance"
    files = make_search_index([Entry(("Head of Contact", "HOC-1"), "", {}), Entry((long,), "", {})])
    names = {word: found(files, word) for word in lines_of(files) if word.endswith(".")}
    assert names == {"head contact.": ([0], [0]), "hoc 1.": ([0], [0])}


def test_pieces_are_small_in_order_and_named_by_their_first_word():
    entries = [
        Entry((f"name{number:05} of a long name that has six",), f"word{number * 7:06} all", {})
        for number in range(3000)
    ]
    files = make_search_index(entries)
    pieces = [json.loads(files[f"words/{place}.json"]) for place in range(len(files) - 1 - -(-3000 // CARDS))]
    assert len(pieces) > 3
    assert all(len(files[f"words/{place}.json"]) <= PIECE + 2 for place in range(len(pieces)))
    assert [next(iter(piece)) for piece in pieces] == json.loads(files["index.json"])["first_words"]
    words = [word for piece in pieces for word in piece]
    assert words == sorted(words)
    assert found(files, "word000070")[1] == [10]


def test_each_card_stands_where_its_number_says():
    files = make_search_index([Entry((), "", {"title": str(number)}) for number in range(CARDS * 2 + 1)])
    cards = [json.loads(files[f"cards/{place}.json"]) for place in range(3)]
    assert [card["title"] for piece in cards for card in piece] == [str(number) for number in range(CARDS * 2 + 1)]


def test_an_index_of_nothing_is_an_index():
    assert json.loads(make_search_index([])["index.json"])["first_words"] == []


def test_the_version_changes_with_any_word():
    one, other = (json.loads(make_search_index([Entry(("a",), text, {})])["index.json"]) for text in ("one", "two"))
    assert one["version"] != other["version"]


BODY = """\
## Recommendation

The force should *quicken* its checks.

## Force response

### 2019-08-01

Twelve vettors were hired.

## Evidence

A dip sample of files.

## Staff notes

Nobody may read canary.
"""
VETTING = finding(
    "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Standards}\n"
    "  - {date: 2019-07-01, due: 2020-06-30, reason: The supplier was delayed}\n",
    body=BODY,
    owner="Head of Standards",
    due="2020-06-30",
    reference="HMICFRS-77/3",
)


def entries_of(written: list[Page] | None = None, **findings: str) -> list[Entry]:
    site = site_of(texts(**findings), date(2019, 9, 30))
    return list(make_entries(site.snapshot, site.pages, written or []))


@pytest.mark.parametrize(
    "words",
    [
        "backlog", "vetting 2024 file", "HMICFRS-77/3", "Head of Standards", "quicken", "twelve vettors", "dip sample",
        "supplier delayed", "Ethical and lawful workforce", "legitimacy", "Integrated PEEL inspection", "amber",
    ],
)  # fmt: skip
def test_a_finding_is_found_by_any_of_its_words(words):
    entry = entries_of(vetting_2024_file=VETTING)[0]
    assert words_of(words) <= words_of(" ".join((*entry.names, entry.text)))


def test_what_is_not_public_is_in_no_file_of_the_index():
    assert not [entry for entry in entries_of(vetting=VETTING) if "canary" in entry.text]


def test_a_card_shows_what_a_list_shows():
    assert entries_of(vetting=VETTING)[0].card == {
        "address": "recommendations/vetting/",
        "title": "Clear the vetting backlog",
        "kind": "Recommendation",
        "status": "amber",
        "owner": "Head of Standards",
        "due": "due 30 June 2020",
        "late": False,
        "line": "The force should quicken its checks.",
    }


def test_outstanding_findings_come_before_those_that_have_ended():
    closed = finding(status="closed", closed="2019-06-30", title="Closed long ago")
    titles = [entry.card["title"] for entry in entries_of(aaa=closed, vetting=finding())]
    assert titles.index("Clear the vetting backlog") < titles.index("Closed long ago")


def test_other_pages_are_found_by_their_titles_and_written_ones_by_all_their_words():
    guide = Page("/how-to-read/", "How to read", lambda: "<h1>How to read</h1><p>Ask &amp; you get <b>counsel</b>.</p>")
    entries = entries_of([guide], vetting=finding())
    titles = [entry.card["title"] for entry in entries]
    assert len(entries) == len({entry.card["address"] for entry in entries})
    assert {
        "Clear the vetting backlog",
        "Head of Professional Standards",
        "Overdue and due soon",
        "How to read",
    } <= set(titles)
    assert {"ask", "counsel"} <= words_of(entries[titles.index("How to read")].text)
