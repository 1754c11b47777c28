"""A finding in a paper: with all its responses, or in short."""

from collections.abc import Iterator

from register.figures.blocks import (
    Block,
    Facts,
    Group,
    GroupStyle,
    Heading,
    Line,
    Paragraph,
    StatusMark,
    Style,
    Text,
    line,
    paragraph,
    words,
)
from register.figures.changes import NewWords
from register.figures.tables import due, link_to, small, where
from register.records.model import Voice, Withheld
from register.snapshots.snapshot import Recommendation, Response, Snapshot
from register.wording.sentences import say, say_names

# With all responses


def in_full(finding: Recommendation) -> Group:
    """The finding with the official words and all responses."""
    return Group(GroupStyle.CHILD if finding.parent else GroupStyle.FINDING, tuple(_in_full(finding)))


def _in_full(finding: Recommendation) -> Iterator[Block]:
    yield Heading(4, line(link_to(finding)))
    yield _tags(finding, with_due=True)
    if finding.withdrawn:
        yield paragraph(say("withdrawn-note"))
        yield from _why_status(finding)
        return
    if finding.withheld:
        yield _why_withheld(finding.withheld)
        return
    yield _official_words(finding, below=4)
    for voice, responses in finding.answers:
        yield Heading(5, line(say(f"response-by-{voice}")))
        for number, response in enumerate(responses):
            if number or response.recorded:
                yield Paragraph(line(_date_of(response)), Style.SPEAKER)
            yield from words(response.html, below=5)
        if not responses:
            yield paragraph(say("no-response"))
    yield from _next_step(finding)


def with_new_words(new: NewWords) -> Group:
    """The finding with its new responses."""
    finding = new.finding
    responses = (block for response in new.responses for block in _new_words(response))
    heading = Heading(4, line(link_to(finding)))
    return Group(GroupStyle.FINDING, (heading, _tags(finding, with_due=finding.open), *responses, *_next_step(finding)))


def _tags(finding: Recommendation, with_due: bool) -> Paragraph:
    owner = say("event-owner", owner=finding.owner) if finding.owner else ""
    due_on = say("event-due", day=finding.due) if finding.due and with_due else ""
    return Paragraph(line(StatusMark(finding.status), finding.type.label, owner, due_on), Style.TAGS)


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


def _next_step(finding: Recommendation) -> Iterator[Block]:
    if finding.next:
        yield _named(say("what-next"), _step(finding))


def _step(finding: Recommendation) -> str:
    """What happens next, and by when; empty where nothing is recorded."""
    step = finding.next
    if step and step.by:
        by = say("next-by", day=step.by)
        return f"{step.what} ({by})"
    return step.what if step else ""


# In short


def card(finding: Recommendation, snapshot: Snapshot, level: int = 3) -> Group:
    """A red finding in short: what was asked, what is being done, what happens next, who answers, since when.

    level: that of its heading.
    """
    since = finding.status_since
    status = say("status-since", status=finding.status.label, day=since) if since else finding.status.label
    never_moved = small(say("times-redated", count=0)) if not finding.times_redated else ""
    facts: tuple[tuple[str, Line], ...] = (
        ("owner", line(finding.owner or say("no-owner"))),
        ("status", line(status)),
        ("due", line(*due(finding, snapshot), never_moved)),
        ("what-next", line(_step(finding) or say("no-next"))),
        ("waiting-on", line(finding.waiting_on or "")),
    )
    tags = line(StatusMark(finding.status), finding.type.label, where(finding))
    blocks = (
        Heading(level, line(link_to(finding)), finding.id),
        Paragraph(tags, Style.TAGS),
        Facts(tuple((line(say(name)), fact) for name, fact in facts if fact)),
        *_words_in_short(finding, level),
    )
    return Group(GroupStyle.CARD, blocks, finding.status.colour)


def _words_in_short(finding: Recommendation, level: int) -> Iterator[Block]:
    if finding.withheld:
        yield _why_withheld(finding.withheld)
        return
    yield from _why_status(finding)
    yield _official_words(finding, below=level)
    yield _latest_response(finding, level)


def _latest_response(finding: Recommendation, level: int) -> Block:
    response = finding.latest_response
    if not response:
        return paragraph(say("no-response"))
    speaker = Paragraph(line(say("latest-response", day=response.day)), Style.SPEAKER)
    return Group(GroupStyle.RESPONSE, (speaker, *words(response.html, below=level)))
