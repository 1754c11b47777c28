"""Each rule has trees that keep it and trees that break it, and of each the check says exactly what is expected."""

import os

import pytest
from register.checks.registry import RULES

from tests.fixtures import BASE, HERE, Fixture, fixtures, found, said

ALL = fixtures()
PASSING = [fixture for fixture in ALL if fixture.passes]
FAILING = [fixture for fixture in ALL if not fixture.passes]
NAMES = [rule.name for rule in RULES]


def name_of(fixture: Fixture) -> str:
    return f"{fixture.rule}/{fixture.folder.name}"


def on_this_system(fixture: Fixture) -> bool:
    """Whether this system can hold the tree: Windows makes no links or pipes for ordinary users."""
    return os.name != "nt" or not (fixture.folder / "links").exists()


def made_here(fixture: Fixture) -> Fixture:
    if not on_this_system(fixture):
        pytest.skip("this system makes no links or pipes")
    return fixture


@pytest.mark.parametrize("rule", NAMES)
def test_every_rule_has_a_tree_that_keeps_it_and_two_that_break_it(rule):
    assert len([fixture for fixture in PASSING if fixture.rule == rule]) >= 1
    assert len([fixture for fixture in FAILING if fixture.rule == rule]) >= 2


def test_no_folder_is_without_a_rule_and_every_name_says_passes_or_fails():
    folders = {path.name for path in HERE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders - {BASE.name} == set(NAMES)
    assert not [name_of(f) for f in ALL if not f.folder.name.startswith(("passes-", "fails-"))]


def test_the_base_is_valid():
    assert found(Fixture(BASE)) == ()


@pytest.mark.parametrize("fixture", PASSING, ids=name_of)
def test_a_tree_that_keeps_the_rules_has_nothing_wrong(fixture):
    assert found(made_here(fixture)) == ()


@pytest.mark.parametrize("fixture", FAILING, ids=name_of)
def test_of_a_tree_that_breaks_a_rule_the_check_says_what_is_expected(fixture):
    assert said(made_here(fixture)) == fixture.expected, "read the difference, then run make fixtures"


@pytest.mark.parametrize("fixture", FAILING, ids=name_of)
def test_what_is_expected_names_the_rule_and_no_other(fixture):
    assert fixture.expected, "an empty expectation proves nothing"
    assert {name for name in NAMES if f"[{name}]" in fixture.expected} == {fixture.rule}


def test_every_rule_fires():
    fired = {finding.rule for fixture in FAILING if on_this_system(fixture) for finding in found(fixture)}
    missing = {fixture.rule for fixture in FAILING if not on_this_system(fixture)}
    assert fired | missing == set(NAMES)
