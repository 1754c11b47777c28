"""The entries of the search: findings by all their words, other pages by their titles; and what a result shows.

The order is that of results which fit equally well: outstanding findings, closed ones, then other pages.
"""

import html
import re
from collections.abc import Iterable, Iterator

from register.pages.addresses import Address, is_for_staff
from register.pages.page import Page
from register.pages.redirects import earlier_addresses
from register.pages.search_index import Entry
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording import sentences


def make_entries(snapshot: Snapshot, pages: Iterable[Page], written: Iterable[Page]) -> Iterator[Entry]:
    """The entries of the search: the findings, the other pages of the register, and those that people wrote.

    Of a written page all words are found. pages are those of the register.
    """
    own = {Address.recommendation(finding.id) for finding in snapshot.recommendations}
    own |= {Address.HOME, Address.SEARCH, *(address for address, *_ in earlier_addresses(snapshot))}
    findings = sorted(snapshot.recommendations, key=lambda finding: not finding.outstanding)
    yield from (_of_finding(finding) for finding in findings)
    yield from (_of_page(page, "") for page in pages if page.address not in own and not is_for_staff(page.address))
    yield from (_of_page(page, page.html) for page in written if not is_for_staff(page.address))


def _of_finding(finding: Recommendation) -> Entry:
    card = {
        "address": Address.recommendation(finding.id).lstrip("/"),
        "title": finding.title,
        "kind": finding.type.label,
        "status": finding.status.id,
        "owner": finding.owner or "",
        "due": sentences.say("search-due", day=finding.due) if finding.due and finding.outstanding else "",
        "late": finding.overdue,
    }
    roles = (finding.owner, *finding.taking_part)
    names = " ".join(filter(None, (finding.title, finding.id, finding.reference, *roles, *finding.formerly)))
    return Entry(names, "\n".join(filter(None, _words_of(finding))), card)


def _words_of(finding: Recommendation) -> Iterator[str | None]:
    """Everything that the page of the finding says of it."""
    yield finding.inspection.title
    yield finding.pillar and finding.pillar.label
    yield finding.question and finding.question.label
    yield from (question.label for question in finding.also)
    yield finding.type.label
    yield finding.status.label
    yield finding.waiting_on
    yield finding.deadline
    yield finding.next and finding.next.what
    yield from (entry.reason for entry in finding.history)
    yield _text_of(finding.official_words)
    yield from (_text_of(response.html) for response in finding.responses)
    yield _text_of(finding.evidence)


def _of_page(page: Page, words: str) -> Entry:
    card = {"address": page.address.lstrip("/"), "title": page.title, "kind": sentences.say("search-page")}
    return Entry(page.title, _text_of(words), card)


_TAG = re.compile(r"<[^>]*>")


def _text_of(written: str) -> str:
    """The words of the HTML."""
    return html.unescape(_TAG.sub(" ", written))
