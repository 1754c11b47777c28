"""Writes what a program measured into its own section of RESULTS.md, and leaves the others as they are."""

import re
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_INTRODUCTION = """\
# What it costs

Each section is written by the program that it names, which measured it. Ratios are medians of pairs that ran in turn,
so that they hold although machines differ and are busy. Times are for orientation only.
"""


def write_section(title: str, text: str) -> None:
    """Puts the text under the heading of that title, in place of what stood there; sections are sorted by title."""
    written = RESULTS.read_text("utf-8") if RESULTS.exists() else ""
    sections = dict(re.findall(r"^## (.+)\n([\s\S]*?)(?=^## |\Z)", written, re.MULTILINE))
    sections[title] = text
    body = "".join(f"## {name}\n\n{sections[name].strip()}\n\n" for name in sorted(sections))
    RESULTS.write_text(f"{_INTRODUCTION}\n{body.rstrip()}\n", "utf-8", newline="\n")
