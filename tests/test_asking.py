"""On a terminal a command asks for what it was not given, offers only valid answers, and asks again."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from register.cli import main
from register.editing.advice import in_answer
from register.records.folder import read_folder
from register.records.record import read_records

from tests.conftest import IMPOSSIBLE
from tests.small import finding, texts
from tests.terminal import at_a_terminal

HISTORY = (
    "next: {what: Hire two people, by: 2020-02-01}\n"
    "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, reason: Received.}\n"
)
OWNERS = "- role: Head of Professional Standards\n- role: Head of Vetting\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    files = texts(vetting=finding(HISTORY), custody=finding(title="Check on detainees"))
    for path, text in {**files, "owners.yml": OWNERS}.items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    at_a_terminal(monkeypatch)
    return tmp_path / "records"


def asked(*arguments: str, answers: tuple[str, ...] = ()) -> str:
    """What the command says, given these answers; it ends well."""
    result = CliRunner().invoke(main, arguments, input="".join(f"{answer}\n" for answer in answers))
    assert result.exit_code == 0, result.output
    return result.output


def facts(folder: Path, name: str = "vetting"):
    return read_records(read_folder(folder)).recommendations[name].facts


def test_the_finding_is_asked_for_and_words_of_its_title_list_those_that_have_them(folder):
    said = asked("withdraw", answers=("backlog", "nothing like it", "vetting", "Entered twice."))
    assert "write the id of one of these:\n  vetting: Clear the vetting backlog\n" in said
    assert 'there is no finding "nothing like it"' in said
    assert facts(folder).status == "withdrawn"


def test_of_a_change_everything_is_asked_and_enter_leaves_it_as_it_is(folder):
    answers = (
        "vetting", "blue", "3", "31/01/2030", "2030-01-31", "Head of Vetting", "partly", "Train them", "1 June 2029",
        "2029-06-01", "", "They started late.", "Deputy Chief Constable", "They have started.", "", "All is well.", ".",
    )  # fmt: skip
    said = asked("update", answers=answers)
    assert '"blue" is none of these' in said
    assert 'write "2030-01-31" if 31 January 2030 is meant' in said
    assert "A new due date needs a reason." in said
    entry = facts(folder).history[-1]
    assert (entry.status, str(entry.due), entry.owner) == ("green", "2030-01-31", "Head of Vetting")
    assert (entry.outcome, entry.next.what, str(entry.next.by)) == ("partly", "Train them", "2029-06-01")
    assert (entry.reason, entry.approved_by) == ("They started late.", "Deputy Chief Constable")
    text = (folder / "recommendations" / "vetting.md").read_text("utf-8")
    assert text.endswith("\n\nThey have started.\n\nAll is well.\n")


def test_where_nothing_has_changed_nothing_is_written(folder):
    before = (folder / "recommendations" / "vetting.md").read_bytes()
    assert "nothing has changed" in asked("update", "vetting", answers=("",) * 6)
    assert (folder / "recommendations" / "vetting.md").read_bytes() == before


def test_who_closes_a_finding_is_asked_why_what_became_of_the_step_and_who_approved_it(folder):
    said = asked("close", "vetting", answers=("tbc", "", "The backlog is gone.", "1", "Deputy Chief Constable"))
    assert '"tbc" says nothing' in said
    assert "An answer is needed here" in said
    end = facts(folder).history[-1]
    assert (end.reason, end.outcome, end.approved_by) == ("The backlog is gone.", "done", "Deputy Chief Constable")


def test_who_gave_the_reason_is_asked_nothing_more(folder):
    asked("close", "vetting", "--reason", "The backlog is gone.")
    assert facts(folder).closed


def test_a_finding_that_has_ended_does_not_end_again(folder):
    asked("close", "vetting", "--reason", "The backlog is gone.")
    before = (folder / "recommendations" / "vetting.md").read_bytes()
    result = CliRunner().invoke(main, ["close", "vetting", "--reason", "It is gone."])
    assert result.exit_code == 2
    assert "it ended as closed on" in result.output
    assert (folder / "recommendations" / "vetting.md").read_bytes() == before


def test_a_response_of_several_paragraphs_is_pasted(folder):
    asked("respond", "vetting", answers=("Two people", "", "  have started.", "."))
    text = (folder / "recommendations" / "vetting.md").read_text("utf-8")
    assert "\n\nTwo people\n\n  have started.\n" in text


def test_who_corrects_chooses_among_the_places_that_say_something(folder):
    answers = ("recommendations/custody", "titel", "1", "Check every detainee", "It was wrong.", "A slip.")
    said = asked("correct", answers=answers)
    assert "  1  title: Check on detainees\n" in said
    assert "Staff notes" not in said
    assert 'write "title" if that is meant' in said
    assert facts(folder, "custody").title == "Check every detainee"


def test_of_what_the_history_gives_its_day_is_corrected(folder):
    answers = ("due", "history 2019-05-02", "30 April", "due=30/4/2020", "due=2020-04-30", "It was the end of April.", "A slip.")
    said = asked("correct", "vetting", answers=answers)
    assert "due is given by the history, and put right in its entry" in said
    assert said.count("What is right, as field=value, such as due=2020-12-31? ") == 3
    assert "write FIELD=TEXT" in said
    assert "2020-04-30" in said
    assert str(facts(folder).due) == "2020-04-30"


def test_successors_names_and_new_ids_are_asked_for(folder):
    asked("supersede", answers=("vetting", "vet-faster", "Vet faster"))
    assert facts(folder, "vet-faster").title == "Vet faster"
    asked("rename", "vet-faster", answers=("Vet quickly", "vet-quickly"))
    said = asked("rename-owner", answers=("2", "Head of Vetting and Integrity"))
    assert "  2  Head of Vetting\n" in said
    assert facts(folder, "vet-quickly")


def test_a_new_record_is_asked_for_its_id_and_a_word_can_be_given_by_its_number(folder):
    answers = (
        "Body worn video", "vetting", "video", "Video", "2", "1", "3", "", "amber", "1", "2030-03-31", "The force",
        "should", ".",
    )  # fmt: skip
    said = asked("new", "recommendation", answers=answers)
    assert 'write "body-worn-video" if that is meant' in said
    assert "records/recommendations/vetting.md already exists" in said
    assert "  3  workforce: Ethical and lawful workforce\n" in said
    assert "grade [requires-improvement]: \n" in said
    made = facts(folder, "video")
    assert (made.type, made.question, made.owner) == ("recommendation", "workforce", "Head of Professional Standards")


def test_the_day_of_a_new_meeting_is_asked_for(folder):
    said = asked("new", "meeting", answers=("next week", "26/3/2030", "2030-03-26", "", ""))
    assert '"next week" does not begin with a day' in said
    assert 'write "2030-03-26" if 26 March 2030 is meant' in said
    assert (folder / "meetings" / "2030-03-26.md").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("new", "finding", "x"), '"finding" is not a command; write one of framework, inspection, meeting, recommend'),
        (("new", "recomendation"), '"recomendation" is not a command; write "recommendation" if that is meant'),
        (("chek",), '"chek" is not a command; write "check" if that is meant'),
    ],
)
def test_what_is_not_a_command_is_answered_with_what_is(folder, arguments, said):
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.output


def test_advice_for_an_answer_names_no_field_and_no_option():
    assert in_answer('write "due: 2030-01-31" if that is meant or "due: 2030-02-01"') == (
        'write "2030-01-31" if that is meant or "2030-02-01"'
    )
    assert in_answer('--reason: "tbc" says nothing; leave the option out') == '"tbc" says nothing; press Enter'


@pytest.mark.skipif(os.name == "nt", reason=f"{IMPOSSIBLE}Windows has no pseudo-terminals of this kind")
def test_a_real_terminal_is_asked_and_answers(folder):
    import pty

    process, terminal = pty.fork()
    if process == 0:  # the command has the terminal as its input and output
        os.execv(sys.executable, [sys.executable, "-m", "register.cli", "withhold", "vetting"])
    said = b""
    while b"no longer?" not in said:
        said += os.read(terminal, 4096)
    os.write(terminal, b"It named a victim.\n")
    try:
        while more := os.read(terminal, 4096):
            said += more
    except OSError:  # the end of the terminal
        pass
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0, said.decode()
    assert facts(folder).withheld.reason == "It named a victim."
