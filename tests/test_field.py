"""Cases that people who keep such registers met, from two owners to a revisit: each says what is right of it."""

from datetime import date

import pytest
from register.build import make_site

from tests.small import INSPECTION, REGISTER, checked, finding, html_at, records_of, site_of, texts

DAY = date(2019, 9, 30)
MEETING = "---\ntitle: HMICFRS update\ncommittee: {}\n{}---\n"
FIRST = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, owner: Head of Professional Standards}\n"
VERDICTS = (
    "inspectorate_statuses:\n  - {id: open, label: Open}\n  - {id: closed, label: Closed}\n  - {id: met, label: Met}\n"
)


def with_meetings(files: dict[str, str], **committees: str) -> dict[str, str]:
    """The files with a meeting of these committees, by the day of each as in d2019_09_26."""
    days = {name[1:].replace("_", "-"): committee for name, committee in committees.items()}
    return files | {f"meetings/{day}.md": MEETING.format(committee, "") for day, committee in days.items()}


def merged() -> dict[str, str]:
    """Two findings, one of them red, whose place is taken by a third."""
    end = "  - {date: 2019-09-01, status: superseded, reason: The three forces became one.}\n"
    ended = {"status": "superseded", "closed": "2019-09-01", "superseded_by": "custody-all"}
    red = FIRST.replace("amber", "red")
    return with_meetings(
        texts(
            custody_all=finding(title="Check all cells", received="2019-09-01"),
            custody_north=finding(FIRST + end, title="Check cells (North)", **ended),
            custody_south=finding(red + end, title="Check cells (South)", **ended),
        ),
        d2019_09_26="Joint Audit Committee",
    )


@pytest.mark.parametrize("address", ["/meetings/2019-09-26/", "/changes/"])
def test_a_red_finding_that_was_superseded_is_not_told_as_gone_without_its_successor(address):
    page = html_at(site_of(merged(), DAY), address)
    assert "1 no longer red (“Check cells (South)” was superseded by “Check all cells”)" in page
    assert page.count("Superseded by: ") == 3  # beside what left red, and beside each that was folded into it


def closed_by_one() -> dict[str, str]:
    """One finding that the inspectorate closed alone, and one that the force closed alone."""
    opened = FIRST.replace("Standards}", "Standards, inspectorate_status: open}")
    theirs = "  - {date: 2019-09-10, inspectorate_status: closed, reason: Letter of 10 September.}\n"
    ours = "  - {date: 2019-09-10, status: closed, reason: Done., approved_by: Chief Constable}\n"
    files = texts(
        theirs=finding(opened + theirs, title="Theirs", inspectorate_status="closed"),
        ours=finding(opened + ours, title="Ours", inspectorate_status="open", status="closed", closed="2019-09-10"),
    )
    return with_meetings(files | {"register.yml": REGISTER + VERDICTS}, d2019_09_26="Joint Audit Committee")


@pytest.mark.parametrize("address", ["/meetings/2019-09-26/", "/changes/"])
def test_what_the_inspectorate_did_names_who_closed_a_finding(address):
    page = html_at(site_of(closed_by_one(), DAY), address)
    assert "What the inspectorate did" in page
    assert "Closed by HMICFRS: " in page
    assert "1 closed, 1 closed by the inspectorate" in page


def test_a_list_holds_both_ways_in_which_the_force_and_the_inspectorate_differ():
    page = html_at(site_of(closed_by_one(), DAY), "/lists/")
    differ = page[(start := page.index('id="differ"')) : page.index("</table>", start)]
    assert ("Theirs" in differ, "Ours" in differ) == (True, True)


REVISIT = (
    "---\ntitle: Revisit on vetting\nframework: peel-2018-19\npublished: 2019-08-05\n---\n\n## Summary\n\nOne is met.\n"
)


