"""Mistakes of people who write in word processors and spreadsheets: each message says what was meant."""

import pytest

from tests.small import MEETING, REGISTER, checked, finding, texts

ENTRY = "  - {date: 2019-05-02, status: amber, owner: Head of Professional Standards, due: 2020-03-31}\n"
WORDS = "## Recommendation\n\nClear it.\n\n## Force response\n\nAgreed.\n\n### 2019-06-02\n\nBegun.\n"
PATHS = {
    "finding": "recommendations/vetting.md", "register": "register.yml", "meeting": "meetings/2019-06-28.md",
    "framework": "frameworks/peel-2018-19.yml", "inspection": "inspections/peel-2018-19.md", "owners": "owners.yml",
}  # fmt: skip
SOUND = texts(vetting=finding(f"history:\n{ENTRY}", WORDS), other=finding(title="Other")) | {
    "owners.yml": "- role: Head of Professional Standards\n- role: Head of Vetting\n",
    "meetings/2019-06-28.md": MEETING,
}


def said(which: str, before: str, now: str) -> list[tuple[str, str]]:
    """What the check says of a file with other words in one place: the rule, and the message with its advice."""
    path = PATHS[which]
    assert before in SOUND[path]
    changed = SOUND | {path: SOUND[path].replace(before, now, 1)}
    return [(issue.rule, f"{issue.message}; {issue.fix}") for issue in checked(changed) if issue.path == path]


def test_the_register_is_sound():
    assert checked(SOUND) == ()


DUE, STATUS, TITLE, OWNER = "due: 2020-03-31\nh", "status: amber\n", "title: Clear the vetting backlog", "owner: Head of Professional Standards\nd"  # fmt: skip
LAST, RATED = "due: 2020-03-31}", "grade: requires-improvement"


