"""What a paper says, statement by statement: plain words and numbers in its order, without any layout.

Two papers that make the same statements say the same to their readers. The statements follow the sections of the
paper; corrections, which are only ever added to a paper, are none of them.

A paper mentions the same few findings in many places, and of two papers of one day most findings are the very same
value. So a paper is first told as mentions of findings, and only those that differ are put into statements.
"""

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from register.figures import summary
from register.figures.changes import Change, ChangeKind, Changes
from register.figures.paper import Paper, Report
from register.records.places import layout_free
from register.snapshots.snapshot import Inspection, Recommendation, Response, Snapshot


class Statement(NamedTuple):
    """One thing that a paper says.

    part: the section. id and subject: of which finding or report, by its title; empty where of the whole. name and
    value: what is said.
    """

    part: str
    id: str
    subject: str
    name: str
    value: str


class _Mention(NamedTuple):
    """A finding at one place of a paper, what is told of it there, and what is said beside it."""

    part: str
    finding: Recommendation
    told: Callable[[Recommendation, date], Mapping[str, object]]
    beside: tuple[tuple[str, object], ...] = ()


_Saying = Statement | _Mention


class Difference(NamedTuple):
    """A statement as it was made and as it would be made; None where only one of the two papers makes it.

    Where both are the same, the statement stands elsewhere in its part.
    """

    was: Statement | None
    now: Statement | None


_Key = tuple[str, str, str, int]


class Told(NamedTuple):
    """All that a paper says, by what it is about, and the day of the paper."""

    day: date
    sayings: Mapping[_Key, _Saying]


def told(paper: Paper) -> Told:
    """All that the paper says."""
    return Told(paper.day, _by_key(_sayings(paper)))


def differences(was: Told, now: Told) -> tuple[Difference, ...]:
    """Where two papers, which are of one day, do not say the same, in the order of the paper."""
    before, after = was.sayings, now.sayings
    differing = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    found = [
        pair for key in differing for pair in _pairs(_put(before.get(key), was.day), _put(after.get(key), now.day))
    ]
    return (*found, *_moved(before, after, now.day))


def statements_in(paper: Told) -> tuple[Statement, ...]:
    """Everything that the paper says, in its order."""
    return tuple(statement for saying in paper.sayings.values() for statement in _put(saying, paper.day))


def _by_key(sayings: Iterator[_Saying]) -> dict[_Key, _Saying]:
    """The sayings by what they are about; what is said twice of the same has a number."""
    seen: Counter[tuple[str, str, str]] = Counter()
    found: dict[_Key, _Saying] = {}
    for saying in sayings:
        about = (
            (saying.part, saying.finding.id, "")
            if isinstance(saying, _Mention)
            else (saying.part, saying.id, saying.name)
        )
        found[*about, seen[about]] = saying
        seen[about] += 1
    return found


def _pairs(was: tuple[Statement, ...], now: tuple[Statement, ...]) -> Iterator[Difference]:
    before, after = {said.name: said for said in was}, {said.name: said for said in now}
    for name in {**before, **after}:
        one, other = before.get(name), after.get(name)
        if (one and one.value) != (other and other.value):
            yield Difference(one, other)


def _moved(before: Mapping[_Key, _Saying], after: Mapping[_Key, _Saying], day: date) -> Iterator[Difference]:
    """The first thing that stands elsewhere in the order of what both say."""
    one, other = [key for key in before if key in after], [key for key in after if key in before]
    for key, instead in zip(one, other, strict=True):
        if key != instead:
            statement = _put(after[instead], day)[0]
            yield Difference(statement, statement)
            return


def _put(saying: _Saying | None, day: date) -> tuple[Statement, ...]:
    """What is said, as statements."""
    if isinstance(saying, _Mention):
        finding = saying.finding
        told = {"title": finding.title, **saying.told(finding, day), **dict(saying.beside)}
        return tuple(_said(saying.part, told, finding.id, finding.title))
    return (saying,) if saying else ()


def _words(written: str) -> str:
    """The words of the HTML. A link to another record is its text: where it leads is no word of the paper."""
    return layout_free(_LINK.sub(lambda link: link[0] if _ELSEWHERE.match(html.unescape(link[1])) else link[2], written))


_LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


# The sections


