"""Publishing: MkDocs writes next to the published folder, and the whole site replaces it or none of it does."""

import gc
import logging
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from register import environment
from register.build import InvalidRecords, make_past_snapshots
from register.mkdocs.files import Builders, paths_in, write
from register.mkdocs.result import BuildResult, make_result, refusal
from register.mkdocs.settings import Settings, project_of, records_of
from register.parallel import Writing, in_two_processes
from register.publishing import verification
from register.publishing.built_site import Folder
from register.publishing.ledger import ledger_in, lost, published
from register.publishing.manifest import MANIFEST, manifest_file
from register.publishing.publication import Publication

log = logging.getLogger("mkdocs.hooks.register")


class Publishing:
    """A build whose site replaces the last one. policy: its pages say what they may do."""

    policy = True

    def __init__(self, progress: environment.Progress) -> None:
        """Starts with no build under way."""
        self._progress = progress
        self._publication: Publication | None = None
        self._writing = Writing(())
        self._paths: set[str] = set()

    def begin(self, config: MkDocsConfig, settings: Settings) -> BuildResult:
        """Begins a publication, reads and checks the records and makes the register's site.

        Raises PluginError where the records have errors, another build is under way, or the published folder may not be
        replaced.
        """
        self.fail()
        gc.disable()  # a build makes few cycles and much that stays: looking for garbage is a tenth of its time
        try:
            self._publication = Publication(Path(config.site_dir), private=settings.private)
            config.site_dir = str(self._publication.staged)
            return make_result(config, settings, in_two_processes)
        except environment.UsageError as error:
            raise PluginError(str(error)) from None
        except InvalidRecords as invalid:
            raise refusal(invalid, records_of(config)) from None

    def write(self, result: BuildResult, builders: Builders, config: MkDocsConfig) -> None:
        """Begins to write the register's files, while MkDocs writes its own."""
        self._progress.begin("Building pages")
        make_past_snapshots(result.site)
        groups = [build() for path, build in builders.items() if path.endswith("/")]  # their names are known only now
        known = {name: partial(_content, {name: content}) for group in groups for name, content in group.items()}
        files = known | {path: build for path, build in builders.items() if not path.endswith("/")}
        self._paths = set(files)
        gc.freeze()  # what the pages are made of stays to the end, and need not be looked through
        gc.enable()
        folder = Path(config.site_dir)
        self._writing = Writing([partial(_write, folder, build) for build in files.values()])

    def finish(self, result: BuildResult, files: Files, config: MkDocsConfig) -> None:
        """Verifies and publishes what was written, unless MkDocs will end the build as failed for its warnings.

        Raises PluginError where the site is not whole or can't replace the last one.
        """
        self._progress.begin("Writing pages")
        self._writing.finish(self._progress.count)
        publication = self._publication
        if not publication or _refused_by_strict():
            return
        (publication.staged / MANIFEST).write_bytes(manifest_file(Folder(publication.staged)))
        expected = self._paths | paths_in(files, config) | {MANIFEST}
        faults = verification.faults(Folder(publication.staged), expected, in_two_processes)
        if faults:
            listed = "".join(f"\n  {fault}" for fault in faults)
            raise PluginError(f"the site is not whole, so the last one stands{listed}")
        try:
            publication.publish()
        except environment.UsageError as error:
            raise PluginError(str(error)) from None
        config.site_dir = str(publication.published)
        log.info("The site is in %s.", environment.shown_path(publication.published))
        if not (result.private or result.past):  # a past day has fewer pages, and a private site is not public
            _tell_lost_addresses(config, expected)

    def fail(self, error: Exception | None = None) -> None:
        """Takes away what was not published, however the build ended.

        Raises Abort, with a sentence in the log, if the disk was the cause.
        """
        self._writing.stop()
        gc.enable()
        publication, self._publication = self._publication, None
        if publication:
            publication.end()
            if isinstance(error, OSError):
                cause = str(error).replace(f"{publication.staged}/", "")
                log.error("%s", f"the site can't be written, so the last one stays: {cause}")
                raise Abort("Aborted with an error of the disk.")


def _content(made: Mapping[str, bytes]) -> Mapping[str, bytes]:
    return made


def _write(folder: Path, build: object) -> None:
    write(folder, build())  # type: ignore[operator]


def _tell_lost_addresses(config: MkDocsConfig, paths: set[str]) -> None:
    """A build only says so, since it may be an experiment; CI refuses to publish such a site."""
    if gone := lost(ledger_in(project_of(config)), published(paths)):
        log.info("Addresses that were published are gone: %d. `register addresses` names them.", len(gone))


def _mkdocs_log() -> logging.Logger:
    return logging.getLogger("mkdocs")


def hear_warnings_when_quiet() -> None:
    """Lets MkDocs count its warnings for `--strict` under `-q` too, which else stops them before they are counted."""
    logger = _mkdocs_log()
    for handler in logger.handlers:
        handler.setLevel(max(handler.level, logger.level))
    logger.setLevel(min(logger.level, logging.WARNING))


def _refused_by_strict() -> bool:
    """Whether MkDocs will end this build as failed, for the warnings that it counted."""
    return any(handler.get_counts() for handler in _mkdocs_log().handlers if isinstance(handler, CountHandler))
