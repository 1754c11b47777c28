"""The same records on the same day give the same bytes, whatever differs around the build."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from register import parallel

from tests.building import environment, files_of, project_in
from tests.conftest import IMPOSSIBLE
from tests.golden import RECORDS

# Python reads this module before any other: a clock that is 400 days ahead, and folders that list their files backwards.
OTHERWISE = """
import datetime, os, time
ahead = 400 * 24 * 3600
really, scandir, listdir = time.time, os.scandir, os.listdir
time.time = lambda: really() + ahead

class Later(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(seconds=ahead)

datetime.datetime = Later
os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
os.scandir = lambda *path: _Entries(sorted(scandir(*path), key=lambda entry: entry.name, reverse=True))

class _Entries:
    def __init__(self, entries): self.entries = iter(entries)
    def __iter__(self): return self
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *_): pass
    def close(self): pass
"""


def site_of(project: Path, by: tuple[str, ...] = (), umask: int = 0o022, **context: str) -> dict[str, bytes]:
    """The site that is built in this environment; by: the program that starts the build, with its arguments."""
    command = [*by, sys.executable, "-m", "mkdocs", "build", "--strict", "-q"]
    result = subprocess.run(
        command, cwd=project, env=environment(**context), umask=umask, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stderr
    return files_of(project / "site")


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    return project_in(tmp_path_factory.mktemp("reproducible") / "project", RECORDS)


@pytest.fixture(scope="module")
def first(project):
    return site_of(project, PYTHONHASHSEED="1", TZ="UTC", LC_ALL="C.UTF-8")


def assert_same(site: dict[str, bytes], first: dict[str, bytes]) -> None:
    assert site.keys() == first.keys()
    assert not [name for name in site if site[name] != first[name]]


AROUND = {
    "hash seed": {"PYTHONHASHSEED": "12345"},
    "time zone": {"TZ": "Pacific/Kiritimati"},
    "language": {"LC_ALL": "tr_TR.UTF-8", "LANG": "de_DE.UTF-8"},
    "all is ASCII": {"LANG": "POSIX", "LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
    "user": {"USER": "somebody", "LOGNAME": "somebody"},
    "clock of the build": {"SOURCE_DATE_EPOCH": "86400"},
}
_MADE = shutil.ignore_patterns("site", ".site*", ".cache")


def test_the_same_bytes_where_everything_around_the_build_is_another(tmp_path, project, first):
    other = shutil.copytree(project, tmp_path / "a longer path with spaces", ignore=_MADE)
    environment = {name: value for each in AROUND.values() for name, value in each.items()} | otherwise(tmp_path)
    assert_same(site_of(other, umask=0o077, HOME=str(tmp_path), XDG_CACHE_HOME=str(tmp_path), **environment), first)


def otherwise(folder: Path) -> dict[str, str]:
    """An environment in which the clock is ahead and folders list their files backwards."""
    (folder / "sitecustomize.py").write_text(OTHERWISE, "utf-8")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [str(folder), os.environ.get("PYTHONPATH")]))}


# Which of them it is, where the test above fails


@pytest.mark.exhaustive
@pytest.mark.parametrize("context", AROUND.values(), ids=AROUND)
def test_the_same_bytes_whatever_the_environment(project, first, context):
    assert_same(site_of(project, **context), first)


@pytest.mark.exhaustive
@pytest.mark.skipif(os.name == "nt", reason=f"{IMPOSSIBLE}Windows has no umask")
def test_the_same_bytes_under_another_umask(project, first):
    assert_same(site_of(project, umask=0o077), first)


NOBODY = 65534
# Somebody else who may read what only root may, such as Python below root's home.
AS_NOBODY = (
    "setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--inh-caps=+dac_override", "--ambient-caps=+dac_override",
)  # fmt: skip
CAN_BE_NOBODY = bool(shutil.which("setpriv")) and not subprocess.run([*AS_NOBODY, "true"], check=False).returncode


@pytest.mark.exhaustive
@pytest.mark.skipif(
    not CAN_BE_NOBODY, reason=f"{IMPOSSIBLE}only Linux's root can be another user and still read it all"
)
def test_the_same_bytes_for_another_user(project, first, tmp_path):
    theirs = Path(shutil.copytree(project, tmp_path / "project", ignore=_MADE))
    site = site_of(theirs, AS_NOBODY, HOME="/nonexistent", XDG_CACHE_HOME=str(tmp_path / "theirs"))
    assert (theirs / "site" / "index.html").stat().st_uid == NOBODY
    assert_same(site, first)


@pytest.mark.exhaustive
@pytest.mark.skipif(sys.platform != "linux", reason=f"{IMPOSSIBLE}only Linux uses a second process")
def test_the_same_bytes_by_one_process_or_by_several(project, first, tmp_path):
    several = Path(shutil.copytree(project, tmp_path / "project", ignore=_MADE))
    hook, told = several / "hooks" / "mkdocs_hook.py", tmp_path / "told"
    assert len(first) < parallel.MANY  # it was made by one process
    several_from_one = "import os, register.parallel\nregister.parallel.MANY = 1"
    tells = f"os.register_at_fork(after_in_child=lambda: open({str(told)!r}, 'a').close())"
    hook.write_text(f"{hook.read_text('utf-8')}\n{several_from_one}\n{tells}\n", "utf-8")
    assert_same(site_of(several, XDG_CACHE_HOME=str(tmp_path / "nothing kept")), first)
    assert told.exists()


@pytest.mark.exhaustive
def test_the_same_bytes_in_another_folder_and_home_with_nothing_kept(tmp_path, project, first):
    other = tmp_path / "a longer path with spaces"
    shutil.copytree(project, other, ignore=_MADE)
    (tmp_path / "home").mkdir()
    home = str(tmp_path / "home")
    assert_same(site_of(other, HOME=home, XDG_CACHE_HOME=home), first)


@pytest.mark.exhaustive
def test_the_same_bytes_by_another_clock_and_with_files_in_another_order(tmp_path, project, first):
    assert_same(site_of(project, **otherwise(tmp_path)), first)
