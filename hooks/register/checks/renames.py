"""The records before, as if what has a new id now had had it then: a renamed record is named by its new id."""

import html
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from register.checks.rule import RELATIONS
from register.records.body import Body, record_named
from register.records.folder import Kind
from register.records.model import HistoryEntry
from register.records.record import Record

Name = tuple[Kind, str]
"""A record's kind and id."""

NAMES = {
    Kind.RECOMMENDATION: (*((field, Kind.RECOMMENDATION) for field in RELATIONS), ("inspection", Kind.INSPECTION)),
    Kind.INSPECTION: (("framework", Kind.FRAMEWORK),),
    Kind.FRAMEWORK: (("comparable_with", Kind.FRAMEWORK),),
}  # fmt: skip
"""The fields that name another record, which may have a new id, and the kind of that record."""

LINKED = (Kind.RECOMMENDATION, Kind.INSPECTION, Kind.MEETING)
"""The kinds of record to which a link in the words can lead; of several with one id, to the first."""


def with_new_ids(record: Record, ids: Mapping[Name, str]) -> Record:
    """The record with the new ids of those that it names, in its fields, its history and the links in its words."""
    if not ids or record.facts is None:
        return record
    fields = NAMES.get(record.kind, ())  # type: ignore[arg-type]
    values = {field: _renamed(getattr(record.facts, field), kind, ids) for field, kind in fields}
    if record.kind is Kind.RECOMMENDATION and record.facts.history:
        values["history"] = tuple(_entry_with_new_ids(entry, ids) for entry in record.facts.history)
    body = _with_new_links(record.body, ids)
    if body is record.body and all(getattr(record.facts, field) == value for field, value in values.items()):
        return record
    return replace(record, facts=record.facts.having(values), body=body)


def _entry_with_new_ids(entry: HistoryEntry, ids: Mapping[Name, str]) -> HistoryEntry:
    new = ids.get((Kind.INSPECTION, entry.inspection or ""))
    return entry.having({"inspection": new}) if new else entry


def _renamed(value: Any, kind: Kind, ids: Mapping[Name, str]) -> Any:
    if isinstance(value, tuple):
        return tuple(_renamed(each, kind, ids) for each in value)
    return ids.get((kind, value), value)


_HREF = re.compile(r'(?<=<a href=")[^"]*')


def _with_new_links(body: Body | None, ids: Mapping[Name, str]) -> Body | None:
    if body is None or not any(new_target(link.target, ids) for link in body.links):
        return body
    sections = tuple(
        section._replace(html=_HREF.sub(lambda match: _new_href(match[0], ids), section.html))
        for section in body.sections
    )
    return replace(body, sections=sections)


def _new_href(written: str, ids: Mapping[Name, str]) -> str:
    target = new_target(html.unescape(written), ids)
    return html.escape(target) if target else written


def new_target(target: str, ids: Mapping[Name, str]) -> str | None:
    """The target of a link to a record that has a new id; None where it leads elsewhere."""
    id = record_named(target)
    new = next((new for kind in LINKED if id and (new := ids.get((kind, id)))), None)
    return re.sub(rf"(?<![^/]){re.escape(id)}(?=(?:\.md|/)?(?:#.*)?$)", new, target) if id and new else None
