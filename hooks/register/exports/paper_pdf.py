"""Makes a paper as a PDF for reading and printing: tagged, with the day of the paper as its date.

WeasyPrint makes it from the paper's own HTML and draws text with Pango, a library that Python's packages don't bring.
"""

import contextlib
import io
from importlib.resources import files

from register.environment import libraries_dated
from register.pages.addresses import PaperFormat
from register.pages.papers import PrintedPaper

HOW_TO_GET_PANGO = (
    "PDFs need the library Pango: install it with `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` "
    "on Debian and Ubuntu, with `brew install pango` on macOS, or on Windows with "
    "`pacman -S mingw-w64-x86_64-pango` in the shell of MSYS2"
)
"""As WeasyPrint's documentation says under "First steps, Installation"."""


_FACES = {
    f"face:{name}": files("fontpkg_noto_sans") / "files" / f"NotoSans{file}[wdth,wght].ttf"
    for name, file in (("upright", ""), ("italic", "-Italic"))
}
"""The files of the typeface by the addresses that paper.css gives them."""
_SIGNS = "face:signs"
"""The address of the typeface of signs."""


class PangoMissing(Exception):
    """The library Pango isn't there. The message says how to get it."""


def require_pango() -> None:
    """Returns where PDFs can be made. Raises PangoMissing where they can't."""
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # WeasyPrint prints its own advice
            import weasyprint  # noqa: F401
    except OSError:
        raise PangoMissing(HOW_TO_GET_PANGO) from None


def as_pdf(paper: PrintedPaper) -> bytes:
    """The paper as a PDF for which PDF/UA-1 is claimed; the same paper gives the same bytes. Raises PangoMissing.

    Nothing is fetched but its typeface, which comes from a package, so that its sheets are the same on every machine.
    """
    require_pango()
    from weasyprint import HTML, URLFetcher
    from weasyprint.urls import URLFetcherResponse

    from register.exports.signs_font import signs_font

    class Faces(URLFetcher):
        """Gives the faces of the typeface, and nothing else of the network or the disk."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url == _SIGNS:
                return URLFetcherResponse(url, signs_font(), {"Content-Type": "font/ttf"})
            face = _FACES.get(url)
            if not face:
                return super().fetch(url, headers)
            return URLFetcherResponse(url, face.read_bytes(), {"Content-Type": "font/ttf"})

    document = HTML(string=paper.html, url_fetcher=Faces(allowed_protocols=()))
    with libraries_dated(paper.day):
        # What HTML itself says of looks: the number that a list begins with, and on which side a column stands.
        return document.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=True)


def formats_here() -> tuple[tuple[PaperFormat, ...], str]:
    """The files that papers can be made as on this machine, and how to get what is missing (empty: nothing is)."""
    try:
        require_pango()
    except PangoMissing as missing:
        return (PaperFormat.WORD,), str(missing)
    return tuple(PaperFormat), ""
