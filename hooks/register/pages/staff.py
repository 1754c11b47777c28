"""What only staff see. No snapshot has it, so no public page can."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from register.checks.report import LocatedIssue
from register.checks.rules import RULES
from register.pages.addresses import Address
from register.pages.page import Page, page_from
from register.pages.rendering import Renderer
from register.records.model import STAFF_NOTES
from register.records.record import Record, Records
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say


@dataclass(frozen=True)
class ForStaff:
    """Whether a finding is unpublished, and its staff notes as HTML that body.py made safe."""

    unpublished: bool = False
    notes: str = ""


NOTHING = ForStaff()
"""What the public sees of it."""


def for_staff(records: Records) -> Mapping[str, ForStaff]:
    """What the private site adds to the page of each finding, by its id. The records must have passed the checks."""
    return {
        record.id: ForStaff(not record.facts.publish, _notes(record)) for record in records.recommendations.values()
    }


def _notes(record: Record) -> str:
    """The staff notes; of a withheld finding no words are shown to staff either."""
    return record.body.words(STAFF_NOTES) if record.body and not record.facts.withheld else ""


def issues_page(renderer: Renderer, located: Sequence[LocatedIssue], unpublished: Sequence[Recommendation]) -> Page:
    """What the check found, and which findings are unpublished: a page of the private site alone."""
    known = {rule.name for rule in RULES}
    values = {"located": located, "number": len(located), "unpublished": unpublished, "rules": known}
    return page_from(renderer, Address.FINDINGS, say("checked-title"), "issues.html", lambda: values)
