"""`register verify` and `register addresses`: whether a built site may be published."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from register import environment, git
from register.cli.command import FOLDER, command

if TYPE_CHECKING:
    from register.publishing.built_site import Folder


@command()
@click.argument("site", default="site", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def verify(site: Path) -> None:
    """Verify a built site before publishing it: that it is whole, unchanged since it was built, and not private.

    It also refuses a guide with a placeholder that nobody filled in.

    DIR is the folder of the site (default: site).
    """
    from register.publishing.manifest import PRIVATE_MARK, differences
    from register.publishing.placeholders import placeholders
    from register.publishing.verification import faults

    files = _site_in(site)
    wrong = [f"{site} is a private site, which may not be published"] if PRIVATE_MARK in files else []
    wrong += [*differences(files), *faults(files), *placeholders(files)]
    for fault in wrong:
        click.echo(fault)
    if wrong:
        sys.exit(1)
    click.echo(f"{site} is whole: {len(files)} files, unchanged since they were built")


@command()
@click.argument("site", default="site", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
@click.option("--write", is_flag=True, help="Add the new addresses to addresses.txt.")
@click.option(
    "--since",
    "revision",
    metavar="REV",
    help="Also compare with the ledger as it was at REV, e.g. origin/main, and refuse a line that was removed.",
)
@FOLDER
def addresses(site: Path, write: bool, revision: str | None, folder: Path) -> None:
    """Compare a built site with addresses.txt, the ledger of every address ever published: none may be lost.

    DIR is the folder of the site (default: site). The ledger is in the working directory. With a register that another
    organisation began since REV, nothing is compared.
    """
    from register.publishing.ledger import (
        LEDGER,
        ledger_in,
        lost,
        published,
        read_ledger,
        taken_out,
        unknown_records,
        with_new,
    )
    from register.publishing.manifest import PRIVATE_MARK

    files, ledger = _site_in(site), ledger_in(Path())
    if PRIVATE_MARK in files:
        raise environment.UsageError(f"{site} is a private site; its addresses are not for the ledger")
    present = published(files)
    compared = revision is not None and not _began_since(folder, revision)
    before = read_ledger(git.text_before(Path(), LEDGER, revision) if revision and compared else "")
    gone, new = (*taken_out(before, ledger), *lost(ledger, present)), present - ledger.addresses.keys()
    unknown = () if write else unknown_records(ledger, present)
    for sentence in (*gone, *unknown):
        click.echo(sentence)
    if gone or unknown:
        sys.exit(1)
    if write and new:
        environment.write_whole(Path(LEDGER), with_new(ledger, present).encode())
    click.echo(f"no address is lost; {len(new)} {'added' if write else 'are new'}")


def _site_in(folder: Path) -> "Folder":
    """The files of a built site. Raises UsageError where there is no such folder."""
    from register.publishing.built_site import Folder

    if not folder.is_dir():
        raise environment.UsageError(f"there is no folder {folder}; build the site first")
    return Folder(folder)


def _began_since(folder: Path, revision: str) -> bool:
    """Whether the records at the revision are another organisation's register, whose addresses are not this one's."""
    from register.checks.comparison import is_another_register
    from register.records.folder import files_from
    from register.records.record import read_records

    name = "register.yml"
    if not (folder / name).exists():
        return False
    before, now = git.text_before(folder, name, revision), (folder / name).read_bytes()
    return is_another_register(*(read_records(files_from({name: text})).settings for text in (before, now)))
