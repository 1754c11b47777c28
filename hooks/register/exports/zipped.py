"""Packs files into one whose bytes follow from them and a day alone, with the same library of compression."""

import io
import zipfile
from collections.abc import Mapping
from datetime import date

_UNIX = 3  # what it is said to be packed on; else each system would name itself
_READABLE = 0o644 << 16


def zipped(members: Mapping[str, bytes], day: date, level: int | None = None) -> bytes:
    """The zip file of these members, each dated with the day. level: of compression, 1 to 9; None: the usual one."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            member.create_system, member.external_attr = _UNIX, _READABLE
            archive.writestr(member, content, zipfile.ZIP_DEFLATED, level)
    return file.getvalue()
