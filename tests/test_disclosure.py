"""Whoever finds a weakness of the site learns whom to tell: /.well-known/security.txt (RFC 9116)."""

import pytest
from register.environment import UsageError
from register.publishing.security_txt import make_security_txt, read_disclosure

WRITTEN = {"contact": "mailto:security@example.org", "expires": "2027-06-30"}


def security_txt(site_url: str | None = None) -> list[str]:
    return make_security_txt(read_disclosure(WRITTEN), site_url)["/.well-known/security.txt"].decode().splitlines()


def test_the_file_has_the_two_lines_that_it_must_have():
    assert security_txt()[:2] == ["Contact: mailto:security@example.org", "Expires: 2027-06-30T23:59:59Z"]


def test_with_an_address_it_says_where_it_belongs_and_where_the_policy_stands():
    assert security_txt("https://register.example.org/")[3:] == [
        "Canonical: https://register.example.org/.well-known/security.txt",
        "Policy: https://register.example.org/security/",
    ]


@pytest.mark.parametrize("nobody", [None, {}])
def test_where_nobody_is_named_there_is_no_file(nobody):
    assert make_security_txt(read_disclosure(nobody), None) == {}


@pytest.mark.parametrize(
    "contact",
    ["", "security@example.org", "http://example.org/", "mailto:a@example.org\nContact: mailto:b@example.org"],
)
def test_a_contact_that_is_no_address_is_refused_with_what_to_write(contact):
    with pytest.raises(UsageError, match="write an address that begins with mailto:, https:// or tel:"):
        read_disclosure(WRITTEN | {"contact": contact})


@pytest.mark.parametrize("expires", [None, "", "next year", "2027-02-30"])
def test_a_contact_must_say_until_when_it_holds(expires):
    with pytest.raises(UsageError, match="yyyy-mm-dd"):
        read_disclosure(WRITTEN | {"expires": expires})
