"""What a guide for staff shows is what happens: every command is run on a copy of the example, and answers as shown."""

import re
import shlex

import pytest

from tests.conftest import EXAMPLE, NO_EXAMPLE, PROJECT
from tests.guides import (
    ELSEWHERE,
    GUIDES,
    STAFF,
    blocks,
    difference,
    fits,
    same_elsewhere,
    walked,
    words_on_windows,
)

KINDS = {"", "diff", "powershell", "sh", "text", "yaml", "json"}
NAMES = {"ids": lambda guide: guide.stem}


@pytest.mark.skipif(EXAMPLE is None, reason=NO_EXAMPLE)
@pytest.mark.parametrize("guide", GUIDES, **NAMES)
def test_each_command_of_a_guide_answers_as_the_guide_shows(guide, tmp_path, monkeypatch):
    other = [
        difference(block.text, said)
        for block, said in walked(guide, tmp_path, monkeypatch)
        if not fits(block.text, said)
    ]
    assert not other, "\n\n".join([*other, f"if that is meant: python -m tests.guides {guide.stem}"])


@pytest.mark.parametrize("guide", GUIDES, **NAMES)
def test_each_command_is_shown_for_windows_and_for_others(guide):
    found = blocks(guide.read_text("utf-8"))
    assert {block.kind for block in found} <= KINDS
    assert {block.indent for block in found} <= {""}, "a block within a list is no block on the site"
    for block, after in zip(found, [*found[1:], None], strict=True):
        lines = block.text.splitlines()
        if block.kind == "powershell" and not all(map(ELSEWHERE.match, lines)):
            assert after
            assert after.kind == "sh"
            there = [shlex.split(line) for line in after.text.splitlines()]
            here = [same_elsewhere(line) for line in lines]
            assert here == there or there == [["make", "addresses"]]
        elif block.kind not in ("powershell", "sh"):
            assert not re.search(r"^\.venv|^git ", block.text, re.MULTILINE)


@pytest.mark.parametrize("guide", GUIDES, **NAMES)
def test_no_shell_reads_a_command_otherwise_than_it_is_meant(guide):
    for block in blocks(guide.read_text("utf-8")):
        for line in block.text.splitlines() if block.kind == "powershell" else ():
            assert not re.search(r"[$`%^!|<>&;']", line), line
            assert line.count('"') % 2 == 0
            assert all(words_on_windows(line))


def test_what_is_not_run_here_is_there():
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    texts = [guide.read_text("utf-8") for guide in GUIDES]
    targets = {target for text in texts for target in re.findall(r"(?:`|^)make ([a-z./-]+)", text, re.MULTILINE)}
    assert len(targets) > 5
    assert [target for target in sorted(targets) if f"\n{target}:" not in makefile] == []


def test_an_answer_that_is_not_shown_is_seen():
    said = "one\ntwo\nthree\n"
    assert fits(said, said)
    assert fits("one\n…\n", said)
    assert fits("…\ntwo\n…\n", said)
    assert not fits("one\nthree\n", said)
    assert not fits("…\nfour\n", said)
    assert "+two" in difference("one\nthree\n", said)


OLD_ANCHORS = (
    "your-first-edit", "what-a-record-looks-like", "record-a-change-of-status", "move-a-due-date", "close-a-finding",
    "add-a-response", "name-the-next-step", "say-what-became-of-a-step", "note-what-the-inspectorate-says",
    "say-more-about-a-finding", "add-a-finding", "add-an-inspection", "add-a-meeting",
    "say-who-inspected-and-by-when-to-respond", "choose-the-registers-own-words", "keep-the-list-of-owners",
    "correct-a-published-fact", "give-a-finding-another-id", "withdraw-a-finding-that-was-entered-in-error",
    "leave-a-finding-unpublished", "withhold-a-finding-that-was-published", "the-quarter", "let-the-command-do-it",
    "write-in-an-editor-that-knows-the-register", "bring-your-tracker-in", "six-traps", "run-the-check",
)  # fmt: skip
"""The places that links to the guide may name since it was one page."""


@pytest.mark.parametrize("anchor", OLD_ANCHORS)
def test_an_old_link_into_the_guide_finds_its_task(anchor):
    guide = (STAFF / "how-to-edit.md").read_text("utf-8")
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).strip().replace(" ", "-")
        for line in guide.splitlines()
        if line.startswith("#")
    }
    assert f'<span id="{anchor}"></span>' in guide or anchor in headings
