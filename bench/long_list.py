"""Measures the list of all findings in Chromium: what is downloaded at first, and how long sorting and filtering take.

    python -m bench.long_list [NUMBER]

It builds the site of a generated register with that many findings (5,000 where none is given) and opens the first page
of the list. Each time is the median of several, taken within the page from the act to the next picture after the
answer. The table goes into RESULTS.md.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Response, sync_playwright

from bench import generate, peers
from bench.results import write_section
from bench.search import served
from bench.site import PROJECT, environment

TIMES = 5
ACT = """(act) => new Promise((done) => {
    const count = document.querySelector(".register-filter output"), start = performance.now();
    const told = () => requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    new MutationObserver((_, seen) => { seen.disconnect(); told(); }).observe(
        document.querySelector("table.findings tbody"), { childList: true });
    if (act.sort) document.querySelectorAll(".register-sort")[act.sort - 1].click();
    else {
        const input = document.querySelector(".register-filter input");
        input.value = act.filter;
        input.dispatchEvent(new Event("input"));
    }
})"""
ACTS = (
    ("the first choice, sorting by title, with the file of all rows", {"sort": 1}),
    ("sorting by due date", {"sort": 4}),
    ("sorting by owner", {"sort": 3}),
    ("the same, downwards", {"sort": 3}),
    ("filtering by a word", {"filter": "vetting"}),
    ("filtering by two words", {"filter": "vetting amber"}),
)


def visit(browser: Browser, address: str) -> tuple[int, int, float, list[float]]:
    """Bytes and elements of the first view, seconds until it can be used, and the seconds of each act."""
    answers: list[Response] = []
    context = browser.new_context()
    page = context.new_page()
    page.on("response", lambda answer: answers.append(answer))
    start = time.perf_counter()
    page.goto(f"{address}recommendations/", wait_until="load")
    page.locator(".register-sort").first.wait_for()
    usable = time.perf_counter() - start
    first, elements = (
        sum(len(answer.body()) for answer in answers),
        page.evaluate("document.querySelectorAll('*').length"),
    )
    seconds = [page.evaluate(ACT, act) / 1000 for _, act in ACTS]
    context.close()
    return first, elements, usable, seconds


def main() -> None:
    """Prints the table, and writes it into RESULTS.md."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
    with tempfile.TemporaryDirectory() as given, sync_playwright() as driver:
        folder = Path(given)
        command = peers.ours(generate.write(number, folder), folder / "ours", PROJECT)
        subprocess.run(command, cwd=folder / "ours", env=environment(folder), check=True)
        browser = driver.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        with served(folder / "ours" / "site") as address:
            visits = [visit(browser, address) for _ in range(TIMES)]
        browser.close()
    size, elements, usable = (max(measured) for measured in list(zip(*visits, strict=True))[:3])
    rows = [
        ("downloaded at first, without compression", "100 kB", f"{size / 1000:.0f} kB"),
        ("elements of the page", "3,000", f"{elements:,}"),
        ("until it can be used", "1.5 s", f"{usable:.2f} s"),
    ]
    for place, (what, _) in enumerate(ACTS):
        rows.append((what, "0.3 s", f"{median(seconds[place] for *_, seconds in visits):.2f} s"))
    table = "\n".join(f"| {' | '.join(row)} |" for row in [("what", "at most", "reached"), ("---",) * 3, *rows])
    write_section("The list of all findings", f"`python -m bench.long_list {number}`\n\n{table}")
    print(table)


if __name__ == "__main__":
    main()
