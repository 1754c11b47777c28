"""Takes the addresses out of the lock of the editor in the browser: each package is known by its digest alone.

Without them, `npm ci` asks whichever registry the machine is set to, and refuses what has another digest.
"""

import json
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "edit" / "package-lock.json"
_ADDRESSES = ("resolved", "funding")


def without_addresses(lock: dict[str, Any]) -> dict[str, Any]:
    """The lock, in which no package says where it comes from or who wants money for it."""
    packages = {
        path: {name: value for name, value in about.items() if name not in _ADDRESSES}
        for path, about in lock["packages"].items()
    }
    return {**lock, "packages": packages}


if __name__ == "__main__":
    made = without_addresses(json.loads(LOCK.read_text("utf-8")))
    LOCK.write_text(json.dumps(made, indent=2) + "\n", "utf-8")
