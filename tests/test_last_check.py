"""What the last check found is used again only where a new one would find the same."""

import re
from datetime import UTC, date, datetime

import pytest
from register.checks import last_check
from register.checks.issue import RULE_FAILED, Issue, Severity
from register.checks.last_check import LastCheck, fingerprint_of, read_last_check, write_last_check
from register.records.folder import files_from
from register.records.span import Span

from tests.small import finding, texts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FOUND = Issue(Span(1, 2, 3), "wrong", "instead \udc80 \u2013", "register.yml", Severity.WARNING, "some-rule")
LAST = LastCheck("name", "Europe/London", date(2026, 11, 23), date(2026, 11, 23), (FOUND,))


def test_what_is_written_is_read_as_it_was(tmp_path):
    write_last_check(LAST, tmp_path / "new" / "last-check")
    assert read_last_check(tmp_path / "new" / "last-check") == LAST


def test_it_holds_for_the_same_files_and_day_alone():
    assert LAST.holds("name", NOON, None)
    assert not LAST.holds("name", NOON, date(2019, 6, 28))
    assert not LAST.holds("other", NOON, None)
    assert not LAST.holds("name", NOON, date(2026, 11, 24))
    assert not LAST.holds("name", datetime(2026, 11, 24, 0, 30, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "change",
    [
        texts(vetting=finding(status="amber")),
        {**texts(vetting=finding()), "notes.txt": b""},
        {path: text for path, text in texts(vetting=finding()).items() if path != "register.yml"},
    ],
    ids=["a byte of a file", "one more file", "one file less"],
)
def test_other_files_have_another_fingerprint(change):
    assert fingerprint_of(files_from(change)) != fingerprint_of(files_from(texts(vetting=finding(status="green"))))


def test_other_code_or_libraries_have_another_fingerprint(monkeypatch):
    before = fingerprint_of(())
    monkeypatch.setattr(last_check, "of_the_code", lambda _: b"another version")
    assert fingerprint_of(()) != before


@pytest.mark.parametrize("damage", [(rb".*", b""), (rb".{9}$", b""), (b"wrong", b"right"), (rb"^.*\n", b"\n")])
def test_what_is_damaged_counts_as_missing(tmp_path, damage):
    path = tmp_path / "last-check"
    write_last_check(LAST, path)
    path.write_bytes(re.sub(*damage, path.read_bytes(), flags=re.DOTALL))
    assert read_last_check(path) is None


def test_what_a_rule_that_failed_may_have_missed_is_not_written(tmp_path):
    write_last_check(LAST._replace(issues=(FOUND._replace(rule=RULE_FAILED),)), tmp_path / "last-check")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_does_no_harm(tmp_path):
    (tmp_path / "file").write_text("")
    write_last_check(LAST, tmp_path / "file" / "last-check")
    assert read_last_check(tmp_path / "file" / "last-check") is None
