"""Tell a wrong key from a damaged file, which SQLCipher reports alike.

Each page of a store ends with its own seal (HMAC-SHA512), so that one page that answers to
the key proves the key. It must only read, and never decrypt.
Source: SQLCipher 4 design, https://www.zetetic.net/sqlcipher/design/ (page size 4096,
reserve of 80 bytes: 16 of IV then 64 of seal; seal key by PBKDF2 in 2 rounds).
"""

import hashlib
import hmac
import os
from pathlib import Path

from mairie_quartier.store.keys import StoreKey

PAGE_BYTES = 4096
SALT_BYTES = 16
SEAL_BYTES = 64
SEAL_SALT_MASK = 0x3A
SEAL_ROUNDS = 2
PLAIN_HEADER = b"SQLite format 3\0"
PAGES_TRIED = 64


def looks_encrypted(path: Path) -> bool:
    """Tell whether the file has at least one page and no plain SQLite header."""
    with path.open("rb") as file:
        head = file.read(PAGE_BYTES)
    return len(head) == PAGE_BYTES and not head.startswith(PLAIN_HEADER)


def answers_to(path: Path, key: StoreKey) -> bool:
    """Tell whether some page of the file was sealed with this key; the first 64 are tried."""
    with path.open("rb") as file:
        salt = file.read(SALT_BYTES)
        seal_key = _seal_key(key, salt)
        file.seek(0, os.SEEK_SET)
        for number in range(1, PAGES_TRIED + 1):
            page = file.read(PAGE_BYTES)
            if len(page) < PAGE_BYTES:
                return False
            if _sealed(page, number, seal_key):
                return True
    return False


def _seal_key(key: StoreKey, salt: bytes) -> bytes:
    masked = bytes(byte ^ SEAL_SALT_MASK for byte in salt)
    return hashlib.pbkdf2_hmac("sha512", key.raw, masked, SEAL_ROUNDS, len(key.raw))


def _sealed(page: bytes, number: int, seal_key: bytes) -> bool:
    start = SALT_BYTES if number == 1 else 0
    body = page[start:-SEAL_BYTES] + number.to_bytes(4, "little")
    return hmac.compare_digest(hmac.digest(seal_key, body, "sha512"), page[-SEAL_BYTES:])
