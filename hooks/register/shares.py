"""Who does work that is the same for many things? All is done here, unless a shell has others do a share of it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item, Result = TypeVar("Item"), TypeVar("Result")
Shared = Callable[[Callable[[Sequence[Item]], Result], Sequence[Item]], list[Result]]
"""Is given what does the work for some things, and the things; returns what it makes of each share of them."""


def alone(do: Callable[[Sequence[Item]], Result], items: Sequence[Item]) -> list[Result]:
    """All of it in one share, here."""
    return [do(items)]
