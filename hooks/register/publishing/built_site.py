"""The files of a built site, read from its folder."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path


class Folder(Mapping[str, bytes]):
    """The files below a folder by their path, with forward slashes; each is read when it is asked for."""

    def __init__(self, root: Path) -> None:
        """The folder must exist."""
        top = len(str(root)) + 1
        found = (Path(folder, name) for folder, _, names in os.walk(root) for name in names)
        self._paths = {str(path)[top:].replace(os.sep, "/"): path for path in sorted(found)}

    def __getitem__(self, path: str) -> bytes:
        """What the file holds."""
        return self._paths[path].read_bytes()

    def __contains__(self, path: object) -> bool:
        """Whether there is such a file, which isn't read for that."""
        return path in self._paths

    def __iter__(self) -> Iterator[str]:
        """The paths, sorted folder by folder."""
        return iter(self._paths)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._paths)
