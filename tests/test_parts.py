"""A long list of one status or pillar stands on several pages, every finding once, and none of them is in the ledger."""

import re
from datetime import date

from register.pages.pagination import ROWS, WHOLE
from register.publishing.ledger import published

from tests.small import finding, html_at, site_of, texts


def test_a_long_status_or_pillar_stands_on_several_pages_with_every_finding_once():
    site = site_of(
        texts(**{f"f{place}": finding(title=f"Number {place}") for place in range(WHOLE + 1)}), date(2021, 1, 1)
    )
    for list_ in ("/statuses/amber/", "/pillars/legitimacy/"):
        addresses = sorted(page.address for page in site.pages if page.address.startswith(list_))
        assert len(addresses) == -(-(WHOLE + 1) // ROWS)
        named = [
            id for at in addresses for id in re.findall(r'<th scope="row"><a href="[^"]*/(f\d+)/"', html_at(site, at))
        ]
        assert sorted(named) == sorted(f"f{place}" for place in range(WHOLE + 1))
        assert f'href="../..{list_}page/2/" rel="next"' in html_at(site, list_)
    assert not any("/page/" in address for address in published(f"{a[1:]}index.html" for a in addresses))