@pytest.mark.parametrize("address", ["/inspections/revisit/", "/meetings/2019-09-26/"])
def test_a_revisit_lists_the_findings_that_it_judged(address):
    judged = "  - {date: 2019-08-05, inspectorate_status: met, inspection: revisit, reason: The revisit says so.}\n"
    files = texts(vetting=finding(FIRST + judged, inspectorate_status="met")) | {"inspections/revisit.md": REVISIT}
    site = site_of(
        with_meetings(files | {"register.yml": REGISTER + VERDICTS}, d2019_09_26="Joint Audit Committee"), DAY
    )
    page = html_at(site, address)
    assert "The report led to no new findings." in page
    assert "Earlier findings that the report judged again" in page
    assert ">Clear the vetting backlog</a>" in page
    assert ">Revisit on vetting</a>" in html_at(site, "/recommendations/vetting/")


def test_where_two_committees_meet_each_period_of_what_changed_names_its_own():
    meetings = {"d2019_06_11": "Performance Committee", "d2019_09_16": "Performance Committee"}
    site = site_of(with_meetings(texts(vetting=finding()), **meetings), DAY)
    page = html_at(site, "/changes/")
    assert "From 11 June 2019 to 16 September 2019 (Performance Committee)" in page
    assert "From 28 March 2019 to 28 June 2019 (Joint Audit Committee)" in page


def test_where_one_committee_meets_no_period_needs_its_name():
    assert "(Joint Audit Committee)" not in html_at(site_of(texts(vetting=finding()), DAY), "/changes/")


def rules(text: str, **more: str) -> set[tuple[str, str]]:
    """The rules that a finding breaks, each with its advice."""
    return {(issue.rule, issue.fix) for issue in checked(texts(vetting=text) | more)}


def test_a_day_that_the_report_itself_set_before_it_came_is_no_mistake():
    assert rules(finding(due="2019-03-31", deadline="by 31 March 2019")) == set()
    assert {rule for rule, _ in rules(finding(due="2019-03-31"))} == {"due-before-received"}


@pytest.mark.parametrize(("field", "others"), [("owner", "with"), ("question", "also")])
def test_a_list_where_one_value_belongs_is_told_where_the_others_go(field, others):
    ((rule, fix),) = rules(finding(**{field: "[workforce, vulnerable]"}))
    assert (rule, fix) == ("wrong-shape", f'write the first under "{field}" and the others under "{others}"')


def test_two_roles_in_one_text_are_told_apart():
    ((rule, fix),) = rules(finding(owner="Head of Forensics and Director of Justice"))
    assert rule == "two-owners"
    assert fix == 'if these are two roles, write "Head of Forensics" here, and "with: [Director of Justice]" beside it'


@pytest.mark.parametrize(
    "heading",
    [
        "Commissioner’s response",
        "PCC response",
        "Response of the Police and Crime Commissioner",
        "Fire authority reply",
    ],
)
def test_the_answer_of_the_policing_body_is_never_put_into_the_forces_mouth(heading):
    words = f"## Recommendation\n\nDo it.\n\n## {heading}\n\nI accept this.\n"
    ((rule, fix),) = rules(finding(body=words))
    assert rule == "unknown-heading"
    assert fix.startswith('write "Policing body response" if that is meant')


def test_a_document_beside_a_meeting_is_told_to_be_put_on_the_web():
    document = "background_documents:\n  - {title: Letter, url: appendix-a.pdf}\n"
    facts = f"previous: 2019-03-28\n{document}"
    meeting = MEETING.format("Joint Audit Committee", facts) + "\n## Background\n\nSee [A](appendix-a.pdf).\n"
    found = rules(finding(), **{"meetings/2019-06-28.md": meeting, "meetings/appendix-a.pdf": "%PDF-1.4\n"})
    assert {rule for rule, _ in found} == {"bad-web-address", "link-to-no-record", "not-a-record"}
    assert all("https://" in fix and "appendix" not in fix for _, fix in found)


def test_a_group_whose_fields_are_all_empty_is_absent():
    assert rules(finding(next='{what: "", by: ""}')) == set()
    assert rules(finding(next="{}")) == set()


