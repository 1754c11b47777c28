"""The numbers add up: every finding is counted once, in exactly one group of every grouping."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.exports.total_values import totals_of
from register.figures import charts, grade_matrix, summary
from register.figures.bars import draw
from register.figures.changes import ChangeKind, Measure, changes_between
from register.figures.overview import Overview
from register.figures.response_clock import response_clocks
from register.figures.timeline import timeline
from register.snapshots.snapshots import Snapshots

from tests.small import FRAMEWORK, INSPECTION, MEETING, finding, records_of, snapshot_of, texts

D = date.fromisoformat

STATUSES = st.sampled_from(["red", "amber", "green", "complete", "closed"])
PLACES = st.sampled_from(
    [
        {"question": "workforce"},
        {"question": "vulnerable"},
        {"question": None, "pillar": "legitimacy", "grade": "good"},
    ]
)


@st.composite
def registers(draw):
    """A valid register with up to eight findings of any type, status, owner and place."""
    made = {}
    for number in range(draw(st.integers(0, 8))):
        status = draw(STATUSES)
        made[f"f{number}"] = finding(
            status=status,
            closed="2019-09-12" if status == "closed" else None,
            type=draw(st.sampled_from(["recommendation", "area-for-improvement", "cause-of-concern"])),
            owner=draw(st.sampled_from(["Head of Contact", "Head of contact", "Hëad of Contact", "Director"])),
            due=draw(st.sampled_from(["2019-06-01", "2019-07-15", "2020-03-31"])),
            **draw(PLACES),
        )
    return texts(**made)


GROUPINGS = [summary.by_pillar, summary.by_owner, summary.by_inspection, summary.by_status, summary.by_type]


@given(registers(), st.integers(0, 600))
def test_every_finding_stands_in_exactly_one_group_of_every_grouping(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    everything = sorted(f.id for f in now.recommendations)
    groupings = [grouping(now) for grouping in GROUPINGS]
    groupings.append([group for framework in now.frameworks for group in summary.by_question(now, framework)])
    for groups in groupings:
        assert sorted(f.id for group in groups for f in group.findings) == everything


@given(registers(), st.integers(0, 600))
def test_totals_add_up(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    numbers = summary.totals(now.recommendations, now)
    assert numbers.all == numbers.outstanding + numbers.ended + numbers.not_recorded == len(now.recommendations)
    assert numbers.all - numbers.not_recorded == sum(n for _, n in numbers.by_status)
    assert numbers.all == sum(n for _, n in numbers.by_type)
    assert numbers.outstanding == sum(n for _, n in numbers.outstanding_by_status)
    assert numbers.outstanding == sum(n for _, n in numbers.outstanding_by_type)
    table = summary.status_table(now.recommendations, now)
    shown = [(status, number) for status, number in numbers.by_status if number or not status.ended]
    assert [(status, row.total) for status, row in table.rows] == shown
    assert list(table.all.by_type) == [n for _, n in numbers.by_type]
    assert (table.outstanding.total, table.ended.total, table.not_recorded.total, table.all.total) == (
        numbers.outstanding, numbers.ended, numbers.not_recorded, numbers.all,
    )  # fmt: skip
    exported = totals_of(now)
    by_pillar = sum(sum(of_pillar.values()) for of_pillar in exported["by_pillar"].values())
    assert exported["all"] == by_pillar + exported["not_recorded"]


@given(registers(), st.integers(0, 600))
def test_an_open_finding_is_overdue_or_due_soon_or_later_and_never_two_of_them(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    lists = [summary.overdue(now), Overview(now).due_soon, summary.without_date(now)]
    ids = [f.id for found in lists for f in found]
    assert len(ids) == len(set(ids))
    rest = [f for f in now.recommendations if f.open and f.id not in ids]
    assert all(f.due > Overview(now).soon_until for f in rest)


def test_owners_whose_names_look_alike_have_pages_of_their_own():
    files = texts(
        a=finding(owner="Head of Contact"), b=finding(owner="Head of contact"), c=finding(owner="Hëad of Contact")
    )
    slugs = [owner.slug for owner in snapshot_of(files, D("2019-07-01")).owners.values()]
    assert sorted(slugs) == ["head-of-contact", "head-of-contact-2", "head-of-contact-3"]


def test_due_soon_reaches_to_the_next_meeting_or_thirty_days_whichever_is_later():
    files = texts(a=finding(due="2019-07-31"), b=finding(due="2019-08-15"))
    assert [f.id for f in Overview(snapshot_of(files, D("2019-07-01"))).due_soon] == ["a"]
    files["meetings/2019-09-26.md"] = MEETING
    assert [f.id for f in Overview(snapshot_of(files, D("2019-07-01"))).due_soon] == ["a", "b"]


@pytest.mark.parametrize(("day", "last"), [("2019-06-28", None), ("2019-06-29", "2019-06-28")])
def test_on_the_day_of_a_meeting_the_last_one_is_the_one_before(day, last):
    meeting = snapshot_of(texts(), D(day)).last_meeting
    assert (meeting.id if meeting else None) == last


@pytest.mark.parametrize(
    ("day", "start"),
    [("2019-03-28", None), ("2019-05-30", "2019-03-28"), ("2019-06-28", "2019-03-28"), ("2019-06-29", "2019-06-28")],
)
def test_before_the_first_meeting_is_over_its_paper_says_from_when_to_count(day, start):
    assert snapshot_of(texts(), D(day)).counting_from == (start and D(start))


@given(registers(), st.integers(0, 600))
def test_every_open_finding_stands_in_exactly_one_quarter(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    found = [f.id for group in summary.by_due_quarter(now) for f in group.findings]
    assert sorted(found) == sorted(f.id for f in now.recommendations if f.open)


def test_not_reviewed_is_what_nothing_was_recorded_or_said_of_after_the_last_paper():
    body = "## Recommendation\n\nx\n\n## Force response\n\n### 2019-07-01\n\nNews.\n"
    now = snapshot_of(texts(quiet=finding(), answered=finding(body=body)), D("2019-09-30"))
    assert [f.id for f in summary.not_reviewed(now)] == ["quiet"]
    assert summary.not_reviewed(snapshot_of(texts(quiet=finding()), D("2019-06-28"))) == ()


@given(registers(), st.integers(0, 600))
def test_a_picture_shows_the_numbers_of_the_lists(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    latest = charts.status_over_time(Snapshots(records_of(files)), now)[-1]
    assert (latest.of, latest.number) == (now.day, sum(f.outstanding for f in now.recommendations))
    ended = sum(f.closed is not None for f in now.recommendations)
    assert sum(bar.number for bar in charts.time_to_end(now).bars) == ended
    ahead = charts.due_ahead(now)
    assert len({bar.of for bar in ahead.bars}) == 12
    assert ahead.overdue + ahead.shown + ahead.later + ahead.undated == ahead.open
    assert ahead.open == sum(f.open for f in now.recommendations)


def test_the_bars_of_a_picture_stand_at_the_meetings_and_at_the_day():
    now = snapshot_of(texts(vetting=finding()), D("2019-09-30"))
    bars = charts.status_over_time(Snapshots(records_of(texts(vetting=finding()))), now)
    assert [str(bar.of) for bar in bars] == ["2019-06-28", "2019-09-30"]


@given(registers(), st.integers(0, 600))
def test_the_parts_of_a_bar_stand_beside_one_another_and_the_longest_bar_is_the_widest(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    bars = [bar for bar in charts.status_over_time(Snapshots(records_of(files)), now) if bar.number]
    drawing = draw(bars, lambda bar: str(bar.of))
    ends = [drawn.parts[-1].x + drawn.parts[-1].width for drawn in drawing.bars]
    for drawn, bar in zip(drawing.bars, bars, strict=True):
        assert drawn.label == str(bar.of)
        assert sum(part.number for part in drawn.legend) == bar.number
        assert all(abs(b.x - a.x - a.width) < 0.2 for a, b in pairwise(drawn.parts))
        assert all(drawn.y < part.y < drawing.height for part in drawn.parts)
    most = max((bar.number for bar in bars), default=0)
    assert [end > 357 for end in ends] == [bar.number == most for bar in bars]


@pytest.mark.parametrize(
    ("closed", "span"), [("2019-05-02", 0), ("2019-08-01", 0), ("2019-08-02", 1), ("2021-05-02", 4)]
)
def test_a_finding_that_ended_stands_in_one_span_of_days(closed, span):
    now = snapshot_of(texts(vetting=finding(status="closed", closed=closed)), D("2022-01-01"))
    assert [bar.number for bar in charts.time_to_end(now).bars] == [int(place == span) for place in range(5)]


@pytest.mark.parametrize(("took", "half"), [([], None), ([10], 10), ([10, 20, 400], 20), ([10, 20, 30, 400], 30)])
def test_half_of_the_ended_findings_took_no_longer_than_it_says(took, half):
    ends = (D("2019-05-02") + timedelta(days=days) for days in took)
    ended = {f"f{n}": finding(status="closed", closed=str(day)) for n, day in enumerate(ends)}
    assert charts.time_to_end(snapshot_of(texts(**ended), D("2022-01-01"))).half == half


def test_a_grade_has_as_many_squares_as_it_is_steps_from_the_worst():
    (matrix,) = grade_matrix.grade_matrices(snapshot_of(texts(), D("2019-09-30")))
    marks = {line.label: [(mark.filled, mark.steps) for mark in line.marks if mark] for line in matrix.lines}
    assert marks == {
        "Effectiveness": [(3, 4)],
        "Protecting vulnerable people": [(2, 4)],
        "Legitimacy": [(3, 4)],
        "Ethical and lawful workforce": [(2, 4)],
    }


def test_reports_of_comparable_frameworks_stand_side_by_side():
    earlier = (
        INSPECTION.replace("framework: peel-2018-19", "framework: peel-2016")
        .replace("2019-05-02", "2017-05-02")
        .replace("judged: 2018", "judged: 2016")
    )
    files = texts() | {
        "frameworks/peel-2016.yml": FRAMEWORK,
        "frameworks/peel-2018-19.yml": FRAMEWORK + "comparable_with: [peel-2016]\n",
        "inspections/peel-2016.md": earlier,
    }
    (matrix,) = grade_matrix.grade_matrices(snapshot_of(files, D("2019-09-30")))
    assert [inspection.id for inspection in matrix.inspections] == ["peel-2016", "peel-2018-19"]
    assert all(all(line.marks) for line in matrix.lines)


# The response to a report


@pytest.mark.parametrize(
    ("published", "day", "state", "days"),
    [
        (None, "2019-06-26", "running", 0),
        (None, "2019-06-20", "running", 6),
        (None, "2019-06-27", "late", 1),
        ("2019-06-20", "2019-09-30", "in-time", 6),
        ("2019-07-01", "2019-09-30", "too-late", 5),
        ("2019-07-01", "2019-06-29", "late", 3),
    ],
)
def test_the_clock_of_a_response_says_how_many_days_are_left_or_late(published, day, state, days):
    more = f"published: 2019-05-02\nresponse_published: {published}" if published else "published: 2019-05-02"
    files = texts() | {"inspections/peel-2018-19.md": INSPECTION.replace("published: 2019-05-02", more)}
    (clock,) = response_clocks(snapshot_of(files, D(day)))
    assert (clock.state, clock.days) == (state, days)


def test_while_a_report_is_awaited_no_clock_runs():
    files = texts() | {"inspections/peel-2018-19.md": INSPECTION.replace("published", "fieldwork_ended")}
    (clock,) = response_clocks(snapshot_of(files, D("2019-06-01")))
    assert (clock.state, clock.days) == ("awaiting-report", 0)


# Changes


def changes(before: str, after: str, **findings: str):
    files = texts(**findings)
    return changes_between(snapshot_of(files, D(before)), snapshot_of(files, D(after)))


def entries(*lines: str) -> str:
    return "history:\n" + "".join(f"  - {{{line}}}\n" for line in lines)


@pytest.mark.parametrize(
    ("history", "fields", "kind", "was", "now"),
    [
        (("date: 2019-05-02, status: amber", "date: 2019-07-01, status: red"), {"status": "red"}, ChangeKind.TURNED_RED, "Amber", "Red"),
        (("date: 2019-05-02, status: red", "date: 2019-07-01, status: amber"), {}, ChangeKind.LEFT_RED, "Red", "Amber"),
        (("date: 2019-05-02, status: green", "date: 2019-07-01, status: amber"), {}, ChangeKind.STATUS_MOVED, "Green", "Amber"),
        (("date: 2019-05-02, status: amber", "date: 2019-07-01, status: closed, reason: x"), {"status": "closed", "closed": "2019-07-01"}, ChangeKind.ENDED, "Amber", "Closed"),
        (("date: 2019-05-02, status: closed, reason: x", "date: 2019-07-01, status: amber, reason: x"), {}, ChangeKind.REOPENED, "Closed", "Amber"),
        (("date: 2019-05-02, status: amber, due: 2020-01-31", "date: 2019-07-01, due: 2020-03-31, reason: x"), {}, ChangeKind.REDATED, D("2020-01-31"), D("2020-03-31")),
        (("date: 2019-05-02, status: amber, owner: A", "date: 2019-07-01, owner: B"), {"owner": "B"}, ChangeKind.OWNER_CHANGED, "A", "B"),
        (("date: 2019-05-02, status: amber",), {"due": "2019-07-02"}, ChangeKind.NEWLY_OVERDUE, None, D("2019-07-02")),
    ],
)  # fmt: skip
def test_a_change_is_told_once_with_what_was_and_is(history, fields, kind, was, now):
    (change,) = changes("2019-06-28", "2019-09-26", vetting=finding(entries(*history), **fields)).changes
    assert (change.kind, change.was, change.now) == (kind, was, now)


def test_a_finding_received_since_is_new():
    (change,) = changes("2019-04-01", "2019-06-28", vetting=finding()).changes
    assert (change.kind, change.day) == (ChangeKind.NEW, D("2019-05-02"))


def test_since_the_last_meeting_means_after_its_day_up_to_and_including_this_one():
    text = finding(entries("date: 2019-05-02, status: amber", "date: 2019-06-28, status: green"), status="green")
    assert changes("2019-06-28", "2019-09-26", vetting=text).none
    assert len(changes("2019-06-27", "2019-06-28", vetting=text).changes) == 1


def test_a_new_response_is_told_even_where_nothing_else_moved():
    body = "## Recommendation\n\nx\n\n## Force response\n\n### 2019-07-01\n\nNews.\n"
    (said,) = changes("2019-06-28", "2019-09-26", vetting=finding(body=body)).responses
    assert (said.finding.id, [str(response.day) for response in said.responses]) == ("vetting", ["2019-07-01"])


def test_a_finding_that_ends_as_red_has_left_red_too():
    history = entries("date: 2019-05-02, status: red", "date: 2019-07-01, status: closed, reason: x")
    found = changes("2019-06-28", "2019-09-26", vetting=finding(history, status="closed", closed="2019-07-01"))
    assert [change.kind for change in found.changes] == [ChangeKind.LEFT_RED, ChangeKind.ENDED]


@given(registers(), st.integers(0, 300), st.integers(0, 300))
def test_then_and_joined_less_left_is_now(files, days, more):
    start = D("2019-05-02") + timedelta(days=days)
    before, after = snapshot_of(files, start), snapshot_of(files, start + timedelta(days=more))
    for moved in changes_between(before, after).movements:
        assert moved.before + moved.joined - moved.left == moved.now
        assert moved.before == sum(getattr(f, moved.measure) for f in before.recommendations)
        assert moved.now == sum(getattr(f, moved.measure) for f in after.recommendations)


def test_what_turned_red_and_left_red_is_what_moved_the_number():
    histories = {
        "a": ("red", "amber"),
        "b": ("amber", "red"),
        "c": ("red", "red"),
        "d": ("amber", "red"),
    }
    made = {
        id: finding(entries(f"date: 2019-05-02, status: {was}", f"date: 2019-07-01, status: {now}"), status=now)
        for id, (was, now) in histories.items()
    }
    found = changes("2019-06-28", "2019-09-26", **made)
    (red,) = (moved for moved in found.movements if moved.measure is Measure.RED)
    assert (
        (red.joined, red.left) == (len(found.of(ChangeKind.TURNED_RED)), len(found.of(ChangeKind.LEFT_RED))) == (2, 1)
    )


def test_a_report_tells_which_grades_it_moved():
    found = changes("2019-04-01", "2019-06-28", vetting=finding())
    assert [(line.label, line.progress) for _, line in found.grades] == [
        ("Effectiveness", "improved"),
        ("Protecting vulnerable people", "improved"),
        ("Legitimacy", "improved"),
    ]
    assert changes("2019-06-28", "2019-09-26", vetting=finding()).grades == ()


def test_between_revisions_a_change_is_told_whatever_its_date_and_so_is_what_is_gone():
    history = entries("date: 2019-05-02, status: amber", "date: 2019-07-01, due: 2020-06-30, reason: x")
    moved = finding(history, due="2020-06-30")
    before = snapshot_of(
        texts(vetting=finding(entries("date: 2019-05-02, status: amber")), gone=finding()), D("2020-01-01")
    )
    found = changes_between(before, snapshot_of(texts(vetting=moved, added=finding()), D("2020-01-01")))
    assert sorted((change.kind.value, change.finding.id) for change in found.changes) == [
        ("new", "added"),
        ("removed", "gone"),
    ]


def test_between_revisions_an_entry_that_was_rewritten_is_told():
    first, moved = "date: 2019-05-02, status: amber, due: 2020-03-31", "date: 2019-07-01, due: {}, reason: x"
    before, now = (
        snapshot_of(texts(vetting=finding(entries(first, moved.format(due)), due=due)), D("2020-01-01"))
        for due in ("2020-06-30", "2020-09-30")
    )
    (change,) = changes_between(before, now).changes
    assert (change.kind, change.now) == (ChangeKind.REDATED, D("2020-09-30"))


# The timeline of a finding


def story(history: str, day: str = "2020-06-30", **fields: str) -> list[tuple[str, str]]:
    """The days of a finding with what happened on each, the oldest first."""
    now = snapshot_of(texts(vetting=finding(history, **fields)), D(day))
    return [(str(e.day), " ".join(h.what for h in e.happenings)) for e in reversed(timeline(now.by_id["vetting"], now))]


def test_a_timeline_tells_changes_days_of_becoming_overdue_and_meetings():
    history = entries(
        "date: 2019-05-02, status: amber, due: 2019-07-31",
        "date: 2019-09-02, due: 2020-01-31, reason: x",
        "date: 2020-02-20, status: closed, reason: x",
    )
    assert story(history, due="2020-01-31", status="closed", closed="2020-02-20") == [
        ("2019-05-02", "received status due"),
        ("2019-06-28", "meeting"),
        ("2019-08-01", "overdue"),
        ("2019-09-02", "redated"),
        ("2020-02-01", "overdue"),
        ("2020-02-20", "status"),
    ]


def test_a_finding_that_stays_late_becomes_overdue_once():
    history = entries("date: 2019-05-02, status: amber, due: 2019-07-31", "date: 2019-09-02, status: red")
    assert [day for day, what in story(history, due="2019-07-31", status="red") if "overdue" in what] == ["2019-08-01"]


@given(registers(), st.integers(0, 600))
def test_on_a_timeline_a_finding_is_overdue_where_the_lists_have_it(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    for one in now.recommendations:
        told = any(happening.what == "overdue" for event in timeline(one, now) for happening in event.happenings)
        assert told or not one.overdue
