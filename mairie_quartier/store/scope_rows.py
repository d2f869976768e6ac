"""Which rows of this PC are in a scope, and their tally, to be compared with the centre's.

Only rows that the centre took count (``rev`` above 0); what is in quarantine is nobody else's.
"""

from collections.abc import Collection, Iterable
from typing import Final
from uuid import UUID

from mairie_quartier.domain.conflicts import WORD as CONFLICT
from mairie_quartier.domain.operations import CITY, SHARED_WORDS, Scope
from mairie_quartier.domain.protocol_pull import MODULUS, Tally, key_digest
from mairie_quartier.store import schema
from mairie_quartier.store.statements import Statements, Value

WORDS: Final = tuple(table.name for table in schema.SYNCED)
Clause = tuple[str, tuple[Value, ...]]


def clause_of(word: str, scope: Scope) -> Clause | None:
    """Give the condition that a row of the word is in the scope; nothing if none ever is."""
    if scope == CITY:
        if word == CONFLICT:
            return "office_id IS NULL", ()
        return ("1", ()) if word in SHARED_WORDS else None
    if word in SHARED_WORDS:
        return None
    return "office_id = ?", (UUID(scope).bytes,)


def clause_here(word: str, scope: Scope, scopes: Collection[Scope]) -> Clause | None:
    """Give the condition that a row of the word is here for the sake of the scope, if any can be.

    Those in it, and those of an office that is none of this PC's ``scopes``: a record handed over
    is of the other office as soon as the agent says so, and is to leave with what was ours.
    """
    if scope == CITY or word in SHARED_WORDS:
        return clause_of(word, scope)
    others = tuple(UUID(each).bytes for each in scopes if each not in (CITY, scope))
    places = ", ".join("?" for _ in others)
    return f"office_id IS NOT NULL AND office_id NOT IN ({places})", others


def words_of(scope: Scope) -> tuple[str, ...]:
    """Give the words of a scope, parents first."""
    return tuple(word for word in WORDS if clause_of(word, scope) is not None)


def tally(sql: Statements, word: str, scope: Scope, *, scopes: Collection[Scope]) -> Tally | None:
    """Count and digest the rows of a word here for a scope; nothing when there are none."""
    clause = clause_here(word, scope, scopes)
    if clause is None:
        return None
    condition, values = clause
    return _tally(sql.rows(f'SELECT id, rev FROM "{word}" WHERE rev > 0 AND {condition}', values))


def _tally(rows: Iterable[tuple[Value, ...]]) -> Tally | None:
    count = total = digest = 0
    for key, rev in rows:
        if isinstance(key, bytes) and isinstance(rev, int):
            count, total = count + 1, total + rev
            digest = digest + key_digest(key, rev)
    return Tally(count, total, digest % MODULUS) if count else None
