"""Puts the register's own names into the guides that people wrote: `{{ organisation }}` and the like.

A guide is Markdown, so what a name says is escaped as text, whatever signs are in it.
"""

import re
from collections.abc import Mapping

from register.figures.names import say_body
from register.records.register_facts import RegisterFacts

_MARK = re.compile(r"\{\{ (\w+) \}\}")


def names(settings: RegisterFacts) -> Mapping[str, str]:
    """What stands for each mark in a guide, as Markdown.

    `contact` is a link to where the public can ask; without one, the name of the organisation.
    """
    body = say_body(settings)
    return {
        "organisation": _as_text(settings.organisation),
        "inspectorate": _as_text(settings.inspectorate),
        "contact": _link(settings.contact) if settings.contact else _as_text(settings.organisation),
        "body": body,
    }


def with_names(markdown: str, names: Mapping[str, str]) -> str:
    """The guide with these names in place of their marks. A mark that is not known stays, and stops a publication."""
    return _MARK.sub(lambda mark: names.get(mark[1], mark[0]), markdown)


def _link(address: str) -> str:
    return f"[{_as_text(address.removeprefix('mailto:'))}](<{address}>)"


def _as_text(text: str) -> str:
    """The text in Markdown that reads as the text itself: signs as character references."""
    return re.sub(r"[^\w\s]", lambda sign: f"&#{ord(sign[0])};", text)