def _sayings(paper: Paper) -> Iterator[_Saying]:
    yield from _head(paper)
    yield from _in_summary(paper)
    yield from _own_words(paper)
    yield from _reports(paper)
    yield from _changed(paper.changes)
    yield from _due(paper.snapshot)
    yield from (_Mention("red findings", finding, _card) for finding in paper.red)
    yield from _documents(paper)
    for status in summary.statuses_to_explain(paper.snapshot.recommendations, paper.snapshot.statuses):
        meaning = {f"meaning of {status.label}": status.meaning, f"colour of {status.label}": status.colour}
        yield from _said("what the statuses mean", meaning)


def _said(part: str, told: Mapping[str, object], id: str = "", subject: str = "") -> Iterator[Statement]:
    """The statements, but for those that say nothing."""
    said = ((name, _text(value)) for name, value in told.items() if value not in (None, ""))
    return (Statement(part, id, subject, name, text) for name, text in said)


def _text(value: object) -> str:
    """The value as the paper says it, a day as 28 June 2019."""
    return f"{value.day} {value:%B %Y}" if isinstance(value, date) else str(value)


def _head(paper: Paper) -> Iterator[Statement]:
    meeting, settings = paper.meeting, paper.snapshot.settings
    told = {
        "organisation": settings.organisation,
        "inspectorate": settings.inspectorate,
        "title": meeting.title,
        "committee": meeting.committee,
        "day of the meeting": meeting.day,
        "agenda item": meeting.agenda_item,
        "contact": meeting.contact,
        "day of the paper": paper.day,
        "day of the paper before": paper.since,
    }
    return _said("the head", told)


def _in_summary(paper: Paper) -> Iterator[Statement]:
    findings, statuses = paper.snapshot.recommendations, paper.snapshot.statuses
    numbers = summary.totals(findings, statuses)
    of_outstanding = summary.totals((finding for finding in findings if finding.outstanding), statuses)
    changed = {kind.replace("-", " "): len(paper.changes.of(kind)) for kind in ChangeKind}
    told = {
        "red": len(paper.red),
        "overdue": numbers.overdue,
        "outstanding": numbers.outstanding,
        "ended": numbers.ended,
        "findings in all": numbers.all,
        **{kind: number for kind, number in changed.items() if number},
        **{row.status.label: row.total for row in summary.status_rows(findings, statuses)},
        **{f"of type {kind}": number for kind, number in numbers.by_type},
        **{f"outstanding of type {kind}": number for kind, number in of_outstanding.by_type},
    }
    rows = {
        f"{row.status.label} by type": ", ".join(map(str, row.by_type))
        for row in summary.status_rows(findings, statuses)
    }
    return _said("the numbers", told | rows)


def _own_words(paper: Paper) -> Iterator[Statement]:
    meeting = paper.meeting
    words = {"purpose": meeting.purpose, "background": meeting.background, "recommendations": meeting.to_committee}
    return _said("the author's words", {name: _words(written) for name, written in words.items()})


def _reports(paper: Paper) -> Iterator[_Saying]:
    for inspection in paper.inspections_completed:
        yield from _of_inspection("inspections completed", inspection, {"day of completion": inspection.fieldwork_ended})
    for report in paper.reports:
        yield from _report(report, paper)
    for clock in summary.response_clocks(paper.snapshot):
        running = clock.state in (summary.ResponseState.RUNNING, summary.ResponseState.LATE)
        if running and clock.inspection not in paper.changes.reports:
            yield from _of_inspection("reports received", clock.inspection, _clock(clock.inspection, paper.day))


def _of_inspection(part: str, inspection: Inspection, told: Mapping[str, object]) -> Iterator[Statement]:
    return _said(part, {"title": inspection.title, **told}, inspection.id, inspection.title)


def _clock(inspection: Inspection, day: date) -> dict[str, object]:
    clock, last = summary.response_clock(inspection, day), inspection.response_published or inspection.response_due
    return {"response": f"{clock.state}, {clock.days} days, {_text(last)}"}


