"""Makes the site of the records as a plain value: its pages and its other files."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from register.checks.issue import Issue
from register.checks.reading import Reading
from register.checks.report import LocatedIssue, locate
from register.exports.data import make_exports
from register.exports.downloads import data_pages
from register.exports.files import Files
from register.exports.list_files import list_files
from register.exports.origin import Origin
from register.pages.addresses import Address, PaperFormat
from register.pages.charts import chart_files
from register.pages.page import Page
from register.pages.papers import PrintedPaper, print_papers
from register.pages.rendering import Renderer
from register.pages.rows import make_rows
from register.pages.site_pages import make_pages
from register.pages.staff import ForStaff, for_staff, issues_page
from register.publishing.headers import make_header_files
from register.publishing.manifest import PRIVATE_MARK
from register.records.record import Records, read_records
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.snapshots.withheld import is_withheld
from register.wording import sentences


@dataclass(frozen=True)
class Site:
    """The whole site of the register: its pages, its other files by address, and the snapshots that they show."""

    snapshot: Snapshot
    snapshots: Snapshots
    pages: tuple[Page, ...]
    files: Files


def make_private_site(
    reading: Reading, folder: str, site_url: str | None = None, last: Site | None = None, commit: str | None = None
) -> Site:
    """The site with the unpublished records and with what the check found; it may not be published, and has no papers.

    folder is the path of the records as it is shown. The records must have no errors. last, commit: see make_site.
    """
    added = for_staff(reading.records)
    site = _site_of(reading.records, reading.as_at, Origin(site_url, commit, private=True), (), last, added)
    unpublished = [finding for finding in site.snapshot.recommendations if added[finding.id].unpublished]
    located = _located(reading, folder)
    mark = sentences.say("private-mark")
    files = site.files | {f"/{PRIVATE_MARK}": f"{mark}\n".encode()}
    return replace(site, pages=(*site.pages, issues_page(Renderer(site.snapshot), located, unpublished)), files=files)


def with_issues(last: Site | None, reading: Reading, folder: str) -> Site:
    """What a preview shows while the records have errors: the last site, or an empty one, and a page of what is wrong.

    folder is the path of the records as it is shown.
    """
    site = last or make_site(read_records(()), reading.as_at)
    page = issues_page(Renderer(site.snapshot), _located(reading, folder), ())
    others = (other for other in site.pages if other.address != page.address)
    return replace(site, pages=(*others, page))


def _located(reading: Reading, folder: str) -> tuple[LocatedIssue, ...]:
    """The issues for a page. For a withheld finding it says where they are, and nothing else."""
    withheld = {file.path for file in reading.records.files if is_withheld(file)}
    issues = (_without_words(issue) if issue.path in withheld else issue for issue in reading.issues)
    return locate(issues, folder, {path: text for path, text in reading.texts.items() if path not in withheld})


def _without_words(issue: Issue) -> Issue:
    return issue._replace(message=sentences.say("withheld-issue"), fix=sentences.say("withheld-issue-fix"))


def make_site(
    records: Records,
    as_at: date,
    site_url: str | None = None,
    formats: tuple[PaperFormat, ...] = (),
    last: Site | None = None,
    commit: str | None = None,
    reference: bytes | None = None,
) -> Site:
    """The public site as at the given day. The records must have passed the checks.

    site_url is the address that the site will have, ending with /; without it there is no feed and no calendar.
    formats are the files that papers are made as, besides their pages. Raises PangoMissing, see paper_pdf.py.
    last: the site of an earlier reading, from which unchanged snapshots are taken. commit: that of the records, which
    the data name. reference: see make_papers.
    """
    return _site_of(records.public(), as_at, Origin(site_url, commit), formats, last, reference=reference)


def _site_of(
    records: Records,
    as_at: date,
    origin: Origin,
    formats: tuple[PaperFormat, ...],
    last: Site | None,
    added: Mapping[str, ForStaff] | None = None,
    reference: bytes | None = None,
) -> Site:
    snapshots = Snapshots(records, last.snapshots if last else None)
    snapshot = snapshots.on(as_at)
    exports = make_exports(snapshots, as_at, origin)
    pages = make_pages(snapshots, as_at, data_pages(exports, snapshot, origin), formats, added)
    charts, lists = chart_files(Renderer(snapshot), snapshots), list_files(pages, origin.private)
    lists_and_charts = Files({Address.ROWS: partial(make_rows, snapshot), **charts, **lists})
    made = make_papers(snapshots, as_at, formats, reference=reference)
    return Site(snapshot, snapshots, pages, exports | lists_and_charts | made | make_header_files())


def make_past_snapshots(site: Site) -> None:
    """Makes the snapshots of past papers, so that processes which make pages from here on needn't each do so."""
    for meeting in site.snapshot.meetings:
        if meeting.as_at <= site.snapshot.day:  # a draft is as at today
            site.snapshots.as_recorded(meeting.as_at)


def make_papers(
    snapshots: Snapshots,
    as_at: date,
    formats: tuple[PaperFormat, ...],
    meetings: Collection[str] | None = None,
    reference: bytes | None = None,
) -> dict[str, bytes]:
    """The papers of these meetings, or of all, as files by address. Raises PangoMissing, see paper_pdf.py.

    The snapshots are those of the public records. reference: a Word document in whose style the papers for Word are
    made; raises UsageError where that won't do, see paper_word.py.
    """
    if not formats:
        return {}
    wanted = (paper for paper in print_papers(snapshots, as_at) if meetings is None or paper.meeting in meetings)
    return {
        Address.paper(paper.meeting, paper_format): _maker(paper_format, reference)(paper)
        for paper in wanted
        for paper_format in formats
    }


def _maker(paper_format: PaperFormat, reference: bytes | None) -> Callable[[PrintedPaper], bytes]:
    """What makes a paper into a file of that format. Its library is loaded here, so only those who need it wait."""
    if paper_format is PaperFormat.PDF:
        from register.exports.paper_pdf import as_pdf

        return as_pdf
    from register.exports.paper_word import as_word

    return partial(as_word, reference=reference)
