"""The pages of groups of findings: by pillar, question, status, owner and inspection, and the table of each kind."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from register.figures import summary
from register.figures.blocks import Block, Heading, Items, Line, StatusMark, Text, line, paragraph
from register.figures.names import say_body
from register.figures.promise_blocks import say_promises
from register.figures.promises import promises_of
from register.figures.response_clock import response_clock
from register.figures.summary import Group, Key, Totals
from register.figures.tables import grades_table, link_to, progress_of, say_types, tiles, where
from register.figures.verdicts import Verdict, verdicts_by_report, verdicts_table
from register.pages.addresses import Address
from register.pages.corrections import Corrections
from register.pages.data import DataFile
from register.pages.page import Page, Values, page_from
from register.pages.pagination import WHOLE, FindingsTable, PageBlock, list_of, of_body, section
from register.pages.rendering import Renderer
from register.records.folder import Kind
from register.records.model import Pillar, Question, Status
from register.snapshots.inspection import Framework, GradeLine, Inspection
from register.snapshots.owners import Owner
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say, say_names


def _totals(findings: Sequence[Recommendation], renderer: Renderer) -> Totals:
    return summary.totals(findings, renderer.snapshot)


def _meanings(findings: Sequence[Recommendation], renderer: Renderer) -> tuple[Status, ...]:
    return summary.statuses_to_explain(findings, renderer.snapshot.statuses)


def _table(groups: Sequence[Group[Key]], renderer: Renderer) -> Values:
    """The values of a page that has a row for each group."""
    return {
        "rows": [(group.key, _totals(group.findings, renderer)) for group in groups],
        "totals": renderer.overview.totals,
        "meanings": renderer.overview.explained,
    }


_FILE = "findings"
"""The name of the file of a group's findings."""


def _findings() -> tuple[Heading]:
    """The heading of a group's findings, where other things stand above them."""
    return (Heading(2, line(say("findings-title")), "findings"),)


# Pillars and questions


def pillars(renderer: Renderer) -> Iterator[Page]:
    """The table of pillars, and the page of each."""
    groups = summary.by_pillar(renderer.snapshot)
    table = partial(_table, groups, renderer)
    body = [block for group in groups for block in _of_group(group, renderer)]
    outside = {renderer.list_file(Address.PILLARS, _FILE): group.findings for group in groups if not group.key}
    yield from of_body(renderer, Address.PILLARS, say("pillars-title"), "pillars.html", table, body, outside)
    for group in groups:
        if group.key:
            values = partial(_pillar, group.key, group.findings, renderer)
            address, title = Address.pillar(group.key.id), group.key.label
            file = renderer.list_file(address, _FILE)
            body = (*_findings(), *list_of(group.findings, file, title, say("no-findings-yet")))
            yield from of_body(renderer, address, title, "pillar.html", values, body, {file: group.findings})


def _of_group(group: Group[Pillar | None], renderer: Renderer) -> Iterator[PageBlock]:
    """The section of a pillar on the page of all, with the way to its own page; findings outside them have no other."""
    if not group.key:
        file = renderer.list_file(Address.PILLARS, _FILE)
        heading = Heading(2, line(say("no-pillar-title")), "no-pillar")
        yield from section(heading, group.findings, file, say("no-pillar-title"), say("no-findings-yet"))
    elif len(group.findings) <= WHOLE:
        named = Text(group.key.label, page=("pillar", group.key.id))
        yield Heading(2, line(named), f"pillar-{group.key.id}")
        yield FindingsTable(group.key.label, group.findings) if group.findings else paragraph(say("no-findings-yet"))


def _pillar(pillar: Pillar, findings: Sequence[Recommendation], renderer: Renderer) -> Values:
    frameworks = [framework for framework in renderer.snapshot.frameworks_in_use if framework.pillar(pillar.id)]
    return {
        "pillar": pillar,
        "tiles": tiles(_totals(findings, renderer)),
        "sections": [_section(framework, pillar, findings, renderer) for framework in frameworks],
        "meanings": _meanings(findings, renderer),
    }


@dataclass(frozen=True)
class QuestionRow:
    """A question on the page of its pillar: its latest grade, if it has one, and the numbers of its findings."""

    question: Question
    grade: str | None
    numbers: Totals


@dataclass(frozen=True)
class PillarSection:
    """A pillar in one framework: its latest grade with the report that gave it and how it moved, and its questions."""

    framework: Framework
    latest: tuple[Inspection, GradeLine, Line] | None
    rows: tuple[QuestionRow, ...]


