"""The files of the register as MkDocs knows them: it links to them and lists them, and the register writes them."""

from pathlib import PurePosixPath
from types import SimpleNamespace
from urllib.parse import urljoin

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from register.pages.addresses import is_for_staff
from register.pages.page import Page

HOME = "index.md"  # written by people in docs/; the register's totals follow its words


class VirtualFile(File):
    """A file of the register. MkDocs may lead to it, and neither reads nor writes it."""

    def __init__(self, config: MkDocsConfig, path: str, source: str | None = None) -> None:
        """The file at the path below the site's folder; source is its name as MkDocs would know it, else the path."""
        included = InclusionLevel.INCLUDED  # also where a name begins with a full stop
        folders = config.use_directory_urls
        super().__init__(source or path, None, config.site_dir, folders, dest_uri=path, inclusion=included)
        self.generated_by = "register"
        self.content_string = ""

    def copy_file(self, dirty: bool = False) -> None:
        """Does nothing."""


class VirtualPage(VirtualFile):
    """A page of the register. MkDocs makes a page of it where mkdocs.yml names it in the navigation."""

    def __init__(self, config: MkDocsConfig, page: Page) -> None:
        """The file of the page."""
        super().__init__(config, page.path, source_of(page))
        self.edit_uri = f"../records/{page.source}" if page.source else None  # from docs/

    def is_documentation_page(self) -> bool:
        """Whether MkDocs knows it as a page."""
        return self.page is not None


def source_of(page: Page) -> str:
    """The name under which MkDocs knows the page: /red/ is red/index.md."""
    return str(PurePosixPath(page.path).with_suffix(".md"))


def leave_to_register(files: Files) -> None:
    """Has MkDocs build no page of the register.

    It has read the pages and made the navigation by now; from here on, what is excluded isn't built.
    """
    for file in files:
        if is_register(file):
            file.inclusion = InclusionLevel.EXCLUDED


def pages_for_sitemap(files: Files, config: MkDocsConfig, day: str) -> list[object]:
    """The pages that MkDocs builds, and those of the register as the sitemap lists them, in order."""
    return [
        _for_sitemap(file, config, day) if is_register(file) else file
        for file in files
        if (is_register(file) or (file.is_documentation_page() and file.inclusion.is_included()))
        and not is_for_staff(f"/{file.url}")
    ]


def is_register(file: File) -> bool:
    """Whether it is a page of the register."""
    return isinstance(file, VirtualPage) or file.src_uri == HOME


def _for_sitemap(file: File, config: MkDocsConfig, day: str) -> SimpleNamespace:
    address = urljoin(config.site_url, file.url) if config.site_url else None
    return SimpleNamespace(page=SimpleNamespace(is_link=False, canonical_url=address, abs_url=address, update_date=day))


def paths_in(files: Files, config: MkDocsConfig) -> set[str]:
    """The paths of all files that MkDocs writes."""
    written = {file.dest_uri for file in files if file.inclusion.is_included() and not isinstance(file, VirtualFile)}
    return written | {*config.theme.static_templates, *config.extra_templates, "sitemap.xml.gz"}
