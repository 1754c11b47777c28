"""`register supersede`, `split`, `rename` and `rename-owner`: what changes more than one file."""

from collections.abc import Sequence
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from register import environment
from register.cli.command import FOLDER, command, read
from register.cli.entry import entry_given
from register.cli.options import (
    APPROVED_BY,
    DATE,
    REASON,
    Decorator,
    day_given,
    edited,
    finding_named,
    given_or_asked,
    id_given_or_asked,
    record_named,
    refuse_as_id,
)
from register.cli.update import NEXT
from register.cli.writing import carry_out

if TYPE_CHECKING:
    from register.checks.reading import Reading


def _of_succession(new: str) -> Decorator:
    """The arguments and options of a command that puts findings in the place of another; new: how these are named."""
    parts = (
        click.argument("old", metavar="OLD", required=False),
        click.argument("new", metavar=new, nargs=-1),
        FOLDER,
        click.option(
            "--title", "titles", multiple=True, metavar="TEXT",
            help="The title of a NEW that is to be begun; one for each.",
        ),
        REASON,
        APPROVED_BY,
        DATE,
    )  # fmt: skip
    return lambda function: reduce(lambda made, part: part(made), reversed(parts), function)


@command()
@_of_succession("NEW...")
def supersede(**given: Any) -> None:
    """Put one or more findings in the place of OLD, which ends as superseded.

    A NEW that isn't there is begun: with OLD's words, received on the day, and with OLD's status, owner, date and step.
    """
    _supersede(fewest=1, **given)


@command()
@_of_succession("NEW NEW...")
def split(**given: Any) -> None:
    """Split the finding OLD into two or more, which take its place; OLD ends as superseded.

    A NEW that isn't there is begun: with OLD's words, received on the day, and with OLD's status, owner, date and step.
    """
    _supersede(fewest=2, **given)


def _supersede(
    old: str | None,
    new: Sequence[str],
    folder: Path,
    titles: Sequence[str],
    on: str | None,
    reason: str | None,
    approved_by: str | None,
    fewest: int,
) -> None:
    from register.editing.succession import reason_of_succession, superseded
    from register.editing.update import recorded_late
    from register.records.model import SUPERSEDED

    reading = read(folder)
    record = finding_named(old, reading)
    named = new or _successors_asked(record.id)
    if len(named) < fewest:
        raise environment.UsageError("a finding is split into two or more; name them all, or use supersede")
    successors = _successors(record.id, named, titles, reading)
    day = day_given(on, "--date", reading)
    why = reason or reason_of_succession(len(successors))
    values = {"status": SUPERSEDED, "reason": why, "approved_by": approved_by}
    late = recorded_late(day, record, reading.records, reading.today) if record.facts else None
    entry = entry_given(day, late, {name: value for name, value in values.items() if value}, reading)
    files = edited(lambda: superseded(record, successors, entry, reading.records, reading.today), record, folder)
    begun = [id for id, title in successors.items() if title]
    told = [f"next: give {' and '.join(begun)} only the part of the words that it is about"] if len(begun) > 1 else []
    carry_out(reading, folder, files, ("date", "reason", "approved-by", "title"), [*told, NEXT])


def _successors_asked(old: str) -> tuple[str, ...]:
    """The ids of the findings that take the place of OLD, as answered; raises UsageError where nobody can be asked."""
    question = "Which findings take its place? Their ids, with a blank between them; new ones too"
    return tuple(given_or_asked(None, f"the ids of the findings that take the place of {old}", question).split())


def _successors(old: str, new: Sequence[str], titles: Sequence[str], reading: "Reading") -> dict[str, str]:
    """The ids of the findings that take a place, each with the title of a new one; empty where it is there."""
    for id in new:
        refuse_as_id(id)
        if id == old or new.count(id) > 1:
            raise environment.UsageError(f'"{id}" is named twice; name another finding')
    known = reading.records.recommendations
    missing = [id for id in new if id not in known]
    if len(titles) > len(missing):
        raise environment.UsageError(
            f"there is a --title too many: {len(missing) or 'none'} of these findings is to be begun"
        )
    rest = missing[len(titles) :]
    asked = [given_or_asked(None, "--title", f'What is the title of the new finding "{id}"?') for id in rest]
    begun = dict(zip(missing, [*titles, *asked], strict=True))
    return {id: begun.get(id, "") for id in new}


@command()
@click.argument("old", metavar="OLD", required=False)
@click.argument("new", metavar="NEW", required=False)
@FOLDER
def rename(old: str | None, new: str | None, folder: Path) -> None:
    """Give the record OLD the id NEW: a finding, an inspection, a meeting or a framework.

    The old address leads to the new one, and every record that names it says the new id. Where two kinds of record
    have the same id, write inspections/OLD.
    """
    from register.editing.renaming import renamed

    reading = read(folder)
    record = record_named(old, reading)
    name = new and new.removesuffix(".md").removesuffix(".yml").rpartition("/")[2]
    id = id_given_or_asked(name, f"The new id of {record.id}")
    if record is reading.records.register:
        raise environment.UsageError("register.yml always has this name")
    files = edited(lambda: renamed(record, id, reading.records), record, folder)
    carry_out(reading, folder, files, (), [f'links to "{record.id}" lead to "{id}" once the site is built', NEXT])


@command("rename-owner")
@click.argument("old", metavar="OLD", required=False)
@click.argument("new", metavar="NEW", required=False)
@FOLDER
@REASON
@APPROVED_BY
@DATE
def rename_owner(
    old: str | None, new: str | None, folder: Path, on: str | None, reason: str | None, approved_by: str | None
) -> None:
    """Give the role OLD the name NEW: in owners.yml, and from the day on in each outstanding finding.

    It stays one owner, with one page and one address. Papers before the day say OLD, as they did. Where there is no
    owners.yml, it is begun with every role in use: from then on, an owner that isn't listed there is an error.
    """
    from register.editing.draft import NotEdited
    from register.editing.renaming import OWNERS, owner_renamed, roles_in_use
    from register.records.nearest import nearest

    reading = read(folder)
    day = day_given(on, "--date", reading)
    roles = {role: role for role in reading.records.roles or roles_in_use(reading.records)}
    old = given_or_asked(old, "the owner's name so far", "Which role has another name now?", roles)
    new = given_or_asked(new, "the owner's new name", "What is it called now?")
    words = {name: said for name, said in {"reason": reason, "approved_by": approved_by}.items() if said}
    name = " ".join(new.split())
    entry_given(day, None, {"owner": name, **words}, reading)
    try:
        files = owner_renamed(" ".join(old.split()), name, day, words, reading.records, reading.today)
    except NotEdited as refusal:
        near = nearest(old, roles) if old not in roles else None
        meant = f'; write "{near}" if that is meant' if near else ""
        raise environment.UsageError(f"{refusal}{meant}") from None
    begun = [] if reading.records.owners else [f"{OWNERS} lists every role in use; correct those that are only slips"]
    carry_out(reading, folder, files, ("date", "reason", "approved-by"), [*begun, NEXT])
