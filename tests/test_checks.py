"""The checks find every mistake in one pass, at its line, and say what to write instead."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from register.checks import judge, rules
from register.checks.date_advice import what_instead, what_is_wrong
from register.checks.issue import Severity
from register.checks.rules import RULES

from tests.small import FRAMEWORK, INSPECTION, MEETING, REGISTER, checked, finding, lines_of, records_of, texts

PATH = "recommendations/vetting.md"
CLOSED = {"status": "closed", "closed": "2019-09-12"}


def with_file(path: str, text: str | bytes, **findings: str) -> dict[str, str | bytes]:
    return {**texts(vetting=finding(), **findings), path: text}


def test_a_valid_register_has_nothing_wrong():
    assert lines_of(texts(vetting=finding(), clearance=finding(parent=None))) == []


def test_three_mistakes_in_one_record_are_all_found_at_once():
    text = finding(status="purple", due="2019-06-31", ower="Head of Contact", owner=None)
    assert {f.rule for f in checked(texts(vetting=text))} >= {"unknown-status", "bad-date", "unknown-field"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (finding(title=None), "1:1 missing-field"),
        (finding(status="no"), "7:9 unknown-status"),
        (finding(status="Amber "), None),
        (finding(grade="GOOD"), "6:8 grade-contradicts-inspection"),
        (finding(grade="adequate"), "6:8 unknown-grade"),
        (finding(question="workforces"), "5:11 unknown-question"),
        (finding(pillar="effectiveness"), "10:9 pillar-contradicts-question"),
        (finding(question=None), "4:1 question-or-pillar-missing"),
        (finding(question=None, pillar="legitimacy", grade="good"), None),
        (finding(inspection="peel"), "4:13 unknown-inspection"),
        (finding(owner=None), "7:1 owner-missing"),
        (finding(owner="[a, b]"), "8:8 wrong-shape"),
        (finding(due=None), "7:1 due-missing"),
        (finding(due="31/12/2019"), "9:6 bad-date"),
        (finding(due="1989-12-31"), "9:6 bad-date"),
        (finding(due="2100-12-31"), None),
        (finding(received="2098-01-01"), "10:11 day-in-the-future"),
        (finding(closed="2019-09-12"), "10:1 closed-while-outstanding"),
        (finding(status="closed"), "7:9 closed-missing"),
        (finding(status="closed", closed="2019-05-01"), "10:9 closed-before-received"),
        (finding(status="superseded", closed="2019-09-12"), "7:9 successor-missing"),
        (finding(superseded_by="other"), "10:16 unknown-record"),
        (finding(parent="vetting"), "10:9 names-itself"),
        (finding(publish="maybe"), "10:10 not-true-or-false"),
        (finding(publish="False"), None),
        (finding(links="\n  - {title: a, url: 'ftp://x'}"), "11:21 bad-web-address"),
        (finding(title="x" * 121), "2:8 text-too-long"),
        (finding(title="x" * 71), "2:8 long-title"),
        (finding(formerly="[vetting]"), "10:12 former-id-in-use"),
        (finding("history:\n  - {date: 2019-05-02, due: 2020-03-31}\n"), "11:5 history-without-status"),
        (finding("history:\n  - {date: 2019-05-02, status: red}\n"), "7:9 fact-contradicts-history"),
        (finding("history:\n  - {date: 2019-05-01, status: amber}\n"), "11:12 history-before-received"),
        (finding("history:\n  - {date: 2019-06-01, status: amber}\n"), "11:12 history-begins-late"),
        (finding("history:\n  - {date: 2019-05-02, stauts: amber}\n"), "11:24 unknown-field"),
        (finding("history:\n  - {date: 2019-06-02, status: amber}\n  - {date: 2019-05-02, status: amber}\n"), "12:12 history-out-of-order"),
        (finding("history:\n  - {date: 2019-05-02, status: amber, due: 2019-12-31}\n  - {date: 2019-06-02, due: 2020-03-31}\n"), "12:29 moved-without-reason"),
        (finding("history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n  - {date: 2019-06-02, due: 2020-03-31}\n"), None),
        (finding("history:\n  - {date: 2019-05-02, status: closed}\n  - {date: 2019-06-02, status: amber}\n"), "12:32 reopened-without-reason"),
        (finding("history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-09-12, status: closed}\n", **CLOSED), "13:32 ended-without-reason"),
        (finding("history:\n  - {date: 2019-05-02, status: amber}\n  - {date: 2019-09-11, status: closed, reason: done}\n", **CLOSED), "10:9 closed-contradicts-history"),
        (finding(body="## Force response\n\nDone.\n"), "10:1 official-words-missing"),
        (finding(body="## Recommendation\n\n## Evidence\n\nx\n"), "12:1 official-words-empty"),
        (finding(body="## Recommendation\n\na\n\n## Evidense\n\nx\n"), "16:1 unknown-heading"),
        (finding(body="## Recommendation\n\na\n\n## Recommendation\n\nx\n"), "16:1 repeated-heading"),
        (finding(body="Before.\n\n## Recommendation\n\na\n"), "12:1 words-before-heading"),
        (finding(body="## Recommendation\n\na\n\n## Force response\n\n### June\n\nx\n"), "18:1 response-without-day"),
        (finding(body="## Recommendation\n\na\n\n## Force response\n\n### 2019-06-02\n\nx\n\n### 2019-06-01\n\ny\n"), "22:1 responses-out-of-order"),
        (finding(body="## Recommendation\n\na <b>b</b>\n"), "14:3 raw-html"),
        (finding(body="## Recommendation\n\n[a](javascript:b)\n"), "14:1 link-target"),
        (finding(body="## Recommendation\n\n![a](https://b.example/c.png)\n"), "14:6 picture"),
        (finding(body="## Recommendation\n\n[a](other.md)\n"), "14:5 link-to-no-record"),
        (finding(body="## Recommendation\n\na\n\n# Top\n"), "16:1 top-heading"),
        (finding(body="## Recommendation\n\na\n---\n"), "14:1 odd-heading"),
        (finding(body="no heading at all"), "12:1 words-before-heading"),
        (finding(body="##Recommendation\n\na\n"), "12:1 heading-without-blank"),
        (finding(id="vetting"), "10:1 unknown-field"),
        (finding(evidence="Minutes"), "10:1 unknown-field"),
    ],
)  # fmt: skip
def test_a_finding_with_one_mistake(text, expected):
    found = lines_of(texts(vetting=text))
    assert f"recommendations/vetting.md:{expected}" in found if expected else not found


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("inspections/peel-2018-19.md", INSPECTION.replace("framework: peel-2018-19", "framework: peel"), "3:12 unknown-framework"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("progress: same", "progress: up"), "9:80 unknown-choice"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("{pillar: legitimacy,", "{"), "8:5 row-of-pillar-or-question"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("question: vulnerable", "question: workforce"), "9:5 repeated-row"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("progress: same", "previous: good, progress: same"), "9:96 progress-contradicts-grades"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("question: vulnerable", "question: firearms"), "7:33 grade-of-ungraded-question"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("  - {question: workforce", "  - {question: firearms"), "grade-row-missing"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("published: 2019-05-02", "response_published: 2019-05-02"), "received-missing"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("2019-05-02\n", "2019-05-02\nresponse_published: 2019-05-01\n"), "5:21 response-before-report"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("2019-05-02\n", "2019-05-02\nfieldwork_ended: 2019-05-03\n"), "4:12 report-before-fieldwork"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("## Protecting vulnerable people", "## Protecting people"), "16:1 unknown-heading"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("2019-05-02\n", "2019-05-02\nurl: http://a.example/\n"), "5:6 bad-web-address"),
        ("inspections/peel-2018-19.md", INSPECTION.replace("judged: 2018", "judged: last year", 1), "7:65 bad-number"),
        ("frameworks/peel-2018-19.yml", FRAMEWORK.replace("pillar: legitimacy, label: Ethical", "pillar: legal, label: Ethical"), "14:40 unknown-pillar-of-question"),
        ("frameworks/peel-2018-19.yml", FRAMEWORK.replace("{id: good,", "{id: outstanding,"), "4:10 repeated-word"),
        ("frameworks/peel-2018-19.yml", FRAMEWORK + "comparable_with: [peel-2016]\n", "15:19 unknown-comparable-framework"),
        ("frameworks/other.yml", "title: A\npillars:\n  - {id: legitimacy, label: Legal}\n", "pillar-labels-differ"),
        ("frameworks/other.yml", "title: A\nquestions:\n  - {id: a, label: A}\n", "2:1 no-grades"),
        ("meetings/2019-06-28.md", MEETING.replace("2019-03-28", "2019-06-28"), "4:11 previous-not-before"),
        ("meetings/2019-06-28.md", MEETING.replace("previous", "as_at: 2019-06-29\nprevious"), "4:8 paper-after-meeting"),
        ("meetings/june.md", MEETING, "1:1 bad-meeting-name"),
        ("register.yml", REGISTER + "timezone: Europe/Londn\n", "3:11 unknown-time-zone"),
        ("register.yml", REGISTER + "due_soon_days: many\n", "3:16 bad-number"),
        ("register.yml", REGISTER + "inspectorate_statuses:\n  - {id: a, label: A}\n  - {id: a, label: A}\n", "5:10 repeated-word"),
        ("recommendations/Vetting.md", finding(), "same-name-in-other-case"),
        ("recommendations/a/vetting.md", finding(), "repeated-id"),
        ("recommendations/vetting_two.md", finding(), "1:1 bad-id"),
        ("recommendations/ two.md", finding(), "1:1 bad-id"),
        ("recommendations/aux.md", finding(), "1:1 windows-name"),
        ("recommendations/notes.txt", "x", "1:1 not-a-record"),
        ("tracker.csv", "x", "1:1 not-a-record"),
    ],
)  # fmt: skip
def test_another_file_with_one_mistake(path, text, expected):
    found = lines_of(with_file(path, text))
    assert any(expected in line for line in found), found


@pytest.mark.parametrize("line", ["statuses: []", "due_soon_days: many", "notice: [a]"])
def test_what_is_broken_or_empty_in_register_yml_has_its_default_and_the_rest_stands(line):
    settings = records_of(with_file("register.yml", f"{REGISTER}{line}\n")).settings
    assert (settings.organisation, settings.due_soon_days, len(settings.statuses)) == ("West Midlands Police", 30, 8)


def test_without_register_yml_the_register_is_refused():
    files = texts(vetting=finding())
    del files["register.yml"]
    assert lines_of(files) == ["register.yml:1:1 register-missing"]


def test_an_empty_folder_is_refused():
    assert lines_of({}) == ["register.yml:1:1 register-missing"]


def test_inspectorate_statuses_are_held_to_where_they_are_listed():
    listed = texts(vetting=finding(inspectorate_status="progresed"))
    listed["register.yml"] += "inspectorate_statuses:\n  - {id: progressed, label: Progressed}\n"
    assert [f.rule for f in checked(listed)] == ["unknown-inspectorate-status"]
    (warned,) = checked(texts(vetting=finding(inspectorate_status="progresed")))
    assert (warned.rule, warned.severity) == ("unusual-inspectorate-status", "warning")
    assert checked(texts(vetting=finding(inspectorate_status="awaiting-review"))) == ()


def test_records_may_not_name_each_other_in_a_ring():
    cause = {"type": "cause-of-concern"}
    files = texts(a=finding(parent="b", **cause), b=finding(parent="c", **cause), c=finding(parent="a", **cause))
    assert {f.rule for f in checked(files)} == {"ring-of-records"}


def test_of_a_long_ring_a_few_records_are_named_and_the_rest_counted():
    ids = [f"c{n:04}" for n in range(300)]
    files = {id: finding(repeats=ids[n - 1]) for n, id in enumerate(ids)}
    found = checked(texts(**files))
    assert {f.rule for f in found} == {"ring-of-records"}
    way = '"c0000" to "c0299" to "c0298" to "c0297" to "c0296" and 295 more, back to "c0000"'
    assert found[0].message == f"repeats goes round in a circle: {way}"


@pytest.mark.parametrize("path", ["recommendations/README.md", "recommendations/2019/README.md", "meetings/README.md"])
def test_words_about_a_folder_are_one_mistake_with_what_to_do(path):
    (found,) = checked(with_file(path, "# Notes\n\nOur filing.\n"))
    assert (found.rule, found.fix) == ("not-a-record", 'move it elsewhere, or name it "_README.md" to have it ignored')


def test_a_parent_is_a_cause_of_concern():
    assert [f.rule for f in checked(texts(a=finding(), b=finding(parent="a")))] == ["parent-is-no-cause"]


def test_a_cause_of_concern_ends_last():
    cause = finding(type="cause-of-concern", **CLOSED)
    assert [f.rule for f in checked(texts(a=cause, b=finding(parent="a")))] == ["parent-ended-first"]
    assert checked(texts(a=cause, b=finding(parent="a", **CLOSED))) == ()


def test_a_successor_of_what_is_still_counted_is_a_warning():
    found = checked(texts(a=finding(superseded_by="b"), b=finding()))
    assert [(f.rule, f.severity) for f in found] == [("successor-of-outstanding", Severity.WARNING)]


def test_a_published_record_may_not_name_an_unpublished_one():
    files = texts(a=finding(repeats="b"), b=finding(publish="false"))
    assert [f.rule for f in checked(files)] == ["names-unpublished-record"]


def test_the_nearest_valid_word_is_offered_and_few_words_are_listed():
    (found,) = checked(texts(vetting=finding(status="ambr")))
    assert found.fix.startswith('write "amber" if that is meant, else one of red, amber, green')


def test_only_the_future_depends_on_the_day():
    files = texts(vetting=finding(received="2019-06-01", due="2030-01-01"))
    assert checked(files, date(2019, 6, 1)) == ()
    assert [f.rule for f in checked(files, date(2019, 5, 31))] == ["day-in-the-future"]


def test_a_rule_that_fails_is_a_finding_and_the_others_go_on(monkeypatch):
    def falls(record, context):
        raise ZeroDivisionError

    broken = replace(next(rule for rule in RULES if rule.name == "due-missing"), function=falls)
    monkeypatch.setattr(judge, "RULES", [broken, *RULES])
    found = checked(texts(vetting=finding(status="no")))
    assert {"rule-failed", "unknown-status"} <= {f.rule for f in found}
    assert "due-missing" in next(f.message for f in found if f.rule == "rule-failed")


def test_every_rule_says_what_is_wrong_and_has_a_name_of_its_own():
    assert len({rule.name for rule in RULES}) == len(RULES) >= 45
    for each in RULES:
        assert len(each.explanation) > 30, each.name


def test_every_kind_of_rule_is_wired_in():
    modules = {path.stem for path in Path(rules.__file__).parent.glob("*.py")} - {"__init__"}
    assert {rule.function.__module__.rpartition(".")[2] for rule in RULES} == modules


def test_a_warning_goes_by_the_day_of_the_site_and_the_future_by_today():
    records = records_of(texts(vetting=finding(status="green", due="2019-12-31", received="2019-05-02")))
    assert not judge.check(records, date(2026, 1, 1), date(2019, 12, 31))
    late = judge.check(records, date(2026, 1, 1), date(2020, 1, 1))
    assert [(f.rule, f.severity) for f in late] == [("green-though-late", Severity.WARNING)]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (finding(ower="Head", owner=None), "owner"), (finding(lead="Head", owner=None), "owner"),
        (finding(Due="2020-03-31", due=None), "due"), (finding(target_date="2020-03-31", due=None), "due"),
        (finding(due_date="2020-03-31", due=None), "due"), (finding(RAG="amber", status=None), "status"),
        (finding(type=None, Type="recommendation"), "type"),
    ],
)  # fmt: skip
def test_a_field_of_another_name_is_one_finding_that_names_the_one_that_was_meant(text, meant):
    (found,) = checked(texts(vetting=text))
    assert (found.rule, f'write "{meant}"' in found.fix) == ("unknown-field", True)


def test_a_list_of_another_name_in_a_framework_does_not_make_what_is_in_it_unknown():
    files = texts(vetting=finding()) | {"frameworks/peel-2018-19.yml": FRAMEWORK.replace("questions:", "qestions:")}
    assert [f.rule for f in checked(files)] == ["unknown-field"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/03/2020", '"due: 2020-03-31" if 31 March 2020 is meant'), ("1.7.2019", '"due: 2019-07-01"'),
        ("31st of March, 2020", '"due: 2020-03-31"'), ("Tuesday 31 Mar 2020", '"due: 2020-03-31"'),
        ("3/31/2020", '"due: 2020-03-31"'), ("2020-13-01", '"due: 2020-01-13"'), ("2020-3-1", '"due: 2020-03-01"'),
        ("2020-03-31 12:00", '"due: 2020-03-31"'), ("2019-06-31", "June 2019 has 30 days"),
        ("2019-02-29", "February 2019 has 28 days"), ("2019-00-10", "there is no month 00"), ("2019-10-00", "there is no day 0"), ("0000-10-01", "there is no year 0"), ("soon", "yyyy-mm-dd"),
        ("2020-03-30T23:00Z", '"due: 2020-03-31" if 31 March 2020 is meant'), ("2020-03-30 23:00:00.000+00:00", '"due: 2020-03-31"'),
        ("2020-03-31T00:30+01:00", '"due: 2020-03-31"'), ("2020-01-30T23:00Z", '"due: 2020-01-30"'),
        ("03/04/2020", '"due: 2020-04-03" if 3 April 2020 is meant or "due: 2020-03-04" if 4 March 2020 is meant'),
        ("2020-03-31, if the money comes", 'and say "if the money comes" elsewhere'), ("not before 2020-03-31", "yyyy-mm-dd"),
        ("2020-03-31 to 2020-04-30", "yyyy-mm-dd"), ("31/03/1919", "yyyy-mm-dd"), ("9999-12-31", "not between 1990 and 2100"), ("٢٠٢٠-٠٣-٣١", "yyyy-mm-dd"),
    ],
)  # fmt: skip
def test_of_a_day_in_another_form_the_message_says_the_day_that_was_meant(written, said):
    (found,) = checked(texts(vetting=finding(due=f'"{written}"')))
    assert found.rule == "bad-date"
    assert said in f"{found.message}; {found.fix}"


@given(st.text(max_size=30))
def test_any_text_can_be_asked_for_the_day_that_it_means(text):
    assert what_is_wrong(text)
    assert what_instead(text, "{}", "Europe/London")


@given(
    st.text(max_size=300),
    st.sampled_from(["recommendations/a.md", "register.yml", "inspections/peel-2018-19.md", "meetings/2019-06-28.md"]),
)
def test_no_text_makes_the_checks_fail(text, path):
    assert not [f for f in checked({**texts(vetting=finding()), path: text}) if f.rule == "rule-failed"]


@given(st.data())
def test_no_edit_of_a_valid_record_makes_the_checks_fail(data):
    text = finding(
        "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31}\n",
        links="\n  - {title: a, url: 'https://b.example'}",
    )
    start = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 12))
    put = data.draw(st.text(alphabet="-:#&*!{}[]\"'\n \tab1é\u200b<>()", max_size=6))
    edited = text[:start] + put + text[start + cut :]
    assert not [f for f in checked(texts(vetting=edited, other=finding(parent="vetting"))) if f.rule == "rule-failed"]


# Branches that no fixture takes


def test_a_word_of_the_inspectorate_is_advised_from_its_own_list():
    tracker = REGISTER + "inspectorate_statuses:\n  - {id: in-progress, label: In progress}\n"
    files = {**texts(vetting=finding(inspectorate_status="in_progress")), "register.yml": tracker}
    (found,) = checked(files)
    assert (found.rule, found.fix) == ("bad-word", 'write "in-progress" if that is meant')


def test_a_framework_without_questions_and_pillars_asks_for_neither():
    framework = FRAMEWORK.split("pillars:")[0]
    inspection = INSPECTION.split("grades:")[0] + "---\n"
    text = finding(question=None, grade="ungraded")
    files = {**texts(vetting=text), "frameworks/peel-2018-19.yml": framework, "inspections/peel-2018-19.md": inspection}
    assert "question-or-pillar-missing" not in {f.rule for f in checked(files)}


def test_a_cause_of_concern_ends_with_or_after_what_belongs_to_it():
    ended = {"status": "closed", "closed": "2020-01-23", "due": None, "owner": None}
    cause = finding(type="cause-of-concern", **ended)
    assert "parent-ended-first" not in {
        f.rule for f in checked(texts(cause=cause, child=finding(parent="cause", **ended)))
    }
    found = checked(texts(cause=cause, child=finding(parent="cause")))
    assert "parent-ended-first" in {f.rule for f in found}


def test_a_next_step_that_is_done_may_leave_the_top():
    history = "history:\n  - {date: 2019-05-02, status: amber, due: 2020-03-31, next: {what: Ask for bids}}\n"
    assert "fact-contradicts-history" not in {f.rule for f in checked(texts(vetting=finding(history)))}


def test_a_record_of_nothing_but_mistakes_gets_200_findings_of_a_rule_and_a_last_one_that_says_so():
    body = "## Recommendation\n\nClear the backlog.\n\n" + "A <b>bold</b> word.\n\n" * 150
    found = [f for f in checked(texts(vetting=finding(body=body))) if f.rule == "raw-html"]
    assert len(found) == 201
    assert [f.message for f in found if "not shown" in f.message] == [found[-1].message]


# One mistake is one finding, whatever stands beside it


@pytest.mark.parametrize(
    ("facts", "body", "rule"),
    [
        ({"received": "soon", **CLOSED, "closed": "2019-05-01"}, "## Force response\n\n### 2019-05-01\n\nb\n", "bad-date"),
        ({"inspection": "&a peel-2018-19", **CLOSED, "closed": "2019-05-01"}, "", "anchor"),
        ({"inspectorate_status": "being-progressed"}, "", None),  # register.yml lists none, so any word will do
    ],
)  # fmt: skip
def test_of_these_facts_one_rule_speaks(facts, body, rule):
    text = finding(body=f"## Recommendation\n\na\n\n{body}", **facts)
    assert [f.rule for f in checked(texts(vetting=text))] == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("target", "rules"),
    [
        ("ftp://a.example", ["link-target"]), ("//a.example", ["link-target"]),
        (r"C:\plan", ["link-target"]), ("", ["link-target"]), ("HTTPS://a.example/b", []), ("mailto:a@b.example", []),
        ("veting.md", ["link-to-no-record"]), ("plan.docx", ["link-to-no-record"]), ("vetting.md", []), ("#a", []),
        ("../meetings/2019-06-28.md", []), ("veting", []),
    ],
)  # fmt: skip
def test_of_a_link_one_rule_speaks_or_none(target, rules):
    text = finding(body=f"## Recommendation\n\nSee [a]({target}).\n")
    assert [f.rule for f in checked(texts(vetting=text))] == rules


def test_a_heading_that_lost_its_marks_is_one_only_below_the_first_heading():
    text = finding(body="Evidence\n\n## Recommendation\n\na\n\nEvidence:\n\nb\n\n## Evidence\n\nc\n")
    assert lines_of(texts(vetting=text)) == [f"{PATH}:12:1 words-before-heading", f"{PATH}:18:1 heading-without-marks"]


def test_facts_that_are_too_large_may_belong_into_the_words():
    (found,) = checked(texts(vetting=finding(deadline="x" * 70_000)))
    assert (found.rule, found.fix) == ("facts-too-large", "move the text below the second ---")


def test_a_year_is_not_held_against_a_day_of_publication_that_is_refused():
    text = INSPECTION.replace("published: 2019", "published: &a 2019").replace("judged: 2018", "judged: 2020", 1)
    assert [f.rule for f in checked(with_file("inspections/peel-2018-19.md", text))] == ["anchor"]


@pytest.mark.parametrize(("number", "listed"), [(11, True), (12, False)])
def test_of_a_field_that_is_missing_the_valid_words_are_listed_where_they_are_few(number, listed):
    grades = "".join(f"  - {{id: g{n}, label: G{n}}}\n" for n in range(number))  # and ungraded, which is always valid
    framework = f"title: A\ngrades:\n{grades}{FRAMEWORK[FRAMEWORK.index('pillars:') :]}"
    files = {**texts(vetting=finding(grade=None)), "frameworks/peel-2018-19.yml": framework}
    (found,) = (f for f in checked(files) if f.path == PATH)
    assert (f"g{number - 1} or ungraded" in found.fix) is listed


def test_a_heading_written_as_a_field_of_an_entry_is_no_heading():
    text = finding("history:\n  - {date: 2019-05-02, status: amber, evidence: Minutes}\n")
    (found,) = checked(texts(vetting=text))
    assert (found.rule, "##" in found.fix) == ("unknown-field", False)


@pytest.mark.parametrize(
    ("body", "span"),
    [("The force\u00e2\u20ac\u2122s plan", "14:10+3"), ("One\n\nTwo \u00c2\u00a3 more", "16:5+2")],
)
def test_garbled_letters_have_their_place(body, span):
    found = checked(texts(vetting=finding(body=f"## Recommendation\n\n{body}\n")))
    assert [f"{f.line}:{f.column}+{f.length}" for f in found if f.rule == "twice-encoded"] == [span]


def test_a_picture_that_is_called_a_record_is_told_from_one():
    (found,) = checked(with_file("recommendations/chart.md", b"\x89PNG\r\n\x1a\n\0\0"))
    assert found.message == "this is a picture, a document or an archive, not a record"
    assert found.fix == "write the record as plain text"


def test_words_in_no_section_and_a_heading_without_blank_are_two_mistakes():
    text = finding(body="Words.\n\n## Recommendation\n\na\n\n##Evidence\n\nb\n")
    assert lines_of(texts(vetting=text)) == [f"{PATH}:12:1 words-before-heading", f"{PATH}:18:1 heading-without-blank"]


def test_a_marking_is_found_in_words_without_any_heading():
    text = finding(body="OFFICIAL-SENSITIVE: see [a](https://b.example)\n")
    assert lines_of(texts(vetting=text)) == [f"{PATH}:12:1 protective-marking", f"{PATH}:12:1 words-before-heading"]


def test_of_two_equal_references_one_may_be_withdrawn_or_not_be_read():
    withdrawn = finding(status="[withdrawn]", reference="R4")
    assert [f.rule for f in checked(texts(a=finding(reference="R4"), b=withdrawn))] == ["wrong-shape"]


@pytest.mark.parametrize(
    ("facts", "framework", "said"),
    [
        ({"question": "ethical-and-lawful-workforce"}, FRAMEWORK.replace("id: workforce", "id: q2"), 'write "q2" if that is meant'),
        ({"grade": "requires-improvement"}, FRAMEWORK.replace("id: requires-improvement", "id: g3"), 'write "g3" if that is meant'),
        ({"question": "specialist-capabilities"}, FRAMEWORK, "write one of vulnerable, firearms, workforce"),
    ],
)  # fmt: skip
def test_who_writes_what_readers_see_is_told_its_id_and_a_label_that_only_looks_like_it_is_not_meant(
    facts, framework, said
):
    files = {**texts(vetting=finding(**facts)), "frameworks/peel-2018-19.yml": framework}
    assert next(f.fix for f in checked(files) if f.path == PATH and f.rule.startswith("unknown-")).startswith(said)
