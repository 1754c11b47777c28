"""A paper in words: its blocks in the order of its sections, from which its page, PDF and Word document are made."""

from collections.abc import Iterable, Iterator

from register.figures import summary
from register.figures.blocks import (
    Block,
    Day,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Line,
    Paragraph,
    Style,
    Text,
    line,
    paragraph,
    words,
)
from register.figures.change_counts import count_changes
from register.figures.correction_blocks import corrections_table
from register.figures.finding_blocks import card, in_full, with_new_words
from register.figures.numbering import numbered
from register.figures.paper import Paper, QuestionPart, Report
from register.figures.promise_blocks import say_promises, steps_table
from register.figures.tables import (
    changes_blocks,
    findings_table,
    grades_table,
    link_to,
    meanings,
    say_types,
    tiles,
    totals_table,
    verdicts_blocks,
    where,
)
from register.figures.verdicts import verdicts_of, verdicts_table
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say, say_names


def paper_blocks(paper: Paper, files: Iterable[Text] = ()) -> tuple[Block, ...]:
    """The whole paper. files: links to what it can be printed or sent on as."""
    return (
        *_opening(paper, tuple(files)),
        *numbered(_sections(paper)),
        *_corrections(paper),
        meanings(summary.statuses_to_explain(paper.snapshot.recommendations, paper.snapshot.statuses)),
    )


def _words_or(html: str, sentence: str) -> Iterator[Block]:
    return words(html, below=2) if html else iter([paragraph(sentence)])


# Above the sections


def _opening(paper: Paper, files: tuple[Text, ...]) -> Iterator[Block]:
    meeting = paper.meeting
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
    yield Group(GroupStyle.SUMMARY, tuple(_in_short(paper)))


def _separated(parts: tuple[Text, ...]) -> Line:
    return line(*(piece for part in parts for piece in (" · ", part)))[1:]


def _in_short(paper: Paper) -> Iterator[Block]:
    meeting, asked = paper.meeting, paper.meeting.to_committee
    numbers = summary.totals(paper.snapshot.recommendations, paper.snapshot)
    label = say("changes-counted-since", start=paper.since) if paper.since else say("changes-counted")
    yield from words(meeting.summary, below=1)
    if asked:
        yield from words(asked, below=1)
    else:
        yield paragraph(say("paper-to-committee-default"))
    yield from (paragraph(decision) for decision in meeting.decisions)
    if meeting.decided_before:
        yield paragraph(say("decided-before"))
        yield from words(meeting.decided_before, below=2)
    yield paragraph(say("paper-red", count=len(paper.red)), count_changes(paper.changes, label))
    promised = say_promises(paper.promises, "steps-promised-then")
    yield from [paragraph(promised)] if promised else ()
    yield from tiles(numbers)
    totals = say("paper-totals", all=numbers.all, outstanding=numbers.outstanding, ended=numbers.ended)
    not_recorded = say("not-recorded-count", count=numbers.not_recorded) if numbers.not_recorded else ""
    yield Paragraph(line(" ".join(filter(None, (totals, not_recorded)))), Style.NOTE)


# The sections


def _sections(paper: Paper) -> Iterator[Block]:
    meeting, organisation = paper.meeting, paper.snapshot.settings.organisation
    inspectorates = say_names(paper.snapshot.inspectorates)
    purpose = say("paper-purpose-default", inspectorate=inspectorates, organisation=organisation)
    yield _section("purpose", "paper-purpose")
    yield from _words_or(meeting.purpose, purpose)
    yield _section("background", "paper-background")
    yield from _words_or(meeting.background, say("paper-background-default"))
    yield from _inspections_completed(paper)
    yield from _reports_received(paper)
    yield from _findings(paper)
    yield from _changes(paper)
    yield from _overdue_and_due(paper)
    yield _section("red", "paper-outstanding-red")
    yield from [card(finding, paper.snapshot) for finding in paper.red] or [paragraph(say("nothing-red-now"))]
    yield _section("recommendations", "paper-to-committee")
    yield from _words_or(meeting.to_committee, say("paper-to-committee-default"))
    yield _section("contact", "paper-contact")
    yield paragraph(meeting.contact or say("paper-contact-none"))
    yield _section("documents", "paper-documents")
    documents = [Paragraph(line(Text(document.title, url=document.url))) for document in meeting.background_documents]
    yield from documents or [paragraph(say("paper-documents-none"))]


def _section(anchor: str, sentence: str) -> Heading:
    return Heading(2, line(say(sentence)), anchor)


def _inspections_completed(paper: Paper) -> Iterator[Block]:
    yield _section("inspections-completed", "paper-completed")
    for inspection in paper.inspections_completed:
        yield paragraph(say("paper-completed-one", title=inspection.title, day=inspection.fieldwork_ended))
    if not paper.inspections_completed:
        yield paragraph(say("paper-completed-none"))


