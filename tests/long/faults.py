"""Kills builds and fills disks, and looks each time at what is published: wholly the old site, or wholly the new one.

    .venv/bin/python -m tests.long.faults [moments]

Half of the moments of kill -9 are spread over all that a build does to the disk; the other half are those around the
exchange of the two sites at its end. Then builds run on real disks that are too small, where the system lets this
program mount some. A build that nothing disturbs must leave the new site, and nothing beside it. Writes its section of
RESULTS.md; ends with 1 if a site was neither.
"""

import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.results import write_section
from tests.building import files_of
from tests.test_publication import build, faulty_project, left_beside, tidy, touches

SHARES = (0.02, 0.25, 0.5, 0.75, 0.95)  # of the new site that the disk has room for


def main(moments: int) -> int:
    """1 where a published site was neither old nor new, or the last build was not whole; else 0."""
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        project = faulty_project(Path(folder) / "project")
        killed, whole = _killed(project, Path(folder), moments)
        filled = _filled(project, Path(folder) / "disk")
    text = f"""\
`python -m tests.long.faults {moments}`

- {moments} times kill -9: {killed}. A build that nothing disturbed was {"whole" if whole else "NOT WHOLE"} afterwards.
- {filled}
"""
    print(text)
    write_section("What is published when a build fails", text)
    return int("neither" in text or not whole)


def _killed(project: Path, folder: Path, number: int) -> tuple[str, bool]:
    """What was published after each kill, and whether an undisturbed build ended well."""
    build(project, title="New")
    sites = {"New": files_of(project / "site")}
    all, exchange = touches(project, folder)
    sites["Counted"] = files_of(project / "site")
    now, seen = "Counted", Counter[str]()
    moments = list(_moments(number, all, exchange))
    for moment in moments:
        title = "New" if now == "Counted" else "Counted"
        tidy(project)
        build(project, fault=f"kill:{moment}", title=title)
        found = files_of(project / "site")
        end = "new" if found == sites[title] else "old" if found == sites[now] else "neither"
        seen[end] += 1
        now = title if end == "new" else now
    build(project, title="New")
    whole = files_of(project / "site") == sites["New"] and not left_beside(project)
    ends = ", ".join(f"{count} times the {end} site" for end, count in sorted(seen.items()))
    return f"touches {moments[0]} to {max(moments)} of {all}, the exchange is touch {exchange}; {ends}", whole


def _moments(number: int, all: int, exchange: int) -> Iterator[int]:
    spread = number // 2
    yield from (1 + place * (all - 1) // spread for place in range(spread))
    yield from range(exchange - (number - spread) // 2, exchange + (number - spread + 1) // 2)


def _filled(project: Path, disk: Path) -> str:
    """What was published after builds on disks that had room for a part of the new site."""
    seen = Counter[str]()
    try:
        for share in SHARES:
            with _mounted(disk):
                there = Path(shutil.copytree(project, disk / "project", ignore=_LEFT_OUT))
                held = shutil.disk_usage(disk).used
                shutil.copytree(there / "site", there / "another")
                site = shutil.disk_usage(disk).used - held
                shutil.rmtree(there / "another")
                _run("mount", "-o", f"remount,size={held + int(share * site)}", str(disk))
                seen[_end_on_full_disk(there)] += 1
    except subprocess.CalledProcessError as refused:
        return f"No disk could be mounted here, so none was full: {refused.stderr.strip()}."
    ends = ", ".join(f"{count} times {end}" for end, count in sorted(seen.items()))
    return f"{len(SHARES)} disks with room for {SHARES[0]:.0%} to {SHARES[-1]:.0%} of the new site: {ends}."


_LEFT_OUT = shutil.ignore_patterns("__pycache__")


def _end_on_full_disk(project: Path) -> str:
    old = files_of(project / "site")
    result = build(project, title="Clear the vetting bullock")  # as long as the old one, so that the record has room
    if files_of(project / "site") != old or left_beside(project):
        return "neither the old site alone nor a refusal"
    told = result.returncode == 1 and "No space left" in result.stderr and "Traceback" not in result.stderr
    return "the old site, told in a sentence" if told else f"the old site, told as {result.stderr.splitlines()[-1:]}"


@contextmanager
def _mounted(place: Path) -> Iterator[None]:
    """A disk in memory at that place. Raises CalledProcessError where the system lets nobody make one."""
    place.mkdir(exist_ok=True)
    _run("mount", "-t", "tmpfs", "none", str(place))
    try:
        yield
    finally:
        _run("umount", str(place))


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, text=True)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
