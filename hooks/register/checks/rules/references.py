"""Rules about words that must be defined elsewhere: inspections, questions, statuses, other records."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from types import MappingProxyType

from register.checks.advice import choose, quoted
from register.checks.field_errors import leave_out
from register.checks.issue import Issue
from register.checks.rule import WITH_FORMER_IDS, Context, error, register_warning, warning
from register.records.folder import Kind
from register.records.model import UNGRADED, WITHDRAWN
from register.records.nearest import letters
from register.records.record import Record, framework_of, ids_named
from register.records.source import Path
from register.records.values import NONE


def _unknown(
    record: Record,
    path: Path,
    word: str | None,
    valid: Collection[str],
    what: str,
    otherwise: str = "",
    labels: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Issue, ...]:
    """The issue of a word that is not a valid one; none where it is. what: a noun with its article.

    otherwise: what would make it valid. labels: what readers see instead of the valid words.
    """
    if not word or word in valid:
        return ()
    advice = leave_out(record.kind, path, word)  # type: ignore[arg-type]
    advice = advice or choose(word, valid, otherwise, labels)
    return (Issue(record.source.span(*path), f"{quoted(word)} is not {what}", advice),)


@error(Kind.RECOMMENDATION)
def unknown_inspection(record: Record, context: Context) -> Iterator[Issue]:
    """The finding, or an entry of its history, names an inspection that has no file.

    Write `inspection: peel-2018-19`, not `inspection: peel-2018-9`.
    """
    known, otherwise = context.records.inspections, "add its file to inspections/"
    if record.sound("inspection"):
        yield from _unknown(record, ("inspection",), record.facts.inspection, known, "an inspection", otherwise)
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        path = ("history", index, "inspection")
        yield from _unknown(record, path, entry.inspection, known, "an inspection", otherwise)


@error(Kind.INSPECTION)
def unknown_framework(record: Record, context: Context) -> Iterator[Issue]:
    """The inspection names a framework that has no file. Its questions and grades are defined there.

    Write `framework: peel-2018-19`, not `framework: peel-2018`.
    """
    if record.sound("framework"):
        known, otherwise = context.records.frameworks, "add its file to frameworks/"
        yield from _unknown(record, ("framework",), record.facts.framework, known, "a framework", otherwise)


@error(Kind.FRAMEWORK)
def unknown_comparable_framework(record: Record, context: Context) -> Iterator[Issue]:
    """`comparable_with` names a framework that has no file.

    Write `comparable_with: [peel-2016]`, not `comparable_with: [peel-2106]`.
    """
    if record.sound("comparable_with"):
        known, otherwise = context.records.frameworks, "add its file to frameworks/"
        for index, word in enumerate(record.facts.comparable_with):
            yield from _unknown(record, ("comparable_with", index), word, known, "a framework", otherwise)


@error(Kind.RECOMMENDATION, Kind.INSPECTION)
def unknown_question(record: Record, context: Context) -> Iterator[Issue]:
    """The question is not one that the inspection's framework asks, so the finding would be missing from its pages.

    Write `question: workforce`, not `question: workforces`.
    """
    framework = framework_of(record, context.records)
    if framework and framework.sound("questions"):
        labels = framework.labels["questions"]
        for path, word in (*_named(record, "question"), *_also(record)):
            if word and word not in labels:
                by_number = {q.id: word for q in framework.facts.questions if word.lstrip("q") == str(q.number)}
                known = labels | by_number
                yield from _unknown(record, path, word, labels, f"a question of {framework.id}", labels=known)


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


def _also(record: Record) -> list[tuple[Path, str]]:
    """The further questions under which a finding is listed, with their paths."""
    if record.kind is not Kind.RECOMMENDATION or not record.sound("also"):
        return []
    return [(("also", index), word) for index, word in enumerate(record.facts.also)]


@error(Kind.RECOMMENDATION)
def also_repeats_question(record: Record, context: Context) -> Iterator[Issue]:
    """`also` names the finding's own question, or one question twice, under which it is listed already.

    Beside `question: workforce`, write `also: [vulnerable]`, not `also: [workforce]`.
    """
    seen = {record.facts.question} if record.sound("question") else set()
    for path, word in _also(record):
        if word in seen:
            yield Issue(record.source.span(*path), f"it is listed under {quoted(word)} already", "delete this one")
        seen.add(word)


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
def unknown_type(record: Record, context: Context) -> Iterator[Issue]:
    """The type is not one of the register's: neither of the default set, nor listed in register.yml.

    Write `type: area-for-improvement`, not `type: afi`.
    """
    if record.sound("type"):
        types = context.records.types
        labels = {type.id: type.label for type in types.values()}
        otherwise = 'define it under "more_types" in register.yml'
        yield from _unknown(record, ("type",), record.facts.type, types, "a type", otherwise, labels)


@error(Kind.RECOMMENDATION)
def unknown_status(record: Record, context: Context) -> Iterator[Issue]:
    """The status is not one of the register's. Every total counts by status, so it must be one of them.

    Write `status: amber`, not `status: ambr`.
    """
    for path, word in _in_history(record, "status"):
        yield from _unknown(record, path, word, context.records.statuses, "a status")


@error(Kind.RECOMMENDATION)
def unknown_inspectorate_status(record: Record, context: Context) -> Iterator[Issue]:
    """The inspectorate's status is not one of those that register.yml lists under `inspectorate_statuses`.

    Write `inspectorate_status: being-progressed`, not `inspectorate_status: being-progresed`.
    """
    if context.records.lists_inspectorate_statuses:
        yield from _unknown_verdicts(record, context)


@warning(Kind.RECOMMENDATION)
def unusual_inspectorate_status(record: Record, context: Context) -> Iterator[Issue]:
    """The inspectorate's status is not one of the default set, and register.yml lists no others.

    Readers would see the word as it is in the record, and nothing says whether the inspectorate has finished.

    Write `inspectorate_status: awaiting-review`, not `inspectorate_status: with-inspectors`.
    """
    if not context.records.lists_inspectorate_statuses:
        yield from _unknown_verdicts(record, context)


def _unknown_verdicts(record: Record, context: Context) -> Iterator[Issue]:
    """The paths at which the record has an unknown status of the inspectorate's."""
    labels = {status.id: status.label for status in context.records.settings.inspectorate_statuses}
    otherwise = 'list the words in use under "inspectorate_statuses" in register.yml'
    for path, word in _in_history(record, "inspectorate_status"):
        if word != NONE or path == ("inspectorate_status",):
            yield from _unknown(record, path, word, labels, "a status of the inspectorate", otherwise, labels)


