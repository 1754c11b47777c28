"""Which word is offered for one that is not known: never its opposite, and none where nothing is near."""

import pytest
from register.records.nearest import nearest, slug

STATUSES = ("red", "amber", "green", "complete", "closed", "superseded", "not-accepted", "withdrawn")
GRADES = ("outstanding", "good", "requires-improvement", "inadequate", "ungraded")


@pytest.mark.parametrize(
    ("word", "valid"),
    [
        ("adequate", GRADES), ("adequat", GRADES), ("graded", GRADES), ("incomplete", STATUSES), ("accepted", STATUSES),
        ("Not complete", STATUSES), ("non-complete", STATUSES), ("isn't closed", STATUSES), ("disclosed", STATUSES),
        ("unsatisfactory", ("satisfactory",)), ("unpublished", ("publish", "title")), ("legal", ("illegal",)),
        ("further action needed", ("no-further-action-needed",)), ("irregular", ("regular",)),
    ],
)  # fmt: skip
def test_a_word_is_not_turned_into_its_opposite(word, valid):
    assert nearest(word, valid) is None


@pytest.mark.parametrize("word", ["nearly complete", "Partly complete", "awaiting closed", "part-accepted"])
def test_a_word_is_not_made_to_say_more_than_it_says(word):
    assert nearest(word, STATUSES) is None


@pytest.mark.parametrize("word", ["not started", "not achieved", "purple", "red to amber", "amber/red", "on hold"])
def test_no_word_is_offered_when_nothing_is_near_or_two_are(word):
    assert nearest(word, STATUSES) is None


@pytest.mark.parametrize(
    ("word", "valid"),
    [("vetting-3", ("vetting-2",)), ("peel-2021-22", ("peel-2018-19",)), ("R5", ("R4",)), ("q-3", ("q-31-12",))],
)
def test_another_number_is_another_thing(word, valid):
    assert nearest(word, valid) is None


@pytest.mark.parametrize(
    ("word", "valid", "meant"),
    [
        ("inadequat", GRADES, "inadequate"), ("adeqate", ("adequate", "inadequate"), "adequate"),
        ("Needs Improvement", GRADES, "requires-improvement"), ("clsoed", STATUSES, "closed"),
        ("wasn't accepted", STATUSES, "not-accepted"), ("not-acepted", STATUSES, "not-accepted"),
        ("completed", STATUSES, "complete"), ("peel-2018-9", ("peel-2018-19",), "peel-2018-19"),
        ("peel-2106", ("peel-2016",), "peel-2016"), ("peel-2018-2019", ("peel-2018-19",), "peel-2018-19"),
        ("Vetting is a cause of concern", ("vetting", "custody"), "vetting"),
    ],
)  # fmt: skip
def test_a_slip_of_the_keyboard_is_understood(word, valid, meant):
    assert nearest(word, valid) == meant


@pytest.mark.parametrize(
    ("text", "id"),
    [("Older–Finding", "older-finding"), ("Überprüfung", "uberprufung"), ("The force’s plan", "the-forces-plan")],
)
def test_an_id_made_of_words_keeps_them_apart(text, id):
    assert slug(text) == id
