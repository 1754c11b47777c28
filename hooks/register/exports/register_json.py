"""The register as JSON, and the JSON Schema of it."""

import json
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from register.exports.origin import Origin
from register.exports.published import SCHEMA_ADDRESS, VERSION, FindingFile, Register, WithdrawnFile
from register.records import model
from register.records.folder import Kind

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def as_json(value: BaseModel) -> bytes:
    """What is published as JSON in UTF-8, compact; `private` stands only in what is private."""
    left_out = None if getattr(value, "private", True) else {"private"}
    return value.__pydantic_serializer__.to_json(value, by_alias=True, exclude=left_out)


def joined(envelope: bytes, finding: bytes) -> bytes:
    """One JSON object with the keys of both."""
    return envelope[:-1] + b"," + finding[1:]


def data_schema(origin: Origin) -> dict[str, Any]:
    """The JSON Schema (2020-12) of register.json; among its definitions is that of a finding by itself."""
    definitions = json.loads(_definitions())
    return {
        "$schema": DIALECT,
        "$id": origin.url(SCHEMA_ADDRESS),
        "$comment": f"version {VERSION}",
        **definitions.pop(Register.__name__),
        "$defs": definitions,
    }


@cache
def _definitions() -> str:
    """The schemas of what is published by their names, as JSON: whoever reads it may alter what they get."""
    models = [(each, "serialization") for each in (Register, FindingFile, WithdrawnFile)]
    return json.dumps(models_json_schema(models, by_alias=True)[1]["$defs"])  # type: ignore[arg-type]


def record_schema(kind: Kind, origin: Origin) -> dict[str, Any]:
    """The JSON Schema of the front matter of a record of that kind."""
    schema = model.schema(kind)
    return {"$schema": schema.pop("$schema"), "$id": origin.url(record_schema_address(kind)), **schema}


def record_schema_address(kind: Kind) -> str:
    """Where the schema of that kind of record is."""
    return f"/data/schema/records/{kind}.json"
