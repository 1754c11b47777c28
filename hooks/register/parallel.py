"""Shares work between this process and, where there is much of it, a second one.

Part of the shell. Writing hands each file to whichever process is free, so that both finish together; the bytes are the
same whoever writes them. in_two_processes has the second process do half of other work, such as reading or looking at
pages.
"""

import multiprocessing
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from itertools import count
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from multiprocessing.sharedctypes import Synchronized

MANY = 1_000  # files from which on a second process is worth its start
_FORKS = sys.platform == "linux"  # elsewhere a copied process is unsafe, or costs as much as it saves


Item, Result = TypeVar("Item"), TypeVar("Result")
Parallel = Callable[[Callable[[Sequence[Item]], Result], Sequence[Item]], list[Result]]
"""Runs a function over shares of some items; returns what the function makes of each share."""


def in_process(do: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
    """All items in one share, in this process."""
    return [do(items)]


Work = Sequence[Callable[[], object]]
"""Each piece writes one file."""


class Writing:
    """The writing of a site's files. It runs beside this process, which helps at the end."""

    def __init__(self, work: Work) -> None:
        """Starts it, in a second process where that is worth its start."""
        self._work = work
        self._take = count().__next__
        self._second = None
        if _FORKS and len(work) >= MANY:
            fork = multiprocessing.get_context("fork")
            self._take = partial(_next_of, fork.Value("i", 0))
            self._second = fork.Process(target=self._write_as_second, args=(os.getpid(),), daemon=True)
            self._second.start()

    def finish(self, tell: Callable[[int, int], None]) -> None:
        """Returns when all files are written. Calls tell with how many of how many are. Raises what a piece raises."""
        mine = set()
        while (number := self._take()) < len(self._work):
            self._work[number]()
            mine.add(number)
            tell(number, len(self._work))
        if self._second:
            self._second.join()
            if self._second.exitcode:
                for number in set(range(len(self._work))) - mine:
                    self._work[number]()  # what went wrong there is raised here

    def stop(self) -> None:
        """Stops it where it is. Does nothing if it is finished."""
        if self._second:
            self._second.kill()
            self._second.join()

    def _write_as_second(self, first: int) -> None:
        with suppress(BaseException):
            while os.getppid() == first and (number := self._take()) < len(self._work):
                self._work[number]()
            return
        raise SystemExit(1)


def _next_of(taken: "Synchronized[int]") -> int:
    """The number of a piece that nobody has taken, or one that is too high."""
    with taken.get_lock():
        taken.value += 1
        return taken.value - 1


def in_two_processes(do: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
    """What `do` makes of the items; where there are many, of each half, one of them in the second process.

    The results must be able to be sent from one process to another.
    """
    if not _FORKS or len(items) < MANY:
        return [do(items)]
    fork = multiprocessing.get_context("fork")
    here, there = fork.Pipe(duplex=False)

    def send() -> None:
        with suppress(BaseException):
            there.send(do(items[1::2]))

    fork.Process(target=send, daemon=True).start()
    there.close()
    mine = do(items[::2])
    try:
        return [mine, here.recv()]
    except EOFError:
        return [mine, do(items[1::2])]  # what went wrong there is raised here