def _in_history(record: Record, field: str) -> Iterator[tuple[Path, str | None]]:
    """The paths at which a finding has this field: at the top, then in each entry of its history."""
    if record.sound(field):
        yield (field,), getattr(record.facts, field)
    for index, entry in enumerate(record.facts.history if record.sound("history") else ()):
        yield ("history", index, field), getattr(entry, field)


@error(Kind.RECOMMENDATION, cross_record=True)
def unknown_record(record: Record, context: Context) -> Iterator[Issue]:
    """`parent`, `superseded_by` or `repeats` names a record that has no file.

    Write the other file's name without .md.

    Write `parent: vetting`, not `parent: veting`.
    """
    known = context.records.recommendations
    for field in ("parent", "superseded_by", "repeats"):
        for index, named in enumerate(ids_named(record.facts, field) if record.sound(field) else ()):
            if named not in known:
                others = [id for id in known if id != record.id]
                fix = "add its file to recommendations/"
                yield from _unknown(record, (field, index), named, others, "a record", fix)


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
            "delete the line if the question is right, else correct the question",
        )


@error(*WITH_FORMER_IDS, cross_record=True)
def former_id_in_use(record: Record, context: Context) -> Iterator[Issue]:
    """An id under `formerly` belongs to another record, or two records claim it.

    An address can lead to one page only.

    Where `vetting` is another record, write `formerly: [vetting-delays]`, not `formerly: [vetting]`.
    """
    for index, word in enumerate(record.facts.formerly if record.sound("formerly") else ()):
        named = record.kind, word
        if named in context.ids or context.former_ids[named] > 1:  # type: ignore[index]
            message = (
                f"{quoted(word)} is the id of another record"
                if named in context.ids
                else f"two records say that they were {quoted(word)}"
            )
            yield Issue(
                record.source.span("formerly", index), message, "list only ids that this record had and no other did"
            )


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
        if field == "owner" and context.records.roles:
            continue  # unknown-owner holds each name to the list
        counts = Counter(getattr(record.facts, field) for record in named)
        usual: dict[str, str] = {}
        for name in sorted(counts, key=lambda name: (-counts[name], name)):
            usual.setdefault(letters(name), name)
        for record in named:
            name = getattr(record.facts, field)
            if name != usual[letters(name)]:
                message = f"{quoted(name)} is elsewhere written {quoted(usual[letters(name)])}"
                yield Issue(record.source.span(field), message, "write it the same way everywhere", record.file.path)
