"""Rules about the roles that answer for findings, where owners.yml lists them."""

import re
from collections.abc import Iterator
from typing import Any

from register.checks.advice import choose, quoted
from register.checks.issue import Issue
from register.checks.rule import Context, error, warning
from register.records.folder import Kind
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
            advice = choose(name, listed, f'add "- role: {name}" to owners.yml')
            yield Issue(record.source.span(*path), f"{quoted(name)} is not in owners.yml", advice)


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
        first, *others = _BETWEEN_ROLES.split(name)
        if others and name not in context.records.roles and all(map(_IS_ROLE.search, (first, *others))):
            more = ", ".join(others)
            advice = f'if these are two roles, write "{first}" here, and "with: [{more}]" beside it'
            yield Issue(record.source.span(*path), f"{quoted(name)} reads like more than one role", advice)
            return  # the history usually repeats it


_BETWEEN_ROLES = re.compile(r"\s*(?:[;/&+,]|\band\b)\s*(?:the\s+)?(?=[A-Z])")
_IS_ROLE = re.compile(
    r"^(?:the )?(?:(?:\w+ )?(?:head|director|lead|manager|superintendent|inspector|officer|secretary) (?:of|for)\b|"
    r"(?:deputy |assistant )?chief \w+|commander\b|superintendent\b)",
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
    status = context.records.statuses.get(record.facts.status)
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
