"""Rules about grades: rows of an inspection, and the findings that repeat them."""

from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.model import UNGRADED, GradeRow
from register.records.progress import computed_progress, grade_before
from register.records.record import Record, framework_of


@error(Kind.INSPECTION)
def row_of_pillar_or_question(record: Record, context: Context) -> Iterator[Issue]:
    """A row of grades is about one pillar or one question: it names one of the two, not both.

    Write `{question: vulnerable,`, not `{pillar: effectiveness, question: vulnerable,`.
    """
    if record.sound("grades"):
        for index, row in enumerate(record.facts.grades):
            if bool(row.pillar) == bool(row.question):
                message = (
                    "this row names both a pillar and a question"
                    if row.pillar
                    else "this row names neither a pillar nor a question"
                )
                yield Issue(
                    record.source.span("grades", index), message, 'write either "question: ..." or "pillar: ..."'
                )


@error(Kind.INSPECTION)
def repeated_row(record: Record, context: Context) -> Iterator[Issue]:
    """A pillar or question has two rows, and nobody can tell which grade is right. Delete one.

    Below a row for the pillar legitimacy, write `{pillar: effectiveness, grade: good}`, not `{pillar: legitimacy,
    grade: good}`.
    """
    if record.sound("grades"):
        seen: set[tuple[str | None, str | None]] = set()
        for index, row in enumerate(record.facts.grades):
            if (row.pillar, row.question) in seen:
                yield Issue(
                    record.source.span("grades", index),
                    f"{quoted(row.question or row.pillar)} has two rows",
                    "find out which grade the report gave, and keep that row",
                )
            seen.add((row.pillar, row.question))


@error(Kind.RECOMMENDATION)
def grade_contradicts_inspection(record: Record, context: Context) -> Iterator[Issue]:
    """The grade differs from the inspection's row for that question (or pillar). Correct whichever is wrong.

    Where the inspection says requires-improvement, write `grade: requires-improvement`, not `grade: good`.
    """
    if record.sound("question", "pillar", "inspection", "grade"):
        row = _row(record, context)
        if row and row.grade != record.facts.grade and _is_grade(record.facts.grade, record, context):
            about = record.facts.question or record.facts.pillar
            message = f"{record.facts.inspection} gave {quoted(about)} the grade {quoted(row.grade)}"
            yield Issue(record.source.span("grade"), message, f'write "grade: {row.grade}", or correct the inspection')


@warning(Kind.RECOMMENDATION)
def grade_row_missing(record: Record, context: Context) -> Iterator[Issue]:
    """The inspection has no row for the finding's question (or pillar), so the grade can't be checked. Add the row.

    A report that gives no grades, or is awaited, has no rows, and its findings are ungraded.
    """
    if not record.sound("question", "pillar", "inspection", "grade") or _row(record, context):
        return
    inspection = context.records.inspections.get(record.facts.inspection)
    framework = framework_of(record, context.records)
    if not inspection or not inspection.sound("grades") or not framework or not framework.sound("questions", "pillars"):
        return
    if not inspection.facts.grades and record.facts.grade == UNGRADED:
        return
    field = "question" if record.facts.question else "pillar"
    known = {item.id for item in getattr(framework.facts, f"{field}s")}
    if getattr(record.facts, field) in known:
        about = record.facts.question or record.facts.pillar
        message = f"{inspection.id} has no row for {quoted(about)}"
        row = f"- {{{field}: {about}, grade: {record.facts.grade}}}"
        yield Issue(
            record.source.span("grade"),
            message,
            f'add "{row}" to the grades of {inspection.id} if that is the grade it gave',
        )


def _is_grade(grade: str, record: Record, context: Context) -> bool:
    framework = framework_of(record, context.records)
    return (
        not framework or not framework.sound("grades") or grade in {UNGRADED, *(g.id for g in framework.facts.grades)}
    )


def _row(record: Record, context: Context) -> GradeRow | None:
    inspection = context.records.inspections.get(record.facts.inspection)
    if not inspection or not inspection.sound("grades"):
        return None
    field = "question" if record.facts.question else "pillar"
    wanted = getattr(record.facts, field)
    return next((row for row in inspection.facts.grades if wanted and getattr(row, field) == wanted), None)


@warning(Kind.INSPECTION)
def progress_contradicts_grades(record: Record, context: Context) -> Iterator[Issue]:
    """The stated progress contradicts the two grades. Both are published, so readers will ask.

    From requires-improvement to good, write `progress: improved`, not `progress: declined`.
    """
    framework = framework_of(record, context.records)
    if not framework or not framework.sound("grades") or not record.sound("grades", "published", "fieldwork_ended"):
        return
    for index, row in enumerate(record.facts.grades):
        if not row.progress:
            continue
        before = grade_before(row, record, context.records)
        shown = computed_progress(before, row.grade, framework.facts.grades)
        if shown and row.progress != shown:
            message = f"from {quoted(before)} to {quoted(row.grade)} is {quoted(shown)}, not {quoted(row.progress)}"
            yield Issue(
                record.source.span("grades", index, "progress"),
                message,
                "correct the grade or the progress; until then readers see both",
            )


@warning(Kind.INSPECTION)
def grade_of_ungraded_question(record: Record, context: Context) -> Iterator[Issue]:
    """The framework says that this question isn't graded, yet the row gives it a grade.

    For a question without grades, write `{question: firearms, grade: ungraded}`, not `{question: firearms, grade:
    good}`.
    """
    framework = framework_of(record, context.records)
    if not framework or not framework.sound("questions") or not record.sound("grades"):
        return
    ungraded = {question.id for question in framework.facts.questions if not question.graded}
    for index, row in enumerate(record.facts.grades):
        if row.question in ungraded and row.grade != UNGRADED:
            message = f"{quoted(row.question)} is a question that is not graded"
            yield Issue(
                record.source.span("grades", index, "grade"),
                message,
                f'write "grade: {UNGRADED}", or correct the framework',
            )


@warning(Kind.FRAMEWORK)
def no_grades(record: Record, context: Context) -> Iterator[Issue]:
    """The framework has graded questions, but no grades.

    List the scale, best first, or say `graded: false`.

    In a framework without grades, write `{id: cells, label: Cells, graded: false}`, not `{id: cells, label: Cells}`.
    """
    if (
        record.sound("grades", "questions")
        and not record.facts.grades
        and any(q.graded for q in record.facts.questions)
    ):
        yield Issue(
            record.source.key_span("questions"),
            "these questions are graded, but the framework has no grades",
            "list them under grades, best first",
        )
