"""Shared by all tests: where the project is, and that CI leaves nothing out."""

import asyncio
import gc
import os
from collections import Counter
from collections.abc import Callable, Coroutine, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes depends on the machine, so no test fails by it. `make test-all` asks for the thorough profile.
settings.register_profile("quick", deadline=None, max_examples=10)
settings.register_profile("thorough", deadline=None, max_examples=60)
settings.load_profile("quick")

IMPOSSIBLE = "impossible here: "

PROJECT = Path(__file__).resolve().parent.parent


def _is_example(records: Path) -> bool:
    register = records / "register.yml"
    return register.exists() and 'notice: "This is an example: ' in register.read_text("utf-8")


EXAMPLE = next(filter(_is_example, (PROJECT / "records", PROJECT / "example" / "records")), None)
"""The records of the example: in their place, or where `register init` has moved them; None where they are gone."""

NO_EXAMPLE = f"{IMPOSSIBLE}the example was deleted"


def sampled(values: Iterable, *always: object) -> list:
    """The values as parameters of a test: those named are tried always, the others only where everything is."""
    return [value if value in always else pytest.param(value, marks=pytest.mark.exhaustive) for value in values]


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Generator[None]:
    """No test finds what an earlier run kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def project() -> Path:
    """The folder of the project."""
    return PROJECT


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Collects without looking for garbage: there is none, and the thousands of tests are not looked through later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Makes a failure of every test that CI would leave out: there, what a test needs must be there.

    What a system can't have at all is left out everywhere; such reasons begin with IMPOSSIBLE.
    """
    report = yield
    if report.skipped and os.environ.get("CI") and IMPOSSIBLE not in report.longrepr[2]:
        report.outcome = "failed"
        report.longrepr = f"{report.longrepr[2]}; with CI set, no test may be left out"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says what was left out and why, once a reason."""
    reasons = Counter(report.longrepr[2] for report in terminalreporter.stats.get("skipped", []))
    for reason, number in reasons.items():
        terminalreporter.write_line(f"{number} tests left out. {reason}")


def in_a_thread(answer: Callable[[], Coroutine[object, object, object]]) -> object:
    """What the coroutine gives, in a thread of its own: the tests' own may have a browser's loop running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(answer())).result()
