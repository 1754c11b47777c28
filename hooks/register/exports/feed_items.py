"""What a feed tells: every change of the register, on the day on which the register said so.

An item's id is made of what stays: the first id of the record, the day, and what an entry changed. So it survives
another name, entries that are put in before or beside it, corrected words, and words that are withheld.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import NamedTuple
from zlib import crc32

from register.figures.corrections import Corrected
from register.figures.timeline import happenings_by_entry
from register.pages.addresses import Address
from register.pages.timeline import say_happenings
from register.records.folder import Kind
from register.records.html_text import beginning_of, text_of_html
from register.records.model import HistoryEntry
from register.records.record import Records
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting, PaperState
from register.snapshots.snapshot import Recommendation, Response, Snapshot
from register.wording.sentences import say

_LONGEST = 300
"""How many characters of a text stand in a summary; the page has the rest."""

_CHANGED = ("recorded", "status", "due", "owner", "with_", "inspectorate_status", "accepted", "outcome", "inspection")
_WORDS = ("next", "waiting_on", "reason", "approved_by")


class ItemWords(NamedTuple):
    """The title of an item, and more about it."""

    title: str
    summary: str = ""


class FeedItem(NamedTuple):
    """One thing that happened: its id, its day, the page that tells more, and the roles whom it concerns.

    Its words are made when they are asked for: a feed shows the newest items of very many.
    """

    id: str
    day: date
    page: str
    words: Callable[[], ItemWords]
    roles: frozenset[str] = frozenset()


def feed_items(
    snapshot: Snapshot, records: Records, corrected: Iterable[Corrected], site_url: str
) -> tuple[FeedItem, ...]:
    """All that happened by the day of the snapshot, the newest first. The records are those of the snapshot."""
    found = (
        *_of_findings(snapshot, site_url),
        *_of_inspections(snapshot, records, site_url),
        *_of_meetings(snapshot, site_url),
        *_of_corrections(corrected, snapshot, records, site_url),
    )
    by_id = sorted(found, key=attrgetter("id"))
    return tuple(sorted(by_id, key=attrgetter("day"), reverse=True))


def _page(
    site_url: str, address_of: Callable[[str], str], record: Recommendation | Inspection | Meeting
) -> tuple[str, str]:
    """The whole address of the record's page, and that by which readers first knew it."""
    return f"{site_url}{address_of(record.id)[1:]}", f"{site_url}{address_of(first_id(record))[1:]}"


def first_id(record: Recommendation | Inspection | Meeting) -> str:
    """The id under which readers first knew the record."""
    return record.formerly[0] if record.formerly else record.id


@dataclass(frozen=True)
class _FindingNews:
    """A finding and what happened to it by each entry, which is put into words when the first are asked for."""

    finding: Recommendation
    snapshot: Snapshot

    @cached_property
    def happened(self) -> tuple[str, ...]:
        """What happened by each entry, in words."""
        by_entry = happenings_by_entry(self.finding, self.snapshot)
        return tuple(say_happenings(happenings, self.snapshot) for _, happenings in by_entry)


def _of_findings(snapshot: Snapshot, site_url: str) -> Iterator[FeedItem]:
    for finding in snapshot.recommendations:
        page, first = _page(site_url, Address.recommendation, finding)
        whose = frozenset(role for role in (finding.role, *finding.taking_part) if role)
        told: Counter[str] = Counter()
        for day, name, words, others in _of_finding(_FindingNews(finding, snapshot)):
            told[name] += 1
            id = f"{first}#{name}" if told[name] == 1 else f"{first}#{name}-{told[name]}"
            yield FeedItem(id, day, page, words, whose.union(others))


_NOBODY: tuple[str, ...] = ()
_ItemOfFinding = tuple[date, str, Callable[[], ItemWords], tuple[str, ...]]
"""The day of an item, its name among those of the finding, its words, and whom it concerns besides the owner."""


def _of_finding(news: _FindingNews) -> Iterator[_ItemOfFinding]:
    """Its arrival with the entry that it began with, its later entries, and what was said of it since."""
    finding = news.finding
    if finding.withdrawn:
        for entry in finding.history:
            yield entry.known_from, _name(entry), partial(_withdrawn, finding, entry), _NOBODY
        return
    begins = bool(finding.history) and finding.history[0].known_from == finding.known_from
    yield finding.known_from, "received", partial(_new, news, begins), _NOBODY
    owner: str | None = None
    for index, entry in enumerate(finding.history):
        if index or not begins:
            owners = _present_names((owner, entry.owner), news.snapshot) if entry.owner else _NOBODY
            yield entry.known_from, _name(entry), partial(_changed, news, index), owners
        owner = entry.owner or owner
    if finding.closed and not finding.history:
        yield finding.closed, "closed", partial(_ended, finding), _NOBODY
    for response in finding.responses:
        if response.known_from > finding.known_from:
            name = f"response-{response.day}-{response.by}"
            yield response.known_from, name, partial(_response, finding, response), _NOBODY


