"""What the project is built from: every package has its hashes, the bill names them all, and the audit leaves none out."""

import json
from datetime import date

import pytest
from register.environment import UsageError

from supply import audit
from supply.audit import as_requirements, contact_ending, weaknesses, without_answer
from supply.bill import BILL, bill_of, made_here
from supply.lock import LOCK, Package, needed_by, read_lock, read_project
from tests.conftest import PROJECT

DECLARED = """\
[project]
name = "register"
version = "1.0"
dependencies = ["jinja2 >= 3"]
[project.optional-dependencies]
dev = ["pytest"]
"""
ONE, TWO = "1" * 64, "2" * 64
SMALL_LOCK = f"""\
jinja2==3.1.2 \\
    --hash=sha256:{TWO} \\
    --hash=sha256:{ONE}
    # via register (pyproject.toml)
MarkupSafe==2.1.5 ; sys_platform == 'win32' \\
    --hash=sha256:{ONE}
    # via
    #   jinja2
    #   pytest
pytest==8.0 \\
    --hash=sha256:{TWO}
    # via register (pyproject.toml)
"""


def answer(name: str) -> dict:
    """A stored answer, as pip-audit writes it."""
    return json.loads((PROJECT / "tests" / "answers" / f"{name}.json").read_text("utf-8"))


def package(name: str, version: str) -> Package:
    return Package(name, version, (ONE,), ())


def test_the_lock_is_read_with_hashes_and_with_whom_a_package_is_for():
    jinja2, markupsafe, _ = read_lock(SMALL_LOCK)
    assert (jinja2.name, jinja2.version, jinja2.hashes, jinja2.wanted_by) == (
        "jinja2",
        "3.1.2",
        (ONE, TWO),
        ("register",),
    )
    assert (markupsafe.name, markupsafe.wanted_by) == ("markupsafe", ("jinja2", "pytest"))


def test_what_only_tests_need_is_told_from_what_a_site_needs():
    assert needed_by(read_project(DECLARED), read_lock(SMALL_LOCK)) == {"jinja2", "markupsafe"}


def test_every_package_of_the_lock_has_hashes_and_no_address_stands_in_it():
    text = LOCK.read_text("utf-8")
    assert not [package.name for package in read_lock(text) if not package.hashes]
    assert "://" not in text
    assert "--index-url" not in text


def test_every_tool_that_builds_locks_or_audits_is_in_the_lock():
    names = {package.name for package in read_lock(LOCK.read_text("utf-8"))}
    assert {"pip", "setuptools", "uv", "pip-audit", "cyclonedx-python-lib"} <= names


def test_the_kept_bill_of_materials_is_that_of_the_lock():
    assert BILL.read_text("utf-8") == made_here(), "run make sbom"


def test_the_bill_names_every_package_with_its_hashes_and_no_address_of_a_host():
    bill = json.loads(bill_of(SMALL_LOCK, DECLARED))
    named = {one["name"]: one for one in bill["components"]}
    assert named["jinja2"]["purl"] == "pkg:pypi/jinja2@3.1.2"
    assert [one["content"] for one in named["jinja2"]["hashes"]] == [ONE, TWO]
    assert {name: one["scope"] for name, one in named.items()} == {
        "jinja2": "required",
        "markupsafe": "required",
        "pytest": "excluded",
    }
    uses = {one["ref"]: one.get("dependsOn", []) for one in bill["dependencies"]}
    assert uses["register"] == ["pkg:pypi/jinja2@3.1.2", "pkg:pypi/pytest@8.0"]
    assert uses["pkg:pypi/jinja2@3.1.2"] == ["pkg:pypi/markupsafe@2.1.5"]
    assert bill_of(SMALL_LOCK, DECLARED).count("://") == 1  # that of its own schema


def test_the_same_lock_gives_the_same_bill_and_another_lock_another_number():
    assert bill_of(SMALL_LOCK, DECLARED) == bill_of(SMALL_LOCK, DECLARED)
    other = json.loads(bill_of(SMALL_LOCK.replace("8.0", "8.1"), DECLARED))
    assert other["serialNumber"] != json.loads(bill_of(SMALL_LOCK, DECLARED))["serialNumber"]


