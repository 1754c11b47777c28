"""A paper in words: its blocks in the order of its sections, from which its page, PDF and Word document are made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from register.figures import summary
from register.figures.acceptance import say_acceptance
from register.figures.blocks import (
    Block,
    Day,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Items,
    Line,
    Paragraph,
    Style,
    Text,
    line,
    paragraph,
    words,
)
from register.figures.change_counts import count_changes, movements_table
from register.figures.changes import BY_INSPECTORATE, Change, ChangeKind, Changes, NewWords
from register.figures.correction_blocks import corrections_table
from register.figures.finding_blocks import card, red_table, with_new_words, words_in_paper
from register.figures.first_page_blocks import (
    decisions,
    in_summary,
    points_to_raise,
    trend_chart,
    what_changed,
)
from register.figures.numbering import numbered
from register.figures.paper import Paper
from register.figures.promise_blocks import steps_table
from register.figures.report_blocks import appendix, reports_received
from register.figures.tables import (
    changes_table,
    findings_table,
    meanings,
    tiles,
    totals_table,
    verdicts_blocks,
)
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say, say_names, within

CARDS = 5
"""So many red findings have a card each in a paper; more stand in a table."""
_ROWS = 12
"""Longer lists of changes and steps stand in the appendix, and so do new responses to more findings than have cards."""
_WAYS = {name: {"anchor": name} for name in ("red", "steps")} | {
    name: {"anchor": "overdue-and-due"} for name in ("late", "due")
}


def paper_blocks(paper: Paper, files: Iterable[Text] = ()) -> tuple[Block, ...]:
    """The whole paper. files: links to what it can be printed or sent on as."""
    sections = tuple(numbered(_joined(_sections(paper))))
    return (
        Group(GroupStyle.LETTERHEAD, tuple(_letterhead(paper, tuple(files)))),
        Group(GroupStyle.FIRST_PAGE, tuple(_first_page(paper))),
        _contents(sections),
        *sections,
        *_corrections(paper),
        meanings(summary.statuses_to_explain(paper.snapshot.recommendations, paper.snapshot.statuses)),
    )


# The first page


def _letterhead(paper: Paper, files: tuple[Text, ...]) -> Iterator[Block]:
    """Whose paper it is, for which meeting, and of which day."""
    meeting = paper.meeting
    yield Paragraph(line(paper.snapshot.settings.organisation), Style.BODY)
    yield Heading(1, line(say("draft-title", title=meeting.title) if paper.draft else meeting.title))
    facts: tuple[tuple[str, Line], ...] = (
        ("committee", line(meeting.committee)),
        ("meeting", line(Day(meeting.day))),
        ("agenda-item", line(meeting.agenda_item or "")),
        ("contact", line(meeting.contact or "")),
        ("data-as-at", line(Day(paper.day))),
        ("paper-files", _separated(files)),
    )
    yield Facts(tuple((line(say(name)), fact) for name, fact in facts if fact))
    if not meeting.held:
        yield Paragraph(line(say("meeting-not-held", reason=meeting.reason), " ", say("paper-given-before")))
    if paper.draft:
        yield Paragraph(line(say("draft-note", day=paper.day, final=meeting.as_at)), Style.DRAFT)


def _first_page(paper: Paper) -> Iterator[Block]:
    """What members are asked, the summary, the points to raise, and the chart."""
    meeting = paper.meeting
    yield from decisions(paper.first, meeting)
    yield Heading(2, line(say("in-short")), "in-short")
    yield from words(meeting.summary, below=2)
    if meeting.decided_before:
        yield Paragraph(line(Text(say("decided-before"), strong=True)))
        yield from words(meeting.decided_before, below=2)
    changes = paper.first.changes
    lead = say("changes-counted-since", start=changes.start) if changes.start else say("changes-first")
    yield from in_summary(paper.first, [what_changed(changes, lead, {"anchor": "changes"})], _WAYS)
    others = sum(map(bool, (meeting.summary, meeting.decided_before, meeting.decisions)))
    yield from points_to_raise(paper.first, others)
    yield from trend_chart(paper.first)
    yield tiles(summary.totals(paper.snapshot.recommendations, paper.snapshot))[0]


def _separated(parts: tuple[Text, ...]) -> Line:
    return line(*(piece for part in parts for piece in (" · ", part)))[1:]


def _contents(sections: Iterable[Block]) -> Group:
    """The sections, each with its number, which leads to it."""
    headings = (block for block in sections if isinstance(block, Heading) and block.level == 2)
    items = tuple(line(Text(f"{h.number} {_plain(h.line)}", anchor=h.anchor)) for h in headings)
    return Group(GroupStyle.CONTENTS, (Heading(2, line(say("contents-title")), "paper-contents"), Items(items)))


def _plain(title: Line) -> str:
    return "".join(piece.words for piece in title if isinstance(piece, Text))


# The sections


@dataclass(frozen=True)
class _Section:
    """A section. nil: what is said where it has nothing to say; a section without that is left out then."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    nil: str = ""


