"""`register verify` and `register addresses`: whether a built site may be published."""

import sys
from pathlib import Path

import click

from register import environment, git
from register.cli.command import command


@command()
@click.argument("site", default="site", metavar="[DIR]", type=click.Path(path_type=Path, file_okay=False))
def verify(site: Path) -> None:
    """Verify a built site before publishing it: that it is whole, unchanged since it was built, and not private.

    DIR is the folder of the site (default: site).
    """
    from register.publishing.built_site import Folder
    from register.publishing.manifest import PRIVATE_MARK, differences
    from register.publishing.verification import faults

    if not site.is_dir():
        raise environment.UsageError(f"there is no folder {site}; build the site first")
    files = Folder(site)
    wrong = [f"{site} is a private site, which may not be published"] if PRIVATE_MARK in files else []
    wrong += [*differences(files), *faults(files)]
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
def addresses(site: Path, write: bool, revision: str | None) -> None:
    """Compare a built site with addresses.txt, the ledger of every address ever published: none may be lost.

    DIR is the folder of the site (default: site). The ledger is in the working directory.
    """
    from register.publishing.built_site import Folder
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

    if not site.is_dir():
        raise environment.UsageError(f"there is no folder {site}; build the site first")
    files, ledger = Folder(site), ledger_in(Path())
    if PRIVATE_MARK in files:
        raise environment.UsageError(f"{site} is a private site; its addresses are not for the ledger")
    present = published(files)
    before = read_ledger(git.text_before(Path(), LEDGER, revision) if revision else "")
    gone, new = (*taken_out(before, ledger), *lost(ledger, present)), present - ledger.addresses.keys()
    unknown = () if write else unknown_records(ledger, present)
    for sentence in (*gone, *unknown):
        click.echo(sentence)
    if gone or unknown:
        sys.exit(1)
    if write and new:
        environment.write_whole(Path(LEDGER), with_new(ledger, present).encode())
    click.echo(f"no address is lost; {len(new)} {'added' if write else 'are new'}")
