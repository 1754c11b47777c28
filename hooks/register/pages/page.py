"""What does a reader see? One function a kind of page; the HTML comes from templates/ and is escaped there.

A page is a plain value: its address, title and HTML. Links are relative, so the site works from any folder.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from register.checks.report import LocatedIssue
from register.checks.rules import RULES
from register.figures import changes, charts, summary
from register.figures.paper import make_paper
from register.pages import rows
from register.pages.addresses import Address, PaperFormat
from register.pages.rendering import as_printed, render
from register.pages.staff import NOTHING, ForStaff
from register.records.folder import Kind
from register.records.model import FACTS, Facts, inner_model
from register.snapshots.snapshot import Meeting, Recommendation, Snapshot
from register.snapshots.snapshots import Snapshots
from register.wording import sentences


@dataclass(frozen=True)
class Page:
    """A page of the site.

    address begins and ends with /; source is the record's file below records/, if it has one; contents: whether the
    page is long enough for a table of contents beside it. Its HTML is made when it is asked for, so that a large site
    is never in memory at once. made_of: the records (their paths) that it depends on, beside what every page may show:
    the day, settings, frameworks and meetings, and which records and owners there are. Empty where it shows more,
    or what is for staff.
    """

    address: str
    title: str
    make: Callable[[], str]
    source: str | None = None
    contents: bool = False
    made_of: tuple[str, ...] = ()

    @property
    def html(self) -> str:
        """Its HTML, made anew each time."""
        return self.make()


@dataclass(frozen=True)
class PrintedPaper:
    """The paper of a meeting as an HTML document of its own: what its PDF and its Word document are made of."""

    meeting: str
    title: str
    organisation: str
    day: date
    html: str


def make_pages(
    snapshots: Snapshots,
    day: date,
    downloads: tuple[str, ...],
    formats: tuple[PaperFormat, ...] = (),
    for_staff: Mapping[str, ForStaff] | None = None,
) -> tuple[Page, ...]:
    """Every page of the register as at the day, sorted by address. The records must have passed the checks.

    downloads are the addresses of the files that the page of data describes; forms are the files that the page of a
    paper leads to. for_staff: what the private site adds to the page of each finding, by its id.
    """
    snapshot = snapshots.on(day)
    made = (
        _home(snapshot, snapshots),
        *_recommendations(snapshot),
        *_each_recommendation(snapshot, for_staff or {}),
        *_pillars(snapshot),
        *_questions(snapshot),
        _red(snapshot),
        _overdue(snapshot),
        _lists(snapshot),
        _pictures(snapshot, snapshots),
        *_statuses(snapshot),
        *_owners(snapshot),
        _changes(snapshot, snapshots),
        *_inspections(snapshot),
        *_meetings(snapshot, snapshots, formats),
        _search(snapshot),
        _data(snapshot, downloads),
        _rules(snapshot),
        _fields(snapshot),
    )
    return tuple(sorted(made, key=lambda page: page.address))


def print_papers(snapshots: Snapshots, day: date) -> Iterator[PrintedPaper]:
    """The papers of all meetings as they are printed, each as at its own day.

    The records must have passed the checks.
    """
    for meeting in snapshots.on(day).meetings:
        paper = make_paper(meeting, snapshots, day)
        address, title = Address.meeting(meeting.id), _title_of(paper.meeting)
        if paper.draft:
            title = sentences.say("draft-title", title=title)
        rendered = render(paper.snapshot, address, "print/paper.html", title=title, paper=paper, formats=())
        yield PrintedPaper(meeting.id, title, paper.snapshot.settings.organisation, paper.day, as_printed(rendered))


# One function a page


def _home(snapshot: Snapshot, snapshots: Snapshots) -> Page:
    since = partial(changes_since_last_meeting, snapshot, snapshots)
    return _page(snapshot, Address.HOME, sentences.say("red-title"), "home.html", since_last_meeting=since)


def changes_since_last_meeting(snapshot: Snapshot, snapshots: Snapshots) -> changes.Changes | None:
    """What happened after the day of the last meeting's paper; None where there was no meeting yet."""
    start = snapshot.counting_from
    return changes.changes_between(snapshots.as_recorded(start), snapshot) if start else None


