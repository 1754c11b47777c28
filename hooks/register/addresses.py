"""Where does each page stand, and how does one lead to another?"""

import posixpath

from register.paper import Form


class Address:
    """The addresses of the site (section 4 of the contract), each in one place."""

    HOME = "/"
    RECOMMENDATIONS = "/recommendations/"
    ROWS = "/recommendations/rows.json"
    PILLARS = "/pillars/"
    RED = "/red/"
    OVERDUE = "/overdue/"
    STATUSES = "/statuses/"
    LISTS = "/lists/"
    PICTURES = "/pictures/"
    OWNERS = "/owners/"
    CHANGES = "/changes/"
    INSPECTIONS = "/inspections/"
    MEETINGS = "/meetings/"
    DATA = "/data/"
    STATUS = "/status.json"
    MANIFEST = "/manifest.json"
    SEARCH = "/search/"
    RULES = "/rules/"
    FIELDS = "/fields/"
    FINDINGS = "/findings/"

    @staticmethod
    def recommendations(number: int) -> str:
        """The page of that number of the list of all findings, from 1."""
        return f"/recommendations/page/{number}/" if number > 1 else Address.RECOMMENDATIONS

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
    def inspection(id: str) -> str:
        """The page of an inspection."""
        return f"/inspections/{id}/"

    @staticmethod
    def meeting(id: str) -> str:
        """The paper of a meeting."""
        return f"/meetings/{id}/"

    @staticmethod
    def paper(id: str, form: Form) -> str:
        """The paper of a meeting as a file."""
        return f"/meetings/{id}/paper.{form}"


def relative(target: str, start: str) -> str:
    """The way from the page at start to the address target, as a relative link."""
    there, here = target.split("/")[1:-1], start.split("/")[1:-1]
    shared = len(posixpath.commonprefix((there, here)))
    way = "../" * (len(here) - shared) + "".join([f"{step}/" for step in there[shared:]]) + target.rpartition("/")[2]
    return way or "./"
