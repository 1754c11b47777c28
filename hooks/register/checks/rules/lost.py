"""Rules about lost history: what the committee has read may be added to or corrected in public, never quietly changed.

They compare the records with those of an earlier revision. comparison.py leaves out each record that a new correction
names.
"""

import re
from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import NamedTuple

from register.checks.advice import quoted
from register.checks.comparison import Comparison
from register.checks.issue import Issue
from register.checks.rule import since_error, since_warning
from register.records.body import Body
from register.records.folder import Kind
from register.records.history import DATED_FIELDS, changes_of
from register.records.model import HEADINGS, OFFICIAL_WORDS, RESPONSE, WITHDRAWN, HistoryEntry
from register.records.record import Record, meeting_day, received_on
from register.records.responses import responses
from register.records.source import Span

_CORRECT = "put it back, or add a correction that says what was wrong"


# Records


@since_error()
def record_lost(since: Comparison) -> Iterator[Issue]:
    """A finding, an inspection or a meeting is gone. Its address was public, and past papers mention it.

    Bring the file back. A finding that was entered in error gets `status: withdrawn`. A finding with a new id names
    the old one: `formerly: [vetting]`.
    """
    for was in since.lost:
        if not _to_come(was, since.day):
            yield Issue(Span(1), f"the {was.kind} {quoted(was.id)} is gone", _way_back(was, since), was.file.path)


def _way_back(was: Record, since: Comparison) -> str:
    if was.kind is not Kind.RECOMMENDATION:
        return f"bring the file back, or {_name_it(was, since)}"
    for successor in since.successors(was):
        return f"{quoted(successor.id)} names it under formerly but had a history of its own: add a correction there"
    new = (record for id, record in since.now.recommendations.items() if id not in since.before.recommendations)
    alike = next((r for r in new if was.sound("title") and r.sound("title") and r.facts.title == was.facts.title), None)
    if alike:
        return f'write "formerly: [{was.id}]" into {quoted(alike.id)} if that is its new name, or bring the file back'
    return f'bring the file back, with "status: {WITHDRAWN}" if it was entered in error'


@since_warning()
def coming_meeting_lost(since: Comparison) -> Iterator[Issue]:
    """A coming meeting is gone, or has another day. Its draft was public, so somebody may look for it.

    Nothing need be done if the meeting was put off.
    """
    for was in since.lost:
        if _to_come(was, since.day):
            message = f"the meeting {quoted(was.id)}, which was to come, is gone"
            yield Issue(Span(1), message, "bring the file back, unless the meeting was put off", was.file.path)


def _name_it(was: Record, since: Comparison) -> str:
    """The advice for a record that has no corrections of its own: to name it in those of a finding."""
    findings = since.now.recommendations.values()
    of_it = [record.id for record in findings if record.sound("inspection") and record.facts.inspection == was.id]
    example = f" such as {quoted(of_it[0])}" if of_it else ""
    return f"name {quoted(was.id)} in a new correction of a finding{example}"


# History


class _Rewriting(StrEnum):
    CHANGED = "was changed"
    REMOVED = "was taken out"
    INSERTED = "was put in before one that stood here"


class _Rewritten(NamedTuple):
    """What happened to an entry of a list that may only grow at its end, and its index before or now."""

    how: _Rewriting
    before: int | None
    now: int | None


def _rewritten(before: Sequence[Hashable], now: Sequence[Hashable]) -> Iterator[_Rewritten]:
    """Every entry that is not as it was. Entries added at the end are free."""
    for kind, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        old, new = range(first, last), range(start, end)
        for index, span in zip(old, new, strict=False):
            yield _Rewritten(_Rewriting.CHANGED, index, span)
        for index in old[len(new) :]:
            yield _Rewritten(_Rewriting.REMOVED, index, None)
        if last < len(before):
            for span in new[len(old) :]:
                yield _Rewritten(_Rewriting.INSERTED, None, span)


@since_error(Kind.RECOMMENDATION)
def history_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """An entry of the history was changed, taken out, or put in before another. The history only grows at its end.

    Put the entry back as it was, and add a new one at the end. If the entry was wrong, add a correction.
    """
    if not was.sound("history") or not now.sound("history"):
        return
    before, after = was.facts.history, _without_completions(was, now)
    for how, index, span in _rewritten(before, after):
        entry = before[index] if index is not None else after[span]  # type: ignore[index]
        where = now.source.span("history", span) if span is not None else now.source.key_span("history")
        yield Issue(where, f"the entry of {entry.date} {how}", _CORRECT)


def _without_completions(was: Record, now: Record) -> tuple[HistoryEntry, ...]:
    """The history without values that stood at the top and that no entry gave: to date them now loses nothing."""
    undated = [field for field in DATED_FIELDS if was.sound(field) and not any(changes_of(was.facts, field))]
    return tuple(
        entry.model_copy(
            update={field: None for field in undated if getattr(entry, field) == getattr(was.facts, field)}
        )
        for entry in now.facts.history
    )


