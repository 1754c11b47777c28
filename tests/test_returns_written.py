"""The command `register return`, from the workbooks to the records, the check and the committee's draft paper."""

import json
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from register import environment
from register.checks.judge import check
from register.cli import main
from register.editing.plain_words import as_markdown, plain_text
from register.editing.returns.columns import Column
from register.editing.returns.written import changed_files
from register.records.body import read_body
from register.records.markdown import render

from tests.hostile import HOSTILE_TEXTS
from tests.returning import READ, as_texts, filled, now_of, opened, place_of, reviewed, said, saved, sheet_of, workbook
from tests.small import MEETING, checked, finding, html_at, records_of, site_of, texts

OWNER, OTHER = "Head of Professional Standards", "Head of Contact"
HISTORY = (
    "history:\n  - date: 2019-05-02\n    status: amber\n    due: 2020-03-31\n    next: {what: Report, by: 2019-12-01}\n"
)
VETTING = finding("next: {what: Report, by: 2019-12-01}\n" + HISTORY)
CALLS = finding(owner=OTHER, title="Answer calls sooner")
ANSWERS = {
    "vetting": {
        Column.NEW_STATUS: "Red",
        Column.NEW_DUE: "30 June 2020",
        Column.WHY: "The supplier left: a new one is sought.",
        Column.APPROVED_BY: "Deputy Chief Constable",
        Column.RESPONSE: "- The old system is gone.\n- The new one is bought.",
        Column.OUTCOME: "Not done",
        Column.NEXT: "Sign the contract",
        Column.BY: date(2020, 3, 2),
    }
}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A register with two owners in records/, as at 10 January 2020, with a committee that meets on 30 January."""
    files = texts(vetting=VETTING, calls=CALLS)
    files["meetings/2020-01-30.md"] = MEETING.replace("previous: 2019-03-28\n", "")
    for path, text in files.items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    return tmp_path


@pytest.fixture
def run(monkeypatch):
    """Runs `register return` on a day."""

    def run(*arguments: str, day: str = "2020-01-10"):
        monkeypatch.setattr(environment, "moment", lambda: datetime.fromisoformat(f"{day}T12:00:00+00:00"))
        return CliRunner().invoke(main, ("return", *arguments))

    return run


def read_all(folder: Path) -> dict[str, str]:
    records = folder / "records"
    return {
        path.relative_to(records).as_posix(): path.read_text("utf-8") for path in records.rglob("*") if path.is_file()
    }


def fill(path: Path, answers) -> None:
    path.write_bytes(filled(path.read_bytes(), answers))


@pytest.fixture
def answered(folder, run):
    """The folder after one of the two owners has answered."""
    assert run("--out", "returns", "--to", "returns@example.org").exit_code == 0
    fill(folder / "returns" / "head-of-professional-standards-2020-01-10.xlsx", ANSWERS)
    return folder


def test_a_workbook_is_written_for_each_owner_and_never_over_another_file(folder, run):
    result = run("--out", "returns")
    assert result.output.splitlines()[:2] == [
        "created returns/head-of-contact-2020-01-10.xlsx: Head of Contact, 1 finding",
        "created returns/head-of-professional-standards-2020-01-10.xlsx: Head of Professional Standards, 1 finding",
    ]
    assert run("--out", "returns").exit_code == 0
    fill(folder / "returns" / "head-of-contact-2020-01-10.xlsx", {"calls": {Column.RESPONSE: "Busy."}})
    again = run("--out", "returns")
    assert (again.exit_code, "is there already, and is another file" in again.output) == (2, True)


def test_reading_tells_each_row_and_who_is_silent_and_writes_nothing(answered, run):
    before = read_all(answered)
    result = run("--read", "returns", day="2020-01-24")
    assert result.exit_code == 0
    assert "  vetting: would change\n      status: Red (was Amber)\n" in result.output
    assert "  calls: no change\n" in result.output
    assert "    To: Head of Contact\n" in result.output
    assert "    - Answer calls sooner (Amber, due on 31 March 2020)\n" in result.output
    assert "1 finding would change, 1 would stay as it is. 1 owner is silent.\n" in result.output
    assert result.output.endswith("add --write to write all of it into the records\n")
    assert read_all(answered) == before


def test_a_row_that_cannot_be_read_is_not_called_no_change(answered, run):
    fill(answered / "returns" / "head-of-contact-2020-01-10.xlsx", {"calls": {Column.NEW_STATUS: "Puce"}})
    output = run("--read", "returns", day="2020-01-24").output
    assert (
        '  calls: can\'t be read\n      unclear (Your findings!H4): New status: "Puce" is not a status; write one of'
        in output
    )


def test_writing_gives_history_outcome_step_and_response_their_day(answered, run):
    result = run("--read", "returns", "--write", day="2020-01-24")
    assert result.exit_code == 0, result.output
    text = read_all(answered)["recommendations/vetting.md"]
    assert "status: red\n" in text
    assert "due: 2020-06-30\n" in text
    assert text.count("  - date: 2020-01-24\n    status: red\n    due: 2020-06-30\n") == 1
    assert "    outcome: not-done\n" in text
    assert "### 2020-01-24\n\n- The old system is gone.\n- The new one is bought.\n" in text
    assert "## Quarterly returns, recorded on 24 January 2020\n" in result.output
    assert "the draft paper of Joint Audit Committee for 30 January 2020 follows from the records\n" in result.output


def test_what_was_written_passes_the_check_and_stands_in_the_draft_paper(answered, run):
    run("--read", "returns", "--write", day="2020-01-24")
    files = read_all(answered)
    assert [issue for issue in checked(files, date(2020, 1, 24)) if issue.severity == "error"] == []
    paper = html_at(site_of(files, date(2020, 1, 24)), "/meetings/2020-01-30/")
    assert "The supplier left: a new one is sought." in paper
    assert "The old system is gone." in paper


def test_the_same_returns_again_change_nothing_more(answered, run):
    run("--read", "returns", "--write", day="2020-01-24")
    before = read_all(answered)
    result = run("--read", "returns", "--write", day="2020-01-25")
    assert (result.exit_code, "this is already in the register" in result.output) == (0, True)
    assert read_all(answered) == before


def test_another_day_may_be_given_and_what_a_past_paper_does_not_show_says_when_it_was_recorded(answered, run):
    assert run("--read", "returns", "--write", "--date", "2020-01-24", day="2020-02-05").exit_code == 0
    text = read_all(answered)["recommendations/vetting.md"]
    assert "  - date: 2020-01-24\n    recorded: 2020-02-05\n" in text
    assert "### 2020-01-24 (recorded 2020-02-05)\n" in text


def test_nothing_is_written_while_one_row_lacks_something(answered, run):
    fill(answered / "returns" / "head-of-contact-2020-01-10.xlsx", {"calls": {Column.NEW_STATUS: "Closed"}})
    before = read_all(answered)
    result = run("--read", "returns", "--write", day="2020-01-24")
    assert result.exit_code == 1
    assert '"Why" is missing' in result.output
    assert "nothing was written" in result.output
    assert read_all(answered) == before


def test_nothing_is_written_that_the_check_refuses(answered, run):
    answers = {"calls": {Column.APPROVED_BY: "Chief", Column.WHY: "Late.", Column.NEW_DUE: date(2020, 5, 1)}}
    fill(answered / "returns" / "head-of-contact-2020-01-10.xlsx", answers)
    path = answered / "records" / "recommendations" / "calls.md"
    later = "history:\n  - date: 2020-01-22\n    status: amber\n    due: 2020-03-31\n    reason: Received.\n"
    path.write_text(finding(later, owner=OTHER, title="Answer calls sooner"), "utf-8")
    before = read_all(answered)
    result = run("--read", "returns", "--write", "--date", "2019-04-01", day="2020-01-24")
    assert result.exit_code == 1, result.output
    assert "returns/head-of-contact-2020-01-10.xlsx: Your findings!A4: error[" in result.output
    assert "nothing was written; correct the files that were read" in result.output
    assert read_all(answered) == before


@pytest.mark.parametrize(
    "named", [["returns"], ["returns/*.xlsx"], ["returns/head-of-contact-2020-01-10.xlsx", "returns"]]
)
def test_files_folders_and_patterns_name_the_workbooks_each_once(answered, run, named):
    (answered / "returns" / "~$head-of-contact-2020-01-10.xlsx").write_bytes(b"open in Excel")
    (answered / "returns" / "notes.txt").write_bytes(b"")
    output = run("--read", *named, day="2020-01-24").output
    assert output.count("  calls: no change\n") == 1
    assert "~$" not in output


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "give --out: a folder to write the workbooks into; or give --read and what came back"),
        (("a.xlsx",), "say --out DIR to make the workbooks, or --read"),
        (("--out", "a", "--read"), "say --out DIR to make the workbooks, or --read"),
        (("--out", "a", "--write"), "go with --read"),
        (("--read",), "name the workbooks that came back"),
        (("--read", "nowhere"), "there is no workbook nowhere"),
        (("--read", "records/*.xlsx"), "there is no workbook records/*.xlsx"),
        (("--read", "records", "--accept", "veting"), "veting"),
        (("--out", "a", "--by", "2020-01-09"), "--by 2020-01-09 has passed"),
        (("--out", "a", "--by", "28/5/2020"), "28/5/2020"),
        (("--read", "records/register.yml", "--date", "2020-01-11"), "is in the future"),
    ],
)
def test_misuse_is_told_in_a_sentence(folder, run, arguments, message):
    result = run(*arguments)
    assert (result.exit_code, message in result.output) == (2, True), result.output


def test_in_a_folder_to_which_nothing_came_every_owner_is_silent(folder, run):
    (folder / "returns").mkdir()
    result = run("--read", "returns")
    assert (result.exit_code, result.output.count("sent nothing. A reminder to send:")) == (0, 2)


def test_what_the_check_would_refuse_is_told_before_anything_is_to_be_written(answered, run):
    child = answered / "records" / "recommendations" / "child.md"
    child.write_text(finding(owner=OTHER, title="A part of it", parent="cause"), "utf-8")
    cause = answered / "records" / "recommendations" / "cause.md"
    cause.write_text(finding(owner=OTHER, title="A cause", type="cause-of-concern"), "utf-8")
    assert run("--out", "more").exit_code == 0
    path = answered / "more" / "head-of-contact-2020-01-10.xlsx"
    fill(path, {"cause": {Column.NEW_STATUS: "Closed", Column.WHY: "Done.", Column.APPROVED_BY: "Chief Constable"}})
    result = run("--read", "more", day="2020-01-24")
    assert result.exit_code == 1
    assert "more/head-of-contact-2020-01-10.xlsx: Your findings!A5: error[parent-ended-first]" in result.output


def test_a_file_that_is_no_return_is_told_by_its_name(folder, run):
    result = run("--read", "records/register.yml")
    assert result.exit_code == 1
    assert "records/register.yml\n  unclear: it is damaged, or not a workbook" in result.output


# Words from a cell


HOSTILE = [
    "# Evidence", "## Staff notes", "### 2020-01-01", "---", "===", "Title\n---", "a\n===", "<script>x</script>", "![p](http://a.b/c)",
    "[x](javascript:y)", "[^1]\n[^1]: note", "<<<<<<< HEAD\n=======\n>>>>>>> x", "    code", "```\ncode", "a | b\n--- | ---\n1 | 2",
    "* * *", "1986. A year", "=1+1", "@sum", "ftp://a.b/c", "&lt;b&gt;", "\\# x", "- # x\n  # y", "> # q", "_a_ **b** ~~c~~", "##Evidence",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_words_that_mean_something_in_markdown_are_shown_as_they_were_typed(text):
    body = "## Recommendation\n\nDo it.\n\n## Force response\n\n### 2020-01-24\n\n" + as_markdown(text) + "\n"
    issues = checked(texts(vetting=finding(body=body)))
    assert [issue for issue in issues if issue.severity == "error"] == []
    shown = read_body(body, 1).below("Force response")[0].html
    assert plain_text(shown).split() == ["•" if word in "-*" else word for word in text.split()] or "* * *" in text


@given(
    st.text(
        st.characters(
            exclude_categories=("Cs", "Cc", "Cf", "Co", "Cn", "Zl", "Zp"), include_characters="\n#-=`*_<>[]&|~\\"
        ),
        max_size=60,
    )
)
def test_any_words_are_read_as_they_were_typed_and_make_no_heading(text):
    html = render(as_markdown(text))
    shown, typed = ("".join(words.split()) for words in (plain_text(html), text))
    assert [shown.translate(_BULLETS)] == [typed.translate(_BULLETS)]
    assert not {tag for tag in ("<h", "<pre", "<table", "<img", "<code", "<!--", "<em", "<strong") if tag in html}


_BULLETS = str.maketrans("", "", "-*+•▪●.)0123456789")


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_words_of_an_owner_are_written_as_words(name):
    text = HOSTILE_TEXTS[name]
    book = opened(workbook(texts(vetting=VETTING)))
    sheet = sheet_of(book)
    for column in (Column.WHY, Column.APPROVED_BY, Column.RESPONSE, Column.NEXT):
        cell = sheet[place_of(sheet, "vetting", column)]
        cell.value, cell.data_type = text, "s"  # as a cell is that holds text
    returned = saved(book)
    files = texts(vetting=VETTING)
    found = reviewed(files, returned)
    assert found.blocked == 0
    made = changed_files(found, now_of(files), READ)
    after = records_of({**files, **{path: file.content for path, file in made.items()}})
    assert [issue for issue in check(after, READ) if issue.severity == "error"] == []
    record = after.recommendations["vetting"]
    assert record.facts.history[-1].reason == normalize("NFC", " ".join(text.split()))
    assert "".join(plain_text(record.responses[-1].section.html).split()) == "".join(text.split())


def test_what_a_workbook_says_cannot_take_over_the_terminal(answered, run):
    path = answered / "returns" / "head-of-contact-2020-01-10.xlsx"
    book = opened(path.read_bytes())
    sheet_of(book)["P3"], sheet_of(book)["P4"] = "_x001B_]0;gone_x0007_\nvetting: no change", "x"
    path.write_bytes(saved(book))
    output = run("--read", "returns", day="2020-01-24").output
    assert 'the column "\ufffd]0;gone\ufffd vetting: no change" is not part of the return' in output


@pytest.mark.parametrize("name", HOSTILE_TEXTS)
def test_hostile_words_of_a_record_come_back_unchanged(name):
    text = json.dumps(" ".join(HOSTILE_TEXTS[name].split()), ensure_ascii=False)
    step = f"next: {{what: {text}, by: 2020-03-01}}\n"
    files = texts(vetting=finding(step, title=text[:100].rstrip('\\"') + '"', owner=text))
    assert [issue for issue in checked(files) if issue.severity == "error"] == []
    book = opened(workbook(files))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    found = reviewed(files, saved(as_texts(book)))
    assert (found.changing, said(found)) == ((), [])


# What a return says when nobody filled it in


@given(
    st.lists(st.sampled_from(["red", "amber", "green", "complete"]), min_size=1, max_size=4),
    st.dates(date(2019, 6, 1), date(2020, 1, 9)),
)
def test_a_return_that_nobody_filled_in_is_no_change_whatever_stood_in_the_record(statuses, day):
    histories = (
        f"history:\n  - {{date: 2019-05-02, status: {status}, next: {{what: Report, by: {day}}}}}\n"
        for status in statuses
    )
    made = {
        f"finding_{number}": finding(f"next: {{what: Report, by: {day}}}\n{history}", status=status)
        for number, (status, history) in enumerate(zip(statuses, histories, strict=True))
    }
    files = texts(**made)
    book = opened(workbook(files))
    assert sheet_of(book)[place_of(sheet_of(book), "finding-0", Column.STATUS)].value
    found = reviewed(files, saved(book))
    assert (found.changing, said(found)) == ((), [])


# Any answers to a finding in any state


STATES = [
    finding(),
    VETTING,
    finding(HISTORY.replace("    next: {what: Report, by: 2019-12-01}\n", "")),
    finding("next: {what: Report}\n"),
    finding(due=None),
    finding(status="complete"),
    finding(publish="false"),
    finding("withheld: {since: 2019-09-01, reason: It named a victim.}\n"),
]
CHOICES = {
    Column.NEW_STATUS: ["Red", "Amber", "Green", "Complete", "Closed", "Not accepted"],
    Column.NEW_DUE: [date(2020, 3, 31), date(2020, 6, 30), date(2019, 12, 1)],
    Column.WHY: ["Because: the supplier left", "# a"],
    Column.APPROVED_BY: ["Deputy Chief Constable"],
    Column.RESPONSE: ["Work goes on.", "# x\n---"],
    Column.OUTCOME: ["Done", "Dropped"],
    Column.NEXT: ["Report", "New step: y"],
    Column.BY: [date(2020, 5, 1)],
}
ANY_ANSWERS = st.fixed_dictionaries({}, optional={column: st.sampled_from(those) for column, those in CHOICES.items()})


def written_and_read_again(text: str, answers) -> None:
    files = texts(vetting=text)
    returned = filled(workbook(files), {"vetting": answers})
    found = reviewed(files, returned)
    if found.blocked:
        return
    made = changed_files(found, now_of(files), READ)
    after = {**files, **{path: file.content.decode() for path, file in made.items()}}
    assert [issue for issue in checked(after, READ) if issue.severity == "error"] == []
    again = reviewed(after, returned)
    assert (again.changing, again.blocked) == ((), 0)


@given(st.sampled_from(STATES), ANY_ANSWERS)
def test_what_is_not_refused_passes_the_check_and_is_written_once(text, answers):
    written_and_read_again(text, answers)


@pytest.mark.exhaustive
@given(st.sampled_from(STATES), ANY_ANSWERS)
@settings(max_examples=1000, deadline=None)
def test_whatever_is_not_refused_passes_the_check_and_is_written_once(text, answers):
    written_and_read_again(text, answers)
