"""What do staff see beside what the public sees? No snapshot holds it, so no public page can."""

from collections.abc import Mapping
from dataclasses import dataclass

from register.records.model import STAFF_NOTES
from register.records.record import Records


@dataclass(frozen=True)
class ForStaff:
    """Whether a finding is withheld from publication, and its staff notes as HTML that body.py made safe."""

    withheld: bool = False
    notes: str = ""


NOTHING = ForStaff()
"""What the public sees of it."""


def for_staff(records: Records) -> Mapping[str, ForStaff]:
    """What the private site adds to the page of each finding, by its id. The records must have passed the checks."""
    return {
        record.id: ForStaff(not record.facts.publish, record.body.words(STAFF_NOTES) if record.body else "")
        for record in records.recommendations.values()
    }
