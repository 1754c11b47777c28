"""A register's own words: types of finding, statuses beside the default ones, and what a status meant in earlier days."""

from datetime import date

from register.exports.total_values import totals_of
from register.figures import summary
from register.figures.changes import changes_between
from register.snapshots.snapshots import Snapshots

from tests.small import REGISTER, checked, finding, html_at, records_of, site_of, snapshot_of, texts

D = date.fromisoformat
DAY = D("2019-09-30")

MORE = """\
more_types:
  - {id: area-for-development, label: Area for development, plural: Areas for development}
more_statuses:
  - {id: paused, label: Paused, meaning: Nothing is done for now., stage: open, colour: grey}
"""
EARLIER = """\
statuses:
  - {id: red, label: Red, meaning: Late., stage: open, colour: red}
  - id: amber
    label: Amber
    meaning: At risk.
    stage: open
    colour: amber
    earlier:
      - {until: 2019-06-28, label: Yellow, meaning: Slow.}
  - {id: closed, label: Closed, meaning: Signed off., stage: ended, colour: grey}
"""


def register(more: str, **findings: str) -> dict[str, str]:
    return texts(**findings) | {"register.yml": REGISTER + more}


def test_a_type_that_the_register_adds_is_counted_and_shown_beside_the_default_ones():
    files = register(MORE, a=finding(type="area-for-development", title="One"), b=finding(title="Two"))
    snapshot = snapshot_of(files, DAY)
    assert [(type.id, number) for type, number in summary.count_by_type(snapshot.recommendations, snapshot.settings.types)] == [
        ("cause-of-concern", 0), ("recommendation", 1), ("area-for-improvement", 0), ("area-for-development", 1),
    ]  # fmt: skip
    assert totals_of(snapshot)["by_type"]["area-for-development"] == 1
    page = html_at(site_of(files, DAY), "/recommendations/")
    assert "Areas for development" in page
    assert "(1 recommendation, 1 area for development)" in page


def test_a_status_that_the_register_adds_stands_behind_the_last_of_its_stage():
    snapshot = snapshot_of(register(MORE, vetting=finding(status="paused")), DAY)
    assert [status.id for status in snapshot.statuses][:5] == ["red", "amber", "green", "paused", "complete"]
    assert snapshot.by_id["vetting"].outstanding


def test_a_register_that_lists_its_own_types_has_no_others():
    files = register("types:\n  - {id: action, label: Action, plural: Actions}\n", vetting=finding())
    assert [issue.rule for issue in checked(files)] == ["unknown-type"]


def test_findings_may_belong_to_every_type_that_is_a_parent():
    own = "more_types:\n  - {id: theme, label: Theme, plural: Themes, parent: true}\n"
    files = register(own, theme=finding(type="theme", title="Vetting"), vetting=finding(parent="theme"))
    assert not checked(files)
    assert snapshot_of(files, DAY).by_id["theme"].children == ("vetting",)


def test_a_paper_keeps_the_words_that_a_status_had_on_its_day():
    site = site_of(register(EARLIER, vetting=finding()), DAY)
    paper = html_at(site, "/meetings/2019-06-28/")
    assert "Yellow" in paper
    assert "Slow." in paper
    assert "At risk." not in paper
    assert "Amber" not in paper


def test_the_page_of_today_says_what_a_status_meant_before():
    page = html_at(site_of(register(EARLIER, vetting=finding()), DAY), "/red/")
    assert "At risk." in page
    assert "Up to and including 28 June 2019: called “Yellow”. Slow." in page


def test_other_words_for_the_same_status_are_no_change():
    snapshots = Snapshots(records_of(register(EARLIER, vetting=finding())))
    changed = changes_between(snapshots.as_recorded(D("2019-06-28")), snapshots.on(DAY))
    assert changed.none


def test_the_timeline_names_a_status_as_it_was_called_on_the_day():
    history = """\
history:
  - {date: 2019-05-02, status: amber, due: 2020-03-31}
  - {date: 2019-06-03, status: red, reason: Late.}
  - {date: 2019-07-01, status: amber, reason: Better.}
"""
    page = html_at(site_of(register(EARLIER, vetting=finding(history)), DAY), "/recommendations/vetting/")
    assert "from Yellow to Red" in page
    assert "from Red to Amber" in page


def test_between_two_days_with_other_words_a_finding_is_made_anew():
    snapshots = Snapshots(records_of(register(EARLIER, vetting=finding())))
    before, after = (snapshots.on(D(day)).by_id["vetting"].status.label for day in ("2019-06-28", "2019-06-29"))
    assert (before, after) == ("Yellow", "Amber")
