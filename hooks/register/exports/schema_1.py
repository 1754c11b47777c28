"""The JSON Schema of the data in the form of version 1: what a field of it holds, the model of version 2 says too."""

from collections.abc import Iterable
from typing import Any

from register.exports.origin import Origin
from register.exports.register_json import DIALECT, data_schema
from register.exports.version_1 import COLUMNS, VERSION
from register.records.model import HistoryEntry

ADDRESS = f"/data/schema/data-{VERSION}.json"

_ENVELOPE = ("as_of", "organisation", "totals")
_FINDING = (
    *COLUMNS, "also", "with", "recorded", "slip", "next", "accepted", "priority", "children", "takes_place_of",
    "formerly", "withheld", "links", "history", "corrections",
)  # fmt: skip
_INSPECTION = (
    "id", "title", "framework", "fieldwork_ended", "published", "url", "response_due", "response_published",
    "response_url", "inspectorate", "response_days", "grades", "page",
)  # fmt: skip
_GRADE = ("pillar", "question", "grade", "judged", "previous", "progress", "stated_progress", "note")
_MEETING = ("id", "date", "title", "committee", "agenda_item", "as_at", "previous", "page")
_TEXT_OR_NULL = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def schema_1(origin: Origin) -> dict[str, Any]:
    """The schema of /data/v1/register.json."""
    whole = data_schema(origin)
    parts = whole["$defs"]
    entry = {name: {"anyOf": [parts["Entry"]["properties"][name], {"type": "null"}]} for name in HistoryEntry.fields()}
    finding = _some(parts["Finding"], _FINDING) | {"superseded_by": _TEXT_OR_NULL, "history": _list(entry)}
    inspection = _some(parts["Inspection"], _INSPECTION) | {"grades": _list(_some(parts["GradeRow"], _GRADE))}
    properties = {
        "schema_version": {"const": VERSION},
        **_some(whole, _ENVELOPE),
        "recommendations": _list(finding),
        "inspections": _list(inspection),
        "meetings": _list(_some(parts["Meeting"], _MEETING)),
    }
    return {"$schema": DIALECT, "$id": origin.url(ADDRESS), **_object(properties), "$defs": parts}


def _some(declared: dict[str, Any], names: Iterable[str]) -> dict[str, Any]:
    """The properties of these names of an object."""
    return {name: declared["properties"][name] for name in names}


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}
