"""Stores made by a revision, as they lay on a PC: each later program must take them up.

``stores/NNNN`` holds the encrypted store, its vault and its ledger; login and password are those
of ``tests.builders``.  A store is never made again: that is what makes it worth keeping.
"""

import shutil
from pathlib import Path

STORES = Path(__file__).parent / "stores"


def kept_revisions() -> list[str]:
    """Give every revision of which a store was kept."""
    return sorted(folder.name for folder in STORES.iterdir())


def take_out(revision: str, folder: Path) -> Path:
    """Copy the store of a revision into a folder, as the data of a PC."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = STORES / revision
    shutil.copyfile(kept / "desk.store", folder / "desk.db")
    for name in ("vault.json", "numbers.json"):
        shutil.copyfile(kept / name, folder / name)
    return folder
