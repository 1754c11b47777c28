"""Which file is one a copy of, by its name alone? Knows what programs call the copies that they make."""

import re
from collections.abc import Collection
from pathlib import PurePosixPath

# What Windows, macOS, browsers and services that synchronise folders add to the name of a copy.
_MARK = re.compile(
    r"""(?P<stem>\S.*?)(?:
        \s?\(\d+\)                                  # vetting (1).md
      | \s+-\s+copy(?:\s\(\d+\))?                   # vetting - Copy (2).md
      | \s+copy(?:\s\d+)?                           # vetting copy 2.md
      | \s\([^()]*(?:conflicted|case\ conflict)[^()]*\)  # vetting (Anna's conflicted copy 2019-06-28).md
      | [-_.]sync-conflict-[\w-]+                   # vetting.sync-conflict-20190628-101500-ABCDEFG.md
      | -[\w-]+['’]s[ -](?:MacBook|iMac|Mac|iPad|iPhone|PC|laptop)[\w -]*  # vetting-Anna's MacBook.md
      | -(?:DESKTOP|LAPTOP|SURFACE|PC|WIN)-\w+      # vetting-DESKTOP-4F2K9QX.md
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_COPY_OF = re.compile(r"copy(?: \(\d+\))? of (?P<stem>.+)", re.IGNORECASE)
# What is a copy only if the other file is next to it: vetting 2.md, and vetting-WMP10442.md after a computer.
_MARK_BESIDE = re.compile(r"(?P<stem>.*?[^\s-])(?:\s\d+|-(?=[A-Z\d-]*[A-Z])[A-Z\d][A-Z\d-]*)")
# What editors and Git leave next to a file: vetting.md.orig, vetting.md~, #vetting.md#.
_LEFT_OVER = re.compile(
    r"#(?P<inner>.+)#|(?P<outer>.+?)(?:\.(?:orig|bak|old|rej|tmp|sw[a-p])|~(?:RF\w+)?)+", re.IGNORECASE
)


def original_of(path: str, paths: Collection[str]) -> str | None:
    """The path of the file that the one at path is a copy of, by its name; None where it is none.

    paths: every file that there is. The original may be missing from them.
    """
    folder, name = PurePosixPath(path).parent, PurePosixPath(path).name
    if left := _LEFT_OVER.fullmatch(name):
        return (folder / (left["inner"] or left["outer"])).as_posix()
    stem, dot, ending = name.rpartition(".")
    original = stem
    while mark := _MARK.fullmatch(original) or _COPY_OF.fullmatch(original):
        original = mark["stem"]
    if original != stem:
        return (folder / f"{original}{dot}{ending}").as_posix()
    beside = _MARK_BESIDE.fullmatch(stem)
    original = beside["stem"] if beside else stem.removesuffix(f"{dot}{ending}")  # vetting.md.md
    path_beside = (folder / f"{original}{dot}{ending}").as_posix() if original != stem else None
    return path_beside if path_beside in paths else None
