"""How does a page get the theme's frame without being rendered by the theme?

Two pages of findings differ, outside their own HTML, in their title, their address and their contents alone. So the
theme renders one page with marks in those places, a Frame, and the pages are poured into the gaps. What comes out is,
byte for byte, what the theme would have made of each, at a hundredth of the cost; a test holds it so.
"""

import html
import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from markupsafe import escape

from register.pages.page import Page

TITLE, ADDRESS, SOURCE = "register-gap-title", "register-gap-address", "register-gap-source"
CONTENT = "<h1>register-gap-content</h1>"  # with a heading, as every page has one: else the theme would add its own
PLACE, HEADING = "register-gap-place", "register-gap-heading"
_SECTION = f'<h2 id="{PLACE}">{HEADING}</h2>'
_ENTRY = re.compile(f"<li[^>]*><a[^>]*>{HEADING}</a></li>")
_GAP = re.compile(f"({TITLE}|{ADDRESS}|{SOURCE}|{CONTENT}(?:{_SECTION})?|{_ENTRY.pattern}|{PLACE})")


def can_be_poured(page: Page) -> bool:
    """Whether only title, address, content and contents tell the page from its sisters: it stands below a list.

    A page in the navigation differs in more places.
    """
    return page.address.count("/") > 2


def frame_of(page: Page) -> Page:
    """The page that stands for this one and its sisters when the theme renders their frame: marks where they differ."""
    folder = page.address.rstrip("/").rpartition("/")[0]
    source = page.source and f"{SOURCE}.md"
    content = CONTENT + _SECTION if page.contents else CONTENT
    return Page(f"{folder}/{ADDRESS}/", TITLE, lambda: content, source, page.contents)


_SECTIONS = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def contents_of(written: str) -> list[tuple[str, str]]:
    """The table of contents of a page's HTML: of each section the id and the heading, escaped, without its tags."""
    return [
        (place, str(escape(html.unescape(_TAG.sub("", heading)).strip())))
        for place, heading in _SECTIONS.findall(written)
    ]


@dataclass(frozen=True)
class Frame:
    """What the theme made of frame_of(page), taken apart at its marks."""

    pieces: tuple[str, ...]

    @cached_property
    def digest(self) -> bytes:
        """What tells this frame from another."""
        return sha256("\0".join(self.pieces).encode()).digest()

    @classmethod
    def of(cls, rendered: str) -> "Frame":
        """The frame in the text that the theme rendered."""
        return cls(tuple(_GAP.split(rendered)))

    def poured(self, page: Page) -> bytes:
        """The whole page as it is written: UTF-8."""
        content = page.html
        sections = contents_of(content) if page.contents else []
        filled = {
            TITLE: str(escape(page.title)),
            ADDRESS: page.address.rstrip("/").rpartition("/")[2],
            SOURCE: (page.source or "").removesuffix(".md"),
            CONTENT: content,
            CONTENT + _SECTION: content,
            PLACE: sections[0][0] if sections else "",  # the theme has a link that skips to the first section
        }
        for entry in filter(_ENTRY.fullmatch, self.pieces):
            each = (entry.replace(PLACE, place).replace(HEADING, heading) for place, heading in sections)
            filled[entry] = "".join(each)
        return "".join([filled.get(piece, piece) for piece in self.pieces]).encode()
