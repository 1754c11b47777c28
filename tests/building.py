"""Sites for the tests: a copy of the project with other records, built by MkDocs in this process or in one of its own."""

import logging
import os
import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager
from pathlib import Path
from traceback import format_exception
from typing import NamedTuple
from unittest.mock import patch

from click.testing import CliRunner
from mkdocs.__main__ import cli
from mkdocs.config.config_options import Hooks

from tests.conftest import PROJECT

DAY = "2019-09-30"
NO_COPIES = shutil.ignore_patterns("__pycache__", "*.egg-info")

# What a register is called, where it is published and whom it names for weaknesses stand in its settings. The tests
# say their own.
OF_ONE_REGISTER = re.compile(
    r"^(?:site_name|site_description|site_url|repo_url|edit_uri):.*\n|^  security:\n(?:    .*\n)*", re.MULTILINE
)
NAMED = "site_name: Inspection register\nsite_description: What inspectors told the force to improve\n"


class Built(NamedTuple):
    """How a command of MkDocs ended, and what it said."""

    returncode: int
    stderr: str


def project_in(folder: Path, records: Path | Mapping[str, str], settings: str = "") -> Path:
    """A copy of the project's site in the folder, with these records and with more lines of settings; the folder."""
    for name in ("docs", "hooks"):
        shutil.copytree(PROJECT / name, folder / name, ignore=NO_COPIES)
    kept = OF_ONE_REGISTER.sub("", (PROJECT / "mkdocs.yml").read_text("utf-8"))
    (folder / "mkdocs.yml").write_text(f"{settings}{NAMED}{kept}", "utf-8")
    shutil.copy(PROJECT / "mkdocs-private.yml", folder)
    if isinstance(records, Path):
        shutil.copytree(records, folder / "records")
    else:
        for path, text in records.items():
            (folder / "records" / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / "records" / path).write_text(text, "utf-8")
    return folder


def environment(**more: str) -> dict[str, str]:
    """The environment of a build as at the tests' day."""
    return {**os.environ, "REGISTER_AS_OF": DAY, "NO_MKDOCS_2_WARNING": "1", **more}


def mkdocs(folder: Path, *arguments: str, **more: str) -> Built:
    """Runs MkDocs in the folder, in this process. more: what is added to the environment."""
    fresh_hooks = patch.object(Hooks, "_load_hook", Hooks._load_hook.__wrapped__)  # else the last build's are kept
    with chdir(folder), _own_log(), fresh_hooks:
        result = CliRunner().invoke(cli, arguments, env=environment(**more))
    told = isinstance(result.exception, SystemExit) or not result.exception
    return Built(
        result.exit_code, result.stderr if told else f"{result.stderr}{''.join(format_exception(result.exception))}"
    )


def mkdocs_alone(folder: Path, *arguments: str, **more: str) -> Built:
    """Runs MkDocs in a process of its own, for what only a whole process shows: signals, modes, what a start gives it."""
    command = [sys.executable, "-m", "mkdocs", *arguments]
    result = subprocess.run(command, cwd=folder, env=environment(**more), capture_output=True, text=True, check=False)
    return Built(result.returncode, result.stderr)


def site_of(project: Path, *arguments: str, **more: str) -> dict[str, bytes]:
    """The files of the project's site, built strictly. Fails where it can't be built."""
    built = mkdocs(project, "build", "--strict", *arguments, **more)
    assert built.returncode == 0, built.stderr
    return files_of(project / "site")


def files_of(site: Path) -> dict[str, bytes]:
    """What stands in the files of the folder, by their paths in it."""
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


@contextmanager
def served(folder: Path, *options: str) -> Iterator[str]:
    """The address of a preview of the project in the folder, by a process of its own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    server = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


@contextmanager
def _own_log() -> Iterator[None]:
    """Lets MkDocs set up its log, and takes that away again, so that the next build sets it up for itself."""
    loggers = [logging.getLogger(name) for name in ("mkdocs", "mkdocs.commands.build")]
    before = [(log.level, log.propagate, log.handlers[:], log.filters[:]) for log in loggers]
    try:
        yield
    finally:
        for log, (level, propagate, handlers, filters) in zip(loggers, before, strict=True):
            log.setLevel(level)
            log.propagate, log.handlers, log.filters = propagate, handlers, filters
