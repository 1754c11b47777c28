"""How does a page get the theme's frame without being rendered by the theme?

Two pages of findings differ, outside their own HTML, in their title and their address alone. So the theme renders one
page with marks in those places, a Frame, and the pages are poured into the gaps. What comes out is, byte for byte,
what the theme would have made of each, at a hundredth of the cost; a test holds it so.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from markupsafe import escape

from register.pages import Page

TITLE, ADDRESS, SOURCE = "register-gap-title", "register-gap-address", "register-gap-source"
CONTENT = "<h1>register-gap-content</h1>"  # with a heading, as every page has one: else the theme would add its own
_GAP = re.compile(f"({'|'.join(map(re.escape, (TITLE, ADDRESS, SOURCE, CONTENT)))})")


def can_be_poured(page: Page) -> bool:
    """Whether only title, address and content tell the page from its sisters: it stands below a list, with no contents.

    A page in the navigation differs in more places, and one with a table of contents too.
    """
    return page.address.count("/") > 2 and not page.contents


def frame_of(page: Page) -> Page:
    """The page that stands for this one and its sisters when the theme renders their frame: marks where they differ."""
    folder = page.address.rstrip("/").rpartition("/")[0]
    source = page.source and f"{SOURCE}.md"
    return Page(f"{folder}/{ADDRESS}/", TITLE, lambda: CONTENT, source)


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
        filled = {
            TITLE: str(escape(page.title)),
            ADDRESS: page.address.rstrip("/").rpartition("/")[2],
            SOURCE: (page.source or "").removesuffix(".md"),
            CONTENT: page.html,
        }
        return "".join([filled.get(piece, piece) for piece in self.pieces]).encode()
