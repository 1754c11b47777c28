"""What the pages of data tell of the files that were made."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from register.exports import schema_1
from register.exports.catalogue import dataset
from register.exports.dictionary import described, dictionary
from register.exports.origin import Origin
from register.exports.published import SCHEMA_ADDRESS
from register.exports.register_json import record_schema_address
from register.exports.register_values import envelope_of
from register.pages.addresses import Address, private_name
from register.pages.data import DataFile, DataPages
from register.records.folder import Kind
from register.snapshots.snapshot import Snapshot
from register.wording.sentences import say

_DATA = {
    Address.REGISTER_JSON: "data-json",
    Address.WORKBOOK: "data-xlsx",
    Address.TABLE: "data-csv",
    Address.ARCHIVE: "data-zip",
    Address.DATABASE: "data-sqlite",
    Address.FEED: "data-feed",
    Address.CALENDAR: "data-calendar",
}
"""The files that hold data, each with the sentence that describes it, in the order of the page."""

_ABOUT = {
    Address.DATASETTE: "data-datasette",
    SCHEMA_ADDRESS: "data-schema-of-data",
    Address.CATALOGUE: "data-catalogue",
    Address.REGISTER_JSON_1: "data-version-1",
    schema_1.ADDRESS: "data-schema-of-version-1",
    Address.STATUS: "data-status",
    Address.MANIFEST: "data-manifest",
}
"""The files that say something of the data or of the site."""


def data_pages(made: Collection[str], snapshot: Snapshot, origin: Origin) -> DataPages:
    """What the pages of data tell. made: the addresses of the files; a manifest is made of every site.

    Search engines are told of the data of a public site alone.
    """
    about = envelope_of(snapshot, origin)
    told = {} if origin.private else dataset(about, origin, offered(made, snapshot.day))
    return DataPages(
        files=_files({*made, Address.STATUS, Address.MANIFEST}, snapshot.day),
        described=described(),
        dictionary=dictionary,
        attribution=about.attribution,
        dataset=told,
        archives=tuple(_archives(made)),
        private=origin.private,
        of_owners={slug: tuple(_followed(slug, made)) for slug in (owner.slug for owner in snapshot.owners.values())},
    )


_ARCHIVE = re.compile(r"/data/(?:private-)?feed-(\d{4})\.xml")


def _archives(made: Collection[str]) -> Iterator[DataFile]:
    """What changed in each year that has a file of its own, the newest first."""
    for address in sorted(made, reverse=True):
        if found := _ARCHIVE.fullmatch(address):
            yield DataFile(address, found[1], say("data-feed-of-year", year=found[1]))


def _followed(slug: str, made: Collection[str]) -> Iterator[DataFile]:
    """The feed and the calendar of an owner."""
    offered = ((Address.feed_of_owner(slug), "follow-feed"), (Address.calendar_of_owner(slug), "follow-calendar"))
    for address, sentence in offered:
        for name in (address, private_name(address)):
            if name in made:
                yield DataFile(name, say(sentence), say(sentence))


def offered(made: Collection[str], day: date) -> Mapping[str, str]:
    """The files with data among those that were made, each with what it holds."""
    return {address: say(sentence, day=day) for address, sentence in _DATA.items() if address in made}


@dataclass(frozen=True)
class Alternate:
    """The register in another form, as the head of every page names it."""

    path: str
    type: str
    title: str


def alternates(made: Collection[str]) -> tuple[Alternate, ...]:
    """The forms of the register that were made for programs."""
    return tuple(
        Alternate(address.lstrip("/"), media_type, say(sentence))
        for address, (media_type, sentence) in _ALTERNATES.items()
        if address in made
    )


_ALTERNATES = {
    Address.REGISTER_JSON: ("application/json", "alternate-json"),
    Address.FEED: ("application/atom+xml", "alternate-feed"),
    Address.CATALOGUE: ("application/ld+json", "alternate-catalogue"),
}


def _files(present: Collection[str], day: date) -> tuple[DataFile, ...]:
    return (*_described(present, day), *_schemas())


def _described(present: Collection[str], day: date) -> Iterator[DataFile]:
    for address, sentence in (_DATA | _ABOUT).items():
        for name in (address, private_name(address)):
            if name in present:
                yield DataFile(name, _name(name), say(sentence, day=day))


def _schemas() -> Iterator[DataFile]:
    for kind in Kind:
        address = record_schema_address(kind)
        yield DataFile(address, _name(address), say("data-schema", kind=kind))


def _name(address: str) -> str:
    return address.removeprefix(Address.DATA).lstrip("/")
