"""Rules about the words that register.yml and the frameworks define."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from register.checks.advice import choose, quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.model import VOCABULARIES, Colour, EarlierWords, Stage
from register.records.record import Record
from register.records.values import time_zones
from register.snapshots.snapshot import NOT_RECORDED


@error(Kind.REGISTER, Kind.FRAMEWORK)
def repeated_word(record: Record, context: Context) -> Iterator[Issue]:
    """Two entries of a vocabulary have the same id. Give each its own.

    What `more_statuses` and `more_types` list is added to the other statuses and types, so it needs other ids.

    Below a grade with the id `outstanding`, write `{id: inadequate, label: Inadequate}`, not `{id: outstanding, label:
    Inadequate}`.
    """
    for words in _vocabularies(record):
        seen: set[str] = set()
        for field, index, item in words:
            if item.id in seen:
                span = record.source.span(field, index, "id")
                yield Issue(span, f"{quoted(item.id)} is defined twice", "give each its own id")
            seen.add(item.id)


def _vocabularies(record: Record) -> Iterator[list[tuple[str, int, Any]]]:
    """The words that the record defines, set by set: each with the field that lists it and its index there.

    The statuses and types that register.yml doesn't list itself are the default ones.
    """
    fields = VOCABULARIES[record.kind]  # type: ignore[index]
    for name in fields:
        of_one_set = [field for field in fields if field in (name, f"more_{name}")]
        if not name.startswith("more_") and record.sound(*of_one_set):
            yield [(field, *item) for field in of_one_set for item in enumerate(getattr(record.facts, field))]


@warning(Kind.REGISTER, Kind.FRAMEWORK)
def repeated_label(record: Record, context: Context) -> Iterator[Issue]:
    """Two entries of a vocabulary have the same label, so readers can't tell them apart. Give each its own words.

    Where another grade is called Requires improvement, write `label: Inadequate`, not `label: requires improvement`.
    """
    for words in _vocabularies(record):
        seen: dict[str, str] = {}
        for field, index, item in words:
            first = seen.setdefault(item.label.casefold(), item.id)
            if first != item.id:
                message = f"{quoted(first)} has the same label, {quoted(item.label)}"
                yield Issue(record.source.span(field, index, "label"), message, "give each its own label")


@error(Kind.REGISTER)
def reserved_word(record: Record, context: Context) -> Iterator[Issue]:
    """A status has the id `not-recorded`, which is reserved for findings whose status on a day is not recorded.

    Write `{id: not-known,`, not `{id: not-recorded,`.
    """
    for words in _vocabularies(record):
        for field, index, item in words:
            if field in ("statuses", "more_statuses") and item.id == NOT_RECORDED.id:
                message = f"{quoted(item.id)} is reserved for findings whose status on a day is not recorded"
                yield Issue(record.source.span(field, index, "id"), message, "choose another id")


@error(Kind.FRAMEWORK)
def pillar_labels_differ(record: Record, context: Context) -> Iterator[Issue]:
    """Two frameworks share a pillar's id, and so its page, but call it differently. Agree on one label.

    Where another framework calls it Legitimacy, write `label: Legitimacy`, not `label: Legitimacy and leadership`.
    """
    if not record.sound("pillars"):
        return
    for index, pillar in enumerate(record.facts.pillars):
        for other in context.records.frameworks.values():
            if other.id < record.id and other.sound("pillars"):
                labels = {p.label for p in other.facts.pillars if p.id == pillar.id} - {pillar.label}
                for label in sorted(labels):
                    message = f"{other.id} calls the pillar {quoted(pillar.id)} {quoted(label)}"
                    yield Issue(
                        record.source.span("pillars", index, "label"),
                        message,
                        "give both the same label, or another id",
                    )


@warning(Kind.REGISTER)
def status_is_lacking(record: Record, context: Context) -> Iterator[Issue]:
    """There is no status for what is open, none for what has ended, or none that is red.

    Then no finding could be open, or end, or the summary of red findings would always be empty.

    In the last of the statuses, write `stage: ended`, not `stage: done`.
    """
    if not record.sound("statuses", "more_statuses"):
        return
    given = record.facts.in_full().statuses
    lacking = [f'"stage: {stage}"' for stage in (Stage.OPEN, Stage.ENDED) if stage not in {s.stage for s in given}]
    if Colour.RED not in {status.colour for status in given}:
        lacking.append('"colour: red"')
    for words in lacking:
        yield Issue(record.source.key_span("statuses"), f"no status has {words}", "add one")


@error(Kind.REGISTER)
def earlier_without_words(record: Record, context: Context) -> Iterator[Issue]:
    """An entry of `earlier` gives neither a label nor a meaning, so it says nothing of the time before.

    Write `{until: 2019-12-31, meaning: Late.}`, not `{until: 2019-12-31}`.
    """
    for field, number, index, words in _earlier(record):
        if not words.label and not words.meaning:
            message = f"this gives no label or meaning for the time until {words.until}"
            fix = "write the label or the meaning that it had, or delete the entry"
            yield Issue(record.source.span(field, number, "earlier", index), message, fix)


@error(Kind.REGISTER)
def earlier_out_of_order(record: Record, context: Context) -> Iterator[Issue]:
    """The entries of `earlier` are not in order, oldest first, or two of them end on the same day.

    Below an entry until 31 December 2018, write `{until: 2019-12-31,`, not `{until: 2017-12-31,`.
    """
    before: tuple[str, int, date] | None = None
    for field, number, index, words in _earlier(record):
        if before and before[:2] == (field, number) and words.until <= before[2]:
            message = f"{words.until} is not after {before[2]}, the end of the entry before"
            span = record.source.span(field, number, "earlier", index, "until")
            yield Issue(span, message, "put the oldest first, or correct whichever date is wrong")
        before = (field, number, words.until)


def _earlier(record: Record) -> Iterator[tuple[str, int, int, EarlierWords]]:
    """The earlier words of all statuses: the field and index of the status, their own index, and the words."""
    for field in ("statuses", "more_statuses"):
        for number, status in enumerate(getattr(record.facts, field) if record.sound(field) else ()):
            for index, words in enumerate(status.earlier):
                yield field, number, index, words


@error(Kind.REGISTER)
def repeated_committee(record: Record, context: Context) -> Iterator[Issue]:
    """A committee is listed twice. Its papers would follow on from two others.

    Beside the Joint Audit Committee, write `{name: Ethics Committee}`, not `{name: Joint Audit Committee}`.
    """
    seen: set[str] = set()
    for index, committee in enumerate(record.facts.committees if record.sound("committees") else ()):
        if committee.name.casefold() in seen:
            span = record.source.span("committees", index, "name")
            yield Issue(span, f"{quoted(committee.name)} is listed twice", "keep one of the two, with what both say")
        seen.add(committee.name.casefold())


@error(Kind.REGISTER)
def follows_no_committee(record: Record, context: Context) -> Iterator[Issue]:
    """`follows` names a committee that is not listed, or leads back to the committee itself.

    List the committee that went before as well, so that its papers are found.

    Write `follows: Joint Audit Committee`, not `follows: Joint Audit Comittee`.
    """
    if not record.sound("committees"):
        return
    before = {committee.name: committee.follows for committee in record.facts.committees}
    for index, committee in enumerate(record.facts.committees):
        span = record.source.span("committees", index, "follows")
        if committee.follows and committee.follows not in before:
            others = [name for name in before if name != committee.name]
            otherwise = f'list it too: "- name: {committee.follows}"'
            yield Issue(
                span, f"{quoted(committee.follows)} is not listed", choose(committee.follows, others, otherwise)
            )
        elif _follows_itself(committee.name, before):
            message = f"{quoted(committee.name)} follows itself, by way of others"
            yield Issue(span, message, "name the committee that came before it, or delete the line")


def _follows_itself(name: str, before: Mapping[str, str | None]) -> bool:
    """Whether the way from a committee to the one that it follows, and on from there, leads back to it."""
    here = before.get(name)
    for _ in before:
        if here == name:
            return True
        here = before.get(here or "")
    return False


@error(Kind.REGISTER)
def unknown_time_zone(record: Record, context: Context) -> Iterator[Issue]:
    """The time zone is not in the tz database. In the United Kingdom it is Europe/London.

    Write `timezone: Europe/London`, not `timezone: BST`.
    """
    if record.sound("timezone") and record.facts.timezone not in time_zones():
        advice = 'write "Europe/London", or another name from the tz database'
        yield Issue(record.source.span("timezone"), f"{quoted(record.facts.timezone)} is not a time zone", advice)
