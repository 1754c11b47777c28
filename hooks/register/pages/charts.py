"""The page of charts, each with its numbers in a table below it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from register.figures.charts import Bar, Drawing, draw, due_ahead, grade_matrices, status_over_time, time_to_end
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.records.model import Stage, Status
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day, say_month


@dataclass(frozen=True)
class Row:
    """The numbers of a bar: what it is of, how many findings are of each of the chart's statuses, and all of them."""

    label: str
    by_status: tuple[int, ...]
    total: int


@dataclass(frozen=True)
class Chart:
    """A drawing of bars, and the table of their numbers: what its rows are of, its statuses, and a row for each bar."""

    drawing: Drawing
    head: str
    statuses: tuple[Status, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """A section of the page: name is its id; what stands beside the chart, or in its place where there is none."""

    name: str
    heading: str
    description: str
    chart: Chart | None
    note: str


def charts(renderer: Renderer, snapshots: Snapshots) -> Page:
    """The page of charts."""
    snapshot = renderer.snapshot

    def values() -> Values:
        return {
            "sections": (_over_time(snapshot, snapshots), _ahead(snapshot), _to_end(snapshot)),
            "matrices": grade_matrices(snapshot),
            "meanings": renderer.overview.explained,
        }

    return page_from(renderer, Address.CHARTS, say("charts-title"), "charts.html", values)


def _over_time(snapshot: Snapshot, snapshots: Snapshots) -> Section:
    statuses = [status for status in snapshot.statuses if status.outstanding]
    chart = _chart(status_over_time(snapshots, snapshot), say("day"), lambda bar: say_day(bar.of), statuses)
    return Section("over-time", say("chart-over-time"), say("chart-over-time-description"), chart, "")


def _ahead(snapshot: Snapshot) -> Section:
    due = due_ahead(snapshot)
    statuses = [status for status in snapshot.statuses if status.stage is Stage.OPEN]
    chart = _chart(due.bars, say("month"), lambda bar: say_month(bar.of), statuses) if due.open else None
    rest = say(
        "chart-ahead-rest", overdue=due.overdue, later=due.later, undated=due.undated, shown=due.shown, open=due.open
    )
    note = rest if due.open else say("quarters-none")
    return Section("ahead", say("chart-ahead"), say("chart-ahead-description"), chart, note)


def _to_end(snapshot: Snapshot) -> Section:
    took = time_to_end(snapshot)
    ended = took.half is not None
    chart = _chart(took.bars, say("span-head"), lambda bar: _span(*bar.of)) if ended else None
    note = say("chart-to-end-half", days=took.half) if ended else say("chart-to-end-none")
    return Section("to-end", say("chart-to-end"), say("chart-to-end-description"), chart, note)


def _span(more_than: int, up_to: int | None) -> str:
    """The span of days in words."""
    if up_to is None:
        return say("span-over", days=more_than)
    return say("span", start=more_than + 1, end=up_to) if more_than else say("span-up-to", days=up_to)


def _chart(bars: Sequence[Bar], head: str, name: Callable[[Bar], str], statuses: Sequence[Status] = ()) -> Chart:
    rows = (Row(name(bar), tuple(bar.number_of(status) for status in statuses), bar.number) for bar in bars)
    return Chart(draw(bars, name), head, tuple(statuses), tuple(rows))
