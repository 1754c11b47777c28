"""The manifest of a site: exactly what was published, and as at which day. Two files at its top:

manifest.json    the SHA-256 of every other file, so that a copy can be compared with what was built
status.json      the commit that the site was made from, the day it shows, and how much it holds
"""

import hashlib
import json
from collections.abc import Mapping

from register.figures import summary
from register.pages.addresses import Address
from register.publishing.commit import Commit
from register.snapshots.snapshot import Snapshot

SCHEMA_VERSION = 1
MANIFEST = Address.MANIFEST.lstrip("/")
PRIVATE_MARK = "private.txt"  # marks a site that may not be published


def status(snapshot: Snapshot, commit: Commit | None, private: bool = False) -> dict[str, object]:
    """What status.json says, as plain values. The commit is None where there is no Git repository."""
    numbers = summary.totals(snapshot.recommendations, snapshot)
    return {
        "schema_version": SCHEMA_VERSION,
        "private": private,
        "commit": commit.name if commit else None,
        "changed_since_commit": commit.changed_since if commit else None,
        "as_of": snapshot.day.isoformat(),
        "counts": {
            "recommendations": numbers.all,
            "outstanding": numbers.outstanding,
            "overdue": numbers.overdue,
            "by_status": {status.id: number for status, number in numbers.by_status},
            "inspections": len(snapshot.inspections),
            "meetings": len(snapshot.meetings),
        },
    }


def status_file(snapshot: Snapshot, commit: Commit | None, private: bool = False) -> bytes:
    """status.json."""
    return _json(status(snapshot, commit, private))


def manifest_file(files: Mapping[str, bytes]) -> bytes:
    """manifest.json of these files by path; its own line is not in it."""
    sums = {path: hashlib.sha256(files[path]).hexdigest() for path in sorted(files) if path != MANIFEST}
    return _json({"schema_version": SCHEMA_VERSION, "files": sums})


def differences(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """What is not as the manifest among these files says, as sentences; none where all is.

    A manifest that is missing or can't be read is one sentence.
    """
    try:
        stated = json.loads(files[MANIFEST])["files"]
        stated = {str(path): str(sum) for path, sum in stated.items()}
    except (KeyError, ValueError, TypeError, AttributeError):
        return (f"{MANIFEST} is missing or can't be read, so the site was not built whole",)
    found = json.loads(manifest_file(files))["files"]
    return tuple(
        f"{path} {_WRONG[path in stated, path in found]}"
        for path in sorted(stated | found)
        if stated.get(path) != found.get(path)
    )


_WRONG = {
    (True, True): "is not what was built",
    (True, False): "is missing",
    (False, True): "was not part of the site when it was built",
}


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()
