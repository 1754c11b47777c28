"""What a reader can filter the list of all findings by, and which option of each facet a finding has."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from register.figures.promises import StepState, state_of
from register.records.finding_facts import Priority
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say

NONE = "none"
"""The option of findings that have no value."""
NAMES = ("status", "owner", "pillar", "question", "type", "report", "received", "late", "moved", "step", "priority")
"""The facets, in the order in which they are offered. The choice of one stands under its name in the page's address."""


@dataclass(frozen=True)
class Facet:
    """A facet: its name, the ids and labels of its options in order, and the option that each finding has, by place."""

    name: str
    options: tuple[tuple[str, str], ...]
    chosen: tuple[int, ...]

    @property
    def label(self) -> str:
        """What it is called on the page."""
        return say(f"facet-{self.name}")


def facets_of(snapshot: Snapshot) -> tuple[Facet, ...]:
    """The facets in the order of NAMES, each with those options that a finding has, and with one for each finding."""
    made = (
        _facet("status", snapshot, lambda f: f.status.id, ((s.id, s.label) for s in snapshot.statuses)),
        _facet("owner", snapshot, _owner_of(snapshot), ((o.slug, o.name) for o in snapshot.owners.values())),
        _facet("pillar", snapshot, lambda f: f.pillar.id if f.pillar else NONE, _pillars(snapshot)),
        _facet("question", snapshot, lambda f: f.question.id if f.question else NONE, _questions(snapshot)),
        _facet("type", snapshot, lambda f: f.type.id, ((t.id, t.label) for t in snapshot.settings.types)),
        _facet("report", snapshot, lambda f: f.inspection.id, ((i.id, i.title) for i in snapshot.inspections)),
        _facet("received", snapshot, lambda f: str(f.received.year), _years(snapshot)),
        _facet("late", snapshot, lambda f: _yes_or_no(f.overdue), _yes_and_no()),
        _facet("moved", snapshot, lambda f: _yes_or_no(f.times_redated > 0), _yes_and_no()),
        _facet("step", snapshot, lambda f: _yes_or_no(_lacks_outcome(f, snapshot)), _yes_and_no()),
        _facet("priority", snapshot, lambda f: f.priority or NONE, ((p, say(f"priority-{p}")) for p in Priority)),
    )
    return tuple(made)


def _facet(
    name: str, snapshot: Snapshot, option_of: Callable[[Recommendation], str], options: Iterable[tuple[str, str]]
) -> Facet:
    """The facet with the options that a finding has; a finding without a value has the last, which says so."""
    ids = [option_of(finding) for finding in snapshot.recommendations]
    used = set(ids)
    offered = tuple(option for option in (*options, (NONE, say("facet-none"))) if option[0] in used)
    places = {id: place for place, (id, _) in enumerate(offered)}
    return Facet(name, offered, tuple(places[id] for id in ids))


def _owner_of(snapshot: Snapshot) -> Callable[[Recommendation], str]:
    return lambda finding: snapshot.owners[finding.role].slug if finding.role else NONE


def _pillars(snapshot: Snapshot) -> Iterable[tuple[str, str]]:
    return {pillar.id: pillar.label for one in snapshot.frameworks_in_use for pillar in one.facts.pillars}.items()


def _questions(snapshot: Snapshot) -> Iterable[tuple[str, str]]:
    """The questions; those of several frameworks that share an id are one, called as the last of them calls it."""
    return {
        question.id: question.label for one in snapshot.frameworks_in_use for question in one.facts.questions
    }.items()


def _years(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """The years in which findings were received, the newest first."""
    years = sorted({finding.received.year for finding in snapshot.recommendations}, reverse=True)
    return ((str(year), str(year)) for year in years)


def _yes_and_no() -> Iterator[tuple[str, str]]:
    return ((id, say(f"facet-{id}")) for id in ("yes", "no"))


def _yes_or_no(answer: bool) -> str:
    return "yes" if answer else "no"


def _lacks_outcome(finding: Recommendation, snapshot: Snapshot) -> bool:
    """Whether the day of a step has passed and nobody says what became of it."""
    return any(state_of(step, snapshot.day) is StepState.NO_OUTCOME for step in finding.steps)
