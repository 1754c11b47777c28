"""A correction unlocks what it names and nothing else, is new, and names the papers that it touches."""

import pytest

from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, checked, finding, texts
from tests.test_lost import MEETING_PATH, VETTING, correction, lost, said_of
from tests.test_past_papers import KEPT, PLAIN, RED, REPORT, SAID, WORDS, edited


def corrected(path: str, before: str, now: str, of: str, papers: str = "2019-06-28") -> dict[str, str]:
    """The records with other words in one place of a file, and a correction of it."""
    files = edited(path, before, now)
    text = files[path]
    end = text.index("\n---", 4) + 1 if text.startswith("---") else len(text)
    return {**files, path: text[:end] + correction(of, papers) + text[end:]}


CORRECTED = [
    (VETTING, "title: Clear the vetting backlog", "title: Clear it", "title"),
    (VETTING, "status: red, reason: The system is late.", "status: amber, reason: The system is new.", "history 2019-06-12"),
    (VETTING, RED, RED.replace("06-12", "06-13"), "history 2019-06-12"),
    (VETTING, RED, "", "history 2019-06-12"),
    (VETTING, RED, "  - {date: 2019-06-10, status: green, reason: It runs.}\n" + RED, "history 2019-06-10"),
    (VETTING, "Begun", "Planned", "response 2019-06-02"),
    (VETTING, "### 2019-06-02\n\nBegun.\n\n", "", "response 2019-06-02"),
    (VETTING, "Agreed", "Accepted", "response 2019-05-02"),
    (VETTING, "Agreed", "Accepted", "Force response"),
    (VETTING, "should clear", "must clear", "Recommendation"),
    (PLAIN, "status: amber", "status: red", "status"),
    (PLAIN, "type: recommendation", "type: area-for-improvement", "type"),
    (PLAIN, "inspection:", "received: 2019-05-03\ninspection:", "received"),
    (REPORT, "title: Integrated PEEL inspection", "title: PEEL inspection", "title"),
    (REPORT, "grade: good, progress", "grade: outstanding, progress", "grades"),
    (REPORT, "Most of the report", "Much of it", "Summary"),
    (REPORT, "Things are getting better", "Things get better", "Protecting vulnerable people"),
    (MEETING_PATH, "contact: Risk", "contact: Chief", "contact"),
    ("register.yml", "West Midlands", "East Midlands", "organisation"),
    ("register.yml", "HMICFRS", "HMIC", "inspectorate"),
    ("frameworks/peel-2018-19.yml", "label: Legitimacy", "label: Lawfulness", "pillars"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "before", "now", "of"), CORRECTED)
def test_in_every_kind_of_record_a_correction_unlocks_what_it_names(path, before, now, of):
    assert lost(KEPT, edited(path, before, now)) != []
    files = corrected(path, before, now, of)
    assert not [issue for issue in checked(files) if issue.severity == "error"]
    assert lost(KEPT, files) == []


@pytest.mark.parametrize(("path", "before", "now", "of"), CORRECTED)
def test_a_correction_of_something_else_unlocks_nothing(path, before, now, of):
    other = {"title": "committee", "Summary": "url"}.get(of, "title" if path != "register.yml" else "notice")
    other = {"meetings/2019-06-28.md": "agenda_item", REPORT: "url", "frameworks/peel-2018-19.yml": "grades"}.get(
        path, other
    )
    other = "deadline" if path in (VETTING, PLAIN) else other
    assert lost(KEPT, corrected(path, before, now, other)) != []


@pytest.mark.parametrize(("path", "before", "now", "of"), CORRECTED)
def test_what_the_message_gives_to_paste_is_what_is_needed(path, before, now, of):
    """All of it but its words: with those, the edit is free."""
    said = next(s for s in said_of(KEPT, edited(path, before, now)) if "add to corrections: " in s)
    line = said.partition("add to corrections: ")[2]
    assert 'what: "", reason: ""' in line
    assert "papers: [2019-06-28]" in line
    files = edited(path, before, now)
    text = files[path]
    end = text.index("\n---", 4) + 1 if text.startswith("---") else len(text)
    spoken = line.replace('what: "", reason: ""', 'what: "It was wrong.", reason: "A slip."')
    files[path] = f"{text[:end]}corrections:\n  {spoken}\n{text[end:]}"
    assert not [issue for issue in checked(files) if issue.severity == "error"]
    assert lost(KEPT, files) == []


def test_a_correction_stands_in_the_changed_record_itself():
    now = edited(PLAIN, "status: amber", "status: red")
    now[VETTING] = corrected(VETTING, "due: 2020-03-31\n", "due: 2020-03-31\n", "status")[VETTING]
    assert f"{PLAIN}:7:9 paper-changed" in lost(KEPT, now)


def test_only_a_new_correction_unlocks():
    old = corrected(PLAIN, "title: Plain", "title: Plainer", "title")
    assert lost(old, edited(PLAIN, "title: Plainer", "title: Plainest", old)) == [f"{PLAIN}:2:8 paper-changed"]


@pytest.mark.parametrize("day", ["2026-10-31", "2019-06-28"])
def test_a_new_correction_is_of_the_time_since_the_commit(day):
    now = edited(PLAIN, "date: 2026-11-23", f"date: {day}", corrected(PLAIN, "title: Plain", "title: Plainer", "title"))
    assert [line.split()[1] for line in lost(KEPT, now)] == ["paper-changed", "correction-out-of-time"]
    (said,) = (s for s in said_of(KEPT, now) if s.startswith("this correction is new"))
    assert said.endswith('write "date: 2026-11-23", the day on which it is written')


