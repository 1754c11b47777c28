"""`check --fix` writes what has one answer only, says what it wrote, and mended once changes nothing more."""

import subprocess
from datetime import date

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from register.checks.judge import check, check_since
from register.cli import main
from register.editing.draft import Draft
from register.editing.fix import Base, fixed
from register.records.record import read_records

from tests.fixtures import DAY, fixtures, found
from tests.small import INSPECTION, MEETING, TODAY, finding, records_of, texts
from tests.test_updating import PAPERS, VALUES, findings

VETTING = "recommendations/vetting.md"
FIRST = "  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Professional Standards, reason: New.}\n"
SECOND = "  - {date: 2019-09-12, status: green, reason: On plan.}\n"
COMMITTED = date(2026, 11, 1)


def mended(now: dict[str, str], before: dict[str, str] | None = None):
    """The register with what was mended; a second time nothing more is."""
    base = Base(records_of(before), COMMITTED) if before else None
    after = fixed(records_of(now), base, TODAY, TODAY)
    assert fixed(after.records, base, TODAY, TODAY).files == {}
    assert [path for path, _ in after.said if path not in after.files] == []
    return after


def text_after(now: dict[str, str], before: dict[str, str] | None = None, path: str = VETTING) -> str:
    """What the file says after that; empty where nothing was written into it."""
    files = mended(now, before).files
    return files[path].content.decode() if path in files else ""


def entries_of(text: str) -> list[str]:
    return [line.strip() for line in text.split("history:\n")[1].split("\n---")[0].split("\n")]


def test_a_sound_register_stays_as_it_is():
    assert mended(texts(vetting=finding(f"history:\n{FIRST}"))).files == {}


def test_plain_forms_are_written():
    assert "status: amber\n" in text_after(texts(vetting=finding(status="Amber")))


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("31/03/2020", "2020-03-31"),
        ("31 March 2020", "2020-03-31"),
        ("2020-03-30T23:00Z", "2020-03-31"),
        ("04/03/2020", None),
        ("2020-06-31", None),
        ("2020-31-03", None),
        ("31 March 2020 (agreed)", None),
        ("March 2020", None),
        ("before 31 March 2020", None),
    ],
)
def test_a_date_is_written_where_it_can_be_one_day_only(written, day):
    text = text_after(texts(vetting=finding(due=written)))
    assert text == "" if day is None else f"due: {day}\n" in text
    said = f"## Recommendation\n\nAct.\n\n## Force response\n\n### {written}\n\nDone.\n"
    text = text_after(texts(vetting=finding(body=said)))
    assert text == "" if day is None else f"### {day}\n" in text


def test_a_top_value_follows_a_newer_entry():
    text = text_after(texts(vetting=finding(f"history:\n{FIRST}{SECOND}")))
    assert "\nstatus: green\n" in text
    assert text.count("status:") == 3


def test_a_top_value_that_no_entry_ever_gave_is_a_question():
    assert text_after(texts(vetting=finding(f"history:\n{FIRST}{SECOND}", status="red"))) == ""


def test_the_day_of_the_end_follows_the_history():
    ended = "  - {date: 2020-02-03, status: closed, reason: Done.}\n"
    assert "\nclosed: 2020-02-03\n" in text_after(texts(vetting=finding(f"history:\n{FIRST}{ended}", status="closed")))
    assert "\nclosed: 2020-02-03\n" in text_after(texts(vetting=finding(f"history:\n{FIRST}{ended}")))
    reopened = f"history:\n{FIRST}{ended}  - {{date: 2020-03-03, status: amber, reason: It came back.}}\n"
    assert "closed: 2020-02-03\n" not in text_after(texts(vetting=finding(reopened, closed="2020-02-03")))


def test_an_entry_of_today_says_what_was_changed_at_the_top_and_the_first_keeps_what_stood():
    before = texts(vetting=finding())
    text = text_after(texts(vetting=finding(status="red", owner="Director of People")), before)
    assert entries_of(text) == [
        "- date: 2019-05-02", "status: amber", "due: 2020-03-31", "owner: Head of Professional Standards",
        f"- date: {TODAY}", "status: red", "owner: Director of People",
    ]  # fmt: skip


def test_beside_an_earlier_revision_the_side_that_changed_is_the_newer_one():
    before = texts(vetting=finding(f"history:\n{FIRST}"))
    assert "\nstatus: green\n" in text_after(texts(vetting=finding(f"history:\n{FIRST}{SECOND}")), before)
    changed = text_after(texts(vetting=finding(f"history:\n{FIRST}", status="red")), before)
    assert f"{{date: {TODAY}, status: red}}" in changed
    both = texts(vetting=finding(f"history:\n{FIRST}{SECOND}", status="red"))
    assert "status: red}" not in text_after(both, before)


def test_an_end_is_dated_by_closed_where_it_is_given():
    before = texts(vetting=finding(f"history:\n{FIRST}"))
    text = text_after(texts(vetting=finding(f"history:\n{FIRST}", status="closed", closed="2026-11-20")), before)
    assert "{date: 2026-11-20, status: closed}" in text
    assert "\nclosed: 2026-11-20\n" in text
    text = text_after(texts(vetting=finding(f"history:\n{FIRST}", status="closed")), before)
    assert f"\nclosed: {TODAY}\n" in text


def test_what_an_entry_cannot_say_is_left():
    before = texts(vetting=finding(f"history:\n{FIRST}"))
    assert text_after(texts(vetting=finding(f"history:\n{FIRST}", owner=None)), before) == ""
    assert f"{{date: {TODAY}, due: none}}" in text_after(texts(vetting=finding(f"history:\n{FIRST}", due=None)), before)


