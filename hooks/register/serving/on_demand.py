"""The files of a site on demand, as an application between a browser and a server of files (WSGI, PEP 3333)."""

import posixpath
from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from register.publishing.writing import Builder, Builders, write

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class OnDemand:
    """Makes the files of a site in the folder that is served, each when it is first asked for.

    A request that comes while a build begins is answered after that build, from a folder that was emptied: so what was
    asked for since the last build is made again as soon as the next one offers it.
    """

    def __init__(self) -> None:
        """Nothing is offered yet."""
        self._changing = Lock()
        self._folder = Path()
        self._builders: dict[str, Builder] = {}
        self._asked: set[str] = set()

    def withdraw(self) -> None:
        """Nothing is made until the next offer: what was offered is out of date."""
        with self._changing:
            self._builders = {}

    def offer(self, folder: Path, builders: Builders) -> None:
        """Offers these files instead of all others, and makes those that were asked for since the last offer."""
        with self._changing:
            self._folder, self._builders = folder, dict(builders)
            asked, self._asked = self._asked, set()
            for path in sorted(asked):
                self._make(path)

    def ask(self, *paths: str) -> None:
        """Makes those of the files that are offered and not made yet."""
        with self._changing:
            self._asked.update(paths)
            for path in paths:
                self._make(path)

    def _make(self, path: str) -> None:
        name = path if path in self._builders else f"{path.partition('/')[0]}/"
        if build := self._builders.get(name):
            write(self._folder, build)
            del self._builders[name]

    def before(self, answer: "WSGIApplication", top: str) -> "WSGIApplication":
        """The application, which asks for each file before it looks for it. top: the path below which the site is."""

        def ask_and_answer(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
            address = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")  # PEP 3333
            path = posixpath.normpath(f"/{address.removeprefix(top)}").lstrip("/")
            self.ask(path, posixpath.join(path, "index.html"))
            return answer(environ, start)

        return ask_and_answer
