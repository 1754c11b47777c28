"""A record is edited in place: it says what was meant, and all that was not edited stays as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.editing.draft import Draft, NotEdited
from register.editing.words import with_response, with_words_at
from register.records.folder import File, Kind, kind_of
from register.records.model import Voice
from register.records.places import Place, PlaceKind

from tests.small import TODAY

RECORD = """\
---
title: 'The backlog' # agreed
# asked on 3 May
status: amber
next: {what: "Ask, then act", by: 2020-01-01}

# firm
due: 2020-03-31
with:
- Head of Vetting   # since May
- Director of People
history:
- date: 2019-05-02
  status: |
    amber

  # the owner was new
  owner: >-
    Head of
    Vetting
  next:
    what: Ask
    by: 2019-08-01
# a note between
- {date: 2019-09-12, status: red, with: [Head of Vetting]}   # by phone
reference:
---

## Recommendation

Act.
"""
ENTRY = {"date": "2020-01-01", "status": "green", "reason": "On plan, again: yes."}


def draft(text: str = RECORD, path: str = "recommendations/vetting.md") -> Draft:
    return Draft(File(path, kind_of(path), text.encode()))


def text_of(edited: Draft) -> str:
    return edited.file.content.decode()


def changed(before: str, after: str) -> list[str]:
    """The lines that went, with -, and that came, with +; the order of the others is the same."""
    old, new = before.split("\n"), text_of(after).split("\n") if isinstance(after, Draft) else after.split("\n")
    kept = [line for line in old if line in new]
    assert [line for line in new if line in old] == kept
    return [f"-{line}" for line in old if line not in new] + [f"+{line}" for line in new if line not in old]


@pytest.mark.parametrize(
    ("path", "value", "lines"),
    [
        (("status",), "red", ["-status: amber", "+status: red"]),
        (("title",), "A: b", ["-title: 'The backlog' # agreed", '+title: "A: b" # agreed']),
        (("owner",), "Head of Vetting", ["+owner: Head of Vetting"]),
        (("reference",), "R4", ["-reference:", "+reference: R4"]),
        (("with", 1), "X, Y", ["-- Director of People", "+- X, Y"]),
        (("with",), ["A"], ["-with:", "-- Head of Vetting   # since May", "-- Director of People", "+with: [A]"]),
        (("history", 0, "due"), "none", ["+  due: none"]),
        (("history", 0, "next", "by"), "2020-02-02", ["-    by: 2019-08-01", "+    by: 2020-02-02"]),
    ],
)  # fmt: skip
def test_a_value_is_set_where_it_stands_or_usually_does(path, value, lines):
    assert changed(RECORD, draft().with_value(path, value)) == lines


def test_in_braces_a_text_with_a_comma_is_put_in_quotes():
    edited = draft().with_value(("history", 1, "reason"), "Late, again").with_value(("next", "what"), "Go")
    assert (
        '- {date: 2019-09-12, status: red, with: [Head of Vetting], reason: "Late, again"}   # by phone\n'
        in text_of(edited)
    )
    assert "next: {what: Go, by: 2020-01-01}\n" in text_of(edited)


def test_a_text_of_several_lines_is_replaced_whole():
    assert changed(RECORD, draft().with_value(("history", 0, "owner"), "Other")) == [
        "-  owner: >-", "-    Head of", "-    Vetting", "+  owner: Other",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "gone"),
    [
        (("due",), ["-due: 2020-03-31"]),
        (("next",), ['-next: {what: "Ask, then act", by: 2020-01-01}']),
        (("history", 0, "next"), ["-  next:", "-    what: Ask", "-    by: 2019-08-01"]),
        (("reference",), []),
        (("parent",), []),
    ],
)
def test_a_value_is_taken_away_with_its_lines(path, gone):
    assert changed(RECORD, draft().without(path)) == gone


def test_from_braces_a_field_goes_with_its_comma():
    edited = text_of(
        draft().without(("history", 1, "status")).without(("history", 1, "with")).without(("next", "what"))
    )
    assert "- {date: 2019-09-12}   # by phone\n" in edited
    assert "next: {by: 2020-01-01}\n" in edited


@pytest.mark.parametrize("index", [0, 1, 2])
def test_an_entry_is_written_like_the_one_beside_it_and_comments_stay_above_theirs(index):
    edited = draft().with_entry(("history",), index, ENTRY)
    entries = edited.values["history"]
    assert entries[index] == ENTRY
    assert len(entries) == 3
    for line in RECORD.split("\n"):
        assert line in text_of(edited).split("\n")
    if index:
        assert '- {date: 2020-01-01, status: green, reason: "On plan, again: yes."}\n' in text_of(edited)
    assert "# a note between\n- {date: 2019-09-12" in text_of(edited) or index == 1


@pytest.mark.parametrize("begun", ["", "history:\n", "history: []\n"])
def test_a_list_that_is_empty_is_begun(begun):
    edited = draft(f"---\ntitle: A\n{begun}---\n\n## Recommendation\n").with_entry(("history",), 0, ENTRY)
    assert 'history:\n  - date: 2020-01-01\n    status: green\n    reason: "On plan, again: yes."\n---\n' in text_of(
        edited
    )


def test_an_entry_is_taken_away():
    assert draft().without_entry(("history",), 0).values["history"] == draft().values["history"][1:]
    assert draft().without_entry(("with",), 1).values["with"] == ["Head of Vetting"]
    inline = draft("---\ntitle: A\nformerly: [a, b, c]\n---\n")
    assert "formerly: [a, c]\n" in text_of(inline.without_entry(("formerly",), 1))
    assert "formerly: [a, b]\n" in text_of(inline.without_entry(("formerly",), 2))


def test_the_list_of_roles_is_edited_too():
    roles = "# ours\n- role: Head of Vetting\n- {role: Director, until: 2020-01-01}\n"
    edited = draft(roles, "owners.yml").with_value(("owners", 0, "formerly"), ["Vetting Manager"])
    assert text_of(edited) == (
        '# ours\n- role: Head of Vetting\n  formerly: ["Vetting Manager"]\n- {role: Director, until: 2020-01-01}\n'
    )
    assert "{role: Head, until" in text_of(draft(roles, "owners.yml").with_value(("owners", 1, "role"), "Head"))


def test_line_ends_and_a_mark_at_the_beginning_stay():
    windows = "\ufeff" + RECORD.replace("\n", "\r\n")
    edited = text_of(draft(windows).with_value(("status",), "red").with_entry(("history",), 2, ENTRY))
    assert edited.startswith("\ufeff---\r\n")
    assert "\n" not in edited.replace("\r\n", "")


@pytest.mark.parametrize("text", ["---\ntitle: [\n---\n", "title: A\n", "---\ntitle: &a A\n---\n", "\x00"])
def test_what_can_not_be_read_is_not_edited(text):
    with pytest.raises(NotEdited, match="has errors"):
        draft(text).with_value(("title",), "B")


@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)
    .map(str.strip)
    .filter(bool)
)
def test_whatever_a_text_says_is_read_again_as_it_was_given(text):
    for path in (("owner",), ("history", 0, "reason"), ("history", 1, "reason"), ("next", "what"), ("with", 0)):
        assert draft().with_value(path, text).values is not None


# Words

WORDS = "---\ntitle: A\n---\n\n## Recommendation\n\nAct.\n\n## Evidence\nSeen.\n"


def test_responses_stand_by_day_below_the_heading_of_who_answers():
    edited = draft(WORDS)
    for day, said in ((2, "Two."), (1, "One."), (3, "Three.")):
        edited = with_response(edited, Voice.FORCE, TODAY.replace(day=day), None, f"{said}\n")
    edited = with_response(edited, Voice.POLICING_BODY, TODAY, TODAY, "Four.")
    assert text_of(edited).split("\n\n")[3:11] == [
        "## Force response", "### 2026-11-01", "One.", "### 2026-11-02", "Two.", "### 2026-11-03", "Three.",
        "## Policing body response",
    ]  # fmt: skip
    assert text_of(edited).endswith("### 2026-11-23 (recorded 2026-11-23)\n\nFour.\n\n## Evidence\nSeen.\n")


def test_words_below_a_heading_are_replaced_and_those_of_a_day_below_it_stay():
    said = WORDS.replace("Act.", "Act.\n\n## Force response\n\nAgreed.\n\n### 2026-11-01\n\nBegun.")
    edited = with_words_at(draft(said), Place(PlaceKind.HEADING, "force response"), Voice.FORCE, "Accepted.")
    assert text_of(edited) == said.replace("Agreed.", "Accepted.")
    edited = with_words_at(draft(said), Place(PlaceKind.RESPONSE, "2026-11-01"), Voice.FORCE, "Planned.")
    assert text_of(edited) == said.replace("Begun.", "Planned.")
    with pytest.raises(NotEdited, match="there is no Staff notes"):
        with_words_at(draft(said), Place(PlaceKind.HEADING, "Staff notes"), Voice.FORCE, "x")


def test_a_file_of_fields_alone_is_edited():
    text = "# who\norganisation: A # b\n"
    edited = Draft(File("register.yml", Kind.REGISTER, text.encode())).with_value(("organisation",), "B")
    assert text_of(edited.with_entry(("corrections",), 0, {"date": "2020-01-01"})) == (
        "# who\norganisation: B # b\ncorrections:\n  - date: 2020-01-01\n"
    )
