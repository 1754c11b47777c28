"""A finding about more than one question is counted once, and listed under each; a report's priority is shown."""

from datetime import date

from register.figures import summary

from tests.small import checked, finding, html_at, site_of, snapshot_of, texts

DAY = date(2019, 9, 30)


def register() -> dict[str, str]:
    return texts(vetting=finding(also="[vulnerable]", priority="High"), other=finding(title="Train staff"))


def test_a_finding_is_listed_under_a_further_question_and_marked_where_it_is_counted():
    site = site_of(register(), DAY)
    page = html_at(site, "/questions/peel-2018-19/vulnerable/")
    assert "Also about this question" in page
    assert "Clear the vetting backlog" in page
    assert "counted under Ethical and lawful workforce" in page
    assert "Also about" not in html_at(site, "/questions/peel-2018-19/workforce/")


def test_it_is_counted_under_its_own_question_alone():
    snapshot = snapshot_of(register(), DAY)
    (framework,) = snapshot.frameworks
    counted = {group.key.id: len(group.findings) for group in summary.by_question(snapshot, framework)}
    assert counted == {"vulnerable": 0, "firearms": 0, "workforce": 2}


def test_its_own_page_leads_to_each_question():
    page = html_at(site_of(register(), DAY), "/recommendations/vetting/")
    assert 'Also about</dt><dd><a href="../../questions/peel-2018-19/vulnerable/">' in page


def test_a_paper_sets_it_out_once_and_names_it_where_it_is_listed():
    paper = html_at(site_of(register(), DAY), "/meetings/2019-06-28/")
    assert paper.count("(counted under Ethical and lawful workforce)") == 1


def test_the_priority_that_the_report_gave_is_shown_and_found_by_the_filter():
    site = site_of(register(), DAY)
    assert "Recommendation · Ethical and lawful workforce · High priority" in html_at(site, "/recommendations/")
    assert "Priority in the report</dt><dd>High priority" in html_at(site, "/recommendations/vetting/")
    assert "priority" not in html_at(site, "/recommendations/other/").lower()


def test_a_further_question_is_held_to_the_framework():
    (issue,) = checked(texts(vetting=finding(also="[vulnerabel]")))
    assert (issue.rule, issue.fix[:18]) == ("unknown-question", 'write "vulnerable"')
