"""A paper once given stays as it was given: whatever would make it say something else is an error at its line."""

from datetime import date

import pytest
from register.checks import papers
from register.checks.judge import check_since

from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, TODAY, checked, finding, records_of, texts
from tests.test_lost import COMMITTED, MEETING_PATH, VETTING, correction, lost, said_of

FIRST = "  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Professional Standards, reason: New.}\n"
RED = "  - {date: 2019-06-12, status: red, reason: The system is late.}\n"
LATER = "  - {date: 2020-01-16, status: green, reason: On plan.}\n"
WORDS = "## Recommendation\n\nThe force should clear\nthe backlog.\n\n"
SAID = "## Force response\n\nAgreed.\n\n### 2019-06-02\n\nBegun.\n\n### 2020-01-16\n\nHalf done.\n"
PLAIN = "recommendations/plain.md"
REPORT = "inspections/peel-2018-19.md"
KEPT = texts(
    vetting=finding(f"history:\n{FIRST}{RED}{LATER}", WORDS + SAID, status="green"),
    plain=finding(title="Plain"),
)


def edited(path: str, before: str, now: str, files: dict[str, str] = KEPT) -> dict[str, str]:
    """The records with other words in one place of a file."""
    assert before in files[path]
    return {**files, path: files[path].replace(before, now, 1)}


def changed(now: dict[str, str], before: dict[str, str] = KEPT, day: date = TODAY) -> list[str]:
    """Where a past paper is changed, as `path:line`, and in which words that is told."""
    found = check_since(records_of(before), records_of(now), COMMITTED, day)
    told = (issue for issue in found if issue.rule == "paper-changed")
    return [f"{issue.path}:{issue.line} {issue.message.partition(' would ')[2]}" for issue in told]


def test_the_kept_register_is_valid_and_nothing_of_it_is_changed():
    assert not [issue for issue in checked(KEPT) if issue.severity == "error"]
    assert changed(KEPT) == []


@pytest.mark.parametrize(
    ("path", "before", "now", "expected"),
    [
        (VETTING, "title: Clear the vetting backlog", "title: Clear it", '2 say "Clear it" instead of "Clear the vetting backlog"'),
        (VETTING, "status: red, reason", "status: amber, reason", "12 say 0 red instead of 1"),
        (VETTING, RED, RED.replace("06-12", "07-12"), "12 say 0 red instead of 1"),
        (VETTING, "Begun", "Planned", '25 say "Planned." instead of "Begun." of "Response"'),
        (PLAIN, "status: amber", "status: red", "7 say 2 red instead of 1"),
        (PLAIN, "due: 2020-03-31", "due: 2019-06-01", "9 say 1 overdue instead of 0"),
        (PLAIN, "inspection:", "received: 2019-07-03\ninspection:", "4 say 1 outstanding instead of 2"),
        (REPORT, "grade: good, progress", "grade: outstanding, progress", '6 say "Outstanding" instead of "Good" under "Grade" of "Effectiveness"'),
        (REPORT, "Most of the report", "Much of it", '12 say "Much of it is favourable." instead of "Most of the report is favourable." of "Integrated PEEL inspection 2018/19"'),
        (MEETING_PATH, "contact: Risk", "contact: Chief", '5 say "Chief and Organisational Learning Manager" instead of "Risk and Organisational Learning Manager" under "Contact"'),
        ("register.yml", "West Midlands", "East Midlands", '1 say "East Midlands Police" instead of "West Midlands Police"'),
        ("frameworks/peel-2018-19.yml", "label: Legitimacy", "label: Lawfulness", '9 say "Lawfulness" instead of "Legitimacy"'),
    ],
)  # fmt: skip
def test_whatever_changes_a_past_paper_is_told_at_its_line_in_the_words_of_the_paper(path, before, now, expected):
    line, _, words = expected.partition(" ")
    found = changed(edited(path, before, now))
    assert any(told.startswith(f"{path}:{line} {words}") for told in found), found


def test_the_message_names_the_paper_by_its_day_and_counts_the_others():
    more = {**KEPT, "meetings/2019-09-26.md": MEETING.replace("previous: 2019-03-28\n", "")}
    (said,) = said_of(more, edited(PLAIN, "status: amber", "status: red", more))
    assert said.startswith("the paper of 28 June 2019 would say 2 red instead of 1, and 1 more would change; ")


