"""The pages of groups of findings: by pillar, question, status, owner and inspection, and the table of each kind."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from register.figures import summary
from register.figures.blocks import Line
from register.figures.names import say_body
from register.figures.promise_blocks import say_promises
from register.figures.promises import promises_of
from register.figures.summary import Group, Key, Totals
from register.figures.tables import grades_table, progress_of, say_types, tiles
from register.figures.verdicts import verdicts_of, verdicts_table
from register.pages.addresses import Address
from register.pages.corrections import Corrections
from register.pages.data import DataFile
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.pages.rows import WHOLE, Pager, pages_of
from register.records.folder import Kind
from register.records.model import Pillar, Question, Status
from register.snapshots.inspection import Framework, GradeLine, Inspection
from register.snapshots.owners import Owner
from register.snapshots.snapshot import Recommendation
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


def _in_parts(
    renderer: Renderer,
    address: str,
    title: str,
    template: str,
    values: Callable[[], Values],
    findings: Sequence[Recommendation],
) -> Iterator[Page]:
    """The pages of a group: the first has the values and the first findings, the others the findings that follow."""
    parts = pages_of(findings)

    def with_part(part: Sequence[Recommendation], pager: Pager) -> Values:
        return {**values(), "findings": part, "pager": pager}

    for number, part in enumerate(parts, 1):
        named = say("page-title", title=title, number=number, count=len(parts)) if number > 1 else title
        filled = partial(with_part, part, Pager(address, number, len(parts)))
        yield page_from(renderer, Address.part(address, number), named, template, filled)


# Pillars and questions


def pillars(renderer: Renderer) -> Iterator[Page]:
    """The table of pillars, and the page of each."""
    groups = summary.by_pillar(renderer.snapshot)
    table = partial(_table_of_pillars, groups, renderer)
    yield page_from(renderer, Address.PILLARS, say("pillars-title"), "pillars.html", table)
    for group in groups:
        if group.key:
            values = partial(_pillar, group.key, group.findings, renderer)
            address, title = Address.pillar(group.key.id), group.key.label
            yield from _in_parts(renderer, address, title, "pillar.html", values, group.findings)


def _table_of_pillars(groups: Sequence[Group[Pillar | None]], renderer: Renderer) -> Values:
    listed = [group for group in groups if not group.key or len(group.findings) <= WHOLE]
    return {**_table(groups, renderer), "groups": groups, "listed": listed}


def _pillar(pillar: Pillar, findings: Sequence[Recommendation], renderer: Renderer) -> Values:
    frameworks = [framework for framework in renderer.snapshot.frameworks_in_use if framework.pillar(pillar.id)]
    return {
        "pillar": pillar,
        "findings": findings,
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
        graded, own = latest(question.id), [finding for finding in findings if finding.question == question]
        return QuestionRow(question, graded[1].grade.label if graded else None, _totals(own, renderer))

    questions = (question for question in framework.facts.questions if question.pillar == pillar.id)
    own = latest(None)
    return PillarSection(framework, (*own, progress_of(own[1])) if own else None, tuple(map(row, questions)))


def questions(renderer: Renderer) -> Iterator[Page]:
    """The page of each question of each framework in use."""
    for framework in renderer.snapshot.frameworks_in_use:
        for group in summary.by_question(renderer.snapshot, framework):
            if group.key:
                address = Address.question(framework.id, group.key.id)
                values = partial(_question, group.key, framework, group.findings, renderer)
                yield page_from(renderer, address, group.key.label, "question.html", values)


def _question(
    question: Question, framework: Framework, findings: Sequence[Recommendation], renderer: Renderer
) -> Values:
    snapshot = renderer.snapshot
    reports = (inspection for inspection in snapshot.inspections if inspection.framework.id == framework.id)
    also = summary.also_about(snapshot, framework, question)
    return {
        "question": question,
        "pillar": framework.pillar(question.pillar),
        "framework": framework,
        "findings": findings,
        "graded": [
            (inspection, grade, progress_of(grade))
            for inspection, grade in summary.grades_of(snapshot, framework, question.pillar, question.id)
        ],
        "narratives": [(one, one.narratives[question.id]) for one in reports if question.id in one.narratives],
        "also": also,
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
        yield from _in_parts(renderer, address, title, "status.html", values, group.findings)


def _status(status: Status, findings: Sequence[Recommendation], renderer: Renderer) -> Values:
    return {
        "kind": status,
        "findings": findings,
        "types": say_types(status.label, summary.count_by_type(findings, renderer.snapshot.settings.types)),
        "meanings": summary.statuses_to_explain(findings, renderer.snapshot.statuses, [status]),
    }


# Owners


def owners(renderer: Renderer, followed: Mapping[str, tuple[DataFile, ...]]) -> Iterator[Page]:
    """The table of owners, and the page of each. followed: by which files each can be followed, by slug."""
    groups = summary.by_owner(renderer.snapshot)
    table = partial(_table_of_owners, groups, renderer)
    yield page_from(renderer, Address.OWNERS, say("owners-title"), "owners.html", table)
    for group in groups:
        if group.key:
            address, files = Address.owner(group.key.slug), followed.get(group.key.slug, ())
            values = partial(_owner, group.key, group.findings, renderer, files)
            yield page_from(renderer, address, group.key.name, "owner.html", values)


def _table_of_owners(groups: Sequence[Group[Owner | None]], renderer: Renderer) -> Values:
    without_owner = next((group.findings for group in groups if not group.key), ())
    takes_part = Counter(name for finding in renderer.snapshot.recommendations for name in finding.taking_part)
    return {**_table(groups, renderer), "without_owner": without_owner, "takes_part": takes_part}


def _owner(
    owner: Owner, findings: Sequence[Recommendation], renderer: Renderer, followed: tuple[DataFile, ...]
) -> Values:
    takes_part = [finding for finding in renderer.snapshot.recommendations if owner.name in finding.taking_part]
    return {
        "owner": owner,
        "formerly": say_names(owner.formerly),
        "contact": (owner.contact or "").removeprefix("mailto:"),
        "findings": findings,
        "tiles": tiles(_totals(findings, renderer)),
        "promised": say_promises(promises_of(findings, renderer.snapshot.day)),
        "takes_part": takes_part,
        "followed": followed,
        "meanings": _meanings((*findings, *takes_part), renderer),
    }


# Inspections


def inspections(renderer: Renderer, corrected: Corrections) -> Iterator[Page]:
    """The table of inspections, and the page of each."""
    groups = summary.by_inspection(renderer.snapshot)
    table = partial(_table_of_inspections, groups, renderer)
    yield page_from(renderer, Address.INSPECTIONS, say("inspections-title"), "inspections.html", table)
    for group in groups:
        address, title, source = Address.inspection(group.key.id), group.key.title, group.key.path
        values = partial(_inspection, group.key, group.findings, renderer, corrected)
        yield page_from(renderer, address, title, "inspection.html", values, source, contents=True)


def _table_of_inspections(groups: Sequence[Group[Inspection]], renderer: Renderer) -> Values:
    clocks = renderer.overview.response_clocks
    days = dict.fromkeys(clock.inspection.response_days for clock in clocks)
    return {**_table(groups, renderer), "clocks": clocks, "response_days": tuple(days)}


def _inspection(
    inspection: Inspection, findings: Sequence[Recommendation], renderer: Renderer, corrected: Corrections
) -> Values:
    narratives = inspection.narratives
    judged = verdicts_of(inspection, renderer.snapshot)
    return {
        "judged": [verdicts_table(judged)] if judged else (),
        "inspection": inspection,
        "corrections": corrected.of(Kind.INSPECTION, inspection.id),
        "inspected_by": say_names(inspection.inspectorates),
        "findings": findings,
        "clock": summary.response_clock(inspection, renderer.snapshot.day),
        "grades": [grades_table(inspection, say("grades-caption", title=inspection.title))],
        "narratives": [
            (one, narratives[one.id]) for one in inspection.framework.facts.questions if one.id in narratives
        ],
        "meanings": _meanings((*findings, *(verdict.finding for verdict in judged)), renderer),
    }
