"""The pages of findings: the list of them all, on as many pages as it takes, and one page for each."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from register.figures.acceptance import say_acceptance
from register.figures.as_it_was import as_it_was
from register.figures.blocks import Block, paragraph
from register.figures.promise_blocks import say_promises, steps_table
from register.figures.promises import promises_of
from register.figures.standing import next_step, say_since
from register.figures.summary import statuses_to_explain
from register.figures.tables import tiles, totals_table
from register.pages import facets
from register.pages.addresses import Address
from register.pages.corrections import Corrections
from register.pages.page import Page, Values, page_from
from register.pages.pagination import Pager, pages_of
from register.pages.rendering import Renderer
from register.pages.staff import NOTHING, ForStaff
from register.pages.timeline import timeline_of
from register.records.folder import Kind
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, within

_Neighbours = tuple[Recommendation | None, Recommendation | None]
"""The findings before and after one in the list of all."""


def list_of_all(renderer: Renderer) -> Iterator[Page]:
    """The pages of the list of all findings."""
    parts = pages_of(renderer.snapshot.recommendations)
    for number, findings in enumerate(parts, 1):
        pager = Pager(Address.RECOMMENDATIONS, number, len(parts))
        values = partial(_page_of_list, findings, pager, renderer)
        address, title = Address.part(Address.RECOMMENDATIONS, number), pager.title_of(say("recommendations-title"))
        yield page_from(renderer, address, title, "recommendations.html", values)


def _page_of_list(findings: Sequence[Recommendation], pager: Pager, renderer: Renderer) -> Values:
    statuses = renderer.snapshot.statuses  # a list on many pages shows rows of others too
    return {
        "pager": pager,
        "findings": findings,
        "facets": " ".join(facets.NAMES),
        "tiles": tiles(renderer.overview.totals),
        "acceptance": say_acceptance(renderer.snapshot.recommendations) if pager.number == 1 else "",
        "totals": [totals_table(renderer.overview.status_table, say("totals-caption"))],
        "meanings": statuses if pager.count > 1 else statuses_to_explain(findings, statuses),
    }


def each_finding(
    renderer: Renderer, for_staff: Mapping[str, ForStaff], corrected: Corrections, snapshots: Snapshots
) -> Iterator[Page]:
    """The page of each finding."""
    listed = renderer.snapshot.recommendations
    for before, finding, after in zip((None, *listed), listed, (*listed[1:], None), strict=False):
        added, neighbours = for_staff.get(finding.id, NOTHING), (before, after)
        values = partial(_values_of, finding, snapshots, renderer.snapshot, added, neighbours, corrected)
        yield _page_of(finding, renderer, values)


def _page_of(finding: Recommendation, renderer: Renderer, values: Callable[[], Values]) -> Page:
    return page_from(
        renderer,
        Address.recommendation(finding.id),
        finding.title,
        "recommendation.html",
        values,
        source=finding.path,
        description=_description_of(finding),
    )


def _description_of(finding: Recommendation) -> str:
    said = say(
        "described-finding",
        status=finding.status.label,
        type=within(finding.type.label),
        inspection=finding.inspection.title,
    )
    owner = say("described-owner", owner=finding.owner) if finding.owner else ""
    due = say("described-due", day=finding.due) if finding.due and finding.outstanding else ""
    return " ".join(filter(None, (said, owner, due)))


def _values_of(
    finding: Recommendation,
    snapshots: Snapshots,
    snapshot: Snapshot,
    for_staff: ForStaff,
    neighbours: _Neighbours,
    corrected: Corrections,
) -> Values:
    children = snapshot.children_of(finding)
    return {
        "finding": finding,
        "for_staff": for_staff,
        "neighbours": neighbours,
        "children": children,
        "others": [(say(label), other) for label, other in _others(finding, snapshot)],
        "formerly": ", ".join(finding.formerly),
        "answers": [(voice, responses[::-1]) for voice, responses in finding.answers],
        "steps": _steps(finding, snapshot),
        "timeline": timeline_of(finding, snapshot),
        "since": say_since(finding),
        "next_step": next_step(finding, snapshot),
        "as_it_was": as_it_was(finding, snapshot, snapshots),
        "corrections": corrected.of(Kind.RECOMMENDATION, finding.id),
        "meanings": statuses_to_explain((finding, *children), snapshot.statuses),
    }


def _steps(finding: Recommendation, snapshot: Snapshot) -> list[Block]:
    promises = promises_of([finding], snapshot.day)
    if not promises.steps:
        return []
    return [paragraph(say_promises(promises)), steps_table(promises.steps, say("steps-caption"), named=False)]


def _others(finding: Recommendation, snapshot: Snapshot) -> list[tuple[str, Recommendation]]:
    """The findings that it names, each with the name of the sentence that says what it is to it."""
    parent = snapshot.by_id[finding.parent] if finding.parent else None
    named = (
        ("part-of", (finding.parent,)),
        ("parent-superseded-by", parent.superseded_by if parent else ()),
        ("superseded-by", finding.superseded_by),
        ("takes-place-of", finding.takes_place_of),
        ("repeats", (finding.repeats,)),
        ("repeated-by", snapshot.repeated_by.get(finding.id, ())),
    )
    return [(sentence, snapshot.by_id[id]) for sentence, ids in named for id in ids if id]
