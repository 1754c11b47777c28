"""The register's site, as the records and the settings in mkdocs.yml make it."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from register import environment, git
from register.build import InvalidRecords, Site, build
from register.checks import report
from register.checks.issue import has_errors
from register.checks.reading import Reading
from register.exports.downloads import alternates
from register.exports.paper_pdf import formats_here
from register.figures.summary import red
from register.mkdocs.files import Builders, only, path_of
from register.mkdocs.frame import Frames
from register.mkdocs.settings import Settings, project_of, records_of
from register.pages import guides
from register.pages.addresses import Address
from register.pages.page import Page
from register.pages.redirects import redirects
from register.pages.search_entries import make_entries
from register.pages.search_index import make_search_index
from register.parallel import Parallel
from register.publishing import manifest, security_txt
from register.publishing.ledger import ledger_in

log = logging.getLogger("mkdocs.hooks.register")


@dataclass(frozen=True)
class BuildResult:
    """A site of the register, the reading of its records, and what else whoever builds it should know."""

    site: Site
    reading: Reading
    notices: tuple[str, ...]
    private: bool
    project: Path
    moved: Mapping[str, str]

    @property
    def broken(self) -> bool:
        """Whether the records have errors, so that the site is that of before with a page of what is wrong."""
        return has_errors(self.reading.issues)

    @property
    def past(self) -> bool:
        """Whether the site is built as at a day that is over."""
        return self.reading.as_at < self.reading.today

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the register, and those at addresses that lead to another."""
        return (*self.site.pages, *redirects(self.site.snapshot, self.moved))

    @property
    def about(self) -> Mapping[str, object]:
        """What the frame of every page says of the register, by the name under `extra` that the theme asks for."""
        settings = self.site.snapshot.settings
        about = {"day": self.site.snapshot.day, "notice": settings.notice, "organisation": settings.organisation}
        about |= {"contact": settings.contact, "licence": settings.licence.model_dump()}
        return {"register": about | {"alternates": alternates(self.site.files)}, "broken": self.broken}

    @property
    def names(self) -> Mapping[str, str]:
        """The names that the guides call the register and its body by."""
        return guides.names(self.site.snapshot.settings)

    @property
    def known_to_mkdocs(self) -> tuple[object, ...]:
        """What MkDocs' build depends on of what the records say: which pages and files, the frame and the guides."""
        return {page.address for page in self.pages}, set(self.site.files), self.about, self.names

    @property
    def data_paths(self) -> tuple[str, ...]:
        """The paths in the site of the register's files that are not pages; those of the search are not known yet."""
        return (*(address.lstrip("/") for address in self.site.files), manifest.STATUS)

    def builders(self, frames: Frames, guides: tuple[Page, ...], home: str) -> Builders:
        """What makes each file of the register.

        guides are the pages that people wrote in docs/, for the search; home is what they wrote for the home page.
        """
        made = {page.address: page for page in self.pages}
        start = made[Address.HOME]
        made[Address.HOME] = replace(start, make=lambda: f"{home}{start.html}")
        pages = {path_of(page): only(path_of(page), partial(frames.fill, page)) for page in made.values()}
        data = {path: only(path, partial(self.site.files.__getitem__, f"/{path}")) for path in self.data_paths[:-1]}
        status = {manifest.STATUS: only(manifest.STATUS, self._status)}
        search = {Address.SEARCH.lstrip("/"): partial(self._search_files, guides)}
        return {**search, **data, **status, **pages}

    def _status(self) -> bytes:
        return manifest.status_file(self.site.snapshot, git.commit_of(self.project), self.private)

    def _search_files(self, guides: tuple[Page, ...]) -> dict[str, bytes]:
        entries = make_entries(self.site.snapshot, self.site.pages, guides)
        return {f"{Address.SEARCH.lstrip('/')}{name}": file for name, file in make_search_index(entries).items()}


def make_result(
    config: MkDocsConfig, settings: Settings, run: Parallel, last: BuildResult | None = None
) -> BuildResult:
    """Reads and checks the records, and makes the site. run: who reads which files.

    last: the result of the build before, from which unchanged parts are taken. Raises InvalidRecords where there are
    errors, and PluginError where the environment asks for what can't be done.
    """
    try:
        wanted = environment.papers_wanted() and not settings.private
        moment, as_at = environment.moment(), environment.as_at()
    except environment.UsageError as error:
        raise PluginError(str(error)) from None
    formats, missing = formats_here() if wanted else ((), "")
    root, site_url, disclosure = records_of(config), config.site_url or None, settings.security
    before, last_site = (last.reading, last.site) if last else (None, None)
    commit = git.commit_of(project_of(config))
    name = commit.name if commit else None
    site, reading = build(root, moment, as_at, site_url, formats, settings.private, before, last_site, run, name)
    site = replace(site, files=site.files | security_txt.make_security_txt(disclosure, site_url))
    return of_site(config, settings, site, reading, tuple(_notices(settings, site, missing)))


def of_site(
    config: MkDocsConfig, settings: Settings, site: Site, reading: Reading, notices: tuple[str, ...] = ()
) -> BuildResult:
    """The result with this site, and with the addresses that lead to another; where a page stands again, it stays."""
    project = project_of(config)
    ledger, stand = sorted(ledger_in(project).moved.items()), {page.address for page in site.pages}
    moved = {old: new for old, new in ledger if old not in stand and not _is_guide(old.strip("/"), config)}
    return BuildResult(site, reading, notices, settings.private, project, moved)


def _is_guide(path: str, config: MkDocsConfig) -> bool:
    """Whether a published page in docs/ has the address of this path: it is what readers find there."""
    left_out = config.exclude_docs
    written = (name for name in (f"{path}.md", f"{path}/index.md") if not (left_out and left_out.match_file(name)))
    return any(Path(config.docs_dir, name).exists() for name in written)


def _notices(settings: Settings, site: Site, missing: str) -> Iterator[str]:
    if missing:
        yield f"The site has no PDFs of its papers. {missing}."
    if settings.security and security_txt.ends_soon(settings.security, site.snapshot.day):
        expires = f"The contact for weaknesses ends on {settings.security.expires}"
        yield f"{expires}: confirm it, then change the day in mkdocs.yml."


def tell(result: BuildResult, config: MkDocsConfig) -> None:
    """Says what the check found, and what else is to be known."""
    for notice in result.notices:
        log.info("%s", notice)
    if result.reading.issues:
        log.log(logging.ERROR if result.broken else logging.INFO, "%s", _as_text(result.reading, records_of(config)))


def tell_red(result: BuildResult) -> None:
    """Says what is red."""
    snapshot = result.site.snapshot
    found = red(snapshot)
    listed = "".join(f"\n  {f.id}: {f.title}" for f in found)
    log.info("As at %s. Red: %d of %d findings%s", snapshot.day, len(found), len(snapshot.recommendations), listed)


def refusal(invalid: InvalidRecords, root: Path) -> PluginError:
    """The error that ends a build of records with errors."""
    text = _as_text(invalid.reading, root)
    return PluginError(f"the records have errors, so nothing was built and the last site stands\n{text}")


def _as_text(reading: Reading, root: Path) -> str:
    located = report.locate(reading.issues, environment.shown_path(root), reading.texts)
    return report.as_text(located).rstrip()
