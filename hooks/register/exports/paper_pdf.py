"""Makes a paper as a PDF for reading and printing: tagged, with the day of the paper as its date.

WeasyPrint makes it from the paper's own HTML and draws text with Pango, a library that Python's packages don't bring.
"""

import contextlib
import io

from register.pages.addresses import PaperFormat
from register.pages.papers import PrintedPaper

HOW_TO_GET_PANGO = (
    "PDFs need the library Pango: install it with `apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0` "
    "on Debian and Ubuntu, with `brew install pango` on macOS, or on Windows with "
    "`pacman -S mingw-w64-x86_64-pango` in the shell of MSYS2"
)
"""As WeasyPrint's documentation says under "First steps, Installation"."""


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

    Nothing is fetched: a paper is whole as it is, and making it asks nothing of the network or the disk.
    """
    require_pango()
    from weasyprint import HTML, URLFetcher

    document = HTML(string=paper.html, url_fetcher=URLFetcher(allowed_protocols=()))
    # What HTML itself says of looks, which is the number that a list begins with and on which side a column stands.
    return document.write_pdf(pdf_variant="pdf/ua-1", presentational_hints=True)


def formats_here() -> tuple[tuple[PaperFormat, ...], str]:
    """The files that papers can be made as on this machine, and how to get what is missing (empty: nothing is)."""
    try:
        require_pango()
    except PangoMissing as missing:
        return (PaperFormat.WORD,), str(missing)
    return tuple(PaperFormat), ""
