"""What does a reader see? One function a kind of page; the HTML comes from templates/ and is escaped there.

A page is a plain value: its address, title and HTML. Links are relative, so the site works from any folder.
"""

import html
import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from register import change_report, changes, checks, model, pictures, summary, wording
from register.days import Days
from register.folder import Kind
from register.numbering import numbered
from register.paper import Form, Paper, make_paper
from register.snapshot import Snapshot
from register.timeline import timeline


@dataclass(frozen=True)
class Page:
    """A page of the site.

    address begins and ends with /; source is the record's file below records/, if it has one; contents: whether the
    page is long enough for a table of contents beside it. Its HTML is made when it is asked for, so that a large site
    is never in memory at once.
    """

    address: str
    title: str
    make: Callable[[], str]
    source: str | None = None
    contents: bool = False

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


class Address:
    """The addresses of the site (section 4 of the contract), each in one place."""

    HOME = "/"
    RECOMMENDATIONS = "/recommendations/"
    PILLARS = "/pillars/"
    RED = "/red/"
    OVERDUE = "/overdue/"
    STATUSES = "/statuses/"
    LISTS = "/lists/"
    PICTURES = "/pictures/"
    OWNERS = "/owners/"
    CHANGES = "/changes/"
    INSPECTIONS = "/inspections/"
    MEETINGS = "/meetings/"
    DATA = "/data/"
    SEARCH = "/search/"
    RULES = "/rules/"
    FIELDS = "/fields/"

    @staticmethod
    def recommendation(id: str) -> str:
        """The page of a finding."""
        return f"/recommendations/{id}/"

    @staticmethod
    def pillar(id: str) -> str:
        """The page of a pillar, shared by the frameworks that have it."""
        return f"/pillars/{id}/"

    @staticmethod
    def question(framework: str, id: str) -> str:
        """The page of a question."""
        return f"/questions/{framework}/{id}/"

    @staticmethod
    def status(id: str) -> str:
        """The page of a status."""
        return f"/statuses/{id}/"

    @staticmethod
    def owner(slug: str) -> str:
        """The page of an owner."""
        return f"/owners/{slug}/"

    @staticmethod
    def inspection(id: str) -> str:
        """The page of an inspection."""
        return f"/inspections/{id}/"

    @staticmethod
    def meeting(id: str) -> str:
        """The paper of a meeting."""
        return f"/meetings/{id}/"

    @staticmethod
    def paper(id: str, form: Form) -> str:
        """The paper of a meeting as a file."""
        return f"/meetings/{id}/paper.{form}"


def relative(target: str, start: str) -> str:
    """The way from the page at start to the address target, as a relative link."""
    there, here = target.split("/")[1:-1], start.split("/")[1:-1]
    shared = len(posixpath.commonprefix((there, here)))
    way = "../" * (len(here) - shared) + "".join([f"{step}/" for step in there[shared:]]) + target.rpartition("/")[2]
    return way or "./"


def make_pages(days: Days, day: date, downloads: tuple[str, ...], forms: tuple[Form, ...] = ()) -> tuple[Page, ...]:
    """Every page of the register as at the day, sorted by address. The records must have passed the checks.

    downloads are the addresses of the files that the page of data describes; forms are the files that the page of a
    paper leads to.
    """
    now = days.on(day)
    made = (
        _home(now, days),
        _recommendations(now),
        *_each_recommendation(now),
        *_pillars(now),
        *_questions(now),
        _red(now),
        _overdue(now),
        _lists(now),
        _pictures(now, days),
        *_statuses(now),
        *_owners(now),
        _changes(now, days),
        *_inspections(now),
        *_meetings(now, days, forms),
        _search(now),
        _data(now, downloads),
        _rules(now),
        _fields(now),
    )
    return tuple(sorted(made, key=lambda page: page.address))


def print_papers(days: Days, day: date) -> Iterator[PrintedPaper]:
    """The papers of all meetings as they are printed, each as at its own day.

    The records must have passed the checks.
    """
    for meeting in days.on(day).meetings:
        paper = make_paper(meeting, days, day)
        address, title = Address.meeting(meeting.id), _title_of(paper)
        if paper.draft:
            title = wording.say("draft-title", title=title)
        rendered = _render(paper.now, address, "print/paper.html", title=title, paper=paper, forms=())
        yield PrintedPaper(meeting.id, title, paper.now.settings.organisation, paper.day, _as_printed(rendered))


# One function a page


def _home(now: Snapshot, days: Days) -> Page:
    since = changes_since_last_meeting(now, days)
    return _page(now, Address.HOME, wording.say("red-title"), "home.html", since=since)


def changes_since_last_meeting(now: Snapshot, days: Days) -> changes.Changes | None:
    """What happened after the day of the last meeting's paper; None where there was no meeting yet."""
    last = now.last_meeting
    return changes.changes_between(days.as_recorded(last.as_at), now) if last else None


