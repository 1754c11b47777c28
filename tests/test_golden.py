"""The golden register gives its golden site, byte for byte. `make golden` renews it."""

import pytest

from tests.golden import comparable, golden_site, kept_site


def test_the_site_is_the_one_that_is_kept():
    made, kept = comparable(golden_site()), kept_site()
    assert made.keys() == kept.keys()
    changed = [name for name in made if made[name] != kept[name]]
    assert not changed, "read the difference, then run make golden"


@pytest.mark.parametrize(
    "canary",
    [b"canary-withheld", b"canary-owner", b"canary-words", b"canary-staff-notes", b"canary-withdrawn", b"secret"],
)
def test_what_is_withheld_is_nowhere_in_it(canary):
    assert not [name for name, content in golden_site().items() if canary in content]
