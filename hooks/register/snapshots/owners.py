"""The roles that answer for findings, each with its one address, whatever it was called before."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from register.records.model import OwnerFacts


@dataclass(frozen=True)
class Owner:
    """A role that answers for findings or takes part in them, with the word that its address is made of."""

    name: str
    slug: str
    formerly: tuple[str, ...] = ()
    until: date | None = None
    contact: str | None = None


def owners_of(names: Iterable[str], roles: Mapping[str, OwnerFacts]) -> Mapping[str, Owner]:
    """The owners of these names, in alphabetical order. Names that would share a slug get numbers.

    roles: what owners.yml says, by each name that a role has or had.
    """
    taken: Counter[str] = Counter()
    owners = {}
    for name in sorted(set(names), key=lambda name: (slug_of(name), name)):
        slug = slug_of(name)
        taken[slug] += 1
        numbered = f"{slug}-{taken[slug]}" if taken[slug] > 1 else slug
        facts = roles.get(name)
        known = (facts.formerly, facts.until, facts.contact) if facts else ()
        owners[name] = Owner(name, numbered, *known)
    return owners


def earlier_slugs(owners: Iterable[Owner]) -> Mapping[str, Owner]:
    """The slugs of the names that these owners had, but for those that one of them has now."""
    listed = tuple(owners)
    in_use = {owner.slug for owner in listed}
    earlier = {slug_of(name): owner for owner in reversed(listed) for name in owner.formerly}
    return {slug: owner for slug, owner in sorted(earlier.items()) if slug not in in_use}


def slug_of(name: str) -> str:
    """The name as a part of an address: a-z, 0-9 and hyphens; "owner" where nothing of it is left."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "owner"