def _reports_received(paper: Paper) -> Iterator[Block]:
    yield _section("reports-received", "paper-received")
    for report in paper.reports:
        yield from _report_received(report.inspection, paper)
    if not paper.reports:
        yield paragraph(say("paper-received-none"))
    new = {report.inspection.id for report in paper.reports}
    for clock in summary.response_clocks(paper.snapshot):
        if clock.awaited and clock.inspection.id not in new:
            yield paragraph(f"{clock.inspection.title}. {_response_clock(clock)}")


def _report_received(inspection: Inspection, paper: Paper) -> Iterator[Block]:
    yield Heading(3, line(inspection.title), f"report-{inspection.id}")
    clock = summary.response_clock(inspection, paper.day)
    stands = _response_clock(clock) if clock else ""
    yield paragraph(say("paper-received-one", day=inspection.published), stands)
    if inspection.grades:
        yield grades_table(inspection, say("grades-caption", title=inspection.title))
    else:
        yield paragraph(say("grades-none"))
    yield from words(inspection.summary, below=3)


def _response_clock(clock: summary.ResponseClock) -> str:
    """The state of the published response to a report, in words."""
    stands = say(f"response-{clock.state}", day=clock.day, count=clock.days)
    return say("response-clock") + f": {stands}"


# The findings of the new reports


def _findings(paper: Paper) -> Iterator[Block]:
    yield _section("findings", "paper-findings")
    for report in paper.reports:
        for part in report.parts:
            yield from _part(part, report, paper.snapshot)
        judged = verdicts_of(report.inspection, paper.snapshot)
        if not report.parts:
            yield paragraph(say("no-new-findings-in-report" if judged else "no-findings-in-report"))
        if judged:
            yield Heading(3, line(say("judged-again-title")), f"{report.inspection.id}-judged")
            yield verdicts_table(judged)
    if not paper.reports:
        yield paragraph(say("paper-findings-none"))


def _part(part: QuestionPart, report: Report, snapshot: Snapshot) -> Iterator[Block]:
    about = part.question or part.pillar
    named = ": ".join(about.label for about in (part.pillar, part.question) if about) or report.inspection.title
    yield Heading(3, line(named), f"{report.inspection.id}-{about.id if about else 'whole'}")
    yield from words(part.narrative, below=3)
    types = say_types(say("paper-part-findings"), summary.count_by_type(part.findings, snapshot.settings.types))
    grade = say("paper-grade", grade=part.grade.label) if part.grade else ""
    yield paragraph(grade, types if part.findings else say("paper-part-none"))
    for finding in part.findings:
        yield in_full(finding)
    for finding in part.also:
        yield Paragraph(line(link_to(finding), f" ({say('counted-under', name=where(finding))})"))


# What changed


def _changes(paper: Paper) -> Iterator[Block]:
    changes, since, day = paper.changes, paper.since, paper.day
    snapshot = paper.snapshot
    yield _section("changes", "paper-changes")
    yield paragraph(say("changes-after", start=since, end=day) if since else say("paper-changes-first"))
    if changes.none:
        yield paragraph(say("paper-changes-none"))
    else:
        yield from changes_blocks(changes)
        yield from verdicts_blocks(changes)
    if snapshot.recommendations:
        totals = summary.status_table(snapshot.recommendations, snapshot)
        yield totals_table(totals, say("paper-totals-caption", day=day))
    if paper.promises.steps:
        yield Heading(3, line(say("steps-title")), "steps")
        yield steps_table(paper.promises.steps, say("steps-caption-then", day=since))
    yield from _new_responses(paper)


def _new_responses(paper: Paper) -> Iterator[Block]:
    """The new responses to findings that were known before; those to red ones are on their cards."""
    new_responses = paper.changes.responses
    if new_responses:
        yield Heading(3, line(say("change-responses")), "new-responses")
    yield from (with_new_words(new) for new in new_responses if not new.finding.red)
    if any(new.finding.red for new in new_responses):
        yield paragraph(say("paper-red-responses"))


def _overdue_and_due(paper: Paper) -> Iterator[Block]:
    snapshot, day = paper.snapshot, paper.day
    late, soon, soon_until = summary.overdue(snapshot), paper.due_soon, paper.soon_until
    yield Heading(3, line(say("paper-overdue", day=day)), "overdue")
    if late:
        yield findings_table(late, snapshot, say("overdue-caption"))
    else:
        yield paragraph(say("paper-overdue-none", day=day))
    if past_first := summary.past_first_date(snapshot):
        yield paragraph(say("past-first-date", count=len(past_first)))
    yield Heading(3, line(say("paper-due-soon", day=soon_until)), "due-soon")
    if soon:
        yield findings_table(soon, snapshot, say("due-soon-caption", day=soon_until))
    else:
        yield paragraph(say("nothing-due-soon", day=soon_until))


# Below the paper, on its page alone


def decided(meeting: Meeting) -> Iterator[Block]:
    """What the meeting decided: it was written after the paper, and changes nothing in it."""
    if meeting.decided:
        yield Heading(2, line(say("decided")), "decided")
        yield from words(meeting.decided, below=2)


# What was corrected later


def _corrections(paper: Paper) -> Iterator[Block]:
    if paper.corrections:
        yield _section("corrections", "corrections-title")
        yield corrections_table(paper.corrections, say("corrections-paper"), with_papers=False)
