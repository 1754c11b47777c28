"""A sign for nothing never counts: not as a reason, an approval or an owner, and not in what stood there before."""

import pytest
from register.records.filled_in import filled_in
from register.records.values import says_nothing

from tests.small import finding, records_of, texts


@pytest.mark.parametrize(
    "text",
    ["null", "Nil", "NO", "none", "n/a", "N.A.", "NA", "Not applicable", "unknown", "Not known", "tbc", "T.B.C.", "TBA",
     "tbd", "To be confirmed", "to be decided.", "(none)", "-", "--", "?", "...", "…", "~", "– –", "*" * 40],
)  # fmt: skip
def test_a_sign_for_nothing_is_known_whatever_its_case_and_dots(text):
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["No reason was given.", "None of them", "off", "on", "0", "C", "Unknown Persons Unit"]
)
def test_words_that_only_begin_like_one_say_something(text):
    assert not says_nothing(text)


ENTRY = "history:\n  - {{date: 2019-05-02, status: amber, {0}}}\n"


@pytest.mark.parametrize(
    "sign",
    ["reason: TBC", "approved_by: n/a", "owner: vacant", "next: {what: TBC}", "next: {what: none, by: 2020-01-01}"],
)
def test_a_sign_for_nothing_in_an_entry_counts_as_absent_and_the_history_can_still_be_read(sign):
    with_sign = records_of(texts(vetting=finding(ENTRY.format(sign)))).recommendations["vetting"]
    without = records_of(texts(vetting=finding(ENTRY.format("")))).recommendations["vetting"]
    assert with_sign.facts == without.facts
    assert with_sign.sound("history")


def test_a_title_that_is_a_sign_for_nothing_is_missing():
    record = records_of(texts(vetting=finding(title="TBC"))).recommendations["vetting"]
    assert record.facts.title is None
    assert not record.sound("title")


def vetting(history: str, **fields: str):
    return records_of(texts(vetting=finding(history, **fields))).recommendations["vetting"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("reason: TBC", ""),
        ("reason: TBC", "reason: The system is late."),
        ("approved_by: n/a", "approved_by: Deputy Chief Constable"),
        ("next: {what: TBC}", "next: {what: Recruit}"),
    ],
)
def test_what_was_missing_can_be_written_and_a_sign_taken_out_as_if_it_had_always_been_so(before, after):
    was, now = vetting(ENTRY.format(before)), vetting(ENTRY.format(after))
    assert filled_in(was, now).facts == now.facts


def test_nothing_else_is_filled_in():
    was = vetting(ENTRY.format("reason: TBC"), owner="Head of Vetting")
    now = vetting(ENTRY.format("reason: Late.").replace("2019-05-02", "2019-05-03"), owner="Head of Custody")
    assert filled_in(was, now).facts == was.facts
    assert filled_in(now, was) is now
