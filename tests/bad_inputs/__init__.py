"""Broken records, and some that look broken and are not, each with what the check should make of it.

`records/` is one tree with many cases beside a few valid files: what is found in a file belongs to its case. Each folder
of `trees/` is a small tree of one case. Names that can't stand in a repository are made by `setup` (copy, symlink).
The bytes matter: line ends and encodings are part of some cases. `cases.json` says of each case:

- `path`: the file that it is about, and `also_paths`; none: the whole tree
- `expected`: error, warning or accepted, the worst that is found; `also`: other outcomes that are right too
- `lines`: one of these is named; `suggest`: a word that the advice offers
- `basis`: contract, sense (something must be said) or silent (anything but a crash)
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from register.checks.issue import Issue
from register.checks.judge import check
from register.records.folder import File, read_folder
from register.records.record import read_records

HERE = Path(__file__).parent
_ALL = json.loads((HERE / "cases.json").read_text("utf-8"))
AS_AT = date.fromisoformat(_ALL["as_of"])
TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Case:
    """One case of cases.json."""

    about: Mapping[str, Any]

    @property
    def id(self) -> str:
        return self.about["id"]

    @property
    def tree(self) -> str:
        return self.about["tree"]

    def issues(self) -> list[Issue]:
        """What the check finds that is about this case. Raises OSError where this system can't hold its names."""
        found = issues_of(self.tree)
        paths = {self.about["path"], *self.about.get("also_paths", ())}
        return [issue for issue in found if self.about["path"] is None or issue.path in paths]


CASES = [Case(about) for about in _ALL["cases"]]


@cache
def files_of(tree: str) -> tuple[File, ...]:
    """The files of the tree, with those that its cases make."""
    with TemporaryDirectory() as folder:
        top = Path(shutil.copytree(HERE / tree, Path(folder, "records")))
        for keep in top.glob(".keep"):
            keep.unlink()
        for how, *names in [step for case in CASES if case.tree == tree for step in case.about.get("setup", ())]:
            new = top / names[-1]
            new.parent.mkdir(parents=True, exist_ok=True)
            if how == "copy":
                shutil.copyfile(top / names[0], new)
            else:
                new.symlink_to(names[0])
        return read_folder(top)


@cache
def issues_of(tree: str) -> tuple[Issue, ...]:
    """What the check finds in the tree."""
    return check(read_records(files_of(tree)), TODAY, AS_AT)
