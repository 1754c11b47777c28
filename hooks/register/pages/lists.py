"""The pages that the committee turns to: what is red, what is overdue or due soon, and what else needs attention."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from register.figures import summary
from register.figures.acceptance import acceptance_table, not_fully_accepted, say_acceptance
from register.figures.blocks import Block, Cell, Heading, Items, Row, StatusMark, Table, line, paragraph
from register.figures.families import families
from register.figures.finding_blocks import card
from register.figures.names import say_body
from register.figures.promise_blocks import say_promises, steps_table
from register.figures.promises import promises_of, without_outcome
from register.figures.summary import Group, Quarter, statuses_to_explain
from register.figures.tables import link_to
from register.pages.addresses import Address
from register.pages.page import Page, Values
from register.pages.pagination import Download, FindingsTable, PageBlock, card_rows, in_parts, of_body
from register.pages.rendering import Renderer
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say


def red(renderer: Renderer) -> Iterator[Page]:
    """The page of the red findings."""
    found = renderer.overview.red
    file = renderer.list_file(Address.RED, "red")
    values = {
        "red": found,
        "downloads": [Download(file, len(found))],
        "meanings": statuses_to_explain(found, renderer.snapshot.statuses),
    }

    def cards() -> Iterator[Block]:
        return (card(family, renderer.snapshot, level=2) for family in families(found))

    title, lists = say("red-page-title"), {file: lambda: found}
    return in_parts(renderer, Address.RED, title, "red.html", lambda: values, cards, card_rows(len(found)), lists=lists)


@dataclass(frozen=True)
class _Section:
    """A section of a page of lists: its name, which is its id and that of its file, what it lists, and its blocks.

    nil: what is said where there is nothing to list.
    """

    name: str
    title: str
    findings: Sequence[Recommendation]
    blocks: tuple[PageBlock, ...]
    nil: str = ""


def _section(name: str, title: str, findings: Sequence[Recommendation], caption: str, none: str) -> _Section:
    """A list of findings; in place of an empty one, what `none` says."""
    return _Section(name, title, findings, (FindingsTable(caption, findings),) if findings else (), none)


def _page_of(
    renderer: Renderer, address: str, title: str, template: str, sections: Sequence[_Section], values: Values
) -> Iterator[Page]:
    """The page of the sections, each with the file of its list."""
    files = {each.name: renderer.list_file(address, each.name) for each in sections}
    nil = [line(each.nil) for each in sections if not each.blocks]
    together = len(nil) >= _FEW
    told = (each for each in sections if each.blocks or not together)
    body = [block for each in told for block in _blocks_of(each, files[each.name])]
    if together:
        body += [Heading(2, line(say("lists-nothing")), "nothing"), Items(tuple(nil))]
    if not renderer.snapshot.recommendations:
        body = [paragraph(say("no-findings-yet"))]
    lists = {files[each.name]: each.findings for each in sections}
    return of_body(renderer, address, title, template, lambda: values, body, lists, contents=len(sections) > _MANY)


_FEW = 3
"""So many sections with nothing to show are one."""
_MANY = 3
"""A page with more sections has a table of contents."""


def _blocks_of(section: _Section, file: str) -> Iterator[PageBlock]:
    yield Heading(2, line(section.title), section.name)
    if section.findings:
        yield Download(file, len(section.findings))
    elif section.nil:
        yield paragraph(section.nil)
    yield from section.blocks


def overdue(renderer: Renderer) -> Iterator[Page]:
    """The page of what is overdue, soon due, or has no date."""
    overview, past = renderer.overview, summary.past_first_date(renderer.snapshot)
    late, soon, undated = overview.overdue, overview.due_soon, overview.without_date
    until = overview.soon_until
    lateness = _section("overdue", say("overdue-title"), late, say("overdue-caption"), say("nothing-overdue"))
    soon_caption, nothing_soon = say("due-soon-caption", day=until), say("nothing-due-soon", day=until)
    sections = (
        replace(lateness, blocks=(*lateness.blocks, *_said(say("past-first-date", count=len(past)) if past else ""))),
        _section("due-soon", say("due-soon-title"), soon, soon_caption, nothing_soon),
        _section("no-date", say("no-date-title"), undated, say("no-date-caption"), say("everything-dated")),
    )
    values = {"meanings": statuses_to_explain((*late, *soon, *undated), renderer.snapshot.statuses)}
    return _page_of(renderer, Address.OVERDUE, say("overdue-page-title"), "overdue.html", sections, values)


def lists(renderer: Renderer) -> Iterator[Page]:
    """The page of what lies still, was often re-dated or waits for others, and of what is due in each quarter."""
    sections = tuple(_needing_attention(renderer.snapshot))
    values = {"meanings": renderer.overview.explained}
    return _page_of(renderer, Address.LISTS, say("lists-title"), "lists.html", sections, values)


def _needing_attention(snapshot: Snapshot) -> Iterator[_Section]:
    yield _not_reviewed(snapshot)
    redated, captions = summary.often_redated(snapshot), ("often-redated-caption", "often-redated-none")
    yield _section("redated", say("often-redated-title"), redated, *map(say, captions))
    yield _steps(snapshot)
    yield _differing(snapshot)
    if accepted := say_acceptance(snapshot.recommendations):
        partly = not_fully_accepted(snapshot.recommendations)
        table = [acceptance_table(partly)] if partly else []
        yield _Section("acceptance", say("not-accepted-title"), partly, (paragraph(accepted), *table))
    yield _waiting(snapshot)
    yield _by_quarter(snapshot)


def _not_reviewed(snapshot: Snapshot) -> _Section:
    day, title = snapshot.counting_from, say("not-reviewed-title")
    if not day:
        return _Section("not-reviewed", title, (), (), say("changes-none-yet"))
    captions = (say(name, day=day) for name in ("not-reviewed-caption", "not-reviewed-none"))
    return _section("not-reviewed", title, summary.not_reviewed(snapshot), *captions)


def _steps(snapshot: Snapshot) -> _Section:
    late = without_outcome(snapshot)
    promised = _said(say_promises(promises_of(snapshot.recommendations, snapshot.day)))
    table = (steps_table(late, say("steps-late-caption")),) if late else ()
    findings = tuple({step.finding.id: step.finding for step in late}.values())
    return _Section("steps", say("steps-late-title"), findings, (*promised, *table), say("steps-late-none"))


def _differing(snapshot: Snapshot) -> _Section:
    body, found = say_body(snapshot.settings), summary.judged_otherwise(snapshot)
    rows = ((each, snapshot.inspectorate_label(each.inspectorate_status or "")) for each in found)
    table = _table(say("differ-caption"), say("differ-inspectorate"), rows)
    none = say("differ-none", body=body)
    return _Section("differ", say("differ-title", body=body), found, (table,) if found else (), none)


def _waiting(snapshot: Snapshot) -> _Section:
    found = summary.waiting(snapshot)
    table = _table(say("waiting-caption"), say("waiting-on"), ((each, each.waiting_on or "") for each in found))
    return _Section("waiting", say("waiting-title"), found, (table,) if found else (), say("waiting-none"))


def _table(caption: str, told: str, findings: Iterable[tuple[Recommendation, str]]) -> Table:
    """Each finding with its status and what is told of it."""
    head = tuple(Cell(line(name)) for name in (say("finding"), say("status"), told))
    rows = ((line(link_to(finding)), line(StatusMark(finding.status)), line(what)) for finding, what in findings)
    return Table(caption, head, (tuple(Row(tuple(map(Cell, lines))) for lines in rows),))


def _by_quarter(snapshot: Snapshot) -> _Section:
    """The open findings by the quarter in which they are due."""
    groups = summary.by_due_quarter(snapshot)
    blocks = tuple(block for group in groups for block in _of_quarter(group))
    findings = [finding for group in groups for finding in group.findings]
    return _Section("quarters", say("quarters-title"), findings, blocks, say("quarters-none"))


def _of_quarter(group: Group[Quarter | None]) -> Iterator[PageBlock]:
    quarter = group.key
    name = say("quarter", quarter=quarter.quarter, year=str(quarter.year)) if quarter else say("no-date")
    yield Heading(3, line(name), f"quarter-{quarter.year}-{quarter.quarter}" if quarter else "quarter-none")
    yield FindingsTable(say("quarter-caption", quarter=name), group.findings)


def _said(sentence: str) -> tuple[Block, ...]:
    return (paragraph(sentence),) if sentence else ()
