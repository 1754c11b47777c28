"""Finds the record that a name given to a command means."""

from collections.abc import Mapping, Sequence

from register.checks.comparison import former_ids, records_of_kind
from register.records.folder import FOLDERS, Kind
from register.records.nearest import nearest
from register.records.record import Record, Records

_NOUNS = {
    Kind.RECOMMENDATION: "finding",
    Kind.INSPECTION: "inspection",
    Kind.MEETING: "meeting",
    Kind.FRAMEWORK: "framework",
}


class NotNamed(Exception):
    """No record is meant by a name, or more than one. The message says so, and what to write."""


def named(name: str, records: Records, kinds: Sequence[Kind] = ()) -> Record:
    """The record of that id among these kinds; without any, of all kinds, the register itself as "register".

    `inspections/ID` names an inspection where a record of another kind has the same id. Raises NotNamed.
    """
    folder, _, id = name.strip().removesuffix(".md").removesuffix(".yml").rpartition("/")
    among = [kind for kind in kinds or FOLDERS if not folder or FOLDERS[kind] == folder.rpartition("records/")[2]]
    found = [record for kind in among if (record := records_of_kind(kind, records).get(id))]
    if len(found) > 1:
        choices = " or ".join(f"{FOLDERS[record.kind]}/{id}" for record in found)  # type: ignore[index]
        raise NotNamed(f'"{id}" is the id of several records; write {choices}')
    if found:
        return found[0]
    if not kinds and not folder and id == "register" and records.register:
        return records.register
    raise NotNamed(_none(id, among or tuple(kinds or FOLDERS), records))


def with_words(words: str, records: Records, kinds: Sequence[Kind] = ()) -> Mapping[str, str]:
    """The records among these kinds (none: all kinds) whose id or title has all of these words, with their titles.

    Findings that have ended come last. A name is what `named` takes.
    """
    found = {}
    for kind in kinds or FOLDERS:
        for id, record in records_of_kind(kind, records).items():
            title = record.facts.title if record.sound("title") else id
            if all(word in f"{id} {title}".casefold() for word in words.casefold().split()):
                found[id if kinds else f"{FOLDERS[kind]}/{id}"] = (_has_ended(record), title)
    return {name: title for name, (_, title) in sorted(found.items(), key=lambda item: (item[1][0], item[0]))}


def _has_ended(record: Record) -> bool:
    return record.kind is Kind.RECOMMENDATION and record.sound("closed") and record.facts.closed is not None


def _none(id: str, kinds: Sequence[Kind], records: Records) -> str:
    noun = _NOUNS[kinds[0]] if len(kinds) == 1 else "record"
    all = {known: record for kind in kinds for known, record in records_of_kind(kind, records).items()}
    now = next((known for known, record in all.items() if id in former_ids(record)), None)
    near = now or nearest(id, all)
    return f'there is no {noun} "{id}"' + (f'; write "{near}" if that is meant' if near else "")
