"""Which pages need not be made again? Those made before of the same things are kept in a folder.

The name of a kept page is the digest of everything that its bytes depend on: the records that it is made of, the
theme's frame, the code and templates, the libraries' versions, the day, and what a page may show of the register as a
whole. So nothing kept is ever out of date; what a new build no longer asks for is thrown away. Each kept page begins
with the digest of its own bytes: what is damaged is made anew. The folder belongs into the user's own place for
caches: a branch could bring a page that passes for a kept one.
"""

from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from register.digests import digest, of_the_code
from register.folder import Kind
from register.pages import Page
from register.pouring import Frame
from register.records import Records
from register.snapshot import Snapshot

_LIBRARIES = ("babel", "cmarkgfm", "fluent.runtime", "jinja2", "markupsafe", "pydantic", "pyyaml")
_EVERYWHERE = (Kind.REGISTER, Kind.FRAMEWORK, Kind.MEETING)  # any page may show them
_DIGEST = sha256().digest_size


class Names:
    """The names under which pages are kept, as they follow from the register on its day."""

    def __init__(self, now: Snapshot, records: Records) -> None:
        """The snapshot that the pages show, and the records that it was made of."""
        self._files = {file.path: sha256(file.content).digest() for file in records.files}
        everywhere = [file.content for file in records.files if file.kind in _EVERYWHERE]
        statuses = [status.id for status in now.statuses]
        ids = (sorted(now.by_id), sorted(now.ids_of_inspections), sorted(now.ids_of_meetings))
        whole = (now.day, ids, now.owners, statuses)
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
        """The folder, which is made when the first page is kept."""
        self._folder = folder

    def page(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The page of that name, made now where it isn't kept whole."""
        path = self._folder / name
        kept = _read(path)
        if kept[:_DIGEST] == sha256(kept[_DIGEST:]).digest():
            return kept[_DIGEST:]
        made = make()
        _write(path, sha256(made).digest() + made)
        return made

    def forget_all_but(self, names: set[str]) -> None:
        """Takes away the kept pages of other names."""
        for path in self._folder.glob("*"):
            if path.name not in names:
                with suppress(OSError):
                    path.unlink()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _write(path: Path, content: bytes) -> None:
    """Half a write needs no care: its digest is wrong."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
