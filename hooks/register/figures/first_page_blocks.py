"""The first page of a paper, and the first screen of the home page, in words: both say the same of a day."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from register.figures import summary
from register.figures.bars import Bar
from register.figures.blocks import (
    Block,
    Cell,
    Day,
    Heading,
    Items,
    Line,
    Paragraph,
    Piece,
    Row,
    Sign,
    Small,
    StatusMark,
    Style,
    Table,
    TableStyle,
    Text,
    line,
    shape_of,
    small,
)
from register.figures.change_counts import other_end, say_count
from register.figures.changes import Change, ChangeKind, Changes
from register.figures.families import Family
from register.figures.first_page import FirstPage
from register.figures.points import AT_MOST, Point, Raised
from register.figures.promise_blocks import say_promises
from register.figures.promises import PromisedStep
from register.figures.response_clock import ResponseClock
from register.figures.standing import full_stop, say_late, say_latest, say_response, say_since, say_slip
from register.figures.tables import link_to
from register.records.model import Colour
from register.snapshots.meetings import Meeting
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording.sentences import say, say_day, say_names, say_number, say_span, within

Way = Mapping[str, Any]
"""Where words lead, as the fields of Text that say so."""

_PROBLEMS = 4
"""So many red findings are told of, each with what belongs to it; the others are counted, so that a sheet will do."""
_NAMES = 3
"""So many findings or steps are named in a line; the others are counted."""
_BESIDE_POINTS = 1
"""So many red findings leave room for all points; each further one takes that of a point."""
_LEAST = 2
"""So many points are shown at least."""
_MOST_SIGNS = 30
"""So many signs are the longest bar of the chart, at most."""


# Decisions


def decisions(page: FirstPage, meeting: Meeting) -> Iterator[Block]:
    """What members are asked: to note the paper, to agree the dates that are others than at the last, and others."""
    yield Heading(2, line(say("decisions-title")), "decisions")
    moved = tuple(_to_agree(page.changes.of(ChangeKind.REDATED), meeting.committee))
    dates = line(say("decision-dates", count=len(moved)), " ", *_listed(map(_new_date, moved)), ".") if moved else ()
    asked = (line(say("decision-note")), dates, *map(line, meeting.decisions))
    yield Items(tuple(filter(None, asked)))


def _to_agree(redated: Iterable[Change], committee: str) -> Iterator[Recommendation]:
    """The outstanding findings whose date was moved, but for those put back and those that the committee approved."""
    moves: dict[str, list[Change]] = {}
    for change in redated:
        moves.setdefault(change.finding.id, []).append(change)
    for first, *_, last in ((*found, found[-1]) for found in moves.values()):
        if last.finding.outstanding and last.finding.due != first.was and last.approved_by != committee:
            yield last.finding


def _new_date(finding: Recommendation) -> Line:
    slip = say_slip(finding)
    return line(link_to(finding), " (", Day(finding.due) if finding.due else say("no-date"), slip and f", {slip}", ")")


# In summary


def in_summary(page: FirstPage, changed: Iterable[Line], ways: Mapping[str, Way]) -> Iterator[Block]:
    """The red findings by name, what changed, what became of what was promised, what is late and what falls due.

    changed: what what_changed says. ways: where the numbers lead: `red`, `steps`, `late` and `due`.
    """
    yield from _red(page, ways["red"])
    told = (*changed, _promised(page, ways["steps"]), _late(page, ways["late"]), _due(page, ways["due"]))
    yield Items((*filter(None, told), *map(_clock, page.clocks)))


def _red(page: FirstPage, way: Way) -> Iterator[Block]:
    if not page.red:
        yield Paragraph(line(Text(say("nothing-red"), strong=True)))
        return
    findings = sum(len(family.members) for family in page.red)
    counted = say("problems-red", count=len(page.red), findings=findings, parts=findings - len(page.red))
    yield Paragraph(line(Text(counted, strong=True, **way)))
    yield Items(tuple(_problem(family, page.snapshot) for family in page.red[:_PROBLEMS]))
    if rest := page.red[_PROBLEMS:]:
        more = say("and-more-red", count=sum(len(family.members) for family in rest))
        yield Paragraph(line(Text(more, **way)), Style.NOTE)


def _problem(family: Family, snapshot: Snapshot) -> Line:
    """A red finding with owner, date and newest reason, and those that belong to it in a line each."""
    head = family.head
    name, why = link_to(head)._replace(strong=True), small(say_since(head))
    return line(StatusMark(head.status), " ", name, ". ", *_answers(head, snapshot), why, *_parts(family, snapshot))


def _answers(finding: Recommendation, snapshot: Snapshot) -> Line:
    """Who answers for it, by when, and how late that is."""
    late = say_late(finding, snapshot) or say_slip(finding)
    due = say("due-by", day=finding.due) if finding.due else say("no-date")
    return line(f"{finding.owner or say('no-owner')}; {due}", late and f", {late}", ".")


def _parts(family: Family, snapshot: Snapshot) -> Iterator[Small]:
    """What belongs to it: only what differs from it is said again."""
    head = family.head
    for part in family.parts:
        same = (part.owner, part.due) == (head.owner, head.due)
        why = say_latest(part) or say_since(part)
        said = "" if why == (say_latest(head) or say_since(head)) else why
        yield small(
            say("with-part"), " ", link_to(part), ". ", *(() if same else (*_answers(part, snapshot), " ")), said
        )


def what_changed(changes: Changes, lead: str, way: Way) -> Line:
    """How many changes there were of each kind, with the names of a few; those that turned red are named above."""
    kinds = [(kind, changes.of(kind)) for kind in ChangeKind]
    told = [_kind(kind, found) for kind, found in kinds if found]
    if changes.reports:
        told.append(line(say("count-reports", count=len(changes.reports))))
    said = _joined(told, ", ") or line(say("changes-none"))
    return line(Text(lead, strong=True, **(way if told else {})), " ", *said, ".")


def _kind(kind: ChangeKind, changes: Sequence[Change]) -> Line:
    counted = say_count(kind, changes)
    taken = kind is ChangeKind.LEFT_RED and counted.endswith(")")
    if kind in (ChangeKind.TURNED_RED, ChangeKind.NEW) or len(changes) > _NAMES or taken:
        return line(counted)
    return line(f"{say(f'count-{kind}', count=len(changes))} (", *_joined(map(_named, changes), "; "), ")")


def _named(change: Change) -> Line:
    """The finding that changed, and from what to what where that is short."""
    name = link_to(change.finding)
    if end := other_end(change):
        ended_as = say("ended-as", status=end)
        return line(name, f" {ended_as}")
    if change.kind not in (ChangeKind.STATUS_MOVED, ChangeKind.REDATED) or not (change.was and change.now):
        return line(name)
    was, now = (say_day(day) if isinstance(day, date) else within(day) for day in (change.was, change.now))
    return line(name, say("moved-from-to", was=was, now=now))


def _promised(page: FirstPage, way: Way) -> Line:
    """What became of the steps promised last time: in numbers, and of a few each by its words."""
    told = say_promises(page.promises, "steps-promised-then")
    if not told:
        return ()
    each = _by_words(page.promises.steps)
    room = _NAMES + max(0, _PROBLEMS - len(page.red))  # what red findings leave
    shown = each if len(each) <= room else ()
    return line(Text(told, strong=True, **way), *(small(*_became(steps)) for steps in shown))


def _became(steps: Sequence[PromisedStep]) -> Line:
    names = _listed(line(link_to(step.finding)) for step in steps)
    first = steps[0]
    state = say(f"step-{first.state}")
    told = say("step-and-state", what=_within_a_line(first), state=within(state)) if first.step.what else state
    return line(f"{full_stop(told)} ", *names)


def _within_a_line(promised: PromisedStep) -> str:
    """The words of the step as they stand before others: without a full stop, but with any other sign at their end."""
    return promised.step.what.rstrip(".")


def _by_words(steps: Iterable[PromisedStep]) -> list[list[PromisedStep]]:
    """The steps, those that were promised in the same words for several findings as one."""
    found: dict[tuple[object, ...], list[PromisedStep]] = {}
    for step in steps:
        words = step.step.what or step.finding.id
        found.setdefault((words, step.step.by, step.state), []).append(step)
    return list(found.values())


def _late(page: FirstPage, way: Way) -> Line:
    """The overdue findings; the red ones have been named already."""
    late = summary.overdue(page.snapshot)
    if not late:
        return ()
    names = [line(link_to(f), f" ({say_late(f, page.snapshot)})") for f in late if not f.red]
    counted = Text(say("some-overdue", count=len(late)), strong=True, **way)
    besides = say("overdue-besides-red") + " " if len(names) < len(late) else ""
    return line(counted, " ", besides, *_listed(names), ".") if names else line(counted)


def _due(page: FirstPage, way: Way) -> Line:
    """The findings that are due, then the steps that are, then how many have no date."""
    undated = summary.without_date(page.snapshot)
    no_date = " " + say("some-undated", count=len(undated)) if undated else ""
    lead = say("due-before", day=page.until)
    if not (page.due or page.steps_due):
        return line(Text(say("nothing-due-soon", day=page.until), strong=True), no_date)
    findings = [line(link_to(finding), " (", Day(finding.due), ")") for finding in page.due if finding.due]
    steps = [line(f"{_within_a_line(same[0])} ", *_by(same)) for same in _by_words(page.steps_due)]
    between = ["; " if findings else "", say("steps-due"), " "] if steps else []
    told = (*_listed(findings), *between, *_listed(steps))
    return line(Text(lead, strong=True, **(way if findings else {})), " ", *told, ".", no_date)


def _clock(clock: ResponseClock) -> Line:
    """A response that is awaited, and until when."""
    report = Text(clock.inspection.title, page=("inspection", clock.inspection.id))
    return line(Text(f"{say('response-clock')}:", strong=True), " ", report, ". ", say_response(clock))


def _by(steps: Sequence[PromisedStep]) -> Line:
    names = _listed(line(link_to(step.finding)) for step in steps)
    day = steps[0].step.now_by
    return line("(", *names, f", {say_day(day)}" if day else "", ")")


# Points to raise


def points_to_raise(page: FirstPage, others: int = 0) -> Iterator[Block]:
    """The gravest points, each with the rules that raised it; then how many more there are.

    others: how many texts of the author's stand on the same page, which take the room of so many points.
    """
    if not page.points:
        return
    yield Heading(2, line(say("points-title")), "points")
    shown = AT_MOST - others - max(0, min(len(page.red), _PROBLEMS) - _BESIDE_POINTS)
    shown = max(shown, _LEAST)
    yield Items(tuple(map(_point, page.points[:shown])))
    if more := page.points[shown:]:
        yield Paragraph(line(say("points-more", count=len(more))), Style.NOTE)


def _point(point: Point) -> Line:
    rules = "; ".join(within(_rule(raised)) for raised in point.raised)
    if point.report:
        return line(Text(point.report.title, page=("inspection", point.report.id), strong=True), f": {rules}.")
    names = _joined([line(link_to(finding)._replace(strong=True)) for finding in point.findings], "; ")
    owner = point.findings[0].owner
    return line(*names, f" ({owner})" if owner else "", f": {rules}.")


def _rule(raised: Raised) -> str:
    """The rule in words, with its values."""
    values = dict(raised.values)
    if "days" in values:
        values["span"] = say_span(values.pop("days"))  # type: ignore[arg-type]
    if "inspectorates" in values:
        values["inspectorate"] = say_names(values.pop("inspectorates"))  # type: ignore[arg-type]
    return say(f"point-{raised.kind}", **values)


# The chart


_COLUMNS = ("day", "trend-findings", "by-status", "total")


def trend_chart(page: FirstPage) -> Iterator[Block]:
    """The outstanding findings over the past year, a sign for each finding or for so many of them."""
    if not page.trend:
        return
    most = max(bar.number for bar in page.trend)
    each = -(-most // _MOST_SIGNS)
    head = tuple(Cell(line(say(name)), number=name == "total") for name in _COLUMNS)
    yield Table(say_trend(page.trend), head, (tuple(_bar(bar, each) for bar in page.trend),), style=TableStyle.CHART)
    if each > 1:
        yield Paragraph(line(say("trend-scale", count=each)), Style.NOTE)


def say_trend(bars: Sequence[Bar]) -> str:
    """The trend as a sentence: what the number of findings was and is, and that of red ones."""
    first, last = bars[0], bars[-1]
    red, was_red = _red_of(last), _red_of(first)
    if len(bars) == 1:
        return say("trend-first", count=last.number, red=red)
    outstanding = say(f"trend-{_moved(first.number, last.number)}", was=first.number, now=last.number, start=first.of)
    return f"{outstanding}; " + say(f"trend-red-{_moved(was_red, red)}", was=was_red, now=red)


def _moved(was: int, now: int) -> str:
    return "rose" if now > was else "fell" if now < was else "same"


def _red_of(bar: Bar) -> int:
    return sum(part.number for part in bar.parts if part.status and part.status.colour is Colour.RED)


def _bar(bar: Bar, each: int) -> Row:
    """The bar: its signs for the eye, and its parts in words."""
    signs = (Sign(shape_of(part.status), part.status.colour) for part in bar.parts if part.status
             for _ in range(-(-part.number // each)))  # fmt: skip
    parts = ", ".join(f"{say_number(part.number)} {within(part.status.label)}" for part in bar.parts if part.status)
    day = line(Day(bar.of)) if isinstance(bar.of, date) else ()
    number = Cell(line(say_number(bar.number)), number=True)
    return Row((Cell(day), Cell(line(*signs)), Cell(line(parts)), number))


# Lines of several


def _listed(lines: Iterable[Line]) -> Line:
    """The first few lines in one, then how many more there are."""
    listed = list(lines)
    more = " " + say("and-more", count=len(listed) - _NAMES) if len(listed) > _NAMES else ""
    return line(*_joined(listed[:_NAMES], "; "), more)


def _joined(lines: Iterable[Line], by: str) -> Line:
    parts: list[Piece | Small | str] = []
    for each in lines:
        parts += [by, *each] if parts else each
    return line(*parts)
