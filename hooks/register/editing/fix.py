"""Mends what has one answer only, and says what it wrote. What is not certain stays for a person."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from register.checks.comparison import compare
from register.checks.date_advice import certain_day
from register.checks.issue import Issue
from register.checks.judge import check, check_since
from register.checks.rule import Context
from register.checks.rules.meetings import next_meeting_of_draft
from register.editing.draft import Draft, NotEdited
from register.editing.fix_history import Mending, Situation, entry_of_today, recorded, top, undated
from register.editing.fmt import plain_form_of
from register.editing.proposal import with_files
from register.records.folder import File, Kind
from register.records.record import Record, Records
from register.records.responses import HEADING_WITH_RECORDED


class Base(NamedTuple):
    """The records with which those of now are compared, and the day of their commit."""

    records: Records
    day: date


@dataclass(frozen=True)
class Fixed:
    """The register with what was mended, the changed files by path, and what was written into each, in order."""

    records: Records
    files: Mapping[str, File] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()


def fixed(
    records: Records, base: Base | None, today: date, as_at: date, is_asked_for: Callable[[str], bool] = lambda _: True
) -> Fixed:
    """The register with all that has one answer only. Mended once, it stays as it is.

    is_asked_for: tells by its path whether a file may be changed.
    """
    asked_for = frozenset(file.path for file in records.files if is_asked_for(file.path))
    so_far = _mended(Fixed(records), _plain_form, Situation(records, None, today, as_at), asked_for)
    for _ in range(_ROUNDS):
        known = so_far
        for mender in _MENDERS:
            since = compare(base.records, so_far.records, base.day, today) if base else None
            compared = since if since and not since.begins_anew else None
            so_far = _mended(so_far, mender, Situation(so_far.records, compared, today, as_at), asked_for)
        if so_far.files == known.files:
            break
    return so_far


_ROUNDS = 5
"""So often what was mended may let something else be mended."""


def _mended(so_far: Fixed, mender: "Mender", situation: Situation, asked_for: Container[str]) -> Fixed:
    """With the first that this mends in each file; the next round finds the others."""
    found = [
        mending
        for record in situation.records.all
        if record.file.path in asked_for
        for mending in _first(mender, record, situation)
        if mending.draft.file.content != record.file.content
    ]
    if not found:
        return so_far
    files = {mending.draft.file.path: mending.draft.file for mending in found}
    said = ((mending.draft.file.path, mending.said) for mending in found)
    return Fixed(with_files(so_far.records, files), {**so_far.files, **files}, (*so_far.said, *said))


def _first(mender: "Mender", record: Record, situation: Situation) -> list[Mending]:
    """The first that it mends in the record; none where the record can't be edited."""
    try:
        return list(islice(mender(record, situation), 1))
    except NotEdited:
        return []


# Menders of one kind of mistake each


def _plain_form(record: Record, situation: Situation) -> Iterator[Mending]:
    content = plain_form_of(record, situation.records).content
    yield Mending(Draft(replace(record.file, content=content)), "its plain form")


def _dates(record: Record, situation: Situation) -> Iterator[Mending]:
    """With each date that can be one day only."""
    draft, days = Draft(record.file), []
    for error in record.field_errors:
        day = certain_day(str(error.value), situation.records.zone) if error.kind == "day" else None
        if day:
            draft, days = draft.with_value(error.path, day), [*days, f'"{error.path[-1]}: {day}"']
    if days:
        yield Mending(draft, f"{', '.join(days)}, the one day that can be meant")


def _date_of_response(record: Record, situation: Situation) -> Iterator[Mending]:
    for response in record.responses if record.kind is Kind.RECOMMENDATION else ():
        heading = response.section.heading
        is_open = heading.level == 3 and response.day is None and not HEADING_WITH_RECORDED.fullmatch(heading.title)
        day = certain_day(heading.title, situation.records.zone) if is_open else None
        if day:
            line = heading.span.line - 1
            draft = Draft(record.file).with_lines(line, line + 1, [f"### {day}"])
            yield Mending(draft, f'"### {day}", the one day that can be meant')


def _correction(record: Record, situation: Situation) -> Iterator[Mending]:
    """With the day of today in a new correction that has an earlier one."""
    since = situation.since
    for new in since.new_corrections.get((record.kind, record.id), ()) if since else ():  # type: ignore[arg-type]
        if since and new.correction.date < since.since:
            draft = Draft(record.file).with_value(("corrections", new.index, "date"), situation.today)
            yield Mending(draft, f'"date: {situation.today}" in the correction, which is new')


def _next_meeting(record: Record, situation: Situation) -> Iterator[Mending]:
    """With the day of the next meeting in a draft, where there is a record of that meeting."""
    context = Context(situation.records, situation.today, situation.as_at)
    if record.kind is Kind.MEETING and (day := next_meeting_of_draft(record, context)):
        draft = Draft(record.file).with_value(("next_meeting",), day)
        yield Mending(draft, f'"next_meeting: {day}", as the committee\'s next record says')


Mender = Callable[[Record, Situation], Iterator[Mending]]

_MENDERS: tuple[Mender, ...] = (
    *(_dates, _date_of_response),
    *(top, entry_of_today, undated, _correction, recorded, _next_meeting),
)


# What the messages say


def marked(issues: Iterable[Issue], after: Fixed, left: Iterable[Issue], command: str) -> tuple[Issue, ...]:
    """The issues; those that are gone with what was mended say which command mends them. left: those that are there."""
    remaining = set(map(_says, left))
    return tuple(
        issue
        if issue.path not in after.files or _says(issue) in remaining
        else issue._replace(fix=f'{issue.fix}, or run "{command}"')
        for issue in issues
    )


def issues_of(after: Fixed, base: Base | None, today: date, as_at: date) -> tuple[Issue, ...]:
    """What the check says of the register with what was mended."""
    lost = check_since(base.records, after.records, base.day, today) if base else ()
    return (*check(after.records, today, as_at), *lost)


def _says(issue: Issue) -> tuple[str, str, str]:
    return issue.path, issue.rule, issue.message