@pytest.mark.parametrize(
    ("which", "before", "now", "rule", "expected"),
    [
        # signs that a line has too many, or lacks
        ("finding", LAST, f"{LAST}}}", "yaml-syntax", "there is one } too many here; delete it"),
        ("finding", LAST, f"{LAST}]", "yaml-syntax", "there is one ] too many here; delete it"),
        ("finding", "{date", "date", "yaml-syntax", f'write "{ENTRY.strip()}"'),
        ("finding", "{date", "(date", "yaml-syntax", f'write "{ENTRY.strip()}"'),
        ("finding", "status: amber, owner", "status:amber, owner", "key-without-value", 'write "status: amber"'),
        ("finding", "status: amber, owner", "status amber, owner", "key-without-value", 'write "status: amber"'),
        ("finding", ENTRY, ENTRY.rstrip() + " {date: 2019-06-02, status: red}\n", "yaml-syntax", "a second entry begins here"),
        ("finding", STATUS, "status = amber\n", "yaml-syntax", 'write "status: amber"'),
        ("finding", STATUS, "status\uff1a amber\n", "yaml-syntax", 'write "status: amber"'),
        ("finding", TITLE, TITLE.replace(":", ""), "yaml-syntax", 'write "title: Clear the vetting backlog"'),
        ("finding", STATUS, f"- {STATUS}", "yaml-syntax", "take the hyphen away"),
        ("finding", STATUS, f"\u00a0{STATUS}", "unknown-field", "a sign that nobody sees (U+00A0); delete it"),
        ("finding", STATUS, f"{STATUS}priority: -\n", "yaml-syntax", "a hyphen alone says nothing"),
        ("finding", TITLE, "title: \u201cVetting: all\u201d", "yaml-syntax", 'in double quotes: title: "Vetting: all"'),
        ("finding", TITLE, 'title: "Vetting\u201d', "yaml-syntax", 'put a " in its place'),
        ("finding", STATUS, f"{STATUS}links:\n  - [Plan](https://www.example.org/)\n", "yaml-syntax", 'write "- {title: Plan, url: https://www.example.org/}"'),
        ("register", REGISTER, f"---\n{REGISTER}---\n", "second-document", "delete this line"),
        # one value and several
        ("finding", STATUS, f"{STATUS}with: Head of Vetting\n", "wrong-shape", 'write "with: [Head of Vetting]"'),
        ("finding", STATUS, f"{STATUS}next: Train staff, all\n", "wrong-shape", "write \"next: {what: 'Train staff, all'}\""),
        ("finding", STATUS, f"{STATUS}superseded_by: other, third\n", "bad-word", 'write "superseded_by: [other, third]" if these are 2'),
        ("finding", DUE, "due: [2020-03-31]\nh", "wrong-shape", 'write "due: 2020-03-31"'),
        ("register", REGISTER, f"{REGISTER}committees: Joint Audit Committee\n", "wrong-shape", 'write "committees: [{name: Joint Audit Committee}]"'),
        ("owners", "- role: Head of Vetting", "- Head of Vetting", "wrong-shape", 'write "- role: Head of Vetting"'),
        ("meeting", "contact:", "decisions: to note it\ncontact:", "wrong-shape", 'write "decisions: [to note it]"'),
        # signs for nothing
        ("finding", STATUS, f"{STATUS}next: none\n", "wrong-shape", 'leave "next" out until there is one'),
        ("finding", STATUS, f"{STATUS}accepted: n/a\n", "unknown-choice", 'leave "accepted" out until there is one'),
        ("inspection", "published:", "url: n/a\npublished:", "bad-web-address", 'leave "url" out until there is one'),
        ("finding", "Clear it.", "TBC", "official-words-empty", "this section says nothing"),
        ("finding", "Begun.", "N/A", "response-empty", "there is nothing under 2019-06-02"),
        # words for others
        ("finding", RATED, "grade: RI", "unknown-grade", 'write "requires-improvement" if that is meant'),
        ("finding", "question: workforce", "question: Q2", "unknown-question", 'write "workforce" if that is meant'),
        ("finding", STATUS, f"{STATUS}accepted: In part\n", "unknown-choice", 'write "partly" if that is meant'),
        ("finding", "inspection: peel-2018-19", "inspection: inspections/peel-2018-19.md", "bad-word", 'write "peel-2018-19" if that is meant'),
        ("finding", STATUS, "status: complete 12/03/2020\n", "bad-word", "and say the rest elsewhere"),
        ("finding", STATUS, f"{STATUS}corrections:\n  - {{date: 2020-01-01, of: title, what: A., reason: B., papers: [28/06/2019]}}\n", "bad-word", 'write "2019-06-28"'),
        ("register", REGISTER, f"{REGISTER}due_soon_days: 30 days\n", "bad-number", 'write "due_soon_days: 30"'),
        ("inspection", "published:", "response_days: 8 weeks\npublished:", "bad-number", 'write "response_days: 56"'),
        ("meeting", "contact:", "date: 2019-06-28\ncontact:", "unknown-field", "name the file after the day of the meeting"),
        ("finding", STATUS, f"{STATUS}notes: Call them.\n", "unknown-field", 'below a line "## Staff notes"'),
        # days
        ("finding", DUE, "due: 43921\nh", "bad-date", 'write "due: 2020-03-31" if this is a spreadsheet'),
        ("finding", DUE, "due: end of March 2020\nh", "bad-date", 'write "due: 2020-03-31" if the last day of March 2020'),
        ("finding", DUE, "due: Mar-20\nh", "bad-date", 'write "due: 2020-03-31" if the last day of March 2020'),
        ("finding", DUE, "due: 2O20-O3-3l\nh", "bad-date", 'write "due: 2020-03-31"'),
        ("finding", DUE, "due: ASAP\nh", "bad-date", 'put them under "deadline"'),
        # words below the facts
        ("finding", "### 2019-06-02", "## 2019-06-02", "unknown-heading", 'write "### 2019-06-02"'),
        ("finding", "### 2019-06-02", "#### 2 June 2019", "heading-without-marks", 'write "### 2019-06-02"'),
        ("finding", "### 2019-06-02", "### 2019-06-02 Update from them", "response-without-day", 'write "### 2019-06-02" and "Update from them" below it'),
        ("finding", "### 2019-06-02", "### 2019-06-02 (recorded: 2019-07-02)", "response-without-day", 'write "### 2019-06-02 (recorded 2019-07-02)"'),
        ("finding", "## Recommendation", "# Recommendation", "top-heading", 'write "## Recommendation"'),
        ("finding", "## Recommendation", "\\## Recommendation", "words-before-heading", 'write "## Recommendation"'),
        ("finding", "---\n\n## R", "---\n\naccepted: yes\n\n## R", "words-before-heading", "move it above the line --- that ends them"),
        ("finding", "Agreed.", "```\nAgreed.", "code-without-end", "computer code that never ends"),
        ("finding", "Agreed.", "Agreed \ufffd done.", "twice-encoded", "a letter was lost here"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_what_was_meant(which, before, now, rule, expected):
    found = said(which, before, now)
    assert any(rule == each and expected in words for each, words in found), found


def test_an_owner_that_is_no_new_role_is_not_to_be_listed():
    for owner in (
        "DCI Jane Smith",
        "j.smith@example.org",
        "\u201cHead of Vetting\u201d",
        "Head of Vetting / Head of Custody",
    ):
        found = said("finding", OWNER, f"owner: {owner}\nd")
        assert [rule for rule, _ in found if rule != "person-named"] == ["unknown-owner"], found
        assert not any("to owners.yml" in words for _, words in found)


def test_a_history_with_the_newest_first_is_told_once():
    newest = "  - {date: 2019-06-02, status: red, reason: Late.}\n"
    assert [rule for rule, _ in said("finding", ENTRY, newest + ENTRY)] == ["history-out-of-order"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("vetting.md.md", 'into "recommendations/vetting.md"'),
        ("vetting-ANNA-PC.md", 'into "recommendations/vetting.md"'),
        ("vetting-Anna\u2019s MacBook.md", 'into "recommendations/vetting.md"'),
        ("vetting.md~RF1a2b.TMP", 'into "recommendations/vetting.md"'),
        ("cells.md.md", 'name it "recommendations/cells.md"'),
    ],
)
def test_what_programs_do_to_a_name_is_known(name, expected):
    found = [
        issue.fix
        for issue in checked(SOUND | {f"recommendations/{name}": finding(title="Third")})
        if name in issue.path
    ]
    assert any(expected in fix for fix in found), found


@pytest.mark.parametrize(("name", "expected"), [("2019_09_26", "2019-09-26"), ("2019-09-26-JAC", "2019-09-26-jac")])
def test_a_meeting_is_named_by_its_day(name, expected):
    meeting = MEETING.replace("2019-03-28", "2019-06-28")
    found = [issue.fix for issue in checked(SOUND | {f"meetings/{name}.md": meeting}) if name in issue.path]
    assert any(f'name it "{expected}.md"' in fix for fix in found), found


def test_line_ends_that_few_programs_know_are_told_once():
    found = checked(SOUND | {PATHS["finding"]: SOUND[PATHS["finding"]].replace("\n", "\r\r\n")})
    assert [issue.rule for issue in found if issue.path == PATHS["finding"]][:1] == ["hidden-character"]
    assert len([issue for issue in found if issue.rule == "hidden-character"]) == 1


def test_a_meeting_that_was_not_held_asks_for_no_update():
    quiet = {**SOUND, "recommendations/quiet.md": finding(title="Quiet")}
    meeting = MEETING.replace("previous: 2019-03-28\n", "held: {}\nreason: Too few came.\n")
    for held, expected in (("true", True), ("false", False)):
        text = meeting.format(held).replace(
            "reason: Too few came.\n", "" if held == "true" else "reason: Too few came.\n"
        )
        rules = {issue.rule for issue in checked(quiet | {"meetings/2019-09-26.md": text})}
        assert ("silent-between-meetings" in rules) is expected