def _section(
    framework: Framework, pillar: Pillar, findings: Sequence[Recommendation], renderer: Renderer
) -> PillarSection:
    def latest(question: str | None) -> tuple[Inspection, GradeLine] | None:
        return next(iter(summary.grades_of(renderer.snapshot, framework, pillar.id, question)), None)

    def row(question: Question) -> QuestionRow:
        graded, own = latest(question.id), about.get(question, ())
        return QuestionRow(question, graded[1].grade.label if graded else None, _totals(own, renderer))

    about: dict[Question | None, list[Recommendation]] = {}
    for finding in findings:
        if finding.inspection.framework.id == framework.id:  # frameworks may have equal questions
            about.setdefault(finding.question, []).append(finding)
    questions = (question for question in framework.facts.questions if question.pillar == pillar.id)
    own = latest(None)
    return PillarSection(framework, (*own, progress_of(own[1])) if own else None, tuple(map(row, questions)))


def questions(renderer: Renderer) -> Iterator[Page]:
    """The page of each question of each framework in use."""
    for framework in renderer.snapshot.frameworks_in_use:
        also_about = summary.also_about(renderer.snapshot, framework)
        for group in summary.by_question(renderer.snapshot, framework):
            if group.key:
                address = Address.question(framework.id, group.key.id)
                also = also_about[group.key.id]
                values = partial(_question, group.key, framework, group.findings, also, renderer)
                file, title = renderer.list_file(address, _FILE), group.key.label
                listed = list_of(group.findings, file, title, say("no-findings-yet"))
                body = (*_findings(), *listed, *_also(also))
                yield from of_body(renderer, address, title, "question.html", values, body, {file: group.findings})


def _also(also: Sequence[Recommendation]) -> Iterator[Block]:
    """The findings that are also about the question, and are counted under another."""
    if also:
        yield Heading(2, line(say("also-title")), "also")
        yield Items(tuple(_counted_elsewhere(finding) for finding in also))


def _counted_elsewhere(finding: Recommendation) -> Line:
    counted = say("counted-under", name=where(finding))
    return line(link_to(finding), " ", StatusMark(finding.status), f" {counted}")


def _question(
    question: Question,
    framework: Framework,
    findings: Sequence[Recommendation],
    also: Sequence[Recommendation],
    renderer: Renderer,
) -> Values:
    snapshot = renderer.snapshot
    reports = (inspection for inspection in snapshot.inspections if inspection.framework.id == framework.id)
    return {
        "question": question,
        "pillar": framework.pillar(question.pillar),
        "framework": framework,
        "graded": [
            (inspection, grade, progress_of(grade))
            for inspection, grade in summary.grades_of(snapshot, framework, question.pillar, question.id)
        ],
        "narratives": [(one, one.narratives[question.id]) for one in reports if question.id in one.narratives],
        "meanings": _meanings((*findings, *also), renderer),
    }


# Statuses


def statuses(renderer: Renderer) -> Iterator[Page]:
    """The table of statuses, and the page of each."""
    groups = summary.by_status(renderer.snapshot)
    whole = {"groups": groups, "body": say_body(renderer.snapshot.settings)}
    yield page_from(renderer, Address.STATUSES, say("statuses-title"), "statuses.html", lambda: whole)
    for group in groups:
        values = partial(_status, group.key, group.findings, renderer)
        address, title = Address.status(group.key.id), group.key.label
        file, caption = renderer.list_file(address, _FILE), say("status-page-caption", status=title)
        body = tuple(list_of(group.findings, file, caption, say("status-page-none")))
        yield from of_body(renderer, address, title, "status.html", values, body, {file: group.findings})


def _status(status: Status, findings: Sequence[Recommendation], renderer: Renderer) -> Values:
    by_type = summary.count_by_type(findings, renderer.snapshot.settings.types)
    return {
        "kind": status,
        "types": say_types(status.label, by_type) if findings else "",
        "meanings": summary.statuses_to_explain(findings, renderer.snapshot.statuses, [status]),
    }


# Owners


def owners(renderer: Renderer, followed: Mapping[str, tuple[DataFile, ...]]) -> Iterator[Page]:
    """The table of owners, and the page of each. followed: by which files each can be followed, by slug."""
    groups = summary.by_owner(renderer.snapshot)
    table = partial(_table_of_owners, groups, renderer)
    file = renderer.list_file(Address.OWNERS, "no-owner")
    without = next((group.findings for group in groups if not group.key), ())
    heading = Heading(2, line(say("no-owner")), "no-owner")
    body = tuple(section(heading, without, file, say("no-owner"), "")) if without else ()
    yield from of_body(renderer, Address.OWNERS, say("owners-title"), "owners.html", table, body, {file: without})
    helping = _taking_part(renderer.snapshot)
    for group in groups:
        if group.key:
            yield from _pages_of_owner(group.key, group.findings, helping[group.key.name], renderer, followed)


