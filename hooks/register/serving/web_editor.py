"""The editor in the browser beside the preview: served to this machine alone, and never part of a site."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

FOLDER = "edit"
"""The folder of the editor below the project, and its address."""

_PACKAGES = f"{FOLDER}/node_modules"
_THIS_MACHINE = ("127.0.0.1", "::1")
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".yml": "text/yaml; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
}
_NOT_INSTALLED = b"The editor is not installed. Run make editor, then load /edit/ again.\n"


def with_editor(answer: "WSGIApplication", project: Path) -> "WSGIApplication":
    """The application, but for what is asked of /edit/ from this machine: that is read from the project's folder."""

    def app(environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        address = environ["PATH_INFO"]
        if not f"{address}/".startswith(f"/{FOLDER}/") or environ.get("REMOTE_ADDR") not in _THIS_MACHINE:
            return answer(environ, start)
        if address == f"/{FOLDER}":  # the page's links are relative
            start("301 Moved Permanently", [("Location", f"/{FOLDER}/")])
            return []
        named = f"{address}index.html" if address.endswith("/") else address
        file = (project / named.lstrip("/")).resolve()
        kind = _TYPES.get(file.suffix, "")
        known = kind and file.is_relative_to((project / FOLDER).resolve()) and file.is_file()
        if not (known and (project / _PACKAGES).is_dir()):
            start("404 Not Found", [("Content-Type", "text/plain; charset=utf-8")])
            return [_NOT_INSTALLED]
        start("200 OK", [("Content-Type", kind), ("Cache-Control", "no-store")])
        return [file.read_bytes()]

    return app
