"""The verbs of the work: each writes all or nothing, after the check, and no past paper changes without a word."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from register.checks.judge import check_since
from register.cli import main, options
from register.editing import proposal
from register.environment import moment
from register.records.folder import read_folder
from register.records.record import read_records

from tests.small import finding, texts

FIRST = "  - {date: 2019-05-02, status: amber, due: 2020-03-31, reason: Received.}\n"
SECOND = "  - {date: 2019-09-12, status: red, reason: Late.} # said by phone\n"
SAID = "## Recommendation\n\nThe force should act.\n\n## Force response\n\nAgreed.\n\n### 2019-09-12\n\nHalf done.\n"
CAUSE = finding(title="The cause", type="cause-of-concern")
PART = finding(
    title="A part",
    parent="cause",
    body="## Recommendation\n\nSee [the cause](cause.md) and [it](../cause/#top) again, and [another](because.md).\n",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A register with a past paper, and a finding that has a history, responses and a comment."""
    files = texts(vetting=finding(f"history:\n{FIRST}{SECOND}", SAID, status="red"), cause=CAUSE, part=PART)
    for path, text in files.items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    return tmp_path / "records"


def run(*arguments: str, said: str | None = None):
    return CliRunner().invoke(main, arguments, input=said)


def records(folder: Path):
    return read_records(read_folder(folder))


def done(folder: Path, *arguments: str, said: str | None = None) -> str:
    """What the command says. It changes no past paper without a correction, and leaves no error behind."""
    before = records(folder)
    result = run(*arguments, said=said)
    assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0
    today = moment().date()
    assert [issue.message for issue in check_since(before, records(folder), today, today)] == []
    return result.output


def refused(folder: Path, *arguments: str, status: int = 2, said: str | None = None) -> str:
    """What the command says where it writes nothing."""
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    result = run(*arguments, said=said)
    assert result.exit_code == status, result.output
    assert "Traceback" not in result.output
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    return result.output


def text_of(folder: Path, name: str = "vetting") -> str:
    return (folder / "recommendations" / f"{name}.md").read_text("utf-8")


def facts(folder: Path, name: str = "vetting"):
    return records(folder).recommendations[name].facts


WHY = ("--reason", "Signed off.", "--approved-by", "Deputy Chief Constable")
CORRECTED = ("--what", "It was wrong.", "--reason", "A slip.")


# One finding


def test_close_writes_the_end_at_the_top_and_in_the_history_and_keeps_the_comment(folder):
    done(folder, "close", "vetting", *WHY, "--date", "2020-02-03")
    assert "status: closed\n" in text_of(folder)
    assert "closed: 2020-02-03\n" in text_of(folder)
    assert "# said by phone\n" in text_of(folder)
    assert (
        '{date: 2020-02-03, status: closed, reason: "Signed off.", approved_by: "Deputy Chief Constable"}'
        in text_of(folder)
    )


def test_close_refuses_a_cause_whose_part_is_outstanding(folder):
    assert '"part" belongs to it' in refused(folder, "close", "cause", *WHY, status=1)


def test_what_is_missing_is_named_by_its_option_and_asked_for_on_a_terminal(folder, monkeypatch):
    assert "give --reason: why is it closed?" in refused(folder, "close", "vetting")
    assert "give --response" in refused(folder, "respond", "vetting")
    monkeypatch.setattr(options, "can_ask", lambda: True)
    result = run("close", "vetting", said="It is done.\n")
    assert result.exit_code == 0
    assert facts(folder).history[-1].reason == "It is done."


def test_withdraw_and_withhold_say_the_day_and_the_reason(folder):
    done(folder, "withdraw", "part", "--reason", "Entered twice.")
    assert facts(folder, "part").status == "withdrawn"
    done(folder, "withhold", "vetting", "--reason", "It named a victim.", "--date", "2020-02-03")
    assert 'withheld: {since: 2020-02-03, reason: "It named a victim."}\n' in text_of(folder)
    assert "withheld since 2020-02-03 already" in refused(folder, "withhold", "vetting", "--reason", "Again.")


