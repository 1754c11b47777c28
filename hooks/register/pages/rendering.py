"""How does a template become the HTML of a page? With the register's words, links and signs in it."""

import html
import re
from collections.abc import Callable
from datetime import date
from functools import cache, lru_cache
from types import SimpleNamespace

from jinja2 import Environment, PackageLoader, StrictUndefined, nodes
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from register.figures import changes, summary
from register.figures.timeline import timeline
from register.pages import change_report
from register.pages.addresses import Address, depth, relative
from register.pages.numbering import numbered
from register.records.body import record_named
from register.snapshots.snapshot import Recommendation, Snapshot
from register.wording import sentences


class _PlainCalls(Context):
    """Calls what a template calls as it is: nothing here asks for the context, which Jinja looks for at each call."""

    def call(
        self, called: Callable[..., object], /, *given: object, _loop_vars: object = None, _block_vars: object = None,
        **named: object,
    ) -> object:  # fmt: skip
        """What it returns."""
        return called(*given, **named)


class _Templates(Environment):
    """Puts the sentences that need no value into a template when it is compiled, not each time it is filled in.

    What stands after a full stop is an attribute and nothing else; one that isn't there is an error.
    """

    context_class = _PlainCalls
    getattr = staticmethod(getattr)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        return _Spoken().visit(super()._parse(source, name, filename))


class _Spoken(NodeTransformer):
    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        self.generic_visit(node)
        match node:
            case nodes.Call(node=nodes.Name(name="t"), args=[nodes.Const(value=sentence)], kwargs=[]):
                return nodes.Const(sentences.say(sentence), lineno=node.lineno)
        return node


@cache
def _environment() -> Environment:
    environment = _Templates(
        loader=PackageLoader("register.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals |= {"t": sentences.say, "language": sentences.LANGUAGE}
    environment.globals |= {"summary": summary, "Address": Address, "ChangeKind": changes.ChangeKind}
    environment.globals |= {"moved": change_report.moved, "timeline": timeline}
    environment.filters |= {"day": sentences.say_day, "month": sentences.say_month, "iso": date.isoformat}
    environment.filters |= {"number": sentences.say_number}
    environment.filters |= {"code": _code, "numbered": lambda html: Markup(numbered(html))}
    signs = environment.get_template("signs.html").module
    environment.globals["signs"] = SimpleNamespace(
        SHAPES=signs.SHAPES, status=cache(signs.status), day=cache(signs.day)
    )
    return environment


def render(snapshot: Snapshot, address: str, template: str, **values: object) -> str:
    """The template filled in for the address, from which its links lead."""
    return _environment().get_template(template).render(_pieces(snapshot, depth(address)), **values)


# A register has few days and addresses of few depths, and the pages of one come mostly after one another.
@lru_cache(maxsize=8)
def _pieces(snapshot: Snapshot, deep: int) -> dict[str, object]:
    """What all pages of this depth are made of: its links differ with the depth of a page alone.

    The row of a finding stands in a dozen lists, and is made once.
    """

    def link(target: str) -> str:
        return relative(target, deep)

    def words(written: str, deeper: int = 0) -> Markup:
        return _placed(written, snapshot, link, deeper)

    rows: dict[int, tuple[Recommendation, Markup]] = {}

    def row(finding: Recommendation) -> Markup:
        if id(finding) not in rows:
            rows[id(finding)] = finding, parts.findings_row(finding)
        return rows[id(finding)][1]

    given = {"snapshot": snapshot, "link": link, "words": words}
    parts = _environment().get_template("parts.html").make_module({**given, "row": row})
    return {**given, "parts": parts}


def _code(text: str) -> Markup:
    """A docstring for the page of rules: paragraphs, with `words` as code."""
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    escaped = (re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(part, quote=False)) for part in paragraphs)
    return Markup("".join(f"<p>{part}</p>" for part in escaped))


_LINK = re.compile(r'<a href="([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)
_HEADING = re.compile(r"<(/?)h([1-6])>")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")  # a target outside the site
_STAYS = re.compile(f"#|{_ELSEWHERE.pattern}")  # one that leads on from print too: outside, or within the paper itself


def _placed(written: str, snapshot: Snapshot, link: Callable[[str], str], deeper: int) -> Markup:
    """A record's words on a page: relative links lead to the pages of records, headings go deeper.

    written is HTML that body.py made safe. A relative link that leads to no record of the snapshot becomes its text.
    """

    def lead(match: re.Match[str]) -> str:
        target = html.unescape(match[1])
        if _ELSEWHERE.match(target):
            return match[0]
        goal = _goal(target, snapshot)
        return f'<a href="{html.escape(link(goal))}"{match[2]}>{match[3]}</a>' if goal else match[3]

    placed = _LINK.sub(lead, written)
    if deeper:
        placed = _HEADING.sub(lambda h: f"<{h[1]}h{min(6, int(h[2]) + deeper)}>", placed)
    return Markup(placed)


_GROUP = re.compile(r"<div>(<dt>.*?</dd>)</div>", re.DOTALL)


def as_printed(rendered: str) -> str:
    """The HTML for what is printed or sent on.

    Links to other pages become text, since no pages stand beside it. The groups in lists of facts, which only the
    style of the site needs, fall away: a list in a tagged PDF holds nothing but items.
    """
    linked = _LINK.sub(lambda a: a[0] if _STAYS.match(html.unescape(a[1])) else a[3], rendered)
    return _GROUP.sub(r"\1", linked)


def _goal(target: str, snapshot: Snapshot) -> str | None:
    """The page of the record that a relative link leads to, by its file or its address; None where it has none."""
    id = record_named(target)
    if id in snapshot.by_id:
        return Address.recommendation(id)
    if id in snapshot.ids_of_inspections:
        return Address.inspection(id)
    return Address.meeting(id) if id in snapshot.ids_of_meetings else None
