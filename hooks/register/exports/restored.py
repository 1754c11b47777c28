"""Makes the records again from the data that were published of them.

Staff notes and the words of a paper to come were never published. Of a withheld finding the words are gone, and of a
withdrawn one all but its place, the day and the reason; what stands in their place says so.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from register.editing.new import facts_as_yaml, filled
from register.editing.yaml_text import entry_lines
from register.exports.published import Framework, GradeRow, Inspection, Meeting, Register
from register.exports.published_facts import Entry, Response
from register.exports.published_finding import Finding, WithdrawnFinding
from register.records.history import DATED_FIELDS
from register.records.model import (
    BACKGROUND,
    DECIDED,
    EVIDENCE,
    NOT_ACCEPTED,
    OFFICIAL_WORDS,
    PURPOSE,
    SUMMARY,
    SUPERSEDED,
    TO_COMMITTEE,
    UNGRADED,
    VOICES,
    WITHDRAWN,
    FrameworkFacts,
    HistoryEntry,
    InspectionFacts,
    MeetingFacts,
    NextStep,
    RecommendationFacts,
    RegisterFacts,
    Stage,
)
from register.records.progress import computed_progress
from register.records.responses import response_heading
from register.records.values import NO_CLOCK, NONE
from register.snapshots.snapshot import NOT_RECORDED, WITHHELD_TITLE

WITHHELD, IN_ERROR, UNRECORDED = "Withheld.", "Entered in error.", "The data don't say what the status was on"
"""What stands in the records in place of words that the data don't have."""


class NotRestored(Exception):
    """The data don't say what a record must. The message says what, and what to do."""


def records_of(register: Register) -> Mapping[str, bytes]:
    """The files of the records, by their path in the folder of the records. Raises NotRestored."""
    inspections = {inspection.id: inspection for inspection in register.inspections}
    files = {"register.yml": facts_as_yaml(_register(register), in_braces=True)}
    if register.settings.owners:
        owners = (line for owner in register.settings.owners for line in entry_lines(owner, "", in_braces=True))
        files["owners.yml"] = "".join(f"{line}\n" for line in owners)
    for framework in register.frameworks:
        files[f"frameworks/{framework.id}.yml"] = facts_as_yaml(_framework(framework, register), in_braces=True)
    for inspection in register.inspections:
        files[f"inspections/{inspection.id}.md"] = _inspection(inspection, register)
    for meeting in register.meetings:
        files[f"meetings/{meeting.id}.md"] = _meeting(meeting)
    for finding in register.recommendations:
        inspection = inspections[finding.inspection]
        files[f"recommendations/{finding.id}.md"] = (
            _withdrawn(finding, inspection)
            if isinstance(finding, WithdrawnFinding)
            else _finding(finding, inspection, register)
        )
    return {path: text.encode() for path, text in files.items()}


# Files


def _record(facts: Mapping[str, Any], words: Mapping[str, str | None]) -> str:
    return filled(facts, words, in_braces=True)


def _of(model: type, item: Any, **others: Any) -> dict[str, Any]:
    """The values of a record's fields: those given here, else those that the data have by the same name."""
    return {name: others.get(name, getattr(item, name, None)) for name in model.fields()} | others  # type: ignore[attr-defined]


def _days(days: int | None, default: int | None) -> int | str | None:
    """The days within which a response is published, where that is not the default."""
    return None if days == default else NO_CLOCK if days is None else days


# The register, frameworks, inspections, meetings


def _register(register: Register) -> dict[str, Any]:
    settings, default = register.settings, {name: about.default for name, about in RegisterFacts.fields().items()}
    theirs = [(each.id, each.label, each.ended) for each in register.inspectorate_statuses]
    usual = [(each.id, each.label, each.ended) for each in default["inspectorate_statuses"]]
    values = _of(
        RegisterFacts,
        register,
        **{name: getattr(settings, name) for name in ("inspectorate", "began", "timezone", "due_soon_days")},
        response_days=NO_CLOCK if settings.response_days is None else settings.response_days,
        committees=settings.committees,
        corrections=settings.corrections,
        inspectorate_statuses=None if theirs == usual else register.inspectorate_statuses,
    )
    return {name: value for name, value in values.items() if value != default[name]}


def _framework(framework: Framework, register: Register) -> dict[str, Any]:
    default = register.settings.inspectorate
    return _of(
        FrameworkFacts,
        framework,
        inspectorate=None if framework.inspectorate == default else framework.inspectorate,
        response_days=_days(framework.response_days, register.settings.response_days),
    )


def _inspection(inspection: Inspection, register: Register) -> str:
    framework = next(each for each in register.frameworks if each.id == inspection.framework)
    facts = _of(
        InspectionFacts,
        inspection,
        inspectorate=None if inspection.inspectorate == (framework.inspectorate,) else inspection.inspectorate,
        response_days=_days(inspection.response_days, framework.response_days),
        grades=tuple(_grade_row(row, framework) for row in inspection.grades),
    )
    return _record(facts, {SUMMARY: inspection.summary, **inspection.narratives})


def _grade_row(row: GradeRow, framework: Framework) -> dict[str, Any]:
    follows = computed_progress(row.previous, row.grade, framework.grades)
    progress = row.stated_progress or (None if follows is row.progress else row.progress)
    values = {
        "pillar": None if row.question else row.pillar,
        "question": row.question,
        "grade": row.grade,
        "judged": row.judged,
        "previous": row.previous,
        "progress": progress,
        "note": row.note,
    }
    return {name: value for name, value in values.items() if value is not None}


