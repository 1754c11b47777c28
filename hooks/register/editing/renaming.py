"""Gives a record another id, or a role another name, and writes it wherever the record or the role is named."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date

from register.checks.comparison import records_of_kind
from register.checks.renames import LINKED, NAMES, Name, new_target
from register.editing.draft import Draft, NotEdited, refuse_broken
from register.editing.update import recorded_late, with_entry
from register.editing.yaml_text import written
from register.records.folder import File, Kind, path_of_record
from register.records.model import HistoryEntry
from register.records.record import Record, Records, ids_named, meeting_day

OWNERS = "owners.yml"


def renamed(record: Record, id: str, records: Records) -> dict[str, File | None]:
    """The files that change where the record gets that id: its own, and those of all records that name it.

    Raises NotEdited where the id is or was another record's, or the record has errors.
    """
    kind: Kind = record.kind  # type: ignore[assignment]
    refuse_broken(record)
    if id in record.facts.formerly:
        raise NotEdited(f'"{id}" was its id before, and an id is never used again; choose another')
    if kind is Kind.MEETING and meeting_day(id) is None:
        raise NotEdited(f'"{id}" does not begin with a day; name a meeting after its day, e.g. 2019-09-26')
    taken = next((other for other in records.all if other.kind is kind and other.id == id), None)
    if taken:
        raise NotEdited(f'"{id}" is the id of {taken.file.path}; choose another')
    ids = {(kind, record.id): id}
    files: dict[str, File | None] = {}
    for other in records.all:
        draft = _with_new_ids(Draft(other.file), other, ids, records)
        if other is record:
            draft = draft.with_value(("formerly",), [*record.facts.formerly, record.id])
            folder = record.file.path.rpartition("/")[0]
            path = f"{folder}/{path_of_record(kind, id).rpartition('/')[2]}"
            files |= {record.file.path: None, path: replace(draft.file, path=path)}
        elif draft.file is not other.file:
            files[other.file.path] = draft.file
    return files


def _with_new_ids(draft: Draft, record: Record, ids: Mapping[Name, str], records: Records) -> Draft:
    """The record with the new ids in its fields, its history and the links in its words."""
    if record.facts is None:
        return draft
    for field, kind in NAMES.get(record.kind, ()):  # type: ignore[arg-type]
        for index, named in enumerate(ids_named(record.facts, field) if record.sound(field) else ()):
            if new := ids.get((kind, named)):
                is_listed = isinstance(draft.values.get(field), list)
                draft = draft.with_value((field, index) if is_listed else (field,), new)
    for index, entry in enumerate(record.facts.history if record.kind is Kind.RECOMMENDATION else ()):
        if new := ids.get((Kind.INSPECTION, entry.inspection or "")):
            draft = draft.with_value(("history", index, "inspection"), new)
    return _with_new_links(draft, record, ids, records)


def _with_new_links(draft: Draft, record: Record, ids: Mapping[Name, str], records: Records) -> Draft:
    (kind, old), *_ = ids
    if kind not in LINKED or any(old in records_of_kind(each, records) for each in LINKED[: LINKED.index(kind)]):
        return draft  # no link leads to it: one of that id leads to another
    shift = len(draft.lines) - len(record.source.text.split("\n"))
    for link in reversed(record.body.links if record.body else ()):
        new = new_target(link.target, ids)
        line = draft.lines[link.span.line - 1 + shift] if new else ""
        start = link.span.column - 1
        if new and line[start:].startswith(link.target):
            changed = f"{line[:start]}{new}{line[start + len(link.target) :]}"
            draft = draft.with_lines(link.span.line - 1 + shift, link.span.line + shift, [changed])
    return draft


# Roles


def owner_renamed(
    old: str, new: str, day: date, words: Mapping[str, str], records: Records, today: date
) -> dict[str, File | None]:
    """The files that change where a role gets another name from that day: owners.yml, and each outstanding finding.

    Where there is no owners.yml, it is begun with every role in use. words: the reason and who approved it, for the
    entries. Raises NotEdited where there is no such role, or the new name is another's.
    """
    roles = records.roles if records.owners else {name: name for name in roles_in_use(records)}
    present = records.present_name(old) if records.owners else old
    if old not in roles or present != old:
        raise NotEdited(f'"{old}" is an earlier name of "{present}"' if old in roles else f'no role is called "{old}"')
    if new in roles:
        raise NotEdited(f'"{new}" is a name of a role already; two roles can\'t become one by a new name')
    files: dict[str, File | None] = {OWNERS: _owners(old, new, records)}
    for record in records.recommendations.values():
        if record.facts is None or record.broken:
            raise NotEdited(f"{record.file.path} has errors; correct them first")
        values = _with_new_name(record, old, new)
        status = records.statuses.get(record.facts.status)
        if values and status and status.outstanding:
            late = recorded_late(day, record, records, today)
            entry = HistoryEntry.model_validate({"date": day, "recorded": late, **values, **words})
            files[record.file.path] = with_entry(Draft(record.file), record, entry, records).file
    return files


def _with_new_name(record: Record, old: str, new: str) -> dict[str, object]:
    """The fields of a finding that name the role, as they are with its new name."""
    owner = {"owner": new} if record.facts.owner == old else {}
    part = record.facts.with_
    return owner | ({"with": [new if role == old else role for role in part]} if old in part else {})


def roles_in_use(records: Records) -> list[str]:
    """Every role that a finding names or named, sorted."""
    return sorted({role for record in records.recommendations.values() if record.facts for role in _roles(record)})


def _roles(record: Record) -> Iterator[str]:
    for holder in (record.facts, *record.facts.history):
        yield from (*((holder.owner,) if holder.owner else ()), *(holder.with_ or ()))


def _owners(old: str, new: str, records: Records) -> File:
    """owners.yml with the new name, and the old one as an earlier one."""
    if records.owners is None:
        lines = (f"- role: {written(role)}\n" for role in roles_in_use(records) if role != old)
        begun = "".join(sorted([*lines, f"- role: {written(new)}\n  formerly: [{written(old, in_braces=True)}]\n"]))
        return File(OWNERS, Kind.OWNERS, begun.encode())
    draft = Draft(records.owners.file)
    index, owner = next((n, each) for n, each in enumerate(records.owners.facts.owners) if old == each.role)
    return (
        draft.with_value(("owners", index, "role"), new)
        .with_value(("owners", index, "formerly"), [*owner.formerly, old])
        .file
    )
