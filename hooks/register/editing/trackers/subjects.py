"""What a row is about: its report, its question or pillar, and the grade that the report gave."""

import re

from register.editing.trackers.asking import Question
from register.editing.trackers.row_reader import RowReader
from register.editing.trackers.vocabulary import about_of, inspection_named_in, inspection_of, status_named_in, word_of
from register.records.model import UNGRADED
from register.records.record import Record, Records, framework_of

Subject = dict[str, str]
"""The question, or the pillar, by the name of the field; none where the report's framework has none."""


def inspection_in(row: RowReader) -> Record | None:
    """The report: named in the row, in the headings above it, or by the sheet; else it is asked."""
    text, records = row.line("inspection"), row.records
    if not text and row.standing:
        return _sound(row.standing.inspection, records)
    nearby = (*_parts(text, row),) if text else (*_groups(row), row.sheet, *row.columns.table.above)
    found = next((id for words in nearby if (id := inspection_of(words, records))), None)
    if not found and not text:
        found = next((id for words in nearby if (id := inspection_named_in(words, records))), None)
    if not found:
        why = (
            "which report is this? the id of an inspection (register new inspection ID begins one), or "
            "{title: ..., framework: ..., published: ...} to begin it here"
        )
        question = Question("inspection", _name_of_report(row), why, tuple(records.inspections))
        found = row.decide(question, lambda answer: inspection_of(answer, records))
    if found:
        row.inquiry.understand("inspection", _name_of_report(row), found)
    return _sound(found, records) if found else None


def _sound(id: str, records: Records) -> Record | None:
    """The inspection of that id; None where it has errors, which the check tells."""
    record = records.inspections.get(id)
    return record if record and record.sound("title", "framework", "published", "grades") else None


def _name_of_report(row: RowReader) -> str:
    """The words by which the tracker names the report: in the row, above it, or the name of the sheet."""
    own = row.line("inspection")
    if own and not _BETWEEN_PARTS.search(own):
        return own
    parts = (*_parts(own, row), *_groups(row))
    return next((part for part in parts if part and _may_be_report(part, row)), None) or row.sheet


def _may_be_report(heading: str, row: RowReader) -> bool:
    """Whether a heading may name a report: it names neither a question or pillar nor a status."""
    return not _is_subject(heading, row) and not status_named_in(heading, row.records)


def _groups_of_report(row: RowReader) -> list[str]:
    """The group headings above the row that are below its report: those above it were of another one."""
    found: list[str] = []
    for group in row.row.groups:
        parts = _parts(group, row)
        found += parts
        if any(_may_be_report(part, row) for part in parts):
            break
    return found


def _only_subject_above(row: RowReader) -> list[str]:
    """The heading above a whole table that names its question or pillar; none where several do, as in a summary."""
    named = list(dict.fromkeys(text for text in row.columns.table.above if _is_subject(text, row)))
    return named if len(named) == 1 else []


def _groups(row: RowReader) -> list[str]:
    """The group headings above the row, the nearest first, in the parts that name a report and its question."""
    return [part for group in row.row.groups for part in _parts(group, row)]


def _parts(text: str, row: RowReader) -> list[str]:
    """A text, or its parts where one of them names a question or a pillar: `PEEL 2021/22 - Leadership`."""
    parts = [part for part in _BETWEEN_PARTS.split(text) if part]
    return parts if len(parts) > 1 and any(_is_subject(part, row) for part in parts) else [text]


_BETWEEN_PARTS = re.compile(r"\s*[:–—]\s+|\s+[-–—/|]\s+")


def _is_subject(text: str, row: RowReader) -> bool:
    return any(about_of(text, framework) for framework in row.records.frameworks.values())


def subject_in(row: RowReader, inspection: Record | None) -> Subject:
    """The question or the pillar: named in the row or in the headings above it; else it is asked, once a report."""
    framework = framework_of(inspection, row.records) if inspection else None
    texts = [text for text in (row.text("question"), row.text("pillar")) if text]
    texts = texts or [part for part in _parts(row.line("inspection"), row)[1:] if _is_subject(part, row)]
    if not texts and row.standing:
        stands = {name: getattr(row.standing, name) for name in ("question", "pillar")}
        return {name: id for name, id in stands.items() if id}
    nearby = texts or _groups_of_report(row) or _only_subject_above(row)
    found = [about for text in nearby if (about := about_of(text, framework))]
    if found:
        return dict(sorted(found, key=lambda about: about[0] != "question")[:1])
    if not _has_subjects(framework) and (framework or not any(map(_has_subjects, row.records.frameworks.values()))):
        return {}
    if not framework and any(_is_subject(text, row) for text in nearby):
        return {}  # it is named, and looked up once the report is known
    listed = (*framework.labels.get("questions", {}), *framework.labels.get("pillars", {})) if framework else ()
    why = "the question, or the pillar, of the report's framework" + ("" if framework else ", if it has any")
    question = Question("question", _name_of_subject(row), why, listed, needed=bool(framework))
    if not framework:
        row.inquiry.decide(question, row.where, str)  # put with the question about the report
        return {}
    about = row.decide(question, lambda answer: about_of(answer, framework), _names_of(row, inspection))
    return dict([about]) if about else {}


def _has_subjects(framework: Record | None) -> bool:
    return bool(framework and framework.facts and (framework.facts.questions or framework.facts.pillars))


def _name_of_subject(row: RowReader) -> str:
    return row.line("question") or row.line("pillar") or _name_of_report(row)


def _names_of(row: RowReader, inspection: Record | None) -> tuple[str, ...]:
    """What else an answer about the report may be kept under."""
    return (_name_of_report(row), *((inspection.id, inspection.facts.title or "") if inspection else ()))


def grade_in(row: RowReader, inspection: Record | None, subject: Subject) -> str | None:
    """The grade: that of the report's own table, else that in the row; else it is asked, once a question."""
    framework = framework_of(inspection, row.records) if inspection else None
    grades = framework.labels.get("grades", {}) if framework else {}
    text = row.line("grade")
    if not text and row.standing:
        return row.standing.grade
    given = _read_grade(text, grades)
    if listed := _in_report(inspection, subject):
        if given and given != listed:
            row.tell("the grade differs from that in the report's table, which counts")
        return listed
    if given or (framework and (not grades or _is_ungraded(framework, subject))):
        return given or UNGRADED
    why = "the grade that the report gave on this question"
    if not framework or not subject:
        why += "; not needed where the report's table of grades has it"
    question = Question(
        "grade", text or _name_of_subject(row), why, tuple(dict.fromkeys((*grades, UNGRADED))), needed=bool(subject)
    )
    if not framework or not subject:
        row.inquiry.decide(question, row.where, str)
        return None
    others = (*_names_of(row, inspection), *subject.values())
    return row.decide(question, lambda answer: _read_grade(answer, grades), others)


def _read_grade(text: str, grades: dict[str, str]) -> str | None:
    return word_of(text, {UNGRADED: "Ungraded", **grades}) if text else None


def _in_report(inspection: Record | None, subject: Subject) -> str | None:
    rows = inspection.facts.grades if inspection and inspection.facts and inspection.facts.grades else ()
    about = next(iter(subject.items()), None)
    return next((row.grade for row in rows if about and getattr(row, about[0]) == about[1]), None)


def _is_ungraded(framework: Record, subject: Subject) -> bool:
    asked = subject.get("question")
    return any(question.id == asked and not question.graded for question in framework.facts.questions or ())
