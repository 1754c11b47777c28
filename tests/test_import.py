"""`register import`: trackers of every kind become records, and what only people can tell is asked once."""

import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook
from openpyxl.comments import Comment
from register import environment
from register.cli import imports, main
from register.editing.trackers.asking import plain
from register.editing.trackers.mapping import read_mapping
from register.records.folder import read_folder
from register.records.record import Records, read_records
from register.records.responses import WrittenResponse

from tests.odd_trackers import ODD
from tests.small import NOW, finding, texts
from tests.trackers import ANY_HISTORY, REPORT, WORDS, Tracker, saved, trackers, workbook

HEAD = ["Ref", "Report", "Type", "Recommendation", "Status", "Owner", "Due date"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A working directory with a valid register in records/."""
    for path, text in texts().items():
        target = tmp_path / "records" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8", newline="\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("REGISTER_AS_OF", raising=False)
    monkeypatch.setattr(environment, "moment", lambda: NOW)
    return tmp_path


def run(*arguments: str):
    return CliRunner().invoke(main, arguments)


def records_in(folder: Path) -> Records:
    return read_records(read_folder(folder / "records"))


def row(reference: str = "A-1", **cells: object) -> list[object]:
    """A row below HEAD; cells are named by their headings, in lower case."""
    usual = {"ref": reference, "report": REPORT, "type": "Rec", "recommendation": WORDS.format(reference)}
    usual |= {"status": "Amber", "owner": "Head of Custody", "due date": date(2027, 3, 31)}
    given = usual | {name.replace("_", " "): value for name, value in cells.items()}
    return [given[name.lower()] for name in HEAD]


def tracker_of(folder: Path, *rows: list[object], name: str = "tracker.xlsx", head: list[str] = HEAD) -> str:
    """The name of a tracker in the folder that holds these rows."""
    (folder / name).write_bytes(saved(workbook(head, *rows)))
    return name


def answer(folder: Path, name: str, answers: dict[str, dict[str, str]], file: str | None = None) -> list[str]:
    """Writes the answers behind the questions of a mapping file; returns what has none."""
    path = folder / (file or Path(name).with_suffix(".map.yml"))
    lines, field, open_questions = [], "", []
    for line in path.read_text("utf-8").split("\n"):
        field = line.rstrip(":") if line[:1].isalpha() else field
        if line.startswith("  ") and line.endswith(":") and "# " not in line:
            key = line.strip()[:-1]
            about = json.loads(key) if key.startswith('"') else key
            given = {plain(each): said for each, said in answers.get(field, {}).items()}.get(plain(about))
            open_questions += [] if given else [f"{field} {about}"]
            line += f" {json.dumps(given)}" if given else ""
        lines.append(line)
    path.write_text("\n".join(lines), "utf-8")
    return open_questions


LONG = "The force should improve its plans for the years to come, and say how it did so."
WORKFORCE = {"question": {REPORT: "workforce"}}


def imported(folder: Path, name: str, answers: dict[str, dict[str, str]] = WORKFORCE, *options: str):
    """The result of importing the tracker, after one round of answers where it asks."""
    result = run("import", name, *options)
    if result.exit_code == 1 and (folder / name).with_suffix(".map.yml").exists():
        answer(folder, name, answers)
        result = run("import", name, *options)
    return result


ALL = [*trackers(), *(make() for make in ODD)]


@pytest.mark.parametrize("tracker", ALL, ids=[tracker.name for tracker in ALL])
def test_a_tracker_becomes_a_register_that_passes_the_check_after_one_round_of_answers(folder, tracker: Tracker):
    (folder / tracker.name).write_bytes(tracker.content)
    result = imported(folder, tracker.name, tracker.answers)
    assert (result.exit_code, result.exception) == (0, None), result.output
    made = records_in(folder).recommendations
    for id, expected in tracker.expected.items():
        found = {name: getattr(made[id].facts, name) for name in expected}
        assert {name: value for name, value in found.items() if expected[name] is not ANY_HISTORY or not value} == {
            name: value for name, value in expected.items() if value is not ANY_HISTORY
        }
    check = run("check")
    assert check.exit_code == 0
    assert "history" not in check.output
    assert f"{tracker.left_out} left out" in result.output or not tracker.left_out


@pytest.mark.parametrize("tracker", ALL, ids=[tracker.name for tracker in ALL])
def test_the_same_tracker_again_changes_nothing(folder, tracker: Tracker):
    (folder / tracker.name).write_bytes(tracker.content)
    imported(folder, tracker.name, tracker.answers)
    before = read_folder(folder / "records")
    for options in ((), ("--update",)):
        assert run("import", tracker.name, *options).exit_code == 0
        assert read_folder(folder / "records") == before


def test_a_finding_that_stands_in_two_sheets_with_two_statuses_is_told(folder):
    book = workbook(HEAD, row("A-1", status="Amber"))
    again = book.create_sheet("All")
    for cells in (HEAD, row("A-1", status="Red", owner="DCC")):
        again.append(cells)
    (folder / "two.xlsx").write_bytes(saved(book))
    said = (
        "with the reference and the wording of a row above, but another status and owner, which isn't taken in (All!2)"
    )
    assert said in imported(folder, "two.xlsx").output


def test_what_each_quarters_sheet_says_becomes_a_response_of_its_time(folder):
    tracker = next(each for each in ALL if each.name == "quarters.xlsx")
    (folder / tracker.name).write_bytes(tracker.content)
    imported(folder, tracker.name, tracker.answers)
    text = records_in(folder).recommendations["a1"].source.body
    assert "### 2026-06-30\n\nIt was Red.\n\n### 2026-09-30\n\nIt was Green.\n" in text


def test_comments_on_cells_are_told(folder):
    book = workbook(HEAD, row())
    book.active["E2"].comment = Comment("Was red until June", "JS")
    (folder / "comment.xlsx").write_bytes(saved(book))
    assert "comments on cells are not taken in (Tracker!E2)" in imported(folder, "comment.xlsx").output


def test_a_month_in_place_of_a_due_date_is_its_last_day_where_somebody_says_so(folder):
    name = tracker_of(folder, row("A-1", due_date="Mar-27"), row("A-2", due_date="June 2027"))
    imported(folder, name, {**WORKFORCE, "due": {"a month or a quarter": "yes"}})
    found = records_in(folder).recommendations
    assert [found[id].facts.due for id in ("a-1", "a-2")] == [date(2027, 3, 31), date(2027, 6, 30)]


def test_a_column_of_long_texts_that_no_heading_explains_is_asked_about_before_all_rows_are_left_out(folder):
    name = tracker_of(folder, row(), head=[*HEAD[:3], "Issue raised with us", *HEAD[4:]])
    answers = {**WORKFORCE, "columns": {"Issue raised with us": "recommendation"}}
    assert "no column is known to hold the official wording" in run("import", name).stderr
    imported(folder, name, answers)
    assert imported(folder, name, answers).exit_code == 0
    assert [*records_in(folder).recommendations] == ["a-1"]


# What is asked


def test_a_question_is_asked_once_a_cause_and_nothing_is_written_before_it_is_answered(folder):
    name = tracker_of(folder, row("A-1", status="In hand"), row("A-2", status="In hand"), row("A-3"))
    before = read_folder(folder / "records")
    result = run("import", name)
    assert result.exit_code == 1
    assert 'status: a status: "In hand" (2 rows)' in result.stderr
    assert "nothing was written; answer in tracker.map.yml" in result.stderr
    assert read_folder(folder / "records") == before
    assert set(read_mapping((folder / "tracker.map.yml").read_text("utf-8")).given) == {
        "status", "question", "grade"
    }  # fmt: skip


def test_what_people_wrote_into_the_mapping_stays_when_more_is_asked(folder):
    name = tracker_of(folder, row("A-1", status="In hand"))
    (folder / "m.yml").write_text("# ours\nstatus:\n  Other: red  # as agreed\n", "utf-8")
    assert run("import", name, "--map", "m.yml").exit_code == 1
    text = (folder / "m.yml").read_text("utf-8")
    assert text.startswith("# ours\nstatus:\n  # a status (Tracker!2): red, amber,")
    assert "\n  In hand:\n  Other: red  # as agreed\n" in text


def test_an_answer_that_is_none_is_told_with_the_words_that_are(folder):
    name = tracker_of(folder, row(status="In hand"))
    (folder / "m.yml").write_text(f"status: {{In hand: ambre}}\nquestion: {{{REPORT}: workforce}}\n", "utf-8")
    result = run("import", name, "--map", "m.yml")
    assert result.exit_code == 1
    assert 'status, "In hand": "ambre" can\'t be the answer; write one of red, amber, green' in result.stderr


def test_a_report_that_is_not_there_can_be_begun_by_its_facts(folder):
    name = tracker_of(folder, row(report="Custody"))
    report = "{title: Custody in 2020, framework: peel-2018-19, published: 2020-02-01}"
    (folder / "m.yml").write_text(
        f"inspection:\n  Custody: {report}\nquestion: workforce\ngrade: {{Custody: RI}}\n", "utf-8"
    )
    assert run("import", name, "--map", "m.yml").exit_code == 0
    facts = records_in(folder).recommendations["a-1"].facts
    assert (facts.inspection, facts.grade) == ("custody-in-2020", "requires-improvement")
    assert run("check").exit_code == 0


def test_a_row_can_be_left_out_by_its_place(folder):
    name = tracker_of(folder, row("A-1"), row("A-2"))
    (folder / "m.yml").write_text("question: workforce\nrow: {Tracker!2: leave out}\n", "utf-8")
    result = run("import", name, "--map", "m.yml")
    assert result.exit_code == 0
    assert "left out, 1: left out as the mapping says (Tracker!2)" in result.output
    assert [*records_in(folder).recommendations] == ["a-2"]


def test_the_questions_can_be_answered_in_a_workbook(folder):
    name = tracker_of(folder, row("A-1", status="In hand", owner="Supt J Smith"))
    assert run("import", name, "--review", "review.xlsx").exit_code == 1
    book = load_workbook(folder / "review.xlsx")
    given = {"status": "amber", "question": "workforce", "owner": "Head of Operations"}
    for cells in book.active.iter_rows(min_row=2):
        cells[5].value = given.get(cells[0].value)
    book.save(folder / "review.xlsx")
    result = run("import", name, "--review", "review.xlsx")
    assert result.exit_code == 0, result.output
    facts = records_in(folder).recommendations["a-1"].facts
    assert (facts.status, facts.owner) == ("amber", "Head of Operations")


def test_a_report_can_be_begun_from_the_workbook_too(folder):
    name = tracker_of(folder, row("A-1", report="PEEL 2021"))
    begun = "{title: PEEL 2021: West Midlands, again, framework: peel-2018-19, published: 2021-05-02}"
    given = {"inspection": begun, "question": "workforce", "grade": "good"}
    assert run("import", name, "--review", "review.xlsx").exit_code == 1
    book = load_workbook(folder / "review.xlsx")
    for cells in book.active.iter_rows(min_row=2):
        cells[5].value = given.get(cells[0].value)
    book.save(folder / "review.xlsx")
    result = run("import", name, "--review", "review.xlsx")
    assert result.exit_code == 0, result.output
    (report,) = (each for each in records_in(folder).inspections.values() if each.facts.published == date(2021, 5, 2))
    assert report.facts.title == "PEEL 2021: West Midlands, again"


def test_an_update_says_what_the_tracker_has_no_more(folder):
    name = tracker_of(folder, row("A-1"), row("A-2"))
    imported(folder, name)
    tracker_of(folder, row("A-1"))
    assert "not in this tracker" not in run("import", name).output
    assert "outstanding in the register, and not in this tracker: a-2" in run("import", name, "--update").output


def test_a_dry_run_says_what_would_be_written_and_writes_nothing(folder):
    name = tracker_of(folder, row())
    (folder / "m.yml").write_text("question: workforce\n", "utf-8")
    before = sorted(folder.rglob("*"))
    result = run("import", name, "--map", "m.yml", "--dry-run")
    assert "1 record would be written in records" in result.output
    assert sorted(folder.rglob("*")) == before


# What becomes of what a row says


def test_moved_dates_are_in_the_history_each_dated_by_the_day_that_it_replaced(folder):
    head = [*HEAD, "Revised date 1", "Revised date 2"]
    cells = [*row(due_date=date(2019, 9, 30)), date(2020, 3, 31), date(2027, 3, 31)]
    name = tracker_of(folder, cells, head=head)
    assert imported(folder, name, WORKFORCE, "--reason", "The supplier was late.").exit_code == 0
    facts = records_in(folder).recommendations["a-1"].facts
    assert [(entry.date, entry.recorded, entry.due) for entry in facts.history] == [
        (date(2019, 5, 2), None, date(2019, 9, 30)),
        (date(2019, 9, 30), date(2026, 11, 23), date(2020, 3, 31)),
        (date(2020, 3, 31), date(2026, 11, 23), date(2027, 3, 31)),
    ]
    assert facts.due == date(2027, 3, 31)
    assert facts.history[1].reason == "The supplier was late."


def said_in(folder: Path, id: str) -> tuple[WrittenResponse, ...]:
    return records_in(folder).recommendations[id].responses


def test_notes_of_quarters_and_days_become_dated_responses(folder):
    name = tracker_of(
        folder,
        [*row(), "12/06/2020: Begun.\nSeptember 2020 update - Under way.\nQ3 2020/21: Done.", "In use."],
        head=[*HEAD, "Progress", "Update 31/03/2021"],
    )
    assert imported(folder, name).exit_code == 0
    days = [response.day for response in said_in(folder, "a-1")]
    assert days == [date(2020, 6, 12), date(2020, 9, 30), date(2020, 12, 31), date(2021, 3, 31)]


def test_no_mark_of_a_cell_becomes_a_mark_of_the_record(folder):
    words = "# Do\n<b>it</b> ![now](x.png)\n---\n| a | b |\n[^1] see\u200b below"
    name = tracker_of(folder, row(recommendation=words))
    result = imported(folder, name)
    assert result.exit_code == 0, result.output


def test_errors_are_told_by_cause_with_their_cells(folder):
    rows = [row(f"A-{number}", recommendation=f"{LONG} SECRET {number}") for number in range(1, 41)]
    result = imported(folder, tracker_of(folder, *rows))
    assert result.exit_code == 1
    told = [line for line in result.stderr.splitlines() if "protective-marking" in line]
    assert len(told) == 1
    assert "(Tracker!D2, Tracker!D3, Tracker!D4, Tracker!D5, Tracker!D6 and 35 more)" in told[0]
    assert "nothing was written" in result.stderr


def test_findings_received_before_past_papers_change_none_of_them(folder):
    assert imported(folder, tracker_of(folder, row())).exit_code == 0
    assert records_in(folder).recommendations["a-1"].facts.recorded == date(2026, 11, 23)


# A changed tracker


def test_a_changed_tracker_is_taken_in_as_history_and_responses(folder):
    head = [*HEAD, "Progress"]
    imported(folder, tracker_of(folder, [*row("A-1"), "Begun."], [*row("A-2"), None], head=head))
    changed = row("A-1", status="Green", owner="Head of Operations", due_date=date(2027, 9, 30))
    name = tracker_of(folder, [*changed, "Begun. Half done."], [*row("A-2"), None], row("A-3"), head=head)
    result = run("import", name)
    assert "1 new, 1 the same as in the register, 1 left out" in result.output
    assert "add --update" in result.output
    result = run("import", name, "--update", "--reason", "More staff were needed.")
    assert "rows: 1 changed, 2 the same as in the register" in result.output, result.output
    record = records_in(folder).recommendations["a-1"]
    assert [(each.date, each.recorded, each.status, each.due) for each in record.facts.history[1:]] == [
        (date(2026, 11, 23), None, None, date(2027, 9, 30)),
        (date(2026, 11, 23), None, "green", None),
    ]
    assert record.facts.owner == "Head of Operations"
    assert [response.day for response in record.responses] == [date(2026, 11, 23)]
    before = read_folder(folder / "records")
    assert run("import", name, "--update").exit_code == 0
    assert read_folder(folder / "records") == before
    assert run("check").exit_code == 0


def test_an_update_closes_what_the_tracker_closes(folder):
    head = [*HEAD, "Date closed"]
    imported(folder, tracker_of(folder, [*row(), None], head=head))
    name = tracker_of(folder, [*row(status="Closed"), date(2026, 11, 2)], head=head)
    assert run("import", name, "--update").exit_code == 0
    facts = records_in(folder).recommendations["a-1"].facts
    assert (facts.status, facts.closed, facts.history[-1].date) == ("closed", date(2026, 11, 2), date(2026, 11, 2))
    assert run("check").exit_code == 0


def test_what_bears_no_date_is_told_and_stays(folder):
    imported(folder, tracker_of(folder, row()))
    result = run("import", tracker_of(folder, row(type="AFI")), "--update")
    assert "type: the register says otherwise and stays as it is" in result.output
    assert "nothing to write" in result.output


# Files that are none


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(2000) + "EncryptedPackage".encode("utf-16-le") + bytes(2000)


def broken_zip() -> bytes:
    return saved(workbook(HEAD, row()))[:-300]


def zip_of(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.xlsx", encrypted(), "protected with a password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(4000), "a workbook of an old kind"),
        ("a.xlsx", broken_zip(), "is damaged, or not a workbook"),
        ("a.xlsx", b"", "is damaged, or not a workbook"),
        ("a.xlsx", zip_of(mimetype=b"application/vnd.oasis.opendocument.spreadsheet"), "is not an Excel workbook"),
        ("a.xlsx", zip_of(**{"xl__workbook.xml": b"<workbook"}), "can't be read as a workbook"),
        ("a.xlsx", saved(workbook()), "no sheet has a row of headings"),
        ("a.csv", b"", "no sheet has a row of headings"),
        ("a.csv", b"\x89PNG\r\n\0\0\0\0", "neither a workbook nor a text"),
        ("a.csv", b"Ref,Recommendation,Status\n" + b'"' + b"x" * 200_000, "row 2 can't be read"),
        ("a.csv", b"a,b\n1,2\n", "no sheet has a row of headings"),
        ("a.csv", b'Ref,Recommendation\n1,"Never closed\n2,Lost\n', "a quotation mark in line 2 is never closed"),
        ("a.xls", b"<html><body><table><tr><th>Ref</th></tr></table>", "a web page or XML by another name"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_tracker_is_told_in_a_sentence(folder, name, content, said):
    (folder / name).write_bytes(content)
    result = run("import", name)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output


def test_a_sheet_that_is_not_there_is_told_with_those_that_are(folder):
    result = run("import", tracker_of(folder, row()), "--sheet", "Old")
    assert result.exit_code == 2
    assert 'there is no sheet "Old"; the sheets are Tracker' in result.output


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("status: [a]\n", "there is a list"),
        ("statsu: {a: red}\n", 'write "status" if that is meant'),
        ("status: {a: red\n", "line 1: yaml-syntax"),
        ("status:\n  a: red\n  a: green\n", "line 3: repeated-key"),
    ],
)
def test_a_mapping_that_cannot_be_read_is_told_with_its_line(folder, text, said):
    name = tracker_of(folder, row())
    (folder / "m.yml").write_text(text, "utf-8")
    result = run("import", name, "--map", "m.yml")
    assert result.exit_code == 2
    assert said in result.output


def test_two_hundred_rows_are_one_register(folder):
    rows = [row(f"A-{number}") for number in range(1, 201)]
    assert "wrote 200 records" in imported(folder, tracker_of(folder, *rows)).output


def test_a_finding_that_is_there_by_another_name_is_not_made_again(folder):
    text = finding(formerly="[a-1]", status="amber", owner="Head of Custody", due="2027-03-31", reference="A-1")
    (folder / "records/recommendations").mkdir(exist_ok=True)
    (folder / "records/recommendations/backlog.md").write_text(text, "utf-8")
    assert "1 the same as in the register" in imported(folder, tracker_of(folder, row())).output


def test_what_was_exported_comes_back_without_a_change(folder):
    imported(folder, tracker_of(folder, row("A-1"), row("A-2", status="Red")))
    before = read_folder(folder / "records")
    for form in ("xlsx", "csv"):
        assert run("export", "--format", form, "--out", f"out.{form}").exit_code == 0
        result = run("import", f"out.{form}", "--update")
        assert result.exit_code == 0, result.output
        assert "2 the same as in the register" in result.output
        assert read_folder(folder / "records") == before


def test_at_a_terminal_every_question_is_asked_until_its_answer_is_one(folder, monkeypatch):
    answers = iter(("ambre", "workforce", "amber"))
    monkeypatch.setattr(imports, "can_ask", lambda: True)
    monkeypatch.setattr(imports, "ask", lambda _: next(answers))
    name = tracker_of(folder, row("A-1", status="In hand"))
    result = run("import", name, "--map", "asked.yml")
    assert result.exit_code == 0, result.output
    assert "  In hand: amber\n" in (folder / "asked.yml").read_text("utf-8")
    assert records_in(folder).recommendations["a-1"].facts.question == "workforce"


def test_a_register_with_errors_is_mended_before_anything_is_brought_in(folder):
    (folder / "records/frameworks/peel-2018-19.yml").write_text("title: [\n", "utf-8")
    result = run("import", tracker_of(folder, row()))
    assert result.exit_code == 1
    assert "yaml-syntax" in result.stderr


def test_cells_of_signs_alone_are_asked_about_like_empty_ones(folder):
    name = tracker_of(folder, row(status="***", type="--"))
    answers = WORKFORCE | {"status": {"(empty)": "red"}, "type": {"(empty)": "AFI"}}
    assert imported(folder, name, answers).exit_code == 0
    facts = records_in(folder).recommendations["a-1"].facts
    assert (facts.status, facts.type) == ("red", "area-for-improvement")
