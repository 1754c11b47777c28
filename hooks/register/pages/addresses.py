"""The addresses of all pages, and relative links between them."""

import re
from enum import StrEnum


class PaperFormat(StrEnum):
    """A format that a paper can be made in, besides its page; the value is the file's ending."""

    PDF = "pdf"
    WORD = "docx"


class Address:
    """The addresses of the site, each declared once."""

    HOME = "/"
    RECOMMENDATIONS = "/recommendations/"
    ROWS = "/recommendations/rows.json"
    PILLARS = "/pillars/"
    RED = "/red/"
    OVERDUE = "/overdue/"
    STATUSES = "/statuses/"
    LISTS = "/lists/"
    CHARTS = "/pictures/"
    OWNERS = "/owners/"
    CHANGES = "/changes/"
    CORRECTIONS = "/corrections/"
    INSPECTIONS = "/inspections/"
    MEETINGS = "/meetings/"
    DATA = "/data/"
    DICTIONARY = "/data/dictionary/"
    DATA_QUESTIONS = "/data/questions/"
    REGISTER_JSON = "/data/register.json"
    REGISTER_JSON_1 = "/data/v1/register.json"
    TABLE = "/data/recommendations.csv"
    WORKBOOK = "/data/recommendations.xlsx"
    ARCHIVE = "/data/register.zip"
    DATABASE = "/data/register.sqlite"
    DATASETTE = "/data/datasette.json"
    CATALOGUE = "/data/catalog.jsonld"
    FEED = "/data/feed.xml"
    CALENDAR = "/data/due-dates.ics"
    STATUS = "/status.json"
    MANIFEST = "/manifest.json"
    SEARCH = "/search/"
    STAFF = "/staff/"
    RULES = "/rules/"
    FIELDS = "/fields/"
    FINDINGS = "/findings/"

    @staticmethod
    def part(address: str, number: int) -> str:
        """The page of that number, from 1, of a list that begins at the address."""
        return f"{address}page/{number}/" if number > 1 else address

    @staticmethod
    def list_file(address: str, name: str) -> str:
        """The file of a list of that name on the page at the address, for spreadsheets."""
        return f"{address}{name}.csv"

    @staticmethod
    def dictionary_of(table: str) -> str:
        """What the fields of an object or a table of the data mean."""
        return f"/data/dictionary/{table}/"

    @staticmethod
    def recommendation(id: str) -> str:
        """The page of a finding."""
        return f"/recommendations/{id}/"

    @staticmethod
    def pillar(id: str) -> str:
        """The page of a pillar, shared by the frameworks that have it."""
        return f"/pillars/{id}/"

    @staticmethod
    def question(framework: str, id: str) -> str:
        """The page of a question."""
        return f"/questions/{framework}/{id}/"

    @staticmethod
    def status(id: str) -> str:
        """The page of a status."""
        return f"/statuses/{id}/"

    @staticmethod
    def owner(slug: str) -> str:
        """The page of an owner."""
        return f"/owners/{slug}/"

    @staticmethod
    def feed_of_year(year: int) -> str:
        """What changed in a year that is over."""
        return f"/data/feed-{year}.xml"

    @staticmethod
    def feed_of_owner(slug: str) -> str:
        """What changed in the findings of an owner."""
        return f"/data/owners/{slug}/feed.xml"

    @staticmethod
    def calendar_of_owner(slug: str) -> str:
        """The due dates of an owner."""
        return f"/data/owners/{slug}/due-dates.ics"

    @staticmethod
    def chart(name: str) -> str:
        """A chart of the page of trends as a file."""
        return f"{Address.CHARTS}{name}.svg"

    @staticmethod
    def changes_before(id: str) -> str:
        """What changed before the meeting of that id, since the one before it."""
        return f"/changes/{id}/"

    @staticmethod
    def inspection(id: str) -> str:
        """The page of an inspection."""
        return f"/inspections/{id}/"

    @staticmethod
    def meeting(id: str) -> str:
        """The paper of a meeting."""
        return f"/meetings/{id}/"

    @staticmethod
    def paper(id: str, form: PaperFormat) -> str:
        """The paper of a meeting as a file."""
        return f"/meetings/{id}/paper.{form}"


def is_for_staff(address: str) -> bool:
    """Whether the page is for those who keep the register: no menu, search or site map leads there."""
    return address.startswith(Address.STAFF) or address in (Address.RULES, Address.FIELDS, Address.FINDINGS)


_PART = re.compile(r".*/page/\d+/")


def is_later_part(address: str) -> bool:
    """Whether the page goes on with what begins on another: a part of a list, or a table of the dictionary."""
    return bool(_PART.fullmatch(address)) or (address.startswith(Address.DICTIONARY) and address != Address.DICTIONARY)


def private_name(address: str) -> str:
    """The address of the same file in a private site: its name says that it may not be published."""
    folder, slash, name = address.rpartition("/")
    return f"{folder}{slash}private-{name}"


def address_of(page: str, *names: object) -> str:
    """The address of a page by its name: "red", or "question" with the ids of a framework and of its question.

    Raises AttributeError where Address knows no such page.
    """
    return getattr(Address, page)(*names) if names else getattr(Address, page.upper())


def depth(address: str) -> int:
    """How many folders below the home page the address is."""
    return address.count("/") - 1


def relative(target: str, deep: int) -> str:
    """The way to the address target from any page of that depth, as a relative link."""
    return "../" * deep + target[1:] or "./"
