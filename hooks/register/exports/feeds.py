"""The feed of changes, and the calendar of what is due: of the whole register, and of each owner.

Both need the site's own address, since their entries are read elsewhere.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from register.exports.atom import FeedHead, as_atom
from register.exports.calendar_events import CalendarEvent, CalendarHead
from register.exports.feed_items import FeedItem, feed_items, first_id
from register.exports.origin import Origin
from register.exports.register_values import attribution
from register.figures import summary
from register.figures.corrections import corrected_by
from register.figures.response_clock import ResponseState, response_clocks
from register.pages.addresses import Address, private_name
from register.snapshots.inspection import Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.owners import Owner, earlier_slugs, slug_of
from register.snapshots.snapshot import Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say

NEWEST = 100
"""How many items a feed has at least, if there are so many; what is older stands in archives by year."""


@dataclass(frozen=True)
class _Publisher:
    """Who publishes the feeds and calendars: the snapshot that they are of, and where their files come from."""

    snapshot: Snapshot
    origin: Origin

    def url(self, address: str) -> str:
        """The whole address of a file of data."""
        return self.origin.url(private_name(address) if self.origin.private else address)

    def titled(self, sentence: str, owner: Owner | None = None) -> str:
        """The title of a feed or calendar; that of a private site says so."""
        name = self.snapshot.settings.organisation
        title = say(sentence, organisation=f"{name}, {owner.name}" if owner else name)
        return f"{say('private-banner')} {title}" if self.origin.private else title


def make_feeds(snapshots: Snapshots, day: date, origin: Origin) -> Mapping[str, Callable[[], bytes]]:
    """The feeds and calendars as at the day, by address; none where the site has no address.

    Those of an owner stand below each name that the role has had.
    """
    if not origin.site_url:
        return {}
    snapshot = snapshots.on(day)
    items = feed_items(snapshot, snapshots.records, corrected_by(snapshots.records, day), origin.site_url)
    years = archived_years(items, day)
    publisher = _Publisher(snapshot, origin)
    owners = {owner.slug: owner for owner in snapshot.owners.values()}
    return {
        Address.FEED: partial(_feed, publisher, items, years),
        **{Address.feed_of_year(year): partial(_archive, publisher, items, years, year) for year in years},
        Address.CALENDAR: partial(_calendar, publisher, snapshot.recommendations),
        **{
            address: make
            for slug, owner in {**earlier_slugs(owners.values()), **owners}.items()
            for address, make in _of_owner(slug, owner, publisher, items)
        },
    }


def _of_owner(
    slug: str, owner: Owner, publisher: _Publisher, items: Sequence[FeedItem]
) -> Iterator[tuple[str, Callable[[], bytes]]]:
    findings = tuple(finding for finding in publisher.snapshot.recommendations if finding.role == owner.name)
    yield Address.feed_of_owner(slug), partial(_feed_of_owner, publisher, items, owner)
    yield Address.calendar_of_owner(slug), partial(_calendar, publisher, findings, owner)


# The feeds


def archived_years(items: Sequence[FeedItem], day: date) -> tuple[int, ...]:
    """The years before the day's own that have an archive, oldest first; none while one feed can hold all items."""
    return tuple(sorted({item.day.year for item in items} - {day.year})) if len(items) > NEWEST else ()


def _feed(publisher: _Publisher, items: Sequence[FeedItem], years: Sequence[int]) -> bytes:
    """The newest items, and all of this year, so that the archives have the rest (RFC 5005, section 4)."""
    of_year = sum(item.day.year == publisher.snapshot.day.year for item in items)
    before = {"prev-archive": Address.feed_of_year(years[-1])} if years else {}
    shown = items[: max(NEWEST, of_year)]
    return _atom(publisher, Address.FEED, publisher.origin.url("/"), publisher.titled("feed-title"), shown, before)


