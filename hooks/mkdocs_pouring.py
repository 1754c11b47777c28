"""Beside mkdocs_hook.py: the pages that MkDocs is spared. It knows them as files, and their frame is rendered once.

MkDocs takes some 10 ms for a page: it reads markdown, sets up the theme and renders all of it. Most pages of a large
register are findings, owners and questions that differ in few places; register/pouring.py pours them into a frame.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from types import SimpleNamespace
from typing import NamedTuple
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs import utils
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from register.kept_pages import KeptPages, Names
from register.pages import Page
from register.pouring import Frame, frame_of

MANY = 1_000  # pages from which on a second process is worth its start
_FORK = multiprocessing.get_context("fork" if sys.platform == "linux" else None)


class PouredFile(File):
    """A page of the register that links can lead to, and that MkDocs doesn't build: Writing does.

    Where mkdocs.yml names it in the navigation, MkDocs has made a page of it and builds it as any other.
    """

    def __init__(self, config: MkDocsConfig, source: str, made: Page) -> None:
        """The file of the made page; source is its name as MkDocs would know it, ending with index.md."""
        address = source.removesuffix(".md") + ".html"
        folders = config.use_directory_urls
        super().__init__(source, None, config.site_dir, folders, dest_uri=address, inclusion=InclusionLevel.INCLUDED)
        self.made = made
        self.generated_by = "register"
        self.content_string = ""

    def is_documentation_page(self) -> bool:
        """Whether MkDocs is to build it."""
        return self.page is not None

    def copy_file(self, dirty: bool = False) -> None:
        """Does nothing: Writing writes it."""


def poured_files(files: Files) -> list[PouredFile]:
    """The files that MkDocs doesn't build, in their order."""
    return [file for file in files if isinstance(file, PouredFile) and not file.is_documentation_page()]


def all_pages(files: Files, config: MkDocsConfig, day: str) -> list[File | SimpleNamespace]:
    """The pages for the sitemap: those that MkDocs builds, and of the poured ones what it says of them."""
    return [
        _for_sitemap(file, config, day) if isinstance(file, PouredFile) and not file.is_documentation_page() else file
        for file in files
        if isinstance(file, PouredFile) or (file.is_documentation_page() and file.inclusion.is_included())
    ]


def _for_sitemap(file: PouredFile, config: MkDocsConfig, day: str) -> SimpleNamespace:
    address = urljoin(config.site_url, file.url) if config.site_url else None
    return SimpleNamespace(page=SimpleNamespace(is_link=False, canonical_url=address, abs_url=address, update_date=day))


class Pouring(NamedTuple):
    """What writing a page takes: its file, its frame, and the name under which it is kept, if it is."""

    file: PouredFile
    frame: Frame
    name: str | None


def pourings(files: Files, render: Callable[[Page], str], names: Names) -> list[Pouring]:
    """All pages that are to be poured, the long ones first.

    render gives what the theme makes of a page that stands for others, see frame_of.
    """
    frames: dict[tuple[str, str | None, bool], Frame] = {}

    def pouring(file: PouredFile) -> Pouring:
        sample = frame_of(file.made)
        key = (sample.address, sample.source, sample.contents)
        if key not in frames:
            frames[key] = Frame.of(render(sample))
        return Pouring(file, frames[key], names.of(file.made, frames[key]))

    return sorted(map(pouring, poured_files(files)), key=lambda pouring: not pouring.file.made.contents)


class Writing:
    """The writing of poured pages: a second process does it while this one goes on, and at the end this one helps.

    Each takes the next page that nobody has taken; the bytes are the same whoever writes them.
    """

    def __init__(self, work: Sequence[Pouring], kept: KeptPages) -> None:
        """Begins it where there are many pages and the system can copy a process.

        Elsewhere a copied process is unsafe, or costs as much as it saves.
        """
        self._work, self._kept = work, kept
        self._taken = _FORK.Value("i", 0)
        self._second = None
        if len(work) >= MANY and sys.platform == "linux":
            self._second = _FORK.Process(target=self._write_as_second, args=(os.getpid(),), daemon=True)
            self._second.start()

    def finish(self, count: Callable[[int, int], None]) -> None:
        """Returns when all pages are written. count is told how many of how many are."""
        mine = set()
        while (number := self._take()) < len(self._work):
            self._write(number)
            mine.add(number)
            count(number, len(self._work))
        if self._second:
            self._second.join()
            if self._second.exitcode:
                for number in set(range(len(self._work))) - mine:
                    self._write(number)  # whatever went wrong there is told here
        self._kept.forget_all_but({pouring.name for pouring in self._work if pouring.name})

    def stop(self) -> None:
        """Ends it as it stands. Does nothing when it is finished."""
        if self._second:
            self._second.kill()
            self._second.join()

    def _write_as_second(self, first: int) -> None:
        with suppress(BaseException):
            while os.getppid() == first and (number := self._take()) < len(self._work):
                self._write(number)
            return
        raise SystemExit(1)  # finish() does what is left, and says what is wrong

    def _take(self) -> int:
        with self._taken.get_lock():
            self._taken.value += 1
            return self._taken.value - 1

    def _write(self, number: int) -> None:
        file, frame, name = self._work[number]
        make = partial(frame.poured, file.made)
        utils.write_file(self._kept.page(name, make) if name else make(), file.abs_dest_path)


def rendered(page: MkDocsPage, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """What MkDocs makes of the page with the theme, as it does in its own build."""
    context = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    return config.plugins.on_post_page(output, page=page, config=config)