def test_a_response_has_its_place_and_says_when_it_was_recorded_late(folder):
    said = done(folder, "respond", "vetting", "--response", "-", "--date", "2019-06-01", said="Begun.\r\n\r\nTwo.\n")
    assert "recorded" in said
    text = text_of(folder)
    assert "Agreed.\n\n### 2019-06-01 (recorded " in text
    assert ")\n\nBegun.\n\nTwo.\n\n### 2019-09-12\n\nHalf done.\n" in text
    done(folder, "respond", "vetting", "--response", "-", "--from", "policing-body", said="Welcome.")
    assert text_of(folder).count("## Policing body response\n\n### ") == 1
    assert "there is a response of 2019-09-12 already" in refused(
        folder, "respond", "vetting", "--response", "-", "--date", "2019-09-12", said="More."
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("vetting", "--accepted", "maybe"), "--accepted maybe: this is not an answer"),
        (("vetting", "--outcome", "perhaps"), "give done, partly, not-done or dropped"),
        (("vetting", "--owner", "none"), "give the role that answers for it now"),
        (("vetting", "--reason", "TBC"), '--reason: "TBC" says nothing'),
        (("vetting", "--next", "none"), "a step ends with its outcome; give --outcome"),
        (("vetting", "--waiting-on", "none"), "the record already says so"),
        (("vetting", "--status", "red"), "the record already says so"),
        (("vetting", "--status", "red", "--date", "tomorrow"), '"tomorrow" is not a date'),
        (("vetting", "--recorded", "soon", "--status", "green"), '"soon" is not a date'),
        (("vetting", "--response", "nowhere.txt"), "nowhere.txt can't be read"),
        (("cause.md",), "say what changed"),
        (("vetted", "--status", "red"), 'there is no finding "vetted"'),
    ],
)
def test_misuse_of_update_is_a_sentence_about_its_options(folder, arguments, said):
    assert said in refused(folder, "update", *arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--status", "ambr"), 'error[unknown-status]: "ambr" is not a status; write "amber" if that is meant'),
        (("--due", "2020-06-30"), "without a reason; give --reason\n"),
        (("--outcome", "done", "--reason", "x"), "error[outcome-without-step]"),
        (("--status", "green", "--date", "2019-06-01", "--recorded", "2019-06-01"), "error[paper-changed]"),
    ],
)
def test_what_the_check_refuses_is_told_in_terms_of_the_options(folder, arguments, said):
    output = refused(folder, "update", "vetting", *arguments, status=1)
    assert said in output
    assert "nothing was written" in output


def test_update_takes_every_dated_field_by_its_id_or_its_label(folder):
    done(
        folder, "update", "vetting", "--status", "Amber", "--accepted", "Yes", "--waiting-on", "Home Office",
        "--with", "Director of People", "--with", "Head of Learning", "--inspectorate-status", "Being progressed",
        "--inspection", "peel-2018-19", "--next", "Ask the board, soon", "--by", "2030-01-01", "--reason", "New plan.",
    )  # fmt: skip
    now = facts(folder)
    assert (now.status, now.accepted, now.waiting_on) == ("amber", "yes", "Home Office")
    assert (now.with_, now.inspectorate_status) == (("Director of People", "Head of Learning"), "being-progressed")
    done(folder, "update", "vetting", "--outcome", "done", "--waiting-on", "none", "--with", "none", "--reason", "Met.")
    now = facts(folder)
    assert (now.next, now.waiting_on, now.with_) == (None, None, ())


def test_a_step_that_stood_only_at_the_top_is_kept_before_its_outcome(folder):
    (folder / "recommendations" / "part.md").write_text(PART.replace("due:", "next: {what: Ask}\ndue:"), "utf-8")
    done(folder, "update", "part", "--outcome", "done")
    assert [entry.next and entry.next.what for entry in facts(folder, "part").history] == [None, "Ask", None]


# More than one file


def test_supersede_begins_what_is_not_there_with_the_words_the_state_and_the_day(folder):
    done(folder, "supersede", "vetting", "clearance", "--title", "Clear all staff", "--date", "2020-02-03")
    old, new = facts(folder), facts(folder, "clearance")
    assert (old.status, old.superseded_by, old.closed) == ("superseded", ("clearance",), old.history[-1].date)
    assert old.history[-1].reason == "Another finding takes its place."
    assert (new.status, new.owner, str(new.due), str(new.received)) == ("red", old.owner, "2020-03-31", "2020-02-03")
    assert new.history[0].reason == "Takes the place of an earlier finding."
    assert "## Recommendation\n\nThe force should act.\n" in text_of(folder, "clearance")
    assert "Half done" not in text_of(folder, "clearance")


def test_a_late_supersession_is_in_no_past_paper(folder):
    done(folder, "supersede", "vetting", "clearance", "--title", "Clear all staff", "--date", "2019-06-20")
    assert facts(folder, "clearance").recorded is not None


def test_split_names_at_least_two_and_asks_for_each_title(folder):
    assert "two or more" in refused(folder, "split", "vetting", "one")
    assert 'give --title: what is the title of the new finding "two"?' in refused(
        folder, "split", "vetting", "one", "two", "--title", "One"
    )
    assert "a --title too many" in refused(folder, "supersede", "vetting", "part", "--title", "One")
    done(folder, "split", "vetting", "one", "two", "--title", "One", "--title", "Two")
    assert facts(folder).superseded_by == ("one", "two")