def test_a_letter_before_the_report_is_no_trouble():
    letter = "history:\n  - {date: 2019-01-15, status: red, due: 2019-04-30, owner: Head of Contact}\n"
    end = "  - {date: 2019-04-20, status: closed, reason: Revisit letter., approved_by: Chief Constable}\n"
    early = finding(
        letter + end,
        received="2019-01-15",
        status="closed",
        closed="2019-04-20",
        due="2019-04-30",
        owner="Head of Contact",
    )
    assert rules(early, **{"inspections/peel-2018-19.md": INSPECTION}) == set()


def test_a_finding_that_repeats_another_is_named_as_such_and_so_is_the_one_that_it_repeats():
    site = site_of(texts(national=finding(title="National"), own=finding(title="Own", repeats="national")), DAY)
    assert "Repeats an earlier finding" in html_at(site, "/recommendations/")
    assert "1 of them repeats an earlier one." in html_at(site, "/")
    assert "Repeated by" in html_at(site, "/recommendations/national/")


def test_a_finding_that_takes_the_place_of_an_overdue_one_keeps_its_date():
    end = "  - {date: 2020-05-01, status: superseded, reason: Split., approved_by: Chief Constable}\n"
    old = finding(FIRST + end, status="superseded", closed="2020-05-01", superseded_by="new")
    new = finding(title="New", received="2020-05-01")
    assert not [issue for issue in checked(texts(old=old, new=new)) if issue.rule == "due-before-received"]


def test_acceptance_is_counted_apart_from_progress():
    files = texts(
        yes=finding(title="Agreed", accepted="yes"),
        partly=finding(title="Half agreed", accepted="partly"),
        silent=finding(title="Nothing said"),
    )
    site = site_of(files, DAY)
    for address in ("/", "/recommendations/", "/meetings/2019-06-28/"):
        assert "Acceptance: 1 accepted, 1 accepted in part." in html_at(site, address)
    page = html_at(site, "/lists/")
    listed = page[(start := page.index('id="acceptance"')) : page.index("</table>", start)]
    assert ("Half agreed" in listed, "Nothing said" in listed) == (True, False)
    assert "Acceptance" not in html_at(site_of(texts(silent=finding()), DAY), "/lists/")


def test_what_others_may_do_with_the_data_stands_beside_them():
    body = "body: {id: west-midlands-police, kind: police, area: E23000014}\ncontact: mailto:ask@example.org\n"
    page = html_at(site_of(texts(vetting=finding()) | {"register.yml": REGISTER + body}, DAY), "/data/")
    for shown in (
        "west-midlands-police (police force)",
        "E23000014",
        ">ask@example.org</a>",
        "Open Government Licence",
    ):
        assert shown in page


@pytest.mark.parametrize("address", ["/meetings/2019-09-26/", "/changes/2019-09-26/", "/recommendations/moved/"])
def test_a_move_that_nobody_approved_is_shown_as_such(address):
    late = "  - {{date: 2019-09-05, due: 2020-06-30, reason: The system is late.{}}}\n"
    for approval, told in ((", approved_by: Chief Officer", "Approved by Chief Officer"), ("", "No approval recorded")):
        files = texts(moved=finding(FIRST + late.format(approval), due="2020-06-30"))
        assert told in html_at(site_of(with_meetings(files, d2019_09_26="Joint Audit Committee"), DAY), address)


def test_an_answer_on_acceptance_is_told_under_what_changed():
    asked = FIRST.replace("Standards}", "Standards, accepted: awaited}")
    answer = "  - {date: 2019-09-05, accepted: partly, reason: Two of three parts.}\n"
    files = texts(vetting=finding(asked + answer, accepted="partly"))
    page = html_at(site_of(with_meetings(files, d2019_09_26="Joint Audit Committee"), DAY), "/meetings/2019-09-26/")
    assert "1 answer on acceptance" in page
    assert "from Not decided yet to In part" in page


def test_readers_and_calendars_know_a_renamed_finding_by_its_first_id():
    later = "  - {date: 2019-09-05, due: 2020-06-30, reason: Late., approved_by: Chief Constable}\n"
    before = make_site(records_of(texts(old=finding(FIRST + later, due="2020-06-30"))), DAY, "https://example.org/")
    renamed = texts(new=finding(FIRST + later, due="2020-06-30", formerly="[old]"))
    after = make_site(records_of(renamed), DAY, "https://example.org/")
    for file, mark in (("/data/feed.xml", "<id>"), ("/data/due-dates.ics", "UID:")):
        one, other = (
            [line.strip() for line in site.files[file].decode().splitlines() if mark in line]
            for site in (before, after)
        )
        assert one == other
    assert b"https://example.org/recommendations/new/" in after.files["/data/feed.xml"]


