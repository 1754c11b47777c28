"""Findings that belong together: a cause of concern with the recommendations under it."""

from collections.abc import Iterable
from dataclasses import dataclass

from register.snapshots.snapshot import Recommendation


@dataclass(frozen=True)
class Family:
    """A finding, and those of a list that belong to it."""

    head: Recommendation
    parts: tuple[Recommendation, ...] = ()

    @property
    def members(self) -> tuple[Recommendation, ...]:
        """The finding, then those that belong to it."""
        return (self.head, *self.parts)


def families(findings: Iterable[Recommendation]) -> tuple[Family, ...]:
    """The findings of the list in its order, each below its parent where the list has that too."""
    listed = {finding.id: finding for finding in findings}
    parts: dict[str, list[Recommendation]] = {id: [] for id in listed}
    for finding in listed.values():
        if finding.parent in listed:
            parts[finding.parent].append(finding)
    heads = (finding for finding in listed.values() if finding.parent not in listed)
    return tuple(Family(head, tuple(parts[head.id])) for head in heads)
