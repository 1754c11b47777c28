"""Which pages need not be made again? Those made before of the same things are kept in a folder.

The name of a kept page is the digest of everything that its bytes depend on: the records that it is made of, the
theme's frame, the code and templates, the libraries' versions, the day, and what a page may show of the register as a
whole. So nothing kept is ever out of date; what a new build no longer asks for is thrown away. The digest of a page's
own bytes ends its name: what is damaged is made anew. The folder belongs into the user's own place for caches: a branch
could bring a page that passes for a kept one. The site gets a page as another name of the kept file, where it can.
"""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE

from register.fingerprints import digest, of_the_code
from register.mkdocs.frame import Frame
from register.pages.page import Page
from register.records.folder import Kind
from register.records.record import Records
from register.snapshots.snapshot import Snapshot

_LIBRARIES = ("babel", "cmarkgfm", "fluent.runtime", "jinja2", "markupsafe", "pydantic", "pyyaml")
_EVERYWHERE = (Kind.REGISTER, Kind.FRAMEWORK, Kind.MEETING)  # any page may show them


class Names:
    """The names under which pages are kept, as they follow from the register on its day."""

    def __init__(self, snapshot: Snapshot, records: Records) -> None:
        """The snapshot that the pages show, and the records that it was made of."""
        self._files = {file.path: sha256(file.content).digest() for file in records.files}
        everywhere = [file.content for file in records.files if file.kind in _EVERYWHERE]
        statuses = [status.id for status in snapshot.statuses]
        ids = (sorted(snapshot.by_id), sorted(snapshot.ids_of_inspections), sorted(snapshot.ids_of_meetings))
        whole = (snapshot.day, ids, snapshot.owners, statuses)
        self._surroundings = digest([of_the_code(_LIBRARIES), repr(whole).encode(), *everywhere])

    def of(self, page: Page, frame: Frame) -> str | None:
        """The name of the page in that frame; None where it depends on more than some records, and isn't kept."""
        if not page.made_of:
            return None
        own = [self._files[path] for path in page.made_of]
        return digest([self._surroundings, frame.digest, page.address.encode(), *own]).hex()


class KeptPages:
    """The folder of kept pages. It may be missing, unwritable, or full of rubbish: then pages are made as ever."""

    def __init__(self, folder: Path) -> None:
        """The folder, which is made where it is missing."""
        self._folder = folder
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self._sums = dict(path.name.partition(".")[::2] for path in _files_in(folder))

    def put(self, name: str, make: Callable[[], bytes], path: Path) -> None:
        """Puts the page of that name to path, made now where it isn't kept whole.

        Raises OSError where path can't be written, and what make raises.
        """
        path.unlink(missing_ok=True)  # it may be another name of a kept page, which must not be written into
        kept = self._folder / f"{name}.{self._sums.get(name)}"
        if _sum_of(kept) == self._sums.get(name) or (kept := self._keep(name, page := make())):
            _link_or_copy(kept, path)
        else:
            path.write_bytes(page)

    def _keep(self, name: str, page: bytes) -> Path | None:
        """Where the page is kept now; None where it can't be.

        A file that stood there may be a page of a published site as well, so it is left as it is.
        """
        kept = self._folder / f"{name}.{sha256(page).hexdigest()}"
        with suppress(OSError):
            kept.unlink(missing_ok=True)
            kept.write_bytes(page)
            return kept
        return None

    def forget_all_but(self, names: set[str]) -> None:
        """Takes away the kept pages of other names."""
        for path in _files_in(self._folder):
            if path.name.partition(".")[0] not in names:
                with suppress(OSError):
                    path.unlink()


def _files_in(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _sum_of(path: Path) -> str:
    """The SHA-256 of the file; empty where it can't be read."""
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _link_or_copy(kept: Path, path: Path) -> None:
    """A page that was kept under another umask is copied: it must be as open to readers as the folder of the site."""
    with suppress(OSError):  # another disk, or one that knows no links
        if S_IMODE(kept.stat().st_mode) == path.parent.stat().st_mode & 0o666:
            path.hardlink_to(kept)
            return
    path.write_bytes(kept.read_bytes())
