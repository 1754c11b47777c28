"""The guides for staff, as what they show to do: commands with what they answer, and edits made by hand.

A block `powershell` is followed by the same commands in a block `sh`; a block `text` shows what the last of them says,
with … in place of what is left out; and a block `diff` is an edit by hand. `python -m tests.guides` renews what
the commands answer.
"""

import difflib
import re
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple

import click
import pytest
from click.testing import CliRunner
from openpyxl import Workbook
from register import environment
from register.cli import main
from register.editing.returns.columns import Column

from tests.building import NO_COPIES, OF_ONE_REGISTER, mkdocs
from tests.conftest import EXAMPLE, PROJECT
from tests.returning import filled
from tests.terminal import at_a_terminal

STAFF = PROJECT / "docs" / "staff"
GUIDES = [path for path in sorted(STAFF.glob("*.md")) if path.stem != "checks-in-ci"]
DAY = date(2026, 12, 1)
"""The day on which the guides' commands are given."""

LEFT_OUT = "…"
_BLOCK = re.compile(r"^(?P<indent> *)```(?P<kind>\w*)\n(?P<text>.*?)^ *```$", re.DOTALL | re.MULTILINE)
_WORD = re.compile(r'"([^"]*)"|(\S+)')
ELSEWHERE = re.compile(
    r"make (\S+)|\.venv\\Scripts\\(?:mkdocs|python)|\.venv/bin/mkdocs|py -3|npm ci|pip |datasette |cd |git (?:clone|remote)"
)
"""What a guide may name without its being run here: it needs the network or runs on, or the tests build with it."""


class Block(NamedTuple):
    """A block of a guide: its kind, its lines, and where its text is in the file."""

    kind: str
    text: str
    start: int
    end: int
    indent: str


def blocks(guide: str) -> list[Block]:
    """The blocks of the guide, in order; what is indented is as if it were not."""
    found = []
    for match in _BLOCK.finditer(guide):
        lines = match["text"].splitlines(keepends=True)
        text = "".join(line.removeprefix(match["indent"]) for line in lines)
        found.append(Block(match["kind"], text, match.start("text"), match.end("text"), match["indent"]))
    return found


def words_on_windows(line: str) -> list[str]:
    """The words of a command as PowerShell and cmd read it: only double quotes hold words together."""
    return [quoted or plain for quoted, plain in _WORD.findall(line)]


def same_elsewhere(line: str) -> list[str]:
    """The words of a command for Windows as they are given elsewhere."""
    program, *words = words_on_windows(line)
    return [program.replace("\\", "/").replace("/Scripts/", "/bin/"), *words]


def _answers(shown: str) -> Callable[..., str]:
    """Answers each question as the block does that shows the dialogue."""
    left = shown.splitlines()

    def prompt(text: str, default: str = "", show_default: bool = True, prompt_suffix: str = ": ") -> str:
        question = f"{text} [{default}]" if show_default and default else text
        asked = f"{question}{prompt_suffix}".rstrip(" ")
        while left:
            line = left.pop(0)
            if line.startswith(asked):
                answer = line[len(asked) :].strip()
                click.echo(f"{asked} {answer}".rstrip())
                return answer or default
            if line == LEFT_OUT and not any(each.startswith(asked) for each in left):
                left.insert(0, line)
                break
        return default if LEFT_OUT in left else pytest.fail(f"the guide doesn't show the question: {asked}")

    return prompt