def _recommendations(snapshot: Snapshot) -> Iterator[Page]:
    """The list of all findings, on as many pages as it takes."""
    parts = rows.pages_of(snapshot.recommendations)
    for number, findings in enumerate(parts, 1):
        title = sentences.say("recommendations-title")
        if number > 1:
            title = sentences.say("page-title", title=title, number=number, count=len(parts))
        offered = rows.pages_to_offer(number, len(parts))
        values = {"number": number, "count": len(parts), "offered": offered, "findings": findings}
        yield _page(snapshot, Address.recommendations(number), title, "recommendations.html", **values)


def _each_recommendation(snapshot: Snapshot, for_staff: Mapping[str, ForStaff]) -> Iterator[Page]:
    for finding in snapshot.recommendations:
        address = Address.recommendation(finding.id)
        others = [snapshot.by_id[id] for id in (finding.parent, finding.superseded_by, finding.repeats) if id]
        shown = (finding, finding.inspection, *others, *snapshot.children_of(finding))
        values = {"finding": finding, "for_staff": for_staff.get(finding.id, NOTHING)}
        page = _page(snapshot, address, finding.title, "recommendation.html", source=finding.path, **values)
        yield page if for_staff else replace(page, made_of=tuple(record.path for record in shown))
        for earlier in finding.formerly:
            yield _page(snapshot, Address.recommendation(earlier), finding.title, "moved.html", target=address)


def _pillars(snapshot: Snapshot) -> Iterator[Page]:
    groups = summary.by_pillar(snapshot)
    yield _page(snapshot, Address.PILLARS, sentences.say("pillars-title"), "pillars.html", groups=groups)
    for group in groups:
        if group.key:
            frameworks = [f for f in snapshot.frameworks if f.pillar(group.key.id)]
            address = Address.pillar(group.key.id)
            yield _page(
                snapshot, address, group.key.label, "pillar.html", pillar=group.key, group=group, frameworks=frameworks
            )


def _questions(snapshot: Snapshot) -> Iterator[Page]:
    for framework in snapshot.frameworks:
        for group in summary.by_question(snapshot, framework):
            if group.key:
                address = Address.question(framework.id, group.key.id)
                yield _page(
                    snapshot,
                    address,
                    group.key.label,
                    "question.html",
                    question=group.key,
                    framework=framework,
                    group=group,
                )


def _red(snapshot: Snapshot) -> Page:
    return _page(snapshot, Address.RED, sentences.say("red-page-title"), "red.html")


def _overdue(snapshot: Snapshot) -> Page:
    return _page(snapshot, Address.OVERDUE, sentences.say("overdue-page-title"), "overdue.html")


def _lists(snapshot: Snapshot) -> Page:
    return _page(snapshot, Address.LISTS, sentences.say("lists-title"), "lists.html")


def _pictures(snapshot: Snapshot, snapshots: Snapshots) -> Page:
    return _page(
        snapshot,
        Address.PICTURES,
        sentences.say("pictures-title"),
        "pictures.html",
        status_over_time=partial(charts.status_over_time, snapshots, snapshot),
        due_ahead=partial(charts.due_ahead, snapshot),
        time_to_end=partial(charts.time_to_end, snapshot),
        grade_matrices=partial(charts.grade_matrices, snapshot),
    )


def _statuses(snapshot: Snapshot) -> Iterator[Page]:
    groups = summary.by_status(snapshot)
    yield _page(snapshot, Address.STATUSES, sentences.say("statuses-title"), "statuses.html", groups=groups)
    for group in groups:
        yield _page(snapshot, Address.status(group.key.id), group.key.label, "status.html", group=group)


def _owners(snapshot: Snapshot) -> Iterator[Page]:
    groups = summary.by_owner(snapshot)
    yield _page(snapshot, Address.OWNERS, sentences.say("owners-title"), "owners.html", groups=groups)
    for group in groups:
        if group.key:
            yield _page(snapshot, Address.owner(group.key.slug), group.key.name, "owner.html", group=group)


