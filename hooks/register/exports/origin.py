"""Where the data come from: the site, the commit, and whether they may be published."""

from dataclasses import dataclass
from urllib.parse import urljoin


@dataclass(frozen=True)
class Origin:
    """The address of the site, ending with /, the commit of its records, and whether they are a private site's."""

    site_url: str | None = None
    commit: str | None = None
    private: bool = False

    def url(self, address: str) -> str:
        """The whole address of what stands at this address of the site; without a site, its path from the top."""
        path = address.lstrip("/")
        return urljoin(self.site_url, path) if self.site_url else path
