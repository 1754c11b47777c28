"""What the page of data says of each file that it offers."""

from collections.abc import Collection, Iterator
from datetime import date

from register.exports.published import SCHEMA_ADDRESS
from register.exports.register_json import record_schema_address
from register.pages.addresses import Address
from register.pages.data import DataFile
from register.publishing.manifest import private_name
from register.records.folder import Kind
from register.wording.sentences import say

_SENTENCES = {
    "/data/register.json": "data-json",
    "/data/recommendations.xlsx": "data-xlsx",
    "/data/recommendations.csv": "data-csv",
    "/data/register.zip": "data-zip",
    "/data/register.sqlite": "data-sqlite",
    "/data/datasette.json": "data-datasette",
    "/data/feed.xml": "data-feed",
    "/data/due-dates.ics": "data-calendar",
    SCHEMA_ADDRESS: "data-schema-of-data",
    "/data/v1/register.json": "data-version-1",
    Address.STATUS: "data-status",
    Address.MANIFEST: "data-manifest",
}
"""The sentence that describes each file, in the order of the page."""


def downloads(made: Collection[str], day: date) -> tuple[DataFile, ...]:
    """The files that the page of data offers, of those that were made; a manifest is made of every site."""
    present = {*made, Address.STATUS, Address.MANIFEST}
    return (*_offered(present, day), *_schemas())


def _offered(present: Collection[str], day: date) -> Iterator[DataFile]:
    for address, sentence in _SENTENCES.items():
        for name in (address, private_name(address)):
            if name in present:
                yield DataFile(name, _name(name), say(sentence, day=day))


def _schemas() -> Iterator[DataFile]:
    for kind in Kind:
        address = record_schema_address(kind)
        yield DataFile(address, _name(address), say("data-schema", kind=kind))


def _name(address: str) -> str:
    return address.removeprefix("/data/").lstrip("/")
