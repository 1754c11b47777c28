"""The roles that answer for findings: one page and one address each, whatever they were called, and those who take part."""

import json
from datetime import date

from register.figures import summary
from register.figures.changes import ChangeKind, changes_between
from register.figures.paper import make_paper
from register.records.folder import Kind
from register.records.model import schema
from register.snapshots.snapshots import Snapshots

from tests.small import checked, finding, html_at, records_of, site_of, snapshot_of, texts

D = date.fromisoformat
DAY = D("2019-09-30")

OWNERS = """\
- role: Director of Standards
  formerly: [Head of Professional Standards]
  contact: mailto:standards@police.example
- {role: Head of Learning, until: 2020-03-31}
"""
RENAMED = """\
history:
  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Professional Standards}
  - {date: 2019-06-03, owner: Director of Standards, reason: The post has a new name.}
"""


def register(owners: str = OWNERS, **findings: str) -> dict[str, str]:
    return texts(**findings) | {"owners.yml": owners}


def renamed() -> dict[str, str]:
    return register(vetting=finding(RENAMED, owner="Director of Standards"), other=finding(title="Train staff"))


def test_an_earlier_name_is_the_same_owner_with_one_page_and_one_address():
    site = site_of(renamed(), DAY)
    page = html_at(site, "/owners/director-of-standards/")
    assert "Clear the vetting backlog" in page
    assert "Train staff" in page  # its record still has the earlier name
    assert "Formerly called</dt><dd>Head of Professional Standards" in page
    assert '<a href="mailto:standards@police.example">standards@police.example</a>' in page
    former = html_at(site, "/owners/head-of-professional-standards/")
    assert '<a href="../../owners/director-of-standards/">This role is now called Director of Standards</a>' in former
    assert [group.key.name for group in summary.by_owner(site.snapshot)] == ["Director of Standards"]


def test_a_new_name_is_no_change_of_owner_on_pages_or_in_papers():
    snapshots = Snapshots(records_of(renamed()))
    for in_paper in (True, False):
        changed = changes_between(snapshots.as_recorded(D("2019-05-31")), snapshots.on(DAY), in_paper)
        assert not changed.of(ChangeKind.OWNER_CHANGED)


def test_a_paper_gives_the_name_of_its_day_and_other_pages_the_present_one():
    files = renamed()
    site = site_of(files, DAY)
    early = files["meetings/2019-06-28.md"].replace("contact:", "as_at: 2019-05-31\ncontact:")
    paper = html_at(site_of(files | {"meetings/2019-06-28.md": early}, DAY), "/meetings/2019-06-28/")
    assert "Head of Professional Standards" in paper
    assert "Director of Standards" not in paper
    assert "Director of Standards" in html_at(site, "/meetings/2019-06-28/")
    assert "Head of Professional Standards" not in html_at(site, "/recommendations/")


def test_the_timeline_tells_of_a_new_name_as_such():
    page = html_at(site_of(renamed(), DAY), "/recommendations/vetting/")
    assert "Head of Professional Standards is now called Director of Standards" in page


def test_between_two_papers_another_owner_is_told_by_the_names_of_those_days():
    moved = RENAMED.replace("owner: Director of Standards", "owner: Head of Learning")
    snapshots = Snapshots(records_of(register(vetting=finding(moved, owner="Head of Learning"))))
    (meeting,) = snapshots.on(DAY).meetings
    before, after = snapshots.as_recorded(D("2019-05-31")), snapshots.as_recorded(meeting.as_at)
    (in_paper,) = changes_between(before, after, in_paper=True).of(ChangeKind.OWNER_CHANGED)
    assert (in_paper.was, in_paper.now) == ("Head of Professional Standards", "Head of Learning")
    (on_page,) = changes_between(before, after).of(ChangeKind.OWNER_CHANGED)
    assert (on_page.was, on_page.now) == ("Director of Standards", "Head of Learning")
    assert make_paper(meeting, snapshots, DAY).first.changes.of(ChangeKind.NEW)


def test_the_present_name_at_the_top_agrees_with_an_earlier_one_in_the_history():
    earlier = (
        "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Professional Standards}\n"
    )
    assert not checked(register(vetting=finding(earlier, owner="Director of Standards")))


def test_an_owner_that_is_not_listed_is_an_error_with_the_nearest_role():
    (issue,) = checked(register(vetting=finding(owner="Director of Standard")))
    assert (issue.rule, issue.severity) == ("unknown-owner", "error")
    assert 'write "Director of Standards" if that is meant' in issue.fix


def test_without_a_list_any_role_will_do():
    assert not checked(texts(vetting=finding(owner="Anybody at all")))


def test_who_still_has_a_post_that_is_no_more_is_told():
    assert [issue.rule for issue in checked(register(vetting=finding(owner="Head of Learning")))] == ["owner-gone"]
    ended = finding(owner="Head of Learning", status="closed", closed="2019-06-03")
    assert "owner-gone" not in {issue.rule for issue in checked(register(vetting=ended))}


def test_a_finding_is_listed_with_those_who_take_part_and_counted_under_its_owner_alone():
    files = texts(vetting=finding(**{"with": "[Head of Learning, Head of Custody]"}))
    site = site_of(files, DAY)
    page = html_at(site, "/owners/head-of-learning/")
    assert "Clear the vetting backlog" in page
    assert "Another role answers for these findings" in page
    assert "tile" not in page
    numbers = {group.key.name: len(group.findings) for group in summary.by_owner(site.snapshot)}
    assert numbers == {"Head of Custody": 0, "Head of Learning": 0, "Head of Professional Standards": 1}
    about = html_at(site, "/recommendations/vetting/")
    assert 'With</dt><dd><a href="../../owners/head-of-learning/">Head of Learning</a>' in about
    assert json.loads(site.files["/data/register.json"])["recommendations"][0]["with"] == [
        "Head of Learning", "Head of Custody",
    ]  # fmt: skip


def test_the_file_is_a_list_for_other_programs_too():
    made = schema(Kind.OWNERS)
    assert made["type"] == "array"
    assert "role" in made["$defs"]["OwnerFacts"]["properties"]


def test_old_records_have_no_column_for_those_who_take_part():
    snapshot = snapshot_of(texts(vetting=finding()), DAY)
    assert list(snapshot.owners) == ["Head of Professional Standards"]
    assert "Takes part" not in html_at(site_of(texts(vetting=finding()), DAY), "/owners/")
