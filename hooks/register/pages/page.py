"""A page of the site as a plain value: its address, its title and, when it is asked for, its HTML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from register.pages.rendering import Renderer

Values = Mapping[str, object]


def _no_values() -> Values:
    return {}


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
        """Its HTML, made afresh each time."""
        return self.make()


def page_from(
    renderer: Renderer,
    address: str,
    title: str,
    template: str,
    values: Callable[[], Values] = _no_values,
    source: str | None = None,
    contents: bool = False,
) -> Page:
    """The page that the template makes of its values, which are made with the page.

    A template places its values and does nothing else: lists are in their order, and all that is counted is counted.
    """

    def make() -> str:
        return renderer.render(address, template, title=title, **values())

    return Page(address, title, make, source, contents)
