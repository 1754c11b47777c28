"""The register that the programs under bench/ measure with is a sound one, and always the same."""

from collections import Counter

import pytest
from register.checks.judge import check
from register.records.folder import Kind, files_from
from register.records.record import read_records

from bench.generate import LAST_DAY, files


@pytest.mark.parametrize("number", [1, 130])
def test_the_generated_register_has_nothing_wrong_but_that_some_findings_lie_still(number):
    records = read_records(files_from(dict(files(number))))
    assert {finding.rule for finding in check(records, LAST_DAY)} <= {"silent-between-meetings"}
    assert len(records.recommendations) == number


def test_the_generated_register_has_every_kind_of_record_and_relation():
    records = read_records(files_from(dict(files(260))))
    assert Counter(record.kind for record in records.all).keys() == set(Kind)
    facts = [record.facts for record in records.recommendations.values()]
    assert all(any(getattr(each, field) for each in facts) for field in ("parent", "superseded_by", "next", "closed"))
    assert all(3 <= len(each.history) <= 6 for each in facts)


def test_the_same_number_makes_the_same_files():
    assert dict(files(60)) == dict(files(60))


def test_the_check_of_a_sound_register_looks_for_no_place():
    """Places are read with care, which takes several times as long; only a finding needs one."""
    records = read_records(files_from(dict(files(60))))
    check(records, LAST_DAY)
    assert not [record.id for record in records.all if "facts" in vars(record.source)]
