"""The tables that a document shows, and what their rows say."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from register.figures.blocks import (
    Block,
    Cell,
    Day,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Sign,
    Small,
    StatusMark,
    Style,
    Table,
    TableStyle,
    Text,
    Tile,
    Tiles,
    line,
    small,
)
from register.figures.cells import head_of, number_cell, row_of
from register.figures.change_counts import movements_table, say_count
from register.figures.changes import BY_INSPECTORATE, Change, ChangeKind, Changes, NewWords
from register.figures.standing import due, was_due
from register.figures.summary import StatusTable, Totals, TypeRow, grades_by_pillar
from register.records.model import Acceptance, FindingType, Progress, Status
from register.snapshots.inspection import GradeLine, Inspection
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say, say_names, say_number, within


def link_to(finding: Recommendation) -> Text:
    """The finding's title, which leads to its page."""
    return Text(finding.title, page=("recommendation", finding.id))


def where(finding: Recommendation) -> str:
    """What the finding is about: its question, else its pillar, else its report."""
    about = finding.question or finding.pillar
    return about.label if about else finding.inspection.title


def about(finding: Recommendation) -> str:
    """Its type, what it is about, and how urgent the report called it."""
    priority = say(f"priority-{finding.priority}") if finding.priority else ""
    return " · ".join(filter(None, (finding.type.label, where(finding), priority)))


def about_in_list(finding: Recommendation) -> str:
    """The same, and whether it repeats an earlier finding; that bears no date, so no paper shows it."""
    return " · ".join(filter(None, (about(finding), say("repeats-another") if finding.repeats else "")))


# Findings


def findings_table(findings: Iterable[Recommendation], snapshot: Snapshot, caption: str) -> Table:
    """The findings with status, owner and due date."""
    head = head_of("finding", "status", "owner", "due")
    rows = tuple(_finding_row(finding, snapshot) for finding in findings)
    return Table(caption, head, (rows,), style=TableStyle.FINDINGS, folds=2)


def _finding_row(finding: Recommendation, snapshot: Snapshot) -> Row:
    closed = small(Day(finding.closed)) if finding.closed else ""
    return row_of(
        line(link_to(finding), small(about(finding))),
        line(StatusMark(finding.status), closed),
        line(finding.owner or say("no-owner")),
        due(finding, snapshot) if finding.outstanding else was_due(finding),
    )


# Numbers


def tiles(numbers: Totals, linked: bool = False) -> tuple[Tiles, Paragraph]:
    """How many are outstanding, of which status, and how many are overdue; then the same numbers by type, in words.

    linked: they count all findings of today, so each leads to its list.
    """
    overdue = Text(say("overdue"), page=("overdue",) if linked else ())
    shown = (
        Tile(numbers.outstanding, line(say("outstanding"))),
        *(
            Tile(number, line(_mark(status, linked)), colour=status.colour)
            for status, number in numbers.outstanding_by_status
        ),
        Tile(numbers.overdue, line(overdue), pressing=numbers.overdue > 0),
    )
    outstanding = say_types(say("types-of-outstanding"), numbers.outstanding_by_type)
    by_type = line(outstanding, " ", say_types(say("types-of-all"), numbers.by_type))
    return Tiles(say("tiles-label"), shown), Paragraph(by_type, Style.NOTE)


def say_types(label: str, by_type: Iterable[tuple[FindingType, int]]) -> str:
    """How many there are, and of which type: "Outstanding: 3 (1 cause of concern, 2 recommendations)."."""
    found = [(type, number) for type, number in by_type if number]
    total = say_number(sum(number for _, number in found))
    types = ", ".join(
        say("count-of-type", count=number, one=within(type.label), many=within(type.plural)) for type, number in found
    )
    return f"{label}: {total} ({types})." if found else f"{label}: {total}."


def _mark(status: Status, linked: bool) -> StatusMark:
    return StatusMark(status, page=("status", status.id) if linked else ())


def totals_table(totals: StatusTable, caption: str, linked: bool = False) -> Table:
    """A row for each status with its findings by type; outstanding, ended and all at its foot.

    linked: each status leads to the list of its findings.
    """
    types = tuple(number_cell(type.plural) for type in totals.types)
    sums = (
        (say("outstanding"), totals.outstanding),
        (say("all-ended"), totals.ended),
        *([(say("not-recorded"), totals.not_recorded)] if totals.not_recorded.total else []),
        (say("all-findings"), totals.all),
    )
    return Table(
        caption,
        (Cell(line(say("status"))), *types, number_cell(say("total"))),
        (tuple(_type_row(_mark(status, linked), row) for status, row in totals.rows),),
        sums=tuple(_type_row(label, row) for label, row in sums),
        style=TableStyle.TOTALS,
    )


def _type_row(label: str | StatusMark, row: TypeRow) -> Row:
    total = Text(say_number(row.total), strong=True)
    numbers = (number_cell(say_number(number)) for number in row.by_type)
    return Row((Cell(line(label)), *numbers, number_cell(total)))


