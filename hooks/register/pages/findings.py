"""The pages of findings: the list of them all, on as many pages as it takes, and one page for each."""

from collections.abc import Iterator, Mapping

from register.pages import rows
from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.pages.staff import NOTHING, ForStaff
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say


def list_of_all(renderer: Renderer) -> Iterator[Page]:
    """The pages of the list of all findings."""
    parts = rows.pages_of(renderer.snapshot.recommendations)
    for number, findings in enumerate(parts, 1):
        title = say("recommendations-title")
        if number > 1:
            title = say("page-title", title=title, number=number, count=len(parts))
        offered = rows.pages_to_offer(number, len(parts))
        values = {"number": number, "count": len(parts), "offered": offered, "findings": findings}
        yield page_from(renderer, Address.recommendations(number), title, "recommendations.html", lambda v=values: v)


def each_finding(renderer: Renderer, for_staff: Mapping[str, ForStaff]) -> Iterator[Page]:
    """The page of each finding, and the redirects from the addresses that it had."""
    for finding in renderer.snapshot.recommendations:
        yield _page_of(finding, renderer, for_staff)
        for earlier in finding.formerly:
            yield _redirect_from(earlier, finding, renderer)


def _page_of(finding: Recommendation, renderer: Renderer, for_staff: Mapping[str, ForStaff]) -> Page:
    snapshot = renderer.snapshot
    others = [snapshot.by_id[id] for id in (finding.parent, finding.superseded_by, finding.repeats) if id]
    shown = (finding, finding.inspection, *others, *snapshot.children_of(finding))
    return page_from(
        renderer,
        Address.recommendation(finding.id),
        finding.title,
        "recommendation.html",
        lambda: {"finding": finding, "for_staff": for_staff.get(finding.id, NOTHING)},
        source=finding.path,
        made_of=() if for_staff else tuple(record.path for record in shown),
    )


def _redirect_from(earlier: str, finding: Recommendation, renderer: Renderer) -> Page:
    sentence = say("moved-to", title=finding.title)
    values = {"target": Address.recommendation(finding.id), "sentence": sentence}
    return page_from(renderer, Address.recommendation(earlier), finding.title, "redirect.html", lambda: values)


def redirects(snapshot: Snapshot, moved: Mapping[str, str]) -> Iterator[Page]:
    """What stands at the addresses of the ledger that lead on to others: by address, the one that it leads to."""
    renderer = Renderer(snapshot)
    for address, target in moved.items():
        values = {"target": target, "sentence": say("moved-page")}
        yield page_from(renderer, address, say("moved-page-title"), "redirect.html", lambda v=values: v)
