"""Makes records of the files, as far as they can be understood.

A broken record is kept with what could be read of it, so that the checks find all its mistakes in one pass.
Only a register that passed the checks goes on to snapshots/.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from keyword import iskeyword
from operator import is_
from typing import Any, NamedTuple

from pydantic import ValidationError

from register.parallel import Parallel, in_process
from register.records.body import Body, Heading, body_of, render
from register.records.folder import File, Kind
from register.records.model import (
    FACTS,
    VOCABULARIES,
    Facts,
    FindingType,
    RegisterFacts,
    Status,
)
from register.records.nearest import nearest_field
from register.records.responses import Said, responses
from register.records.source import Parsed, ParseErrorKind, Path, Source, parsed, scalars, source_of
from register.records.values import SAYS_NOTHING, read_day, time_zones


class FieldError(NamedTuple):
    """A value that its field can't take: where, pydantic's name for what is wrong, and what was written."""

    path: Path
    kind: str
    context: Mapping[str, Any]
    value: object


@dataclass(frozen=True)
class Record:
    """One file as a record. facts holds every field that could be read.

    broken names those that could not, and those that were meant by a field of an unknown name.
    """

    file: File
    source: Source
    facts: Any  # the kind's Facts; fields in broken are None
    broken: frozenset[str]
    field_errors: tuple[FieldError, ...]
    body: Body | None

    @cached_property
    def id(self) -> str:
        """The file's stem."""
        return self.file.id

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings of its words, in order."""
        return tuple(section.heading for section in self.body.sections) if self.body else ()

    @cached_property
    def responses(self) -> tuple[Said, ...]:
        """The parts below the headings of the responses, see `responses`."""
        return responses(self.body)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The words that it defines, by the field that lists them, each with the label that readers see."""
        fields = (field for field in VOCABULARIES[self.kind] if self.sound(field))  # type: ignore[index]
        return {field: {item.id: item.label for item in getattr(self.facts, field)} for field in fields}

    @cached_property
    def nothing(self) -> frozenset[Path]:
        """Where a sign for nothing is written, which counts as absent."""
        return frozenset(each.path for each in self.field_errors if each.kind == SAYS_NOTHING)

    @property
    def kind(self) -> Kind | None:
        """The kind of record that the file's path makes it."""
        return self.file.kind

    @property
    def has_parse_errors(self) -> bool:
        """Whether reading it found a parse error, a value that its field can't take, or an empty field."""
        return bool(self.source.parse_errors or self.field_errors or self.source.has_empty_fields)

    def sound(self, *fields: str) -> bool:
        """Whether the facts could be read and none of these fields is broken, so that a rule can check them."""
        return self.facts is not None and not (self.broken and self.broken.intersection(fields))


