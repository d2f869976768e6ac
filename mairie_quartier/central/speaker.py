"""Who speaks to the service: the desk of a token, and a transaction in its name.

Whatever is read or written belongs to that transaction: nothing is left on the connection
(a pooler may give it to another desk's request next).
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final, TypeAlias
from uuid import UUID

import psycopg
from psycopg.rows import TupleRow

from mairie_quartier.domain.operations import DeskId
from mairie_quartier.errors import UserMistake

Database: TypeAlias = psycopg.Connection[TupleRow]

CODE_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH: Final = 12


class UnknownToken(UserMistake):
    """No desk has this token."""


class RevokedDesk(UserMistake):
    """The desk may read nothing any more."""


@dataclass(frozen=True, slots=True)
class DeskCard:
    """The desk of a token, as the centre knows it."""

    id: DeskId
    office: UUID
    name: str
    acked_dseq: int
    founding: bool
    revoked: bool


@contextmanager
def speaking(database: Database, token: str) -> Iterator[DeskCard]:
    """Open a transaction in the name of the token's desk.

    Raises:
        UnknownToken: nothing was opened.
    """
    with database.transaction():
        yield enter(database, token)


def enter(database: Database, token: str) -> DeskCard:
    """Speak for the token's desk until the end of the transaction."""
    row = database.execute("SELECT * FROM enter(%s)", (hashed(token),)).fetchone()
    if row is None:
        raise UnknownToken
    desk, office, name, acked_dseq, founding, revoked = row
    return DeskCard(DeskId(desk), office, name, acked_dseq, founding, revoked)


def hashed(secret: str) -> bytes:
    """Give what is kept of a token or a code: it is long and random, so a plain hash is enough."""
    return hashlib.sha256(secret.encode()).digest()


def new_token() -> str:
    """Draw a token: 256 bits."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Draw a one-time code: 60 bits, easy to read aloud."""
    drawn = "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))
    return "-".join(drawn[start : start + 4] for start in range(0, CODE_LENGTH, 4))


def plain_code(typed: str) -> str:
    """Give a code as it is kept, whatever its case, spaces and look-alikes."""
    kept = "".join(char for char in typed.upper() if char.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))
