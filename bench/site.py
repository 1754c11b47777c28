"""What the building of the site costs, beside plain MkDocs with Material and beside Hugo, on the same records:

    python -m bench.site [--records 1000 5000 20000] [--pairs 5] [--only hugo edit …]

Every figure comes from pairs that run in turn, ours and the peer's, in a folder that is thrown away; the result is the
median of the ratios of the pairs. It goes to standard output and into RESULTS.md. Needs Hugo, and Linux for memory.
"""

import argparse
import gzip
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median

from bench import generate, peers
from bench.results import write_section

PROJECT = Path(__file__).resolve().parent.parent
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "REGISTER_AS_OF": str(generate.LAST_DAY)}
PATIENCE = 60  # seconds that a server may take to show an edit


def environment(folder: Path) -> dict[str, str]:
    """That of a program that builds the site in the folder: what is kept from a build stands there too."""
    return {**ENVIRONMENT, "XDG_CACHE_HOME": str(folder / ".cache")}


@dataclass(frozen=True)
class Sites:
    """The three sites of one register, each with the command that builds it in its folder."""

    number: int
    folders: dict[str, Path]
    commands: dict[str, list[str]]

    def build(self, whose: str) -> None:
        """Builds the site. Raises CalledProcessError where that fails."""
        folder = self.folders[whose]
        subprocess.run(self.commands[whose], cwd=folder, env=environment(folder), check=True, stdout=subprocess.DEVNULL)

    def clear(self, whose: str) -> None:
        """Takes away the site and all that was kept from earlier builds."""
        for name in ("site", "public", "resources", ".cache"):
            shutil.rmtree(self.folders[whose] / name, ignore_errors=True)

    def record(self, whose: str) -> Path:
        """The file of one finding, whose last words are published."""
        within = {"ours": "records", "plain": "docs", "hugo": "content"}[whose]
        records = sorted((self.folders[whose] / within / "recommendations").rglob("*.md"), key=lambda path: path.name)
        return next(path for path in records[self.number // 2 :] if not _HIDDEN.search(path.read_text("utf-8")))


_HIDDEN = re.compile("^(?:## Staff notes|publish: false|status: withdrawn)", re.MULTILINE)


@dataclass(frozen=True)
class Measured:
    """A row of the table: what, the target, and the figures that were reached."""

    what: str
    target: str
    reached: str


def make_sites(number: int, folder: Path) -> Sites:
    """The three sites of a register of that many findings, not yet built but for ours."""
    records = generate.write(number, folder)
    commands = {"ours": peers.ours(records, folder / "ours", PROJECT)}
    subprocess.run(commands["ours"], cwd=folder / "ours", env=environment(folder / "ours"), check=True)
    page = max((folder / "ours" / "site" / "recommendations").glob("*/index.html"))
    commands["plain"] = peers.plain_mkdocs(records, folder / "plain")
    commands["hugo"] = peers.hugo(records, folder / "hugo", page.read_text("utf-8"))
    return Sites(number, {whose: folder / whose for whose in commands}, commands)


def ratio(ours: Callable[[], float], theirs: Callable[[], float], pairs: int) -> tuple[float, float, float]:
    """The median of ours / theirs over pairs in turn, and the median of each."""
    measured = [(ours(), theirs()) for _ in range(pairs)]
    return median(a / b for a, b in measured), median(a for a, _ in measured), median(b for _, b in measured)


def timed(act: Callable[[], object]) -> float:
    """How many seconds it takes."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def cold(sites: Sites, whose: str) -> float:
    """Seconds of a build with nothing kept from an earlier one."""
    sites.clear(whose)
    return timed(lambda: sites.build(whose))


def worked(sites: Sites, whose: str) -> float:
    """Seconds of the processor that the same takes: other work on the machine hardly changes them."""
    sites.clear(whose)
    before = os.times()
    sites.build(whose)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


_edits = iter(range(10**9))


def edit(sites: Sites, whose: str) -> str:
    """Adds a word that stood nowhere to one record's last line; returns the word."""
    word = f"edited{next(_edits)}"
    record = sites.record(whose)
    record.write_bytes(record.read_bytes().rstrip() + f" {word}\n".encode())
    return word


def rebuilt(sites: Sites, whose: str) -> float:
    """Seconds of a build after one edit. The site of before is there, with all that a build keeps."""
    edit(sites, whose)
    return timed(lambda: sites.build(whose))


# Memory


def peak_memory(sites: Sites, whose: str) -> float:
    """The most memory, in MB, that a cold build's processes had together; what they share is counted once."""
    sites.clear(whose)
    folder = sites.folders[whose]
    process = subprocess.Popen(sites.commands[whose], cwd=folder, env=environment(folder), start_new_session=True)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_proportional, _session(process.pid))))
        time.sleep(0.05)
    return most / 1024


