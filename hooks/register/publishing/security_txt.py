"""Makes /.well-known/security.txt (RFC 9116), which says whom to tell about a vulnerability of the site.

Somebody must confirm the contact at least once a year, so the day on which it expires is written down, never computed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from register.environment import UsageError
from register.records.values import read_day

ADDRESS = "/.well-known/security.txt"
_NOTICE = timedelta(days=30)


@dataclass(frozen=True)
class Disclosure:
    """Who is told (an address that begins with mailto:, https:// or tel:), and the last day on which that holds."""

    contact: str
    expires: date


def read_disclosure(written: Mapping[str, object] | None) -> Disclosure | None:
    """The contact from the site's settings; None where they have none. Raises UsageError."""
    if not written:
        return None
    contact = str(written.get("contact") or "")
    if not re.fullmatch(r"(?:mailto:|https://|tel:)[\x21-\x7e]+", contact):
        raise UsageError(
            f'the security contact is "{contact}"; write an address that begins with mailto:, https:// or tel:'
        )
    try:
        return Disclosure(contact, read_day(str(written.get("expires") or "")))
    except ValueError:
        raise UsageError("the security contact has no expiry date; write expires: yyyy-mm-dd") from None


def make_security_txt(disclosure: Disclosure | None, site_url: str | None) -> dict[str, bytes]:
    """The file by its address; nothing where nobody is named.

    site_url is the address of the site, ending with /; with it the file says where it belongs.
    """
    if not disclosure:
        return {}
    lines = [
        f"Contact: {disclosure.contact}",
        f"Expires: {disclosure.expires.isoformat()}T23:59:59Z",
        "Preferred-Languages: en",
    ]
    if site_url:
        lines += [f"Canonical: {urljoin(site_url, ADDRESS[1:])}", f"Policy: {urljoin(site_url, 'security/')}"]
    return {ADDRESS: "".join(f"{line}\n" for line in lines).encode()}


def ends_soon(disclosure: Disclosure, day: date) -> bool:
    """Whether the contact must be confirmed now: on the day it holds for less than 30 days more."""
    return disclosure.expires - day < _NOTICE