def test_a_correction_in_an_unpublished_record_unlocks_nothing_and_needs_none():
    before = {**KEPT, PLAIN: finding(title="Plain", publish="false")}
    assert lost(before, edited(PLAIN, "title: Plain", "title: Plainer", before)) == []


def test_nothing_unlocks_the_loss_of_a_correction():
    old = corrected(PLAIN, "title: Plain", "title: Plainer", "title")
    gone = {**old, PLAIN: old[PLAIN].replace(correction("title"), "")}
    assert lost(old, gone) == [f"{PLAIN}:1:1 correction-lost"]
    reworded = edited(PLAIN, "A typing error", "Nothing", old)
    assert [line.split()[1] for line in lost(old, reworded)] == ["correction-lost"]
    replaced = edited(PLAIN, correction("title"), correction("deadline"), old)
    assert "correction-lost" in [line.split()[1] for line in lost(old, replaced)]


def test_the_papers_that_it_touches_are_named():
    without = corrected(PLAIN, "title: Plain", "title: Plainer", "title", "")
    assert lost(KEPT, without) == [f"{PLAIN}:11:28 correction-without-papers"]
    (said,) = said_of(KEPT, without)
    assert said == 'this changes the paper of 2019-06-28, but does not name it; write "papers: [2019-06-28]"'
    more = {**KEPT, "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "")}
    files = more | {PLAIN: corrected(PLAIN, "status: amber", "status: red", "status")[PLAIN]}
    (said,) = said_of(more, files)
    assert said.endswith('write "papers: [2019-06-28, 2019-09-26]"')


def test_a_correction_that_touches_no_paper_names_none():
    deadline = corrected(PLAIN, "due: 2020-03-31", "due: 2020-03-31\ndeadline: soon", "deadline", "")
    assert lost(KEPT, deadline) == []


# The check alone


@pytest.mark.parametrize("of", ["titel", "history", "history 2019-13-01", "response of June", "Sumary", "publish"])
def test_of_names_a_place_of_the_record(of):
    files = {**KEPT, PLAIN: finding(correction(of), title="Plain")}
    assert [issue.rule for issue in checked(files) if issue.path == PLAIN] == ["correction-of-nothing"]


@pytest.mark.parametrize(
    ("path", "of"),
    [
        (PLAIN, "Title"), (PLAIN, "recommendation"), (PLAIN, "history 2019-05-02"), (PLAIN, "Response 2019-05-02"),
        (REPORT, "Summary"), (REPORT, "vulnerable"), (REPORT, "Protecting vulnerable people"), (REPORT, "grades"),
        (MEETING_PATH, "Purpose"), (MEETING_PATH, "contact"), ("register.yml", "statuses"),
        ("frameworks/peel-2018-19.yml", "questions"),
    ],
)  # fmt: skip
def test_a_place_is_a_field_a_heading_or_a_day(path, of):
    text = {REPORT: INSPECTION, MEETING_PATH: MEETING, "register.yml": REGISTER, PLAIN: finding(title="Plain")}.get(
        path, FRAMEWORK
    )
    end = text.index("\n---", 4) + 1 if text.startswith("---") else len(text)
    files = {**KEPT, path: text[:end] + correction(of) + text[end:]}
    assert [issue.rule for issue in checked(files) if issue.rule == "correction-of-nothing"] == []


def test_papers_are_meetings_of_the_register_perhaps_under_an_earlier_id():
    files = {**KEPT, PLAIN: finding(correction("title", "2019-06-29"), title="Plain")}
    assert [issue.rule for issue in checked(files) if issue.path == PLAIN] == ["unknown-paper"]
    renamed = {path: text for path, text in files.items() if path != MEETING_PATH}
    renamed["meetings/2019-06-28-audit.md"] = MEETING.replace("title", "formerly: [2019-06-29]\ntitle")
    assert not [issue for issue in checked(renamed) if issue.path == PLAIN]


def test_a_correction_of_the_first_format_is_still_one():
    old = "corrections:\n  - {date: 2020-05-14, what: The record was wrong., reason: A typing error.}\n"
    assert checked(texts(vetting=finding(old, WORDS + SAID))) == ()


def test_of_several_corrections_in_one_record_each_names_what_it_alters_of_what_they_alter_together():
    """Taken out together, the entries alter the papers before the last of them and no others."""
    entries = "".join(
        f"  - {{date: 2019-0{month}-02, status: {status}, reason: New.}}\n"
        for month, status in ((5, "amber"), (6, "red"), (7, "amber"))
    )
    before = {**KEPT, PLAIN: finding(f"history:\n{entries}", title="Plain")}
    before["meetings/2019-09-26.md"] = MEETING.replace("previous: 2019-03-28\n", "")
    gone = {**before, PLAIN: finding(title="Plain")}
    lines = [said.partition("add to corrections: ")[2] for said in said_of(before, gone)]
    words = (line.replace('what: "", reason: ""', 'what: "It was wrong.", reason: "A slip."') for line in lines)
    text = "".join(f"  {line}\n" for line in words)
    assert lost(before, {**before, PLAIN: finding(f"corrections:\n{text}", title="Plain")}) == []
