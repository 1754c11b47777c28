"""What is published of a register on a day, made once for all the files that hold it."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from register.exports.origin import Origin
from register.exports.published import Envelope, Register
from register.exports.published_finding import Finding, WithdrawnFinding
from register.exports.register_json import as_json, joined
from register.exports.register_values import register_of
from register.records.record import Records
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots

Made = TypeVar("Made")


class PublishedData:
    """What is published, from the snapshots of the public records; each part is made when it is first asked for."""

    def __init__(self, snapshots: Snapshots, day: date, origin: Origin) -> None:
        """As at the day. The records must have passed the checks."""
        self._snapshots, self.day, self.origin = snapshots, day, origin
        self._made: dict[str, Any] = {}

    @property
    def snapshot(self) -> Snapshot:
        """The snapshot that it is made from."""
        return self._snapshots.on(self.day)

    @property
    def records(self) -> Records:
        """The records that it is made from."""
        return self._snapshots.records

    @cached_property
    def register(self) -> Register:
        """The whole register."""
        return register_of(self._snapshots, self.day, self.origin)

    @cached_property
    def json(self) -> bytes:
        """The whole register as register.json."""
        return as_json(self.register)

    @cached_property
    def findings(self) -> Mapping[str, Finding | WithdrawnFinding]:
        """The findings by id."""
        return {finding.id: finding for finding in self.register.recommendations}

    def finding_file(self, id: str) -> bytes:
        """The finding of that id as a file of its own, with what qualifies it."""
        return joined(self._envelope, as_json(self.findings[id]))

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """What is kept under the name; it is made when it is first asked for."""
        if name not in self._made:
            self._made[name] = make()
        return self._made[name]

    @cached_property
    def _envelope(self) -> bytes:
        values = {name: getattr(self.register, name) for name in Envelope.fields()}
        return as_json(Envelope.model_construct(**values))
