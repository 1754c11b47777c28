"""Who inspected, and by when a response is due: facts of the framework and of the inspection, not of the register."""

from datetime import date

from register.figures.response_clock import response_clocks

from tests.small import FRAMEWORK, INSPECTION, checked, finding, html_at, site_of, snapshot_of, texts

DAY = date(2019, 9, 30)
AUDIT = "title: Internal audit\ninspectorate: RSM\nresponse_days: none\n"
REPORT = "---\ntitle: Audit of vetting\nframework: audit\npublished: 2019-05-20\n{}---\n\n## Summary\n\nWords.\n"


def register(facts: str = "", framework: str = AUDIT) -> dict[str, str]:
    """A register with an internal audit beside the inspection; facts are those that its report adds."""
    audited = finding(inspection="audit-2019", question=None, grade="ungraded", title="Check vetting files")
    return texts(vetting=finding(), audited=audited) | {
        "frameworks/audit.yml": framework,
        "inspections/audit-2019.md": REPORT.format(facts),
    }


def test_a_finding_of_an_audit_is_told_as_the_auditors_words_on_its_page_and_in_the_paper():
    site = site_of(register(), DAY)
    assert "What RSM said" in html_at(site, "/recommendations/audited/")
    assert "What HMICFRS said" not in html_at(site, "/recommendations/audited/")
    assert "What HMICFRS said" in html_at(site, "/recommendations/vetting/")
    assert "What RSM said" in html_at(site, "/meetings/2019-06-28/")


def test_no_clock_runs_and_no_duty_is_shown_where_the_law_sets_none():
    files = register()
    site, snapshot = site_of(files, DAY), snapshot_of(files, DAY)
    assert [clock.inspection.id for clock in response_clocks(snapshot)] == ["peel-2018-19"]
    page = html_at(site, "/inspections/audit-2019/")
    assert "Police Act" not in page
    assert "Due by" not in page
    assert html_at(site, "/inspections/").count("No response recorded") == 1


def test_a_register_in_which_no_clock_runs_says_nothing_of_responses():
    files = register() | {"register.yml": "organisation: Fire\nresponse_days: none\n"}
    site = site_of(files, DAY)
    assert "Police Act" not in html_at(site, "/inspections/")
    assert "Police Act" not in html_at(site, "/inspections/peel-2018-19/")


def test_an_inspection_overrules_its_framework_and_a_joint_report_names_all():
    site = site_of(register("inspectorate: [HMICFRS, Care Quality Commission]\nresponse_days: 56\n"), DAY)
    assert "What HMICFRS and Care Quality Commission said" in html_at(site, "/recommendations/audited/")
    page = html_at(site, "/inspections/audit-2019/")
    assert "Inspected by</dt><dd>HMICFRS and Care Quality Commission" in page
    assert "Due by" not in page  # it is late, so it was due
    assert "It was due by 14 July 2019" in page


def test_days_that_no_law_sets_are_not_said_to_be_the_laws():
    page = html_at(site_of(register("response_days: 28\n"), DAY), "/inspections/audit-2019/")
    assert "The response is due within 28 days" in page
    assert "Police Act" not in page


def test_what_was_published_in_response_is_a_link():
    links = "response_published: 2019-06-03\nresponse_url: https://example.org/response\n"
    page = html_at(site_of(register(links), DAY), "/inspections/audit-2019/")
    assert '3 June 2019</time> <a href="https://example.org/response">Read the response</a>' in page


def test_the_register_speaks_of_all_who_inspected_and_a_paper_of_those_who_had_by_its_day():
    site = site_of(register("inspectorate: Audit Scotland\n"), DAY)
    assert "HMICFRS and Audit Scotland" in html_at(site, "/")
    early = register().items()
    site = site_of({path: text.replace("2019-05-20", "2019-07-20") for path, text in early}, DAY)
    assert "RSM" not in html_at(site, "/meetings/2019-06-28/")


def test_a_number_of_days_or_none_is_all_that_response_days_takes():
    files = texts(vetting=finding()) | {"frameworks/peel-2018-19.yml": f"response_days: never\n{FRAMEWORK}"}
    assert "bad-number" in {issue.rule for issue in checked(files)}
    files["frameworks/peel-2018-19.yml"] = f"response_days: None\n{FRAMEWORK}"
    assert not checked(files)


def test_old_records_say_what_they_said():
    files = texts(vetting=finding())
    page = html_at(site_of(files, DAY), "/inspections/peel-2018-19/")
    assert "within 56 days, beginning with the day of publication (Police Act 1996, section 55)" in page
    assert "Inspected by" not in page
    assert INSPECTION in files.values()