def _report(report: Report, paper: Paper) -> Iterator[_Saying]:
    inspection = report.inspection
    grades = {
        f"grade of {line.label}": ", ".join(
            str(value) for value in (line.grade.label, line.judged, line.progress, line.stated, line.note) if value
        )
        for _, lines in summary.grades_by_pillar(inspection)
        for line in lines
    }
    told = {"day of receipt": inspection.published, **_clock(inspection, paper.day), **grades}
    yield from _of_inspection("reports received", inspection, told | {"summary": _words(inspection.summary)})
    for part in report.parts:
        about = ": ".join(known.label for known in (part.pillar, part.question) if known) or inspection.title
        told = {f"narrative on {about}": _words(part.narrative), f"number of findings on {about}": len(part.findings)}
        told |= {f"grade on {about}": part.grade.label if part.grade else None}
        yield from _said("findings by question", told, inspection.id, inspection.title)
        yield from (_Mention("findings by question", finding, _in_full) for finding in part.findings)


def _changed(changes: Changes) -> Iterator[_Saying]:
    for change in changes.changes:
        beside = ((f"change ({change.kind.replace('-', ' ')})", _of_change(change) or "told"),)
        yield _Mention("what changed", change.finding, _named, beside)
    if changes.start:
        sums = {
            f"{moved.measure} since the last meeting": f"{moved.then} + {moved.joined} − {moved.left} = {moved.now}"
            for moved in changes.movements
        }
        yield from _said("what changed", sums)
    for inspection, line in changes.grades:
        was = line.previous.label if line.previous else ""
        yield from _of_inspection(
            "what changed", inspection, {f"grade of {line.label}": f"{line.progress}, {was}, {line.grade.label}"}
        )
    for said in changes.responses:
        if not said.finding.red:
            responses = tuple(_response(response) for response in said.responses)
            yield _Mention("new responses", said.finding, _with_step, responses)


def _of_change(change: Change) -> str:
    title = change.finding.inspection.title if change.kind is ChangeKind.NEW else None
    values = (change.was, change.now, change.day, change.reason or title, change.approved_by)
    return ", ".join(_text(value) for value in values if value)


def _due(snapshot: Snapshot) -> Iterator[_Saying]:
    yield from _said("overdue and due", {"last day that is soon": summary.soon_until(snapshot)})
    yield from (_Mention("overdue", finding, _row) for finding in summary.overdue(snapshot))
    yield from (_Mention("due soon", finding, _row) for finding in summary.due_soon(snapshot))


def _documents(paper: Paper) -> Iterator[Statement]:
    for document in paper.meeting.background_documents:
        yield from _said("background documents", {document.title: document.url or "no address"})


# What is told of a finding


def _named(finding: Recommendation, day: date) -> dict[str, object]:
    return {"type": finding.type}


def _row(finding: Recommendation, day: date) -> dict[str, object]:
    where = finding.question or finding.pillar
    return {
        "type": finding.type,
        "place": where.label if where else finding.inspection.title,
        "status": finding.status.label,
        "day of closing": finding.closed,
        "owner": finding.owner,
        "due date": finding.due,
        "days late": (day - finding.due).days if finding.overdue and finding.due else None,
        "times that the date moved": finding.times_redated if finding.outstanding else None,
    }


def _card(finding: Recommendation, day: date) -> dict[str, object]:
    return {
        **_row(finding, day),
        "day since which it has its status": finding.status_since,
        "waiting on": finding.waiting_on,
        "reason": finding.status_reason,
        "next step": _step(finding),
        "official words": _words(finding.official_words),
        **dict(map(_response, finding.responses[-1:])),
    }


def _in_full(finding: Recommendation, day: date) -> dict[str, object]:
    return {
        **_with_step(finding, day),
        "due date": finding.due,
        "part of": finding.parent,
        "reason": finding.status_reason if finding.withdrawn else None,
        "official words": _words(finding.official_words),
        **dict(map(_response, finding.responses)),
    }


def _with_step(finding: Recommendation, day: date) -> dict[str, object]:
    return {
        "type": finding.type,
        "status": finding.status.label,
        "owner": finding.owner,
        "due date": finding.due if finding.open else None,
        "next step": _step(finding),
    }


def _step(finding: Recommendation) -> str | None:
    if finding.next and finding.next.by:
        return f"{finding.next.what} ({_text(finding.next.by)})"
    return finding.next.what if finding.next else None


def _response(response: Response) -> tuple[str, str]:
    return (f"response of {_text(response.day)}", _words(response.html) or "nothing")
