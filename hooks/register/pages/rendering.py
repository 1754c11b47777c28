"""Turns templates into the HTML of pages, with the register's sentences, links and signs in it."""

import html
import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import Markup

from register.figures.blocks import shape_of
from register.figures.overview import Overview
from register.figures.standing import say_late, say_redated, say_response
from register.figures.tables import about_in_list, meanings, where
from register.pages.addresses import Address, address_of, depth, private_name, relative
from register.records.body import leads_outside, record_named
from register.records.model import Status
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording import sentences


class _PlainCalls(Context):
    """Calls what a template calls as it is; Jinja would look each time for what only its own functions may ask for.

    Saves a sixth of making all pages.
    """

    def call(self, called: Callable[..., object], /, *given: object, **named: object) -> object:
        """What it returns."""
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*given, **named)


class _Templates(Environment):
    context_class = _PlainCalls
    getattr = staticmethod(getattr)  # a name after a full stop is an attribute, and one that is missing an error


@cache
def _templates() -> Environment:
    """The compiled templates, with what they may use: sentences, and how a value is written.

    Nothing else, so that a template can't sort, select or add up: it places what it is given.
    """
    environment = _Templates(
        loader=PackageLoader("register.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.globals = {"language": sentences.LANGUAGE}
    environment.filters = {
        "t": sentences.say,  # a sentence without values is placed when the template is compiled
        "day": sentences.say_day,
        "iso": date.isoformat,
        "number": sentences.say_number,
        "names": sentences.say_names,
        "redated": say_redated,
        "late": say_late,
        "response": say_response,
        "about": about_in_list,
        "where": where,
        "length": len,
        "code": _code,
        "json": htmlsafe_json_dumps,
        "shape": shape_of,
    }
    return environment


def fill(template: str, **values: object) -> str:
    """The template filled in with these values alone."""
    return _templates().get_template(template).render(values)


class Renderer:
    """Fills in templates for the pages of one snapshot, and keeps the pieces that many of its pages are made of."""

    def __init__(self, snapshot: Snapshot, private: bool = False) -> None:
        """The snapshot that the pages show; private: on a site that may not be published."""
        self.snapshot, self._private = snapshot, private
        self.overview = Overview(snapshot)
        self._pieces: dict[int, _Pieces] = {}
        signs = _templates().get_template("signs.html").module
        self._signs = SimpleNamespace(status=cache(signs.status), day=cache(signs.day))

    def list_file(self, address: str, name: str) -> str:
        """The address of the file of a list of that name on the page at the address."""
        file = Address.list_file(address, name)
        return private_name(file) if self._private else file

    def render(self, address: str, template: str, **values: object) -> str:
        """The template filled in for the address, from which its links lead."""
        return _templates().get_template(template).render(self._pieces_at(depth(address)).given, **values)

    def _pieces_at(self, deep: int) -> "_Pieces":
        if deep not in self._pieces:
            self._pieces[deep] = _Pieces(self.snapshot, self._signs, deep)
        return self._pieces[deep]


class _Pieces:
    """What all pages of one depth are made of: the links of a page differ with its depth alone.

    The row of a finding stands in a dozen lists, and what statuses mean on each page, so they are made once.
    """

    def __init__(self, snapshot: Snapshot, signs: SimpleNamespace, deep: int) -> None:
        self._snapshot, self._deep = snapshot, deep
        self._rows: dict[str, Markup] = {}
        self._explained: dict[tuple[str, ...], Markup] = {}
        placing = {"snapshot": snapshot, "signs": signs, "link": self.link, "href": self.href, "words": self.words}
        self._parts = _templates().get_template("parts.html").make_module({**placing, "row": self.row})
        self._blocks = _templates().get_template("blocks.html").make_module({**placing, "parts": self._parts})
        self.given = {
            **placing,
            "parts": self._parts,
            "blocks": self._blocks.blocks,
            "line": self._blocks.line,
            "explained": self.explained,
        }

    def link(self, page: str, *names: object) -> str:
        """The way to the page of that name."""
        return self.href(address_of(page, *names))

    def href(self, address: str) -> str:
        """The way to the address."""
        return relative(address, self._deep)

    def words(self, written: str, deeper: int = 0, number: str = "") -> Markup:
        """A record's words; number is the mark before their first paragraph."""
        placed = _placed(written, self._snapshot, self.href, deeper)
        return Markup(str(placed).replace("<p>", f"<p>{number}", 1)) if number else placed

    def row(self, finding: Recommendation) -> Markup:
        """The row of the finding in a list."""
        if finding.id not in self._rows:
            self._rows[finding.id] = self._parts.findings_row(finding)
        return self._rows[finding.id]

    def explained(self, statuses: Sequence[Status]) -> Markup:
        """What the statuses mean."""
        ids = tuple(status.id for status in statuses)
        if ids not in self._explained:
            self._explained[ids] = self._blocks.blocks([meanings(statuses)])
        return self._explained[ids]


def _code(text: str) -> Markup:
    """A docstring for the page of rules: paragraphs, with `words` as code."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    escaped = (re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(part, quote=False)) for part in paragraphs)
    return Markup("".join(f"<p>{part}</p>" for part in escaped))


_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-6])>")


def _placed(written: str, snapshot: Snapshot, link: Callable[[str], str], deeper: int) -> Markup:
    """A record's words on a page: relative links lead to the pages of records, headings go deeper.

    written is HTML that body.py made safe. A relative link that leads to no record of the snapshot becomes its text.
    """

    def lead(match: re.Match[str]) -> str:
        target = html.unescape(match[1])
        if leads_outside(target):
            return match[0]
        goal = _goal(target, snapshot)
        return f'<a href="{html.escape(link(goal))}"{match[2]}>{match[3]}</a>' if goal else match[3]

    placed = _LINK.sub(lead, written)
    if deeper:
        placed = _HEADING.sub(lambda h: f"<{h[1]}h{min(6, int(h[2]) + deeper)}>", placed)
    return Markup(placed)


_MARK = re.compile(r'<a( class="paragraph" id="[^"]*") href="[^"]*">(.*?)</a>')
_GROUP = re.compile(r"<div>(<dt>.*?</dd>)</div>", re.DOTALL)


def as_printed(rendered: str) -> str:
    """The HTML for what is printed or sent on.

    Links to other pages become text, since there are no pages next to it. The groups in lists of facts, which only the
    style of the site needs, fall away: a list in a tagged PDF holds nothing but items. A paragraph's number leads
    nowhere, since it stands where it would lead to.
    """
    rendered = _MARK.sub(r"<span\1>\2</span>", rendered)
    linked = _LINK.sub(lambda link: link[0] if _works_in_print(html.unescape(link[1])) else link[3], rendered)
    return _GROUP.sub(r"\1", linked)


def _works_in_print(target: str) -> bool:
    """Whether the link leads to another site, or to a place in the paper itself."""
    return target.startswith("#") or leads_outside(target)


def _goal(target: str, snapshot: Snapshot) -> str | None:
    """The page of the record that a relative link leads to, by its file or its address; None where it has none."""
    id = record_named(target)
    if id in snapshot.by_id:
        return Address.recommendation(id)
    if id in snapshot.inspections_by_id:
        return Address.inspection(id)
    return Address.meeting(id) if id in snapshot.ids_of_meetings else None
