"""The commit that a site is made from."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Commit:
    """The commit of the records and the code, and whether files have been changed since without a commit."""

    name: str
    changed_since: bool
