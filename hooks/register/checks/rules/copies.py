"""Rules about copies: a file or a finding that is there twice would be counted twice."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.rule import Context, register_error, register_warning
from register.records.model import OFFICIAL_WORDS, WITHDRAWN
from register.records.record import Record
from register.records.source import Span


@register_error()
def copied_file(context: Context) -> Iterator[Issue]:
    """The file's name is that of a copy, as programs name them: `vetting (1).md`, `vetting - Copy.md`.

    A copy would be a second record of the same thing. Move what only the copy says into the other file, then delete it.
    """
    for path, original in context.copies.items():
        message = f"this has the name of a copy of {quoted(PurePosixPath(original).name)}"
        yield Issue(Span(1), message, _what_to_do(original, context), path)


def _what_to_do(original: str, context: Context) -> str:
    if original in context.paths:
        return f"move anything that only this file says into {quoted(original)}, then delete this one"
    return f"find out where {quoted(original)} is, and keep one file of that name that says what both say"


@register_error()
def repeated_finding(context: Context) -> Iterator[Issue]:
    """Two findings of one inspection have the same title and official wording, so one was entered twice.

    It would be counted twice. Delete the one that was never published, or withdraw it with `status: withdrawn`.

    Write `title: Clear the backlog of checks`, not `title: Vetting is a cause of concern`.
    """
    for record, first in _same_title(context):
        if _official_words(record) == _official_words(first):
            message = f"{quoted(first.id)} has the same title and official wording"
            advice = (
                "keep one of the two: delete the one that was never published, or withdraw the one that was published"
            )
            yield Issue(record.source.span("title"), message, advice, record.file.path)


@register_warning()
def repeated_title(context: Context) -> Iterator[Issue]:
    """Two findings of one inspection, or two inspections, have the same title, so readers can't tell them apart.

    Write `title: Clear the backlog of checks`, not `title: Vetting is a cause of concern`.
    """
    for record, first in _same_title(context):
        if _official_words(record) != _official_words(first):
            message = f"{quoted(first.id)} has the same title"
            yield Issue(record.source.span("title"), message, "give each its own title", record.file.path)
    seen: dict[str, str] = {}
    for record in context.records.inspections.values():
        if record.sound("title") and record.file.path not in context.copies:
            first_id = seen.setdefault(record.facts.title.casefold(), record.id)
            if first_id != record.id:
                message = f"{quoted(first_id)} has the same title"
                advice = "give each its own title, or keep one if the report was entered twice"
                yield Issue(record.source.span("title"), message, advice, record.file.path)


def _same_title(context: Context) -> Iterator[tuple[Record, Record]]:
    """Each finding whose title an earlier one of its inspection has, with the first of those."""
    first: dict[tuple[str, str], Record] = {}
    for record in context.records.recommendations.values():
        if record.sound("title", "inspection", "status") and record.facts.status != WITHDRAWN:
            if record.file.path not in context.copies:
                of = first.setdefault((record.facts.inspection, record.facts.title.casefold()), record)
                if of is not record:
                    yield record, of


def _official_words(record: Record) -> list[str] | None:
    """The words of the official section, blanks aside; None where there is none, which no other record equals."""
    section = record.body.section(OFFICIAL_WORDS) if record.body else None
    return section.html.split() if section else [record.id]
