"""python -m tests.published: adds new fields to those that the data promise."""

from tests.published import renew

renew()
