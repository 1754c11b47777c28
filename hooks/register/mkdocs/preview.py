"""The preview: a page is made when somebody looks at it.

An edit changes many pages, and whoever made it looks at one or two of them. So a build of the preview reads and checks
the records and makes no page of the register; when MkDocs' server is asked for one, it is made before the server looks
for it. Where an edit of records adds and takes away no page, MkDocs builds nothing at all.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files

from register.mkdocs.result import log, make_result, tell
from register.mkdocs.settings import beside_records
from register.parallel import in_process
from register.project import BuildResult, InvalidRecords, Project, with_errors
from register.publishing.writing import Builders
from register.serving.changes import modified
from register.serving.deferred_gc import DeferredGC
from register.serving.on_demand import OnDemand
from register.serving.web_editor import with_editor

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


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
        self._garbage = DeferredGC()
        self._modified: Mapping[Path, tuple[int, int]] = {}
        self._last: BuildResult | None = None

    def begin(self, config: MkDocsConfig, project: Project) -> BuildResult:
        """Reads and checks the records and makes the site; while they have errors, the last one and what is wrong.

        Raises PluginError where the environment asks for what can't be done.
        """
        self._config, self._project = config, project
        self._modified = self._modified_now()
        return self._make()

    def _modified_now(self) -> Mapping[Path, tuple[int, int]]:
        return modified(beside_records(self._config, self._project))

    def _make(self) -> BuildResult:
        """Makes the site again, and withdraws what was offered of the one before."""
        self._garbage.hold()
        self._on_demand.withdraw()
        try:  # a server has threads, so no second process may be started
            self._last = make_result(self._project, in_process, self._last)
        except InvalidRecords as invalid:
            self._last = with_errors(self._project, invalid.reading, self._last)
        return self._last

    def write(self, result: BuildResult, builders: Builders, config: MkDocsConfig) -> None:
        """Offers the files to the server."""
        self._on_demand.offer(Path(config.site_dir), builders)

    def finish(self, result: BuildResult, files: Files, config: MkDocsConfig) -> None:
        """Says what is red. There is nothing to verify: not every page is made."""
        log.info("%s", result.red)
        self._garbage.release()

    def fail(self, error: Exception | None = None) -> None:
        """Has MkDocs build at the next edit, whatever that changes."""
        self._modified = {}
        self._garbage.release()

    def serve(self, result: BuildResult, server: "LiveReloadServer", config: MkDocsConfig) -> None:
        """Has the server ask for each file, see an edit soon, build no more than it asks, and offer the editor."""
        project = result.project
        look_often(server, config, len(result.reading.records.files))
        on_demand = self._on_demand.before(server.get_app(), urlsplit(config.site_url or "/").path)
        server.set_app(with_editor(on_demand, project.folder))
        if project.ledger.exists():
            server.watch(str(project.ledger))
        server.builder = partial(self._build_again, server.builder)

    def _build_again(self, build: Callable[[], None]) -> None:
        """Has MkDocs build, if the edit changed more than the contents of the pages that it knows."""
        found = self._modified_now()  # before the build: what is saved meanwhile is another edit
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
        if before is None or result.shown_elsewhere != before.shown_elsewhere:
            return False
        tell(result)
        self._show(result, self._config)
        log.info("%s", result.red)
        self._garbage.release()
        return True


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
