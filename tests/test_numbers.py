"""The numbers add up: every finding is counted once, in exactly one group of every grouping."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register import pictures, summary
from register.as_at import Days
from register.changes import ChangeKind, changes_between
from register.exports import register_as_json

from tests.small import MEETING, finding, records_of, snapshot_of, texts

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
    numbers = summary.totals(now.recommendations, now.statuses)
    assert numbers.all == numbers.outstanding + numbers.ended == len(now.recommendations)
    assert numbers.all == sum(n for _, n in numbers.by_status) == sum(n for _, n in numbers.by_type)
    rows = summary.status_rows(now.recommendations, now.statuses)
    assert [(row.status, row.total) for row in rows] == list(numbers.by_status)
    assert [sum(row.by_type[i] for row in rows) for i in range(3)] == [n for _, n in numbers.by_type]
    exported = register_as_json(now)["totals"]
    assert exported["all"] == sum(sum(of_pillar.values()) for of_pillar in exported["by_pillar"].values())


@given(registers(), st.integers(0, 600))
def test_an_open_finding_is_overdue_or_due_soon_or_later_and_never_two_of_them(files, days):
    now = snapshot_of(files, D("2019-05-02") + timedelta(days=days))
    lists = [summary.overdue(now), summary.due_soon(now), summary.without_date(now)]
    ids = [f.id for found in lists for f in found]
    assert len(ids) == len(set(ids))
    rest = [f for f in now.recommendations if f.open and f.id not in ids]
    assert all(f.due > summary.soon_until(now) for f in rest)


def test_owners_whose_names_look_alike_have_pages_of_their_own():
    files = texts(
        a=finding(owner="Head of Contact"), b=finding(owner="Head of contact"), c=finding(owner="Hëad of Contact")
    )
    slugs = [owner.slug for owner in snapshot_of(files, D("2019-07-01")).owners.values()]
    assert sorted(slugs) == ["head-of-contact", "head-of-contact-2", "head-of-contact-3"]


def test_due_soon_reaches_to_the_next_meeting_or_thirty_days_whichever_is_later():
    files = texts(a=finding(due="2019-07-31"), b=finding(due="2019-08-15"))
    assert [f.id for f in summary.due_soon(snapshot_of(files, D("2019-07-01")))] == ["a"]
    files["meetings/2019-09-26.md"] = MEETING
    assert [f.id for f in summary.due_soon(snapshot_of(files, D("2019-07-01")))] == ["a", "b"]


@pytest.mark.parametrize(("day", "last"), [("2019-06-28", None), ("2019-06-29", "2019-06-28")])
def test_on_the_day_of_a_meeting_the_last_one_is_the_one_before(day, last):
    meeting = snapshot_of(texts(), D(day)).last_meeting
    assert (meeting.id if meeting else None) == last


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
    latest = pictures.status_over_time(Days(records_of(files)), now)[-1]
    assert (latest.of, latest.number) == (now.day, sum(f.outstanding for f in now.recommendations))
    assert sum(bar.number for bar in pictures.time_to_end(now)) == sum(
        f.closed is not None for f in now.recommendations
    )
    ahead = pictures.due_ahead(now)
    assert len({bar.of for bar in ahead}) == 12
    assert sum(bar.number for bar in ahead) <= sum(f.open and not f.overdue for f in now.recommendations)


def test_the_bars_of_a_picture_stand_at_the_meetings_and_at_the_day():
    now = snapshot_of(texts(vetting=finding()), D("2019-09-30"))
    bars = pictures.status_over_time(Days(records_of(texts(vetting=finding()))), now)
    assert [str(bar.of) for bar in bars] == ["2019-06-28", "2019-09-30"]


@pytest.mark.parametrize(
    ("closed", "span"), [("2019-05-02", 0), ("2019-08-01", 0), ("2019-08-02", 1), ("2021-05-02", 4)]
)
def test_a_finding_that_ended_stands_in_one_span_of_days(closed, span):
    now = snapshot_of(texts(vetting=finding(status="closed", closed=closed)), D("2022-01-01"))
    assert [bar.number for bar in pictures.time_to_end(now)] == [int(place == span) for place in range(5)]


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
    assert [f.id for f in changes("2019-06-28", "2019-09-26", vetting=finding(body=body)).responses] == ["vetting"]
