"""What is different on Windows, as far as it can be tried elsewhere: consoles, locked files, line ends, names, paths."""

import errno
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from register.cli import main
from register.environment import why

from tests.small import finding, texts
from tests.test_git import Clone

ODD = "Łódź → “calls” \U0001f4de"
"""A title that no console of old has all the letters of."""
HISTORY = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, reason: Received.}\n"


@pytest.fixture
def clone(tmp_path, monkeypatch) -> Clone:
    """A register in a folder with blanks in its name, as on a shared drive."""
    clone = Clone(tmp_path / "Risk & Learning (shared)" / "the register")
    clone.write_all(texts(vetting=finding(HISTORY), calls=finding(HISTORY, title=f'"{ODD}"', owner="nobody, tbc")))
    monkeypatch.chdir(clone.path)
    return clone


def run(*arguments: str, charset: str = "utf-8"):
    result = CliRunner(charset=charset).invoke(main, arguments)
    assert not result.exception or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.mark.parametrize("charset", ["cp1252", "cp850", "cp437", "ascii"])
@pytest.mark.parametrize(
    "arguments",
    [
        ("check",),
        ("changes", "2019-01-01", "2019-12-31"),
        ("new", "framework", "--list"),
        ("update", "nobody", "--status", "red"),
        ("update", "vetting", "--status", "green", "--reason", ODD),
        ("correct", "calls", "--of", "title", "--value", "Calls", "--what", ODD, "--reason", "A slip."),
        ("schema", "recommendation"),
    ],
    ids=lambda arguments: " ".join(arguments[:2]),
)
def test_a_console_that_lacks_a_letter_ends_no_command(clone, arguments, charset):
    assert run(*arguments, charset=charset).exit_code in (0, 1, 2)


def locked(self: Path, *_: object) -> None:
    raise PermissionError(errno.EACCES, "Permission denied", str(self))


@pytest.mark.parametrize(
    ("method", "arguments"),
    [
        ("replace", ("update", "vetting", "--status", "green", "--reason", "On plan.")),
        ("replace", ("return", "--out", "returns")),
        ("read_bytes", ("respond", "vetting", "--response", "said.txt")),
        ("read_bytes", ("import", "tracker.xlsx", "--dry-run")),
    ],
)
def test_a_file_that_another_program_holds_is_to_be_closed_there(clone, monkeypatch, method, arguments):
    clone.write(calls=None)
    before = (clone.records / "recommendations" / "vetting.md").read_bytes()
    Path("tracker.xlsx").touch()
    whole = Path.read_bytes
    only = {
        "replace": locked,
        "read_bytes": lambda self: whole(self) if self.suffix in (".md", ".yml") else locked(self),
    }
    monkeypatch.setattr(Path, method, only[method])
    result = run(*arguments)
    monkeypatch.undo()
    assert result.exit_code == 2, result.output
    assert "if it is open in Excel, Word or another program, close it there" in " ".join(result.output.split())
    assert (clone.records / "recommendations" / "vetting.md").read_bytes() == before


def test_a_path_that_is_too_long_is_said_to_be():
    assert "keep the project in a short folder" in why(OSError(errno.ENOENT, "No such file", "C:\\" + "x" * 300))
    assert why(OSError(errno.ENOSPC, "No space left", "C:\\x")) == "No space left"


def test_line_ends_of_windows_stay_and_git_that_changes_them_changes_no_record(clone):
    clone.write(calls=None)
    clone.git("init", "--quiet")
    clone.git("config", "core.autocrlf", "true")
    path = clone.records / "recommendations" / "vetting.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    clone.commit()
    assert run("check", "--since", "HEAD").output.startswith("no errors")
    assert run("update", "vetting", "--status", "green", "--reason", "On plan.").exit_code == 0
    assert not re.search(rb"(?<!\r)\n", path.read_bytes())
    assert clone.git("status", "--porcelain") == "M records/recommendations/vetting.md"
    assert run("check", "--since", "HEAD").exit_code == 0


@pytest.mark.parametrize("id", ["con", "aux", "nul", "com1", "lpt9"])
def test_no_record_gets_a_name_that_windows_keeps_for_a_device(clone, id):
    clone.write(calls=None)
    for arguments in (("new", "recommendation", id), ("rename", "vetting", id)):
        result = run(*arguments)
        assert result.exit_code == 1
        assert "Windows reserves this one for a device" in result.output