def test_what_has_ended_or_is_withheld_is_not_begun_again(folder):
    done(folder, "close", "vetting", *WHY)
    assert "it has ended" in refused(folder, "supersede", "vetting", "new", "--title", "New")
    done(folder, "withhold", "part", "--reason", "A name.")
    assert "withheld" in refused(folder, "supersede", "part", "new", "--title", "New")
    assert "is named twice" in refused(folder, "supersede", "vetting", "vetting")


def test_rename_moves_the_file_and_says_the_new_id_wherever_it_is_named(folder):
    done(folder, "rename", "cause", "the-cause")
    assert not (folder / "recommendations" / "cause.md").exists()
    assert facts(folder, "the-cause").formerly == ("cause",)
    text = text_of(folder, "part")
    assert "parent: the-cause\n" in text
    assert "See [the cause](the-cause.md) and [it](../the-cause/#top) again, and [another](because.md)." in text
    assert "was its id before" in refused(folder, "rename", "the-cause", "cause")
    assert 'write "the-cause" if that is meant' in refused(folder, "rename", "cause", "x")
    assert "is the id of" in refused(folder, "rename", "part", "vetting")


def test_an_id_of_two_kinds_is_asked_for_with_its_folder(folder):
    said = refused(folder, "rename", "peel-2018-19", "peel")
    assert "write frameworks/peel-2018-19 or inspections/peel-2018-19" in said
    done(folder, "update", "vetting", "--inspectorate-status", "awaiting-review", "--inspection", "peel-2018-19")
    done(folder, "rename", "inspections/peel-2018-19", "peel-report")
    assert (facts(folder).inspection, facts(folder).history[-1].inspection) == ("peel-report", "peel-report")
    done(folder, "rename", "peel-2018-19", "peel-framework")
    assert records(folder).inspections["peel-report"].facts.framework == "peel-framework"


def test_meetings_keep_a_day_in_their_id(folder):
    done(folder, "rename", "2019-06-28", "2019-06-28-audit")
    assert records(folder).meetings["2019-06-28-audit"].facts.formerly == ("2019-06-28",)
    assert "does not begin with a day" in refused(folder, "rename", "2019-06-28-audit", "audit")


def test_rename_owner_begins_the_list_of_roles_and_writes_entries_for_what_is_outstanding(folder):
    done(folder, "close", "vetting", *WHY)
    said = done(folder, "rename-owner", "Head of Professional Standards", "Head of Standards")
    assert "owners.yml lists every role in use" in said
    assert (folder / "owners.yml").read_text("utf-8") == (
        '- role: Head of Standards\n  formerly: ["Head of Professional Standards"]\n'
    )
    assert facts(folder, "part").owner == "Head of Standards"
    assert [entry.owner for entry in facts(folder, "part").history] == [
        "Head of Professional Standards",
        "Head of Standards",
    ]
    assert facts(folder).owner == "Head of Professional Standards"
    done(folder, "rename-owner", "Head of Standards", "Director of Standards")
    owner = records(folder).roles["Director of Standards"]
    assert owner.formerly == ("Head of Professional Standards", "Head of Standards")
    assert "is an earlier name" in refused(folder, "rename-owner", "Head of Standards", "X")
    assert 'no role is called "Nobody"' in refused(folder, "rename-owner", "Nobody", "X")


# Corrections


CORRECTIONS = [
    (("vetting", "--of", "title", "--value", "Clear it: now"), "title", "Clear the vetting backlog"),
    (("vetting", "--of", "Recommendation", "--value", "It must act."), "Recommendation", "The force should act."),
    (("vetting", "--of", "history 2019-05-02", "--value", "status=green"), "history 2019-05-02", "status: amber"),
    (("part", "--of", "owner", "--value", "Head of Vetting"), "owner", "Head of Professional Standards"),
    (("peel-2018-19", "--of", "Summary", "--value", "Fine."), "Summary", "Most of the report"),
    (("2019-06-28", "--of", "contact", "--value", "The Clerk"), "contact", "Risk and"),
    (("register", "--of", "organisation", "--value", "East Midlands Police"), "organisation", "West Midlands Police"),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "of", "was"), CORRECTIONS)
def test_a_correction_shows_what_stood_there_sets_it_and_names_the_papers(folder, arguments, of, was):
    id = {"peel-2018-19": "inspections/peel-2018-19"}.get(arguments[0], arguments[0])
    said = done(folder, "correct", id, *arguments[1:], *CORRECTED)
    assert f"{of} says: {was}" in said
    assert "papers of 2019-06-28" in said
    now = records(folder)
    correction = next(
        each for each in now.all if each.id == arguments[0] and getattr(each.facts, "corrections", ())
    ).facts.corrections[-1]
    assert (correction.of, correction.papers) == (of, ("2019-06-28",))
    assert was in correction.was


