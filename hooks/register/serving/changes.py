"""Which files were saved since somebody last looked."""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path


def modified(paths: Iterable[Path]) -> Mapping[Path, tuple[int, int]]:
    """When each of these files, and of all files in these folders, was last written, in ns, and how large it is."""
    found = {}
    for file in _within(paths):
        with suppress(OSError):  # it went away in between
            about = file.stat()
            found[file] = about.st_mtime_ns, about.st_size
    return found


def _within(paths: Iterable[Path]) -> Iterator[Path]:
    """The paths, and all below them, as MkDocs finds them: also by way of links."""
    for path in paths:
        yield path
        for folder, folders, files in os.walk(path, followlinks=True):
            yield from (Path(folder, name) for name in (*folders, *files))
