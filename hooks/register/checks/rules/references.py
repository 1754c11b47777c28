"""Rules about words that must be defined elsewhere: inspections, questions, statuses, other records."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from register.checks.advice import choose, quoted
from register.checks.field_errors import leave_out
from register.checks.issue import Issue
from register.checks.rule import Context, error, register_warning, warning
from register.records.folder import Kind
from register.records.model import UNGRADED, VOCABULARIES, WITHDRAWN, Colour, Stage
from register.records.record import Record, Records
from register.records.source import Path
from register.records.values import NONE, time_zones


def framework_of(record: Record, records: Records) -> Record | None:
    """The framework of an inspection or a finding, or None where it can't be told."""
    inspection: Record | None = record
    if record.kind is Kind.RECOMMENDATION:
        inspection = records.inspections.get(record.facts.inspection or "") if record.sound() else None
    if not inspection or not inspection.sound():
        return None
    found = records.frameworks.get(inspection.facts.framework or "")
    return found if found and found.sound() else None


def _unknown(
    record: Record,
    path: Path,
    word: str | None,
    valid: Collection[str],
    what: str,
    folder: str | None = None,
    labels: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Issue, ...]:
    """The issue of a word that is not a valid one; none where it is. what: a noun with its article.

    folder: where a file of that name would make it valid. labels: what readers see instead of the valid words.
    """
    if not word or word in valid:
        return ()
    advice = leave_out(record.kind, path, word)  # type: ignore[arg-type]
    advice = advice or choose(word, valid, f"add its file to {folder}/" if folder else "", labels)
    return (Issue(record.source.span(*path), f"{quoted(word)} is not {what}", advice),)


@error(Kind.RECOMMENDATION)
def unknown_inspection(record: Record, context: Context) -> Iterator[Issue]:
    """The finding, or an entry of its history, names an inspection that has no file.

    Write `inspection: peel-2018-19`, not `inspection: peel-2018-9`.
    """
    if record.sound("inspection"):
        yield from _unknown(
            record,
            ("inspection",),
            record.facts.inspection,
            context.records.inspections,
            "an inspection",
            "inspections",
        )
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        path = ("history", index, "inspection")
        yield from _unknown(record, path, entry.inspection, context.records.inspections, "inspection", "inspections")


@error(Kind.INSPECTION)
def unknown_framework(record: Record, context: Context) -> Iterator[Issue]:
    """The inspection names a framework that has no file. Its questions and grades are defined there.

    Write `framework: peel-2018-19`, not `framework: peel-2018`.
    """
    if record.sound("framework"):
        yield from _unknown(
            record, ("framework",), record.facts.framework, context.records.frameworks, "a framework", "frameworks"
        )


@error(Kind.FRAMEWORK)
def unknown_comparable_framework(record: Record, context: Context) -> Iterator[Issue]:
    """`comparable_with` names a framework that has no file.

    Write `comparable_with: [peel-2016]`, not `comparable_with: [peel-2106]`.
    """
    if record.sound("comparable_with"):
        for index, word in enumerate(record.facts.comparable_with):
            yield from _unknown(
                record, ("comparable_with", index), word, context.records.frameworks, "a framework", "frameworks"
            )


@error(Kind.RECOMMENDATION, Kind.INSPECTION)
def unknown_question(record: Record, context: Context) -> Iterator[Issue]:
    """The question is not one that the inspection's framework asks, so the finding would be missing from its pages.

    Write `question: workforce`, not `question: workforces`.
    """
    framework = framework_of(record, context.records)
    if framework and framework.sound("questions"):
        labels = framework.labels["questions"]
        for path, word in _named(record, "question"):
            yield from _unknown(record, path, word, labels, f"a question of {framework.id}", labels=labels)


@error(Kind.RECOMMENDATION, Kind.INSPECTION)
def unknown_pillar(record: Record, context: Context) -> Iterator[Issue]:
    """The pillar is not one of the inspection's framework.

    Write `pillar: legitimacy`, not `pillar: legitmacy`.
    """
    framework = framework_of(record, context.records)
    if framework and framework.sound("pillars"):
        labels = framework.labels["pillars"]
        for path, word in _named(record, "pillar"):
            yield from _unknown(record, path, word, labels, f"a pillar of {framework.id}", labels=labels)


