"""Takes a tracker in, from its bytes to the files of records: pure, so that nothing is written before all is known."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from register.editing.new import filled
from register.editing.trackers.asking import Answer, Answers, Inquiry, Question
from register.editing.trackers.cells import Sheet, place
from register.editing.trackers.changes import NotTaken, news_of, with_news
from register.editing.trackers.columns import Columns, columns_of
from register.editing.trackers.findings import Identified, TrackedFinding, identified, with_titles_apart
from register.editing.trackers.headings import LEFT_OUT
from register.editing.trackers.interpreting import finding_in
from register.editing.trackers.layout import Table, newest_first, tables_in
from register.editing.trackers.periods import day_of
from register.editing.trackers.row_reader import RowLeftOut, RowReader
from register.editing.trackers.text_tables import sheet_of_text
from register.editing.trackers.workbooks import sheets_of_workbook
from register.editing.trackers.writing import file_of
from register.editing.update import recorded_late
from register.editing.workbook_files import Unreadable
from register.records.folder import File, Kind, path_of_record
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
) -> Understood:
    """The tracker as findings of the register. chosen: the names of the only sheets to read. Raises Unreadable."""
    listed = tuple(sheets)
    _refuse_unknown(chosen, listed)
    begun, answers = _begun(answers, records, today)
    if begun:
        records = read_records((*records.files, *begun), records)
    inquiry = Inquiry(answers)
    tables: list[Table] = []
    apart: dict[str, str] = {}
    for sheet in listed:
        wanted = sheet.name in chosen if chosen else not sheet.hidden
        found = tables_in(sheet) if wanted else ()
        tables += found
        if not found:
            apart[sheet.name] = "no table of findings" if wanted else "hidden" if sheet.hidden else "not asked for"
    if not tables:
        raise Unreadable(
            "no sheet has a row of headings with the official wording, or the titles, of findings; "
            'head that column "Recommendation", and others "Status", "Owner" and "Due date"'
        )
    for sheet in dict.fromkeys(table.sheet.name for table in tables):
        for spot in next(each for each in listed if each.name == sheet).commented:
            inquiry.tell("comments on cells are not taken in", place(sheet, *spot))
    columns = tuple(columns_of(table, inquiry, records.recommendations) for table in newest_first(tables))
    findings, left_out = _findings(columns, records, today, inquiry)
    known, copies = identified(with_titles_apart(findings), records)
    for row, names in copies.items():
        other = f", but another {' and '.join(names)}, which isn't taken in" if names else ""
        left_out.setdefault(f"with the reference and the wording of a row above{other}", []).append(row)
    return Understood(columns, apart, _related(known, records, inquiry), left_out, inquiry, records, begun)


def _refuse_unknown(chosen: tuple[str, ...], sheets: tuple[Sheet, ...]) -> None:
    names = [sheet.name for sheet in sheets]
    for name in chosen:
        if name not in names:
            raise Unreadable(f'there is no sheet "{name}"; the sheets are {", ".join(names)}')


def _findings(
    tables: Iterable[Columns], records: Records, today: date, inquiry: Inquiry
) -> tuple[list[TrackedFinding], dict[str, list[str]]]:
    """The findings of all rows that can be understood, and the rows that are left out, by why."""
    findings: list[TrackedFinding] = []
    left_out: dict[str, list[str]] = {}
    for columns in tables:
        for row in columns.table.rows:
            reader = RowReader(columns, row, records, today, inquiry)
            try:
                finding = finding_in(reader)
            except RowLeftOut as why:
                left_out.setdefault(str(why), []).append(reader.where)
            else:
                findings += [finding] if finding else []
    return findings, left_out


# Reports that the answers begin


def _begun(answers: Answers, records: Records, today: date) -> tuple[tuple[File, ...], Answers]:
    """The files of the reports whose facts are an answer, and the answers with their ids in place of these."""
    files: dict[str, File] = {}
    given = dict(answers.given.get("inspection", {}))
    for about, answer in given.items():
        answer = _facts_of(answer)
        if isinstance(answer, Mapping) and answer.get("title"):
            late = recorded_late(day, None, records, today) if (day := day_of(answer.get("published"))) else None
            said = {**answer, "recorded": late}
            facts = {name: said[name] for name in InspectionFacts.fields() if said.get(name)}
            id = answer.get("id") or slug(answer["title"])
            if id not in records.inspections:
                path = path_of_record(Kind.INSPECTION, id)
                files[id] = File(path, Kind.INSPECTION, filled(facts, {}).encode())
            given[about] = id
    return tuple(files.values()), Answers({**answers.given, "inspection": given}) if files or given else answers


def _facts_of(answer: Answer) -> Answer:
    """The answer; facts written in a cell or at a terminal, as `{title: PEEL 2021/22, framework: peel}`, by name."""
    written = re.fullmatch(r"\{(.*)\}", answer.strip(), re.DOTALL) if isinstance(answer, str) else None
    if not written:
        return answer
    parts = re.split(rf",\s*(?=(?:id|{'|'.join(InspectionFacts.fields())})\s*:)", written[1])
    pairs = (part.partition(":") for part in parts)
    return {name.strip(): text.strip().strip("\"'") for name, sign, text in pairs if sign}


# Findings that name each other


def _related(known: tuple[Identified, ...], records: Records, inquiry: Inquiry) -> tuple[Identified, ...]:
    """The findings with ids in place of the references by which they name each other."""
    ids = {id: id for id in records.recommendations}
    for each in known:
        names = (each.id, each.finding.facts.get("reference"), each.finding.facts["title"])
        ids |= {slug(name): each.id for name in names if name}
    return tuple(replace(each, finding=_with_ids(each, ids, inquiry)) for each in known)


def _with_ids(each: Identified, ids: Mapping[str, str], inquiry: Inquiry) -> TrackedFinding:
    """The finding with the ids of others; one that names itself names none."""
    finding, id, facts = each.finding, each.id, dict(each.finding.facts)
    for name in ("parent", "repeats", "superseded_by"):
        if text := facts.get(name):
            question = Question(name, text, "which finding is this?", ("the id of a finding", LEFT_OUT))
            found = _named(text, ids) or inquiry.decide(question, finding.row, lambda answer: _named(answer, ids))
            facts |= {name: found if found not in (LEFT_OUT, id) else None}
    return replace(finding, facts={name: value for name, value in facts.items() if value})


def _named(text: str, ids: Mapping[str, str]) -> str | tuple[str, ...] | None:
    """The finding that a text names, or the findings that a list does."""
    if found := ids.get(slug(text)):
        return found
    several = [ids.get(slug(part)) for part in re.split(r"[,;\s]+", text) if part]
    return tuple(id for id in several if id) if several and all(several) else None


# Files


@dataclass
class Taken:
    """The files to write, and what becomes of each row: made, changed, the same as before, or left out and why.

    rows: the finding of each file that is written. missing: the outstanding findings of the tracker's reports that are
    in the register, and in no row.
    """

    files: list[File] = field(default_factory=list)
    rows: dict[str, Identified] = field(default_factory=dict)
    made: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    left_out: dict[str, list[str]] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


def taken(tracker: Understood, today: date, update: bool) -> Taken:
    """The records that the tracker gives. update: whether findings in the register take in what changed."""
    found = Taken(list(tracker.begun), left_out={why: list(rows) for why, rows in tracker.left_out.items()})
    for each in tracker.findings:
        sheet = each.finding.row.rpartition("!")[0]
        rows = [place(sheet, number) for number in each.finding.numbers]
        try:
            file, became = _file_of(each, tracker, today, update, found)
        except NotTaken as why:
            found.left_out.setdefault(str(why), []).extend(rows)
            continue
        became += rows
        if file:
            found.files.append(file)
            found.rows[file.path] = each
    found.missing = tuple(_missing(tracker)) if update else ()
    return found


def _missing(tracker: Understood) -> Iterator[str]:
    """The ids of the outstanding findings in the tracker's reports that it has no more."""
    records, there = tracker.records, {each.id for each in tracker.findings}
    reports = {each.finding.facts["inspection"] for each in tracker.findings}
    for id, record in records.recommendations.items():
        status = records.statuses.get(record.facts.status) if record.sound("status", "inspection") else None
        if status and status.outstanding and record.facts.inspection in reports and id not in there:
            yield id


def _file_of(
    each: Identified, tracker: Understood, today: date, update: bool, found: Taken
) -> tuple[File | None, list[str]]:
    """The file of a finding, None where nothing is to be written; and the list of rows that became the same."""
    if each.record is None:
        return file_of(each.finding, each.id, tracker.records, today), found.made
    news = news_of(each.finding, each.record, tracker.records, today, tracker.inquiry)
    if not news:
        return None, found.same
    if not update:
        raise NotTaken("differ from the register; add --update to take in what changed")
    return with_news(each.finding, each.record, news, tracker.records, tracker.inquiry), found.changed
