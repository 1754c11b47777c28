"""What the guides show is true: their example record passes the checks, and the commands that they name exist."""

import re
from datetime import date

import pytest
from register.checks.judge import check
from register.cli import main
from register.records.folder import File, Kind, read_folder
from register.records.record import read_records

from tests.conftest import PROJECT

GUIDES = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").glob("*.md"))]
COMMAND = re.compile(r"(?:^|`|bin/|Scripts\\)register ([a-z]+)", re.MULTILINE)
NAMED = sorted({name for guide in GUIDES for name in COMMAND.findall(guide.read_text("utf-8"))})


def example() -> str:
    blocks = re.findall(
        r"^```\w*\n(---\n.*?)^```", (PROJECT / "docs" / "how-to-edit.md").read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
    assert len(blocks) == 1
    return blocks[0]


def test_the_example_of_a_record_passes_the_checks_in_the_example_register():
    path = "recommendations/from-the-guide.md"
    files = (*read_folder(PROJECT / "records"), File(path, Kind.RECOMMENDATION, example().encode()))
    assert [f for f in check(read_records(files), date(2026, 11, 23)) if f.path == path] == []


@pytest.mark.parametrize("name", NAMED)
def test_a_command_that_a_guide_names_exists(name):
    assert name in main.commands


def test_every_command_is_named_in_a_guide():
    assert set(main.commands) <= set(NAMED)