class Walk:
    """A copy of the project with its example, in which a guide's commands are run one after the other."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch, day: date) -> None:
        """Sets it up, with its published state on a branch of another repository, as on a Git host."""
        moment = datetime.combine(day, time(12), UTC)
        patch.setattr(environment, "moment", lambda: moment)
        patch.delenv("REGISTER_AS_OF", raising=False)
        at_a_terminal(patch)
        self.patch, self.day = patch, day
        self.place = folder / "register"
        assert EXAMPLE
        shutil.copytree(EXAMPLE, self.place / "records")
        for name in ("docs", "hooks"):
            shutil.copytree(PROJECT / name, self.place / name, ignore=NO_COPIES)
        settings = OF_ONE_REGISTER.sub("", (PROJECT / "mkdocs.yml").read_text("utf-8"))
        (self.place / "mkdocs.yml").write_text(
            'site_name: "Inspection register"\nsite_description: x\n' + settings, "utf-8"
        )
        shutil.copy(PROJECT / ".gitignore", self.place)
        shutil.copy(PROJECT / "addresses.txt", self.place)
        self.environment = {
            "GIT_CONFIG_GLOBAL": str(folder / "gitconfig"), "GIT_CONFIG_SYSTEM": str(folder / "none"),
            "GIT_AUTHOR_DATE": moment.isoformat(), "GIT_COMMITTER_DATE": moment.isoformat(), "GIT_EDITOR": "true",
        }  # fmt: skip
        for name, value in self.environment.items():
            patch.setenv(name, value)
        (folder / "gitconfig").write_text(
            "[user]\n\tname = A Clerk\n\temail = clerk@force.example\n[init]\n\tdefaultBranch = main\n"
            "[advice]\n\tdetachedHead = false\n[gc]\n\tauto = 0\n",
            "utf-8",
        )
        for command in (
            "init --quiet", "add --all", "commit --quiet --message Published", f"init --quiet --bare {folder / 'host'}",
            f"remote add origin {folder / 'host'}", "push --quiet --set-upstream origin main",
        ):  # fmt: skip
            subprocess.run(["git", *command.split()], cwd=self.place, check=True, capture_output=True)

    def run(self, words: list[str], shown: str) -> str:
        """What the command answers, given the answers to its questions that the guide shows."""
        with chdir(self.place):
            if words[:2] == ["make", "addresses"]:
                self._build()
                words = [".venv/bin/register", "addresses", "--write"]
            if words[0] == "git":
                done = subprocess.run(words, capture_output=True, text=True, check=False)
                assert done.returncode == 0, done.stderr
                return done.stdout
            if words[0] != ".venv/bin/register":
                return ""
            if words[1:] == ["return", "--read", "returns"]:
                _fill_in(Path("returns"))
            if words[1] == "import":
                _write_tracker(Path(words[2]))
            if words[1] in ("papers", "combine"):  # other tests make these: here only the options must be right
                main.get_command(None, words[1]).make_context(words[1], words[2:])
                return ""
            self.patch.setattr(click, "prompt", _answers(shown))
            result = CliRunner().invoke(main, words[1:], prog_name="register")
            assert not result.exception or isinstance(result.exception, SystemExit), result.output
            return result.output

    def _build(self) -> None:
        built = mkdocs(self.place, "build", "--strict", REGISTER_AS_OF="", **self.environment)
        assert built.returncode == 0, built.stderr

    def edit(self, diff: str) -> None:
        """Makes the edit that the guide shows: the lines with + take the place of those with -."""
        head, *lines = diff.splitlines()
        path = self.place / head.strip()
        before = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("+"))
        after = "".join(f"{line[1:]}\n" for line in lines if not line.startswith("-"))
        text = f"\n{path.read_text('utf-8')}"
        assert text.count(f"\n{before}") == 1, f"{head}: {before!r} is there {text.count(before)} times"
        path.write_text(text.replace(f"\n{before}", f"\n{after}")[1:], "utf-8", newline="\n")


MISTAKES = "what-the-check-says"
"""The guide each of whose edits is made in the example as it was."""

ANSWERS = {
    "vetting": {
        Column.NEW_STATUS: "Amber",
        Column.WHY: "Everyone in the most sensitive roles is vetted.",
        Column.RESPONSE: "The report was sent on 27 November.",
        Column.OUTCOME: "Done",
    },
}
"""What an owner fills into the quarterly return of the guide."""


def _fill_in(folder: Path) -> None:
    for path in folder.glob("head-of-professional-standards-*.xlsx"):
        path.write_bytes(filled(path.read_bytes(), ANSWERS))


TRACKER = (
    ("Ref", "Recommendation", "Area", "Lead", "RAG", "Due", "Q3 2026 update"),
    (
        "1",
        "The force should answer calls in time.",
        "Responding to the public",
        "Head of Contact",
        "A",
        "31/03/2027",
        "Begun.",
    ),
    ("2", "The force should train its staff.", "Workforce", "Director of People", "In hand", "ASAP", ""),
)
"""A tracker as a force may keep it."""


def _write_tracker(path: Path) -> None:
    book = Workbook()
    for row in TRACKER:
        book.active.append(row)
    book.save(path)


def walked(guide: Path, folder: Path, patch: pytest.MonkeyPatch) -> Iterator[tuple[Block, str]]:
    """Each block of the guide that shows an answer, with what is answered in its place."""
    walk = Walk(folder, patch, DAY)
    found = blocks(guide.read_text("utf-8"))
    for block, after in zip(found, [*found[1:], None], strict=True):
        if block.kind == "diff":
            walk.edit(block.text)
            said = ""
        elif block.kind == "sh":
            lines = [shlex.split(line) for line in block.text.splitlines()]
            shown = after.text if after and after.kind == "text" else ""
            for words in lines:
                said = walk.run(words, shown)
        if after and after.kind == "text":
            if block.kind == "diff":
                said = walk.run([".venv/bin/register", "check"], "")
            yield after, said
            if guide.stem == MISTAKES:
                walk.run(["git", "restore", "."], "")


def fits(shown: str, said: str) -> bool:
    """Whether the block shows what was said, but for lines that it leaves out."""
    parts = [re.escape(part).replace(LEFT_OUT, ".*") for part in f"\n{plain(shown)}\n".split(f"\n{LEFT_OUT}\n")]
    return re.fullmatch(r"\n(?:.*\n)*?".join(parts) if len(parts) > 1 else parts[0], f"\n{plain(said)}\n") is not None


def plain(text: str) -> str:
    """The text without blanks at the ends of its lines."""
    return "\n".join(line.rstrip() for line in text.strip("\n").splitlines())


def difference(shown: str, said: str) -> str:
    """How the block differs from what was said."""
    return "\n".join(
        difflib.unified_diff(plain(shown).splitlines(), plain(said).splitlines(), "shown", "said", lineterm="")
    )


def renewed(guide: Path, answers: Mapping[int, str]) -> str:
    """The guide with these answers, by where their blocks begin."""
    text = guide.read_text("utf-8")
    for block in reversed(blocks(text)):
        if block.start in answers and not fits(block.text, answers[block.start]):
            lines = plain(answers[block.start]).splitlines()
            shown = "".join(f"{block.indent}{line}".rstrip() + "\n" for line in lines)
            text = text[: block.start] + shown + text[block.end :]
    return text


if __name__ == "__main__":
    import sys

    for path in [STAFF / f"{name}.md" for name in sys.argv[1:]] or GUIDES:
        with tempfile.TemporaryDirectory() as place, pytest.MonkeyPatch.context() as changes:
            said = {block.start: answer for block, answer in walked(path, Path(place), changes)}
        path.write_text(renewed(path, said), "utf-8", newline="\n")