def test_a_field_that_the_history_gives_is_put_right_in_its_entry(folder):
    said = refused(folder, "correct", "vetting", "--of", "due", "--value", "2020-04-30", *CORRECTED)
    assert 'give --of "history 2019-05-02" --value due=...' in said
    done(folder, "correct", "vetting", "--of", "history 2019-05-02", "--value", "due=2020-04-30", *CORRECTED)
    assert "\ndue: 2020-04-30\n" in text_of(folder)


def test_an_entry_that_is_given_another_day_moves_to_its_place(folder):
    done(folder, "correct", "vetting", "--of", "history 2019-09-12", "--value", "date=2019-05-30", *CORRECTED)
    done(folder, "update", "vetting", "--status", "green", "--reason", "On plan.", "--date", "2019-10-01")
    done(folder, "correct", "vetting", "--of", "history 2019-05-30", "--value", "date=2019-11-30", *CORRECTED)
    assert [str(entry.date) for entry in facts(folder).history] == ["2019-05-02", "2019-10-01", "2019-11-30"]
    assert facts(folder).status == "red"


def test_of_several_entries_of_a_day_the_one_that_is_meant_is_named_by_its_number(folder):
    done(folder, "update", "vetting", "--owner", "Head of Vetting", "--reason", "New.", "--date", "2019-09-12")
    place = ("--of", "history 2019-09-12", "--value", "reason=Late again.")
    said = refused(folder, "correct", "vetting", *place, *CORRECTED)
    assert 'write --entry 1 for "reason: Late.", or --entry 2 for "reason: New."' in said
    assert "2019-09-12 has 2 entries" in refused(folder, "correct", "vetting", *place, "--entry", "3", *CORRECTED)
    done(folder, "correct", "vetting", *place, "--entry", "2", *CORRECTED)
    assert [entry.reason for entry in facts(folder).history] == ["Received.", "Late.", "Late again."]


@pytest.mark.parametrize(
    ("of", "value", "said"),
    [
        ("titel", "x", 'write "title" if that is meant'),
        ("history 2019-01-01", "status=red", "the history has no entry of 2019-01-01"),
        ("history 2019-09-12", "colour=red", "does not say which field is wrong"),
        ("history 2019-09-12", "red", "does not say which field is wrong"),
        ("response 2019-01-01", "Words.", "there is no response 2019-01-01"),
        ("title", "Clear the vetting backlog", "it says so already"),
    ],
)
def test_a_correction_of_nothing_is_refused(folder, of, value, said):
    assert said in refused(folder, "correct", "vetting", "--of", of, "--value", value, *CORRECTED)


def test_words_are_put_right_from_the_standard_input(folder):
    done(folder, "correct", "vetting", "--of", "response 2019-09-12", "--value", "-", *CORRECTED, said="Done.\n")
    assert "### 2019-09-12\n\nDone.\n" in text_of(folder)
    assert facts(folder).corrections[0].was == "Half done."


def test_files_keep_their_line_ends_and_their_layout(folder):
    path = folder / "recommendations" / "vetting.md"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    before = path.read_bytes().split(b"\r\n")
    done(folder, "update", "vetting", "--status", "amber", "--reason", "Better.")
    after = path.read_bytes().split(b"\r\n")
    assert b"\n" not in b"".join(after)
    assert [line for line in before if line not in after] == [b"status: red"]
    assert len(after) == len(before) + 1


def test_all_files_are_written_or_none(folder, monkeypatch):
    replace, calls = Path.replace, []

    def full(self, target):
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", full)
    assert "No space left" in refused(folder, "rename", "cause", "the-cause")


def test_what_was_saved_while_the_command_ran_is_not_written_over(folder, monkeypatch):
    record = folder / "recommendations" / "vetting.md"
    meanwhile = record.read_bytes() + b"\n### 2019-10-01\n\nDone.\n"
    propose = proposal.propose
    monkeypatch.setattr(proposal, "propose", lambda *given: (record.write_bytes(meanwhile), propose(*given))[1])
    result = run("update", "vetting", "--status", "amber", "--reason", "Two trainers.")
    assert (result.exit_code, record.read_bytes()) == (2, meanwhile)
    assert "recommendations/vetting.md was saved while this command ran; run it again" in result.output


def test_what_takes_the_place_of_an_unpublished_finding_is_not_published_either(folder):
    record = folder / "recommendations" / "vetting.md"
    record.write_text(record.read_text("utf-8").replace("type:", "publish: false\ntype:", 1), "utf-8")
    done(folder, "supersede", "vetting", "newer", "--title", "Newer")
    assert not records(folder).recommendations["newer"].facts.publish