@pytest.mark.parametrize(
    ("path", "before", "now"),
    [
        (VETTING, LATER, LATER + "  - {date: 2026-11-23, status: amber, reason: Late.}\n"),
        (VETTING, LATER, "  - {date: 2019-06-20, recorded: 2026-11-23, status: amber, reason: Late.}\n" + LATER),
        (VETTING, "Half done.", "Half done.\n\n### 2026-11-23\n\nDone."),
        (VETTING, "### 2020-01-16", "### 2019-06-20 (recorded 2026-11-23)\n\nNearly.\n\n### 2020-01-16"),
        (VETTING, "Half done.", "Half done.\n\n## Evidence\n\nA report."),
        (PLAIN, "due: 2020-03-31", "due: 2020-03-31\nlinks: [{title: Plan, url: https://example.org/}]"),
        (PLAIN, "inspection:", "received: 2019-05-02\ninspection:"),
        (PLAIN, "status: amber", "pillar: legitimacy\nstatus: Amber"),
        (PLAIN, "due: 2020-03-31", "due: 2020-03-31\nwithheld: {since: 2026-11-23, reason: It named a victim.}"),
        (MEETING_PATH, "title:", "as_at: 2019-06-28\ntitle:"),
        ("register.yml", REGISTER, f"{REGISTER}notice: In training.\ntimezone: Europe/London\ndue_soon_days: 30\n"),
    ],
)
def test_what_changes_no_past_paper_is_free(path, before, now):
    assert changed(edited(path, before, now)) == []


def test_a_first_history_that_begins_with_what_stood_there_is_free():
    begun = f"history:\n{FIRST}  - {{date: 2026-11-23, status: red, reason: Late.}}\n"
    now = {**KEPT, PLAIN: finding(begun, title="Plain", status="red")}
    assert changed(now) == []
    forgotten = {**KEPT, PLAIN: finding(begun.replace(FIRST, ""), title="Plain", status="red")}
    assert changed(forgotten) != []


def test_a_status_or_owner_that_changed_at_the_top_is_to_be_dated():
    (said,) = said_of(KEPT, edited(PLAIN, "owner: Head of Professional Standards", "owner: Head of Vetting"))
    assert (
        'write "owner: Head of Professional Standards" into an entry of 2019-05-02 in the history and '
        '"owner: Head of Vetting" into one of 2026-11-23, or add to corrections: ' in said
    )


def test_the_day_of_today_is_no_past_day():
    assert changed(edited(MEETING_PATH, "contact: Risk", "contact: Chief"), day=date(2019, 6, 28)) == []
    assert changed(edited(MEETING_PATH, "contact: Risk", "contact: Chief"), day=date(2019, 6, 29)) != []


# New records


def test_a_new_finding_that_past_papers_would_count_says_when_it_was_recorded():
    new = {**KEPT, "recommendations/new.md": finding(title="New")}
    (said,) = said_of(KEPT, new)
    assert said == (
        "the paper of 28 June 2019 would count this finding, which is new; "
        'write "recorded: 2026-11-23", the day on which it came into the register'
    )
    assert changed({**KEPT, "recommendations/new.md": finding(title="New", recorded="2026-11-23")}) == []
    assert changed({**KEPT, "recommendations/new.md": finding(title="New", received="2026-11-20")}) == []


def test_a_finding_that_is_published_late_says_when_it_was_recorded():
    before = {**KEPT, "recommendations/new.md": finding(title="New", publish="false")}
    assert changed({**KEPT, "recommendations/new.md": finding(title="New")}, before) != []
    assert changed({**KEPT, "recommendations/new.md": finding(title="New", recorded="2026-11-23")}, before) == []


def test_a_report_with_its_findings_that_came_in_late_says_when_it_was_recorded():
    early = INSPECTION.replace("2019-05-02", "2019-06-01").replace("Integrated PEEL", "Crime data")
    new = {
        **KEPT,
        "inspections/cdi-2019.md": early,
        "recommendations/new.md": finding(inspection="cdi-2019", title="N"),
    }
    assert [told.split()[0] for told in changed(new)] == ["inspections/cdi-2019.md:4", "recommendations/new.md:4"]
    recorded = {**new, "inspections/cdi-2019.md": early.replace("published", "recorded: 2026-11-23\npublished")}
    assert changed(recorded) == []


def test_a_meeting_put_in_before_another_may_not_change_from_when_that_counts():
    before = {
        MEETING_PATH: MEETING.replace("previous: 2019-03-28\n", ""),
        **{k: v for k, v in KEPT.items() if k != MEETING_PATH},
    }
    now = {**before, "meetings/2019-05-28.md": MEETING}
    assert len(changed(now, before)) == 1


# Ways that need no correction