VISIT = "---\ntitle: Progress visit\nframework: visits\npublished: 2019-09-10\n---\n\n## Summary\n\nOne is met.\n"
OPENED = FIRST.replace("Standards}", "Standards, inspectorate_status: open}")


def judged_by_another() -> dict[str, str]:
    """A finding of one inspectorate, closed in a report of the one that came after it."""
    judged = "  - {date: 2019-09-10, inspectorate_status: closed, inspection: visit, reason: Met.}\n"
    files = texts(vetting=finding(OPENED + judged, inspectorate_status="closed"))
    framework = files["frameworks/peel-2018-19.yml"] + "inspectorate: HMIC\n"
    visits = "title: Progress visits\nresponse_days: none\n"
    return with_meetings(
        files
        | {"register.yml": REGISTER + VERDICTS, "inspections/visit.md": VISIT}
        | {"frameworks/peel-2018-19.yml": framework, "frameworks/visits.yml": visits},
        d2019_09_26="Joint Audit Committee",
    )


def test_who_closed_a_finding_is_who_made_the_report_that_says_so():
    site = site_of(judged_by_another(), DAY)
    for address in ("/meetings/2019-09-26/", "/changes/", "/recommendations/vetting/"):
        page = html_at(site, address)
        assert ("Closed by HMICFRS" in page, "Closed by HMIC<" in page, "Closed by HMIC:" in page) == (
            True,
            False,
            False,
        )
    page = html_at(site, "/recommendations/vetting/")
    assert ("Status given by HMICFRS" in page, "What HMIC said" in page) == (True, True)
    assert "losed by HMICFRS, but not in this register" in html_at(site, "/meetings/2019-09-26/")


@pytest.mark.parametrize(
    ("first", "later", "told", "counted"),
    [
        ("closed", "open", "Reopened by HMICFRS", "1 reopened by the inspectorate"),
        ("open", "met", "Status given by HMICFRS changed", "1 changed status with the inspectorate"),
        ("open", "none", "Status given by HMICFRS changed", "1 changed status with the inspectorate"),
        ("closed", "none", "Status given by HMICFRS changed", "1 changed status with the inspectorate"),
    ],
)
def test_what_the_inspectorate_takes_back_is_no_new_judgment(first, later, told, counted):
    entry = f"  - {{date: 2019-09-10, inspectorate_status: {later}, reason: Letter of 10 September.}}\n"
    status = {"inspectorate_status": None if later == "none" else later}
    files = texts(
        vetting=finding(FIRST.replace("Standards}", f"Standards, inspectorate_status: {first}}}") + entry, **status)
    )
    files["register.yml"] = REGISTER + VERDICTS
    page = html_at(site_of(with_meetings(files, d2019_09_26="Joint Audit Committee"), DAY), "/meetings/2019-09-26/")
    assert (f"{told}: " in page, counted in page) == (True, True)
    assert f"was {first.capitalize()}" in page if later == "none" else f"from {first.capitalize()} to" in page


def test_an_end_that_is_no_sign_off_is_not_told_as_closed_alone():
    ways = "more_statuses:\n  - {id: not-done, label: Ended unmet, stage: ended, colour: grey, meaning: Not done.}\n"
    ends = {"not-accepted": "Refused", "not-done": "Unmet", "closed": "Done"}
    entry = "  - {{date: 2019-09-10, status: {}, reason: A reason., approved_by: Chief Constable}}\n"
    findings = {
        title.lower(): finding(FIRST + entry.format(status), title=title, status=status, closed="2019-09-10")
        for status, title in ends.items()
    }
    files = with_meetings(texts(**findings) | {"register.yml": REGISTER + ways}, d2019_09_26="Joint Audit Committee")
    site = site_of(files, DAY)
    page = html_at(site, "/meetings/2019-09-26/")
    assert ">Refused</a> as not accepted" in page
    assert ">Unmet</a> as ended unmet" in page
    assert ">Done</a> as" not in page
    counted = "3 closed (1 as not accepted, 1 as ended unmet)"
    assert (counted in page, counted in html_at(site, "/changes/")) == (True, True)


