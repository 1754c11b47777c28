"""Defines what a rule is, and what it may look at.

A rule is one generator function. Its name is the rule's name, its docstring says what is wrong, why that matters
and how to correct it, and it yields an Issue for each mistake that it finds.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from register.checks.copy_names import original_of
from register.checks.issue import Issue, Severity
from register.records.folder import Kind
from register.records.model import Stage, Status
from register.records.record import Record, Records, ids_named, paper_before, received_on, speaks_of

RELATIONS = ("parent", "superseded_by", "repeats")
"""The fields of a finding that name another."""

WITH_FORMER_IDS = (Kind.FRAMEWORK, Kind.INSPECTION, Kind.RECOMMENDATION, Kind.MEETING)
"""The kinds of record that name the ids that they had before."""


@dataclass(frozen=True)
class Context:
    """What a rule may look at besides its record: all records, and two days.

    today: whatever is dated after it is in the future. as_at: the day that the site shows, for warnings alone.

    What many records are compared with is worked out once, so that no rule walks through all records for each of them.
    """

    records: Records
    today: date
    as_at: date

    @cached_property
    def ids(self) -> frozenset[tuple[Kind, str]]:
        """The kind and id of each record that has a kind with former ids."""
        return frozenset((each.kind, each.id) for each in self.records.all if each.kind in WITH_FORMER_IDS)  # type: ignore[misc]

    @cached_property
    def former_ids(self) -> Counter[tuple[Kind, str]]:
        """How many records of each kind name each id under `formerly`."""
        named = (each for each in self.records.all if each.kind in WITH_FORMER_IDS and each.sound("formerly"))
        return Counter((each.kind, id) for each in named for id in set(each.facts.formerly))  # type: ignore[misc]

    @cached_property
    def successors(self) -> frozenset[str]:
        """The ids of the findings that take the place of another."""
        findings = self.records.recommendations.values()
        return frozenset(
            id for each in findings if each.sound("superseded_by") for id in ids_named(each.facts, "superseded_by")
        )

    @cached_property
    def spellings(self) -> dict[str, dict[str, str]]:
        """Every file and folder by its name without capitals: its spellings, each with the first file that has it."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for file in self.records.files:
            name = file.path
            while name and name not in found[name.casefold()]:
                found[name.casefold()][name] = file.path
                name = name.rpartition("/")[0]
        return found

    @cached_property
    def paths(self) -> frozenset[str]:
        """The paths of all files."""
        return frozenset(file.path for file in self.records.files)

    @cached_property
    def copies(self) -> dict[str, str]:
        """The files that are by their names copies of another, each with the path of that one."""
        originals = ((path, original_of(path, self.paths)) for path in sorted(self.paths))
        return {path: original for path, original in originals if original}

    @cached_property
    def unpublished(self) -> frozenset[str]:
        """The ids of the findings that aren't published."""
        findings = self.records.recommendations.values()
        return frozenset(each.id for each in findings if each.sound("publish") and not each.facts.publish)

    def status(self, finding: Record) -> Status | None:
        """Its status, which must be sound; None where that is not one of the register's."""
        return self.records.statuses.get(finding.facts.status)

    def stage(self, finding: Record) -> Stage | None:
        """The stage of its status; None where that is not one of the register's."""
        status = self.status(finding)
        return status.stage if status else None

    def received(self, finding: Record) -> date | None:
        """The day on which it was received; None where it can't be told or is itself wrong, as another rule says."""
        path = finding.file.path
        if path not in self._received:
            received = received_on(finding, self.records) if finding.sound("received", "inspection") else None
            self._received[path] = received if received and received <= self.today else None
        return self._received[path]

    @cached_property
    def _received(self) -> dict[str, date | None]:
        """The days asked for so far, by the path of the finding's file."""
        return {}

    @cached_property
    def last_two_meetings(self) -> tuple[date, date] | None:
        """The start and end of the period of the last meeting's paper; None before the second meeting."""
        past = [
            meeting
            for meeting in self.records.meetings.values()
            if meeting.sound("as_at", "previous", "committee", "held")
            and meeting.facts.held
            and (speaks_of(meeting) or self.as_at) < self.as_at
        ]
        last = max(past, key=lambda meeting: (speaks_of(meeting), meeting.id), default=None)
        if last is None:
            return None
        earlier = paper_before(last, self.records)
        before = last.facts.previous or (speaks_of(earlier) if earlier and earlier.sound("as_at") else None)
        day = speaks_of(last)
        return (before, day) if before and day and before < day else None

    def ring(self, field: str, id: str) -> tuple[str, ...]:
        """The ids from a finding along that field back to itself, without the last; none where it leads elsewhere."""
        ring = self._rings[field].get(id, ())
        return ring[ring.index(id) :] + ring[: ring.index(id)] if ring else ()

    @cached_property
    def _rings(self) -> dict[str, dict[str, tuple[str, ...]]]:
        return {field: self._rings_along(field) for field in RELATIONS}

    def _rings_along(self, field: str) -> dict[str, tuple[str, ...]]:
        """The ring of each finding that is in one, found in one walk along all references."""
        findings = self.records.recommendations
        leads = {id: ids_named(each.facts, field) for id, each in findings.items() if each.sound(field)}
        found: dict[str, tuple[str, ...]] = {}
        walked: set[str] = set()
        for start in leads:
            way: dict[str, Iterator[str]] = {start: iter(leads[start])} if start not in walked else {}
            while way:
                here = next(reversed(way))
                walked.add(here)
                there = next(way[here], None)
                if there is None:
                    del way[here]
                elif there in way:
                    ring = tuple(way)[list(way).index(there) :]
                    found |= dict.fromkeys(ring, ring)
                elif there in leads and there not in walked:
                    way[there] = iter(leads[there])
        return found


