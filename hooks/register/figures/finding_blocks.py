"""A finding in a paper: with all its responses, or in short."""

from collections.abc import Callable, Iterable, Iterator

from register.figures.blocks import (
    Block,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Line,
    Paragraph,
    Row,
    StatusMark,
    Style,
    Table,
    TableStyle,
    Text,
    line,
    paragraph,
    small,
    words,
)
from register.figures.cells import head_of, row_of
from register.figures.changes import NewWords
from register.figures.families import Family
from register.figures.standing import due, next_step, say_since
from register.figures.tables import about, link_to, where
from register.records.model import Voice, Withheld
from register.snapshots.snapshot import Recommendation, Response, Snapshot
from register.wording.sentences import say, say_names

# With all responses


def in_full(family: Family, snapshot: Snapshot, level: int) -> Group:
    """The finding with the official words and all responses, and those that belong to it within it.

    level: that of its heading.
    """
    parts = (Group(GroupStyle.CHILD, tuple(_in_full(part, snapshot, min(level + 1, 6)))) for part in family.parts)
    return Group(GroupStyle.FINDING, (*_in_full(family.head, snapshot, level), *parts))


def _in_full(finding: Recommendation, snapshot: Snapshot, level: int) -> Iterator[Block]:
    yield Heading(level, line(link_to(finding)))
    yield _tags(finding, with_due=True)
    if finding.withdrawn:
        yield paragraph(say("withdrawn-note"))
        yield from _why_status(finding)
        return
    if finding.withheld:
        yield _why_withheld(finding.withheld)
        return
    yield _official_words(finding, below=level)
    for voice, responses in finding.answers:
        yield Heading(min(level + 1, 6), line(say(f"response-by-{voice}")))
        for number, response in enumerate(responses):
            if number or response.recorded:
                yield Paragraph(line(_date_of(response)), Style.SPEAKER)
            yield from words(response.html, below=level + 1)
        if not responses:
            yield paragraph(say("no-response"))
    yield from _next_step(finding, snapshot)


def with_new_words(new: NewWords, snapshot: Snapshot) -> Group:
    """The finding with its new responses."""
    finding = new.finding
    responses = (block for response in new.responses for block in _new_words(response))
    heading = Heading(4, line(link_to(finding)))
    return Group(
        GroupStyle.FINDING, (heading, _tags(finding, with_due=finding.open), *responses, *_next_step(finding, snapshot))
    )


def _tags(finding: Recommendation, with_due: bool) -> Paragraph:
    owner = say("event-owner", owner=finding.owner) if finding.owner else ""
    due_on = say("event-due", day=finding.due) if finding.due and with_due else ""
    received = say("received-on", day=finding.received) if finding.received != finding.inspection.published else ""
    return Paragraph(line(StatusMark(finding.status), finding.type.label, owner, due_on, received), Style.TAGS)


def _named(name: str, words: str) -> Paragraph:
    return Paragraph(line(Text(f"{name}:", strong=True), f" {words}"))


def _why_status(finding: Recommendation) -> Iterator[Block]:
    if finding.status_reason:
        yield _named(say("why"), finding.status_reason)


def _why_withheld(withheld: Withheld) -> Paragraph:
    """Why the finding has no words."""
    since = Text(say("withheld-since", day=withheld.since), strong=True)
    return Paragraph(line(since, f" {withheld.reason}"))


def _official_words(finding: Recommendation, below: int) -> Group:
    inspectorate = say_names(finding.inspection.inspectorates)
    speaker = Paragraph(line(say("official-words-of", inspectorate=inspectorate)), Style.SPEAKER)
    return Group(GroupStyle.QUOTATION, (speaker, *words(finding.official_words, below)))


def _new_words(response: Response) -> Iterator[Block]:
    voice = "" if response.by is Voice.FORCE else say(f"response-by-{response.by}") + ": "
    yield Paragraph(line(voice, _date_of(response)), Style.SPEAKER)
    yield from words(response.html, below=4)