@error(Kind.RECOMMENDATION, Kind.INSPECTION)
def unknown_grade(record: Record, context: Context) -> Iterator[Issue]:
    """The grade is not on the framework's scale. `ungraded` is always allowed.

    Write `grade: good`, not `grade: adequate`.
    """
    framework = framework_of(record, context.records)
    if framework and framework.sound("grades"):
        labels = framework.labels["grades"]
        scale = (*labels, UNGRADED)
        for field in _GRADES[record.kind]:  # type: ignore[index]
            for path, word in _named(record, field):
                yield from _unknown(record, path, word, scale, f"a grade of {framework.id}", labels=labels)


_GRADES = {Kind.RECOMMENDATION: ("grade",), Kind.INSPECTION: ("grade", "previous")}


def _named(record: Record, field: str) -> list[tuple[Path, str | None]]:
    """The paths at which a finding, or the rows of an inspection, hold this field."""
    if record.kind is Kind.INSPECTION:
        rows = record.facts.grades if record.sound("grades") else ()
        return [(("grades", index, field), getattr(row, field)) for index, row in enumerate(rows)]
    return [((field,), getattr(record.facts, field))] if record.sound(field) else []


@error(Kind.FRAMEWORK)
def unknown_pillar_of_question(record: Record, context: Context) -> Iterator[Issue]:
    """A question of the framework belongs to a pillar that the framework doesn't list.

    Write `pillar: effectiveness`, not `pillar: effectivness`.
    """
    if record.sound("pillars", "questions"):
        for index, question in enumerate(record.facts.questions):
            path = ("questions", index, "pillar")
            yield from _unknown(record, path, question.pillar, record.labels["pillars"], "a pillar of this framework")


@error(Kind.RECOMMENDATION)
def unknown_status(record: Record, context: Context) -> Iterator[Issue]:
    """The status is not one of the register's. Every total counts by status, so it must be one of them.

    Write `status: amber`, not `status: ambr`.
    """
    valid = context.records.statuses
    if record.sound("status"):
        yield from _unknown(record, ("status",), record.facts.status, valid, "a status")
    if record.sound("history"):
        for index, entry in enumerate(record.facts.history):
            if entry.status:
                yield from _unknown(record, ("history", index, "status"), entry.status, valid, "a status")


@error(Kind.RECOMMENDATION)
def unknown_inspectorate_status(record: Record, context: Context) -> Iterator[Issue]:
    """The inspectorate's status is not one of those that register.yml lists under `inspectorate_statuses`.

    Where register.yml lists none, any word will do.

    Write `inspectorate_status: being-progressed`, not `inspectorate_status: being-progresed`.
    """
    valid = context.records.inspectorate_statuses
    if valid and record.sound("inspectorate_status"):
        yield from _unknown(
            record, ("inspectorate_status",), record.facts.inspectorate_status, valid, "a status of the inspectorate"
        )
    if valid and record.sound("history"):
        for index, entry in enumerate(record.facts.history):
            path, word = ("history", index, "inspectorate_status"), entry.inspectorate_status
            if word != NONE:
                yield from _unknown(record, path, word, valid, "a status of the inspectorate")


@error(Kind.RECOMMENDATION, cross_record=True)
def unknown_record(record: Record, context: Context) -> Iterator[Issue]:
    """`parent`, `superseded_by` or `repeats` names a record that has no file.

    Write the other file's name without .md.

    Write `parent: vetting`, not `parent: veting`.
    """
    known = context.records.recommendations
    for field in ("parent", "superseded_by", "repeats"):
        named = getattr(record.facts, field) if record.sound(field) else None
        if named and named not in known:
            others = [id for id in known if id != record.id]
            yield from _unknown(record, (field,), named, others, "a record", "recommendations")