@since_error(Kind.RECOMMENDATION)
def change_without_entry(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The status or the due date changed, and no entry of the history says so. Past papers would change with it.

    Add an entry with the day, the new value and the reason. The first entry gives the value that stood there before.
    """
    for field in ("status", "due"):
        if not was.sound("history", field) or not now.sound("history", field):
            continue
        if any(changes_of(was.facts, field)) or any(changes_of(now.facts, field)):
            continue  # the history gives it, and another rule compares the facts at the top with the history
        before, after = getattr(was.facts, field), getattr(now.facts, field)
        if before != after:
            advice = f'add an entry with "{field}: {after}" to the history' if after else _CORRECT
            yield Issue(now.source.span(field), _moved(field, before, after), advice)


@since_warning(Kind.RECOMMENDATION)
def value_before_lost(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The history now begins with a new status or due date, and what stood there before is in no entry.

    Past papers would show it as not recorded. Write the value before into the first entry of the history.
    """
    for field in ("status", "due"):
        if not was.sound("history", field) or not now.sound("history", field) or any(changes_of(was.facts, field)):
            continue
        before, recorded = getattr(was.facts, field), [value for _, value in changes_of(now.facts, field)]
        if before and recorded and before not in recorded:
            index = next(i for i, entry in enumerate(now.facts.history) if getattr(entry, field) is not None)
            message = f"{field} was {before} before this, and no entry says so"
            advice = f'write "{field}: {before}" into the entry of the day on which the finding was received'
            yield Issue(now.source.span("history", index, field), message, advice)


@since_error(Kind.RECOMMENDATION)
def received_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The day on which the finding was received changed. Past papers would gain or lose the finding.

    If the day was wrong, add a correction.
    """
    stated = ("received", "inspection")  # a report of another day is the inspection's change, not the finding's
    if not was.sound(*stated) or not now.sound(*stated):
        return
    if all(getattr(was.facts, field) == getattr(now.facts, field) for field in stated):
        return
    before, after = received_on(was, since.before), received_on(now, since.now)
    if before and before != after:
        field = "received" if now.facts.received else "inspection"
        yield Issue(now.source.span(field), _moved("received", before, after), _CORRECT)


@since_error(Kind.RECOMMENDATION)
def correction_lost(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """A correction was changed or taken out. It told readers what had been wrong. Put it back."""
    if was.sound("corrections") and now.sound("corrections"):
        for entry in was.facts.corrections:
            if entry not in now.facts.corrections:
                message = f"the correction of {entry.date} was changed or taken out"
                yield Issue(now.source.key_span("corrections"), message, "put it back, or add a new one beside it")


# Words


def _words(body: Body | None, title: str) -> str:
    return _plain(body.words(title)) if body else ""


def _plain(html: str) -> str:
    """The words without regard to line ends, paragraphs and blanks around tags, so that the layout may change."""
    return re.sub(r" ?(<[^>]*>) ?", r"\1", " ".join(re.sub(r"</?p>", " ", html).split()))


@since_error(Kind.RECOMMENDATION)
def official_words_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The official wording changed. It is the inspectorate's own, and past papers print it.

    If it was copied wrongly, add a correction.
    """
    before = _words(was.body, OFFICIAL_WORDS)
    section = now.body.section(OFFICIAL_WORDS) if now.body else None
    if before and section and _words(now.body, OFFICIAL_WORDS) != before:  # without a section, another rule says so
        yield Issue(section.heading.span, "the official wording is not as it was", _CORRECT)


@since_error(Kind.RECOMMENDATION)
def response_rewritten(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """What the force said before was changed, taken out, or another response was put in before it.

    Put it back as it was, and write what is new under a heading of its own day: `### 2020-05-14`.
    """
    if not was.body or not now.body:
        return
    before, after = _responses(was.body), _responses(now.body)
    for how, index, span in _rewritten(before, after):
        day, _ = before[index] if index is not None else after[span]  # type: ignore[index]
        name = f"the response of {day}" if day else "the first response"
        where = _place_of_response(now, after[span][0] if span is not None else None)
        yield Issue(where, f"{name} {how}", _CORRECT)


def _responses(body: Body) -> list[tuple[date | None, str]]:
    """The responses in order; the first may have no day."""
    section = body.section(RESPONSE)
    first = [(None, _plain(section.html))] if section and not section.empty else []
    return [*first, *((response.day, _plain(response.section.html)) for response in responses(body) if response.day)]


def _place_of_response(record: Record, day: date | None) -> Span:
    """The heading of that day, else that of all responses, else the line on which the words begin."""
    section = record.body.section(RESPONSE)  # type: ignore[union-attr]
    if not section:
        return Span(record.source.body_line)
    dated = (part.heading for part in record.body.below(RESPONSE) if part.heading.title == str(day))  # type: ignore[union-attr]
    return next(dated, section.heading).span


# Past papers


def _as_at(meeting: Record) -> date | None:
    return (meeting.facts.as_at if meeting.sound("as_at") else None) or meeting_day(meeting.id)


def _to_come(record: Record, day: date) -> bool:
    return record.kind is Kind.MEETING and (_as_at(record) or date.min) >= day


@since_error(Kind.MEETING)
def past_paper_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """The paper of a past meeting changed: a fact of its record, or its words. Members have read it as it was.

    Put it back. If the paper was wrong, add a correction to a finding, and name the meeting in it: "The paper of
    2019-06-28 named the wrong contact."
    """
    if _to_come(was, since.day) or was.facts is None or now.facts is None:
        return
    advice = f"put it back, or {_name_it(was, since)}"
    for field in type(was.facts).fields():
        if was.sound(field) and now.sound(field) and getattr(was.facts, field) != getattr(now.facts, field):
            yield Issue(now.source.span(field), f"{field} of a past paper was changed", advice)
    for title in HEADINGS[Kind.MEETING]:
        if was.body and now.body and _words(was.body, title) != _words(now.body, title):
            section = now.body.section(title)
            where = section.heading.span if section else Span(now.source.body_line)
            yield Issue(where, f"{quoted(title)} of a past paper was changed", advice)


@since_warning()
def enters_past_paper(since: Comparison) -> Iterator[Issue]:
    """The finding is new in the register, and past papers count it from now on: it was received before their day.

    That is right where the papers lacked it. Else give the day on which it reached the force: without `received`, it
    counts as received when its inspection was published.

    Of a report of 2 May 2019 that reached you later, write `received: 2026-11-20`, not `received:`.
    """
    if any(was.kind is Kind.RECOMMENDATION for was in since.lost):
        return  # what seems new may be one of those under a new name, as another rule says
    days = {meeting.id: _as_at(meeting) for id, meeting in since.now.meetings.items() if id in since.before.meetings}
    for record in since.new_findings:
        received = received_on(record, since.now) if record.sound("received", "inspection") else None
        known = received and record.sound("publish") and record.facts.publish
        papers = sorted(id for id, day in days.items() if known and day and received <= day < since.day)  # type: ignore[operator]
        if papers:
            more = f" and {len(papers) - 1:,} more" if papers[1:] else ""
            message = (
                f"this is new and was received on {received}, so the past paper of {papers[0]}{more} will count it"
            )
            source = record.source
            span = source.span("received") if record.facts.received else source.key_span("inspection")
            yield Issue(span, message, _IF_LATE, record.file.path)


_IF_LATE = 'write "received: ..." with the day on which it reached you, unless past papers should count it'


@since_error(Kind.INSPECTION)
def past_report_changed(was: Record, now: Record, since: Comparison) -> Iterator[Issue]:
    """A past paper covered this inspection, and its title, framework, dates or grades have changed since.

    Put it back. If it was wrong, add a correction to a finding of this inspection, and name the inspection in it:
    "The table of peel-2018-19 showed the wrong grade for legitimacy."
    """
    if not was.sound("fieldwork_ended", "published"):
        return
    papers = [day for day in map(_as_at, since.before.meetings.values()) if day and day < since.day]
    latest = max(papers, default=date.min)
    advice = f"put it back, or {_name_it(was, since)}"
    for field, covered_since in _covered_since(was).items():
        if covered_since and covered_since <= latest and was.sound(field) and now.sound(field):
            before, after = getattr(was.facts, field), getattr(now.facts, field)
            if field == "grades":
                yield from _changed_rows(was, now, advice)
            elif before != after:
                yield Issue(now.source.span(field), _moved(field, before, after), advice)


def _covered_since(inspection: Record) -> dict[str, date | None]:
    """The facts that a paper gives about an inspection, each with the day from which papers give it."""
    ended, published = inspection.facts.fieldwork_ended, inspection.facts.published
    known = min((day for day in (ended, published) if day), default=None)
    return {
        "title": known,
        "framework": known,
        "fieldwork_ended": ended,
        "published": published,
        "grades": published,
    }


def _changed_rows(was: Record, now: Record, advice: str) -> Iterator[Issue]:
    """The rows of the table that are not as they were. Their order is free."""
    before = {(row.pillar, row.question): row for row in was.facts.grades}
    after = {(row.pillar, row.question): row for row in now.facts.grades}
    for index, row in enumerate(now.facts.grades):
        if before.get((row.pillar, row.question)) != row:
            message = f"the grade of {quoted(row.question or row.pillar)} is not as it was"
            yield Issue(now.source.span("grades", index), message, advice)
    for pillar, question in before.keys() - after.keys():
        message = f"the grade of {quoted(question or pillar)} was taken out"
        yield Issue(now.source.key_span("grades"), message, advice)


def _moved(field: str, before: object, after: object) -> str:
    was, now = (quoted(value) if isinstance(value, str) else value for value in (before, after))
    return f"{field} was {was or 'absent'} and is {now or 'absent'}"