def test_a_step_and_a_body_that_no_entry_gives_are_written_into_one_of_today():
    text = text_after(texts(vetting=finding(waiting_on="Home Office", next="{what: Ask}")))
    assert entries_of(text)[-4:] == [f"- date: {TODAY}", "waiting_on: Home Office", "next:", "what: Ask"]
    ended = finding(status="closed", closed="2020-02-03", waiting_on="Home Office")
    assert text_after(texts(vetting=ended)) == ""


def test_what_reached_the_register_late_says_so():
    before = texts(vetting=finding(f"history:\n{FIRST}"))
    entry = "  - {date: 2019-06-01, owner: Director of People}\n"
    text = text_after(texts(vetting=finding(f"history:\n{FIRST}{entry}", owner="Director of People")), before)
    assert f"{{date: 2019-06-01, recorded: {TODAY}, owner: Director of People}}" in text
    said = "## Recommendation\n\nThe force should clear the backlog.\n\n## Force response\n\n### 2019-06-02\n\nBegun.\n"
    text = text_after(texts(vetting=finding(f"history:\n{FIRST}", said)), before)
    assert f"### 2019-06-02 (recorded {TODAY})\n\nBegun.\n" in text
    new = texts(vetting=finding(f"history:\n{FIRST}"), another=finding(title="Another"))
    assert f"recorded: {TODAY}\n" in text_after(new, before, "recommendations/another.md")


def test_a_late_report_says_so_for_its_findings_too():
    report = INSPECTION.replace("title: Integrated PEEL", "title: Another PEEL")
    now = texts(vetting=finding(), another=finding(title="Another", inspection="peel-2"))
    after = mended(now | {"inspections/peel-2.md": report}, texts(vetting=finding()))
    assert list(after.files) == ["inspections/peel-2.md"]
    assert f"published: 2019-05-02\nrecorded: {TODAY}\n" in after.files["inspections/peel-2.md"].content.decode()


def test_a_new_correction_is_of_today():
    before = texts(vetting=finding())
    wrong = "corrections:\n  - {date: 2019-05-02, of: title, what: A slip., reason: A slip., papers: [2019-06-28]}\n"
    assert f"{{date: {TODAY}, of: title" in text_after(texts(vetting=finding(wrong, title="Clear it")), before)


def test_a_draft_names_the_next_meeting():
    later = MEETING.replace("previous: 2019-03-28\n", "")
    now = texts() | {"meetings/2026-12-17.md": later, "meetings/2027-03-25.md": later}
    assert "next_meeting: 2027-03-25\n" in text_after(now, None, "meetings/2026-12-17.md")


@settings(suppress_health_check=list(HealthCheck))
@given(findings(), st.dictionaries(st.sampled_from(sorted(VALUES)), st.none(), min_size=1, max_size=3), st.data())
def test_who_changes_only_the_top_needs_no_correction_after_it(text, fields, data):
    before = texts(vetting=text, other=finding(title="Other")) | PAPERS
    if [issue for issue in check(records_of(before), TODAY) if issue.severity == "error"]:
        return
    draft = Draft(records_of(before).recommendations["vetting"].file)
    for name in fields:
        draft = draft.with_value((name,), data.draw(VALUES[name].filter(lambda value: value != "none")))
    after = mended(before | {VETTING: draft.file.content.decode()}, before)
    left = check_since(records_of(before), after.records, TODAY, TODAY)
    assert [issue.message for issue in left if issue.rule != "rule-failed"] == []


@pytest.mark.exhaustive
@pytest.mark.parametrize("fixture", fixtures(), ids=lambda fixture: f"{fixture.rule}/{fixture.folder.name}")
def test_mended_once_no_fixture_changes_any_more_and_no_error_is_new(fixture):
    after = fixed(read_records(fixture.files()), None, DAY, DAY)
    assert fixed(after.records, None, DAY, DAY).files == {}
    before = {issue.rule for issue in found(fixture) if issue.severity == "error"}
    assert {issue.rule for issue in check(after.records, DAY) if issue.severity == "error"} <= before


# The command


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A register of which one commit is made."""
    for path, text in texts(vetting=finding(f"history:\n{FIRST}")).items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    git = ("git", "-c", "user.name=x", "-c", "user.email=x@example.org")
    for command in (("init", "-q"), ("add", "-A"), ("commit", "-qm", "First")):
        subprocess.run([*git, *command], check=True)
    return tmp_path / "records"


def run(*arguments: str):
    return CliRunner().invoke(main, ["check", *arguments])


def test_a_message_whose_problem_it_mends_says_so_and_fix_mends_it(folder):
    path = folder / VETTING
    path.write_text(path.read_text("utf-8").replace("status: amber\n", "status: red\n", 1), "utf-8")
    assert "--fix" not in run().output
    assert 'or run "register check --fix --since HEAD"\n' in run("--since", "HEAD").output
    result = run("--fix", "--since", "HEAD")
    assert "records/recommendations/vetting.md: wrote an entry of " in result.stderr
    assert "error" not in result.stdout.replace("no errors", "")
    assert "one answer only" in run("--fix", "--since", "HEAD").stderr


def test_a_path_limits_what_is_written(folder):
    path = folder / VETTING
    before = path.read_text("utf-8").replace("status: amber\n", "status: Amber\n", 1)
    path.write_text(before, "utf-8")
    run("--fix", "records/meetings")
    assert path.read_text("utf-8") == before
    run("--fix", "records/recommendations")
    assert "status: amber\n" in path.read_text("utf-8")


def test_a_reason_that_is_missing_stays_to_be_written(folder):
    path = folder / VETTING
    path.write_text(path.read_text("utf-8").replace("due: 2020-03-31\n", "due: 2020-09-30\n", 1), "utf-8")
    result = run("--fix", "--since", "HEAD")
    assert result.exit_code == 1
    assert "moved-without-reason" in result.stdout
