"""The ready frameworks: the cycles that inspectorates have published, each as a file to copy into a register.

They are in the folder ready/, in a folder for each kind of body that is inspected by them. The first comment of a file
gives its source, and the next ones say what in it is not certain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from register.records.folder import files_from
from register.records.record import read_records
from register.records.register_facts import BodyKind

_ANY = "any"
_FOLDERS = {
    BodyKind.POLICE: (BodyKind.POLICE, _ANY),
    BodyKind.FIRE: (BodyKind.FIRE, _ANY),
    BodyKind.POLICING_BODY: (BodyKind.POLICE, _ANY),
    BodyKind.OTHER: (_ANY,),
}
"""The folders with what each kind of body is inspected by. A policing body answers for its force."""


@dataclass(frozen=True)
class ReadyFramework:
    """A framework to copy: its name, its title, and the text of its file."""

    name: str
    title: str
    text: str

    @property
    def notes(self) -> str:
        """Its source, and what in it is not certain."""
        return " ".join(line.removeprefix("# ") for line in self.text.splitlines() if line.startswith("# "))


def frameworks_for(kind: BodyKind) -> tuple[ReadyFramework, ...]:
    """The frameworks by which bodies of this kind are inspected, by name."""
    return tuple(each for folder in _FOLDERS[kind] for each in _in_folder(folder))


def ready_frameworks() -> Mapping[str, ReadyFramework]:
    """All ready frameworks by name, sorted."""
    every = {each.name: each for kind in BodyKind for each in frameworks_for(kind)}
    return dict(sorted(every.items()))


@cache
def _in_folder(folder: str) -> tuple[ReadyFramework, ...]:
    entries = sorted(files("register.editing").joinpath("ready", folder).iterdir(), key=lambda entry: entry.name)
    texts = {f"frameworks/{entry.name}": entry.read_text("utf-8") for entry in entries}
    records = read_records(files_from(texts)).frameworks
    return tuple(
        ReadyFramework(name, record.facts.title, texts[f"frameworks/{name}.yml"]) for name, record in records.items()
    )
