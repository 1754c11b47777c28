"""Writes a feed as Atom (RFC 4287), with its archives as RFC 5005 has them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from register.exports.feed_items import FeedItem
from register.pages.rendering import fill
from register.records.invisible import with_stand_ins


@dataclass(frozen=True)
class FeedHead:
    """What a feed says of itself. links: the other documents of the feed, each with its relation; updated: its day."""

    id: str
    url: str
    title: str
    author: str
    site: str
    updated: date
    timezone: str
    notice: str
    rights: str
    links: tuple[tuple[str, str], ...]
    is_archive: bool


_TEXTS = ("title", "author", "notice", "rights")


def as_atom(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    """The feed of the items, in their order.

    XML can't hold control characters. The checks refuse them; one that gets here is replaced by U+FFFD.
    """
    moment = _moments(head.timezone)
    shown = replace(head, **{name: with_stand_ins(getattr(head, name)) for name in _TEXTS})
    entries = ((item.id, *_words(item), moment(item.day), item.page) for item in items)
    return fill("feed.xml", head=shown, updated=moment(head.updated), entries=entries).encode()


def _words(item: FeedItem) -> tuple[str, str]:
    words = item.words()
    return with_stand_ins(words.title), with_stand_ins(words.summary)


def _moments(timezone: str) -> Callable[[date], str]:
    """What writes the moment at which a day begins."""
    zone = ZoneInfo(timezone)
    return cache(lambda day: datetime.combine(day, time(), zone).isoformat())
