"""Beside mkdocs_hook.py: in the preview a page is made when somebody looks at it.

An edit changes many pages, and whoever made it looks at one or two of them. So a build of the preview reads and checks
the records and makes nothing; when MkDocs' server is asked for a page or a file, it is made before the server looks
for it. It is the page of the built site, but for the script by which MkDocs reloads it.
"""

import gc
import os
import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from register.mkdocs.files import DataFile, Frames, SparedPage, rendered, spared_pages, write_anew
from register.mkdocs.frame import can_be_poured

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

Makers = Mapping[str, Callable[[], object]]
"""What makes each file, by its path in the site; by the path of a folder, ending with /, what makes all files in it."""


def is_preview(command: str) -> bool:
    """Whether MkDocs' server asks for what it shows. With `--no-livereload` it hands out files of a whole site."""
    context = click.get_current_context(silent=True)
    return command == "serve" and not (context and context.params.get("livereload") is False)


class OnDemand:
    """Makes the files of a site in the folder that is served, each when it is first asked for.

    A request that comes while a build begins is answered after that build, from a folder that was emptied: so what was
    asked for since the last build is made again as soon as the next one offers it.
    """

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self._changing = Lock()
        self._makers: dict[str, Callable[[], object]] = {}
        self._asked: set[str] = set()

    def withdraw(self) -> None:
        """Nothing is made until the next offer: what was offered is out of date."""
        with self._changing:
            self._makers = {}

    def offer(self, makers: Makers) -> None:
        """Offers these files in place of all others, and makes those that were asked for since the last offer."""
        with self._changing:
            self._makers = dict(makers)
            asked, self._asked = self._asked, set()
            for path in sorted(asked):
                self._make(path)

    def ask(self, *paths: str) -> None:
        """Makes those of the files that are offered and not made yet."""
        with self._changing:
            self._asked.update(paths)
            for path in paths:
                self._make(path)

    def _make(self, path: str) -> None:
        name = path if path in self._makers else f"{path.partition('/')[0]}/"
        if make := self._makers.get(name):
            make()
            del self._makers[name]

    def serve_by(self, server: "LiveReloadServer", config: MkDocsConfig) -> None:
        """Has the server ask for each file before it looks for it."""
        answer, below = server.get_app(), urlsplit(config.site_url or "/").path

        def ask_and_answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
            address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")  # PEP 3333
            path = posixpath.normpath(f"/{address.removeprefix(below)}").lstrip("/")
            self.ask(path, posixpath.join(path, "index.html"))
            return answer(environ, start)

        app: WSGIApplication = ask_and_answer
        server.set_app(app)


Stamps = Mapping[Path, tuple[int, int]]
"""Of each file and folder, when it was last written, in ns, and how many bytes it has."""


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """The stamps of these files, and of all files in these folders."""
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


def look_often(server: "LiveReloadServer", config: MkDocsConfig, files: int) -> None:
    """Has the server look for edits ten times a second, and not so often where that many files take long to look at.

    MkDocs looks twice a second, and waits for a tenth of one in which nothing more is saved; what an editor saves in
    one go is nearly always seen at one look. It watches the folders that mkdocs.yml names only after this.
    """
    from watchdog.observers.polling import PollingObserver  # a build has no use for it

    watched = []
    for path in (config.docs_dir, config.config_file_path, *config.theme.dirs):
        with suppress(KeyError):  # it isn't watched
            server.unwatch(path)
            watched.append(path)
    server.build_delay = 0.03
    server.observer = PollingObserver(timeout=min(0.5, max(0.1, files / 10_000)))
    for path in watched:
        server.watch(path)


def makers_of(files: Files, frames: Frames, env: Environment, config: MkDocsConfig, nav: Navigation) -> Makers:
    """What makes each page and each file of data. MkDocs, which has read the pages by now, builds none of them."""
    pages = [*spared_pages(files), *files.documentation_pages(inclusion=InclusionLevel.is_in_serve)]
    makers = {file.dest_uri: file.write for file in files if isinstance(file, DataFile)}
    for file in pages:
        if file.page:
            file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        if isinstance(file, SparedPage) and can_be_poured(file.made) and not file.is_documentation_page():
            content = partial(_poured, file, frames)
        else:
            content = partial(_rendered, file, env, config, nav, files)
        makers[file.dest_uri] = partial(_write, file, content)
        file.inclusion = InclusionLevel.EXCLUDED
    return makers


def _poured(file: SparedPage, frames: Frames) -> bytes:
    return frames.of(file.made).poured(file.made)


def _rendered(file: File, env: Environment, config: MkDocsConfig, nav: Navigation, files: Files) -> bytes:
    page = file.page or MkDocsPage(None, file, config)
    if page.content is None:  # MkDocs has not read it
        config.plugins.on_page_markdown("", page=page, config=config, files=files)
    page.active, written = True, page.content  # active, so that the navigation marks it
    content = rendered(page, env, config, nav, files).encode()
    page.active, page.content = False, written  # for the next edit
    return content


def _write(file: File, content: Callable[[], bytes]) -> None:
    write_anew(file, content())


PAUSE = 3.0  # seconds without a build after which garbage is looked for


class Tidying:
    """Looks for garbage between builds: in a large register that takes as long as a build, and nobody should wait."""

    def __init__(self) -> None:
        """Python looks for garbage as ever, until the first build begins."""
        self._later = Timer(0, gc.collect)

    def put_off(self) -> None:
        """No garbage is looked for until the next pause."""
        gc.disable()
        self._later.cancel()

    def wait_for_pause(self) -> None:
        """Garbage is looked for when no build has begun for a while."""
        self._later.cancel()
        self._later = Timer(PAUSE, gc.collect)
        self._later.daemon = True
        self._later.start()


class KeptTemplates(BytecodeCache):
    """The theme's templates as they were compiled, from one build of the preview to the next."""

    def __init__(self) -> None:
        """None is kept yet."""
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives Jinja what is kept; it sees by a checksum whether the template is still the same."""
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what Jinja compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()