def _recommendations(now: Snapshot) -> Page:
    return _page(now, Address.RECOMMENDATIONS, wording.say("recommendations-title"), "recommendations.html")


def _each_recommendation(now: Snapshot) -> Iterator[Page]:
    for finding in now.recommendations:
        address = Address.recommendation(finding.id)
        yield _page(now, address, finding.title, "recommendation.html", source=finding.path, finding=finding)
        for earlier in finding.formerly:
            yield _page(now, Address.recommendation(earlier), finding.title, "moved.html", target=address)


def _pillars(now: Snapshot) -> Iterator[Page]:
    groups = summary.by_pillar(now)
    yield _page(now, Address.PILLARS, wording.say("pillars-title"), "pillars.html", groups=groups)
    for group in groups:
        if group.key:
            frameworks = [f for f in now.frameworks if f.pillar(group.key.id)]
            address = Address.pillar(group.key.id)
            yield _page(
                now, address, group.key.label, "pillar.html", pillar=group.key, group=group, frameworks=frameworks
            )


def _questions(now: Snapshot) -> Iterator[Page]:
    for framework in now.frameworks:
        for group in summary.by_question(now, framework):
            if group.key:
                address = Address.question(framework.id, group.key.id)
                yield _page(
                    now, address, group.key.label, "question.html", question=group.key, framework=framework, group=group
                )


def _red(now: Snapshot) -> Page:
    return _page(now, Address.RED, wording.say("red-page-title"), "red.html")


def _overdue(now: Snapshot) -> Page:
    return _page(now, Address.OVERDUE, wording.say("overdue-page-title"), "overdue.html")


def _lists(now: Snapshot) -> Page:
    return _page(now, Address.LISTS, wording.say("lists-title"), "lists.html")


def _pictures(now: Snapshot, days: Days) -> Page:
    return _page(
        now,
        Address.PICTURES,
        wording.say("pictures-title"),
        "pictures.html",
        over_time=pictures.status_over_time(days, now),
        ahead=pictures.due_ahead(now),
        to_end=pictures.time_to_end(now),
        matrices=pictures.grade_matrices(now),
    )


def _statuses(now: Snapshot) -> Iterator[Page]:
    groups = summary.by_status(now)
    yield _page(now, Address.STATUSES, wording.say("statuses-title"), "statuses.html", groups=groups)
    for group in groups:
        yield _page(now, Address.status(group.key.id), group.key.label, "status.html", group=group)


def _owners(now: Snapshot) -> Iterator[Page]:
    groups = summary.by_owner(now)
    yield _page(now, Address.OWNERS, wording.say("owners-title"), "owners.html", groups=groups)
    for group in groups:
        if group.key:
            yield _page(now, Address.owner(group.key.slug), group.key.name, "owner.html", group=group)


def _changes(now: Snapshot, days: Days) -> Page:
    """The time since the last meeting, then the time between each meeting and the one before it."""
    latest = changes_since_last_meeting(now, days)
    held = [meeting for meeting in now.meetings if meeting.as_at <= now.day and meeting.day < now.day]
    earlier = (
        changes.changes_between(m.previous and days.as_recorded(m.previous), days.as_recorded(m.as_at)) for m in held
    )
    periods = [period for period in (latest, *earlier) if period]
    return _page(now, Address.CHANGES, wording.say("changes-page-title"), "changes.html", periods=periods)


def _inspections(now: Snapshot) -> Iterator[Page]:
    groups = summary.by_inspection(now)
    yield _page(now, Address.INSPECTIONS, wording.say("inspections-title"), "inspections.html", groups=groups)
    for group in groups:
        inspection = group.key
        yield _page(
            now,
            Address.inspection(inspection.id),
            inspection.title,
            "inspection.html",
            source=inspection.path,
            inspection=inspection,
            findings=group.findings,
        )


def _meetings(now: Snapshot, days: Days, forms: tuple[Form, ...]) -> Iterator[Page]:
    yield _page(now, Address.MEETINGS, wording.say("meetings-title"), "meetings.html")
    for meeting in now.meetings:
        paper = make_paper(meeting, days, now.day)
        address, title = Address.meeting(meeting.id), _title_of(paper)
        yield _page(paper.now, address, title, "paper.html", source=meeting.path, paper=paper, forms=forms)


def _title_of(paper: Paper) -> str:
    return f"{paper.meeting.title}, {wording.say_day(paper.meeting.day)}"


def _search(now: Snapshot) -> Page:
    return _page(now, Address.SEARCH, wording.say("search"), "search.html")


def _data(now: Snapshot, downloads: tuple[str, ...]) -> Page:
    return _page(now, Address.DATA, wording.say("data-title"), "data.html", kinds=list(Kind), downloads=downloads)


