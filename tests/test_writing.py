"""Two processes write the files of a site as one would, whatever becomes of the second."""

import os
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from register import parallel
from register.parallel import Writing, in_two_processes
from register.records.folder import files_from
from register.records.record import read_records

from tests.small import finding, texts

HERE = os.getpid()

needs_a_second = pytest.mark.skipif(sys.platform != "linux", reason="only there a second process is used")


@pytest.fixture(params=[1, 10**9], ids=["two processes", "one process"])
def processes(request, monkeypatch):
    monkeypatch.setattr(parallel, "MANY", request.param)


def written(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def numbered(folder: Path, count: int) -> list[Callable[[], int]]:
    return [partial((folder / f"{n}.txt").write_bytes, f"file {n}".encode()) for n in range(count)]


def test_every_file_is_written_once_and_counted(tmp_path, processes):
    told = []
    Writing(numbered(tmp_path, 200)).finish(lambda *numbers: told.append(numbers))
    assert written(tmp_path) == {f"{n}.txt": f"file {n}".encode() for n in range(200)}
    assert {number for _, number in told} <= {200}


def test_what_goes_wrong_is_raised_in_the_process_that_builds(tmp_path, processes):
    def full() -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"):
        Writing([full, *numbered(tmp_path, 20)]).finish(print)


@needs_a_second
def test_what_a_killed_second_process_left_is_written_by_the_first(tmp_path, monkeypatch):
    monkeypatch.setattr(parallel, "MANY", 1)

    def deadly() -> None:
        if os.getpid() != HERE:
            os.kill(os.getpid(), signal.SIGKILL)

    Writing([deadly, *numbered(tmp_path, 500)]).finish(lambda *_: None)
    assert len(written(tmp_path)) == 500


@needs_a_second
def test_a_stopped_writing_writes_nothing_more(tmp_path, monkeypatch):
    monkeypatch.setattr(parallel, "MANY", 1)
    begun = Writing(numbered(tmp_path, 5_000))
    begun.stop()
    left = written(tmp_path)
    begun.stop()
    assert written(tmp_path) == left


def test_both_halves_are_done(processes):
    found = in_two_processes(set, range(1001))
    assert set().union(*found) == set(range(1001))
    assert sum(map(len, found)) == 1001


def test_what_goes_wrong_in_a_half_is_raised_here(processes):
    def fail(numbers):
        if 501 in numbers:
            raise OSError(5, "Input/output error")

    with pytest.raises(OSError, match="Input"):
        in_two_processes(fail, range(1001))


def test_two_processes_read_what_one_would_read(monkeypatch):
    tree = texts(**{f"finding_{number}": finding() for number in range(5)})
    broken = {"recommendations/broken.md": "---\ntitle: [\n---\n", "recommendations/empty.md": "", "notes.txt": "x"}
    files = files_from({**tree, **broken})
    monkeypatch.setattr(parallel, "MANY", 2)
    assert read_records(files, run=in_two_processes) == read_records(files)
