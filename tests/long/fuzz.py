"""python -m tests.long.fuzz: feeds broken records to the whole check, and says whether it ever failed.

An input is one broken file: bytes without sense, or a valid record of this repository with edits (broken_records.py).
Inputs are read in batches, 32 to a small valid register, so that what they break is also broken for the others. Each
batch is read, checked and shown; now and then it is also compared with the valid one, its plain forms are compared
with what was written, and what has no error is built. A crash is an exception, the finding `rule-failed`, a plain form
that means something else or has another plain form, or a process that dies or hangs.

The batches depend on the seed and their number alone: `--seed 1 --first 7000 --inputs 32` runs batch 7000 again.
Ctrl-C ends the run with what it saw until then.
Of each crash the smallest set of files that still does it is kept in the folder of `--keep`.

    nice .venv/bin/python -m tests.long.fuzz --inputs 1000000
"""

import argparse
import faulthandler
import multiprocessing
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import takewhile
from multiprocessing.queues import SimpleQueue
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Event
from pathlib import Path
from random import Random

from register.build import make_site
from register.checks.issue import RULE_FAILED, Issue, Severity
from register.checks.judge import check, check_since
from register.checks.report import FORMATS, LocatedIssue, as_markdown, locate
from register.editing.fmt import Left, plain_form
from register.records.folder import File, Kind, files_from, kind_of, read_folder
from register.records.record import read_records
from register.records.source import texts_of

from tests.long.broken_records import broken, odd_path

PROJECT = Path(__file__).resolve().parents[2]
BASE = PROJECT / "tests" / "fixtures" / "base"
VALID = (BASE, PROJECT / "tests" / "golden" / "records")
DAY = date(2026, 11, 23)
BATCH = 32
SLOW = 2.0  # seconds: no input may take longer
HANGS = 120  # seconds of the clock after which a process counts as hanging
KINDS = {Kind.RECOMMENDATION: 65, Kind.INSPECTION: 14, Kind.MEETING: 12, Kind.FRAMEWORK: 9}

Texts = dict[str, bytes]


class Crash(AssertionError):
    """What the check must never do."""


@dataclass
class Tally:
    """What a process has seen: inputs, crashes by batch, the slowest batch and input in seconds of its own time."""

    inputs: int = 0
    batches: int = 0
    built: int = 0
    crashes: list[str] = field(default_factory=list)
    slowest_batch: float = 0.0
    slowest_input: tuple[float, int, str] = (0.0, 0, "")
    slow_inputs: int = 0


# Batches


def valid_texts() -> dict[Kind, list[str]]:
    """The texts of this repository's valid records, by kind."""
    found: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for file in (file for folder in VALID for file in read_folder(folder)):
        if file.kind:
            found[file.kind].append(file.content.decode())
    return found


def batch_of(seed: int, number: int, texts: dict[Kind, list[str]], base: Texts) -> tuple[Texts, Texts]:
    """A valid register, and the broken files that are added to it or take the place of some of it."""
    chance = Random(f"{seed}/{number}")
    whole, added = dict(base), {}
    for index in range(BATCH):
        kind = chance.choices(list(KINDS), list(KINDS.values()))[0]
        path = _path(kind, index)
        whole[path] = chance.choice(texts[kind]).encode()
        if chance.random() < 0.03:
            path = odd_path(f"x{index}", chance)
        added[path] = broken(texts[kind], chance)
    if chance.random() < 0.2:  # what all others refer to
        path = chance.choice(sorted(base))
        added[path] = broken(texts[kind_of(path)], chance)  # type: ignore[index]
    return whole, added


def _path(kind: Kind, index: int) -> str:
    ending = {Kind.FRAMEWORK: ".yml"}.get(kind, ".md")
    name = f"20{index + 10}-06-28" if kind is Kind.MEETING else f"x{index}"
    return f"{kind}s/{name}{ending}"


# What is done with a batch


def run(whole: Texts, added: Texts, chance: Random) -> bool:
    """Everything that may be done with the register. Returns whether some of it could be built; raises at a crash."""
    files = files_from(_without_clashes({**whole, **added}))
    _check(files, chance)
    if chance.random() < 0.15:
        _compare(files_from(whole), files)
    if chance.random() < 0.15:
        for file in files:
            _write_plainly(file)
    return chance.random() < 0.03 and _build(files)


def _without_clashes(texts: Texts) -> Texts:
    """No disk holds a file and a folder of the same name."""
    return {path: text for path, text in texts.items() if not any(other.startswith(f"{path}/") for other in texts)}


