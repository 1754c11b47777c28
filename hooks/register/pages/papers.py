"""The papers of meetings, as pages and as they are printed, and the list of meetings."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from register.figures.blocks import Block, Heading, Text, line
from register.figures.paper import make_paper
from register.figures.paper_blocks import decided, paper_blocks
from register.pages.addresses import Address, PaperFormat
from register.pages.corrections import Corrections
from register.pages.page import Page, page_from, page_of
from register.pages.rendering import Renderer, as_printed
from register.records.folder import Kind
from register.snapshots.meetings import WRITTEN, Meeting, PaperState
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day


@dataclass(frozen=True)
class PrintedPaper:
    """The paper of a meeting as a separate document, from which its PDF and its Word document are made."""

    meeting: str
    title: str
    snapshot: Snapshot
    blocks: tuple[Block, ...]

    @property
    def day(self) -> date:
        """The day of its position."""
        return self.snapshot.day

    @property
    def organisation(self) -> str:
        """Whose paper it is."""
        return self.snapshot.settings.organisation

    @property
    def head(self) -> str:
        """What is printed at the top of every sheet."""
        return self.snapshot.settings.notice or self.organisation

    @property
    def html(self) -> str:
        """The whole document as HTML, made afresh each time."""
        address = Address.meeting(self.meeting)
        return as_printed(Renderer(self.snapshot).render(address, "print/paper.html", paper=self))


def meetings(
    renderer: Renderer, snapshots: Snapshots, formats: tuple[PaperFormat, ...], corrected: Corrections
) -> Iterator[Page]:
    """The list of meetings, and a page for each: its paper, or when there will be one, or that it was not held."""
    snapshot = renderer.snapshot
    rows = [(meeting, _say_state(meeting, snapshot.papers[meeting.id])) for meeting in snapshot.meetings]
    yield page_from(renderer, Address.MEETINGS, say("meetings-title"), "meetings.html", lambda: {"rows": rows})
    for meeting in snapshot.meetings:
        if snapshot.papers[meeting.id] in WRITTEN:
            yield _paper(meeting, renderer, snapshots, formats, corrected)
        else:
            yield _without_paper(meeting, renderer, corrected)


def _say_state(meeting: Meeting, state: PaperState) -> str:
    """The day that the paper speaks of; of one that isn't given, how far it has come."""
    day = say("paper-given", day=meeting.as_at)
    if not meeting.held:
        return f"{say('not-held')} {day}" if state is PaperState.GIVEN else say("not-held")
    return day if state is PaperState.GIVEN else say(f"paper-{state}")


def _without_paper(meeting: Meeting, renderer: Renderer, corrected: Corrections) -> Page:
    values = {"meeting": meeting, "corrections": corrected.of(Kind.MEETING, meeting.id)}
    address, title = Address.meeting(meeting.id), _title_of(meeting)
    return page_from(renderer, address, title, "meeting.html", lambda: values, source=meeting.path)


def _paper(
    meeting: Meeting,
    renderer: Renderer,
    snapshots: Snapshots,
    formats: tuple[PaperFormat, ...],
    corrected: Corrections,
) -> Page:
    address, title, today = Address.meeting(meeting.id), _title_of(meeting), renderer.snapshot.day

    past = meeting if meeting in renderer.snapshot.past_meetings else None  # it has a page of its changes

    def make() -> str:
        paper = make_paper(meeting, snapshots, today)
        files = [Text(say(f"form-{form}"), page=("paper", meeting.id, form)) for form in formats]
        own = corrected.of(Kind.MEETING, meeting.id, besides=paper.corrections)
        heading = [Heading(2, line(say("corrections-of-meeting")), "corrections-of-meeting")] if own else []
        after = decided(meeting) if meeting.day <= today else ()
        document = (*paper_blocks(paper, files), *after, *heading, *own)
        return Renderer(paper.snapshot).render(address, "paper.html", document=document, past=past)

    return page_of(renderer, address, title, make, meeting.path, contents=True)


def print_papers(snapshots: Snapshots, day: date) -> Iterator[PrintedPaper]:
    """The papers of all meetings as they are printed, each as at its own day.

    The records must have passed the checks.
    """
    snapshot = snapshots.on(day)
    for meeting in snapshot.meetings_with_paper(*WRITTEN):
        paper = make_paper(meeting, snapshots, day)
        title = _title_of(paper.meeting)
        if paper.draft:
            title = say("draft-title", title=title)
        yield PrintedPaper(meeting.id, title, paper.snapshot, paper_blocks(paper))


def _title_of(meeting: Meeting) -> str:
    return f"{meeting.title}, {say_day(meeting.day)}"
