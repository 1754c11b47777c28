"""The example says what the committee's paper of June 2019 said. Where it was deleted, there is nothing to hold."""

import re
from collections.abc import Iterable
from datetime import date

import pytest
from register.build import make_site
from register.editing.fmt import plain_form
from register.records.folder import File, read_folder
from register.records.record import read_records

from tests.conftest import EXAMPLE, NO_EXAMPLE
from tests.small import html_at

pytestmark = pytest.mark.skipif(not EXAMPLE, reason=NO_EXAMPLE)


def paper_of(files: Iterable[File]) -> str:
    return html_at(make_site(read_records(files), date(2020, 4, 1)), "/meetings/2019-06-28/")


def test_its_first_paper_is_the_same_without_the_meetings_after_it():
    files = read_folder(EXAMPLE)
    later = re.compile(r"^meetings/20(19-09|20)")
    with_all = paper_of(files)
    assert paper_of([file for file in files if not later.match(file.path)]) == with_all
    assert "There are no recommendations currently graded red." in with_all
    assert "Red since" not in with_all


FACTS = (
    "43%", "THRIVE+", "DASH", "Core-Vet", "three-year plan", "three months", "lawful business monitoring",
    "Force Management Statement", "start of 2020", "unconscious bias", "positive action team", "dip sampling",
    "Head of Contact", "2016", "2017", "Ungraded", "Outstanding",
)  # fmt: skip


def test_the_facts_of_the_committees_paper_are_in_it():
    words = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", paper_of(read_folder(EXAMPLE)))).replace(" %", "%")
    assert not [fact for fact in FACTS if fact.lower() not in words.lower()]


def test_its_records_are_plain():
    assert not [file.path for file in read_folder(EXAMPLE) if plain_form(file).content != file.content]
