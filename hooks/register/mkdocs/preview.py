"""The preview: a page is made when somebody looks at it.

An edit changes many pages, and whoever made it looks at one or two of them. So a build of the preview reads and checks
the records and makes no page of the register; when MkDocs' server is asked for one, it is made before the server looks
for it. Where an edit of records adds and takes away no page, MkDocs builds nothing at all.
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
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from register import environment
from register.build import InvalidRecords, with_issues
from register.mkdocs.files import Builders, write
from register.mkdocs.result import BuildResult, make_result, of_site, tell, tell_red
from register.mkdocs.settings import Settings, beside_records, project_of, records_of
from register.mkdocs.web_editor import with_editor
from register.parallel import in_process
from register.publishing.ledger import LEDGER

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from mkdocs.livereload import LiveReloadServer

PAUSE = 3.0  # seconds without a build after which garbage is looked for


def is_preview(command: str) -> bool:
    """Whether MkDocs' server asks for what it shows. With `--no-livereload` it hands out files of a whole site."""
    context = click.get_current_context(silent=True)
    return command == "serve" and not (context and context.params.get("livereload") is False)


class Preview:
    """A build for MkDocs' server. policy: none, since MkDocs reloads its pages by an inline script."""

    policy = False

    def __init__(self, show: Callable[[BuildResult, MkDocsConfig], None]) -> None:
        """show hands over what makes the files of a result, in the frame of the last build: it ends in write()."""
        self._show = show
        self._on_demand = OnDemand()
        self._collection = Timer(0, gc.collect)
        self._modified: Mapping[Path, tuple[int, int]] = {}
        self._last: BuildResult | None = None
        self._builders: Builders = {}

    def begin(self, config: MkDocsConfig, settings: Settings) -> BuildResult:
        """Reads and checks the records and makes the site; while they have errors, the last one and what is wrong.

        Raises PluginError where the environment asks for what can't be done.
        """
        self._modified = modified(beside_records(config))
        self._config, self._settings = config, settings
        return self._make()

    def _make(self) -> BuildResult:
        """Makes the site again, and withdraws what was offered of the one before."""
        self._collection.cancel()
        gc.disable()  # in a large register looking for garbage takes as long as a build, and nobody should wait
        self._on_demand.withdraw()
        config, settings, last = self._config, self._settings, self._last
        try:  # a server has threads, so no second process may be started
            self._last = make_result(config, settings, in_process, last)
        except InvalidRecords as invalid:
            folder = environment.shown_path(records_of(config))
            site = with_issues(last.site if last else None, invalid.reading, folder)
            self._last = of_site(config, settings, site, invalid.reading)
        return self._last

    def write(self, result: BuildResult, builders: Builders, config: MkDocsConfig) -> None:
        """Keeps what makes the files until they are asked for."""
        self._builders = builders

    def finish(self, result: BuildResult, files: Files, config: MkDocsConfig) -> None:
        """Offers the files to the server."""
        self._on_demand.offer(Path(config.site_dir), self._builders)
        self._collect_later()

    def fail(self, error: Exception | None = None) -> None:
        """Has MkDocs build at the next edit, whatever that changes."""
        self._modified = {}
        self._collect_later()

    def _collect_later(self) -> None:
        """Runs Python's garbage collector when no build has begun for a while."""
        self._collection.cancel()
        self._collection = Timer(PAUSE, gc.collect)
        self._collection.daemon = True
        self._collection.start()

    def serve(self, server: "LiveReloadServer", config: MkDocsConfig) -> None:
        """Has the server ask for each file, see an edit soon, build no more than it asks, and offer the editor."""
        look_often(server, config, len(self._last.reading.records.files) if self._last else 0)
        self._on_demand.serve_by(server, config)
        server.set_app(with_editor(server.get_app(), project_of(config)))
        if (ledger := project_of(config) / LEDGER).exists():
            server.watch(str(ledger))
        server.builder = partial(self._build_again, server.builder)

    def _build_again(self, build: Callable[[], None]) -> None:
        """Has MkDocs build, if the edit changed more than the contents of the pages that it knows."""
        found = modified(beside_records(self._config))  # before the build: what is saved meanwhile is another edit
        if found != self._modified or not self._renewed():
            self._modified = {}  # nothing can be renewed after a build that fails before it begins
            build()
            self._modified = found

    def _renewed(self) -> bool:
        """Shows what the records now say, if MkDocs would have nothing else to do."""
        before = self._last
        try:
            result = self._make()
        except PluginError:
            return False  # the build says why
        if before is None or result.known_to_mkdocs != before.known_to_mkdocs:
            return False
        tell(result, self._config)
        tell_red(result)
        self._show(result, self._config)
        self._on_demand.offer(Path(self._config.site_dir), self._builders)
        self._collect_later()
        return True


class OnDemand:
    """Makes the files of a site in the folder that is served, each when it is first asked for.

    A request that comes while a build begins is answered after that build, from a folder that was emptied: so what was
    asked for since the last build is made again as soon as the next one offers it.
    """

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self._changing = Lock()
        self._folder = Path()
        self._builders: dict[str, Callable[[], Mapping[str, bytes]]] = {}
        self._asked: set[str] = set()

    def withdraw(self) -> None:
        """Nothing is made until the next offer: what was offered is out of date."""
        with self._changing:
            self._builders = {}

    def offer(self, folder: Path, builders: Builders) -> None:
        """Offers these files instead of all others, and makes those that were asked for since the last offer."""
        with self._changing:
            self._folder, self._builders = folder, dict(builders)
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
        name = path if path in self._builders else f"{path.partition('/')[0]}/"
        if build := self._builders.get(name):
            write(self._folder, build())
            del self._builders[name]

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
