"""`register check --since REV` in real repositories: what git knows of the records before, and what it can't tell."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner
from register.cli import main
from register.git import earlier_than

from tests.small import finding, texts

BODY = "## Recommendation\n\nThe force should clear the backlog.\n\n## Force response\n\n### 2019-06-02\n\nBegun.\n"
HISTORY = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n"
LATER = "  - {date: 2019-09-12, status: complete, reason: On plan.}\n"
VETTING = "recommendations/vetting.md"


class Clone:
    """A working directory under git with its records, and the commands that a person would give there."""

    def __init__(self, path: Path, records: str = "records"):
        self.path, self.records = path, path / records

    def git(self, *arguments: str) -> str:
        given = ("-c", "user.name=A Clerk", "-c", "user.email=clerk@force.example", "-c", "init.defaultBranch=main")
        done = subprocess.run(["git", *given, *arguments], cwd=self.path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, **files: str | None) -> None:
        self.write_all({f"recommendations/{name.replace('_', '-')}.md": text for name, text in files.items()})

    def write_all(self, files: dict[str, str | None]) -> None:
        for name, text in files.items():
            path = self.records / name
            if text is None:
                path.unlink()
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, "utf-8")

    def commit(self, message: str = "Work") -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def check(self, since: str):
        return CliRunner().invoke(main, ["check", "--records", str(self.records), "--since", since])

    def rules(self, since: str) -> list[str]:
        """The rules that the check names, which must have ended with 0 or 1."""
        result = self.check(since)
        assert result.exit_code in (0, 1), result.output
        return re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", result.output)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """A repository with a valid register, committed on the branch main; the branch work begins there."""
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, str(tmp_path / "no-such-file"))
    made = Clone(tmp_path / "register")
    made.path.mkdir()
    made.git("init", "--quiet")
    made.write_all(texts(vetting=finding(HISTORY, BODY), clearance=finding(HISTORY, title="Clear all staff")))
    made.commit()
    made.git("switch", "--quiet", "--create", "work")
    return made


def test_nothing_changed_is_nothing_lost(clone):
    assert clone.rules("main") == []
    assert clone.check("main").exit_code == 0


def test_a_repository_with_one_commit_is_compared_with_its_working_tree(clone):
    clone.write(vetting=finding(HISTORY.replace("2019-05-02", "2019-05-03"), BODY))
    assert clone.rules("HEAD") == ["history-rewritten", "history-begins-late"]


def test_the_working_tree_counts_whether_committed_staged_or_neither(clone):
    clone.write(vetting=None)
    assert clone.rules("main") == ["record-lost"]
    clone.git("add", "--all")
    assert clone.rules("main") == ["record-lost"]
    clone.commit()
    assert clone.rules("main") == ["record-lost"]


def test_a_lost_record_stands_at_its_old_path(clone, monkeypatch):
    clone.write(vetting=None)
    monkeypatch.chdir(clone.path)
    assert 'records/recommendations/vetting.md:1:1: error[record-lost]: the recommendation "vetting" is gone' in (
        CliRunner().invoke(main, ["check", "--since", "main"]).output
    )


def test_what_others_did_on_the_main_branch_since_is_not_lost_here(clone):
    clone.git("switch", "--quiet", "main")
    clone.write(vetting=finding(HISTORY + LATER, BODY, status="complete"), backlog=finding(title="Backlog"))
    clone.commit("Others")
    clone.git("switch", "--quiet", "work")
    clone.write(clearance=finding(HISTORY + LATER, title="Clear all staff", status="complete"))
    clone.commit()
    assert clone.rules("main") == []


def test_after_a_merge_the_merged_entries_are_what_may_not_be_lost(clone):
    clone.git("switch", "--quiet", "main")
    clone.write(vetting=finding(HISTORY + LATER, BODY, status="complete"))
    clone.commit("Others")
    clone.git("switch", "--quiet", "work")
    clone.write(clearance=finding(HISTORY + LATER, title="Clear all staff", status="complete"))
    clone.commit()
    clone.git("merge", "--quiet", "--no-edit", "main")
    assert clone.rules("main") == []
    clone.write(vetting=finding(HISTORY, BODY))  # as a merge settled by taking "ours" would leave it
    assert clone.rules("main") == ["history-rewritten"]


def test_a_squashed_branch_is_compared_as_one_step(clone):
    first = HISTORY + "  - {date: 2019-09-12, status: red, reason: A slip.}\n"
    clone.write(vetting=finding(first, BODY, status="red"))
    clone.commit("Draft")
    clone.write(vetting=finding(HISTORY + LATER, BODY, status="complete"))
    clone.commit("Better")
    assert clone.rules("main") == []  # the slip was never on the main branch
    clone.git("switch", "--quiet", "main")
    clone.git("merge", "--quiet", "--squash", "work")
    clone.commit("Squashed")
    assert clone.rules("main") == clone.rules("main~1") == clone.rules("work") == []


def test_a_move_between_folders_is_free(clone):
    (clone.records / "recommendations" / "staff").mkdir()
    clone.git("mv", "records/recommendations/vetting.md", "records/recommendations/staff/vetting.md")
    assert clone.rules("main") == []
    clone.commit()
    assert clone.rules("main") == []


def test_a_rename_is_free_where_formerly_names_the_old_id(clone):
    clone.git("mv", "records/recommendations/vetting.md", "records/recommendations/vetting-backlog.md")
    lost = clone.check("main").output
    assert lost.count("error[") == 1
    assert 'write "formerly: [vetting]" into "vetting-backlog"' in lost
    clone.write(vetting_backlog=finding(HISTORY, BODY, formerly="[vetting]"))
    assert clone.rules("main") == []
    clone.write(vetting_backlog=finding(HISTORY, BODY.replace("Begun", "Done"), formerly="[vetting]"))
    assert clone.rules("main") == ["paper-changed"]


def test_before_the_first_records_nothing_was_lost(tmp_path, clone):
    clone.git("switch", "--quiet", "--orphan", "fresh")
    (clone.path / "README.md").write_text("A register.\n", "utf-8")
    empty = clone.commit("First")
    clone.write_all(texts(vetting=finding()))
    assert clone.rules(empty) == []
    clone.commit("Records")
    assert clone.rules(empty) == []


def test_line_ends_and_layout_are_no_change(clone):
    path = clone.records / VETTING
    path.write_bytes(path.read_bytes().replace(b"status: amber\n", b'status:   "Amber"\n').replace(b"\n", b"\r\n"))
    assert clone.rules("main") == []


@pytest.mark.parametrize("records", ["a force/regïster/records", "."])
def test_the_records_may_stand_anywhere_in_the_repository(tmp_path, clone, records):
    made = Clone(tmp_path / "elsewhere", records)
    made.path.mkdir()
    made.git("init", "--quiet")
    made.write_all(texts(vetting=finding(HISTORY, BODY)))
    made.write_all({"_notes/a.md": "Notes.", ".editor.yml": "x"})
    made.commit()
    made.write(vetting=finding(HISTORY, BODY.replace("clear", "cut")))
    assert made.rules("HEAD") == ["paper-changed"]


def test_names_with_accents_blanks_and_signs_come_back_as_they_are(clone):
    odd = {"recommendations/Überprüfung der Zellen.md": finding(), 'recommendations/a "b"\tc.md': "x\n\nblob 5\n"}
    clone.write_all(odd)
    clone.commit()
    before = {file.path: file.content.decode() for file in earlier_than(clone.records, "HEAD").files}
    assert {name: before.get(name) for name in odd} == odd
    assert set(before) == set(odd) | set(texts(vetting="", clearance=""))


def test_links_and_ignored_names_are_no_files_of_before(clone):
    clone.write_all({"_archive/old.md": "x", ".hidden": "x"})
    (clone.records / "recommendations" / "link.md").symlink_to("vetting.md")
    clone.commit()
    assert {f.path for f in earlier_than(clone.records, "HEAD").files} == set(texts(vetting="", clearance=""))


# What git can't tell


def remedy(result) -> tuple[list[str], str]:
    """The command that the message tells people to run, and the revision to write then (empty: the same)."""
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    words = " ".join(result.output.split())
    command = re.search(r'run "git ([^"]*)"', words)
    revision = re.search(r'write "([^"]*)"', words)
    return shlex.split(command[1]) if command else [], revision[1] if revision else ""


def cloned(clone: Clone, name: str, *options: str) -> Clone:
    source = clone.path.as_uri()
    subprocess.run(["git", "clone", "--quiet", *options, source, name], cwd=clone.path.parent, check=True)
    return Clone(clone.path.parent / name)


@pytest.fixture
def upstream(clone):
    """A repository with two branches that have both gone on, and a finding rewritten on work."""
    clone.git("switch", "--quiet", "main")
    clone.write(backlog=finding(title="Backlog"))
    clone.commit("Others")
    clone.git("switch", "--quiet", "work")
    clone.write(vetting=finding(HISTORY, BODY.replace("clear", "cut")))
    clone.commit()
    clone.write(vetting=finding(HISTORY, BODY.replace("clear", "lower")))
    clone.commit()
    return clone


@pytest.mark.parametrize("asked", ["origin/main", "main"])
@pytest.mark.parametrize("options", [(), ("--single-branch",), ("--depth=1",), ("--depth=1", "--no-single-branch")])
def test_in_every_kind_of_clone_the_commands_named_lead_to_an_answer(upstream, asked, options):
    here = cloned(upstream, "here", "--branch=work", *options)
    for _ in range(4):
        result = here.check(asked)
        if result.exit_code != 2:
            break
        command, other = remedy(result)
        asked = other or asked
        if command:
            here.git(*command)
    assert here.rules(asked) == ["paper-changed"]


def test_an_older_revision_of_a_shallow_clone_asks_for_the_whole_history(upstream):
    here = cloned(upstream, "here", "--branch=work", "--depth=1")
    command, _ = remedy(here.check("HEAD~2"))
    assert command == ["fetch", "--unshallow"]
    here.git(*command)
    assert here.rules("HEAD~2") == ["paper-changed"]


@pytest.mark.parametrize(
    "revision", ["mian", "0123456789abcdef", "HEAD~5", "--all", "--default=HEAD", "", "main:records", "origin/main"]
)
def test_an_unknown_revision_is_misuse_with_the_command_to_run(clone, revision):
    command, _ = remedy(clone.check(revision))
    assert command == ["fetch", "--all", "--tags"]


def test_an_unrelated_revision_is_misuse(clone):
    clone.git("switch", "--quiet", "--orphan", "other")
    (clone.path / "README.md").write_text("x", "utf-8")
    clone.commit()
    clone.git("switch", "--quiet", "work")
    assert remedy(clone.check("other")) == (["log", "--oneline"], "")


def test_a_folder_outside_every_repository_is_misuse(tmp_path, clone):
    outside = Clone(tmp_path / "outside")
    outside.write_all(texts(vetting=finding()))
    assert remedy(outside.check("HEAD")) == (["clone", "ADDRESS"], "")


def test_a_folder_that_git_does_not_trust_is_misuse_with_the_command_that_git_names(clone, monkeypatch):
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own switch for its tests
    command, _ = remedy(clone.check("HEAD"))
    assert command == ["config", "--global", "--add", "safe.directory", str(clone.path)]


def test_a_branch_without_a_commit_is_misuse(clone):
    clone.git("switch", "--quiet", "--orphan", "empty")
    clone.write_all(texts(vetting=finding()))
    assert remedy(clone.check("main")) == (["commit"], "")


def test_without_the_program_git_the_check_says_so(clone, monkeypatch):
    monkeypatch.setenv("PATH", "")
    result = clone.check("HEAD")
    assert (result.exit_code, "this needs git" in " ".join(result.output.split())) == (2, True)


def test_a_content_that_git_lacks_is_misuse(clone):
    blob = clone.git("rev-parse", f"HEAD:records/{VETTING}")
    (clone.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert remedy(clone.check("HEAD")) == (["fetch", "--refetch"], "")


# register changes, between revisions


MOVED = HISTORY + "  - {date: 2019-09-05, due: 2020-12-31, reason: The supplier is late.}\n"


def told(clone, *revisions: str) -> str:
    return CliRunner().invoke(main, ["changes", "--records", str(clone.records), *revisions]).output


def test_changes_since_a_revision_are_what_the_work_would_change(clone):
    clone.write(vetting=finding(MOVED, BODY, due="2020-12-31"))
    said = told(clone, "main")
    assert "Changes from main to the records as they are now" in said
    assert "Date moved (1)\n  vetting: Clear the vetting backlog; from 31 March 2020 to 31 December 2020" in said


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_the_past_papers_that_the_work_would_change_are_named(clone, form):
    clone.write(vetting=finding(HISTORY, BODY, title="Clear the backlog of vetting"))
    assert "2019-06-28" in told(clone, "main", "--format", form)
    assert "2019-06-28" not in told(clone, "main", "work", "--format", form)


def test_changes_between_two_revisions_are_those_of_their_records(clone):
    clone.write(vetting=finding(MOVED, BODY, due="2020-12-31"))
    clone.commit()
    clone.write(clearance=None)
    assert "Date moved (1)" in told(clone, "main", "work")
    assert "No longer in the register" not in told(clone, "main", "work")
    assert "Nothing changed in this period." in told(clone, "work", "HEAD")


def test_changes_from_a_revision_that_is_unknown_or_has_errors_is_misuse(clone):
    assert 'no revision "nowhere"' in " ".join(told(clone, "nowhere").split())
    clone.write(vetting=finding(HISTORY, BODY, status="ambr"))
    clone.commit()
    clone.write(vetting=finding(HISTORY, BODY))
    assert "have errors" in " ".join(told(clone, "HEAD").split())


def test_revisions_can_be_compared_as_at_an_earlier_day(clone, monkeypatch):
    clone.write(vetting=finding(MOVED, BODY, due="2020-12-31"))
    clone.commit()
    monkeypatch.setenv("REGISTER_AS_OF", "2019-08-01")
    assert "Nothing changed in this period." in told(clone, "main", "work")
