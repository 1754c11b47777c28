"""Puts a whole folder in the place of another, in one step where the system can."""

import ctypes
import errno
import os
from pathlib import Path


def put_in_place(new: Path, folder: Path, set_aside: Path) -> None:
    """Puts the new folder in the place of the other, if there is one, which is afterwards at `new` or `set_aside`.

    set_aside: a name on the same file system that is free, for systems that can't exchange two folders in one step.
    Raises OSError where that can't be done; the other folder then stays as it was.
    """
    if not folder.exists():
        new.rename(folder)
    elif not _exchanged(new, folder):
        folder.rename(set_aside)
        try:
            new.rename(folder)
        except OSError:
            set_aside.rename(folder)
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step; False where the system or the file system can't. Raises OSError."""
    if os.name == "nt":
        return False
    system, paths = ctypes.CDLL(None, use_errno=True), (os.fsencode(one), os.fsencode(other))
    if hasattr(system, "renameat2"):  # Linux
        failed = system.renameat2(_HERE, paths[0], _HERE, paths[1], _EXCHANGE)
    elif hasattr(system, "renamex_np"):  # macOS
        failed = system.renamex_np(*paths, _EXCHANGE)
    else:
        return False
    if failed and ctypes.get_errno() not in _CANNOT:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), os.fspath(other))
    return not failed


_HERE = -100  # AT_FDCWD
_EXCHANGE = 2  # RENAME_EXCHANGE of renameat2, and RENAME_SWAP of renamex_np
_CANNOT = (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP)