# What changed


def changes_blocks(changes: Changes) -> Iterator[Table]:
    """What happened to findings and grades, and how the numbers came about; without what the inspectorate did."""
    if any(change.kind not in BY_INSPECTORATE for change in changes.changes):
        yield changes_table(changes)
    if changes.start and changes.moved:
        yield movements_table(changes)
    if changes.grades:
        yield grade_moves_table(changes)


def period_blocks(changes: Changes, named: str = "") -> Iterator[Block]:
    """All that happened in a period: to findings and grades, new responses, and what the inspectorate did.

    named: what the ids of its headings begin with, on a page of several periods.
    """
    yield from changes_blocks(changes)
    if changes.responses:
        yield Heading(3, line(say("change-responses")), f"{named}responses")
        yield Items(tuple(map(_new_response, changes.responses)))
    reports = (*map(_fieldwork, changes.fieldwork), *map(_report, changes.reports))
    yield from _by_inspectorate(reports, changes, f"{named}inspectorate")


def verdicts_blocks(changes: Changes) -> Iterator[Block]:
    """The findings that the inspectorate closed, reopened or gave another status."""
    yield from _by_inspectorate((), changes)


def _by_inspectorate(reports: tuple[Line, ...], changes: Changes, anchor: str = "") -> Iterator[Block]:
    done = (*reports, *(_verdict(change) for kind in BY_INSPECTORATE for change in changes.of(kind)))
    if done:
        yield Heading(3, line(say("change-inspections")), anchor)
        yield Items(done)


def _verdict(change: Change) -> Line:
    """What the inspectorate made of a finding: "Closed by HMICFRS: Clear the backlog, 10 September 2019"."""
    known = f" ({moved(change.was, change.now)})"
    recorded = f", {say('recorded-late', day=change.recorded)}" if change.recorded else ""
    said = f"{say_verdict(change.kind, change.by)}: "
    day = (", ", Day(change.day)) if change.day else ()
    return line(said, link_to(change.finding), *day, f"{recorded}{known}. ", change.reason or "")


def say_verdict(kind: ChangeKind, by: tuple[str, ...]) -> str:
    """What these inspectorates did to a finding: "Closed by HMICFRS"."""
    return say(f"by-{kind}", inspectorate=say_names(by))


def _new_response(new: NewWords) -> Line:
    latest = say("latest-response", day=new.responses[-1].day)
    return line(link_to(new.finding), f" ({latest})")


def _fieldwork(inspection: Inspection) -> Line:
    sentence = say("paper-completed-one", title=inspection.title, day=inspection.fieldwork_ended)
    return line(Text(sentence, page=("inspection", inspection.id)))


def _report(inspection: Inspection) -> Line:
    sentence = say("change-report", title=inspection.title, day=inspection.published)
    return line(Text(sentence, page=("inspection", inspection.id)))


def title_of(changes: Changes) -> str:
    """Of which time the changes are."""
    if changes.start is None:
        return say("changes-caption-first", end=changes.end)
    return say("changes-caption", start=changes.start, end=changes.end)


def changes_table(changes: Changes) -> Table:
    """Each change of a finding: what it was, what it is, why, when and who approved it.

    The new findings of a report that brought many are one row, which leads to the report's page.
    """
    brought = Counter(change.finding.inspection.id for change in changes.of(ChangeKind.NEW))
    entries: dict[tuple[object, ...], list[Change]] = {}
    for change in (change for change in changes.changes if change.kind not in BY_INSPECTORATE):
        report = change.finding.inspection.id
        is_one_of_many = change.kind is ChangeKind.NEW and brought[report] > _MANY_NEW
        entry = (change.finding.id, change.day, change.reason, change.approved_by, change.recorded)
        entries.setdefault((report,) if is_one_of_many else entry, []).append(change)
    rows = tuple(_report_row(found) if len(key) == 1 else _change_row(found) for key, found in entries.items())
    return Table(title_of(changes), head_of("finding", "change", "why"), (rows,), style=TableStyle.CHANGES)


_MANY_NEW = 10
"""A report that brought more new findings is told of in one row."""


def _report_row(changes: Sequence[Change]) -> Row:
    """The new findings of one report: how many of each type."""
    report = changes[0].finding.inspection
    types = Counter((within(change.finding.type.label), within(change.finding.type.plural)) for change in changes)
    counted = (say("count-of-type", count=number, one=one, many=many) for (one, many), number in types.most_common())
    return row_of(
        line(Text(report.title, page=("inspection", report.id))),
        line(Text(say_count(ChangeKind.NEW, changes), strong=True)),
        line(", ".join(counted), small(Day(report.published) if report.published else "")),
    )


def _change_row(changes: Sequence[Change]) -> Row:
    """What one entry changed of a finding."""
    change = changes[0]
    recorded = say("recorded-late", day=change.recorded) if change.recorded else ""
    approved = _say_approved(changes)
    noted = small(
        Day(change.day) if change.day else "",
        f", {recorded}" if recorded else "",
        f" · {approved}" if approved else "",
    )
    return row_of(
        line(link_to(change.finding), small(change.finding.type.label)),
        tuple(piece for each in changes for piece in _what_changed(each)),
        line(why(change), noted),
    )


