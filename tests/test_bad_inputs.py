"""Of each broken record the check says what it should, where it should, and nothing of those that only look broken."""

import pytest
from register.checks.issue import RULE_FAILED

from tests.bad_inputs import CASES, Case, issues_of


def worst(case: Case) -> str:
    severities = {str(issue.severity) for issue in case.issues()}
    return next((name for name in ("error", "warning") if name in severities), "accepted")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_broken_record_is_judged_as_expected(case):
    try:
        issues = case.issues()
    except OSError as problem:
        pytest.skip(f"this system can't hold the names: {problem}")
    outcome = worst(case)
    assert RULE_FAILED not in {issue.rule for issue in issues}
    if case.about["basis"] == "silent":
        return
    assert outcome in (case.about["expected"], *case.about.get("also", ())), case.about["why"]
    lines = {issue.line for issue in issues if issue.severity == outcome}
    if outcome != "accepted" and "lines" in case.about:
        assert lines & set(case.about["lines"])
    assert outcome == "accepted" or any(case.about.get("suggest", "") in issue.fix for issue in issues)


def test_no_error_is_found_in_the_valid_files_beside_the_cases():
    judged = {path for case in CASES for path in (case.about["path"], *case.about.get("also_paths", ()))}
    assert not [issue for issue in issues_of("records") if issue.path not in judged and issue.severity == "error"]
