"""The entries of the search: all public pages by the words that they say, and what a result shows.

The order is that of results which fit equally well: outstanding findings, closed ones, then other pages, those with
the fewest words first. A page is known by its title and by what people call its subject; the words of findings are
found once, on their own pages.
"""

from collections.abc import Iterable, Iterator, Mapping

from register.figures.standing import full_stop
from register.figures.summary import grades_of
from register.pages.addresses import Address, is_for_staff, is_later_part
from register.pages.page import Page, list_above
from register.pages.redirects import earlier_addresses
from register.pages.search_index import Entry
from register.records.html_text import beginning_of, text_of_html
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import WRITTEN, Meeting, PaperState
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say

_LINE = 160
"""How many characters of its words a result shows at most."""


def make_entries(snapshot: Snapshot, pages: Iterable[Page], written: Iterable[Page]) -> Iterator[Entry]:
    """The entries of the search: the findings, the other pages of the register, and those that people wrote.

    pages are those of the register. What is for those who keep the register is left out.
    """
    own = {Address.recommendation(finding.id) for finding in snapshot.recommendations}
    own |= {
        Address.changes_before(meeting.id) for meeting in snapshot.meetings
    }  # each repeats the paper of its meeting
    own |= {Address.HOME, Address.SEARCH, *(address for address, *_ in earlier_addresses(snapshot))}
    words, names = dict(_words_of_records(snapshot)), dict(_names_of_pages(snapshot))
    findings = sorted(snapshot.recommendations, key=lambda finding: not finding.outstanding)
    yield from (_of_finding(finding) for finding in findings)
    others = [page for page in _for_readers(pages) if page.address not in own]
    others.sort(key=lambda page: len(words.get(page.address, "")))
    yield from (_of_page(page, words.get(page.address, ""), names.get(page.address, "")) for page in others)
    yield from (_of_page(page, text_of_html(page.html)) for page in _for_readers(written))


def _for_readers(pages: Iterable[Page]) -> Iterator[Page]:
    """The pages that readers look for; further parts of a list and of the dictionary are reached from their first."""
    return (page for page in pages if not is_for_staff(page.address) and not is_later_part(page.address))


def _of_finding(finding: Recommendation) -> Entry:
    card = {
        "address": Address.recommendation(finding.id).lstrip("/"),
        "title": finding.title,
        "kind": finding.type.label,
        "status": finding.status.id,
        "owner": finding.owner or "",
        "due": say("search-due", day=finding.due) if finding.due and finding.outstanding else "",
        "late": finding.overdue,
        "line": beginning_of(text_of_html(finding.official_words), _LINE),
    }
    label = finding.type.label
    names = (finding.title, finding.id, finding.reference or "", *finding.formerly, label, _initials(label))
    return Entry(names, "\n".join(filter(None, _words_of(finding))), card)


def _words_of(finding: Recommendation) -> Iterator[str | None]:
    """Everything that the page of the finding says of it."""
    if finding.owner:
        yield finding.owner
        yield say("called-owner")
    if finding.overdue:
        yield say("overdue")
    yield from finding.taking_part
    yield finding.inspection.title
    yield finding.pillar and finding.pillar.label
    yield finding.question and finding.question.label
    yield from (question.label for question in finding.also)
    yield finding.grade and finding.grade.label
    yield finding.status.label
    yield finding.waiting_on
    yield finding.deadline
    yield finding.next and finding.next.what
    yield from (step.what for step in finding.steps)
    yield from (entry.reason for entry in finding.history)
    yield text_of_html(finding.official_words)
    yield from (text_of_html(response.html) for response in finding.responses)
    yield text_of_html(finding.evidence)


def _initials(label: str) -> str:
    """What people call a type for short: AFI for "Area for improvement"."""
    return "".join(word[0] for word in label.split())


def _words_of_records(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The words of reports and of papers, each by the address of its page."""
    for inspection in snapshot.inspections:
        yield Address.inspection(inspection.id), " ".join(_words_of_report(inspection))
    for meeting in snapshot.meetings_with_paper(*WRITTEN):
        yield Address.meeting(meeting.id), " ".join(_words_of_paper(meeting, meeting.day <= snapshot.day))
    for framework in snapshot.frameworks:
        for question in framework.facts.questions:
            reports = (each for each in snapshot.inspections if each.framework.id == framework.id)
            said = (text_of_html(each.narratives.get(question.id, "")) for each in reports)
            yield Address.question(framework.id, question.id), " ".join(said)


def _words_of_report(inspection: Inspection) -> Iterator[str]:
    yield from (grade.note for grade in inspection.grades if grade.note)
    yield from map(text_of_html, (inspection.summary, *inspection.narratives.values()))


def _words_of_paper(meeting: Meeting, over: bool) -> Iterator[str]:
    yield full_stop(meeting.committee)
    yield from meeting.decisions
    written = (meeting.summary, meeting.purpose, meeting.background, meeting.to_committee)
    yield from map(text_of_html, (*written, meeting.decided if over else ""))


_CALLED: Mapping[str, str] = {
    Address.RED: "called-red",
    Address.OVERDUE: "called-overdue",
    Address.CHANGES: "called-changes",
    Address.RECOMMENDATIONS: "called-findings",
    Address.OWNERS: "called-owners",
    Address.PILLARS: "called-pillars",
    Address.INSPECTIONS: "called-inspections",
    Address.MEETINGS: "called-meetings",
    Address.CHARTS: "called-charts",
    Address.LISTS: "called-lists",
    Address.DATA: "called-data",
    Address.CORRECTIONS: "called-corrections",
}
"""What people call the subjects of pages, beside their titles."""


def _names_of_pages(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What people call each page beside its title, parted by commas, by the address of the page."""
    for address, sentence in _CALLED.items():
        yield address, say(sentence)
    for status in snapshot.settings.statuses:
        yield Address.status(status.id), say("called-status", stage=status.stage)
    for inspection in snapshot.inspections:
        yield Address.inspection(inspection.id), say("called-inspection")
    given = snapshot.meetings_with_paper(PaperState.GIVEN)
    last = max(given, key=lambda meeting: meeting.day, default=None)
    for meeting in snapshot.meetings:
        when = "next" if snapshot.papers[meeting.id] is PaperState.DRAFT else "last" if meeting is last else "earlier"
        yield Address.meeting(meeting.id), say("called-meeting", when=when)
    for framework in snapshot.frameworks:
        for question in framework.facts.questions:
            newest = next(iter(grades_of(snapshot, framework, question.pillar, question.id)), None)
            grade = newest[1].grade.label if newest else ""
            yield Address.question(framework.id, question.id), say("called-question", grade=grade)


_KINDS: Mapping[str, str] = {Address.MEETINGS: "search-paper", Address.INSPECTIONS: "search-report"}
"""What a page below each list is called, where it is more than a page."""


def _of_page(page: Page, words: str, called: str = "") -> Entry:
    card = {
        "address": page.address.lstrip("/"),
        "title": page.title,
        "kind": say(_KINDS.get(list_above(page.address), "search-page")),
        "line": beginning_of(" ".join((words or page.description).split()), _LINE),
    }
    return Entry((page.title, *called.split(",")), words, card)