def _sections(paper: Paper) -> Iterator[_Section]:
    meeting, snapshot, first = paper.meeting, paper.snapshot, paper.first
    inspectorates = say_names(snapshot.inspectorates)
    purpose = say("paper-purpose-default", inspectorate=inspectorates, organisation=snapshot.settings.organisation)
    background = tuple(words(meeting.background, below=2)) or (paragraph(say("paper-background-default")),)
    asked = tuple(words(meeting.to_committee, below=2)) or (paragraph(say("paper-to-committee-default")),)
    documents = [Paragraph(line(Text(document.title, url=document.url))) for document in meeting.background_documents]
    nothing_due = (say("paper-overdue-none", day=paper.day), say("nothing-due-soon", day=first.until))
    contact = (paragraph(meeting.contact),) if meeting.contact else ()
    for anchor, title, blocks, nil in (
        ("purpose", "paper-purpose", tuple(words(meeting.purpose, below=2)) or (paragraph(purpose),), ""),
        ("background", "paper-background", background, ""),
        ("inspections-completed", "paper-completed", _completed(paper), say("paper-completed-none")),
        ("reports-received", "paper-received", tuple(reports_received(paper)), say("paper-received-none")),
        ("changes", "paper-changes", tuple(_changes(paper)), say("paper-changes-none")),
        ("red", "paper-outstanding-red", tuple(_red(paper)), say("nothing-red-now")),
        ("overdue-and-due", "paper-overdue-and-due", tuple(_overdue_and_due(paper)), " ".join(nothing_due)),
        ("recommendations", "paper-to-committee", asked, ""),
        ("contact", "paper-contact", contact, say("paper-contact-none")),
        ("documents", "paper-documents", tuple(documents), say("paper-documents-none")),
        ("appendix", "paper-appendix", tuple(_appendix(paper)), ""),
    ):
        yield _Section(anchor, say(title), blocks, nil)


def _joined(sections: Iterable[_Section]) -> Iterator[Block]:
    """The sections one after another. Those that have nothing to say are one where they follow each other."""
    told = (section for section in sections if section.blocks or section.nil)
    for says_something, found in groupby(told, key=lambda section: bool(section.blocks)):
        listed = list(found)
        if says_something:
            for section in listed:
                yield Heading(2, line(section.title), section.anchor)
                yield from section.blocks
        else:
            title = "; ".join([listed[0].title, *(within(section.title) for section in listed[1:])])
            yield Heading(2, line(title), listed[0].anchor)
            yield paragraph(*(section.nil for section in listed))


def _completed(paper: Paper) -> tuple[Block, ...]:
    return tuple(
        paragraph(say("paper-completed-one", title=inspection.title, day=inspection.fieldwork_ended))
        for inspection in paper.inspections_completed
    )


# What changed


def _changes(paper: Paper) -> Iterator[Block]:
    changes, snapshot = paper.first.changes, paper.snapshot
    steps = tuple(_steps(paper)) if len(paper.first.promises.steps) <= _ROWS else ()
    acceptance = tuple(map(paragraph, filter(None, (say_acceptance(snapshot.recommendations),))))
    if changes.none:
        stands = (*acceptance, *steps)
        yield from (paragraph(say("paper-changes-none")), *stands) if stands else ()
        return
    since = say("changes-after", start=changes.start, end=paper.day) if changes.start else say("paper-changes-first")
    yield paragraph(since, count_changes(changes, say("changes-counted")))
    told = _told(paper)
    if len(told) <= _ROWS:
        yield from _changed(told, changes)
    else:
        yield Paragraph(line(Text(say("changes-in-appendix"), anchor="appendix")))
    if changes.start:
        yield movements_table(changes)
    if snapshot.recommendations:
        totals = summary.status_table(snapshot.recommendations, snapshot)
        yield totals_table(totals, say("paper-totals-caption", day=paper.day))
    yield from acceptance
    yield from steps
    if not _has_many_responses(paper):
        yield from _new_responses(paper)


def _changed(told: tuple[Change, ...], changes: Changes) -> Iterator[Block]:
    """What happened to findings: by the force, then by the inspectorate."""
    if any(change.kind not in BY_INSPECTORATE for change in told):
        yield changes_table(replace(changes, changes=told))
    yield from verdicts_blocks(changes)


