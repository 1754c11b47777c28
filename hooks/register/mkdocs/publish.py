"""Beside mkdocs_hook.py: MkDocs writes beside the published folder, and the whole site is published or none of it.

at the start       begin a publication; the preview needs none
with the theme     note which files the site will have
after the build    verify what was written, let it take the place of the last site, and say which addresses it lost
at the end         take away what was not published, however the build ended
"""

import logging
from pathlib import Path

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files
from mkdocs.utils import CountHandler

from register import environment
from register.mkdocs.preview import is_preview
from register.parallel import in_two_processes
from register.publishing import verification
from register.publishing.built_site import Folder
from register.publishing.ledger import ledger_in, lost, published
from register.publishing.manifest import MANIFEST, manifest_file
from register.publishing.publication import Publication

log = logging.getLogger("mkdocs.hooks.register")

_BESIDES_FILES = ("sitemap.xml.gz", MANIFEST)  # MkDocs writes the one unasked, and this hook the other
_serving = False
_publication: Publication | None = None
_files: Files | None = None


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether this is the preview, whose folder nobody publishes."""
    global _serving
    _serving = is_preview(command)
    _hear_warnings_when_quiet()


@event_priority(100)  # whatever else looks for the folder of the site finds the one that is written into
def on_config(config: MkDocsConfig) -> None:
    """Begins a publication.

    Raises PluginError where another build is under way, or where the published folder may not be replaced.
    """
    global _publication
    _end()
    if _serving:
        return
    try:
        _publication = Publication(Path(config.site_dir), private=bool(config.extra.get("private")))
    except environment.UsageError as misuse:
        raise PluginError(str(misuse)) from None
    config.site_dir = str(_publication.staged)


@event_priority(-100)  # when all others have added theirs
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Notes which files the site will have."""
    global _files
    _files = files


@event_priority(-100)  # after all that adds to the site
def on_post_build(config: MkDocsConfig) -> None:
    """Verifies and publishes what was written, unless MkDocs will end the build as failed for its warnings.

    Raises PluginError where the site is not whole or can't take the place of the last one.
    """
    if not _publication or _refused_by_strict():
        return
    sums = manifest_file(Folder(_publication.staged))
    (_publication.staged / MANIFEST).write_bytes(sums)
    wrong = verification.faults(Folder(_publication.staged), _expected(config), in_two_processes)
    if wrong:
        listed = "".join(f"\n  {fault}" for fault in wrong)
        raise PluginError(f"the site is not whole, so the last one stands{listed}")
    try:
        _publication.publish()
    except environment.UsageError as misuse:
        raise PluginError(str(misuse)) from None
    config.site_dir = str(_publication.published)
    log.info("The site is in %s.", environment.shown_path(_publication.published))
    if gone := _lost_addresses(config):
        log.info("Addresses that were published are gone: %d. `register addresses` names them.", gone)


def _lost_addresses(config: MkDocsConfig) -> int:
    """How many addresses the new site has lost. A past day has fewer pages, and a private site is not public.

    It is only said here, since a build may try something out: what is to be published, CI refuses.
    """
    if config.extra.get("private") or config.extra["register"]["past"]:
        return 0
    ledger = ledger_in(Path(config.config_file_path).parent)
    return len(lost(ledger, published(_expected(config))))


def _expected(config: MkDocsConfig) -> set[str]:
    assert _files is not None
    made = {file.dest_uri for file in _files if file.inclusion.is_included()}
    return made | {*config.theme.static_templates, *config.extra_templates, *_BESIDES_FILES}


def on_build_error(error: Exception) -> None:
    """Takes away what was not published. A folder that can't be written is told in a sentence."""
    staged = _publication and _publication.staged
    _end()
    if staged and isinstance(error, OSError):
        log.error("%s", f"the site can't be written, so the last one stands: {error}".replace(f"{staged}/", ""))
        raise Abort("Aborted with an error of the disk.")


def on_shutdown() -> None:
    """Takes away what was not published, also when the build was interrupted."""
    _end()


def _end() -> None:
    if _publication:
        _publication.end()


def _mkdocs_log() -> logging.Logger:
    return logging.getLogger("mkdocs")


def _hear_warnings_when_quiet() -> None:
    """Lets MkDocs count its warnings for `--strict` under `-q` too, which else stops them before they are counted."""
    logger = _mkdocs_log()
    for handler in logger.handlers:
        handler.setLevel(max(handler.level, logger.level))
    logger.setLevel(min(logger.level, logging.WARNING))


def _refused_by_strict() -> bool:
    """Whether MkDocs will end this build as failed, for the warnings that it counted."""
    return any(handler.get_counts() for handler in _mkdocs_log().handlers if isinstance(handler, CountHandler))
