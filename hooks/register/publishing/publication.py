"""Puts a new site in the place of the old one, wholly or not at all.

Part of the shell. For a while there are, next to the published folder, here site/:

    .site.new/    the new site, until it is complete and verified; afterwards the old one, until it is deleted
    .site.old/    the old site, only on systems that can't exchange two folders in one step
    .site.lock    held by the build that is under way, and released by the system however that build ends

A build that was killed leaves some of them behind; the next one clears them up before it begins.
"""

import json
import os
import shutil
from pathlib import Path

from filelock import FileLock, Timeout

from register.environment import UsageError, shown_path
from register.publishing.manifest import MANIFEST, PRIVATE_MARK
from register.publishing.replacement import put_in_place

_MKDOCS_MARK = "sitemap.xml"  # MkDocs writes it into every site, also into those made before there were manifests


class Publication:
    """A new site on its way into the published folder: build it in `staged`, then publish it."""

    def __init__(self, folder: Path, private: bool = False) -> None:
        """Begins a publication into the folder, which may be missing or hold an earlier site.

        Raises UsageError where another build is under way there, or where the folder may not be replaced.
        """
        self.published = Path(os.path.realpath(folder))
        self.staged = self._beside("new")
        self._set_aside = self._beside("old")
        self._lock = FileLock(self._beside("lock"))
        self._begin(private)

    def _beside(self, what: str) -> Path:
        return self.published.with_name(f".{self.published.name}.{what}")

    def _begin(self, private: bool) -> None:
        name = shown_path(self.published)
        try:
            self.published.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire(timeout=0)
        except Timeout:
            raise UsageError(f"another build of {name} is running; wait until it ends, then build again") from None
        except OSError as error:
            raise UsageError(f"nothing can be written beside {name}: {error.strerror}") from None
        try:
            self._recover()
            _refuse_what_would_be_lost(self.published, private)
            self.staged.mkdir()
        except OSError as error:
            self.end()
            raise UsageError(
                f"{error.filename}, left by an earlier build, can't be cleared up: {error.strerror}"
            ) from None
        except UsageError:
            self.end()
            raise

    def _recover(self) -> None:
        """Clears up what a killed build left behind."""
        if self._set_aside.exists() and not self.published.exists():
            self._set_aside.rename(self.published)
        for left in (self.staged, self._set_aside):
            if left.exists():
                shutil.rmtree(left)

    def publish(self) -> None:
        """Puts the staged site into the place of the published one, in one step where the system can.

        Raises UsageError where that can't be done; the old site then stays as it was.
        """
        try:
            put_in_place(self.staged, self.published, self._set_aside)
        except OSError as error:
            name = shown_path(self.published)
            raise UsageError(f"{name} can't be replaced, so the last site stays: {error.strerror}") from None
        self.end()

    def end(self) -> None:
        """Deletes what was not published, and lets the next build begin. Does nothing if already done."""
        if self._lock.is_locked:
            for left in (self.staged, self._set_aside):
                shutil.rmtree(left, ignore_errors=True)
            self._lock.release()


def _refuse_what_would_be_lost(folder: Path, private: bool) -> None:
    """Raises UsageError where the folder holds what no build made, or a site of the other kind."""
    if not folder.exists():
        return
    name = shown_path(folder)
    if not folder.is_dir():
        raise UsageError(f"{name} is a file; name a folder for the site with --site-dir")
    found = {path.name for path in folder.iterdir()}
    if not found:
        return
    if not found & {MANIFEST, _MKDOCS_MARK}:
        raise UsageError(
            f"{name} holds files that do not belong to a site, and a build would delete them; name another folder"
        )
    if (PRIVATE_MARK in found) != private:
        kinds = ("private", "public") if PRIVATE_MARK in found else ("public", "private")
        raise UsageError(f"{name} holds a {kinds[0]} site; build the {kinds[1]} one into another folder")
    foreign = {name for name in found if name.startswith(".")} - _made_by_a_build(folder)
    if foreign:
        raise UsageError(f"{name} holds {min(foreign)}, which a new site would not have; move it away first")


def _made_by_a_build(folder: Path) -> set[str]:
    """The names at the top of the folder that its manifest knows; none where it has no manifest that can be read."""
    try:
        files = json.loads((folder / MANIFEST).read_bytes())["files"]
        return {path.split("/")[0] for path in files}
    except (OSError, ValueError, KeyError, TypeError):
        return set()
