"""Measures `register combine` over the published data of many bodies.

    python -m bench.combine [BODIES] [FINDINGS]

The data of one generated register of FINDINGS findings (465) are published once; BODIES copies (43) of them differ in
the body, its name and its site. What counts is the whole command as a process of its own. The table goes into
RESULTS.md. Linux and macOS only.
"""

import argparse
import json
import os
import sys
import tempfile
from pathlib import Path

from register.exports.origin import Origin
from register.exports.published_data import PublishedData
from register.exports.register_json import as_json
from register.records.folder import files_from
from register.records.record import read_records
from register.snapshots.snapshots import Snapshots

from bench.check import run
from bench.generate import LAST_DAY, files
from bench.results import write_section

MOST_SECONDS, MOST_MEMORY = 20, 300


def write_sources(bodies: int, findings: int, folder: Path) -> None:
    """Writes the data of that many bodies into the folder."""
    records = read_records(files_from(dict(files(findings))))
    published = PublishedData(Snapshots(records.public()), LAST_DAY, Origin("https://example.org/", "abc"))
    data = json.loads(as_json(published.register))
    for number in range(bodies):
        id = f"body-{number:02}"
        data |= {
            "body": {"id": id, "kind": "police"},
            "organisation": f"Body {number}",
            "site": f"https://{id}.example/",
        }
        (folder / f"{id}.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def main() -> None:
    """Measures, prints and writes the section."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("bodies", nargs="?", type=int, default=43)
    asked.add_argument("findings", nargs="?", type=int, default=465)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sources, out = Path(folder, "sources"), Path(folder, "out")
        sources.mkdir()
        write_sources(options.bodies, options.findings, sources)
        command = (sys.executable, "-m", "register.cli", "combine", str(sources), "--out", str(out))
        took = run(*command, cache=folder)
        size = sum(file.stat().st_size for file in out.rglob("*") if file.is_file()) / 1e6
    lines = [
        f"`python -m bench.combine {options.bodies} {options.findings}`: {options.bodies * options.findings:,} findings, "
        f"{size:.0f} MB written, {os.cpu_count()} cores.",
        "",
        "| what | at most | reached |",
        "| --- | --- | --- |",
        f"| by the clock | {MOST_SECONDS} s | {took.clock:.1f} s |",
        f"| of the processor | – | {took.seconds:.1f} s |",
        f"| memory | {MOST_MEMORY} MB | {took.memory:.0f} MB |",
    ]
    print("\n".join(lines))
    write_section("Many bodies", "\n".join(lines))


if __name__ == "__main__":
    main()
