"""Rules about what may not be published: names of unpublished records, protective markings, people's names."""

import re
from collections.abc import Iterator

from register.checks.advice import quoted
from register.checks.issue import Issue
from register.checks.persons import person_in
from register.checks.rule import RELATIONS, Context, error, warning
from register.checks.rules.words import staff_notes
from register.records.body import record_named
from register.records.folder import Kind
from register.records.record import Record, ids_named
from register.records.source import Path, Span

# Source: Government Security Classifications Policy, Cabinet Office: the markings above OFFICIAL. They are written in
# capitals; written like a name, only those that no sentence would contain.
_MARKING = re.compile(
    r"\bOFFICIAL[ :/–-]{1,3}SENSITIVE\b|\b(TOP )?SECRET\b|\bOfficial[ :/–-]{1,3}Sensitive\b|\bTop Secret\b"
)
_MARKED = re.compile(b"S(?:ENSITIVE|ECRET|ensitive|ecret)")  # is in each file that has a marking


@error(*Kind, cross_record=True)
def names_unpublished_record(record: Record, context: Context) -> Iterator[Issue]:
    """A published record names an unpublished one (`publish: false`): in a field, by a link, or in its words.

    Its id would become public. In words an id counts where it has a hyphen or a digit, so that it can be no other word.

    Of an unpublished record, write `the older finding`, not `[the older finding](older.md)`.
    """
    if not context.unpublished or not _is_public(record):
        return
    named = dict.fromkeys((*_named_in_fields(record, context), *_named_by_links(record, context)))
    lines = {(span.line, id) for span, id in named}
    named |= {found: None for found in _named_in_words(record, context) if (found[0].line, found[1]) not in lines}
    for span, id in named:
        yield Issue(
            span, f"{quoted(id)} is unpublished, this record is not", "take the name away, or publish the other"
        )


def _named_in_fields(record: Record, context: Context) -> Iterator[tuple[Span, str]]:
    for field in RELATIONS if record.kind is Kind.RECOMMENDATION else ():
        for index, id in enumerate(ids_named(record.facts, field) if record.sound(field) else ()):
            if id in context.unpublished:
                yield record.source.span(field, index), id


def _named_by_links(record: Record, context: Context) -> Iterator[tuple[Span, str]]:
    links = record.body.links if record.body else ()
    named = [(link.span, id) for link in links if (id := record_named(link.target)) and id in context.unpublished]
    hidden = staff_notes(record) if named else ()
    return ((span, id) for span, id in named if span.line not in hidden)


def _named_in_words(record: Record, context: Context) -> Iterator[tuple[Span, str]]:
    ids = [id for id in context.unpublished if re.search(r"[-0-9]", id)]
    text = record.source.text if ids else ""
    if not any(id in text for id in ids):
        return
    named, hidden = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, ids))})(?![\w-])"), staff_notes(record)
    for number, line in enumerate(text.split("\n"), start=1):
        for match in named.finditer(line) if number not in hidden else ():
            yield Span(number, match.start() + 1, len(match.group())), match.group()


@error(*Kind)
def protective_marking(record: Record, context: Context) -> Iterator[Issue]:
    """Text that is published carries a protective marking above OFFICIAL, so it may not be meant for the public.

    Remove the text, or leave the record unpublished with `publish: false`. `## Staff notes` are never published.

    Write `A plan is in place.`, not `OFFICIAL-SENSITIVE: a plan is in place.`.
    """
    if not _MARKED.search(record.file.content) or not _is_public(record):
        return
    hidden = staff_notes(record)
    for number, line in enumerate(record.source.text.split("\n"), start=1):
        for match in _MARKING.finditer(line) if number not in hidden else ():
            span = Span(number, match.start() + 1, len(match.group()))
            advice = "remove what may not be published, or write it in lower case if it is not a marking"
            yield Issue(span, f"{quoted(match.group())} marks text that is not for the public", advice)


def _is_public(record: Record) -> bool:
    return record.kind is not Kind.RECOMMENDATION or (record.sound("publish") and record.facts.publish)


@warning(Kind.RECOMMENDATION, Kind.MEETING)
def person_named(record: Record, context: Context) -> Iterator[Issue]:
    """An owner, contact or approver is a role, not a person: people change, and the register is public.

    This contains a name, an e-mail address, a telephone number or a collar number. Write the role.

    Write `contact: Learning Manager`, not `contact: Learning Manager, 0121 496 0123`.
    """
    for path, text in _roles(record):
        if words := person_in(text):
            message = f"{quoted(words)} identifies a person"
            yield Issue(record.source.span(*path), message, 'write the role, e.g. "Head of Professional Standards"')


def _roles(record: Record) -> Iterator[tuple[Path, str]]:
    """The texts that name a role, with their paths."""
    fields = ("owner",) if record.kind is Kind.RECOMMENDATION else ("contact",)
    for field in fields:
        if record.sound(field) and getattr(record.facts, field):
            yield (field,), getattr(record.facts, field)
    if record.kind is Kind.RECOMMENDATION and record.sound("history"):
        for index, entry in enumerate(record.facts.history):
            for field in ("owner", "approved_by"):
                if getattr(entry, field):
                    yield ("history", index, field), getattr(entry, field)
