"""Whether findings are accepted: counted apart from their status, since acceptance is not progress."""

from collections import Counter
from collections.abc import Iterable

from register.figures.blocks import Row, StatusMark, Table, line, small
from register.figures.cells import head_of, row_of
from register.figures.tables import link_to
from register.records.model import Acceptance
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say


def by_acceptance(findings: Iterable[Recommendation]) -> tuple[tuple[Acceptance, int], ...]:
    """How many of the findings have each answer that any has; those of which none is recorded are in none."""
    counted = Counter(finding.accepted for finding in findings)
    return tuple((answer, counted[answer]) for answer in Acceptance if counted[answer])


def say_acceptance(findings: Iterable[Recommendation]) -> str:
    """The same in a sentence: "Acceptance: 5 accepted, 1 accepted in part."; empty where no answer is recorded."""
    counts = ", ".join(say(f"count-accepted-{answer}", count=count) for answer, count in by_acceptance(findings))
    return say("acceptance", counts=counts) if counts else ""


def not_fully_accepted(findings: Iterable[Recommendation]) -> tuple[Recommendation, ...]:
    """The findings that are accepted in part or not at all, or of which that is not decided yet."""
    return tuple(finding for finding in findings if finding.accepted not in (None, Acceptance.YES))


def acceptance_table(findings: Iterable[Recommendation]) -> Table:
    """Each finding with its status and whether it is accepted."""
    head = head_of("finding", "status", "accepted")
    return Table(say("not-accepted-caption"), head, (tuple(map(_row, findings)),))


def _row(finding: Recommendation) -> Row:
    return row_of(
        line(link_to(finding), small(finding.type.label)),
        line(StatusMark(finding.status)),
        line(say(f"accepted-{finding.accepted}")),
    )
