"""The page of trends: charts whose titles say what they show, each with its numbers and as a file of its own."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from register.figures import charts as counted
from register.figures.bars import Bar, Drawing, draw
from register.figures.first_page_blocks import say_trend
from register.figures.grade_matrix import Matrix, grade_matrices, moves_of
from register.figures.lines import LineDrawing, draw_lines, series_of
from register.figures.promise_blocks import say_promises
from register.figures.promises import promises_of
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.records.model import Stage, Status
from register.snapshots.snapshot import Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording.sentences import say, say_day, say_month, say_span


@dataclass(frozen=True)
class Row:
    """The numbers of a bar: what it is of, how many findings are of each of the chart's statuses, and all of them.

    overdue: how many of them are overdue; None where the chart does not say so.
    """

    label: str
    by_status: tuple[int, ...]
    total: int
    overdue: int | None = None


@dataclass(frozen=True)
class Chart:
    """A drawing of bars or of lines, and the table of its numbers: what its rows are of, its statuses, and its rows."""

    bars: Drawing | None
    lines: LineDrawing | None
    head: str
    statuses: tuple[Status, ...]
    rows: tuple[Row, ...]

    @property
    def tells_overdue(self) -> bool:
        """Whether its rows say how many are overdue."""
        return any(row.overdue is not None for row in self.rows)


@dataclass(frozen=True)
class Section:
    """A section of the page: name is its id and its file's, heading says the trend; note stands beside the chart.

    chart is None where there is nothing to draw.
    """

    name: str
    heading: str
    description: str
    chart: Chart | None
    note: str


def charts(renderer: Renderer, snapshots: Snapshots) -> Page:
    """The page of trends."""
    snapshot = renderer.snapshot

    def values() -> Values:
        matrices = grade_matrices(snapshot)
        sections = [make(snapshot, snapshots) for make in _SECTIONS.values()]
        return {
            "sections": [section for section in sections if section.chart],
            "without_chart": [section for section in sections if not section.chart],
            "alone": False,
            "matrices": [(matrix, _grades_moved(matrix)) for matrix in matrices],
            "meanings": renderer.overview.explained,
        }

    return page_from(renderer, Address.CHARTS, say("charts-title"), "charts.html", values)


def chart_files(renderer: Renderer, snapshots: Snapshots) -> Mapping[str, Callable[[], bytes]]:
    """By address, what makes each chart that there is as an SVG file of its own."""
    snapshot = renderer.snapshot

    def make(name: str) -> bytes:
        section = _SECTIONS[name](snapshot, snapshots)
        return renderer.render(Address.chart(name), "chart.html", section=section, alone=True).strip().encode()

    return {Address.chart(name): partial(make, name) for name in _SECTIONS if _HAS_CHART[name](snapshot)}


def _over_time(snapshot: Snapshot, snapshots: Snapshots) -> Section:
    positions = counted.positions(snapshots, snapshot)
    bars = counted.status_over_time(snapshots, snapshot)
    statuses = [status for status in snapshot.statuses if any(bar.number_of(status) for bar in bars)]
    overdue = [sum(finding.overdue for finding in one.recommendations) for one in positions]
    rows = _rows(bars, lambda bar: say_day(bar.of), statuses)
    rows = tuple(replace(row, overdue=number) for row, number in zip(rows, overdue, strict=True))
    lines = draw_lines([one.day for one in positions], series_of(positions))
    chart = Chart(None, lines, say("day"), tuple(statuses), rows)
    return _section("over-time", say_trend(bars), chart if _HAS_CHART["over-time"](snapshot) else None)


def _slip(snapshot: Snapshot, _: Snapshots) -> Section:
    slipped = counted.slipped(snapshot)
    chart = _bars(slipped.bars, say("slip-head"), lambda bar: _span(*bar.of))
    if slipped.half is None:
        return _section("slip", say("chart-slip-none"), None)
    heading = say("chart-slip", moved=slipped.moved, count=slipped.outstanding, span=say_span(slipped.half))
    return _section("slip", heading, chart)


def _steps(snapshot: Snapshot, _: Snapshots) -> Section:
    bars = counted.steps_kept(snapshot)
    promised = say_promises(promises_of(snapshot.recommendations, snapshot.day))
    if not promised:
        return _section("steps", say("chart-steps-none"), None)
    chart = _bars(bars, say("step-became"), lambda bar: say(f"step-{bar.of}"))
    kept = sum(bar.number for bar in bars if bar.of == "done")
    due = sum(bar.number for bar in bars if bar.of not in ("to-come", "replaced"))
    if not due:
        return _section("steps", promised.removesuffix("."), chart)
    return _section("steps", say("chart-steps", kept=kept, count=due), chart, promised)


def _ahead(snapshot: Snapshot, _: Snapshots) -> Section:
    due = counted.due_ahead(snapshot)
    statuses = [status for status in snapshot.statuses if status.stage is Stage.OPEN]
    chart = _bars(due.bars, say("month"), lambda bar: say_month(bar.of), statuses) if due.shown else None
    beside = (("overdue", due.overdue), ("later", due.later), ("undated", due.undated))
    rest = ", ".join(say(f"ahead-{name}", count=count) for name, count in beside if count)
    note = f"{say('chart-ahead-rest')} {rest}." if rest else ""
    most = max(due.bars, key=lambda bar: bar.number)
    heading = say("chart-ahead", count=due.shown, most=most.number, month=say_month(most.of))
    return _section("ahead", heading, chart, note)


def _to_end(snapshot: Snapshot, _: Snapshots) -> Section:
    took = counted.time_to_end(snapshot)
    if took.half is None:
        return _section("to-end", say("chart-to-end-none"), None)
    closed = sum(bar.number for bar in took.bars)
    heading = say("chart-to-end", count=closed, span=say_span(took.half))
    return _section("to-end", heading, _bars(took.bars, say("span-head"), lambda bar: _span(*bar.of)))


_SECTIONS: Mapping[str, Callable[[Snapshot, Snapshots], Section]] = {
    "over-time": _over_time,
    "slip": _slip,
    "steps": _steps,
    "ahead": _ahead,
    "to-end": _to_end,
}
_HAS_CHART: Mapping[str, Callable[[Snapshot], bool]] = {
    "over-time": lambda snapshot: bool(snapshot.recommendations),
    "slip": lambda snapshot: counted.slipped(snapshot).half is not None,
    "steps": lambda snapshot: bool(counted.steps_kept(snapshot)),
    "ahead": lambda snapshot: counted.due_ahead(snapshot).shown > 0,
    "to-end": lambda snapshot: counted.time_to_end(snapshot).half is not None,
}
"""Whether there is something to draw; asked without the snapshots of past days."""


def _section(name: str, heading: str, chart: Chart | None, note: str = "") -> Section:
    return Section(name, heading, say(f"chart-{name}-description"), chart, note)


def _grades_moved(matrix: Matrix) -> str:
    """How the newest report's grades compare with the ones before; empty where none can be compared."""
    better, worse, same = moves_of(matrix)
    if not better + worse + same:
        return ""
    title = matrix.inspections[-1].title
    return say("chart-grades-moved", title=title, better=better, worse=worse, same=same)


def _span(more_than: int, up_to: int | None) -> str:
    """The span of days in words, by months: the limits are quarters of years."""
    start = counted.in_months(more_than)
    if up_to is None:
        return say("span-over", months=start)
    return (
        say("span", start=start, end=counted.in_months(up_to))
        if more_than
        else say("span-up-to", months=counted.in_months(up_to))
    )


def _bars(bars: Iterable[Bar], head: str, name: Callable[[Bar], str], statuses: Sequence[Status] = ()) -> Chart:
    """The chart of the bars, those of nothing left out."""
    shown = [bar for bar in bars if bar.number]
    used = tuple(status for status in statuses if any(bar.number_of(status) for bar in shown))
    return Chart(draw(shown, name), None, head, used, _rows(shown, name, used))


def _rows(bars: Sequence[Bar], name: Callable[[Bar], str], statuses: Sequence[Status]) -> tuple[Row, ...]:
    return tuple(Row(name(bar), tuple(bar.number_of(status) for status in statuses), bar.number) for bar in bars)
