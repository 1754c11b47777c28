"""The table of what was put right, from which pages and papers are made."""

from collections.abc import Sequence

from register.figures.blocks import Day, Line, Row, Table, Text, line, small
from register.figures.cells import head_of, row_of
from register.figures.corrections import Corrected
from register.records.folder import Kind
from register.records.places import Place, PlaceKind
from register.records.values import read_day
from register.wording.sentences import say, say_day

_PAGES = (Kind.RECOMMENDATION, Kind.INSPECTION, Kind.MEETING)
"""The kinds of record that have a page of their own."""
_DATED = {PlaceKind.HISTORY: "correction-of-history", PlaceKind.RESPONSE: "correction-of-response"}
"""The sentences that name the places of a day."""


def corrections_table(
    corrected: Sequence[Corrected], caption: str, named: bool = True, with_papers: bool = True
) -> Table:
    """What was put right, what stood there before and after where any of them says it, and why.

    named: in which record; with_papers: and on which papers.
    """
    told = any(each.before or each.after for each in corrected)
    columns = ("correction-record" if named else "day", "correction-what")
    columns += ("correction-before", "correction-after", "why") if told else ("why",)
    rows = tuple(_row(each, named, told, with_papers) for each in corrected)
    return Table(caption, head_of(*columns), (rows,))


def _row(corrected: Corrected, named: bool, told: bool, with_papers: bool) -> Row:
    correction, day = corrected.correction, Day(corrected.correction.date)
    states = (corrected.before, corrected.after) if told else ()
    return row_of(
        line(_record(corrected), small(day)) if named else line(day),
        line(correction.what, small(say_place(corrected.place)) if corrected.place else ""),
        *map(_said, states),
        line(correction.reason, *(_papers(corrected) if with_papers and corrected.papers else ())),
    )


def _said(state: str) -> Line:
    """What stood there: a day in words, where it is one."""
    try:
        return line(Day(read_day(state)))
    except ValueError:
        return line(state or say("correction-not-given"))


def _record(corrected: Corrected) -> Text:
    page = (corrected.kind.value, corrected.id) if corrected.kind in _PAGES else ()
    return Text(corrected.title, page=page)


def _papers(corrected: Corrected) -> Line:
    """The papers that it touches, each a link to its page."""
    links = (Text(_day_of(id), page=("meeting", id)) for id in corrected.papers)
    parts = [part for link in links for part in (", ", link)][1:]
    return (small(say("correction-papers"), " ", *parts),)


def _day_of(meeting: str) -> str:
    """The day of the meeting of that id, and what follows the day in it: "26 September 2019"."""
    day, name = meeting[:10], meeting[10:]
    return say_day(read_day(day)) + name.replace("-", " ")


def say_place(place: Place) -> str:
    """What was put right: "Title", or "History, 12 June 2019"."""
    if place.kind in _DATED:
        return say(_DATED[place.kind], day=read_day(place.name))
    return place.name.replace("_", " ").capitalize() if place.kind is PlaceKind.FIELD else place.name
