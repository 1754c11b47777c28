"""The redirects at earlier addresses: those of records with a new id, and those in the ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.snapshots.owners import earlier_slugs
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say


def redirects_of_records(renderer: Renderer) -> Iterator[Page]:
    """The redirects at the earlier addresses of findings, questions, inspections, meetings and owners."""
    return (_redirect(renderer, *moved) for moved in earlier_addresses(renderer.snapshot))


def earlier_addresses(snapshot: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Every address that a record or an owner had before, the present one, and the sentence that leads there."""
    for finding in snapshot.recommendations:
        sentence = say("moved-to", title=finding.title)
        yield from _earlier(Address.recommendation, finding.id, finding.formerly, sentence)
    for inspection in snapshot.inspections:
        sentence = say("moved-to", title=inspection.title)
        yield from _earlier(Address.inspection, inspection.id, inspection.formerly, sentence)
    for meeting in snapshot.meetings:
        sentence = say("meeting-moved-to", committee=meeting.committee, day=meeting.day)
        yield from _earlier(Address.meeting, meeting.id, meeting.formerly, sentence)
    for framework in snapshot.frameworks_in_use:
        for question in framework.facts.questions:
            sentence = say("moved-to", title=question.label)
            address = partial(_question, question.id)
            yield from _earlier(address, framework.id, framework.facts.formerly, sentence)
    for slug, owner in earlier_slugs(snapshot.owners.values()).items():
        yield Address.owner(slug), Address.owner(owner.slug), say("owner-renamed", name=owner.name)


def _question(question: str, framework: str) -> str:
    return Address.question(framework, question)


def _earlier(
    address: Callable[[str], str], id: str, formerly: Iterable[str], sentence: str
) -> Iterator[tuple[str, str, str]]:
    return ((address(earlier), address(id), sentence) for earlier in formerly)


def redirects(snapshot: Snapshot, moved: Mapping[str, str]) -> Iterator[Page]:
    """The redirects of the ledger: by address, the one that it leads to."""
    renderer = Renderer(snapshot)
    return (_redirect(renderer, address, target, say("moved-page")) for address, target in moved.items())


def _redirect(renderer: Renderer, address: str, target: str, sentence: str) -> Page:
    values = {"target": target, "sentence": sentence}
    return page_from(renderer, address, say("moved-page-title"), "redirect.html", lambda: values)