def _changes(snapshot: Snapshot, snapshots: Snapshots) -> Page:
    """The time since the last meeting, then the time between each meeting and the one before it."""

    def periods() -> list[changes.Changes]:
        latest = changes_since_last_meeting(snapshot, snapshots)
        held = [
            meeting for meeting in snapshot.meetings if meeting.as_at <= snapshot.day and meeting.day < snapshot.day
        ]
        earlier = (
            changes.changes_between(m.previous and snapshots.as_recorded(m.previous), snapshots.as_recorded(m.as_at))
            for m in held
        )
        return [period for period in (latest, *earlier) if period]

    return _page(snapshot, Address.CHANGES, sentences.say("changes-page-title"), "changes.html", periods=periods)


def _inspections(snapshot: Snapshot) -> Iterator[Page]:
    groups = summary.by_inspection(snapshot)
    yield _page(snapshot, Address.INSPECTIONS, sentences.say("inspections-title"), "inspections.html", groups=groups)
    for group in groups:
        inspection = group.key
        yield _page(
            snapshot,
            Address.inspection(inspection.id),
            inspection.title,
            "inspection.html",
            source=inspection.path,
            inspection=inspection,
            findings=group.findings,
        )


def _meetings(snapshot: Snapshot, snapshots: Snapshots, formats: tuple[PaperFormat, ...]) -> Iterator[Page]:
    yield _page(snapshot, Address.MEETINGS, sentences.say("meetings-title"), "meetings.html")
    for meeting in snapshot.meetings:
        yield _paper(meeting, snapshots, snapshot.day, formats)


def _paper(meeting: Meeting, snapshots: Snapshots, today: date, formats: tuple[PaperFormat, ...]) -> Page:
    address, title = Address.meeting(meeting.id), _title_of(meeting)

    def make() -> str:
        paper = make_paper(meeting, snapshots, today)
        return render(paper.snapshot, address, "paper.html", title=title, paper=paper, formats=formats)

    return Page(address, title, make, meeting.path, contents=True)


def _title_of(meeting: Meeting) -> str:
    return f"{meeting.title}, {sentences.say_day(meeting.day)}"


def _search(snapshot: Snapshot) -> Page:
    return _page(snapshot, Address.SEARCH, sentences.say("search"), "search.html")


def _data(snapshot: Snapshot, downloads: tuple[str, ...]) -> Page:
    return _page(
        snapshot, Address.DATA, sentences.say("data-title"), "data.html", kinds=list(Kind), downloads=downloads
    )


def _rules(snapshot: Snapshot) -> Page:
    rules = sorted(RULES, key=lambda rule: rule.name)
    return _page(snapshot, Address.RULES, sentences.say("rules-title"), "rules.html", rules=rules)


def moved_page(snapshot: Snapshot, address: str, target: str) -> Page:
    """What stands at an address that leads on to another."""
    return _page(snapshot, address, sentences.say("moved-page-title"), "moved_page.html", target=target)


def findings_page(snapshot: Snapshot, located: Sequence[LocatedIssue], withheld: Sequence[Recommendation]) -> Page:
    """What the check found, and which findings are withheld: a page of the private site alone."""
    rules = {rule.name for rule in RULES}
    title = sentences.say("checked-title")
    return _page(snapshot, Address.FINDINGS, title, "findings.html", located=located, withheld=withheld, rules=rules)


def _fields(snapshot: Snapshot) -> Page:
    models = [(kind, facts, _inner_models(facts)) for kind, facts in FACTS.items()]
    return _page(snapshot, Address.FIELDS, sentences.say("fields-title"), "fields.html", models=models)


def _inner_models(facts: type[Facts]) -> list[tuple[str, type[Facts]]]:
    """The fields that hold fields of their own, with the model that declares those."""
    found = ((name, inner_model(about.annotation)) for name, about in facts.fields().items())
    return [(name, inner) for name, inner in found if inner]  # type: ignore[misc]


_WITH_CONTENTS = frozenset({"rules.html", "fields.html", "changes.html", "inspection.html", "lists.html"})


def _page(
    snapshot: Snapshot, address: str, title: str, template: str, source: str | None = None, **values: object
) -> Page:
    def make() -> str:
        return render(snapshot, address, template, title=title, **values)

    return Page(address, title, make, source, contents=template in _WITH_CONTENTS)
