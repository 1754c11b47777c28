"""The papers of meetings, as pages and as they are printed, and the list of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.figures.blocks import Block, Text
from register.figures.paper import make_paper
from register.figures.paper_blocks import paper_blocks
from register.pages.addresses import Address, PaperFormat
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer, as_printed
from register.snapshots.snapshot import Meeting, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day


@dataclass(frozen=True)
class PrintedPaper:
    """The paper of a meeting as a document of its own: what its PDF and its Word document are made of."""

    meeting: str
    title: str
    snapshot: Snapshot
    blocks: tuple[Block, ...]

    @property
    def day(self) -> date:
        """The day that it speaks of."""
        return self.snapshot.day

    @property
    def organisation(self) -> str:
        """Whose paper it is."""
        return self.snapshot.settings.organisation

    @property
    def head(self) -> str:
        """What stands at the head of every sheet."""
        return self.snapshot.settings.notice or self.organisation

    @property
    def html(self) -> str:
        """The whole document as HTML, made anew each time."""
        address = Address.meeting(self.meeting)
        return as_printed(Renderer(self.snapshot).render(address, "print/paper.html", paper=self))


def meetings(renderer: Renderer, snapshots: Snapshots, formats: tuple[PaperFormat, ...]) -> Iterator[Page]:
    """The list of meetings, and the paper of each."""
    yield page_from(renderer, Address.MEETINGS, say("meetings-title"), "meetings.html")
    for meeting in renderer.snapshot.meetings:
        yield _paper(meeting, snapshots, renderer.snapshot.day, formats)


def _paper(meeting: Meeting, snapshots: Snapshots, today: date, formats: tuple[PaperFormat, ...]) -> Page:
    address, title = Address.meeting(meeting.id), _title_of(meeting)

    def make() -> str:
        paper = make_paper(meeting, snapshots, today)
        files = [Text(say(f"form-{form}"), page=("paper", meeting.id, form)) for form in formats]
        return Renderer(paper.snapshot).render(address, "paper.html", document=paper_blocks(paper, files))

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
        yield PrintedPaper(meeting.id, title, paper.snapshot, paper_blocks(paper))


def _title_of(meeting: Meeting) -> str:
    return f"{meeting.title}, {say_day(meeting.day)}"
