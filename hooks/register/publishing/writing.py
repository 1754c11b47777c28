"""Writes the files of a site, each made when it is written."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

Builder = Callable[[], Mapping[str, bytes]]
"""Makes files of the site, by their paths in it."""

Builders = Mapping[str, Builder]
"""What makes each file, by its path in the site; by a folder's path, ending with /, all files in it."""


def builder_of(path: str, make: Callable[[], bytes]) -> Builder:
    """What makes one file."""
    return lambda: {path: make()}


def write(folder: Path, build: Builder) -> None:
    """Writes the files below the folder, each as a new one: whoever is reading what stood there reads on."""
    for name, content in build().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(PermissionError):  # Windows keeps a file that is being read, and lets it be written over
            path.unlink(missing_ok=True)
        path.write_bytes(content)