def _located(found: tuple[Issue, ...], files: tuple[File, ...]) -> tuple[LocatedIssue, ...]:
    return locate(found, "records", texts_of(files, {finding.path for finding in found}))


def _check(files: tuple[File, ...], chance: Random) -> None:
    found = check(read_records(files), DAY)
    _refuse_failed_rules(found)
    located = locate(found, "records", texts_of(files, {finding.path for finding in found}))
    if chance.random() < 0.1:
        FORMATS["text"](located)
        for form in (*FORMATS.values(), as_markdown):
            form(located).encode()  # type: ignore[operator]


def _refuse_failed_rules(found: tuple[Issue, ...]) -> None:
    failed = [finding for finding in found if finding.rule == RULE_FAILED]
    if failed:
        raise Crash(f"{failed[0].path}: {failed[0].message}")


def _compare(before: tuple[File, ...], now: tuple[File, ...]) -> None:
    one, other = read_records(before), read_records(now)
    _refuse_failed_rules((*check_since(one, other, DAY, DAY), *check_since(other, one, DAY, DAY)))


def _write_plainly(file: File) -> None:
    """Where the plain form differs from the file, both must mean the same, and the plain form is its own plain form."""
    form = plain_form(file)
    if form.left is Left.CHANGED_MEANING:
        raise Crash(f"{file.path}: the edits of its plain form change its meaning")
    if form.content == file.content:
        return
    again = File(file.path, file.kind, form.content)
    if plain_form(again).content != form.content:
        raise Crash(f"{file.path}: the plain form of its plain form is another")
    (was,), (now,) = read_records((file,)).all, read_records((again,)).all
    if (was.facts, was.broken, was.field_errors and _kinds(was)) != (
        now.facts,
        now.broken,
        now.field_errors and _kinds(now),
    ):
        raise Crash(f"{file.path}: its plain form says something else")
    if was.body and now.body and _sections(was) != _sections(now):
        raise Crash(f"{file.path}: its plain form has other words")


def _kinds(record) -> list[tuple]:
    return [(problem.path, problem.kind) for problem in record.field_errors]


def _sections(record) -> list[tuple]:
    body = record.body
    return [body.preamble, *((s.heading.level, s.heading.title, s.heading.span, s.html) for s in body.sections)]


def _build(files: tuple[File, ...]) -> bool:
    """Whatever passes the check can be published: the site of the files without an error is made."""
    left = {file.path: file for file in files}
    for _ in range(4):  # a file without errors may have some once another is gone
        records = read_records(left.values())
        wrong = {finding.path for finding in check(records, DAY) if finding.severity is Severity.ERROR}
        if not wrong:
            return bool(make_site(records, DAY, "https://a.example/").pages)
        left = {path: file for path, file in left.items() if path not in wrong}
    return False


# Crashes


def _fails(whole: Texts, seed: str, added: Texts) -> bool:
    return _judge(whole, added, seed, Tally()) is not None


def smallest(added: Texts, fails: Callable[[Texts], bool]) -> Texts:
    """The files without those that are not needed to fail."""
    for path in list(added):
        fewer = {name: text for name, text in added.items() if name != path}
        if fails(fewer):
            added = fewer
    return added


def _keep(folder: Path, number: int, added: Texts, how: str) -> None:
    place = folder / str(number)
    place.mkdir(parents=True, exist_ok=True)
    (place / "traceback.txt").write_text(how, "utf-8", "backslashreplace")
    for index, (path, content) in enumerate(added.items()):
        (place / f"{index}.path").write_text(path, "utf-8", "backslashreplace")
        (place / f"{index}.bytes").write_bytes(content)


# Processes