def _say_approved(changes: Sequence[Change]) -> str:
    """Who approved what one entry changed; of a due date that was moved, also that nobody did."""
    if changes[0].approved_by:
        return say("approved-by", role=changes[0].approved_by)
    moved_date = any(change.kind in (ChangeKind.REDATED, ChangeKind.UNDATED) for change in changes)
    return say("not-approved") if moved_date and not changes[0].finding.withheld else ""


def _taken_over(change: Change) -> Small | str:
    """What took the place of the finding."""
    links = (piece for successor in change.successors for piece in (", ", link_to(successor)))
    return small(f"{say('superseded-by')}: ", *tuple(links)[1:]) if change.successors else ""


def _what_changed(change: Change) -> Line:
    """What happened, on a line of its own, and below it what was and is."""
    return line(
        Text(say(f"change-{change.kind}"), strong=True), small(moved(change.was, change.now)), _taken_over(change)
    )


def why(change: Change) -> str:
    """The reason given, else what follows from the kind of change."""
    if change.reason:
        return change.reason
    if change.kind is ChangeKind.NEWLY_OVERDUE:
        return say("reason-due-passed")
    return change.finding.inspection.title if change.kind is ChangeKind.NEW else say("no-reason")


def _in_words(value: str | date | None) -> str | date | None:
    return say(f"accepted-{value}") if isinstance(value, Acceptance) else value


def moved(was: str | date | None, now: str | date | None) -> str:
    """What was and what is: "from Amber to Red"."""
    was, now = _in_words(was), _in_words(now)
    if now is None:
        return say("change-was", was=was) if was else ""
    if was is None:
        return say("change-due", day=now) if isinstance(now, date) else say("change-now", now=now)
    return say("change-moved", was=was, now=now)


def grade_moves_table(changes: Changes) -> Table:
    """The grades that a report of this time raised or lowered."""
    rows = tuple(_grade_move_row(inspection, grade) for inspection, grade in changes.grades)
    return Table(say("grade-moves-caption"), head_of("pillar-or-question", "change", "report"), (rows,))


def _grade_move_row(inspection: Inspection, grade: GradeLine) -> Row:
    before = grade.previous.label if grade.previous else None
    report = Text(inspection.title, page=("inspection", inspection.id))
    progress = line(*progress_of(grade), small(moved(before, grade.grade.label)))
    return Row((Cell(line(grade.label)), Cell(progress), Cell(line(report))))


# Grades


_ARROWS = {Progress.IMPROVED: "↑", Progress.SAME: "↔", Progress.DECLINED: "↓", Progress.NONE: "–"}


def grades_table(inspection: Inspection, caption: str) -> Table:
    """The grades of a report: each pillar is a group of rows that begins with the pillar's own grade."""
    first = "pillar-or-question" if inspection.framework.facts.pillars else "question"
    groups = (grades for _, grades in grades_by_pillar(inspection))
    rows = tuple(tuple(_grade_row(grade, inspection) for grade in grades) for grades in groups)
    return Table(caption, head_of(first, "grade", "last-inspected", "progress"), rows, style=TableStyle.GRADES)


def _grade_row(grade: GradeLine, inspection: Inspection) -> Row:
    page = ("question", inspection.framework.id, grade.question.id) if grade.question else ("pillar", grade.pillar.id)  # type: ignore[union-attr]
    return row_of(
        line(Text(grade.label, page=page), small(grade.note) if grade.note else ""),
        line(grade.grade.label),
        line(str(grade.judged) if grade.judged else say("judged-unknown")),
        line(*progress_of(grade)),
        stressed=grade.question is None,
    )


def progress_of(grade: GradeLine) -> Line:
    """Whether the grade rose or fell, and what the report states where that is something else."""
    progress = grade.progress or Progress.NONE
    stated = small(say("progress-stated", progress=say(f"progress-{grade.stated}"))) if grade.stated else ""
    return line(Sign(_ARROWS[progress]), f" {say(f'progress-{progress}')}", stated)


# Words


def meanings(statuses: Iterable[Status]) -> Group:
    """What the statuses mean."""
    facts = tuple((line(StatusMark(status)), line(status.meaning, *_earlier_words(status))) for status in statuses)
    outstanding = Paragraph(line(say("meaning-outstanding"), " ", say("meaning-overdue")))
    heading = Heading(2, line(say("meanings-title")), "meanings")
    return Group(GroupStyle.MEANINGS, (heading, Facts(facts, meanings=True), outstanding))


def _earlier_words(status: Status) -> Iterator[Small]:
    """What the status was called and what it meant before, each with its last day."""
    for words in status.earlier:
        called = say("status-was-called", label=words.label) if words.label else ""
        yield small(" ".join(filter(None, (say("status-until", day=words.until), called, words.meaning))))
