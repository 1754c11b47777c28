"""Rules about names: which files may stand in the records folder."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from register.checks.advice import quoted
from register.checks.date_advice import days_meant
from register.checks.issue import Issue
from register.checks.rule import Context, register_error
from register.records.folder import FOLDERS, File, Kind, ReadError, path_of_record
from register.records.nearest import nearest, slug
from register.records.record import meeting_day
from register.records.source import Span
from register.records.values import ID_LENGTH, is_id

_IDS = {Kind.FRAMEWORK: "<framework>", Kind.INSPECTION: "<inspection>", Kind.MEETING: "<yyyy-mm-dd>"}
_FOLDERS = {folder: path_of_record(kind, _IDS.get(kind, "<id>")) for kind, folder in FOLDERS.items()}
"""The folders of records, each with the name of a file in it."""

_ENDINGS = {".md": (".md", ".markdown", ".mdown", ".mkd", ".txt"), ".yml": (".yml", ".yaml", ".txt")}
_NOT_TEXT = (".pdf", ".ppt", ".pptx", ".odp", ".png", ".jpg", ".jpeg", ".gif", ".svg", ".zip")
_OF_WORD_AND_EXCEL = (".doc", ".docx", ".xls", ".xlsx", ".odt", ".ods")
_WITH_TXT = (".md.txt", ".yml.txt")  # what Notepad makes of a name, since Windows hides file endings
# Names that Windows reserves for devices, and characters that it allows in no name.
# Source: Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"|?*\\\x00-\x1f]|[. ]$')


@register_error()
def register_missing(context: Context) -> Iterator[Issue]:
    """There is no register.yml, which says who publishes the register. Create one with a line `organisation: ...`."""
    if not any(file.path == "register.yml" or _is_misnamed_register(file) for file in context.records.files):
        yield _at("register.yml", "there is no register.yml", 'create one with at least the line "organisation: ..."')


@register_error()
def not_a_record(context: Context) -> Iterator[Issue]:
    """The file is not a record. Everything in records/ is published, so only records belong there.

    Move the file elsewhere, correct its folder or its ending, or begin its name with `_` to have it ignored.

    Name the file `register.yml`, not `register.yaml`.
    """
    for file in _files(context):
        if file.kind is None and not file.read_error:
            yield _at(file.path, "this file is not a record", _where(file, context))


def _files(context: Context) -> Iterator[File]:
    """The files, except those whose names another rule refuses: a copy's, or one that Windows can't hold."""
    return (file for file in context.records.files if file.path not in context.copies and not _refused_by_windows(file))


def _is_misnamed_register(file: File) -> bool:
    return _alone(file) == "register.yml"


def _alone(file: File) -> str | None:
    """The file at the top that one with this name was meant to be."""
    name = f"{file.id.casefold()}.yml"
    return name if "/" not in file.path and name in ("register.yml", "owners.yml") else None


def _where(file: File, context: Context) -> str:
    """Where the file should go, and what it should be called, to be a record."""
    path = PurePosixPath(file.path)
    if alone := _alone(file):
        return _name_it(PurePosixPath(alone), file, context)
    if file.path.endswith("/README.md"):
        return 'move it elsewhere, or name it "_README.md" to have it ignored'
    if file.path.endswith(_OF_WORD_AND_EXCEL):
        return "copy its words into a record, and move the file elsewhere"
    if path.suffix.lower() in _NOT_TEXT:
        return "move it elsewhere: a record can give the address of a document on the web, which begins with https://"
    if file.path.endswith(_WITH_TXT):
        return _name_it(path.with_suffix(""), file, context, ", without the ending .txt")
    guess = nearest(path.parts[0], _FOLDERS) if path.parts[1:] else None
    ending = PurePosixPath(_FOLDERS[guess]).suffix if guess else ""
    if guess and path.suffix.lower() in _ENDINGS[ending]:
        meant = PurePosixPath(guess, f"{slug(path.stem) or 'name'}{ending}")
        return _name_it(meant, file, context, " if it is one, else move it elsewhere, or begin its name with _")
    like = f'name it like "{_FOLDERS[guess]}" if it is one, else ' if guess else ""
    return f"{like}move it elsewhere, or begin its name with _"


def _name_it(path: PurePosixPath, file: File, context: Context, more: str = "") -> str:
    """The advice to give the file that path, unless another has it, or says the same."""
    if path.as_posix() in context.paths:
        return (
            f'move what only this one says into "{path}", which is here already, then delete it, or choose another name'
        )
    if same := _same_words(file, context):
        return f'delete this file if it is a copy: "{same}" says the same, word for word'
    return f'name it "{path}"{more}'


def _same_words(file: File, context: Context) -> str | None:
    """The path of a finding that holds the very same words; None where there is none."""
    findings = context.records.recommendations.values()
    same = (each.file.path for each in findings if each.file.path != file.path and each.file.content == file.content)
    return next(same, None)


@register_error()
def bad_id(context: Context) -> Iterator[Issue]:
    """The file's name can't be an id. Addresses are made from it, and they must work everywhere, for ever.

    Use lower-case letters, digits and single hyphens, at most 80 characters.

    Name the file `recommendations/older-finding.md`, not `recommendations/Older-Finding.md`.
    """
    for file in _files(context):
        if file.kind in (Kind.REGISTER, Kind.OWNERS, Kind.MEETING, None) or is_id(file.id):
            continue
        if len(context.spellings[file.path.casefold()]) == 1:
            message = f"the name {quoted(file.id)} can't be an id"
            if len(file.id) > ID_LENGTH:
                message = f"the name has {len(file.id)} characters"
            elif file.id != file.id.strip():
                message += ": it begins or ends with a space"
            yield _at(file.path, message, _id_instead(file, context))


def _id_instead(file: File, context: Context) -> str:
    path = PurePosixPath(file.path)
    plain = slug(file.id.removesuffix(path.suffix))  # vetting.md.md
    if len(file.id) > ID_LENGTH:
        return f"shorten it to {ID_LENGTH}: a-z, 0-9 and single hyphens"
    if not plain:
        return "choose a name of a-z, 0-9 and single hyphens"
    return _name_it(path.with_name(f"{plain}{path.suffix}"), file, context, ": a-z, 0-9 and single hyphens")


@register_error()
def bad_meeting_name(context: Context) -> Iterator[Issue]:
    """A meeting's file is named after its day, from which the paper and its address are made.

    Name it like `2019-06-28.md`, or `2019-06-28-extra.md` where there are two on one day.

    Name the file `meetings/2019-09-26.md`, not `meetings/2019-9-26.md`.
    """
    for file in _files(context):
        if file.kind is Kind.MEETING:
            rest = file.id[10:]
            if meeting_day(file.id) is None or (rest and not is_id(rest[1:])) or len(file.id) > ID_LENGTH:
                advice = 'name it "yyyy-mm-dd.md", or "yyyy-mm-dd-name.md" where there are two on one day'
                day = next(iter(days_meant(file.id.replace("_", "-"), context.records.zone)), None)
                if day and f"meetings/{day}.md" not in context.paths:
                    advice = f'name it "{day}.md" if that is meant, or "{day}-name.md" where there are two on one day'
                plain = slug(file.id)
                if meeting_day(plain) and plain[10:] and f"meetings/{plain}.md" not in context.paths:
                    advice = f'name it "{plain}.md"'
                yield _at(file.path, f"{quoted(file.id)} is not the day of a meeting", advice)


@register_error()
def windows_name(context: Context) -> Iterator[Issue]:
    """Windows can't hold a file of this name, so staff could not check the register out. Rename it.

    Name the file `recommendations/auxiliary.md`, not `recommendations/aux.md`.
    """
    for file in context.records.files:
        refused = _refused_by_windows(file)
        if refused:
            device = _DEVICE.fullmatch(refused)
            advice = (
                "choose another: Windows reserves this one for a device"
                if device
                else "use a-z, 0-9 and single hyphens"
            )
            yield _at(file.path, f"Windows can't hold the name {quoted(refused)}", advice)


def _refused_by_windows(file: File) -> str | None:
    """The first part of the file's path that Windows can't hold; None where it can hold all."""
    parts = file.path.split("/")
    return next((part for part in parts if _DEVICE.fullmatch(part) or _FORBIDDEN.search(part)), None)


@register_error()
def same_name_in_other_case(context: Context) -> Iterator[Issue]:
    """Two names differ only in capitals. Windows and macOS treat them as one file. Rename one of them.

    Beside `recommendations/vetting.md`, name the file `recommendations/older.md`, not `recommendations/VETTING.md`.
    """
    for spellings in context.spellings.values():
        kept = max(spellings)  # small letters sort after capitals
        for spelling in sorted(spellings.keys() - {kept}):
            message = f"{quoted(spelling)} and {quoted(kept)} differ only in capitals"
            yield _at(spellings[spelling], message, "rename one of them, or delete one if it is a copy")


@register_error()
def repeated_id(context: Context) -> Iterator[Issue]:
    """Two findings have the same id, since sub-folders don't count. Each needs its own address. Rename one of them.

    Where there is a `recommendations/vetting.md`, name the file `recommendations/2019/older.md`, not
    `recommendations/2019/vetting.md`.
    """
    paths: dict[str, list[str]] = defaultdict(list)
    for file in context.records.files:
        if file.kind is Kind.RECOMMENDATION:
            paths[file.id].append(file.path)
    for same in paths.values():
        for path in same[1:]:
            advice = "rename one of them, or delete one if it is a copy; sub-folders don't count"
            yield _at(path, f"another record has this id: {same[0]}", advice)


@register_error()
def linked_file(context: Context) -> Iterator[Issue]:
    """The file is a link, so two records would be one, or what it leads to isn't kept here.

    Put the file itself here, or delete the link.
    """
    advice = "put the file itself here in place of the link, or delete the link if its record is here already"
    yield from _unread(context, ReadError.LINK, "this is a link, not a file", advice)


@register_error()
def not_a_file(context: Context) -> Iterator[Issue]:
    """This is neither a file nor a folder, but a pipe or a device. Remove it."""
    yield from _unread(context, ReadError.NOT_A_FILE, "this is not a file", "remove it, or put a file here")


@register_error()
def unreadable_file(context: Context) -> Iterator[Issue]:
    """The file can't be opened. Usually its permissions forbid it."""
    yield from _unread(
        context,
        ReadError.UNREADABLE,
        "this file can't be opened",
        "give yourself permission to read it, or move it elsewhere if it is not a record",
    )


def _unread(context: Context, read_error: ReadError, message: str, fix: str) -> Iterator[Issue]:
    for file in context.records.files:
        if file.read_error is read_error:
            yield _at(file.path, message, fix)


def _at(path: str, message: str, fix: str) -> Issue:
    return Issue(Span(1), message, fix, path)
