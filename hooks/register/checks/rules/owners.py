"""Rules about the roles that answer for findings, where owners.yml lists them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from register.checks.advice import choose, quoted
from register.checks.issue import Issue
from register.checks.persons import person_in
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
from register.records.nearest import slug
from register.records.record import Record
from register.records.source import Path
from register.records.values import NONE


@error(Kind.RECOMMENDATION)
def unknown_owner(record: Record, context: Context) -> Iterator[Issue]:
    """The owner, or a role that takes part, is not in owners.yml, so it would get a separate page.

    Correct the name, or add the role to owners.yml. Where there is no such file, any role will do.

    Write `owner: Head of Professional Standards`, not `owner: Head of Profesional Standards`.
    """
    roles, listed_in = context.records.roles, context.records.owners
    if not listed_in or not listed_in.sound("owners"):
        return
    for path, name in _named(record):
        if name not in roles:
            listed = dict.fromkeys(owner.role for owner in roles.values())
            roles_named = _roles_in(name)
            advice = _told_apart(roles_named) if roles_named else choose(name, listed, _as_new(name, listed))
            yield Issue(record.source.span(*path), f"{quoted(name)} is not in owners.yml", advice)


def _as_new(name: str, listed: Iterable[str]) -> str:
    """The advice to list a role; empty for what is no new one: a person, or a listed role in other signs."""
    is_known = slug(name) in map(slug, listed)
    return "" if is_known or person_in(name) else f'add "- role: {name}" to owners.yml'


def _named(record: Record) -> Iterator[tuple[Path, str]]:
    """The paths at which a finding names a role, each with the name."""
    holders: list[tuple[Path, Any]] = [((), record.facts)] if record.sound("owner", "with") else []
    if record.sound("history"):
        holders += [(("history", index), entry) for index, entry in enumerate(record.facts.history)]
    for path, holder in holders:
        if holder.owner:
            yield (*path, "owner"), holder.owner
        for index, name in enumerate(() if holder.with_ in (None, NONE) else holder.with_):
            yield (*path, "with", index), name


@warning(Kind.RECOMMENDATION)
def two_owners(record: Record, context: Context) -> Iterator[Issue]:
    """The owner looks like two roles in one text, which would have a page of their own, apart from both.

    One role answers for a finding; others that take part stand under `with`.

    Beside `with: [Director of Justice Services]`, write `owner: Head of Professional Standards`, not `owner: Head of
    Professional Standards and Director of Justice Services`.
    """
    for path, name in _named(record) if record.sound("owner", "with") else ():
        is_told = bool(context.records.owners)  # by the rule about unknown owners
        if not is_told and name not in context.records.roles and (roles := _roles_in(name)):
            yield Issue(record.source.span(*path), f"{quoted(name)} reads like more than one role", _told_apart(roles))
            return  # the history usually repeats it


def _told_apart(roles: Sequence[str]) -> str:
    """The advice for a text that names several roles."""
    return f'if these are two roles, write "{roles[0]}" here, and "with: [{", ".join(roles[1:])}]" beside it'


def _roles_in(name: str) -> list[str]:
    """The roles that a text names, where it names several."""
    roles = _BETWEEN_ROLES.split(name)
    return roles if len(roles) > 1 and all(map(_IS_ROLE.search, roles)) else []


_BETWEEN_ROLES = re.compile(r"\s*(?:[;/&+,]|\band\b)\s*(?:the\s+)?(?=[A-Z])")
_IS_ROLE = re.compile(
    r"^(?:the )?(?:(?:\w+ )?(?:head|director|lead|manager|superintendent|inspector|officer|secretary) (?:of|for)\b|"
    r"(?:deputy |assistant )?chief \w+|commander\b|superintendent\b|(?:[DA]?CC|ACO|DACC|O?PCC)$)",
    re.IGNORECASE,
)


@warning(Kind.RECOMMENDATION)
def takes_part_already(record: Record, context: Context) -> Iterator[Issue]:
    """`with` names the owner, or one role twice. The owner answers for the finding, and need not be said to take part.

    Beside `owner: Head of Contact`, write `with: [Director of People]`, not `with: [Head of Contact, Director of
    People]`.
    """
    if not record.sound("owner", "with"):
        return
    seen = {context.records.present_name(record.facts.owner)}
    for index, name in enumerate(record.facts.with_):
        role = context.records.present_name(name)
        if role in seen:
            message = f"{quoted(name)} is named already, as the owner or beside it"
            yield Issue(record.source.span("with", index), message, 'leave it out of "with"')
        seen.add(role)


@warning(Kind.RECOMMENDATION)
def owner_gone(record: Record, context: Context) -> Iterator[Issue]:
    """The finding is outstanding, but its owner's post no longer exists, as `until` in owners.yml says.

    Say who answers for it now, and from which day.

    Where owners.yml says that the Head of Vetting was a post until 31 March 2020, write `owner: Head of Professional
    Standards`, not `owner: Head of Vetting`.
    """
    if not record.sound("owner", "status") or not record.facts.owner:
        return
    status = context.status(record)
    owner = context.records.roles.get(record.facts.owner)
    if status and status.outstanding and owner and owner.had_ended(context.as_at):
        message = f"the post {quoted(owner.role)} ended on {owner.until}"
        fix = "write who answers for this now, and add the change to the history"
        yield Issue(record.source.span("owner"), message, fix)


@error(Kind.OWNERS)
def repeated_role(record: Record, context: Context) -> Iterator[Issue]:
    """Two roles have, or had, the same name, so nobody can tell whose findings they are.

    Below the Head of Vetting, write `role: Head of Clearance`, not `role: head of vetting`.
    """
    holders: dict[str, str] = {}
    for index, owner in enumerate(record.facts.owners if record.sound("owners") else ()):
        former = ((("formerly", number), name) for number, name in enumerate(owner.formerly))
        for path, name in ((("role",), owner.role), *former):
            if other := holders.get(name.casefold()):
                message = f"{quoted(name)} is already a name of {quoted(other)}"
                yield Issue(record.source.span("owners", index, *path), message, "give each role its own names")
            holders.setdefault(name.casefold(), owner.role)