def test_a_rename_is_free_and_so_are_the_references_that_follow_it():
    before = {**KEPT, "recommendations/part.md": finding(title="Part", parent="plain")}
    now = {path: text for path, text in before.items() if path != PLAIN}
    now["recommendations/part.md"] = finding(title="Part", parent="very-plain")
    now["recommendations/very-plain.md"] = finding(title="Plain", formerly="[plain]")
    assert changed(now, before) == []


def test_words_of_a_withheld_finding_can_not_be_changed_meanwhile():
    withheld = edited(PLAIN, "due:", "withheld: {since: 2026-11-20, reason: It named a victim.}\ndue:")
    assert changed(withheld) == []
    assert changed(edited(PLAIN, "title: Plain", "title: Plainer", withheld), withheld) != []


def test_a_status_keeps_its_earlier_words_through_a_day():
    statuses = "statuses:\n  - {id: red, label: Red, meaning: Late., stage: open, colour: red}\n  - {id: amber, label: Amber, meaning: At risk., stage: open, colour: amber}\n  - {id: green, label: Green, meaning: On plan., stage: open, colour: green}\n  - {id: closed, label: Closed, meaning: Over., stage: ended, colour: grey}\n"  # fmt: skip
    before = {**KEPT, "register.yml": REGISTER + statuses}
    renamed = statuses.replace("label: Red, meaning: Late.", "label: Stuck, meaning: Will be late.")
    assert changed({**KEPT, "register.yml": REGISTER + renamed}, before) != []
    earlier = renamed.replace(
        "colour: red}", "colour: red, earlier: [{until: 2026-11-22, label: Red, meaning: Late.}]}"
    )
    assert changed({**KEPT, "register.yml": REGISTER + earlier}, before) == []


def test_with_a_new_organisation_a_register_can_begin_anew_and_nothing_is_compared():
    anew = {"register.yml": "organisation: A Fire Service\nbegan: 2026-11-23\n", "frameworks/peel.yml": FRAMEWORK}
    assert lost(KEPT, anew) == []
    assert lost(KEPT, {**anew, "register.yml": REGISTER + "began: 2026-11-23\n"}) != []
    begun = {**KEPT, "register.yml": REGISTER + "began: 2019-05-01\n"}
    renamed = edited("register.yml", "West Midlands", "East Midlands", begun)
    assert lost(begun, renamed) == ["register.yml:1:15 paper-changed"]  # it began as another, and is the same register


# Many changes at once


def test_of_many_changes_each_is_told_with_the_papers_that_it_alters():
    """A title that no past paper prints is free, whatever else changes beside it."""
    before = {**KEPT, "recommendations/listed.md": finding(title="Listed", due="2019-06-01")}
    before |= {
        f"recommendations/quiet-{n}.md": finding(received="2019-09-01", title=f"Quiet {n}", due="2030-01-01")
        for n in range(3)
    }
    before["meetings/2019-09-26.md"] = MEETING.replace("previous: 2019-03-28\n", "as_at: 2019-08-31\n")
    now = edited("recommendations/listed.md", "title: Listed", "title: Late", before)
    for n in range(3):
        now = edited(f"recommendations/quiet-{n}.md", "title: Quiet", "title: Silent", now)
    now = edited(PLAIN, "status: amber", "status: red", now)
    assert changed(now, before) == [
        'recommendations/listed.md:2 say "Late" instead of "Listed", and 1 more would change',
        f"{PLAIN}:7 say 2 red instead of 1, and 1 more would change",
    ]


# Records that can't be told


def test_of_records_with_errors_no_paper_is_made_on_either_side():
    broken = edited(PLAIN, "inspection: peel-2018-19", "inspection: peel-2018-20")
    assert changed(broken) == []
    assert changed(KEPT, broken) == []


def test_a_link_that_follows_a_renamed_record_changes_no_paper():
    before = edited(VETTING, "Begun.", "Begun, see [plain](plain.md#response).")
    now = edited(VETTING, "plain.md#", "simple.md#", before)
    text = now.pop(PLAIN).replace("type:", "formerly: [plain]\ntype:", 1)
    assert changed({**now, "recommendations/simple.md": text}, before) == []


@pytest.mark.parametrize("edit", [("status: amber", "status: red"), ("title: Plain", "title: Simple")])
def test_of_many_findings_those_around_a_change_tell_what_the_whole_papers_tell(edit, monkeypatch):
    now = edited(PLAIN, *edit)
    others = edited("register.yml", "West Midlands", "East Midlands")
    whole = changed(now), changed(others)
    monkeypatch.setattr(papers, "_SMALL", 1)
    assert (changed(now), changed(others)) == whole
    assert all(whole)


