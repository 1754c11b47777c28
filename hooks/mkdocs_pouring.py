"""Beside mkdocs_hook.py: the pages that MkDocs is spared. It knows them as files, and their frame is rendered once.

MkDocs takes some 10 ms for a page: it reads markdown, sets up the theme and renders all of it. Most pages of a large
register are findings, owners and questions that differ in few places; register/pouring.py pours them into a frame.
"""

import multiprocessing
import sys
from collections.abc import Callable, Iterator, Sequence
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


class PouredFile(File):
    """A page of the register that links can lead to, and that MkDocs doesn't build: write_poured does.

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
        """Does nothing: write_poured has written it."""


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


def write_poured(
    files: Files, render: Callable[[Page], str], names: Names, kept: KeptPages, count: Callable[[int, int], None]
) -> None:
    """Writes all poured pages. render gives what the theme makes of a page that stands for others, see frame_of.

    count is told how many of how many are written. Where there are many and the system can copy a process, two share
    the work; the bytes are the same.
    """
    work = list(_work(files, render, names))
    if len(work) < MANY or sys.platform != "linux":  # elsewhere a copied process is unsafe or costs as much as it saves
        _write(work, kept, count)
    else:
        half = multiprocessing.get_context("fork").Process(target=_write, args=(work[1::2], kept, _silent))
        half.start()
        _write(work[::2], kept, count)
        half.join()
        if half.exitcode:
            _write(work[1::2], kept, count)  # whatever went wrong there is told here
    kept.forget_all_but({pouring.name for pouring in work if pouring.name})


def _work(files: Files, render: Callable[[Page], str], names: Names) -> Iterator[Pouring]:
    frames: dict[tuple[str, str | None], Frame] = {}
    for file in poured_files(files):
        sample = frame_of(file.made)
        key = (sample.address, sample.source)
        if key not in frames:
            frames[key] = Frame.of(render(sample))
        yield Pouring(file, frames[key], names.of(file.made, frames[key]))


def _write(work: Sequence[Pouring], kept: KeptPages, count: Callable[[int, int], None]) -> None:
    for number, (file, frame, name) in enumerate(work, 1):
        make = partial(frame.poured, file.made)
        utils.write_file(kept.page(name, make) if name else make(), file.abs_dest_path)
        count(number, len(work))


def _silent(done: int, all: int) -> None:
    """What the second process says."""


def rendered(page: MkDocsPage, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """What MkDocs makes of the page with the theme, as it does in its own build."""
    context = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    return config.plugins.on_post_page(output, page=page, config=config)
