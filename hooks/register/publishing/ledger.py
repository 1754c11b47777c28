"""The ledger of every address ever published, addresses.txt, so that none is lost.

A line is an address, `/red/`, or an address that redirects to another, `/old-page/ -> /new-page/`. Lines that begin
with # are for people.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

LEDGER = "addresses.txt"
_ARROW = " -> "
_OF_OWNERS = "data/owners/"
_FURTHER = re.compile(r"(?!recommendations/).+/page/\d+/")
EMPTY = """\
# Every address ever published; none may be lost. `make addresses` adds new ones.
# If a page has gone for good reason, write where it redirects: /old-page/ -> /new-page/
"""
"""The text of a ledger before anything was published."""


@dataclass(frozen=True)
class Ledger:
    """The addresses, each with the one that it redirects to, or None where it has its own page."""

    addresses: dict[str, str | None]

    @property
    def moved(self) -> dict[str, str]:
        """The addresses of pages that redirect to another; a file can't redirect."""
        return {address: goal for address, goal in self.addresses.items() if goal and address.endswith("/")}


def read_ledger(text: str) -> Ledger:
    """The ledger that says this."""
    lines = (line.strip() for line in text.splitlines())
    pairs = (line.partition(_ARROW) for line in lines if line and not line.startswith("#"))
    return Ledger({address.strip(): goal.strip() or None for address, _, goal in pairs})


def published(paths: Iterable[str]) -> frozenset[str]:
    """The addresses of a built site with files at these paths: its pages, and the files of its data.

    But for the feed and calendar of an owner: they end with the post, and a file can't redirect. And but for the
    further parts of a page: its lists may become shorter. That of all findings never does.
    """
    lasting = [path for path in paths if not _FURTHER.match(path)]
    pages = {"/" + path.removesuffix("index.html") for path in lasting if path.split("/")[-1] == "index.html"}
    files = {"/" + path for path in lasting if path.startswith("data/") and not path.startswith(_OF_OWNERS)}
    return frozenset(pages | files)


def lost(ledger: Ledger, addresses: frozenset[str]) -> tuple[str, ...]:
    """What a site with these addresses would lose, as sentences that say what to do."""
    return tuple(
        f"{address} was published and is gone; {_instead(address)}"
        for address in sorted(ledger.addresses.keys() - addresses)
    )


_OF_A_RECORD = re.compile(r"/(recommendations|inspections|meetings)/[^/]+/")


def unknown_records(ledger: Ledger, addresses: frozenset[str]) -> tuple[str, ...]:
    """The records of a site with these addresses that the ledger lacks, as sentences that say what to do."""
    new = (address for address in sorted(addresses - ledger.addresses.keys()) if _OF_A_RECORD.fullmatch(address))
    return tuple(f"{address} is new; run make addresses, and commit {LEDGER}" for address in new)


def _instead(address: str) -> str:
    if not address.endswith("/"):
        return "bring it back: programs read this file, and a file can't redirect"
    redirect = f"write in {LEDGER} where it redirects: {address}{_ARROW}/"
    return f"bring it back, list it under `formerly` in the record that it belonged to, or {redirect}"


def taken_out(before: Ledger, now: Ledger) -> tuple[str, ...]:
    """The addresses that are missing from the ledger, as sentences that say what to do."""
    return tuple(
        f"{address} was removed from {LEDGER}; put its line back"
        + (f", with a redirect if the page is gone: {address}{_ARROW}/" if address.endswith("/") else "")
        for address in sorted(before.addresses.keys() - now.addresses.keys())
    )


def with_new(ledger: Ledger, addresses: frozenset[str]) -> str:
    """The text of the ledger with these addresses too, sorted."""
    whole = dict.fromkeys(addresses) | ledger.addresses
    return EMPTY + "".join(f"{a}{_ARROW}{goal}\n" if (goal := whole[a]) else f"{a}\n" for a in sorted(whole))


def ledger_in(project: Path) -> Ledger:
    """The ledger of the project's addresses; an empty one where there is none yet."""
    path = project / LEDGER
    return read_ledger(path.read_text("utf-8") if path.exists() else "")
