"""A long build says what it is doing: on a terminal, and nowhere else."""

import io
from types import SimpleNamespace

import pytest
from register import environment


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setattr(environment, "PATIENCE", 0)
    stream = Terminal()
    monkeypatch.setattr(environment, "sys", SimpleNamespace(stderr=stream))
    return stream


def work():
    progress = environment.Progress()
    progress.begin("Writing pages")
    if progress._timer:
        progress._timer.join()
    progress.count(100, 1_000)
    progress.count(101, 1_000)
    progress.end()


def test_a_terminal_is_told_what_goes_on_with_counts_and_the_line_is_taken_away(terminal):
    work()
    assert "Writing pages …" in terminal.getvalue()
    assert "Writing pages: 100 of 1,000" in terminal.getvalue()
    assert "101" not in terminal.getvalue()
    assert terminal.getvalue().endswith("\r" + " " * 60 + "\r")


def test_what_is_soon_done_is_not_told(terminal, monkeypatch):
    monkeypatch.setattr(environment, "PATIENCE", 60)
    progress = environment.Progress()
    progress.begin("Writing pages")
    progress.count(100, 1_000)
    progress.end()
    assert not terminal.getvalue()


def test_ci_is_told_nothing(terminal, monkeypatch):
    monkeypatch.setenv("CI", "true")
    work()
    assert not terminal.getvalue()


def test_a_pipe_is_told_nothing(terminal, monkeypatch):
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    work()
    assert not terminal.getvalue()
