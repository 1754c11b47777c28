"""Breaks a record 100 times in a running preview, mends it each time, and says how long a reader waits.

    .venv/bin/python -m bench.preview [times]

When the record is broken, the findings must stand on a page within five seconds, and every other page must be there as
before, with a word that leads to them. When it is mended, its page must show the new title. Writes its section of
RESULTS.md; ends with 1 where a wait was too long or a page was missing.
"""

import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from bench.results import write_section
from tests.building import project_in, served
from tests.small import finding, texts

LIMIT = 5  # seconds
PATIENCE = 60  # seconds after which nothing more is expected
BROKEN = "The records have errors"
OTHERS = ("", "recommendations/vetting/", "recommendations/other/", "red/", "how-to-read/")


def main(times: int) -> int:
    """1 where a wait was longer than the limit or a page was missing, else 0."""
    shown, mended, missing = [], [], 0
    with tempfile.TemporaryDirectory(prefix="preview-") as folder:
        project = project_in(Path(folder) / "project", texts(vetting=finding(), other=finding(title="Another finding")))
        record = project / "records" / "recommendations" / "vetting.md"
        with served(project) as site:
            page, title = f"{site}recommendations/vetting/", "Clear the vetting backlog"
            wait_until(page, title)
            for number in range(1, times + 1):
                record.write_text(finding(title=title, status="ambr"), "utf-8")
                shown.append(wait_until(f"{site}findings/", "unknown-status"))
                missing += sum(BROKEN not in text_of(f"{site}{other}") for other in OTHERS) + (
                    title not in text_of(page)
                )
                title = f"Title number {number}"
                record.write_text(finding(title=title), "utf-8")
                mended.append(wait_until(page, title, without=BROKEN))
    write_section("The preview with a broken record", _as_text(times, shown, mended, missing))
    return int(missing > 0 or max(*shown, *mended) > LIMIT)


def wait_until(page: str, words: str, without: str | None = None) -> float:
    """How many seconds it took until the page held the words, and none of the others."""
    start = time.monotonic()
    while time.monotonic() - start < PATIENCE:
        text = text_of(page)
        if words in text and not (without and without in text):
            break
        time.sleep(0.02)
    return time.monotonic() - start


def text_of(page: str) -> str:
    """What the preview answers; empty where there is no such page, or none yet."""
    try:
        with urllib.request.urlopen(page, timeout=20) as answer:
            return answer.read().decode()
    except OSError:
        return ""


def _as_text(times: int, shown: list[float], mended: list[float], missing: int) -> str:
    text = f"""\
`python -m bench.preview {times}`: a record was broken and mended {times} times in a row. Pages that were missing or
had no word of it: {missing}.

| what | at most | median | slowest |
| --- | --- | --- | --- |
| the findings are shown | {LIMIT} s | {median(shown):.2f} s | {max(shown):.2f} s |
| the mended page is shown | {LIMIT} s | {median(mended):.2f} s | {max(mended):.2f} s |
"""
    print(text)
    return text


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
