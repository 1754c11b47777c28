"""What the check found is kept, and used again only where it would find the same."""

import re
from datetime import UTC, date, datetime

import pytest
from register.checks import last_check
from register.checks.issue import RULE_FAILED, Issue, Severity
from register.checks.last_check import Kept, keep, name_of, read_kept
from register.records.folder import files_from
from register.records.span import Span

from tests.small import finding, texts

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
FOUND = Issue(Span(1, 2, 3), "wrong", "instead \udc80 \u2013", "register.yml", Severity.WARNING, "some-rule")
KEPT = Kept("name", "Europe/London", date(2026, 11, 23), date(2026, 11, 23), (FOUND,))


def test_what_is_kept_is_read_as_it_was(tmp_path):
    keep(KEPT, tmp_path / "new" / "findings")
    assert read_kept(tmp_path / "new" / "findings") == KEPT


def test_it_holds_for_the_same_files_and_day_alone():
    assert KEPT.holds("name", NOON, None)
    assert not KEPT.holds("name", NOON, date(2019, 6, 28))
    assert not KEPT.holds("other", NOON, None)
    assert not KEPT.holds("name", NOON, date(2026, 11, 24))
    assert not KEPT.holds("name", datetime(2026, 11, 24, 0, 30, tzinfo=UTC), None)


@pytest.mark.parametrize(
    "change",
    [
        texts(vetting=finding(status="amber")),
        {**texts(vetting=finding()), "notes.txt": b""},
        {path: text for path, text in texts(vetting=finding()).items() if path != "register.yml"},
    ],
    ids=["a byte of a file", "one more file", "one file less"],
)
def test_other_files_have_another_name(change):
    assert name_of(files_from(change)) != name_of(files_from(texts(vetting=finding(status="green"))))


def test_other_code_or_libraries_have_another_name(monkeypatch):
    before = name_of(())
    monkeypatch.setattr(last_check, "of_the_code", lambda _: b"another version")
    assert name_of(()) != before


@pytest.mark.parametrize("damage", [(rb".*", b""), (rb".{9}$", b""), (b"wrong", b"right"), (rb"^.*\n", b"\n")])
def test_what_is_damaged_counts_as_missing(tmp_path, damage):
    path = tmp_path / "findings"
    keep(KEPT, path)
    path.write_bytes(re.sub(*damage, path.read_bytes(), flags=re.DOTALL))
    assert read_kept(path) is None


def test_what_a_rule_that_failed_may_have_missed_is_not_kept(tmp_path):
    keep(KEPT._replace(issues=(FOUND._replace(rule=RULE_FAILED),)), tmp_path / "findings")
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path):
    (tmp_path / "file").write_text("")
    keep(KEPT, tmp_path / "file" / "findings")
    assert read_kept(tmp_path / "file" / "findings") is None