def work(seed: int, numbers: range, keep: Path, now: Synchronized, stop: Event, results: SimpleQueue) -> None:
    """Runs the batches of these numbers until stop is set, and sends their tally; now holds the batch in work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process above answers it, by stop
    texts = valid_texts()
    base = {file.path: file.content for file in read_folder(BASE)}
    tally = Tally()
    for number in takewhile(lambda _: not stop.is_set(), numbers):
        now.value = number
        faulthandler.dump_traceback_later(HANGS, exit=True)
        whole, added = batch_of(seed, number, texts, base)
        began = time.process_time()
        how = _judge(whole, added, f"{seed}/{number}", tally)
        taken = time.process_time() - began
        tally.batches += 1
        tally.inputs += len(added)
        if how:
            tally.crashes.append(f"batch {number}: {how.strip().splitlines()[-1]}")
            _keep(keep, number, smallest(added, partial(_fails, whole, f"{seed}/{number}")), how)
        if taken > tally.slowest_batch:
            tally.slowest_batch = taken
            tally.slowest_input = max(tally.slowest_input, _slowest(number, added))
        if taken > SLOW:
            tally.slow_inputs += sum(_seconds(path, content) > SLOW for path, content in added.items())
    faulthandler.cancel_dump_traceback_later()
    results.put(tally)


def _judge(whole: Texts, added: Texts, seed: str, tally: Tally) -> str | None:
    """How the batch fails, as a traceback; None where it does not."""
    try:
        tally.built += run(whole, added, Random(seed))
    except Exception:  # noqa: BLE001  any exception at all is what is looked for
        return traceback.format_exc()
    return None


def _slowest(number: int, added: Texts) -> tuple[float, int, str]:
    return max((_seconds(path, content), number, path) for path, content in added.items())


def _seconds(path: str, content: bytes) -> float:
    """How long one input takes alone, to be read, checked and shown."""
    began = time.process_time()
    files = files_from({path: content})
    FORMATS["text"](locate(check(read_records(files), DAY), "records", texts_of(files, {path})))
    return time.process_time() - began


def shares(first: int, batches: int, processes: int) -> Iterator[range]:
    """The numbers of the batches for each process."""
    return (range(first + share, first + batches, processes) for share in range(processes))


@dataclass
class Worker:
    """A process at work on the batches of these numbers."""

    seed: int
    numbers: range
    keep: Path
    stop: Event

    def __post_init__(self) -> None:
        """Starts it."""
        self.snapshot, self.results = multiprocessing.Value("q", self.numbers.start), multiprocessing.SimpleQueue()
        given = (self.seed, self.numbers, self.keep, self.snapshot, self.stop, self.results)
        self.process = multiprocessing.Process(target=work, args=given)
        self.process.start()

    def rest(self) -> range:
        """The numbers after the batch in work."""
        return range(self.snapshot.value + self.numbers.step, self.numbers.stop, self.numbers.step)


def fuzz(seed: int, first: int, batches: int, processes: int, keep: Path) -> list[Tally]:
    """Runs the batches. A process that dies or hangs is a crash of its batch; another goes on after that."""
    tallies, stop = [], multiprocessing.Event()
    workers = [Worker(seed, numbers, keep, stop) for numbers in shares(first, batches, processes)]
    while workers:
        worker = workers.pop(0)
        try:
            worker.process.join(0.5)
        except KeyboardInterrupt:
            stop.set()
        if not worker.results.empty():
            tallies.append(worker.results.get())
        elif worker.process.exitcode is None:
            workers.append(worker)
        else:
            how = f"batch {worker.snapshot.value}: the process ended with {worker.process.exitcode}"
            tallies.append(Tally(crashes=[how]))
            workers.append(Worker(seed, worker.rest(), keep, stop))
    return tallies


def main() -> None:
    """Runs the fuzz and prints what it saw; ends with 1 where there was a crash or a slow input."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=100_000, help="how many inputs, at least")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, metavar="BATCH", help="the number of the first batch")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--keep", type=Path, default=PROJECT / ".cache" / "fuzz", help="where crashes are kept")
    asked = parser.parse_args()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
    began = time.monotonic()
    tallies = fuzz(asked.seed, asked.first, -(-asked.inputs // BATCH), asked.processes, asked.keep)
    crashes = sorted(crash for tally in tallies for crash in tally.crashes)
    for crash in crashes[:50]:
        print(crash)
    inputs, slow = sum(t.inputs for t in tallies), sum(t.slow_inputs for t in tallies)
    taken, (alone, number, path) = time.monotonic() - began, max(t.slowest_input for t in tallies)
    print(
        f"{inputs:,} inputs in {sum(t.batches for t in tallies):,} batches, seed {asked.seed}, from batch {asked.first}"
    )
    print(f"{taken:,.0f} seconds in {asked.processes} processes: {inputs / taken:,.0f} inputs a second")
    print(f"{len(crashes)} crashes{f', kept in {asked.keep}' if crashes else ''}; {slow} inputs over {SLOW} seconds")
    print(
        f"the slowest batch took {max(t.slowest_batch for t in tallies):.3f} s of processor time with all that is done"
    )
    print(f"the slowest input alone: {alone:.3f} s ({path!a} of batch {number})")
    print(f"{sum(t.built for t in tallies):,} registers of files without an error were built")
    sys.exit(bool(crashes or slow))


if __name__ == "__main__":
    main()
