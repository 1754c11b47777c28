"""A project and what is built of it: its site, and what whoever builds it is told.

A project is a folder with the records, the guides that people wrote, and the ledger of addresses. Part of the shell: it
reads that folder, and asks git.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path

from register import git
from register.build import Site, make_private_site, make_site, with_issues
from register.checks import report
from register.checks.issue import has_errors
from register.checks.reading import Reading, read_and_check
from register.editing.mended import MENDED
from register.environment import reference_beside, shown_path
from register.exports.downloads import alternates
from register.exports.paper_pdf import formats_here
from register.figures.summary import red
from register.pages import guides
from register.pages.addresses import Address, PaperFormat
from register.pages.frame import Frames
from register.pages.page import Page
from register.pages.redirects import redirects
from register.pages.search_entries import make_entries
from register.pages.search_index import make_search_index
from register.parallel import Parallel
from register.publishing.commit import Commit
from register.publishing.ledger import LEDGER, ledger_in, lost, published
from register.publishing.manifest import status_file
from register.publishing.security_txt import Disclosure, ends_soon, make_security_txt
from register.publishing.writing import Builders, builder_of


@dataclass(frozen=True)
class Project:
    """What a site is made of: a folder, and the settings that aren't of the register itself.

    site_url is the address that the site will have, ending with /. is_guide says whether people wrote a page for this
    path in the site, e.g. about/.
    """

    folder: Path
    site_url: str | None
    private: bool
    disclosure: Disclosure | None
    is_guide: Callable[[str], bool]

    @property
    def records(self) -> Path:
        """The folder of the records."""
        return self.folder / "records"

    @property
    def ledger(self) -> Path:
        """The file of the ledger, which may be missing."""
        return self.folder / LEDGER


@dataclass
class InvalidRecords(Exception):
    """The records have errors. reading holds the records and all their issues."""

    reading: Reading


@dataclass(frozen=True)
class BuildResult:
    """The site of a project, the reading of its records, and what else whoever builds it is told."""

    project: Project
    site: Site
    reading: Reading
    redirects: tuple[Page, ...]
    notices: tuple[str, ...]

    @property
    def broken(self) -> bool:
        """Whether the records have errors, so that the site is that of before with a page of what is wrong."""
        return has_errors(self.reading.issues)

    @property
    def for_readers(self) -> bool:
        """Whether it is the public site as it stands today: neither a private one nor that of a day that is over."""
        return not self.project.private and self.reading.as_at >= self.reading.today

    @property
    def day(self) -> date:
        """The day that the site shows."""
        return self.site.snapshot.day

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages of the register, and those at addresses that lead to another."""
        return (*self.site.pages, *self.redirects)

    @property
    def about(self) -> Mapping[str, object]:
        """What the frame of every page says of the register, by the name that the theme asks for."""
        settings = self.site.snapshot.settings
        about = {"day": self.day, "notice": settings.notice, "organisation": settings.organisation}
        about |= {"contact": settings.contact, "licence": settings.licence.model_dump()}
        return {"register": about | {"alternates": alternates(self.site.files)}, "broken": self.broken}

    @property
    def names(self) -> Mapping[str, str]:
        """The names that the guides call the register and its body by."""
        return guides.names(self.site.snapshot.settings)

    @property
    def shown_elsewhere(self) -> tuple[object, ...]:
        """What the guides and the frame show of the records: which pages and files there are, and the names."""
        return {page.address for page in self.pages}, set(self.site.files), self.about, self.names

    @property
    def red(self) -> str:
        """Which findings are red, for whoever builds the site."""
        snapshot = self.site.snapshot
        found = red(snapshot)
        listed = "".join(f"\n  {finding.id}: {finding.title}" for finding in found)
        return f"As at {self.day}. Red: {len(found)} of {len(snapshot.recommendations)} findings{listed}"

    def builders(self, frames: Frames, written: tuple[Page, ...], home: str) -> Builders:
        """What makes each file of the register.

        written are the guides, for the search; home is what people wrote for the home page.
        """
        made = {page.address: page for page in self.pages}
        start = made[Address.HOME]
        made[Address.HOME] = replace(start, make=lambda: f"{home}{start.html}")
        files = {address.lstrip("/"): partial(self.site.files.__getitem__, address) for address in self.site.files}
        files |= {page.path: partial(frames.fill, page) for page in made.values()}
        search = {Address.SEARCH.lstrip("/"): partial(self._search_files, written)}
        return search | {path: builder_of(path, make) for path, make in files.items()}

    def _search_files(self, written: tuple[Page, ...]) -> Mapping[str, bytes]:
        entries = make_entries(self.site.snapshot, self.site.pages, written)
        return {f"{Address.SEARCH.lstrip('/')}{name}": file for name, file in make_search_index(entries).items()}


