"""The reference pages: the search, the files for programs, the rules and the fields."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial

from register.checks.rules import RULES
from register.pages.addresses import Address
from register.pages.page import Page, Values, page_from
from register.pages.rendering import Renderer
from register.records.folder import Kind
from register.records.model import FACTS, Facts, inner_model
from register.wording.sentences import say


def search(renderer: Renderer) -> Page:
    """The page that finds what is searched for."""
    return page_from(renderer, Address.SEARCH, say("search"), "search.html")


@dataclass(frozen=True)
class DataFile:
    """A file for programs: its address, its name as readers see it, and its contents."""

    address: str
    name: str
    what: str


@dataclass(frozen=True)
class DataTable:
    """What the dictionary says of an object or a table: its name, what it is, and its fields.

    A field is its name, the type of its values, and what it holds.
    """

    name: str
    what: str
    fields: tuple[tuple[str, str, str], ...]

    @property
    def anchor(self) -> str:
        """The last part of its address, and its id in the list of all."""
        return anchor_of(self.name)


def anchor_of(table: str) -> str:
    """The last part of the address of an object or a table."""
    return table.lower().replace(".", "-")


@dataclass(frozen=True)
class DataPages:
    """What the pages of data tell of: the files, the dictionary, how the data may be named, and for search engines.

    described: the names of what the dictionary describes, which are known before it is made.
    archives: what changed, by year, where the feed doesn't hold it all. of_owners: by which feed and calendar each
    owner can be followed, by slug; none where the site has no address. private: for a site that may not be published.
    """

    files: tuple[DataFile, ...]
    described: tuple[str, ...]
    dictionary: Callable[[], tuple[DataTable, ...]]
    attribution: str
    dataset: Mapping[str, object]
    archives: tuple[DataFile, ...] = ()
    of_owners: Mapping[str, tuple[DataFile, ...]] = field(default_factory=dict)
    private: bool = False

    @property
    def can_be_followed(self) -> bool:
        """Whether there is a feed and a calendar."""
        return any(file.address.endswith((".xml", ".ics")) for file in self.files)


def data(renderer: Renderer, about: DataPages) -> Iterator[Page]:
    """The page that offers the files, and the dictionary of what stands in them, a page for each object and table."""
    settings = renderer.snapshot.settings
    values = {
        "about": about,
        "settings": settings,
        "contact": (settings.contact or "").removeprefix("mailto:"),
        "versions": tuple(_VERSIONS.items()),
    }
    yield page_from(renderer, Address.DATA, say("data-title"), "data.html", lambda: values)
    title = say("dictionary-title")
    yield page_from(renderer, Address.DICTIONARY, title, "dictionary.html", lambda: {"tables": about.dictionary()})
    for name in about.described:
        address, title = Address.dictionary_of(anchor_of(name)), say("dictionary-of", name=name)
        yield page_from(renderer, address, title, "dictionary_of.html", partial(_described, name, about))


def _described(name: str, about: DataPages) -> Values:
    return {"table": next(table for table in about.dictionary() if table.name == name)}


_VERSIONS = {"2.0": "data-changes-2", "1": "data-changes-1"}
"""The versions of the data, the newest first, each with the sentence that says what changed."""


def rules(renderer: Renderer) -> Page:
    """The page of the rules that records are checked by, sorted by name."""
    listed = sorted(RULES, key=lambda rule: rule.name)
    values = {"rules": listed, "number": len(listed)}
    return page_from(renderer, Address.RULES, say("rules-title"), "rules.html", lambda: values, contents=True)


@dataclass(frozen=True)
class FieldTable:
    """The fields of one kind of record, or of a part of it; heading: the id of its heading, where it has one."""

    name: str
    heading: str | None
    fields: tuple[tuple[str, bool, str | None], ...]  # name, required, what it is


def fields(renderer: Renderer) -> Page:
    """The page of the fields that records have."""
    tables = [table for kind, facts in FACTS.items() for table in _tables_of(kind, facts)]
    values = {"tables": tables}
    return page_from(renderer, Address.FIELDS, say("fields-title"), "fields.html", lambda: values, contents=True)


def _tables_of(kind: Kind, facts: type[Facts]) -> Iterator[FieldTable]:
    """The table of a kind of record, then those of its fields that have fields of their own."""
    yield _table(say(f"kind-{kind}"), facts, heading=kind)
    for name, about in facts.fields().items():
        if inner := inner_model(about.annotation):
            yield _table(name, inner)


def _table(name: str, facts: type[Facts], heading: str | None = None) -> FieldTable:
    found = ((field, about.is_required(), about.description) for field, about in facts.fields().items())
    return FieldTable(name, heading, tuple(found))