@error(Kind.RECOMMENDATION)
def question_or_pillar_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The finding names neither a question nor a pillar, although its framework lists some.

    Write `question: workforce`, not `question:`.
    """
    if not record.sound("question", "pillar") or record.facts.question or record.facts.pillar:
        return
    framework = framework_of(record, context.records)
    if framework and framework.sound("questions", "pillars"):
        field = "question" if framework.facts.questions else "pillar"
        if valid := tuple(framework.labels[f"{field}s"]):
            yield Issue(
                record.source.key_span("inspection"),
                f"{quoted(field)} is missing",
                f'write "{field}: ..." with {", ".join(valid[:-1])}{" or " if valid[1:] else ""}{valid[-1]}',
            )


@error(Kind.RECOMMENDATION)
def pillar_contradicts_question(record: Record, context: Context) -> Iterator[Issue]:
    """The question belongs to a different pillar. Leave the pillar out: it follows from the question.

    For a question of the pillar legitimacy, write `pillar: legitimacy`, not `pillar: effectiveness`.
    """
    framework = framework_of(record, context.records) if record.sound("pillar") and record.facts.pillar else None
    if not framework or not framework.sound("questions") or not record.sound("question"):
        return
    question = next((q for q in framework.facts.questions if q.id == record.facts.question), None)
    known = framework.sound("pillars") and record.facts.pillar in framework.labels["pillars"]
    if question and known and record.facts.pillar != question.pillar:
        belongs = f"belongs to {quoted(question.pillar)}" if question.pillar else "belongs to no pillar"
        yield Issue(
            record.source.span("pillar"),
            f"the question {quoted(question.id)} {belongs}",
            "delete the line: it follows from the question",
        )


@error(Kind.REGISTER, Kind.FRAMEWORK)
def repeated_word(record: Record, context: Context) -> Iterator[Issue]:
    """Two entries of a vocabulary have the same id. Give each its own.

    Below a grade with the id `outstanding`, write `{id: inadequate, label: Inadequate}`, not `{id: outstanding, label:
    Inadequate}`.
    """
    for field in VOCABULARIES[record.kind]:  # type: ignore[index]
        if record.sound(field):
            ids = [item.id for item in getattr(record.facts, field)]
            for index, id in enumerate(ids):
                if id in ids[:index]:
                    yield Issue(
                        record.source.span(field, index, "id"),
                        f"{quoted(id)} is defined twice",
                        "give each its own id",
                    )


@error(Kind.FRAMEWORK)
def pillar_labels_differ(record: Record, context: Context) -> Iterator[Issue]:
    """Two frameworks share a pillar's id, and so its page, but call it differently. Agree on one label.

    Where another framework calls it Legitimacy, write `label: Legitimacy`, not `label: Legitimacy and leadership`.
    """
    if not record.sound("pillars"):
        return
    for index, pillar in enumerate(record.facts.pillars):
        for other in context.records.frameworks.values():
            if other.id < record.id and other.sound("pillars"):
                labels = {p.label for p in other.facts.pillars if p.id == pillar.id} - {pillar.label}
                for label in sorted(labels):
                    message = f"{other.id} calls the pillar {quoted(pillar.id)} {quoted(label)}"
                    yield Issue(
                        record.source.span("pillars", index, "label"),
                        message,
                        "give both the same label, or another id",
                    )


@error(Kind.REGISTER)
def unknown_time_zone(record: Record, context: Context) -> Iterator[Issue]:
    """The time zone is not in the tz database. In the United Kingdom it is Europe/London.

    Write `timezone: Europe/London`, not `timezone: BST`.
    """
    if record.sound("timezone") and record.facts.timezone not in time_zones():
        advice = 'write "Europe/London", or another name from the tz database'
        yield Issue(record.source.span("timezone"), f"{quoted(record.facts.timezone)} is not a time zone", advice)


@error(Kind.RECOMMENDATION, cross_record=True)
def former_id_in_use(record: Record, context: Context) -> Iterator[Issue]:
    """An id under `formerly` belongs to another record, or two records claim it.

    An address can lead to one page only.

    Where `vetting` is another record, write `formerly: [vetting-delays]`, not `formerly: [vetting]`.
    """
    for index, word in enumerate(record.facts.formerly if record.sound("formerly") else ()):
        if word in context.records.recommendations or context.former_ids[word] > 1:
            message = (
                f"{quoted(word)} is the id of another record"
                if word in context.records.recommendations
                else f"two records say that they were {quoted(word)}"
            )
            yield Issue(
                record.source.span("formerly", index), message, "list only ids that this record had and no other did"
            )


@warning(Kind.REGISTER, Kind.FRAMEWORK)
def repeated_label(record: Record, context: Context) -> Iterator[Issue]:
    """Two entries of a vocabulary have the same label, so readers can't tell them apart. Give each its own words.

    Where another grade is called Requires improvement, write `label: Inadequate`, not `label: requires improvement`.
    """
    for field in VOCABULARIES[record.kind]:  # type: ignore[index]
        seen: dict[str, str] = {}
        for index, item in enumerate(getattr(record.facts, field) if record.sound(field) else ()):
            first = seen.setdefault(item.label.casefold(), item.id)
            if first != item.id:
                message = f"{quoted(first)} has the same label, {quoted(item.label)}"
                yield Issue(record.source.span(field, index, "label"), message, "give each its own label")


@warning(Kind.REGISTER)
def status_is_lacking(record: Record, context: Context) -> Iterator[Issue]:
    """There is no status for what is open, none for what has ended, or none that is red.

    Then no finding could be open, or end, or the summary of red findings would always be empty.

    In the last of the statuses, write `stage: ended`, not `stage: done`.
    """
    if not record.sound("statuses") or not record.facts.statuses:
        return
    given = record.facts.statuses
    lacking = [f'"stage: {stage}"' for stage in (Stage.OPEN, Stage.ENDED) if stage not in {s.stage for s in given}]
    if Colour.RED not in {status.colour for status in given}:
        lacking.append('"colour: red"')
    for words in lacking:
        yield Issue(record.source.key_span("statuses"), f"no status has {words}", "add one that has")


@register_warning()
def repeated_reference(context: Context) -> Iterator[Issue]:
    """Two findings of one inspection and type have the same reference. Perhaps one was entered twice.

    Where another recommendation is R4, write `reference: R5`, not `reference: r4`.
    """
    first: dict[tuple[str, str, str], str] = {}
    for record in context.records.recommendations.values():
        facts = record.facts
        if record.file.path in context.copies:
            continue
        if record.sound("reference", "inspection", "type", "status") and facts.reference and facts.status != WITHDRAWN:
            earlier = first.setdefault((facts.inspection, facts.type, facts.reference.casefold()), record.id)
            if earlier != record.id:
                message = f"{quoted(earlier)} has this reference too"
                advice = "correct one of the two, or withdraw the one that was entered twice"
                yield Issue(record.source.span("reference"), message, advice, record.file.path)


@register_warning()
def two_spellings(context: Context) -> Iterator[Issue]:
    """An owner or a committee is written in two ways that differ only in capitals or punctuation.

    They would count as two, each with its own page or papers. Write the name the same way everywhere.

    Where other records write it so, write `owner: Head of Professional Standards`, not `owner: Head of professional
    standards`.
    """
    for field, records in (("owner", context.records.recommendations), ("committee", context.records.meetings)):
        named = [record for record in records.values() if record.sound(field) and getattr(record.facts, field)]
        counts = Counter(getattr(record.facts, field) for record in named)
        usual: dict[str, str] = {}
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            usual.setdefault(_letters(name), name)
        for record in named:
            name = getattr(record.facts, field)
            if name != usual[_letters(name)]:
                message = f"{quoted(name)} is elsewhere written {quoted(usual[_letters(name)])}"
                yield Issue(record.source.span(field), message, "write it the same way everywhere", record.file.path)


def _letters(name: str) -> str:
    """The letters and digits of a name, without regard to case."""
    return re.sub(r"[\W_]+", "", name.casefold())