def _told(paper: Paper) -> tuple[Change, ...]:
    """The changes but for new findings that the paper sets out with their report."""
    changes = paper.first.changes.changes
    return tuple(change for change in changes if not _is_in_a_report(change.finding, change.kind, paper))


def _is_in_a_report(finding: Recommendation, kind: ChangeKind, paper: Paper) -> bool:
    """Whether it is new with a report that the paper sets out, where it stands in full."""
    return kind is ChangeKind.NEW and finding.inspection.id in {report.inspection.id for report in paper.reports}


def _steps(paper: Paper) -> Iterator[Block]:
    """What became of each step that was promised at the paper before."""
    if paper.first.promises.steps:
        yield Heading(3, line(say("steps-title")), "steps")
        yield steps_table(paper.first.promises.steps, say("steps-caption-then", day=paper.first.since))


def _on_cards(paper: Paper) -> bool:
    return sum(len(family.members) for family in paper.first.red) <= CARDS


def _responses(paper: Paper) -> list[NewWords]:
    """The new responses to findings that were known before, but for those that stand on the cards of red ones."""
    return [new for new in paper.first.changes.responses if not (new.finding.red and _on_cards(paper))]


def _has_many_responses(paper: Paper) -> bool:
    return len(_responses(paper)) > CARDS


def _new_responses(paper: Paper) -> Iterator[Block]:
    found = _responses(paper)
    if found:
        yield Heading(3, line(say("change-responses")), "new-responses")
        yield from (with_new_words(new, paper.snapshot) for new in found)


def _appendix(paper: Paper) -> Iterator[Block]:
    """What is too long for the body of the paper."""
    yield from appendix(paper)
    if len(told := _told(paper)) > _ROWS:
        yield Heading(3, line(say("changes-in-full")), "changes-in-full")
        yield from _changed(told, paper.first.changes)
    if len(paper.first.promises.steps) > _ROWS:
        yield from _steps(paper)
    if _has_many_responses(paper):
        yield from _new_responses(paper)


# Red, overdue, due


def _red(paper: Paper) -> Iterator[Block]:
    """A card for each problem, or a table of many. Official words that the paper has elsewhere aren't said again."""
    if not _on_cards(paper):
        yield red_table(paper.first.red, paper.snapshot, say("red-page-intro"))
        return
    new = {each.finding.id: each for each in paper.first.changes.responses}
    reports = {report.inspection.id for report in paper.reports}

    def words_of(finding: Recommendation) -> tuple[Block, ...]:
        return words_in_paper(finding, new.get(finding.id), finding.inspection.id not in reports, level=3)

    yield from (card(family, paper.snapshot, words_of=words_of) for family in paper.first.red)


def _overdue_and_due(paper: Paper) -> Iterator[Block]:
    """The overdue findings, then those that are due: the red ones, which stand in the section before, are counted."""
    snapshot, day, until = paper.snapshot, paper.day, paper.first.until
    late, soon = summary.overdue(snapshot), paper.first.due
    if not (late or soon):
        return
    yield Heading(3, line(say("paper-overdue", day=day)), "overdue")
    yield from _without_red(late, paper, say("overdue-caption"), say("paper-overdue-none", day=day))
    if past_first := summary.past_first_date(snapshot):
        yield paragraph(say("past-first-date", count=len(past_first)))
    yield Heading(3, line(say("paper-due-soon", day=until)), "due-soon")
    caption = say("due-soon-caption", day=until)
    yield from _without_red(soon, paper, caption, say("nothing-due-soon", day=until))


def _without_red(findings: tuple[Recommendation, ...], paper: Paper, caption: str, nil: str) -> Iterator[Block]:
    others = [finding for finding in findings if not finding.red]
    if others:
        yield findings_table(others, paper.snapshot, caption)
    red = len(findings) - len(others)
    if red:
        yield Paragraph(line(Text(say("paper-red-too" if others else "paper-red-alone", count=red), anchor="red")))
    elif not others:
        yield paragraph(nil)


# Below the paper, on its page alone


def decided(meeting: Meeting) -> Iterator[Block]:
    """What the meeting decided: it was written after the paper, and changes nothing in it."""
    if meeting.decided:
        yield Heading(2, line(say("decided")), "decided")
        yield from words(meeting.decided, below=2)


# What was corrected later


def _corrections(paper: Paper) -> Iterator[Block]:
    if paper.corrections:
        yield Heading(2, line(say("corrections-title")), "corrections")
        yield corrections_table(paper.corrections, say("corrections-paper"), with_papers=False)
