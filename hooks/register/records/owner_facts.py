"""The declared fields of owners.yml: the roles that answer for findings."""

from collections.abc import Mapping
from datetime import date

from pydantic import Field

from register.records.facts import Facts
from register.records.values import ContactAddress, Day, Role


class OwnerFacts(Facts):
    """A role that answers for findings, or takes part in them."""

    role: Role = Field(description="the name of the role, as it stands in a finding's `owner` or `with`")
    formerly: tuple[Role, ...] = Field((), description="earlier names of the same role; its page and address stay one")
    until: Day | None = Field(None, description="the last day of a post that is no more")
    contact: ContactAddress | None = Field(None, description="where to ask: an https or mailto address")

    def had_ended(self, day: date) -> bool:
        """Whether the post was no more on the day."""
        return self.until is not None and self.until < day


def present_name(name: str | None, roles: Mapping[str, OwnerFacts]) -> str | None:
    """The name that a role has now, by each name that it has or had; None: there is none."""
    return roles[name].role if name in roles else name


class OwnersFacts(Facts):
    """The roles that answer for findings. The file is a list of them."""

    owners: tuple[OwnerFacts, ...] = Field(description="the roles: each a line that begins with `- role:`")
