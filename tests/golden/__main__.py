"""python -m tests.golden: renews the golden site."""

from tests.golden import renew

renew()
