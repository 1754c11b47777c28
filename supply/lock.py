"""Which packages does requirements.lock name, with which hashes, and for whose sake?"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "requirements.lock"


@dataclass(frozen=True)
class Package:
    """A package of the lock; wanted_by names the packages that need it, and the project itself where it does."""

    name: str
    version: str
    hashes: tuple[str, ...]  # sha256, one for each file that may be installed
    wanted_by: tuple[str, ...]


@dataclass(frozen=True)
class Project:
    """The project itself, and the packages without which the site isn't made."""

    name: str
    version: str
    needs: frozenset[str]


def read_project(text: str) -> Project:
    """The project as the text of pyproject.toml declares it."""
    declared = tomllib.loads(text)["project"]
    needs = (canonicalize_name(Requirement(line).name) for line in declared["dependencies"])
    return Project(declared["name"], declared["version"], frozenset(needs))


def read_lock(text: str) -> tuple[Package, ...]:
    """The packages in the lock's order, whatever the systems that they are for."""
    return tuple(_package(entry) for entry in re.split(r"\n(?=[A-Za-z0-9])", text.strip()))


def _package(entry: str) -> Package:
    required = Requirement(entry.split("\\")[0].strip())
    (version,) = (part.version for part in required.specifier if part.operator == "==")
    hashes = re.findall(r"--hash=sha256:([0-9a-f]{64})", entry)
    return Package(canonicalize_name(required.name), version, tuple(sorted(hashes)), tuple(_wanted_by(entry)))


def _wanted_by(entry: str) -> Iterator[str]:
    for line in re.findall(r"^ +# +(?:via )?([\w.-]+)", entry, re.MULTILINE):
        if line != "via":
            yield canonicalize_name(line)


def needed_by(project: Project, packages: tuple[Package, ...]) -> frozenset[str]:
    """The names of the packages that the making of a site needs; the rest serve tests, the lock and the audit."""
    found, todo = set(project.needs), list(project.needs)
    while todo:
        name = todo.pop()
        new = {package.name for package in packages if name in package.wanted_by} - found
        found |= new
        todo += new
    return frozenset(found)
