"""Measures `register check` beside the least that must be done: reading the same facts as YAML, and nothing else.

    python -m bench.check [NUMBER] [--pairs N]

NUMBER findings (20,000) are generated anew. In each pair the check and one process that loads every file's front matter
with PyYAML's C parser (`CSafeLoader`) run one after the other, each as a whole. What counts is the processor's time,
user and system: it doesn't move with what else the machine does. The figure is the median of the pairs' ratios. By the
clock the check is quicker, since a second process reads half of the files. The register is judged as at its last day,
so that what is late doesn't grow with the calendar.

"Changed" is a check that has kept nothing; "unchanged" one that runs again over the same files. Beside them stand a
plain loop of python-frontmatter, and the memory at its highest. Linux and macOS only.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.generate import LAST_DAY, write
from bench.results import write_section

_YAML = """
import sys, yaml
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*.md"):
    yaml.load(path.read_text("utf-8").split("---\\n", 2)[1], yaml.{loader})
"""
_FRONTMATTER = """
import sys, frontmatter
from pathlib import Path
for path in Path(sys.argv[1]).rglob("*.md"):
    frontmatter.load(path)
"""


class Run(NamedTuple):
    """What one command took: seconds of the processor and by the clock, and MB of memory at its highest."""

    seconds: float
    clock: float
    memory: float


def run(*command: str, cache: str) -> Run:
    """Runs the command to its end. Raises CalledProcessError where it fails."""
    about = {"XDG_CACHE_HOME": cache, "REGISTER_AS_OF": str(LAST_DAY)}
    begun = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=os.environ | about)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime + usage.ru_stime, time.perf_counter() - begun, usage.ru_maxrss * unit / 1e6)


def measure(number: int, pairs: int) -> list[tuple[str, str, str]]:
    """The rows of the table: what, the target, what was reached."""
    check = (str(Path(sys.executable).with_name("register")), "check", "--records")
    with tempfile.TemporaryDirectory() as folder:
        records = str(write(number, Path(folder)))
        yardstick = (sys.executable, "-c", _YAML.format(loader="CSafeLoader"), records)
        bare = (sys.executable, "-c", _YAML.format(loader="CBaseLoader"), records)
        loop = (sys.executable, "-c", _FRONTMATTER, records)
        rounds = []
        for place in range(pairs):
            cache = f"{folder}/cache-{place}"
            steps = (yardstick, (*check, records), (*check, records), bare)
            rounds.append([run(*step, cache=cache) for step in steps])
        first = run(*loop, cache=folder)
    rows = [
        _row("changed, of the YAML parse", "2", rounds, 1, 0),
        _row("changed, of the YAML parse, by the clock", "2", rounds, 1, 0, "clock"),
        _row("unchanged, of the YAML parse", "0.2", rounds, 2, 0),
        _row("changed, of the YAML parse without types (`CBaseLoader`)", "–", rounds, 1, 3),
        _row("unchanged, of the YAML parse without types", "–", rounds, 2, 3),
        _row("changed, of a loop of python-frontmatter", "–", [[*each, first] for each in rounds], 1, 4),
    ]
    memory = [statistics.median(each[place].memory for each in rounds) for place in (1, 2)]
    return [*rows, ("memory, changed", "–", f"{memory[0]:.0f} MB"), ("memory, unchanged", "–", f"{memory[1]:.0f} MB")]


def _row(
    name: str, target: str, rounds: list[list[Run]], check: int, yardstick: int, what: str = "seconds"
) -> tuple[str, str, str]:
    pairs = [(getattr(each[check], what), getattr(each[yardstick], what)) for each in rounds]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    took = [statistics.median(column) for column in zip(*pairs, strict=True)]
    return name, target, f"{ratio:.2f} ({took[0]:.2f} s to {took[1]:.2f} s)"


def main() -> None:
    """Measures, prints and writes the section."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("number", nargs="?", type=int, default=20_000)
    asked.add_argument("--pairs", type=int, default=5)
    options = asked.parse_args()
    rows = measure(options.number, options.pairs)
    lines = [
        f"`python -m bench.check {options.number} --pairs {options.pairs}`: processor time of whole processes, "
        "median of the ratios.",
        "",
        "| what | at most | reached |",
        "| --- | --- | --- |",
        *(f"| {name} | {target} | {reached} |" for name, target, reached in rows),
    ]
    print("\n".join(lines))
    write_section("The check", "\n".join(lines))


if __name__ == "__main__":
    main()
