"""python -m bench.remembered 5000: what each memory saves, in processor time of the work that uses it.

A function's memory is taken out wherever the function is known; an earlier reading or site is left out of the work.
Decision 30 lists every memory and says when it is forgotten.
"""

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import process_time

from register.build import make_site
from register.checks.judge import CheckResult, judge
from register.checks.rules import privacy
from register.records import values
from register.records.folder import File, read_folder
from register.records.record import Records, read_records
from register.wording import sentences

from bench.generate import LAST_DAY, write


def main() -> None:
    """Prints a line for each memory: the work, the seconds with it and without it, and the part that it saves."""
    number = int((sys.argv[1:] or ["5000"])[0])
    with tempfile.TemporaryDirectory() as folder:
        files = read_folder(write(number, Path(folder)))
    for memory, work, kept, forgotten in measured(files):
        print(f"{memory:34} {work:24} {kept:7.2f} s {forgotten:7.2f} s {1 - kept / forgotten:6.0%}")


def measured(files: tuple[File, ...]) -> Iterator[tuple[str, str, float, float]]:
    """For each memory its name, the work, and the seconds with it and without it."""
    result = checked(files)
    records = result.context.records
    site = make_site(records, LAST_DAY)
    functions: list[tuple[Callable[..., object], str, Callable[[], object]]] = [
        (values.read_day, "a check", lambda: checked(files)),
        (privacy._person, "a check", lambda: checked(files)),
        (sentences._said, "all pages", lambda: rendered(records)),
        (sentences.say_day, "all pages", lambda: rendered(records)),
        (sentences.say_number, "all pages", lambda: rendered(records)),
    ]
    for function, name, work in functions:
        yield f"what {function.__qualname__} returned", name, *with_and_without(function, work)
    edited = with_an_edit(files)
    yield (
        "records of the last reading",
        "an edit",
        seconds(lambda: read_records(edited, records)),
        seconds(lambda: read_records(edited)),
    )
    now = read_records(edited, records)
    yield (
        "issues of the last reading",
        "an edit",
        seconds(lambda: judge(now, LAST_DAY, before=result)),
        seconds(lambda: judge(now, LAST_DAY)),
    )
    yield (
        "findings of the last snapshots",
        "an edit",
        seconds(lambda: make_site(now, LAST_DAY, last=site)),
        seconds(lambda: make_site(now, LAST_DAY)),
    )


def checked(files: tuple[File, ...]) -> CheckResult:
    """What the check finds in the files, read anew."""
    return judge(read_records(files), LAST_DAY)


def rendered(records: Records) -> None:
    """Renders every page."""
    for page in make_site(records, LAST_DAY).pages:
        page.html  # noqa: B018  it is made when it is asked for


def with_an_edit(files: tuple[File, ...]) -> tuple[File, ...]:
    """The files with a line more in the last finding."""
    last = max(file.path for file in files if file.path.startswith("recommendations/"))
    return tuple(File(f.path, f.kind, f.content + b"\nMore.\n") if f.path == last else f for f in files)


def with_and_without(function: Callable[..., object], work: Callable[[], object]) -> tuple[float, float]:
    """The seconds of the work, with what the function returned remembered and not."""
    kept = seconds(work)
    with forgetting(function):
        return kept, seconds(work)


@contextmanager
def forgetting(function: Callable[..., object]) -> Iterator[None]:
    """Takes the function's memory out, in every module that knows it."""
    known = [
        (module, name)
        for module in list(sys.modules.values())
        if getattr(module, "__name__", "").startswith("register")
        for name, value in vars(module).items()
        if value is function
    ]
    for module, name in known:
        setattr(module, name, function.__wrapped__)  # type: ignore[attr-defined]
    yield
    for module, name in known:
        setattr(module, name, function)


def seconds(work: Callable[[], object]) -> float:
    """The least processor time of three runs."""
    times = []
    for _ in range(3):
        before = process_time()
        work()
        times.append(process_time() - before)
    return min(times)


if __name__ == "__main__":
    main()