def test_a_paper_says_what_is_accepted_where_nothing_has_changed_too():
    files = with_meetings(texts(vetting=finding(accepted="no")), d2019_09_26="Joint Audit Committee")
    page = html_at(site_of(files, DAY), "/meetings/2019-09-26/")
    assert ("Nothing has changed since the last meeting." in page, "Acceptance: 1 not accepted." in page) == (
        True,
        True,
    )


AWAITED = "---\ntitle: Inspection of custody\nframework: peel-2018-19\nfieldwork_ended: 2019-08-20\n---\n"


def test_a_finding_of_a_report_that_gives_no_grade_lacks_no_row():
    letter = finding(FIRST, inspection="awaited", grade="ungraded", received="2019-05-02")
    assert rules(letter, **{"inspections/awaited.md": AWAITED}) == set()
    graded = AWAITED.replace("08-20\n", "08-20\ngrades: [{question: vulnerable, grade: good}]\n")
    assert {rule for rule, _ in rules(letter, **{"inspections/awaited.md": graded})} == {"grade-row-missing"}


def test_a_report_that_is_awaited_is_not_said_to_have_found_nothing():
    files = texts(vetting=finding()) | {"inspections/awaited.md": AWAITED}
    page = html_at(site_of(files, DAY), "/inspections/awaited/")
    assert ("The report led to no findings." in page, "There are no findings here yet." in page) == (False, True)


def test_the_first_paper_of_a_second_committee_calls_the_meeting_the_committees_own_first():
    files = with_meetings(texts(vetting=finding()), d2019_09_26="Ethics Committee")
    page = html_at(site_of(files, DAY), "/meetings/2019-09-26/")
    assert "This is the committee’s first meeting on record, so everything is new to it." in page


def test_the_first_paper_of_a_committee_is_not_told_to_count_from_its_own_day():
    committees = {"2019-06-28": "Joint Audit Committee", "2019-06-28-ethics": "Ethics Committee"}
    files = {f"meetings/{day}.md": MEETING.format(name, "") for day, name in committees.items()}
    assert not [rule for rule, _ in rules(finding(), **files) if rule == "first-paper-without-previous"]


def test_a_verdict_by_letter_before_the_report_doesnt_say_that_the_report_found_nothing_new():
    judged = "  - {date: 2019-09-10, inspectorate_status: met, inspection: awaited, reason: Letter.}\n"
    files = texts(vetting=finding(FIRST + judged, inspectorate_status="met"))
    files |= {"register.yml": REGISTER + VERDICTS, "inspections/awaited.md": AWAITED}
    page = html_at(site_of(files, DAY), "/inspections/awaited/")
    assert ("led to no new findings" in page, ">Clear the vetting backlog</a>" in page) == (False, True)


@pytest.mark.parametrize(
    ("approved", "later", "due", "asked"),
    [
        ("Chief Constable", "", "2020-06-30", True),
        ("Joint Audit Committee", "", "2020-06-30", False),
        ("Chief Constable", "  - {date: 2019-08-10, due: 2020-03-31, reason: Put back.}\n", "2020-03-31", False),
    ],
)
def test_members_are_asked_to_agree_dates_that_are_moved_still_and_not_agreed_yet(approved, later, due, asked):
    moved = f"  - {{date: 2019-07-10, due: 2020-06-30, reason: Late., approved_by: {approved}}}\n"
    files = with_meetings(texts(vetting=finding(FIRST + moved + later, due=due)), d2019_09_26="Joint Audit Committee")
    page = html_at(site_of(files, DAY), "/meetings/2019-09-26/")
    assert ("Agree the new date of" in page, "from 31 March 2020 to 30 June 2020" in page) == (asked, True)
