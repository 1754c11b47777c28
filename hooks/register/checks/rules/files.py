"""Rules about names: which files may stand in the records folder."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from register.checks.advice import quoted
from register.checks.date_advice import day_meant
from register.checks.issue import Issue
from register.checks.rule import Context, register_error
from register.records.folder import File, Kind, ReadError
from register.records.nearest import nearest, slug
from register.records.record import meeting_day
from register.records.source import Span
from register.records.values import ID_LENGTH, is_id

_FOLDERS = {
    "frameworks": "frameworks/<framework>.yml",
    "inspections": "inspections/<inspection>.md",
    "recommendations": "recommendations/<id>.md",
    "meetings": "meetings/<yyyy-mm-dd>.md",
}
_ENDINGS = {".md": (".md", ".markdown", ".mdown", ".mkd"), ".yml": (".yml", ".yaml")}
_OF_WORD_AND_EXCEL = (".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods")
_WITH_TXT = (".md.txt", ".yml.txt")  # what Notepad makes of a name, since Windows hides the ending
_LOCK = "~$"  # the beginning of the file that Word keeps beside an open one
# Names that Windows keeps for devices, and characters that it allows in no name.
# Source: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


@register_error()
def register_missing(context: Context) -> Iterator[Issue]:
    """There is no register.yml, which says who publishes the register. Write one with a line `organisation: ...`."""
    if not any(file.path == "register.yml" or _is_misnamed_register(file) for file in context.records.files):
        yield _at("register.yml", "there is no register.yml", 'write one with at least a line "organisation: ..."')


@register_error()
def not_a_record(context: Context) -> Iterator[Issue]:
    """The file is no kind of record. Whatever stands in records/ is published, so nothing else may stand there.

    Move the file elsewhere, correct its folder or its ending, or begin its name with `_` to have it ignored.

    Name the file `register.yml`, not `register.yaml`.
    """
    for file in context.records.files:
        if file.kind is None and not file.read_error and not _windows_trouble(file):
            yield _at(file.path, "this file is no kind of record", _where(file))


def _is_misnamed_register(file: File) -> bool:
    return "/" not in file.path and file.id.casefold() == "register"


def _where(file: File) -> str:
    """Where the file should stand, and how it should be called, to be a record."""
    if _is_misnamed_register(file):
        return 'rename it to "register.yml"'
    if file.path.endswith("/README.md"):
        return 'move it elsewhere, or name it "_README.md" to have it ignored'
    if file.path.endswith(_OF_WORD_AND_EXCEL):
        return "copy its words into a record, and move the file elsewhere"
    if file.path.endswith(_WITH_TXT):
        return f'rename it to "{PurePosixPath(file.path).stem}": the ending .txt is too much'
    folder, *rest = PurePosixPath(file.path).parts
    guess = nearest(folder, _FOLDERS) if rest else None
    ending = PurePosixPath(_FOLDERS[guess]).suffix if guess else ""
    if guess and PurePosixPath(file.path).suffix.lower() in _ENDINGS[ending] and (guess != folder or file.kind is None):
        name = slug(PurePosixPath(file.path).stem) or "name"
        return f'name it "{guess}/{name}{ending}", move it elsewhere, or begin its name with _'
    like = f'name it like "{_FOLDERS[guess]}", ' if guess else ""
    return f"{like}move it elsewhere, or begin its name with _"


@register_error()
def bad_id(context: Context) -> Iterator[Issue]:
    """The file's name can't be an id. Addresses are made from it, and they must work everywhere and for ever.

    Use lower-case letters, digits and single hyphens, at most 80 characters.

    Name the file `recommendations/older-finding.md`, not `recommendations/Older-Finding.md`.
    """
    for file in context.records.files:
        if file.kind in (Kind.REGISTER, Kind.MEETING, None) or _windows_trouble(file):
            continue
        if not is_id(file.id) and len(context.spellings[file.path.casefold()]) == 1:
            plain = slug(file.id)
            if len(file.id) > ID_LENGTH:
                message, advice = f"the name has {len(file.id)} characters", f"shorten it to {ID_LENGTH}"
            else:
                message = f"the name {quoted(file.id)} can't be an id"
                if file.id != file.id.strip():
                    message = f"the name {quoted(file.id)} can't be an id: it has a blank at its beginning or end"
                advice = f'rename it to "{plain}{PurePosixPath(file.path).suffix}"' if plain else "rename it"
            advice = f"{advice}: a-z, 0-9 and single hyphens"
            if file.id.startswith(_LOCK):
                advice = "close the record in Word, which keeps this file while it is open, and delete what is left"
            yield _at(file.path, message, advice)


@register_error()
def bad_meeting_name(context: Context) -> Iterator[Issue]:
    """A meeting's file is named by its day, which the paper and its address are made from.

    Name it like `2019-06-28.md`, or `2019-06-28-extra.md` where there are two on a day.

    Name the file `meetings/2019-09-26.md`, not `meetings/2019-9-26.md`.
    """
    for file in context.records.files:
        if file.kind is Kind.MEETING and not _windows_trouble(file):
            rest = file.id[10:]
            if meeting_day(file.id) is None or (rest and not is_id(rest[1:])) or len(file.id) > ID_LENGTH:
                advice = 'name it "yyyy-mm-dd.md", or "yyyy-mm-dd-name.md" where there are two on a day'
                if day := day_meant(file.id):
                    advice = f'name it "{day}.md" if that is meant, or "{day}-name.md" where there are two on a day'
                yield _at(file.path, f"{quoted(file.id)} is not the day of a meeting", advice)


@register_error()
def windows_name(context: Context) -> Iterator[Issue]:
    """Windows can't hold a file of this name, so staff could not check the register out. Rename it.

    Name the file `recommendations/auxiliary.md`, not `recommendations/aux.md`.
    """
    for file in context.records.files:
        read_error = _windows_trouble(file)
        if read_error:
            device = _DEVICE.fullmatch(read_error)
            advice = "Windows keeps it for a device: choose another" if device else "use a-z, 0-9 and single hyphens"
            yield _at(file.path, f"Windows can't hold the name {quoted(read_error)}", advice)


def _windows_trouble(file: File) -> str | None:
    parts = file.path.split("/")
    return next((part for part in parts if _DEVICE.fullmatch(part) or _FORBIDDEN.search(part)), None)


@register_error()
def same_name_in_other_case(context: Context) -> Iterator[Issue]:
    """Two names differ only in capitals. Windows and macOS take them for one file. Rename one of them.

    Beside `recommendations/vetting.md`, name the file `recommendations/older.md`, not `recommendations/VETTING.md`.
    """
    for spellings in context.spellings.values():
        kept = max(spellings)  # small letters sort after capitals
        for spelling in sorted(spellings.keys() - {kept}):
            message = f"{quoted(spelling)} and {quoted(kept)} differ only in capitals"
            yield _at(spellings[spelling], message, "rename one of them")


@register_error()
def repeated_id(context: Context) -> Iterator[Issue]:
    """Two findings have the same id: sub-folders don't count. Each needs an address of its own. Rename one of them.

    Where there is a `recommendations/vetting.md`, name the file `recommendations/2019/older.md`, not
    `recommendations/2019/vetting.md`.
    """
    paths: dict[str, list[str]] = defaultdict(list)
    for file in context.records.files:
        if file.kind is Kind.RECOMMENDATION:
            paths[file.id].append(file.path)
    for same in paths.values():
        for path in same[1:]:
            yield _at(path, f"another record has this id: {same[0]}", "rename one of them; sub-folders don't count")


@register_error()
def link_outside(context: Context) -> Iterator[Issue]:
    """The file is a link to a place outside records/. What stands there isn't checked or kept with the register.

    Copy the file here instead.
    """
    yield from _troubled(
        context, ReadError.LINK_OUTSIDE, "this is a link to a place outside the folder", "copy the file here instead"
    )


@register_error()
def not_a_file(context: Context) -> Iterator[Issue]:
    """This is neither a file nor a folder (a pipe, a device, or a link that leads to none). Take it away."""
    yield from _troubled(context, ReadError.NOT_A_FILE, "this is no file", "take it away, or put a file here")


@register_error()
def unreadable_file(context: Context) -> Iterator[Issue]:
    """The file can't be opened: its link leads nowhere, or its permissions forbid it. Mend or remove it."""
    yield from _troubled(
        context, ReadError.UNREADABLE, "this file can't be opened", "mend its permissions or its link, or take it away"
    )


def _troubled(context: Context, read_error: ReadError, message: str, fix: str) -> Iterator[Issue]:
    for file in context.records.files:
        if file.read_error is read_error:
            yield _at(file.path, message, fix)


def _at(path: str, message: str, fix: str) -> Issue:
    return Issue(Span(1), message, fix, path)
