"""The golden register and its whole site: what the core makes of a small register, kept as files.

`make golden` renews the site. Read the difference before you commit it: it is what readers will see.
"""

import shutil
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType

from register.build import make_site
from register.records.folder import read_folder
from register.records.record import read_records

HERE = Path(__file__).parent
RECORDS, SITE = HERE / "records", HERE / "site"
DAY = date(2019, 9, 30)


@cache
def golden_site() -> Mapping[str, bytes]:
    """The site of the golden register by file name: each page's own HTML, and the data files."""
    site = make_site(read_records(read_folder(RECORDS)), DAY, "https://register.example.org/")
    pages = {
        f"{page.address.lstrip('/')}index.html": f"<!-- {page.title} -->\n{page.html}".encode() for page in site.pages
    }
    return MappingProxyType(pages | {address.lstrip("/"): content for address, content in site.files.items()})


def comparable(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files that are the same on every system: libraries of the system compress archives and write databases."""
    return {name: content for name, content in site.items() if not name.endswith((".xlsx", ".zip", ".sqlite"))}


def kept_site() -> dict[str, bytes]:
    """The site as it is kept."""
    return {path.relative_to(SITE).as_posix(): path.read_bytes() for path in sorted(SITE.rglob("*")) if path.is_file()}


def renew() -> None:
    """Writes the site anew. It is made first: where that fails, the kept one stays as it was."""
    site = comparable(golden_site())
    shutil.rmtree(SITE, ignore_errors=True)
    for name, content in site.items():
        path = SITE / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