def _name(entry: HistoryEntry) -> str:
    """The name of an entry among those of its finding: its day and what it changed; of a note, its words."""
    said = _given(entry, _CHANGED) or _given(entry, _WORDS)
    return f"{entry.date}-{crc32(said.encode()):08x}"


def _given(entry: HistoryEntry, fields: Iterable[str]) -> str:
    return "; ".join(f"{field}: {value}" for field in fields if (value := getattr(entry, field)) is not None)


def _present_names(roles: Iterable[str | None], snapshot: Snapshot) -> tuple[str, ...]:
    return tuple(name for role in roles if (name := snapshot.present_name(role)))


def _new(news: _FindingNews, begins: bool) -> ItemWords:
    """The arrival. begins: whether the first entry says how the finding began."""
    finding = news.finding
    title = say("feed-new", title=finding.title)
    if not begins:
        return ItemWords(title, finding.inspection.title)
    return ItemWords(title, f"{news.happened[0]}. {finding.history[0].reason or ''}".rstrip())


def _changed(news: _FindingNews, index: int) -> ItemWords:
    """What the entry of that index changed, why, and who approved it."""
    finding, entry = news.finding, news.finding.history[index]
    approved = entry.approved_by and say("approved-by", role=entry.approved_by)
    late = say("feed-late", day=entry.date) if entry.is_late else None
    why = entry.reason or (None if finding.withheld else say("no-reason"))
    summary = " ".join(filter(None, (why, approved and f"{approved}.", late)))
    return ItemWords(_about(news.happened[index], finding), summary)


def _ended(finding: Recommendation) -> ItemWords:
    return ItemWords(_about(finding.status.label, finding))


def _withdrawn(finding: Recommendation, entry: HistoryEntry) -> ItemWords:
    return ItemWords(_about(finding.status.label, finding), entry.reason or "")


def _response(finding: Recommendation, response: Response) -> ItemWords:
    return ItemWords(_about(say(f"response-by-{response.by}"), finding), _beginning_of(response.html))


def _about(what: str, finding: Recommendation) -> str:
    return f"{what}: {finding.title}"


def _beginning_of(written: str) -> str:
    return beginning_of(text_of_html(written), _LONGEST)


def _of_inspections(snapshot: Snapshot, records: Records, site_url: str) -> Iterator[FeedItem]:
    """The end of the fieldwork, the report, and the published response to it."""
    for inspection in snapshot.inspections:
        page, first = _page(site_url, Address.inspection, inspection)
        recorded = records.inspections[inspection.id].facts.recorded
        published = inspection.published and max(inspection.published, recorded or inspection.published)
        happened = (
            ("fieldwork", "feed-fieldwork", inspection.fieldwork_ended),
            ("report", "feed-report", published),
            ("response", "feed-response", inspection.response_published),
        )
        for what, sentence, day in happened:
            if day:
                words = partial(_said, sentence, inspection.title)
                yield FeedItem(f"{first}#{what}", day, page, words)


def _of_meetings(snapshot: Snapshot, site_url: str) -> Iterator[FeedItem]:
    """Each paper on the day after the one it speaks of, when it stands; what was decided, on the day of the meeting."""
    for meeting in snapshot.meetings:
        page, first = _page(site_url, Address.meeting, meeting)
        title = f"{meeting.committee}, {meeting.title}"
        if snapshot.papers[meeting.id] is PaperState.GIVEN:
            stands = meeting.as_at + timedelta(days=1)
            yield FeedItem(f"{first}#paper", stands, page, partial(_said, "feed-paper", title, "", meeting.day))
        if meeting.decided and meeting.day <= snapshot.day:
            decided = _beginning_of(meeting.decided)
            yield FeedItem(
                f"{first}#decided", meeting.day, page, partial(_said, "feed-decided", title, decided, meeting.day)
            )


def _said(sentence: str, title: str, summary: str = "", day: date | None = None) -> ItemWords:
    return ItemWords(say(sentence, title=title, day=day), summary)


def _of_corrections(
    corrected: Iterable[Corrected], snapshot: Snapshot, records: Records, site_url: str
) -> Iterator[FeedItem]:
    page = f"{site_url}{Address.CORRECTIONS[1:]}"
    first = _first_ids(records)
    for each in corrected:
        finding = snapshot.by_id.get(each.id) if each.kind is Kind.RECOMMENDATION else None
        whose = frozenset([finding.role] if finding and finding.role else ())
        id = f"{page}#{each.kind}-{first.get((each.kind, each.id), each.id)}-{each.number}"
        why = f"{each.correction.what} {each.correction.reason}"
        yield FeedItem(id, each.correction.date, page, partial(_said, "correction-feed", each.title, why), whose)


def _first_ids(records: Records) -> Mapping[tuple[Kind, str], str]:
    """The first id of each renamed record, by its kind and its id."""
    renamed = ((record, getattr(record.facts, "formerly", ())) for record in records.all)
    return {(record.kind, record.id): formerly[0] for record, formerly in renamed if formerly}
