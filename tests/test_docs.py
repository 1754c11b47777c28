"""What the guides show is true: their example record passes the checks, and the commands that they name exist."""

import re
from datetime import date

import pytest
from register.cli import main

from tests.conftest import PROJECT
from tests.small import FRAMEWORK, INSPECTION, checked, texts

GUIDES = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    *sorted((PROJECT / "docs").glob("*.md")),
    *sorted((PROJECT / "docs" / "staff").glob("*.md")),
]
COMMAND = re.compile(r"(?:^|`|bin/|Scripts\\)register ([a-z]+(?:-[a-z]+)*)", re.MULTILINE)
NAMED = sorted({name for guide in GUIDES for name in COMMAND.findall(guide.read_text("utf-8"))})


DAY_OF_THE_GUIDE = date(2020, 5, 14)
"""The day on which the changes happen that the guide for staff shows."""


def register_of_the_guide() -> dict[str, str]:
    """A register that holds the record which the guide for staff shows, and the question that it names."""
    guide = (PROJECT / "docs" / "staff" / "how-to-edit.md").read_text("utf-8")
    (record,) = re.findall(r"^```\n(---\n.*?)^```", guide, re.DOTALL | re.MULTILINE)
    question = "  - {id: preventing-crime, number: 1, pillar: effectiveness, label: Preventing crime}\n"
    row = "  - {question: preventing-crime, grade: good}\n"
    return {
        **texts(call_handling_backlog=record),
        "frameworks/peel-2018-19.yml": FRAMEWORK.replace("questions:\n", f"questions:\n{question}"),
        "inspections/peel-2018-19.md": INSPECTION.replace("grades:\n", f"grades:\n{row}"),
    }


def test_the_record_that_the_guide_shows_passes_the_checks():
    assert checked(register_of_the_guide(), DAY_OF_THE_GUIDE) == ()


@pytest.mark.parametrize("name", NAMED)
def test_a_command_that_a_guide_names_exists(name):
    assert name in main.list_commands(None)


def test_every_command_is_named_in_a_guide():
    assert set(main.list_commands(None)) <= set(NAMED)
