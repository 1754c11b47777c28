"""No edit changes a past paper without a word, and no honest one is refused: some of those in tests/long/edits.py."""

import pytest

from tests.long.edit_kinds import KINDS
from tests.long.edits import run
from tests.long.honest_edits import Sort


def test_there_are_many_kinds_of_edits_each_with_a_name_of_its_own():
    assert len({kind.name for kind in KINDS}) == len(KINDS) >= 150
    assert {kind.sort for kind in KINDS} == set(Sort)


@pytest.mark.parametrize("number", [8, pytest.param(500, marks=pytest.mark.exhaustive)])
def test_no_edit_changes_a_past_paper_without_a_word(number):
    told = [(place, kind.name, outcome) for place, kind, outcome in run(number, seed=7)]
    assert [each for each in told if each[2].wrong] == []
    assert [outcome for *_, outcome in run(3, seed=7)] == [outcome for *_, outcome in told[:3]]
