"""The security headers of the site, as each kind of web host wants them, from one source.

Nothing is inline in a page, so the policy needs neither hashes nor an exception. The headers are those that the
OWASP Secure Headers Project recommends for a site of files.
"""

import base64
import hashlib
import json

from register.pages.addresses import Address

_POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "connect-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "require-trusted-types-for": "'script'",
}
_ONLY_IN_HEADER = {"frame-ancestors": "'none'", "upgrade-insecure-requests": ""}
"""A page can't say who frames it; and a page that is previewed without https must not ask for it."""

_UNUSED = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")
_TWO_YEARS = 2 * 365 * 24 * 60 * 60  # seconds


def _written(policy: dict[str, str]) -> str:
    return "; ".join(f"{directive} {sources}".strip() for directive, sources in policy.items())


PAGE_POLICY = _written(_POLICY)
"""The content security policy (W3C CSP Level 3) that each page carries, for hosts that can't be told headers."""

HEADERS = {
    "Content-Security-Policy": _written(_POLICY | _ONLY_IN_HEADER),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _UNUSED),
    "Referrer-Policy": "same-origin",
    "Strict-Transport-Security": f"max-age={_TWO_YEARS}",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
"""The headers of every answer of the host."""

DATA = Address.DATA
"""Where the data are: other sites may read what is below (CORS), and nothing else."""

OPEN_TO_ALL = ("Access-Control-Allow-Origin", "*")
"""The header that lets other sites read a file (WHATWG Fetch)."""

CONTENT_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".sqlite": "application/vnd.sqlite3",
}
"""The types of files that not every host knows, by their ending."""


def make_header_files() -> dict[str, bytes]:
    """The headers as each kind of host reads them, by address. Hosts find their file; nginx must be told of its own.

    The site is taken to stand at the top of its host.
    """
    return {
        "/.htaccess": _for_apache().encode(),
        "/_headers": _for_netlify().encode(),
        "/deployment/nginx-headers.conf": _for_nginx().encode(),
        "/staticwebapp.config.json": _for_azure().encode(),
    }


def _for_apache() -> str:
    """See the Apache modules mod_headers and mod_mime; `always` covers error pages too."""
    name, value = OPEN_TO_ALL
    lines = "".join(f'Header always set {header} "{content}"\n' for header, content in HEADERS.items())
    data = f'Header always set {name} "{value}" "expr=%{{REQUEST_URI}} =~ m#^{DATA}#"\n'
    types = "".join(f'AddType "{kind}" {ending}\n' for ending, kind in CONTENT_TYPES.items())
    return f"<IfModule mod_headers.c>\n{lines}{data}</IfModule>\n<IfModule mod_mime.c>\n{types}</IfModule>\n"


def _for_netlify() -> str:
    """The plain text that Netlify, Cloudflare Pages and others read: a path, then its headers."""
    types = {f"{DATA}*{ending}": ("Content-Type", kind) for ending, kind in CONTENT_TYPES.items()}
    blocks = {"/*": HEADERS, f"{DATA}*": dict([OPEN_TO_ALL]), **{path: dict([one]) for path, one in types.items()}}
    return "".join(
        f"{path}\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
        for path, headers in blocks.items()
    )


def _for_nginx() -> str:
    """See ngx_http_headers_module; it is included in a `server`.

    A `location` with an `add_header` of its own includes the lines that begin with add_header once more.
    """
    name, value = OPEN_TO_ALL
    headers = "".join(f'add_header {header} "{content}" always;\n' for header, content in HEADERS.items())
    data = f'set $open_to_all "";\nif ($uri ~ "^{DATA}") {{ set $open_to_all "{value}"; }}\n'
    types = "".join(
        f'location ~ "^{DATA}.*\\{ending}$" {{ types {{ }} default_type "{kind}"; }}\n'
        for ending, kind in CONTENT_TYPES.items()
    )
    return f"{headers}{data}add_header {name} $open_to_all always;\n{types}"


def _for_azure() -> str:
    """See the configuration of Azure Static Web Apps: `globalHeaders`, `routes` and `mimeTypes`."""
    routes = [{"route": f"{DATA}*", "headers": dict([OPEN_TO_ALL])}]
    settings = {"globalHeaders": HEADERS, "routes": routes, "mimeTypes": CONTENT_TYPES}
    return json.dumps(settings, indent=2) + "\n"


def integrity_of(content: bytes) -> str:
    """The hash of a script or style for its `integrity` attribute (W3C Subresource Integrity)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(content).digest()).decode()}"