def test_a_known_weakness_is_found_with_the_version_that_mends_it():
    assert list(weaknesses((package("jinja2", "3.1.2"),), answer("weak"))) == [
        "jinja2 3.1.2 has the known weakness PYSEC-2024-1 = CVE-2024-22195 = GHSA-h5c8-rqwp-cp95; "
        "it is mended in 3.1.3, so run `make lock` and commit the lock"
    ]


def test_a_known_weakness_without_a_remedy_is_found_too():
    (sentence,) = weaknesses((package("old-thing", "1.0"),), answer("weak"))
    assert sentence.startswith("old-thing 1.0 has the known weakness PYSEC-2020-9; no version without it is known")


@pytest.mark.parametrize(
    ("name", "version", "reason"),
    [
        ("local-thing", "0.1", "Dependency not found on PyPI and could not be audited: local-thing (0.1)"),
        ("click", "8.1.9", "the answer doesn't name it"),
        ("forgotten", "1.0", "the answer doesn't name it"),
    ],
)
def test_a_package_that_was_not_judged_is_found(name, version, reason):
    assert list(weaknesses((package(name, version),), answer("weak"))) == [f"{name} {version} was not judged: {reason}"]


def test_nothing_is_found_where_every_package_was_judged_and_none_is_weak():
    assert not list(weaknesses((package("click", "8.1.0"),), answer("clean")))


def test_where_the_service_gives_no_answer_it_is_said_that_nothing_was_judged():
    said = without_answer("Warning\nERROR:pip_audit._cli:connection refused\n")
    assert said.startswith("nothing was judged")
    assert "connection refused" in said
    assert "it said nothing" in without_answer("")


def test_packages_for_other_systems_and_second_versions_are_asked_about_too():
    texts = as_requirements((*read_lock(SMALL_LOCK), package("jinja2", "2.0")))
    assert [line.split()[0] for line in texts[0].splitlines()] == ["jinja2==3.1.2", "markupsafe==2.1.5", "pytest==8.0"]
    assert texts[1] == f"jinja2==2.0 --hash=sha256:{ONE}\n"
    assert ";" not in "".join(texts)


@pytest.mark.parametrize(
    ("asked", "answered", "status", "said"),
    [
        (("click", "8.1.0"), answer("clean"), 0, "1 packages, 0 findings"),
        (("jinja2", "3.1.2"), answer("weak"), 1, "audit: jinja2 3.1.2 has the known weakness PYSEC-2024-1"),
        (("forgotten", "1.0"), answer("clean"), 1, "audit: forgotten 1.0 was not judged: the answer doesn't name it"),
        (("click", "8.1.0"), "connection refused", 1, "audit: nothing was judged"),
    ],
    ids=["clean", "weak", "not audited", "no answer"],
)
def test_the_audit_fails_unless_every_package_was_judged_and_none_is_weak(
    monkeypatch, capsys, asked, answered, status, said
):
    monkeypatch.setattr(audit, "read_lock", lambda _: (package(*asked),))
    monkeypatch.setattr(audit, "_ask", lambda _: answered)
    assert audit.main() == status
    assert said in capsys.readouterr().out


SETTINGS = {"extra": {"security": {"contact": "mailto:security@example.org", "expires": date(2027, 6, 30)}}}


@pytest.mark.parametrize(("day", "number"), [("2027-05-31", 0), ("2027-06-01", 1), ("2027-07-01", 1)])
def test_the_audit_says_when_the_contact_for_weaknesses_ends_within_thirty_days(day, number):
    assert len(list(contact_ending(SETTINGS, date.fromisoformat(day)))) == number


def test_a_site_that_names_no_contact_has_none_that_ends():
    assert not list(contact_ending({"extra": {}}, date(2027, 6, 1)))


def test_a_contact_without_a_day_is_no_contact():
    with pytest.raises(UsageError, match="write expires: yyyy-mm-dd"):
        list(contact_ending({"extra": {"security": {"contact": "mailto:a@example.org"}}}, date(2027, 6, 1)))
