"""Prove that the audit trail is whole: nothing changed, removed, inserted or cut off.

Each entry's hash covers the one before; the last one is also written apart at each save, so
that entries cut off at the end are missed too.  It shows tampering, it cannot prevent it: who
holds the key and rewrites everything is stopped by the central service's copy only.
Read-only; it may run beside the desk's work.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, select

from mairie_quartier.domain.audit import GENESIS, AuditEntry, chain
from mairie_quartier.services.faults import UnknownStoredValue
from mairie_quartier.store.journal import AUDIT_MARK
from mairie_quartier.store.schema import audit_entry, local_state
from mairie_quartier.store.statements import Values, text_of

AT_ONCE = 1_000
FIELDS = AuditEntry._fields
_EVERY = f"SELECT seq, hash, {', '.join(FIELDS)} FROM audit_entry ORDER BY seq"


class Breach(StrEnum):
    """What is wrong at an entry."""

    MISSING = "missing"
    ALTERED = "altered"
    CUT_OFF = "cut_off"


@dataclass(frozen=True, slots=True)
class TrailReport:
    """How many entries hold, and the first that does not: its ``seq`` and what is wrong."""

    entries: int
    broken_at: int | None = None
    breach: Breach | None = None

    @property
    def whole(self) -> bool:
        """Tell whether nothing was found."""
        return self.breach is None


def verify_chain(connection: Connection) -> TrailReport:
    """Check every entry from the first to the last; stop at the first breach."""
    previous, count = GENESIS, 0
    for values in connection.exec_driver_sql(_EVERY).yield_per(AT_ONCE):
        if values[0] != count + 1:
            return TrailReport(count, count + 1, Breach.MISSING)
        entry = _entry(tuple(values[2:]))
        if entry is None or chain(previous, entry) != _hex(values[1]):
            return TrailReport(count, count + 1, Breach.ALTERED)
        previous, count = _hex(values[1]), count + 1
    if _mark(connection) != (f"{count} {previous}" if count else None):
        return TrailReport(count, count + 1, Breach.CUT_OFF)
    return TrailReport(count)


def _entry(values: Values) -> AuditEntry | None:
    """Read an entry; nothing when its values are not what we ever write."""
    try:
        fields: dict[str, Any] = text_of(audit_entry).named(FIELDS, values)  # typed by columns
        return AuditEntry(**fields)
    except (ValueError, TypeError, UnknownStoredValue):
        return None


def _hex(digest: object) -> str:
    return digest.hex() if isinstance(digest, bytes) else ""


def _mark(connection: Connection) -> str | None:
    query = select(local_state.c.value).where(local_state.c.name == AUDIT_MARK)
    return connection.execute(query).scalar()