@dataclass(frozen=True)
class Records:
    """All records by kind and id, and all files. Of two records with the same id the first counts; `all` has both."""

    register: Record | None
    frameworks: Mapping[str, Record]
    inspections: Mapping[str, Record]
    recommendations: Mapping[str, Record]
    meetings: Mapping[str, Record]
    files: tuple[File, ...]
    all: tuple[Record, ...]

    @cached_property
    def settings(self) -> RegisterFacts:
        """register.yml's facts in full, with defaults for what is missing or broken."""
        given = self.register.facts if self.register else None
        return (given or RegisterFacts.model_construct(organisation="")).in_full()

    @cached_property
    def zone(self) -> str:
        """The name of the time zone of the register's days; where it is unknown, which a rule says, the default."""
        named = self.settings.timezone
        return named if named in time_zones() else RegisterFacts.fields()["timezone"].default

    @cached_property
    def beside(self) -> tuple[Record, ...]:
        """The records that are not findings: what any finding is checked against, and may show something of."""
        return tuple(record for record in self.all if record.kind is not Kind.RECOMMENDATION)

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The statuses in use, by id."""
        return {status.id: status for status in self.settings.statuses}

    @cached_property
    def types(self) -> Mapping[str, FindingType]:
        """The types of finding in use, by id."""
        return {type.id: type for type in self.settings.types}

    @cached_property
    def lists_inspectorate_statuses(self) -> bool:
        """Whether register.yml lists these words itself, so that no others will do."""
        facts = self.register.facts if self.register else None
        return bool(facts and "inspectorate_statuses" in facts.model_fields_set and facts.inspectorate_statuses)

    @cached_property
    def children(self) -> Mapping[str, tuple[Record, ...]]:
        """The findings that name another as their parent, by its id; each sorted by id."""
        found: dict[str, list[Record]] = defaultdict(list)
        for record in self.recommendations.values():
            if record.sound("parent") and record.facts.parent:
                found[record.facts.parent].append(record)
        return {id: tuple(children) for id, children in found.items()}

    @cached_property
    def grades_given(self) -> Mapping[tuple[str | None, str | None], list[tuple[date, str, str]]]:
        """What reports gave each (pillar, question), oldest first: day, inspection, grade."""
        found = defaultdict(list)
        for inspection in self.inspections.values():
            facts = inspection.facts
            if inspection.sound("grades", "published", "fieldwork_ended", "framework") and facts.published:
                for row in facts.grades:
                    found[row.pillar, row.question].append((facts.published, inspection.id, row.grade))
        return {about: sorted(given) for about, given in found.items()}

    @cached_property
    def papers_before(self) -> Mapping[str, Record]:
        """The committee's meeting before each meeting that has one, by the id of the later.

        Of a committee that follows another, the first goes on from the last of that one. What was not held counts for
        none.
        """
        follows = {committee.name: committee.follows for committee in self.settings.committees if committee.follows}
        before: dict[str, Record] = {}
        newest: dict[str, Record] = {}
        for meeting in self.meetings.values():
            committee = meeting.facts.committee if meeting.facts else None
            passed: set[str] = set()
            while committee and committee not in newest and committee in follows and committee not in passed:
                passed.add(committee)
                committee = follows[committee]
            if committee in newest:
                before[meeting.id] = newest[committee]
            if meeting_day(meeting.id) and meeting.sound("committee", "held") and meeting.facts.held:
                newest[meeting.facts.committee] = meeting
        return before

    def public(self) -> "Records":
        """The records as they would be without the unpublished ones (`publish: false`)."""
        open_to_all = {id: r for id, r in self.recommendations.items() if r.facts.publish}
        return Records(
            self.register,
            self.frameworks,
            self.inspections,
            open_to_all,
            self.meetings,
            self.files,
            tuple(r for r in self.all if r.kind is not Kind.RECOMMENDATION or r.id in open_to_all),
        )


def same(some: Sequence[Record], others: Sequence[Record]) -> bool:
    """Whether these are the very same records, and not only equal ones."""
    return len(some) == len(others) and all(map(is_, some, others))


def read_records(files: Iterable[File], before: "Records | None" = None, run: Parallel = in_process) -> Records:
    """The files as records. Never raises.

    before: records of an earlier reading; a file that says what it said then is not read again.
    run: who reads which files.
    """
    listed = tuple(files)
    known = {record.file: record for record in before.all} if before else {}
    wanted = [file for file in listed if file.kind and not file.read_error]
    unread = {file.path: file for file in wanted if file not in known}
    shares = run(_read, tuple(unread.values()))
    new = {read.path: _record_of(unread[read.path], read) for share in shares for read in share}
    records = tuple(new.get(file.path) or known[file] for file in wanted)

    def of(kind: Kind) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for record in records:
            if record.kind is kind:
                found.setdefault(record.id, record)
        return dict(sorted(found.items()))

    return Records(
        register=of(Kind.REGISTER).get("register"),
        frameworks=of(Kind.FRAMEWORK),
        inspections=of(Kind.INSPECTION),
        recommendations=of(Kind.RECOMMENDATION),
        meetings=of(Kind.MEETING),
        files=listed,
        all=records,
    )


class _Read(NamedTuple):
    """What can be read of a file by itself: its path, its contents, and its words as HTML."""

    path: str
    parsed: Parsed
    rendered: str | None


def _read(files: Sequence[File]) -> list[_Read]:
    """Reads the files: first the facts of all, then the words of all.

    That is a quarter faster than file by file, as YAML and markdown would push each other out of the processor's cache.
    """
    contents = [parsed(file) for file in files]
    words = (None if each.body is None else render(each.body) for each in contents)
    return [_Read(file.path, *each) for file, each in zip(files, zip(contents, words, strict=True), strict=True)]


def _record_of(file: File, read: _Read) -> Record:
    source, values = source_of(file, read.parsed), read.parsed.values
    body = None if read.rendered is None else body_of(read.rendered, source.body, source.body_line)
    return with_values(Record(file, source, None, frozenset(), (), body), values)


def with_values(record: Record, values: Any) -> Record:
    """The record with the facts that these values give, as `plain` makes them; None: it has none."""
    if values is None or record.kind is None:
        return record
    model = FACTS[record.kind]
    facts, field_errors = _read_facts(model, values)
    wrong = frozenset(str(each.path[0]) for each in field_errors if each.kind != SAYS_NOTHING)
    broken = wrong | _refused(record.source) | meant(field_errors, model)
    return replace(record, facts=facts, broken=broken, field_errors=field_errors)


def meant(field_errors: Iterable[FieldError], model: type[Facts], parent: Path = ()) -> frozenset[str]:
    """The fields of the model at parent that were most likely meant by those of an unknown name."""
    unknown = (str(p.path[-1]) for p in field_errors if p.kind == "extra_forbidden" and p.path[:-1] == parent)
    return frozenset(field for name in unknown if (field := nearest_field(name, model.fields())))


_REFUSED = (ParseErrorKind.ANCHOR, ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8)


def _refused(source: Source) -> frozenset[str]:
    """The fields whose value is refused as it is written: no rule can tell what the writer meant."""
    lines = {each.span.line for each in source.parse_errors if each.kind in _REFUSED}
    if not lines:
        return frozenset()
    return frozenset(str(path[0]) for path, scalar in scalars(source.facts) if scalar.span.line in lines)


def _read_facts(kind: type[Facts], values: Any) -> tuple[Facts, tuple[FieldError, ...]]:
    """The facts of that kind. Where values are wrong, those fields are None and the errors say why.

    A sign for nothing counts as absent, and so does a step that is none.
    """
    try:
        return kind.model_validate(values), ()
    except ValidationError as error:
        field_errors = tuple(
            FieldError(tuple(e["loc"]), e["type"], e.get("ctx", {}), e["input"])
            for e in error.errors(include_url=False)
        )
    nothing = tuple(each for each in field_errors if each.kind == SAYS_NOTHING)
    if nothing and (something := _without(values, nothing)) != values:
        facts, others = _read_facts(kind, something)
        return facts, (*nothing, *others)
    wrong = {each.path[0] for each in field_errors}
    rest = {field: value for field, value in values.items() if field not in wrong}
    missing = {field: None for field, about in kind.fields().items() if about.is_required() and field not in rest}
    readable = {field: getattr(_lone(kind, field, value), field) for field, value in rest.items()}
    return kind.model_construct(**missing, **readable), field_errors


def _without(values: Any, nothing: Iterable[FieldError]) -> Any:
    """The values without those that are signs for nothing, and without the step that one of them says."""
    rest = deepcopy(values)
    for path in sorted((each.path for each in nothing), reverse=True):
        *parents, last = path[:-1] if path[-2:-1] == ("next",) else path
        holder = value_at(rest, parents)
        if value_at(holder, [last]) is not None:
            del holder[last]
        if holder == []:  # no list is not an empty one, which takes away what was there
            del value_at(rest, parents[:-1])[parents[-1]]
    return rest


def value_at(values: Any, path: Iterable[str | int]) -> Any:
    """The value at the path in values as `plain` makes them; None where there is none."""
    for step in path:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            values = values[step]
        else:
            return None
    return values


def _lone(kind: type[Facts], field: str, value: object) -> Facts:
    """A record with this one field set and validated, the rest left unset."""
    attribute = f"{field}_" if iskeyword(field) else field
    return kind.__pydantic_validator__.validate_assignment(kind.model_construct(), attribute, value)


# What follows from more than one field or record


def received_on(recommendation: Record, records: Records) -> date | None:
    """The day on which a finding was received: its own, else the day on which its inspection was published."""
    if recommendation.facts.received:
        return recommendation.facts.received
    inspection = records.inspections.get(recommendation.facts.inspection or "")
    return inspection.facts.published if inspection and inspection.facts else None


def known_from(recommendation: Record, records: Records) -> date | None:
    """The day from which a finding is in the register: that of its receipt, or of its recording if that is later.

    A finding that came with its report was recorded with it.
    """
    received = received_on(recommendation, records)
    inspection = records.inspections.get(recommendation.facts.inspection or "")
    report = inspection.facts if inspection else None
    with_report = report and report.published and received and received >= report.published
    recorded = recommendation.facts.recorded or (report.recorded if with_report else None)
    return max(received, recorded or received) if received else None


def published_by(inspection: Record, day: date) -> date | None:
    """The day on which the report was received, where the register said so by the day; None while it is awaited."""
    published, recorded = inspection.facts.published, inspection.facts.recorded
    return published if published and max(published, recorded or published) <= day else None


def meeting_day(id: str) -> date | None:
    """The day of a meeting, which its id begins with; None where it doesn't."""
    try:
        return read_day(id[:10]) if id[10:11] in ("", "-") else None
    except ValueError:
        return None


def speaks_of(meeting: Record) -> date | None:
    """The day that a meeting's paper is for: its `as_at`, else the meeting's own day."""
    return meeting.facts.as_at or meeting_day(meeting.id)


def paper_before(meeting: Record, records: Records) -> Record | None:
    """The committee's meeting before this one, from which its paper continues; None where there is none."""
    return records.papers_before.get(meeting.id)
