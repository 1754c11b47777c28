"""The theme's frame around a page of the register.

Two pages of the register differ, outside their own HTML, in their title, address, contents, edit link and the entry of
the menu that is current. So the theme renders one page with marks in those places, and each page is filled into the
slots: what comes out is what the theme would have made of each, at a hundredth of the cost.
"""

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from markupsafe import Markup, escape

from register.pages.addresses import Address, depth
from register.pages.page import Page

TITLE, DESCRIPTION, SOURCE, ANCHOR, HEADING = (
    f"register-slot-{name}" for name in ("title", "description", "source", "anchor", "heading")
)
CONTENT = "<h1>register-slot-content</h1>"  # with a heading, as every page has one: else the theme would add its own
_FOLDER, _CURRENT = "register-slot-address", "register-slot-current"
_SECTION = f'<h2 id="{ANCHOR}">{HEADING}</h2>'
_ENTRY = re.compile(f"<li[^>]*><a[^>]*>{HEADING}</a></li>")
_ADDRESS = re.compile(rf"(?:{_FOLDER}/)+")
_CURRENT_ENTRY = re.compile(rf" {_CURRENT}:([^ ]*);")
_SLOT = re.compile(
    rf"({TITLE}|{DESCRIPTION}|{SOURCE}|{CONTENT}(?:{_SECTION})?"
    rf"|{_ENTRY.pattern}|{ANCHOR}|{_ADDRESS.pattern}| {_CURRENT}:[^ ]*;)"
)


def sample_of(page: Page) -> Page:
    """The page that stands for this one when the theme renders their frame: marks where such pages differ."""
    here = depth(page.address)
    address = page.address if page.address == Address.SEARCH else f"/{f'{_FOLDER}/' * here}"
    content = CONTENT + _SECTION if page.contents else CONTENT
    source = page.source and f"{SOURCE}.md"
    return replace(page, address=address, title=TITLE, make=lambda: content, source=source, description=DESCRIPTION)


def current_slot(url: str) -> Markup:
    """The mark in an entry of the menu that leads to the address: the entry of the page itself is the current one."""
    return Markup(f" {_CURRENT}:{url};")


CURRENT = Markup(' aria-current="page"')

_SECTIONS = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def contents_of(written: str) -> list[tuple[str, str]]:
    """The table of contents of a page's HTML: of each section the id and the heading, escaped, without its tags."""
    return [
        (anchor, str(escape(html.unescape(_TAG.sub("", heading)).strip())))
        for anchor, heading in _SECTIONS.findall(written)
    ]


@dataclass(frozen=True)
class Frame:
    """What the theme made of a sample, taken apart at its slots."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, rendered: str) -> "Frame":
        """The frame in the text that the theme rendered."""
        return cls(tuple(_SLOT.split(rendered)))

    def fill(self, page: Page) -> bytes:
        """The whole page as it is written: UTF-8."""
        content = page.html
        sections = contents_of(content) if page.contents else []
        url = page.address.removeprefix("/")
        filled = {
            TITLE: str(escape(page.title)),
            DESCRIPTION: str(escape(page.description)),
            SOURCE: (page.source or "").removesuffix(".md"),
            CONTENT: content,
            CONTENT + _SECTION: content,
            ANCHOR: sections[0][0] if sections else "",  # the theme has a link that skips to the first section
        }
        for piece in self.pieces:
            if current := _CURRENT_ENTRY.fullmatch(piece):
                filled[piece] = str(CURRENT) if current[1] == url else ""
            elif _ADDRESS.fullmatch(piece):
                filled[piece] = url
            elif _ENTRY.fullmatch(piece):
                entries = (piece.replace(ANCHOR, anchor).replace(HEADING, heading) for anchor, heading in sections)
                filled[piece] = "".join(entries)
        return "".join([filled.get(piece, piece) for piece in self.pieces]).encode()


class Frames:
    """The frames of a build, each rendered when it is first asked for."""

    def __init__(self, render: Callable[[Page], str]) -> None:
        """render gives what the theme makes of a sample, see sample_of."""
        self._render = render
        self._made: dict[tuple[str, str | None, bool], Frame] = {}

    def fill(self, page: Page) -> bytes:
        """The page in its frame."""
        sample = sample_of(page)
        key = (sample.address, sample.source, sample.contents)
        if key not in self._made:
            self._made[key] = Frame.of(self._render(sample))
        return self._made[key].fill(page)
