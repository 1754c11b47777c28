"""The command `register`: what it prints and how it ends."""

import json
from pathlib import Path
from unittest.mock import ANY

import pytest
from click.testing import CliRunner
from register import environment
from register.cli import main

from tests.small import finding, texts


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory with a valid register in records/."""
    for path, text in texts(vetting=finding(), clearance=finding()).items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    return tmp_path / "records"


def run(*arguments: str, environment: dict[str, str] | None = None):
    return CliRunner().invoke(main, arguments, env=environment)


def break_(folder, name: str = "vetting", **fields):
    (folder / "recommendations" / f"{name}.md").write_text(finding(**fields), "utf-8")


def test_a_sound_register_ends_with_0(folder):
    assert (run("check").exit_code, run("check").output) == (0, "no errors, no warnings\n")


def test_a_second_check_says_the_same_and_a_change_is_seen(folder):
    break_(folder, status="ambr")
    first = run("check")
    assert (first.exit_code, first.output) == (run("check").exit_code, run("check").output)
    break_(folder)
    assert run("check").output == "no errors, no warnings\n"


def test_an_error_ends_with_1_and_shows_its_place_and_its_line(folder):
    break_(folder, status="ambr")
    result = run("check")
    assert result.exit_code == 1
    assert result.output == (
        'records/recommendations/vetting.md:7:9: error[unknown-status]: "ambr" is not a status; write "amber" if that is '
        "meant, else one of red, amber, green, complete, closed, superseded, not-accepted, withdrawn\n"
        "    7 | status: ambr\n"
        "      |         ^^^^\n"
        "      = more: rules/#unknown-status on the site\n"
        "1 error, no warnings\n"
    )


@pytest.mark.parametrize(
    ("environment", "terminal", "coloured"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_says_otherwise(folder, environment, terminal, coloured):
    break_(folder, status="ambr")
    break_(folder, "clearance", due=None)
    result = CliRunner(env={"NO_COLOR": None, "FORCE_COLOR": None, **environment}).invoke(
        main, ["check"], color=terminal
    )
    assert ("\x1b[31m^^^^\x1b[0m" in result.output) is coloured
    assert ("\x1b[33mwarning[due-missing]\x1b[0m" in result.output) is coloured
    assert ("\x1b" in result.output) is coloured


def test_a_letter_that_the_console_lacks_is_an_escape_and_the_caret_is_under_it(folder):
    break_(folder, status="ámbr")
    result = CliRunner(charset="ascii").invoke(main, ["check"])
    assert result.exit_code == 1
    assert result.output.splitlines()[1:3] == ["    7 | status: \\xe1mbr", "      |         ^^^^^^^"]


@pytest.mark.parametrize("form", ["json", "sarif", "gitlab"])
def test_what_programs_read_is_nothing_but_json_on_any_console(folder, form):
    break_(folder, status="ámbr")
    result = CliRunner(charset="ascii").invoke(main, ["check", "--format", form])
    assert result.exit_code == 1
    assert "ámbr" in str(json.loads(result.output))


def test_the_summary_of_a_run_on_github_is_added_to_and_only_by_its_format(folder, tmp_path):
    break_(folder, status="ambr")
    summary = tmp_path / "summary.md"
    summary.write_text("Before.\n", "utf-8")
    environment = {"GITHUB_STEP_SUMMARY": str(summary)}
    run("check", "--format", "text", environment=environment)
    assert summary.read_text("utf-8") == "Before.\n"
    result = run("check", "--format", "github", environment=environment)
    assert (result.exit_code, result.output.count("\n")) == (1, 2)
    assert summary.read_text("utf-8").startswith("Before.\n## Check of the records\n\n1 error, no warnings\n")


def test_a_summary_that_cannot_be_written_changes_nothing_else(folder, tmp_path):
    result = run("check", "--format", "github", environment={"GITHUB_STEP_SUMMARY": str(tmp_path / "no" / "file")})
    assert (result.exit_code, result.stdout) == (0, "no errors, no warnings\n")
    assert "could not be written" in result.stderr


def test_warnings_fail_only_when_strict(folder):
    break_(folder, due=None)
    assert (run("check").exit_code, run("check", "--strict").exit_code) == (0, 1)


def test_a_path_limits_what_is_reported_and_nothing_else(folder):
    break_(folder, status="ambr")
    break_(folder, "clearance", title="Renew the clearances", parent="vettin")
    assert run("check", "records/recommendations/clearance.md").output.count("error[") == 1
    assert run("check", "records/inspections").exit_code == 0
    assert run("check", "records/recommendations").output.count("error[") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--records", "nowhere"),
        ("check", "nowhere.md"),
        ("check", "--format", "xml"),
        ("check", "--nonsense"),
        ("nonsense",),
        ("fmt", "--records", "nowhere"),
        ("fmt", "nowhere.md"),
        ("fmt", "--nonsense"),
    ],
)
def test_misuse_ends_with_2_and_a_sentence(folder, arguments):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error:" in result.output
    assert "Traceback" not in result.output


def test_a_day_that_is_no_date_is_misuse(folder):
    result = run("check", environment={"REGISTER_AS_OF": "28/06/2019"})
    assert result.exit_code == 2
    assert '"28/06/2019" is not a date; write "REGISTER_AS_OF=2019-06-28" if 28 June 2019 is meant' in result.output


def test_json_holds_every_finding_with_its_place(folder):
    break_(folder, status="ambr")
    report = json.loads(run("check", "--format", "json").output)
    assert (report["errors"], report["warnings"]) == (1, 0)
    assert report["findings"] == [
        {
            "path": "records/recommendations/vetting.md",
            "line": 7,
            "column": 9,
            "length": 4,
            "severity": "error",
            "rule": "unknown-status",
            "wrong": '"ambr" is not a status',
            "instead": ANY,
            "source": "status: ambr",
        }
    ]


def test_a_site_rebuilt_as_at_a_past_day_is_not_refused_for_what_came_later(folder):
    break_(folder, received="2019-06-01")
    assert run("check", environment={"REGISTER_AS_OF": "2019-05-01"}).exit_code == 0


def test_export_is_as_at_the_day(folder):
    made = json.loads(run("export", environment={"REGISTER_AS_OF": "2019-06-28"}).output)
    assert (made["as_of"], made["totals"]["all"]) == ("2019-06-28", 2)
    assert run("export", "--format", "csv").output.startswith("id,title,type")


@pytest.mark.parametrize(("form", "begins"), [("xlsx", b"PK"), ("zip", b"PK"), ("sqlite", b"SQLite format 3")])
def test_export_writes_each_form_to_a_file_or_to_the_standard_output(folder, form, begins):
    assert run("export", "--format", form).stdout_bytes.startswith(begins)
    result = run("export", "--format", form, "--out", f"made/register.{form}")
    assert result.output == f"wrote made/register.{form}\n"
    assert (folder.parent / "made" / f"register.{form}").read_bytes().startswith(begins)


def test_a_binary_form_is_refused_for_a_terminal(folder, monkeypatch):
    monkeypatch.setattr("register.cli.export.is_terminal", lambda: True)
    result = run("export", "--format", "zip")
    assert result.exit_code == 2
    assert "zip is not for a terminal; name a file with --out FILE" in result.output
    assert run("export", "--format", "json").exit_code == 0


def test_export_refuses_records_with_errors(folder):
    break_(folder, status="ambr")
    result = run("export")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "    7 | status: ambr\n      |         ^^^^\n" in result.stderr


def test_schema_prints_the_fields_of_a_kind(folder):
    assert "due" in json.loads(run("schema", "recommendation").output)["properties"]


def test_new_begins_a_record_and_never_overwrites_one(folder):
    assert run("new", "recommendation", "drone-policy").exit_code == 0
    assert "## Recommendation" in (folder / "recommendations" / "drone-policy.md").read_text("utf-8")
    assert run("new", "recommendation", "drone-policy").exit_code == 2
    assert run("new", "recommendation", "Drone Policy").exit_code == 2
    assert run("new", "meeting", "june").exit_code == 2
    assert run("new", "meeting", "2020-06-26").exit_code == 0


@pytest.mark.parametrize(
    "command", [[], ["check"], ["fmt"], ["update"], ["import"], ["changes"], ["export"], ["schema"], ["new"]]
)
def test_every_command_has_help(command):
    result = run(*command, "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.output


MOVED = "history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-07-01, status: red, reason: 'The supplier is late | again.'}\n"


def test_changes_tells_what_was_what_is_and_why(folder):
    (folder / "recommendations" / "vetting.md").write_text(finding(MOVED, status="red"), "utf-8")
    told = run("changes", "2019-06-28", "2019-09-26").output
    assert (
        "Turned red (1)\n  vetting: Clear the vetting backlog; from Amber to Red; The supplier is late | again\n"
        in told
    )
    table = run("changes", "2019-06-28", "2019-09-26", "--format", "markdown").output
    assert (
        "| `vetting` Clear the vetting backlog | **Turned red** from Amber to Red | The supplier is late \\| again. |"
        in table
    )
    (change,) = json.loads(run("changes", "2019-06-28", "2019-09-26", "--format", "json").output)["changes"]
    assert (change["kind"], change["was"], change["now"], change["date"]) == (
        "turned-red",
        "Amber",
        "Red",
        "2019-07-01",
    )


def test_changes_says_so_where_nothing_changed(folder):
    for form in ("text", "markdown"):
        assert "Nothing changed in this period." in run("changes", "2019-06-28", "2019-06-29", "--format", form).output


@pytest.mark.parametrize("days", [("2019-06-28", "2019-06-28"), ("June", "2019-06-28"), ("2019-06-28", "2019-06-31")])
def test_changes_between_days_that_make_no_sense_is_misuse(folder, days):
    assert run("changes", *days).exit_code == 2


def text_of(folder, name: str = "vetting") -> str:
    return (folder / "recommendations" / f"{name}.md").read_text("utf-8")


def test_update_writes_the_change_at_the_top_and_in_the_history(folder):
    assert (
        run("update", "vetting", "--status", "red", "--reason", "The supplier: late.", "--date", "2019-07-01").exit_code
        == 0
    )
    assert (
        run("update", "vetting", "--due", "2020-06-30", "--reason", "More time", "--date", "2019-07-02").exit_code == 0
    )
    text = text_of(folder)
    assert "status: red\n" in text
    assert "due: 2020-06-30\n" in text
    assert text.endswith(
        "history:\n"
        "  - date: 2019-05-02\n    status: amber\n    due: 2020-03-31\n    owner: Head of Professional Standards\n"
        '  - date: 2019-07-01\n    status: red\n    reason: "The supplier: late."\n'
        "  - date: 2019-07-02\n    due: 2020-06-30\n    reason: More time\n"
        "---\n\n## Recommendation\n\nThe force should clear the backlog.\n"
    )
    assert run("check").output == "no errors, no warnings\n"


def test_update_closes_and_reopens(folder):
    assert run("update", "vetting", "--next", "Sign off", "--by", "2019-08-01", "--date", "2019-07-01").exit_code == 0
    assert 'next: {what: "Sign off", by: 2019-08-01}' in text_of(folder)
    assert run("update", "vetting", "--next", "Close it", "--date", "2019-07-02").exit_code == 0
    assert run("update", "vetting", "--status", "closed", "--reason", "Done", "--date", "2019-09-12").exit_code == 0
    assert "closed: 2019-09-12\n" in text_of(folder)
    assert "    next:\n      what: Close it\n" in text_of(folder)  # it is kept in the history
    assert "\nnext:" not in text_of(folder)
    assert (
        run("update", "vetting", "--status", "amber", "--reason", "It came back", "--date", "2019-10-01").exit_code == 0
    )
    assert "closed:" not in text_of(folder)
    assert run("check").exit_code == 0


def test_update_keeps_remarks_and_order(folder):
    remarked = (
        finding().replace("status: amber\n", "# asked on 3 May\nstatus: amber\n").replace("due:", "\n# firm\ndue:")
    )
    (folder / "recommendations" / "vetting.md").write_text(remarked, "utf-8")
    assert run("update", "vetting", "--status", "green", "--date", "2019-07-01").exit_code == 0
    assert (
        "# asked on 3 May\nstatus: green\nowner: Head of Professional Standards\n\n# firm\ndue: 2020-03-31\n"
        in text_of(folder)
    )


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("vetting", "--status", "ambr"), 1),
        (("vetting", "--due", "2020-06-30"), 1),
        (("vetting", "--due", "30/06/2020", "--reason", "x"), 2),
        (("vetting",), 2),
        (("vetting", "--by", "2020-01-01"), 2),
        (("vetting", "--status", "amber"), 2),
        (("vetting", "--owner", "Head of Professional Standards", "--due", "2020-03-31"), 2),
        (("nobody", "--status", "red"), 2),
    ],
)
def test_update_writes_nothing_where_the_change_is_wrong(folder, arguments, status):
    before = text_of(folder)
    assert run("update", *arguments).exit_code == status
    assert text_of(folder) == before


def test_update_writes_into_a_history_in_brackets(folder):
    text = finding("history: [{date: 2019-05-02, status: amber}]\n")
    (folder / "recommendations" / "vetting.md").write_text(text, "utf-8")
    assert (
        run("update", "vetting", "--status", "red", "--reason", "Late, again.", "--date", "2019-07-01").exit_code == 0
    )
    entry = '{date: 2019-07-01, status: red, reason: "Late, again."}'
    assert f"history: [{{date: 2019-05-02, status: amber}}, {entry}]\n" in text_of(folder)
    assert run("check").exit_code == 0


def test_misuse_shows_how_the_very_command_is_used(folder):
    assert "Usage: main update [OPTIONS] [ID]\n" in run("update", "nobody", "--status", "red").stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("update", "veting", "--status", "green"), 'there is no finding "veting"; write "vetting" if that is meant'),
        (("update", "vetting", "--due", "31/12/2027"), 'write "--due 2027-12-31" if 31 December 2027 is meant'),
        (("update", "vetting", "--next", "Ask", "--by", "soon"), '"soon" is not a date; write the day as yyyy-mm-dd'),
        (("new", "recommendation", "Body Worn Video"), 'write "body-worn-video" if that is meant'),
        (("new", "meeting", "26/09/2019"), 'write "2019-09-26" if 26 September 2019 is meant'),
    ],
)
def test_misuse_is_answered_with_what_to_write_instead(folder, arguments, said):
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())


UNTIDY = finding(status="Amber", due="' 2020-03-31'").replace("\n", "\r\n").encode() + b"\r\n"
PLAIN = finding(due="'2020-03-31'").encode()


@pytest.fixture
def untidy(folder):
    """A record that is not in its plain form."""
    path = folder / "recommendations" / "vetting.md"
    path.write_bytes(UNTIDY)
    return path


def test_fmt_writes_the_plain_form_and_names_what_changed(untidy):
    result = run("fmt")
    assert result.exit_code == 0
    assert result.output == "reformatted records/recommendations/vetting.md\n"
    assert untidy.read_bytes() == PLAIN
    assert (run("fmt").exit_code, run("fmt").output) == (0, "nothing to reformat\n")


def test_fmt_with_check_writes_nothing_and_ends_with_1(untidy):
    result = run("fmt", "--check")
    assert result.exit_code == 1
    assert result.output == "would reformat records/recommendations/vetting.md\n"
    assert untidy.read_bytes() == UNTIDY
    assert run("fmt").exit_code == run("fmt", "--check").exit_code == 0


def test_fmt_writes_only_what_its_path_names(untidy):
    assert run("fmt", "records/meetings").output == "nothing to reformat\n"
    assert untidy.read_bytes() == UNTIDY
    assert run("fmt", "records/recommendations").exit_code == 0
    assert untidy.read_bytes() == PLAIN


def test_fmt_names_a_file_that_it_leaves_as_it_is(untidy):
    broken = UNTIDY.replace(b"status: Amber", b"status: &a Amber")
    untidy.write_bytes(broken)
    for arguments in (("fmt",), ("fmt", "--check")):
        result = run(*arguments)
        assert result.exit_code == 0
        assert "records/recommendations/vetting.md is left unchanged: it has an error" in result.output
    assert untidy.read_bytes() == broken


def test_fmt_leaves_what_is_no_record_alone(folder):
    for name in ("notes.txt", "_draft.md", "recommendations/_aside.md"):
        (folder / name).write_bytes(UNTIDY)
    assert run("fmt").output == "nothing to reformat\n"


def test_fmt_keeps_the_mode_of_the_file(untidy):
    untidy.chmod(0o640)
    mode = untidy.stat().st_mode
    assert run("fmt").exit_code == 0
    assert (untidy.read_bytes(), untidy.stat().st_mode) == (PLAIN, mode)


def test_fmt_writes_through_no_link(untidy, folder):
    kept = folder / "_kept.md"
    untidy.rename(kept)
    try:
        untidy.symlink_to("../_kept.md")
    except OSError:
        pytest.skip("this system makes no links")
    assert "left unchanged" in run("fmt").output
    assert kept.read_bytes() == UNTIDY


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_fmt_that_cannot_write_leaves_the_whole_old_file_and_nothing_beside_it(untidy, folder, monkeypatch, step):
    def fail(*_):
        raise OSError(28, "no space left")

    before = sorted(folder.rglob("*"))
    monkeypatch.setattr(Path, step, fail)
    result = run("fmt")
    assert result.exit_code == 2
    assert "vetting.md can't be written: no space left" in result.output
    assert (untidy.read_bytes(), sorted(folder.rglob("*"))) == (UNTIDY, before)


@pytest.mark.parametrize(
    "arguments",
    [
        ("update", "vetting", "--status", "amber", "--reason", "A plan is late.", "--date", "2019-06-01"),
        ("new", "recommendation", "later"),
        ("fmt",),
    ],
)
def test_a_file_that_cannot_be_written_stays_as_it_was_and_the_command_says_so(folder, monkeypatch, arguments):
    break_(folder, status='"Red"')
    before = {path: path.read_bytes() for path in folder.rglob("*.md")}

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = run(*arguments)
    assert result.exit_code == 2
    assert "can't be written: No space left on device" in result.output
    assert {path: path.read_bytes() for path in folder.rglob("*.md")} == before


def test_a_folder_on_another_drive_is_shown_whole(monkeypatch):
    def no_way(path):
        raise ValueError("path is on mount 'C:', start on mount 'D:'")

    monkeypatch.setattr(environment.os.path, "relpath", no_way)
    assert environment.shown_path(Path("/records")) == "/records"


def test_an_update_of_today_is_none_of_the_future_though_the_site_is_built_as_at_a_past_day(folder):
    change = ("--status", "amber", "--reason", "The pilot is late.", "--date", "2020-02-03")
    assert run("update", "vetting", *change, environment={"REGISTER_AS_OF": "2019-12-31"}).exit_code == 0
