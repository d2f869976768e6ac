"""Find the folders that ship with the program, in a checkout, a wheel or a frozen bundle.

Only locations of our own files: where a desk keeps its data is a setting (``config``).
"""

import sys
from pathlib import Path


def shipped_root() -> Path:
    """Give the folder that holds ``resources``, ``i18n`` and ``db``."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    bundled = package / "_shipped"
    return bundled if bundled.is_dir() else package.parent


def resources() -> Path:
    """Give the folder of catalogue, fonts, icons and styles."""
    return shipped_root() / "resources"


def translations() -> Path:
    """Give the folder of gettext catalogues."""
    return shipped_root() / "i18n"


def migrations(side: str) -> Path:
    """Give the Alembic folder of one side: ``desk`` or ``central``."""
    return shipped_root() / "db" / side
