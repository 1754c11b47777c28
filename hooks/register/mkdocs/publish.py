"""Publishing: MkDocs writes next to the published folder, and the whole site replaces it or none of it does."""

import gc
import logging
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from register.build import make_past_snapshots
from register.environment import Progress, shown_path
from register.mkdocs.files import paths_in
from register.mkdocs.result import log, make_result, usage_errors_end_the_build
from register.parallel import Writing, in_two_processes
from register.project import BuildResult, InvalidRecords, Project, lost_addresses, told
from register.publishing import verification
from register.publishing.built_site import Folder
from register.publishing.manifest import MANIFEST, manifest_file
from register.publishing.publication import Publication
from register.publishing.writing import Builders, write


class Publishing:
    """A build whose site replaces the last one. policy: its pages say what they may do."""

    policy = True

    def __init__(self, progress: Progress) -> None:
        """Starts with no build under way."""
        self._progress = progress
        self._publication: Publication | None = None
        self._writing = Writing(())
        self._paths: set[str] = set()

    def begin(self, config: MkDocsConfig, project: Project) -> BuildResult:
        """Begins a publication, reads and checks the records and makes the register's site.

        Raises PluginError where the records have errors, another build is under way, or the published folder may not be
        replaced.
        """
        self.fail()
        gc.disable()  # a build makes few cycles and much that stays: looking for garbage is a tenth of its time
        with usage_errors_end_the_build():
            self._publication = Publication(Path(config.site_dir), project.private)
        config.site_dir = str(self._publication.staged)
        try:
            return make_result(project, in_two_processes)
        except InvalidRecords as invalid:
            found = told(invalid.reading, project.records)
            message = f"the records have errors, so nothing was built and the last site stands\n{found}"
            raise PluginError(message) from None

    def write(self, result: BuildResult, builders: Builders, config: MkDocsConfig) -> None:
        """Begins to write the register's files, while MkDocs writes its own."""
        self._progress.begin("Building pages")
        make_past_snapshots(result.site)
        folder, folders = Path(config.site_dir), [path for path in builders if path.endswith("/")]
        files = [path for path in builders if path not in folders]
        gc.freeze()  # what the pages are made of stays to the end, and need not be looked through
        gc.enable()
        self._writing = Writing([partial(write, folder, builders[path]) for path in files])
        made = [builders[path]() for path in folders]  # the names of these files are known only now
        for group in made:
            write(folder, partial(dict, group))
        self._paths = {*files, *(name for group in made for name in group)}

    def finish(self, result: BuildResult, files: Files, config: MkDocsConfig) -> None:
        """Verifies and publishes what was written, unless MkDocs will end the build as failed for its warnings.

        Raises PluginError where the site is not whole or can't replace the last one.
        """
        log.info("%s", result.red)
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
        with usage_errors_end_the_build():
            publication.publish()
        config.site_dir = str(publication.published)
        log.info("The site is in %s.", shown_path(publication.published))
        if result.for_readers and (lost := lost_addresses(result.project, expected)):
            log.info("%s", lost)

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
