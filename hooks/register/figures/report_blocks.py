"""The reports received since the last meeting, in words: what they say, their grades, and their findings in full."""

from collections.abc import Iterator, Sequence

from register.figures import summary
from register.figures.blocks import Block, Heading, Paragraph, Text, line, paragraph, words
from register.figures.families import families
from register.figures.finding_blocks import in_full
from register.figures.paper import Paper, QuestionPart, Report
from register.figures.response_clock import ResponseClock, response_clock
from register.figures.standing import say_response
from register.figures.tables import grades_table, link_to, say_types, where
from register.figures.verdicts import Verdict, verdicts_by_report, verdicts_table
from register.snapshots.inspection import Inspection
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say

IN_THE_SECTION = 12
"""The findings of the new reports, if they are no more, stand in the section on each, and else in the appendix."""


def reports_received(paper: Paper) -> Iterator[Block]:
    """Each new report with its grades; then how the response to each earlier one stands while it is awaited."""
    judged = verdicts_by_report(paper.snapshot) if paper.reports else {}
    for report in paper.reports:
        yield from _report(report, paper, judged.get(report.inspection.id, ()))
    new = {report.inspection.id for report in paper.reports}
    awaited = [clock for clock in paper.first.clocks if clock.inspection.id not in new]
    if awaited and not new:
        yield paragraph(say("paper-received-none"))
    for clock in awaited:
        yield paragraph(f"{clock.inspection.title}. {_response_clock(clock)}")


def appendix(paper: Paper) -> Iterator[Block]:
    """The narratives and findings of the reports, where they are too many for the section on each."""
    for report in paper.reports if _are_many(paper) else ():
        yield Heading(3, line(report.inspection.title), f"findings-{report.inspection.id}")
        yield from _parts(report, paper.snapshot)


def _are_many(paper: Paper) -> bool:
    return sum(len(part.findings) for report in paper.reports for part in report.parts) > IN_THE_SECTION


def _report(report: Report, paper: Paper, judged: Sequence[Verdict]) -> Iterator[Block]:
    """judged: the earlier findings that it judged again."""
    inspection, snapshot = report.inspection, paper.snapshot
    yield Heading(3, line(inspection.title), f"report-{inspection.id}")
    clock = response_clock(inspection, paper.day)
    findings = [finding for part in report.parts for finding in part.findings]
    types = say_types(say("findings-title"), summary.count_by_type(findings, snapshot.settings.types))
    received = say("paper-received-one", day=inspection.published)
    nothing = "no-new-findings-in-report" if judged else "no-findings-in-report"
    yield paragraph(received, _response_clock(clock) if clock else "", types if findings else say(nothing))
    yield from words(inspection.summary, below=3)
    yield _grades(inspection)
    if judged:
        yield Heading(4, line(say("judged-again-title")), f"{inspection.id}-judged")
        yield verdicts_table(judged)
    if _are_many(paper):
        yield Paragraph(line(Text(say("paper-in-appendix"), anchor="appendix")))
    else:
        yield from _parts(report, snapshot)


def _grades(inspection: Inspection) -> Block:
    if not inspection.grades:
        return paragraph(say("grades-none"))
    return grades_table(inspection, say("grades-caption", title=inspection.title))


def _response_clock(clock: ResponseClock) -> str:
    """The state of the published response to a report, in words."""
    return say("response-clock") + f": {say_response(clock)}"


def _parts(report: Report, snapshot: Snapshot) -> Iterator[Block]:
    for part in report.parts:
        yield from _part(part, report, snapshot)


def _part(part: QuestionPart, report: Report, snapshot: Snapshot) -> Iterator[Block]:
    about = part.question or part.pillar
    named = ": ".join(about.label for about in (part.pillar, part.question) if about) or report.inspection.title
    yield Heading(4, line(named), f"{report.inspection.id}-{about.id if about else 'whole'}")
    yield from words(part.narrative, below=4)
    types = say_types(say("paper-part-findings"), summary.count_by_type(part.findings, snapshot.settings.types))
    grade = say("paper-grade", grade=part.grade.label) if part.grade else ""
    yield paragraph(grade, types if part.findings else say("paper-part-none"))
    for family in families(part.findings):
        yield in_full(family, snapshot, level=5)
    for finding in part.also:
        yield Paragraph(line(link_to(finding), f" ({say('counted-under', name=where(finding))})"))