def build_project(
    project: Project,
    moment: datetime,
    as_at: date | None,
    papers: bool,
    run: Parallel,
    last: BuildResult | None = None,
) -> BuildResult:
    """Reads and checks the records, and makes the site as at the given day, or as at the moment's.

    papers: whether the public site has its papers as files. run: who reads which files. last: the result of the build
    before, from which unchanged parts are taken. Raises InvalidRecords where there are errors.
    """
    before, site_before = (last.reading, last.site) if last else (None, None)
    reading = read_and_check(project.records, moment, as_at, before=before, run=run)
    if has_errors(reading.issues):
        raise InvalidRecords(reading)
    formats, missing = formats_here() if papers and not project.private else ((), "")
    commit = git.commit_of(project.folder)
    site = _site(project, reading, formats, site_before, commit)
    return _result(project, site, reading, commit, tuple(_notices(project, site.snapshot.day, missing)))


def with_errors(project: Project, reading: Reading, last: BuildResult | None) -> BuildResult:
    """What a preview shows while the records have errors: the last site, and a page of what is wrong."""
    site = with_issues(last.site if last else None, reading, shown_path(project.records))
    return _result(project, site, reading, git.commit_of(project.folder), ())


def told(reading: Reading, records: Path) -> str:
    """What the check found, for whoever builds the site, and the command that mends some of it, if it may."""
    found = report.as_text(report.locate(reading.issues, shown_path(records), reading.texts)).rstrip()
    may_be_mended = any(issue.rule in MENDED for issue in reading.issues)
    return f"{found}\n{_MEND}" if may_be_mended else found


_MEND = 'to write what has one answer only, run "register check --fix"'


def lost_addresses(project: Project, paths: set[str]) -> str:
    """How many published addresses a site of these files would lose, as a sentence; empty where it loses none.

    A build only says so, since it may be an experiment; CI refuses to publish such a site.
    """
    gone = lost(ledger_in(project.folder), published(paths))
    return f"Addresses that were published are gone: {len(gone)}. `register addresses` names them." if gone else ""


def _site(
    project: Project, reading: Reading, formats: tuple[PaperFormat, ...], last: Site | None, commit: Commit | None
) -> Site:
    name = commit.name if commit else None
    if project.private:
        return make_private_site(reading, shown_path(project.records), project.site_url, last, name)
    reference = reference_beside(project.records)
    return make_site(reading.records, reading.as_at, project.site_url, formats, last, name, reference)


def _result(
    project: Project, site: Site, reading: Reading, commit: Commit | None, notices: tuple[str, ...]
) -> BuildResult:
    """The result with the files that say what the site was made of, and with the redirects of the ledger."""
    status = {Address.STATUS: status_file(site.snapshot, commit, project.private)}
    files = site.files | status | make_security_txt(project.disclosure, project.site_url)
    led = tuple(redirects(site.snapshot, _moved(project, site)))
    return BuildResult(project, replace(site, files=files), reading, led, notices)


def _moved(project: Project, site: Site) -> Mapping[str, str]:
    """The addresses that lead to another, by the ledger; where a page stands again, it stays."""
    pages = {page.address for page in site.pages}
    ledger = sorted(ledger_in(project.folder).moved.items())
    return {old: new for old, new in ledger if old not in pages and not project.is_guide(old.strip("/"))}


def _notices(project: Project, day: date, missing: str) -> Iterator[str]:
    if missing:
        yield f"The site has no PDFs of its papers. {missing}."
    if project.disclosure and ends_soon(project.disclosure, day):
        expires = f"The contact for weaknesses ends on {project.disclosure.expires}"
        yield f"{expires}: confirm it, then change the day in mkdocs.yml."
