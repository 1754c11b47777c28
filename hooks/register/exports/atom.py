"""Writes a feed as Atom (RFC 4287), with its archives as RFC 5005 has them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from register.exports.feed_items import FeedItem
from register.records.invisible import with_stand_ins

_HISTORY = "http://purl.org/syndication/history/1.0"


@dataclass(frozen=True)
class FeedHead:
    """What a feed says of itself. links: the other documents of the feed, by their relation; updated: its day."""

    id: str
    url: str
    title: str
    author: str
    site: str
    updated: date
    timezone: str
    notice: str = ""
    rights: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    is_archive: bool = False


class _Archive(BaseExtension):
    """Marks the feed as an archive, which is not expected to change."""

    def extend_ns(self) -> dict[str, str]:
        """The namespace of the mark."""
        return {"fh": _HISTORY}

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """The feed with the mark."""
        etree.SubElement(feed, f"{{{_HISTORY}}}archive")
        return feed


def as_atom(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    """The feed of the items, in their order.

    XML can't hold control characters. The checks refuse them; one that gets here is replaced by U+FFFD.
    """
    feed = FeedGenerator()
    feed.id(head.id)
    feed.title(with_stand_ins(head.title))
    feed.link(href=head.url, rel="self")
    feed.link(href=head.site, rel="alternate")
    for relation, url in head.links.items():
        feed.link(href=url, rel=relation)
    feed.author({"name": with_stand_ins(head.author)})
    feed.language("en-GB")
    feed.updated(_midnight(head.updated, head.timezone))
    if head.notice:
        feed.subtitle(with_stand_ins(head.notice))
    if head.rights:
        feed.rights(with_stand_ins(head.rights))
    if head.is_archive:
        feed.register_extension("archive", _Archive)
    for item in items:
        _add(item, feed, head.timezone)
    return feed.atom_str(pretty=True)


def _add(item: FeedItem, feed: FeedGenerator, timezone: str) -> None:
    words, entry = item.words(), feed.add_entry(order="append")
    entry.id(item.id)
    entry.title(with_stand_ins(words.title))
    entry.link(href=item.page)
    entry.updated(_midnight(item.day, timezone))
    if words.summary:
        entry.summary(with_stand_ins(words.summary))


def _midnight(day: date, timezone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(timezone))
