"""One browser and one build of each register, shared by every test of the browser."""

import functools
import http.server
import shutil
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page, Playwright, Request, sync_playwright
from register.publishing.headers import HEADERS

from tests.browser.kinds import NOWHERE
from tests.building import mkdocs, project_in
from tests.conftest import EXAMPLE, NO_EXAMPLE
from tests.golden import RECORDS
from tests.small import finding, texts

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
BELOW = "/register/"  # sites stand below their server's root, where an absolute link would be broken

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The browser's program; its tests are left out where there is none."""
    found = next((path for path in map(shutil.which, CHROMIUM) if path), None)
    if not found:
        pytest.skip("no Chromium here, so nothing was tested in a browser (Debian's package is called chromium)")
    return found


@pytest.fixture(scope="session")
def pdftotext() -> str:
    """The program that reads a PDF; the tests of printing are left out where there is none."""
    found = shutil.which("pdftotext")
    if not found:
        pytest.skip("no pdftotext here, so no printed page was read (Debian's package is called poppler-utils)")
    return found


@pytest.fixture(scope="session")
def playwright(chromium: str) -> Iterator[Playwright]:
    """What drives the browser."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """The one browser of all these tests."""
    with launched(playwright, chromium) as one:
        yield one


def launched(playwright: Playwright, chromium: str, *flags: str) -> Browser:
    """A browser with these flags; CI runs as root, where Chromium has no sandbox."""
    return playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", *flags])


LONG = texts(
    **{
        f"finding_{number:03}": finding(
            title=f"Finding number {number:03}",
            status=("amber", "red", "green")[number % 3],
            due=f"20{19 + number % 3}-0{number % 9 + 1}-17",
            owner=("Head of Custody", "Head of Vetting")[number % 2],
        )
        for number in range(120)
    }
)
"""A register whose list of findings takes three pages."""


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder above each site: the example, if it is there, the golden register with its odd cases, and a long one."""
    registers = {"golden": RECORDS, "long": LONG} | ({"real": EXAMPLE} if EXAMPLE else {})
    return {name: built(records, tmp_path_factory.mktemp(name)) for name, records in registers.items()}


@pytest.fixture(scope="session")
def sites(chromium: str, folders: dict[str, Path]) -> Iterator[dict[str, str]]:
    """The address of each site."""
    with ExitStack() as servers:
        yield {name: servers.enter_context(served(folder)) for name, folder in folders.items()}


def built(records: Path | dict[str, str], folder: Path) -> Path:
    """The site of the records as MkDocs builds it for this place, as at a day between the meetings."""
    project = project_in(folder / "project", records)
    settings = project / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}\nsite_url: http://127.0.0.1{BELOW}\n", "utf-8")
    result = mkdocs(project, "build", "--strict", "--site-dir", str(folder / BELOW.strip("/")))
    assert result.returncode == 0, result.stderr
    return folder


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files as a web host does: with the site's headers, and with its own page where there is none."""

    def log_message(self, *_: object) -> None:
        pass

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, *_: object) -> None:
        own = (Path(self.directory) / BELOW.strip("/") / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(own)))
        self.end_headers()
        self.wfile.write(own)


class served:
    """Serves the folder while the context lasts; its value is the address of the site."""

    def __init__(self, folder: Path) -> None:
        handler = functools.partial(_Handler, directory=str(folder))
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)

    def __enter__(self) -> str:
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{self._server.server_port}{BELOW}"

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture(scope="session")
def idle() -> dict[tuple, list[Page]]:
    """Pages that an earlier test opened and left, by browser and options: another page costs more than most tests."""
    return defaultdict(list)


@pytest.fixture
def open_page(browser: Browser, sites: dict[str, str], idle: dict[tuple, list[Page]]) -> Iterator[Open]:
    """Opens a page of a site: open_page("real", "red/", width=390, java_script_enabled=False).

    at: what the reader's clock says. By the real one every page is old, as the sites are those of a day of 2019.

    Whatever a test does then, it fails if a request leaves the site's own origin or if a script stops with an error.
    A later test gets the page again, unless it is closed or the site has kept something in it.
    """
    with ExitStack() as left:
        asked, errors = [], []

        def hear_request(request: Request) -> None:
            asked.append(request.url)

        def hear_error(error: Error) -> None:
            errors.append(str(error))

        def leave(page: Page, kind: tuple) -> None:
            if page.is_closed():
                return
            if page.context.storage_state() != {"cookies": [], "origins": []}:  # what a reader chose stays here
                page.context.close()
                return
            page.remove_listener("request", hear_request)
            page.remove_listener("pageerror", hear_error)
            page.unroute_all()
            page.mouse.move(0, 0)
            idle[kind].append(page)

        def open_page(
            site: str, address: str, *, browser: Browser = browser, width: int = 1280, at: str | None = None, **options
        ) -> Page:
            if site == "real" and not EXAMPLE:
                pytest.skip(NO_EXAMPLE)
            kind = (browser, at, *sorted(options.items()))
            page = idle[kind].pop() if idle[kind] else new_page(browser, at, options)
            left.callback(leave, page, kind)
            page.set_viewport_size({"width": width, "height": 900})
            page.on("request", hear_request)
            page.on("pageerror", hear_error)
            answer = page.goto(sites[site] + address)
            assert answer.ok or address == NOWHERE, answer.status
            return page

        yield open_page
        origins = {urlsplit(address).netloc for address in sites.values()}
        assert not [
            url for url in asked if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc not in origins
        ]
        assert not errors


def new_page(browser: Browser, at: str | None, options: dict[str, object]) -> Page:
    """A page in a window of its own, whose clock stands at that time, if one is given."""
    context = browser.new_context(**options)
    if at:
        context.clock.set_fixed_time(at)
    return context.new_page()
