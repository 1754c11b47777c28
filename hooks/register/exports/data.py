"""The data files for programs and spreadsheets: the same facts as the pages, from the same snapshots."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, partial

from register.exports import schema_1, version_1
from register.exports.archive import register_as_zip
from register.exports.catalogue import catalogue
from register.exports.database import datasette_metadata, register_as_database
from register.exports.downloads import offered
from register.exports.feeds import make_feeds
from register.exports.files import Files
from register.exports.origin import Origin
from register.exports.published import SCHEMA_ADDRESS
from register.exports.published_data import PublishedData
from register.exports.register_json import data_schema, record_schema, record_schema_address
from register.exports.register_values import envelope_of
from register.pages.addresses import Address, private_name
from register.pages.json_files import json_file
from register.records.folder import Kind
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

Makers = Mapping[str, Callable[[], bytes]]

ADDRESSES = {
    "json": Address.REGISTER_JSON,
    "csv": Address.TABLE,
    "xlsx": Address.WORKBOOK,
    "sqlite": Address.DATABASE,
    "zip": Address.ARCHIVE,
}
"""The forms that the data are exported in, each with its address."""


def make_exports(snapshots: Snapshots, day: date, origin: Origin) -> Files:
    """The files below /data/ as at the day. Feed and calendar need the address of the site."""
    data, snapshot = PublishedData(snapshots, day, origin), snapshots.on(day)
    makers = {
        **{ADDRESSES[form]: partial(export_as, form, data) for form in ADDRESSES},
        **_findings(data, snapshot),
        Address.DATASETTE: partial(datasette_metadata, data),
        Address.REGISTER_JSON_1: lambda: json_file(version_1.register_as_json(snapshot, origin.private)),
        **make_feeds(snapshots, day, origin),
    }
    if origin.private:
        makers = {private_name(address): make for address, make in makers.items()}
    else:
        makers |= {Address.CATALOGUE: partial(_catalogue, snapshot, origin, tuple(makers))}
    return Files({**makers, **_schemas(origin)})


def export_as(form: str, data: PublishedData) -> bytes:
    """The data in one of the forms of ADDRESSES."""
    return _FORMS[form](data)


def _catalogue(snapshot: Snapshot, origin: Origin, made: tuple[str, ...]) -> bytes:
    return json_file(catalogue(envelope_of(snapshot, origin), origin, offered(made, snapshot.day)))


def _findings(data: PublishedData, snapshot: Snapshot) -> Makers:
    """A file for each finding, at its earlier ids too."""
    return {
        f"/data/recommendations/{id}.json": partial(data.finding_file, finding.id)
        for finding in snapshot.recommendations
        for id in (*finding.formerly, finding.id)
    }


def _schemas(origin: Origin) -> Makers:
    """The schemas of the data and of the records; those of the records stay where they were published before, too."""
    of_records = {kind: partial(_record_schema, kind, origin) for kind in Kind}
    return {
        SCHEMA_ADDRESS: lambda: json_file(data_schema(origin)),
        schema_1.ADDRESS: lambda: json_file(schema_1.schema_1(origin)),
        **{record_schema_address(kind): make for kind, make in of_records.items()},
        **{f"/data/schema/{kind}.json": make for kind, make in of_records.items()},
    }


@cache
def _record_schema(kind: Kind, origin: Origin) -> bytes:
    return json_file(record_schema(kind, origin))


# Its library takes long to load, so only the process that makes such a file waits for it.


def _workbook(data: PublishedData) -> bytes:
    from register.exports.workbook import findings_as_workbook

    return findings_as_workbook(data)


_FORMS: Mapping[str, Callable[[PublishedData], bytes]] = {
    "json": lambda data: data.json,
    "csv": lambda data: version_1.recommendations_as_csv(data.snapshot, data.origin.private),
    "xlsx": _workbook,
    "sqlite": register_as_database,
    "zip": register_as_zip,
}
