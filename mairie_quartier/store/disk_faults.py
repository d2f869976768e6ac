"""Name what the operating system says of a file: full, read-only, or not answering.

Apart from ``causes`` so that the vault opens before SQLAlchemy is loaded.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from mairie_quartier.services import faults

FULL_DISK: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_WRITING: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


@contextmanager
def translated_disk_errors(path: Path) -> Iterator[None]:
    """Raise our own fault in place of the system's error on the file."""
    try:
        yield
    except OSError as error:
        fault = disk_fault_of(error, path)
        if fault is None:
            raise
        raise fault from error


def disk_fault_of(error: OSError, path: Path) -> faults.StoreFault | None:
    """Name the situation, or nothing when it is none we know."""
    if error.errno in FULL_DISK:
        return faults.StoreFull(path)
    if error.errno in NO_WRITING:
        return faults.StoreReadOnly(path)
    if error.errno == errno.EIO:
        return faults.StoreUnreachable(path)
    return None