Function = Callable[..., Iterable[Issue]]


@dataclass(frozen=True)
class Rule:
    """A rule: its name, its severity, the kinds of record that it checks (None: the whole register), its function.

    since: it compares with an earlier revision, and `check` leaves it out.
    needs_parse_errors: it only explains errors found while a record was read, so it isn't run on sound records.
    cross_record: it looks at findings other than its record, so it is run again when one of them changes.
    """

    name: str
    severity: Severity
    kinds: frozenset[Kind] | None
    function: Function
    since: bool = False
    needs_parse_errors: bool = False
    cross_record: bool = False

    @property
    def explanation(self) -> str:
        """The rule's docstring."""
        return (self.function.__doc__ or "").strip()


def error(*kinds: Kind, needs_parse_errors: bool = False, cross_record: bool = False) -> Callable[[Function], Rule]:
    """Makes a rule about records of these kinds, called as rule(record, context). Its issues are errors.

    needs_parse_errors, cross_record: see Rule.
    """
    return _rule(Severity.ERROR, frozenset(kinds), needs_parse_errors=needs_parse_errors, cross_record=cross_record)


def warning(*kinds: Kind, needs_parse_errors: bool = False, cross_record: bool = False) -> Callable[[Function], Rule]:
    """Makes a rule like those of error. Its issues are warnings."""
    return _rule(Severity.WARNING, frozenset(kinds), needs_parse_errors=needs_parse_errors, cross_record=cross_record)


def register_error() -> Callable[[Function], Rule]:
    """Makes a rule about the register as a whole, called as rule(context).

    Its issues are errors with their path.
    """
    return _rule(Severity.ERROR, None)


def since_error(*kinds: Kind) -> Callable[[Function], Rule]:
    """Makes a rule about what was lost since an earlier revision. Its issues are errors.

    With kinds it is called as rule(was, now, since) for each of their records that is still there, without them once
    as rule(since); its issues then have their path.
    """
    return _rule(Severity.ERROR, frozenset(kinds) or None, since=True)


def since_warning(*kinds: Kind) -> Callable[[Function], Rule]:
    """Makes a rule like those of since_error. Its issues are warnings."""
    return _rule(Severity.WARNING, frozenset(kinds) or None, since=True)


def register_warning() -> Callable[[Function], Rule]:
    """Makes a rule about the register as a whole, called as rule(context).

    Its issues are warnings with their path.
    """
    return _rule(Severity.WARNING, None)


def _rule(
    severity: Severity,
    kinds: frozenset[Kind] | None,
    since: bool = False,
    needs_parse_errors: bool = False,
    cross_record: bool = False,
) -> Callable[[Function], Rule]:
    def rule(function: Function) -> Rule:
        return Rule(
            function.__name__.replace("_", "-"), severity, kinds, function, since, needs_parse_errors, cross_record
        )

    return rule
