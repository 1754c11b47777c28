"""The JSON files that programs and the site's own scripts read."""

import json


def json_file(value: object) -> bytes:
    """The value as JSON in UTF-8, compact: without an indent, Python's encoder in C writes it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