def _meeting(meeting: Meeting) -> str:
    facts = _of(
        MeetingFacts,
        meeting,
        as_at=None if meeting.as_at == meeting.date else meeting.as_at,
        held=None if meeting.held else False,
    )
    words = {
        SUMMARY: meeting.summary,
        PURPOSE: meeting.purpose,
        BACKGROUND: meeting.background,
        TO_COMMITTEE: meeting.recommendations,
        DECIDED: meeting.decided,
    }
    return _record(facts, words)


# Findings


def _finding(finding: Finding, inspection: Inspection, register: Register) -> str:
    history = tuple(map(_entry, finding.history))
    if finding.withheld:
        history = _with_placeholders(finding, history)
    standing = {**_at_the_top(finding), "closed": finding.closed, "status": finding.status}
    if finding.status == NOT_RECORDED.id:
        entry = _entry_to_come(finding, register)
        history = (*history, entry)
        standing |= {field: entry[field] for field in ("status", "owner") if field in entry}
        standing["closed"] = None if "owner" in entry else entry["date"]
    facts = _of(
        RecommendationFacts,
        finding,
        title=f"{WITHHELD_TITLE}, {finding.id}" if finding.withheld else finding.title,
        **_place(finding, inspection),
        history=history,
        **standing,
    )
    return _record(facts, _words(finding))


def without_status(register: Register) -> tuple[Finding, ...]:
    """The findings whose status is not recorded on the day of the data. Their records say one from the next day on."""
    findings = (finding for finding in register.recommendations if isinstance(finding, Finding))
    return tuple(finding for finding in findings if finding.status == NOT_RECORDED.id)


def _entry_to_come(finding: Finding, register: Register) -> dict[str, Any]:
    """What a record must say of a status that isn't recorded, from the day after that of the data.

    It has ended, as those have whose end alone was written down; with an outstanding part it can't have, and needs an
    owner. Raises NotRestored.
    """
    parts = [part for part in register.recommendations if part.id in finding.children]
    part = next((part for part in parts if isinstance(part, Finding) and part.outstanding), None)
    stage = Stage.OPEN if part else Stage.ENDED
    usual = (each.id for each in register.statuses if each.stage is stage and each.id not in _SPECIAL_ENDS)
    status = next(usual, None)
    if not status:
        raise NotRestored(f"the status of {finding.id} is not recorded; take data of a later day")
    reason = f"{UNRECORDED} {register.as_of}."
    owner = {"owner": finding.owner or part.owner} if part else {}
    return {"date": register.as_of + timedelta(days=1), "status": status, **owner, "reason": reason}


_SPECIAL_ENDS = (SUPERSEDED, NOT_ACCEPTED, WITHDRAWN)


def _place(finding: Finding | WithdrawnFinding, inspection: Inspection) -> dict[str, Any]:
    """What a record leaves to its question and its inspection, or must say."""
    return {
        "pillar": None if finding.question else finding.pillar,
        "grade": finding.grade or UNGRADED,
        "received": None if finding.received == inspection.published else finding.received,
    }


def _entry(entry: Entry) -> dict[str, Any]:
    """The entry as a record has it; None where it takes a value away."""
    return {name: NONE if entry[name] is None else entry[name] for name in HistoryEntry.fields() if name in entry}  # type: ignore[literal-required]


def _with_placeholders(finding: Finding, history: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """The history of a withheld finding with words where a record needs them: a reason, and each step promised."""
    entries = [entry | {"reason": WITHHELD} for entry in history]
    at = 0
    for number, step in enumerate(finding.steps, start=1):
        while at < len(entries) - 1 and (entries[at]["date"] < step.promised or "next" in entries[at]):
            at += 1
        entries[at]["next"] = NextStep(what=f"{WITHHELD} {number}", by=step.by)
        if step.now_by != step.by and at < len(entries) - 1:
            entries[at + 1]["next"] = NextStep(what=f"{WITHHELD} {number}", by=step.now_by)
    return tuple(entries)


def _at_the_top(finding: Finding) -> dict[str, Any]:
    """The dated fields that a history gives, as its last entry gives them; a step stands there and nowhere else."""
    given = {field: entry[field] for entry in finding.history for field in DATED_FIELDS if field in entry}  # type: ignore[literal-required]
    stepped = any("outcome" in entry for entry in finding.history) or "next" in given
    return given | ({"next": None} if stepped else {})


def _words(finding: Finding) -> dict[str, str | None]:
    """The words below each heading."""
    official = f"{WITHHELD} {finding.id}" if finding.withheld else finding.recommendation
    answers = {
        heading: "\n\n".join(_said([each for each in finding.responses if each.by == voice], finding))
        for voice, heading in VOICES.items()
    }
    return {OFFICIAL_WORDS: official, **answers, EVIDENCE: finding.evidence}


def _said(responses: list[Response], finding: Finding) -> Iterator[str]:
    """What one voice said, each part below its day; what was said on receipt stands above the first."""
    for number, response in enumerate(responses):
        if number == 0 and response.date == finding.received and not response.recorded:
            yield response.text
        else:
            yield f"{response_heading(response.date, response.recorded)}\n\n{response.text}"


def _withdrawn(finding: WithdrawnFinding, inspection: Inspection) -> str:
    """What is left of a withdrawn finding."""
    late = finding.modified if finding.modified and finding.since and finding.modified > finding.since else None
    entry = {"date": finding.since, "recorded": late, "status": finding.status, "reason": finding.reason}
    facts = _of(
        RecommendationFacts,
        finding,
        title=finding.id,
        **_place(finding, inspection),
        closed=finding.since,
        history=({name: value for name, value in entry.items() if value},),
    )
    return _record(facts, {OFFICIAL_WORDS: f"{IN_ERROR} {finding.id}"})
