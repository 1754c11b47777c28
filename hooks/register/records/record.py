"""Makes records of the files, as far as they can be understood.

A broken record is kept with what could be read of it, so that the checks find all its mistakes in one pass.
Only a register that passed the checks goes on to snapshots/.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property
from operator import is_
from typing import Any, NamedTuple

from register.parallel import Parallel, in_process
from register.records.body import Body, Heading, body_of
from register.records.folder import File, Kind
from register.records.labels import LABELLED, LISTS, id_of, with_ids
from register.records.markdown import render
from register.records.model import (
    FACTS,
    VOCABULARIES,
    Facts,
    FindingType,
    OwnerFacts,
    RegisterFacts,
    Status,
    name_at,
)
from register.records.owner_facts import present_name
from register.records.responses import WrittenResponse, responses
from register.records.source import Parsed, ParseErrorKind, Path, Source, parsed, plain, scalars, source_of
from register.records.validation import FieldError, meant, validated
from register.records.values import SAYS_NOTHING, read_day, time_zones


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
    has_labels: bool = False  # in place of ids, which follow from other records

    @cached_property
    def id(self) -> str:
        """The file's stem."""
        return self.file.id

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """All headings of its words, in order."""
        return self.body.headings if self.body else ()

    @cached_property
    def responses(self) -> tuple[WrittenResponse, ...]:
        """The parts below the headings of the responses, see `responses`."""
        return responses(self.body)

    @cached_property
    def labels(self) -> Mapping[str, Mapping[str, str]]:
        """The words that it defines, by the field that lists them, each with the label that readers see."""
        fields = (field for field in VOCABULARIES[self.kind] if self.sound(field))  # type: ignore[index]
        return {field: {item.id: item.label for item in getattr(self.facts, field)} for field in fields}

    @cached_property
    def nothing(self) -> frozenset[Path]:
        """Where a placeholder is written, which counts as absent."""
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
    owners: Record | None
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
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """The register's own words by the field that holds them, each id with its label."""
        sets = ("status", self.settings.statuses), ("type", self.settings.types)
        own = (*sets, ("inspectorate_status", self.settings.inspectorate_statuses))
        return {field: {word.id: word.label for word in words} for field, words in own}

    @cached_property
    def roles(self) -> Mapping[str, OwnerFacts]:
        """The roles of owners.yml, by each name that they have or had; none where any role will do."""
        listed = (self.owners.facts.owners or ()) if self.owners and self.owners.facts else ()
        return {name: owner for owner in listed for name in (owner.role, *owner.formerly)}

    def present_name(self, role: str | None) -> str | None:
        """The name that the role has now; None: there is none."""
        return present_name(role, self.roles)

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
        open_to_all = {id: r for id, r in self.recommendations.items() if r.facts is None or r.facts.publish}
        shown = tuple(r for r in self.all if r.kind is not Kind.RECOMMENDATION or r.id in open_to_all)
        return replace(self, recommendations=open_to_all, all=shown)


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
    unchanged = {file: record for file, record in known.items() if not record.has_labels}
    wanted = [file for file in listed if file.kind and not file.read_error]
    unread = {file.path: file for file in wanted if file not in unchanged}
    shares = run(_read, tuple(unread.values()))
    new = {read.path: _record_of(unread[read.path], read) for share in shares for read in share}
    records = _assembled(tuple(new.get(file.path) or known[file] for file in wanted), listed)
    by_label = {record.file: labelled for record in records.all if (labelled := _with_ids(record, records))}
    if not by_label:
        return records
    kept = {file: was if (was := known.get(file)) and was.facts == now.facts else now for file, now in by_label.items()}
    return _assembled(tuple(kept.get(record.file, record) for record in records.all), listed)


def read_record(file: File, beside: Records) -> Record:
    """A file of some kind as a record among others, in which its labels are looked up. Never raises."""
    (read,) = _read((file,))
    record = _record_of(file, read)
    return _with_ids(record, beside) or record


def _assembled(records: tuple[Record, ...], files: tuple[File, ...]) -> Records:
    def of(kind: Kind) -> dict[str, Record]:
        found: dict[str, Record] = {}
        for record in records:
            if record.kind is kind:
                found.setdefault(record.id, record)
        return dict(sorted(found.items()))

    return Records(
        register=of(Kind.REGISTER).get("register"),
        owners=of(Kind.OWNERS).get("owners"),
        frameworks=of(Kind.FRAMEWORK),
        inspections=of(Kind.INSPECTION),
        recommendations=of(Kind.RECOMMENDATION),
        meetings=of(Kind.MEETING),
        files=files,
        all=records,
    )


