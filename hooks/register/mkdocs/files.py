"""Beside mkdocs_hook.py: the pages that MkDocs is spared. It knows them as files, and their frame is rendered once.

MkDocs takes some 10 ms for a page: it reads markdown, sets up the theme and renders all of it. Most pages of a large
register are findings, owners and questions that differ in few places; register/pouring.py pours them into a frame.
"""

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urljoin

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from register.mkdocs.frame import Frame, frame_of
from register.mkdocs.page_cache import KeptPages, Names
from register.pages.page import Page
from register.parallel import Work


def new_path(file: File) -> Path:
    """Where the file is to stand, in a folder that is there."""
    path = Path(file.abs_dest_path)
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def write_anew(file: File, content: bytes) -> None:
    """Writes the file as a new one: whoever is reading what stood there reads on."""
    path = new_path(file)
    with suppress(PermissionError):  # Windows keeps a file that is being read, and lets it be written over
        path.unlink(missing_ok=True)
    path.write_bytes(content)


class SparedFile(File):
    """A file that MkDocs knows, and that it doesn't write: register/writing.py does, or the preview when asked."""

    def __init__(self, config: MkDocsConfig, source: str, address: str) -> None:
        """The file at the address below the site's folder; source is its name as MkDocs would know it."""
        included = InclusionLevel.INCLUDED  # also where a name begins with a full stop
        folders = config.use_directory_urls
        super().__init__(source, None, config.site_dir, folders, dest_uri=address, inclusion=included)
        self.generated_by = "register"
        self.content_string = ""

    def copy_file(self, dirty: bool = False) -> None:
        """Does nothing."""


class DataFile(SparedFile):
    """A file of data, whose bytes are made when they are written."""

    def __init__(self, config: MkDocsConfig, address: str, make: Callable[[], bytes]) -> None:
        """The file at the address below the site's folder."""
        super().__init__(config, address, address)
        self._make = make

    def write(self) -> None:
        """Makes and writes it."""
        write_anew(self, self._make())


class SparedPage(SparedFile):
    """A page of the register that links can lead to, and that MkDocs doesn't build.

    Where mkdocs.yml names it in the navigation, MkDocs has made a page of it and builds it as any other; the preview
    makes that one too when it is asked for.
    """

    def __init__(self, config: MkDocsConfig, source: str, made: Page) -> None:
        """The file of the made page; source ends with index.md."""
        super().__init__(config, source, source.removesuffix(".md") + ".html")
        self.made = made

    def is_documentation_page(self) -> bool:
        """Whether MkDocs is to build it."""
        return self.page is not None


def spared_pages(files: Files) -> list[SparedPage]:
    """The files that MkDocs doesn't build, in their order."""
    return [file for file in files if isinstance(file, SparedPage) and not file.is_documentation_page()]


def all_pages(files: Files, config: MkDocsConfig, day: str) -> list[File | SimpleNamespace]:
    """The pages for the sitemap: those that MkDocs builds, and of the poured ones what it says of them."""
    return [
        _for_sitemap(file, config, day) if isinstance(file, SparedPage) and not file.is_documentation_page() else file
        for file in files
        if isinstance(file, SparedPage) or (file.is_documentation_page() and file.inclusion.is_included())
    ]


def _for_sitemap(file: SparedPage, config: MkDocsConfig, day: str) -> SimpleNamespace:
    address = urljoin(config.site_url, file.url) if config.site_url else None
    return SimpleNamespace(page=SimpleNamespace(is_link=False, canonical_url=address, abs_url=address, update_date=day))


class Frames:
    """The frames of the pages that are poured, each rendered when it is first asked for."""

    def __init__(self, render: Callable[[Page], str]) -> None:
        """render gives what the theme makes of a page that stands for others, see frame_of."""
        self._render = render
        self._made: dict[tuple[str, str | None, bool], Frame] = {}

    def of(self, page: Page) -> Frame:
        """The frame that the page is poured into."""
        sample = frame_of(page)
        key = (sample.address, sample.source, sample.contents)
        if key not in self._made:
            self._made[key] = Frame.of(self._render(sample))
        return self._made[key]


def work_of(files: Files, frames: Frames, names: Names, kept: KeptPages) -> Work:
    """The writing of the files that MkDocs doesn't write, the long ones first.

    What no page asks for isn't kept longer.
    """
    poured = sorted(spared_pages(files), key=lambda file: not file.made.contents)
    framed = ((file, frames.of(file.made)) for file in poured)
    named = [(file, own, names.of(file.made, own)) for file, own in framed]
    kept.forget_all_but({name for _, _, name in named if name})

    def put(file: SparedPage, frame: Frame, name: str | None) -> None:
        path, make = new_path(file), partial(frame.poured, file.made)
        if name:
            kept.put(name, make, path)
        else:
            path.write_bytes(make())

    return [file.write for file in files if isinstance(file, DataFile)] + [partial(put, *each) for each in named]


def rendered(page: MkDocsPage, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> str:
    """What MkDocs makes of the page with the theme, as it does in its own build."""
    context = get_context(nav, files, config, page)
    context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
    output = env.get_template("main.html").render(context)
    return config.plugins.on_post_page(output, page=page, config=config)
