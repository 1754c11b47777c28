"""The papers of meetings, as pages and as they are printed, and the list of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.figures.overview import Overview
from register.figures.paper import Paper, QuestionPart, Report, make_paper
from register.figures.summary import ResponseClock, count_by_type, grades_by_pillar, response_clock
from register.pages.addresses import Address, PaperFormat
from register.pages.page import Page, Values, page_from
from register.pages.parts import count_changes, period_of, say_types, tiles_of
from register.pages.rendering import Renderer, as_printed
from register.records.model import Pillar
from register.snapshots.snapshot import GradeLine, Inspection, Meeting
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day


@dataclass(frozen=True)
class PrintedPaper:
    """The paper of a meeting as an HTML document of its own: what its PDF and its Word document are made of."""

    meeting: str
    title: str
    organisation: str
    day: date
    html: str


def meetings(renderer: Renderer, snapshots: Snapshots, formats: tuple[PaperFormat, ...]) -> Iterator[Page]:
    """The list of meetings, and the paper of each."""
    yield page_from(renderer, Address.MEETINGS, say("meetings-title"), "meetings.html")
    for meeting in renderer.snapshot.meetings:
        yield _paper(meeting, snapshots, renderer.snapshot.day, formats)


def _paper(meeting: Meeting, snapshots: Snapshots, today: date, formats: tuple[PaperFormat, ...]) -> Page:
    address, title = Address.meeting(meeting.id), _title_of(meeting)

    def make() -> str:
        return _rendered("paper.html", title, make_paper(meeting, snapshots, today), formats)

    return Page(address, title, make, meeting.path, contents=True)


def print_papers(snapshots: Snapshots, day: date) -> Iterator[PrintedPaper]:
    """The papers of all meetings as they are printed, each as at its own day.

    The records must have passed the checks.
    """
    for meeting in snapshots.on(day).meetings:
        paper = make_paper(meeting, snapshots, day)
        title = _title_of(paper.meeting)
        if paper.draft:
            title = say("draft-title", title=title)
        html = as_printed(_rendered("print/paper.html", title, paper, ()))
        yield PrintedPaper(meeting.id, title, paper.snapshot.settings.organisation, paper.day, html)


def _title_of(meeting: Meeting) -> str:
    return f"{meeting.title}, {say_day(meeting.day)}"


def _rendered(template: str, title: str, paper: Paper, formats: tuple[PaperFormat, ...]) -> str:
    renderer = Renderer(paper.snapshot)
    values = _values_of(paper, renderer.overview)
    return renderer.render(Address.meeting(paper.meeting.id), template, title=title, formats=formats, **values)


@dataclass(frozen=True)
class ReportView:
    """A report that the paper tells of: how its response stands, its grades by pillar, and its parts.

    With each part stands how many findings it has, by type and in words.
    """

    inspection: Inspection
    clock: ResponseClock
    grades: tuple[tuple[Pillar | None, tuple[GradeLine, ...]], ...]
    parts: tuple[tuple[QuestionPart, str], ...]


def _values_of(paper: Paper, overview: Overview) -> Values:
    """What the template places, of the register as at the paper's day."""
    changes = paper.changes
    label = say("changes-counted-since", start=paper.since) if paper.since else say("changes-counted")
    return {
        "paper": paper,
        "numbers": overview.totals,
        "tiles": tiles_of(overview.totals),
        "status_table": overview.status_table,
        "counted": count_changes(changes, label),
        "period": period_of(changes),
        "reports": [_report(report, paper.day) for report in paper.reports],
        "clocks": [c for c in overview.response_clocks if c.awaited and c.inspection not in changes.reports],
        "responses": [said for said in changes.responses if not said.finding.red],
        "red_responded": any(said.finding.red for said in changes.responses),
        "late": overview.overdue,
        "soon": overview.due_soon,
        "soon_until": overview.soon_until,
        "meanings": overview.explained,
    }


def _report(report: Report, day: date) -> ReportView:
    inspection = report.inspection
    label = say("paper-part-findings")
    parts = tuple((part, say_types(label, count_by_type(part.findings))) for part in report.parts)
    return ReportView(inspection, response_clock(inspection, day), grades_by_pillar(inspection), parts)