def framework_of(record: Record, records: Records) -> Record | None:
    """The framework of an inspection or a finding, or None where it can't be told."""
    inspection = record if record.kind is Kind.INSPECTION else None
    if record.kind is Kind.RECOMMENDATION and record.sound():
        inspection = records.inspections.get(record.facts.inspection or "")
    if not inspection or not inspection.sound():
        return None
    found = records.frameworks.get(inspection.facts.framework or "")
    return found if found and found.sound() else None


def words_for(field: str, record: Record, records: Records) -> Mapping[str, str]:
    """What a field of that name can hold in the record, each id with its label; nothing where that can't be told."""
    if field not in LISTS:
        return records.words.get(field, {})
    framework = record if record.kind is Kind.FRAMEWORK else framework_of(record, records)
    return framework.labels.get(LISTS[field], {}) if framework else {}


def _with_ids(record: Record, records: Records) -> Record | None:
    """The record with ids in place of the labels written in it; None where it has no label."""
    if not _may_have_labels(record, records):
        return None
    values = plain(record.source.facts) if record.source.facts else None
    written = with_ids(values, lambda field: words_for(field, record, records))
    return None if written is values else replace(with_values(record, written), has_labels=True)


_IN_LIST = {Kind.RECOMMENDATION: "history", Kind.INSPECTION: "grades", Kind.FRAMEWORK: "questions"}
"""The list of a record whose entries hold words that have labels."""


def _may_have_labels(record: Record, records: Records) -> bool:
    """Whether a word is a label, or is no word at all and could be one. Most records need no closer look."""
    if record.facts is None or record.kind not in _IN_LIST:
        return False
    if any(name_at(each.path) in LABELLED for each in record.field_errors):
        return True
    words = {field: words_for(field, record, records) for field in LABELLED}
    holders = (record.facts, *(getattr(record.facts, _IN_LIST[record.kind]) or ()))
    given = ((field, getattr(holder, field)) for holder in holders for field in _labelled_fields(type(holder)))
    odd = ((field, word) for field, word in given if isinstance(word, str) and word not in words[field])
    return any(id_of(word, words[field]) for field, word in odd)


@cache
def _labelled_fields(model: type[Facts]) -> tuple[str, ...]:
    return tuple(field for field in LABELLED if field in model.model_fields)


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
    facts, field_errors = validated(model, values)
    wrong = frozenset(str(each.path[0]) for each in field_errors if each.kind != SAYS_NOTHING)
    broken = wrong | _refused(record.source) | meant(field_errors, model)
    return replace(record, facts=facts, broken=broken, field_errors=field_errors)


_REFUSED = (ParseErrorKind.ANCHOR, ParseErrorKind.HIDDEN_CHARACTER, ParseErrorKind.NOT_UTF8)


def _refused(source: Source) -> frozenset[str]:
    """The fields whose value is refused as it is written: no rule can tell what the writer meant."""
    lines = {each.span.line for each in source.parse_errors if each.kind in _REFUSED}
    if not lines:
        return frozenset()
    return frozenset(str(path[0]) for path, scalar in scalars(source.facts) if scalar.span.line in lines)


# What follows from more than one field or record


def ids_named(facts: Any, field: str) -> tuple[str, ...]:
    """The ids of other records that the field names: one, several or none."""
    value = getattr(facts, field)
    return value if isinstance(value, tuple) else (value,) if value else ()


def received_on(recommendation: Record, records: Records) -> date | None:
    """The day on which a finding was received: its own, else the day on which its inspection was published."""
    if recommendation.facts.received:
        return recommendation.facts.received
    inspection = records.inspections.get(recommendation.facts.inspection or "")
    return inspection.facts.published if inspection and inspection.facts else None


def known_from(recommendation: Record, records: Records) -> date | None:
    """The day from which a finding is in the register: that of its receipt, or of its recording if that is later.

    Where it doesn't say when it was recorded, that was with its inspection.
    """
    received = received_on(recommendation, records)
    inspection = records.inspections.get(recommendation.facts.inspection or "")
    report = inspection.facts if inspection else None
    recorded = recommendation.facts.recorded or (report.recorded if report else None)
    return max(received, recorded or received) if received else None


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