def test_two_changes_that_only_together_alter_a_paper_are_told_too():
    """The place in the framework and the question of the finding are each of no effect alone."""
    before = {**KEPT, "frameworks/peel-2018-19.yml": FRAMEWORK + "  - {id: cells, label: Cells, graded: false}\n"}
    now = edited(PLAIN, "question: workforce", "question: holding", before)
    now = edited("frameworks/peel-2018-19.yml", "{id: cells,", "{id: holding,", now)
    assert changed(now, before) != []


def test_a_correction_lets_change_what_it_names_and_nothing_else():
    put_right = edited(PLAIN, "due: 2020-03-31\n", "due: 2020-03-31\n" + correction("title"))
    put_right = edited(PLAIN, "title: Plain", "title: Plainer", put_right)
    assert lost(KEPT, put_right) == []
    assert [told.split()[0] for told in changed(edited(PLAIN, "status: amber", "status: red", put_right))] == [
        f"{PLAIN}:7"
    ]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        ("status: red, reason", "status: amber, reason", "the entry of 2019-06-12 was changed"),
        (RED, "", "the entry of 2019-06-12 was removed"),
        ("Begun", "Planned", "the response of 2019-06-02 was changed"),
        ("### 2019-06-02\n\nBegun.\n\n", "", "the response of 2019-06-02 was taken out"),
        ("Agreed", "Accepted", "the first response was changed"),
        ("should clear", "must clear", "the official wording has changed"),
    ],
)
def test_one_message_says_what_is_lost_and_what_the_paper_would_say(before, now, expected):
    (said,) = said_of(KEPT, edited(VETTING, before, now))
    assert said.startswith(f"{expected}, so the paper of 28 June 2019 would ")


# The ways that need no correction


OWNERS = "- role: Head of Professional Standards\n"
RENAMED = "- role: Head of Standards\n  formerly: [Head of Professional Standards]\n"
LISTED = {**KEPT, "owners.yml": OWNERS}


def test_an_owner_with_an_earlier_name_is_the_same_owner():
    renamed = {**LISTED, "owners.yml": RENAMED}
    assert lost(LISTED, renamed) == []
    at_the_top = edited(PLAIN, "owner: Head of Professional Standards", "owner: Head of Standards", renamed)
    assert [line.split()[1] for line in lost(LISTED, at_the_top)] in ([], ["paper-changed"])
    dated = "  - {date: 2026-11-23, owner: Head of Standards}\n"
    entry = edited(VETTING, LATER, LATER + dated, renamed)
    entry = edited(VETTING, "owner: Head of Professional Standards\ndue", "owner: Head of Standards\ndue", entry)
    assert lost(LISTED, entry) == []
    forgotten = {path: text.replace("Professional Standards", "Standards") for path, text in LISTED.items()}
    assert "paper-changed" in {line.split()[1] for line in lost(LISTED, forgotten)}


def test_a_meeting_that_was_not_held_says_so():
    put_off = edited(MEETING_PATH, "title:", "held: false\nreason: Too few came.\ntitle:")
    assert lost(KEPT, put_off) == []


def test_a_finding_entered_in_error_is_withdrawn():
    withdrawn = edited(VETTING, LATER, LATER + "  - {date: 2026-11-23, status: withdrawn, reason: In error.}\n")
    withdrawn = edited(VETTING, "status: green\nowner", "status: withdrawn\nclosed: 2026-11-23\nowner", withdrawn)
    assert not [issue for issue in checked(withdrawn) if issue.severity == "error"]
    assert lost(KEPT, withdrawn) == []


def test_a_correction_of_two_days_is_given_for_each_and_both_are_accepted():
    """What the messages give is pasted to the letter."""
    now = edited(VETTING, "status: red, reason: The system is late.", "status: amber, reason: The system is new.")
    now = edited(VETTING, "status: amber, due", "status: green, due", now)
    given = [said.partition("add to corrections: ")[2] for said in said_of(KEPT, now)]
    assert sorted(line.split('"')[1] for line in given) == ["history 2019-05-02", "history 2019-06-12"]
    entries = "".join(
        "  " + line.replace('what: "", reason: ""', 'what: "It was wrong.", reason: "A slip."') + "\n" for line in given
    )
    text = now[VETTING]
    end = text.index("\n---", 4) + 1
    now[VETTING] = f"{text[:end]}corrections:\n{entries}{text[end:]}"
    assert not [issue for issue in checked(now) if issue.severity == "error"]
    assert lost(KEPT, now) == []
