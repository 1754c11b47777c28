"""Small registers for the tests: valid records that a test changes in the one place that it is about."""

from collections.abc import Mapping
from datetime import UTC, date, datetime

from register.build import Site, make_site
from register.checks.issue import Issue, has_errors
from register.checks.judge import check
from register.checks.report import LocatedIssue, locate
from register.records.folder import files_from
from register.records.record import Records, read_records
from register.records.source import texts_of
from register.snapshots.as_at import as_at
from register.snapshots.snapshot import Recommendation, Snapshot

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

TITLE = "Clear the vetting backlog"
"""The title of a finding, unless a test says another."""

REGISTER = "organisation: West Midlands Police\ninspectorate: HMICFRS\n"

FRAMEWORK = """\
title: Integrated PEEL Assessment 2018/19
grades:
  - {id: outstanding, label: Outstanding}
  - {id: good, label: Good}
  - {id: requires-improvement, label: Requires improvement}
  - {id: inadequate, label: Inadequate}
  - {id: ungraded, label: Ungraded, ranked: false}
pillars:
  - {id: effectiveness, label: Effectiveness}
  - {id: legitimacy, label: Legitimacy}
questions:
  - {id: vulnerable, number: 3, pillar: effectiveness, label: Protecting vulnerable people}
  - {id: firearms, number: 5, pillar: effectiveness, label: Specialist capabilities (firearms), graded: false}
  - {id: workforce, number: 2, pillar: legitimacy, label: Ethical and lawful workforce}
"""

INSPECTION = """\
---
title: Integrated PEEL inspection 2018/19
framework: peel-2018-19
published: 2019-05-02
grades:
  - {pillar: effectiveness, grade: good, progress: improved}
  - {question: vulnerable, grade: requires-improvement, judged: 2018, progress: improved}
  - {pillar: legitimacy, grade: good, progress: improved}
  - {question: workforce, grade: requires-improvement, judged: 2018, progress: same}
---

## Summary

Most of the report is favourable.

## Protecting vulnerable people

Things are getting better here.
"""

MEETING = """\
---
title: HMICFRS update
committee: Joint Audit Committee
previous: 2019-03-28
contact: Risk and Organisational Learning Manager
---
"""


def finding(history: str = "", body: str | None = None, **fields: str | None) -> str:
    """The text of a finding. Fields replace or add to those of a valid one; None takes a field away."""
    facts = {
        "title": TITLE,
        "type": "recommendation",
        "inspection": "peel-2018-19",
        "question": "workforce",
        "grade": "requires-improvement",
        "status": "amber",
        "owner": "Head of Professional Standards",
        "due": "2020-03-31",
    } | fields
    lines = "".join(f"{name}: {value}\n" for name, value in facts.items() if value is not None)
    words = "## Recommendation\n\nThe force should clear the backlog.\n" if body is None else body
    return f"---\n{lines}{history}---\n\n{words}"


def texts(**findings: str) -> dict[str, str]:
    """The files of a valid register with these findings; hyphens in a name are written as underscores.

    The second finding of the usual title gets one of its own, and so do those after it.
    """
    usual = [name for name, text in findings.items() if f"\ntitle: {TITLE}\n" in text]
    for name in usual[1:]:
        findings[name] = findings[name].replace(f"\ntitle: {TITLE}\n", f"\ntitle: {TITLE}, {name}\n")
    return {
        "register.yml": REGISTER,
        "frameworks/peel-2018-19.yml": FRAMEWORK,
        "inspections/peel-2018-19.md": INSPECTION,
        "meetings/2019-06-28.md": MEETING,
        **{f"recommendations/{name.replace('_', '-')}.md": text for name, text in findings.items()},
    }


def records_of(files: Mapping[str, str | bytes]) -> Records:
    """The files read as records."""
    return read_records(files_from(files))


def checked(files: Mapping[str, str | bytes], today: date = TODAY) -> tuple[Issue, ...]:
    """What the checks find in the files."""
    return check(records_of(files), today)


def located(files: Mapping[str, str | bytes], today: date = TODAY) -> tuple[LocatedIssue, ...]:
    """What the checks find in these files, each with the line that it speaks of."""
    return locate(checked(files, today), "records", texts_of(files_from(files), files))


def lines_of(files: Mapping[str, str | bytes]) -> list[str]:
    """What the checks find, as `path:line:column rule`."""
    return [f"{issue.path}:{issue.line}:{issue.column} {issue.rule}" for issue in checked(files)]


def snapshot_of(files: Mapping[str, str | bytes], day: date) -> Snapshot:
    """The files, which must have no errors, as at the day."""
    return as_at(_without_errors(files).public(), day)


def standing(text: str, day: date) -> Recommendation:
    """How one finding stood on the day, in a valid register."""
    return snapshot_of(texts(vetting=text), day).by_id["vetting"]


def site_of(files: Mapping[str, str | bytes], day: date) -> Site:
    """The site of the files as at the day; warnings are allowed, errors are not."""
    return make_site(_without_errors(files), day)


def _without_errors(files: Mapping[str, str | bytes]) -> Records:
    """The files read as records, which have no errors."""
    assert not has_errors(checked(files)), lines_of(files)
    return records_of(files)


def html_at(site: Site, address: str) -> str:
    """The HTML of the page at the address."""
    return next(page.html for page in site.pages if page.address == address)
