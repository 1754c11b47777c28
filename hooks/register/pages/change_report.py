"""Reports the changes between two days, or two revisions: as text, as Markdown or as JSON."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from register.figures.changes import Change, ChangeKind, Changes, Movement
from register.figures.tables import moved
from register.snapshots.inspection import GradeLine, Inspection
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say


def grade_moved(line: GradeLine) -> str:
    """What the grade was and is: "from Requires improvement to Good"."""
    return moved(line.previous.label if line.previous else None, line.grade.label)


def as_text(changes: Changes, title: str, papers: Sequence[Meeting] = ()) -> str:
    """The title, then the findings with each kind of change, one on each line with what was, what is and why.

    papers: the meetings whose papers were given, and would say something else.
    """
    lists = (
        *((f"change-{kind}", [_line(change) for change in changes.of(kind)]) for kind in ChangeKind),
        ("change-responses", [_named(new.finding) for new in changes.responses]),
        ("grade-moves", [_grade_line(*move) for move in changes.grades]),
        ("change-inspections", list(_inspections(changes))),
        ("changes-papers", [_paper(meeting) for meeting in papers]),
    )
    sections = [[f"{say(name)} ({len(found)})", *_indented(found)] for name, found in lists if found]
    numbers = [say("movements-title"), *_indented(map(_movement, changes.movements))]
    parts = [[title], *(sections or [[say("changes-nothing")]]), numbers]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def as_markdown(changes: Changes, title: str, papers: Sequence[Meeting] = ()) -> str:
    """The title and tables, fit for a comment on a pull request. papers: see as_text."""
    rows = [[_cell(c.finding), _strong(f"change-{c.kind}", moved(c.was, c.now)), _reason(c)] for c in changes.changes]
    rows += [[_cell(new.finding), _strong("change-responses"), ""] for new in changes.responses]
    rows += [[_plain(line.label), _plain(_grade_move(line)), _plain(i.title)] for i, line in changes.grades]
    rows += [["", _plain(sentence), ""] for sentence in _inspections(changes)]
    rows += [[_plain(_paper(meeting)), _strong("changes-papers"), ""] for meeting in papers]
    table = _table([say("finding"), say("change"), say("why")], rows) if rows else [say("changes-nothing")]
    numbers = [
        [_plain(say(f"measure-{m.measure}")), *map(str, (m.before, f"+{m.joined}", f"−{m.left}", m.now))]
        for m in changes.movements
    ]
    head = [say(f"movements-{name}") for name in ("of", "then", "joined", "left", "now")]
    return "\n".join([f"### {_plain(title)}", "", *table, "", *_table(head, numbers)]) + "\n"


def as_json(changes: Changes, title: str, papers: Sequence[Meeting] = ()) -> str:
    """`{"title", "start", "end", "changes": [...], "movements": {...}, ...}` with days as yyyy-mm-dd."""
    whole = {
        "title": title,
        "start": _iso(changes.start),
        "end": _iso(changes.end),
        "changes": [
            {
                "kind": change.kind,
                "id": change.finding.id,
                "title": change.finding.title,
                "was": _iso(change.was),
                "now": _iso(change.now),
                "date": _iso(change.day),
                "recorded": _iso(change.recorded),
                "reason": change.reason,
                "approved_by": change.approved_by,
            }
            for change in changes.changes
        ],
        "movements": {
            m.measure: {"then": m.before, "joined": m.joined, "left": m.left, "now": m.now} for m in changes.movements
        },
        "responses": [new.finding.id for new in changes.responses],
        "inspections_completed": [inspection.id for inspection in changes.fieldwork],
        "reports_received": [inspection.id for inspection in changes.reports],
        "grades_moved": [
            {
                "inspection": inspection.id,
                "pillar": line.pillar and line.pillar.id,
                "question": line.question and line.question.id,
                "was": line.previous and line.previous.id,
                "now": line.grade.id,
                "progress": line.progress,
            }
            for inspection, line in changes.grades
        ],
        "papers": [meeting.id for meeting in papers],
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


FORMATS: dict[str, Callable[[Changes, str, Sequence[Meeting]], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _line(change: Change) -> str:
    parts = (_named(change.finding), moved(change.was, change.now), *_reasons(change))
    return "; ".join(part.rstrip(".") for part in parts if part)


def _named(finding: Recommendation) -> str:
    return f"{finding.id}: {finding.title}"


def _reasons(change: Change) -> list[str]:
    approved = say("approved-by", role=change.approved_by) if change.approved_by else None
    recorded = say("recorded-late", day=change.recorded) if change.recorded else None
    return [part for part in (change.reason, approved, recorded) if part]


def _grade_line(inspection: Inspection, line: GradeLine) -> str:
    return f"{line.label}; {_grade_move(line)}; {inspection.title}"


def _grade_move(line: GradeLine) -> str:
    """How the grade moved: "Improved, from Requires improvement to Good"."""
    return f"{say(f'progress-{line.progress}')}, {grade_moved(line)}"


def _inspections(changes: Changes) -> Iterator[str]:
    for inspection in changes.fieldwork:
        yield say("paper-completed-one", title=inspection.title, day=inspection.fieldwork_ended)
    for inspection in changes.reports:
        yield say("change-report", title=inspection.title, day=inspection.published)


def _paper(meeting: Meeting) -> str:
    return f"{meeting.id}: {meeting.title}, {meeting.committee}"


def _movement(movement: Movement) -> str:
    """The sum in a line: "Red: 0 + 2 − 0 = 2"."""
    name = say(f"measure-{movement.measure}")
    return f"{name}: {movement.before} + {movement.joined} − {movement.left} = {movement.now}"


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    return [f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows)]


def _cell(finding: Recommendation) -> str:
    return f"`{finding.id}` {_plain(finding.title)}"


def _strong(sentence: str, more: str = "") -> str:
    return f"**{_plain(say(sentence))}** {_plain(more)}".strip()


def _reason(change: Change) -> str:
    return _plain(" ".join(_reasons(change)))


def _plain(text: str) -> str:
    """The text for Markdown: its signs stay signs."""
    for sign in "\\`*_[]<>|":
        text = text.replace(sign, f"\\{sign}")
    return text


def _iso(value: str | date | None) -> str | None:
    return value.isoformat() if isinstance(value, date) else value