def _rules(now: Snapshot) -> Page:
    rules = sorted(checks.RULES, key=lambda rule: rule.name)
    return _page(now, Address.RULES, wording.say("rules-title"), "rules.html", rules=rules)


def _fields(now: Snapshot) -> Page:
    models = [(kind, facts, _inner_models(facts)) for kind, facts in model.FACTS.items()]
    return _page(now, Address.FIELDS, wording.say("fields-title"), "fields.html", models=models)


def _inner_models(facts: type[model.Facts]) -> list[tuple[str, type[model.Facts]]]:
    """The fields that hold fields of their own, with the model that declares those."""
    found = ((name, checks.fields.inner_model(about.annotation)) for name, about in facts.model_fields.items())
    return [(name, inner) for name, inner in found if inner]  # type: ignore[misc]


# Templates

_WITH_CONTENTS = frozenset({"paper.html", "rules.html", "fields.html", "changes.html", "inspection.html", "lists.html"})


class _Templates(Environment):
    """Puts the sentences that need no value into a template when it is compiled, not each time it is filled in."""

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Spoken().visit(super()._parse(source, name, filename))


class _Spoken(NodeTransformer):
    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=sentence)], kwargs=[]):
                return nodes.Const(wording.say(sentence), lineno=node.lineno)
        return node


@cache
def _environment() -> Environment:
    environment = _Templates(
        loader=PackageLoader("register", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"t": wording.say, "language": wording.LANGUAGE}
    environment.globals |= {"summary": summary, "Address": Address, "ChangeKind": changes.ChangeKind}
    environment.globals |= {"moved": change_report.moved, "timeline": timeline}
    environment.filters |= {"day": wording.say_day, "month": wording.say_month, "iso": date.isoformat}
    environment.filters |= {"code": _code, "numbered": lambda html: Markup(numbered(html))}
    signs = environment.get_template("signs.html").module
    environment.globals["signs"] = SimpleNamespace(
        SHAPES=signs.SHAPES, status=cache(signs.status), day=cache(signs.day)
    )
    return environment


def _page(now: Snapshot, address: str, title: str, template: str, source: str | None = None, **values: object) -> Page:
    def make() -> str:
        return _render(now, address, template, title=title, **values)

    return Page(address, title, make, source, contents=template in _WITH_CONTENTS)


def _render(now: Snapshot, address: str, template: str, **values: object) -> str:
    """The template filled in for the address, from which its links lead."""

    def link(target: str) -> str:
        return relative(target, address)

    def words(written: str, home: str, deeper: int = 0) -> Markup:
        return _placed(written, now, home, address, deeper)

    return _environment().get_template(template).render(now=now, link=link, words=words, **values)


def _code(text: str) -> Markup:
    """A docstring for the page of rules: paragraphs, with `words` as code."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    escaped = (re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(part, quote=False)) for part in paragraphs)
    return Markup("".join(f"<p>{part}</p>" for part in escaped))


_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-6])>")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|#")  # a target that leads to the same place from every page


def _placed(written: str, now: Snapshot, home: str, address: str, deeper: int) -> Markup:
    """A record's words on the page at address: relative links lead on from the record's home, headings go deeper.

    written is HTML that body.py made safe. A link to a record that isn't in the snapshot becomes its text.
    """

    def lead(match: re.Match[str]) -> str:
        target = html.unescape(match[1])
        if _ADDRESS.match(target):
            return match[0]
        goal = _goal(target, now, home)
        return f'<a href="{html.escape(relative(goal, address))}"{match[2]}>{match[3]}</a>' if goal else match[3]

    placed = _LINK.sub(lead, written)
    if deeper:
        placed = _HEADING.sub(lambda h: f"<{h[1]}h{min(6, int(h[2]) + deeper)}>", placed)
    return Markup(placed)


_GROUP = re.compile(r"<div>(<dt>.*?</dd>)</div>", re.DOTALL)


def _as_printed(rendered: str) -> str:
    """The HTML for what is printed or sent on.

    Links to other pages become text, since no pages stand beside it. The groups in lists of facts, which only the
    style of the site needs, fall away: a list in a tagged PDF holds nothing but items.
    """
    linked = _LINK.sub(lambda a: a[0] if _ADDRESS.match(html.unescape(a[1])) else a[3], rendered)
    return _GROUP.sub(r"\1", linked)


def _goal(target: str, now: Snapshot, home: str) -> str | None:
    """The address that a relative link leads to: for a record's file its page, or None where it has none."""
    name = re.fullmatch(r"(?:[^?#]*/)?([^/?#]+)\.md(?:#.*)?", target)
    if not name:
        return posixpath.normpath(posixpath.join(home, target)) + ("/" if target.endswith("/") else "")
    if name[1] in now.by_id:
        return Address.recommendation(name[1])
    if name[1] in now.ids_of_inspections:
        return Address.inspection(name[1])
    return Address.meeting(name[1]) if name[1] in now.ids_of_meetings else None
