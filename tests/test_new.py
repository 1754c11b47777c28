"""`register new` begins records: what is given is checked, and what is not given is asked for or named."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from register.checks.rules import RULES
from register.cli import main, new_record
from register.editing.ready_frameworks import frameworks_for, ready_frameworks
from register.records.register_facts import BodyKind

from tests.small import REGISTER, checked, finding, records_of, texts


@pytest.fixture
def folder(tmp_path, monkeypatch) -> Path:
    """A register with one finding."""
    monkeypatch.chdir(tmp_path)
    for path, text in texts(vetting=finding()).items():
        (tmp_path / "records" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "records" / path).write_text(text, "utf-8")
    return tmp_path / "records"


def run(*arguments: str, answers: str | None = None) -> Result:
    return CliRunner().invoke(main, ["new", *arguments], input=answers)


def errors(folder: Path) -> str:
    return CliRunner().invoke(main, ["check", "--records", str(folder)]).output


GIVEN = (
    "--title", "Body worn video: a policy", "--type", "recommendation", "--inspection", "peel-2018-19", "--question",
    "workforce", "--grade", "requires-improvement", "--status", "amber", "--owner", "Head of Contact", "--due",
    "2030-03-31",
)  # fmt: skip


def test_a_finding_with_all_that_it_needs_passes_the_check(folder):
    (folder.parent / "words.md").write_text("The force should have a policy.\n", "utf-8")
    result = run("recommendation", "video", *GIVEN, "--words", "words.md")
    assert result.output == "created records/recommendations/video.md\nnext: run register check\n"
    text = (folder / "recommendations" / "video.md").read_text("utf-8")
    assert 'title: "Body worn video: a policy"\n' in text
    assert "\n## Recommendation\n\nThe force should have a policy.\n" in text
    assert errors(folder).startswith("no errors")


def test_what_is_missing_is_named_and_the_check_refuses_it(folder):
    result = run("recommendation", "video", "--title", "Video", "--inspection", "peel-2018-19")
    assert result.exit_code == 0
    for missing in (
        '"type" is missing',
        '"question" is missing',
        '"status" is missing',
        "the inspectorate's own words",
    ):
        assert missing in result.output
        assert missing in errors(folder)
    assert "next: fill that in, then run register check" in result.output


def test_a_wrong_value_writes_nothing(folder):
    result = run("recommendation", "video", *GIVEN, "--due", "31/03/2030")
    assert result.exit_code == 1
    assert "give --due 2030-03-31" in result.output
    assert "nothing was written; correct the options of this command" in result.output
    assert not (folder / "recommendations" / "video.md").exists()


def test_an_id_that_another_folder_has_is_taken(folder):
    (folder / "recommendations" / "staff").mkdir()
    (folder / "recommendations" / "vetting.md").rename(folder / "recommendations" / "staff" / "vetting.md")
    result = run("recommendation", "vetting")
    assert result.exit_code == 2
    assert "records/recommendations/staff/vetting.md already exists" in result.output


def test_on_a_terminal_it_asks_and_asks_again_where_an_answer_is_wrong(folder, monkeypatch):
    monkeypatch.setattr(new_record, "can_ask", lambda: True)
    answers = (
        "Video", "recomendation", "recommendation", "peel-2018-19", "workforce", "requires-improvement", "amber",
        "Head of Contact", "2030-03-31", "The force should have a policy.",
    )  # fmt: skip
    result = run("recommendation", "video", answers="\n".join(answers) + "\n")
    assert '"recomendation" is not a type; write "recommendation" if that is meant' in result.output
    assert "  workforce: Ethical and lawful workforce\n" in result.output
    assert errors(folder).startswith("no errors")


def test_an_empty_answer_is_filled_in_later(folder, monkeypatch):
    monkeypatch.setattr(new_record, "can_ask", lambda: True)
    result = run("inspection", "custody", answers="Custody\n\n\n\n")
    assert result.exit_code == 0
    assert (folder / "inspections" / "custody.md").exists()


def test_an_inspection_begins_its_findings(folder):
    result = run("inspection", "peel-2026", "--title", "PEEL 2026", "--published", "2026-01-20", "--findings", "4")
    assert "framework: peel-2018-19\n" in (folder / "inspections" / "peel-2026.md").read_text("utf-8")
    for number in range(1, 5):
        text = (folder / "recommendations" / f"peel-2026-{number}.md").read_text("utf-8")
        assert "\ninspection: peel-2026\n" in text
    assert result.output.count('"status" is missing') == 1
    assert "  and the same in records/recommendations/peel-2026-2.md to peel-2026-4.md\n" in result.output


def test_findings_of_an_audit_have_its_one_question(folder):
    run("framework", "internal-audit", "--from", "internal-audit")
    result = run("inspection", "audit", "--title", "Payroll", "--framework", "internal-audit", "--findings", "1")
    assert result.exit_code == 0
    assert "\nquestion: opinion\n" in (folder / "recommendations" / "audit-1.md").read_text("utf-8")


def test_a_meeting_goes_on_from_the_last_one(folder):
    result = run("meeting", "2026-12-10", "--as-at", "2026-12-01", "--next-meeting", "2027-03-11")
    assert result.output == "created records/meetings/2026-12-10.md\nnext: run register check\n"
    text = (folder / "meetings" / "2026-12-10.md").read_text("utf-8")
    facts = (
        "title: HMICFRS update\ncommittee: Joint Audit Committee\ncontact: Risk and Organisational Learning Manager\n"
    )
    assert f"---\n{facts}as_at: 2026-12-01\nnext_meeting: 2027-03-11\n---\n" in text


def test_a_meeting_says_what_follows_from_the_days_that_were_not_given(folder):
    said = run("meeting", "2026-12-10").output
    assert "--as-at is the day on which it is sent" in said
    assert "--next-meeting is its day" in said


READY = ready_frameworks()


@pytest.mark.parametrize("name", READY)
def test_a_ready_framework_names_its_source_and_passes_the_check(name):
    files = {"register.yml": REGISTER, f"frameworks/{name}.yml": READY[name].text}
    assert checked(files) == ()
    assert READY[name].text.startswith("# Source: https://")
    assert records_of(files).frameworks[name].facts.title == READY[name].title


def test_each_kind_of_body_has_its_own_and_internal_audit():
    names = {kind: {each.name for each in frameworks_for(kind)} for kind in BodyKind}
    assert "peel-2025-27" in names[BodyKind.POLICE] & names[BodyKind.POLICING_BODY]
    assert names[BodyKind.FIRE] == {"fire-round-1", "fire-round-2", "fire-round-3", "internal-audit"}
    assert names[BodyKind.OTHER] == {"internal-audit"}
    assert set(READY) == set().union(*names.values())


def test_frameworks_of_one_body_agree_on_the_labels_of_their_pillars():
    for kind in BodyKind:
        files = {f"frameworks/{each.name}.yml": each.text for each in frameworks_for(kind)}
        assert checked({"register.yml": REGISTER} | files) == ()


def test_a_ready_framework_is_copied_with_its_source(folder):
    result = run("framework", "peel-2025-27", "--from", "peel-2025-27")
    assert (folder / "frameworks" / "peel-2025-27.yml").read_text("utf-8") == READY["peel-2025-27"].text
    assert "Source: https://" in result.output
    assert "Not certain:" in result.output


def test_on_a_terminal_the_ready_frameworks_are_offered(folder, monkeypatch):
    monkeypatch.setattr(new_record, "can_ask", lambda: True)
    result = run("framework", "peel-2021-22", answers="peel-22\n\n")
    assert "  internal-audit: Internal audit\n" in result.output
    assert 'there is no ready framework "peel-22"' in result.output
    assert (folder / "frameworks" / "peel-2021-22.yml").read_text("utf-8") == READY["peel-2021-22"].text


def test_a_ready_framework_that_there_is_not_is_answered_with_the_nearest(folder):
    result = run("framework", "peel", "--from", "peel-2025")
    assert result.exit_code == 2
    assert 'there is no ready framework "peel-2025"; write "peel-20' in " ".join(result.output.split())
    assert all(name in run("framework", "--list").output for name in READY)


def test_what_is_to_be_filled_in_is_told_by_rules_that_there_are():
    assert {rule.name for rule in RULES} >= new_record.BLANKS
