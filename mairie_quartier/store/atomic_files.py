"""Write small files so that a power cut leaves the old one or the new one, never half.

Source: write aside, fsync, rename, fsync the folder (https://lwn.net/Articles/457667/).
"""

import os
import secrets
from pathlib import Path

PRIVATE = 0o600


def replace_file(path: Path, content: bytes) -> None:
    """Put the content in place of the file, durably; readable by its owner only.

    Raises ``OSError`` (the caller knows which fault it is); the old file is then untouched.
    """
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        handle = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
        with open(handle, "wb") as file:  # noqa: PTH123  a descriptor, not a path
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    make_durable(path.parent)


def make_durable(folder: Path) -> None:
    """Put the folder's entries on the disk; Windows does it by itself and refuses to be asked."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
