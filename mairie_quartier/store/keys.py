"""The key of a store: 32 random bytes that never leave memory unwrapped.

Kept apart so that the vault can be opened before SQLAlchemy is loaded.
"""

import secrets
from dataclasses import dataclass, field
from typing import Self

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class StoreKey:
    """The raw key; its text never shows it, so that no log or traceback can."""

    raw: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a key of another length: SQLCipher would take it for a passphrase."""
        if len(self.raw) != KEY_BYTES:
            raise ValueError(len(self.raw))

    @classmethod
    def draw(cls) -> Self:
        """Draw a new key from the system's generator."""
        return cls(secrets.token_bytes(KEY_BYTES))

    def literal(self) -> str:
        """Write the key the way SQLCipher reads a raw one: ``x'…'``."""
        return f"x'{self.raw.hex()}'"
