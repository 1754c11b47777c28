"""Takes a tracker in, from its bytes to the files of records: pure, so that nothing is written before all is known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from register.editing.new import PATHS, filled
from register.editing.trackers.asking import Answers, Inquiry, Question
from register.editing.trackers.cells import Sheet, Unreadable, place
from register.editing.trackers.changes import NotTaken, changed
from register.editing.trackers.columns import Columns, columns_of
from register.editing.trackers.drafts import Draft, Identified, identified, with_titles_apart
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.interpreting import draft_of
from register.editing.trackers.layout import table_in
from register.editing.trackers.row_reader import RowLeftOut, RowReader
from register.editing.trackers.text_tables import sheet_of_text
from register.editing.trackers.workbooks import sheets_of_workbook
from register.editing.trackers.writing import file_of
from register.records.folder import File, Kind
from register.records.model import InspectionFacts
from register.records.nearest import slug
from register.records.record import Records, read_records

WORKBOOKS = (".xlsx", ".xlsm")


def sheets_in(name: str, content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a file of this name. Raises Unreadable."""
    path = PurePosixPath(name)
    if path.suffix.lower() in WORKBOOKS or content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return sheets_of_workbook(content)
    return (sheet_of_text(content, path.stem),)


@dataclass(frozen=True)
class Understood:
    """What was understood of a tracker: its tables, the sheets and rows left out and why, and the findings.

    begun: the files of reports that the answers begin; the findings belong to the records with these.
    """

    columns: tuple[Columns, ...]
    sheets_apart: Mapping[str, str]
    findings: tuple[Identified, ...]
    left_out: Mapping[str, list[str]]
    inquiry: Inquiry
    records: Records
    begun: tuple[File, ...] = ()


def understood(
    sheets: Iterable[Sheet],
    chosen: tuple[str, ...],
    records: Records,
    answers: Answers,
    today: date,
    reason: str | None = None,
) -> Understood:
    """The tracker as findings of the register. chosen: the names of the only sheets to read. Raises Unreadable."""
    listed = tuple(sheets)
    _refuse_unknown(chosen, listed)
    begun, answers = _begun(answers, records)
    if begun:
        records = read_records((*records.files, *begun), records)
    inquiry = Inquiry(answers)
    tables, apart = [], {}
    for sheet in listed:
        wanted = sheet.name in chosen if chosen else not sheet.hidden
        table = table_in(sheet) if wanted else None
        if table:
            tables.append(table)
        else:
            apart[sheet.name] = "no table of findings" if wanted else "hidden" if sheet.hidden else "not asked for"
    if not tables:
        raise Unreadable(
            "no sheet has a row of headings with the official wording, or the titles, of findings; "
            'head that column "Recommendation", and others "Status", "Owner" and "Due date"'
        )
    columns = tuple(columns_of(table, inquiry) for table in tables)
    drafts, left_out = _drafts(columns, records, today, inquiry, reason)
    findings, copies = identified(with_titles_apart(drafts), records)
    for row in copies:
        left_out.setdefault("say the same as a row above", []).append(row)
    return Understood(columns, apart, _related(findings, records, inquiry), left_out, inquiry, records, begun)


def _refuse_unknown(chosen: tuple[str, ...], sheets: tuple[Sheet, ...]) -> None:
    names = [sheet.name for sheet in sheets]
    for name in chosen:
        if name not in names:
            raise Unreadable(f'there is no sheet "{name}"; the sheets are {", ".join(names)}')


def _drafts(
    tables: Iterable[Columns], records: Records, today: date, inquiry: Inquiry, reason: str | None
) -> tuple[list[Draft], dict[str, list[str]]]:
    """The findings of all rows that can be understood, and the rows that are left out, by why."""
    drafts: list[Draft] = []
    left_out: dict[str, list[str]] = {}
    for columns in tables:
        for row in columns.table.rows:
            reader = RowReader(columns, row, records, today, inquiry)
            try:
                draft = draft_of(reader, reason)
            except RowLeftOut as why:
                left_out.setdefault(str(why), []).append(reader.where)
            else:
                drafts += [draft] if draft else []
    return drafts, left_out


# Reports that the answers begin


def _begun(answers: Answers, records: Records) -> tuple[tuple[File, ...], Answers]:
    """The files of the reports whose facts were given as an answer, and the answers with their ids in place of these."""
    files: dict[str, File] = {}
    given = dict(answers.given.get("inspection", {}))
    for about, answer in given.items():
        if isinstance(answer, Mapping) and answer.get("title"):
            facts = {name: answer[name] for name in InspectionFacts.fields() if answer.get(name)}
            id = answer.get("id") or slug(answer["title"])
            if id not in records.inspections:
                path = PATHS[Kind.INSPECTION].format(id)
                files[id] = File(path, Kind.INSPECTION, filled(facts, {}).encode())
            given[about] = id
    return tuple(files.values()), Answers({**answers.given, "inspection": given}) if files or given else answers


# Findings that name each other


def _related(findings: tuple[Identified, ...], records: Records, inquiry: Inquiry) -> tuple[Identified, ...]:
    """The findings with ids in place of the references by which they name each other."""
    ids = {id: id for id in records.recommendations}
    for finding in findings:
        names = (finding.id, finding.draft.facts.get("reference"), finding.draft.facts["title"])
        ids |= {slug(name): finding.id for name in names if name}
    return tuple(replace(each, draft=_with_ids(each.draft, ids, inquiry)) for each in findings)


def _with_ids(draft: Draft, ids: Mapping[str, str], inquiry: Inquiry) -> Draft:
    facts = dict(draft.facts)
    for name in ("parent", "repeats", "superseded_by"):
        if text := facts.get(name):
            found = ids.get(slug(text))
            if not found:
                question = Question(name, text, "which finding is this?", ("the id of a finding", LEFT_OUT))
                found = inquiry.decide(question, draft.row, lambda answer: ids.get(slug(answer)))
            facts |= {name: found if found != LEFT_OUT else None}
    return replace(draft, facts={name: value for name, value in facts.items() if value})


# Files


@dataclass
class Taken:
    """The files to write, and what becomes of each row: made, changed, the same as before, or left out and why.

    rows: the finding of each file that is written.
    """

    files: list[File] = field(default_factory=list)
    rows: dict[str, Identified] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)


def taken(tracker: Understood, today: date, update: bool) -> Taken:
    """The records that the tracker gives. update: whether findings in the register take in what changed."""
    found = Taken(list(tracker.begun), left_out={why: list(rows) for why, rows in tracker.left_out.items()})
    for finding in tracker.findings:
        rows = [place(finding.draft.row.rpartition("!")[0], number) for number in finding.draft.numbers]
        if finding.record is None:
            _add(found, finding, file_of(finding.draft, finding.id, tracker.records, today))
            found.made += rows
            continue
        try:
            file = changed(finding, tracker.records, today, tracker.inquiry)
        except NotTaken as why:
            found.left_out.setdefault(str(why), []).extend(rows)
            continue
        if file is None:
            found.same += rows
        elif update:
            _add(found, finding, file)
            found.changed += rows
        else:
            found.left_out.setdefault("differ from the register (add --update to take in what changed)", []).extend(
                rows
            )
    return found


def _add(found: Taken, finding: Identified, file: File) -> None:
    found.files.append(file)
    found.rows[file.path] = finding
