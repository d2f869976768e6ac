"""One piece of work on a thread of its own, while the caller does another.

The network is asked for the next page while the store writes the last one.  At most one piece at
a time, and nobody leaves before it has ended.  It must touch neither store nor screen.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

T = TypeVar("T")


class Ahead(Generic[T]):
    """Work under way; a network without an answer keeps no program from ending (a daemon)."""

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        self._found: list[T] = []
        self._fault: Exception | None = None
        self._thread = threading.Thread(target=self._run, name="sync-ahead", daemon=True)
        self._thread.start()

    def result(self) -> T:
        """Wait for what the work gives, or raise what it raised."""
        self.end()
        if self._fault is not None:
            raise self._fault
        return self._found[0]

    def end(self) -> None:
        """Wait until it has ended, whatever came of it."""
        self._thread.join()

    def _run(self) -> None:
        try:
            self._found.append(self._work())
        except Exception as error:
            self._fault = error  # for who asks for the result


@contextmanager
def ahead(work: Callable[[], T]) -> Iterator[Ahead[T]]:
    """Do the work beside the block; it has ended when the block is left."""
    found = Ahead(work)
    try:
        yield found
    finally:
        found.end()
