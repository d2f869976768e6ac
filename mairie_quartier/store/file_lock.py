"""Let one program at a time work on a store of this PC.

The system frees the lock when the process ends, however it ends, so none is ever left over.
The file itself stays: removing it would let two programs lock two files of one name.
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from mairie_quartier.services.faults import StoreInUse
from mairie_quartier.store.disk_faults import translated_disk_errors


@dataclass(slots=True)
class StoreLock:
    """The lock of the store at ``path``; take it before the vault is opened."""

    path: Path
    _handle: int | None = None

    def __enter__(self) -> Self:
        self.take()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.free()

    def take(self) -> None:
        """Take the lock or raise ``StoreInUse`` at once."""
        with translated_disk_errors(self.path):
            name = self.path.with_name(f"{self.path.name}.lock")
            handle = os.open(name, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError:
            os.close(handle)
            raise StoreInUse(self.path) from None
        self._handle = handle

    def free(self) -> None:
        """Give the lock back; twice does no harm."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
