"""Opens an Excel workbook that somebody sent, and says in a sentence what to do with a file that is none."""

import io
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from openpyxl import load_workbook

SAVE_AGAIN = "open it in Excel or LibreOffice, and save it as an Excel workbook (.xlsx)"
"""What to do with a file of another kind."""
_LARGEST = 40_000_000  # bytes unpacked: a tracker has one or two million, and a file made to fill the memory far more
_OLE = b"\xd0\xcf\x11\xe0"  # how the files of Excel 97 begin, and those with a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


class Unreadable(Exception):
    """The file can't be read as a workbook, or as a table. The message says why and what to do."""


@contextmanager
def opened(content: bytes) -> Iterator[Callable[..., Any]]:
    """What opens the workbook, with the options of openpyxl. Raises Unreadable, whatever goes wrong in its use too."""
    _refuse_what_is_none(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that only Excel shows
            yield partial(_load, content)
    except Unreadable:
        raise
    except Exception as error:  # noqa: BLE001  a damaged workbook fails in the library in many ways
        raise Unreadable(f"it can't be read as a workbook ({type(error).__name__}); {SAVE_AGAIN}") from None


def _load(content: bytes, **options: bool) -> Any:
    return load_workbook(io.BytesIO(content), **options)


def _refuse_what_is_none(content: bytes) -> None:
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise Unreadable("it is protected with a password; open it, and save a copy without the password")
        raise Unreadable(f"it is a workbook of an old kind (.xls); {SAVE_AGAIN}")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            names, size = parts.namelist(), sum(part.file_size for part in parts.infolist())
    except (zipfile.BadZipFile, ValueError, OSError):
        raise Unreadable(f"it is damaged, or not a workbook; {SAVE_AGAIN}") from None
    if "xl/workbook.xml" not in names:
        raise Unreadable(f"it is not an Excel workbook; {SAVE_AGAIN}")
    if size > _LARGEST:
        raise Unreadable("it is too large; copy the sheet with the findings into a new workbook")