def _archive(publisher: _Publisher, items: Sequence[FeedItem], years: Sequence[int], year: int) -> bytes:
    """The items of a year, with links to the years beside it."""
    place, address = years.index(year), Address.feed_of_year(year)
    links = {"current": Address.FEED}
    links |= {"prev-archive": Address.feed_of_year(years[place - 1])} if place else {}
    links |= {"next-archive": Address.feed_of_year(years[place + 1])} if place + 1 < len(years) else {}
    title = f"{publisher.titled('feed-title')}, {year}"
    shown = [item for item in items if item.day.year == year]
    return _atom(publisher, address, publisher.url(address), title, shown, links, is_archive=True)


def _feed_of_owner(publisher: _Publisher, items: Sequence[FeedItem], owner: Owner) -> bytes:
    """The newest items of findings that the owner answers for, takes part in, or was given or relieved of."""
    shown = [item for item in items if owner.name in item.roles][:NEWEST]
    first = slug_of(owner.formerly[0]) if owner.formerly else owner.slug
    id = publisher.origin.url(Address.feed_of_owner(first))
    return _atom(publisher, Address.feed_of_owner(owner.slug), id, publisher.titled("feed-title", owner), shown, {})


def _atom(
    publisher: _Publisher,
    address: str,
    id: str,
    title: str,
    items: Iterable[FeedItem],
    links: Mapping[str, str],
    is_archive: bool = False,
) -> bytes:
    """The feed at the address. links: the addresses of its other documents, by their relation."""
    settings = publisher.snapshot.settings
    head = FeedHead(
        id=id,
        url=publisher.url(address),
        title=title,
        author=settings.organisation,
        site=publisher.origin.url(Address.HOME),
        updated=publisher.snapshot.day,
        timezone=settings.timezone,
        notice=settings.notice or "",
        rights=attribution(publisher.snapshot),
        links=tuple((relation, publisher.url(other)) for relation, other in links.items()),
        is_archive=is_archive,
    )
    return as_atom(head, items)


# The calendars


def _calendar(publisher: _Publisher, findings: Sequence[Recommendation], owner: Owner | None = None) -> bytes:
    """The calendar of the findings of an owner, or of the whole register."""
    from register.exports.calendars import as_calendar  # its library takes long to load: only who needs it waits

    snapshot = publisher.snapshot
    title, settings = publisher.titled("calendar-title", owner), snapshot.settings
    head = CalendarHead(title, settings.notice or "", snapshot.day, settings.timezone)
    events = (*_due(findings, publisher), *(() if owner else (*_responses_due(publisher), *_meetings(publisher))))
    return as_calendar(head, (event for event in events if event.day >= snapshot.day))


def _due(findings: Iterable[Recommendation], publisher: _Publisher) -> Iterator[CalendarEvent]:
    """The due dates of open findings, and the days for which steps are promised."""
    for finding in findings:
        if finding.open and finding.due:
            yield _event("", finding.due, say("calendar-due", title=finding.title), finding, publisher)
        if finding.next and finding.next.by:
            title = say("calendar-step", title=finding.title, what=finding.next.what)
            yield _event("-next", finding.next.by, title, finding, publisher)


def _responses_due(publisher: _Publisher) -> Iterator[CalendarEvent]:
    """The days by which the response to a report must be published."""
    for clock in response_clocks(publisher.snapshot):
        if clock.state is ResponseState.RUNNING and clock.inspection.response_due:
            title = say("calendar-response", title=clock.inspection.title)
            yield _event("-response", clock.inspection.response_due, title, clock.inspection, publisher)


def _meetings(publisher: _Publisher) -> Iterator[CalendarEvent]:
    for meeting in summary.coming_meetings(publisher.snapshot):
        yield _event("", meeting.day, f"{meeting.committee}: {meeting.title}", meeting, publisher)


def _event(
    what: str, day: date, title: str, record: Recommendation | Inspection | Meeting, publisher: _Publisher
) -> CalendarEvent:
    """The day of a record. what: the end of the event's id, where the record has more days than one."""
    site_url = publisher.origin.site_url
    page = _PAGES[type(record)](record.id)
    kind = page.split("/")[1]
    uid = f"{kind}-{first_id(record)}{what}@{urlsplit(site_url).hostname or 'register'}"
    return CalendarEvent(uid, day, title, publisher.origin.url(page))


_PAGES = {Recommendation: Address.recommendation, Inspection: Address.inspection, Meeting: Address.meeting}
