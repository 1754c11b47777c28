"""Fingerprints for cache keys."""

import platform
from collections.abc import Iterable
from hashlib import sha256
from importlib import metadata
from pathlib import Path

_CODE = Path(__file__).parent


def digest(parts: Iterable[bytes]) -> bytes:
    """One fingerprint of all parts, each marked off from the next by its length."""
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big"))
        whole.update(part)
    return whole.digest()


def of_the_code(libraries: Iterable[str]) -> bytes:
    """The fingerprint of this package, of Python and of these libraries' versions."""
    files = sorted(path for path in _CODE.rglob("*") if path.is_file() and path.suffix != ".pyc")
    versions = [platform.python_version(), *map(metadata.version, libraries)]
    return digest([*(path.read_bytes() for path in files), *(version.encode() for version in versions)])