def _session(leader: int) -> Iterator[Path]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) == leader:
                yield folder
        except (OSError, ValueError):
            continue


def _proportional(process: Path) -> int:
    """The process's share of memory in kB, with what several share divided among them."""
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


# Edit to served page


@contextmanager
def served(sites: Sites, whose: str) -> Iterator[Callable[[], bytes]]:
    """Runs the preview; gives a function that fetches the page of the record that edit() changes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ways = {
        "ours": [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", f"127.0.0.1:{port}"],
        "hugo": ["hugo", "server", "--quiet", "--port", str(port), "--disableLiveReload=false"],
    }
    page = f"http://127.0.0.1:{port}/recommendations/{sites.record(whose).stem}/"
    folder, silent = sites.folders[whose], subprocess.DEVNULL
    process = subprocess.Popen(ways[whose], cwd=folder, env=environment(folder), stdout=silent, stderr=silent)

    def fetch() -> bytes:
        with urllib.request.urlopen(page, timeout=PATIENCE) as answer:
            return answer.read()

    try:
        _until(lambda: b"<h1" in fetch())
        yield fetch
    finally:
        process.terminate()
        process.wait(30)


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            if true():
                return
        except OSError:
            pass
        time.sleep(0.01)
    raise TimeoutError("the server never showed it")


def edit_to_page(sites: Sites, whose: str, fetch: Callable[[], bytes]) -> float:
    """Seconds from the end of an edit until the server gives the page with it.

    Both servers look for edits at intervals of up to half a second, so an edit must come at any time between two looks.
    """
    time.sleep(1.5 + random.random() / 2)  # the server has come to rest by then
    word = edit(sites, whose).encode()
    return timed(lambda: _until(lambda: word in fetch()))


# The table


def measure(sites: Sites, pairs: int, only: set[str]) -> Iterator[Measured]:
    """A row for each thing that is measured of this register."""
    number = sites.number
    if "plain" in only:
        limit = {1_000: "0.45", 5_000: "0.35"}.get(number, "–")
        yield _ratio_row(f"cold build, {number:,}, of plain MkDocs", limit, "plain", sites, cold, pairs)
    if "work" in only:
        what = f"cold build, {number:,}, processor time, of plain MkDocs"
        yield _ratio_row(what, "–", "plain", sites, worked, pairs)
    if "hugo" in only:
        limit = {1_000: "1.2", 5_000: "0.8"}.get(number, "–")
        yield _ratio_row(f"cold build, {number:,}, of Hugo", limit, "hugo", sites, cold, pairs)
    if "rebuild" in only:
        for whose in ("ours", "hugo"):
            cold(sites, whose)
        limit = "0.5" if number == 5_000 else "–"
        yield _ratio_row(f"rebuild after one edit, {number:,}, of Hugo", limit, "hugo", sites, rebuilt, pairs)
    if "edit" in only:
        with served(sites, "ours") as our_page, served(sites, "hugo") as hugos_page:
            share, ours, theirs = ratio(
                lambda: edit_to_page(sites, "ours", our_page), lambda: edit_to_page(sites, "hugo", hugos_page), pairs
            )
        limit = {1_000: "1", 5_000: "3"}.get(number, "–")
        yield Measured(f"edit to served page, {number:,}, of Hugo", limit, _told(share, ours, theirs, "s"))
    if "memory" in only:
        share, ours, theirs = ratio(lambda: peak_memory(sites, "ours"), lambda: peak_memory(sites, "hugo"), 1)
        yield Measured(f"memory, {number:,}, of Hugo", "0.5", _told(share, ours, theirs, "MB"))
    if "memory-of-plain" in only:
        share, ours, theirs = ratio(lambda: peak_memory(sites, "ours"), lambda: peak_memory(sites, "plain"), 1)
        yield Measured(f"memory, {number:,}, of plain MkDocs", "–", _told(share, ours, theirs, "MB"))
    if "page" in only:
        yield _page_row(sites)


def _ratio_row(
    what: str, target: str, peer: str, sites: Sites, seconds: Callable[[Sites, str], float], pairs: int
) -> Measured:
    share, ours, theirs = ratio(lambda: seconds(sites, "ours"), lambda: seconds(sites, peer), pairs)
    return Measured(what, target, _told(share, ours, theirs, "s"))


def _told(share: float, ours: float, theirs: float, unit: str) -> str:
    return f"{share:.2f} ({ours:.2f} {unit} to {theirs:.2f} {unit})"


def _page_row(sites: Sites) -> Measured:
    pages = [path.read_bytes() for path in (sites.folders["ours"] / "site" / "recommendations").glob("*/index.html")]
    sizes = [(len(page) / 1000, len(gzip.compress(page, 9)) / 1000) for page in pages]
    whole, packed = max(size for size, _ in sizes), max(size for _, size in sizes)
    reached = f"largest {whole:.1f} kB, {packed:.1f} kB gzipped"
    return Measured(f"a record's page, {sites.number:,}", "24 kB, 5.5 kB gzipped", reached)


def growth(seconds: dict[int, float]) -> Iterator[Measured]:
    """What one more record costs, between each size and the next."""
    sizes = sorted(seconds)
    for small, large in pairwise(sizes):
        each = (seconds[large] - seconds[small]) / (large - small) * 1000
        yield Measured(f"growth, {small:,} to {large:,}", "1.2 ms a record", f"{each:.2f} ms a record")


KINDS = ("plain", "work", "hugo", "growth", "rebuild", "edit", "memory", "memory-of-plain", "page")
_OF_HUGO = {"hugo", "rebuild", "edit", "memory"}


def main() -> None:
    """Measures what was asked for, and writes it down."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--records", type=int, nargs="+", default=[1_000, 5_000, 20_000])
    asked.add_argument("--pairs", type=int, default=5)
    asked.add_argument("--only", nargs="+", choices=KINDS, default=list(KINDS))
    asked.add_argument("--dry", action="store_true", help="print the table only, and leave RESULTS.md as it is")
    options = asked.parse_args()
    rows, seconds = [], {}
    for number in options.records:
        with tempfile.TemporaryDirectory() as folder:
            sites = make_sites(number, Path(folder))
            for row in measure(sites, options.pairs, set(options.only)):
                print(f"{row.what}: {row.reached}; target {row.target}", flush=True)
                rows.append(row)
            if "growth" in options.only:
                seconds[number] = median(cold(sites, "ours") for _ in range(options.pairs))
    rows += growth(seconds)
    lines = [f"| {row.what} | {row.target} | {row.reached} |" for row in rows]
    table = "\n".join(["| what | at most | reached |", "| --- | --- | --- |", *lines])
    command = f"python -m bench.site {' '.join(sys.argv[1:])}".strip()
    peer = f" Hugo: {_hugo_version()}." if _OF_HUGO & set(options.only) else ""
    text = f"`{command}`, {options.pairs} pairs.{peer}\n\n{table}"
    print(text)
    if not options.dry:
        write_section("The building of the site", text)


def _hugo_version() -> str:
    return subprocess.run(["hugo", "version"], capture_output=True, text=True, check=True).stdout.split()[1]


if __name__ == "__main__":
    main()
