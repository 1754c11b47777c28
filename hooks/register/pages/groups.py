"""The pages of groups of findings: by pillar, question, status, owner and inspection, and the table of each kind."""

from collections.abc import Iterator

from register.figures import summary
from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.wording.sentences import say


def pillars(renderer: Renderer) -> Iterator[Page]:
    """The table of pillars, and the page of each."""
    groups = summary.by_pillar(renderer.snapshot)
    yield page_from(renderer, Address.PILLARS, say("pillars-title"), "pillars.html", lambda: {"groups": groups})
    for group in groups:
        if group.key:
            frameworks = [f for f in renderer.snapshot.frameworks if f.pillar(group.key.id)]
            values = {"pillar": group.key, "group": group, "frameworks": frameworks}
            yield page_from(renderer, Address.pillar(group.key.id), group.key.label, "pillar.html", lambda v=values: v)


def questions(renderer: Renderer) -> Iterator[Page]:
    """The page of each question of each framework."""
    for framework in renderer.snapshot.frameworks:
        for group in summary.by_question(renderer.snapshot, framework):
            if group.key:
                address = Address.question(framework.id, group.key.id)
                values = {"question": group.key, "framework": framework, "group": group}
                yield page_from(renderer, address, group.key.label, "question.html", lambda v=values: v)


def statuses(renderer: Renderer) -> Iterator[Page]:
    """The table of statuses, and the page of each."""
    groups = summary.by_status(renderer.snapshot)
    yield page_from(renderer, Address.STATUSES, say("statuses-title"), "statuses.html", lambda: {"groups": groups})
    for group in groups:
        address = Address.status(group.key.id)
        yield page_from(renderer, address, group.key.label, "status.html", lambda g=group: {"group": g})


def owners(renderer: Renderer) -> Iterator[Page]:
    """The table of owners, and the page of each."""
    groups = summary.by_owner(renderer.snapshot)
    yield page_from(renderer, Address.OWNERS, say("owners-title"), "owners.html", lambda: {"groups": groups})
    for group in groups:
        if group.key:
            address = Address.owner(group.key.slug)
            yield page_from(renderer, address, group.key.name, "owner.html", lambda g=group: {"group": g})


def inspections(renderer: Renderer) -> Iterator[Page]:
    """The table of inspections, and the page of each."""
    groups = summary.by_inspection(renderer.snapshot)
    yield page_from(
        renderer, Address.INSPECTIONS, say("inspections-title"), "inspections.html", lambda: {"groups": groups}
    )
    for group in groups:
        inspection, values = group.key, {"inspection": group.key, "findings": group.findings}
        yield page_from(
            renderer,
            Address.inspection(inspection.id),
            inspection.title,
            "inspection.html",
            lambda v=values: v,
            source=inspection.path,
            contents=True,
        )
