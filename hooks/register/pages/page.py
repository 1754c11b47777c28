"""A page of the site as a plain value: its address, its title and, when it is asked for, its HTML."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from register.figures.changes import Changes
from register.pages.addresses import Address, depth
from register.pages.rendering import Renderer
from register.snapshots.snapshot import Recommendation
from register.wording.sentences import say

Values = Mapping[str, object]
Listed = Sequence[Recommendation] | Changes
"""What a list holds."""

_LISTS = {
    Address.RECOMMENDATIONS: "recommendations-title",
    Address.PILLARS: "pillars-title",
    Address.OWNERS: "owners-title",
    Address.STATUSES: "statuses-title",
    Address.INSPECTIONS: "inspections-title",
    Address.MEETINGS: "meetings-title",
    Address.CHANGES: "changes-page-title",
    Address.CORRECTIONS: "corrections-title",
    Address.RED: "red-page-title",
    Address.OVERDUE: "overdue-page-title",
    Address.LISTS: "lists-title",
    Address.DICTIONARY: "dictionary-title",
}
"""The lists below which pages stand, each with the name of its title."""


def _no_values() -> Values:
    return {}


@dataclass(frozen=True)
class Page:
    """A page of the site.

    address begins and ends with /; source is the record's file below records/, if it has one; contents: whether the
    page is long enough for a table of contents beside it; description: what it is about, for those who have not opened
    it; lists: what its lists hold, each by the address of its file. Its HTML is made when it is asked for, so that a
    large site is never in memory at once.
    """

    address: str
    title: str
    make: Callable[[], str]
    source: str | None = None
    contents: bool = False
    description: str = ""
    lists: Mapping[str, Callable[[], Listed]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """Its file in the site: /red/ is red/index.html."""
        return f"{self.address.lstrip('/')}index.html"

    @property
    def html(self) -> str:
        """Its HTML, made afresh each time."""
        return self.make()


def page_of(
    renderer: Renderer,
    address: str,
    title: str,
    make: Callable[[], str],
    source: str | None = None,
    contents: bool = False,
    description: str = "",
) -> Page:
    """The page of what `make` gives, below the way that leads to it from the home page."""
    said = description or say("described", title=title, organisation=renderer.snapshot.settings.organisation)
    above = list_above(address)

    def whole() -> str:
        trail = renderer.render(address, "trail.html", above=above, title=say(_LISTS[above])) if above else ""
        return trail + with_permalinks(make())

    return Page(address, title, whole, source, contents, said)


_HEADING = re.compile(r'(<h[23] id="([^"]+)">)(.*?)(</h[23]>)', re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_LEAD_ON = ("go-on", "meanings")
"""The headings of what stands on many pages."""


def with_permalinks(made: str) -> str:
    """The HTML with a link to itself in each heading that has an id, by which a letter or minute can cite it.

    Its sign is in the style, so that it is in no table of contents.
    """

    def linked(match: re.Match[str]) -> str:
        begin, anchor, heading, end = match.groups()
        if anchor in _LEAD_ON:
            return match[0]
        label = say("permalink", title=_TAG.sub("", heading).strip())
        return f'{begin}{heading} <a class="permalink" href="#{anchor}" aria-label="{label}"></a>{end}'

    return _HEADING.sub(linked, made)


def list_above(address: str) -> str:
    """The address of the list below which the page stands; none where it stands below the home page."""
    above = f"/{address.split('/')[1]}/"
    return above if depth(address) > 1 and above in _LISTS else ""


def page_from(
    renderer: Renderer,
    address: str,
    title: str,
    template: str,
    values: Callable[[], Values] = _no_values,
    source: str | None = None,
    contents: bool = False,
    description: str = "",
) -> Page:
    """The page that the template makes of its values, which are made with the page.

    A template places its values and does nothing else: lists are in their order, and all that is counted is counted.
    """

    def make() -> str:
        return renderer.render(address, template, title=title, **values())

    return page_of(renderer, address, title, make, source, contents, description)
