"""Measures the search: what it costs to build, and what a reader's browser downloads until the first result is shown.

    python -m bench.search [NUMBER…]

For each number of findings (200, 2,000 and 20,000 where none is given) it makes the index of generated records, to
whose words it adds those of a large vocabulary, as seldom and as often as in real language. Then Chromium opens the
project's own search page on that index. The sizes of all answers are added up, without compression. The table goes
into RESULTS.md.
"""

import functools
import http.server
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path
from random import Random

from playwright.sync_api import Browser, Page, sync_playwright
from register.pages.search_entries import make_entries
from register.pages.search_index import Entry, make_search_index
from register.records.folder import files_from
from register.records.record import read_records
from register.snapshots.as_at import as_at

from bench import generate
from bench.results import write_section

NUMBERS = (200, 2_000, 20_000)
VOCABULARY, WORDS = 30_000, 250  # words there are, and words added to a record
TIMES = 3
HEADER = "| findings | ms a finding | files | MB in all | searched for | results | kB to the first result | s |"
QUIET = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
PROJECT = Path(__file__).resolve().parent.parent


def vocabulary(random: Random) -> list[str]:
    """Made-up words with the frequent letters of English, the most frequent word first."""
    letters = "etaoinshrdlucmfwypvbgk"
    weights = range(len(letters), 0, -1)
    words = {"".join(random.choices(letters, weights, k=random.randint(3, 11))) for _ in range(VOCABULARY * 2)}
    return random.sample(sorted(words), VOCABULARY)


def entries_of(number: int) -> tuple[list[Entry], list[str]]:
    """The entries of a generated register, and the vocabulary that was added to them."""
    random = Random(number)
    words = vocabulary(random)
    frequency = list(accumulate(1 / (rank + 2.7) for rank in range(VOCABULARY)))  # the law of Zipf and Mandelbrot
    now = as_at(read_records(files_from(dict(generate.files(number)))).public(), generate.LAST_DAY)
    more = (" ".join(random.choices(words, cum_weights=frequency, k=WORDS)) for _ in now.recommendations)
    made = zip(make_entries(now, [], []), more, strict=True)
    return [Entry(entry.names, f"{entry.text} {text}", entry.card) for entry, text in made], words


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serves the folder; its value is the address."""
    handler = type("Quiet", (http.server.SimpleHTTPRequestHandler,), {"log_message": lambda *_: None})
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def first_result(browser: Browser, address: str, words: str) -> tuple[int, float, str]:
    """Bytes downloaded and seconds until the first result is there, and what the page says. Nothing is kept before."""
    sizes: list[int] = []
    context = browser.new_context()
    page: Page = context.new_page()
    page.on("response", lambda answer: sizes.append(len(answer.body())))
    start = time.perf_counter()
    page.goto(f"{address}search/?q={words}", wait_until="commit")
    page.locator(".results li").first.wait_for()
    seconds = time.perf_counter() - start
    page.wait_for_load_state("networkidle")
    said = page.locator(".search__count").inner_text().removeprefix("Results: ").rstrip(".")
    context.close()
    return sum(sizes), seconds, said


def main() -> None:
    """Prints the table, and writes it into RESULTS.md."""
    numbers = [int(word) for word in sys.argv[1:]] or NUMBERS
    lines = [HEADER, "| --- | --- | --- | --- | --- | --- | --- | --- |"]
    print(*lines, sep="\n")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver, served(Path(folder)) as address:
        command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", folder]
        subprocess.run(command, cwd=PROJECT, env=QUIET, check=True)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for number in numbers:
            entries, words = entries_of(number)
            start = time.process_time()
            files = make_search_index(entries)
            spent = (time.process_time() - start) / number * 1000
            for name, content in files.items():
                path = Path(folder) / "search" / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            built = f"{number:,} | {spent:.2f} | {len(files):,} | {sum(map(len, files.values())) / 1e6:.1f}"
            rare, common = entries[0].text.split()[-1], words[0]
            for sought in (rare, common, "vetting backlog", f"force {words[1]} {words[30]} {words[300][:4]}", "con"):
                results = [first_result(browser, address, sought) for _ in range(TIMES)]
                size, seconds = results[0][0], statistics.median(result[1] for result in results)
                lines.append(f"| {built} | {sought} | {results[0][2]} | {size / 1000:.0f} | {seconds:.2f} |")
                print(lines[-1], flush=True)
        browser.close()
    command = " ".join(["python -m bench.search", *sys.argv[1:]])
    write_section("Search", f"`{command}` wrote this.\n\n" + "\n".join(lines))


if __name__ == "__main__":
    main()
