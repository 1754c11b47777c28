"""Lists the files in the records folder, each with its kind.

Reads bytes from the disk and goes by names; what a file says is source.py's work.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """The kinds of record, each with its own part of the records folder."""

    REGISTER = "register"
    OWNERS = "owners"
    FRAMEWORK = "framework"
    INSPECTION = "inspection"
    RECOMMENDATION = "recommendation"
    MEETING = "meeting"


class ReadError(StrEnum):
    """Why a name in the folder could not be read as a file."""

    LINK = "link"
    NOT_A_FILE = "not-a-file"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class File:
    """One file: its path below the records folder (with /), its kind (None: not a record), its bytes."""

    path: str
    kind: Kind | None
    content: bytes = b""
    read_error: ReadError | None = None

    @property
    def id(self) -> str:
        """The file's stem: the id of the record."""
        return self.path.rpartition("/")[2].rpartition(".")[0]


def kind_of(path: str) -> Kind | None:
    """The kind of record that belongs at this path, or None where no record belongs.

    Only recommendations may be in sub-folders, which are the staff's own filing. A README is not a record.
    """
    folder, _, rest = path.partition("/")
    ending = os.path.splitext(rest)[1]  # noqa: PTH122  thousands of names, and Path is slow
    if path in _ALONE:
        return _ALONE[path]
    if path.endswith("/README.md"):
        return None
    kind = _IN_FOLDERS.get((folder, ending))
    return kind if "/" not in rest or kind in _IN_SUB_FOLDERS else None


PATTERNS = {
    Kind.REGISTER: "register.yml",
    Kind.OWNERS: "owners.yml",
    Kind.FRAMEWORK: "frameworks/*.yml",
    Kind.INSPECTION: "inspections/*.md",
    Kind.RECOMMENDATION: "recommendations/**/*.md",
    Kind.MEETING: "meetings/*.md",
}
"""The files of each kind: * stands for an id, and ** for sub-folders, if there are any."""

FOLDERS = {kind: pattern.partition("/")[0] for kind, pattern in PATTERNS.items() if "*" in pattern}
"""The folder of each kind of record that has ids."""

_ALONE = {pattern: kind for kind, pattern in PATTERNS.items() if kind not in FOLDERS}
_IN_FOLDERS = {(folder, f".{PATTERNS[kind].rpartition('.')[2]}"): kind for kind, folder in FOLDERS.items()}
_IN_SUB_FOLDERS = frozenset(kind for kind, pattern in PATTERNS.items() if "**" in pattern)


def path_of_record(kind: Kind, id: str) -> str:
    """The path of a new record of that kind and id."""
    return PATTERNS[kind].replace("**/", "").replace("*", id)


def is_ignored(name: str) -> bool:
    """Whether a file or folder of this name counts as not being there.

    Word keeps a `~$` file beside an open document, and Windows leaves two files of its own in folders.
    """
    return name.startswith(("_", ".", "~$")) or name.casefold() in ("thumbs.db", "desktop.ini")


def read_folder(root: Path) -> tuple[File, ...]:
    """Every file below root, sorted by path, without the names that are ignored.

    Links and things that are not files are returned unread, with the reason. A missing root gives no files.
    """
    return tuple(sorted(_walk(os.path.realpath(root), ""), key=lambda file: file.path))


def files_from(texts: Mapping[str, str | bytes]) -> tuple[File, ...]:
    """Files made from texts by path, as read_folder would return them: for tests and programs."""
    kept = {path: text for path, text in texts.items() if not any(map(is_ignored, path.split("/")))}
    encoded = ((path, text.encode() if isinstance(text, str) else text) for path, text in kept.items())
    return tuple(File(path, kind_of(path), content) for path, content in sorted(encoded))


def _walk(folder: str, inside: str) -> Iterable[File]:
    """The files below a folder; inside is its path below top, empty or with / at its end."""
    if not Path(folder).is_dir():
        return
    with os.scandir(folder) as entries:
        listed = sorted(entries, key=lambda entry: entry.name)
    for entry in listed:
        if is_ignored(entry.name):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(entry.path, f"{inside}{entry.name}/")
        else:
            yield _read(entry, inside + entry.name)


def _read(entry: os.DirEntry[str], name: str) -> File:
    kind = kind_of(name)
    if entry.is_symlink():
        return File(name, kind, read_error=ReadError.LINK)
    try:
        if not entry.is_file():  # a pipe would make reading wait for ever
            return File(name, kind, read_error=ReadError.NOT_A_FILE)
        with open(entry.path, "rb", buffering=0) as file:  # noqa: PTH123  a third of the time that Path takes
            return File(name, kind, file.read())
    except OSError:
        return File(name, kind, read_error=ReadError.UNREADABLE)
