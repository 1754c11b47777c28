"""Files by their address, each made when it is asked for."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial


class Files(Mapping[str, bytes]):
    """Files by their address. Each is made when it is asked for, afresh each time."""

    def __init__(self, makers: Mapping[str, Callable[[], bytes]]) -> None:
        """By address, what makes the file."""
        self._makers = makers

    def __getitem__(self, address: str) -> bytes:
        """The file's bytes."""
        return self._makers[address]()

    def __contains__(self, address: object) -> bool:
        """Whether there is a file at the address; it isn't made for that."""
        return address in self._makers

    def __iter__(self) -> Iterator[str]:
        """The addresses."""
        return iter(self._makers)

    def __len__(self) -> int:
        """How many files there are."""
        return len(self._makers)

    def __or__(self, others: Mapping[str, bytes]) -> "Files":
        """These and the others."""
        return Files({**self._makers, **{address: partial(others.__getitem__, address) for address in others}})