def _date_of(response: Response) -> str:
    """The day of the response, and the day on which it came into the register if that was later."""
    day = say("response-of", day=response.day)
    recorded = say("recorded-late", day=response.recorded) if response.recorded else ""
    return f"{day} ({recorded})" if recorded else day


def _next_step(finding: Recommendation, snapshot: Snapshot) -> Iterator[Block]:
    if finding.next:
        yield Paragraph(line(Text(f"{say('what-next')}:", strong=True), " ", *next_step(finding, snapshot)))


# In short


WordsOf = Callable[[Recommendation], tuple[Block, ...]]
"""What was said of a finding."""


def card(family: Family, snapshot: Snapshot, level: int = 3, words_of: WordsOf | None = None) -> Group:
    """A problem in short: who answers, by when, since when and why, what happens next, and what belongs to it.

    level: that of its heading. words_of: in place of the official words and the latest response.
    """
    say_words = words_of or (lambda finding: tuple(_words_in_short(finding, level)))
    parts = (
        Group(GroupStyle.CHILD, (*_in_short(part, snapshot, level + 1, family.head), *_said(part, say_words)))
        for part in family.parts
    )
    own = (*_in_short(family.head, snapshot, level), *_said(family.head, say_words))
    return Group(GroupStyle.CARD, (*own, *parts), family.head.status.colour)


def _said(finding: Recommendation, say_words: WordsOf) -> tuple[Block, ...]:
    return (_why_withheld(finding.withheld),) if finding.withheld else say_words(finding)


def _in_short(
    finding: Recommendation, snapshot: Snapshot, level: int, head: Recommendation | None = None
) -> Iterator[Block]:
    """The facts of a finding. head: the one that it belongs to on the same card, of which nothing is said again."""
    about = "" if head and where(head) == where(finding) else where(finding)
    parent = None if head else snapshot.by_id.get(finding.parent or "")
    facts: tuple[tuple[str, Line], ...] = (
        ("owner", line(finding.owner or say("no-owner"))),
        ("due", due(finding, snapshot)),
        ("what-next", next_step(finding, snapshot) or line(say("no-next"))),
        ("waiting-on", line(finding.waiting_on or "")),
        ("part-of", line(link_to(parent)) if parent else ()),
    )
    yield Heading(level, line(link_to(finding)), finding.id)
    yield Paragraph(line(StatusMark(finding.status), finding.type.label, about), Style.TAGS)
    yield Facts(tuple((line(say(name)), fact) for name, fact in facts if fact))
    since = say_since(finding)
    if since and not (head and since == say_since(head)):
        yield paragraph(since)


def _words_in_short(finding: Recommendation, level: int) -> Iterator[Block]:
    yield _official_words(finding, below=level)
    response = finding.latest_response
    if not response:
        yield paragraph(say("no-response"))
        return
    speaker = Paragraph(line(say("latest-response", day=response.day)), Style.SPEAKER)
    yield Group(GroupStyle.RESPONSE, (speaker, *words(response.html, below=level)))


def words_in_paper(finding: Recommendation, new: NewWords | None, official: bool, level: int) -> tuple[Block, ...]:
    """What a paper says on a card: the official words, where it has them nowhere else, and the new responses."""
    quoted = (_official_words(finding, below=level),) if official else ()
    responses = (block for response in (new.responses if new else ()) for block in _new_words(response))
    return (*quoted, *responses)


def red_table(families: Iterable[Family], snapshot: Snapshot, caption: str) -> Table:
    """The red findings in a row each, where they are too many for cards."""
    head = head_of("finding", "owner", "due", "why")
    rows = tuple(_red_row(finding, snapshot) for family in families for finding in family.members)
    return Table(caption, head, (rows,), style=TableStyle.FINDINGS)


def _red_row(finding: Recommendation, snapshot: Snapshot) -> Row:
    following = small(say("what-next"), ": ", *next_step(finding, snapshot)) if finding.next else ""
    return row_of(
        line(link_to(finding), small(about(finding))),
        line(finding.owner or say("no-owner")),
        due(finding, snapshot),
        line(say_since(finding), following),
    )