def _table_of_owners(groups: Sequence[Group[Owner | None]], renderer: Renderer) -> Values:
    helping = _taking_part(renderer.snapshot)
    return {**_table(groups, renderer), "takes_part": {name: len(found) for name, found in helping.items()}}


def _taking_part(snapshot: Snapshot) -> Mapping[str, list[Recommendation]]:
    """The findings in which each role takes part, by its name."""
    found: dict[str, list[Recommendation]] = defaultdict(list)
    for finding in snapshot.recommendations:
        for name in finding.taking_part:
            found[name].append(finding)
    return found


def _pages_of_owner(
    owner: Owner,
    findings: Sequence[Recommendation],
    takes_part: Sequence[Recommendation],
    renderer: Renderer,
    followed: Mapping[str, tuple[DataFile, ...]],
) -> Iterator[Page]:
    address = Address.owner(owner.slug)
    own, other = (renderer.list_file(address, name) for name in (_FILE, "takes-part"))
    answers = list_of(findings, own, say("owner-caption", owner=owner.name), one_owner=True)
    body = (*answers, *(_takes_part(owner, takes_part, other) if takes_part else ()))
    values = partial(_owner, owner, findings, takes_part, renderer, followed.get(owner.slug, ()))
    lists = {own: findings, other: takes_part}
    return of_body(renderer, address, owner.name, "owner.html", values, body, lists)


def _takes_part(owner: Owner, findings: Sequence[Recommendation], file: str) -> Iterator[PageBlock]:
    yield Heading(2, line(say("takes-part-title")), "takes-part")
    yield paragraph(say("takes-part-intro"))
    yield from list_of(findings, file, say("takes-part-caption", owner=owner.name))


def _owner(
    owner: Owner,
    findings: Sequence[Recommendation],
    takes_part: Sequence[Recommendation],
    renderer: Renderer,
    followed: tuple[DataFile, ...],
) -> Values:
    return {
        "owner": owner,
        "formerly": say_names(owner.formerly),
        "contact": (owner.contact or "").removeprefix("mailto:"),
        "tiles": () if not findings else tiles(_totals(findings, renderer)),
        "promised": say_promises(promises_of(findings, renderer.snapshot.day)),
        "followed": followed,
        "meanings": _meanings((*findings, *takes_part), renderer),
    }


# Inspections


def inspections(renderer: Renderer, corrected: Corrections) -> Iterator[Page]:
    """The table of inspections, and the page of each."""
    groups = summary.by_inspection(renderer.snapshot)
    table = partial(_table_of_inspections, groups, renderer)
    yield page_from(renderer, Address.INSPECTIONS, say("inspections-title"), "inspections.html", table)
    verdicts = verdicts_by_report(renderer.snapshot)
    for group in groups:
        address, title, source = Address.inspection(group.key.id), group.key.title, group.key.path
        judged, file = verdicts[group.key.id], renderer.list_file(address, _FILE)
        values = partial(_inspection, group.key, group.findings, judged, renderer, corrected)
        body, lists = tuple(_of_report(group.key, group.findings, judged, file)), {file: group.findings}
        yield from of_body(renderer, address, title, "inspection.html", values, body, lists, source, contents=True)


def _of_report(
    inspection: Inspection, findings: Sequence[Recommendation], judged: Sequence[Verdict], file: str
) -> Iterator[PageBlock]:
    """What a report found, and the earlier findings that it judged again. An awaited one may yet find some."""
    found = "no-new-findings-in-report" if judged else "no-findings-in-report"
    none = say(found if inspection.published else "no-findings-yet")
    yield from section(*_findings(), findings, file, say("findings-title"), none)
    if judged:
        yield Heading(2, line(say("judged-again-title")), "judged-again")
        yield verdicts_table(judged)


def _table_of_inspections(groups: Sequence[Group[Inspection]], renderer: Renderer) -> Values:
    clocks = renderer.overview.response_clocks
    days = dict.fromkeys(clock.inspection.response_days for clock in clocks)
    return {**_table(groups, renderer), "clocks": clocks, "response_days": tuple(days)}


def _inspection(
    inspection: Inspection,
    findings: Sequence[Recommendation],
    judged: Sequence[Verdict],
    renderer: Renderer,
    corrected: Corrections,
) -> Values:
    narratives = inspection.narratives
    return {
        "inspection": inspection,
        "corrections": corrected.of(Kind.INSPECTION, inspection.id),
        "inspected_by": say_names(inspection.inspectorates),
        "clock": response_clock(inspection, renderer.snapshot.day),
        "grades": [grades_table(inspection, say("grades-caption", title=inspection.title))],
        "narratives": [
            (one, narratives[one.id]) for one in inspection.framework.facts.questions if one.id in narratives
        ],
        "meanings": _meanings((*findings, *(verdict.finding for verdict in judged)), renderer),
    }
