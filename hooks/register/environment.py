"""What the shells share: the clock, the environment, the terminal, the days people name, and writing a file whole."""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Timer

import platformdirs

AS_OF = "REGISTER_AS_OF"
PAPERS = "REGISTER_PAPERS"
REFERENCE = "reference.docx"
"""A Word document beside the folder of records, in whose style papers are made."""
_SOURCE_DATE = "SOURCE_DATE_EPOCH"  # see reproducible-builds.org


class UsageError(Exception):
    """What was asked for, by a command or a setting, can't be done. The message says what to write instead."""


def moment() -> datetime:
    """The present moment, with its time zone."""
    return datetime.now(UTC)


def as_at() -> date | None:
    """The day that REGISTER_AS_OF asks for, or None. Raises UsageError where it is not a date."""
    asked = os.environ.get(AS_OF, "").strip()
    return day_named(asked, f"{AS_OF}={{}}") if asked else None


def day_named(text: str, line: str, zone: str = "UTC") -> date:
    """The day of that text, yyyy-mm-dd. Raises UsageError, which says what is wrong and which day was probably meant.

    line: what to write, with {} in place of the day. zone: the time zone of the days, for a text that gives a time too.
    """
    from register.records.values import read_day

    try:
        return read_day(text.strip())
    except ValueError:
        from register.checks.date_advice import what_instead, what_is_wrong  # only where something is wrong

        raise UsageError(f"{what_is_wrong(text)}; {what_instead(text, line, zone)}") from None


@contextmanager
def libraries_dated(day: date) -> Iterator[None]:
    """Lets libraries date what they write with the day, and not with the moment, as reproducible builds do."""
    before = os.environ.get(_SOURCE_DATE)
    os.environ[_SOURCE_DATE] = str(int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()))
    try:
        yield
    finally:
        del os.environ[_SOURCE_DATE]
        if before is not None:
            os.environ[_SOURCE_DATE] = before


def reference_beside(records: Path) -> bytes | None:
    """The document in whose style papers for Word are made; None where there is none."""
    path = records.parent / REFERENCE
    return path.read_bytes() if path.is_file() else None


def papers_wanted() -> bool:
    """Whether REGISTER_PAPERS asks for papers as files. Raises UsageError where it is neither yes nor no."""
    asked = os.environ.get(PAPERS, "").strip().lower()
    if asked not in ("", "no", "yes"):
        raise UsageError(f'{PAPERS} is "{asked}"; write yes or no')
    return asked == "yes"


def cache_of(folder: Path) -> Path:
    """Where results about the records in this folder may be kept: the user's own place, which no branch can write."""
    name = hashlib.sha256(os.fsencode(folder.resolve())).hexdigest()[:16]
    return platformdirs.user_cache_path("inspection-register", appauthor=False) / name


def shown_path(folder: Path) -> str:
    """The folder as seen from the working directory, with forward slashes; whole where it is on another drive."""
    try:
        return Path(os.path.relpath(folder)).as_posix()
    except ValueError:  # on Windows there is no path from one drive to another
        return folder.absolute().as_posix()


PATIENCE = 2  # seconds after which people want to know what is going on


class Progress:
    """Shows on a terminal what a long build is doing, on a line that it clears at the end. Silent elsewhere and in CI.

    Nothing is shown of a build that takes less than two seconds.
    """

    def __init__(self) -> None:
        """Starts with nothing to show."""
        self._doing, self._timer, self._shown = "", None, False

    def begin(self, doing: str) -> None:
        """Starts another part of the work; the one before it is done."""
        self._doing = doing
        if self._shown:
            self._show()
        elif not self._timer and sys.stderr.isatty() and not os.environ.get("CI"):
            self._timer = Timer(PATIENCE, self._show)
            self._timer.daemon = True
            self._timer.start()

    def count(self, done: int, all: int) -> None:
        """Shows how many of all are done."""
        if self._shown and done % 100 == 0:
            self._write(f"{self._doing}: {done:,} of {all:,}")

    def end(self) -> None:
        """Ends, and clears the line."""
        if self._timer:
            self._timer.cancel()
        if self._shown:
            self._write("")
        self._timer, self._shown = None, False

    def _show(self) -> None:
        self._shown = True
        self._write(f"{self._doing} …")

    def _write(self, text: str) -> None:
        sys.stderr.write(f"\r{text:<60}\r{text}")
        sys.stderr.flush()


def colour() -> bool | None:
    """Whether the environment asks for colour (FORCE_COLOR) or for none (NO_COLOR, which wins).

    None: it says nothing, and a terminal decides.
    """
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def add_to_step_summary(text: str) -> None:
    """Appends the text to the summary of a run on GitHub, if this is one.

    Raises OSError where the file that GitHub names can't be written.
    """
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as summary:
            summary.write(text)


_LONGEST_ON_WINDOWS = 259  # characters of a path, unless long paths were allowed


def why(error: Exception) -> str:
    """Why a file can't be read or written, and what to do about it, for the end of a sentence."""
    said = getattr(error, "strerror", None) or str(error)
    if isinstance(error, PermissionError):
        return f"{said}; if it is open in Excel, Word or another program, close it there, then try again"
    if len(str(getattr(error, "filename", None) or "")) > _LONGEST_ON_WINDOWS:
        return f"{said}; its path is too long for Windows: keep the project in a short folder, such as C:\\register"
    return said


def write_whole(path: Path, content: bytes) -> None:
    """Writes the file wholly or not at all; a link stays, and the file that it leads to is written.

    Folders that are missing are made. Raises UsageError where the file can't be written.
    """
    write_all({path: content})


def write_all(contents: Mapping[Path, bytes | None]) -> None:
    """Writes all of these files or none of them; None: the file is deleted.

    Each is first written whole beside its place; what can't be put there is put back. See write_whole.
    """
    targets = {path: Path(os.path.realpath(path)) for path in contents}
    before: dict[Path, bytes | None] = {}
    path = Path()
    try:
        with ExitStack() as temporary:
            whole = {}
            for path, content in contents.items():
                if content is not None:
                    whole[path] = _beside(targets[path], content, temporary)
            for path in contents:
                target = targets[path]
                before[target] = target.read_bytes() if target.exists() else None
                if path in whole:
                    whole[path].replace(target)
                else:
                    target.unlink(missing_ok=True)
    except OSError as error:
        for written, content in before.items():
            _put_back(written, content)
        raise UsageError(f"{path} can't be written: {why(error)}") from None


def _beside(target: Path, content: bytes, temporary: ExitStack) -> Path:
    """A new file with this content beside the target, in a folder that is ignored: its name begins with a dot."""
    target.parent.mkdir(parents=True, exist_ok=True)
    whole = Path(temporary.enter_context(tempfile.TemporaryDirectory(dir=target.parent, prefix="."))) / target.name
    whole.write_bytes(content)
    if target.exists():
        shutil.copymode(target, whole)
    return whole


def _put_back(path: Path, content: bytes | None) -> None:
    with suppress(OSError):
        if content is None:
            path.unlink(missing_ok=True)
        elif not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
