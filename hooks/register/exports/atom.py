"""Writes a feed as Atom (RFC 4287), with its archives as RFC 5005 has them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cache
from zoneinfo import ZoneInfo

from lxml import etree

from register.exports.feed_items import FeedItem
from register.records.invisible import with_stand_ins
from register.wording.sentences import LANGUAGE

_ATOM = "{http://www.w3.org/2005/Atom}"
_HISTORY = "{http://purl.org/syndication/history/1.0}"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


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


def as_atom(head: FeedHead, items: Iterable[FeedItem]) -> bytes:
    """The feed of the items, in their order.

    XML can't hold control characters. The checks refuse them; one that gets here is replaced by U+FFFD.
    """
    moment = _moments(head.timezone)
    feed = etree.Element(f"{_ATOM}feed", nsmap={None: _ATOM[1:-1], "fh": _HISTORY[1:-1]})
    feed.set(_LANGUAGE, LANGUAGE)
    _add(feed, "id", head.id)
    _add(feed, "title", head.title)
    _add(feed, "updated", moment(head.updated))
    _add(etree.SubElement(feed, f"{_ATOM}author"), "name", head.author)
    for relation, url in {"self": head.url, "alternate": head.site, **head.links}.items():
        etree.SubElement(feed, f"{_ATOM}link", rel=relation, href=url)
    _add(feed, "subtitle", head.notice)
    _add(feed, "rights", head.rights)
    if head.is_archive:
        etree.SubElement(feed, f"{_HISTORY}archive")
    for item in items:
        words, entry = item.words(), etree.SubElement(feed, f"{_ATOM}entry")
        _add(entry, "id", item.id)
        _add(entry, "title", words.title)
        _add(entry, "updated", moment(item.day))
        etree.SubElement(entry, f"{_ATOM}link", href=item.page)
        _add(entry, "summary", words.summary)
    return etree.tostring(feed, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def _add(element: etree._Element, name: str, text: str) -> None:
    """An element of that name with the text; none where there is no text."""
    if text:
        etree.SubElement(element, f"{_ATOM}{name}").text = with_stand_ins(text)


def _moments(timezone: str) -> Callable[[date], str]:
    """What writes the moment at which a day begins."""
    zone = ZoneInfo(timezone)
    return cache(lambda day: datetime.combine(day, time(), zone).isoformat())
