"""Puts the search for garbage off while a process has other things to do."""

import gc
from threading import Timer

PAUSE = 3.0  # seconds without work after which garbage is looked for


class DeferredGC:
    """Runs Python's garbage collector between one piece of work and the next.

    In a large register looking for garbage takes as long as a build, and nobody should wait for it.
    """

    def __init__(self) -> None:
        """Nothing is put off yet."""
        self._collection = Timer(0, gc.collect)

    def hold(self) -> None:
        """Looks for no garbage from here on."""
        self._collection.cancel()
        gc.disable()

    def release(self) -> None:
        """Looks for garbage once, if nothing holds it back for a while."""
        self._collection.cancel()
        self._collection = Timer(PAUSE, gc.collect)
        self._collection.daemon = True
        self._collection.start()
